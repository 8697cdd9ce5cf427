// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/outside_binding.h"

#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/model/sql_pieces.h"
#include "engine/sql/identifier.h"
#include "engine/target/undo_actions.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace engine::target {

using namespace Qt::StringLiterals;
using catalog::OutsideDependent;

namespace {

// Of what an error names; the rest is a number.
constexpr qsizetype mostNamed = 20;

/// An owner need not have what making something anew takes (CREATE on its schema, REFERENCES on the other table). Where
/// making it evaluates nothing of people's, the account itself may make it then.
bool evaluatesNothing(const OutsideDependent &dependent)
{
    return dependent.kind != "check";
}

constexpr std::string_view missingRights = R"(
SELECT r.lent
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (VALUES
    (pg_catalog.format('USAGE ON SCHEMA %I', n.nspname), pg_catalog.has_schema_privilege($2, n.oid, 'USAGE')),
    (pg_catalog.format('REFERENCES ON TABLE %I.%I', n.nspname, c.relname),
     pg_catalog.has_table_privilege($2, c.oid, 'REFERENCES')),
    (pg_catalog.format('SELECT ON TABLE %I.%I', n.nspname, c.relname),
     pg_catalog.has_table_privilege($2, c.oid, 'SELECT'))) AS r (lent, isHad)
WHERE c.oid = pg_catalog.to_regclass($1) AND NOT r.isHad)";

Result<> addForeignKeyAsOwner(pg::Connection &target, const OutsideDependent &dependent, const std::string &statement)
{
    constexpr std::string_view word = " REFERENCES ";
    const size_t place = statement.rfind(word);
    const size_t begin = place == std::string::npos ? place : place + word.size();
    const size_t end = begin == std::string::npos ? begin : catalog::behindName(statement, begin);
    if (end == std::string::npos)
        return failure({.code = ErrorCode::PermissionDenied, .subject = displayNameOf(dependent)});
    TRY_ASSIGN(const pg::QueryResult rights,
               target.query(missingRights, {statement.substr(begin, end - begin), dependent.owner}));
    catalog::OwnersHands hands{.owner = dependent.owner, .searchPath = dependent.searchPath};
    for (int row = 0; row < rights.rowCount(); ++row)
        hands.lent.insert(rights.string(row, 0));
    return target.execute(catalog::inHands(hands, statement));
}

Result<> runInPath(pg::Connection &target, const OutsideDependent &dependent, const std::string &statement)
{
    const auto during = [&](Error error) {
        error.steps.prepend(displayNameOf(dependent));
        return error;
    };
    // A materialized view is handed over by what makes it, which evaluates nothing.
    if (dependent.owner.empty() || dependent.kind == "materialized view")
        return target.execute(statement).map_error(during);
    if (!evaluatesNothing(dependent))
        return target
            .execute(catalog::inHands({.owner = dependent.owner, .searchPath = dependent.searchPath}, statement))
            .map_error(during);
    // A schema that the owner may not enter any more is passed over without a word. What is replaced stays the owner's,
    // and a view is handed over.
    const bool isHandedOver = dependent.dropStatement.empty() || dependent.kind == "view";
    if (!dependent.searchPath.empty() && isHandedOver) {
        const Result<> asSession = attempt(target, [&] { return target.execute(statement); });
        if (asSession || !target.isUsable())
            return asSession.map_error(during);
    }
    const Result<> asOwner = attempt(target, [&]() -> Result<> {
        TRY(target.execute("SET LOCAL ROLE " + sql::quoted(dependent.owner)));
        TRY(target.execute(statement));
        return target.execute("RESET ROLE");
    });
    const bool isRightMissing = !asOwner && asOwner.error().code == ErrorCode::PermissionDenied;
    if (!isRightMissing)
        return asOwner.map_error(during);
    // Its rows are looked up when it is made, by operators that may be anybody's: that is the owner's to run.
    if (dependent.kind == "foreign key") {
        const Result<> lent = attempt(target, [&] { return addForeignKeyAsOwner(target, dependent, statement); });
        if (lent || lent.error().code != ErrorCode::PermissionDenied)
            return lent.map_error(during);
    }
    return target.execute(statement).map_error(during);
}

/// Where the operators are found that it was made of: some places of the grammar have none for a schema.
Result<> run(pg::Connection &target, const OutsideDependent &dependent, const std::string &statement)
{
    if (dependent.searchPath.empty())
        return runInPath(target, dependent, statement);
    TRY(target.execute("SET LOCAL search_path = " + dependent.searchPath));
    TRY(runInPath(target, dependent, statement));
    return target.execute("SET LOCAL search_path = ''");
}

/// A routine's types have moved since its name was read.
Result<std::string> dropOf(pg::Connection &target, const OutsideDependent &dependent)
{
    if (dependent.kind != "function")
        return dependent.dropStatement;
    TRY_ASSIGN(const pg::QueryResult name, target.query("SELECT $1::pg_catalog.oid::pg_catalog.regprocedure::text",
                                                        {std::to_string(dependent.place.object)}));
    return "DROP ROUTINE " + name.string(0, 0);
}

/// Objects that keep another from being dropped. A view is needed through its row and its rule.
constexpr std::string_view whoNeeds = R"(
SELECT coalesce(pg_catalog.string_agg(DISTINCT pg_catalog.pg_describe_object(d.classid, d.objid, 0), ', '), '')
FROM pg_catalog.pg_depend AS d
LEFT JOIN pg_catalog.pg_rewrite AS r ON $1::oid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND r.oid = $2::oid
LEFT JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class
WHERE d.deptype IN ('n', 'a') AND (d.refclassid = $1::oid AND d.refobjid = $2::oid
    OR d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = c.oid
    OR d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.refobjid = c.reltype)
    AND NOT (d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = $2::oid))";

using Bound = std::tuple<std::string, std::string, std::string, std::string>;

std::set<Bound> boundOf(const std::vector<OutsideDependent> &dependents)
{
    std::set<Bound> bound;
    for (const OutsideDependent &dependent : dependents) {
        if (!dependent.createStatement.empty() || dependent.kind == "materialized view")
            bound.emplace(dependent.kind, dependent.identity, dependent.owner, dependent.searchPath);
    }
    return bound;
}

} // namespace

Result<> bindAnew(pg::Connection &target, const std::vector<OutsideDependent> &dependents,
                  const std::vector<std::string> &schemas)
{
    TRY(bindAnew(target, dependents));
    if (dependents.empty())
        return {};
    TRY_ASSIGN(const std::vector<OutsideDependent> now, catalog::readOutsideDependents(target, schemas));
    const std::set<Bound> bound = boundOf(now);
    for (const Bound &before : boundOf(dependents)) {
        if (!bound.contains(before))
            return failure({.code = ErrorCode::VerificationFailed,
                            .subject = text(std::get<0>(before) + ' ' + std::get<1>(before))});
    }
    return {};
}

Result<> bindAnew(pg::Connection &target, const std::vector<OutsideDependent> &dependents)
{
    for (auto dependent = dependents.rbegin(); dependent != dependents.rend(); ++dependent) {
        if (dependent->dropStatement.empty())
            continue;
        TRY_ASSIGN(const std::string drop, dropOf(target, *dependent));
        TRY(run(target, *dependent, drop));
    }
    for (const OutsideDependent &dependent : dependents)
        TRY(run(target, dependent, dependent.createStatement));
    return {};
}

Result<std::optional<Error>> tryDrops(pg::Connection &target, const std::vector<OutsideDependent> &dependents)
{
    for (auto dependent = dependents.rbegin(); dependent != dependents.rend(); ++dependent) {
        if (dependent->dropStatement.empty())
            continue;
        TRY_ASSIGN(const std::string drop, dropOf(target, *dependent));
        const Result<> dropped = attempt(target, [&] { return target.execute(drop); });
        if (dropped)
            continue;
        if (!target.isUsable())
            return failure(dropped.error());
        // 2BP01: others need it. Rights and locks are found where each is tried alone.
        if (dropped.error().sqlState != "2BP01"_L1)
            continue;
        TRY_ASSIGN(const pg::QueryResult others, target.query(whoNeeds, {std::to_string(dependent->place.catalog),
                                                                         std::to_string(dependent->place.object)}));
        Error error = inTheWay(*dependent);
        error.detail = text(others.string(0, 0) + " → " + dependent->identity + " → " + dependent->dependsOn);
        return std::optional(std::move(error));
    }
    return std::optional<Error>();
}

bool comesBack(const RestorePoint &point, const OutsideDependent &dependent)
{
    return std::ranges::any_of(point.undo.aside, [&](const UndoActions::Aside &object) {
        return object.kind == dependent.kind
               && dependent.identity == sql::QualifiedName{object.schema, object.name}.displayed();
    });
}

QString displayNameOf(const OutsideDependent &dependent)
{
    return text(dependent.kind + ' ' + dependent.identity);
}

Error inTheWay(const std::vector<catalog::TakenAlong> &taken)
{
    QStringList all;
    for (const catalog::TakenAlong &other : taken) {
        if (all.size() < mostNamed)
            all.append(text(other.name + " → " + other.needs));
    }
    if (all.size() < static_cast<qsizetype>(taken.size()))
        all.append(QString::number(taken.size()));
    return {.code = ErrorCode::DependentsInTheWay, .subject = text(taken.front().name), .detail = all.join(u"; "_s)};
}

Error inTheWay(const OutsideDependent &dependent)
{
    return {.code = ErrorCode::DependentsInTheWay,
            .subject = displayNameOf(dependent),
            .detail = text(dependent.identity + " → " + dependent.dependsOn)};
}

} // namespace engine::target
