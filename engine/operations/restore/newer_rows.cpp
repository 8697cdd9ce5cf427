// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/restore/newer_rows.h"

#include "engine/pg/read_only_connection.h"

#include <QElapsedTimer>

namespace engine::operations {

using namespace Qt::StringLiterals;

namespace {

// Read whole in a part of a second.
constexpr long long mostRows = 2'000'000;
constexpr qsizetype mostNamed = 20;

constexpr pg::Statement columnsThatTell = R"(
SELECT t.place, greatest(coalesce(c.reltuples, 0), 0)::bigint,
    array(SELECT a.attname::text FROM pg_catalog.pg_attribute AS a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              AND a.atttypid IN ('pg_catalog.timestamptz'::pg_catalog.regtype, 'pg_catalog.timestamp'::pg_catalog.regtype)
              AND pg_catalog.lower(pg_catalog.replace(a.attname, '_', ''))
                  IN ('createdat', 'insertedat', 'createdon', 'datecreated', 'creationdate', 'updatedat', 'modifiedat',
                      'changedat', 'updatedon', 'modifiedon', 'dateupdated', 'datemodified', 'lastmodified')
          ORDER BY a.attnum),
    coalesce((SELECT a.attname::text FROM pg_catalog.pg_index AS i
              JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
              WHERE i.indrelid = c.oid AND i.indisprimary AND i.indnkeyatts = 1
                  AND a.atttypid IN ('pg_catalog.int2'::pg_catalog.regtype, 'pg_catalog.int4'::pg_catalog.regtype,
                                     'pg_catalog.int8'::pg_catalog.regtype)), '')
FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) WITH ORDINALITY AS t (schema, name, place)
JOIN pg_catalog.pg_namespace AS n ON n.nspname = t.schema
JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND c.relname = t.name AND c.relkind = 'r'
WHERE pg_catalog.has_table_privilege(c.oid, 'SELECT')
ORDER BY t.place)";

class Counting final
{
public:
    Counting(pg::ReadOnlyConnection &target, pg::Connection &loaded, bool isReplaced)
        : m_target(target)
        , m_loaded(loaded)
        , m_isReplaced(isReplaced)
    {}

    /// `hasTime`: else only what is known already is said.
    Result<> look(const TableOfBoth &table, long long estimate, const std::vector<std::string> &moments,
                  const std::string &key, bool hasTime);
    [[nodiscard]] QList<Sentence> said() const;

private:
    Result<bool> compare(const TableOfBoth &table, const std::vector<std::string> &columns);
    /// What of these columns the file has: the table there may be older.
    Result<std::vector<std::string>> newest(const TableOfBoth &table, const std::vector<std::string> &columns);

    pg::ReadOnlyConnection &m_target;
    pg::Connection &m_loaded;
    bool m_isReplaced;
    QList<Sentence> m_counted;
    QList<Sentence> m_guessed;
};

constexpr std::string_view hasColumn = R"(
SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass($1) AND attname = $2
               AND NOT attisdropped))";

Result<std::vector<std::string>> Counting::newest(const TableOfBoth &table, const std::vector<std::string> &columns)
{
    std::vector<std::string> conditions;
    for (const std::string &column : columns) {
        TRY_ASSIGN(const pg::QueryResult there, m_loaded.query(hasColumn, {table.loaded.quoted(), column}));
        if (!there.boolean(0, 0))
            continue;
        TRY_ASSIGN(const pg::QueryResult most, m_loaded.query("SELECT pg_catalog.max(" + sql::quoted(column)
                                                              + ")::text FROM " + table.loaded.quoted()));
        if (!most.isNull(0, 0))
            conditions.push_back(sql::quoted(column) + " > '" + most.string(0, 0) + '\'');
    }
    return conditions;
}

/// False when the columns tell nothing.
Result<bool> Counting::compare(const TableOfBoth &table, const std::vector<std::string> &columns)
{
    TRY_ASSIGN(const std::vector<std::string> conditions, newest(table, columns));
    if (conditions.empty())
        return false;
    std::string any;
    QStringList names;
    for (const std::string &condition : conditions)
        any += (any.empty() ? "" : " OR ") + condition;
    for (const std::string &column : columns)
        names.append(text(sql::displayed(column)));
    const auto parsed = sql::RowCondition::parse(any, columns);
    if (!parsed)
        return false;
    const Result<long long> rows = m_target.countRows(table.target, sql::RowFilter::condition(*parsed));
    if (!rows) {
        if (rows.error().isCancelled() || rows.error().code == ErrorCode::ConnectionLost)
            return failure(rows.error());
        TRY(m_target.end());
        TRY(m_target.begin());
        return false;
    }
    if (*rows > 0)
        m_counted.append(
            Tr::sentence("%Ln row(s) of \"%1\" are newer than the newest in the file, by %2: they will not be there "
                         "afterwards.",
                         nullptr, *rows)
                .arg(text(table.target.displayed()), names.join(u", "_s)));
    return true;
}

Result<> Counting::look(const TableOfBoth &table, long long estimate, const std::vector<std::string> &moments,
                        const std::string &key, bool hasTime)
{
    if (hasTime && !m_isReplaced) {
        if (!moments.empty() && estimate < mostRows) {
            TRY_ASSIGN(const bool isKnown, compare(table, moments));
            if (isKnown)
                return {};
        }
        if (!key.empty()) {
            TRY_ASSIGN(const bool isKnown, compare(table, {key}));
            if (isKnown)
                return {};
        }
    }
    TRY_ASSIGN(const pg::QueryResult loaded,
               m_loaded.query("SELECT greatest(reltuples, 0)::bigint FROM pg_catalog.pg_class"
                              " WHERE oid = pg_catalog.to_regclass($1)",
                              {table.loaded.quoted()}));
    const long long inFile = loaded.rowCount() > 0 ? loaded.integer(0, 0) : 0;
    if (estimate > inFile)
        m_guessed.append(
            Tr::sentence("\"%1\" has about %2 row(s) now, and about %3 in the file: which of them are newer cannot be "
                         "told.")
                .arg(text(table.target.displayed()), qint64{estimate}, qint64{inFile}));
    return {};
}

QList<Sentence> Counting::said() const
{
    QList<Sentence> all = m_counted + m_guessed;
    const qsizetype more = all.size() - mostNamed;
    if (more > 0) {
        all = all.mid(0, mostNamed);
        all.append(Tr::sentence("%Ln more table(s) lose rows that the file does not have.", nullptr, more));
    }
    return all;
}

} // namespace

Result<QList<Sentence>> describeNewerRows(const environments::End &target, const importing::PrivateDatabase &loaded,
                                          const std::vector<TableOfBoth> &tables, bool isReplaced,
                                          std::chrono::milliseconds most, const std::stop_token &stop)
{
    if (tables.empty())
        return QList<Sentence>();
    TRY_ASSIGN(pg::ReadOnlyConnection there, pg::ReadOnlyConnection::open(target.connection, {.stop = stop}));
    TRY(there.begin());
    TRY_ASSIGN(pg::Connection here, loaded.openLoader(stop));
    TRY(here.execute("SET search_path = ''; SET datestyle = 'ISO'; SET timezone = 'UTC'"));
    std::vector<std::string> schemas;
    std::vector<std::string> names;
    for (const TableOfBoth &table : tables) {
        schemas.push_back(table.target.schema);
        names.push_back(table.target.name);
    }
    TRY_ASSIGN(const pg::QueryResult rows,
               there.query(columnsThatTell, {sql::arrayLiteral(schemas), sql::arrayLiteral(names)}));
    QElapsedTimer timer;
    timer.start();
    Counting counting(there, here, isReplaced);
    for (int row = 0; row < rows.rowCount(); ++row) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        TRY(counting.look(tables[static_cast<size_t>(rows.integer(row, 0) - 1)], rows.integer(row, 1),
                          rows.array(row, 2), rows.string(row, 3), timer.elapsed() < most.count()));
    }
    return counting.said();
}

} // namespace engine::operations
