// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QWidget;

namespace ui {

/// Turning the wheel over `field` scrolls the page around it; the value changes only while the field has the focus.
void leaveWheelToPage(QWidget &field);

} // namespace ui
