// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/columns/kept_rules.h"
#include "tests/support/patience.h"
#include "tests/support/test_server.h"
#include "tests/ui/seen.h"
#include "tests/ui/test_workspace.h"
#include "ui/all_pages.h"
#include "ui/anonymize/anonymization_screen.h"
#include "ui/anonymize/column_model.h"
#include "ui/clone/clone_screen.h"
#include "ui/desk.h"
#include "ui/main_window.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using engine::anonymize::Rule;
using engine::anonymize::RuleKind;
using engine::anonymize::RuleSet;
using engine::environments::EnvironmentType;
using tests::TestServer;
using namespace ui;
using tests::button;
using tests::says;

namespace {

QComboBox *combo(const QWidget &page, const QString &name)
{
    for (auto *candidate : page.findChildren<QComboBox *>()) {
        if (candidate->accessibleName() == name)
            return candidate;
    }
    return nullptr;
}

void choose(const QWidget &page, const QString &field, const QString &environment)
{
    QComboBox *box = combo(page, field);
    QVERIFY(box != nullptr);
    box->setCurrentIndex(box->findData(environment));
    emit box->activated(box->currentIndex());
}

} // namespace

/// What is decided on the page, as a person does it: kept for the environment, one step back and forward, asked about
/// before it is lost.
class TestAnonymizationPage final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void whatIsSavedIsUsedByTheClonePage();
    void everyStepCanBeTakenBackAndDoneAgain();
    void whatIsNotSavedIsAskedAboutBeforeItIsLeft();
    void aColumnThatIsKeptStaysVisibleAndWantsAReason();
    void aRuleThatDoesNotFitIsNoStep();
    void onlyRulesThatFitTheTypeAreOffered();
    void theCountsMakeUpTheWhole();
    void partitionsStandWithTheirTable();
    void aRuleIsChosenBesideTheValues();
    void aTableSaysWhatHappensToItsColumns();
    void rulesForColumnsThatAreGoneAreSaidAndTakenOut();
    void rulesThatSomebodyElseSavedMeanwhileAreNotOverwritten();

private:
    [[nodiscard]] std::shared_ptr<const RuleSet> kept() const
    {
        return engine::columns::keptRules((*m_workspace)->environmentStore().ruleFiles(), u"shop"_s).value();
    }
    void keep(const RuleSet &rules) const
    {
        const auto known = kept();
        QVERIFY(engine::columns::keepRules((*m_workspace)->environmentStore().ruleFiles(), u"shop"_s, rules,
                                           known ? *known : RuleSet()));
    }
    [[nodiscard]] QTreeView *columns() const
    {
        for (auto *view : m_page->findChildren<QTreeView *>()) {
            if (view->accessibleName() == u"Columns"_s)
                return view;
        }
        return nullptr;
    }
    /// Where a table is in the view; invalid when it is not shown.
    [[nodiscard]] QModelIndex tableRow(const QString &table) const
    {
        const auto *model = columns()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const QModelIndex candidate = model->index(row, ColumnModel::NameColumn);
            if (candidate.data(Qt::ToolTipRole) == table)
                return candidate;
        }
        return {};
    }
    /// The rule of a column in the view, "schema.table.column"; invalid when it is not shown.
    [[nodiscard]] QModelIndex cellOf(const QString &column) const
    {
        const QModelIndex table = tableRow(column.section(u'.', 0, 1));
        for (int row = 0; table.isValid() && row < columns()->model()->rowCount(table); ++row) {
            const QModelIndex cell = columns()->model()->index(row, ColumnModel::RuleColumn, table);
            if (cell.siblingAtColumn(ColumnModel::NameColumn).data() == column.section(u'.', 2))
                return cell;
        }
        return {};
    }
    [[nodiscard]] QString shownRule(const QString &column) const { return cellOf(column).data().toString(); }
    void chooseRule(const QString &column, RuleKind kind) const
    {
        const QModelIndex cell = cellOf(column);
        QVERIFY(cell.isValid());
        columns()->setCurrentIndex(cell);
        QVERIFY(columns()->model()->setData(cell, int(kind), Qt::EditRole));
    }
    void look() const
    {
        m_window->showPage(u"anonymization"_s);
        QTRY_VERIFY(combo(*m_page, u"Environment"_s)->count() == 3);
        choose(*m_page, u"Environment"_s, u"shop"_s);
        QTRY_VERIFY_WITH_TIMEOUT(columns()->isVisible() && columns()->model()->rowCount() > 0, tests::patience);
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<TestWorkspace> m_workspace;
    Appearance m_appearance;
    std::unique_ptr<MainWindow> m_window;
    AnonymizationScreen *m_page = nullptr;
};

void TestAnonymizationPage::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light);
    auto server = TestServer::start();
    QVERIFY2(server, "there is no server");
    m_server = *std::move(server);
    m_server->createDatabase(u"shop"_s);
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"shop"_s,
                   u"CREATE TABLE users (id int PRIMARY KEY, email text, city text, size int);"
                   "INSERT INTO users SELECT n, 'anna.' || n || '@shop.example', 'Lyon', n"
                   " FROM generate_series(1, 40) AS n;"
                   "CREATE TABLE visits (day date NOT NULL, visitor_email text, note text)"
                   " PARTITION BY RANGE (day);"
                   "CREATE TABLE visits_1 PARTITION OF visits FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');"
                   "CREATE TABLE visits_2 PARTITION OF visits FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');"
                   "INSERT INTO visits SELECT '2024-03-01'::date + n, 'b' || n || '@shop.example', 'fine'"
                   " FROM generate_series(1, 500) AS n; ANALYZE"_s);
}

void TestAnonymizationPage::init()
{
    m_workspace = std::make_unique<TestWorkspace>();
    m_workspace->add(u"shop"_s, EnvironmentType::Production, m_server->connectionValues(u"shop"_s));
    m_workspace->add(u"copy"_s, EnvironmentType::Test, m_server->connectionValues(u"copy"_s));
    m_window = std::make_unique<MainWindow>(deskWithAllPages(*m_workspace), m_appearance, WindowOptions{});
    m_window->show();
    m_page = m_window->findChild<AnonymizationScreen *>();
}

void TestAnonymizationPage::whatIsSavedIsUsedByTheClonePage()
{
    look();
    chooseRule(u"public.users.email"_s, RuleKind::Null);
    QTRY_COMPARE(shownRule(u"public.users.email"_s), u"Emptied"_s);
    QVERIFY(kept() == nullptr);
    QTRY_VERIFY(says(*m_page, u"Changes are not saved yet"_s));
    auto *save = button<QPushButton>(*m_page, u"Save the rules"_s);
    QVERIFY(save != nullptr && save->isEnabled());
    QTest::mouseClick(save, Qt::LeftButton);
    QTRY_VERIFY(says(*m_page, u"are saved"_s));
    QVERIFY(!save->isEnabled());
    QVERIFY(kept() != nullptr);
    QCOMPARE(kept()->rule({"public", "users"}, "email")->kind, RuleKind::Null);
    const QFileInfo file((*m_workspace)->environmentStore().ruleFiles().pathFor(u"shop"_s));
    QCOMPARE(file.permissions() & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);

    m_window->showPage(u"clone"_s);
    const auto *clone = m_window->findChild<CloneScreen *>();
    choose(*clone, u"Source"_s, u"shop"_s);
    choose(*clone, u"Target"_s, u"copy"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(*clone, u"Saved for"_s), tests::patience);
    QTRY_VERIFY(says(*clone, u"The rules kept for \"shop\" decide about 1 column"_s));
}

void TestAnonymizationPage::everyStepCanBeTakenBackAndDoneAgain()
{
    look();
    const QString detected = shownRule(u"public.users.email"_s);
    chooseRule(u"public.users.email"_s, RuleKind::Null);
    QTRY_COMPARE(shownRule(u"public.users.email"_s), u"Emptied"_s);
    chooseRule(u"public.users.email"_s, RuleKind::Username);
    QTRY_VERIFY(shownRule(u"public.users.email"_s).contains(u"user name"_s));
    columns()->setFocus();
    m_window->activateWindow();
    QTest::keySequence(columns(), QKeySequence::Undo);
    QTRY_COMPARE(shownRule(u"public.users.email"_s), u"Emptied"_s);
    QTest::mouseClick(button<QToolButton>(*m_page, u"Undo"_s), Qt::LeftButton);
    QTRY_COMPARE(shownRule(u"public.users.email"_s), detected);
    QVERIFY(!button<QPushButton>(*m_page, u"Save the rules"_s)->isEnabled());
    QTest::mouseClick(button<QToolButton>(*m_page, u"Redo"_s), Qt::LeftButton);
    QTRY_COMPARE(shownRule(u"public.users.email"_s), u"Emptied"_s);
}

void TestAnonymizationPage::whatIsNotSavedIsAskedAboutBeforeItIsLeft()
{
    look();
    chooseRule(u"public.users.email"_s, RuleKind::Null);
    QTRY_COMPARE(shownRule(u"public.users.email"_s), u"Emptied"_s);
    const auto question = [this] { return m_window->findChild<QMessageBox *>(); };
    const auto answer = [&](const QString &words) {
        QTest::mouseClick(button<QPushButton>(*question(), words), Qt::LeftButton);
        QTRY_VERIFY(question() == nullptr);
    };
    m_window->showPage(u"clone"_s);
    QTRY_VERIFY(question() != nullptr && question()->isVisible());
    answer(u"Stay here"_s);
    QVERIFY(m_page->isVisible());
    // The window does not go either.
    QVERIFY(!m_window->close());
    QTRY_VERIFY(question() != nullptr && question()->isVisible());
    answer(u"Stay here"_s);
    QVERIFY(m_window->isVisible());
    // Nor another environment in its place.
    choose(*m_page, u"Environment"_s, u"copy"_s);
    QTRY_VERIFY(question() != nullptr && question()->isVisible());
    QCOMPARE(combo(*m_page, u"Environment"_s)->currentData(), u"shop"_s);
    answer(u"Stay here"_s);
    m_window->showPage(u"clone"_s);
    QTRY_VERIFY(question() != nullptr && question()->isVisible());
    answer(u"Save the rules"_s);
    QTRY_VERIFY(m_window->findChild<CloneScreen *>()->isVisible());
    QVERIFY(kept() != nullptr);
    m_window->showPage(u"anonymization"_s);
    chooseRule(u"public.users.email"_s, RuleKind::Username);
    QTRY_VERIFY(says(*m_page, u"Changes are not saved yet"_s));
    m_window->showPage(u"clone"_s);
    QTRY_VERIFY(question() != nullptr && question()->isVisible());
    answer(u"Throw the changes away"_s);
    QTRY_VERIFY(m_window->findChild<CloneScreen *>()->isVisible());
    QCOMPARE(kept()->rule({"public", "users"}, "email")->kind, RuleKind::Null);
}

void TestAnonymizationPage::aColumnThatIsKeptStaysVisibleAndWantsAReason()
{
    look();
    chooseRule(u"public.users.email"_s, RuleKind::Keep);
    QTRY_COMPARE(shownRule(u"public.users.email"_s), u"Kept as it is"_s);
    QVERIFY(cellOf(u"public.users.email"_s).isValid());
    QTest::mouseClick(button<QPushButton>(*m_page, u"Save the rules"_s), Qt::LeftButton);
    QTRY_VERIFY(says(*m_page, u"in clear without a reason"_s));
    QVERIFY(kept() == nullptr);
    QLineEdit *reason = nullptr;
    for (auto *field : m_page->findChildren<QLineEdit *>()) {
        if (field->isVisible() && field->accessibleName().startsWith(u"Why it stays"_s))
            reason = field;
    }
    QVERIFY(reason != nullptr);
    QTest::keyClicks(reason, u"test accounts only"_s);
    QTRY_COMPARE(reason->text(), u"test accounts only"_s);
    QTest::mouseClick(button<QPushButton>(*m_page, u"Save the rules"_s), Qt::LeftButton);
    QTRY_VERIFY(kept() != nullptr);
    QCOMPARE(kept()->rule({"public", "users"}, "email")->reason, std::string("test accounts only"));
    // All letters are one step.
    QTest::mouseClick(button<QToolButton>(*m_page, u"Undo"_s), Qt::LeftButton);
    QTRY_COMPARE(reason->text(), QString());
}

void TestAnonymizationPage::aRuleThatDoesNotFitIsNoStep()
{
    look();
    for (auto *box : m_page->findChildren<QAbstractButton *>()) {
        if (box->text().contains(u"echnical columns too"_s))
            box->click();
    }
    chooseRule(u"public.users.size"_s, RuleKind::Email);
    QTRY_VERIFY(says(*m_page, u"does not fit"_s));
    QTRY_VERIFY(!button<QPushButton>(*m_page, u"Save the rules"_s)->isEnabled());
    QTRY_VERIFY(!button<QToolButton>(*m_page, u"Redo"_s)->isEnabled());
    QTRY_VERIFY(!button<QToolButton>(*m_page, u"Undo"_s)->isEnabled());
    QCOMPARE(shownRule(u"public.users.size"_s), u"Kept as it is"_s);
}

void TestAnonymizationPage::onlyRulesThatFitTheTypeAreOffered()
{
    look();
    for (auto *box : m_page->findChildren<QAbstractButton *>()) {
        if (box->text().contains(u"echnical columns too"_s))
            box->click();
    }
    const auto offered
        = [this](const QString &column) { return cellOf(column).data(ColumnModel::PossibleRulesRole).toList(); };
    const QVariantList ofNumber = offered(u"public.users.size"_s);
    QVERIFY(!ofNumber.isEmpty());
    QVERIFY(!ofNumber.contains(int(RuleKind::Email)));
    QVERIFY(offered(u"public.users.email"_s).contains(int(RuleKind::Email)));
    // The oracle is the page itself: each rule that is offered is taken.
    for (const QVariant &kind : ofNumber) {
        chooseRule(u"public.users.size"_s, RuleKind(kind.toInt()));
        QTest::qWait(50);
        QVERIFY2(!says(*m_page, u"does not fit"_s), qPrintable(kind.toString()));
    }
}

void TestAnonymizationPage::theCountsMakeUpTheWhole()
{
    look();
    QString summary;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            for (const auto *label : m_page->findChildren<QLabel *>()) {
                if (label->text().contains(u"in clear."_s))
                    summary = label->text();
            }
            return !summary.isEmpty();
        }(),
        20000);
    static const QRegularExpression number(u"\\d+"_s);
    QList<int> counts;
    for (auto each = number.globalMatch(summary); each.hasNext();)
        counts << each.next().captured().toInt();
    QCOMPARE(counts.size(), 5);
    QVERIFY2(counts.at(1) == counts.at(2) + counts.at(3) + counts.at(4), qPrintable(summary));
    // As many tables as people made, whatever they are cut into.
    QCOMPARE(counts.at(0), 2);
    QCOMPARE(counts.at(1), 4 + 3);
}

void TestAnonymizationPage::partitionsStandWithTheirTable()
{
    look();
    const QModelIndex table = tableRow(u"public.visits"_s);
    QVERIFY(table.isValid());
    QVERIFY2(table.data().toString().contains(u"2 partitions"_s), qPrintable(table.data().toString()));
    QVERIFY(!tableRow(u"public.visits_1"_s).isValid());
    columns()->setCurrentIndex(table);
    QTRY_VERIFY(says(*m_page, u"2 partitions, or tables that inherit, take its rules"_s));
    chooseRule(u"public.visits.visitor_email"_s, RuleKind::Null);
    QTRY_COMPARE(shownRule(u"public.visits.visitor_email"_s), u"Emptied"_s);
    QTest::mouseClick(button<QPushButton>(*m_page, u"Save the rules"_s), Qt::LeftButton);
    QTRY_VERIFY(kept() != nullptr && kept()->rule({"public", "visits"}, "visitor_email") != nullptr);
}

void TestAnonymizationPage::aRuleIsChosenBesideTheValues()
{
    look();
    columns()->setCurrentIndex(cellOf(u"public.users.email"_s));
    auto *rule = m_page->findChild<QComboBox *>(u"rule"_s);
    QTRY_VERIFY(rule != nullptr && rule->isVisible());
    QCOMPARE(rule->currentData().toInt(), -1);
    rule->setCurrentIndex(rule->findData(int(RuleKind::Null)));
    emit rule->activated(rule->currentIndex());
    QTRY_COMPARE(shownRule(u"public.users.email"_s), u"Emptied"_s);
    // It follows what is done elsewhere.
    QTest::mouseClick(button<QToolButton>(*m_page, u"Undo"_s), Qt::LeftButton);
    QTRY_COMPARE(rule->currentData().toInt(), -1);
    columns()->setCurrentIndex(tableRow(u"public.users"_s));
    QTRY_VERIFY(!rule->isVisible());
}

void TestAnonymizationPage::aTableSaysWhatHappensToItsColumns()
{
    look();
    const auto counts
        = [this] { return tableRow(u"public.users"_s).siblingAtColumn(ColumnModel::RuleColumn).data().toString(); };
    const QString before = counts();
    QVERIFY2(before.contains(u"replaced"_s), qPrintable(before));
    const int replaced = before.section(u' ', 0, 0).toInt();
    chooseRule(u"public.users.email"_s, RuleKind::Keep);
    QTRY_VERIFY2(replaced == 1 ? !counts().contains(u"replaced"_s)
                               : counts().startsWith(QString::number(replaced - 1) + u' '),
                 qPrintable(counts()));
}

void TestAnonymizationPage::rulesForColumnsThatAreGoneAreSaidAndTakenOut()
{
    RuleSet rules;
    rules.setRule({"public", "users"}, "email", {.kind = RuleKind::Null});
    rules.setRule({"public", "users"}, "fax", {.kind = RuleKind::Null});
    rules.setRule({"other", "thing"}, "word", {.kind = RuleKind::Null});
    keep(rules);
    look();
    QTRY_VERIFY(says(*m_page, u"not fit the columns"_s));
    QVERIFY(says(*m_page, u"public.users.fax"_s));
    QCOMPARE(shownRule(u"public.users.email"_s), u"Emptied"_s);
    QTest::mouseClick(button<QPushButton>(*m_page, u"Take them out"_s), Qt::LeftButton);
    QTRY_VERIFY(button<QPushButton>(*m_page, u"Save the rules"_s)->isEnabled());
    QTest::mouseClick(button<QPushButton>(*m_page, u"Save the rules"_s), Qt::LeftButton);
    QTRY_VERIFY(kept()->rule({"public", "users"}, "fax") == nullptr);
    QVERIFY(kept()->rule({"public", "users"}, "email") != nullptr);
    // Of what was not looked at nobody can say that it does not fit.
    QVERIFY(kept()->rule({"other", "thing"}, "word") != nullptr);
}

void TestAnonymizationPage::rulesThatSomebodyElseSavedMeanwhileAreNotOverwritten()
{
    look();
    chooseRule(u"public.users.email"_s, RuleKind::Null);
    QTRY_COMPARE(shownRule(u"public.users.email"_s), u"Emptied"_s);
    RuleSet others;
    others.setRule({"public", "users"}, "city", {.kind = RuleKind::Null});
    keep(others);
    QTest::mouseClick(button<QPushButton>(*m_page, u"Save the rules"_s), Qt::LeftButton);
    QTRY_VERIFY(says(*m_page, u"meanwhile"_s));
    QCOMPARE(*kept(), others);
    // Whoever looks again sees them, with what was changed here on top once it is done again.
    QTest::mouseClick(button<QPushButton>(*m_page, u"Read them again"_s), Qt::LeftButton);
    QTRY_COMPARE(shownRule(u"public.users.city"_s), u"Emptied"_s);
    QVERIFY(shownRule(u"public.users.email"_s) != u"Emptied"_s);
}

QTEST_MAIN(TestAnonymizationPage)
#include "tst_anonymization_page.moc"
