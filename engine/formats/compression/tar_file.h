// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/formats/compression/members.h"

namespace engine::formats {

/// A tar: as POSIX writes it (also with its own headers, "pax"), as GNU and pg_dump do.
class TarFile final : public Members
{
public:
    /// Goes over all headers. Errors: FormatUnknown when it does not begin as a tar; FileDamaged; FormatUnsupported for
    /// links, devices and files with holes; those of the file. Their subject is `name`.
    static Result<std::unique_ptr<TarFile>> open(std::shared_ptr<const RandomReader> file, const QString &name);
    /// By the first 512 bytes.
    [[nodiscard]] static bool isTar(std::span<const std::byte> beginning);

    Result<std::unique_ptr<ByteReader>> open(size_t index, std::stop_token stop) const override;

private:
    explicit TarFile(std::shared_ptr<const RandomReader> file)
        : m_file(std::move(file))
    {}

    const std::shared_ptr<const RandomReader> m_file;
    std::vector<qint64> m_begins;
};

} // namespace engine::formats
