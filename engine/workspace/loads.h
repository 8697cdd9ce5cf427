// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace engine::workspace {

class Workspace;

/// Where private servers are made for files that are looked at.
[[nodiscard]] QString loadsFolder(const Workspace &workspace);

} // namespace engine::workspace
