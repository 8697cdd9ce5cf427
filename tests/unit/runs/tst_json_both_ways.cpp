// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error_json.h"
#include "engine/runs/plan_json.h"
#include "engine/runs/report_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine;
using namespace engine::runs;

namespace {

Sentence said(const QString &text)
{
    return Sentence(text);
}

/// Every field is another than the one it has when nothing is said.
Error fullError()
{
    return {.code = ErrorCode::PreflightFailed,
            .subject = u"public.orders"_s,
            .detail = u"relation does not exist"_s,
            .sqlState = u"42P01"_s,
            .steps = {u"reading"_s, u"public.orders"_s},
            .attempts = {{.address = u"192.0.2.1:5432"_s,
                          .code = ErrorCode::HostNotFound,
                          .reason = u"no route"_s,
                          .isPooler = true}},
            .causes = {{.code = ErrorCode::ObjectLocked, .subject = u"public.customers"_s}}};
}

PlannedColumn fullColumn()
{
    return {.table = u"public.customers"_s,
            .column = u"email"_s,
            .category = u"email"_s,
            .rule = u"email"_s,
            .why = said(u"its name"_s),
            .decidedBy = DecidedBy::Rules,
            .inClear = InClear::Part,
            .isLetOut = true,
            .count = ColumnCount{.values = 10, .changed = 9, .personal = 1}};
}

Report fullReport()
{
    Report report{.kind = OperationKind::Verify,
                  .source = u"shop"_s,
                  .target = u"shop test"_s,
                  .outcome = Outcome::Cancelled,
                  .targetState = TargetState::Restored,
                  .objects = {{u"table"_s, 21}, {u"view"_s, 3}},
                  .notCarried = {{u"function"_s, u"f()"_s, said(u"no language"_s)}},
                  .columns = {fullColumn()},
                  .mentions = {{u"comment"_s, u"public.customers"_s, said(u"an address"_s)}},
                  .warnings = {said(u"one"_s), said(u"two"_s)},
                  .alarms = {said(u"three"_s)},
                  .remarks = {said(u"four"_s)},
                  .verified = true,
                  .anonymized = true,
                  .rulesKeptFor = u"shop"_s,
                  .rawReason = u"an expert's look"_s,
                  .durationMilliseconds = 12345,
                  .error = fullError()};
    // As operations do.
    report.error->state = report.targetState;
    report.tables = {{.name = u"public.orders_2026"_s,
                      .root = u"public.orders"_s,
                      .rows = qint64(1) << 52,
                      .bytes = 1234,
                      .milliseconds = 56,
                      .anonymizedFields = 7,
                      .leftOut = 8,
                      .isKept = true,
                      .digest = u"abc"_s,
                      .anonymizedColumns = {{u"email"_s, 7}},
                      .columnCounts = {{u"email"_s, {.values = 3, .changed = 2, .personal = 1}}},
                      .pathCounts = {{u"data"_s, {{u"$.name"_s, 4}}}}},
                     {.name = u"public.customers"_s, .root = u"public.customers"_s}};
    return report;
}

PlannedEnd fullEnd(const QString &name)
{
    PlannedEnd end{.identity = environments::Identity{"7293847293847", 16385},
                   .nature = {.sign = Nature::Sign::Registered, .production = u"the shop"_s},
                   .database = u"shop"_s,
                   .serverVersion = u"15.20"_s,
                   .bytes = 123,
                   .tables = 45};
    end.environment.name = name;
    end.environment.type = environments::EnvironmentType::Training;
    return end;
}

Plan fullPlan()
{
    return {.kind = OperationKind::Rollback,
            .number = 17,
            .effects = {{.kind = Effect::Kind::MergeRows, .end = Side::Target, .data = DataNature::Replaced},
                        {.kind = Effect::Kind::Read, .end = Side::Source},
                        {.kind = Effect::Kind::WriteFile,
                         .end = FileEnd{.path = u"target"_s, .isEncrypted = true, .isPrivate = true},
                         .data = DataNature::Clear},
                        {.kind = Effect::Kind::SendOut,
                         .end = NetworkEnd{.address = u"https://example.org"_s, .isEncrypted = true},
                         .data = DataNature::Replaced}},
            .source = fullEnd(u"shop"_s),
            .target = fullEnd(u"shop test"_s),
            .steps = {said(u"first"_s), said(u"then"_s)},
            .replacedTables = {u"public.a"_s, u"public.b"_s},
            .replacedRows = 1,
            .replacedBytes = 2,
            .rowsToCopy = 3,
            .bytesToCopy = 4,
            .tablesToCopy = 5,
            .tables = {{u"public"_s, u"a"_s, 6, 7, false}, {u"public"_s, u"b"_s, -1, 8, true}},
            .keptTables = {{u"public.c"_s, 9, true, {u"old"_s}, {u"new"_s}}},
            .anonymized = false,
            .rawReason = u"why"_s,
            .columns = {fullColumn()},
            .rulesKeptFor = u"shop"_s,
            .ruledColumns = 10,
            .mentions = {{u"comment"_s, u"public.a"_s, said(u"a name"_s)}},
            .notCarried = {{u"function"_s, u"f()"_s, said(u"no language"_s)}},
            .notices = {{Notice::Severity::Warning, said(u"look"_s)}, {Notice::Severity::Information, said(u"so"_s)}},
            .problems = {fullError()}};
}

} // namespace

/// What is kept as JSON can be shown again: every field that is written is read.
class TestJsonBothWays final : public QObject
{
    Q_OBJECT

private slots:
    void anErrorComesBack()
    {
        const auto read = errorFromJson(toJson(fullError()));
        QVERIFY(read);
        QCOMPARE(toJson(*read), toJson(fullError()));
        QCOMPARE(read->code, fullError().code);
        QCOMPARE(read->attempts, fullError().attempts);
        QCOMPARE(read->causes.size(), 1);
        QCOMPARE(read->causes.first().code, ErrorCode::ObjectLocked);
    }

    void everyErrorIsFoundByItsCode()
    {
        for (const ErrorCode code : allErrorCodes()) {
            const auto read = errorFromJson(toJson(Error{.code = code}));
            QVERIFY(read && read->code == code);
        }
        QVERIFY(!errorFromJson({}));
        QVERIFY(!errorFromJson({{u"code"_s, u"E-NEVER-001"_s}}));
    }

    void aReportComesBack()
    {
        const Report report = fullReport();
        const auto read = reportFromJson(report.toJson());
        QVERIFY(read);
        QCOMPARE(read->toJson(), report.toJson());
        QCOMPARE(read->kind, report.kind);
        QCOMPARE(read->outcome, report.outcome);
        QCOMPARE(read->targetState, report.targetState);
        QCOMPARE(read->error->state, report.targetState);
        QCOMPARE(read->tables.first().rows, report.tables.first().rows);
        QCOMPARE(read->tables.first().root, report.tables.first().root);
        QCOMPARE(read->tables.last().root, report.tables.last().root);
        QCOMPARE(read->tables.first().pathCounts, report.tables.first().pathCounts);
        QCOMPARE(read->tables.first().columnCounts.value(u"email"_s).personal, 1);
        QCOMPARE(texts(read->warnings), texts(report.warnings));
        QCOMPARE(read->columns.first().count->changed, 9);
    }

    void whatIsSecretIsNotWritten()
    {
        Report report = fullReport();
        report.secrets = {said(u"sesame"_s)};
        QVERIFY(!QJsonDocument(report.toJson()).toJson().contains("sesame"));
        QVERIFY(reportFromJson(report.toJson())->secrets.isEmpty());
    }

    /// Each key of a report, taken away alone, changes only what it says.
    void aReportOfAnOlderSosieIsRead()
    {
        const QJsonObject whole = fullReport().toJson();
        for (const QString &key : whole.keys()) {
            QJsonObject less = whole;
            less.remove(key);
            const auto read = reportFromJson(less);
            QCOMPARE(read.has_value(), key != u"operation" && key != u"outcome");
            if (!read)
                continue;
            QJsonObject again = read->toJson();
            for (const QString &other : whole.keys()) {
                // The schema is that of now; the state of an error is that of the target.
                const bool isTold = other != key && other != u"schema" && !(key == u"targetState" && other == u"error");
                if (isTold)
                    QCOMPARE(again.value(other), whole.value(other));
            }
        }
    }

    void nonsenseIsNoReport_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray("{}");
        QTest::newRow("another verb") << QByteArray(R"({"operation": "dance", "outcome": "succeeded"})");
        QTest::newRow("another outcome") << QByteArray(R"({"operation": "clone", "outcome": "perhaps"})");
    }

    void nonsenseIsNoReport()
    {
        QFETCH(const QByteArray, json);
        QVERIFY(!reportFromJson(QJsonDocument::fromJson(json).object()));
        QVERIFY(!planFromJson(QJsonDocument::fromJson(QByteArray(json).replace("clone", "dance")).object()));
    }

    void wrongKindsOfValuesAreNothing()
    {
        QJsonObject json{{u"operation"_s, u"clone"_s}, {u"outcome"_s, u"failed"_s}};
        for (const QString &key : fullReport().toJson().keys()) {
            if (!json.contains(key))
                json.insert(key, QJsonArray{1, QJsonArray{}, u"x"_s});
        }
        const auto read = reportFromJson(json);
        QVERIFY(read && read->source.isEmpty() && read->durationMilliseconds == 0);
    }

    void aPlanComesBackAndPermitsNothing()
    {
        const Plan plan = fullPlan();
        const auto read = planFromJson(toJson(plan));
        QVERIFY(read);
        QCOMPARE(toJson(*read), toJson(plan));
        QCOMPARE(read->number, quint64(0));
        QCOMPARE(read->effects, plan.effects);
        QCOMPARE(read->source.identity, plan.source.identity);
        QCOMPARE(read->source.nature.sign, plan.source.nature.sign);
        QCOMPARE(read->target.environment.type, plan.target.environment.type);
        QCOMPARE(read->tables.first().isCopied, false);
        QCOMPARE(read->notices.first().severity, Notice::Severity::Warning);
        QCOMPARE(read->problems.first().code, plan.problems.first().code);
    }
};

QTEST_GUILESS_MAIN(TestJsonBothWays)
#include "tst_json_both_ways.moc"
