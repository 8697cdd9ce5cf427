// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"

#include <QString>

namespace engine {

/// A file descriptor that closes itself.
class Descriptor final
{
public:
    Descriptor() = default;
    explicit Descriptor(int number)
        : m_number(number)
    {}
    Descriptor(Descriptor &&other) noexcept;
    Descriptor &operator=(Descriptor &&other) noexcept;
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor() { close(); }

    /// Negative: none.
    [[nodiscard]] int number() const { return m_number; }
    /// True when the system kept what was written; some file systems say only now that they could not.
    bool close();

private:
    int m_number = -1;
};

/// The error of a file or folder that could not be written, of an errno: LocalDiskFull or FileUnwritable.
[[nodiscard]] Error unwritable(const QString &path, int number);
/// The error of a file that could not be read, of an errno.
[[nodiscard]] Error unreadable(const QString &path, int number);
/// Makes names made, changed or removed in a folder last. Returns 0 or an errno; 0 where a file system cannot do it.
[[nodiscard]] int flushFolder(const QString &folder);

} // namespace engine
