// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/formats/archive/block_reader.h"
#include "engine/formats/archive/payloads.h"
#include "engine/formats/toc/toc.h"

#include <map>
#include <mutex>

namespace engine::formats {

/// The data of a custom archive: blocks in one file, found by their offsets, or one after the other where the table of
/// contents does not know them.
class CustomPayloads final : public Payloads
{
public:
    /// `toc` is copied as far as it is needed.
    CustomPayloads(std::shared_ptr<const RandomReader> file, const Toc &toc, QString name, const ReadingLimits &limits);

    Result<std::unique_ptr<ByteReader>> rows(size_t entry, std::stop_token stop) const override;
    Result<std::unique_ptr<LargeObjects>> largeObjects(size_t entry, std::stop_token stop) const override;
    Result<> check(std::stop_token stop) const override;
    [[nodiscard]] std::optional<qint64> storedBytes(size_t entry) const override;

private:
    struct Block
    {
        BlockKind kind{};
        qint64 begin = 0;
        qint64 end = 0;
    };

    /// At the first chunk of an entry's block, or at the first large object.
    Result<std::unique_ptr<BlockReader>> at(size_t entry, BlockKind kind, std::stop_token stop) const;
    Result<qint64> offsetOf(size_t entry, const std::stop_token &stop) const;
    Result<std::map<int, Block>> scan(const std::stop_token &stop) const;
    Result<> skipLargeObjects(BlockReader &blocks) const;
    [[nodiscard]] Error damaged(const QString &what) const;

    const std::shared_ptr<const RandomReader> m_file;
    const QString m_name;
    const ReadingLimits m_limits;
    const Compression m_compression;
    const qint64 m_begin;
    std::vector<DataPlace> m_places;
    std::vector<int> m_numbers;
    mutable std::mutex m_scanMutex;
    /// By the numbers of entries, once somebody had to look.
    mutable std::optional<std::map<int, Block>> m_blocks;
};

} // namespace engine::formats
