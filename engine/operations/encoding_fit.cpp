// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/encoding_fit.h"

#include "engine/catalog/schema_properties.h"
#include "engine/catalog/table_names.h"
#include "engine/stream/copy_ends.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace engine::operations {

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
Result<std::map<std::string, long long>> countMisfits(pg::ReadOnlyConnection &source, const catalog::Object &table,
                                                      Judge &judge)
{
    const pg::CopySelection selection = copySelection(table, pg::CopyFormat::Text);
    std::map<std::string, long long> found;
    if (selection.columns.empty())
        return found;
    TRY_ASSIGN(const auto rows, stream::CopySource::start(source, selection));
    stream::RowBatch batch;
    while (true) {
        batch.clear();
        TRY_ASSIGN(const bool more, rows->read(batch));
        if (!more)
            return found;
        for (size_t row = 0; row < batch.rowCount(); ++row) {
            std::string_view rest = batch.row(row);
            if (isAscii(rest))
                continue;
            for (size_t column = 0; column < selection.columns.size(); ++column) {
                const size_t end = std::min(rest.find('\t'), rest.size());
                TRY_ASSIGN(const bool fits, judge.fits(rest.substr(0, end)));
                if (!fits)
                    ++found[selection.columns[column]];
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
    }
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
                                         const std::set<pg::QualifiedName> &excluded, pg::Connection &target)
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
            columns.append(text(pg::displayed(column)) + u": "_s + QString::number(rows));
        if (!columns.isEmpty())
            found.append({.code = ErrorCode::ObjectNotSupported,
                          .subject = text(nameOf(*table).displayed()),
                          .detail = encodings + u"; "_s + columns.join(u", "_s)});
    }
    return found;
}

} // namespace engine::operations
