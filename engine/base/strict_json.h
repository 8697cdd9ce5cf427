// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace engine {

/// How much of a file from elsewhere is looked at.
struct JsonBounds
{
    qsizetype bytes = qsizetype{64} << 20;
    int depth = 16;
};

/// One JSON object and nothing else, as a file holds it that somebody else may have made. Two members of one name are
/// refused: readers differ in which of them they believe.
/// Errors: FileTooLarge, FileDamaged; `subject` names the file in them.
[[nodiscard]] Result<QJsonObject> strictJsonObject(const QByteArray &bytes, const QString &subject,
                                                   const JsonBounds &bounds = {});

} // namespace engine
