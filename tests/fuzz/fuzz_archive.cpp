// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/recognition/recognition.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

using namespace engine;
using namespace engine::formats;

namespace {

class FuzzedFile final : public RandomReader
{
public:
    FuzzedFile(const uint8_t *data, size_t size)
        : m_bytes(data, data + size)
    {}
    Result<size_t> readAt(qint64 offset, std::span<std::byte> into) const override
    {
        const size_t begin = std::min(static_cast<size_t>(offset), m_bytes.size());
        const size_t count = std::min(into.size(), m_bytes.size() - begin);
        if (count > 0)
            std::memcpy(into.data(), m_bytes.data() + begin, count);
        return count;
    }
    [[nodiscard]] qint64 size() const override { return static_cast<qint64>(m_bytes.size()); }

private:
    std::vector<uint8_t> m_bytes;
};

bool readsToItsEnd(ByteReader &bytes)
{
    std::vector<std::byte> room(4096);
    Result<size_t> count = bytes.read(room);
    while (count && *count == room.size())
        count = bytes.read(room);
    return count.has_value();
}

void readLargeObjects(const ArchiveReader &archive, int entry)
{
    const auto objects = archive.largeObjects(entry, {});
    auto object = objects ? (*objects)->next() : Result<std::optional<quint32>>();
    while (object && *object && readsToItsEnd((*objects)->bytes()))
        object = (*objects)->next();
}

void readRows(ArchiveReader &archive, const sql::QualifiedName &table)
{
    const auto reader = archive.reader({});
    const auto source = (*reader)->open({.table = table});
    if (!source)
        return;
    stream::RowBatch batch;
    while (true) {
        batch.clear();
        const Result<bool> more = (*source)->read(batch);
        if (!more || !*more)
            return;
        // A batch is rows, and each has its end.
        if (batch.isEmpty() || batch.bytes.back() != '\n')
            std::abort();
    }
}

void readArchive(ArchiveReader &archive)
{
    static_cast<void>(archive.checkData({}));
    for (const Entry &entry : archive.contents().entries) {
        if (entry.number <= 0 || entry.kind == "ENCODING")
            std::abort();
        if (!entry.hasData)
            continue;
        readLargeObjects(archive, entry.number);
        if (const auto payload = archive.payload(entry.number, {}))
            static_cast<void>(readsToItsEnd(**payload));
        if (const auto table = tableOf(entry))
            readRows(archive, *table);
    }
}

} // namespace

/// A file that somebody sent: an archive in any form, in whatever wraps it.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto file = std::make_shared<FuzzedFile>(data, size);
    const QString name = QStringLiteral("file");
    ReadingLimits limits;
    limits.expansion = {.mostRatio = 100, .freely = qint64{1} << 20};
    limits.mostRowBytes = size_t{1} << 20;
    const auto found = recognize(file, name);
    if (!found)
        return 0;
    for (const Recognized &recognized : *found) {
        if (const auto bytes = unwrapped(file, recognized, name, limits.expansion))
            static_cast<void>(readsToItsEnd(**bytes));
        const bool isArchive = recognized.kind == FileKind::Archive || recognized.kind == FileKind::MemberArchive;
        if (!isArchive || !recognized.isDirect())
            continue;
        if (const auto archive = openArchive(file, recognized, name, limits))
            readArchive(**archive);
    }
    return 0;
}
