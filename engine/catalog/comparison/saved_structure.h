// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace engine::catalog {

/// A structure as a file keeps it, to be compared with later: resources/schema/structure.schema.json. `source`: whose
/// it is, for people; `taken`: when it was so.
[[nodiscard]] QByteArray savedStructure(const Schema &schema, const QString &source, const QDateTime &taken);

/// Whether bytes begin as savedStructure() has them; says nothing about the rest.
[[nodiscard]] bool isSavedStructure(QByteArrayView beginning);

/// Errors: FileDamaged where it is not what savedStructure() wrote, down to the last letter; FileTooLarge;
/// FormatUnsupported of a later version. `path` names the file in them.
[[nodiscard]] Result<Schema> readSavedStructure(const QByteArray &bytes, const QString &path);

} // namespace engine::catalog
