// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QStringList>

namespace tests {

/// From the log of a TestServer that logs statements: what sessions of Sosie sent, except statements that only read,
/// set something for the session, or lock in the mode of readers. Empty for a server that was only read.
[[nodiscard]] QStringList otherThanReading(const QByteArray &log);

} // namespace tests
