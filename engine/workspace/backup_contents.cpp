// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/backup_contents.h"

#include "engine/formats/manifest.h"

namespace engine::workspace {

using namespace Qt::StringLiterals;

Result<BackupContents> contentsOf(const store::BackupRecord &backup, const backups::PasswordSource &password)
{
    TRY_ASSIGN(const auto file, backups::BackupFile::open(backup.path, backup, password));
    if (!file->manifest()) {
        return failure({.code = ErrorCode::FileUnreadable,
                        .subject = formats::manifestPath(backup.path),
                        .detail = u"there is no manifest"_s});
    }
    const formats::Manifest &manifest = *file->manifest();
    BackupContents contents{.systemIdentifier = manifest.systemIdentifier,
                            .databaseOid = manifest.databaseOid,
                            .databaseName = manifest.databaseName,
                            .serverVersion = manifest.serverVersion,
                            .sosieVersion = manifest.sosieVersion,
                            .encoding = manifest.encoding,
                            .snapshot = manifest.snapshot,
                            .format = manifest.format,
                            .isAnonymized = manifest.anonymization.has_value(),
                            .objects = manifest.objects.size(),
                            .largeObjects = manifest.largeObjects.count,
                            .warnings = manifest.warnings};
    if (manifest.anonymization) {
        contents.ruleSet = manifest.anonymization->ruleSet;
        for (const auto &rule : manifest.anonymization->rules)
            contents.rules.append({.column = rule.table + u'.' + rule.column, .rule = rule.rule});
    }
    for (const formats::ManifestTable &table : manifest.tables)
        contents.tables.append(
            {.name = text(table.name.displayed()), .rows = table.digest.rows, .bytes = table.rawBytes});
    for (const formats::ManifestLeftOut &each : manifest.leftOut)
        contents.leftOut.append({.what = each.what, .why = each.why});
    return contents;
}

} // namespace engine::workspace
