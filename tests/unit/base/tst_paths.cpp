// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/paths.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace engine;
using namespace Qt::StringLiterals;

class PathsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void xdgFoldersHoldEverything();
    void aHomeHoldsEverything();
    void aRuntimePathStaysShort();
    void anOpenFolderIsClosed();
    void aFileInTheWayIsAnError();
    void someoneElsesFolderIsRefused();

private:
    QTemporaryDir m_folder;
};

namespace {

int permissionsOf(const QString &path)
{
    struct stat found = {};
    return ::stat(QFile::encodeName(path).constData(), &found) == 0 ? static_cast<int>(found.st_mode & 0777) : -1;
}

} // namespace

void PathsTest::init()
{
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder.filePath(u"c"_s)));
    qputenv("XDG_STATE_HOME", QFile::encodeName(m_folder.filePath(u"s"_s)));
    qputenv("XDG_DATA_HOME", "relative/paths/are/ignored");
    qputenv("HOME", QFile::encodeName(m_folder.path()));
}

void PathsTest::xdgFoldersHoldEverything()
{
    QCOMPARE(configFolder().value(), m_folder.filePath(u"c/sosie"_s));
    QCOMPARE(stateFolder().value(), m_folder.filePath(u"s/sosie"_s));
    QCOMPARE(dataFolder().value(), m_folder.filePath(u".local/share/sosie"_s));
    QCOMPARE(permissionsOf(m_folder.filePath(u"c/sosie"_s)), 0700);
}

void PathsTest::aHomeHoldsEverything()
{
    setHome(m_folder.filePath(u"home/of/../of/sosie"_s));
    const QString home = m_folder.filePath(u"home/of/sosie"_s);
    QCOMPARE(configFolder().value(), QString(home + u"/config"_s));
    QCOMPARE(stateFolder().value(), QString(home + u"/state"_s));
    QCOMPARE(dataFolder().value(), QString(home + u"/data"_s));
    QCOMPARE(cacheFolder().value(), QString(home + u"/cache"_s));
    QCOMPARE(permissionsOf(home + u"/data"_s), 0700);
}

void PathsTest::aRuntimePathStaysShort()
{
    setHome(m_folder.filePath(u"long"_s.repeated(40)));
    const QString first = runtimeFolder().value();
    QVERIFY2(first.size() <= 80, qPrintable(first));
    QCOMPARE(permissionsOf(first), 0700);
    setHome(m_folder.filePath(u"other"_s.repeated(40)));
    const QString second = runtimeFolder().value();
    QVERIFY(first != second);
    QDir().rmdir(first);
    QDir().rmdir(second);
}

void PathsTest::anOpenFolderIsClosed()
{
    const QString path = m_folder.filePath(u"open"_s);
    QVERIFY(QDir().mkpath(path));
    QVERIFY(::chmod(QFile::encodeName(path).constData(), 0777) == 0);
    QVERIFY(makePrivateFolder(path).has_value());
    QCOMPARE(permissionsOf(path), 0700);
}

void PathsTest::aFileInTheWayIsAnError()
{
    QFile file(m_folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Result<> made = makePrivateFolder(file.fileName());
    QVERIFY(!made.has_value());
    QCOMPARE(made.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(made.error().subject, file.fileName());
}

void PathsTest::someoneElsesFolderIsRefused()
{
    // /usr belongs to root. As root, make a folder that belongs to somebody else instead.
    QString path = u"/usr"_s;
    if (::getuid() == 0) {
        path = m_folder.filePath(u"theirs"_s);
        QVERIFY(QDir().mkpath(path));
        QVERIFY(::chown(QFile::encodeName(path).constData(), 65534, 65534) == 0);
    }
    const Result<> made = makePrivateFolder(path);
    QVERIFY(!made.has_value());
    QCOMPARE(made.error().code, ErrorCode::FileUnwritable);
}

QTEST_GUILESS_MAIN(PathsTest)
#include "tst_paths.moc"
