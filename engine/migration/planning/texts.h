// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/model/schema.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace engine::migration {

/// The name of a type as the server writes it in the types of columns: `s.e`, `"S"."E"`.
[[nodiscard]] std::string typeName(const catalog::ObjectKey &type);

/// Whether `type`, the type of a column, is the named one or an array of it.
[[nodiscard]] bool isOfType(std::string_view type, std::string_view name);

/// Whether the name stands in the text by itself; where the text takes whole rows (`t.*`), each column does.
[[nodiscard]] bool mentions(std::string_view text, std::string_view name);

/// What stands between the commas of a list, outside of parentheses and quotes. Views into the list.
[[nodiscard]] std::vector<std::string_view> listed(std::string_view list);

/// All SQL that the object is made of.
[[nodiscard]] std::string textOf(const catalog::Object &object);

/// A name that nothing else has, cut so that the server keeps all of it.
[[nodiscard]] std::string asideName(const catalog::ObjectKey &key);

/// All that a view reads, with what the bodies of routines name, which no dependency tells.
[[nodiscard]] std::set<catalog::ObjectKey> allThatIsRead(const catalog::Object &view, const catalog::Schema &schema);

/// Whether CREATE OR REPLACE makes the one of the other: the same arguments by the same names, the same result, and
/// no default less.
[[nodiscard]] bool canReplaceRoutine(std::string_view from, std::string_view to);

/// Whether CREATE OR REPLACE VIEW does: columns only come at the end.
[[nodiscard]] bool canReplaceView(const catalog::View &from, const catalog::View &to);

/// How a value of a column becomes one of another type; empty where the server's own assignment does, which refuses
/// what does not fit instead of cutting it.
[[nodiscard]] std::string castOf(const catalog::Column &from, const catalog::Column &to);

} // namespace engine::migration
