// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output/exit_code.h"

#include <QTest>

using namespace app::cli;
using engine::Error;
using engine::ErrorCode;
using engine::TargetState;
using engine::runs::Outcome;
using engine::runs::Report;

Q_DECLARE_METATYPE(engine::Error)

class ExitCodeTest : public QObject
{
    Q_OBJECT

private slots:
    void anErrorHasItsExitCode_data();
    void anErrorHasItsExitCode();
    void everyErrorHasADocumentedExitCode();
    void aReportHasItsExitCode_data();
    void aReportHasItsExitCode();
};

void ExitCodeTest::anErrorHasItsExitCode_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<int>("stopped");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *name, const Error &error, int expected, ExitCode stopped = ExitCode::Interrupted) {
        QTest::newRow(name) << error << static_cast<int>(stopped) << expected;
    };
    row("a wrong option", {.code = ErrorCode::Usage}, 64);
    row("an unknown environment", {.code = ErrorCode::EnvironmentUnknown}, 64);
    row("a rule file that cannot be read", {.code = ErrorCode::RuleFileInvalid}, 65);
    row("a rule for a column that is not there", {.code = ErrorCode::RuleColumnMissing}, 65);
    row("an unknown host", {.code = ErrorCode::HostNotFound}, 69);
    row("a closed port", {.code = ErrorCode::ServerUnreachable}, 69);
    row("TLS refused", {.code = ErrorCode::TlsFailed}, 69);
    row("a full disk here", {.code = ErrorCode::LocalDiskFull}, 74);
    row("a full disk there", {.code = ErrorCode::ServerDiskFull, .state = TargetState::Restored}, 74);
    row("a locked table", {.code = ErrorCode::ObjectLocked}, 75);
    row("another operation under way", {.code = ErrorCode::TargetBusy}, 75);
    row("a target that is production", {.code = ErrorCode::TargetIsProduction}, 77);
    row("a wrong password", {.code = ErrorCode::AuthenticationFailed}, 77);
    row("a missing right", {.code = ErrorCode::PermissionDenied}, 77);
    row("a name that was not typed", {.code = ErrorCode::ConfirmationMissing}, 77);
    row("Ctrl-C", {.code = ErrorCode::Cancelled}, 130);
    row("SIGTERM", {.code = ErrorCode::Cancelled}, 143, ExitCode::Terminated);
    row("a closed terminal", {.code = ErrorCode::Cancelled}, 129, ExitCode::HungUp);
    row("a stop that left the target incomplete", {.code = ErrorCode::Cancelled, .state = TargetState::Incomplete}, 3);
    row("two databases that differ", {.code = ErrorCode::VerificationFailed}, 1);
    row("a clone that does not verify", {.code = ErrorCode::VerificationFailed, .state = TargetState::Restored}, 2);
    row("a lost connection, target as before", {.code = ErrorCode::ConnectionLost, .state = TargetState::Restored}, 2);
    row("a lost connection, target unknown", {.code = ErrorCode::ConnectionLost, .state = TargetState::Incomplete}, 3);
    row("a preflight with a missing right and a locked table",
        {.code = ErrorCode::PreflightFailed,
         .causes = {{.code = ErrorCode::ObjectLocked}, {.code = ErrorCode::PermissionDenied}}},
        77);
    row("a preflight with a wrong rule",
        {.code = ErrorCode::PreflightFailed, .causes = {{.code = ErrorCode::RuleDoesNotFit}}}, 65);
}

void ExitCodeTest::anErrorHasItsExitCode()
{
    QFETCH(Error, error);
    QFETCH(int, stopped);
    QFETCH(int, expected);
    QCOMPARE(static_cast<int>(exitCodeOf(error, static_cast<ExitCode>(stopped))), expected);
}

void ExitCodeTest::everyErrorHasADocumentedExitCode()
{
    const QList<int> documented{1, 2, 3, 64, 65, 69, 74, 75, 77, 129, 130, 143};
    for (const ErrorCode code : engine::allErrorCodes())
        QVERIFY(documented.contains(static_cast<int>(exitCodeOf(Error{.code = code}))));
}

void ExitCodeTest::aReportHasItsExitCode_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *name, Outcome outcome, TargetState state, int expected) {
        QTest::newRow(name) << static_cast<int>(outcome) << static_cast<int>(state) << expected;
    };
    row("done", Outcome::Succeeded, TargetState::Replaced, 0);
    row("stopped, everything put back", Outcome::Cancelled, TargetState::Restored, 130);
    row("stopped, not put back", Outcome::Cancelled, TargetState::Incomplete, 3);
    row("failed, everything put back", Outcome::Failed, TargetState::Restored, 2);
    row("failed, not put back", Outcome::Failed, TargetState::Incomplete, 3);
}

void ExitCodeTest::aReportHasItsExitCode()
{
    QFETCH(int, outcome);
    QFETCH(int, state);
    QFETCH(int, expected);
    Report report;
    report.outcome = static_cast<Outcome>(outcome);
    report.targetState = static_cast<TargetState>(state);
    if (report.outcome == Outcome::Failed)
        report.error = Error{.code = ErrorCode::StatementFailed};
    QCOMPARE(static_cast<int>(exitCodeOf(report)), expected);
}

QTEST_GUILESS_MAIN(ExitCodeTest)
#include "tst_exit_code.moc"
