// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/language.h"
#include "tests/faults/cli_home.h"
#include "tests/support/patience.h"
#include "tests/support/test_server.h"
#include "tests/ui/real_window.h"
#include "tests/ui/seen.h"
#include "ui/activity/activity_screen.h"
#include "ui/clone/clone_screen.h"
#include "ui/clone/row_choice_view.h"
#include "ui/main_window.h"
#include "ui/rollback/rollback_dialog.h"
#include "ui/run/run_view.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include <memory>
#include <thread>

using namespace Qt::StringLiterals;
using engine::environments::EnvironmentType;
using tests::button;
using tests::says;
using tests::TestServer;
using namespace ui;

namespace {

void choose(const QWidget &page, const QString &end, const QString &environment)
{
    for (auto *combo : page.findChildren<QComboBox *>()) {
        if (combo->accessibleName() != end)
            continue;
        combo->setCurrentIndex(combo->findData(environment));
        emit combo->activated(combo->currentIndex());
        return;
    }
    QFAIL("the page has no such field");
}

QLineEdit *confirmation(const QWidget &page)
{
    for (auto *field : page.findChildren<QLineEdit *>()) {
        if (field->isVisible() && field->accessibleName().contains(u"to confirm"_s))
            return field;
    }
    return nullptr;
}

} // namespace

/// The main job as a person does it, in the real window, on a real server: read the plan, start, cancel, start again,
/// roll back.
class TestCloneInWindow final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_real = std::make_unique<tests::RealWindow>();
        auto server = TestServer::start();
        QVERIFY2(server, "there is no server");
        m_server = *std::move(server);
        m_server->createDatabase(u"shop"_s);
        m_server->createDatabase(u"copy"_s);
        // Enough rows that Cancel comes while they are on their way.
        m_server->psql(u"shop"_s, u"CREATE TABLE orders (id bigint PRIMARY KEY, email text, note text);"
                                  "INSERT INTO orders SELECT n, 'p' || n || '@shop.example', repeat('x', 200)"
                                  " FROM generate_series(1, 400000) AS n; ANALYZE;"_s);
        m_server->psql(u"copy"_s, u"CREATE TABLE kept (id int PRIMARY KEY, word text);"
                                  "INSERT INTO kept VALUES (1, 'before'), (2, 'as well');"_s);
        m_real->add(u"shop"_s, EnvironmentType::Production, m_server->connectionValues(u"shop"_s));
        m_real->add(u"copy"_s, EnvironmentType::Test, m_server->connectionValues(u"copy"_s));
        m_before = m_server->schemaDump(u"copy"_s);
        openWindow();
    }

    void cleanupTestCase()
    {
        m_real.reset();
        m_server.reset();
    }

    void aPlanThatIsBeingReadHoldsNoConnection()
    {
        choose(*m_page, u"Source"_s, u"shop"_s);
        choose(*m_page, u"Target"_s, u"copy"_s);
        QTRY_VERIFY_WITH_TIMEOUT(confirmation(*m_page) != nullptr, tests::patience);
        // A layout shows its new labels with the next events.
        QTRY_VERIFY(says(*m_page, u"What will happen"_s));
        QTRY_COMPARE(m_server->psql(u"postgres"_s, u"SELECT count(*) FROM pg_stat_activity WHERE datname IN "
                                                   "('shop', 'copy')"_s),
                     QByteArray("0"));
    }

    void thePlanChangesItsLanguageWithoutBeingMadeAgain()
    {
        QVERIFY(says(*m_page, u"Read 1 table(s) of \"shop\""_s) || says(*m_page, u"Read 1 table of \"shop\""_s));
        app::installLanguage(u"fr"_s);
        QTRY_VERIFY(says(*m_page, u"Ce qui va se passer"_s));
        QVERIFY(button<QPushButton>(*m_page, u"Vérifier de nouveau"_s)->isEnabled());
        QVERIFY(says(*m_page, u"Lire 1 table de «\u202fshop\u202f» à un seul et même instant"_s));
        app::installLanguage(u"en"_s);
        QTRY_VERIFY(says(*m_page, u"Read 1 table of \"shop\""_s));
        QVERIFY(says(*m_page, u"What will happen"_s));
        QVERIFY(button<QPushButton>(*m_page, u"Check again"_s)->isEnabled());
    }

    void aGroupOfTablesIsUnderstood()
    {
        QVERIFY(m_real->workspace().tableGroupStore().set("big", {"orders"}));
        QLineEdit *patterns = field(u"Without rows, by pattern"_s);
        QVERIFY(patterns != nullptr);
        QTest::keyClicks(patterns, u"@big"_s);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"@big: public.orders"_s), tests::patience);
        patterns->selectAll();
        QTest::keyClick(patterns, Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(!says(*m_page, u"@big"_s) && confirmation(*m_page) != nullptr, tests::patience);
    }

    void cancellingLeavesTheTargetAsBeforeWithinTwoSeconds()
    {
        startClone();
        auto *run = m_runs->findChild<RunView *>();
        QTRY_VERIFY(run->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(says(*run, u" rows of about"_s), tests::patience);
        QTest::qWait(200);
        QElapsedTimer clock;
        clock.start();
        QPushButton *cancel = button<QPushButton>(*run, u"Cancel"_s);
        QVERIFY(cancel != nullptr);
        QTest::mouseClick(cancel, Qt::LeftButton);
        QVERIFY(says(*run, u"the target is being put back"_s));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_runs, u"Cancelled, as you asked."_s), tests::patience);
        QVERIFY2(clock.elapsed() < tests::allowed(2000), qPrintable(QString::number(clock.elapsed())));
        QVERIFY(says(*m_runs, u"copy was put back as it was."_s));
        targetIsAsBefore();
    }

    void aCloneThatEndedCanBeRolledBackFromItsReport()
    {
        QTest::mouseClick(button<QPushButton>(*m_runs, u"New clone"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(confirmation(*m_page) != nullptr, tests::patience);
        startClone();
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_runs, u"copy is now a double of shop"_s), 240000);
        QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*), count(*) FILTER (WHERE email LIKE '%@shop.example') "
                                           "FROM orders"_s),
                 QByteArray("400000|0"));
        QTest::mouseClick(button<QPushButton>(*m_runs, u"Roll back"_s), Qt::LeftButton);
        auto *dialog = m_window->findChild<RollbackDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        // The copy is dropped only when its name was typed, and just that.
        auto *name = dialog->findChild<QLineEdit *>();
        QTRY_VERIFY_WITH_TIMEOUT(name != nullptr && name->isVisible(), tests::patience);
        QTest::keyClicks(name, u"cop"_s);
        QVERIFY(!button<QPushButton>(*dialog, u"Roll copy back"_s)->isEnabled());
        QTest::keyClicks(name, u"y"_s);
        QTRY_VERIFY_WITH_TIMEOUT(button<QPushButton>(*dialog, u"Roll copy back"_s)->isEnabled(), tests::patience);
        // Enter keeps everything as it is.
        QVERIFY(!button<QPushButton>(*dialog, u"Roll copy back"_s)->isDefault());
        QTest::mouseClick(button<QPushButton>(*dialog, u"Roll copy back"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_runs, u"copy is back as it was before the clone"_s), tests::patience);
        targetIsAsBefore();
    }

    void onlyTheRowsThatWereChosenArriveAndThoseOfTheTargetStay()
    {
        QTest::mouseClick(button<QPushButton>(*m_runs, u"New clone"_s), Qt::LeftButton);
        // A new one keeps nothing of the last.
        choose(*m_page, u"Source"_s, u"shop"_s);
        choose(*m_page, u"Target"_s, u"copy"_s);
        QTest::mouseClick(button<QPushButton>(*m_page, u"Choose rows"_s), Qt::LeftButton);
        auto *conditions = m_page->findChild<RowChoiceView *>()->parentWidget()->findChild<QPlainTextEdit *>();
        QVERIFY(conditions->isVisible());
        QTest::keyClicks(conditions, u"orders=id <= 100 and (email like 'p1%'"_s);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"The choice of rows"_s), tests::patience);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"missing )"_s), tests::patience);
        QVERIFY(!button<QPushButton>(*m_page, u"Clone to copy"_s)->isEnabled());
        QTest::keyClicks(conditions, u")"_s);
        QTest::keyClicks(field(u"Tables of the target whose rows stay"_s), u"kept"_s);
        QTRY_VERIFY_WITH_TIMEOUT(confirmation(*m_page) != nullptr, tests::patience);
        startClone();
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_runs, u"copy is now a double of shop"_s), 240000);
        const QString ids = u"SELECT string_agg(id::text, ',' ORDER BY id) FROM orders"_s;
        const QByteArray arrived = m_server->psql(u"copy"_s, ids);
        QCOMPARE(arrived, m_server->psql(u"shop"_s, ids + u" WHERE id <= 100 AND email LIKE 'p1%'"_s));
        QCOMPARE(arrived.count(','), 11);
        QCOMPARE(m_server->psql(u"copy"_s, u"SELECT string_agg(word, ',' ORDER BY id) FROM kept"_s),
                 QByteArray("before,as well"));
    }

    void aTargetThatAnotherProgramLeftHalfDoneIsShownAsThatFromTheStartAndPutBack()
    {
        m_real->close();
        m_server->createDatabase(u"half"_s);
        m_server->psql(u"half"_s, u"CREATE TABLE kept (id int PRIMARY KEY, word text);"
                                  "INSERT INTO kept VALUES (1, 'before'), (2, 'as well');"_s);
        const QStringList before = m_server->schemaDump(u"half"_s);
        {
            // Another home: what this one knows of the clone is in its database alone.
            tests::CliHome elsewhere;
            elsewhere.addEnvironment(u"shop"_s, u"production"_s, m_server->connectionInfo(u"shop"_s));
            elsewhere.addEnvironment(u"half"_s, u"test"_s, m_server->connectionInfo(u"half"_s));
            const auto program = elsewhere.start(
                {u"clone"_s, u"--source"_s, u"shop"_s, u"--target"_s, u"half"_s, u"--confirm"_s, u"half"_s});
            QTRY_VERIFY_WITH_TIMEOUT(
                m_server->psql(u"half"_s, u"SELECT to_regclass('public.orders') IS NOT NULL"_s) == "t", 60000);
            program->kill();
            program->waitForFinished();
        }
        m_real->add(u"half"_s, EnvironmentType::Test, m_server->connectionValues(u"half"_s));
        openWindow();
        // On whatever page, as soon as the databases have answered.
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_window, u"A clone did not end in: "_s), tests::patience);
        m_window->showPage(u"environments"_s);
        QVERIFY(says(*m_window, u"Incomplete: the clone of"_s));
        QTest::mouseClick(button<QPushButton>(*m_window, u"Put it back"_s), Qt::LeftButton);
        auto *dialog = m_window->findChild<RollbackDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        auto *name = dialog->findChild<QLineEdit *>();
        QPushButton *start = button<QPushButton>(*dialog, u"Roll half back"_s);
        QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled() || name->isVisible(), tests::patience);
        if (name->isVisible())
            QTest::keyClicks(name, u"half"_s);
        QTRY_VERIFY(start->isEnabled());
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_runs, u"half is back as it was before the clone"_s), tests::patience);
        QTRY_VERIFY_WITH_TIMEOUT(!says(*m_window, u"A clone did not end in: "_s), tests::patience);
        QCOMPARE(m_server->schemaDump(u"half"_s), before);
    }

    void theRemedyIsOfferedAtTheProblem()
    {
        m_server->createDatabase(u"torn"_s);
        m_server->psql(u"torn"_s,
                       u"CREATE TABLE house (id int PRIMARY KEY); CREATE TABLE room (id int PRIMARY KEY, house int "
                       "CONSTRAINT of_house REFERENCES house); SET session_replication_role = replica; "
                       "INSERT INTO room VALUES (1, 7), (2, 8)"_s);
        m_real->add(u"torn"_s, EnvironmentType::Development, m_server->connectionValues(u"torn"_s));
        openWindow();
        const auto isTickable = [this] {
            const auto boxes = m_page->findChildren<QCheckBox *>();
            return std::any_of(boxes.begin(), boxes.end(), [](const QCheckBox *box) {
                return box->isVisible() && box->text().contains(u"break a key of the source"_s);
            });
        };
        choose(*m_page, u"Source"_s, u"torn"_s);
        choose(*m_page, u"Target"_s, u"copy"_s);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"of_house: 2"_s), tests::patience);
        QVERIFY(button<QPushButton>(*m_page, u"Leave these rows out, and list them…"_s) != nullptr);
        QVERIFY(isTickable());
        choose(*m_page, u"Source"_s, u"shop"_s);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"What will happen"_s), tests::patience);
        QVERIFY(!isTickable());
    }

    void whoHoldsALockIsNamedWhileItIsWaitedFor()
    {
        m_server->createDatabase(u"stock"_s);
        m_server->createDatabase(u"stock_copy"_s);
        const QString outside = u"CREATE SCHEMA ext; CREATE TABLE ext.kinds (id int PRIMARY KEY);"
                                "INSERT INTO ext.kinds SELECT generate_series(1, 9);"_s;
        m_server->psql(u"stock"_s, outside
                                       + u"CREATE TABLE things (id int PRIMARY KEY, kind int REFERENCES ext.kinds);"
                                         "INSERT INTO things SELECT n, n FROM generate_series(1, 9) AS n"_s);
        m_server->psql(u"stock_copy"_s, outside);
        m_real->add(u"stock"_s, EnvironmentType::Test, m_server->connectionValues(u"stock"_s));
        m_real->add(u"stock copy"_s, EnvironmentType::Test, m_server->connectionValues(u"stock_copy"_s));
        openWindow();
        choose(*m_page, u"Source"_s, u"stock"_s);
        choose(*m_page, u"Target"_s, u"stock copy"_s);
        QLineEdit *schemas = field(u"Schemas to clone"_s);
        QVERIFY(schemas != nullptr);
        QTest::keyClicks(schemas, u"public"_s);
        QPushButton *start = button<QPushButton>(*m_page, u"Clone to stock copy"_s);
        QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), tests::patience);

        // As whoever writes to it and goes to lunch.
        std::thread holder([this] {
            static_cast<void>(m_server->tryPsql(
                u"stock_copy"_s, u"BEGIN; LOCK TABLE ext.kinds IN ROW EXCLUSIVE MODE; SELECT pg_sleep(120)"_s));
        });
        const QString pidSql = u"SELECT pid FROM pg_stat_activity WHERE query LIKE '%pg_sleep(120)' AND "
                               "pid <> pg_backend_pid() AND wait_event = 'PgSleep'"_s;
        QByteArray pid;
        QTRY_VERIFY(!(pid = m_server->psql(u"postgres"_s, pidSql)).isEmpty());
        QTest::mouseClick(start, Qt::LeftButton);
        const auto *run = m_runs->findChild<RunView *>();
        const QString expected = u"process "_s + QString::fromLatin1(pid);
        QTRY_VERIFY_WITH_TIMEOUT(says(*run, expected), tests::patience);
        QVERIFY(says(*run, u"user \"postgres\""_s));
        QVERIFY(says(*run, u"since"_s));
        m_server->psql(u"postgres"_s, u"SELECT pg_terminate_backend(%1)"_s.arg(QString::fromLatin1(pid)));
        holder.join();
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_runs, u"stock copy is now a double of stock"_s), 60000);
    }

    void aCheckThatTakesLongSaysSo()
    {
        openWindow();
        std::thread holder([this] {
            static_cast<void>(m_server->tryPsql(
                u"stock"_s, u"BEGIN; LOCK TABLE things IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(121)"_s));
        });
        const QString pidSql = u"SELECT pid FROM pg_stat_activity WHERE query LIKE '%pg_sleep(121)' AND "
                               "pid <> pg_backend_pid() AND wait_event = 'PgSleep'"_s;
        QByteArray pid;
        QTRY_VERIFY(!(pid = m_server->psql(u"postgres"_s, pidSql)).isEmpty());
        choose(*m_page, u"Source"_s, u"stock"_s);
        choose(*m_page, u"Target"_s, u"stock copy"_s);
        // A word about the wait, or that it was tried again: whichever comes first.
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"The check has been going on for"_s) || says(*m_page, u": try 2 of"_s),
                                 tests::patience);
        m_server->psql(u"postgres"_s, u"SELECT pg_terminate_backend(%1)"_s.arg(QString::fromLatin1(pid)));
        holder.join();
    }

private:
    /// On the clone page, once it has what there is to choose from.
    void openWindow()
    {
        m_real->open();
        m_window = &m_real->window();
        m_window->showPage(u"clone"_s);
        m_page = m_window->findChild<CloneScreen *>();
        m_runs = m_window->findChild<ActivityScreen *>();
        QTRY_VERIFY(m_page->findChildren<QComboBox *>().first()->count()
                    == m_real->workspace().environments()->size() + 1);
    }

    [[nodiscard]] QLineEdit *field(const QString &name) const
    {
        for (auto *candidate : m_page->findChildren<QLineEdit *>()) {
            if (candidate->accessibleName() == name)
                return candidate;
        }
        return nullptr;
    }

    void startClone()
    {
        QTest::keyClicks(confirmation(*m_page), u"copy"_s);
        QPushButton *start = button<QPushButton>(*m_page, u"Clone to copy"_s);
        QVERIFY(start != nullptr);
        QTRY_VERIFY(start->isEnabled());
        QTest::mouseClick(start, Qt::LeftButton);
    }

    void targetIsAsBefore() const
    {
        QCOMPARE(m_server->schemaDump(u"copy"_s), m_before);
        QCOMPARE(m_server->psql(u"copy"_s, u"SELECT string_agg(word, ',' ORDER BY id) FROM kept"_s),
                 QByteArray("before,as well"));
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<tests::RealWindow> m_real;
    MainWindow *m_window = nullptr;
    CloneScreen *m_page = nullptr;
    /// Where runs and their reports are shown.
    ActivityScreen *m_runs = nullptr;
    QStringList m_before;
};

QTEST_MAIN(TestCloneInWindow)
#include "tst_clone_in_window.moc"
