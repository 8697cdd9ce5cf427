// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace engine {

/// Keeps what this process has in its memory, passwords and rows, out of core files, and other programs of the same
/// person from reading it (ptrace, /proc). For the first line of main(). Programs that are started from here do not
/// inherit the second, and may not raise the limit of the first again.
void keepMemoryPrivate();

/// Overwrites the value of an environment variable where the system keeps it, then removes it: unsetenv() alone leaves
/// it in /proc/PID/environ. REQUIRES: no other thread.
void wipeVariable(const char *name);

} // namespace engine
