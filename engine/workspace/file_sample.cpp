// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/file_sample.h"

#include "engine/formats/archive/archive_reader.h"
#include "engine/formats/script/script_splitter.h"
#include "engine/formats/script/script_survey.h"
#include "engine/importing/sent_files.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace engine::workspace {

using namespace Qt::StringLiterals;

namespace {

/// What a person reads of a value, and what a row may be at most before nobody reads it.
constexpr qsizetype longestValue = 200;
constexpr size_t mostBytes = size_t{4} * 1024 * 1024;

Error unsupported(const FileContents::Table &table)
{
    return {.code = ErrorCode::FormatUnsupported, .subject = table.name, .detail = u"INSERT statements"_s};
}

/// Of "COPY s.t (a, "b c") FROM stdin;".
QStringList columnsOf(std::string_view copy)
{
    QStringList columns;
    const size_t opening = copy.find(" (");
    if (opening == std::string_view::npos)
        return columns;
    std::string name;
    bool isQuoted = false;
    for (size_t i = opening + 2; i < copy.size(); ++i) {
        const char letter = copy[i];
        if (letter == '"' && isQuoted && i + 1 < copy.size() && copy[i + 1] == '"') {
            name += '"';
            ++i;
        } else if (letter == '"') {
            isQuoted = !isQuoted;
        } else if (!isQuoted && (letter == ',' || letter == ')')) {
            columns.append(text(name));
            name.clear();
            if (letter == ')')
                break;
        } else if (isQuoted || letter != ' ') {
            name += letter;
        }
    }
    return columns;
}

/// Of a field as COPY writes it.
std::optional<QString> valueOf(std::string_view field)
{
    if (field == "\\N")
        return std::nullopt;
    std::string value;
    for (size_t i = 0; i < field.size() && value.size() < size_t{longestValue} * 4; ++i) {
        if (field[i] != '\\' || i + 1 == field.size()) {
            value += field[i];
            continue;
        }
        constexpr std::string_view letters = "bfnrtv";
        constexpr std::string_view meant = "\b\f\n\r\t\v";
        const size_t known = letters.find(field[++i]);
        value += known == std::string_view::npos ? field[i] : meant[known];
    }
    const QString whole = text(value);
    return whole.size() > longestValue ? whole.left(longestValue) + u'…' : whole;
}

/// Takes rows out of bytes that come in any pieces.
class Rows final
{
public:
    Rows(FileSample &sample, int most)
        : m_sample(sample)
        , m_most(most)
    {}

    [[nodiscard]] bool isFull() const { return m_isAtEnd || m_sample.rows.size() >= m_most; }
    void take(std::string_view bytes)
    {
        m_taken += bytes.size();
        m_line.append(bytes);
        size_t begin = 0;
        for (size_t end = m_line.find('\n'); end != std::string::npos && !isFull(); end = m_line.find('\n', begin)) {
            takeLine(std::string_view(m_line).substr(begin, end - begin));
            begin = end + 1;
        }
        m_line.erase(0, begin);
        m_isAtEnd = m_isAtEnd || m_taken > mostBytes;
    }

private:
    void takeLine(std::string_view line)
    {
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line == "\\.") {
            m_isAtEnd = true;
            return;
        }
        QList<std::optional<QString>> row;
        for (size_t begin = 0; begin <= line.size();) {
            const size_t end = std::min(line.find('\t', begin), line.size());
            row.append(valueOf(line.substr(begin, end - begin)));
            begin = end + 1;
        }
        m_sample.rows.append(row);
    }

    FileSample &m_sample;
    qsizetype m_most;
    std::string m_line;
    size_t m_taken = 0;
    bool m_isAtEnd = false;
};

Result<FileSample> ofArchive(const importing::SentBytes &content, const FileContents::Table &table, int most,
                             const std::stop_token &stop)
{
    TRY_ASSIGN(const std::unique_ptr<formats::ArchiveReader> archive, content.archive());
    const sql::QualifiedName wanted{table.schema.toStdString(), table.table.toStdString()};
    for (const formats::Entry &entry : archive->contents().entries) {
        if (formats::tableOf(entry) != wanted)
            continue;
        if (!entry.copy)
            return failure(unsupported(table));
        FileSample sample{.columns = columnsOf(*entry.copy)};
        Rows rows(sample, most);
        TRY_ASSIGN(const std::unique_ptr<ByteReader> payload, archive->payload(entry.number, stop));
        std::array<std::byte, size_t{16} * 1024> bytes{};
        while (!rows.isFull()) {
            TRY_ASSIGN(const size_t got, payload->read(bytes));
            if (got == 0)
                break;
            rows.take({reinterpret_cast<const char *>(bytes.data()), got});
        }
        return sample;
    }
    return failure({.code = ErrorCode::ObjectMissing, .subject = table.name});
}

Result<FileSample> ofScript(const importing::SentBytes &content, const FileContents::Table &table, int most,
                            const std::stop_token &stop)
{
    TRY_ASSIGN(const std::unique_ptr<ByteReader> reader, content.text(stop));
    formats::ScriptSplitter splitter(*reader, content.name);
    const sql::QualifiedName wanted{table.schema.toStdString(), table.table.toStdString()};
    bool areInserts = false;
    for (;;) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        TRY_ASSIGN(const std::optional<formats::ScriptPiece> piece, splitter.next());
        if (!piece)
            break;
        if (piece->kind == formats::ScriptPiece::Kind::PsqlCommand || formats::tableOfRows(piece->text) != wanted)
            continue;
        areInserts = areInserts || piece->kind == formats::ScriptPiece::Kind::Statement;
        if (piece->kind != formats::ScriptPiece::Kind::Copy)
            continue;
        FileSample sample{.columns = columnsOf(piece->text)};
        Rows rows(sample, most);
        while (!rows.isFull()) {
            TRY_ASSIGN(const std::string_view bytes, splitter.copyData());
            if (bytes.empty())
                break;
            rows.take(bytes);
        }
        return sample;
    }
    return failure(areInserts ? unsupported(table) : Error{.code = ErrorCode::ObjectMissing, .subject = table.name});
}

} // namespace

Result<FileSample> sampleOf(const FileContents &contents, const FileContents::Table &table, int most,
                            const std::stop_token &stop)
{
    TRY(contents.files->checkUnchanged());
    Error last{.code = ErrorCode::ObjectMissing, .subject = table.name};
    for (const importing::SentFiles::File &file : contents.files->files()) {
        Result<FileSample> sample = file.content.isScript() ? ofScript(file.content, table, most, stop)
                                                            : ofArchive(file.content, table, most, stop);
        if (sample || sample.error().code != ErrorCode::ObjectMissing)
            return sample;
        last = sample.error();
    }
    return failure(last);
}

} // namespace engine::workspace
