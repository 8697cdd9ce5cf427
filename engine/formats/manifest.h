// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/sql/identifier.h"
#include "engine/stream/stream_digest.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace engine::formats {

/// What is to be found in a table of a backup.
struct ManifestTable
{
    sql::QualifiedName name{};
    /// Before compression.
    qint64 rawBytes = 0;
    /// Of its rows as COPY text; says how many there are, too.
    stream::RowDigest digest{};

    bool operator==(const ManifestTable &) const = default;
};

/// An object that a backup makes again, and a hash of the statement that does (64 hexadecimal digits).
struct ManifestObject
{
    QString kind{};
    QString name{};
    QString hash{};

    bool operator==(const ManifestObject &) const = default;
};

struct ManifestLargeObjects
{
    qint64 count = 0;
    qint64 bytes = 0;
    /// Empty when there are none.
    QString digest{};

    bool operator==(const ManifestLargeObjects &) const = default;
};

/// What is not in a backup although it is in the database, and why: whole sentences, in English.
struct ManifestLeftOut
{
    QString what{};
    QString why{};

    bool operator==(const ManifestLeftOut &) const = default;
};

/// With which rules personal data was replaced.
struct ManifestAnonymization
{
    struct Rule
    {
        QString table{};
        QString column{};
        /// "person.email", "keep", …
        QString rule{};

        bool operator==(const Rule &) const = default;
    };
    /// SHA-256 of the rule set, 64 hexadecimal digits.
    QString ruleSet{};
    QList<Rule> rules{};

    bool operator==(const ManifestAnonymization &) const = default;
};

/// What was chosen for a manual backup.
struct ManifestChoices
{
    /// Patterns of tables, as they were typed; empty: all.
    QStringList tables{};
    QStringList excluded{};
    bool isStructureOnly = false;
    bool isDataOnly = false;
    QString note{};

    bool operator==(const ManifestChoices &) const = default;
};

/// What a backup is of and what has to be found in it, said by who made it.
///
/// A value. In JSON as `resources/schema/manifest.schema.json` has it. In clear it proves that nothing was damaged, not
/// who wrote it; inside an encrypted container it is authenticated with everything else.
struct Manifest
{
    enum class Kind { Full, Manual };

    /// 32 hexadecimal digits, the same on every computer.
    QString identifier{};
    QString environment{};
    /// "production", "test", "training", "development".
    QString environmentType{};
    QString systemIdentifier{};
    qint64 databaseOid = 0;
    QString databaseName{};
    QString serverVersion{};
    QString encoding{};
    QString sosieVersion{};
    /// UTC.
    QDateTime snapshot{};
    Kind kind = Kind::Full;
    ManifestChoices choices{};
    /// Nothing: the data is in clear.
    std::optional<ManifestAnonymization> anonymization{};
    bool isEncrypted = false;
    /// "archive", "script".
    QString format{};
    /// Without a folder. Inside a container: of what it holds.
    QString fileName{};
    qint64 fileBytes = 0;
    /// 64 hexadecimal digits.
    QString sha256{};
    QList<ManifestTable> tables{};
    QList<ManifestObject> objects{};
    ManifestLargeObjects largeObjects{};
    QList<ManifestLeftOut> leftOut{};
    /// In English.
    QStringList warnings{};

    [[nodiscard]] qint64 rows() const;
    [[nodiscard]] qint64 rawBytes() const;
    bool operator==(const Manifest &) const = default;
};

/// As it is written.
[[nodiscard]] QByteArray toJson(const Manifest &manifest);

/// Reads what toJson() wrote, and nothing that is not whole: every member must be there and be what it should be, none
/// may be there twice; members that are not known are left aside. `subject` names the file in errors.
/// Errors: FormatUnsupported for a version that is not known; FileDamaged, FileTooLarge.
[[nodiscard]] Result<Manifest> manifestFromJson(const QByteArray &json, const QString &subject);

/// The name of the manifest beside a file.
[[nodiscard]] QString manifestPath(const QString &filePath);
/// Writes it beside the file it is of (0600), whole or not at all. Errors: FileUnwritable, LocalDiskFull.
Result<> writeManifestBeside(const QString &filePath, const Manifest &manifest);
/// Reads it from there. Errors: FileUnreadable, and those of manifestFromJson().
[[nodiscard]] Result<Manifest> readManifestBeside(const QString &filePath);

} // namespace engine::formats
