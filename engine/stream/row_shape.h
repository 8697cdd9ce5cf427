// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/sql/identifier.h"

#include <string>
#include <vector>

namespace engine::stream {

/// The two forms in which COPY carries rows (PostgreSQL manual, COPY, "File Formats"). Text is the same for every
/// server; Binary is shorter and faster, and its fields are as the types of the columns send them.
enum class RowFormat { Text, Binary };

/// What the rows of a stream are: whoever takes them needs to ask nobody else.
struct RowShape
{
    struct Column
    {
        std::string name{};
        /// As SQL, with schema and modifier: `character varying(20)`. Empty where the source does not know it.
        std::string type{};

        bool operator==(const Column &) const = default;
    };

    sql::QualifiedName table{};
    /// In the order of the fields of a row. Generated columns are not among them.
    std::vector<Column> columns{};
    RowFormat format = RowFormat::Text;

    bool operator==(const RowShape &) const = default;
};

} // namespace engine::stream
