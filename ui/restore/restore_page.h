// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace ui {

class Desk;

/// The page on which a file that somebody sent is looked at and restored.
void addRestorePage(Desk &desk);

} // namespace ui
