// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/faults/cli_home.h"
#include "tests/support/pgbouncer.h"
#include "tests/support/result_check.h"
#include "tests/support/test_server.h"

#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::CliHome;
using tests::CliRun;
using tests::TestServer;

namespace {

const QString shop = uR"(
CREATE ROLE shop_owner;
CREATE ROLE shop_reader;
CREATE SCHEMA shop AUTHORIZATION shop_owner;
CREATE SCHEMA notes;
CREATE TYPE shop.state AS ENUM ('new', 'gone');
CREATE TABLE shop.people (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL, code text UNIQUE);
CREATE TABLE shop.orders (id serial PRIMARY KEY, person integer NOT NULL REFERENCES shop.people, total numeric(10,2),
    state shop.state DEFAULT 'new', CHECK (total >= 0));
CREATE TABLE shop.days (day date, what text) PARTITION BY RANGE (day);
CREATE TABLE shop.days_2026 PARTITION OF shop.days FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE notes.pages (id int, parent int, PRIMARY KEY (id));
ALTER TABLE notes.pages ADD FOREIGN KEY (parent) REFERENCES notes.pages;
ALTER TABLE shop.orders OWNER TO shop_owner;
ALTER TYPE shop.state OWNER TO shop_owner;
GRANT SELECT ON shop.people TO shop_reader;
GRANT UPDATE (total) ON shop.orders TO shop_reader;
GRANT USAGE ON SCHEMA shop TO shop_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO shop_reader;
CREATE VIEW shop.totals AS SELECT p.id, sum(o.total) FROM shop.people p JOIN shop.orders o ON o.person = p.id GROUP BY p.id;
CREATE MATERIALIZED VIEW shop.counted AS SELECT person, count(*) FROM shop.orders GROUP BY person;
CREATE FUNCTION shop.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.label := trim(NEW.label); RETURN NEW; END $$;
CREATE TRIGGER stamp BEFORE INSERT ON shop.people FOR EACH ROW EXECUTE FUNCTION shop.stamp();
COMMENT ON TABLE shop.people IS 'who they are';
CREATE INDEX ON shop.orders (state);
INSERT INTO shop.people (label, code) SELECT 'n ' || i, 'c' || i FROM generate_series(1, 300) i;
INSERT INTO shop.orders (person, total) SELECT 1 + i % 300, i % 97 FROM generate_series(1, 3000) i;
INSERT INTO shop.days SELECT date '2026-01-01' + i, 'x' FROM generate_series(0, 99) i;
INSERT INTO notes.pages SELECT i, nullif(i - 1, 0) FROM generate_series(1, 50) i;
SELECT lo_from_bytea(4711, 'content');
REFRESH MATERIALIZED VIEW shop.counted;
)"_s;

} // namespace

/// What pg_restore and psql make of our files by each of their options, beside what they make of pg_dump's.
class TestBackupOptions final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void archivesAreRestoredLikePgDumps_data();
    void archivesAreRestoredLikePgDumps();
    void scriptsAreReadLikePgDumps_data();
    void scriptsAreReadLikePgDumps();
    void anArchiveMakesItsDatabase();
    void aTransactionPoolerGivesTheSameFile();

private:
    void shell(const QString &command, const QStringList &arguments) const;
    [[nodiscard]] QStringList dumpOf(const QString &database, const QStringList &options = {}) const;
    [[nodiscard]] QString backup(const QString &name, const QStringList &options) const;
    /// Runs the commands for a file in a fresh database, and says what is there then.
    [[nodiscard]] QStringList restored(const QString &database, const QString &commands, const QString &file) const;

    std::unique_ptr<TestServer> m_server;
    CliHome m_home;
    QTemporaryDir m_folder;
    QString m_ours;
    QString m_theirs;
};

void TestBackupOptions::initTestCase()
{
    QVERIFY_ASSIGN(m_server, TestServer::start());
    m_server->createDatabase(u"shop"_s);
    m_server->psql(u"shop"_s, shop);
    m_home.addEnvironment(u"shop"_s, u"test"_s, m_server->connectionInfo(u"shop"_s));
    m_ours = backup(u"ours.dump"_s, {});
    m_theirs = m_folder.path() + u"/theirs.dump"_s;
    m_server->pgDump(u"shop"_s, {u"-Fc"_s, u"-f"_s, m_theirs});
}

void TestBackupOptions::shell(const QString &command, const QStringList &arguments) const
{
    QProcess process;
    process.start(u"bash"_s, QStringList{u"-e"_s, u"-o"_s, u"pipefail"_s, u"-c"_s, command, u"restore"_s} + arguments);
    QVERIFY(process.waitForFinished(60'000));
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(process.exitCode() == 0, QByteArray(command.toUtf8()).append("\n").append(said).constData());
}

QStringList TestBackupOptions::dumpOf(const QString &database, const QStringList &options) const
{
    QStringList lines = QString::fromUtf8(m_server->pgDump(database, options)).split(u'\n');
    lines.removeIf([](const QString &line) { return line.startsWith(u"--"_s) || line.contains(u"restrict "_s); });
    lines.sort();
    return lines;
}

QString TestBackupOptions::backup(const QString &name, const QStringList &options) const
{
    const QString file = m_folder.path() + u'/' + name;
    const CliRun run = m_home.run(
        QStringList{u"backup"_s, u"--source"_s, u"shop"_s, u"--no-input"_s, u"--output"_s, file} + options);
    if (run.exitCode != 0)
        QTest::qFail(run.said().constData(), __FILE__, __LINE__);
    return file;
}

QStringList TestBackupOptions::restored(const QString &database, const QString &commands, const QString &file) const
{
    m_server->dropDatabase(database);
    m_server->createDatabase(database);
    shell(commands, {m_server->connectionInfo(database), file, m_theirs});
    return dumpOf(database);
}

/// Where the source grants by default, our files say of each object who may what, its owner too, so that it gets no
/// more where the same is granted by default; without owners the old owner keeps these rights then, which pg_dump's do
/// not say.
static QStringList withoutGrants(QStringList lines)
{
    if (QByteArray(QTest::currentDataTag()).contains("--no-owner"))
        lines.removeIf([](const QString &line) {
            return line.startsWith(u"GRANT "_s) || line.startsWith(u"REVOKE "_s) || line.isEmpty();
        });
    return lines;
}

void TestBackupOptions::archivesAreRestoredLikePgDumps_data()
{
    QTest::addColumn<QString>("commands");
    const auto row = [](const char *name, const QString &commands) { QTest::newRow(name) << commands; };
    const QString all = u"pg_restore -d \"$1\" \"$2\""_s;
    row("all", all);
    row("in one transaction", u"pg_restore -1 -d \"$1\" \"$2\""_s);
    row("with two workers", u"pg_restore -j 2 -d \"$1\" \"$2\""_s);
    row("--no-owner", u"pg_restore --no-owner -d \"$1\" \"$2\""_s);
    row("--no-acl", u"pg_restore --no-acl -d \"$1\" \"$2\""_s);
    row("--no-comments", u"pg_restore --no-comments -d \"$1\" \"$2\""_s);
    row("--clean --if-exists where nothing is", u"pg_restore --clean --if-exists -d \"$1\" \"$2\""_s);
    row("--clean over what it made", all + u"; pg_restore --clean --exit-on-error -d \"$1\" \"$2\""_s);
    row("--clean --if-exists over what it made", all + u"; pg_restore --clean --if-exists -d \"$1\" \"$2\""_s);
    row("--schema-only", u"pg_restore --schema-only -d \"$1\" \"$2\""_s);
    row("--data-only into structure",
        u"pg_restore --schema-only -d \"$1\" \"$3\"; pg_restore --data-only --disable-triggers -d \"$1\" \"$2\""_s);
    row("by sections", u"for s in pre-data data post-data; do pg_restore --section=$s -d \"$1\" \"$2\"; done"_s);
    row("one schema", u"psql -Xq -d \"$1\" -c 'CREATE SCHEMA shop'; pg_restore -n shop -d \"$1\" \"$2\""_s);
    row("without one schema", u"pg_restore -N notes -d \"$1\" \"$2\""_s);
    row("one table", u"psql -Xq -d \"$1\" -c 'CREATE SCHEMA shop; CREATE TYPE shop.state AS ENUM ($$new$$, $$gone$$)';"
                     " pg_restore -n shop -t orders -d \"$1\" \"$2\""_s);
    row("one function",
        u"psql -Xq -d \"$1\" -c 'CREATE SCHEMA shop'; pg_restore -n shop -P 'stamp()' -d \"$1\" \"$2\""_s);
    row("one index", u"psql -Xq -d \"$1\" -c 'CREATE SCHEMA shop; CREATE TABLE shop.orders (state text)';"
                     " pg_restore -I orders_state_idx -d \"$1\" \"$2\""_s);
    row("as a script", u"pg_restore -f - \"$2\" | psql -Xq1 -v ON_ERROR_STOP=1 -d \"$1\" > /dev/null"_s);
    row("--use-list", u"pg_restore -l \"$2\" | grep -v 'TABLE DATA notes' > \"$2.list\";"
                      " pg_restore -L \"$2.list\" -d \"$1\" \"$2\""_s);
}

void TestBackupOptions::archivesAreRestoredLikePgDumps()
{
    QFETCH(const QString, commands);
    const QStringList theirs = restored(u"theirs"_s, commands, m_theirs);
    const QStringList ours = restored(u"ours"_s, commands, m_ours);
    QCOMPARE(withoutGrants(ours), withoutGrants(theirs));
}

void TestBackupOptions::scriptsAreReadLikePgDumps_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QStringList>("pgDump");
    QTest::addColumn<bool>("isTwice");
    const auto row = [](const char *name, const QStringList &options, const QStringList &pgDump, bool isTwice = false) {
        QTest::newRow(name) << options << pgDump << isTwice;
    };
    row("all", {}, {});
    row("--no-owner", {u"--no-owner"_s}, {u"--no-owner"_s});
    row("--no-acl", {u"--no-acl"_s}, {u"--no-acl"_s});
    row("--no-owner --no-acl", {u"--no-owner"_s, u"--no-acl"_s}, {u"-O"_s, u"-x"_s});
    row("--clean --if-exists", {u"--clean"_s, u"--if-exists"_s}, {u"--clean"_s, u"--if-exists"_s});
    row("--clean --if-exists over what it made", {u"--clean"_s, u"--if-exists"_s}, {u"--clean"_s, u"--if-exists"_s},
        true);
    row("structure", {u"--structure-only"_s}, {u"--schema-only"_s});
    row("one schema", {u"--schemas"_s, u"notes"_s}, {u"-n"_s, u"notes"_s});
}

void TestBackupOptions::scriptsAreReadLikePgDumps()
{
    QFETCH(const QStringList, options);
    QFETCH(const QStringList, pgDump);
    QFETCH(const bool, isTwice);
    const QString name = QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'_');
    QString commands = u"psql -Xq1 -v ON_ERROR_STOP=1 -d \"$1\" -f \"$2\" > /dev/null"_s;
    if (isTwice)
        commands += u"; "_s + commands;
    const QString theirs = m_folder.path() + u"/their"_s + name;
    m_server->pgDump(u"shop"_s, pgDump + QStringList{u"-f"_s, theirs});
    const QString ours = backup(name + u".sql"_s, QStringList{u"--format"_s, u"sql"_s} + options);
    // pg_dump leaves large objects out when a schema is chosen, and so do we.
    QCOMPARE(withoutGrants(restored(u"ours"_s, commands, ours)),
             withoutGrants(restored(u"theirs"_s, commands, theirs)));
}

void TestBackupOptions::anArchiveMakesItsDatabase()
{
    std::unique_ptr<TestServer> other;
    QVERIFY_ASSIGN(other, TestServer::start());
    other->psql(u"postgres"_s, u"CREATE ROLE shop_owner; CREATE ROLE shop_reader"_s);
    shell(u"pg_restore --create -d \"$1\" \"$2\""_s, {other->connectionInfo(u"postgres"_s), m_ours});
    QCOMPARE(other->schemaDump(u"shop"_s), m_server->schemaDump(u"shop"_s));
    QCOMPARE(other->dataDigests(u"shop"_s), m_server->dataDigests(u"shop"_s));
}

void TestBackupOptions::aTransactionPoolerGivesTheSameFile()
{
    QVERIFY_ASSIGN(const auto pooler, tests::PgBouncer::start(*m_server, tests::PgBouncer::Mode::Transaction));
    CliHome home;
    home.addEnvironment(u"pooled"_s, u"test"_s, pooler->connectionInfo(u"shop"_s));
    const QString file = m_folder.path() + u"/pooled.dump"_s;
    const CliRun run = home.run({u"backup"_s, u"--source"_s, u"pooled"_s, u"--no-input"_s, u"--output"_s, file});
    QVERIFY2(run.exitCode == 0, run.said().constData());
    const QString all = u"pg_restore -d \"$1\" \"$2\""_s;
    QCOMPARE(restored(u"ours"_s, all, file), restored(u"theirs"_s, all, m_theirs));
}

QTEST_GUILESS_MAIN(TestBackupOptions)
#include "tst_backup_options.moc"
