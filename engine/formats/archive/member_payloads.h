// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/formats/archive/payloads.h"
#include "engine/formats/compression/members.h"
#include "engine/formats/toc/toc.h"

#include <map>
#include <string>

namespace engine::formats {

/// The data of an archive in tar or folder form: "3021.dat" for each entry, perhaps compressed, and lists of large
/// objects, "blobs.toc".
class MemberPayloads final : public Payloads
{
public:
    /// `folder`: what stands before all names, with its '/'; empty where nothing does.
    MemberPayloads(std::shared_ptr<const Members> members, const std::string &folder, const Toc &toc, QString name,
                   const ReadingLimits &limits);

    Result<std::unique_ptr<ByteReader>> rows(size_t entry, std::stop_token stop) const override;
    Result<std::unique_ptr<LargeObjects>> largeObjects(size_t entry, std::stop_token stop) const override;
    /// Errors: FileDamaged, with the names of what is missing.
    Result<> check(std::stop_token stop) const override;
    [[nodiscard]] std::optional<qint64> storedBytes(size_t entry) const override;

    /// A file that the table of contents or a list of large objects names, expanded by what its own name says.
    /// Errors: FileDamaged when the name is none that pg_dump gives, or the file is missing.
    Result<std::unique_ptr<ByteReader>> open(const std::string &name, std::stop_token stop) const;

private:
    struct Found
    {
        size_t member = 0;
        Compression compression = Compression::None;
    };

    void setMembers(const std::string &folder);
    [[nodiscard]] std::optional<Found> find(const std::string &name) const;
    [[nodiscard]] Error damaged(const QString &what) const;

    const std::shared_ptr<const Members> m_members;
    const QString m_name;
    const ReadingLimits m_limits;
    std::vector<DataPlace> m_places;
    /// By their names in the archive's folder.
    std::map<std::string, size_t> m_memberOfName;
};

} // namespace engine::formats
