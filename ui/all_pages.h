// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>

namespace engine::workspace {
class Workspace;
}

namespace ui {

class Desk;

/// A desk with every page there is. The only place of the window that names them.
[[nodiscard]] std::unique_ptr<Desk> deskWithAllPages(engine::workspace::Workspace &workspace);

} // namespace ui
