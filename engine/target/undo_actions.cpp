// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/undo_actions.h"

#include "engine/base/contains.h"
#include "engine/base/errors/error_text.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/model/kind_names.h"

#include <algorithm>
#include <set>

namespace engine::target {

using namespace Qt::StringLiterals;
using catalog::ObjectKey;
using catalog::ObjectKind;

namespace {

constexpr std::string_view switchableEventTriggers = R"(
SELECT evtname, evtenabled FROM pg_catalog.pg_event_trigger
WHERE evtenabled <> 'D' AND pg_catalog.pg_has_role(evtowner, 'USAGE')
ORDER BY evtname)";

constexpr std::string_view isSwitchedOff
    = "SELECT EXISTS (SELECT FROM pg_catalog.pg_event_trigger WHERE evtname = $1 AND evtenabled = 'D')";

constexpr std::string_view isElsewhere = R"(
SELECT EXISTS (SELECT FROM pg_catalog.pg_extension AS e JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
               WHERE e.extname = $1 AND n.nspname <> $2))";

/// One statement, which cannot be several.
Result<> runAlone(pg::Connection &target, const std::string &statement)
{
    TRY(target.query(statement));
    return {};
}

/// What would be dropped only together with what it hangs on is dropped before that. Not a transform: functions of the
/// copy may name it, which a server that notes this lets go first.
bool isLeaf(ObjectKind kind)
{
    return kind == ObjectKind::EventTrigger || kind == ObjectKind::Cast;
}

Result<std::vector<std::string>> missingRoles(pg::Connection &target, const UndoActions &actions)
{
    std::set<std::string> named;
    for (const catalog::Schema *schema : {&actions.attributesMade, &actions.attributesBefore}) {
        const std::vector<std::string> roles = schema->roles();
        named.insert(roles.begin(), roles.end());
    }
    TRY_ASSIGN(const pg::QueryResult rows,
               target.query("SELECT r FROM pg_catalog.unnest($1::text[]) AS r"
                            " WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = r)",
                            {sql::arrayLiteral({named.begin(), named.end()})}));
    std::vector<std::string> missing;
    for (int row = 0; row < rows.rowCount(); ++row)
        missing.push_back(rows.string(row, 0));
    return missing;
}

std::string statementOf(const UndoActions::Membership &membership)
{
    const std::string columns = membership.columns.empty() ? "" : " (" + sql::quotedList(membership.columns) + ')';
    const std::string condition = membership.condition.empty() ? "" : " WHERE (" + membership.condition + ')';
    return "ALTER PUBLICATION " + sql::quoted(membership.publication) + " ADD TABLE ONLY " + membership.table.quoted()
           + columns + condition;
}

std::string statementOf(const UndoActions::Label &label)
{
    return "SECURITY LABEL FOR " + sql::quoted(label.provider) + " ON SCHEMA " + sql::quoted(label.schema) + " IS "
           + (label.text ? sql::literal(*label.text) : std::string("NULL"));
}

/// A hosting platform, or what people did since, may have taken away what is to be given back: old contents that are
/// back without it are better than none.
Result<> giveBack(pg::Connection &target, const std::string &statement, const Sentence &what, QList<Sentence> &left)
{
    const Result<> done = attempt(target, [&] { return runAlone(target, statement); });
    if (done)
        return {};
    const ErrorCode code = done.error().code;
    if (done.error().isCancelled() || done.error().isRetryable() || code == ErrorCode::ObjectLocked)
        return done;
    left.append(Tr::sentence("%1 could not be given back: %2").arg(what, detailText(done.error())));
    return {};
}

Result<> drop(pg::Connection &target, const ObjectKey &key)
{
    if (key.kind != ObjectKind::Setting)
        return runAlone(target, catalog::dropSql(key, false));
    // The name of the database is the one it has by now.
    TRY_ASSIGN(const pg::QueryResult name, target.query("SELECT pg_catalog.current_database()"));
    return runAlone(target, catalog::resetSql(key, name.string(0, 0)));
}

} // namespace

bool UndoActions::hasMade(const std::string &type, const std::string &identity) const
{
    return std::ranges::any_of(
        made, [&](const ObjectKey &key) { return type == catalog::kindKey(key.kind) && key.display() == identity; });
}

bool UndoActions::isWhole(const std::string &schema) const
{
    return contains(whole, schema);
}

Result<> dropLeaves(pg::Connection &target, const UndoActions &actions)
{
    for (const UndoActions::Part &part : actions.parts)
        TRY(runAlone(target, (part.kind == "policy" ? "DROP POLICY IF EXISTS " : "DROP TRIGGER IF EXISTS ")
                                 + sql::quoted(part.name) + " ON " + part.table.quoted()));
    for (const ObjectKey &key : actions.made) {
        if (isLeaf(key.kind))
            TRY(drop(target, key));
    }
    for (const UndoActions::Remake &other : actions.remakes)
        TRY(drop(target, other.key));
    return {};
}

Result<> moveExtensionsBack(pg::Connection &target, const UndoActions &actions)
{
    for (const UndoActions::Move &move : actions.moves) {
        // Somebody may have dropped it, or moved it himself; a clone that was interrupted had not moved it yet.
        TRY_ASSIGN(const pg::QueryResult elsewhere, target.query(isElsewhere, {move.extension, move.schema}));
        if (elsewhere.boolean(0, 0))
            TRY(runAlone(target,
                         "ALTER EXTENSION " + sql::quoted(move.extension) + " SET SCHEMA " + sql::quoted(move.schema))
                    .map_error([&](Error error) {
                        error.steps.prepend(text("extension " + sql::displayed(move.extension)));
                        return error;
                    }));
    }
    return {};
}

Result<> restoreAttributes(pg::Connection &target, const UndoActions &actions, QList<Sentence> &left)
{
    for (const std::string &publication : actions.publications)
        TRY(runAlone(target, "DROP PUBLICATION IF EXISTS " + sql::quoted(publication)));
    TRY_ASSIGN(const std::vector<std::string> missing, missingRoles(target, actions));
    const catalog::DdlOptions options{.missingRoles = missing, .serverMajor = target.serverMajor()};
    for (const catalog::DdlStatement &statement :
         catalog::schemaAttributes(actions.attributesMade, actions.attributesBefore, options))
        TRY(target.execute(statement.sql));
    for (const UndoActions::Label &label : actions.labels)
        TRY(giveBack(target, statementOf(label),
                     catalog::kindAndName(u"security label", text("schema " + label.schema)), left));
    for (const UndoActions::Membership &membership : actions.memberships)
        TRY(giveBack(
            target, statementOf(membership),
            catalog::kindAndName(u"publication", text(membership.publication + ": " + membership.table.displayed())),
            left));
    return {};
}

Result<> dropMade(pg::Connection &target, const UndoActions &actions, QList<Sentence> &left)
{
    for (const ObjectKey &key : actions.made) {
        if (isLeaf(key.kind))
            continue;
        const Result<> dropped = attempt(target, [&] { return drop(target, key); });
        if (dropped)
            continue;
        // 2BP01: somebody needs it by now. A server that is not there has no user mapping.
        if (dropped.error().sqlState != "2BP01"_L1 && dropped.error().code != ErrorCode::ObjectMissing
            && dropped.error().code != ErrorCode::PermissionDenied)
            return dropped;
        left.append(Tr::sentence("%1, which the clone had made, is still there: %2")
                        .arg(catalog::kindAndName(key), detailText(dropped.error())));
    }
    return {};
}

Result<> remake(pg::Connection &target, const UndoActions &actions, QList<Sentence> &left)
{
    for (const UndoActions::Remake &other : actions.remakes) {
        for (const std::string &statement : other.statements)
            TRY(giveBack(target, statement, catalog::kindAndName(other.key), left));
    }
    return {};
}

Result<> silenceEventTriggers(pg::Connection &target, std::vector<UndoActions::Switch> &switchedOff)
{
    TRY_ASSIGN(const pg::QueryResult rows, target.query(switchableEventTriggers));
    for (int row = 0; row < rows.rowCount(); ++row) {
        const std::string name = rows.string(row, 0);
        TRY(runAlone(target, "ALTER EVENT TRIGGER " + sql::quoted(name) + " DISABLE"));
        switchedOff.push_back({.trigger = name, .mode = rows.view(row, 1).front()});
    }
    return {};
}

Result<> switchOn(pg::Connection &target, const std::vector<UndoActions::Switch> &switchedOff)
{
    for (const UndoActions::Switch &off : switchedOff) {
        // Somebody may have dropped it, or switched it on.
        TRY_ASSIGN(const pg::QueryResult isOff, target.query(isSwitchedOff, {off.trigger}));
        if (isOff.boolean(0, 0))
            TRY(runAlone(target, "ALTER EVENT TRIGGER " + sql::quoted(off.trigger) + " ENABLE"
                                     + (off.mode == 'R'   ? " REPLICA"
                                        : off.mode == 'A' ? " ALWAYS"
                                                          : "")));
    }
    return {};
}

} // namespace engine::target
