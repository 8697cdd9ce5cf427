// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/errors/error_text.h"
#include "engine/environments/settings/environment_store.h"

#include <sys/stat.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace engine::environments;
using engine::ErrorCode;

namespace {

Environment boutique()
{
    return {.name = u"boutique-prod"_s,
            .type = EnvironmentType::Production,
            .connection = {{"host", "db.example.org"}, {"port", "5433"}, {"dbname", "boutique"}, {"user", "reader"}},
            .passwordSource = PasswordSource::Keychain};
}

Environment test(const QString &name)
{
    return {.name = name,
            .type = EnvironmentType::Test,
            .connection = {{"host", "/run/postgresql"}, {"dbname", "a \"b\" \\ é 'c'"}},
            .passwordSource = PasswordSource::PgPass,
            .allowRaw = true};
}

mode_t permissions(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 0777U : 0;
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestEnvironmentStore final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void typesHaveKeysAndAliases_data();
    void typesHaveKeysAndAliases();
    void withoutAFileThereIsNothing();
    void comesBackAsItWas();
    void filesAreForThisUserAlone();
    void editsAndRenames();
    void removes();
    void namesAreUniqueWhateverTheirCase();
    void unknownNamesAreSaid();
    void namesAreChecked_data();
    void namesAreChecked();
    void environmentsAreChecked_data();
    void environmentsAreChecked();
    void damagedFilesAreSaidWithLineAndLeftAlone_data();
    void damagedFilesAreSaidWithLineAndLeftAlone();
    void everyTruncationIsSaidOrWhole();
    void thePreviousCopyComesBack();
    void aPasswordInTheFileIsRefusedAndNotRepeated();
    void twoAtOnceLoseNothing();

private:
    [[nodiscard]] EnvironmentStore store() const { return EnvironmentStore(m_folder->filePath(u"config"_s)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestEnvironmentStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestEnvironmentStore::typesHaveKeysAndAliases_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("expected");
    QTest::newRow("production") << u"production"_s << u"production"_s;
    QTest::newRow("short for production") << u"Prod"_s << u"production"_s;
    QTest::newRow("test, in capitals") << u"TEST"_s << u"test"_s;
    QTest::newRow("training") << u"training"_s << u"training"_s;
    QTest::newRow("French for training") << u"formation"_s << u"training"_s;
    QTest::newRow("development") << u"development"_s << u"development"_s;
    QTest::newRow("short for development") << u"dev"_s << u"development"_s;
    QTest::newRow("French for development") << u"Développement"_s << u"development"_s;
    QTest::newRow("staging is no type") << u"staging"_s << QString();
    QTest::newRow("nothing is no type") << QString() << QString();
}

void TestEnvironmentStore::typesHaveKeysAndAliases()
{
    QFETCH(QString, key);
    QFETCH(QString, expected);
    const auto type = typeFromKey(key);
    QCOMPARE(type ? typeKey(*type) : QString(), expected);
}

void TestEnvironmentStore::withoutAFileThereIsNothing()
{
    const auto environments = store().list();
    QVERIFY(environments);
    QVERIFY(environments->isEmpty());
}

void TestEnvironmentStore::comesBackAsItWas()
{
    QVERIFY(store().add(boutique()));
    QVERIFY(store().add(test(u"Essai \"été\" — دبي"_s)));
    const auto environments = store().list();
    QVERIFY(environments);
    QCOMPARE(environments->size(), 2);
    QVERIFY(environments->at(0) == boutique());
    QVERIFY(environments->at(1) == test(u"Essai \"été\" — دبي"_s));
    const auto found = store().find(u"boutique-prod"_s);
    QVERIFY(found && *found == boutique());
}

void TestEnvironmentStore::filesAreForThisUserAlone()
{
    const mode_t before = ::umask(0);
    QVERIFY(store().add(boutique()));
    QVERIFY(store().add(test(u"test"_s)));
    ::umask(before);
    QCOMPARE(permissions(m_folder->filePath(u"config"_s)), 0700U);
    QCOMPARE(permissions(store().filePath()), 0600U);
    QCOMPARE(permissions(store().filePath() + u".bak"_s), 0600U);
}

void TestEnvironmentStore::editsAndRenames()
{
    QVERIFY(store().add(boutique()));
    QVERIFY(store().add(test(u"test"_s)));
    QVERIFY(store().edit(u"test"_s, test(u"Test"_s)));
    QVERIFY(store().edit(u"Test"_s, test(u"other"_s)));
    QVERIFY(!store().find(u"Test"_s));
    QVERIFY(store().find(u"other"_s));

    const auto taken = store().edit(u"other"_s, test(u"Boutique-Prod"_s));
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, ErrorCode::EnvironmentExists);
    const auto unknown = store().edit(u"nobody"_s, test(u"somebody"_s));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, ErrorCode::EnvironmentUnknown);
}

void TestEnvironmentStore::removes()
{
    QVERIFY(store().add(boutique()));
    QVERIFY(store().remove(u"boutique-prod"_s));
    QVERIFY(store().list()->isEmpty());
    const auto again = store().remove(u"boutique-prod"_s);
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::EnvironmentUnknown);
}

void TestEnvironmentStore::namesAreUniqueWhateverTheirCase()
{
    QVERIFY(store().add(test(u"essai"_s)));
    const auto again = store().add(test(u"ESSAI"_s));
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::EnvironmentExists);
    QCOMPARE(again.error().subject, u"essai"_s);
}

void TestEnvironmentStore::unknownNamesAreSaid()
{
    QVERIFY(store().add(boutique()));
    const auto found = store().find(u"Boutique-prod"_s);
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::EnvironmentUnknown);
    QCOMPARE(found.error().subject, u"Boutique-prod"_s);
    QCOMPARE(found.error().detail, u"boutique-prod"_s);
}

void TestEnvironmentStore::namesAreChecked_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("one letter") << u"a"_s << true;
    QTest::newRow("spaces inside") << u"La boutique (test)"_s << true;
    QTest::newRow("63 characters") << QString(63, u'x') << true;
    QTest::newRow("64 characters") << QString(64, u'x') << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("a space at the end") << u"a "_s << false;
    QTest::newRow("a newline") << u"a\nb"_s << false;
    QTest::newRow("an escape character") << u"a\u001b[31m"_s << false;
    QTest::newRow("half a surrogate pair") << QString(QChar(0xd800)) << false;
    QTest::newRow("looks like an option") << u"--source"_s << false;
    QTest::newRow("looks like an address") << u"postgresql://a"_s << false;
    QTest::newRow("looks like keywords") << u"host=a"_s << false;
    QTest::newRow("a demo environment") << u"Demo-Prod"_s << false;
}

void TestEnvironmentStore::namesAreChecked()
{
    QFETCH(QString, name);
    QFETCH(bool, isGood);
    const auto checked = checkName(name);
    QCOMPARE(checked.has_value(), isGood);
    if (!isGood)
        QCOMPARE(checked.error().code, ErrorCode::EnvironmentInvalid);
}

void TestEnvironmentStore::environmentsAreChecked_data()
{
    using Keywords = QMap<QString, QByteArray>;
    QTest::addColumn<Keywords>("keywords");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("a host is enough") << Keywords{{u"host"_s, "a"}} << true;
    QTest::newRow("an address is enough") << Keywords{{u"hostaddr"_s, "::1"}} << true;
    QTest::newRow("a service is enough") << Keywords{{u"service"_s, "a"}} << true;
    QTest::newRow("nothing is not enough") << Keywords{} << false;
    QTest::newRow("a password") << Keywords{{u"host"_s, "a"}, {u"password"_s, "p"}} << false;
    QTest::newRow("the password of a key") << Keywords{{u"host"_s, "a"}, {u"sslpassword"_s, "p"}} << false;
    QTest::newRow("a port that is a word") << Keywords{{u"host"_s, "a"}, {u"port"_s, "http"}} << false;
    QTest::newRow("a port too high") << Keywords{{u"host"_s, "a"}, {u"port"_s, "65536"}} << false;
    QTest::newRow("two hosts, two ports") << Keywords{{u"host"_s, "a,b"}, {u"port"_s, "1,65535"}} << true;
    QTest::newRow("bytes that are no text") << Keywords{{u"host"_s, "a"}, {u"dbname"_s, "\xff"}} << false;
    QTest::newRow("a keyword with a space") << Keywords{{u"host"_s, "a"}, {u"db name"_s, "b"}} << false;
}

void TestEnvironmentStore::environmentsAreChecked()
{
    using Keywords = QMap<QString, QByteArray>;
    QFETCH(Keywords, keywords);
    QFETCH(bool, isGood);
    Environment environment{.name = u"a"_s};
    for (auto it = keywords.cbegin(); it != keywords.cend(); ++it)
        environment.connection[it.key().toStdString()] = it.value().toStdString();
    const auto checked = checkEnvironment(environment);
    QCOMPARE(checked.has_value(), isGood);
    if (!isGood)
        QCOMPARE(checked.error().code, ErrorCode::EnvironmentInvalid);
}

void TestEnvironmentStore::damagedFilesAreSaidWithLineAndLeftAlone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("where");
    const QByteArray head = "version = 1\n[[environment]]\nname = \"a\"\ntype = \"test\"\n";
    QTest::newRow("not TOML") << QByteArray("version = 1\n[[environment\n") << u"line 2, column "_s;
    QTest::newRow("empty") << QByteArray() << u"line "_s;
    QTest::newRow("a newer version") << QByteArray("version = 2\n") << u"newer Sosie"_s;
    QTest::newRow("an unknown key of the file") << QByteArray("version = 1\nother = 2\n") << u"line 2, column 9"_s;
    QTest::newRow("an unknown key of an environment") << head + "colour = \"red\"\n" << u"line 5, column 10"_s;
    QTest::newRow("a type that does not exist")
        << QByteArray("version = 1\n[[environment]]\nname = \"a\"\ntype = \"staging\"\n") << u"line 4, column 8"_s;
    QTest::newRow("a type that is missing")
        << QByteArray("version = 1\n[[environment]]\nname = \"a\"\n") << u"line 2, column 1"_s;
    QTest::newRow("no connection") << head << u"line 2, column 1"_s;
    QTest::newRow("a port that is a number") << head + "[environment.connection]\nhost = \"h\"\nport = 5432\n"
                                             << u"line 7, column 8"_s;
    QTest::newRow("twice the same name")
        << head + "connection = { host = \"h\" }\n[[environment]]\nname = \"A\"\ntype = \"test\"\n"
               + "connection = { host = \"h\" }\n"
        << u"line 6, column 1"_s;
    QTest::newRow("bytes that are no text") << head + "connection = { host = \"\xff\" }\n" << u"line 5"_s;
}

void TestEnvironmentStore::damagedFilesAreSaidWithLineAndLeftAlone()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, where);
    QVERIFY(QDir().mkpath(m_folder->filePath(u"config"_s)));
    writeFile(store().filePath(), bytes);

    const auto environments = store().list();
    QVERIFY(!environments);
    QCOMPARE(environments.error().code, ErrorCode::SettingsInvalid);
    QCOMPARE(environments.error().subject, store().filePath());
    QVERIFY2(environments.error().detail.contains(where), qPrintable(environments.error().detail));

    const auto added = store().add(boutique());
    QVERIFY(!added);
    QCOMPARE(added.error().code, ErrorCode::SettingsInvalid);
    QCOMPARE(readFile(store().filePath()), bytes);
}

void TestEnvironmentStore::everyTruncationIsSaidOrWhole()
{
    QVERIFY(store().add(boutique()));
    QVERIFY(store().add(test(u"test"_s)));
    const QByteArray whole = readFile(store().filePath());
    for (qsizetype length = 0; length < whole.size(); ++length) {
        writeFile(store().filePath(), whole.first(length));
        const auto environments = store().list();
        // Cut between two environments the file is good, with one fewer; anywhere else it must be said, and a
        // production must never come back as something else.
        if (!environments) {
            QCOMPARE(environments.error().code, ErrorCode::SettingsInvalid);
            continue;
        }
        QVERIFY(environments->size() <= 2);
        for (const Environment &environment : *environments)
            QCOMPARE(environment.type == EnvironmentType::Production, environment.name == u"boutique-prod");
    }
}

void TestEnvironmentStore::thePreviousCopyComesBack()
{
    QVERIFY(store().add(boutique()));
    QVERIFY(store().add(test(u"test"_s)));
    writeFile(store().filePath(), "torn");
    QVERIFY(!store().list());

    const auto aside = store().restorePreviousCopy();
    QVERIFY(aside);
    QCOMPARE(readFile(*aside), QByteArray("torn"));
    const auto environments = store().list();
    QVERIFY(environments);
    QCOMPARE(environments->size(), 1);
    QVERIFY(environments->first() == boutique());
}

void TestEnvironmentStore::aPasswordInTheFileIsRefusedAndNotRepeated()
{
    QVERIFY(QDir().mkpath(m_folder->filePath(u"config"_s)));
    writeFile(store().filePath(), "version = 1\n[[environment]]\nname = \"a\"\ntype = \"test\"\n"
                                  "connection = { host = \"h\", password = \"Canary-1\" }\n");
    const auto environments = store().list();
    QVERIFY(!environments);
    QCOMPARE(environments.error().code, ErrorCode::SettingsInvalid);
    QVERIFY(environments.error().detail.contains(u"line 5"_s));
    QVERIFY(!environments.error().detail.contains(u"Canary"_s));
}

void TestEnvironmentStore::twoAtOnceLoseNothing()
{
    constexpr int writers = 6;
    constexpr int each = 3;
    std::vector<std::thread> threads;
    std::atomic<int> added = 0;
    threads.reserve(writers);
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([this, writer, &added] {
            for (int i = 0; i < each; ++i) {
                if (store().add(test(u"%1-%2"_s.arg(writer).arg(i))))
                    ++added;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(added.load(), writers * each);
    const auto environments = store().list();
    QVERIFY(environments);
    QCOMPARE(environments->size(), writers * each);
}

QTEST_GUILESS_MAIN(TestEnvironmentStore)

#include "tst_environment_store.moc"
