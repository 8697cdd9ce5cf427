// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/formats/compression/compression.h"
#include "engine/formats/contents.h"

#include <QtGlobal>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::formats {

inline constexpr std::string_view archiveMagic = "PGDMP";
/// No text of a table of contents is longer.
inline constexpr size_t mostStringBytes = size_t{256} * 1024 * 1024;
/// One chunk of data: of an archive that is not compressed a whole row. Chunks are read in parts.
inline constexpr int mostChunkBytes = 1024 * 1024 * 1024;
/// Of a table of contents, and of what is kept of it.
inline constexpr int mostEntries = 10'000'000;
inline constexpr size_t mostTocMemory = size_t{1024} * 1024 * 1024;

/// What the nine bytes of an offset say.
enum class OffsetState : unsigned char { NotSet = 1, Set = 2, NoData = 3 };
/// What a block of data begins with.
enum class BlockKind : unsigned char { Rows = 1, LargeObjects = 3 };

/// Which of pg_dump's three kinds of archive. The numbers are those in the file.
enum class ArchiveKind { Custom = 1, Tar = 3, Folder = 5 };

/// Where the data of an entry are.
struct DataPlace
{
    OffsetState state = OffsetState::NoData;
    /// In a custom archive, when set: of the block.
    qint64 offset = 0;
    /// In a tar or folder: "3021.dat", "blobs.toc". It comes from the file; nobody opens it before it has been checked.
    std::string member{};
};

/// The beginning of an archive of pg_dump, as it was read.
struct Toc
{
    /// The second number of its version: 10 to 16.
    int version = 0;
    ArchiveKind kind = ArchiveKind::Custom;
    /// Of the data. An archive of 1.14 or before that says it is not compressed may hold folders that are.
    Compression compression = Compression::None;
    /// False before PostgreSQL 10.3: the texts of an entry have to be read with its schema as search_path.
    bool isQualified = false;
    /// Without ENCODING, STDSTRINGS and SEARCHPATH, whose values are fields of it.
    Contents contents{};
    /// One for each of contents.entries.
    std::vector<DataPlace> places{};
    /// Behind it: where data can begin.
    qint64 end = 0;
};

} // namespace engine::formats
