// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/database.h"
#include "engine/store/schedules.h"
#include "tests/support/result_check.h"

#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine::store;
using engine::ErrorCode;

namespace {

const QDateTime noon(QDate(2026, 3, 14), QTime(12, 0), Qt::UTC);

Schedule schedule(const QString &name, const QDateTime &next)
{
    return {.name = name,
            .operation = u"backup"_s,
            .environment = u"prod"_s,
            .request = {{u"anonymize"_s, true}},
            .rhythm = u"daily 12:00"_s,
            .nextRun = next};
}

} // namespace

/// What is done again and again: when it is due, and by whom.
class TestSchedules final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void valuesComeBackByName();
    void changes();
    void whatIsNotThereIsAnError();
    void whatIsDue();
    void aTurnIsTakenOnce();
    void aTurnIsTakenByOneProcess();

private:
    [[nodiscard]] QString folder() const { return m_folder->filePath(u"state"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<Database> m_database;
};

void TestSchedules::init()
{
    m_database.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY_ASSIGN(m_database, Database::open(folder()));
}

void TestSchedules::valuesComeBackByName()
{
    const Schedules schedules(*m_database);
    Schedule night = schedule(u"nuit"_s, noon);
    night.isEnabled = false;
    QVERIFY_ASSIGN(const qint64 id, schedules.add(night));
    QVERIFY_RESULT(schedules.add(schedule(u"midi"_s, noon)));
    QVERIFY_ASSIGN(const auto all, schedules.list());
    QCOMPARE(all.size(), 2);
    QCOMPARE(all.first().name, u"midi"_s);
    QVERIFY(all.first().isEnabled);
    const Schedule &back = all.last();
    QCOMPARE(back.id, id);
    QCOMPARE(back.name, night.name);
    QCOMPARE(back.operation, night.operation);
    QCOMPARE(back.environment, night.environment);
    QCOMPARE(back.request, night.request);
    QCOMPARE(back.rhythm, night.rhythm);
    QCOMPARE(back.nextRun, noon);
    QVERIFY(!back.isEnabled && !back.lastRun.isValid() && back.lastResult.isEmpty());
}

void TestSchedules::changes()
{
    const Schedules schedules(*m_database);
    QVERIFY_ASSIGN(const qint64 id, schedules.add(schedule(u"a"_s, noon)));
    QVERIFY_RESULT(schedules.add(schedule(u"b"_s, noon)));
    QVERIFY_ERROR(schedules.add(schedule(u"a"_s, noon)), ErrorCode::ObjectExists);
    Schedule changed = schedule(u"b"_s, noon.addDays(1));
    changed.id = id;
    QVERIFY_ERROR(schedules.change(changed), ErrorCode::ObjectExists);
    changed.name = u"c"_s;
    changed.environment = u"test"_s;
    QVERIFY_RESULT(schedules.change(changed));
    QVERIFY_RESULT(schedules.note(id, u"succeeded"_s));
    QVERIFY_ASSIGN(const auto all, schedules.list());
    QCOMPARE(all.last().name, u"c"_s);
    QCOMPARE(all.last().environment, u"test"_s);
    QCOMPARE(all.last().nextRun, noon.addDays(1));
    QCOMPARE(all.last().lastResult, u"succeeded"_s);
    QVERIFY_RESULT(schedules.remove(id));
    QCOMPARE(schedules.list()->size(), 1);
}

void TestSchedules::whatIsNotThereIsAnError()
{
    const Schedules schedules(*m_database);
    Schedule unknown = schedule(u"a"_s, noon);
    unknown.id = 7;
    QVERIFY_ERROR(schedules.change(unknown), ErrorCode::FileUnreadable);
    QVERIFY_ERROR(schedules.remove(7), ErrorCode::FileUnreadable);
    QVERIFY_ERROR(schedules.note(7, u"failed"_s), ErrorCode::FileUnreadable);
    QVERIFY(!*schedules.take(unknown, noon, noon.addDays(1)));
}

void TestSchedules::whatIsDue()
{
    const Schedules schedules(*m_database);
    QVERIFY_RESULT(schedules.add(schedule(u"later"_s, noon.addMSecs(1))));
    QVERIFY_RESULT(schedules.add(schedule(u"now"_s, noon)));
    QVERIFY_RESULT(schedules.add(schedule(u"long ago"_s, noon.addDays(-30))));
    QVERIFY_RESULT(schedules.add(schedule(u"never"_s, {})));
    Schedule off = schedule(u"switched off"_s, noon.addDays(-1));
    off.isEnabled = false;
    QVERIFY_RESULT(schedules.add(off));
    QVERIFY_ASSIGN(const auto due, schedules.due(noon));
    QCOMPARE(due.size(), 2);
    QCOMPARE(due.at(0).name, u"long ago"_s);
    QCOMPARE(due.at(1).name, u"now"_s);
    // In whatever time zone it is asked.
    QCOMPARE(schedules.due(noon.toOffsetFromUtc(7200))->size(), 2);
}

void TestSchedules::aTurnIsTakenOnce()
{
    const Schedules schedules(*m_database);
    QVERIFY_RESULT(schedules.add(schedule(u"a"_s, noon)));
    const Schedule turn = schedules.due(noon)->first();
    QVERIFY(*schedules.take(turn, noon, noon.addDays(1)));
    QVERIFY(!*schedules.take(turn, noon, noon.addDays(1)));
    QVERIFY(schedules.due(noon)->isEmpty());
    const Schedule after = schedules.list()->first();
    QCOMPARE(after.lastRun, noon);
    QCOMPARE(after.nextRun, noon.addDays(1));
    // Switched off between being seen and being taken.
    Schedule off = after;
    off.isEnabled = false;
    QVERIFY_RESULT(schedules.change(off));
    QVERIFY(!*schedules.take(after, noon.addDays(1), noon.addDays(2)));
}

void TestSchedules::aTurnIsTakenByOneProcess()
{
    constexpr int turns = 40;
    QVERIFY_RESULT(Schedules(*m_database).add(schedule(u"a"_s, noon)));
    m_database.reset();
    // How many turns it got.
    const auto takeAll = [this] {
        auto database = Database::open(folder());
        const Schedules schedules(*database);
        int taken = 0;
        for (int i = 0; i < turns; ++i) {
            const Schedule seen = schedules.list()->first();
            const int day = static_cast<int>(noon.daysTo(seen.nextRun));
            if (day < turns && *schedules.take(seen, seen.nextRun, seen.nextRun.addDays(1)))
                ++taken;
        }
        return taken;
    };
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(takeAll());
    const int here = takeAll();
    int status = -1;
    ::waitpid(child, &status, 0);
    QVERIFY(WIFEXITED(status));
    QVERIFY_ASSIGN(m_database, Database::open(folder()));
    const auto days = noon.daysTo(Schedules(*m_database).list()->first().nextRun);
    QCOMPARE(static_cast<qint64>(here + WEXITSTATUS(status)), days);
    QVERIFY(here <= turns && days <= turns && days > 0);
}

QTEST_GUILESS_MAIN(TestSchedules)

#include "tst_schedules.moc"
