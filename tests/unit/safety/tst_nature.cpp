// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/whereabouts.h"
#include "tests/unit/safety/plans.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace engine::safety;
using namespace engine::runs;
using namespace tests;
using engine::Error;
using engine::ErrorCode;
using engine::environments::EnvironmentType;
using engine::environments::Identity;

/// What makes a database count as a production.
class TestNature final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aProductionIsOneAsASourceWhateverItIsCalled_data();
    void aProductionIsOneAsASourceWhateverItIsCalled();
    void aProductionNeverReachedIsKnownByItsAddress_data();
    void aProductionNeverReachedIsKnownByItsAddress();
    void anAddressIsLetGoOnceItsDatabaseIsKnown();

private:
    [[nodiscard]] Guard guard() const { return m_registry->guard(); }
    [[nodiscard]] ProductionRegistry &registry() const { return m_registry->registry(); }

    std::unique_ptr<tests::RegistryOfTest> m_registry;
};

void TestNature::init()
{
    m_registry = std::make_unique<tests::RegistryOfTest>();
}

void TestNature::aProductionIsOneAsASourceWhateverItIsCalled_data()
{
    QTest::addColumn<Plan>("asked");
    QTest::addColumn<QList<ErrorCode>>("expected");
    using enum ErrorCode;
    row("one that is registered, called a test", [](Plan &p) { p.source.environment.type = EnvironmentType::Test; },
        {RawNotAllowed});
    row("one that is marked",
        [](Plan &p) {
            p.source.environment.type = EnvironmentType::Development;
            p.source.identity->databaseOid = 99;
            p.source.hasProductionMark = true;
        },
        {RawNotAllowed});
    row("one that does not tell who it is",
        [](Plan &p) {
            p.source.environment.type = EnvironmentType::Test;
            p.source.identity.reset();
        },
        {RawNotAllowed});
    row("another database of the same server",
        [](Plan &p) {
            p.source.environment.type = EnvironmentType::Test;
            p.source.identity->databaseOid = 99;
        },
        {});
}

void TestNature::aProductionIsOneAsASourceWhateverItIsCalled()
{
    QFETCH(Plan, asked);
    QFETCH(QList<ErrorCode>, expected);
    QVERIFY(registry().remember(productionIdentity, u"boutique"_s));
    goInClear(asked);
    QCOMPARE(codesOf(guard().objections(asked)), expected);
    asked.anonymized = true;
    asked.effects = effectsOfClone(DataNature::Replaced);
    QVERIFY(guard().objections(asked).isEmpty());
}

void TestNature::aProductionNeverReachedIsKnownByItsAddress_data()
{
    QTest::addColumn<QString>("production");
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("couldBeIt");
    const auto row = [](const char *name, const QString &production, const QString &target, bool couldBeIt) {
        QTest::newRow(name) << production << target << couldBeIt;
    };
    const QString shop = u"host=192.0.2.7 port=5432 dbname=shop"_s;
    row("the same address", shop, shop, true);
    row("another port of it, which may be a pooler", shop, u"host=192.0.2.7 port=7777 dbname=shop"_s, true);
    row("a pooler of it, which may have another name", shop, u"host=192.0.2.7 port=6432 dbname=alias"_s, true);
    row("another database of the same server", shop, u"host=192.0.2.7 port=5432 dbname=essai"_s, false);
    row("another server", shop, u"host=192.0.2.8 port=5432 dbname=shop"_s, false);
    row("one of several hosts", u"host=192.0.2.6,192.0.2.7 dbname=shop"_s, shop, true);
    row("hostaddr", shop, u"hostaddr=192.0.2.7 dbname=shop"_s, true);
    row("an IPv4 address in IPv6", shop, u"host=::ffff:192.0.2.7 dbname=shop"_s, true);
    row("a name in capitals, in full", u"host=DB.example.invalid. dbname=shop"_s,
        u"host=db.example.invalid dbname=shop"_s, true);
    row("this computer, by socket and by address", u"host=/run/postgresql dbname=shop"_s,
        u"host=127.0.0.2 port=15432 dbname=shop"_s, true);
    row("this computer by name", u"host=localhost dbname=shop"_s, u"host=::1 dbname=shop"_s, true);
    row("a name that resolves to this computer", u"host=localhost.localdomain dbname=shop"_s,
        u"host=localhost.localdomain port=7777 dbname=shop"_s, true);
    const QString project = u"abcdefghijklmnopqrst"_s;
    row("a Supabase project through its pooler",
        u"host=db.%1.supabase.co port=5432 dbname=postgres user=postgres"_s.arg(project),
        u"host=aws-0-eu-west-3.pooler.supabase.com port=5432 dbname=postgres user=postgres.%1"_s.arg(project), true);
    row("another project through the same pooler",
        u"host=aws-0-eu-west-3.pooler.supabase.com dbname=postgres user=postgres.%1"_s.arg(project),
        u"host=aws-0-eu-west-3.pooler.supabase.com dbname=postgres user=postgres.tsrqponmlkjihgfedcba"_s, false);
    row("the same service", u"service=live"_s, u"service=live"_s, true);
    row("another service", u"service=live"_s, u"service=essai"_s, false);
}

void TestNature::aProductionNeverReachedIsKnownByItsAddress()
{
    QFETCH(QString, production);
    QFETCH(QString, target);
    QFETCH(bool, couldBeIt);
    const auto address = engine::pg::ConnectionInfo::parse(production.toStdString());
    const auto other = engine::pg::ConnectionInfo::parse(target.toStdString());
    QVERIFY(address && other);
    const ProductionRegistry known(m_registry->database(), [&]() -> engine::Result<QList<ProductionAddress>> {
        return QList<ProductionAddress>{
            {.environment = u"boutique"_s, .stored = address->values(), .full = address->values()}};
    });
    const Plan asked = planWith([&other](Plan &p) {
        p.target.environment.connection = other->values();
        p.target.whereabouts = engine::environments::whereaboutsOf(*other);
    });
    const QList<ErrorCode> expected = couldBeIt ? QList<ErrorCode>{ErrorCode::ProductionUnseen} : QList<ErrorCode>{};
    QCOMPARE(codesOf(Guard(known).objections(asked)), expected);
}

void TestNature::anAddressIsLetGoOnceItsDatabaseIsKnown()
{
    const std::map<std::string, std::string> wrong{{"host", "192.0.2.7"}, {"dbname", "shop"}};
    const std::map<std::string, std::string> right{{"host", "192.0.2.8"}, {"dbname", "shop"}};
    QVERIFY(registry().expect({u"boutique"_s, wrong, wrong}));
    QVERIFY(registry().expect({u"other"_s, right, right}));
    QCOMPARE(registry().unseen()->size(), 2);
    // Another user of it makes no other address of it.
    std::map<std::string, std::string> withUser = right;
    withUser.emplace("user", "reader");
    QVERIFY(registry().expect({u"other"_s, withUser, withUser}));
    QCOMPARE(registry().unseen()->size(), 2);
    // Reached under its corrected address.
    QVERIFY(registry().remember(testIdentity, u"boutique"_s, {{"host", "192.0.2.9"}, {"dbname", "shop"}}));
    QCOMPARE(registry().unseen()->size(), 1);
    QVERIFY(registry().remember(productionIdentity, u"other"_s, withUser));
    QVERIFY(registry().unseen()->isEmpty());
    QVERIFY(registry().expect({u"other"_s, right, right}));
    QVERIFY(registry().unseen()->isEmpty());
}

QTEST_GUILESS_MAIN(TestNature)
#include "tst_nature.moc"
