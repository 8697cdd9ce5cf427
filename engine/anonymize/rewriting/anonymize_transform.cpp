// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/rewriting/anonymize_transform.h"

#include "engine/anonymize/known/known_values.h"
#include "engine/anonymize/known/personal_signs.h"
#include "engine/anonymize/rewriting/field_rewriter.h"
#include "engine/anonymize/text/text.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>

namespace engine::anonymize {

namespace {

using namespace Qt::StringLiterals;

constexpr size_t mostRowNames = 16;

struct RuledColumn
{
    size_t index = 0;
    std::string name{};
    FieldRewriter rewriter;
    /// Parts of a value may stay as they are.
    bool isInPart = false;
    /// The rule itself looks for what is known: no need to look again.
    bool looksForKnown = false;
    FieldCount count{};
};

/// A column without a rule.
struct WatchedColumn
{
    size_t index = 0;
    std::string name{};
    /// Whether anything personal could be told from its bytes.
    bool isReadable = false;
    FieldCount count{};
};

tl::unexpected<Error> malformed(const QString &what)
{
    return failure({.code = ErrorCode::ProtocolViolation, .detail = what});
}

/// The field's value from COPY text; `scratch` holds it when it had escapes.
std::string_view unescaped(std::string_view field, std::string &scratch)
{
    static constexpr std::string_view letters = "bfnrtv";
    static constexpr std::string_view meanings = "\b\f\n\r\t\v";
    const size_t first = field.find('\\');
    if (first == std::string_view::npos)
        return field;
    scratch.assign(field.substr(0, first));
    for (size_t i = first; i < field.size(); ++i) {
        if (field[i] != '\\' || i + 1 == field.size()) {
            scratch.push_back(field[i]);
            continue;
        }
        const size_t letter = letters.find(field[++i]);
        scratch.push_back(letter == std::string_view::npos ? field[i] : meanings[letter]);
    }
    return scratch;
}

void appendEscaped(std::string_view value, std::vector<char> &out)
{
    static constexpr std::string_view special = "\b\f\n\r\t\v\\";
    static constexpr std::string_view letters = "bfnrtv\\";
    size_t copied = 0;
    for (size_t i = 0; i < value.size(); ++i) {
        if (value[i] > '\r' && value[i] != '\\')
            continue;
        const size_t which = special.find(value[i]);
        if (which == std::string_view::npos)
            continue;
        out.insert(out.end(), value.begin() + static_cast<ptrdiff_t>(copied),
                   value.begin() + static_cast<ptrdiff_t>(i));
        out.push_back('\\');
        out.push_back(letters[which]);
        copied = i + 1;
    }
    out.insert(out.end(), value.begin() + static_cast<ptrdiff_t>(copied), value.end());
}

void append(std::string_view bytes, std::vector<char> &out)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}

int32_t readInt32(const char *bytes)
{
    uint32_t number = 0;
    std::memcpy(&number, bytes, sizeof number);
    return static_cast<int32_t>(qFromBigEndian(number));
}

void appendInt32(uint32_t number, std::vector<char> &out)
{
    const uint32_t bigEndian = qToBigEndian(number);
    append({reinterpret_cast<const char *>(&bigEndian), sizeof bigEndian}, out);
}

/// An empty array or document: nothing in it could be replaced.
bool holdsNothing(std::string_view value, pg::CopyFormat format)
{
    if (format == pg::CopyFormat::Text)
        return value == "{}" || value == "[]";
    // An array without dimensions, or the version of jsonb before the text.
    constexpr std::string_view noDimensions("\0\0\0\0", 4);
    return (value.size() == 12 && value.starts_with(noDimensions)) || value == "\1{}" || value == "\1[]";
}

/// The fields of a row, and how their values are read and written in one of the two formats.
class Transform final : public AnonymizeTransform
{
public:
    Transform(std::vector<RuledColumn> columns, std::vector<WatchedColumn> watched, size_t fieldCount,
              pg::CopyFormat format)
        : m_columns(std::move(columns))
        , m_watched(std::move(watched))
        , m_fields(fieldCount)
        , m_format(format)
    {
        const auto isNameColumn = [](const RuledColumn &column) { return isName(column.rewriter.kind()); };
        const auto looks = [](const RuledColumn &column) { return column.rewriter.looksForNames(); };
        m_readsNames = std::any_of(m_columns.begin(), m_columns.end(), isNameColumn)
                       && std::any_of(m_columns.begin(), m_columns.end(), looks);
        for (RuledColumn &column : m_columns)
            column.rewriter.setRowNames(m_readsNames ? &m_rowNames : nullptr);
    }

    Result<> apply(stream::RowBatch &batch) override
    {
        if (batch.format != m_format)
            return malformed(u"a batch of the other format"_s);
        if (m_columns.empty())
            return watchRows(batch);
        m_bytes.clear();
        m_starts.clear();
        m_bytes.reserve(batch.byteCount() + batch.byteCount() / 4);
        for (size_t i = 0; i < batch.rowCount(); ++i) {
            if (m_bytes.size() > std::numeric_limits<uint32_t>::max())
                return malformed(u"a batch of more than 4 GiB"_s);
            m_starts.push_back(static_cast<uint32_t>(m_bytes.size()));
            const std::string_view row = batch.row(i);
            TRY(split(row));
            if (m_readsNames)
                readNames();
            watchFields();
            TRY(rewrite(row));
            m_unlooked += row.size();
            if (m_unlooked < stopInterval)
                continue;
            // A value that was cut short by a stop must not get any further.
            m_unlooked = 0;
            if (m_stop.stop_requested())
                return failure({.code = ErrorCode::Cancelled});
        }
        m_bytes.swap(batch.bytes);
        m_starts.swap(batch.starts);
        return {};
    }

    void stopOn(const std::stop_token &stop) override
    {
        m_stop = stop;
        for (RuledColumn &column : m_columns)
            column.rewriter.stopOn(stop);
    }

    void knowValues(const KnownValues *known) override
    {
        m_known = known != nullptr && !known->isEmpty() ? known : nullptr;
        for (RuledColumn &column : m_columns)
            column.rewriter.knowValues(known);
    }

    long long changedFields() const override
    {
        long long sum = 0;
        for (const RuledColumn &column : m_columns)
            sum += column.count.changed;
        return sum;
    }

    std::map<std::string, FieldCount> countsByColumn() const override
    {
        std::map<std::string, FieldCount> counts;
        for (const RuledColumn &column : m_columns)
            counts[column.name] = column.count;
        for (const WatchedColumn &column : m_watched)
            counts[column.name] = column.count;
        return counts;
    }

    std::map<std::string, PathCounts> pathCountsByColumn() const override
    {
        std::map<std::string, PathCounts> counts;
        for (const RuledColumn &column : m_columns) {
            if (column.rewriter.kind() == RuleKind::JsonPaths)
                column.rewriter.addPathCounts(counts[column.name]);
        }
        return counts;
    }

private:
    struct Field
    {
        std::string_view bytes{};
        bool isNull = false;
    };

    static bool isName(RuleKind kind)
    {
        return kind == RuleKind::FirstName || kind == RuleKind::LastName || kind == RuleKind::FullName;
    }

    Result<> split(std::string_view row)
    {
        return m_format == pg::CopyFormat::Text ? splitText(row) : splitBinary(row);
    }

    /// Where nothing is replaced, the rows stay where they are.
    Result<> watchRows(const stream::RowBatch &batch)
    {
        for (size_t i = 0; i < batch.rowCount(); ++i) {
            TRY(split(batch.row(i)));
            watchFields();
            m_unlooked += batch.row(i).size();
            if (m_unlooked < stopInterval)
                continue;
            m_unlooked = 0;
            if (m_stop.stop_requested())
                return failure({.code = ErrorCode::Cancelled});
        }
        return {};
    }

    void watchFields()
    {
        for (WatchedColumn &column : m_watched) {
            const Field &field = m_fields[column.index];
            if (field.isNull || field.bytes.empty())
                continue;
            ++column.count.values;
            if (!column.isReadable)
                continue;
            const std::string_view value = valueOf(field);
            column.count.personal += isPersonal(value) ? 1 : 0;
        }
    }

    bool isPersonal(std::string_view value)
    {
        return personalSignsSurvive(value, value) || (m_known != nullptr && m_known->areIn(value, m_folded));
    }

    std::string_view valueOf(const Field &field)
    {
        return m_format == pg::CopyFormat::Text ? unescaped(field.bytes, m_unescaped) : field.bytes;
    }

    Result<> splitText(std::string_view row)
    {
        if (!row.ends_with('\n'))
            return malformed(u"a row without a line end"_s);
        std::string_view rest = row.substr(0, row.size() - 1);
        for (size_t i = 0; i < m_fields.size(); ++i) {
            const bool isLast = i + 1 == m_fields.size();
            const void *tab = rest.empty() ? nullptr : std::memchr(rest.data(), '\t', rest.size());
            if (isLast != (tab == nullptr))
                return malformed(u"a row with another number of fields than the table has"_s);
            const size_t size
                = isLast ? rest.size() : static_cast<size_t>(static_cast<const char *>(tab) - rest.data());
            m_fields[i].bytes = rest.substr(0, size);
            m_fields[i].isNull = m_fields[i].bytes == "\\N";
            rest.remove_prefix(isLast ? size : size + 1);
        }
        return {};
    }

    Result<> splitBinary(std::string_view row)
    {
        const auto count = static_cast<size_t>(
            row.size() < 2 ? 0xFFFFU : static_cast<unsigned char>(row[0]) * 256U + static_cast<unsigned char>(row[1]));
        if (count != m_fields.size())
            return malformed(u"a row with another number of fields than the table has"_s);
        size_t at = 2;
        for (Field &field : m_fields) {
            if (row.size() - at < 4)
                return malformed(u"a row that ends inside a field"_s);
            const int32_t length = readInt32(row.data() + at);
            at += 4;
            if (length < -1 || (length > 0 && static_cast<size_t>(length) > row.size() - at))
                return malformed(u"a field longer than its row"_s);
            field.isNull = length == -1;
            field.bytes = row.substr(at, length > 0 ? static_cast<size_t>(length) : 0);
            at += field.bytes.size();
        }
        if (at != row.size())
            return malformed(u"bytes behind the last field of a row"_s);
        return {};
    }

    void readNames()
    {
        size_t count = 0;
        for (const RuledColumn &column : m_columns) {
            const Field &field = m_fields[column.index];
            if (!isName(column.rewriter.kind()) || field.isNull)
                continue;
            std::string_view rest
                = m_format == pg::CopyFormat::Text ? unescaped(field.bytes, m_unescaped) : field.bytes;
            bool isFirstWord = true;
            // More words are no name, and each word of a text is compared with each of these.
            while (!rest.empty() && count < mostRowNames) {
                const size_t end = std::min(rest.find_first_of(" -'"), rest.size());
                const std::string_view word = rest.substr(0, end);
                rest.remove_prefix(std::min(end + 1, rest.size()));
                if (characterCount(word) < 3)
                    continue;
                if (count == m_rowNames.size())
                    m_rowNames.emplace_back();
                foldPlain(word, m_rowNames[count].folded);
                const bool isFull = column.rewriter.kind() == RuleKind::FullName;
                m_rowNames[count++].isLastName = isFull ? !isFirstWord : column.rewriter.kind() == RuleKind::LastName;
                isFirstWord = false;
            }
        }
        m_rowNames.resize(count);
    }

    /// Everything between two replaced fields goes over in one piece.
    Result<> rewrite(std::string_view row)
    {
        const char *copied = row.data();
        for (RuledColumn &column : m_columns) {
            const Field &field = m_fields[column.index];
            if (field.isNull || field.bytes.empty())
                continue;
            m_made.clear();
            TRY_ASSIGN(const FieldChange change, rewriteField(column, field));
            const std::string_view value = valueOf(field);
            if (change == FieldChange::Unchanged && holdsNothing(value, m_format))
                continue;
            ++column.count.values;
            // A fake may be the value itself: a list of cities is short.
            if (change == FieldChange::Unchanged || (change == FieldChange::Replaced && m_made == value)) {
                const bool isInClear = column.looksForKnown ? personalSignsSurvive(value, value) : isPersonal(value);
                column.count.personal += isInClear ? 1 : 0;
                continue;
            }
            ++column.count.changed;
            if (column.isInPart && change == FieldChange::Replaced)
                column.count.personal += personalSignsSurvive(value, m_made) ? 1 : 0;
            const size_t lengthBytes = m_format == pg::CopyFormat::Text ? 0 : 4;
            const char *begin = field.bytes.data() - lengthBytes;
            append({copied, static_cast<size_t>(begin - copied)}, m_bytes);
            writeField(change == FieldChange::Null);
            copied = field.bytes.data() + field.bytes.size();
        }
        append({copied, static_cast<size_t>(row.data() + row.size() - copied)}, m_bytes);
        return {};
    }

    Result<FieldChange> rewriteField(RuledColumn &column, const Field &field)
    {
        if (m_format == pg::CopyFormat::Binary)
            return column.rewriter.rewriteBinary(field.bytes, m_made);
        return column.rewriter.rewriteText(unescaped(field.bytes, m_unescaped), m_made);
    }

    void writeField(bool isNull)
    {
        if (m_format == pg::CopyFormat::Text) {
            if (isNull)
                append("\\N", m_bytes);
            else
                appendEscaped(m_made, m_bytes);
        } else if (isNull) {
            appendInt32(std::numeric_limits<uint32_t>::max(), m_bytes);
        } else {
            appendInt32(static_cast<uint32_t>(m_made.size()), m_bytes);
            append(m_made, m_bytes);
        }
    }

    std::vector<RuledColumn> m_columns;
    std::vector<WatchedColumn> m_watched;
    std::vector<Field> m_fields;
    pg::CopyFormat m_format;
    bool m_readsNames = false;
    std::vector<RowName> m_rowNames;
    std::vector<char> m_bytes;
    std::vector<uint32_t> m_starts;
    std::string m_unescaped;
    std::string m_made;
    std::string m_folded;
    const KnownValues *m_known = nullptr;
    std::stop_token m_stop;
    /// Bytes of rows since a stop was looked for.
    size_t m_unlooked = 0;
};

bool mayHoldWords(TypeFamily family)
{
    return family == TypeFamily::Text || family == TypeFamily::TextLike || family == TypeFamily::Json
           || family == TypeFamily::Jsonb || family == TypeFamily::Composite || family == TypeFamily::Bytea
           || family == TypeFamily::Other;
}

/// Of a column that detection takes for technical: values that hold what the database declares of its people are
/// replaced all the same, where nothing depends on them.
bool replacesKnown(const ColumnShape &column, const ColumnDecision &decision, pg::CopyFormat format)
{
    const TypeFamily family = typeOf(column).family;
    const bool isText = family == TypeFamily::Text || family == TypeFamily::Json || family == TypeFamily::Jsonb
                        || (family == TypeFamily::TextLike && format == pg::CopyFormat::Text);
    const bool isFree = !column.isUnique && !column.isPrimaryKey && !column.isGenerated && !column.isPartitionKey
                        && !column.isEnum && column.references.empty() && column.checkExpressions.empty();
    return isText && isFree && !decision.fromRuleFile && decision.rule.isKeep() && !decision.mustStayUnique;
}

/// Scrubs what is known, and nothing else.
RuledColumn knownColumn(size_t index, const ColumnShape &column, ColumnDecision decision, const ProjectKey &key)
{
    decision.rule = {.kind = RuleKind::Scrub};
    decision.maxLength = column.maxLength;
    return {.index = index,
            .name = column.name,
            .rewriter = FieldRewriter(column, decision, key, FieldRewriter::Values::WithKnownOnly),
            .isInPart = true,
            .looksForKnown = true};
}

} // namespace

std::unique_ptr<AnonymizeTransform> makeTransform(const TableShape &table, const std::vector<std::string> &copyColumns,
                                                  std::span<const ColumnDecision> decisions, const ProjectKey &key,
                                                  pg::CopyFormat format, Watch watch)
{
    std::vector<RuledColumn> columns;
    std::vector<WatchedColumn> watched;
    for (size_t i = 0; i < copyColumns.size(); ++i) {
        const ColumnShape *shape = table.column(copyColumns[i]);
        const ColumnDecision *decision = decisionFor(decisions, table.name, copyColumns[i]);
        if (shape == nullptr || decision == nullptr || !decision->changesValues()) {
            const bool isReadable = shape != nullptr && mayHoldWords(typeOf(*shape).family);
            if (watch == Watch::EveryColumn && shape != nullptr && decision != nullptr
                && replacesKnown(*shape, *decision, format))
                columns.push_back(knownColumn(i, *shape, *decision, key));
            else if (watch == Watch::EveryColumn)
                watched.push_back({.index = i, .name = copyColumns[i], .isReadable = isReadable});
            continue;
        }
        const RuleKind kind = decision->rule.kind;
        columns.push_back(
            {.index = i,
             .name = copyColumns[i],
             .rewriter = FieldRewriter(*shape, *decision, key),
             .isInPart = kind == RuleKind::Scrub || kind == RuleKind::JsonPaths,
             .looksForKnown = kind == RuleKind::Scrub || (kind == RuleKind::JsonPaths && !decision->fromRuleFile)});
    }
    if (columns.empty() && watched.empty())
        return nullptr;
    return std::make_unique<Transform>(std::move(columns), std::move(watched), copyColumns.size(), format);
}

bool binarySupported(const ColumnShape &column, const Rule &rule)
{
    return knowsBinary(typeOf(column), rule);
}

bool binarySupported(const TableShape &table, std::span<const ColumnDecision> decisions)
{
    return std::all_of(decisions.begin(), decisions.end(), [&table](const ColumnDecision &decision) {
        const ColumnShape *column = decision.table == table.name ? table.column(decision.column) : nullptr;
        return column == nullptr || binarySupported(*column, decision.rule);
    });
}

} // namespace engine::anonymize
