// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/message_bar.h"

#include <optional>

class QWidget;

namespace ui {

/// What to say of a report in `folder` that nobody was told of; its action shows it over `window`. Absent: there is
/// none. From then on somebody was told.
[[nodiscard]] std::optional<Message> messageAboutCrash(const QString &folder, QWidget *window);

} // namespace ui
