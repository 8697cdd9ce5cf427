// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/clone/broken_texts.h"

#include "engine/base/errors/error_text.h"
#include "engine/catalog/ddl/ddl_attributes.h"
#include "engine/catalog/model/kind_names.h"
#include "engine/target/session/target_session.h"
#include "engine/target/undo_actions.h"

#include <algorithm>
#include <set>
#include <span>

namespace engine::operations {

using namespace Qt::StringLiterals;
using catalog::DdlStatement;
using catalog::Object;
using catalog::ObjectKey;
using catalog::ObjectKind;
using catalog::Uncarried;

namespace {

constexpr std::string_view hasLanguage
    = "SELECT EXISTS (SELECT FROM pg_catalog.pg_language WHERE lanname = 'plpgsql' AND lanispl)";

/// The text that only a grammar can judge: a body in quotes is anybody's.
std::string textOf(const Object &object)
{
    if (const auto *view = object.as<catalog::View>())
        return view->query;
    if (const auto *view = object.as<catalog::MaterializedView>())
        return view->query;
    const auto *routine = object.as<catalog::Routine>();
    const bool isTree
        = routine != nullptr && routine->language == "sql" && routine->definition.find("\nAS ") == std::string::npos;
    return isTree ? routine->definition : std::string();
}

/// As much as one statement is asked of at a time: a way to the server for each view would take minutes.
constexpr size_t textsAtOnce = 200;

/// A block that returns before it comes to the statements, which are only parsed.
std::string parseSql(std::span<const Object *const> objects)
{
    std::string block = "BEGIN RETURN; ";
    for (const Object *object : objects) {
        const std::string text = textOf(*object);
        block += text.substr(0, text.find_last_not_of("; \n") + 1) + "; ";
    }
    return "DO " + sql::literal(block + "END");
}

bool isSyntaxError(const Error &error)
{
    return error.sqlState == "42601"_L1 || error.sqlState == "42602"_L1 || error.sqlState == "42622"_L1;
}

/// What a text can be to blame for: it names what is not there, or is none. Not a right that is missing.
bool isOfText(const Error &error)
{
    return error.sqlState.startsWith("42"_L1) && error.sqlState != "42501"_L1;
}

bool hasText(ObjectKind kind)
{
    return kind == ObjectKind::Function || kind == ObjectKind::Procedure || kind == ObjectKind::View
           || kind == ObjectKind::MaterializedView;
}

std::set<ObjectKey> keysOf(const catalog::Schema &schema)
{
    std::set<ObjectKey> keys;
    for (const Object &object : schema.objects)
        keys.insert(object.key);
    return keys;
}

/// Also the sequences of tables that go: they are not made before them.
void leaveOut(catalog::Schema &schema, const ObjectKey &key, const Error &error)
{
    schema.leaveOut(
        {{key, {.reason = Uncarried::Reason::Unreadable, .detail = error.detail.section(u'\n', 0, 0).toStdString()}}});
    std::map<ObjectKey, Uncarried> sequences;
    for (const Object &object : schema.objects) {
        const auto *sequence = object.as<catalog::Sequence>();
        if (sequence != nullptr && !sequence->ownerTable.empty()
            && schema.findTable(object.key.schema, sequence->ownerTable) == nullptr)
            sequences.emplace(object.key, Uncarried{.reason = Uncarried::Reason::DependsOnUncarried,
                                                    .detail = "table " + sequence->ownerTable});
    }
    schema.leaveOut(sequences);
}

void forget(const std::set<ObjectKey> &gone, std::vector<DdlStatement> &statements)
{
    std::erase_if(statements, [&](const DdlStatement &statement) {
        return gone.contains(statement.object) || gone.contains(statement.table);
    });
}

/// Halves what does not pass as a whole, until it is one text.
Result<> findBrokenTexts(pg::Connection &session, std::span<const Object *const> objects,
                         std::vector<Uncarried> &broken)
{
    if (objects.empty())
        return {};
    const Result<> read = target::attempt(session, [&] { return session.execute(parseSql(objects)); });
    if (read)
        return {};
    if (read.error().isCancelled() || !session.isUsable())
        return read;
    if (objects.size() > 1) {
        const size_t half = objects.size() / 2;
        TRY(findBrokenTexts(session, objects.first(half), broken));
        return findBrokenTexts(session, objects.subspan(half), broken);
    }
    const Object &object = *objects.front();
    if (isSyntaxError(read.error()))
        broken.push_back({.kind = catalog::kindKey(object.key.kind),
                          .name = object.key.display(),
                          .reason = Uncarried::Reason::Unreadable,
                          .detail = detailText(read.error()).section(u'\n', 0, 0).toStdString()});
    return {};
}

/// Only the grammar is asked, which needs nothing that a text names; nothing of it is run. A server without plpgsql is
/// not asked.
Result<std::vector<Uncarried>> findBrokenTexts(pg::Connection &session, const catalog::Schema &source)
{
    std::vector<Uncarried> broken;
    TRY_ASSIGN(const pg::QueryResult language, session.query(hasLanguage));
    if (!language.boolean(0, 0))
        return broken;
    std::vector<const Object *> asked;
    for (const Object &object : source.objects) {
        if (!textOf(object).empty())
            asked.push_back(&object);
    }
    TRY(session.execute("BEGIN; SET LOCAL check_function_bodies = on"));
    for (std::span<const Object *const> left(asked); !left.empty();) {
        const size_t count = std::min(left.size(), textsAtOnce);
        TRY(findBrokenTexts(session, left.first(count), broken));
        left = left.subspan(count);
    }
    TRY(session.execute("ROLLBACK"));
    return broken;
}

std::vector<Uncarried> knownBrokenTexts(const catalog::Schema &source)
{
    std::vector<Uncarried> broken = source.notCarried;
    std::erase_if(broken, [](const Uncarried &other) { return other.reason != Uncarried::Reason::Unreadable; });
    return broken;
}

QList<Error> brokenTextProblems(const std::vector<Uncarried> &broken)
{
    QList<Error> problems;
    for (const Uncarried &other : broken)
        problems.append({.code = ErrorCode::TextUnreadable,
                         .subject = catalog::kindAndName(text(other.kind), text(other.name)).text(),
                         .detail = text(other.detail)});
    return problems;
}

} // namespace

Result<> describeBrokenTexts(pg::Connection &session, CloneInspection &inspection, bool areLeftOut)
{
    std::vector<catalog::Uncarried> broken = knownBrokenTexts(inspection.source);
    TRY_ASSIGN(const std::vector<catalog::Uncarried> found, findBrokenTexts(session, inspection.source));
    broken.insert(broken.end(), found.begin(), found.end());
    if (broken.empty())
        return {};
    if (!areLeftOut) {
        inspection.plan.problems += brokenTextProblems(broken);
        return {};
    }
    QList<Sentence> names;
    for (const catalog::Uncarried &other : broken)
        names.append(Sentence::joined(
            {catalog::kindAndName(text(other.kind), text(other.name)), Sentence(text(other.detail))}, u": "_s));
    inspection.warning(Tr::sentence("No server reads back the text of %1. What needs it is left out as well, and the "
                                    "report names all of it.")
                           .arg(Sentence::joined(names, u", "_s)));
    return {};
}

Result<> runWithoutBroken(pg::Connection &session, catalog::DdlScript &script, catalog::Schema &schema)
{
    std::set<ObjectKey> gone;
    std::set<ObjectKey> made;
    const auto all = [&]() -> Result<> {
        for (const DdlStatement &statement : script.preData) {
            const ObjectKey &key = statement.object;
            if (gone.contains(key))
                continue;
            const Result<> done = hasText(key.kind)
                                      ? target::attempt(session, [&] { return session.execute(statement.sql); })
                                      : session.execute(statement.sql);
            if (done) {
                made.insert(key);
                continue;
            }
            if (!hasText(key.kind) || !isOfText(done.error()) || !session.isUsable())
                return done.map_error(during(text(key.display())));
            std::set<ObjectKey> left = keysOf(schema);
            leaveOut(schema, key, done.error());
            for (const ObjectKey &stays : keysOf(schema))
                left.erase(stays);
            // A placeholder of it, or the first part of what needs it, can be there.
            for (const ObjectKey &other : left) {
                if (made.contains(other) && !catalog::sqlName(other).empty())
                    TRY(session.execute("DROP " + catalog::sqlName(other) + " CASCADE"));
            }
            gone.merge(left);
        }
        return {};
    };
    TRY(target::transaction(session, all));
    for (auto *statements : {&script.indexes, &script.keys, &script.validations, &script.postData, &script.refreshes,
                             &script.finish, &script.last})
        forget(gone, *statements);
    return {};
}

} // namespace engine::operations
