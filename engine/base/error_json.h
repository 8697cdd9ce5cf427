// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>

namespace engine {

/// The `error` object of a report: code, what, why, state, next, and what programs can use. No password.
[[nodiscard]] QJsonObject toJson(const Error &error);

/// Ways to a server that were tried in vain, in order.
[[nodiscard]] QJsonArray toJson(const QList<ConnectionAttempt> &attempts);

} // namespace engine
