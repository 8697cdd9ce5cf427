// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/outside_dependents.h"

#include "engine/catalog/fields.h"
#include "engine/catalog/queries.h"

namespace engine::catalog {

namespace {

/// The text form of a text[].
std::string arrayText(const std::vector<std::string> &items)
{
    std::string text = "{";
    for (const std::string &item : items) {
        text += text.size() > 1 ? ",\"" : "\"";
        for (const char c : item) {
            if (c == '"' || c == '\\')
                text += '\\';
            text += c;
        }
        text += '"';
    }
    return text + '}';
}

} // namespace

Result<std::vector<OutsideDependent>> readOutsideDependents(pg::ReadOnlyConnection &connection,
                                                            const std::vector<std::string> &schemas)
{
    TRY_ASSIGN(const auto rows, connection.query(queries::listOutsideDependents, {arrayText(schemas)}));
    std::vector<OutsideDependent> dependents;
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        dependents.push_back({.kind = fields.text(),
                              .identity = fields.text(),
                              .dependsOn = fields.text(),
                              .dropStatement = fields.text(),
                              .createStatement = fields.text()});
    }
    return dependents;
}

} // namespace engine::catalog
