// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/connection.h"
#include "engine/sandbox/demo_script.h"
#include "engine/sandbox/sandbox.h"
#include "tests/support/patience.h"
#include "tests/support/result_check.h"

#include <signal.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cctype>

using namespace Qt::StringLiterals;
using engine::ErrorCode;
using engine::Result;
using engine::pg::Connection;
using engine::pg::QueryResult;
using engine::sandbox::DemoDatabase;
using engine::sandbox::Sandbox;
using engine::sandbox::SandboxStep;

namespace {

// Words, numbers and addresses of three bytes and more; what is between them is dropped.
QSet<QByteArray> wordsOf(const std::string &text)
{
    constexpr qsizetype shortest = 3;
    QSet<QByteArray> words;
    QByteArray word;
    const auto finish = [&] {
        while (word.endsWith('.') || word.endsWith('-'))
            word.chop(1);
        if (word.size() >= shortest)
            words.insert(word);
        word.clear();
    };
    for (const char byte : text) {
        const bool isInside = static_cast<unsigned char>(byte) >= 0x80 || std::isalnum(byte) != 0
                              || std::string_view("@.+-").find(byte) != std::string_view::npos;
        if (isInside)
            word += byte;
        else
            finish();
    }
    finish();
    return words;
}

} // namespace

/// The demo: comes up whole, comes back after anything, and holds what its pages promise.
class TestSandbox : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void comesUpInFiveSeconds();
    void statusTells();
    void aSecondUpChangesNothing();
    void theFourEnvironmentsHaveTheirTypes();
    void everyTroubleIsThere_data();
    void everyTroubleIsThere();
    void rowCounts_data();
    void rowCounts();
    void everyConstraintHolds();
    void theRowsAreTheSameEveryTime();
    void nobodyOfProductionIsElsewhere();
    void namesOfPeopleAreNowhereElse();
    void theTestEnvironmentIsOlder();
    void developmentIsEmpty();
    void anAuditRowIsWrittenForAChange();
    void aKilledServerComesBack();
    void aMissingDatabaseIsMadeAgain();
    void anUnfinishedDatabaseIsMadeAgain();
    void aCancelledUpIsFinishedByTheNext();
    void downKeepsTheData();
    void resetForgetsEverything();
    void removeLeavesNothing();

private:
    /// Runs a query in one of the demo's databases; its first column, by line.
    Result<std::string> ask(const QString &environment, std::string_view sql) const;
    qint64 serverProcess() const;

    QTemporaryDir m_home;
    QString m_folder;
};

Result<std::string> TestSandbox::ask(const QString &environment, std::string_view sql) const
{
    const auto databases = Sandbox(m_folder).databases();
    const auto found = std::ranges::find(databases, environment, &DemoDatabase::name);
    if (found == databases.end())
        return engine::failure({.code = ErrorCode::EnvironmentUnknown, .subject = environment, .detail = {}});
    TRY_ASSIGN(auto connection, Connection::open(found->connection));
    TRY_ASSIGN(const QueryResult rows, connection.query(sql));
    std::string lines;
    for (int row = 0; row < rows.rowCount(); ++row)
        lines += (row > 0 ? "\n" : "") + rows.string(row, 0);
    return lines;
}

qint64 TestSandbox::serverProcess() const
{
    const auto status = Sandbox(m_folder).status();
    QFile file((status ? status->folder : QString()) + u"/data/postmaster.pid"_s);
    return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed().toLongLong() : 0;
}

void TestSandbox::initTestCase()
{
    QVERIFY(m_home.isValid());
    m_folder = m_home.filePath(u"sandbox"_s);
    const Sandbox sandbox(m_folder);
    QVERIFY(!sandbox.isRunning());
    QVERIFY(sandbox.databases().empty());
    QVERIFY_ASSIGN(const auto status, sandbox.status());
    QVERIFY(!status.exists);
    QVERIFY_RESULT(sandbox.down());
}

void TestSandbox::cleanupTestCase()
{
    QVERIFY_RESULT(Sandbox(m_folder).remove());
}

void TestSandbox::comesUpInFiveSeconds()
{
    QElapsedTimer timer;
    timer.start();
    QList<SandboxStep::Kind> steps;
    QVERIFY_RESULT(Sandbox(m_folder).up([&](const SandboxStep &step) { steps += step.kind; }));
    qInfo("up from nothing: %lld ms", timer.elapsed());
    // The budget is 5 s on a quiet machine; a busy one running all tests at once gets more.
    QVERIFY(timer.elapsed() < tests::allowed(30'000));
    QCOMPARE(steps,
             (QList{SandboxStep::Kind::MakingServer, SandboxStep::Kind::FillingDatabases, SandboxStep::Kind::Ready}));
}

void TestSandbox::statusTells()
{
    QVERIFY_ASSIGN(const auto status, Sandbox(m_folder).status());
    QVERIFY(status.exists);
    QVERIFY(status.isRunning);
    QVERIFY(status.serverVersion >= 130000);
    QVERIFY(status.bytes > 30'000'000);
    QCOMPARE(status.databases.size(), 4);
    QCOMPARE(status.databases.first().name, u"demo-prod"_s);
    QVERIFY(status.databases.first().bytes > 10'000'000);
    QVERIFY(QFileInfo(status.socketFolder).isDir());
}

void TestSandbox::aSecondUpChangesNothing()
{
    const qint64 process = serverProcess();
    QElapsedTimer timer;
    timer.start();
    QVERIFY_RESULT(Sandbox(m_folder).up());
    qInfo("second up: %lld ms", timer.elapsed());
    QCOMPARE(serverProcess(), process);
    QVERIFY_ASSIGN(const std::string waitsForTheDisk, ask(u"demo-dev"_s, "SHOW fsync"));
    QCOMPARE(waitsForTheDisk, "on");
}

void TestSandbox::theFourEnvironmentsHaveTheirTypes()
{
    QStringList environments;
    const auto databases = Sandbox(m_folder).databases();
    for (const DemoDatabase &database : databases)
        environments += database.name + u'=' + database.typeKey;
    QCOMPARE(environments, (QStringList{u"demo-prod=production"_s, u"demo-test=test"_s, u"demo-formation=training"_s,
                                        u"demo-dev=development"_s}));
    QVERIFY(Sandbox::isDemoName(u"demo-dev"_s));
    QVERIFY(!Sandbox::isDemoName(u"prod"_s));
}

void TestSandbox::everyTroubleIsThere_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("enums") << QByteArray(
        "SELECT count(*) > 4 FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace"
        " WHERE typtype = 'e' AND nspname IN ('public', 'finance')");
    QTest::newRow("domains") << QByteArray(
        "SELECT count(*) > 2 FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace"
        " WHERE typtype = 'd' AND nspname IN ('public', 'finance')");
    QTest::newRow("a range type") << QByteArray("SELECT count(*) > 0 FROM pg_type WHERE typname = 'price_range'");
    QTest::newRow("identity, always and by default")
        << QByteArray("SELECT count(DISTINCT attidentity) = 2 FROM pg_attribute WHERE attidentity <> ''");
    QTest::newRow("generated columns") << QByteArray("SELECT count(*) > 3 FROM pg_attribute WHERE attgenerated = 's'");
    QTest::newRow("a circle of foreign keys")
        << QByteArray("SELECT count(*) = 2 FROM pg_constraint WHERE (conrelid, confrelid) IN"
                      " (('public.owners'::regclass, 'public.lofts'::regclass),"
                      "  ('public.lofts'::regclass, 'public.owners'::regclass))");
    QTest::newRow("a table that refers to itself")
        << QByteArray("SELECT count(*) > 1 FROM pg_constraint WHERE conrelid = confrelid AND contype = 'f'");
    QTest::newRow("partitions of partitions")
        << QByteArray("SELECT count(*) = 1 FROM pg_class WHERE relkind = 'p' AND relispartition");
    QTest::newRow("rows in the default partition") << QByteArray("SELECT count(*) > 0 FROM finance.transactions_other");
    QTest::newRow("inheritance") << QByteArray("SELECT count(*) = 100 FROM public.notifications_archive");
    QTest::newRow("an exclusion constraint")
        << QByteArray("SELECT count(*) = 1 FROM pg_constraint WHERE contype = 'x'");
    QTest::newRow("a constraint not validated")
        << QByteArray("SELECT count(*) = 1 FROM pg_constraint WHERE NOT convalidated");
    QTest::newRow("policies") << QByteArray("SELECT count(*) > 10 FROM pg_policies");
    QTest::newRow("security definer functions with a search path")
        << QByteArray("SELECT count(*) > 2 FROM pg_proc WHERE prosecdef AND proconfig::text LIKE '%search_path%'");
    QTest::newRow("an aggregate and procedures")
        << QByteArray("SELECT count(DISTINCT prokind) = 2 FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace"
                      " WHERE nspname IN ('public', 'finance') AND prokind IN ('a', 'p')");
    QTest::newRow("a view of the invoker") << QByteArray(
        "SELECT count(*) = 1 FROM pg_class WHERE relkind = 'v' AND reloptions::text LIKE '%security_invoker%'");
    QTest::newRow("a materialized view that is filled")
        << QByteArray("SELECT count(*) > 40 FROM finance.monthly_revenue");
    QTest::newRow("an unlogged table") << QByteArray(
        "SELECT relpersistence = 'u' FROM pg_class WHERE oid = 'public.search_sessions'::regclass");
    QTest::newRow("Arabic names") << QByteArray("SELECT count(*) > 200 FROM public.users WHERE full_name ~ '[ء-ي]'");
    QTest::newRow("e-mails inside JSON") << QByteArray(
        "SELECT count(*) = 3000 FROM public.users WHERE profile #>> '{contact,email}' = email");
    QTest::newRow("phones in free text") << QByteArray(
        "SELECT count(*) > 1000 FROM public.messages WHERE body ~ '05[0-9]{8}'");
    QTest::newRow("an unused column of personal data")
        << QByteArray("SELECT count(*) = 480 FROM public.lofts WHERE legacy_contact LIKE '%@%'");
    QTest::newRow("grants to other roles")
        << QByteArray("SELECT has_table_privilege('anon', 'public.lofts', 'SELECT')"
                      " AND NOT has_table_privilege('authenticated', 'public.audit_logs', 'SELECT')");
    QTest::newRow("default privileges") << QByteArray("SELECT count(*) > 1 FROM pg_default_acl");
    QTest::newRow("a publication") << QByteArray("SELECT count(*) = 2 FROM pg_publication_tables");
    QTest::newRow("objects of another owner")
        << QByteArray("SELECT count(*) = 2 FROM pg_tables WHERE tableowner = 'finance_admin'");
    QTest::newRow("a disabled trigger") << QByteArray("SELECT count(*) = 1 FROM pg_trigger WHERE tgenabled = 'D'");
}

void TestSandbox::everyTroubleIsThere()
{
    QFETCH(const QByteArray, sql);
    QVERIFY_ASSIGN(const std::string answer, ask(u"demo-prod"_s, sql.toStdString()));
    QCOMPARE(answer, "t");
}

void TestSandbox::rowCounts_data()
{
    QTest::addColumn<QString>("environment");
    QTest::addColumn<int>("minimum");
    QTest::addColumn<int>("maximum");
    QTest::newRow("production has sixty thousand rows") << u"demo-prod"_s << 60'000 << 60'000;
    QTest::newRow("test has a twentieth") << u"demo-test"_s << 2'500 << 4'000;
    QTest::newRow("training has a twentieth") << u"demo-formation"_s << 2'500 << 4'000;
}

// What query_to_xml says of a count, added up over every table that holds rows itself.
constexpr std::string_view countAllRows
    = "SELECT sum((xpath('/row/rows/text()', query_to_xml(format('SELECT count(*) AS rows FROM ONLY %s', "
      "c.oid::regclass),"
      " false, true, '')))[1]::text::integer)::text FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
      " WHERE relkind = 'r' AND nspname IN ('public', 'finance')";

void TestSandbox::rowCounts()
{
    QFETCH(const QString, environment);
    QFETCH(const int, minimum);
    QFETCH(const int, maximum);
    QVERIFY_ASSIGN(const std::string answer, ask(environment, countAllRows));
    const int rows = std::stoi(answer);
    QVERIFY2(rows >= minimum && rows <= maximum, answer.c_str());
}

void TestSandbox::everyConstraintHolds()
{
    // NOT VALID on purpose: old rows break it.
    QVERIFY_ASSIGN(const std::string broken,
                   ask(u"demo-prod"_s, "SELECT count(*) > 0 FROM public.reservations WHERE nights > 14"));
    QCOMPARE(broken, "t");
    // Rows that came before the foreign keys were checked when those were made; sequences are behind every row.
    QVERIFY_ASSIGN(const std::string next,
                   ask(u"demo-prod"_s, "SELECT nextval(pg_get_serial_sequence('public.reservations', 'id')) > "
                                       "(SELECT max(id) FROM public.reservations)"));
    QCOMPARE(next, "t");
    QVERIFY_ASSIGN(const std::string owners, ask(u"demo-prod"_s, "SELECT count(*) FROM public.owners o"
                                                                 " JOIN public.lofts l ON l.id = o.primary_loft_id"
                                                                 " AND l.owner_id = o.id"));
    QCOMPARE(owners, "240");
}

void TestSandbox::theRowsAreTheSameEveryTime()
{
    // Measured once: another computer, another locale or another day must not change a value.
    QVERIFY_ASSIGN(const std::string people, ask(u"demo-prod"_s, "SELECT md5(string_agg(u::text, E'\\n' ORDER BY id))"
                                                                 " FROM public.users u"));
    QCOMPARE(people, "dc4006835cc68a21d63fa40d85091b5f");
    QVERIFY_ASSIGN(const std::string words, ask(u"demo-prod"_s, "SELECT md5(string_agg(body, E'\\n' ORDER BY id))"
                                                                " FROM public.messages"));
    QCOMPARE(words, "6e47b80c955e0a70b356b61e48109f4d");
}

void TestSandbox::nobodyOfProductionIsElsewhere()
{
    QSet<QByteArray> elsewhere;
    for (const QString &environment : {u"demo-test"_s, u"demo-formation"_s}) {
        QVERIFY_ASSIGN(const std::string everything,
                       ask(environment, "SELECT schema_to_xml('public', true, true, '')::text"
                                        " || schema_to_xml('finance', true, true, '')::text"));
        elsewhere += wordsOf(everything);
    }
    QVERIFY(elsewhere.size() > 5'000);
    QVERIFY(elsewhere.contains("testeur7@exemple.test"));
    QVERIFY_ASSIGN(const std::string values,
                   ask(u"demo-prod"_s,
                       "SELECT DISTINCT value FROM (SELECT unnest(ARRAY[email, phone, first_name,"
                       " last_name, name_arabic]) FROM public.users UNION ALL"
                       " SELECT unnest(ARRAY[email, phone, full_name, passport_number])"
                       " FROM public.guests UNION ALL SELECT unnest(ARRAY[rib, iban]) FROM public.owners)"
                       " AS people (value) WHERE value IS NOT NULL"));
    const QSet<QByteArray> people = wordsOf(values);
    QVERIFY(people.size() > 10'000);
    for (const QByteArray &word : people)
        QVERIFY2(!elsewhere.contains(word), word.constData());
}

void TestSandbox::namesOfPeopleAreNowhereElse()
{
    // A clone keeps the words of the schema and of tables without people: a name in them would look like a leak.
    QVERIFY_ASSIGN(const std::string names, ask(u"demo-prod"_s, "SELECT DISTINCT unnest(ARRAY[first_name, last_name])"
                                                                " FROM public.users"));
    QVERIFY_ASSIGN(
        const std::string words,
        ask(u"demo-prod"_s,
            "SELECT string_agg(word, ' ') FROM (SELECT title || city || street_address || description FROM public.lofts"
            " UNION ALL SELECT label || label_arabic FROM public.amenities UNION ALL SELECT value::text FROM "
            "public.app_settings"
            " UNION ALL SELECT title FROM public.maintenance_tasks UNION ALL SELECT subject FROM public.conversations"
            " UNION ALL SELECT attname FROM pg_attribute WHERE attrelid >= 16384"
            " UNION ALL SELECT relname FROM pg_class WHERE oid >= 16384"
            " UNION ALL SELECT prosrc FROM pg_proc WHERE oid >= 16384"
            " UNION ALL SELECT enumlabel FROM pg_enum UNION ALL SELECT description FROM pg_description"
            " WHERE objoid >= 16384) AS text (word)"));
    const QStringList all = QString::fromStdString(names).split(u'\n');
    for (const QString &name : all)
        QVERIFY2(words.find(name.toStdString()) == std::string::npos, qPrintable(name));
}

void TestSandbox::theTestEnvironmentIsOlder()
{
    constexpr std::string_view hasColumn = "SELECT count(*) FROM information_schema.columns WHERE table_name = 'lofts'"
                                           " AND column_name = 'energy_class'";
    QVERIFY_ASSIGN(const std::string before, ask(u"demo-test"_s, hasColumn));
    QVERIFY_ASSIGN(const std::string now, ask(u"demo-prod"_s, hasColumn));
    QCOMPARE(before, "0");
    QCOMPARE(now, "1");
}

void TestSandbox::developmentIsEmpty()
{
    QVERIFY_ASSIGN(const std::string tables,
                   ask(u"demo-dev"_s, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    QCOMPARE(tables, "0");
}

void TestSandbox::anAuditRowIsWrittenForAChange()
{
    constexpr std::string_view count = "SELECT count(*) FROM public.audit_logs";
    QVERIFY_ASSIGN(const std::string before, ask(u"demo-formation"_s, count));
    QVERIFY_RESULT(ask(u"demo-formation"_s, "UPDATE public.guests SET notes = 'vu' WHERE id = 1"));
    QVERIFY_ASSIGN(const std::string after, ask(u"demo-formation"_s, count));
    QCOMPARE(std::stoi(after), std::stoi(before) + 1);
}

void TestSandbox::aKilledServerComesBack()
{
    const auto process = static_cast<pid_t>(serverProcess());
    QVERIFY(process > 0);
    QCOMPARE(kill(process, SIGKILL), 0);
    QTRY_VERIFY(!Sandbox(m_folder).isRunning());
    QVERIFY(Sandbox(m_folder).databases().empty());
    QVERIFY_RESULT(Sandbox(m_folder).up());
    QVERIFY_ASSIGN(const std::string answer, ask(u"demo-prod"_s, "SELECT count(*) FROM public.reservations"));
    QCOMPARE(answer, "8000");
}

void TestSandbox::aMissingDatabaseIsMadeAgain()
{
    QVERIFY_RESULT(ask(u"demo-dev"_s, "DROP DATABASE demo_test WITH (FORCE)"));
    QVERIFY_RESULT(Sandbox(m_folder).up());
    QVERIFY_ASSIGN(const std::string answer, ask(u"demo-test"_s, "SELECT count(*) FROM public.reservations"));
    QCOMPARE(answer, "400");
}

void TestSandbox::anUnfinishedDatabaseIsMadeAgain()
{
    // As a process leaves it that was killed while it filled the database.
    QVERIFY_RESULT(ask(u"demo-dev"_s, "ALTER DATABASE demo_formation RENAME TO demo_formation_unfinished"));
    QVERIFY_RESULT(ask(u"demo-dev"_s, "SELECT 1"));
    QVERIFY_RESULT(Sandbox(m_folder).up());
    QVERIFY_ASSIGN(const std::string notes,
                   ask(u"demo-formation"_s, "SELECT count(*) FROM public.guests WHERE notes = 'vu'"));
    QCOMPARE(notes, "0");
    QVERIFY_ASSIGN(const std::string leftovers,
                   ask(u"demo-dev"_s, "SELECT count(*) FROM pg_database WHERE datname LIKE '%unfinished'"));
    QCOMPARE(leftovers, "0");
}

void TestSandbox::aCancelledUpIsFinishedByTheNext()
{
    QVERIFY_RESULT(ask(u"demo-dev"_s, "DROP DATABASE demo_prod WITH (FORCE)"));
    std::stop_source stop;
    const auto cancelled = Sandbox(m_folder).up(
        [&](const SandboxStep &step) {
            if (step.kind == SandboxStep::Kind::FillingDatabases)
                stop.request_stop();
        },
        stop.get_token());
    QVERIFY_ERROR(cancelled, ErrorCode::Cancelled);
    QVERIFY_RESULT(Sandbox(m_folder).up());
    QVERIFY_ASSIGN(const std::string answer, ask(u"demo-prod"_s, "SELECT count(*) FROM public.messages"));
    QCOMPARE(answer, "10000");
}

void TestSandbox::downKeepsTheData()
{
    QVERIFY_RESULT(ask(u"demo-dev"_s, "CREATE TABLE kept AS SELECT 7 AS number"));
    QVERIFY_RESULT(Sandbox(m_folder).down());
    QVERIFY(!Sandbox(m_folder).isRunning());
    QVERIFY_ASSIGN(const auto status, Sandbox(m_folder).status());
    QVERIFY(status.exists && !status.isRunning);
    QVERIFY(status.bytes > 0);
    QVERIFY_RESULT(Sandbox(m_folder).down());
    QElapsedTimer timer;
    timer.start();
    QVERIFY_RESULT(Sandbox(m_folder).up());
    qInfo("up again after down: %lld ms", timer.elapsed());
    QVERIFY_ASSIGN(const std::string answer, ask(u"demo-dev"_s, "SELECT number FROM kept"));
    QCOMPARE(answer, "7");
}

void TestSandbox::resetForgetsEverything()
{
    QVERIFY_RESULT(Sandbox(m_folder).reset());
    QVERIFY_ASSIGN(const std::string answer, ask(u"demo-dev"_s, "SELECT to_regclass('public.kept') IS NULL"));
    QCOMPARE(answer, "t");
}

void TestSandbox::removeLeavesNothing()
{
    QVERIFY_ASSIGN(const auto status, Sandbox(m_folder).status());
    const qint64 process = serverProcess();
    QVERIFY_RESULT(Sandbox(m_folder).remove());
    QVERIFY(!QFileInfo::exists(m_folder));
    QVERIFY(!QFileInfo::exists(status.folder));
    QVERIFY(!QFileInfo::exists(status.socketFolder));
    QVERIFY(QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(process)).isEmpty());
    QVERIFY_RESULT(Sandbox(m_folder).remove());
}

QTEST_GUILESS_MAIN(TestSandbox)
#include "tst_sandbox.moc"
