// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/stage.h"

#include "tests/support/read_only_log.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tests {

engine::Result<std::unique_ptr<Stage>> Stage::make(const StageOptions &options)
{
    auto stage = std::unique_ptr<Stage>(new Stage);
    TRY_ASSIGN(stage->m_source, TestServer::start(options.sourceServer));
    TRY_ASSIGN(stage->m_target, TestServer::start(options.targetServer));
    stage->m_source->createDatabase(u"origin"_s);
    stage->m_target->createDatabase(u"copy"_s);
    TRY(stage->m_source->tryPsql(u"origin"_s, options.sourceSql));
    TRY(stage->m_target->tryPsql(u"copy"_s, options.targetSql));
    stage->m_home.addEnvironment(u"origin"_s, u"test"_s, stage->m_source->connectionInfo(u"origin"_s));
    stage->m_home.addEnvironment(u"copy"_s, u"test"_s, stage->m_target->connectionInfo(u"copy"_s));
    stage->m_home.addEnvironment(u"straight"_s, u"test"_s, stage->m_target->connectionInfo(u"copy"_s));
    stage->m_old = stateOf(*stage->m_target, u"copy"_s);
    stage->m_new = stateOf(*stage->m_source, u"origin"_s);
    return stage;
}

void Stage::lead(const QString &environment, const QString &connection) const
{
    const CliRun removed = m_home.run({u"env"_s, u"remove"_s, environment, u"--no-input"_s});
    QVERIFY2(removed.exitCode == 0, removed.said().constData());
    m_home.addEnvironment(environment, u"test"_s, connection);
}

QStringList Stage::cloneArguments(const QStringList &options)
{
    return QStringList{u"clone"_s,     u"--source"_s,   u"origin"_s,     u"--target"_s, u"copy"_s,
                       u"--confirm"_s, u"copy"_s,       u"--no-input"_s, u"--json"_s,   u"--retries"_s,
                       u"0"_s,         u"--progress"_s, u"none"_s}
           + options;
}

CliRun Stage::clone(int timeoutMilliseconds) const
{
    return m_home.run(cloneArguments(), timeoutMilliseconds);
}

CliRun Stage::rollback() const
{
    return m_home.run(
        {u"rollback"_s, u"--target"_s, u"straight"_s, u"--confirm"_s, u"straight"_s, u"--json"_s, u"--no-input"_s});
}

void Stage::expectOldTarget(const QByteArray &when) const
{
    const CliRun back = rollback();
    const QByteArray before = QByteArray(when).append(": ").append(back.said());
    // Nothing to roll back is an answer too: then nothing was touched.
    const QString code = back.report().value(u"error"_s).toObject().value(u"code"_s).toString();
    QVERIFY2(back.exitCode == 0 || !code.isEmpty(), before.constData());
    const DatabaseState found = targetNow();
    QVERIFY2(found == m_old, QByteArray(before).append(differenceOf(m_old, found)).constData());
    const QByteArray left
        = m_target->psql(u"copy"_s, u"SELECT nspname FROM pg_namespace WHERE nspname LIKE 'sosie%'"_s);
    QVERIFY2(left.isEmpty(), QByteArray(before).append(left).constData());
}

void Stage::expectAsSaid(const CliRun &run, const QByteArray &when) const
{
    const QByteArray said = QByteArray(when).append(": ").append(run.said());
    const QString state = run.report().value(u"targetState"_s).toString();
    const bool isMarked
        = m_target->psql(u"copy"_s, u"SELECT to_regclass('sosie_state.restore_point') IS NOT NULL"_s) == "t";
    const QByteArray phase
        = isMarked ? m_target->psql(u"copy"_s, u"SELECT phase FROM sosie_state.restore_point"_s) : QByteArray();
    QVERIFY2((run.exitCode == 3) == (state == u"incomplete"), said.constData());
    if (run.exitCode == 0) {
        const DatabaseState found = targetNow();
        QVERIFY2(found == m_new, QByteArray(said).append(differenceOf(m_new, found)).constData());
        QCOMPARE(phase, QByteArray("complete"));
    } else if (state == u"incomplete") {
        // It could not look: the marker is that of an interrupted clone, or there was nothing left to do.
        QVERIFY2(phase != "complete", said.constData());
    } else {
        QVERIFY2(phase.isEmpty(), QByteArray(said).append(phase).constData());
        const DatabaseState found = targetNow();
        QVERIFY2(found == m_old, QByteArray(said).append(differenceOf(m_old, found)).constData());
    }
    expectOldTarget(when);
}

void Stage::expectSourceOnlyRead() const
{
    const QStringList others = otherThanReading(m_source->log());
    QVERIFY2(others.isEmpty(), others.join(u'\n').toUtf8().constData());
    // The log is not empty for another reason.
    QVERIFY(m_source->log().contains("ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    const DatabaseState found = stateOf(*m_source, u"origin"_s);
    QVERIFY2(found == m_new, differenceOf(m_new, found).constData());
}

} // namespace tests
