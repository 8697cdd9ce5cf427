// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/retry.h"

#include <QTest>

#include <thread>

using namespace engine;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class RetryTest : public QObject
{
    Q_OBJECT

private slots:
    void someFaultsPassByThemselves_data();
    void someFaultsPassByThemselves();
    void waitsGrowFourfold();
    void triesUntilItSucceedsAndSaysSo();
    void givesUpAfterTheLastTry();
    void aStopEndsTheWait();
};

void RetryTest::someFaultsPassByThemselves_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<bool>("passes");

    const Error full{.code = ErrorCode::TooManyConnections};
    const Error wrongPassword{.code = ErrorCode::AuthenticationFailed, .sqlState = u"28P01"_s};
    QTest::newRow("a full server") << full << true;
    QTest::newRow("a lost link") << Error{.code = ErrorCode::ConnectionLost} << true;
    QTest::newRow("a server that starts up") << Error{.code = ErrorCode::ServerStarting} << true;
    QTest::newRow("a server that starts up, as a statement hears it")
        << Error{.code = ErrorCode::StatementFailed, .sqlState = u"57P03"_s} << true;
    QTest::newRow("a deadlock") << Error{.code = ErrorCode::ObjectLocked, .sqlState = u"40P01"_s} << true;
    QTest::newRow("a lock that was not had in time")
        << Error{.code = ErrorCode::ObjectLocked, .sqlState = u"55P03"_s} << true;
    QTest::newRow("two transactions in each other's way")
        << Error{.code = ErrorCode::StatementFailed, .sqlState = u"40001"_s} << true;
    QTest::newRow("a preflight that found only such")
        << Error{.code = ErrorCode::PreflightFailed, .causes = {full}} << true;
    QTest::newRow("nobody listens") << Error{.code = ErrorCode::ServerUnreachable} << false;
    QTest::newRow("a wrong password") << wrongPassword << false;
    QTest::newRow("a missing password") << Error{.code = ErrorCode::PasswordMissing} << false;
    QTest::newRow("a missing right") << Error{.code = ErrorCode::PermissionDenied, .sqlState = u"42501"_s} << false;
    QTest::newRow("a stop") << Error{.code = ErrorCode::Cancelled} << false;
    QTest::newRow("a preflight with a wrong password among its causes")
        << Error{.code = ErrorCode::PreflightFailed, .causes = {full, wrongPassword}} << false;
    QTest::newRow("a preflight without causes") << Error{.code = ErrorCode::PreflightFailed} << false;
}

void RetryTest::someFaultsPassByThemselves()
{
    QFETCH(Error, error);
    QTEST(passesByItself(error), "passes");
}

void RetryTest::waitsGrowFourfold()
{
    const RetryPolicy policy{.firstWait = 2s};
    QCOMPARE(policy.waitBefore(1).count(), 2000);
    QCOMPARE(policy.waitBefore(2).count(), 8000);
}

void RetryTest::triesUntilItSucceedsAndSaysSo()
{
    Progress progress;
    int calls = 0;
    const Result<int> result = tryingAgain({.firstWait = 1ms}, {}, progress, [&]() -> Result<int> {
        if (++calls < 3)
            return failure({.code = ErrorCode::TooManyConnections, .detail = u"no room"_s});
        return calls;
    });
    QVERIFY(result.has_value());
    QCOMPARE(calls, 3);
    qsizetype first = 0;
    const QStringList said = texts(progress.warningsSince(first));
    QCOMPARE(said.size(), 2);
    QVERIFY2(said.first().contains("no room"_L1) && said.first().contains("2"_L1), qPrintable(said.first()));
}

void RetryTest::givesUpAfterTheLastTry()
{
    Progress progress;
    int calls = 0;
    const Result<> result = tryingAgain({.retries = 1, .firstWait = 1ms}, {}, progress, [&]() -> Result<> {
        ++calls;
        return failure({.code = ErrorCode::ConnectionLost});
    });
    QVERIFY(!result);
    QCOMPARE(calls, 2);
}

void RetryTest::aStopEndsTheWait()
{
    Progress progress;
    std::stop_source stop;
    std::jthread stopping([&stop] {
        std::this_thread::sleep_for(20ms);
        stop.request_stop();
    });
    const Error full{.code = ErrorCode::TooManyConnections};
    QVERIFY(!waitForNextTry({.firstWait = std::chrono::hours(1)}, 1, full, stop.get_token(), progress));
}

QTEST_GUILESS_MAIN(RetryTest)
#include "tst_retry.moc"
