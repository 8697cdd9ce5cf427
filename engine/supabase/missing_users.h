// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace engine::supabase {

/// The people who log in to a Supabase project are in auth.users, which the platform manages and a clone leaves alone.
/// Copied rows refer to them. Those that the target does not have are added (auth_users.h says how), or the references
/// to them are emptied, or the clone does not begin.
enum class MissingUsers { Copy, SetNull, Stop };

} // namespace engine::supabase
