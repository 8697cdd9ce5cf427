// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/sandbox/server_programs.h"

namespace tests {

/// Every version of PostgreSQL that Sosie clones from and to, oldest first.
inline constexpr int serverMajors[] = {13, 14, 15, 16, 17, 18};

/// The programs of one major version: Debian's, or those that packaging/servers/fetch put aside.
/// Errors: SandboxUnavailable, with what to run as its detail.
[[nodiscard]] engine::Result<engine::sandbox::ServerPrograms> serverPrograms(int major);

} // namespace tests
