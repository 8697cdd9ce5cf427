// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/importing/archive_load.h"

#include "engine/formats/script/entry_statements.h"
#include "engine/formats/script/script_splitter.h"
#include "engine/formats/script/script_token.h"
#include "engine/importing/load_watch.h"
#include "engine/importing/statement_runner.h"

#include <algorithm>
#include <array>
#include <cstring>

using namespace Qt::StringLiterals;

namespace engine::importing {

namespace {

using formats::ArchiveReader;
using formats::Entry;
using formats::ScriptPiece;

/// The text of an entry, read like a script.
class TextReader final : public ByteReader
{
public:
    explicit TextReader(std::string_view text)
        : m_text(text)
    {}
    Result<size_t> read(std::span<std::byte> into) override
    {
        const size_t size = std::min(into.size(), m_text.size());
        std::memcpy(into.data(), m_text.data(), size);
        m_text.remove_prefix(size);
        return size;
    }

private:
    std::string_view m_text;
};

/// What is no part of the contents, or is done in another way.
bool isPassedOver(const Entry &entry)
{
    static constexpr std::array kinds
        = std::to_array<std::string_view>({"DATABASE", "DATABASE PROPERTIES", "ENCODING", "STDSTRINGS", "SEARCHPATH",
                                           "STATISTICS DATA", "EXTENSION", "SUBSCRIPTION TABLE"});
    return std::find(kinds.begin(), kinds.end(), entry.kind) != kinds.end();
}

QString objectOf(const Entry &entry)
{
    const std::string schema = entry.schema && !entry.schema->empty() ? *entry.schema + '.' : std::string();
    return text(entry.kind + ' ' + schema + entry.name);
}

class ArchiveLoad final
{
public:
    ArchiveLoad(ArchiveReader &archive, StatementRunner &runner, std::stop_token stop, Progress &progress)
        : m_archive(archive)
        , m_runner(runner)
        , m_stop(std::move(stop))
        , m_progress(progress)
    {}

    Result<> run();

private:
    Result<> makeExtensions();
    Result<> makeEntry(const Entry &entry);
    Result<> runText(ByteReader &bytes, const Entry &entry);
    Result<> loadRows(const Entry &entry);
    Result<> loadLargeObjects(const Entry &entry);
    Result<> makeLargeObjects(const Entry &entry);

    ArchiveReader &m_archive;
    StatementRunner &m_runner;
    std::stop_token m_stop;
    Progress &m_progress;
};

Result<> ArchiveLoad::makeExtensions()
{
    for (const Entry &entry : m_archive.contents().entries) {
        if (entry.kind != "EXTENSION")
            continue;
        const std::vector<formats::ScriptWord> words = formats::wordsOf(entry.creation, 16);
        std::string schema;
        for (size_t i = 0; i + 1 < words.size(); ++i) {
            if (words[i].is("schema"))
                schema = words[i + 1].text;
        }
        TRY(m_runner.makeExtension(entry.name, schema));
    }
    return {};
}

Result<> ArchiveLoad::runText(ByteReader &bytes, const Entry &entry)
{
    const QString object = objectOf(entry);
    formats::ScriptSplitter splitter(bytes, object, {.standardStrings = m_runner.hasStandardStrings()});
    for (;;) {
        TRY_ASSIGN(const std::optional<ScriptPiece> piece, splitter.next());
        if (!piece)
            return {};
        // No entry of pg_dump has a command of psql in it, or rows.
        if (piece->kind != ScriptPiece::Kind::Statement) {
            return failure({.code = ErrorCode::ScriptRefused,
                            .subject = object,
                            .differences = {Sentence(text(piece->text.substr(0, 80)))}});
        }
        TRY(m_runner.run(piece->text, object, 0));
        splitter.setStandardStrings(m_runner.hasStandardStrings());
    }
}

/// One number a line, since archives 1.16; before, a statement.
Result<> ArchiveLoad::makeLargeObjects(const Entry &entry)
{
    std::string_view numbers = entry.creation;
    while (!numbers.empty()) {
        const size_t end = std::min(numbers.find('\n'), numbers.size());
        const std::string number(numbers.substr(0, end));
        numbers.remove_prefix(std::min(end + 1, numbers.size()));
        const bool isNumber
            = !number.empty() && number.size() <= 10 && number.find_first_not_of("0123456789") == std::string::npos;
        if (!isNumber)
            continue;
        TRY(m_runner.run("SELECT pg_catalog.lo_create('" + number + "')", objectOf(entry), 0));
        if (!entry.owner.empty())
            TRY(m_runner.run("ALTER LARGE OBJECT " + number + " OWNER TO " + sql::quoted(entry.owner), objectOf(entry),
                             0));
    }
    return {};
}

Result<> ArchiveLoad::makeEntry(const Entry &entry)
{
    if (isPassedOver(entry))
        return {};
    if (entry.kind == "TABLE DATA" && entry.hasData)
        return loadRows(entry);
    if (entry.kind == "BLOBS" && entry.hasData)
        return loadLargeObjects(entry);
    if (entry.kind == "BLOB METADATA")
        return makeLargeObjects(entry);
    // Texts of before 10.3 find by the search path what they name.
    if (!m_archive.isQualified()) {
        const std::string schema = entry.schema.value_or(std::string());
        TRY(m_runner.run("SET search_path = " + (schema.empty() ? std::string() : sql::quoted(schema) + ", ")
                             + "pg_catalog",
                         objectOf(entry), 0));
    }
    TextReader creation(entry.creation);
    TRY(runText(creation, entry));
    const std::string owner = formats::ownerSql(entry);
    if (!owner.empty() && !entry.owner.empty()) {
        TextReader bytes(owner);
        TRY(runText(bytes, entry));
    }
    return {};
}

Result<> ArchiveLoad::loadRows(const Entry &entry)
{
    if (!entry.copy) {
        TRY_ASSIGN(const std::unique_ptr<ByteReader> inserts, m_archive.payload(entry.number, m_stop));
        return runText(*inserts, entry);
    }
    TRY_ASSIGN(const std::unique_ptr<transfer::Reader> reader, m_archive.reader(m_stop));
    TRY_ASSIGN(const std::unique_ptr<stream::Source> source,
               reader->open({.table = {entry.schema.value_or(std::string()), entry.name}}));
    stream::RowBatch batch;
    std::string statement = *entry.copy;
    while (statement.ends_with('\n') || statement.ends_with(';'))
        statement.pop_back();
    return m_runner.copy(statement, objectOf(entry), 0, [&]() -> Result<std::string_view> {
        for (;;) {
            batch.clear();
            TRY_ASSIGN(const bool hasMore, source->read(batch));
            if (!hasMore)
                return std::string_view();
            if (!batch.bytes.empty())
                return std::string_view(batch.bytes.data(), batch.bytes.size());
        }
    });
}

Result<> ArchiveLoad::loadLargeObjects(const Entry &entry)
{
    TRY_ASSIGN(const std::unique_ptr<formats::LargeObjects> objects, m_archive.largeObjects(entry.number, m_stop));
    std::vector<std::byte> bytes(size_t{256} * 1024);
    static constexpr char digits[] = "0123456789abcdef";
    for (;;) {
        TRY_ASSIGN(const std::optional<quint32> number, objects->next());
        if (!number)
            return {};
        for (qint64 offset = 0;;) {
            TRY_ASSIGN(const size_t got, objects->bytes().read(bytes));
            if (got == 0)
                break;
            std::string hex;
            hex.reserve(2 * got);
            for (size_t i = 0; i < got; ++i) {
                hex += digits[std::to_integer<unsigned>(bytes[i]) >> 4U];
                hex += digits[std::to_integer<unsigned>(bytes[i]) & 0xFU];
            }
            TRY(m_runner.run("SELECT pg_catalog.lo_put(" + std::to_string(*number) + ", " + std::to_string(offset)
                                 + ", '\\x" + hex + "')",
                             u"LARGE OBJECT %1"_s.arg(*number), 0));
            offset += static_cast<qint64>(got);
            if (got < bytes.size())
                break;
        }
    }
}

Result<> ArchiveLoad::run()
{
    const formats::Contents &contents = m_archive.contents();
    TRY(makeExtensions());
    const std::string beginning = formats::prologueOf(contents);
    TextReader prologue(beginning);
    TRY(runText(prologue, Entry{.kind = "SET"}));
    for (const formats::Pass pass : {formats::Pass::Main, formats::Pass::Grants, formats::Pass::Last}) {
        for (const Entry &entry : contents.entries) {
            if (formats::passOf(entry) != pass)
                continue;
            if (m_stop.stop_requested())
                return failure({.code = ErrorCode::Cancelled});
            TRY(makeEntry(entry));
            m_progress.stepsDone.fetch_add(1, std::memory_order_relaxed);
        }
    }
    return {};
}

Result<LoadResult> load(const PrivateDatabase &database, ArchiveReader &archive, const QString &name,
                        const std::stop_token &stop, Progress &progress)
{
    const LoadWatch watch(database, stop);
    LoadResult result;
    const auto run = [&]() -> Result<> {
        TRY_ASSIGN(pg::Connection loader, database.openLoader(watch.token()));
        TRY_ASSIGN(pg::Connection keeper, database.openKeeper(watch.token()));
        StatementRunner runner(std::move(loader), std::move(keeper), result);
        if (database.limits().withoutRows)
            runner.leaveOutRows();
        TRY(ArchiveLoad(archive, runner, watch.token(), progress).run());
        return runner.finish();
    };
    if (const Result<> done = run(); !done) {
        const std::optional<Error> limit = watch.reason(name);
        return failure(limit ? *limit : done.error());
    }
    return result;
}

} // namespace

Result<Loaded> loadArchive(const QString &parent, ArchiveReader &archive, const QString &name, const LoadLimits &limits,
                           const std::stop_token &stop, Progress &progress)
{
    progress.stepsExpected.store(static_cast<qint64>(archive.contents().entries.size()), std::memory_order_relaxed);
    TRY_ASSIGN(PrivateDatabase database, PrivateDatabase::create(parent, limits));
    TRY_ASSIGN(LoadResult result, load(database, archive, name, stop, progress));
    return Loaded{std::move(database), std::move(result)};
}

} // namespace engine::importing
