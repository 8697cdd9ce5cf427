// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/backup_records.h"
#include "tests/support/patience.h"
#include "tests/support/test_server.h"
#include "tests/ui/real_window.h"
#include "tests/ui/seen.h"
#include "ui/activity/activity_screen.h"
#include "ui/backups/backups_screen.h"
#include "ui/environments/environment_card_view.h"
#include "ui/environments/environments_screen.h"
#include "ui/main_window.h"
#include "ui/run/activity_bar.h"
#include "ui/run/run_view.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QPushButton>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using engine::environments::EnvironmentType;
using engine::store::BackupRecord;
using engine::store::ProofLevel;
using tests::button;
using tests::says;
using tests::TestServer;
using namespace ui;

/// « Sauvegarde Complète » as a person clicks it, in the real window, on a real server.
class TestBackupInWindow final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto server = TestServer::start();
        QVERIFY2(server, "there is no server");
        m_server = *std::move(server);
        for (const QString &name : {u"shop"_s, u"essai"_s}) {
            m_server->createDatabase(name);
            m_server->psql(name, u"CREATE TABLE orders (id bigint PRIMARY KEY, email text, note text);"
                                 "INSERT INTO orders SELECT n, 'p' || n || '@shop.example', repeat('x', 200)"
                                 " FROM generate_series(1, 2000) AS n; ANALYZE;"_s);
        }
    }

    void init()
    {
        m_real = std::make_unique<tests::RealWindow>();
        m_real->add(u"shop"_s, EnvironmentType::Production, m_server->connectionValues(u"shop"_s));
        m_real->add(u"essai"_s, EnvironmentType::Test, m_server->connectionValues(u"essai"_s));
        m_real->open();
        m_window = &m_real->window();
        m_page = m_real->page<EnvironmentsScreen>();
        QTRY_COMPARE(m_page->findChildren<EnvironmentCardView *>().size(), 2);
    }

    void cleanup() { m_real.reset(); }

    void cleanupTestCase() { m_server.reset(); }

    void oneClickLeavesAFileThatStockProgramsRead()
    {
        QVERIFY(says(*card(u"shop"_s), u"Never backed up"_s));
        const QPushButton *backUp = button<QPushButton>(*card(u"shop"_s), u"Full backup"_s);
        QCOMPARE(backUp->property("kind").toString(), u"primary"_s);
        QCOMPARE(button<QPushButton>(*card(u"essai"_s), u"Full backup"_s)->property("kind").toString(), QString());
        QTest::mouseClick(button<QPushButton>(*card(u"shop"_s), u"Full backup"_s), Qt::LeftButton);
        // At once, whatever the server takes.
        QVERIFY(button<QPushButton>(*card(u"shop"_s), u"Being backed up"_s) != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"shop is backed up: "_s), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"every row is in it"_s), 60000);
        // No dialog came, and nobody was taken to another page.
        QVERIFY(QApplication::activeModalWidget() == nullptr);
        QVERIFY(m_page->isVisible());
        const BackupRecord record = onlyBackup();
        QVERIFY2(says(*m_page, record.path), qPrintable(record.path));
        QCOMPARE(record.proof, ProofLevel::ContentComplete);
        QVERIFY(QFileInfo::exists(record.path));
        QProcess restore;
        restore.start(u"pg_restore"_s, {u"-l"_s, record.path});
        QVERIFY(restore.waitForFinished(30000));
        QCOMPARE(restore.exitCode(), 0);
        QVERIFY(restore.readAllStandardOutput().contains("TABLE DATA public orders"));
        QTRY_VERIFY(says(*card(u"shop"_s), u"Restorable: just now"_s));
        QTRY_VERIFY(button<QPushButton>(*card(u"shop"_s), u"Full backup"_s) != nullptr);
    }

    void theSameTwiceAtOnceIsRefusedAndAnotherIsNot()
    {
        // Whoever holds this keeps every backup of the table from going on.
        Holder holder(*m_server, u"shop"_s);
        QTest::mouseClick(button<QPushButton>(*card(u"shop"_s), u"Full backup"_s), Qt::LeftButton);
        QTest::mouseClick(button<QPushButton>(*card(u"shop"_s), u"Being backed up"_s), Qt::LeftButton);
        QVERIFY(says(*m_page, u"shop is being backed up already."_s));
        QTest::mouseClick(button<QPushButton>(*card(u"essai"_s), u"Full backup"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"essai is backed up: "_s), 60000);
        QVERIFY(button<QPushButton>(*card(u"shop"_s), u"Being backed up"_s) != nullptr);
        holder.release();
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"shop is backed up: "_s), 60000);
        QTRY_COMPARE(m_real->workspace().backups().page({}).value().size(), 2);
    }

    void theKeyboardBacksUpTheCardThatHasTheFocus()
    {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window, tests::patience));
        button<QPushButton>(*card(u"essai"_s), u"Full backup"_s)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_B, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"essai is backed up: "_s), 60000);
        QCOMPARE(onlyBackup().environment, u"essai"_s);
    }

    void withoutAnyFocusItIsTheProduction()
    {
        m_window->showPage(u"clone"_s);
        QTest::keyClick(m_window, Qt::Key_B, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_window, u"shop is backed up: "_s), 60000);
    }

    void whatStandsInTheWayIsSaidAndTriedAgain()
    {
        m_server->psql(u"postgres"_s, u"ALTER DATABASE essai RENAME TO elsewhere"_s);
        QTest::mouseClick(button<QPushButton>(*card(u"essai"_s), u"Full backup"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"essai was not backed up."_s), 60000);
        QVERIFY(says(*m_page, u"Nothing was written"_s));
        QVERIFY(button<QPushButton>(*card(u"essai"_s), u"Full backup"_s) != nullptr);
        m_server->psql(u"postgres"_s, u"ALTER DATABASE elsewhere RENAME TO essai"_s);
        QTest::mouseClick(button<QPushButton>(*m_page, u"Try again"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"essai is backed up: "_s), 60000);
    }

    void theActivityShowsItsStagesAndCancels()
    {
        // Held where it reads the rows: after the plan.
        m_server->psql(u"shop"_s, u"INSERT INTO orders SELECT n, 'x', repeat('y', 400) FROM generate_series(100000, "
                                  "500000) AS n"_s);
        QTest::mouseClick(button<QPushButton>(*card(u"shop"_s), u"Full backup"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(visibleBar() != nullptr, tests::patience);
        QTest::mouseClick(button<QPushButton>(*visibleBar(), u"View"_s), Qt::LeftButton);
        auto *activity = m_window->findChild<ActivityScreen *>();
        QVERIFY(activity->isVisible());
        QVERIFY(says(*activity, u"Backing up shop"_s));
        QPushButton *cancel = button<QPushButton>(*activity, u"Cancel"_s);
        QVERIFY(cancel != nullptr);
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_window, u"The backup of shop was cancelled, as you asked."_s),
                                 tests::patience);
        QVERIFY(says(*activity, u"Report"_s));
        m_server->psql(u"shop"_s, u"DELETE FROM orders WHERE id >= 100000; VACUUM orders"_s);
        const auto records = m_real->workspace().backups().page({});
        // On a busy machine it may not even have begun its record.
        QVERIFY(records && records->size() <= 1);
        QVERIFY(records->isEmpty() || !QFileInfo::exists(records->first().path));
    }

    void theBackupsPageHasTheButtonToo()
    {
        m_window->showPage(u"backups"_s);
        auto *page = m_window->findChild<BackupsScreen *>();
        emit page->dialogRequested(u"backup"_s, u"shop"_s);
        QTRY_VERIFY_WITH_TIMEOUT(says(*page, u"shop is backed up: "_s), 60000);
        QVERIFY(button<QPushButton>(*page, u"Full backup"_s) != nullptr);
    }

private:
    /// Holds a table in another session until it is let go.
    class Holder final
    {
    public:
        Holder(const TestServer &server, const QString &database)
        {
            const auto values = server.connectionValues(database);
            QStringList arguments{u"-X"_s, u"-q"_s};
            for (const auto &[keyword, option] : {std::pair{"host", "-h"}, {"port", "-p"}, {"user", "-U"}})
                if (values.contains(keyword))
                    arguments << QString::fromLatin1(option) << QString::fromStdString(values.at(keyword));
            m_psql.start(u"psql"_s, arguments << database);
            m_psql.waitForStarted();
            m_psql.write("BEGIN; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE; SELECT 'held';\n");
            while (!m_psql.readAllStandardOutput().contains("held") && m_psql.waitForReadyRead(10000)) {}
        }
        ~Holder() { release(); }
        Holder(const Holder &) = delete;
        Holder &operator=(const Holder &) = delete;
        void release()
        {
            m_psql.closeWriteChannel();
            m_psql.waitForFinished(10000);
        }

    private:
        QProcess m_psql;
    };

    [[nodiscard]] EnvironmentCardView *card(const QString &name) const
    {
        for (auto *view : m_page->findChildren<EnvironmentCardView *>()) {
            if (view->name() == name)
                return view;
        }
        return nullptr;
    }

    [[nodiscard]] ActivityBar *visibleBar() const
    {
        for (auto *bar : m_window->findChildren<ActivityBar *>()) {
            if (bar->isVisible())
                return bar;
        }
        return nullptr;
    }

    [[nodiscard]] BackupRecord onlyBackup() const
    {
        const auto all = m_real->workspace().backups().page({});
        return all && all->size() == 1 ? all->first() : BackupRecord{};
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<tests::RealWindow> m_real;
    MainWindow *m_window = nullptr;
    EnvironmentsScreen *m_page = nullptr;
};

QTEST_MAIN(TestBackupInWindow)
#include "tst_backup_in_window.moc"
