// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/partial_file.h"
#include "engine/formats/container/container_writer.h"
#include "engine/store/backup_records.h"
#include "tests/support/patience.h"
#include "tests/support/test_server.h"
#include "tests/ui/real_window.h"
#include "tests/ui/seen.h"
#include "ui/activity/activity_screen.h"
#include "ui/anonymize/anonymization_screen.h"
#include "ui/backups/backups_screen.h"
#include "ui/environments/environment_card_view.h"
#include "ui/environments/environments_screen.h"
#include "ui/restore/restore_screen.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QTreeView>

#include <memory>

using namespace Qt::StringLiterals;
using engine::environments::EnvironmentType;
using tests::button;
using tests::choose;
using tests::says;
using tests::TestServer;
using namespace ui;

/// A file that somebody sent, dropped on the real window, and restored on a real server.
class TestRestoreInWindow final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto server = TestServer::start();
        QVERIFY2(server, "there is no server");
        m_server = *std::move(server);
        for (const QString &name : {u"sent"_s, u"essai"_s, u"shop"_s})
            m_server->createDatabase(name);
        m_server->psql(u"sent"_s, u"CREATE TABLE people (id bigint PRIMARY KEY, email text);"
                                  "INSERT INTO people SELECT n, 'p' || n || '@real.example'"
                                  " FROM generate_series(1, 300) AS n; ANALYZE;"_s);
        m_server->psql(u"essai"_s, u"CREATE TABLE mine (id int); INSERT INTO mine VALUES (1), (2)"_s);
    }

    void init()
    {
        m_real = std::make_unique<tests::RealWindow>();
        m_real->add(u"shop"_s, EnvironmentType::Production, m_server->connectionValues(u"shop"_s));
        m_real->add(u"essai"_s, EnvironmentType::Test, m_server->connectionValues(u"essai"_s));
        m_real->open();
        m_page = m_real->page<RestoreScreen>();
        QVERIFY(m_page != nullptr);
    }

    void cleanup() { m_real.reset(); }

    void cleanupTestCase() { m_server.reset(); }

    void aDroppedArchiveIsShownPlannedAndRestored()
    {
        const QString path = m_real->file(u"whatever.pdf"_s, m_server->pgDump(u"sent"_s, {u"-Fc"_s}));
        // Over a field, which would take an address for text.
        QVERIFY(m_real->drop({path}));
        QTRY_VERIFY(m_page->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"Archive of pg_dump"_s), tests::patience);
        const auto *tables = m_page->findChild<QTreeView *>()->model();
        const QModelIndex schema = tables->index(0, 0);
        QCOMPARE(schema.data().toString(), u"public (1 tables)"_s);
        QCOMPARE(tables->index(0, 0, schema).data().toString(), u"people"_s);
        auto *target = m_page->findChild<QComboBox *>();
        const int production = target->findData(u"shop"_s);
        QVERIFY(production >= 0);
        QVERIFY(!(target->model()->index(production, 0).flags() & Qt::ItemIsEnabled));
        QVERIFY(choose(*target, u"essai"_s));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"What will happen"_s), 60000);
        QVERIFY(says(*m_page, u"Load \"whatever.pdf\""_s));
        // The plan of one target is not that of none.
        QVERIFY(choose(*target, QString()));
        QVERIFY(!says(*m_page, u"What will happen"_s));
        QVERIFY(choose(*target, u"essai"_s));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"What will happen"_s), 60000);
        QCOMPARE(m_server->psql(u"essai"_s, u"SELECT count(*) FROM mine"_s), QByteArray("2"));
        auto *start = button<QPushButton>(*m_page, u"Restore to essai"_s);
        QVERIFY(start != nullptr && !start->isEnabled());
        auto *confirmation = m_page->findChild<QLineEdit *>(u"confirmation"_s);
        QVERIFY(confirmation->isVisible());
        QTest::keyClicks(confirmation, u"essai"_s);
        QTRY_VERIFY(start->isEnabled());
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(m_server->psql(u"essai"_s, u"SELECT to_regclass('people') IS NOT NULL"_s),
                                  QByteArray("t"), 60000);
        QTRY_COMPARE_WITH_TIMEOUT(m_server->psql(u"essai"_s, u"SELECT count(*) FROM people"_s), QByteArray("300"),
                                  60000);
        QCOMPARE(m_server->psql(u"essai"_s, u"SELECT count(*) FROM people WHERE email LIKE '%@real.example'"_s),
                 QByteArray("0"));
        const auto *activity = m_real->window().findChild<ActivityScreen *>();
        QTRY_VERIFY_WITH_TIMEOUT(activity->isVisible(), 60000);
    }

    /// Of an archive and of a script alike: covered until somebody asks.
    void theFirstRowsOfATableAreShown_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("of an archive") << QStringList{u"-Fc"_s};
        QTest::newRow("of a script") << QStringList{};
    }

    void theFirstRowsOfATableAreShown()
    {
        QFETCH(const QStringList, options);
        QVERIFY(m_real->drop({m_real->file(u"sent.dump"_s, m_server->pgDump(u"sent"_s, options))}));
        auto *tree = m_page->findChild<QTreeView *>();
        QTRY_COMPARE_WITH_TIMEOUT(tree->model()->rowCount(), 1, 20000);
        tree->setCurrentIndex(tree->model()->index(0, 0, tree->model()->index(0, 0)));
        QTRY_VERIFY(says(*m_page, u"people"_s));
        const auto *rows = m_page->findChild<QTableView *>();
        QTRY_VERIFY(rows->isVisible());
        QCOMPARE(rows->model()->rowCount(), 20);
        QCOMPARE(rows->model()->headerData(1, Qt::Horizontal).toString(), u"email"_s);
        const auto first = [rows] { return rows->model()->index(0, 1).data().toString(); };
        QVERIFY(!first().contains(u'@'));
        QTest::mouseClick(button<QPushButton>(*m_page, u"Show the values"_s), Qt::LeftButton);
        QCOMPARE(first(), u"p1@real.example"_s);
        QTest::mouseClick(button<QPushButton>(*m_page, u"Cover the values"_s), Qt::LeftButton);
        QVERIFY(!first().contains(u'@'));
    }

    void whatIsNoBackupIsASentence_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing") << QByteArray() << u"an empty file"_s;
        QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n1234") << u"an image"_s;
        QTest::newRow("cut off") << m_server->pgDump(u"sent"_s, {u"-Fc"_s}).left(300) << u"is damaged or incomplete"_s;
    }

    void whatIsNoBackupIsASentence()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, words);
        QVERIFY(m_real->drop({m_real->file(u"shop.dump"_s, bytes)}));
        QTRY_VERIFY2_WITH_TIMEOUT(says(*m_page, words), "no such words", tests::patience);
        QVERIFY(!button<QPushButton>(*m_page, u"Restore"_s)->isEnabled());
        QVERIFY(says(*m_page, u"This file cannot be restored."_s));
    }

    void aBackupOfTheListIsRestoredFromThere()
    {
        const auto *cards = m_real->window().findChild<EnvironmentsScreen *>();
        QTRY_COMPARE(cards->findChildren<EnvironmentCardView *>().size(), 2);
        for (const EnvironmentCardView *card : cards->findChildren<EnvironmentCardView *>()) {
            if (card->name() == u"essai"_s)
                QTest::mouseClick(button<QPushButton>(*card, u"Full backup"_s), Qt::LeftButton);
        }
        QTRY_VERIFY_WITH_TIMEOUT(says(*cards, u"every row is in it"_s), 60000);
        m_real->window().showPage(u"backups"_s);
        auto *backups = m_real->window().findChild<BackupsScreen *>();
        auto *list = backups->findChild<QTableView *>();
        QTRY_COMPARE(list->model()->rowCount(), 1);
        list->selectRow(0);
        QTRY_VERIFY(button<QPushButton>(*backups, u"Restore it on trial"_s) != nullptr);
        QTest::mouseClick(button<QPushButton>(*backups, u"Restore it on trial"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(m_real->workspace().backups().page({}).value().first().proof,
                                  engine::store::ProofLevel::Restored, 60000);
        QTest::mouseClick(button<QPushButton>(*backups, u"Restore…"_s), Qt::LeftButton);
        QVERIFY(m_page->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"Archive of pg_dump"_s), tests::patience);
        QVERIFY(choose(*m_page->findChild<QComboBox *>(), u"essai"_s));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"What will happen"_s), 60000);
    }

    void theOverlayIsThereOnlyWhileFilesAreDragged()
    {
        const QString path = m_real->file(u"shop.sql"_s, "CREATE TABLE a (id int);\n");
        QVERIFY(m_real->drag({path}));
        QVERIFY(says(m_real->window(), u"Drop the file"_s));
        QVERIFY(m_real->drop({path}));
        QTRY_VERIFY(!says(m_real->window(), u"Drop the file"_s));
    }

    void aRuleFileOpensWhereRulesAre()
    {
        QVERIFY(m_real->drop({m_real->file(u"rules.toml"_s, "version = 1\n")}));
        QTRY_VERIFY(m_real->window().findChild<AnonymizationScreen *>()->isVisible());
    }

    void anEncryptedFileOpensWithItsPasswordOnly()
    {
        const QString path = m_real->homePath() + u"/shop.sosie"_s;
        seal(path, "CREATE TABLE sealed (id int);\nINSERT INTO sealed VALUES (1);\n");
        QVERIFY(m_real->drop({path}));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"This file is encrypted"_s), 20000);
        QVERIFY(says(*m_page, u"Type the password of the file."_s));
        auto *password = m_page->findChild<QLineEdit *>(u"password"_s);
        QVERIFY(password->isVisible());
        QTest::keyClicks(password, u"wrong"_s);
        QTest::keyClick(password, Qt::Key_Return);
        QCOMPARE(password->text(), QString());
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"The password does not open"_s), 20000);
        QVERIFY(password->isVisible());
        QTest::keyClicks(password, u"correct horse"_s);
        QTest::mouseClick(button<QPushButton>(*m_page, u"Open the file"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"SQL script"_s), 20000);
        QVERIFY(!password->isVisible());
        QVERIFY(choose(*m_page->findChild<QComboBox *>(), u"essai"_s));
        // The plan opens it too, without another question.
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"What will happen"_s), 60000);
    }

    void whatIsPlannedIsStopped()
    {
        const QString path = m_real->file(u"slow.sql"_s, "CREATE TABLE a (id int);\nSELECT pg_sleep(100);\n");
        QVERIFY(m_real->drop({path}));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"SQL script"_s), 20000);
        QVERIFY(choose(*m_page->findChild<QComboBox *>(), u"essai"_s));
        QTRY_VERIFY(button<QPushButton>(*m_page, u"Stop"_s) != nullptr);
        QTest::mouseClick(button<QPushButton>(*m_page, u"Stop"_s), Qt::LeftButton);
        QVERIFY(button<QPushButton>(*m_page, u"Stop"_s) == nullptr);
        QVERIFY(button<QPushButton>(*m_page, u"Check"_s)->isEnabled());
        QVERIFY(says(*m_page, u"Check first."_s));
    }

    void aScriptThatChangedIsNotRestored()
    {
        const QString path = m_real->file(u"shop.sql"_s, "CREATE TABLE a (id int);\n");
        QVERIFY(m_real->drop({path}));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"SQL script"_s), 20000);
        QVERIFY(QFile(path).remove());
        std::ignore = m_real->file(u"shop.sql"_s, "CREATE TABLE another (id int);\n");
        QVERIFY(choose(*m_page->findChild<QComboBox *>(), u"essai"_s));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"changed while it was being read"_s), 60000);
    }

private:
    static void seal(const QString &path, const QByteArray &content)
    {
        using engine::formats::ContainerWriter;
        auto file = engine::PartialFile::create(path).value();
        auto writer = ContainerWriter::create(*file, engine::Secret("correct horse"), path,
                                              {.derivation = {.logN = 4, .r = 1}, .chunkBytes = 64})
                          .value();
        const auto *bytes = reinterpret_cast<const std::byte *>(content.constData());
        QVERIFY(writer->write({bytes, size_t(content.size())}) && writer->finish());
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<tests::RealWindow> m_real;
    RestoreScreen *m_page = nullptr;
};

QTEST_MAIN(TestRestoreInWindow)
#include "tst_restore_in_window.moc"
