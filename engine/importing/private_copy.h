// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"

#include <QString>

#include <memory>
#include <stop_token>

namespace engine::importing {

/// What comes out of a wrapping, in a file without a name: nobody else can open it, and it is gone with the process,
/// however that ends. Errors: LocalDiskFull, also before the last half GiB of the disk; FileUnwritable; those of
/// `bytes`; Cancelled.
[[nodiscard]] Result<std::shared_ptr<const RandomReader>> privateCopy(ByteReader &bytes, const QString &folder,
                                                                      const std::stop_token &stop);

} // namespace engine::importing
