// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/errors/error_text.h"
#include "engine/environments/passwords/keychain.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Unlocks a new keyring in the session it starts, then becomes the program it is given.
const QString unlockedSession
    = u"printf password | gnome-keyring-daemon --unlock --components=secrets > /dev/null; exec \"$0\" \"$@\""_s;

QString idOf(engine::ErrorCode code)
{
    return u"error "_s + engine::errorId(code);
}

} // namespace

/// The keychain as it really is: a gnome-keyring in a session bus of the test's own, locked, unlocked, or not there.
class TestKeychain final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void withoutSessionBusThereIsNoKeychain();
    void withABusThatDoesNotAnswerThereIsNoKeychain();
    void keepsAndForgets();
    void keepsBytesThatAreNoText();
    void makesOneProjectKey();
    void worksFromThreadsWithoutEventLoop();
    void tellsLockedFromMissing();
    void doesNotForgetInALockedKeychain();
    void writesNoFileInClear();

private:
    QStringList probe(const QStringList &arguments) const;
    QStringList probeInSession(const QStringList &arguments) const;
    QStringList run(const QString &program, const QStringList &arguments, bool withBus) const;

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestKeychain::initTestCase()
{
    // A test that cannot run here fails: nothing else proves that passwords are kept where they should be.
    QVERIFY2(!QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty(),
             "gnome-keyring-daemon is missing: install the package gnome-keyring");
    QVERIFY2(!QStandardPaths::findExecutable(u"dbus-run-session"_s).isEmpty(),
             "dbus-run-session is missing: install the package dbus");
}

void TestKeychain::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
}

QStringList TestKeychain::run(const QString &program, const QStringList &arguments, bool withBus) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"XDG_DATA_HOME"_s, u"XDG_CACHE_HOME"_s,
                                u"XDG_CONFIG_HOME"_s, u"DBUS_SESSION_BUS_ADDRESS"_s, u"QT_NO_GLIB"_s})
        environment.remove(name);
    environment.insert(u"HOME"_s, m_home->path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, m_home->path());
    // libsecret and GLib keep some memory to the end; the leak checks of the engine are made elsewhere.
    environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s);
    if (withBus)
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path="_s + m_home->filePath(u"nobody"_s));

    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0) {
        process.kill();
        process.waitForFinished();
        QTest::qFail(process.readAllStandardError().constData(), __FILE__, __LINE__);
        return {};
    }
    return QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
}

QStringList TestKeychain::probe(const QStringList &arguments) const
{
    return run(QStringLiteral(KEYCHAIN_PROBE), arguments, false);
}

QStringList TestKeychain::probeInSession(const QStringList &arguments) const
{
    return run(u"dbus-run-session"_s,
               QStringList{u"--"_s, u"bash"_s, u"-c"_s, unlockedSession, QStringLiteral(KEYCHAIN_PROBE)} + arguments,
               false);
}

void TestKeychain::withoutSessionBusThereIsNoKeychain()
{
    const QStringList answers
        = probe({u"check"_s, u"read"_s, u"k"_s, u"write"_s, u"k"_s, u"v"_s, u"remove"_s, u"k"_s, u"project-key"_s});
    QCOMPARE(answers.size(), 5);
    for (const QString &answer : answers)
        QVERIFY2(answer.startsWith(idOf(engine::ErrorCode::KeychainMissing)), qPrintable(answer));
}

void TestKeychain::withABusThatDoesNotAnswerThereIsNoKeychain()
{
    const QStringList answers = run(QStringLiteral(KEYCHAIN_PROBE), {u"check"_s, u"read"_s, u"k"_s}, true);
    QCOMPARE(answers.size(), 2);
    for (const QString &answer : answers)
        QVERIFY2(answer.startsWith(idOf(engine::ErrorCode::KeychainMissing)), qPrintable(answer));
}

void TestKeychain::keepsAndForgets()
{
    const QStringList answers = probeInSession({u"check"_s, u"read"_s, u"k"_s, u"write"_s, u"k"_s, u"one"_s, u"read"_s,
                                                u"k"_s, u"write"_s, u"k"_s, u"two"_s, u"read"_s, u"k"_s, u"remove"_s,
                                                u"k"_s, u"read"_s, u"k"_s, u"remove"_s, u"k"_s});
    const QStringList expected{u"ok"_s,        u"none"_s, u"ok"_s,   u"value one"_s, u"ok"_s,
                               u"value two"_s, u"ok"_s,   u"none"_s, u"ok"_s};
    QCOMPARE(answers, expected);
}

void TestKeychain::keepsBytesThatAreNoText()
{
    const QString password = u" é\"'\\$`%40:/@ العربية "_s;
    QCOMPARE(probeInSession({u"write"_s, u"k"_s, password, u"read"_s, u"k"_s}),
             QStringList({u"ok"_s, u"value "_s + password}));
}

void TestKeychain::makesOneProjectKey()
{
    const QStringList answers = probeInSession({u"project-key"_s, u"project-key"_s});
    QCOMPARE(answers.size(), 2);
    QVERIFY(answers.first().startsWith(u"key "_s));
    QCOMPARE(answers.first().size(), 4 + 64);
    QCOMPARE(answers.first(), answers.last());
}

void TestKeychain::worksFromThreadsWithoutEventLoop()
{
    QCOMPARE(probeInSession({u"threads"_s}), QStringList({u"good 8"_s}));
}

void TestKeychain::tellsLockedFromMissing()
{
    const QStringList answers
        = probeInSession({u"write"_s, u"k"_s, u"v"_s, u"lock"_s, u"check"_s, u"read"_s, u"k"_s, u"read"_s,
                          u"never written"_s, u"write"_s, u"k"_s, u"w"_s, u"project-key"_s});
    QCOMPARE(answers.size(), 7);
    for (const QString &answer : answers.mid(2))
        QVERIFY2(answer.startsWith(idOf(engine::ErrorCode::KeychainLocked)), qPrintable(answer));
}

void TestKeychain::doesNotForgetInALockedKeychain()
{
    const QStringList answers = probeInSession({u"write"_s, u"k"_s, u"v"_s, u"lock"_s, u"remove"_s, u"k"_s});
    QCOMPARE(answers.size(), 3);
    QVERIFY2(answers.last().startsWith(idOf(engine::ErrorCode::KeychainLocked)), qPrintable(answers.last()));
}

void TestKeychain::writesNoFileInClear()
{
    const QString password = u"correct-horse-battery-staple-7Q"_s;
    QCOMPARE(probeInSession({u"write"_s, u"k"_s, password}), QStringList({u"ok"_s}));
    QProcess grep;
    grep.start(u"grep"_s, {u"-arlF"_s, u"-e"_s, password, u"-e"_s, QString::fromLatin1(password.toUtf8().toBase64()),
                           m_home->path()});
    QVERIFY(grep.waitForFinished());
    QCOMPARE(grep.readAllStandardOutput(), QByteArray());
    QCOMPARE(grep.exitCode(), 1);
}

QTEST_GUILESS_MAIN(TestKeychain)

#include "tst_keychain.moc"
