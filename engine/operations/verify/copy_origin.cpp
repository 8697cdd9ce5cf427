// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/verify/copy_origin.h"

#include "engine/base/contains.h"
#include "engine/catalog/model/table_names.h"
#include "engine/environments/clone_mark.h"
#include "engine/environments/identity_reader.h"
#include "engine/target/restore_point.h"

#include <algorithm>
#include <iterator>

namespace engine::operations {

using namespace Qt::StringLiterals;
using target::UndoActions;

namespace {

size_t countOf(const std::map<sql::QualifiedName, UndoActions::Replaced> &replaced)
{
    size_t count = 0;
    for (const auto &[table, part] : replaced)
        count += part.columns.size();
    return count;
}

/// A rule of a partitioned table is one of its partitions, over any number of levels.
void inheritReplaced(const catalog::Schema &schema, std::map<sql::QualifiedName, UndoActions::Replaced> &replaced)
{
    for (size_t before = 0; before != countOf(replaced);) {
        before = countOf(replaced);
        for (const catalog::Object &object : schema.objects) {
            const auto *table = object.as<catalog::Table>();
            const auto parent
                = table == nullptr || !table->isPartition() ? replaced.end() : replaced.find(table->parents.front());
            if (parent == replaced.end())
                continue;
            const std::vector<std::string> columns = parent->second.columns;
            UndoActions::Replaced &own = replaced[nameOf(object)];
            own.table = nameOf(object);
            std::ranges::copy_if(columns, std::back_inserter(own.columns),
                                 [&](const std::string &name) { return !contains(own.columns, name); });
        }
    }
}

/// Whether the copy is one of the database that `source` leads to. Where either identity may not be read, the names
/// decide.
Result<bool> isOfSource(const UndoActions::Origin &origin, const ComparedSource &source, const QString &recorded)
{
    const Result<environments::Identity> identity = environments::readIdentity(source.connection);
    if (!identity && identity.error().code != ErrorCode::IdentityUnknown)
        return failure(identity.error());
    if (!identity || !origin.identity)
        return recorded == source.name;
    return *identity == *origin.identity;
}

void sayOtherSource(const target::RestorePoint &point, const QString &recorded, const ComparedSource &source,
                    CopyOrigin &found, QList<runs::NotCarried> &list)
{
    // Fakes are fakes whatever they are compared with.
    if (!point.undo.replaced.empty())
        list.append({.kind = u"source"_s,
                     .name = recorded,
                     .reason = Tr::sentence("The target says that it is a double of this environment, and not of the "
                                            "database that \"%1\" leads to: what rules replaced in it is not "
                                            "compared, whichever it is.")
                                   .arg(source.name)});
    // A clear copy of a double holds fakes, and only the double knows of which columns.
    else
        found.unknown = Tr::sentence("The target was made from \"%1\", which is another database than \"%2\": what "
                                     "was replaced on the way from the one to the other nobody can tell here. If what "
                                     "it was made from is a double, other contents are as they should be.")
                            .arg(recorded, source.name);
}

} // namespace

Result<CopyOrigin> readCopyOrigin(const ComparedSource &source, pg::ReadOnlyConnection &target,
                                  const catalog::Schema &targetSchema, QList<runs::NotCarried> &list)
{
    CopyOrigin found;
    // What cannot be believed, or may not be read, leaves everything compared.
    const Result<std::optional<environments::CloneMark>> mark = environments::readCloneMark(target);
    if (!mark && mark.error().code != ErrorCode::StateNotTrusted)
        return failure(mark.error());
    if (!mark || !*mark) {
        found.unknown = Tr::sentence("Nothing in the target says which values rules replaced when it was made (no "
                                     "restore point of a clone that this account may read and believe): if it is an "
                                     "anonymized double, other contents are as they should be.");
        return found;
    }
    if (!(*mark)->isComplete)
        found.unfinished = (*mark)->isUnderWay
                               ? Tr::sentence("A clone is at work in the target: what it holds now will not stay.")
                               : Tr::sentence("The clone that was to make the target did not end: what it holds now is "
                                              "undone by the next clone or rollback.");
    TRY_ASSIGN(std::optional<target::RestorePoint> point, target::newestRestorePoint(target));
    if (!point)
        return found;
    const UndoActions::Origin &origin = point->undo.origin;
    TRY_ASSIGN(const bool isSame, isOfSource(origin, source, (*mark)->source));
    if (!isSame)
        sayOtherSource(*point, (*mark)->source, source, found, list);
    for (const UndoActions::Replaced &part : point->undo.replaced)
        found.replaced.emplace(part.table, part);
    inheritReplaced(targetSchema, found.replaced);
    found.inPart = {origin.inPart.begin(), origin.inPart.end()};
    found.leftEmpty = {origin.leftEmpty.begin(), origin.leftEmpty.end()};
    return found;
}

} // namespace engine::operations
