// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fitting/encoding_fit.h"

#include "engine/catalog/model/schema_properties.h"
#include "engine/catalog/model/table_names.h"
#include "engine/pg/copy_ends.h"
#include "engine/stream/pump.h"
#include "engine/stream/row_codec.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace engine::fitting {

using namespace Qt::StringLiterals;

namespace {

bool isContinuation(std::string_view text, size_t at)
{
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

/// Tells which characters the target has; remembers what it answered.
class Judge final
{
public:
    Judge(pg::Connection &target, bool takesAllUtf8)
        : m_target(target)
        , m_takesAllUtf8(takesAllUtf8)
    {}

    /// Whether all of `text` fits.
    Result<bool> fits(std::string_view text)
    {
        for (size_t at = 0; at < text.size();) {
            if (static_cast<unsigned char>(text[at]) < 0x80U) {
                ++at;
                continue;
            }
            const size_t length = utf8Length(text, at);
            if (length == 0)
                return false;
            if (!m_takesAllUtf8) {
                TRY_ASSIGN(const bool has, hasCharacter(text.substr(at, length)));
                if (!has)
                    return false;
            }
            at += length;
        }
        return true;
    }

private:
    Result<bool> hasCharacter(std::string_view character)
    {
        const std::string key(character);
        if (const auto known = m_known.find(key); known != m_known.end())
            return known->second;
        const Result<pg::QueryResult> answer = m_target.query("SELECT $1::text IS NULL", {key});
        // What it says of a character that it does not have: "untranslatable character".
        if (!answer && answer.error().sqlState != u"22P05")
            return failure(answer.error());
        m_known.emplace(key, answer.has_value());
        return answer.has_value();
    }

    pg::Connection &m_target;
    bool m_takesAllUtf8;
    std::unordered_map<std::string, bool> m_known;
};

bool isAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

/// Counts the rows of one table that do not fit, per column.
class MisfitSink final : public stream::Sink
{
public:
    MisfitSink(const stream::RowShape &shape, Judge &judge)
        : m_shape(shape)
        , m_codec(shape)
        , m_judge(judge)
    {}
    Result<> write(const stream::RowBatch &batch) override
    {
        m_rows += static_cast<qint64>(batch.rowCount());
        for (size_t row = 0; row < batch.rowCount(); ++row) {
            if (isAscii(batch.row(row)))
                continue;
            TRY(m_codec.split(batch.row(row), m_fields));
            for (size_t column = 0; column < m_fields.size(); ++column) {
                // Escapes are ASCII: they change nothing.
                TRY_ASSIGN(const bool fits, m_judge.fits(m_fields[column].bytes));
                if (!fits)
                    ++m_found[m_shape.columns[column].name];
            }
        }
        return {};
    }
    Result<stream::RowsReceived> finish() override { return stream::RowsReceived{.stored = m_rows}; }
    void abort() noexcept override {}
    [[nodiscard]] const std::map<std::string, long long> &found() const { return m_found; }

private:
    const stream::RowShape &m_shape;
    stream::RowCodec m_codec;
    Judge &m_judge;
    std::vector<stream::FieldView> m_fields;
    std::map<std::string, long long> m_found;
    qint64 m_rows = 0;
};

Result<std::map<std::string, long long>> countMisfits(pg::ReadOnlyConnection &source, const catalog::Object &table,
                                                      Judge &judge)
{
    const pg::CopySelection selection = copySelection(table, pg::CopyFormat::Text);
    if (selection.columns.empty())
        return std::map<std::string, long long>();
    TRY_ASSIGN(const auto rows, pg::CopySource::start(source, selection));
    MisfitSink sink(rows->shape(), judge);
    TableProgress unseen;
    TRY(stream::Pump(*rows, {}, sink).run({}, unseen));
    return sink.found();
}

Result<bool> structureFits(const catalog::Object &object, Judge &judge)
{
    std::string all = object.key.display() + object.owner + object.comment.value_or("");
    for (const catalog::Property &property : catalog::properties(object))
        all += property.value;
    return judge.fits(all);
}

} // namespace

size_t utf8Length(std::string_view text, size_t at)
{
    const auto first = static_cast<unsigned char>(text[at]);
    const auto second = static_cast<unsigned char>(at + 1 < text.size() ? text[at + 1] : '\0');
    const size_t length = first < 0x80U                      ? 1
                          : first >= 0xC2U && first < 0xE0U  ? 2
                          : first >= 0xE0U && first < 0xF0U  ? 3
                          : first >= 0xF0U && first <= 0xF4U ? 4
                                                             : 0;
    for (size_t i = 1; i < length; ++i) {
        if (!isContinuation(text, at + i))
            return 0;
    }
    // Longer than need be, halves of pairs, beyond the last character.
    const bool isWrong = (first == 0xE0U && second < 0xA0U) || (first == 0xEDU && second > 0x9FU)
                         || (first == 0xF0U && second < 0x90U) || (first == 0xF4U && second > 0x8FU);
    return isWrong ? 0 : length;
}

Result<QList<Error>> findEncodingMisfits(pg::ReadOnlyConnection &source, const catalog::Schema &schema,
                                         const std::set<sql::QualifiedName> &excluded, pg::Connection &target)
{
    const std::string from = source.connection().parameterStatus("server_encoding");
    const std::string to = target.parameterStatus("server_encoding");
    QList<Error> found;
    if (from == to || to == "SQL_ASCII" || (to == "UTF8" && from != "SQL_ASCII"))
        return found;
    Judge judge(target, to == "UTF8");
    const QString encodings = text(from) + u" → "_s + text(to);
    for (const catalog::Object &object : schema.objects) {
        TRY_ASSIGN(const bool fits, structureFits(object, judge));
        if (!fits)
            found.append({.code = ErrorCode::ObjectNotSupported,
                          .subject = text(std::string(catalog::kindKey(object.key.kind)) + ' ' + object.key.display()),
                          .detail = encodings});
    }
    for (const catalog::Object *table : schema.tablesWithRows()) {
        if (excluded.contains(nameOf(*table)))
            continue;
        TRY_ASSIGN(const auto misfits, countMisfits(source, *table, judge));
        QStringList columns;
        for (const auto &[column, rows] : misfits)
            columns.append(text(sql::displayed(column)) + u": "_s + QString::number(rows));
        if (!columns.isEmpty())
            found.append({.code = ErrorCode::ObjectNotSupported,
                          .subject = text(nameOf(*table).displayed()),
                          .detail = encodings + u"; "_s + columns.join(u", "_s)});
    }
    return found;
}

} // namespace engine::fitting
