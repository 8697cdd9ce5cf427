// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/errors/error_text.h"
#include "tests/support/result_check.h"
#include "tests/unit/safety/plans.h"

#include <QFile>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace engine::safety;
using namespace engine::runs;
using namespace tests;
using engine::Error;
using engine::ErrorCode;
using engine::environments::Environment;
using engine::environments::EnvironmentType;
using engine::environments::Identity;

namespace {

enum class Verdict { Allowed, Confirmed, Forbidden, TargetIsProduction };

Environment environment(const QString &name, EnvironmentType type)
{
    return {.name = name, .type = type};
}

Environment demo(const QString &name, EnvironmentType type)
{
    return {.name = name, .type = type, .isDemo = true};
}

void addRowsAboutSameness()
{
    using enum ErrorCode;
    row("one identity under two names",
        [](Plan &p) {
            p.source.environment.type = EnvironmentType::Test;
            p.target.identity = p.source.identity;
            p.lockProbe = LockProbe::NotMade;
        },
        {TargetIsSource});
    row("one identity, and the same lock",
        [](Plan &p) {
            p.source.environment.type = EnvironmentType::Test;
            p.target.identity = p.source.identity;
            p.lockProbe = LockProbe::SameDatabase;
        },
        {TargetIsSource});
    row("a copy of the production's server", [](Plan &p) { p.target.identity = p.source.identity; },
        {TargetIsProduction});
    row("a copy of a test's server",
        [](Plan &p) {
            p.source.environment.type = EnvironmentType::Test;
            p.target.identity = p.source.identity;
        },
        {TargetIsSource});
    row("identities differ but the lock is the same", [](Plan &p) { p.lockProbe = LockProbe::SameDatabase; },
        {TargetIsSource});
    row("identities differ, no lock was tried", [](Plan &p) { p.lockProbe = LockProbe::NotMade; }, {});
    row("another database of the production's server",
        [](Plan &p) {
            p.target.identity->systemIdentifier = p.source.identity->systemIdentifier;
            p.target.identity->databaseOid = 16999;
        },
        {});
    row("the source does not tell who it is, but the lock does", [](Plan &p) { p.source.identity.reset(); }, {});
    row("the source does not tell who it is, and no lock was tried",
        [](Plan &p) {
            p.source.identity.reset();
            p.lockProbe = LockProbe::NotMade;
        },
        {IdentityUnknown});
    row("a standby as source does not tell who it is, and its locks prove nothing",
        [](Plan &p) {
            p.source.identity.reset();
            p.source.isInRecovery = true;
        },
        {IdentityUnknown});
    row("a standby of the target as source",
        [](Plan &p) {
            p.source.environment.type = EnvironmentType::Test;
            p.source.isInRecovery = true;
            p.target.identity = p.source.identity;
        },
        {TargetIsSource});
}

void addRowsAboutClearData()
{
    using enum ErrorCode;
    row("clear data without a reason", [](Plan &p) { goInClear(p); }, {RawNotAllowed});
    row("clear data, blanks as a reason",
        [](Plan &p) {
            goInClear(p);
            p.rawReason = u" \t"_s;
            p.target.environment.allowRaw = true;
        },
        {RawNotAllowed});
    row("clear data into a target that was not set up for it",
        [](Plan &p) {
            goInClear(p);
            p.rawReason = u"incident 42"_s;
        },
        {RawNotAllowed});
    row("clear data with a reason into a target set up for it",
        [](Plan &p) {
            goInClear(p);
            p.rawReason = u"incident 42"_s;
            p.target.environment.allowRaw = true;
        },
        {});
    row("clear data into a training environment set up for it",
        [](Plan &p) {
            goInClear(p);
            p.rawReason = u"incident 42"_s;
            p.target.environment.type = EnvironmentType::Training;
            p.target.environment.allowRaw = true;
        },
        {});
    row("clear data into a training environment",
        [](Plan &p) {
            goInClear(p);
            p.rawReason = u"incident 42"_s;
            p.target.environment.type = EnvironmentType::Training;
        },
        {RawNotAllowed});
    row("clear data of a test",
        [](Plan &p) {
            goInClear(p);
            p.source.environment.type = EnvironmentType::Test;
        },
        {});
    row("clear data into a demonstration, whatever it says of itself",
        [](Plan &p) {
            goInClear(p);
            p.rawReason = u"incident 42"_s;
            p.target.environment.isDemo = true;
            p.target.environment.allowRaw = true;
        },
        {RawNotAllowed});
    row("clear data of the demo production",
        [](Plan &p) {
            goInClear(p);
            p.source.environment.isDemo = true;
            p.target.environment.isDemo = true;
        },
        {RawNotAllowed});
}

void addRowsAboutGoingBack()
{
    using enum ErrorCode;
    row("going back needs no source",
        [](Plan &p) {
            p.kind = OperationKind::Rollback;
            p.effects = effectsOfRollback();
            p.source = {};
            p.lockProbe = LockProbe::NotMade;
        },
        {});
    row("going back in a production",
        [](Plan &p) {
            p.kind = OperationKind::Rollback;
            p.effects = effectsOfRollback();
            p.source = {};
            p.target.environment.type = EnvironmentType::Production;
        },
        {TargetIsProduction});
    row("going back in a target that does not tell who it is",
        [](Plan &p) {
            p.kind = OperationKind::Rollback;
            p.effects = effectsOfRollback();
            p.source = {};
            p.target.identity.reset();
        },
        {IdentityUnknown});
}

} // namespace

class TestGuard final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void directions_data();
    void directions();
    void objections_data();
    void objections();
    void theWorstComesFirst();
    void whatWasProductionStaysProduction();
    void theRegistryOutlivesItsDatabase();
    void anUnreadableRegistryCountsAsProduction();
    void confirmation_data();
    void confirmation();
    void problemsAreToldTogether();
    void theSameServerIsNoticed_data();
    void theSameServerIsNoticed();
    void everyObjectionHasASentence();

private:
    [[nodiscard]] Guard guard() const { return m_registry->guard(); }
    [[nodiscard]] ProductionRegistry &registry() const { return m_registry->registry(); }

    std::unique_ptr<tests::RegistryOfTest> m_registry;
};

void TestGuard::init()
{
    m_registry = std::make_unique<tests::RegistryOfTest>();
}

void TestGuard::directions_data()
{
    using enum EnvironmentType;
    using enum Verdict;
    QTest::addColumn<int>("from");
    QTest::addColumn<bool>("fromDemo");
    QTest::addColumn<int>("to");
    QTest::addColumn<bool>("toDemo");
    QTest::addColumn<int>("verdict");
    const auto row
        = [](const char *name, EnvironmentType from, bool fromDemo, EnvironmentType to, bool toDemo, Verdict verdict) {
              QTest::newRow(name) << int(from) << fromDemo << int(to) << toDemo << int(verdict);
          };
    row("production to production", Production, false, Production, false, TargetIsProduction);
    row("production to test", Production, false, Test, false, Allowed);
    row("production to training", Production, false, Training, false, Allowed);
    row("production to development", Production, false, Development, false, Allowed);
    row("production to demo, replaced", Production, false, Test, true, Allowed);
    row("test to production", Test, false, Production, false, TargetIsProduction);
    row("test to test", Test, false, Test, false, Allowed);
    row("test to training", Test, false, Training, false, Allowed);
    row("test to development", Test, false, Development, false, Allowed);
    row("test to demo", Test, false, Development, true, Allowed);
    row("training to production", Training, false, Production, false, TargetIsProduction);
    row("training to test", Training, false, Test, false, Confirmed);
    row("training to training", Training, false, Training, false, Allowed);
    row("training to development", Training, false, Development, false, Allowed);
    row("training to demo", Training, false, Training, true, Allowed);
    row("development to production", Development, false, Production, false, TargetIsProduction);
    row("development to test", Development, false, Test, false, Confirmed);
    row("development to training", Development, false, Training, false, Allowed);
    row("development to development", Development, false, Development, false, Allowed);
    row("development to demo", Development, false, Test, true, Allowed);
    row("demo to production", Test, true, Production, false, TargetIsProduction);
    row("demo to test", Production, true, Test, false, Forbidden);
    row("demo to training", Test, true, Training, false, Forbidden);
    row("demo to development", Test, true, Development, false, Forbidden);
    row("demo production to demo test", Production, true, Test, true, Allowed);
    row("demo test to demo production", Test, true, Production, true, TargetIsProduction);
}

void TestGuard::directions()
{
    QFETCH(int, from);
    QFETCH(bool, fromDemo);
    QFETCH(int, to);
    QFETCH(bool, toDemo);
    QFETCH(int, verdict);
    const Plan asked = planWith([&](Plan &changed) {
        changed.source.environment
            = fromDemo ? demo(u"from"_s, EnvironmentType(from)) : environment(u"from"_s, EnvironmentType(from));
        changed.target.environment
            = toDemo ? demo(u"to"_s, EnvironmentType(to)) : environment(u"to"_s, EnvironmentType(to));
    });

    const QList<ErrorCode> found = codesOf(guard().objections(asked));
    QList<ErrorCode> expected;
    if (Verdict(verdict) == Verdict::Forbidden)
        expected = {ErrorCode::DirectionForbidden};
    else if (Verdict(verdict) == Verdict::TargetIsProduction)
        expected = {ErrorCode::TargetIsProduction};
    QCOMPARE(found, expected);
    if (expected.isEmpty()) {
        QCOMPARE(Guard::needsConfirmation(asked), Verdict(verdict) == Verdict::Confirmed);
        QCOMPARE(guard().permit(asked, {}).has_value(), Verdict(verdict) == Verdict::Allowed);
        QVERIFY(guard().permit(asked, {.typedName = u"to"_s}));
    }
}

void TestGuard::objections_data()
{
    using enum ErrorCode;
    QTest::addColumn<Plan>("asked");
    QTest::addColumn<QList<ErrorCode>>("expected");
    row("nothing against an anonymized clone", [](Plan &) {}, {});
    row("the target does not tell who it is", [](Plan &p) { p.target.identity.reset(); }, {IdentityUnknown});
    row("the target is a standby", [](Plan &p) { p.target.isInRecovery = true; }, {ReadOnlyServer});
    addRowsAboutSameness();
    addRowsAboutClearData();
    addRowsAboutGoingBack();
}

void TestGuard::objections()
{
    QFETCH(Plan, asked);
    QFETCH(QList<ErrorCode>, expected);
    QCOMPARE(codesOf(guard().objections(asked)), expected);
    const auto permit = guard().permit(asked, {.typedName = asked.target.environment.name});
    QCOMPARE(permit.has_value(), expected.isEmpty());
    if (!permit)
        QCOMPARE(permit.error().code, expected.first());
}

void TestGuard::theWorstComesFirst()
{
    const Plan asked = planWith([](Plan &p) {
        p.target.environment.type = EnvironmentType::Production;
        p.target.identity.reset();
        goInClear(p);
        p.problems = {{.code = ErrorCode::PermissionDenied}};
    });
    QCOMPARE(codesOf(guard().objections(asked)),
             QList<ErrorCode>({ErrorCode::TargetIsProduction, ErrorCode::IdentityUnknown, ErrorCode::RawNotAllowed}));
    QCOMPARE(guard().permit(asked, {}).error().code, ErrorCode::TargetIsProduction);
}

void TestGuard::whatWasProductionStaysProduction()
{
    QVERIFY(!*registry().wasProduction(testIdentity));
    QVERIFY(guard().objections(plan()).isEmpty());
    QVERIFY(registry().remember(testIdentity, u"an old name\nwith a line of its own"_s));
    QVERIFY(registry().remember(testIdentity, u"a new name"_s));
    QVERIFY(*registry().wasProduction(testIdentity));
    QVERIFY(!*registry().wasProduction(productionIdentity));
    // Not even in part.
    QVERIFY(!*registry().wasProduction({.systemIdentifier = "7000000000000000002", .databaseOid = 1638}));

    for (const EnvironmentType type :
         {EnvironmentType::Test, EnvironmentType::Training, EnvironmentType::Development}) {
        const Plan asked = planWith([type](Plan &p) { p.target.environment.type = type; });
        QCOMPARE(codesOf(guard().objections(asked)), QList<ErrorCode>({ErrorCode::TargetIsProduction}));
    }
    const Plan demoTarget = planWith([](Plan &p) {
        p.source.environment.isDemo = true;
        p.target.environment.isDemo = true;
    });
    QCOMPARE(codesOf(guard().objections(demoTarget)), QList<ErrorCode>({ErrorCode::TargetIsProduction}));
}

void TestGuard::theRegistryOutlivesItsDatabase()
{
    QVERIFY(registry().remember(testIdentity, u"boutique"_s));
    m_registry->close();
    QFile file(m_registry->filePath(u"sosie.sqlite"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();

    auto database = engine::store::Database::open(m_registry->folder());
    QVERIFY(database);
    QVERIFY(database->setAside());
    QVERIFY(*ProductionRegistry(*database).wasProduction(testIdentity));

    // And the other way round.
    QVERIFY(ProductionRegistry(*database).remember(productionIdentity, u"boutique"_s));
    QVERIFY(QFile::remove(m_registry->filePath(u"productions.txt"_s)));
    QVERIFY(*ProductionRegistry(*database).wasProduction(productionIdentity));
}

void TestGuard::anUnreadableRegistryCountsAsProduction()
{
    QVERIFY(m_registry->database().run("DROP TABLE production_identities"));
    const QList<Error> objections = guard().objections(plan());
    QCOMPARE(codesOf(objections), QList<ErrorCode>({ErrorCode::IdentityUnknown}));
    QCOMPARE(objections.first().causes.size(), 1);
}

void TestGuard::confirmation_data()
{
    QTest::addColumn<Plan>("asked");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isPermitted");
    const auto row = [](const char *name, auto change, const QString &typed, bool isPermitted) {
        QTest::newRow(name) << planWith(change) << typed << isPermitted;
    };
    const auto tables = [](Plan &p) { p.replacedTables = {u"public.orders"_s}; };
    row(
        "an empty target needs none", [](Plan &) {}, {}, true);
    row("tables would be lost", tables, {}, false);
    row(
        "rows would be lost", [](Plan &p) { p.replacedRows = 1; }, {}, false);
    row(
        "bytes would be lost", [](Plan &p) { p.replacedBytes = 1; }, {}, false);
    row("the name was typed", tables, u"boutique-test"_s, true);
    row("the name of the source was typed", tables, u"boutique-prod"_s, false);
    row("the name was typed in capitals", tables, u"BOUTIQUE-TEST"_s, false);
    row("the name was typed with a space", tables, u"boutique-test "_s, false);
    row(
        "the data of a demo are asked about too",
        [](Plan &p) {
            p.source.environment.isDemo = true;
            p.target.environment.isDemo = true;
            p.replacedRows = 1;
        },
        {}, false);
    row(
        "going back drops the copy without its name",
        [](Plan &p) {
            p.kind = OperationKind::Rollback;
            p.effects = effectsOfRollback();
            p.source = {};
            p.replacedRows = 1;
        },
        {}, false);
    row(
        "going back drops the copy with its name",
        [](Plan &p) {
            p.kind = OperationKind::Rollback;
            p.effects = effectsOfRollback();
            p.source = {};
            p.replacedRows = 1;
        },
        u"boutique-test"_s, true);
    const auto raw = [](Plan &p) {
        goInClear(p);
        p.rawReason = u"incident 42"_s;
        p.target.environment.allowRaw = true;
    };
    row("clear data of a production goes to an empty target without its name", raw, {}, false);
    row("clear data of a production goes to an empty target with its name", raw, u"boutique-test"_s, true);
    const auto letOut
        = [](Plan &p) { p.columns = {{.table = u"public.users"_s, .column = u"city"_s, .isLetOut = true}}; };
    row("a column that somebody lets out of a production, without the name", letOut, {}, false);
    row("a column that somebody lets out of a production, with the name", letOut, u"boutique-test"_s, true);
    row(
        "what is technical has no weight",
        [](Plan &p) {
            p.columns = {{.table = u"public.users"_s,
                          .column = u"id"_s,
                          .category = u"technical"_s,
                          .inClear = InClear::Everything}};
        },
        {}, true);
    row(
        "data of a test goes as it is",
        [](Plan &p) {
            p.source.environment.type = EnvironmentType::Test;
            p.source.identity = Identity{.systemIdentifier = "7000000000000000003", .databaseOid = 16384};
            goInClear(p);
        },
        {}, true);
    row(
        "undoing what did not end needs no name",
        [](Plan &p) {
            p.kind = OperationKind::Rollback;
            p.effects = effectsOfRollback();
            p.source = {};
        },
        {}, true);
    row(
        "undoing what did not end, with the name of another",
        [](Plan &p) {
            p.kind = OperationKind::Rollback;
            p.effects = effectsOfRollback();
            p.source = {};
        },
        u"other"_s, false);
}

void TestGuard::confirmation()
{
    QFETCH(Plan, asked);
    QFETCH(QString, typed);
    QFETCH(bool, isPermitted);
    const auto permit = guard().permit(asked, {.typedName = typed});
    QCOMPARE(permit.has_value(), isPermitted);
    if (!isPermitted) {
        QCOMPARE(permit.error().code, ErrorCode::ConfirmationMissing);
        QCOMPARE(permit.error().subject, u"boutique-test"_s);
    }
}

void TestGuard::problemsAreToldTogether()
{
    const Plan asked = planWith([](Plan &p) {
        p.problems = {{.code = ErrorCode::PermissionDenied}, {.code = ErrorCode::ObjectLocked}};
        p.replacedRows = 1;
    });
    const auto permit = guard().permit(asked, {});
    QVERIFY(!permit);
    QCOMPARE(permit.error().code, ErrorCode::PreflightFailed);
    QCOMPARE(codesOf(permit.error().causes), QList<ErrorCode>({ErrorCode::PermissionDenied, ErrorCode::ObjectLocked}));
}

void TestGuard::theSameServerIsNoticed_data()
{
    QTest::addColumn<Plan>("asked");
    QTest::addColumn<int>("notices");
    const auto row
        = [](const char *name, auto change, int notices) { QTest::newRow(name) << planWith(change) << notices; };
    const auto sameServer = [](Plan &p) {
        p.target.identity = {.systemIdentifier = productionIdentity.systemIdentifier, .databaseOid = 17000};
    };
    row(
        "another server", [](Plan &) {}, 0);
    row("the same server as the production", sameServer, 1);
    row(
        "the same server as a test",
        [&](Plan &p) {
            sameServer(p);
            p.source.environment.type = EnvironmentType::Test;
        },
        0);
    row(
        "the sandbox is one server",
        [&](Plan &p) {
            sameServer(p);
            p.source.environment.isDemo = true;
        },
        0);
    row(
        "nobody knows", [](Plan &p) { p.target.identity.reset(); }, 0);
}

void TestGuard::theSameServerIsNoticed()
{
    QFETCH(Plan, asked);
    QFETCH(int, notices);
    QCOMPARE(Guard::notices(asked).size(), notices);
}

void TestGuard::everyObjectionHasASentence()
{
    const Plan asked = planWith([](Plan &p) {
        p.target.identity.reset();
        p.target.environment.isDemo = true;
        goInClear(p);
    });
    for (const Error &objection : guard().objections(asked)) {
        const engine::ErrorText sentences = engine::describe(objection);
        QVERIFY(!sentences.what.isEmpty());
        QVERIFY(!sentences.next.isEmpty());
        QCOMPARE(objection.state, engine::TargetState::Unchanged);
    }
}

QTEST_GUILESS_MAIN(TestGuard)

#include "tst_guard.moc"
