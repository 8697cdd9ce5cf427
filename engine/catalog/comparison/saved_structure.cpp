// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/comparison/saved_structure.h"

#include "engine/base/strict_json.h"
#include "engine/catalog/comparison/fingerprint.h"
#include "engine/catalog/model/schema_json.h"

#include <QJsonDocument>

namespace engine::catalog {

using namespace Qt::StringLiterals;

namespace {

constexpr int version = 1;
constexpr JsonBounds bounds{.bytes = qsizetype{512} << 20, .depth = 24};

} // namespace

QByteArray savedStructure(const Schema &schema, const QString &source, const QDateTime &taken)
{
    const QJsonObject object{{u"schema"_s, version},
                             {u"kind"_s, u"structure"_s},
                             {u"source"_s, source},
                             {u"taken"_s, taken.toUTC().toString(Qt::ISODate)},
                             {u"fingerprint"_s, fingerprint(schema)},
                             {u"structure"_s, toJson(schema)}};
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

bool isSavedStructure(QByteArrayView beginning)
{
    const QByteArrayView text = beginning.trimmed();
    return text.startsWith('{') && text.contains("\"fingerprint\"");
}

Result<Schema> readSavedStructure(const QByteArray &bytes, const QString &path)
{
    TRY_ASSIGN(const QJsonObject object, strictJsonObject(bytes, path, bounds));
    const auto damaged
        = [&](const QString &why) { return failure({.code = ErrorCode::FileDamaged, .subject = path, .detail = why}); };
    if (object.value("kind"_L1).toString() != "structure"_L1)
        return damaged(u"no structure that \"compare --save\" wrote"_s);
    if (object.value("schema"_L1).toInt() > version)
        return failure({.code = ErrorCode::FormatUnsupported,
                        .subject = path,
                        .detail = u"structure %1"_s.arg(object.value("schema"_L1).toInt())});
    Result<Schema> schema = schemaFromJson(object.value("structure"_L1).toObject());
    if (!schema)
        return damaged(schema.error().detail);
    if (fingerprint(*schema) != object.value("fingerprint"_L1).toString())
        return damaged(u"its fingerprint is not that of what it holds"_s);
    return schema;
}

} // namespace engine::catalog
