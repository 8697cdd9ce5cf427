// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/atomic_file.h"

#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace engine;
using namespace Qt::StringLiterals;

class AtomicFileTest : public QObject
{
    Q_OBJECT

private slots:
    void aFileIsReplacedWholeAndPrivate();
    void theModeHoldsWhateverTheUmask();
    void aLinkIsReplacedNotFollowed();
    void aFailureLeavesTheOldFileAndNothingBeside_data();
    void aFailureLeavesTheOldFileAndNothingBeside();
    void aFileLargerThanAllowedIsNotRead();

private:
    QTemporaryDir m_folder;
};

void AtomicFileTest::aFileIsReplacedWholeAndPrivate()
{
    const QString path = m_folder.filePath(u"one.toml"_s);
    QVERIFY(writeFileAtomically(path, "first and long").has_value());
    QVERIFY(writeFileAtomically(path, "second").has_value());
    QCOMPARE(readWholeFile(path, 100).value(), QByteArray("second"));
    struct stat found = {};
    QVERIFY(::stat(QFile::encodeName(path).constData(), &found) == 0);
    QCOMPARE(int(found.st_mode & 0777), 0600);
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"one.toml"_s});
}

void AtomicFileTest::theModeHoldsWhateverTheUmask()
{
    const mode_t before = ::umask(0177);
    const Result<> written = writeFileAtomically(m_folder.filePath(u"mode"_s), "x", 0644);
    ::umask(before);
    QVERIFY(written.has_value());
    struct stat found = {};
    QVERIFY(::stat(QFile::encodeName(m_folder.filePath(u"mode"_s)).constData(), &found) == 0);
    QCOMPARE(int(found.st_mode & 0777), 0644);
}

void AtomicFileTest::aLinkIsReplacedNotFollowed()
{
    const QString elsewhere = m_folder.filePath(u"elsewhere"_s);
    const QString link = m_folder.filePath(u"link"_s);
    QVERIFY(writeFileAtomically(elsewhere, "untouched").has_value());
    QVERIFY(QFile::link(elsewhere, link));
    QVERIFY(writeFileAtomically(link, "new").has_value());
    QCOMPARE(readWholeFile(elsewhere, 100).value(), QByteArray("untouched"));
    QCOMPARE(readWholeFile(link, 100).value(), QByteArray("new"));
}

void AtomicFileTest::aFailureLeavesTheOldFileAndNothingBeside_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("the folder does not exist") << u"missing/file"_s;
    QTest::newRow("a folder has the name") << u"folder"_s;
}

void AtomicFileTest::aFailureLeavesTheOldFileAndNothingBeside()
{
    QFETCH(QString, path);
    QVERIFY(QDir(m_folder.path()).mkpath(u"folder/inside"_s));
    const QStringList before = QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden);
    const Result<> written = writeFileAtomically(m_folder.filePath(path), "x");
    QVERIFY(!written.has_value());
    QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
    QVERIFY(!written.error().detail.isEmpty());
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden), before);
}

void AtomicFileTest::aFileLargerThanAllowedIsNotRead()
{
    const QString path = m_folder.filePath(u"large"_s);
    QVERIFY(writeFileAtomically(path, QByteArray(11, 'x')).has_value());
    QVERIFY(readWholeFile(path, 11).has_value());
    const Result<QByteArray> read = readWholeFile(path, 10);
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().code, ErrorCode::FileUnreadable);
}

QTEST_GUILESS_MAIN(AtomicFileTest)
#include "tst_atomic_file.moc"
