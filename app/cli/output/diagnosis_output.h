// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output/terminal.h"
#include "engine/environments/connection_test.h"
#include "engine/environments/environment.h"
#include "engine/runs/nature.h"

#include <QJsonObject>
#include <QString>

namespace app::cli {

/// What a connection test found, for people.
[[nodiscard]] QString diagnosisForPeople(const Terminal &terminal,
                                         const engine::environments::ConnectionDiagnosis &diagnosis);
[[nodiscard]] QJsonObject toJson(const engine::environments::ConnectionDiagnosis &diagnosis);

/// An environment without its password: it never had one.
[[nodiscard]] QJsonObject toJson(const engine::environments::Environment &environment);
/// The address of an environment, without a password.
[[nodiscard]] QString addressOf(const engine::environments::Environment &environment);

} // namespace app::cli
