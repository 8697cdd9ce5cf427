// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/progress.h"
#include "engine/importing/sent_files.h"
#include "engine/operations/trial/restore_trial.h"
#include "tests/postgres/shop_that_is_sent.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine;
using importing::Loaded;
using importing::SentFiles;
using tests::TestServer;

namespace {

const QString shop
    = tests::shopThatIsSent + u"SELECT lo_from_bytea(4711, convert_to(repeat('content ', 50000), 'UTF8'));"_s;

QByteArray outputOf(const QString &command, const QStringList &arguments)
{
    QProcess process;
    process.start(u"bash"_s, QStringList{u"-ec"_s, u"set -o pipefail; "_s + command, u"shell"_s} + arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        QTest::qFail(process.readAllStandardError().constData(), __FILE__, __LINE__);
    return process.readAllStandardOutput();
}

/// The whole database as pg_dump writes it, without what differs from run to run.
QByteArray dumpOf(const QString &connection)
{
    return outputOf(u"pg_dump -d \"$1\" | grep -v restrict | sort"_s, {connection});
}

} // namespace

/// What somebody sent, in any form, in a private server; and the proof that it is what was backed up.
class TestSentFiles final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whateverTheFormTheContentsArrive_data();
    void whateverTheFormTheContentsArrive();
    void aTrialFindsWhatIsNotAsItWas();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.path() + u'/' + name; }
    [[nodiscard]] Result<SentFiles> open(const QString &file) const
    {
        return SentFiles::open({{.path = file}}, {.folder = path(u"loads"_s)});
    }

    std::unique_ptr<TestServer> m_server;
    QTemporaryDir m_folder;
};

void TestSentFiles::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s, shop);
}

void TestSentFiles::whateverTheFormTheContentsArrive_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("custom") << u"pg_dump -Fc -d \"$1\" -f \"$2\""_s;
    QTest::newRow("folder") << u"pg_dump -Fd -d \"$1\" -f \"$2\""_s;
    QTest::newRow("tar") << u"pg_dump -Ft -d \"$1\" -f \"$2\""_s;
    QTest::newRow("custom in gzip") << u"pg_dump -Fc -d \"$1\" | gzip > \"$2\""_s;
    QTest::newRow("tar in gzip") << u"pg_dump -Ft -d \"$1\" | gzip > \"$2\""_s;
    QTest::newRow("script in gzip") << u"pg_dump -d \"$1\" | gzip > \"$2\""_s;
    QTest::newRow("rows as INSERT") << u"pg_dump -Fc --inserts -d \"$1\" -f \"$2\""_s;
}

void TestSentFiles::whateverTheFormTheContentsArrive()
{
    QFETCH(const QString, command);
    const QString file = path(QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'_'));
    outputOf(command, {m_server->connectionInfo(u"shop"_s), file});
    QVERIFY_ASSIGN(const SentFiles sent, open(file));
    Progress progress;
    QVERIFY_ASSIGN(const Loaded loaded, sent.load(path(u"loads"_s), {}, {}, progress));
    QByteArray losses;
    for (const importing::NotLoaded &each : loaded.result.notLoaded)
        losses.append(each.object.toUtf8())
            .append(": ")
            .append(each.answer.toUtf8())
            .append(each.reason.text().toUtf8());
    QVERIFY2(losses.isEmpty(), losses.constData());
    QString connection;
    const environments::ConnectionInfo info = loaded.database.connection();
    for (const auto &[keyword, value] : info.values())
        connection += u"%1='%2' "_s.arg(text(keyword), text(value));
    QCOMPARE(dumpOf(connection), dumpOf(m_server->connectionInfo(u"shop"_s)));
}

void TestSentFiles::aTrialFindsWhatIsNotAsItWas()
{
    const QString file = path(u"trial"_s);
    outputOf(u"pg_dump -Fc -d \"$1\" -f \"$2\""_s, {m_server->connectionInfo(u"shop"_s), file});
    QVERIFY_ASSIGN(const SentFiles sent, open(file));
    const auto loading = [&](const std::stop_token &stop, Progress &progress) {
        return sent.load(path(u"loads"_s), {}, stop, progress);
    };
    formats::Manifest manifest;
    manifest.tables.append({.name = {"shop", "people"}, .digest = {.rows = 302}});
    manifest.tables.append({.name = {"shop", "gone"}});
    Progress progress;
    const auto tried = operations::tryRestore(loading, manifest, file, {}, progress);
    QVERIFY(!tried);
    QCOMPARE(tried.error().code, ErrorCode::ContentDiffers);
    // Of rows, a table and the large object.
    QCOMPARE(tried.error().differences.size(), 3);
}

QTEST_GUILESS_MAIN(TestSentFiles)
#include "tst_sent_files.moc"
