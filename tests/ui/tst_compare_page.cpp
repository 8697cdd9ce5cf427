// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/language.h"
#include "tests/support/patience.h"
#include "tests/support/test_server.h"
#include "tests/ui/seen.h"
#include "tests/ui/test_workspace.h"
#include "ui/activity/activity_screen.h"
#include "ui/all_pages.h"
#include "ui/compare/compare_presenter.h"
#include "ui/compare/compare_screen.h"
#include "ui/compare/line_view.h"
#include "ui/compare/script_view.h"
#include "ui/compare/structure_view.h"
#include "ui/desk.h"
#include "ui/main_window.h"
#include "ui/theme/appearance.h"
#include "ui/theme/style.h"
#include "ui/widgets/message_bar.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <random>

using namespace Qt::StringLiterals;
using engine::catalog::ObjectKey;
using engine::catalog::ObjectKind;
using engine::environments::EnvironmentType;
using tests::button;
using tests::says;
using tests::TestServer;
using namespace ui;

namespace {

constexpr auto shop = "CREATE TYPE state AS ENUM ('new', 'paid');"
                      "CREATE TABLE clients (id uuid PRIMARY KEY, email text NOT NULL, phone text);"
                      "CREATE TABLE réservations (id bigint PRIMARY KEY, client uuid REFERENCES clients, s state);"
                      "CREATE VIEW mails AS SELECT email FROM clients;"
                      "CREATE FUNCTION total() RETURNS integer LANGUAGE sql AS $$\nSELECT 1\n  + 2\n$$;"
                      "CREATE TABLE same (id integer PRIMARY KEY);";
constexpr auto copy = "CREATE TABLE clients (id uuid PRIMARY KEY, email varchar(120), old_code integer);"
                      "INSERT INTO clients VALUES ('00000000-0000-0000-0000-000000000001', 'a@b', 7);"
                      "CREATE TABLE old_import (id integer); INSERT INTO old_import VALUES (1);"
                      "CREATE FUNCTION total() RETURNS integer LANGUAGE sql AS $$\nSELECT 1\n$$;"
                      "CREATE TABLE same (id integer PRIMARY KEY);";

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

} // namespace

/// Two databases side by side as a person compares them: in the real window, on a real server.
class TestComparePage final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void whatDiffersIsATreeWithCounts();
    void oneObjectIsShownLineByLine();
    void keysGoThroughEveryDifference();
    void wordsFindNamesWithoutAccents();
    void theScriptIsForWhatIsTickedAndRuns();
    void whatATickNeedsFollows();
    void whatIsHiddenIsNeverInTheScript();
    void filesAreForThisAccountAlone();
    void neitherSideIsWritten();
    void aServerThatIsGoneIsSaid();
    void twoAlikeAreSaidToBe();
    void pictures();

private:
    void compare(const QString &source, const QString &target);
    [[nodiscard]] QModelIndex row(ObjectKind kind, const std::string &name) const
    {
        return m_model->find({.kind = kind, .schema = "public", .name = name, .signature = {}});
    }
    void tick(const QModelIndex &index, bool isTicked) const
    {
        m_model->setData(index, isTicked ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
    }
    [[nodiscard]] QString script() const
    {
        const auto *text = m_page->findChild<ScriptView *>()->findChild<LineView *>();
        return text->toPlainText();
    }
    [[nodiscard]] QLineEdit *search() const
    {
        for (auto *field : m_page->findChildren<QLineEdit *>()) {
            if (field->accessibleName() == u"Find an object"_s)
                return field;
        }
        return nullptr;
    }
    [[nodiscard]] bool isWritten() const { return !m_presenter->isWriting(); }

    std::unique_ptr<TestServer> m_server;
    TestWorkspace m_workspace;
    Appearance m_appearance;
    std::unique_ptr<MainWindow> m_window;
    CompareScreen *m_page = nullptr;
    ComparePresenter *m_presenter = nullptr;
    ChangeModel *m_model = nullptr;
};

void TestComparePage::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light);
    auto server = TestServer::start({.logsStatements = true});
    QVERIFY2(server, "there is no server");
    m_server = *std::move(server);
    for (const QString &name : {u"shop"_s, u"copy"_s, u"twin"_s})
        m_server->createDatabase(name);
    m_server->psql(u"shop"_s, QString::fromUtf8(shop));
    m_server->psql(u"twin"_s, QString::fromUtf8(shop));
    m_server->psql(u"copy"_s, QString::fromUtf8(copy));
    m_workspace.add(u"shop"_s, EnvironmentType::Production, m_server->connectionValues(u"shop"_s));
    m_workspace.add(u"copy"_s, EnvironmentType::Test, m_server->connectionValues(u"copy"_s));
    m_workspace.add(u"twin"_s, EnvironmentType::Test, m_server->connectionValues(u"twin"_s));
    m_workspace.add(u"gone"_s, EnvironmentType::Test);
    auto desk = deskWithAllPages(m_workspace);
    m_window = std::make_unique<MainWindow>(std::move(desk), m_appearance, WindowOptions{});
    m_window->resize(1280, 720);
    m_window->show();
    m_window->showPage(u"compare"_s);
    m_page = m_window->findChild<CompareScreen *>();
    QVERIFY(m_page != nullptr);
    m_model = qobject_cast<ChangeModel *>(m_page->findChild<QTreeView *>()->model());
    for (QObject *above = m_model; above != nullptr && m_presenter == nullptr; above = above->parent())
        m_presenter = qobject_cast<ComparePresenter *>(above);
    QVERIFY(m_presenter != nullptr);
    QTRY_COMPARE(m_page->findChildren<QComboBox *>().first()->count(), 5);
    compare(u"shop"_s, u"copy"_s);
}

void TestComparePage::init()
{
    m_page->hideMessage();
    if (m_presenter->source() != u"shop"_s || m_presenter->target() != u"copy"_s)
        compare(u"shop"_s, u"copy"_s);
    search()->clear();
    for (const DiffState state : {DiffState::Different, DiffState::OnlySource, DiffState::OnlyTarget})
        m_model->setShown(state, true);
    m_model->setShown(DiffState::Same, false);
    m_presenter->setMayLoseData(false);
    QTRY_VERIFY(isWritten());
}

void TestComparePage::cleanupTestCase()
{
    m_window.reset();
    m_server.reset();
}

void TestComparePage::compare(const QString &source, const QString &target)
{
    choose(*m_page, u"Source"_s, source);
    choose(*m_page, u"Target"_s, target);
    auto *start = button<QPushButton>(*m_page, u"Compare"_s);
    QVERIFY(start != nullptr && start->isEnabled());
    QTest::mouseClick(start, Qt::LeftButton);
    QVERIFY(m_presenter->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!m_presenter->isRunning() && isWritten(), tests::patience);
    // The page stays: what is shown elsewhere of a run is not what was asked for.
    QVERIFY(m_page->isVisible());
}

void TestComparePage::whatDiffersIsATreeWithCounts()
{
    QVERIFY(m_presenter->comparison() != nullptr);
    QCOMPARE(m_model->state(row(ObjectKind::Table, "clients")), DiffState::Different);
    QCOMPARE(m_model->state(row(ObjectKind::Table, "réservations")), DiffState::OnlySource);
    QCOMPARE(m_model->state(row(ObjectKind::Table, "old_import")), DiffState::OnlyTarget);
    QVERIFY(!row(ObjectKind::Table, "same").isValid());
    QVERIFY(button<QPushButton>(*m_page, u"Only in \u2068shop\u2069 ("_s) != nullptr
            || button<QPushButton>(*m_page, u"Only in "_s) != nullptr);
    m_model->setShown(DiffState::Same, true);
    QVERIFY(row(ObjectKind::Table, "same").isValid());
    QCOMPARE(m_model->shownCount(), m_model->count(DiffState::Same) + m_model->count(DiffState::Different)
                                        + m_model->count(DiffState::OnlySource)
                                        + m_model->count(DiffState::OnlyTarget));
    // Drops are never ticked by themselves.
    const auto isTicked = [this](const QModelIndex &index) { return index.data(Qt::CheckStateRole).toInt(); };
    QCOMPARE(isTicked(row(ObjectKind::Table, "old_import")), int(Qt::Unchecked));
    QCOMPARE(isTicked(row(ObjectKind::Table, "clients")), int(Qt::Checked));
    QVERIFY(says(*m_page, u"so that it becomes like"_s));
}

void TestComparePage::oneObjectIsShownLineByLine()
{
    auto *tree = m_page->findChild<QTreeView *>();
    tree->setCurrentIndex(row(ObjectKind::Table, "clients"));
    const auto views = m_page->findChildren<LineView *>();
    const auto named = [&](const QString &name) {
        const auto found = std::ranges::find(views, name, &QWidget::accessibleName);
        return found == views.end() ? nullptr : *found;
    };
    LineView *source = named(u"As the source has it"_s);
    LineView *target = named(u"As the target has it"_s);
    QVERIFY(source != nullptr && target != nullptr);
    QVERIFY2(source->toPlainText().contains(u"phone"_s), qPrintable(source->toPlainText()));
    QVERIFY(!source->toPlainText().contains(u"old_code"_s));
    QVERIFY(target->toPlainText().contains(u"old_code"_s));
    QCOMPARE(source->blockCount(), target->blockCount());
    QVERIFY(says(*m_page, u"Needed by:"_s));
    QVERIFY(says(*m_page, u"public.mails"_s));
    // What moves one moves the other.
    for (LineView *view : {source, target})
        view->setFixedHeight(40);
    QTRY_VERIFY(source->verticalScrollBar()->maximum() > 0);
    source->verticalScrollBar()->setValue(1);
    QCOMPARE(target->verticalScrollBar()->value(), 1);
    for (LineView *view : {source, target}) {
        view->setMinimumHeight(0);
        view->setMaximumHeight(QWIDGETSIZE_MAX);
    }
    auto *mode = button<QToolButton>(*m_page, u"One below the other"_s);
    QTest::mouseClick(mode, Qt::LeftButton);
    QVERIFY(named(u"Lines that only one side has"_s)->toPlainText().contains(u"− "_s));
    QTest::mouseClick(mode, Qt::LeftButton);
}

void TestComparePage::keysGoThroughEveryDifference()
{
    auto *tree = m_page->findChild<QTreeView *>();
    tree->setCurrentIndex(m_model->first());
    tree->setFocus();
    std::set<ObjectKey> seen;
    for (int press = 0; press < 60; ++press) {
        if (const ObjectKey *key = m_model->key(tree->currentIndex()))
            seen.insert(*key);
        QTest::keyClick(tree, Qt::Key_F7);
    }
    for (const engine::catalog::Change &change : m_presenter->comparison()->changes)
        QVERIFY2(seen.contains(change.key), change.key.display().c_str());
    QCOMPARE(seen.size(), m_presenter->comparison()->changes.size());
    const QModelIndex last = tree->currentIndex();
    QTest::keyClick(tree, Qt::Key_F7, Qt::ShiftModifier);
    for (int press = 0; press < 10; ++press)
        QTest::keyClick(tree, Qt::Key_F7, Qt::ShiftModifier);
    QVERIFY(tree->currentIndex() != last);
}

void TestComparePage::wordsFindNamesWithoutAccents()
{
    QTest::keyClicks(search(), u"RESERVATIONS"_s);
    QVERIFY(row(ObjectKind::Table, "réservations").isValid());
    QVERIFY(!row(ObjectKind::Table, "clients").isValid());
    QVERIFY(says(*m_page, u"hidden by the filters"_s));
}

void TestComparePage::theScriptIsForWhatIsTickedAndRuns()
{
    m_model->tickAll(true);
    m_presenter->setMayLoseData(true);
    QTRY_VERIFY(isWritten() && script().contains(u"COMMIT"_s));
    m_page->findChild<StructureView *>()->findChild<QTabWidget *>()->setCurrentIndex(1);
    QVERIFY(says(*m_page, u"What it costs"_s));
    m_server->createDatabase(u"tried"_s, u"copy"_s);
    m_server->psql(u"tried"_s, m_presenter->script().text);
    QCOMPARE(m_server->schemaDump(u"tried"_s), m_server->schemaDump(u"shop"_s));
    QCOMPARE(m_server->psql(u"tried"_s, u"SELECT email FROM clients"_s), "a@b"_ba);
    m_server->psql(u"tried"_s, m_presenter->script().reverse);
    QCOMPARE(m_server->schemaDump(u"tried"_s), m_server->schemaDump(u"copy"_s));
    m_server->dropDatabase(u"tried"_s);
    m_model->tickAll(false);
    QTRY_VERIFY(isWritten());
    QCOMPARE(m_presenter->script().statements, 0);
}

void TestComparePage::whatATickNeedsFollows()
{
    m_model->tickAll(false);
    tick(row(ObjectKind::Table, "réservations"), true);
    QTRY_VERIFY(isWritten() && m_presenter->script().statements > 0);
    const ObjectKey *state = m_model->key(row(ObjectKind::EnumType, "state"));
    QVERIFY(state != nullptr);
    QVERIFY(m_presenter->script().added.contains(*state));
    QCOMPARE(row(ObjectKind::EnumType, "state").data(Qt::CheckStateRole).toInt(), int(Qt::PartiallyChecked));
    QVERIFY(row(ObjectKind::EnumType, "state").data(Qt::ToolTipRole).toString().contains(u"réservations"_s));
    m_server->createDatabase(u"tried"_s, u"copy"_s);
    m_server->psql(u"tried"_s, m_presenter->script().text);
    QCOMPARE(m_server->psql(u"tried"_s, u"SELECT count(*) FROM réservations"_s), "0"_ba);
    QCOMPARE(m_server->psql(u"tried"_s, u"SELECT count(*) FROM old_import"_s), "1"_ba);
    m_server->psql(u"tried"_s, m_presenter->script().reverse);
    QCOMPARE(m_server->schemaDump(u"tried"_s), m_server->schemaDump(u"copy"_s));
    m_server->dropDatabase(u"tried"_s);
}

/// Whatever is ticked and filtered, in whatever order: a drop that no row shows is in no script.
void TestComparePage::whatIsHiddenIsNeverInTheScript()
{
    std::mt19937 random(7); // NOLINT: the same in every run
    const QStringList words{u""_s, u"old"_s, u"client"_s, u"zzz"_s};
    for (int round = 0; round < 40; ++round) {
        const DiffState state = std::array{DiffState::Different, DiffState::OnlySource, DiffState::OnlyTarget,
                                           DiffState::Same}[random() % 4];
        switch (random() % 4) {
        case 0:
            m_model->setShown(state, random() % 2 == 0);
            break;
        case 1:
            m_model->setWords(words[qsizetype(random() % 4)]);
            break;
        case 2:
            m_model->tickAll(random() % 2 == 0);
            break;
        default:
            if (const QModelIndex old = row(ObjectKind::Table, "old_import"); old.isValid())
                tick(old, true);
        }
        const auto ticked = m_model->ticked();
        for (const ObjectKey &key : ticked)
            QVERIFY(m_model->find(key).isValid());
        if (round % 8 != 7)
            continue;
        QTRY_VERIFY(isWritten());
        const bool isDropped = m_presenter->script().text.contains(u"\nDROP TABLE \"public\".\"old_import\""_s);
        if (!row(ObjectKind::Table, "old_import").isValid())
            QVERIFY(!isDropped);
    }
    m_model->setWords({});
}

void TestComparePage::filesAreForThisAccountAlone()
{
    m_model->tickAll(true);
    QTRY_VERIFY(isWritten() && m_presenter->script().statements > 0);
    QTemporaryDir folder;
    using File = ComparePresenter::File;
    for (const auto &[file, words] : {std::pair{File::Script, "BEGIN;"}, std::pair{File::Reverse, "BEGIN;"},
                                      std::pair{File::Html, "<!DOCTYPE html>"}, std::pair{File::Markdown, "```diff"},
                                      std::pair{File::Json, "\"schema\": 1"}}) {
        const QString path = folder.filePath(u"f%1"_s.arg(int(file)));
        m_presenter->save(file, path);
        QTRY_VERIFY(QFileInfo::exists(path));
        QFile written(path);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY2(written.readAll().contains(words), words);
        QCOMPARE(QFileInfo(path).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
    }
    QTRY_VERIFY(says(*m_page, u"Written to"_s));
    m_presenter->save(File::Script, folder.filePath(u"no/such/folder/x.sql"_s));
    QTRY_VERIFY(!says(*m_page, u"Written to"_s));
}

void TestComparePage::neitherSideIsWritten()
{
    // Each session said so to the server.
    QVERIFY(m_server->log().contains("READ ONLY"));
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s), "0"_ba);
    QCOMPARE(m_server->psql(u"shop"_s, u"SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s), "0"_ba);
}

void TestComparePage::aServerThatIsGoneIsSaid()
{
    choose(*m_page, u"Target"_s, u"gone"_s);
    QTest::mouseClick(button<QPushButton>(*m_page, u"Compare"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_presenter->isRunning(), tests::patience);
    QVERIFY(m_presenter->comparison() == nullptr);
    QTRY_VERIFY(m_page->findChild<MessageBar *>()->isVisible());
}

void TestComparePage::twoAlikeAreSaidToBe()
{
    compare(u"shop"_s, u"twin"_s);
    QVERIFY(says(*m_page, u"Both have the same structure."_s));
}

/// For people to look at: SOSIE_PICTURES names a folder.
void TestComparePage::pictures()
{
    const QString folder = qEnvironmentVariable("SOSIE_PICTURES");
    auto *tree = m_page->findChild<QTreeView *>();
    auto *tabs = m_page->findChild<StructureView *>()->findChild<QTabWidget *>();
    for (const QString &language : {u"en"_s, u"fr"_s}) {
        app::installLanguage(language);
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            applyTheme(*qobject_cast<QApplication *>(qApp), scheme);
            m_model->tickAll(true);
            tree->setCurrentIndex(row(ObjectKind::Table, "clients"));
            for (int tab = 0; tab < 3; ++tab) {
                tabs->setCurrentIndex(tab);
                QTRY_VERIFY(isWritten());
                QTest::qWait(30);
                QVERIFY(m_window->width() <= 1280);
                if (!folder.isEmpty())
                    m_window->grab().save(u"%1/%2-%3-%4.png"_s.arg(folder, language).arg(int(scheme)).arg(tab));
            }
        }
    }
    app::installLanguage(u"en"_s);
    applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light);
}

QTEST_MAIN(TestComparePage)
#include "tst_compare_page.moc"
