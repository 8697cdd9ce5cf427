// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/comparison/fingerprint.h"

#include "engine/catalog/model/schema_json.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace engine::catalog {

QString fingerprint(const Schema &schema, const CompareOptions &options)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const Object &object : schema.objects) {
        if (const std::optional<Object> form = comparedForm(object, options)) {
            // Members are in the order of their names; lines keep two objects apart.
            hash.addData(QJsonDocument(toJson(*form, Incidentals::Left)).toJson(QJsonDocument::Compact));
            hash.addData(QByteArrayView("\n"));
        }
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace engine::catalog
