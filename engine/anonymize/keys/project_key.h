// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/base/secret.h"

#include <QString>

#include <cstdint>
#include <string_view>

namespace engine::anonymize {

/// A key of the hash that the hot path uses. Wiped when destroyed.
class HashKey final
{
public:
    HashKey(uint64_t low, uint64_t high)
        : m_low(low)
        , m_high(high)
    {}
    HashKey(const HashKey &) = default;
    HashKey &operator=(const HashKey &) = default;
    ~HashKey();

    [[nodiscard]] uint64_t low() const { return m_low; }
    [[nodiscard]] uint64_t high() const { return m_high; }

private:
    uint64_t m_low;
    uint64_t m_high;
};

/// The key under which fakes are made: the same key gives the same fakes, another key gives others, and without the
/// key nobody can try out which fake a known value has.
///
/// Owns 32 bytes. Move-only. Any thread may call const methods.
class ProjectKey final
{
public:
    /// Where the key came from, so that the report can say how long the fakes stay the same.
    enum class Kind { Keychain, File, ThisRunOnly };
    static constexpr size_t size = 32;

    /// A file that holds 64 hexadecimal digits (and a line end), or at least 32 raw bytes.
    /// A regular file of this user's, which nobody else may read.
    /// Errors: KeyFileInvalid; `detail` says what is wrong (missing, too short, readable by others).
    static Result<ProjectKey> fromFile(const QString &path);
    /// Bytes from the keychain, as newBytes() made them. Errors: KeyFileInvalid when too short.
    static Result<ProjectKey> fromKeychain(const Secret &bytes);
    /// A key that nobody keeps.
    static Result<ProjectKey> random();
    /// Bytes for a new key, for the keychain: 64 hexadecimal digits.
    static Result<Secret> newBytes();

    [[nodiscard]] Kind kind() const { return m_kind; }
    /// A key of its own for one purpose (HMAC-SHA-256 of `purpose`), so that kinds of values do not tell of each other.
    [[nodiscard]] HashKey derive(std::string_view purpose) const;

private:
    ProjectKey(Secret bytes, Kind kind)
        : m_bytes(std::move(bytes))
        , m_kind(kind)
    {}
    static Result<ProjectKey> fromBytes(std::string_view bytes, Kind kind, const QString &subject);

    Secret m_bytes;
    Kind m_kind;
};

} // namespace engine::anonymize
