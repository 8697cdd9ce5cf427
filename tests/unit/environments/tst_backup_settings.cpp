// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/settings/backup_settings.h"
#include "engine/environments/settings/environment_store.h"
#include "tests/support/result_check.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using engine::ErrorCode;
using engine::environments::BackupSettings;
using engine::environments::Environment;
using engine::environments::EnvironmentStore;

/// Whose backups are encrypted, as a file says it that a person can read.
class TestBackupSettings final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsSetIsThere()
    {
        const QTemporaryDir folder;
        const BackupSettings settings(folder.filePath(u"config"_s));
        QVERIFY(!settings.encrypts(u"shop"_s).value());
        QVERIFY_RESULT(settings.setEncrypts(u"shop \"é\""_s, true));
        QVERIFY_RESULT(settings.setEncrypts(u"other"_s, true));
        QVERIFY_RESULT(settings.setEncrypts(u"shop \"é\""_s, true));
        QCOMPARE(settings.encrypted().value(), (QStringList{u"shop \"é\""_s, u"other"_s}));
        QVERIFY_RESULT(settings.setEncrypts(u"other"_s, false));
        QVERIFY(BackupSettings(folder.filePath(u"config"_s)).encrypts(u"shop \"é\""_s).value());
        QVERIFY(!settings.encrypts(u"other"_s).value());
        QCOMPARE(QFile::permissions(settings.filePath()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void anotherNameKeepsItsBackupsEncrypted()
    {
        const QTemporaryDir folder;
        const EnvironmentStore store(folder.path());
        const BackupSettings settings(folder.path());
        Environment shop{.name = u"shop"_s, .connection = {{"host", "h"}, {"dbname", "d"}}};
        QVERIFY_RESULT(store.add(shop));
        QVERIFY_RESULT(settings.setEncrypts(u"shop"_s, true));
        shop.name = u"boutique"_s;
        QVERIFY_RESULT(store.edit(u"shop"_s, shop));
        QCOMPARE(settings.encrypted().value(), QStringList{u"boutique"_s});
    }

    void whoNeverEncryptsHasNoFile()
    {
        const QTemporaryDir folder;
        const EnvironmentStore store(folder.path());
        Environment shop{.name = u"shop"_s, .connection = {{"host", "h"}, {"dbname", "d"}}};
        QVERIFY_RESULT(store.add(shop));
        shop.name = u"boutique"_s;
        QVERIFY_RESULT(store.edit(u"shop"_s, shop));
        QVERIFY(!QFile::exists(BackupSettings(folder.path()).filePath()));
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no version") << QByteArray("encrypted = []\n");
        QTest::newRow("an unknown key") << QByteArray("version = 1\nfolder = \"x\"\n");
        QTest::newRow("no list") << QByteArray("version = 1\nencrypted = \"shop\"\n");
        QTest::newRow("no names") << QByteArray("version = 1\nencrypted = [1]\n");
        QTest::newRow("no settings at all") << QByteArray("\xff\x00 {");
    }

    /// Never read as "not encrypted".
    void whatIsWrongIsSaid()
    {
        QFETCH(const QByteArray, text);
        const QTemporaryDir folder;
        const BackupSettings settings(folder.path());
        QFile file(settings.filePath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
        file.close();
        QVERIFY_ERROR(settings.encrypts(u"shop"_s), ErrorCode::SettingsInvalid);
        QVERIFY_ERROR(settings.setEncrypts(u"shop"_s, true), ErrorCode::SettingsInvalid);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), text);
    }
};

QTEST_GUILESS_MAIN(TestBackupSettings)

#include "tst_backup_settings.moc"
