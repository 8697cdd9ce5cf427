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

class TestEffects final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_registry = std::make_unique<tests::RegistryOfTest>(); }
    void everyVerbHasAWordOfItsOwn();
    void aPlanKnowsWhatItReadsAndChanges();
    void aPermitIsForItsPlanAndItsTarget();
    void whoOnlyReadsGetsNothingToDestroyWith();
    void anEffectIsJudgedWhateverTheVerb_data();
    void anEffectIsJudgedWhateverTheVerb();
    void clearDataLiesOpenForAReasonAndWithTheNameOfItsSource();

private:
    [[nodiscard]] Guard guard() const { return m_registry->guard(); }

    std::unique_ptr<tests::RegistryOfTest> m_registry;
};

void TestEffects::everyVerbHasAWordOfItsOwn()
{
    for (const OperationKind kind : {OperationKind::Clone, OperationKind::Rollback, OperationKind::Verify, OperationKind::Compare})
        QCOMPARE(operationOf(operationKey(kind)), std::optional(kind));
    QCOMPARE(operationOf(u"relabel"_s), std::optional<OperationKind>());
    QCOMPARE(operationOf({}), std::optional<OperationKind>());
}

void TestEffects::aPlanKnowsWhatItReadsAndChanges()
{
    const auto of = [](const QList<Effect> &effects) {
        const Plan plan{.effects = effects};
        return QList<bool>{plan.reads(Side::Source), plan.changes(Side::Source), plan.reads(Side::Target),
                           plan.changes(Side::Target)};
    };
    QCOMPARE(of(effectsOfClone(DataNature::Replaced)), QList<bool>({true, false, false, true}));
    QCOMPARE(of(effectsOfRollback()), QList<bool>({false, false, false, true}));
    QCOMPARE(of(effectsOfVerification()), QList<bool>({true, false, true, false}));
    QCOMPARE(of({}), QList<bool>({false, false, false, false}));
    QCOMPARE(endKey(FileEnd{.path = u"/tmp/b.dump"_s}), u"/tmp/b.dump"_s);
    QCOMPARE(endKey(Side::Target), u"target"_s);
}

void TestEffects::aPermitIsForItsPlanAndItsTarget()
{
    const Plan asked = plan();
    QVERIFY_ASSIGN(const Permit permit, guard().permit(asked, {}));
    const DestructivePermit *destructive = permit.destructiveFor(asked.number);
    QVERIFY(destructive != nullptr);
    QCOMPARE(destructive->target(), testIdentity);
    QCOMPARE(destructive->targetName(), u"boutique-test"_s);

    const Plan another = plan();
    QVERIFY(another.number != asked.number);
    QVERIFY(!permit.isFor(another.number));
    QVERIFY(permit.destructiveFor(another.number) == nullptr);
}

void TestEffects::whoOnlyReadsGetsNothingToDestroyWith()
{
    const Plan asked = planWith([](Plan &p) {
        p.kind = OperationKind::Verify;
        p.effects = effectsOfVerification();
        // A production on both sides may be read, and nobody has to be known for that.
        p.target.environment.type = EnvironmentType::Production;
        p.target.identity.reset();
        p.source.identity.reset();
    });
    QVERIFY(!Guard::needsConfirmation(asked));
    QVERIFY_ASSIGN(const Permit permit, guard().permit(asked, {}));
    QVERIFY(permit.isFor(asked.number));
    QVERIFY(permit.destructiveFor(asked.number) == nullptr);
}

void TestEffects::anEffectIsJudgedWhateverTheVerb_data()
{
    using enum ErrorCode;
    using enum Effect::Kind;
    QTest::addColumn<Plan>("asked");
    QTest::addColumn<QList<ErrorCode>>("expected");
    const auto toFile = [](bool isEncrypted, bool isPrivate, DataNature data) {
        return [=](Plan &p) {
            p.target = {};
            p.effects = {{.kind = Read, .end = Side::Source},
                         {.kind = WriteFile,
                          .end = FileEnd{.path = u"/tmp/b.dump"_s, .isEncrypted = isEncrypted, .isPrivate = isPrivate},
                          .data = data}};
        };
    };
    const auto away = [](bool isEncrypted, DataNature data) {
        return [=](Plan &p) {
            p.target = {};
            p.effects = {
                {.kind = Read, .end = Side::Source},
                {.kind = SendOut, .end = NetworkEnd{.address = u"s3://b"_s, .isEncrypted = isEncrypted}, .data = data}};
        };
    };
    row("clear data into an encrypted file", toFile(true, false, DataNature::Clear), {});
    row("clear data into a file of this account alone", toFile(false, true, DataNature::Clear), {});
    row("clear data into a file that others read", toFile(false, false, DataNature::Clear), {ClearDataOutside});
    row("replaced data into a file that others read", toFile(false, false, DataNature::Replaced), {});
    row("encrypted clear data over the network", away(true, DataNature::Clear), {});
    row("clear data over the network", away(false, DataNature::Clear), {ClearDataOutside});
    row("replaced data over the network", away(false, DataNature::Replaced), {});
    row("clear data of a test over the network",
        [&](Plan &p) {
            away(false, DataNature::Clear)(p);
            p.source.environment.type = EnvironmentType::Test;
            p.source.identity = testIdentity;
        },
        {});
    row("clear data of what is a production under another label, over the network",
        [&](Plan &p) {
            away(false, DataNature::Clear)(p);
            p.source.environment.type = EnvironmentType::Test;
            p.source.hasProductionMark = true;
        },
        {ClearDataOutside});
    row("a source that would be written to",
        [](Plan &p) { p.effects.append({.kind = MergeRows, .end = Side::Source}); }, {DirectionForbidden});
    row("a production whose structure would be changed",
        [](Plan &p) {
            p.effects = {{.kind = ChangeStructure, .end = Side::Target}};
            p.target.environment.type = EnvironmentType::Production;
        },
        {TargetIsProduction});
    row("rows merged into a production",
        [](Plan &p) {
            p.effects = {{.kind = Read, .end = Side::Source}, {.kind = MergeRows, .end = Side::Target}};
            p.target.environment.type = EnvironmentType::Production;
        },
        {TargetIsProduction});
}

void TestEffects::anEffectIsJudgedWhateverTheVerb()
{
    QFETCH(Plan, asked);
    QFETCH(QList<ErrorCode>, expected);
    QCOMPARE(codesOf(guard().objections(asked)), expected);
}

void TestEffects::clearDataLiesOpenForAReasonAndWithTheNameOfItsSource()
{
    const Plan asked = planWith([](Plan &p) {
        p.target = {};
        p.rawReason = u"incident 42"_s;
        p.effects = {{.kind = Effect::Kind::Read, .end = Side::Source},
                     {.kind = Effect::Kind::WriteFile,
                      .end = FileEnd{.path = u"/srv/shared/b.dump"_s},
                      .data = DataNature::Clear}};
    });
    QVERIFY(Guard::needsConfirmation(asked));
    QCOMPARE(Guard::nameToType(asked), u"boutique-prod"_s);
    QVERIFY_ERROR(guard().permit(asked, {}), ErrorCode::ConfirmationMissing);
    QVERIFY_ERROR(guard().permit(asked, {.typedName = u"boutique-test"_s}), ErrorCode::ConfirmationMissing);
    QVERIFY_RESULT(guard().permit(asked, {.typedName = u"boutique-prod"_s}));
}

QTEST_GUILESS_MAIN(TestEffects)

#include "tst_effects.moc"
