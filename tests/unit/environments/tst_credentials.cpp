// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/passwords/credentials.h"
#include "engine/pg/connection.h"
#include "engine/pg/reaching/doors.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine::environments;
using engine::ErrorCode;
using engine::Result;
using engine::Secret;
using tests::TestServer;

namespace {

QString shown(const Secret &secret)
{
    return engine::text(secret.reveal());
}

void writePrivately(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    file.write(bytes);
}

PasswordPrompt answering(const QString &password, int &asked)
{
    return [password, &asked](const QString &) -> Result<Secret> {
        ++asked;
        return Secret(password.toStdString());
    };
}

} // namespace

class TestCredentials final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void looksInOrder_data();
    void looksInOrder();
    void aPasswordInTheAddressIsTaken();
    void aKeychainThatIsMissingIsSaidWhenNothingElseHelps();
    void theWayIsKnownFromTheFirstLookOn();
    void aReadablePgPassIsSaid();
    void asksOnlyWhenTheServerWantsAPassword();
    void withoutAPersonThePasswordIsMissing();
    void aClosedQuestionIsACancel();
    void demoEnvironmentsAreTakenAsTheyAre();

private:
    [[nodiscard]] Environment environment() const;

    std::unique_ptr<TestServer> m_server;
};

void TestCredentials::initTestCase()
{
    // There is no keychain in this session, whatever the machine has.
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("XDG_RUNTIME_DIR", "/nonexistent");
    QVERIFY_ASSIGN(m_server, TestServer::start({.listensOnTcp = true}));
    m_server->createDatabase(u"shop"_s);
}

Environment TestCredentials::environment() const
{
    return {.name = u"shop-test"_s,
            .type = EnvironmentType::Test,
            .connection = m_server->tcpConnectionValues(u"shop"_s),
            .passwordSource = PasswordSource::Keychain};
}

void TestCredentials::looksInOrder_data()
{
    QTest::addColumn<int>("places");
    QTest::addColumn<QString>("password");
    // 1 password file, 2 variable of the environment, 4 service file, 8 PGPASSWORD, 16 PGPASSFILE, 32 ~/.pgpass
    QTest::newRow("everywhere: the password file") << 63 << u"from-file"_s;
    QTest::newRow("without the file: the variable of the environment") << 62 << u"from-variable"_s;
    QTest::newRow("then the service file") << 60 << u"from-service"_s;
    QTest::newRow("then PGPASSWORD") << 56 << u"from-PGPASSWORD"_s;
    QTest::newRow("then the file that PGPASSFILE names") << 48 << u"from-PGPASSFILE"_s;
    QTest::newRow("then ~/.pgpass") << 32 << u"from-pgpass"_s;
    QTest::newRow("nowhere") << 0 << QString();
}

void TestCredentials::looksInOrder()
{
    QFETCH(int, places);
    QFETCH(QString, password);
    const QTemporaryDir home;
    Surroundings surroundings{.homeFolder = home.path(), .systemUser = "me", .systemFolder = home.path()};
    CredentialOptions options;
    Environment asked = environment();
    asked.passwordSource = PasswordSource::Ask;
    if ((places & 1) != 0) {
        writePrivately(home.filePath(u"password"_s), "from-file\n");
        options.passwordFile = home.filePath(u"password"_s);
    }
    if ((places & 2) != 0)
        surroundings.variables["SOSIE_PASSWORD_SHOP_TEST"] = "from-variable";
    if ((places & 4) != 0) {
        writePrivately(home.filePath(u".pg_service.conf"_s), "[shop]\npassword=from-service\n");
        asked.connection["service"] = "shop";
    }
    if ((places & 8) != 0)
        surroundings.variables["PGPASSWORD"] = "from-PGPASSWORD";
    if ((places & 16) != 0) {
        writePrivately(home.filePath(u"passes"_s), "127.0.0.1:*:shop:postgres:from-PGPASSFILE\n");
        surroundings.variables["PGPASSFILE"] = home.filePath(u"passes"_s).toStdString();
    }
    if ((places & 32) != 0)
        writePrivately(home.filePath(u".pgpass"_s), "*:*:*:*:from-pgpass\n");

    QVERIFY_ASSIGN(const auto info, CredentialResolver(Keychain(), surroundings, options).lookUp(asked));
    QCOMPARE(shown(info.password()), password);
    QCOMPARE(info.value("passfile"), std::string());
    QCOMPARE(info.value("service"), std::string());
}

void TestCredentials::aPasswordInTheAddressIsTaken()
{
    Surroundings surroundings;
    surroundings.variables["PGPASSWORD"] = "wrong";
    QVERIFY_ASSIGN(auto address, engine::pg::ConnectionInfo::parse(m_server->tcpUri(u"shop"_s).toStdString()));
    QVERIFY_ASSIGN(
        const auto info,
        CredentialResolver(Keychain(), surroundings).resolve(std::move(address), EnvironmentType::Production));
    QCOMPARE(info.password().reveal(), std::string_view(TestServer::password()));
    QVERIFY_RESULT(engine::pg::Connection::open(info));
}

void TestCredentials::aKeychainThatIsMissingIsSaidWhenNothingElseHelps()
{
    const QTemporaryDir home;
    Surroundings surroundings{.homeFolder = home.path()};
    const auto missing = CredentialResolver(Keychain(), surroundings).lookUp(environment());
    QVERIFY_ERROR(missing, ErrorCode::KeychainMissing);
    QCOMPARE(missing.error().subject, u"shop-test"_s);

    surroundings.variables["PGPASSWORD"] = "found";
    QVERIFY_ASSIGN(const auto info, CredentialResolver(Keychain(), surroundings).lookUp(environment()));
    QCOMPARE(shown(info.password()), u"found"_s);
}

void TestCredentials::theWayIsKnownFromTheFirstLookOn()
{
    const QTemporaryDir home;
    const Surroundings surroundings{.variables = {{"PGPASSWORD", "found"}}, .homeFolder = home.path()};
    const CredentialOptions options{.waysFile = u"/somewhere/ways.json"_s};
    QVERIFY_ASSIGN(const auto info, CredentialResolver(Keychain(), surroundings, options).lookUp(environment()));
    QCOMPARE(info.value(engine::pg::waysKeyword), std::string("/somewhere/ways.json"));
    QVERIFY_ASSIGN(const auto without, CredentialResolver(Keychain(), surroundings).lookUp(environment()));
    QVERIFY(without.value(engine::pg::waysKeyword).empty());
}

void TestCredentials::aReadablePgPassIsSaid()
{
    const QTemporaryDir home;
    QFile file(home.filePath(u".pgpass"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    file.close();
    Environment asked = environment();
    asked.passwordSource = PasswordSource::PgPass;
    const auto refused = CredentialResolver(Keychain(), {.homeFolder = home.path()}).lookUp(asked);
    QVERIFY_ERROR(refused, ErrorCode::FileUnreadable);
    QCOMPARE(refused.error().subject, file.fileName());
}

void TestCredentials::asksOnlyWhenTheServerWantsAPassword()
{
    const QTemporaryDir home;
    int asked = 0;
    const CredentialResolver resolver(Keychain(), {.homeFolder = home.path()},
                                      {.prompt = answering(QString::fromStdString(TestServer::password()), asked)});
    QVERIFY_ASSIGN(const auto overTcp, resolver.resolve(environment()));
    QCOMPARE(asked, 1);
    QVERIFY_RESULT(engine::pg::Connection::open(overTcp));

    Environment bySocket = environment();
    bySocket.connection = m_server->connectionValues(u"shop"_s);
    QVERIFY_ASSIGN(const auto overSocket, resolver.resolve(bySocket));
    QCOMPARE(asked, 1);
    QVERIFY(overSocket.password().isEmpty());

    // A server that cannot be reached asks for nothing: whoever uses the connection says so.
    Environment closed = environment();
    closed.connection["port"] = std::to_string(tests::freePort());
    QVERIFY_RESULT(resolver.resolve(closed));
    QCOMPARE(asked, 1);
}

void TestCredentials::withoutAPersonThePasswordIsMissing()
{
    const QTemporaryDir home;
    Environment asked = environment();
    asked.passwordSource = PasswordSource::Ask;
    const auto resolved = CredentialResolver(Keychain(), {.homeFolder = home.path()}).resolve(asked);
    QVERIFY_ERROR(resolved, ErrorCode::PasswordMissing);
    QCOMPARE(resolved.error().subject, u"shop-test"_s);
}

void TestCredentials::aClosedQuestionIsACancel()
{
    const QTemporaryDir home;
    const PasswordPrompt closed
        = [](const QString &) -> Result<Secret> { return engine::failure({.code = ErrorCode::Cancelled}); };
    QVERIFY_ERROR(
        CredentialResolver(Keychain(), {.homeFolder = home.path()}, {.prompt = closed}).resolve(environment()),
        ErrorCode::Cancelled);
}

void TestCredentials::demoEnvironmentsAreTakenAsTheyAre()
{
    Surroundings surroundings;
    surroundings.variables["PGPASSWORD"] = "not for the demo";
    surroundings.variables["PGSSLMODE"] = "require";
    Environment demo = environment();
    demo.isDemo = true;
    demo.connection = m_server->connectionValues(u"shop"_s);
    QVERIFY_ASSIGN(const auto info, CredentialResolver(Keychain(), surroundings).resolve(demo));
    QVERIFY(info.password().isEmpty());
    QVERIFY(info.values() == demo.connection);
}

QTEST_GUILESS_MAIN(TestCredentials)

#include "tst_credentials.moc"
