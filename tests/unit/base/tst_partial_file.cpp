// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/disk_room.h"
#include "engine/base/files/file_hash.h"
#include "engine/base/files/file_reader.h"
#include "engine/base/files/partial_file.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace engine;
using namespace Qt::StringLiterals;

namespace {

std::span<const std::byte> bytesOf(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::byte *>(bytes.constData()), static_cast<size_t>(bytes.size())};
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

void writeTo(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

int modeOf(const QString &path)
{
    struct stat found = {};
    return ::lstat(QFile::encodeName(path).constData(), &found) == 0 ? int(found.st_mode & 0777) : -1;
}

} // namespace

class PartialFileTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aFileHasItsNameWhenItIsWhole();
    void whatWasWrittenCanBePatched();
    void anAbortedFileLeavesNothing();
    void nothingIsOverwritten();
    void aFileThatCameMeanwhileIsNotOverwritten();
    void aLinkInTheWayIsNotFollowed();
    void aLeftoverGoesAndAFileBeingWrittenStays();
    void anEndlessWriterEndsWhenTheSystemSaysNo();
    void aFolderThatWasReplacedIsNoSuccess();
    void onlyRegularFilesAreRead_data();
    void onlyRegularFilesAreRead();
    void aFileThatChangesIsNoticed();
    void aFileThatIsReplacedIsNoticed();
    void partsAreReadInOrderAndACutIsNoEnd();
    void theHashIsThatOfOtherPrograms();
    void aHashStops();
    void roomIsThatOfTheNearestFolder();

private:
    [[nodiscard]] QStringList names() const
    {
        return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }
    [[nodiscard]] QString file(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void PartialFileTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void PartialFileTest::aFileHasItsNameWhenItIsWhole()
{
    const mode_t before = ::umask(0);
    auto made = PartialFile::create(file(u"new/folder/a.dump"_s));
    ::umask(before);
    QVERIFY(made.has_value());
    QVERIFY((*made)->write(bytesOf("half ")).has_value());
    QCOMPARE(QDir(file(u"new/folder"_s)).entryList(QDir::Files), QStringList{u"a.dump.partial"_s});
    QCOMPARE(modeOf(file(u"new/folder/a.dump.partial"_s)), 0600);
    QVERIFY((*made)->write(bytesOf("whole")).has_value());
    QCOMPARE((*made)->written(), qint64{10});
    QVERIFY((*made)->finish().has_value());
    (*made)->abort();
    QCOMPARE(QDir(file(u"new/folder"_s)).entryList(QDir::Files), QStringList{u"a.dump"_s});
    QCOMPARE(contentOf(file(u"new/folder/a.dump"_s)), QByteArray("half whole"));
    QCOMPARE(modeOf(file(u"new/folder/a.dump"_s)), 0600);
    QCOMPARE(modeOf(file(u"new/folder"_s)), 0700);
    QCOMPARE(modeOf(file(u"new"_s)), 0700);
}

void PartialFileTest::whatWasWrittenCanBePatched()
{
    auto made = PartialFile::create(file(u"a"_s)).value();
    ByteWriter &writer = *made;
    QVERIFY(writer.write(bytesOf("0123456789")).has_value());
    QVERIFY(writer.patchable() != nullptr);
    QVERIFY(writer.patchable()->writeAt(2, bytesOf("ab")).has_value());
    QVERIFY(writer.write(bytesOf("end")).has_value());
    QVERIFY(writer.finish().has_value());
    QCOMPARE(contentOf(file(u"a"_s)), QByteArray("01ab456789end"));
}

void PartialFileTest::anAbortedFileLeavesNothing()
{
    auto first = PartialFile::create(file(u"a"_s)).value();
    QVERIFY(first->write(bytesOf("x")).has_value());
    first->abort();
    first->abort();
    QCOMPARE(names(), QStringList());
    {
        auto second = PartialFile::create(file(u"a"_s)).value();
        QVERIFY(second->write(bytesOf("x")).has_value());
    }
    QCOMPARE(names(), QStringList());
}

void PartialFileTest::nothingIsOverwritten()
{
    writeTo(file(u"a"_s), "old");
    const auto made = PartialFile::create(file(u"a"_s));
    QVERIFY(!made.has_value());
    QCOMPARE(made.error().code, ErrorCode::BackupExists);
    QCOMPARE(contentOf(file(u"a"_s)), QByteArray("old"));
}

void PartialFileTest::aFileThatCameMeanwhileIsNotOverwritten()
{
    auto made = PartialFile::create(file(u"a"_s)).value();
    QVERIFY(made->write(bytesOf("new")).has_value());
    writeTo(file(u"a"_s), "somebody's");
    const Result<> finished = made->finish();
    QVERIFY(!finished.has_value());
    QCOMPARE(finished.error().code, ErrorCode::BackupExists);
    QCOMPARE(contentOf(file(u"a"_s)), QByteArray("somebody's"));
    QCOMPARE(names(), QStringList{u"a"_s});
}

void PartialFileTest::aLinkInTheWayIsNotFollowed()
{
    writeTo(file(u"precious"_s), "precious");
    QVERIFY(QFile::link(file(u"precious"_s), file(u"a.partial"_s)));
    const auto made = PartialFile::create(file(u"a"_s));
    QVERIFY(!made.has_value());
    QCOMPARE(made.error().code, ErrorCode::BackupExists);
    QCOMPARE(contentOf(file(u"precious"_s)), QByteArray("precious"));
    // A link to nothing is something, too.
    QVERIFY(QFile::link(file(u"nowhere"_s), file(u"b"_s)));
    QVERIFY(!PartialFile::create(file(u"b"_s)).has_value());
    QVERIFY(!QFile::exists(file(u"nowhere"_s)));
}

void PartialFileTest::aLeftoverGoesAndAFileBeingWrittenStays()
{
    writeTo(file(u"killed.partial"_s), "half");
    QVERIFY(QFile::link(file(u"killed.partial"_s), file(u"link.partial"_s)));
    auto alive = PartialFile::create(file(u"alive"_s)).value();
    QVERIFY(!PartialFile::create(file(u"alive"_s)).has_value());
    QCOMPARE(removeLeftovers(m_folder->path()), QStringList{u"killed.partial"_s});
    QCOMPARE(names(), (QStringList{u"alive.partial"_s, u"link.partial"_s}));
    QVERIFY(alive->finish().has_value());
    // A leftover of the same name does not stop the next one.
    writeTo(file(u"again.partial"_s), "much more than is written now");
    auto again = PartialFile::create(file(u"again"_s)).value();
    QVERIFY(again->write(bytesOf("now")).has_value());
    QVERIFY(again->finish().has_value());
    QCOMPARE(contentOf(file(u"again"_s)), QByteArray("now"));
}

void PartialFileTest::anEndlessWriterEndsWhenTheSystemSaysNo()
{
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit before = {};
    QVERIFY(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    auto made = PartialFile::create(file(u"a"_s)).value();
    const rlimit small = {100'000, before.rlim_max};
    QVERIFY(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    Result<> written;
    for (int i = 0; i < 100 && written; ++i)
        written = made->write(bytesOf(QByteArray(4096, 'x')));
    QVERIFY(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    QVERIFY(!written.has_value());
    QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(names(), QStringList());
}

void PartialFileTest::aFolderThatWasReplacedIsNoSuccess()
{
    auto made = PartialFile::create(file(u"disk/a"_s)).value();
    QVERIFY(made->write(bytesOf("x")).has_value());
    QVERIFY(QDir(m_folder->path()).rename(u"disk"_s, u"gone"_s));
    QVERIFY(QDir(m_folder->path()).mkdir(u"disk"_s));
    const Result<> finished = made->finish();
    QVERIFY(!finished.has_value());
    QCOMPARE(finished.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(QDir(file(u"disk"_s)).entryList(QDir::Files), QStringList());
}

void PartialFileTest::onlyRegularFilesAreRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("what is not there") << u"missing"_s;
    QTest::newRow("a folder") << u"folder"_s;
    QTest::newRow("a pipe without a writer") << u"pipe"_s;
    QTest::newRow("a link to endless zeros") << u"zeros"_s;
    QTest::newRow("a file without rights, or root's") << u"missing/below"_s;
}

void PartialFileTest::onlyRegularFilesAreRead()
{
    QFETCH(QString, name);
    QVERIFY(QDir(m_folder->path()).mkdir(u"folder"_s));
    QVERIFY(::mkfifo(QFile::encodeName(file(u"pipe"_s)).constData(), 0600) == 0);
    QVERIFY(QFile::link(u"/dev/zero"_s, file(u"zeros"_s)));
    const auto opened = FileReader::open(file(name));
    QVERIFY(!opened.has_value());
    QCOMPARE(opened.error().code, ErrorCode::FileUnreadable);
    QVERIFY(!opened.error().detail.isEmpty());
}

void PartialFileTest::aFileThatChangesIsNoticed()
{
    const auto change = [this](const auto &how) {
        QFile::remove(file(u"a"_s));
        writeTo(file(u"a"_s), QByteArray(1000, 'x'));
        // Its time is set back, so that a change in the same tick of the clock is seen.
        const std::array<timespec, 2> old{{{1'000'000'000, 0}, {1'000'000'000, 0}}};
        ::utimensat(AT_FDCWD, QFile::encodeName(file(u"a"_s)).constData(), old.data(), 0);
        const auto reader = FileReader::open(file(u"a"_s)).value();
        std::array<std::byte, 100> some{};
        const bool wasReadable = reader->readAt(950, some).value() == 50 && reader->readAt(1000, some).value() == 0;
        how();
        const auto after = reader->readAt(0, some);
        return wasReadable && !after && after.error().code == ErrorCode::FileChanged;
    };
    QVERIFY(change([this] { QFile::resize(file(u"a"_s), 10); }));
    QVERIFY(change([this] { QFile::resize(file(u"a"_s), 5000); }));
    QVERIFY(change([this] {
        QFile written(file(u"a"_s));
        QVERIFY(written.open(QIODevice::ReadWrite));
        written.write("y");
    }));
}

void PartialFileTest::aFileThatIsReplacedIsNoticed()
{
    writeTo(file(u"a"_s), "one");
    writeTo(file(u"b"_s), "two");
    const auto reader = FileReader::open(file(u"a"_s)).value();
    QVERIFY(reader->checkUnchanged().has_value());
    QVERIFY(::rename(QFile::encodeName(file(u"b"_s)).constData(), QFile::encodeName(file(u"a"_s)).constData()) == 0);
    QCOMPARE(reader->checkUnchanged().error().code, ErrorCode::FileChanged);
}

void PartialFileTest::partsAreReadInOrderAndACutIsNoEnd()
{
    writeTo(file(u"a"_s), "0123456789");
    const auto reader = FileReader::open(file(u"a"_s)).value();
    std::array<std::byte, 4> some{};
    RangeReader part(*reader, 3, 9);
    QCOMPARE(part.read(some).value(), size_t{4});
    QCOMPARE(char(some[0]), '3');
    QCOMPARE(part.read(some).value(), size_t{2});
    QCOMPARE(char(some[1]), '8');
    QCOMPARE(part.read(some).value(), size_t{0});
    RangeReader cut(*reader, 8, 12);
    QCOMPARE(cut.read(some).error().code, ErrorCode::FileDamaged);
}

void PartialFileTest::theHashIsThatOfOtherPrograms()
{
    QByteArray bytes;
    for (int i = 0; i < 300'000; ++i)
        bytes.append(char(i * 7));
    writeTo(file(u"a"_s), bytes);
    writeTo(file(u"empty"_s), "");
    std::atomic<qint64> read = 0;
    QCOMPARE(sha256Of(*FileReader::open(file(u"a"_s)).value(), {}, &read).value(),
             QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()));
    QCOMPARE(read.load(), qint64{300'000});
    QCOMPARE(sha256Of(*FileReader::open(file(u"empty"_s)).value(), {}).value(),
             u"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_s);
}

void PartialFileTest::aHashStops()
{
    writeTo(file(u"a"_s), "x");
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(sha256Of(*FileReader::open(file(u"a"_s)).value(), stop.get_token()).error().code, ErrorCode::Cancelled);
}

void PartialFileTest::roomIsThatOfTheNearestFolder()
{
    QVERIFY(roomIn(file(u"not/yet/there"_s)).value() > 0);
    QVERIFY(requireRoom(m_folder->path(), 1).has_value());
    const Result<> refused = requireRoom(m_folder->path(), qint64{1} << 62);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().code, ErrorCode::LocalDiskFull);
    QVERIFY(refused.error().detail.contains(u"free"_s));
}

QTEST_APPLESS_MAIN(PartialFileTest)
#include "tst_partial_file.moc"
