// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/runs/report.h"

#include <QJsonObject>

#include <optional>

namespace engine::runs {

/// A report as Report::toJson() wrote it and the history keeps it. What it says stays in the language of then, but for
/// errors; what is missing, as in reports of an older Sosie, is empty. Nothing where it is the report of no operation.
[[nodiscard]] std::optional<Report> reportFromJson(const QJsonObject &json);

/// Nothing for a word that is none of them.
[[nodiscard]] std::optional<Outcome> outcomeOf(QStringView key);

/// What plans and reports write alike.
[[nodiscard]] QJsonObject toJson(const NotCarried &object);
[[nodiscard]] PlannedColumn columnFromJson(const QJsonObject &json);
[[nodiscard]] Mention mentionFromJson(const QJsonObject &json);
[[nodiscard]] NotCarried notCarriedFromJson(const QJsonObject &json);

} // namespace engine::runs
