// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/patience.h"
#include "tests/support/test_server.h"
#include "tests/ui/real_window.h"
#include "tests/ui/seen.h"
#include "ui/activity/activity_screen.h"
#include "ui/compare/compare_presenter.h"
#include "ui/compare/compare_screen.h"
#include "ui/compare/proof_presenter.h"
#include "ui/compare/proof_view.h"
#include "ui/compare/script_view.h"
#include "ui/environments/environments_screen.h"
#include "ui/rollback/rollback_dialog.h"
#include "ui/shell/actions.h"
#include "ui/theme/style.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

#include <memory>

using namespace Qt::StringLiterals;
using engine::catalog::ObjectKey;
using engine::catalog::ObjectKind;
using engine::environments::EnvironmentType;
using tests::button;
using tests::says;
using tests::TestServer;
using namespace ui;
using State = ProofPresenter::State;

namespace {

constexpr auto wanted = "CREATE TABLE clients (id integer PRIMARY KEY, email varchar(200) NOT NULL, phone text);"
                        "CREATE TABLE orders (id integer PRIMARY KEY, client integer REFERENCES clients);"
                        "CREATE VIEW mails AS SELECT email FROM clients;";
constexpr auto there = "CREATE TABLE clients (id integer PRIMARY KEY, email varchar(120) NOT NULL, old_code integer);"
                       "INSERT INTO clients SELECT n, 'c' || n || '@x', n * 7 FROM generate_series(1, 50) n;"
                       "CREATE TABLE old_import (id integer); INSERT INTO old_import VALUES (1), (2);";
const QString values = u"SELECT string_agg(clients::text, ';' ORDER BY id) FROM clients"_s;

} // namespace

/// What was compared is proven and applied as a person does it: in the real window, on a real server.
class TestCompareApply final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light);
        auto server = TestServer::start({});
        QVERIFY2(server, "there is no server");
        m_server = *std::move(server);
        for (const auto &[name, sql] : {std::pair{u"shop"_s, wanted}, std::pair{u"prod"_s, there}})
            makeDatabase(name, sql);
        m_real = std::make_unique<tests::RealWindow>();
        m_real->add(u"shop"_s, EnvironmentType::Test, m_server->connectionValues(u"shop"_s));
        m_real->add(u"prod"_s, EnvironmentType::Production, m_server->connectionValues(u"prod"_s));
        m_real->add(u"copy"_s, EnvironmentType::Test, m_server->connectionValues(u"copy"_s));
    }

    void init()
    {
        makeDatabase(u"copy"_s, there);
        m_real->open();
        m_real->window().showPage(u"compare"_s);
        m_page = m_real->page<CompareScreen>();
        m_view = m_real->page<ProofView>();
        m_model = qobject_cast<ChangeModel *>(m_page->findChild<QTreeView *>()->model());
        m_presenter = nullptr;
        for (QObject *above = m_model; above != nullptr && m_presenter == nullptr; above = above->parent())
            m_presenter = qobject_cast<ComparePresenter *>(above);
        m_proof = m_presenter->findChild<ProofPresenter *>();
        QTRY_VERIFY(m_presenter->environments().size() == 3);
    }

    void cleanup()
    {
        m_real->close();
        m_server->dropDatabase(u"copy"_s);
    }

    void cleanupTestCase()
    {
        m_real.reset();
        m_server.reset();
    }

    void aProofIsMadeAndSaysWhatItIsFor()
    {
        compare(u"shop"_s, u"copy"_s);
        openProof();
        QTRY_VERIFY(says(*m_view, u"Not proven yet"_s));
        QVERIFY(!apply()->isEnabled());
        prove(State::Proven);
        const auto &proof = *m_proof->proof();
        QTRY_VERIFY(says(*m_view, u"Proven at"_s));
        QTRY_VERIFY(says(*m_view, u"All "_s));
        QTRY_VERIFY(says(*m_view, u"Compared again: no difference."_s));
        QTRY_VERIFY(says(*m_view, u"The reverse script brings it back"_s));
        QTRY_VERIFY(says(*m_view, proof.sourceFingerprint.left(6)));
        QTRY_VERIFY(says(*m_view, proof.targetFingerprint.left(6)));
        QCOMPARE(proof.resultFingerprint, proof.wantedFingerprint);
        picture(u"proof"_s);
        // The name first, and nothing less.
        QVERIFY(!apply()->isEnabled());
        QTest::keyClicks(confirmation(), u"cop"_s);
        QVERIFY(!apply()->isEnabled());
        QTest::keyClicks(confirmation(), u"y"_s);
        QTRY_VERIFY(apply()->isEnabled());
        // Nothing was written yet.
        QCOMPARE(m_server->psql(u"copy"_s, u"SELECT to_regclass('public.orders') IS NULL"_s), "t"_ba);
        QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s), "0"_ba);
    }

    void itExpiresWithTheTicks()
    {
        compare(u"shop"_s, u"copy"_s);
        prove(State::Proven);
        QTest::keyClicks(confirmation(), u"copy"_s);
        tick("orders", false);
        QCOMPARE(m_proof->state(), State::Expired);
        QTRY_VERIFY(says(*m_view, u"The proof has expired"_s));
        QVERIFY(!apply()->isEnabled());
        // A drop that nobody had seen when it was proven.
        tick("old_import", true);
        QCOMPARE(m_proof->state(), State::Expired);
        m_proof->apply();
        QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM old_import"_s), "2"_ba);
    }

    void itExpiresWithEitherSide_data()
    {
        QTest::addColumn<QString>("database");
        QTest::newRow("the target") << u"copy"_s;
        QTest::newRow("the source") << u"shop"_s;
    }

    void itExpiresWithEitherSide()
    {
        QFETCH(const QString, database);
        compare(u"shop"_s, u"copy"_s);
        prove(State::Proven);
        m_proof->lookAgain();
        QTest::qWait(200);
        QCOMPARE(m_proof->state(), State::Proven);
        m_server->psql(database, u"ALTER TABLE clients ALTER email SET DEFAULT 'x'"_s);
        m_proof->lookAgain();
        QTRY_COMPARE_WITH_TIMEOUT(m_proof->state(), State::Expired, tests::patience);
        QTRY_VERIFY(says(*m_view, u"has changed since the script was proven"_s));
        QVERIFY(!apply()->isEnabled());
        m_server->psql(database, u"ALTER TABLE clients ALTER email DROP DEFAULT"_s);
    }

    void whatChangedAtTheLastMomentIsNotApplied()
    {
        compare(u"shop"_s, u"copy"_s);
        prove(State::Proven);
        m_server->psql(u"copy"_s, u"ALTER TABLE clients ADD note text"_s);
        QTest::keyClicks(confirmation(), u"copy"_s);
        QTRY_VERIFY(apply()->isEnabled());
        QTest::mouseClick(apply(), Qt::LeftButton);
        auto *runs = m_real->page<ActivityScreen>();
        QTRY_VERIFY_WITH_TIMEOUT(says(*runs, u"has changed since the script was proven"_s), tests::patience);
        QCOMPARE(m_proof->state(), State::Expired);
        QCOMPARE(m_server->psql(u"copy"_s, u"SELECT to_regclass('public.orders') IS NULL"_s), "t"_ba);
    }

    void whatIsAppliedComesBackWithItsValues()
    {
        const QStringList before = m_server->schemaDump(u"copy"_s);
        const QByteArray rows = m_server->psql(u"copy"_s, values);
        compare(u"shop"_s, u"copy"_s);
        m_model->tickAll(true);
        m_presenter->setMayLoseData(true);
        QTRY_VERIFY(!m_presenter->isWriting());
        prove(State::Proven);
        QTRY_VERIFY(says(*m_view, u"What it costs"_s));
        QTest::keyClicks(confirmation(), u"copy"_s);
        QTRY_VERIFY(apply()->isEnabled());
        QTest::mouseClick(apply(), Qt::LeftButton);
        auto *runs = m_real->page<ActivityScreen>();
        QTRY_VERIFY_WITH_TIMEOUT(says(*runs, u"was changed to be like"_s), tests::patience);
        QVERIFY(says(*runs, u"Compared again: nothing of what was chosen differs any more."_s));
        picture(u"applied"_s);
        QVERIFY(runs->isVisible());
        // Its card does not take it for a clone of another computer.
        const auto *home = m_real->page<EnvironmentsScreen>();
        QTRY_VERIFY_WITH_TIMEOUT(says(*home, u"Structure made like"_s), tests::patience);
        QVERIFY(!says(*home, u"from another computer"_s));
        QCOMPARE(m_server->schemaDump(u"copy"_s), m_server->schemaDump(u"shop"_s));
        QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM clients"_s), "50"_ba);
        // What was compared is no longer so.
        QVERIFY(m_presenter->comparison() == nullptr);
        QCOMPARE(m_proof->state(), State::NotTried);

        QTest::mouseClick(button<QPushButton>(*runs, u"Roll back"_s), Qt::LeftButton);
        auto *dialog = m_real->window().findChild<RollbackDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        auto *name = dialog->findChild<QLineEdit *>();
        QPushButton *back = button<QPushButton>(*dialog, u"Roll copy back"_s);
        QTRY_VERIFY_WITH_TIMEOUT(back->isEnabled() || name->isVisible(), tests::patience);
        if (name->isVisible())
            QTest::keyClicks(name, u"copy"_s);
        QTRY_VERIFY(back->isEnabled());
        QTest::mouseClick(back, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(*runs, u"copy is back as it was"_s), tests::patience);
        QCOMPARE(m_server->schemaDump(u"copy"_s), before);
        QCOMPARE(m_server->psql(u"copy"_s, values), rows);
        // Compared by itself as soon as somebody looks.
        m_real->window().showPage(u"compare"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_presenter->comparison() != nullptr, tests::patience);
    }

    void aProductionIsProvenAndNeverChanged()
    {
        compare(u"shop"_s, u"prod"_s);
        prove(State::Proven);
        QVERIFY(!apply()->isEnabled());
        QTRY_VERIFY(says(*m_view, u"production"_s));
        picture(u"proof-production"_s);
        QVERIFY(!confirmation()->isVisible());
        m_proof->apply();
        QCOMPARE(m_server->psql(u"prod"_s, u"SELECT to_regclass('public.orders') IS NULL"_s), "t"_ba);
    }

    void whatRowsRefuseIsNotApplied()
    {
        m_server->psql(u"copy"_s, u"ALTER TABLE clients ALTER email DROP NOT NULL; INSERT INTO clients VALUES (900)"_s);
        compare(u"shop"_s, u"copy"_s);
        prove(State::Failed);
        QTRY_VERIFY(says(*m_view, u"Not proven"_s));
        QTRY_VERIFY(says(*m_view, u"are in the way"_s));
        picture(u"proof-failed"_s);
        QVERIFY(!apply()->isEnabled());
    }

    void aProofThatIsBeingMadeStops()
    {
        compare(u"shop"_s, u"copy"_s);
        openProof();
        QTest::mouseClick(m_view->findChild<QPushButton *>(u"prove"_s), Qt::LeftButton);
        QCOMPARE(m_proof->state(), State::Running);
        QTRY_VERIFY(says(*m_view, u"The script is being proven"_s));
        QTest::mouseClick(button<QPushButton>(*m_view, u"Stop"_s), Qt::LeftButton);
        QCOMPARE(m_proof->state(), State::NotTried);
        // What comes late is of no account.
        prove(State::Proven);
    }

    void anotherPlanTakesTheProofAway()
    {
        compare(u"shop"_s, u"copy"_s);
        prove(State::Proven);
        m_presenter->compare();
        QTRY_VERIFY_WITH_TIMEOUT(!m_presenter->isRunning() && !m_presenter->isWriting(), tests::patience);
        QCOMPARE(m_proof->state(), State::Expired);
        QVERIFY(!apply()->isEnabled());
        prove(State::Proven);
    }

    void keysAndTheSearchProve()
    {
        compare(u"shop"_s, u"copy"_s);
        const auto &actions = m_real->window().actions();
        QVERIFY(actions.find(u"compare.prove"_s) != nullptr && actions.find(u"compare.apply"_s) != nullptr);
        QAction *start = actions.find(u"compare.prove"_s);
        QCOMPARE(start->shortcut(), QKeySequence(Qt::Key_F8));
        QTRY_VERIFY(start->isEnabled());
        start->trigger();
        QVERIFY(m_view->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(m_proof->state(), State::Proven, tests::patience);
        actions.find(u"compare.apply"_s)->trigger();
        QVERIFY(confirmation()->isVisible());
    }

private:
    /// For people to look at: SOSIE_PICTURES names a folder.
    void picture(const QString &name) const
    {
        if (const QString folder = qEnvironmentVariable("SOSIE_PICTURES"); !folder.isEmpty())
            m_real->window().grab().save(u"%1/%2.png"_s.arg(folder, name));
    }
    void makeDatabase(const QString &name, const char *sql)
    {
        m_server->createDatabase(name);
        m_server->psql(name, QString::fromLatin1(sql));
    }
    void compare(const QString &source, const QString &target)
    {
        m_presenter->setSource(source);
        m_presenter->setTarget(target);
        QVERIFY2(m_presenter->obstacle().isEmpty(), qPrintable(m_presenter->obstacle()));
        m_presenter->compare();
        QTRY_VERIFY_WITH_TIMEOUT(!m_presenter->isRunning() && !m_presenter->isWriting(), tests::patience);
        QVERIFY(m_presenter->comparison() != nullptr);
    }
    void openProof()
    {
        m_page->findChild<QAction *>(u"compare.apply"_s)->trigger();
        QVERIFY(m_view->isVisible());
    }
    void prove(State end)
    {
        openProof();
        auto *start = m_view->findChild<QPushButton *>(u"prove"_s);
        QTRY_VERIFY(start->isEnabled());
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(m_proof->state() != State::Running, tests::patience);
        QStringList steps;
        for (const auto &step : m_proof->proof() ? m_proof->proof()->steps : QList<engine::operations::ProofStep>())
            steps << step.what.text();
        QVERIFY2(m_proof->state() == end, qPrintable(steps.join(u'\n')));
    }
    [[nodiscard]] QPushButton *apply() const { return m_view->findChild<QPushButton *>(u"apply"_s); }
    [[nodiscard]] QLineEdit *confirmation() const { return m_view->findChild<QLineEdit *>(u"confirmation"_s); }
    void tick(const std::string &table, bool isTicked) const
    {
        const QModelIndex index
            = m_model->find({.kind = ObjectKind::Table, .schema = "public", .name = table, .signature = {}});
        QVERIFY(index.isValid());
        m_model->setData(index, isTicked ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<tests::RealWindow> m_real;
    CompareScreen *m_page = nullptr;
    ProofView *m_view = nullptr;
    ComparePresenter *m_presenter = nullptr;
    ProofPresenter *m_proof = nullptr;
    ChangeModel *m_model = nullptr;
};

QTEST_MAIN(TestCompareApply)
#include "tst_compare_apply.moc"
