// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>

class QMenu;

namespace ui {

class EnvironmentsPresenter;
struct EnvironmentCard;

/// Everything that can be done with an environment, the main thing first, as the menu of its card and of its row.
/// `edit` and `remove` ask the person first, where they are.
void fillMenu(QMenu &menu, const EnvironmentCard &card, EnvironmentsPresenter &presenter, std::function<void()> edit,
              std::function<void()> remove);

} // namespace ui
