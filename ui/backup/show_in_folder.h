// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

class QObject;

namespace ui {

/// Opens the file manager of the desktop where the file lies, with the file selected where it can do that.
void showInFolder(const QString &path, QObject *parent);

} // namespace ui
