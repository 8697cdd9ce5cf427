// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fitting/dependent_needs.h"

#include "engine/base/errors/sentence.h"
#include "engine/catalog/model/kind_names.h"
#include "engine/fitting/outside_needs.h"
#include "engine/sql/identifier.h"

#include <QStringList>

#include <algorithm>
#include <map>
#include <set>

namespace engine::fitting {

using namespace Qt::StringLiterals;
using catalog::OutsideDependent;

namespace {

// Of what an error names; the rest is a number.
constexpr qsizetype mostNamed = 20;

// A key is what a foreign key leads to, or what lets a view leave columns out of GROUP BY: any unique one over the same
// columns will do. What an extension owns stays where it is.
constexpr pg::Statement neededByDependents = R"(
SELECT DISTINCT w.place - 1, n.nspname, o.kind, o.identity, o.part
FROM ROWS FROM (pg_catalog.unnest($1::oid[]), pg_catalog.unnest($2::oid[])) WITH ORDINALITY AS w (class, object, place)
JOIN pg_catalog.pg_depend AS d ON d.classid = w.class AND d.objid = w.object AND d.deptype IN ('n', 'a')
CROSS JOIN LATERAL (
    SELECT i.schema, i.type, i.identity, ''
    FROM pg_catalog.pg_identify_object(d.refclassid, d.refobjid, 0) AS i
    WHERE i.type NOT IN ('index', 'table constraint')
    UNION ALL
    SELECT pg_catalog.quote_ident(s.nspname), 'column', pg_catalog.format('%I.%I', s.nspname, c.relname), a.attname
    FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS s ON s.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
    WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = d.refobjid AND d.refobjsubid > 0
    UNION ALL
    SELECT pg_catalog.quote_ident(s.nspname), 'key', pg_catalog.format('%I.%I', s.nspname, c.relname),
        (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attname)
         FROM pg_catalog.pg_attribute AS a
         WHERE a.attrelid = c.oid AND a.attnum = ANY ((x.indkey::int2[])[0:x.indnkeyatts - 1]))
    FROM pg_catalog.pg_index AS x JOIN pg_catalog.pg_class AS c ON c.oid = x.indrelid
    JOIN pg_catalog.pg_namespace AS s ON s.oid = c.relnamespace
    WHERE x.indexrelid = d.refobjid AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        OR d.refclassid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
            AND x.indexrelid = (SELECT k.conindid FROM pg_catalog.pg_constraint AS k
                                WHERE k.oid = d.refobjid AND k.contype IN ('p', 'u'))
) AS o (schema, kind, identity, part)
JOIN pg_catalog.pg_namespace AS n ON pg_catalog.quote_ident(n.nspname) = o.schema
WHERE n.nspname = ANY ($3::text[]) AND o.part IS NOT NULL
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e
                    WHERE e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS p
                    JOIN pg_catalog.pg_depend AS e
                        ON e.classid = p.refclassid AND e.objid = p.refobjid AND e.deptype = 'e'
                    WHERE p.classid = d.refclassid AND p.objid = d.refobjid AND p.deptype = 'i')
ORDER BY 1, 4, 5)";

constexpr pg::Statement partsThere = R"(
SELECT w.kind, w.identity, w.part
FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[]), pg_catalog.unnest($3::text[]),
                pg_catalog.unnest($4::text[])) AS w (kind, schema, identity, part)
JOIN pg_catalog.pg_namespace AS n ON n.nspname = w.schema
JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
    AND pg_catalog.format('%I.%I', n.nspname, c.relname) = w.identity
WHERE w.kind = 'column' AND EXISTS (SELECT FROM pg_catalog.pg_attribute AS a
                                    WHERE a.attrelid = c.oid AND a.attname = w.part AND NOT a.attisdropped)
    OR w.kind = 'key' AND EXISTS (
        SELECT FROM pg_catalog.pg_index AS x
        WHERE x.indrelid = c.oid AND x.indisunique AND x.indpred IS NULL AND x.indexprs IS NULL
            AND w.part = (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attname)
                          FROM pg_catalog.pg_attribute AS a
                          WHERE a.attrelid = c.oid AND a.attnum = ANY ((x.indkey::int2[])[0:x.indnkeyatts - 1]))))";

struct Need
{
    std::string schema{};
    std::string kind{};
    std::string identity{};
    /// A column, or the columns of a key.
    std::string part{};

    auto operator<=>(const Need &) const = default;
    [[nodiscard]] bool isPart() const { return !part.empty(); }
};

/// By dependent.
using Needs = std::map<size_t, std::vector<Need>>;

Result<Needs> needsOf(const std::vector<OutsideDependent> &dependents, const std::vector<std::string> &schemas,
                      pg::ReadOnlyConnection &target)
{
    std::vector<std::string> classes;
    std::vector<std::string> objects;
    for (const OutsideDependent &dependent : dependents) {
        classes.push_back(std::to_string(dependent.place.catalog));
        objects.push_back(std::to_string(dependent.place.object));
    }
    TRY_ASSIGN(const pg::QueryResult rows,
               target.query(neededByDependents,
                            {sql::arrayLiteral(classes), sql::arrayLiteral(objects), sql::arrayLiteral(schemas)}));
    Needs needs;
    for (int row = 0; row < rows.rowCount(); ++row)
        needs[static_cast<size_t>(rows.integer(row, 0))].push_back(
            {rows.string(row, 1), rows.string(row, 2), rows.string(row, 3), rows.string(row, 4)});
    return needs;
}

Result<std::set<Need>> thereOf(const std::set<Need> &needs, pg::ReadOnlyConnection &source)
{
    std::vector<std::string> kinds;
    std::vector<std::string> schemas;
    std::vector<std::string> identities;
    std::vector<std::string> parts;
    for (const Need &need : needs) {
        kinds.push_back(need.kind);
        schemas.push_back(need.schema);
        identities.push_back(need.identity);
        parts.push_back(need.part);
    }
    TRY_ASSIGN(const auto whole, whichAreThere(source, kinds, schemas, identities));
    TRY_ASSIGN(const pg::QueryResult rows,
               source.query(partsThere, {sql::arrayLiteral(kinds), sql::arrayLiteral(schemas),
                                         sql::arrayLiteral(identities), sql::arrayLiteral(parts)}));
    std::set<std::tuple<std::string, std::string, std::string>> ofTables;
    for (int row = 0; row < rows.rowCount(); ++row)
        ofTables.emplace(rows.string(row, 0), rows.string(row, 1), rows.string(row, 2));
    std::set<Need> there;
    std::ranges::copy_if(needs, std::inserter(there, there.end()), [&](const Need &need) {
        return need.isPart() ? ofTables.contains({need.kind, need.identity, need.part})
                             : whole.contains({need.kind, need.identity});
    });
    return there;
}

/// Also of a routine, whose identity has its types.
bool isAmong(const Need &need, const std::vector<catalog::Object> &kept)
{
    return std::ranges::any_of(kept, [&](const catalog::Object &object) {
        const std::string name = sql::QualifiedName{object.key.schema, object.key.name}.displayed();
        return need.identity == name || need.identity.starts_with(name + '(');
    });
}

QString displayed(const Need &need)
{
    if (need.kind == "column")
        return catalog::kindAndName(u"column", text(need.identity + '.' + sql::displayed(need.part))).text();
    if (need.kind == "key")
        return Tr::tr("a unique key over (%1) of %2").arg(text(need.part), text(need.identity));
    return catalog::kindAndName(text(need.kind), text(need.identity)).text();
}

Error missing(const OutsideDependent &dependent, const std::vector<Need> &needs)
{
    QStringList names;
    for (const Need &need : needs) {
        // Of what is not there at all, nothing else is.
        const bool isOfMissing = need.isPart() && std::ranges::any_of(needs, [&](const Need &other) {
                                     return !other.isPart() && other.identity == need.identity;
                                 });
        if (!isOfMissing)
            names.append(displayed(need));
    }
    if (names.size() > mostNamed)
        names = names.mid(0, mostNamed) + QStringList{u"+ "_s + QString::number(names.size() - mostNamed)};
    return {.code = ErrorCode::DependentsInTheWay,
            .subject = text(dependent.kind + ' ' + dependent.identity),
            .detail = Tr::tr("the source does not have %1").arg(names.join(u"; "_s))};
}

} // namespace

Result<QList<Error>> findMissingForDependents(const std::vector<OutsideDependent> &dependents,
                                              const std::vector<std::string> &schemas,
                                              const std::vector<catalog::Object> &kept, pg::ReadOnlyConnection &target,
                                              pg::ReadOnlyConnection &source)
{
    QList<Error> errors;
    if (dependents.empty())
        return errors;
    TRY_ASSIGN(const Needs needs, needsOf(dependents, schemas, target));
    std::set<Need> all;
    for (const auto &[place, of] : needs)
        all.insert(of.begin(), of.end());
    TRY_ASSIGN(const std::set<Need> there, thereOf(all, source));
    for (const auto &[place, of] : needs) {
        std::vector<Need> lost;
        std::ranges::copy_if(of, std::back_inserter(lost),
                             [&](const Need &need) { return !there.contains(need) && !isAmong(need, kept); });
        if (!lost.empty())
            errors.append(missing(dependents.at(place), lost));
    }
    return errors;
}

} // namespace engine::fitting
