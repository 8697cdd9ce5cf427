// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/workspace/workspace.h"

namespace app {

using Services = engine::workspace::Workspace;

} // namespace app
