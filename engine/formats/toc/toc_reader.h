// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/formats/toc/toc.h"

#include <QString>

namespace engine::formats {

/// Reads the header and the table of contents of an archive, whoever made it: see Toc.
///
/// `size`: how many bytes `bytes` can give at most, behind which nothing is believed to be. Nothing is allocated for
/// what these bytes cannot hold, and no more than about 1 GiB at all. Errors, with `name` as their subject:
/// FormatUnknown when it does not begin as an archive; FormatUnsupported for other versions and machines; FileDamaged
/// with the offset; FileTooLarge; those of `bytes`.
[[nodiscard]] Result<Toc> readToc(ByteReader &bytes, qint64 size, const QString &name);

} // namespace engine::formats
