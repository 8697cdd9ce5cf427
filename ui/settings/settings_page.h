// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace ui {

class Desk;

void addSettingsPage(Desk &desk);

} // namespace ui
