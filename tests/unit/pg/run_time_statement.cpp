// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

// Must not compile: the text of the statement is only known when the program runs. See CMakeLists.txt.

#include "engine/pg/read_only_connection.h"

engine::Result<engine::pg::QueryResult> runAnything(engine::pg::ReadOnlyConnection &production, const char *sql)
{
    return production.query(sql);
}
