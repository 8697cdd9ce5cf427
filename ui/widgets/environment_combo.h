// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/environments/environment.h"

#include <QList>

#include <functional>

class QComboBox;

namespace ui {

/// Why an environment cannot be chosen; empty when it can.
using EnvironmentObstacle = std::function<QString(const engine::environments::Environment &)>;

/// Fills a choice of environments, each with its shape, type in words, and name; those with an obstacle are greyed and
/// say why. The data of an item is the name; the first item, empty, is `prompt`.
void fillEnvironments(QComboBox &combo, const QList<engine::environments::Environment> &environments,
                      const QString &current, const QString &prompt, const EnvironmentObstacle &obstacle = {});

} // namespace ui
