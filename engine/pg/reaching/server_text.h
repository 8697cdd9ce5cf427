// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"

#include <libpq-fe.h>

#include <string_view>

namespace engine::pg {

/// A server's answer as an Error that quotes no row.
///
/// What a server says may hold values: its DETAIL and CONTEXT quote rows, its messages of some classes quote what they
/// do not accept, and whatever a database's own code says (RAISE and its like, in any language) is that code's to
/// choose, its SQLSTATE and the objects it names too. Of code's own words nothing is taken; of the others, the words
/// without what stands in quotation marks, where that may be a value.
///
/// `subject`: what the statement was about, if the caller knows; `server`: what is named when nothing else is.
/// REQUIRES: `result` has an SQLSTATE.
[[nodiscard]] Error errorOfAnswer(const PGresult *result, std::string_view subject, std::string_view server);

/// False for the codes that code of a database chooses: PL/pgSQL's and other languages', and those nobody knows.
[[nodiscard]] bool isOfServer(std::string_view sqlState);
/// What is told instead of the words of such code.
[[nodiscard]] Sentence notTold();

} // namespace engine::pg
