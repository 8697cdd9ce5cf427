// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/trial/compared_objects.h"

#include "engine/base/files/file_hash.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/dumping/dump.h"
#include "engine/target/session/code_paths.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace engine::operations {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostNamed = 30;

constexpr pg::Statement schemasThere = "SELECT nspname FROM pg_catalog.pg_namespace ORDER BY 1";

/// What no private database has of its file, or has in another way, and what is said elsewhere.
bool isOfServer(const formats::ManifestObject &object)
{
    static constexpr std::array kinds = std::to_array<QStringView>(
        {u"DATABASE", u"DATABASE PROPERTIES", u"EXTENSION", u"SUBSCRIPTION", u"EVENT TRIGGER", u"BLOB", u"BLOBS",
         u"BLOB METADATA", u"SECURITY LABEL", u"PUBLICATION", u"PUBLICATION TABLE", u"PUBLICATION TABLES IN SCHEMA"});
    static constexpr std::array beginnings = std::to_array<QStringView>(
        {u"EXTENSION ", u"DATABASE ", u"LARGE OBJECT", u"EVENT TRIGGER ", u"PUBLICATION "});
    return std::ranges::find(kinds, QStringView(object.kind)) != kinds.end()
           || std::ranges::any_of(beginnings, [&](QStringView each) { return object.name.startsWith(each); });
}

using Key = std::pair<QString, QString>;

QString hashOf(const std::string &creation)
{
    Sha256 hash;
    hash.add(std::as_bytes(std::span(creation.data(), creation.size())));
    return QString::fromLatin1(hash.result().toHex());
}

Result<std::multimap<Key, QString>> statementsThere(pg::ReadOnlyConnection &connection)
{
    TRY_ASSIGN(const pg::QueryResult rows, connection.query(schemasThere));
    std::vector<std::string> schemas;
    for (int row = 0; row < rows.rowCount(); ++row) {
        if (catalog::isUserSchema(rows.view(row, 0)))
            schemas.push_back(rows.string(row, 0));
    }
    TRY_ASSIGN(catalog::Schema schema,
               catalog::readSchema(connection, {.schemas = schemas, .onlyDatabase = schemas.empty()}));
    dumping::DumpOptions options;
    TRY_ASSIGN(options.codePaths, target::readCodePaths(connection));
    TRY_ASSIGN(const std::vector<formats::Entry> entries, dumping::entriesOf(std::move(schema), options));
    std::multimap<Key, QString> found;
    for (const formats::Entry &entry : entries) {
        if (entry.creation.empty())
            continue;
        const QString name = entry.schema ? text(*entry.schema) + u'.' + text(entry.name) : text(entry.name);
        found.emplace(Key{text(entry.kind), name}, hashOf(entry.creation));
    }
    return found;
}

} // namespace

Result<ComparedObjects> compareObjects(pg::ReadOnlyConnection &connection, const formats::Manifest &manifest,
                                       const importing::LoadResult &loaded, bool sameStatements)
{
    ComparedObjects compared;
    if (manifest.objects.isEmpty())
        return compared;
    TRY_ASSIGN(const auto found, statementsThere(connection));
    std::set<QString> named;
    for (const importing::NotLoaded &each : loaded.notLoaded)
        named.insert(each.object);
    // What functions find by a path that the database sets has another statement where that is not set.
    const bool hasSettings = std::ranges::any_of(
        manifest.objects, [](const formats::ManifestObject &each) { return each.kind == u"DATABASE PROPERTIES"_s; });
    QStringList missing;
    QStringList others;
    for (const formats::ManifestObject &object : manifest.objects) {
        const QString shown = object.kind + u' ' + object.name;
        if (isOfServer(object) || named.contains(shown))
            continue;
        const auto [first, last] = found.equal_range({object.kind, object.name});
        const bool isSame = std::any_of(first, last, [&](const auto &each) { return each.second == object.hash; });
        if (first == last)
            missing.append(shown);
        else if (sameStatements && !isSame && !hasSettings)
            others.append(shown);
        else
            ++compared.count;
    }
    for (const QString &each : missing.mid(0, mostNamed))
        compared.missing.append(Tr::sentence("%1 is missing.").arg(each));
    for (const QString &each : others.mid(0, mostNamed))
        compared.others.append(Tr::sentence("%1 is not as it was when it was backed up.").arg(each));
    if (missing.size() > mostNamed)
        compared.missing.append(Tr::sentence("%n more object(s) are missing.", nullptr, missing.size() - mostNamed));
    if (others.size() > mostNamed)
        compared.others.append(
            Tr::sentence("%n more object(s) are not as they were.", nullptr, others.size() - mostNamed));
    if (hasSettings)
        compared.notTried.append(Tr::sentence("The database has settings of its own, which a private server does not "
                                              "take over: objects were compared by kind and name only."));
    return compared;
}

} // namespace engine::operations
