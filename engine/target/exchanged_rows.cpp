// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/exchanged_rows.h"

#include "engine/catalog/model/table_names.h"
#include "engine/pg/copy_ends.h"
#include "engine/stream/null_sink.h"
#include "engine/stream/pump.h"

#include <algorithm>

namespace engine::target {

using namespace Qt::StringLiterals;

namespace {

// Code of an owner whom the account may act as would run with the account's rights.
constexpr pg::Statement tablesOfTarget = R"(
SELECT t.place, coalesce(c.relkind::text, ''), coalesce(c.relhasrules, false), coalesce(c.relforcerowsecurity, false),
    coalesce(pg_catalog.pg_has_role(c.relowner, 'USAGE'), false),
    array(SELECT a.attname::text FROM pg_catalog.pg_attribute AS a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum),
    array(SELECT a.attname::text FROM pg_catalog.pg_attribute AS a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attnotnull
              AND NOT a.atthasdef AND a.attidentity = ''),
    greatest(coalesce(c.reltuples, 0), 0)::bigint, coalesce(pg_catalog.pg_relation_size(c.oid), 0),
    coalesce(pg_catalog.pg_get_userbyid(c.relowner) <> current_user, false) AND EXISTS (
        SELECT FROM (SELECT 'pg_catalog.pg_constraint'::pg_catalog.regclass::oid, k.oid
                     FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = c.oid
                     UNION ALL SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, i.indexrelid
                     FROM pg_catalog.pg_index AS i WHERE i.indrelid = c.oid
                     UNION ALL SELECT 'pg_catalog.pg_attrdef'::pg_catalog.regclass, f.oid
                     FROM pg_catalog.pg_attrdef AS f WHERE f.adrelid = c.oid
                     UNION ALL SELECT 'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid
                     FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_constraint AS k ON k.contypid = a.atttypid
                     WHERE a.attrelid = c.oid AND k.contypid <> 0) AS o (class, object)
        JOIN pg_catalog.pg_depend AS d ON d.classid = o.class AND d.objid = o.object AND d.refobjid >= 16384
            AND d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass),
    array(SELECT pg_catalog.format('%I on %I.%I', k.conname, m.nspname, r.relname)
          FROM pg_catalog.pg_constraint AS k JOIN pg_catalog.pg_class AS r ON r.oid = k.conrelid
          JOIN pg_catalog.pg_namespace AS m ON m.oid = r.relnamespace
          WHERE k.contype = 'f' AND k.confrelid = c.oid AND NOT pg_catalog.pg_has_role(r.relowner, 'USAGE'))
FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) WITH ORDINALITY AS t (schema, name, place)
LEFT JOIN pg_catalog.pg_namespace AS n ON n.nspname = t.schema
LEFT JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND c.relname = t.name
ORDER BY t.place)";

constexpr std::string_view columnsOfBoth = R"(
SELECT a.attname, b.atttypid = a.atttypid, pg_catalog.format_type(b.atttypid, b.atttypmod)
FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_attribute AS b ON b.attname = a.attname
WHERE a.attrelid = pg_catalog.to_regclass($1) AND b.attrelid = pg_catalog.to_regclass($2)
    AND a.attnum > 0 AND b.attnum > 0 AND NOT a.attisdropped AND NOT b.attisdropped AND b.attgenerated = '')";

constexpr std::string_view kindOf
    = "SELECT relkind::text FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass($1)";

constexpr std::string_view triggersOf = R"(
WITH tree (oid) AS (SELECT t.relid FROM pg_catalog.unnest($1::pg_catalog.regclass[]) AS r (root)
                    CROSS JOIN LATERAL pg_catalog.pg_partition_tree(r.root) AS t
                    UNION SELECT root FROM pg_catalog.unnest($1::pg_catalog.regclass[]) AS r (root))
SELECT pg_catalog.format('ALTER TABLE %s DISABLE TRIGGER %I', g.tgrelid::pg_catalog.regclass, g.tgname),
    pg_catalog.format('ALTER TABLE %s ENABLE %s TRIGGER %I', g.tgrelid::pg_catalog.regclass,
                      CASE g.tgenabled WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' ELSE '' END, g.tgname)
FROM pg_catalog.pg_trigger AS g JOIN tree ON tree.oid = g.tgrelid
WHERE NOT g.tgisinternal AND g.tgenabled <> 'D'
ORDER BY g.oid)";

constexpr std::string_view keysOf = R"(
WITH tree (oid) AS (SELECT t.relid FROM pg_catalog.unnest($1::pg_catalog.regclass[]) AS r (root)
                    CROSS JOIN LATERAL pg_catalog.pg_partition_tree(r.root) AS t
                    UNION SELECT root FROM pg_catalog.unnest($1::pg_catalog.regclass[]) AS r (root))
SELECT pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::pg_catalog.regclass, k.conname),
    pg_catalog.format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::pg_catalog.regclass, k.conname,
                      pg_catalog.pg_get_constraintdef(k.oid))
        || coalesce(pg_catalog.format('; COMMENT ON CONSTRAINT %I ON %s IS %L', k.conname,
                                      k.conrelid::pg_catalog.regclass,
                                      pg_catalog.obj_description(k.oid, 'pg_constraint')), '')
FROM pg_catalog.pg_constraint AS k
WHERE k.contype = 'f' AND k.conparentid = 0
    AND (k.conrelid IN (SELECT oid FROM tree) OR k.confrelid IN (SELECT oid FROM tree))
ORDER BY k.oid)";

constexpr std::string_view sequencesOf = R"(
SELECT pg_catalog.pg_get_serial_sequence($1, c.name), pg_catalog.pg_get_serial_sequence($2, c.name)
FROM pg_catalog.unnest($3::text[]) AS c (name))";

struct Statements
{
    std::vector<std::string> before{};
    std::vector<std::string> afterwards{};
};

Result<> take(pg::Connection &session, std::string_view query, const std::string &tables, Statements &statements)
{
    TRY_ASSIGN(const pg::QueryResult rows, session.query(query, {tables}));
    for (int row = 0; row < rows.rowCount(); ++row) {
        statements.before.push_back(rows.string(row, 0));
        statements.afterwards.push_back(rows.string(row, 1));
    }
    return {};
}

Result<> lock(pg::Connection &session, const std::vector<RowExchange> &tables)
{
    std::string all;
    for (const RowExchange &table : tables)
        all += (all.empty() ? "" : ", ") + table.to.quoted();
    return session.execute("LOCK TABLE " + all + " IN ACCESS EXCLUSIVE MODE");
}

Result<> executeAll(pg::Connection &session, const std::vector<std::string> &statements)
{
    for (const std::string &statement : statements)
        TRY(session.execute(statement));
    return {};
}

/// "ONLY " unless it is partitioned: rows of tables that inherit from it are theirs.
Result<std::string> onlyOf(pg::Connection &session, const sql::QualifiedName &table)
{
    TRY_ASSIGN(const pg::QueryResult kind, session.query(kindOf, {table.quoted()}));
    if (kind.rowCount() == 0)
        return failure({.code = ErrorCode::ObjectMissing, .subject = text(table.displayed())});
    return kind.view(0, 0) == "p" ? std::string() : std::string("ONLY ");
}

Result<> copyRows(pg::Connection &session, const RowExchange &table)
{
    TRY_ASSIGN(const std::string only, onlyOf(session, table.from));
    TRY_ASSIGN(const pg::QueryResult both, session.query(columnsOfBoth, {table.from.quoted(), table.to.quoted()}));
    std::string names;
    std::string values;
    for (int row = 0; row < both.rowCount(); ++row) {
        if (std::ranges::find(table.columns, both.string(row, 0)) == table.columns.end())
            continue;
        const std::string name = sql::quoted(both.view(row, 0));
        // Between two types of one name every value has the same text.
        const std::string value
            = both.boolean(row, 1) ? "r." + name : "CAST(CAST(r." + name + " AS text) AS " + both.string(row, 2) + ')';
        names += (names.empty() ? "" : ", ") + name;
        values += (values.empty() ? "" : ", ") + value;
    }
    const std::string from = " FROM " + only + table.from.quoted() + " AS r";
    if (names.empty())
        return {};
    return session.execute("INSERT INTO " + table.to.quoted() + " (" + names + ") OVERRIDING SYSTEM VALUE SELECT "
                           + values + from);
}

Result<> moveSequencesOn(pg::Connection &session, const RowExchange &table)
{
    TRY_ASSIGN(const pg::QueryResult rows,
               session.query(sequencesOf, {table.from.quoted(), table.to.quoted(), sql::arrayLiteral(table.columns)}));
    for (int row = 0; row < rows.rowCount(); ++row) {
        if (rows.isNull(row, 0) || rows.isNull(row, 1))
            continue;
        TRY(session.execute("SELECT pg_catalog.setval(" + sql::literal(rows.view(row, 1)) + ", f.last_value) FROM "
                            + rows.string(row, 0) + " AS f, " + rows.string(row, 1)
                            + " AS t WHERE f.is_called AND (NOT t.is_called OR f.last_value > t.last_value)"));
    }
    return {};
}

Result<stream::PumpSummary> summaryOf(pg::Connection &session, const sql::QualifiedName &table,
                                      const std::vector<std::string> &columns, const std::stop_token &stop)
{
    const pg::CopySelection selection{.table = table, .columns = columns};
    TRY_ASSIGN(const auto source, pg::CopySource::start(session, selection));
    stream::NullSink nowhere;
    TableProgress unseen;
    return stream::Pump(*source, {}, nowhere).run(stop, unseen);
}

Result<> verify(pg::Connection &session, const RowExchange &table, const std::stop_token &stop)
{
    TRY_ASSIGN(const std::string only, onlyOf(session, table.from));
    TRY_ASSIGN(const std::string onlyTo, onlyOf(session, table.to));
    const auto differs
        = [&] { return failure({.code = ErrorCode::VerificationFailed, .subject = text(table.to.displayed())}); };
    if (only.empty() || onlyTo.empty() || table.columns.empty()) {
        // COPY reads no partitioned table.
        TRY_ASSIGN(const pg::QueryResult counts,
                   session.query("SELECT (SELECT count(*) FROM " + only + table.from.quoted()
                                 + "), (SELECT count(*) FROM " + onlyTo + table.to.quoted() + ')'));
        return counts.integer(0, 0) == counts.integer(0, 1) ? Result<>() : differs();
    }
    TRY_ASSIGN(const stream::PumpSummary sent, summaryOf(session, table.from, table.columns, stop));
    TRY_ASSIGN(const stream::PumpSummary found, summaryOf(session, table.to, table.columns, stop));
    return sent.rows == found.rows && sent.digest == found.digest ? Result<>() : differs();
}

void describeColumns(const catalog::Object &from, const std::vector<std::string> &there,
                     const std::vector<std::string> &wanting, RowExchange &exchange, PlannedExchange &planned)
{
    const QString name = text(exchange.to.displayed());
    QStringList lost;
    std::vector<std::string> had;
    for (const catalog::Column &column : from.as<catalog::Table>()->columns) {
        if (column.generated != 0)
            continue;
        had.push_back(column.name);
        if (std::ranges::find(there, column.name) == there.end())
            lost.append(text(sql::displayed(column.name)));
        else
            exchange.columns.push_back(column.name);
    }
    QStringList fresh;
    for (const std::string &column : there) {
        if (std::ranges::find(had, column) != had.end())
            continue;
        fresh.append(text(sql::displayed(column)));
        if (std::ranges::find(wanting, column) != wanting.end())
            planned.problems.append({.code = ErrorCode::ConstraintViolated,
                                     .subject = name,
                                     .detail = text(sql::displayed(column)) + u": NOT NULL"_s});
    }
    if (!lost.isEmpty())
        planned.warnings.append(
            Tr::sentence("\"%1\" has no such columns in the target, and their values do not come: %2.")
                .arg(name, lost.join(u", "_s)));
    if (!fresh.isEmpty())
        planned.warnings.append(Tr::sentence("Columns of \"%1\" that the file does not have get their default: %2.")
                                    .arg(name, fresh.join(u", "_s)));
}

} // namespace

Result<PlannedExchange> planExchange(pg::ReadOnlyConnection &target, const catalog::Schema &source,
                                     const std::vector<ExchangedTable> &tables)
{
    PlannedExchange planned;
    std::vector<std::string> schemas;
    std::vector<std::string> names;
    for (const ExchangedTable &table : tables) {
        schemas.push_back(table.to.schema);
        names.push_back(table.to.name);
    }
    TRY_ASSIGN(const pg::QueryResult rows,
               target.query(tablesOfTarget, {sql::arrayLiteral(schemas), sql::arrayLiteral(names)}));
    for (int row = 0; row < rows.rowCount(); ++row) {
        const ExchangedTable &table = tables[static_cast<size_t>(rows.integer(row, 0) - 1)];
        const QString name = text(table.to.displayed());
        const std::string_view kind = rows.view(row, 1);
        const catalog::Object *from = source.findTable(table.from.schema, table.from.name);
        if (kind.empty() || from == nullptr) {
            planned.problems.append({.code = ErrorCode::ObjectMissing, .subject = u"table "_s + name,
                                     .detail = u"--side-by-side"_s});
            continue;
        }
        if ((kind != "r" && kind != "p") || rows.boolean(row, 2) || rows.boolean(row, 3) || rows.boolean(row, 9))
            planned.problems.append({.code = ErrorCode::ObjectNotSupported,
                                     .subject = u"table "_s + name,
                                     .detail = rows.boolean(row, 2)   ? u"CREATE RULE"_s
                                               : rows.boolean(row, 3) ? u"FORCE ROW LEVEL SECURITY"_s
                                               : rows.boolean(row, 9) ? u"CHECK, INDEX"_s
                                                                      : u"relkind "_s + text(kind)});
        if (!rows.boolean(row, 4))
            planned.problems.append({.code = ErrorCode::PermissionDenied, .subject = name, .detail = u"ALTER"_s});
        for (const std::string &key : rows.array(row, 10))
            planned.problems.append({.code = ErrorCode::PermissionDenied, .subject = text(key), .detail = u"ALTER"_s});
        RowExchange exchange{.from = table.from, .to = table.to};
        describeColumns(*from, rows.array(row, 5), rows.array(row, 6), exchange, planned);
        planned.rows += rows.integer(row, 7);
        planned.bytes += rows.integer(row, 8);
        planned.tables.push_back(std::move(exchange));
    }
    return planned;
}

sql::QualifiedName keptRows(const std::string &place, size_t number)
{
    return {place, "rows_" + std::to_string(number)};
}

Result<> keepRows(pg::Connection &session, const std::vector<RowExchange> &tables, const std::string &place)
{
    TRY(lock(session, tables));
    for (size_t i = 0; i < tables.size(); ++i) {
        const std::string kept = keptRows(place, i).quoted();
        const std::string table = tables[i].to.quoted();
        TRY_ASSIGN(const std::string only, onlyOf(session, tables[i].to));
        TRY(session.execute("CREATE TABLE " + kept + " (LIKE " + table + ')'));
        if (const std::string columns = sql::quotedList(tables[i].columns); !columns.empty())
            TRY(session.execute("INSERT INTO " + kept + " (" + columns + ") SELECT " + columns + " FROM " + only
                                + table));
    }
    return {};
}

Result<> exchangeRows(pg::Connection &session, const std::vector<RowExchange> &tables, const std::stop_token &stop)
{
    std::vector<std::string> names;
    for (const RowExchange &table : tables)
        names.push_back(table.to.quoted());
    TRY(lock(session, tables));
    Statements triggers;
    Statements keys;
    TRY(take(session, triggersOf, sql::arrayLiteral(names), triggers));
    TRY(take(session, keysOf, sql::arrayLiteral(names), keys));
    TRY(executeAll(session, triggers.before));
    TRY(executeAll(session, keys.before));
    for (const RowExchange &table : tables) {
        TRY_ASSIGN(const std::string only, onlyOf(session, table.to));
        TRY(session.execute("TRUNCATE " + only + table.to.quoted()));
    }
    for (const RowExchange &table : tables) {
        TRY(copyRows(session, table).map_error(during(text(table.to.displayed()))));
        TRY(moveSequencesOn(session, table));
        TRY(verify(session, table, stop));
    }
    // What waits for the end of the transaction keeps a table from being altered.
    TRY(session.execute("SET CONSTRAINTS ALL IMMEDIATE"));
    TRY(executeAll(session, keys.afterwards));
    return executeAll(session, triggers.afterwards);
}

Result<ExchangeState> exchangeState(pg::Connection &session, const RowExchange &exchange)
{
    TRY_ASSIGN(const pg::QueryResult kept, session.query(kindOf, {exchange.from.quoted()}));
    if (kept.rowCount() == 0)
        return ExchangeState::NothingKept;
    TRY_ASSIGN(const pg::QueryResult both,
               session.query(columnsOfBoth, {exchange.from.quoted(), exchange.to.quoted()}));
    int found = 0;
    for (int row = 0; row < both.rowCount(); ++row)
        found += std::ranges::find(exchange.columns, both.string(row, 0)) != exchange.columns.end() ? 1 : 0;
    return found == static_cast<int>(exchange.columns.size()) ? ExchangeState::Possible : ExchangeState::TableChanged;
}

} // namespace engine::target
