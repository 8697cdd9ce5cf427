// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/anonymize/column_filter.h"
#include "ui/anonymize/column_model.h"
#include "ui/anonymize/column_tree.h"
#include "ui/clone/table_choice_model.h"
#include "ui/clone/table_group_menu.h"
#include "ui/report/clear_column_model.h"
#include "ui/report/report_model.h"
#include "ui/text.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <tuple>

using namespace Qt::StringLiterals;
using namespace ui;
using engine::anonymize::ColumnDecision;
using engine::anonymize::RuleKind;
using engine::anonymize::Verdict;

namespace {

std::vector<ColumnDecision> someDecisions()
{
    ColumnDecision email{.column = "email", .verdict = Verdict::Personal, .rule = {.kind = RuleKind::Email}};
    email.table.schema = "public";
    email.table.name = "users";
    ColumnDecision notes = email;
    notes.column = "notes";
    notes.verdict = Verdict::Undecided;
    notes.rule.kind = RuleKind::Scrub;
    ColumnDecision id = email;
    id.column = "id";
    id.verdict = Verdict::Technical;
    id.rule.kind = RuleKind::Keep;
    return {email, notes, id};
}

} // namespace

/// Models and texts that screens show.
class TestModels final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void aRuleIsAskedForAndNotAssumed()
    {
        ColumnModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDecisions(someDecisions());
        QSignalSpy asked(&model, &ColumnModel::ruleChosen);
        const QModelIndex rule = model.index(0, ColumnModel::RuleColumn);
        QVERIFY(model.setData(rule, int(RuleKind::Null), Qt::EditRole));
        QCOMPARE(asked.count(), 1);
        // What detection says is no decision of a person.
        QCOMPARE(rule.data(Qt::EditRole).toInt(), -1);
        QVERIFY(!model.setData(model.index(0, ColumnModel::NameColumn), 1, Qt::EditRole));
    }

    void technicalColumnsAreHiddenUntilAskedFor()
    {
        ColumnModel model;
        ColumnFilter filter(model);
        model.setDecisions(someDecisions());
        QCOMPARE(filter.rowCount(), 2);
        filter.setWithTechnical(true);
        QCOMPARE(filter.rowCount(), 3);
        filter.setUndecidedOnly(true);
        QCOMPARE(filter.rowCount(), 1);
        filter.setUndecidedOnly(false);
        filter.setWords(u"users EMAIL"_s);
        QCOMPARE(filter.rowCount(), 1);
    }

    void columnsStandBelowTheirTablesAndPartitionsAreFolded()
    {
        ColumnModel model;
        ColumnTree tree(model);
        const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
        ColumnFilter filter(model, tree);
        model.setParents({{{"app", "log_1"}, {"app", "log"}}, {{"app", "heir"}, {"app", "log"}}});
        std::vector<ColumnDecision> decisions;
        for (const auto &[table, column] : std::vector<std::pair<std::string, std::string>>{{"log", "mail"},
                                                                                            {"log", "day"},
                                                                                            {"log_1", "mail"},
                                                                                            {"log_1", "day"},
                                                                                            {"heir", "mail"},
                                                                                            {"heir", "own"}})
            decisions.push_back({.table = {"app", table}, .column = column, .verdict = Verdict::Personal});
        decisions[0].rule.kind = RuleKind::Email;
        decisions[1].verdict = Verdict::Undecided;
        model.setDecisions(decisions);
        QCOMPARE(tree.rowCount(), 2);
        const QModelIndex log = tree.index(0, 0);
        QCOMPARE(log.data().toString(), u"app.log (+ 2 partitions)"_s);
        QCOMPARE(tree.rowCount(log), 2);
        // What an heir has of its own stands with it.
        QCOMPARE(tree.rowCount(tree.index(1, 0)), 1);
        QCOMPARE(tree.index(0, 0, tree.index(1, 0)).data().toString(), u"own"_s);
        QCOMPARE(log.siblingAtColumn(ColumnModel::RuleColumn).data().toString(), u"1 replaced · 1 to decide"_s);
        QCOMPARE(tree.counts().columns, 3);
        QCOMPARE(tree.columnRow(tree.index(1, 0, log)), 1);
        QCOMPARE(tree.indexOf(1), tree.index(1, 0, log));
        QVERIFY(!tree.indexOf(2).isValid());
        filter.setUndecidedOnly(true);
        QCOMPARE(filter.rowCount(), 1);
        QCOMPARE(filter.rowCount(filter.index(0, 0)), 1);
        // Decided, it goes, and its table with it; counts follow, and nothing else is announced.
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        decisions[1].verdict = Verdict::Personal;
        model.setDecisions(decisions);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes.first().first().toModelIndex().row(), 1);
        QCOMPARE(filter.rowCount(), 0);
        filter.setUndecidedOnly(false);
        filter.setWords(u"HEIR"_s);
        QCOMPARE(filter.rowCount(), 1);
        filter.setWords(u"log mail"_s);
        QCOMPARE(filter.rowCount(), 1);
        QCOMPARE(filter.rowCount(filter.index(0, 0)), 1);
    }

    void groupsOfTablesAreTickedMadeAndForgotten()
    {
        const QTemporaryDir folder;
        const engine::environments::TableGroupStore store(folder.path());
        QVERIFY(store.set("audit", {"log_*"}));
        TableChoiceModel tables;
        tables.setTables({{.schema = u"app"_s, .name = u"log_1"_s},
                          {.schema = u"app"_s, .name = u"log_2"_s},
                          {.schema = u"app"_s, .name = u"orders"_s}});
        TableGroupMenu menu(store, tables);
        const auto opened = [&menu] {
            emit menu.aboutToShow();
            QStringList words;
            for (const QAction *action : menu.actions())
                words << action->text();
            return words;
        };
        QVERIFY(opened().contains(u"Only those of @audit"_s));
        menu.actions().first()->trigger();
        QCOMPARE(tables.tickedPatterns(), (std::vector<std::string>{"app.log_1", "app.log_2"}));
        std::ignore = opened();
        QMenu *forget = menu.actions().last()->menu();
        QVERIFY(forget != nullptr);
        forget->actions().first()->trigger();
        QVERIFY(store.load()->empty());
        QVERIFY(opened().contains(u"No group of tables has a name yet"_s));
    }

    void realValuesAreCoveredAtFirst()
    {
        PreviewModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setValues({"amina@example.org", std::nullopt}, {"x@exemple.test", std::nullopt});
        const QModelIndex before = model.index(0, PreviewModel::BeforeColumn);
        QVERIFY(!before.data().toString().contains(u"amina"_s));
        QVERIFY(!before.data(Qt::ToolTipRole).toString().contains(u"amina"_s));
        QCOMPARE(model.index(0, PreviewModel::AfterColumn).data().toString(), u"x@exemple.test"_s);
        QCOMPARE(model.index(1, PreviewModel::BeforeColumn).data().toString(), u"NULL"_s);
        model.setUncovered(true);
        QCOMPARE(before.data().toString(), u"amina@example.org"_s);
    }

    void aValueThatNoRuleChangesIsCoveredAfterwardsToo()
    {
        PreviewModel model;
        model.setValues({"amina@example.org", "call +213 555"}, {"amina@example.org", "call +213 777"});
        const QModelIndex after = model.index(0, PreviewModel::AfterColumn);
        QVERIFY(!after.data().toString().contains(u"amina"_s));
        QVERIFY(!after.data(Qt::ToolTipRole).toString().contains(u"amina"_s));
        QCOMPARE(model.index(1, PreviewModel::AfterColumn).data().toString(), u"call +213 777"_s);
        model.setUncovered(true);
        QCOMPARE(after.data().toString(), u"amina@example.org"_s);
    }

    void aColumnThatSomebodyKeepsStaysInSight()
    {
        ColumnModel model;
        ColumnFilter filter(model);
        std::vector<engine::anonymize::ColumnDecision> decisions = someDecisions();
        for (auto &decision : decisions) {
            decision.verdict = engine::anonymize::Verdict::Technical;
            decision.rule = {};
        }
        model.setDecisions(decisions);
        QCOMPARE(filter.rowCount(), 0);
        decisions[0].fromRuleFile = true;
        model.setDecisions(decisions);
        QCOMPARE(filter.rowCount(), 1);
        QCOMPARE(filter.index(0, ColumnModel::RuleColumn).data(Qt::EditRole).toInt(),
                 int(engine::anonymize::RuleKind::Keep));
    }

    void whatStayedInClearIsListedWithItsReasonTheHeaviestFirst()
    {
        using engine::runs::DecidedBy;
        using engine::runs::InClear;
        ClearColumnModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        ClearColumnFilter filter;
        filter.setSourceModel(&model);
        model.setColumns({{.table = u"public.users"_s, .column = u"email"_s, .rule = u"email"_s},
                          {.table = u"public.users"_s,
                           .column = u"id"_s,
                           .category = u"technical"_s,
                           .inClear = InClear::Everything},
                          {.table = u"public.users"_s,
                           .column = u"remark"_s,
                           .category = u"undecided"_s,
                           .rule = u"scrub"_s,
                           .why = engine::Sentence(u"nobody knows"_s),
                           .decidedBy = DecidedBy::Nobody,
                           .inClear = InClear::Part},
                          {.table = u"public.users"_s,
                           .column = u"city"_s,
                           .category = u"city"_s,
                           .why = engine::Sentence(u"public places (A. Martin)"_s),
                           .decidedBy = DecidedBy::Rules,
                           .inClear = InClear::Everything,
                           .isLetOut = true}});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.technicalCount(), 1);
        QCOMPARE(filter.rowCount(), 2);
        QCOMPARE(filter.index(0, ClearColumnModel::NameColumn).data().toString(), u"public.users.city"_s);
        QCOMPARE(filter.index(0, ClearColumnModel::WhyColumn).data().toString(), u"public places (A. Martin)"_s);
        QVERIFY(filter.index(0, ClearColumnModel::NameColumn).data(Qt::ForegroundRole).isValid());
        QCOMPARE(filter.index(1, ClearColumnModel::NameColumn).data().toString(), u"public.users.remark"_s);
        filter.setWithTechnical(true);
        QCOMPARE(filter.rowCount(), 3);
    }

    void theSummaryTellsTheTruthAboutTheTarget_data()
    {
        QTest::addColumn<int>("outcome");
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("expected");
        using engine::TargetState;
        using engine::runs::Outcome;
        QTest::newRow("a success says that one can go back")
            << int(Outcome::Succeeded) << int(TargetState::Replaced) << u"roll back"_s;
        QTest::newRow("a cancelled clone says that nothing changed")
            << int(Outcome::Cancelled) << int(TargetState::Unchanged) << u"unchanged"_s;
        QTest::newRow("a failure that was undone says so")
            << int(Outcome::Failed) << int(TargetState::Restored) << u"put back"_s;
        QTest::newRow("a target in between needs attention")
            << int(Outcome::Failed) << int(TargetState::Incomplete) << u"needs attention"_s;
    }

    void theSummaryTellsTheTruthAboutTheTarget()
    {
        QFETCH(const int, outcome);
        QFETCH(const int, state);
        QFETCH(const QString, expected);
        engine::runs::Report report;
        report.kind = engine::runs::OperationKind::Clone;
        report.target = u"shop-test"_s;
        report.outcome = engine::runs::Outcome(outcome);
        report.targetState = engine::TargetState(state);
        const ReportSummary summary = summaryOf(report);
        QVERIFY2(summary.target.contains(expected), qPrintable(summary.target));
        QVERIFY(summary.target.contains(u"shop-test"_s));
    }

    void theTablesOfAReportAreAModel()
    {
        ReportTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTables({{.name = u"public.users"_s, .rows = 1200, .bytes = 2048, .anonymizedFields = 3}});
        QCOMPARE(model.index(0, ReportTableModel::RowsColumn).data(ReportTableModel::SortRole).toLongLong(), 1200);
        QCOMPARE(model.index(0, ReportTableModel::BytesColumn).data().toString(), u"2.0 KiB"_s);
    }

    void sizesAreShort_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("expected");
        QTest::newRow("kibibytes with one decimal") << qint64(1536) << u"1.5 KiB"_s;
        QTest::newRow("no decimal beyond ten") << qint64(15) * 1024 * 1024 << u"15 MiB"_s;
        QTest::newRow("just under ten is ten") << qint64(9.99 * 1024 * 1024) << u"10 MiB"_s;
        QTest::newRow("gibibytes") << qint64(1.8 * 1024 * 1024 * 1024) << u"1.8 GiB"_s;
    }

    void sizesAreShort()
    {
        QFETCH(const qint64, bytes);
        QTEST(byteText(bytes), "expected");
    }

    void untickedTablesStayUntickedWhenTheyAreReadAgain()
    {
        TableChoiceModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<engine::runs::PlannedTable> tables{
            {.schema = u"public"_s, .name = u"orders"_s, .rows = 1000, .bytes = 4096},
            {.schema = u"public"_s, .name = u"log"_s, .rows = 9000, .bytes = 1024 * 1024}};
        model.setTables(tables);
        QCOMPARE(model.summary(), u"2 tables with their rows: about 10000 rows, 1.0 MiB."_s);
        model.setTicked({1}, false);
        QCOMPARE(model.summary(), u"1 of 2 tables with their rows: about 1000 rows, 4.0 KiB."_s);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        tables[1].isCopied = false;
        model.setTables(tables);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(model.index(1, TableChoiceModel::WhatColumn).data().toString(), u"structure only"_s);
        model.clear();
        model.setTables(tables);
        QVERIFY(model.untickedPatterns({}).empty());
    }

    void aTableThatAPatternLeavesOutCannotBeTicked()
    {
        TableChoiceModel model;
        model.setTables({{.schema = u"public"_s, .name = u"log"_s, .isCopied = false}});
        const QModelIndex name = model.index(0, TableChoiceModel::NameColumn);
        QCOMPARE(name.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QVERIFY(!model.setData(name, Qt::Checked, Qt::CheckStateRole));
        model.setTicked({0}, false);
        QVERIFY(model.untickedPatterns({}).empty());
        QVERIFY(model.index(0, TableChoiceModel::WhatColumn).data().toString().contains(u"pattern"_s));
    }

    void timesOfDayAreRelative()
    {
        const QDateTime now(QDate(2026, 3, 12), QTime(12, 0));
        QCOMPARE(agoText(now.addSecs(-5), now), u"just now"_s);
        QVERIFY(agoText(now.addSecs(-600), now).contains(u"10"_s));
        QCOMPARE(clockText(std::chrono::milliseconds(3'727'000)), u"1:02:07"_s);
    }
};

QTEST_MAIN(TestModels)
#include "tst_models.moc"
