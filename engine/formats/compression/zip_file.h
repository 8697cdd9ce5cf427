// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/formats/compression/members.h"

namespace engine::formats {

/// A zip, also of more than 4 GiB: members that are stored or deflated.
class ZipFile final : public Members
{
public:
    /// Reads its directory and every member's header. Errors: FormatUnknown when it is none; FileDamaged, also for
    /// members that overlap; FormatUnsupported for encrypted ones, links and other compressions; FileTooLarge; those of
    /// the file.
    static Result<std::unique_ptr<ZipFile>> open(std::shared_ptr<const RandomReader> file, const QString &name,
                                                 const ExpansionLimits &limits = {});
    /// By the first 4 bytes.
    [[nodiscard]] static bool isZip(std::span<const std::byte> beginning);

    /// What it reads ends only when size and checksum are those of the directory.
    Result<std::unique_ptr<ByteReader>> open(size_t index, std::stop_token stop) const override;

private:
    struct Place
    {
        qint64 begin = 0;
        quint32 checksum = 0;
        bool isDeflated = false;
    };

    ZipFile(std::shared_ptr<const RandomReader> file, QString name, const ExpansionLimits &limits)
        : m_file(std::move(file))
        , m_name(std::move(name))
        , m_limits(limits)
    {}
    friend class ZipReading;

    const std::shared_ptr<const RandomReader> m_file;
    const QString m_name;
    const ExpansionLimits m_limits;
    std::vector<Place> m_places;
};

} // namespace engine::formats
