// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/base/secret.h"
#include "engine/formats/container/container_layout.h"

#include <QString>

#include <functional>

namespace engine::formats {

/// Writes bytes of a header to their place; they are on the disk when it returns.
using HeaderWrite = std::function<Result<>(qint64 offset, std::span<const std::byte> bytes)>;

/// Gives a container another password, by writing its header alone. Whenever it is interrupted, the old or the new
/// password opens the file; after the second of the four steps the new one does. The file's own key stays: a copy that
/// somebody made before still opens with the old password.
///
///     1 the marker is set    2 the new slot is written    3 the old slot is cleared    4 the marker is cleared
///
/// Errors: those of ContainerReader::open(), FilePasswordMissing for the new one, those of `write`.
Result<> changePassword(const RandomReader &container, const Secret &oldPassword, const Secret &newPassword,
                        const KeyDerivation &derivation, const QString &subject, const HeaderWrite &write);

/// The same of a file, which nobody else may be changing. Errors: also FileUnreadable, FileUnwritable.
Result<> changePassword(const QString &path, const Secret &oldPassword, const Secret &newPassword);

} // namespace engine::formats
