// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/clone/clone_facts.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine;
using operations::CloneInspection;

/// What an inspection keeps of what went wrong.
class TestCloneFacts final : public QObject
{
    Q_OBJECT

private slots:
    void whatFollowsFromAFailureIsNotAnother();
};

void TestCloneFacts::whatFollowsFromAFailureIsNotAnother()
{
    const Error locks{.code = ErrorCode::ServerOutOfResources, .sqlState = u"53200"_s};
    const Error aborted{.code = ErrorCode::StatementFailed, .sqlState = u"25P02"_s};
    CloneInspection first;
    QVERIFY(first.note(failure(locks)));
    QVERIFY(first.note(failure(aborted)));
    QCOMPARE(first.plan.problems.size(), 1);
    QCOMPARE(first.plan.problems.first().sqlState, u"53200"_s);

    CloneInspection alone;
    QVERIFY(alone.note(failure(aborted)));
    QCOMPARE(alone.plan.problems.size(), 1);
}

QTEST_GUILESS_MAIN(TestCloneFacts)
#include "tst_clone_facts.moc"
