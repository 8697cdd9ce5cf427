// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/faults/cli_home.h"

namespace tests {

/// How often sosie-cli makes a call to the kernel with these arguments, on the thread that makes it most: how far there
/// is to go. Of Sosie alone: a private server that it starts is no part of it. Fails the test when the run fails.
[[nodiscard]] int countCalls(CliHome &home, const QString &call, const QStringList &arguments);

/// The same run, killed when a thread makes the call for the `number`th time.
CliRun killedAt(CliHome &home, const QString &call, int number, const QStringList &arguments);

} // namespace tests
