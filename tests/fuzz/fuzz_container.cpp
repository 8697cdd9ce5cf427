// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/container/container_layout.h"
#include "engine/formats/container/container_reader.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace {

class Input final : public engine::RandomReader
{
public:
    Input(const uint8_t *data, size_t size)
        : m_bytes(std::as_bytes(std::span(data, size)))
    {}
    engine::Result<size_t> readAt(qint64 offset, std::span<std::byte> into) const override
    {
        if (offset >= size())
            return size_t{0};
        const auto part = m_bytes.subspan(static_cast<size_t>(offset))
                              .first(std::min(into.size(), m_bytes.size() - static_cast<size_t>(offset)));
        std::memcpy(into.data(), part.data(), part.size());
        return part.size();
    }
    [[nodiscard]] qint64 size() const override { return static_cast<qint64>(m_bytes.size()); }

private:
    std::span<const std::byte> m_bytes;
};

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const Input input(data, size);
    const auto header = engine::formats::readHeader(input, QStringLiteral("a"));
    // What passes here is derived with, so it must be bounded; a derivation that takes long would only slow us down.
    if (!header)
        return 0;
    for (const auto &[number, slot] : header->keySlots) {
        if (!slot.derivation.isBounded() || number < 0 || number >= engine::formats::slotCount)
            std::abort();
        if (slot.derivation.logN > 10 || slot.derivation.r > 8)
            return 0;
    }
    const auto reader
        = engine::formats::ContainerReader::open(input, engine::Secret("p\xc3\xa2ss phrase"), QStringLiteral("a"));
    // The corpus holds one that opens; what is altered in it must be found.
    if (reader && (*reader)->checkAll({}) && (*reader)->manifest() != QByteArray("{\"schema\":1}\n"))
        std::abort();
    return 0;
}
