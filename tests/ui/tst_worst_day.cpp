// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/backup_records.h"
#include "tests/support/patience.h"
#include "tests/support/test_server.h"
#include "tests/ui/real_window.h"
#include "tests/ui/seen.h"
#include "ui/backups/backup_details.h"
#include "ui/backups/backups_screen.h"
#include "ui/environments/environment_card_view.h"
#include "ui/environments/environments_screen.h"
#include "ui/restore/restore_screen.h"

#include <QCheckBox>
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
using engine::store::BackupRecord;
using engine::store::ProofLevel;
using tests::button;
using tests::choose;
using tests::says;
using tests::TestServer;
using namespace ui;

/// A person's way from the first click to the worst day, in the real window: back up, prove, find a file that was
/// damaged, restore what somebody sent. With SOSIE_TEST_PICTURES=FOLDER each step leaves a picture there.
class TestWorstDay final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto server = TestServer::start();
        QVERIFY2(server, "there is no server");
        m_server = *std::move(server);
        for (const QString &name : {u"shop"_s, u"essai"_s, u"sent"_s})
            m_server->createDatabase(name);
        m_server->psql(u"shop"_s, u"CREATE TABLE orders (id bigint PRIMARY KEY, email text, note text);"
                                  "INSERT INTO orders SELECT n, 'p' || n || '@shop.example', repeat('x', 200)"
                                  " FROM generate_series(1, 2000) AS n; ANALYZE;"_s);
        m_server->psql(u"sent"_s, u"CREATE TABLE people (id bigint PRIMARY KEY, email text);"
                                  "INSERT INTO people SELECT n, 'p' || n || '@real.example'"
                                  " FROM generate_series(1, 300) AS n; ANALYZE;"_s);
        m_server->psql(u"essai"_s, u"CREATE TABLE mine (id int); INSERT INTO mine VALUES (1), (2)"_s);
        m_real = std::make_unique<tests::RealWindow>();
        m_real->add(u"shop"_s, EnvironmentType::Production, m_server->connectionValues(u"shop"_s));
        m_real->add(u"essai"_s, EnvironmentType::Test, m_server->connectionValues(u"essai"_s));
        m_real->open();
        m_real->window().resize(1280, 720);
        m_cards = m_real->page<EnvironmentsScreen>();
        m_backups = m_real->page<BackupsScreen>();
        m_restore = m_real->page<RestoreScreen>();
        QTRY_COMPARE_WITH_TIMEOUT(m_cards->findChildren<EnvironmentCardView *>().size(), 2, tests::patience);
    }

    void cleanupTestCase()
    {
        m_real.reset();
        m_server.reset();
    }

    void oneClickBacksUp()
    {
        QTest::mouseClick(button<QPushButton>(*card(u"shop"_s), u"Full backup"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_cards, u"every row is in it"_s), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(says(*card(u"shop"_s), u"Restorable: just now"_s), tests::patience);
        picture(u"1-backed-up"_s);
    }

    void theBackupSaysWhatItHolds()
    {
        m_real->window().showPage(u"backups"_s);
        auto *list = m_backups->findChild<QTableView *>();
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 1, tests::patience);
        list->selectRow(0);
        const auto *details = m_backups->findChild<BackupDetails *>();
        QTRY_VERIFY_WITH_TIMEOUT(says(*details, u"Content complete, just now"_s), tests::patience);
        QTRY_VERIFY_WITH_TIMEOUT(button<QPushButton>(*details, u"Contents"_s) != nullptr, tests::patience);
        QTest::mouseClick(button<QPushButton>(*details, u"Contents"_s), Qt::LeftButton);
        const auto *tables = details->findChild<QTableView *>();
        QTRY_COMPARE_WITH_TIMEOUT(tables->model()->rowCount(), 1, tests::patience);
        QCOMPARE(tables->model()->index(0, 0).data().toString(), u"public.orders"_s);
        QCOMPARE(tables->model()->index(0, 1).data().toString(), u"2,000"_s);
        picture(u"2-contents"_s);
        QTest::mouseClick(button<QPushButton>(*details, u"Overview"_s), Qt::LeftButton);
    }

    void theTrialProvesIt()
    {
        const auto *details = m_backups->findChild<BackupDetails *>();
        QTest::mouseClick(button<QPushButton>(*details, u"Restore it on trial"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(onlyBackup().proof, ProofLevel::Restored, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(says(*details, u"Restore trial passed, just now"_s), tests::patience);
        picture(u"3-proven"_s);
    }

    void aFlippedByteIsFound()
    {
        QFile file(onlyBackup().path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const qint64 middle = file.size() / 2;
        file.seek(middle);
        const char byte = file.read(1).at(0);
        file.seek(middle);
        QCOMPARE(file.write(QByteArray(1, char(byte ^ 1))), 1);
        file.close();
        const auto *details = m_backups->findChild<BackupDetails *>();
        QTest::mouseClick(button<QPushButton>(*details, u"Verify the file"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_backups, u"is damaged or incomplete."_s), 30000);
        QTRY_VERIFY_WITH_TIMEOUT(says(*details, u"Found damaged"_s), tests::patience);
        // Where one looks first it counts no longer.
        m_real->window().showPage(u"environments"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!says(*card(u"shop"_s), u"Restorable: just now"_s), tests::patience);
        m_real->window().showPage(u"backups"_s);
        picture(u"4-damaged"_s);
    }

    void aFileThatSomebodySentIsRestored()
    {
        QVERIFY(m_real->drop({m_real->file(u"sent.dump"_s, m_server->pgDump(u"sent"_s, {u"-Fc"_s}))}));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_restore, u"Archive of pg_dump"_s), 20000);
        picture(u"5-dropped"_s);
        QVERIFY(choose(*m_restore->findChild<QComboBox *>(), u"essai"_s));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_restore, u"What will happen"_s), 60000);
        picture(u"6-plan"_s);
        QTest::keyClicks(m_restore->findChild<QLineEdit *>(u"confirmation"_s), u"essai"_s);
        QTRY_VERIFY_WITH_TIMEOUT(button<QPushButton>(*m_restore, u"Restore to essai"_s)->isEnabled(), tests::patience);
        QTest::mouseClick(button<QPushButton>(*m_restore, u"Restore to essai"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(m_server->psql(u"essai"_s, u"SELECT to_regclass('people') IS NOT NULL"_s),
                                  QByteArray("t"), 60000);
        QTRY_COMPARE_WITH_TIMEOUT(m_server->psql(u"essai"_s, u"SELECT count(*) FROM people"_s), QByteArray("300"),
                                  60000);
        QCOMPARE(m_server->psql(u"essai"_s, u"SELECT count(*) FROM people WHERE email LIKE '%@real.example'"_s),
                 QByteArray("0"));
    }

    /// Only the rows that are ticked: what else the target has stays.
    void oneTableOfItIsRestored()
    {
        m_server->psql(u"sent"_s,
                       u"CREATE TABLE cities (id int PRIMARY KEY, name text);"
                       "INSERT INTO cities SELECT n, 'city ' || n FROM generate_series(1, 50) AS n; ANALYZE"_s);
        m_server->psql(u"essai"_s,
                       u"CREATE TABLE cities (id int PRIMARY KEY, name text);"
                       "INSERT INTO cities VALUES (1, 'mine'); DELETE FROM people WHERE id > 10; ANALYZE"_s);
        m_real->window().showPage(u"restore"_s);
        QVERIFY(m_real->drop({m_real->file(u"again.dump"_s, m_server->pgDump(u"sent"_s, {u"-Fc"_s}))}));
        auto *tree = m_restore->findChild<QTreeView *>();
        QTRY_VERIFY_WITH_TIMEOUT(
            tree->model()->rowCount() == 1 && tree->model()->rowCount(tree->model()->index(0, 0)) == 2, 20000);
        m_restore->findChild<QCheckBox *>(u"choose"_s)->setChecked(true);
        const QModelIndex schema = tree->model()->index(0, 0);
        QCOMPARE(schema.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QVERIFY(tree->model()->setData(schema, Qt::Unchecked, Qt::CheckStateRole));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_restore, u"Tick a table of the file."_s), tests::patience);
        QVERIFY(tree->model()->setData(tree->model()->index(0, 0, schema), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(tree->model()->index(0, 0, schema).data().toString(), u"cities"_s);
        QCOMPARE(schema.data(Qt::CheckStateRole).toInt(), int(Qt::PartiallyChecked));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_restore, u"1 of 2 tables"_s), tests::patience);
        QTest::mouseClick(button<QPushButton>(*m_restore, u"Check"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_restore, u"What will happen"_s), 60000);
        picture(u"7-one-table"_s);
        QTest::keyClicks(m_restore->findChild<QLineEdit *>(u"confirmation"_s), u"essai"_s);
        QTRY_VERIFY_WITH_TIMEOUT(button<QPushButton>(*m_restore, u"Restore to essai"_s)->isEnabled(), tests::patience);
        QTest::mouseClick(button<QPushButton>(*m_restore, u"Restore to essai"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(m_server->psql(u"essai"_s, u"SELECT count(*) FROM cities"_s), QByteArray("50"),
                                  60000);
        QCOMPARE(m_server->psql(u"essai"_s, u"SELECT count(*) FROM people"_s), QByteArray("10"));
    }

private:
    [[nodiscard]] EnvironmentCardView *card(const QString &name) const
    {
        for (auto *view : m_cards->findChildren<EnvironmentCardView *>()) {
            if (view->name() == name)
                return view;
        }
        return nullptr;
    }

    [[nodiscard]] BackupRecord onlyBackup() const
    {
        const auto all = m_real->workspace().backups().page({});
        return all && all->size() == 1 ? all->first() : BackupRecord{};
    }

    void picture(const QString &name) const
    {
        const QString folder = qEnvironmentVariable("SOSIE_TEST_PICTURES");
        if (folder.isEmpty())
            return;
        // What has just changed has its place with the next events.
        QTest::qWait(150);
        m_real->window().grab().save(folder + u'/' + name + u".png"_s);
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<tests::RealWindow> m_real;
    EnvironmentsScreen *m_cards = nullptr;
    BackupsScreen *m_backups = nullptr;
    RestoreScreen *m_restore = nullptr;
};

QTEST_MAIN(TestWorstDay)
#include "tst_worst_day.moc"
