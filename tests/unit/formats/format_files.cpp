// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/unit/formats/format_files.h"

#include "engine/base/worker_pool.h"
#include "tests/support/result_check.h"

#include <QCryptographicHash>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cstring>

using namespace engine;
using namespace engine::formats;
using namespace Qt::StringLiterals;

namespace tests {
namespace {

class MemoryWriter final : public ByteWriter
{
public:
    explicit MemoryWriter(WrittenFile &file)
        : m_file(file)
    {}
    ~MemoryWriter() override
    {
        if (!m_file.isFinished)
            abort();
    }
    Result<> write(std::span<const std::byte> bytes) override
    {
        if (m_file.failing == WrittenFile::Failing::Write && m_file.bytes.size() + bytes.size() > m_file.room)
            return failure({.code = ErrorCode::LocalDiskFull});
        m_file.bytes.insert(m_file.bytes.end(), bytes.begin(), bytes.end());
        return {};
    }
    Result<> finish() override
    {
        if (m_file.failing == WrittenFile::Failing::Finish)
            return failure({.code = ErrorCode::LocalDiskFull});
        m_file.isFinished = true;
        return {};
    }
    void abort() noexcept override { m_file.isAborted = true; }

private:
    WrittenFile &m_file;
};

} // namespace

QByteArray WrittenFile::contents() const
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

std::unique_ptr<ByteWriter> WrittenFile::writer()
{
    return std::make_unique<MemoryWriter>(*this);
}

Patch WrittenFile::patch()
{
    return [this](qint64 offset, std::span<const std::byte> with) -> Result<> {
        if (failing == Failing::Patch)
            return failure({.code = ErrorCode::LocalDiskFull});
        std::ranges::copy(with, bytes.begin() + offset);
        return {};
    };
}

Result<size_t> MemoryReader::readAt(qint64 offset, std::span<std::byte> into) const
{
    const qint64 left = std::max(qint64{0}, m_bytes.size() - offset);
    const size_t count = std::min(into.size(), static_cast<size_t>(left));
    if (count > 0)
        std::memcpy(into.data(), m_bytes.constData() + offset, count);
    return count;
}

Result<size_t> MemoryStream::read(std::span<std::byte> into)
{
    const size_t count = std::min(into.size(), static_cast<size_t>(m_bytes.size() - m_next));
    if (count > 0)
        std::memcpy(into.data(), m_bytes.constData() + m_next, count);
    m_next += static_cast<qsizetype>(count);
    return count;
}

Result<QByteArray> readAll(ByteReader &reader, size_t step)
{
    QByteArray all;
    std::vector<std::byte> room(step);
    while (true) {
        TRY_ASSIGN(const size_t count, reader.read(room));
        all.append(reinterpret_cast<const char *>(room.data()), static_cast<qsizetype>(count));
        if (count < room.size())
            return all;
    }
}

stream::RowBatch batchOf(const QByteArray &rows)
{
    stream::RowBatch batch;
    batch.bytes.assign(rows.begin(), rows.end());
    for (qsizetype start = 0; start < rows.size(); start = rows.indexOf('\n', start) + 1)
        batch.starts.push_back(static_cast<uint32_t>(start));
    return batch;
}

std::vector<Entry> tableEntries(const std::string &table, int first)
{
    const sql::QualifiedName name{"public", table};
    return {{.number = first,
             .catalog = 1259,
             .object = static_cast<quint32>(16384 + first),
             .kind = "TABLE",
             .name = table,
             .schema = "public",
             .owner = "postgres",
             .creation = "CREATE TABLE " + name.quoted() + " (a bigint, b text);\n",
             .removal = "DROP TABLE " + name.quoted() + ";\n",
             .accessMethod = "heap"},
            {.number = first + 1,
             .catalog = 0,
             .object = static_cast<quint32>(16384 + first),
             .kind = "TABLE DATA",
             .name = table,
             .section = Section::Data,
             .schema = "public",
             .owner = "postgres",
             .copy = "COPY " + name.quoted() + " (a, b) FROM stdin;\n",
             .dependencies = {first},
             .hasData = true}};
}

Result<> writeTables(ArchiveFile &file, const std::vector<std::pair<std::string, std::vector<QByteArray>>> &tables,
                     int workers)
{
    struct Part
    {
        transfer::Share share;
        QByteArray rows;
    };
    std::vector<Part> parts;
    for (const auto &[table, shares] : tables) {
        for (size_t place = 0; place < shares.size(); ++place)
            parts.push_back(
                {{.table = {"public", table}, .number = parts.size(), .place = place, .ofTable = shares.size()},
                 shares[place]});
    }
    std::atomic<size_t> next = 0;
    WorkerPool pool(workers, {});
    for (int i = 0; i < workers; ++i) {
        pool.add([&](const std::stop_token &stop) -> Result<> {
            TRY_ASSIGN(const std::unique_ptr<transfer::Writer> writer, file.writer(stop));
            for (size_t part = next++; part < parts.size(); part = next++) {
                const stream::RowShape shape{.table = parts[part].share.table, .columns = {{"a", ""}, {"b", ""}}};
                TRY_ASSIGN(const std::unique_ptr<stream::Sink> sink, writer->open(shape, parts[part].share));
                TRY(sink->write(batchOf(parts[part].rows)));
                TRY(sink->finish());
            }
            return {};
        });
    }
    TRY(pool.wait());
    return file.commit();
}

Result<QByteArray> rowsOf(ArchiveReader &archive, const sql::QualifiedName &table)
{
    TRY_ASSIGN(const auto reader, archive.reader({}));
    TRY_ASSIGN(const auto source, reader->open({.table = table}));
    QByteArray rows;
    stream::RowBatch batch;
    while (true) {
        batch.clear();
        TRY_ASSIGN(const bool more, source->read(batch));
        if (!more)
            return rows;
        for (size_t i = 0; i < batch.rowCount(); ++i) {
            if (!batch.row(i).ends_with('\n') || std::ranges::count(batch.row(i), '\n') != 1)
                return failure({.detail = u"no row"_s});
        }
        rows.append(batch.bytes.data(), static_cast<qsizetype>(batch.bytes.size()));
    }
}

void compareRows(ArchiveReader &archive, const TestServer &server)
{
    int tables = 0;
    for (const Entry &entry : archive.contents().entries) {
        const std::optional<sql::QualifiedName> table = tableOf(entry);
        if (!table)
            continue;
        ++tables;
        const Result<QByteArray> rows = rowsOf(archive, *table);
        QVERIFY_RESULT(rows);
        QByteArray expected = server.psql(u"shop"_s, u"copy "_s + text(table->quoted()) + u" to stdout"_s);
        if (table->name != "empty")
            expected += '\n';
        const QByteArray message = QByteArray::fromStdString(table->displayed());
        QVERIFY2(expected == *rows, message.constData());
    }
    QCOMPARE(tables, 6);
}

QByteArrayList largeObjectsOf(const ArchiveReader &archive)
{
    QByteArrayList found;
    for (const Entry &entry : archive.contents().entries) {
        if (entry.kind != "BLOBS")
            continue;
        const auto objects = archive.largeObjects(entry.number, {});
        if (!objects)
            return {toText(objects.error())};
        while (true) {
            const auto object = (*objects)->next();
            if (!object)
                return {toText(object.error())};
            if (!*object)
                break;
            const Result<QByteArray> bytes = readAll((*objects)->bytes(), 1000);
            if (!bytes)
                return {toText(bytes.error())};
            found.append(QByteArray::number(**object).append('|').append(
                QCryptographicHash::hash(*bytes, QCryptographicHash::Md5).toHex()));
        }
    }
    return found;
}

std::shared_ptr<const RandomReader> fileOf(const QByteArray &bytes)
{
    return std::make_shared<MemoryReader>(bytes);
}

const Entry *entryOf(const Contents &contents, std::string_view kind, std::string_view name)
{
    const auto found
        = std::ranges::find_if(contents.entries, [&](const Entry &e) { return e.kind == kind && e.name == name; });
    return found == contents.entries.end() ? nullptr : &*found;
}

QByteArray run(const QString &program, const QStringList &arguments, int exitCode, const QByteArray &input)
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(60000);
    const QByteArray printed = process.readAllStandardOutput();
    if (process.exitCode() != exitCode || process.exitStatus() != QProcess::NormalExit) {
        const QByteArray message
            = (program + u' ' + arguments.join(u' ')).toUtf8().append(": ").append(process.readAllStandardError());
        QTest::qFail(message.constData(), __FILE__, __LINE__);
    }
    return printed;
}

} // namespace tests
