// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/extension_rows.h"

#include "engine/defusing/outward.h"
#include "engine/pg/copy_ends.h"
#include "engine/sql/identifier.h"
#include "engine/stream/null_sink.h"
#include "engine/stream/pump.h"
#include "engine/target/exchanged_rows.h"
#include "engine/target/session/target_session.h"

#include <algorithm>
#include <optional>

namespace engine::target {

using namespace Qt::StringLiterals;

namespace {

// A table is plain when writing to it runs nothing but the server's own code: no trigger, rule, policy or generated
// column, and no type, check, default or index that is not made of what the server ships.
constexpr pg::Statement configurationTables = R"(
SELECT e.extname, n.nspname, c.relname, coalesce(e.extcondition[x.place::pg_catalog.int4], ''),
    array(SELECT a.attname::text FROM pg_catalog.pg_attribute AS a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attname),
    array(SELECT pg_catalog.format_type(a.atttypid, a.atttypmod) FROM pg_catalog.pg_attribute AS a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attname),
    c.relkind = 'r' AND NOT c.relrowsecurity AND NOT c.relhasrules AND NOT c.relhassubclass AND NOT c.relispartition
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger AS t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0
                            AND NOT a.attisdropped AND (a.atttypid >= 16384 OR a.attgenerated <> ''))
        AND NOT EXISTS (
            SELECT FROM (SELECT 'pg_catalog.pg_constraint'::pg_catalog.regclass::oid, k.oid
                         FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = c.oid
                         UNION ALL SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, i.indexrelid
                         FROM pg_catalog.pg_index AS i WHERE i.indrelid = c.oid
                         UNION ALL SELECT 'pg_catalog.pg_attrdef'::pg_catalog.regclass, f.oid
                         FROM pg_catalog.pg_attrdef AS f WHERE f.adrelid = c.oid
                         UNION ALL SELECT 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass, s.oid
                         FROM pg_catalog.pg_statistic_ext AS s WHERE s.stxrelid = c.oid) AS o (class, object)
            JOIN pg_catalog.pg_depend AS d ON d.classid = o.class AND d.objid = o.object AND d.refobjid >= 16384
                AND d.refclassid IN ('pg_catalog.pg_proc'::pg_catalog.regclass,
                                     'pg_catalog.pg_operator'::pg_catalog.regclass,
                                     'pg_catalog.pg_opclass'::pg_catalog.regclass,
                                     'pg_catalog.pg_type'::pg_catalog.regclass)),
    pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT'),
    pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
        AND pg_catalog.has_table_privilege(c.oid, 'INSERT') AND pg_catalog.has_table_privilege(c.oid, 'DELETE'),
    c.relkind = 'p' OR pg_catalog.pg_relation_size(c.oid) > 0
FROM pg_catalog.pg_extension AS e
CROSS JOIN LATERAL pg_catalog.unnest(e.extconfig) WITH ORDINALITY AS x (oid, place)
JOIN pg_catalog.pg_class AS c ON c.oid = x.oid AND c.relkind IN ('r', 'p')
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
ORDER BY 1, 2, 3)";

// What a sequence tells only to a query of its own; of one that the account may not read, nothing.
constexpr pg::Statement configurationSequences = R"(
SELECT e.extname, n.nspname, c.relname,
    CASE WHEN pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_sequence_privilege(c.oid, 'SELECT') THEN
        (SELECT pg_catalog.substring(x.state, '<last_value>(-?[0-9]+)</last_value>')
                || CASE WHEN x.state LIKE '%<is_called>true</is_called>%' THEN '' ELSE ' (not used yet)' END
         FROM (SELECT pg_catalog.query_to_xml(pg_catalog.format('SELECT last_value, is_called FROM %I.%I', n.nspname,
                                                                c.relname), false, true, '')::text) AS x (state)) END
FROM pg_catalog.pg_extension AS e
CROSS JOIN LATERAL pg_catalog.unnest(e.extconfig) AS x (oid)
JOIN pg_catalog.pg_class AS c ON c.oid = x.oid AND c.relkind = 'S'
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
ORDER BY 1, 2, 3)";

struct Found
{
    std::string extension{};
    sql::QualifiedName name{};
    std::string condition{};
    std::vector<std::string> columns{};
    std::vector<std::string> types{};
    bool isPlain = false;
    bool mayRead = false;
    bool mayWrite = false;
    bool hasRows = false;

    /// Nothing when the condition is in no grammar of ours.
    [[nodiscard]] std::optional<sql::RowFilter> filter() const
    {
        std::string_view text = condition;
        const auto trim = [&text] {
            const size_t start = std::min(text.find_first_not_of(" \n\t\r"), text.size());
            text = text.substr(start, text.find_last_not_of(" \n\t\r;") + 1 - start);
        };
        if (text.find_first_not_of(" \n\t\r;") == std::string_view::npos)
            return sql::RowFilter();
        trim();
        if (text.size() < 6 || QByteArrayView(text.substr(0, 5)).compare("where", Qt::CaseInsensitive) != 0)
            return std::nullopt;
        text.remove_prefix(5);
        trim();
        auto parsed = sql::RowCondition::parse(text, columns);
        return parsed ? std::optional(sql::RowFilter::condition(*std::move(parsed))) : std::nullopt;
    }
};

std::vector<Found> foundIn(const pg::QueryResult &rows)
{
    std::vector<Found> all;
    for (int row = 0; row < rows.rowCount(); ++row)
        all.push_back({.extension = rows.string(row, 0),
                       .name = {rows.string(row, 1), rows.string(row, 2)},
                       .condition = rows.string(row, 3),
                       .columns = rows.array(row, 4),
                       .types = rows.array(row, 5),
                       .isPlain = rows.boolean(row, 6),
                       .mayRead = rows.boolean(row, 7),
                       .mayWrite = rows.boolean(row, 8),
                       .hasRows = rows.boolean(row, 9)});
    return all;
}

/// The same table of the same extension, wherever that is.
const Found *twinOf(const std::vector<Found> &all, const std::string &extension, const std::string &table)
{
    const auto twin = std::ranges::find_if(
        all, [&](const Found &other) { return other.extension == extension && other.name.name == table; });
    return twin == all.end() ? nullptr : &*twin;
}

/// Nothing when rows can be written there.
std::optional<Sentence> whyNotWritten(const Found *twin, const std::vector<std::string> &columns,
                                      const std::vector<std::string> &types)
{
    if (twin == nullptr)
        return Tr::sentence("The extension has no such table in the target.");
    if (twin->columns != columns || (!types.empty() && twin->types != types))
        return Tr::sentence("The extension's table has other columns in the target.");
    if (!twin->isPlain)
        return Tr::sentence("In the target, something that is not the server's own would run when rows are written to "
                            "it: a trigger, a rule, a check, an index or a type.");
    if (!twin->mayWrite)
        return Tr::sentence("The account used for the target may not write to it.");
    return std::nullopt;
}

/// What belongs to the database that it is in, or would begin to act.
bool isBound(const std::string &extension)
{
    return defusing::isOutwardExtension(extension) || extension == "timescaledb" || extension == "pglogical"
           || extension == "bdr" || extension == "citus";
}

std::optional<Sentence> whyNotCarried(const Found &found, const Found *twin, bool isThere, bool isAnonymized,
                                      const pg::UntrustedTables &untrusted)
{
    if (isBound(found.extension))
        return Tr::sentence("What the extension keeps there belongs to the database that it is in, or would begin to "
                            "act in the copy.");
    if (isAnonymized)
        return Tr::sentence("People put rows there, and nobody can decide about the columns of an extension: nothing "
                            "of it goes into an anonymized copy.");
    if (!found.mayRead)
        return Tr::sentence("The account used for the source may not read it.");
    if (!found.isPlain || untrusted.contains(found.name))
        return Tr::sentence("Reading it, or writing to it, could run what is not the server's own.");
    if (!found.filter())
        return Tr::sentence("Which rows are people's the extension says by a condition that Sosie does not read: %1")
            .arg(text(found.condition).simplified());
    return isThere ? whyNotWritten(twin, found.columns, found.types) : std::nullopt;
}

/// Sequences that the author of an extension counts among what is people's: where they stand is said, not copied.
Result<QList<runs::NotCarried>> sequencesLeft(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                              const catalog::Schema &schema)
{
    QList<runs::NotCarried> left;
    TRY_ASSIGN(const pg::QueryResult here, source.query(configurationSequences));
    if (here.rowCount() == 0)
        return left;
    TRY_ASSIGN(const pg::QueryResult there, target.query(configurationSequences));
    for (int row = 0; row < here.rowCount(); ++row) {
        if (schema.find({.kind = catalog::ObjectKind::Extension, .name = here.string(row, 0)}) == nullptr)
            continue;
        std::string position;
        for (int other = 0; other < there.rowCount(); ++other) {
            if (there.view(other, 0) == here.view(row, 0) && there.view(other, 2) == here.view(row, 2))
                position = there.string(other, 3);
        }
        const std::string wanted = here.string(row, 3);
        if (wanted.empty() || wanted != position)
            left.append(
                {.kind = u"sequence of extension"_s,
                 .name = text(sql::QualifiedName{here.string(row, 1), here.string(row, 2)}.displayed()),
                 .reason = Tr::sentence("It belongs to an extension, which makes it anew. It stands at %1 in the "
                                        "source: set it with setval() where rows of people's need it.")
                               .arg(wanted.empty() ? u"?"_s : text(wanted))});
    }
    return left;
}

std::string listOf(const std::vector<std::string> &columns)
{
    return sql::quotedList(columns);
}

Result<std::vector<Found>> readTables(pg::Connection &target)
{
    return target.query(configurationTables.sql()).map(foundIn);
}

std::string placeOf(const std::string &place, size_t number)
{
    return keptRows(place, number).quoted();
}

/// Of tables that are no extension's: all of them together, so that keys between them hold at the end.
Result<> giveExchangedBack(pg::Connection &target, const std::vector<UndoActions::Rows> &rows, const std::string &place,
                           QList<Sentence> &left)
{
    std::vector<RowExchange> exchanged;
    for (size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].extension.empty())
            continue;
        const RowExchange back{
            .from = keptRows(place, i), .to = {rows[i].schema, rows[i].table}, .columns = rows[i].columns};
        TRY_ASSIGN(const ExchangeState state, exchangeState(target, back));
        // Nothing was put into it.
        if (state == ExchangeState::NothingKept)
            continue;
        if (state == ExchangeState::Possible)
            exchanged.push_back(back);
        else
            left.append(Tr::sentence("%1 could not be given back: %2")
                            .arg(text("table " + back.to.displayed()),
                                 Tr::sentence("The table is gone, or has other columns.")));
    }
    return exchanged.empty() ? Result<>() : exchangeRows(target, exchanged, {});
}

} // namespace

Result<ExtensionRows> ExtensionRows::plan(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                          const catalog::Schema &schema, bool isAnonymized)
{
    ExtensionRows planned;
    TRY_ASSIGN(planned.m_notCarried, sequencesLeft(source, target, schema));
    TRY_ASSIGN(const pg::QueryResult here, source.query(configurationTables));
    if (here.rowCount() == 0)
        return planned;
    TRY_ASSIGN(const pg::QueryResult there, target.query(configurationTables));
    TRY_ASSIGN(const pg::QueryResult extensions,
               target.query(pg::Statement("SELECT extname FROM pg_catalog.pg_extension")));
    std::set<std::string> present;
    for (int row = 0; row < extensions.rowCount(); ++row)
        present.insert(extensions.string(row, 0));
    TRY_ASSIGN(const pg::UntrustedTables *untrusted, source.untrustedTables());
    const std::vector<Found> twins = foundIn(there);
    for (const Found &found : foundIn(here)) {
        // An extension that is not carried says so itself.
        if (schema.find({.kind = catalog::ObjectKind::Extension, .name = found.extension}) == nullptr)
            continue;
        const Found *twin = twinOf(twins, found.extension, found.name.name);
        const bool isThere = present.contains(found.extension);
        const bool hasOld = twin != nullptr && twin->hasRows;
        if (!found.hasRows && !hasOld)
            continue;
        if (const auto reason = whyNotCarried(found, twin, isThere, isAnonymized, *untrusted)) {
            if (found.hasRows)
                planned.m_notCarried.append(
                    {.kind = u"table of extension"_s, .name = text(found.name.displayed()), .reason = *reason});
            continue;
        }
        planned.m_tables.push_back({.extension = found.extension,
                                    .name = found.name,
                                    .columns = found.columns,
                                    .filter = *found.filter(),
                                    .isThere = isThere});
    }
    return planned;
}

std::vector<UndoActions::Rows> ExtensionRows::undo() const
{
    std::vector<UndoActions::Rows> rows;
    for (const Table &table : m_tables) {
        // What the clone makes goes as a whole.
        if (table.isThere)
            rows.push_back({.extension = table.extension, .table = table.name.name, .columns = table.columns});
    }
    return rows;
}

Result<long long> ExtensionRows::copy(pg::ReadOnlyConnection &source, pg::Connection &target,
                                      const safety::DestructivePermit &permit, const std::stop_token &stop)
{
    long long count = 0;
    TRY_ASSIGN(const std::vector<Found> twins, readTables(target));
    for (const Table &table : m_tables) {
        const Found *twin = twinOf(twins, table.extension, table.name.name);
        std::optional<Sentence> reason = whyNotWritten(twin, table.columns, {});
        const std::optional<sql::RowFilter> own = reason ? std::nullopt : twin->filter();
        if (!reason && !own)
            reason = Tr::sentence("Which rows are people's the extension says by a condition that Sosie does not read: "
                                  "%1")
                         .arg(text(twin->condition).simplified());
        if (reason) {
            m_notCarried.append(
                {.kind = u"table of extension"_s, .name = text(table.name.displayed()), .reason = *reason});
            continue;
        }
        const auto move = [&]() -> Result<> {
            TRY(permit.recheck(target));
            TRY(target.execute("DELETE FROM ONLY " + twin->name.quoted() + " AS r WHERE " + own->sql("r")));
            const pg::CopySelection read{.table = table.name, .columns = table.columns, .filter = table.filter};
            const pg::CopySelection written{.table = twin->name, .columns = table.columns};
            TRY_ASSIGN(const auto from, pg::CopySource::start(source, read));
            TRY_ASSIGN(const auto to, pg::CopySink::start(target, written, false));
            TableProgress unseen;
            TRY_ASSIGN(const stream::PumpSummary sent, stream::Pump(*from, {}, *to).run(stop, unseen));
            const pg::CopySelection back{.table = twin->name, .columns = table.columns, .filter = *own};
            TRY_ASSIGN(const auto again, pg::CopySource::start(target, back));
            stream::NullSink nowhere;
            TRY_ASSIGN(const stream::PumpSummary found, stream::Pump(*again, {}, nowhere).run(stop, unseen));
            if (found.digest != sent.digest || found.rows != sent.rows)
                return failure({.code = ErrorCode::VerificationFailed, .subject = text(twin->name.displayed())});
            count += sent.rows;
            return {};
        };
        TRY(transaction(target, move).map_error(during(text("table of extension " + table.name.displayed()))));
    }
    return count;
}

Result<> storeExtensionRows(pg::Connection &target, const std::vector<UndoActions::Rows> &rows,
                            const std::string &place)
{
    TRY_ASSIGN(const std::vector<Found> tables, readTables(target));
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].extension.empty())
            continue;
        const Found *table = twinOf(tables, rows[i].extension, rows[i].table);
        const std::optional<sql::RowFilter> filter = table == nullptr ? std::nullopt : table->filter();
        if (!filter)
            return failure({.code = ErrorCode::PreflightFailed, .subject = text(rows[i].extension)});
        const std::string columns = listOf(rows[i].columns);
        TRY(target.execute("CREATE TABLE " + placeOf(place, i) + " (LIKE " + table->name.quoted() + "); INSERT INTO "
                           + placeOf(place, i) + " (" + columns + ") SELECT " + columns + " FROM ONLY "
                           + table->name.quoted() + " AS r WHERE " + filter->sql("r")));
    }
    return {};
}

Result<> restoreExtensionRows(pg::Connection &target, const std::vector<UndoActions::Rows> &rows,
                              const std::string &place, QList<Sentence> &left)
{
    if (rows.empty())
        return {};
    TRY_ASSIGN(const std::vector<Found> tables, readTables(target));
    TRY(giveExchangedBack(target, rows, place, left));
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].extension.empty())
            continue;
        const Found *table = twinOf(tables, rows[i].extension, rows[i].table);
        const std::string columns = listOf(rows[i].columns);
        const std::optional<Sentence> reason = whyNotWritten(table, rows[i].columns, {});
        const std::optional<sql::RowFilter> filter = reason ? std::nullopt : table->filter();
        if (!filter) {
            left.append(Tr::sentence("%1 could not be given back: %2")
                            .arg(text("table of extension " + rows[i].extension + ": " + rows[i].table),
                                 reason ? *reason : Tr::sentence("Its condition has changed.")));
            continue;
        }
        TRY(target.execute("DELETE FROM ONLY " + table->name.quoted() + " AS r WHERE " + filter->sql("r")
                           + "; INSERT INTO " + table->name.quoted() + " (" + columns
                           + ") OVERRIDING SYSTEM VALUE SELECT " + columns + " FROM " + placeOf(place, i)));
    }
    return {};
}

Result<QStringList> differentExtensionRows(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                           const ExtensionRows &planned, const std::stop_token &stop)
{
    QStringList different;
    TRY_ASSIGN(const pg::QueryResult there, target.query(configurationTables));
    const std::vector<Found> twins = foundIn(there);
    const auto digest
        = [&](pg::ReadOnlyConnection &connection, const sql::QualifiedName &name, const ExtensionRows::Table &table,
              const sql::RowFilter &filter) -> Result<stream::PumpSummary> {
        const pg::CopySelection selection{.table = name, .columns = table.columns, .filter = filter};
        TRY_ASSIGN(const auto from, pg::CopySource::start(connection, selection));
        stream::NullSink nowhere;
        TableProgress unseen;
        return stream::Pump(*from, {}, nowhere).run(stop, unseen);
    };
    for (const ExtensionRows::Table &table : planned.tables()) {
        const Found *twin = twinOf(twins, table.extension, table.name.name);
        const std::optional<sql::RowFilter> filter = twin == nullptr ? std::nullopt : twin->filter();
        if (!filter)
            continue;
        TRY_ASSIGN(const stream::PumpSummary here, digest(source, table.name, table, table.filter));
        TRY_ASSIGN(const stream::PumpSummary copied, digest(target, twin->name, table, *filter));
        if (here.digest != copied.digest || here.rows != copied.rows)
            different.append(text(table.name.displayed()));
    }
    return different;
}

} // namespace engine::target
