// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/paths.h"
#include "engine/store/backup_records.h"
#include "tests/support/patience.h"
#include "tests/support/test_server.h"
#include "tests/ui/seen.h"
#include "tests/ui/test_workspace.h"
#include "ui/activity/activity_screen.h"
#include "ui/all_pages.h"
#include "ui/anonymize/anonymization_screen.h"
#include "ui/backups/backups_screen.h"
#include "ui/desk.h"
#include "ui/environments/environment_card_view.h"
#include "ui/environments/environments_screen.h"
#include "ui/main_window.h"
#include "ui/restore/restore_screen.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <memory>

using namespace Qt::StringLiterals;
using engine::environments::EnvironmentType;
using tests::button;
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
        applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light);
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
        m_home = std::make_unique<QTemporaryDir>();
        engine::setHome(m_home->path());
        m_workspace = std::make_unique<TestWorkspace>();
        m_workspace->add(u"shop"_s, EnvironmentType::Production, m_server->connectionValues(u"shop"_s));
        m_workspace->add(u"essai"_s, EnvironmentType::Test, m_server->connectionValues(u"essai"_s));
        m_window = std::make_unique<MainWindow>(deskWithAllPages(*m_workspace), m_appearance, WindowOptions{});
        m_window->show();
        m_page = m_window->findChild<RestoreScreen *>();
        QVERIFY(m_page != nullptr);
    }

    void cleanup()
    {
        m_window.reset();
        m_workspace.reset();
    }

    void cleanupTestCase() { m_server.reset(); }

    void aDroppedArchiveIsShownPlannedAndRestored()
    {
        const QString path = file(u"whatever.pdf"_s, m_server->pgDump(u"sent"_s, {u"-Fc"_s}));
        // Over a field, which would take an address for text.
        drop({path});
        QVERIFY(m_page->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"Archive of pg_dump"_s), tests::patience);
        const auto *tables = m_page->findChild<QTableView *>();
        QCOMPARE(tables->model()->rowCount(), 1);
        QCOMPARE(tables->model()->index(0, 0).data().toString(), u"public.people"_s);
        auto *target = m_page->findChild<QComboBox *>();
        const int production = target->findData(u"shop"_s);
        QVERIFY(production >= 0);
        QVERIFY(!(target->model()->index(production, 0).flags() & Qt::ItemIsEnabled));
        choose(*target, u"essai"_s);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"What will happen"_s), 60000);
        QVERIFY(says(*m_page, u"Load \"whatever.pdf\""_s));
        // The plan of one target is not that of none.
        choose(*target, QString());
        QVERIFY(!says(*m_page, u"What will happen"_s));
        choose(*target, u"essai"_s);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"What will happen"_s), 60000);
        QCOMPARE(m_server->psql(u"essai"_s, u"SELECT count(*) FROM mine"_s), QByteArray("2"));
        auto *start = button<QPushButton>(*m_page, u"Restore to essai"_s);
        QVERIFY(start != nullptr && !start->isEnabled());
        auto *confirmation = m_page->findChild<QLineEdit *>();
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
        const auto *activity = m_window->findChild<ActivityScreen *>();
        QTRY_VERIFY_WITH_TIMEOUT(activity->isVisible(), 60000);
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
        drop({file(u"shop.dump"_s, bytes)});
        QTRY_VERIFY2_WITH_TIMEOUT(says(*m_page, words), "no such words", tests::patience);
        QVERIFY(!button<QPushButton>(*m_page, u"Restore"_s)->isEnabled());
        QVERIFY(says(*m_page, u"This file cannot be restored."_s));
    }

    void aBackupOfTheListIsRestoredFromThere()
    {
        const auto *cards = m_window->findChild<EnvironmentsScreen *>();
        QTRY_COMPARE(cards->findChildren<EnvironmentCardView *>().size(), 2);
        for (const EnvironmentCardView *card : cards->findChildren<EnvironmentCardView *>()) {
            if (card->name() == u"essai"_s)
                QTest::mouseClick(button<QPushButton>(*card, u"Full backup"_s), Qt::LeftButton);
        }
        QTRY_VERIFY_WITH_TIMEOUT(says(*cards, u"every row is in it"_s), 60000);
        m_window->showPage(u"backups"_s);
        auto *backups = m_window->findChild<BackupsScreen *>();
        auto *list = backups->findChild<QTableView *>();
        QTRY_COMPARE(list->model()->rowCount(), 1);
        list->selectRow(0);
        QTRY_VERIFY(button<QPushButton>(*backups, u"Restore it on trial"_s) != nullptr);
        QTest::mouseClick(button<QPushButton>(*backups, u"Restore it on trial"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT((**m_workspace).backups().page({}).value().first().proof,
                                  engine::store::ProofLevel::Restored, 60000);
        QTest::mouseClick(button<QPushButton>(*backups, u"Restore…"_s), Qt::LeftButton);
        QVERIFY(m_page->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"Archive of pg_dump"_s), tests::patience);
        choose(*m_page->findChild<QComboBox *>(), u"essai"_s);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"What will happen"_s), 60000);
    }

    void aRuleFileOpensWhereRulesAre()
    {
        drop({file(u"rules.toml"_s, "version = 1\n")});
        QVERIFY(m_window->findChild<AnonymizationScreen *>()->isVisible());
    }

private:
    [[nodiscard]] QString file(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_home->path() + u'/' + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
        return file.fileName();
    }

    /// As a desktop sends it, to whatever is under the pointer.
    void drop(const QStringList &files)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString &path : files)
            urls << QUrl::fromLocalFile(path);
        data.setUrls(urls);
        QDragEnterEvent enter({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QVERIFY(says(*m_window, u"Drop the file"_s));
        QDropEvent dropped({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &dropped);
        QVERIFY(dropped.isAccepted());
        QTest::qWait(20);
        QVERIFY(!says(*m_window, u"Drop the file"_s));
    }

    static void choose(QComboBox &combo, const QString &name)
    {
        const int row = combo.findData(name);
        QVERIFY(row >= 0);
        combo.setCurrentIndex(row);
        emit combo.activated(row);
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<QTemporaryDir> m_home;
    Appearance m_appearance;
    std::unique_ptr<TestWorkspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
    RestoreScreen *m_page = nullptr;
};

QTEST_MAIN(TestRestoreInWindow)
#include "tst_restore_in_window.moc"
