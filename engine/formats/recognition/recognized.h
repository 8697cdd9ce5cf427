// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/formats/compression/compression.h"

#include <cstddef>
#include <string>
#include <vector>

namespace engine::formats {

enum class FileKind {
    /// pg_dump's custom format: ArchiveReader::open().
    Archive,
    /// pg_dump's tar format, or its folder format in a tar, a zip or a folder.
    MemberArchive,
    /// SQL.
    Script,
    /// Ours, encrypted.
    Container,
    /// A tar or zip inside something compressed: nobody can tell before unwrapped() bytes are in a file of their own,
    /// which is recognised then.
    Unseen,
};

/// Who wrote a script, as far as its beginning tells: for people, nothing depends on it.
enum class ScriptMaker { Unknown, PgDump, PgDumpAll, Supabase, Sosie };

/// How the letters of a script are written. A mark is U+FEFF at the beginning.
enum class TextForm { Utf8, Utf8WithMark, Utf16LittleEndian, Utf16BigEndian };

/// What is around a file: one of these steps leads inside.
struct Wrapping
{
    enum class Kind { Compression, Tar, Zip };

    Kind kind = Kind::Compression;
    Compression compression = Compression::None;
    /// Of a tar or zip: which member, and its name.
    size_t member = 0;
    std::string memberName{};
};

/// A file that holds a database, recognised by its bytes. Its name says nothing.
struct Recognized
{
    FileKind kind = FileKind::Script;
    /// From the outside to the inside; at most two.
    std::vector<Wrapping> wrappings{};
    /// Of a script.
    ScriptMaker maker = ScriptMaker::Unknown;
    TextForm form = TextForm::Utf8;

    /// openArchive() can read it where it is; otherwise unwrapped() has to go into a file first.
    [[nodiscard]] bool isDirect() const
    {
        return wrappings.empty() || (kind == FileKind::MemberArchive && wrappings.size() == 1);
    }
};

} // namespace engine::formats
