// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::TestServer;

namespace {

/// Unique, and changed by every encoding it could be hidden in.
const QString canary = u"C4n@ry:/é-7f3a91d2b8"_s;

/// The canary as it would be if a program kept it in some clothes of its own.
QList<QByteArray> spellings()
{
    const QByteArray utf8 = canary.toUtf8();
    QByteArray utf16;
    for (const QChar character : canary) {
        utf16 += static_cast<char>(character.unicode() & 0xff);
        utf16 += static_cast<char>(character.unicode() >> 8);
    }
    QByteArray jsonEscaped = utf8;
    jsonEscaped.replace("é", "\\u00e9").replace("/", "\\/");
    return {utf8,
            utf8.toPercentEncoding(),
            utf8.toPercentEncoding().toLower(),
            utf8.toBase64(),
            utf8.toBase64().chopped(4),
            utf8.toHex(),
            utf8.toHex().toUpper(),
            utf16,
            jsonEscaped,
            QByteArray("7f3a91d2b8")};
}

} // namespace

/// Plants a password and looks for it everywhere but in the keychain.
class TestSecrets final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void isNowhere_data();
    void isNowhere();

private:
    std::unique_ptr<TestServer> m_server;
};

void TestSecrets::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start({.logsStatements = true, .listensOnTcp = true}));
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s, u"SET log_statement = none; SET password_encryption = 'scram-sha-256'"_s);
}

void TestSecrets::isNowhere_data()
{
    QTest::addColumn<bool>("hasKeychain");
    QTest::newRow("with a keychain") << true;
    QTest::newRow("without a keychain") << false;
}

void TestSecrets::isNowhere()
{
    QFETCH(bool, hasKeychain);
    const QTemporaryDir home;
    QVERIFY(home.isValid());
    const QString config = home.filePath(u"config"_s);
    const QString encoded = QString::fromLatin1(canary.toUtf8().toPercentEncoding());
    const auto uri = [&encoded](quint16 port, const QString &database) {
        // Not with arg(): the encoded password is full of %1s.
        return QString(u"postgresql://postgres:"_s + encoded + u"@127.0.0.1:"_s + QString::number(port) + u'/'
                       + database);
    };

    // Addresses arrive on the standard input of the probe, not among its arguments.
    const QStringList commands{
        u"add wrong-password "_s + uri(m_server->port(), u"shop"_s),
        u"add closed-port "_s + uri(tests::freePort(), u"shop"_s),
        u"add no-database "_s + uri(m_server->port(), u"nowhere"_s),
        u"add tls-refused "_s + uri(m_server->port(), u"shop?sslmode=require"_s),
        u"add wrong-password "_s + uri(m_server->port(), u"shop"_s),
        u"add bad-address postgresql://postgres:"_s + canary + u"@h/d"_s,
        u"add bad-keyword host=h passwort="_s + canary,
        u"test wrong-password"_s,
        u"test closed-port"_s,
        u"test no-database"_s,
        u"test tls-refused"_s,
        u"rename closed-port other-name"_s,
        u"test other-name"_s,
        u"remove no-database"_s,
        u"list"_s,
    };
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"XDG_DATA_HOME"_s, u"XDG_CACHE_HOME"_s,
                                u"XDG_CONFIG_HOME"_s, u"XDG_STATE_HOME"_s, u"DBUS_SESSION_BUS_ADDRESS"_s})
        environment.remove(name);
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"TMPDIR"_s, home.path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, home.path());
    environment.insert(u"QT_LOGGING_RULES"_s, u"*=true"_s);
    environment.insert(u"QT_FORCE_STDERR_LOGGING"_s, u"1"_s);
    environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s);

    QProcess probe;
    probe.setProcessEnvironment(environment);
    const QString program = QStringLiteral(KEYCHAIN_PROBE);
    if (hasKeychain) {
        probe.start(u"dbus-run-session"_s,
                    {u"--"_s, u"bash"_s, u"-c"_s,
                     u"printf password | gnome-keyring-daemon --unlock --components=secrets > /dev/null;"
                     " exec \"$0\" \"$@\""_s,
                     program, u"environments"_s, config});
    } else {
        probe.start(program, {u"environments"_s, config});
    }
    QVERIFY(probe.waitForStarted());
    probe.write(commands.join(u'\n').toUtf8() + '\n');
    probe.closeWriteChannel();
    QVERIFY(probe.waitForFinished(60'000));
    const QByteArray output = probe.readAllStandardOutput();
    const QByteArray errors = probe.readAllStandardError();
    QVERIFY2(probe.exitCode() == 0, errors);

    // The test saw what it should: passwords used, and refused by the server.
    QVERIFY2(output.contains("list other-name, tls-refused, wrong-password"), output);
    QCOMPARE(output.contains("E-AUTH-003"), !hasKeychain);
    QCOMPARE(output.contains("test wrong-password: E-AUTH-001"), hasKeychain);

    for (const QByteArray &spelling : spellings()) {
        QVERIFY2(!output.contains(spelling), output);
        QVERIFY2(!errors.contains(spelling), errors);
        QVERIFY2(!m_server->log().contains(spelling), spelling);
    }
    QStringList arguments{u"-arlF"_s};
    for (const QByteArray &spelling : spellings()) {
        if (!spelling.contains('\0'))
            arguments << u"-e"_s << QString::fromUtf8(spelling);
    }
    // The session's own daemons still take their files away, and grep fails when one is gone before it is read.
    QByteArray files;
    QByteArray complaint;
    const auto looksThroughAllInVain = [&] {
        QProcess grep;
        grep.start(u"grep"_s, arguments + QStringList{home.path()});
        grep.waitForFinished();
        files += grep.readAllStandardOutput();
        complaint = grep.readAllStandardError();
        return grep.exitCode() == 1;
    };
    QVERIFY2(QTest::qWaitFor(looksThroughAllInVain), QByteArray(files + complaint));
    QCOMPARE(files, QByteArray());
}

QTEST_GUILESS_MAIN(TestSecrets)

#include "tst_secrets.moc"
