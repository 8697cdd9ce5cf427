// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDebug>

#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// A password or a key: wiped when destroyed, cannot be printed, compared or copied by accident.
///
/// Not a QString: Qt strings are shared, so wiping one would wipe a copy. Move-only; `clone()` is the one word for a
/// second copy and `reveal()` the one word to look for in a review. For one thread at a time.
class Secret final
{
public:
    Secret() = default;
    /// Copies `bytes`; the caller wipes its own.
    explicit Secret(std::string_view bytes);
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret();

    [[nodiscard]] bool isEmpty() const { return m_bytes.empty(); }
    /// Valid while this object lives. Not NUL-terminated.
    [[nodiscard]] std::string_view reveal() const { return {m_bytes.data(), m_bytes.size()}; }
    [[nodiscard]] Secret clone() const { return Secret(reveal()); }

    friend QDebug operator<<(QDebug debug, const Secret &) { return debug << "(secret)"; }

private:
    void wipe() noexcept;

    std::vector<char> m_bytes;
};

/// Overwrites the bytes of `text` and empties it: for the short-lived copies that C libraries ask for.
void wipe(std::string &text) noexcept;
void wipe(QByteArray &text) noexcept;

} // namespace engine
