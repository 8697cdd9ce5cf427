// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/columns/sound_rows.h"

#include "engine/anonymize/rewriting/anonymize_transform.h"
#include "engine/base/files/atomic_file.h"
#include "engine/catalog/model/table_names.h"
#include "engine/defusing/sql_words.h"
#include "engine/pg/copy_ends.h"
#include "engine/stream/field_sink.h"
#include "engine/stream/pump.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>

namespace engine::columns {

using namespace Qt::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;
using Kind = sql::KeySoundness::Kind;

constexpr pg::Statement limitTime = "SELECT pg_catalog.set_config('statement_timeout', $1, true)";
constexpr pg::Statement withoutIndexes = R"(
SELECT pg_catalog.set_config(name, 'off', true)
FROM pg_catalog.unnest('{enable_indexscan,enable_indexonlyscan,enable_bitmapscan}'::text[]) AS name)";

// Reading more than this on the way to a plan is nobody's wish.
constexpr long long mostBytes = 64LL * 1024 * 1024;
constexpr qsizetype mostListed = qsizetype{16} * 1024 * 1024;

const catalog::Table *tableOf(const catalog::Schema &schema, const sql::QualifiedName &name)
{
    const catalog::Object *object = schema.findTable(name.schema, name.name);
    return object == nullptr ? nullptr : object->as<catalog::Table>();
}

/// Compared by what every database has: another type's equality may be anybody's code.
bool areComparable(const catalog::Table &table, const std::vector<std::string> &columns)
{
    return !columns.empty() && std::ranges::all_of(columns, [&](const std::string &name) {
        const auto found = std::ranges::find(table.columns, name, &catalog::Column::name);
        return found != table.columns.end() && found->type.find('.') == std::string::npos && !found->type.empty()
               && found->type != "json" && found->type != "xml";
    });
}

std::vector<std::string> columnsOfIndex(const catalog::Index &index, const catalog::Table &table)
{
    const auto parts = defusing::partsOfIndex(index.details.definition);
    std::vector<std::string> columns;
    if (!index.isUnique || !parts || !parts->predicate.empty())
        return columns;
    for (const std::string &key : parts->keys) {
        const auto found = std::ranges::find_if(
            table.columns, [&](const catalog::Column &column) { return sql::displayed(column.name) == key; });
        if (found == table.columns.end())
            return {};
        columns.push_back(found->name);
    }
    return columns;
}

std::optional<sql::KeySoundness> keyOf(const catalog::Schema &schema, const catalog::Object &object)
{
    const sql::QualifiedName name{object.key.schema, object.key.parent};
    const catalog::Table *table = tableOf(schema, name);
    if (table == nullptr)
        return std::nullopt;
    sql::KeySoundness key{
        .kind = Kind::Uniqueness, .name = object.key.name, .table = name, .isPartitioned = table->isPartitioned()};
    if (const auto *index = object.as<catalog::Index>()) {
        if (index->details.parentIndex.empty())
            key.columns = columnsOfIndex(*index, *table);
    } else if (const auto *constraint = object.as<catalog::Constraint>()) {
        // Partitions repeat what their table says.
        if (!constraint->isValidated || constraint->isTemporal || constraint->isInherited
            || !constraint->index.parentIndex.empty())
            return std::nullopt;
        if (constraint->type == 'f' || constraint->type == 'p' || constraint->type == 'u')
            key.columns = constraint->columns;
        if (constraint->type == 'f') {
            const catalog::Table *referenced = tableOf(schema, constraint->referenced);
            if (referenced == nullptr || !areComparable(*referenced, constraint->referencedColumns))
                return std::nullopt;
            key.kind = Kind::Reference;
            key.referenced = constraint->referenced;
            key.referencedIsPartitioned = referenced->isPartitioned();
            key.referencedColumns = constraint->referencedColumns;
        }
    }
    return areComparable(*table, key.columns) ? std::optional(std::move(key)) : std::nullopt;
}

/// Of each table with its partitions; negative where rows of one of them are not copied.
std::map<sql::QualifiedName, long long> bytesOfTables(const catalog::Schema &schema,
                                                      const selection::RowSelection &selection)
{
    std::map<sql::QualifiedName, long long> bytes;
    for (const catalog::Object *table : schema.tablesWithRows()) {
        const bool isExcluded = selection.excluded.contains(nameOf(*table));
        const long long own = table->as<catalog::Table>()->heapBytes.value;
        for (const catalog::Object *part = table; part != nullptr && part->as<catalog::Table>() != nullptr;) {
            long long &sum = bytes.try_emplace(nameOf(*part), 0).first->second;
            sum = isExcluded || sum < 0 ? -1 : sum + own;
            const auto *definition = part->as<catalog::Table>();
            if (!definition->isPartition())
                break;
            const sql::QualifiedName &parent = definition->parents.front();
            part = schema.findTable(parent.schema, parent.name);
        }
    }
    return bytes;
}

struct SizedKey
{
    sql::KeySoundness key{};
    long long bytes = 0;
};

std::vector<SizedKey> keysToLookAt(const catalog::Schema &schema, const selection::RowSelection &selection)
{
    const std::map<sql::QualifiedName, long long> known = bytesOfTables(schema, selection);
    const auto sizeOf = [&known](const sql::QualifiedName &name) {
        const auto size = known.find(name);
        return size == known.end() ? 0 : size->second;
    };
    std::vector<SizedKey> keys;
    for (const catalog::Object &object : schema.objects) {
        auto key = keyOf(schema, object);
        if (!key)
            continue;
        const long long own = sizeOf(key->table);
        const long long other = key->kind == Kind::Reference ? sizeOf(key->referenced) : 0;
        if (own > 0 && other >= 0)
            keys.push_back({.key = *std::move(key), .bytes = own + other});
    }
    std::ranges::stable_sort(keys, {}, &SizedKey::bytes);
    return keys;
}

bool isFatal(const Error &error)
{
    return error.isCancelled() || error.code == ErrorCode::ConnectionLost;
}

bool isNumberOrUuid(const anonymize::ColumnShape &column)
{
    using anonymize::TypeFamily;
    const anonymize::ColumnType type = anonymize::typeOf(column);
    return !type.isArray
           && (type.family == TypeFamily::SmallInteger || type.family == TypeFamily::Integer
               || type.family == TypeFamily::BigInteger || type.family == TypeFamily::Uuid);
}

QByteArray quotedField(const std::string &value)
{
    QByteArray field = QByteArray::fromStdString(value);
    return '"' + field.replace('"', "\"\"") + '"';
}

/// One table's part of the list.
class Lister final
{
public:
    Lister(pg::ReadOnlyConnection &source, const LeftOut &leftOut, const catalog::Object &table)
        : m_source(source)
        , m_leftOut(leftOut)
        , m_name(nameOf(table))
        , m_table(table)
    {}
    Result<qint64> list(QByteArray &list);

private:
    void choose();
    QByteArray line(const std::vector<std::optional<std::string>> &fields) const;

    pg::ReadOnlyConnection &m_source;
    const LeftOut &m_leftOut;
    sql::QualifiedName m_name;
    const catalog::Object &m_table;
    std::vector<sql::KeySoundness> m_keys;
    /// Of the primary key, those that may be shown.
    std::vector<std::string> m_columns;
    std::unique_ptr<anonymize::AnonymizeTransform> m_transform;
};

void Lister::choose()
{
    for (const sql::KeySoundness &key : m_leftOut.keys) {
        if (selection::belongsTo(m_leftOut.schema, m_table, key.table))
            m_keys.push_back(key);
    }
    const auto shape = std::ranges::find(m_leftOut.shapes, m_name, &anonymize::TableShape::name);
    if (m_leftOut.key == nullptr || shape == m_leftOut.shapes.end())
        return;
    for (const anonymize::ColumnShape &column : shape->columns) {
        const anonymize::ColumnDecision *decision = anonymize::decisionFor(m_leftOut.decisions, m_name, column.name);
        if (!column.isPrimaryKey || decision == nullptr)
            continue;
        const bool isTechnical = decision->verdict == anonymize::Verdict::Technical && !decision->fromRuleFile;
        if (decision->changesValues() || (isTechnical && isNumberOrUuid(column)))
            m_columns.push_back(column.name);
    }
    // Place and reason come first, and have no rule.
    std::vector<std::string> fields{{}, {}};
    fields.insert(fields.end(), m_columns.begin(), m_columns.end());
    m_transform = anonymize::makeTransform(*shape, fields, m_leftOut.decisions, *m_leftOut.key, pg::CopyFormat::Text);
}

QByteArray Lister::line(const std::vector<std::optional<std::string>> &fields) const
{
    const std::string number = fields[1].value_or("0");
    size_t which = 0;
    std::from_chars(number.data(), number.data() + number.size(), which);
    std::string key;
    for (size_t i = 2; i < fields.size(); ++i)
        key += (key.empty() ? "" : ", ") + fields[i].value_or("NULL");
    const bool isBroken = which > 0 && which <= m_keys.size();
    const std::string reason = !isBroken                                    ? "refers to a row that is left out"
                               : m_keys[which - 1].kind == Kind::Uniqueness ? "duplicate"
                                                                            : "refers to a row that is not there";
    QByteArray text = quotedField(m_name.displayed());
    for (const std::string &field : {fields[0].value_or(""), key, isBroken ? m_keys[which - 1].name : "", reason})
        text.append(',').append(quotedField(field));
    return text.append('\n');
}

Result<qint64> Lister::list(QByteArray &list)
{
    choose();
    TRY(m_source.startCopyOfLeftOut(m_name, m_keys, m_columns, m_leftOut.selection.filterOf(m_name)));
    // Place and reason, then the key.
    stream::RowShape shape{.table = m_name, .columns = {{.name = "ctid"}, {.name = "reason"}}};
    for (const std::string &column : m_columns)
        shape.columns.push_back({.name = column});
    const auto rows = pg::CopySource::of(m_source, std::move(shape));
    const stream::RowCodec codec(rows->shape());
    stream::FieldSink sink(codec, [&](std::span<const stream::FieldView> fields) {
        if (list.size() < mostListed)
            list.append(line(codec.values(fields)));
        return Result<>();
    });
    std::vector<stream::Transform *> transforms;
    if (m_transform)
        transforms.push_back(m_transform.get());
    TableProgress unseen;
    TRY_ASSIGN(const stream::PumpSummary summary, stream::Pump(*rows, transforms, sink).run({}, unseen));
    return summary.rows;
}

} // namespace

std::vector<sql::KeySoundness> BrokenKeys::keys() const
{
    std::vector<sql::KeySoundness> keys;
    for (const Found &found : broken)
        keys.push_back(found.key);
    return keys;
}

Result<> readWithoutIndexes(pg::ReadOnlyConnection &source)
{
    TRY(source.query(withoutIndexes));
    return {};
}

Result<BrokenKeys> countBrokenKeys(pg::ReadOnlyConnection &source, const catalog::Schema &schema,
                                   const selection::RowSelection &selection,
                                   std::optional<std::chrono::milliseconds> most)
{
    BrokenKeys found;
    const std::vector<SizedKey> keys = keysToLookAt(schema, selection);
    if (keys.empty())
        return found;
    const auto deadline = Clock::now() + most.value_or(std::chrono::milliseconds(0));
    TRY(source.holdLocks());
    for (const auto &[key, bytes] : keys) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        const QString name = text(sql::displayed(key.name));
        if (most && (left <= 0 || bytes > mostBytes)) {
            found.notCounted.append(name);
            continue;
        }
        TRY(source.query(limitTime, {std::to_string(most ? left : 0)}));
        TRY(readWithoutIndexes(source));
        const Result<long long> rows = source.countBroken(key);
        if (!rows && isFatal(rows.error()))
            return failure(rows.error());
        // After an error too, and the settings are what they were.
        TRY(source.giveBackLocks());
        if (!rows)
            found.notCounted.append(name);
        else if (*rows > 0)
            found.broken.push_back({.key = key, .rows = *rows});
    }
    return found;
}

Result<QMap<QString, qint64>> writeLeftOut(pg::ReadOnlyConnection &source, const LeftOut &leftOut, const QString &path)
{
    QMap<QString, qint64> counts;
    QByteArray list = "table,row,key,constraint,reason\n";
    TRY(source.holdLocks());
    TRY(readWithoutIndexes(source));
    for (const catalog::Object *table : leftOut.schema.tablesWithRows()) {
        const sql::QualifiedName name = nameOf(*table);
        if (leftOut.selection.excluded.contains(name) || leftOut.selection.filterOf(name).isAll())
            continue;
        TRY_ASSIGN(const qint64 count, Lister(source, leftOut, *table).list(list));
        if (count > 0)
            counts.insert(text(name.displayed()), count);
    }
    TRY(source.giveBackLocks());
    if (list.size() >= mostListed)
        list.append("\"...\",\"\",\"\",\"\",\"more than fit here\"\n");
    TRY(writeFileAtomically(path, list));
    return counts;
}

} // namespace engine::columns
