// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace engine {

/// The `error` object of a report: code, what, why, state, next, and what programs can use. No password.
[[nodiscard]] QJsonObject toJson(const Error &error);

/// The error of such an object, as far as it holds data: sentences are made anew, in the language of now. Differences
/// come back as the detail. Nothing where the code is none of today's.
[[nodiscard]] std::optional<Error> errorFromJson(const QJsonObject &object);

/// The state of such a key; NotConcerned for any other word.
[[nodiscard]] TargetState targetStateOf(QStringView key);

/// Ways to a server that were tried in vain, in order.
[[nodiscard]] QJsonArray toJson(const QList<ConnectionAttempt> &attempts);

} // namespace engine
