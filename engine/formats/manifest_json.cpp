// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/strict_json.h"
#include "engine/formats/manifest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <limits>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr int currentVersion = 1;
constexpr qint64 most = std::numeric_limits<qint64>::max();

QString utf8(const std::string &text)
{
    return engine::text(text);
}

QJsonArray textsJson(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QJsonObject tableJson(const ManifestTable &table)
{
    return {{u"schema"_s, utf8(table.name.schema)},
            {u"name"_s, utf8(table.name.name)},
            {u"rows"_s, static_cast<qint64>(table.digest.rows)},
            {u"rawBytes"_s, table.rawBytes},
            {u"digest"_s, utf8(table.digest.hex)}};
}

QJsonValue anonymizationJson(const std::optional<ManifestAnonymization> &anonymization)
{
    if (!anonymization)
        return QJsonValue::Null;
    QJsonArray rules;
    for (const ManifestAnonymization::Rule &rule : anonymization->rules)
        rules.append(QJsonObject{{u"table"_s, rule.table}, {u"column"_s, rule.column}, {u"rule"_s, rule.rule}});
    return QJsonObject{{u"ruleSet"_s, anonymization->ruleSet}, {u"rules"_s, rules}};
}

QJsonObject sourceJson(const Manifest &manifest)
{
    return {{u"environment"_s, manifest.environment},
            {u"type"_s, manifest.environmentType},
            {u"systemIdentifier"_s, manifest.systemIdentifier},
            {u"databaseOid"_s, manifest.databaseOid},
            {u"database"_s, manifest.databaseName},
            {u"serverVersion"_s, manifest.serverVersion},
            {u"encoding"_s, manifest.encoding}};
}

QJsonObject choicesJson(const ManifestChoices &choices)
{
    return {{u"tables"_s, textsJson(choices.tables)},
            {u"excluded"_s, textsJson(choices.excluded)},
            {u"structureOnly"_s, choices.isStructureOnly},
            {u"dataOnly"_s, choices.isDataOnly},
            {u"note"_s, choices.note}};
}

/// Takes the members of one object, and remembers the first that is not what it should be.
class Members final
{
public:
    Members(QJsonObject object, QString path, QString &fault)
        : m_object(std::move(object))
        , m_path(std::move(path))
        , m_fault(fault)
    {}

    [[nodiscard]] QString text(const QString &key) const
    {
        const QJsonValue value = m_object.value(key);
        // Half a letter cannot be written again.
        if (!value.isString() || !value.toString().isValidUtf16())
            blame(key);
        return value.toString();
    }
    /// An integer that is not negative.
    [[nodiscard]] qint64 number(const QString &key) const
    {
        const QJsonValue value = m_object.value(key);
        const qint64 number = value.isDouble() ? value.toInteger(-1) : -1;
        if (number < 0)
            blame(key);
        return number;
    }
    [[nodiscard]] bool flag(const QString &key) const
    {
        if (!m_object.value(key).isBool())
            blame(key);
        return m_object.value(key).toBool();
    }
    /// Hexadecimal digits, small ones; `digits` of them.
    [[nodiscard]] QString hex(const QString &key, int digits) const
    {
        const QString value = text(key);
        bool isHex = value.size() == digits;
        for (const QChar c : value)
            isHex = isHex && ((c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'));
        if (!isHex)
            blame(key);
        return value;
    }
    [[nodiscard]] QStringList texts(const QString &key) const
    {
        QStringList texts;
        for (const QJsonValue value : list(key)) {
            if (!value.isString() || !value.toString().isValidUtf16())
                blame(key);
            texts.append(value.toString());
        }
        return texts;
    }
    [[nodiscard]] Members object(const QString &key) const
    {
        if (!m_object.value(key).isObject())
            blame(key);
        return {m_object.value(key).toObject(), m_path + key + u'.', m_fault};
    }
    [[nodiscard]] bool isNull(const QString &key) const { return m_object.value(key).isNull(); }
    template <typename Take>
    void each(const QString &key, Take take) const
    {
        const QString path = m_path + key + u'.';
        for (const QJsonValue value : list(key)) {
            if (!value.isObject())
                blame(key);
            take(Members(value.toObject(), path, m_fault));
        }
    }
    void blame(const QString &key) const
    {
        if (m_fault.isEmpty())
            m_fault = m_path + key;
    }

private:
    [[nodiscard]] QJsonArray list(const QString &key) const
    {
        if (!m_object.value(key).isArray())
            blame(key);
        return m_object.value(key).toArray();
    }

    QJsonObject m_object;
    QString m_path;
    QString &m_fault;
};

void readSource(const Members &source, Manifest &manifest)
{
    manifest.environment = source.text(u"environment"_s);
    manifest.environmentType = source.text(u"type"_s);
    manifest.systemIdentifier = source.text(u"systemIdentifier"_s);
    manifest.databaseOid = source.number(u"databaseOid"_s);
    manifest.databaseName = source.text(u"database"_s);
    manifest.serverVersion = source.text(u"serverVersion"_s);
    manifest.encoding = source.text(u"encoding"_s);
}

void readFile(const Members &file, Manifest &manifest)
{
    manifest.format = file.text(u"format"_s);
    manifest.fileName = file.text(u"name"_s);
    // The name of a file, never a way to one.
    if (manifest.fileName.isEmpty() || manifest.fileName.contains(u'/') || manifest.fileName.contains(QChar(0))
        || manifest.fileName == u"."_s || manifest.fileName == u".."_s)
        file.blame(u"name"_s);
    manifest.fileBytes = file.number(u"bytes"_s);
    manifest.sha256 = file.hex(u"sha256"_s, 64);
}

void readKind(const Members &members, Manifest &manifest)
{
    const QString kind = members.text(u"kind"_s);
    manifest.kind = kind == u"full"_s ? Manifest::Kind::Full : Manifest::Kind::Manual;
    if (kind != u"full"_s && kind != u"manual"_s)
        members.blame(u"kind"_s);
    manifest.snapshot = QDateTime::fromString(members.text(u"snapshot"_s), Qt::ISODateWithMs);
    if (!manifest.snapshot.isValid() || manifest.snapshot.timeSpec() != Qt::UTC)
        members.blame(u"snapshot"_s);
    const Members choices = members.object(u"choices"_s);
    manifest.choices = {.tables = choices.texts(u"tables"_s),
                        .excluded = choices.texts(u"excluded"_s),
                        .isStructureOnly = choices.flag(u"structureOnly"_s),
                        .isDataOnly = choices.flag(u"dataOnly"_s),
                        .note = choices.text(u"note"_s)};
}

void readAnonymization(const Members &members, Manifest &manifest)
{
    if (members.isNull(u"anonymization"_s))
        return;
    const Members anonymization = members.object(u"anonymization"_s);
    manifest.anonymization = ManifestAnonymization{.ruleSet = anonymization.hex(u"ruleSet"_s, 64)};
    anonymization.each(u"rules"_s, [&manifest](const Members &rule) {
        manifest.anonymization->rules.append(
            {.table = rule.text(u"table"_s), .column = rule.text(u"column"_s), .rule = rule.text(u"rule"_s)});
    });
}

void readContents(const Members &members, Manifest &manifest)
{
    qint64 rows = 0;
    qint64 bytes = 0;
    members.each(u"tables"_s, [&](const Members &table) {
        ManifestTable read{.name = {table.text(u"schema"_s).toStdString(), table.text(u"name"_s).toStdString()},
                           .rawBytes = table.number(u"rawBytes"_s),
                           .digest
                           = {.hex = table.hex(u"digest"_s, 32).toStdString(), .rows = table.number(u"rows"_s)}};
        // Sums are made of them.
        if (read.digest.rows > most - rows || read.rawBytes > most - bytes)
            return table.blame(u"rows"_s);
        rows += read.digest.rows;
        bytes += read.rawBytes;
        manifest.tables.append(std::move(read));
    });
    members.each(u"objects"_s, [&manifest](const Members &object) {
        manifest.objects.append(
            {.kind = object.text(u"kind"_s), .name = object.text(u"name"_s), .hash = object.hex(u"hash"_s, 64)});
    });
    const Members large = members.object(u"largeObjects"_s);
    manifest.largeObjects
        = {.count = large.number(u"count"_s), .bytes = large.number(u"bytes"_s), .digest = large.text(u"digest"_s)};
    members.each(u"leftOut"_s, [&manifest](const Members &leftOut) {
        manifest.leftOut.append({.what = leftOut.text(u"what"_s), .why = leftOut.text(u"why"_s)});
    });
    manifest.warnings = members.texts(u"warnings"_s);
}

} // namespace

QByteArray toJson(const Manifest &manifest)
{
    QJsonArray tables;
    for (const ManifestTable &table : manifest.tables)
        tables.append(tableJson(table));
    QJsonArray objects;
    for (const ManifestObject &object : manifest.objects)
        objects.append(QJsonObject{{u"kind"_s, object.kind}, {u"name"_s, object.name}, {u"hash"_s, object.hash}});
    QJsonArray leftOut;
    for (const ManifestLeftOut &left : manifest.leftOut)
        leftOut.append(QJsonObject{{u"what"_s, left.what}, {u"why"_s, left.why}});
    const QJsonObject json{{u"schema"_s, currentVersion},
                           {u"identifier"_s, manifest.identifier},
                           {u"source"_s, sourceJson(manifest)},
                           {u"sosieVersion"_s, manifest.sosieVersion},
                           {u"snapshot"_s, manifest.snapshot.toUTC().toString(Qt::ISODateWithMs)},
                           {u"kind"_s, manifest.kind == Manifest::Kind::Full ? u"full"_s : u"manual"_s},
                           {u"choices"_s, choicesJson(manifest.choices)},
                           {u"anonymization"_s, anonymizationJson(manifest.anonymization)},
                           {u"encrypted"_s, manifest.isEncrypted},
                           {u"file"_s, QJsonObject{{u"format"_s, manifest.format},
                                                   {u"name"_s, manifest.fileName},
                                                   {u"bytes"_s, manifest.fileBytes},
                                                   {u"sha256"_s, manifest.sha256}}},
                           {u"tables"_s, tables},
                           {u"objects"_s, objects},
                           {u"largeObjects"_s, QJsonObject{{u"count"_s, manifest.largeObjects.count},
                                                           {u"bytes"_s, manifest.largeObjects.bytes},
                                                           {u"digest"_s, manifest.largeObjects.digest}}},
                           {u"leftOut"_s, leftOut},
                           {u"warnings"_s, textsJson(manifest.warnings)}};
    return QJsonDocument(json).toJson(QJsonDocument::Indented);
}

Result<Manifest> manifestFromJson(const QByteArray &json, const QString &subject)
{
    TRY_ASSIGN(const QJsonObject object, strictJsonObject(json, subject));
    const QJsonValue version = object.value(u"schema"_s);
    if (version.isDouble() && version.toInteger(-1) > currentVersion)
        return failure({.code = ErrorCode::FormatUnsupported,
                        .subject = subject,
                        .detail = u"manifest of version %1"_s.arg(version.toInteger())});
    QString fault;
    const Members members(object, {}, fault);
    if (!version.isDouble() || version.toInteger(-1) != currentVersion)
        members.blame(u"schema"_s);
    Manifest manifest;
    manifest.identifier = members.hex(u"identifier"_s, 32);
    readSource(members.object(u"source"_s), manifest);
    manifest.sosieVersion = members.text(u"sosieVersion"_s);
    readKind(members, manifest);
    if (!object.contains(u"anonymization"_s))
        members.blame(u"anonymization"_s);
    readAnonymization(members, manifest);
    manifest.isEncrypted = members.flag(u"encrypted"_s);
    readFile(members.object(u"file"_s), manifest);
    readContents(members, manifest);
    if (!fault.isEmpty())
        return failure(
            {.code = ErrorCode::FileDamaged, .subject = subject, .detail = u"manifest, member \"%1\""_s.arg(fault)});
    return manifest;
}

} // namespace engine::formats
