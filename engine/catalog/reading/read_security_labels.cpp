// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/queries.h"
#include "engine/catalog/reading/reading.h"

#include <algorithm>

namespace engine::catalog {

Result<> readSecurityLabels(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.query(queries::listSecurityLabels));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const Object *object = reading.at({fields.oid(), fields.oid()});
        SecurityLabel label{
            .kind = fields.text(), .identity = fields.text(), .provider = fields.text(), .label = fields.text()};
        const bool isReportedHere = fields.boolean();
        if (object != nullptr) {
            label.object = object->key;
            reading.schema.securityLabels.push_back(std::move(label));
        } else if (isReportedHere) {
            reading.schema.notCarried.push_back({.kind = "security label", .name = label.kind + ' ' + label.identity});
        }
    }
    std::ranges::sort(reading.schema.securityLabels);
    return {};
}

} // namespace engine::catalog
