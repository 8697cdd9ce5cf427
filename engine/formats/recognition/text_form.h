// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/formats/recognition/recognized.h"

#include <QString>

#include <memory>

namespace engine::formats {

/// By a mark, or by every other byte being zero.
[[nodiscard]] TextForm textFormOf(std::span<const std::byte> beginning);

/// The text of a reader as UTF-8 without a mark. Errors of read(): FileDamaged where it is no UTF-16; those of `text`.
[[nodiscard]] std::unique_ptr<ByteReader> asUtf8(std::unique_ptr<ByteReader> text, TextForm form, const QString &name);

} // namespace engine::formats
