// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/formats/compression/compression.h"

#include <QString>

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::formats {

/// Files in a tar, in a zip, in a folder. Nothing of them is ever written to a disk under their names.
///
/// Immutable; any thread may call any method, several at once.
class Members
{
public:
    struct Member
    {
        /// With '/', relative, without "." and ".."; unique. The bytes of the file it stands in: rarely not UTF-8.
        std::string name{};
        /// As it is when it has been read.
        qint64 size = 0;
        /// In the file; of a zip compressed.
        qint64 storedSize = 0;
    };

    Members() = default;
    Members(const Members &) = delete;
    Members &operator=(const Members &) = delete;
    virtual ~Members() = default;

    /// Regular files only, in their order.
    [[nodiscard]] const std::vector<Member> &list() const { return m_list; }
    /// The bytes of one of them, which outlive the members. REQUIRES: index < list().size().
    virtual Result<std::unique_ptr<ByteReader>> open(size_t index, std::stop_token stop) const = 0;

protected:
    std::vector<Member> m_list;
};

/// Of a tar, a zip or a folder no more members are looked at.
inline constexpr size_t mostMembers = 1'000'000;

/// A name as Members have it. Errors: FileDamaged, with a detail, for one that would lead out of a folder.
[[nodiscard]] Result<std::string> memberName(std::string_view name);

/// The part of a name behind its last '/'.
[[nodiscard]] std::string_view baseName(std::string_view name);

/// What macOS adds to every archive that it makes.
[[nodiscard]] bool isFromMacOs(std::string_view name);

} // namespace engine::formats
