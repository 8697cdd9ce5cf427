// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fitting/outside_needs.h"

#include "engine/base/errors/sentence.h"
#include "engine/sql/identifier.h"

#include <QStringList>

#include <algorithm>
#include <map>
#include <set>

namespace engine::fitting {

using namespace Qt::StringLiterals;
using catalog::OutsideReference;

namespace {

// Of what an error names; the rest is a number.
constexpr qsizetype mostNamed = 20;

// By the server's own names for them, as the source gave them. One relation may stand for another: a view for a table.
constexpr pg::Statement whatIsThere = R"(
SELECT w.kind, w.identity
FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[]), pg_catalog.unnest($3::text[]))
    AS w (kind, schema, identity)
JOIN (
    SELECT n.nspname, i.identity, CASE WHEN o.class = 'pg_catalog.pg_class'::pg_catalog.regclass THEN 'relation' ELSE i.type END AS kind
    FROM pg_catalog.pg_namespace AS n
    CROSS JOIN LATERAL (
        SELECT 'pg_catalog.pg_class'::pg_catalog.regclass::oid, c.oid FROM pg_catalog.pg_class AS c
        WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
        UNION ALL SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, y.oid FROM pg_catalog.pg_type AS y WHERE y.typnamespace = n.oid
        UNION ALL SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid FROM pg_catalog.pg_proc AS p WHERE p.pronamespace = n.oid
        UNION ALL SELECT 'pg_catalog.pg_operator'::pg_catalog.regclass, o.oid FROM pg_catalog.pg_operator AS o WHERE o.oprnamespace = n.oid
        UNION ALL SELECT 'pg_catalog.pg_collation'::pg_catalog.regclass, l.oid FROM pg_catalog.pg_collation AS l WHERE l.collnamespace = n.oid
        UNION ALL SELECT 'pg_catalog.pg_opclass'::pg_catalog.regclass, k.oid FROM pg_catalog.pg_opclass AS k WHERE k.opcnamespace = n.oid
        UNION ALL SELECT 'pg_catalog.pg_opfamily'::pg_catalog.regclass, f.oid FROM pg_catalog.pg_opfamily AS f WHERE f.opfnamespace = n.oid
        UNION ALL SELECT 'pg_catalog.pg_conversion'::pg_catalog.regclass, v.oid FROM pg_catalog.pg_conversion AS v WHERE v.connamespace = n.oid
        UNION ALL SELECT 'pg_catalog.pg_ts_config'::pg_catalog.regclass, t.oid FROM pg_catalog.pg_ts_config AS t WHERE t.cfgnamespace = n.oid
        UNION ALL SELECT 'pg_catalog.pg_ts_dict'::pg_catalog.regclass, t.oid FROM pg_catalog.pg_ts_dict AS t WHERE t.dictnamespace = n.oid
        UNION ALL SELECT 'pg_catalog.pg_ts_parser'::pg_catalog.regclass, t.oid FROM pg_catalog.pg_ts_parser AS t WHERE t.prsnamespace = n.oid
        UNION ALL SELECT 'pg_catalog.pg_ts_template'::pg_catalog.regclass, t.oid FROM pg_catalog.pg_ts_template AS t
        WHERE t.tmplnamespace = n.oid
    ) AS o (class, object)
    CROSS JOIN LATERAL pg_catalog.pg_identify_object(o.class, o.object, 0) AS i
    WHERE n.nspname = ANY ($2::text[])
) AS f ON f.nspname = w.schema AND f.identity = w.identity AND (f.kind = w.kind OR f.kind = 'relation' AND w.kind IN
    ('table', 'view', 'materialized view', 'foreign table', 'sequence', 'composite type')))";

constexpr pg::Statement partsOutside = R"(
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), pg_catalog.format('%I.%I', o.nspname, p.relname)
FROM pg_catalog.pg_inherits AS h
JOIN pg_catalog.pg_class AS p ON p.oid = h.inhparent AND p.relkind IN ('r', 'p', 'f')
JOIN pg_catalog.pg_namespace AS o ON o.oid = p.relnamespace
JOIN pg_catalog.pg_class AS c ON c.oid = h.inhrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE o.nspname = ANY ($1::text[]) AND NOT n.nspname = ANY ($1::text[]) AND n.nspname !~ '^(pg_temp|sosie_)'
ORDER BY 1, 2)";

/// What is looked for: only what is in a schema, and that something needs which is not left out. Extensions, languages
/// and servers are looked at by others. One for each thing.
std::vector<const OutsideReference *> wantedOf(const catalog::Schema &source)
{
    std::vector<const OutsideReference *> wanted;
    for (const OutsideReference &reference : source.outsideReferences) {
        const bool isKnown
            = !wanted.empty() && wanted.back()->kind == reference.kind && wanted.back()->identity == reference.identity;
        if (!reference.schema.empty() && !isKnown && source.find(reference.neededBy) != nullptr)
            wanted.push_back(&reference);
    }
    return wanted;
}

} // namespace

Result<std::set<std::pair<std::string, std::string>>> whichAreThere(pg::ReadOnlyConnection &connection,
                                                                    const std::vector<std::string> &kinds,
                                                                    const std::vector<std::string> &schemas,
                                                                    const std::vector<std::string> &identities)
{
    TRY_ASSIGN(const pg::QueryResult rows,
               connection.query(whatIsThere,
                                {sql::arrayLiteral(kinds), sql::arrayLiteral(schemas), sql::arrayLiteral(identities)}));
    std::set<std::pair<std::string, std::string>> there;
    for (int row = 0; row < rows.rowCount(); ++row)
        there.emplace(rows.string(row, 0), rows.string(row, 1));
    return there;
}

Result<QList<Error>> findMissingNeeds(const catalog::Schema &source, pg::ReadOnlyConnection &target,
                                      const std::vector<std::string> &chosen)
{
    const std::vector<const OutsideReference *> wanted = wantedOf(source);
    if (wanted.empty())
        return QList<Error>();
    std::vector<std::string> kinds;
    std::vector<std::string> schemas;
    std::vector<std::string> identities;
    for (const OutsideReference *reference : wanted) {
        kinds.push_back(reference->kind);
        schemas.push_back(reference->schema);
        identities.push_back(reference->identity);
    }
    TRY_ASSIGN(const auto there, whichAreThere(target, kinds, schemas, identities));
    std::map<std::string, std::vector<const OutsideReference *>> missing;
    for (const OutsideReference *reference : wanted) {
        if (!there.contains({reference->kind, reference->identity}))
            missing[reference->schema].push_back(reference);
    }
    QStringList all;
    for (const std::string &schema : chosen.empty() ? source.schemaNames() : chosen)
        all.append(text(schema));
    for (const auto &[schema, names] : missing)
        all.append(text(schema));
    QList<Error> errors;
    for (const auto &[schema, references] : missing) {
        QStringList names;
        for (const OutsideReference *reference : references)
            names.append(text(reference->kind + ' ' + reference->identity) + u" ("_s
                         + text(reference->neededBy.display()) + u')');
        if (names.size() > mostNamed)
            names = names.mid(0, mostNamed) + QStringList{u"+ "_s + QString::number(names.size() - mostNamed)};
        const QString what = Tr::tr("of the schema \"%1\", which is not cloned, the target does not have %2")
                                 .arg(text(schema), names.join(u"; "_s));
        const QString remedy = Tr::tr("choose it as well: %1").arg(u"--schemas "_s + all.join(u','));
        errors.append({.code = ErrorCode::ObjectNotSupported,
                       .subject = text(references.front()->neededBy.display()),
                       .detail = what + u" ("_s + remedy + u')'});
    }
    return errors;
}

Result<QList<runs::NotCarried>> partsElsewhere(pg::ReadOnlyConnection &source, const std::vector<std::string> &schemas)
{
    TRY_ASSIGN(const pg::QueryResult rows, source.query(partsOutside, {sql::arrayLiteral(schemas)}));
    QList<runs::NotCarried> parts;
    for (int row = 0; row < rows.rowCount(); ++row)
        parts.append(
            {.kind = u"table"_s,
             .name = text(rows.view(row, 0)),
             .reason = Tr::sentence("It is a part (a partition or a child) of \"%1\", which is copied, but its "
                                    "schema is not chosen: its rows are not copied.")
                           .arg(text(rows.view(row, 1)))});
    return parts;
}

} // namespace engine::fitting
