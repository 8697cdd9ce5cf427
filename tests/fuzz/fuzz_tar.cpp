// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/compression/tar_file.h"
#include "engine/formats/compression/zip_file.h"
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

/// No name leads out, and nobody gets more than a member says.
void readAll(const Members &members)
{
    std::vector<std::byte> room(4096);
    for (size_t i = 0; i < members.list().size(); ++i) {
        const Members::Member &member = members.list()[i];
        if (member.name.empty() || member.name[0] == '/' || member.name.starts_with("../")
            || member.name.find("/../") != std::string::npos)
            std::abort();
        const auto reader = members.open(i, {});
        qint64 read = 0;
        Result<size_t> count = reader ? (*reader)->read(room) : Result<size_t>(0);
        while (count && *count > 0) {
            read += static_cast<qint64>(*count);
            count = *count == room.size() ? (*reader)->read(room) : Result<size_t>(0);
        }
        if (count && read != member.size)
            std::abort();
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto file = std::make_shared<FuzzedFile>(data, size);
    const QString name = QStringLiteral("file");
    if (const auto tar = TarFile::open(file, name))
        readAll(**tar);
    if (const auto zip = ZipFile::open(file, name))
        readAll(**zip);
    return 0;
}
