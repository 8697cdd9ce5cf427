// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/errors/error_text.h"
#include "engine/environments/settings/table_groups.h"

#include <sys/stat.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace engine::environments;
using engine::ErrorCode;

class TestTableGroups final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsSetIsLoaded();
    void theFileSaysWhatItIsAndIsPrivate();
    void aFileWrittenByHandIsRead();
    void aWrongGroupIsRefused_data();
    void aWrongGroupIsRefused();
    void aDamagedFileIsLeftAsItIs_data();
    void aDamagedFileIsLeftAsItIs();
    void groupsSetAtTheSameTimeAreAllThere();
};

void TestTableGroups::whatIsSetIsLoaded()
{
    const QTemporaryDir folder;
    const TableGroupStore store(folder.path());
    QVERIFY(store.load()->empty());
    const std::vector<std::string> odd{"audit_*", "app.\"odd\\\" 'table'", "réservations?"};
    QVERIFY(store.set("audit", {"x"}));
    QVERIFY(store.set("audit", odd));
    QVERIFY(store.set("réservations_2-b", {"public.resa*"}));
    QCOMPARE(*store.load(), (TableGroups{{"audit", odd}, {"réservations_2-b", {"public.resa*"}}}));
    QVERIFY(store.remove("audit"));
    QCOMPARE(store.load()->size(), size_t{1});
    QVERIFY(store.remove("audit").error().code == ErrorCode::GroupUnknown);
}

void TestTableGroups::theFileSaysWhatItIsAndIsPrivate()
{
    const QTemporaryDir folder;
    const TableGroupStore store(folder.path() + u"/config"_s);
    QVERIFY(store.set("audit", {"audit_*", "app.events"}));
    QFile file(store.filePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY2(bytes.startsWith("# ") && bytes.contains("--keep-target-table"), bytes.constData());
    QVERIFY2(bytes.endsWith("version = 1\n\n[groups]\n\"audit\" = [\"audit_*\", \"app.events\"]\n"), bytes.constData());
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(store.filePath()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
}

void TestTableGroups::aFileWrittenByHandIsRead()
{
    const QTemporaryDir folder;
    const TableGroupStore store(folder.path());
    QFile file(store.filePath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# mine\nversion = 1\n[groups]\naudit = [ # two\n  'a*',\n  \"b\",\n]\n");
    file.close();
    QCOMPARE(*store.load(), (TableGroups{{"audit", {"a*", "b"}}}));
}

void TestTableGroups::aWrongGroupIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("patterns");
    const QStringList fine{u"a*"_s};
    QTest::newRow("no name") << QString() << fine;
    QTest::newRow("a name that is too long") << QString(64, u'a') << fine;
    QTest::newRow("a name with a space") << u"two words"_s << fine;
    QTest::newRow("a name with the sign of a condition") << u"a=b"_s << fine;
    QTest::newRow("a name that is a pattern") << u"a*"_s << fine;
    QTest::newRow("a name that is an option") << u"-a"_s << fine;
    QTest::newRow("no pattern") << u"audit"_s << QStringList();
    QTest::newRow("an empty pattern") << u"audit"_s << QStringList{u"a"_s, u" "_s};
    QTest::newRow("a pattern of two lines") << u"audit"_s << QStringList{u"a\nb"_s};
    QTest::newRow("a group in a group") << u"audit"_s << QStringList{u"@other"_s};
}

void TestTableGroups::aWrongGroupIsRefused()
{
    QFETCH(const QString, name);
    QFETCH(const QStringList, patterns);
    const QTemporaryDir folder;
    const TableGroupStore store(folder.path());
    std::vector<std::string> list;
    for (const QString &pattern : patterns)
        list.push_back(pattern.toStdString());
    const auto set = store.set(name.toStdString(), list);
    QVERIFY(!set);
    QCOMPARE(set.error().code, ErrorCode::GroupInvalid);
    QVERIFY(!set.error().detail.isEmpty());
    QVERIFY(!QFile::exists(store.filePath()));
}

void TestTableGroups::aDamagedFileIsLeftAsItIs_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no TOML") << QByteArray("version = 1\n[groups\n");
    QTest::newRow("a newer version") << QByteArray("version = 2\n[groups]\n");
    QTest::newRow("no version") << QByteArray("[groups]\na = ['b']\n");
    QTest::newRow("a key that nobody knows") << QByteArray("version = 1\n[group]\na = ['b']\n");
    QTest::newRow("a group that is no list") << QByteArray("version = 1\n[groups]\na = 'b'\n");
    QTest::newRow("a pattern that is no text") << QByteArray("version = 1\n[groups]\na = [1]\n");
    QTest::newRow("a name that cannot be used") << QByteArray("version = 1\n[groups]\n'a b' = ['b']\n");
}

void TestTableGroups::aDamagedFileIsLeftAsItIs()
{
    QFETCH(const QByteArray, bytes);
    const QTemporaryDir folder;
    const TableGroupStore store(folder.path());
    QFile file(store.filePath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    const auto loaded = store.load();
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, ErrorCode::SettingsInvalid);
    QVERIFY2(loaded.error().detail.startsWith(u"line "_s), qPrintable(loaded.error().detail));
    QVERIFY(!store.set("other", {"b"}));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
}

void TestTableGroups::groupsSetAtTheSameTimeAreAllThere()
{
    const QTemporaryDir folder;
    const TableGroupStore store(folder.path());
    constexpr int count = 8;
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i)
        threads.emplace_back([&store, i] { static_cast<void>(store.set("group" + std::to_string(i), {"a"})); });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(store.load()->size(), size_t{count});
}

QTEST_GUILESS_MAIN(TestTableGroups)
#include "tst_table_groups.moc"
