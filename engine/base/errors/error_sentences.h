// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"

namespace engine {

/// The sentences of one code. %1 is the error's subject, %2 the verbatim answer of the server or the system.
struct ErrorSentences
{
    ErrorCode code{};
    const char *id = "";
    const char *what = "";
    /// What happened when the error names no subject; empty when `what` does not mention one.
    const char *whatWithoutSubject = "";
    const char *why = "";
    const char *next = "";
};

} // namespace engine
