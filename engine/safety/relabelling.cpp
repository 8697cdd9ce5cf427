// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/safety/relabelling.h"

#include "engine/store/run_history.h"

namespace engine::safety {

using namespace Qt::StringLiterals;

Result<> recordRelabelling(const store::RunHistory &history, const environments::Environment &before,
                           const environments::Environment &after, const QString &reason)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    // No target: nothing was written to a database.
    return history
        .add({.operation = u"relabel"_s,
              .source = after.name,
              .target = {},
              .outcome = u"succeeded"_s,
              .started = now,
              .ended = now,
              .report = {{u"operation"_s, u"relabel"_s},
                         {u"outcome"_s, u"succeeded"_s},
                         {u"environment"_s, before.name},
                         {u"newName"_s, after.name},
                         {u"from"_s, environments::typeKey(before.type)},
                         {u"to"_s, environments::typeKey(after.type)},
                         {u"reason"_s, reason}}})
        .map([](qint64) {});
}

} // namespace engine::safety
