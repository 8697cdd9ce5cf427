// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/session/target_session.h"
#include "tests/support/pg_connections.h"
#include "tests/support/result_check.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using engine::ErrorCode;
using engine::Progress;
using engine::catalog::DdlStatement;
using engine::target::openTarget;
using engine::target::runScript;
using tests::TestServer;

namespace {

std::vector<DdlStatement> script(const QStringList &statements)
{
    std::vector<DdlStatement> made;
    for (const QString &statement : statements) {
        made.emplace_back();
        made.back().sql = statement.toStdString();
    }
    return made;
}

QList<engine::Sentence> warningsOf(const Progress &progress)
{
    qsizetype from = 0;
    return progress.warningsSince(from);
}

} // namespace

/// Statements on a target that fail because of others, and would not a moment later.
class TestTargetScript final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void aLockThatIsNotHadIsTriedAgainWithAllThatWasRolledBack();
    void whatDoesNotPassIsTriedOnce();
    void theTriesEnd();

private:
    std::unique_ptr<TestServer> m_server;
};

void TestTargetScript::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"copy"_s);
    m_server->psql(u"copy"_s, u"CREATE TABLE goods (id int)"_s);
}

void TestTargetScript::aLockThatIsNotHadIsTriedAgainWithAllThatWasRolledBack()
{
    QVERIFY_ASSIGN(auto holder, tests::connectTo(*m_server, u"copy"_s));
    QVERIFY_RESULT(holder.execute("BEGIN; LOCK TABLE goods"));
    QVERIFY_ASSIGN(auto target, openTarget(tests::infoOf(m_server->connectionValues(u"copy"_s)), "sosie test", {}));
    QVERIFY_RESULT(target.execute("SET lock_timeout = '50ms'"));
    Progress progress;
    std::jthread releasing([&](const std::stop_token &stop) {
        while (warningsOf(progress).isEmpty() && !stop.stop_requested())
            std::this_thread::sleep_for(5ms);
        static_cast<void>(holder.execute("ROLLBACK"));
    });
    QVERIFY_RESULT(runScript(
        target, script({u"CREATE TABLE public.first (id int)"_s, u"ALTER TABLE public.goods ADD name text"_s}),
        {.policy = {.retries = 6, .firstWait = 30ms}, .progress = &progress}));
    QVERIFY(warningsOf(progress).first().text().contains(u"try 2 of 7"_s));
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM first, goods WHERE name IS NULL"_s), QByteArray("0"));
}

void TestTargetScript::whatDoesNotPassIsTriedOnce()
{
    QVERIFY_ASSIGN(auto target, openTarget(tests::infoOf(m_server->connectionValues(u"copy"_s)), "sosie test", {}));
    Progress progress;
    const auto refused = runScript(target, script({u"CREATE TABLE public.second (id int)"_s, u"SELECT 1 / 0"_s}),
                                   {.policy = {.retries = 2, .firstWait = 1ms}, .progress = &progress});
    QVERIFY_ERROR(refused, ErrorCode::ValueRejected);
    QVERIFY(warningsOf(progress).isEmpty());
    // Nothing of it is left open or done.
    QVERIFY_RESULT(target.query("SELECT 1"));
    QCOMPARE(m_server->psql(u"copy"_s, u"SELECT count(*) FROM pg_class WHERE relname = 'second'"_s), QByteArray("0"));
}

void TestTargetScript::theTriesEnd()
{
    QVERIFY_ASSIGN(auto holder, tests::connectTo(*m_server, u"copy"_s));
    QVERIFY_RESULT(holder.execute("BEGIN; LOCK TABLE goods"));
    QVERIFY_ASSIGN(auto target, openTarget(tests::infoOf(m_server->connectionValues(u"copy"_s)), "sosie test", {}));
    QVERIFY_RESULT(target.execute("SET lock_timeout = '20ms'"));
    Progress progress;
    const auto refused = runScript(target, script({u"ALTER TABLE public.goods ADD more text"_s}),
                                   {.policy = {.retries = 2, .firstWait = 1ms}, .progress = &progress});
    QVERIFY_ERROR(refused, ErrorCode::ObjectLocked);
    QCOMPARE(warningsOf(progress).size(), qsizetype(2));
}

QTEST_GUILESS_MAIN(TestTargetScript)
#include "tst_target_script.moc"
