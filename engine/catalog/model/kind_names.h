// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/catalog/model/object_key.h"

#include <QString>
#include <QStringList>

namespace engine::catalog {

/// What people call a kind of object, or a part of one: "materialized view", "table column comment". The keys are those
/// of kindKey(), of plans and reports, and the server's own (pg_identify_object); programs get them as they are. A word
/// that is not known here is said as it is.
[[nodiscard]] Sentence kindName(QStringView key);

/// A name as ObjectKey::display() and plans write it, its small words said to people: "own on public.orders".
[[nodiscard]] Sentence nameForPeople(QStringView kind, const QString &name);

/// Both: "policy own on public.orders".
[[nodiscard]] Sentence kindAndName(QStringView kind, const QString &name);
[[nodiscard]] Sentence kindAndName(const ObjectKey &key);

/// Every key that has a name for people, for tests.
[[nodiscard]] QStringList knownKinds();

} // namespace engine::catalog
