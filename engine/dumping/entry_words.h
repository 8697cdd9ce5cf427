// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/model/schema.h"
#include "engine/formats/contents.h"

#include <string>
#include <vector>

namespace engine::dumping {

/// pg_dump's word for what makes such an object: "TABLE", "FK CONSTRAINT", "TEXT SEARCH DICTIONARY".
[[nodiscard]] std::string wordOf(const catalog::Object &object);

/// The name as pg_dump writes it: "orders", "total(integer)", "orders orders_pkey". Without quotes: pg_restore adds
/// them.
[[nodiscard]] std::string tagOf(const catalog::ObjectKey &key);

/// What the object is called in the tags of its comment, its grants and its labels: "TABLE orders",
/// "TRIGGER made ON orders".
[[nodiscard]] std::string commentTagOf(const catalog::Object &object);
/// As GRANT names its kind: a view is a TABLE, an aggregate a FUNCTION. Empty for what has no privileges.
[[nodiscard]] std::string grantTagOf(const catalog::ObjectKey &key);

/// "DROP TABLE "s"."t";\n": pg_restore makes DROP … IF EXISTS and ALTER … OWNER TO of it, so the word behind DROP is
/// that of wordOf(). Empty for what goes with something else.
[[nodiscard]] std::string removalOf(const catalog::Object &object);

/// The statements one behind the other, each with its end.
[[nodiscard]] std::string asCreation(const std::vector<std::string> &statements);

/// An entry of the object, without what makes it: word, tag, schema, owner, catalog number, section, removal.
[[nodiscard]] formats::Entry entryOf(const catalog::Object &object, formats::Section section);

} // namespace engine::dumping
