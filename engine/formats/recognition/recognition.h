// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/formats/archive/archive_reader.h"
#include "engine/formats/recognition/recognized.h"

#include <QString>

#include <memory>
#include <stop_token>
#include <vector>

namespace engine::formats {

/// What a file holds: one thing, or as many as a tar or zip has members that hold a database. `name` is for errors.
///
/// Reads beginnings only, and the directory of a tar or zip.
/// Errors: FormatUnknown with a sentence of what it looks like; FormatUnsupported when it is wrapped more than twice;
/// FileDamaged; FileTooLarge; those of the file.
[[nodiscard]] Result<std::vector<Recognized>> recognize(const std::shared_ptr<const RandomReader> &file,
                                                        const QString &name);

/// What is inside all wrappings; of a script its text as UTF-8 without a mark. May be read again by another call.
[[nodiscard]] Result<std::unique_ptr<ByteReader>> unwrapped(const std::shared_ptr<const RandomReader> &file,
                                                            const Recognized &recognized, const QString &name,
                                                            const ExpansionLimits &limits = {},
                                                            std::stop_token stop = {});

/// REQUIRES: an Archive or MemberArchive that isDirect().
[[nodiscard]] Result<std::unique_ptr<ArchiveReader>> openArchive(const std::shared_ptr<const RandomReader> &file,
                                                                 const Recognized &recognized, const QString &name,
                                                                 const ReadingLimits &limits = {});

} // namespace engine::formats
