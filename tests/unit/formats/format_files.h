// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/formats/archive/archive_file.h"
#include "engine/formats/archive/archive_reader.h"
#include "engine/formats/contents.h"
#include "engine/stream/flow.h"
#include "engine/transfer/share.h"
#include "tests/support/test_server.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tests {

/// What was written, and how it ended. Fails at the step it is told to.
struct WrittenFile
{
    enum class Failing { Never, Write, Patch, Finish };

    std::vector<std::byte> bytes{};
    Failing failing = Failing::Never;
    /// Of write(): when so many bytes are there.
    size_t room = 0;
    bool isFinished = false;
    bool isAborted = false;

    [[nodiscard]] QByteArray contents() const;
    /// Writes into this, which must outlive it.
    [[nodiscard]] std::unique_ptr<engine::ByteWriter> writer();
    [[nodiscard]] engine::formats::Patch patch();
};

/// Bytes in memory, read at any place. Copies none: the bytes must outlive it.
class MemoryReader final : public engine::RandomReader
{
public:
    explicit MemoryReader(const QByteArray &bytes)
        : m_bytes(bytes)
    {}
    engine::Result<size_t> readAt(qint64 offset, std::span<std::byte> into) const override;
    [[nodiscard]] qint64 size() const override { return m_bytes.size(); }

private:
    QByteArray m_bytes;
};

/// Bytes in memory, one after the other.
class MemoryStream final : public engine::ByteReader
{
public:
    explicit MemoryStream(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {}
    engine::Result<size_t> read(std::span<std::byte> into) override;

private:
    QByteArray m_bytes;
    qsizetype m_next = 0;
};

/// All that comes.
engine::Result<QByteArray> readAll(engine::ByteReader &reader, size_t step = size_t{64} * 1024);

/// Rows of text as one batch; each ends with a newline.
[[nodiscard]] engine::stream::RowBatch batchOf(const QByteArray &rows);

/// A table of two columns, its rows and what they need; numbers from `first` on: schema, table, rows.
[[nodiscard]] std::vector<engine::formats::Entry> tableEntries(const std::string &table, int first);

/// Moves each table in shares, by so many workers, and commits. Errors: as of a transfer.
engine::Result<> writeTables(engine::formats::ArchiveFile &file,
                             const std::vector<std::pair<std::string, std::vector<QByteArray>>> &tables, int workers);

/// A database with tables, names and values that are hard to carry, and large objects.
inline constexpr auto shopScript = R"sql(
create schema "odd ""schema""";
create table public.plain (a bigint primary key, "b c" text, d bytea);
insert into public.plain select i,
    case when i % 5 = 0 then null when i % 7 = 0 then E'\\.' else repeat(E'x\t\n\\', i % 40) end,
    decode(md5(i::text), 'hex') from generate_series(1, 8000) i;
create table public.long_values (a text);
insert into public.long_values select repeat(md5(i::text), 20000) from generate_series(1, 3) i;
create table "odd ""schema""".""",
(" ("x ""y"", (z)" int, "FROM stdin;" text);
insert into "odd ""schema""".""",
(" values (1, 'é'), (2, null);
create table public.nothing ();
insert into public.nothing default values;
create table public.empty (a int, g int generated always as (a + 1) stored);
create view public.seen as select a from public.plain;
create index on public.plain ("b c");
create table public.child (a bigint references public.plain);
insert into public.child values (1);
comment on table public.plain is 'rooms; of -- "all" kinds';
create function public.twice(i int) returns int language sql as 'select 2 * i';
create sequence public.counter;
select setval('public.counter', 42);
select lo_from_bytea(4000000000, decode(repeat(md5('a'), 30000), 'hex'));
select lo_from_bytea(7, '');
select lo_from_bytea(8, 'x');
)sql";

inline const QString largeObjectsQuery
    = QStringLiteral("select oid, md5(lo_get(oid)) from pg_largeobject_metadata order by oid");

/// Everything that an archive gives of a table.
engine::Result<QByteArray> rowsOf(engine::formats::ArchiveReader &archive, const engine::sql::QualifiedName &table);
/// Each table of the database "shop" is in the archive as the server copies it out. Fails the running test.
void compareRows(engine::formats::ArchiveReader &archive, const TestServer &server);
/// "number|md5" of each large object in the entries of an archive; what went wrong in its place.
[[nodiscard]] QByteArrayList largeObjectsOf(const engine::formats::ArchiveReader &archive);

[[nodiscard]] std::shared_ptr<const engine::RandomReader> fileOf(const QByteArray &bytes);
/// Null: there is none.
[[nodiscard]] const engine::formats::Entry *entryOf(const engine::formats::Contents &contents, std::string_view kind,
                                                    std::string_view name);

/// Runs a program and returns what it printed. Fails the test when its exit code is another.
QByteArray run(const QString &program, const QStringList &arguments, int exitCode = 0, const QByteArray &input = {});

} // namespace tests
