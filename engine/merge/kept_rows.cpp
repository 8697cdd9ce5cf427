// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/merge/kept_rows.h"

#include "engine/catalog/ddl/ddl_code.h"
#include "engine/catalog/model/table_names.h"
#include "engine/pg/copy_ends.h"
#include "engine/stream/null_sink.h"
#include "engine/target/session/target_session.h"

#include <algorithm>

namespace engine::merge {

using namespace Qt::StringLiterals;
using catalog::Object;

namespace {

// A type that was set aside has the same name as the new one, and is another.
constexpr std::string_view columnsOfSameType = R"(
SELECT o.attname
FROM pg_catalog.pg_attribute AS o JOIN pg_catalog.pg_attribute AS n ON n.attname = o.attname
WHERE o.attrelid = pg_catalog.to_regclass($1) AND n.attrelid = pg_catalog.to_regclass($2)
    AND o.attnum > 0 AND n.attnum > 0 AND o.atttypid = n.atttypid)";

/// Where the restore point keeps what was called `name`; empty when its schema was not set aside.
sql::QualifiedName asideOf(const target::RestorePoint &point, const sql::QualifiedName &name)
{
    const auto schema = std::find(point.schemas.begin(), point.schemas.end(), name.schema);
    if (schema == point.schemas.end())
        return {};
    return {point.schemaBefore(static_cast<size_t>(schema - point.schemas.begin())), name.name};
}

std::string joined(const std::vector<std::string> &expressions)
{
    std::string list;
    for (const std::string &expression : expressions)
        list += (list.empty() ? "" : ", ") + expression;
    return list;
}

Result<std::vector<std::string>> sameTypes(pg::Connection &target, const sql::QualifiedName &aside,
                                           const sql::QualifiedName &name)
{
    TRY_ASSIGN(const pg::QueryResult rows, target.query(columnsOfSameType, {aside.quoted(), name.quoted()}));
    std::vector<std::string> columns;
    for (int row = 0; row < rows.rowCount(); ++row)
        columns.push_back(rows.string(row, 0));
    return columns;
}

KeptRows rowsOf(const KeptTable &table, const sql::QualifiedName &aside, const std::vector<std::string> &same,
                const Object &made)
{
    std::vector<std::string> names;
    std::vector<std::string> assigned;
    std::vector<std::string> read;
    for (const KeptTable::Column &column : table.columns) {
        const std::string name = sql::quoted(column.name);
        const std::string value = "r." + name;
        const bool isSame = std::find(same.begin(), same.end(), column.name) != same.end();
        // Between two types of one name every value has the same text.
        const std::string cast = "CAST(" + (column.type == column.newType ? "CAST(" + value + " AS text)" : value)
                                 + " AS " + column.newType + ')';
        names.push_back(name);
        assigned.push_back(isSame || column.type != column.newType ? value : cast);
        read.push_back(isSame && column.type == column.newType ? value : cast);
    }
    const std::string from = std::string(" FROM ") + (table.isPartitioned ? "" : "ONLY ") + aside.quoted() + " AS r";
    const std::string now
        = std::string(" FROM ") + (table.isPartitionedAfterwards ? "" : "ONLY ") + table.name.quoted() + " AS r";
    KeptRows rows{.name = table.name, .format = bestFormat(made)};
    const std::string options = rows.format == pg::CopyFormat::Binary ? ") TO STDOUT (FORMAT binary)" : ") TO STDOUT";
    rows.insert = "INSERT INTO " + table.name.quoted() + " (" + joined(names) + ") OVERRIDING SYSTEM VALUE SELECT "
                  + joined(assigned) + from;
    rows.readBefore = "COPY (SELECT " + joined(read) + from + options;
    rows.readAfter = "COPY (SELECT " + joined(names) + now + options;
    return rows;
}

/// Whether something that belongs to others could run when the rows are read or written: an index of the old table is
/// evaluated when a query is planned, a cast between the types is anybody's.
bool runsOthersCode(const KeptTable &table, const catalog::Schema &before, const Object &made,
                    const catalog::Schema &schema, const catalog::DdlOptions &options)
{
    const auto isOfServer = [](const std::string &type) { return type.find('.') == std::string::npos; };
    const bool hasOwnCast = std::ranges::any_of(table.columns, [&](const KeptTable::Column &column) {
        return column.type != column.newType && !(isOfServer(column.type) && isOfServer(column.newType));
    });
    if (catalog::isAnothers(made.owner, options) && (hasOwnCast || catalog::runsCode(schema, made)))
        return true;
    return std::ranges::any_of(before.objects, [&](const Object &object) {
        const std::string &name = object.as<catalog::Table>() != nullptr ? object.key.name : object.key.parent;
        const bool isOfTable
            = std::ranges::find(table.withRows, sql::QualifiedName{object.key.schema, name}) != table.withRows.end()
              || sql::QualifiedName{object.key.schema, name} == table.name;
        const Object *owner = isOfTable ? before.findTable(object.key.schema, name) : nullptr;
        return owner != nullptr && catalog::isAnothers(owner->owner, options)
               && (hasOwnCast || catalog::callsFunctions(object));
    });
}

/// A type that runs nothing of people's when a value is written; what a domain adds comes later.
std::string plainTypeOf(const catalog::Column &column)
{
    const bool isOfServer = column.typeType.value == 'b' || column.typeType.value == 'e';
    const bool isArray = column.type.ends_with("[]") || column.baseType.value.ends_with("[]");
    if (isArray || (!isOfServer && column.typeType.value != 'd'))
        return "pg_catalog.text";
    return isOfServer ? column.type : column.baseType.value;
}

/// Lets the rows go through a plain table.
void goThroughPlace(KeptRows &rows, const KeptTable &table, const sql::QualifiedName &aside,
                    const std::vector<std::string> &same, const Object &old, const Object &made,
                    const catalog::Schema &schema, const catalog::DdlOptions &options, size_t number)
{
    const sql::QualifiedName place{"sosie_run_kept_" + std::to_string(number), "rows"};
    std::vector<std::string> names;
    std::vector<std::string> types;
    std::vector<std::string> taken;
    std::vector<std::string> given;
    for (const KeptTable::Column &column : table.columns) {
        const auto &columns = made.as<catalog::Table>()->columns;
        const auto own = std::ranges::find(columns, column.name, &catalog::Column::name);
        const std::string type = own == columns.end() ? "pg_catalog.text" : plainTypeOf(*own);
        const std::string name = sql::quoted(column.name);
        const std::string value = "r." + name;
        const std::string asText = "CAST(" + value + " AS text)";
        const bool isSame = std::ranges::find(same, column.name) != same.end();
        const bool isText = type == "pg_catalog.text";
        names.push_back(name);
        types.push_back(name + ' ' + type);
        // Between two types of one name every value has the same text.
        taken.push_back(isText                                    ? asText
                        : isSame || column.type != column.newType ? value
                                                                  : "CAST(" + asText + " AS " + type + ')');
        given.push_back(isText ? "CAST(" + value + " AS " + column.newType + ')' : value);
    }
    catalog::OwnersHands from = catalog::handsOf(schema, made, old.owner, options);
    from.lent.insert("USAGE ON SCHEMA " + sql::quoted(aside.schema));
    from.lent.insert("USAGE ON SCHEMA " + sql::quoted(place.schema));
    from.lent.insert("INSERT ON TABLE " + place.quoted());
    catalog::OwnersHands to = catalog::handsOf(schema, made, made.owner, options);
    to.lent.insert("USAGE ON SCHEMA " + sql::quoted(place.schema));
    to.lent.insert("SELECT ON TABLE " + place.quoted());
    const auto in = [&](const catalog::OwnersHands &hands, const std::string &sql) {
        return catalog::isAnothers(hands.owner, options) ? catalog::inHands(hands, sql) : sql;
    };
    rows.makePlace = "CREATE SCHEMA " + sql::quoted(place.schema) + "; CREATE UNLOGGED TABLE " + place.quoted() + " ("
                     + joined(types) + ')';
    rows.toPlace = in(from, "INSERT INTO " + place.quoted() + " (" + joined(names) + ") SELECT " + joined(taken)
                                + " FROM " + (table.isPartitioned ? "" : "ONLY ") + aside.quoted() + " AS r");
    rows.insert
        = in(to, "INSERT INTO " + table.name.quoted() + " (" + joined(names) + ") OVERRIDING SYSTEM VALUE SELECT "
                     + joined(given) + " FROM " + place.quoted() + " AS r");
    rows.countPlace = "SELECT count(*) FROM " + place.quoted();
    rows.dropPlace = "DROP SCHEMA " + sql::quoted(place.schema) + " CASCADE";
    rows.format = pg::CopyFormat::Text;
    rows.readBefore = "COPY " + place.quoted() + " (" + joined(names) + ") TO STDOUT";
    rows.readAfter = "COPY (SELECT " + joined(names) + " FROM " + (table.isPartitionedAfterwards ? "" : "ONLY ")
                     + table.name.quoted() + ") TO STDOUT";
}

Result<stream::PumpSummary> readWhole(pg::Connection &target, const std::string &copy, const KeptRows &rows,
                                      const std::stop_token &stop)
{
    TRY_ASSIGN(const auto source, pg::CopySource::start(target, copy, {.table = rows.name, .format = rows.format}));
    stream::NullSink sink;
    TableProgress unseen;
    return stream::Pump(*source, {}, sink).run(stop, unseen);
}

Result<stream::PumpSummary> compareWithOld(pg::Connection &target, const KeptRows &rows, const std::stop_token &stop)
{
    TRY_ASSIGN(const stream::PumpSummary old, readWhole(target, rows.readBefore, rows, stop));
    TRY_ASSIGN(stream::PumpSummary found, readWhole(target, rows.readAfter, rows, stop));
    if (found.digest == old.digest && found.rows == old.rows)
        return found;
    return failure({.code = ErrorCode::VerificationFailed,
                    .subject = text(rows.name.displayed()),
                    .detail = QStringLiteral("%1 rows kept (%2), %3 rows found (%4)")
                                  .arg(old.rows)
                                  .arg(text(old.digest.hex()))
                                  .arg(found.rows)
                                  .arg(text(found.digest.hex()))});
}

Result<long long> insertDirectly(pg::Connection &target, const KeptRows &rows)
{
    return target.query(rows.insert).map([](const pg::QueryResult &done) {
        return static_cast<long long>(done.affectedRows());
    });
}

Result<long long> insertByPlace(pg::Connection &target, const KeptRows &rows)
{
    for (const std::string *statement : {&rows.makePlace, &rows.toPlace, &rows.insert})
        TRY(target.execute(*statement));
    return target.query(rows.countPlace).map([](const pg::QueryResult &count) { return count.integer(0, 0); });
}

/// What the sequence would give next.
long long nextOf(const catalog::Sequence &sequence, const catalog::SequenceState &state)
{
    return state.isCalled ? state.lastValue + sequence.increment : state.lastValue;
}

/// The target's sequence behind the same column, else the one of the same name.
const Object *sameSequence(const catalog::Schema &before, const Object &made)
{
    const auto *sequence = made.as<catalog::Sequence>();
    for (const Object &object : before.objects) {
        const auto *candidate = object.as<catalog::Sequence>();
        if (candidate != nullptr && !sequence->ownerTable.empty() && object.key.schema == made.key.schema
            && candidate->ownerTable == sequence->ownerTable && candidate->ownerColumn == sequence->ownerColumn)
            return &object;
    }
    return before.find(made.key);
}

/// Sequences that columns of kept tables take their numbers from.
std::vector<Object *> sequencesOf(const KeptTables &kept, catalog::Schema &made)
{
    std::set<catalog::ObjectKey> used;
    for (const Object &object : made.objects) {
        if (object.as<catalog::Table>() != nullptr && kept.contains(nameOf(object)))
            used.insert(object.defaultsDependOn.value.begin(), object.defaultsDependOn.value.end());
    }
    std::vector<Object *> sequences;
    for (Object &object : made.objects) {
        const auto *sequence = object.as<catalog::Sequence>();
        if (sequence != nullptr
            && (used.contains(object.key) || kept.contains({object.key.schema, sequence->ownerTable})))
            sequences.push_back(&object);
    }
    return sequences;
}

} // namespace

Result<std::vector<KeptRows>> prepareKeptRows(pg::Connection &target, const target::RestorePoint &point,
                                              const KeptTables &kept, const catalog::Schema &before,
                                              const catalog::Schema &made, const catalog::DdlOptions &options)
{
    std::vector<KeptRows> all;
    for (const KeptTable &table : kept.tables) {
        const sql::QualifiedName aside = asideOf(point, table.name);
        const Object *object = made.findTable(table.name.schema, table.name.name);
        if (aside.name.empty() || object == nullptr)
            return failure({.code = ErrorCode::PreflightFailed, .subject = text(table.name.displayed())});
        TRY_ASSIGN(const std::vector<std::string> same, sameTypes(target, aside, table.name));
        KeptRows rows = rowsOf(table, aside, same, *object);
        const Object *old = before.findTable(table.name.schema, table.name.name);
        if (old != nullptr && runsOthersCode(table, before, *object, made, options))
            goThroughPlace(rows, table, aside, same, *old, *object, made, options, all.size());
        for (const Object &candidate : made.objects) {
            if (candidate.as<catalog::Table>() != nullptr && kept.rootOf(nameOf(candidate)) == table.name)
                rows.tables.push_back(candidate.key);
        }
        rows.rowEstimate = 0;
        for (const sql::QualifiedName &part : table.withRows) {
            const auto *details = before.findTable(part.schema, part.name)->as<catalog::Table>();
            rows.bytes += details->heapBytes.value;
            rows.rowEstimate += std::max(0LL, details->rowEstimate.value);
        }
        all.push_back(std::move(rows));
    }
    return all;
}

Result<stream::PumpSummary> insertKeptRows(pg::Connection &target, const safety::DestructivePermit &permit,
                                           const KeptRows &rows, bool verify, const std::stop_token &stop,
                                           TableProgress &progress)
{
    stream::PumpSummary summary;
    // One snapshot for the rows inserted and the rows compared: somebody may still write to the old table.
    TRY(target.execute("BEGIN ISOLATION LEVEL REPEATABLE READ"));
    TRY(permit.recheck(target));
    const Result<long long> inserted
        = rows.makePlace.empty() ? insertDirectly(target, rows) : insertByPlace(target, rows);
    if (!inserted) {
        Error error = inserted.error();
        if (error.sqlState.startsWith(u"22"_s) || error.sqlState.startsWith(u"23"_s)) {
            error.code = ErrorCode::KeptRowsDoNotFit;
            error.subject = text(rows.name.displayed());
        }
        return failure(std::move(error));
    }
    summary.rows = *inserted;
    progress.rows += summary.rows;
    if (verify) {
        TRY_ASSIGN(summary, compareWithOld(target, rows, stop));
    }
    if (!rows.dropPlace.empty())
        TRY(target.execute(rows.dropPlace));
    TRY(target.execute("COMMIT"));
    return summary;
}

Result<> keepSequences(pg::Connection &target, const target::RestorePoint &point, const KeptTables &kept,
                       const catalog::Schema &before, catalog::Schema &made)
{
    for (Object *object : sequencesOf(kept, made)) {
        const Object *old = sameSequence(before, *object);
        if (old == nullptr || old->as<catalog::Sequence>() == nullptr)
            continue;
        const sql::QualifiedName aside = asideOf(point, {old->key.schema, old->key.name});
        TRY_ASSIGN(const pg::QueryResult now, target.query("SELECT last_value, is_called FROM " + aside.quoted()));
        const catalog::SequenceState reached{.lastValue = now.integer(0, 0), .isCalled = now.boolean(0, 1)};
        auto &sequence = std::get<catalog::Sequence>(object->definition);
        const long long there = nextOf(*old->as<catalog::Sequence>(), reached);
        const long long here = nextOf(sequence, sequence.state);
        const bool isFurther = sequence.increment > 0 ? there > here : there < here;
        if (isFurther && reached.lastValue >= sequence.minimum && reached.lastValue <= sequence.maximum)
            sequence.state = reached;
    }
    return {};
}

} // namespace engine::merge
