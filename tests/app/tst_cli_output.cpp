// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/arguments.h"
#include "app/cli/commands/command.h"
#include "app/cli/output/error_output.h"
#include "app/cli/output/numbers.h"
#include "app/cli/output/text_table.h"
#include "app/cli/progress/progress_bar.h"
#include "engine/base/error_json.h"

#include <QLocale>
#include <QTest>

using namespace app::cli;
using namespace Qt::StringLiterals;
using engine::Error;
using engine::ErrorCode;
using engine::Phase;
using Measure = engine::runs::Stage::Measure;

class CliOutputTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void unknownWordsGetASuggestion_data();
    void unknownWordsGetASuggestion();
    void aProgressLineFitsTheTerminal_data();
    void aProgressLineFitsTheTerminal();
    void aProgressLineSaysWhatIsKnown();
    void tablesAreAlignedByWhatIsSeen();
    void durationsAreShort_data();
    void durationsAreShort();
    void anErrorSaysEverything();
    void anErrorShowsNoPassword();
};

void CliOutputTest::unknownWordsGetASuggestion_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("suggestion");
    QTest::newRow("a command with two letters swapped") << QStringList{u"cloen"_s} << u"clone"_s;
    QTest::newRow("an option with a letter missing") << QStringList{u"clone"_s, u"--sourc"_s, u"x"_s} << u"--source"_s;
    QTest::newRow("a global option after the command") << QStringList{u"clone"_s, u"--jsno"_s} << u"--json"_s;
    QTest::newRow("an option with its value") << QStringList{u"clone"_s, u"--tagret=x"_s} << u"--target"_s;
    QTest::newRow("a command below a command") << QStringList{u"env"_s, u"lst"_s} << u"list"_s;
    QTest::newRow("nothing near") << QStringList{u"clone"_s, u"--pineapple"_s} << QString();
    QTest::newRow("the value of an option is not a word")
        << QStringList{u"--home"_s, u"cloen"_s, u"clone"_s, u"--targe"_s} << u"--target"_s;
}

void CliOutputTest::unknownWordsGetASuggestion()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, suggestion);
    CLI::App root;
    GlobalOptions options;
    CommandList commands;
    addGlobalOptions(root, options);
    addCloneCommand(root, commands);
    addEnvCommands(root, commands);
    const std::optional<Error> mistake = firstMistake(root, arguments);
    QVERIFY(mistake.has_value());
    QCOMPARE(mistake->code, ErrorCode::Usage);
    QCOMPARE(mistake->subject.contains("Did you mean"_L1), !suggestion.isEmpty());
    QVERIFY2(suggestion.isEmpty() || mistake->subject.contains(u"\"%1\"?"_s.arg(suggestion)),
             qPrintable(mistake->subject));
}

void CliOutputTest::aProgressLineFitsTheTerminal_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {1, 10, 20, 40, 79, 80, 200})
        QTest::newRow(qPrintable(u"%1 columns"_s.arg(width))) << width;
}

void CliOutputTest::aProgressLineFitsTheTerminal()
{
    QFETCH(int, width);
    const engine::runs::RowTotals totals{.rows = 2'100'000,
                                         .expectedRows = 3'200'000,
                                         .bytes = 1'200'000'000,
                                         .expectedBytes = 1'900'000'000,
                                         .tablesDone = 3,
                                         .tables = 21};
    for (const Phase phase : {Phase::Preflight, Phase::Rows, Phase::Indexes, Phase::Done}) {
        const QString line = progressLine({.phase = phase,
                                           .measure = phase == Phase::Rows ? Measure::Rows : Measure::Steps,
                                           .totals = totals,
                                           .steps = 3,
                                           .stepsExpected = 40,
                                           .rowsMilliseconds = 12'000,
                                           .left = std::chrono::seconds(90)},
                                          width);
        QVERIFY2(displayWidth(line) <= width, qPrintable(line));
    }
}

void CliOutputTest::aProgressLineSaysWhatIsKnown()
{
    const engine::runs::RowTotals totals{
        .rows = 500, .expectedRows = 1000, .bytes = 5000, .expectedBytes = 10000, .tablesDone = 1, .tables = 2};
    const QString line = progressLine({.phase = Phase::Rows,
                                       .measure = Measure::Rows,
                                       .totals = totals,
                                       .rowsMilliseconds = 10'000,
                                       .left = std::chrono::seconds(10)},
                                      120);
    QVERIFY2(line.contains("500 of 1000 rows"_L1), qPrintable(line));
    QVERIFY2(line.contains("50 rows/s"_L1), qPrintable(line));
    QVERIFY2(line.contains("10.0 s left"_L1), qPrintable(line));
    QCOMPARE(line.count(u'█'), line.count(u'░'));
}

void CliOutputTest::tablesAreAlignedByWhatIsSeen()
{
    // é as one character and as two, Arabic with a vowel sign: each takes the columns that are seen.
    const QString table = textTable({}, {{u"été"_s, u"1"_s}, {u"e\u0301te\u0301"_s, u"22"_s}, {u"مَ"_s, u"3"_s}},
                                    {Align::Left, Align::Right});
    QCOMPARE(table.split(u'\n'), (QStringList{u"été   1"_s, u"e\u0301te\u0301  22"_s, u"مَ     3"_s}));
}

void CliOutputTest::durationsAreShort_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("expected");
    QTest::newRow("less than a second") << qint64(850) << u"850 ms"_s;
    QTest::newRow("seconds") << qint64(3240) << u"3.2 s"_s;
    QTest::newRow("minutes") << qint64(245'000) << u"4 min 05 s"_s;
    QTest::newRow("hours") << qint64(4'320'000) << u"1 h 12 min"_s;
}

void CliOutputTest::durationsAreShort()
{
    QFETCH(qint64, milliseconds);
    QFETCH(QString, expected);
    QCOMPARE(duration(milliseconds), expected);
}

void CliOutputTest::anErrorSaysEverything()
{
    const Terminal terminal({.noInput = true, .noColor = true});
    const QString shown = errorForPeople(terminal, {.code = ErrorCode::PermissionDenied,
                                                    .subject = u"public.orders"_s,
                                                    .detail = u"permission denied for table orders"_s,
                                                    .sqlState = u"42501"_s,
                                                    .steps = {u"clone a to b"_s},
                                                    .state = engine::TargetState::Unchanged});
    for (const QLatin1String part : {"public.orders"_L1, "Why"_L1, "State"_L1, "The target is as it was before."_L1,
                                     "What to do"_L1, "Technical details"_L1, "E-PERM-001"_L1, "SQLSTATE 42501"_L1,
                                     "clone a to b"_L1, "permission denied for table orders"_L1})
        QVERIFY2(shown.contains(part), qPrintable(shown));
}

void CliOutputTest::anErrorShowsNoPassword()
{
    const Terminal terminal({.noInput = true, .noColor = true});
    const Error error{.code = ErrorCode::StatementFailed,
                      .detail = u"could not connect to postgresql://anna:s3cr3t@host/db with password=s3cr3t"_s};
    QVERIFY(!errorForPeople(terminal, error).contains("s3cr3t"_L1));
    QVERIFY(!QString(toJson(error).value("why"_L1).toString() + toJson(error).value("detail"_L1).toString())
                 .contains("s3cr3t"_L1));
}

QTEST_GUILESS_MAIN(CliOutputTest)
#include "tst_cli_output.moc"
