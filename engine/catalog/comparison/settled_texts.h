// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/connection.h"

namespace engine::catalog {

/// Where the texts of expressions and queries differ between an object of `one` and its twin in `other`, lets the
/// server read both and print them again, until they are printed alike or no longer change; those that end up alike
/// become equal: `one` gets the text of `other`. PostgreSQL prints `a IN ('x', 'y')` of a varchar as it was written
/// first, and in another way once it has read that.
///
/// Works in one transaction of its own, which is always rolled back: views, domains and functions in pg_temp (or, where
/// that is not allowed, in a schema) are made and never used, so that nothing of the texts is evaluated. Where the
/// server does not read a text, or the account may not make anything, or an event trigger would run, the difference
/// stays.
///
/// REQUIRES of the session: no transaction, search_path = '', check_function_bodies = off.
/// Errors: only those that make the session unusable.
Result<> settleTexts(pg::Connection &server, Schema &one, const Schema &other);

} // namespace engine::catalog
