// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/connection_recipe.h"
#include "engine/pg/reaching/known_roots.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine::environments;
using engine::ErrorCode;

namespace {

/// "dbname=postgres host=h port=5432", for comparisons that say what differs.
QString displayed(const engine::pg::ConnectionInfo &info)
{
    QStringList keywords;
    for (const auto &[keyword, value] : info.values())
        keywords.append(engine::text(keyword) + u'=' + engine::text(value));
    return keywords.join(u' ');
}

const QString reference = u"abcdefghijklmnopqrst"_s;
const QString direct = u"dbname=postgres host=db.abcdefghijklmnopqrst.supabase.co port=5432 user=postgres"_s;

} // namespace

class TestConnectionRecipe final : public QObject
{
    Q_OBJECT

private slots:
    void aProductionIsEncrypted_data();
    void aProductionIsEncrypted();
    void rootsAreFound_data();
    void rootsAreFound();
    void theRootsOfSupabaseAreThoseThatAreDocumented();
    void aRootThatEndsIsSaid();
    void readsWhatIsPasted_data();
    void readsWhatIsPasted();
    void refusesWhatIsNoAddress_data();
    void refusesWhatIsNoAddress();
    void tellsNamesFromAddresses_data();
    void tellsNamesFromAddresses();
    void hints_data();
    void hints();
    void fillsInWhatIsMissing_data();
    void fillsInWhatIsMissing();
    void anUnknownServiceIsSaid();
    void passwordVariables_data();
    void passwordVariables();
    void takesTheVariablesFromTheProcess();
    void readsPasswordFiles_data();
    void readsPasswordFiles();
};

void TestConnectionRecipe::readsWhatIsPasted_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("keywords");
    QTest::addColumn<QString>("password");
    QTest::newRow("a URI with a password") << u"postgresql://reader:p%40ss@db.example.org:5433/shop"_s
                                           << u"dbname=shop host=db.example.org port=5433 user=reader"_s << u"p@ss"_s;
    QTest::newRow("spaces around it") << u"  postgres://h/d\n"_s << u"dbname=d host=h"_s << QString();
    QTest::newRow("keywords") << u"host=h dbname='my db' password=secret"_s << u"dbname=my db host=h"_s << u"secret"_s;
    QTest::newRow("a project's address") << u"https://abcdefghijklmnopqrst.supabase.co"_s << direct << QString();
    QTest::newRow("a project's address with a path")
        << u"https://abcdefghijklmnopqrst.supabase.co/rest/v1/"_s << direct << QString();
    QTest::newRow("a project's host") << u"db.abcdefghijklmnopqrst.supabase.co"_s << direct << QString();
    QTest::newRow("a project's reference") << reference << direct << QString();
    QTest::newRow("a session pooler gets TLS")
        << u"postgresql://postgres.abcdefghijklmnopqrst:pw@aws-0-eu-west-3.pooler.supabase.com:5432/postgres"_s
        << u"dbname=postgres host=aws-0-eu-west-3.pooler.supabase.com port=5432 user=postgres.abcdefghijklmnopqrst"_s
        << u"pw"_s;
    QTest::newRow("what was said about TLS stays")
        << u"postgresql://u@db.abcdefghijklmnopqrst.supabase.co/postgres?sslmode=verify-full"_s
        << u"dbname=postgres host=db.abcdefghijklmnopqrst.supabase.co sslmode=verify-full user=u"_s << QString();
}

void TestConnectionRecipe::readsWhatIsPasted()
{
    QFETCH(QString, pasted);
    QFETCH(QString, keywords);
    QFETCH(QString, password);
    const auto info = parseAddress(pasted);
    QVERIFY2(info, qPrintable(info ? QString() : info.error().detail));
    QCOMPARE(displayed(*info), keywords);
    QCOMPARE(engine::text(info->password().reveal()), password);
}

void TestConnectionRecipe::refusesWhatIsNoAddress_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::newRow("nothing") << QString();
    QTest::newRow("a word") << u"boutique"_s;
    QTest::newRow("a page of the dashboard") << u"https://supabase.com/dashboard/project/abcdefghijklmnopqrst"_s;
    QTest::newRow("a web address") << u"https://example.org"_s;
    QTest::newRow("a reference that is too short") << u"abcdefghijklmnopqrs"_s;
    QTest::newRow("the place of the password") << u"postgresql://postgres:[YOUR-PASSWORD]@h:5432/postgres"_s;
    QTest::newRow("a password that is not encoded") << u"postgresql://u:Canary@3:x@h/d"_s;
    QTest::newRow("a password with a slash") << u"postgresql://u:3/Canary@h/d"_s;
    QTest::newRow("a password with a question mark") << u"postgresql://u:3?a=Canary@h/d"_s;
    QTest::newRow("a keyword that does not exist") << u"host=h passwort=Canary3"_s;
    QTest::newRow("a percent sign that is not encoded") << u"postgresql://u:Canary%zz@h/d"_s;
}

void TestConnectionRecipe::refusesWhatIsNoAddress()
{
    QFETCH(QString, pasted);
    const auto info = parseAddress(pasted);
    QVERIFY(!info);
    QCOMPARE(info.error().code, ErrorCode::ConnectionInfoInvalid);
    QVERIFY(!info.error().detail.contains(u"Canary"_s));
    QVERIFY(!info.error().subject.contains(u"Canary"_s));
}

void TestConnectionRecipe::tellsNamesFromAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("a name") << u"boutique-prod"_s << false;
    QTest::newRow("a URI") << u"postgresql://h/d"_s << true;
    QTest::newRow("keywords") << u"host=h"_s << true;
    QTest::newRow("a project's address") << u"https://abcdefghijklmnopqrst.supabase.co"_s << true;
}

void TestConnectionRecipe::tellsNamesFromAddresses()
{
    QFETCH(QString, text);
    QTEST(isAddress(text), "expected");
}

void TestConnectionRecipe::hints_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<bool>("isTransactionPooler");
    QTest::newRow("an ordinary server needs none") << u"postgresql://u@h:5432/d"_s << QStringList() << false;
    QTest::newRow("a direct host answers over IPv6") << reference << QStringList{u"IPv6"_s} << false;
    QTest::newRow("port 6543 of a pooler")
        << u"postgresql://postgres.abcdefghijklmnopqrst@aws-1-eu-west-3.pooler.supabase.com:6543/postgres"_s
        << QStringList{u"5432"_s} << true;
    QTest::newRow("port 6543 of a dedicated pooler")
        << u"postgresql://postgres@db.abcdefghijklmnopqrst.supabase.co:6543/postgres"_s
        << QStringList{u"5432"_s, u"IPv6"_s} << true;
    QTest::newRow("port 6543 elsewhere may be one") << u"postgresql://u@h:6543/d"_s << QStringList{u"often"_s} << false;
    QTest::newRow("a pooler's user without the reference")
        << u"postgresql://postgres@aws-1-eu-west-3.pooler.supabase.com:5432/postgres"_s
        << QStringList{u"postgres.REFERENCE"_s} << false;
}

void TestConnectionRecipe::hints()
{
    QFETCH(QString, address);
    QFETCH(QStringList, words);
    QFETCH(bool, isTransactionPooler);
    const auto info = parseAddress(address);
    QVERIFY(info);
    const QStringList found = addressHints(*info);
    QCOMPARE(found.size(), words.size());
    for (qsizetype i = 0; i < words.size(); ++i)
        QVERIFY2(found[i].contains(words[i]), qPrintable(found[i]));
    QCOMPARE(isKnownTransactionPooler(*info), isTransactionPooler);
}

void TestConnectionRecipe::fillsInWhatIsMissing_data()
{
    using Variables = QMap<QByteArray, QByteArray>;
    QTest::addColumn<QString>("address");
    QTest::addColumn<Variables>("variables");
    QTest::addColumn<QString>("keywords");
    QTest::newRow("what is there stays")
        << u"postgresql://u@h:1/d?sslmode=disable"_s
        << Variables{{"PGHOST", "x"}, {"PGPORT", "2"}, {"PGUSER", "x"}, {"PGDATABASE", "x"}, {"PGSSLMODE", "x"}}
        << u"dbname=d host=h port=1 sslmode=disable user=u"_s;
    QTest::newRow("variables fill the gaps")
        << u"host=h"_s << Variables{{"PGPORT", "2"}, {"PGUSER", "v"}, {"PGDATABASE", "w"}, {"PGSSLMODE", "require"}}
        << u"dbname=w host=h port=2 sslmode=require user=v"_s;
    QTest::newRow("then the defaults of libpq")
        << u"dbname=d"_s << Variables{} << u"dbname=d host=/var/run/postgresql port=5432 sslmode=prefer user=me"_s;
    QTest::newRow("the database is named like the user")
        << u"host=h user=u"_s << Variables{} << u"dbname=u host=h port=5432 sslmode=prefer user=u"_s;
    QTest::newRow("an empty variable is none")
        << u"host=h user=u"_s << Variables{{"PGPORT", ""}} << u"dbname=u host=h port=5432 sslmode=prefer user=u"_s;
    QTest::newRow("PGHOSTADDR does not lead a named host elsewhere")
        << u"host=h user=u"_s << Variables{{"PGHOSTADDR", "192.0.2.1"}}
        << u"dbname=u host=h port=5432 sslmode=prefer user=u"_s;
    QTest::newRow("what a session does is not for variables")
        << u"host=h user=u"_s << Variables{{"PGOPTIONS", "-c x=y"}, {"PGAPPNAME", "x"}, {"PGCLIENTENCODING", "x"}}
        << u"dbname=u host=h port=5432 sslmode=prefer user=u"_s;
    QTest::newRow("a service comes before variables")
        << u"service=shop"_s << Variables{{"PGHOST", "x"}, {"PGUSER", "v"}}
        << u"dbname=shopdb host=shophost port=5432 sslmode=prefer user=v"_s;
    QTest::newRow("what is there comes before the service")
        << u"service=shop host=h"_s << Variables{} << u"dbname=shopdb host=h port=5432 sslmode=prefer user=me"_s;
    QTest::newRow("PGSERVICE names one") << u"user=u"_s << Variables{{"PGSERVICE", "shop"}}
                                         << u"dbname=shopdb host=shophost port=5432 sslmode=prefer user=u"_s;
    QTest::newRow("the system's services come after the person's")
        << u"service=system"_s << Variables{} << u"dbname=me host=systemhost port=5432 sslmode=prefer user=me"_s;
}

void TestConnectionRecipe::fillsInWhatIsMissing()
{
    using Variables = QMap<QByteArray, QByteArray>;
    QFETCH(QString, address);
    QFETCH(Variables, variables);
    QFETCH(QString, keywords);
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"etc"_s));
    QFile own(folder.filePath(u".pg_service.conf"_s));
    QVERIFY(own.open(QIODevice::WriteOnly));
    own.write("[shop]\nhost=shophost\ndbname=shopdb\npassword=Canary\n");
    own.close();
    QFile systemWide(folder.filePath(u"etc/pg_service.conf"_s));
    QVERIFY(systemWide.open(QIODevice::WriteOnly));
    systemWide.write("[shop]\nhost=wrong\n[system]\nhost=systemhost\n");
    systemWide.close();

    Surroundings surroundings{
        .homeFolder = folder.path(), .systemUser = "me", .systemFolder = folder.filePath(u"etc"_s)};
    for (auto it = variables.cbegin(); it != variables.cend(); ++it)
        surroundings.variables[it.key().toStdString()] = it.value().toStdString();
    auto info = engine::pg::ConnectionInfo::parse(address.toStdString());
    QVERIFY(info);
    const auto whole = completed(std::move(*info), surroundings);
    QVERIFY2(whole, qPrintable(whole ? QString() : whole.error().detail));
    QCOMPARE(displayed(*whole), keywords);
    QCOMPARE(engine::text(whole->password().reveal()), keywords.contains(u"shopdb"_s) ? u"Canary"_s : QString());
}

void TestConnectionRecipe::anUnknownServiceIsSaid()
{
    const QTemporaryDir folder;
    auto info = engine::pg::ConnectionInfo::parse("service=shop");
    QVERIFY(info);
    const auto whole = completed(std::move(*info), {.homeFolder = folder.path(), .systemFolder = folder.path()});
    QVERIFY(!whole);
    QCOMPARE(whole.error().code, ErrorCode::ConnectionInfoInvalid);
    QCOMPARE(whole.error().subject, u"shop"_s);
}

void TestConnectionRecipe::passwordVariables_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("variable");
    QTest::newRow("a hyphen") << u"boutique-prod"_s << u"SOSIE_PASSWORD_BOUTIQUE_PROD"_s;
    QTest::newRow("digits and spaces") << u"Test 2 (fr)"_s << u"SOSIE_PASSWORD_TEST_2__FR_"_s;
    QTest::newRow("an accent") << u"été"_s << u"SOSIE_PASSWORD__T_"_s;
}

void TestConnectionRecipe::passwordVariables()
{
    QFETCH(QString, name);
    QFETCH(QString, variable);
    QCOMPARE(QString::fromStdString(passwordVariable(name)), variable);
}

void TestConnectionRecipe::takesTheVariablesFromTheProcess()
{
    qputenv("PGPASSWORD", "Canary-4");
    qputenv("PGHOST", "elsewhere");
    qputenv("SOSIE_PASSWORD_X", "Canary-5");
    qputenv("SOSIE_BACKUP_PASSWORD", "Canary-6");
    qputenv("PGRST_DB_URI", "not ours");
    const Surroundings surroundings = Surroundings::takeFromProcess();
    QCOMPARE(surroundings.variable("PGPASSWORD"), std::optional<std::string>("Canary-4"));
    QCOMPARE(surroundings.variable("PGHOST"), std::optional<std::string>("elsewhere"));
    QCOMPARE(surroundings.variable("SOSIE_PASSWORD_X"), std::optional<std::string>("Canary-5"));
    QVERIFY(!qEnvironmentVariableIsSet("PGPASSWORD"));
    QVERIFY(!qEnvironmentVariableIsSet("PGHOST"));
    QVERIFY(!qEnvironmentVariableIsSet("SOSIE_PASSWORD_X"));
    QCOMPARE(surroundings.variable("SOSIE_BACKUP_PASSWORD"), std::optional<std::string>("Canary-6"));
    QVERIFY(!qEnvironmentVariableIsSet("SOSIE_BACKUP_PASSWORD"));
    QVERIFY(qEnvironmentVariableIsSet("PGRST_DB_URI"));
    QVERIFY(!surroundings.systemUser.empty());
    qunsetenv("PGRST_DB_URI");
}

void TestConnectionRecipe::readsPasswordFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isPrivate");
    QTest::addColumn<QString>("password");
    QTest::newRow("one line") << QByteArray("secret\n") << true << u"secret"_s;
    QTest::newRow("no newline") << QByteArray("secret") << true << u"secret"_s;
    QTest::newRow("a Windows line end") << QByteArray("secret\r\nmore\r\n") << true << u"secret"_s;
    QTest::newRow("spaces belong to it") << QByteArray(" secret \n") << true << u" secret "_s;
    QTest::newRow("an empty first line is none") << QByteArray("\nsecret\n") << true << QString();
    QTest::newRow("others may read it") << QByteArray("secret\n") << false << QString();
}

void TestConnectionRecipe::readsPasswordFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isPrivate);
    QFETCH(QString, password);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"password"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    const auto own = QFile::ReadOwner | QFile::WriteOwner;
    QVERIFY(file.setPermissions(isPrivate ? own : own | QFile::ReadOther));
    const auto read = readPasswordFile(file.fileName());
    QCOMPARE(read.has_value(), !password.isEmpty());
    if (read)
        QCOMPARE(engine::text(read->reveal()), password);
    else
        QCOMPARE(read.error().code, isPrivate ? ErrorCode::PasswordMissing : ErrorCode::FileUnreadable);
}

void TestConnectionRecipe::aProductionIsEncrypted_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<bool>("hasRoot");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<bool>("isWeak");
    const auto row = [](const char *name, const QString &given, bool hasRoot, const QString &mode,
                        bool isWeak = false) { QTest::newRow(name) << given << hasRoot << mode << isWeak; };
    row("where no root is known", u"host=db.example.org dbname=d"_s, false, u"require"_s);
    row("and checked where a root is known", u"host=db.example.org dbname=d"_s, true, u"verify-full"_s);
    row("and checked where a root is given", u"host=db.example.org sslrootcert=/etc/ca.crt"_s, false, u"verify-full"_s);
    row("as the person said: less", u"host=db.example.org sslmode=prefer"_s, true, u"prefer"_s, true);
    row("as the person said: not at all", u"host=db.example.org sslmode=disable"_s, true, u"disable"_s, true);
    row("as the person said: more", u"host=db.example.org sslmode=verify-full"_s, false, u"verify-full"_s);
    row("but for a socket", u"host=/run/postgresql dbname=d"_s, true, u"prefer"_s);
    row("but for the usual socket", u"dbname=d"_s, true, u"prefer"_s);
    row("but for the loopback", u"host=127.0.0.1 dbname=d"_s, true, u"prefer"_s);
    row("also when one of several hosts is this computer", u"host=localhost,db.example.org"_s, false, u"require"_s);
    row("also by address", u"hostaddr=192.0.2.7"_s, false, u"require"_s);
    row("also of Supabase", u"host=db.abcdefghijklmnopqrst.supabase.co"_s, true, u"verify-full"_s);
}

void TestConnectionRecipe::aProductionIsEncrypted()
{
    QFETCH(QString, given);
    QFETCH(bool, hasRoot);
    QFETCH(QString, mode);
    QFETCH(bool, isWeak);
    const QTemporaryDir home;
    if (hasRoot) {
        QVERIFY(QDir(home.path()).mkdir(u".postgresql"_s));
        QFile root(home.path() + u"/.postgresql/root.crt"_s);
        QVERIFY(root.open(QIODevice::WriteOnly));
    }
    auto info = engine::pg::ConnectionInfo::parse(given.toStdString());
    QVERIFY(info);
    const auto full = completed(std::move(*info), {.homeFolder = home.path()}, Encryption::Required);
    QVERIFY(full);
    QCOMPARE(QString::fromStdString(full->value("sslmode")), mode);
    const auto protection = protectionOf(*full);
    QCOMPARE(protection && protection->isWeak, isWeak);
    QCOMPARE(protection.has_value(), mode == u"require"_s || isWeak);
}

void TestConnectionRecipe::rootsAreFound_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<bool>("isProduction");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("root");
    const auto row = [](const char *name, const QString &given, bool isProduction, const QString &mode,
                        const QString &root) { QTest::newRow(name) << given << isProduction << mode << root; };
    const QString ours = u"bundled:supabase"_s;
    const QString project = u"host=db.abcdefghijklmnopqrst.supabase.co"_s;
    const QString pooler = u"host=aws-0-eu-west-3.pooler.supabase.com"_s;
    row("of a project", project, true, u"verify-full"_s, ours);
    row("of a project that is no production", project, false, u"verify-full"_s, ours);
    row("of its pooler", pooler, true, u"verify-full"_s, ours);
    row("but one that is given", project + u" sslrootcert=/mine.crt"_s, true, u"verify-full"_s, u"/mine.crt"_s);
    row("with less checking, as the person said", project + u" sslmode=verify-ca"_s, true, u"verify-ca"_s, ours);
    row("none where nothing is to be checked", project + u" sslmode=require"_s, true, u"require"_s, {});
    row("not for a host that only looks alike", u"host=db.abcdefghijklmnopqrst.supabase.co.example.org"_s, true,
        u"require"_s, {});
    row("of the system", u"host=db.example.org sslrootcert=system"_s, false, u"verify-full"_s, u"system"_s);
    row("of the system, with which less would be nothing", u"host=db.example.org sslrootcert=system sslmode=require"_s,
        false, u"verify-full"_s, u"system"_s);
    row("of the system where only checking was said", u"host=db.example.org sslmode=verify-full"_s, true,
        u"verify-full"_s, u"system"_s);
}

void TestConnectionRecipe::rootsAreFound()
{
    QFETCH(QString, given);
    QFETCH(bool, isProduction);
    const QTemporaryDir home;
    auto info = engine::pg::ConnectionInfo::parse(given.toStdString());
    QVERIFY(info);
    const auto full = completed(std::move(*info), {.homeFolder = home.path()},
                                isProduction ? Encryption::Required : Encryption::Optional);
    QVERIFY(full);
    QTEST(QString::fromStdString(full->value("sslmode")), "mode");
    QTEST(QString::fromStdString(full->value("sslrootcert")), "root");
}

void TestConnectionRecipe::theRootsOfSupabaseAreThoseThatAreDocumented()
{
    const auto roots = engine::pg::certificatesIn(engine::pg::bundledRoots("bundled:supabase"));
    QCOMPARE(roots.size(), qsizetype(2));
    QFile page(QStringLiteral(SOSIE_SOURCE_DIR "/resources/certificates/README.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(page.readAll());
    for (const auto &root : roots) {
        const QString row = u"%1 | %2 | %3 to %4 |"_s.arg(root.name, root.sha256, root.begins.toString(u"yyyy-MM-dd"_s),
                                                          root.ends.toString(u"yyyy-MM-dd"_s));
        QVERIFY2(text.contains(row), qPrintable(row));
    }
    QVERIFY(engine::pg::bundledRoots("/etc/ca.crt").isEmpty());
}

void TestConnectionRecipe::aRootThatEndsIsSaid()
{
    engine::pg::ConnectionInfo info;
    info.set("host", "db.abcdefghijklmnopqrst.supabase.co");
    const auto full = completed(info.clone(), {}, Encryption::Required);
    QVERIFY(full);
    const auto at = [&](const QDate &day) {
        const auto protection = protectionOf(*full, QDateTime(day, QTime(), Qt::UTC));
        return protection ? protection->words.text() : QString();
    };
    QCOMPARE(at({2026, 11, 20}), QString());
    QVERIFY(at({2031, 1, 1}).contains(u"ends on"_s));
    QVERIFY(at({2031, 6, 1}).contains(u"ended on"_s));
}

QTEST_GUILESS_MAIN(TestConnectionRecipe)

#include "tst_connection_recipe.moc"
