// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/audit_chain.h"
#include "engine/store/database.h"
#include "tests/support/result_check.h"

#include <sys/wait.h>
#include <unistd.h>

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace engine::store;
using engine::ErrorCode;
using engine::Result;

namespace {

AuditEntry entry(const QString &action, const QString &subject = u"prod"_s)
{
    return {.time = QDateTime(QDate(2026, 3, 14), QTime(7, 31, 5, 123), Qt::UTC),
            .actor = u"amel@poste-12"_s,
            .action = action,
            .subject = subject,
            .details = {{u"file"_s, u"été:1.dump"_s}, {u"bytes"_s, 12}}};
}

} // namespace

/// Who did what: written down one behind the other, and found out when it was not left so.
class TestAuditChain final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void entriesComeBack();
    void pagesOfASubject();
    void anEmptyChainIsWhole();
    void aWholeChainIsWhole();
    void everyChangeIsFound_data();
    void everyChangeIsFound();
    void aNewEndIsFoundWithAHeadKeptElsewhere_data();
    void aNewEndIsFoundWithAHeadKeptElsewhere();
    void theHashIsAsTheHeaderSays();
    void theStoreItselfRefusesToForget();
    void whatFailedIsNotWrittenDown();
    void twoProcessesWriteOneChain();
    void manyEntriesAreVerified();

private:
    void addSome(int count);
    /// As somebody does who may write to the file.
    void tamper(const char *sql, const std::vector<Value> &values = {});
    [[nodiscard]] QString folder() const { return m_folder->filePath(u"state"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<Database> m_database;
};

void TestAuditChain::init()
{
    m_database.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY_ASSIGN(m_database, Database::open(folder()));
}

void TestAuditChain::addSome(int count)
{
    for (int i = 0; i < count; ++i)
        QVERIFY_RESULT(
            AuditChain(*m_database).append(entry(u"backup %1"_s.arg(i), i % 2 == 0 ? u"prod"_s : u"test"_s)));
}

void TestAuditChain::tamper(const char *sql, const std::vector<Value> &values)
{
    QVERIFY_RESULT(m_database->run("DROP TRIGGER IF EXISTS audit_entries_stay"));
    QVERIFY_RESULT(m_database->run("DROP TRIGGER IF EXISTS audit_entries_are_kept"));
    QVERIFY_RESULT(m_database->run(sql, values));
}

void TestAuditChain::entriesComeBack()
{
    const AuditChain chain(*m_database);
    QVERIFY_ASSIGN(const AuditHead first, chain.append(entry(u"backup"_s)));
    QVERIFY_ASSIGN(const AuditHead second, chain.append(entry(u"delete backup"_s, QString())));
    QVERIFY(first.number == 1 && second.number == 2 && first.hash != second.hash);
    QVERIFY_ASSIGN(const auto entries, chain.page({}));
    QCOMPARE(entries.size(), 2);
    const AuditEntry expected = entry(u"backup"_s);
    const AuditEntry &oldest = entries.last();
    QCOMPARE(oldest.number, 1);
    QCOMPARE(oldest.time, expected.time);
    QCOMPARE(oldest.actor, expected.actor);
    QCOMPARE(oldest.action, expected.action);
    QCOMPARE(oldest.subject, expected.subject);
    QCOMPARE(oldest.details, expected.details);
    QCOMPARE(oldest.previous, QString(64, u'0'));
    QCOMPARE(oldest.hash, first.hash);
    QCOMPARE(entries.first().previous, first.hash);
    QVERIFY(**chain.head() == second);
}

void TestAuditChain::pagesOfASubject()
{
    addSome(20);
    const AuditChain chain(*m_database);
    QVERIFY_ASSIGN(const auto newest, chain.page(u"test"_s, 0, 3));
    QCOMPARE(newest.size(), 3);
    QVERIFY(newest.at(0).number == 20 && newest.at(1).number == 18 && newest.at(2).number == 16);
    QVERIFY_ASSIGN(const auto next, chain.page(u"test"_s, 16, 100));
    QCOMPARE(next.size(), 7);
    QCOMPARE(next.first().number, 14);
    QVERIFY(chain.page(u"nobody"_s)->isEmpty());
}

void TestAuditChain::anEmptyChainIsWhole()
{
    const AuditChain chain(*m_database);
    QVERIFY_ASSIGN(const AuditVerdict verdict, chain.verify());
    QVERIFY(verdict.isWhole() && verdict.entries == 0);
    QVERIFY(!chain.head()->has_value());
    // All of it was deleted.
    QVERIFY_ASSIGN(const AuditVerdict anchored, chain.verify(AuditHead{.number = 1, .hash = u"abc"_s}));
    QVERIFY(!anchored.isWhole());
}

void TestAuditChain::aWholeChainIsWhole()
{
    addSome(30);
    const AuditChain chain(*m_database);
    QVERIFY_ASSIGN(const auto head, chain.head());
    QVERIFY_ASSIGN(const AuditVerdict verdict, chain.verify(*head));
    QVERIFY(verdict.isWhole());
    QCOMPARE(verdict.entries, 30);
    QVERIFY(verdict.head == *head);
    addSome(5);
    QVERIFY(chain.verify(*head)->isWhole());
}

void TestAuditChain::everyChangeIsFound_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<qint64>("broken");
    const auto row
        = [](const char *title, const char *sql, qint64 broken) { QTest::newRow(title) << QByteArray(sql) << broken; };
    row("another time", "UPDATE audit_entries SET time = '2026-03-14T07:31:05.124Z' WHERE number = 5", 5);
    row("another actor", "UPDATE audit_entries SET actor = 'root@poste-12' WHERE number = 5", 5);
    row("another action", "UPDATE audit_entries SET action = action || ' ' WHERE number = 5", 5);
    row("another subject", "UPDATE audit_entries SET subject = 'PROD' WHERE number = 5", 5);
    row("other details", "UPDATE audit_entries SET details = '{}' WHERE number = 5", 5);
    row("the same details written otherwise", "UPDATE audit_entries SET details = details || ' ' WHERE number = 5", 5);
    row("a letter moved to the next field",
        "UPDATE audit_entries SET actor = actor || 'b', action = substr(action, 2) WHERE number = 5", 5);
    row("another hash", "UPDATE audit_entries SET hash = replace(hash, 'a', 'b') || '' WHERE number = 5", 5);
    row("the first entry changed", "UPDATE audit_entries SET actor = 'x' WHERE number = 1", 1);
    row("the last entry changed", "UPDATE audit_entries SET actor = 'x' WHERE number = 10", 10);
    row("the first entry deleted", "DELETE FROM audit_entries WHERE number = 1", 2);
    row("an entry deleted", "DELETE FROM audit_entries WHERE number = 5", 6);
    row("an entry renumbered", "UPDATE audit_entries SET number = 11 WHERE number = 5", 6);
    row("an entry before the first",
        "INSERT INTO audit_entries SELECT 0, time, actor, action, subject, details, previous, hash FROM audit_entries "
        "WHERE number = 1",
        0);
    row("an entry of a negative number",
        "INSERT INTO audit_entries SELECT -3, time, actor, action, subject, details, previous, hash FROM audit_entries "
        "WHERE number = 1",
        -3);
    row("an entry copied to the end",
        "INSERT INTO audit_entries SELECT 11, time, actor, action, subject, details, previous, hash FROM audit_entries "
        "WHERE number = 10",
        11);
    row("an entry moved far away", "UPDATE audit_entries SET number = CASE number WHEN 4 THEN 104 ELSE number END", 5);
}

void TestAuditChain::everyChangeIsFound()
{
    QFETCH(QByteArray, sql);
    QFETCH(qint64, broken);
    addSome(10);
    tamper(sql.constData());
    QVERIFY_ASSIGN(const AuditVerdict verdict, AuditChain(*m_database).verify());
    QVERIFY(!verdict.isWhole());
    QCOMPARE(*verdict.firstBroken, broken);
}

void TestAuditChain::aNewEndIsFoundWithAHeadKeptElsewhere_data()
{
    QTest::addColumn<int>("newEntries");
    QTest::newRow("the end is cut off") << 0;
    QTest::newRow("the end is written anew, shorter") << 1;
    QTest::newRow("the end is written anew, longer") << 9;
}

void TestAuditChain::aNewEndIsFoundWithAHeadKeptElsewhere()
{
    QFETCH(int, newEntries);
    addSome(10);
    const AuditChain chain(*m_database);
    QVERIFY_ASSIGN(const auto kept, chain.head());
    tamper("DELETE FROM audit_entries WHERE number > 7");
    for (int i = 0; i < newEntries; ++i)
        QVERIFY_RESULT(chain.append(entry(u"nothing happened"_s)));
    // By itself it is whole.
    QVERIFY(chain.verify()->isWhole());
    QVERIFY_ASSIGN(const AuditVerdict verdict, chain.verify(*kept));
    QVERIFY(!verdict.isWhole() && verdict.anchorMissing);
}

void TestAuditChain::theHashIsAsTheHeaderSays()
{
    addSome(3);
    m_database.reset();
    // Written from the words of the header, by other means.
    QProcess python;
    python.start(u"python3"_s, {u"-c"_s, uR"(
import hashlib, sqlite3, sys
previous = "0" * 64
for row in sqlite3.connect(sys.argv[1]).execute(
        "SELECT number, time, actor, action, subject, details, previous, hash FROM audit_entries ORDER BY number"):
    number, time, actor, action, subject, details, stored_previous, stored_hash = row
    digest = hashlib.sha256()
    for field in (previous, str(number), time, actor, action, subject, details):
        data = field.encode()
        digest.update(str(len(data)).encode() + b":" + data)
    assert stored_previous == previous and stored_hash == digest.hexdigest(), row
    previous = stored_hash
print(number)
)"_s,
                                folder() + u"/sosie.sqlite"_s});
    QVERIFY(python.waitForFinished());
    QCOMPARE(python.readAllStandardError(), QByteArray());
    QCOMPARE(python.readAllStandardOutput().trimmed(), "3"_ba);
}

void TestAuditChain::theStoreItselfRefusesToForget()
{
    addSome(3);
    QVERIFY(!m_database->run("UPDATE audit_entries SET actor = 'x'"));
    QVERIFY(!m_database->run("DELETE FROM audit_entries WHERE number = 2"));
    QVERIFY(AuditChain(*m_database).verify()->isWhole());
    QCOMPARE(AuditChain(*m_database).verify()->entries, 3);
}

void TestAuditChain::whatFailedIsNotWrittenDown()
{
    addSome(1);
    QVERIFY_ERROR(m_database->transact([](Transaction &transaction) -> Result<> {
        TRY(AuditChain::append(transaction, entry(u"delete backup"_s)));
        return engine::failure({.code = ErrorCode::FileUnwritable});
    }),
                  ErrorCode::FileUnwritable);
    addSome(1);
    QVERIFY_ASSIGN(const AuditVerdict verdict, AuditChain(*m_database).verify());
    QVERIFY(verdict.isWhole() && verdict.entries == 2);
}

void TestAuditChain::twoProcessesWriteOneChain()
{
    constexpr int each = 60;
    m_database.reset();
    const auto addAll = [this] {
        auto database = Database::open(folder());
        bool good = database.has_value();
        for (int i = 0; good && i < each; ++i)
            good = AuditChain(*database).append(entry(u"backup"_s)).has_value();
        return good;
    };
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(addAll() ? 0 : 1);
    QVERIFY(addAll());
    int status = -1;
    ::waitpid(child, &status, 0);
    QCOMPARE(status, 0);
    QVERIFY_ASSIGN(m_database, Database::open(folder()));
    QVERIFY_ASSIGN(const AuditVerdict verdict, AuditChain(*m_database).verify());
    QVERIFY(verdict.isWhole());
    QCOMPARE(verdict.entries, 2 * each);
}

void TestAuditChain::manyEntriesAreVerified()
{
    QVERIFY_RESULT(m_database->transact([](Transaction &transaction) -> Result<> {
        for (int i = 0; i < 20'000; ++i)
            TRY(AuditChain::append(transaction, entry(u"backup"_s)));
        return {};
    }));
    QVERIFY_ASSIGN(const AuditVerdict verdict, AuditChain(*m_database).verify());
    QVERIFY(verdict.isWhole());
    QCOMPARE(verdict.entries, 20'000);
    tamper("UPDATE audit_entries SET actor = 'x' WHERE number = 15000");
    QCOMPARE(*AuditChain(*m_database).verify()->firstBroken, 15'000);
}

QTEST_GUILESS_MAIN(TestAuditChain)

#include "tst_audit_chain.moc"
