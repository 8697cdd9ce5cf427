// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"

#include <QString>

namespace engine {

/// An error as a person reads it: four translated sentences and a stable identifier.
struct ErrorText
{
    /// "E-CONN-001": never translated, never reused.
    QString id;
    QString what;
    QString why;
    /// In which state things are now. An error that concerns no target says that nothing was changed: an operation
    /// that has a target sets Error::state.
    QString state;
    QString next;
};

/// The only place where an engine error becomes sentences, in the language of the installed translator.
/// The verbatim server text stays in Error::detail for "technical details"; it is not repeated here
/// unless the code has no better reason to give.
[[nodiscard]] ErrorText describe(const Error &error);

/// What an error tells beyond its sentences: `detail` verbatim, or the differences, one a line.
[[nodiscard]] QString detailText(const Error &error);

/// The identifier alone, for JSON and logs.
[[nodiscard]] QString errorId(ErrorCode code);

/// "replaced", "unchanged", "restored", "incomplete", or empty: the key used in JSON reports.
[[nodiscard]] QString targetStateKey(TargetState state);

} // namespace engine
