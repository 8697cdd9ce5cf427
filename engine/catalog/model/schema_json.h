// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"

#include <QJsonObject>

namespace engine::catalog {

/// Whether what is no part of an object goes along: what it depends on, how large it is.
enum class Incidentals { Left, Written };

/// One object. What is as usual is not written, so that the same object is always the same text.
[[nodiscard]] QJsonObject toJson(const Object &object, Incidentals incidentals);

/// A structure as a file keeps it: resources/schema/structure.schema.json.
[[nodiscard]] QJsonObject toJson(const Schema &schema);
/// Errors: FileDamaged, with what toJson() cannot have written as its detail.
Result<Schema> schemaFromJson(const QJsonObject &json);

} // namespace engine::catalog
