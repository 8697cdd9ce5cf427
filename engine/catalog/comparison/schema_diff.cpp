// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/comparison/schema_diff.h"

#include "engine/base/errors/sentence.h"
#include "engine/catalog/model/kind_names.h"
#include "engine/catalog/model/schema_properties.h"

#include <QStringList>

#include <algorithm>

namespace engine::catalog {

namespace {

/// Expressions are worded the same by every version; queries are not.
void forgetQuery(std::string &text)
{
    if (text.find("SELECT") != std::string::npos)
        text = "SELECT";
}

void forgetWording(Object &object)
{
    if (auto *table = std::get_if<Table>(&object.definition)) {
        // Before version 18 the constraint has no name.
        for (Column &column : table->columns)
            column.notNullConstraint.clear();
    }
    if (auto *view = std::get_if<View>(&object.definition))
        forgetQuery(view->query);
    if (auto *view = std::get_if<MaterializedView>(&object.definition))
        forgetQuery(view->query);
    if (auto *rule = std::get_if<Rule>(&object.definition))
        rule->definition.clear();
    // A body that the server keeps as a tree is worded anew; one in quotes is kept as it was written.
    if (auto *routine = std::get_if<Routine>(&object.definition);
        routine != nullptr && routine->definition.find("\nAS ") == std::string::npos)
        routine->definition.clear();
    if (auto *policy = std::get_if<Policy>(&object.definition)) {
        for (std::optional<std::string> *expression : {&policy->usingExpression, &policy->checkExpression}) {
            if (*expression)
                forgetQuery(**expression);
        }
    }
}

/// A column that a parent got later stands after those of its child; a child made anew has all inherited columns first.
void forgetInheritedOrder(Object &object)
{
    auto *table = std::get_if<Table>(&object.definition);
    if (table != nullptr && !table->parents.empty() && !table->isPartition())
        std::ranges::sort(table->columns, {}, &Column::name);
}

/// Version 13 has no multiranges: the target chose their names.
void forgetNewNames(Object &from, Object &to)
{
    auto *before = std::get_if<RangeType>(&from.definition);
    auto *after = std::get_if<RangeType>(&to.definition);
    if (before == nullptr || after == nullptr || (!before->multirangeName.empty() && !after->multirangeName.empty()))
        return;
    for (RangeType *range : {before, after}) {
        range->multirangeSchema.clear();
        range->multirangeName.clear();
    }
}

/// A copy without what the options leave out; only made when two objects are not equal as they are.
Object reduced(Object object, const CompareOptions &options, bool sameWording)
{
    if (auto *sequence = std::get_if<Sequence>(&object.definition); sequence != nullptr && !options.sequenceValues)
        sequence->state = {};
    if (auto *extension = std::get_if<Extension>(&object.definition);
        extension != nullptr && !options.extensionVersions)
        extension->version.clear();
    if (!options.owners)
        object.owner.clear();
    if (!options.privileges) {
        object.acl.clear();
        for (auto *columns :
             {std::get_if<Table>(&object.definition) != nullptr ? &std::get<Table>(object.definition).columns : nullptr,
              std::get_if<View>(&object.definition) != nullptr ? &std::get<View>(object.definition).columns
                                                               : nullptr}) {
            if (columns == nullptr)
                continue;
            for (Column &column : *columns)
                column.acl.clear();
        }
    }
    if (!sameWording) {
        forgetWording(object);
        // Nor do they write down the same dependencies.
        object.meaning.clear();
    }
    return object;
}

bool isLookedAt(const ObjectKey &key, const CompareOptions &options)
{
    if (key.kind == ObjectKind::Publication)
        return options.publications;
    if (key.kind == ObjectKind::DefaultPrivileges)
        return options.privileges;
    return true;
}

Sentence whatDiffers(const Object &from, const Object &to)
{
    QList<Sentence> names;
    if (from.owner != to.owner)
        names << Tr::sentence("owner");
    if (from.acl != to.acl)
        names << Tr::sentence("privileges");
    if (from.comment != to.comment)
        names << Tr::sentence("comment");
    if (from.as<Extension>() != nullptr && to.as<Extension>() != nullptr
        && from.as<Extension>()->version != to.as<Extension>()->version)
        names << Tr::sentence("version");
    const auto before = properties(from);
    const auto after = properties(to);
    for (const Property &property : after) {
        // A column that only one side has is said once, by "columns".
        const auto same = std::ranges::find(before, property.name, &Property::name);
        if (same != before.end() && same->value != property.value)
            names << property.name;
    }
    if (names.isEmpty())
        names << Tr::sentence("definition");
    return Sentence::joined(names, QStringLiteral(", "));
}

void compareBoth(const Object &from, const Object &to, const CompareOptions &options, bool sameWording,
                 std::vector<Change> &changes)
{
    if (from == to)
        return;
    Object before = reduced(from, options, sameWording);
    Object after = reduced(to, options, sameWording);
    if (!sameWording)
        forgetNewNames(before, after);
    forgetInheritedOrder(before);
    forgetInheritedOrder(after);
    if (before == after)
        return;
    changes.push_back({.kind = Change::Kind::Alter, .key = to.key, .what = whatDiffers(before, after)});
}

} // namespace

Sentence Change::description() const
{
    const Sentence object = kindAndName(key);
    switch (kind) {
    case Kind::Create:
        return Tr::sentence("\"%1\" is missing.").arg(object);
    case Kind::Drop:
        return Tr::sentence("\"%1\" is there and should not be.").arg(object);
    case Kind::Alter:
        return Tr::sentence("\"%1\" differs: %2.").arg(object, what);
    }
    return {};
}

bool isOwnOfDatabase(ObjectKind kind)
{
    return isDatabaseWide(kind) || kind == ObjectKind::Extension || kind == ObjectKind::Publication;
}

std::vector<Change> difference(const Schema &from, const Schema &to, const CompareOptions &options)
{
    constexpr int oneMajor = 10'000;
    const bool sameWording = from.serverVersion / oneMajor == to.serverVersion / oneMajor;
    std::vector<Change> changes;
    auto before = from.objects.begin();
    auto after = to.objects.begin();
    // Both lists are sorted by key: one walk through the two.
    while (before != from.objects.end() || after != to.objects.end()) {
        const bool onlyBefore = after == to.objects.end() || (before != from.objects.end() && before->key < after->key);
        const bool onlyAfter = !onlyBefore && (before == from.objects.end() || after->key < before->key);
        const ObjectKey &key = onlyBefore ? before->key : after->key;
        const bool isKept = onlyBefore && isOwnOfDatabase(key.kind) && !options.ownOfDatabase;
        const bool looked = isLookedAt(key, options) && !isKept;
        if (looked && onlyBefore)
            changes.push_back({.kind = Change::Kind::Drop, .key = key});
        else if (looked && onlyAfter)
            changes.push_back({.kind = Change::Kind::Create, .key = key});
        else if (looked)
            compareBoth(*before, *after, options, sameWording, changes);
        if (!onlyAfter)
            ++before;
        if (!onlyBefore)
            ++after;
    }
    return changes;
}

} // namespace engine::catalog
