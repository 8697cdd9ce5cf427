// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/file_reader.h"
#include "engine/base/files/partial_file.h"
#include "engine/formats/container/container_keys.h"
#include "engine/formats/container/container_reader.h"
#include "engine/formats/container/container_writer.h"
#include "engine/formats/container/password_change.h"
#include "tests/support/patience.h"
#include "tests/unit/container/memory_file.h"

#include <openssl/rand.h>

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <set>
#include <thread>

using namespace engine;
using namespace engine::formats;
using namespace Qt::StringLiterals;

namespace {

// Quick ones: what the derivation costs is tried once.
const ContainerWriter::Settings quick{.derivation = {.logN = 1, .r = 1, .p = 1}, .chunkBytes = 64};
constexpr std::string_view right = "correct horse";

QByteArray textOf(qsizetype size)
{
    QByteArray text;
    while (text.size() < size)
        text.append("row ").append(QByteArray::number(text.size())).append('\n');
    return text.left(size);
}

/// The bytes of a container, or nothing.
QByteArray sealedOf(const QByteArray &payload, std::string_view password = right,
                    const ContainerWriter::Settings &settings = quick)
{
    MemoryWriter file;
    auto writer = ContainerWriter::create(file, Secret(password), u"a.sosie"_s, settings);
    if (!writer)
        return {};
    (*writer)->setManifest([](const Payload &sealed) -> Result<QByteArray> {
        QByteArray manifest = R"({"bytes":)";
        manifest.append(QByteArray::number(sealed.bytes)).append(R"(,"sha256":")");
        return manifest.append(sealed.sha256.toLatin1()).append(R"("})");
    });
    for (qsizetype at = 0; at < payload.size(); at += 50) {
        if (!(*writer)->write(spanOf(payload)
                                  .subspan(static_cast<size_t>(at))
                                  .first(static_cast<size_t>(std::min<qsizetype>(50, payload.size() - at)))))
            return {};
    }
    return (*writer)->finish() && file.isFinished ? file.bytes : QByteArray();
}

/// Everything in it, or the error.
Result<QByteArray> openedFrom(const QByteArray &sealed, std::string_view password = right)
{
    const MemoryReader file(sealed);
    TRY_ASSIGN(const auto reader, ContainerReader::open(file, Secret(password), u"a.sosie"_s));
    TRY(reader->checkAll({}));
    QByteArray payload(reader->size(), Qt::Uninitialized);
    if (!payload.isEmpty())
        TRY(reader->readAt(0, {reinterpret_cast<std::byte *>(payload.data()), static_cast<size_t>(payload.size())}));
    TRY_ASSIGN(const QByteArray manifest, reader->manifest());
    payload.append("|").append(manifest);
    return payload;
}

bool isRefused(const QByteArray &sealed)
{
    return !openedFrom(sealed).has_value();
}

} // namespace

class ContainerTest : public QObject
{
    Q_OBJECT

private slots:
    void whatGoesInComesOut_data();
    void whatGoesInComesOut();
    void anyPartIsReadByManyAtOnce();
    void everyTruncationIsFound();
    void everyBitThatFellOverIsFound();
    void chunksThatMovedAreFound();
    void aPasswordThatIsWrongSaysSo();
    void passwordsAreThoseThatWereTyped_data();
    void passwordsAreThoseThatWereTyped();
    void aDerivationThatTakesTooMuchIsRefusedAtOnce_data();
    void aDerivationThatTakesTooMuchIsRefusedAtOnce();
    void laterVersionsAreNamed();
    void noTwoContainersShareABlock();
    void withoutRandomNumbersNothingIsWritten();
    void aDiskThatIsFullLeavesNothing();
    void aPasswordIsChangedWithoutTouchingTheRest();
    void aChangeThatIsCutLeavesOneOfBothPasswords();
    void aChangeThatWasCutIsPutInOrder();
    void theFileOfAnEarlierVersionOpens();
    void anotherProgramReadsWhatWeWrite();
    void anotherProgramFindsDamage();
};

void ContainerTest::whatGoesInComesOut_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {0, 1, 47, 48, 63, 64, 65, 127, 128, 129, 10'000})
        QTest::addRow("%d bytes", size) << size;
}

void ContainerTest::whatGoesInComesOut()
{
    QFETCH(int, size);
    const QByteArray payload = textOf(size);
    const QByteArray sealed = sealedOf(payload);
    QByteArray expected = payload;
    expected.append(R"(|{"bytes":)").append(QByteArray::number(size)).append(R"(,"sha256":")");
    expected.append(QCryptographicHash::hash(payload, QCryptographicHash::Sha256).toHex()).append(R"("})");
    QCOMPARE(openedFrom(sealed).value(), expected);
    QVERIFY(size < 40 || !sealed.contains(payload.left(20)));
    QVERIFY(!sealed.contains("sha256"));
}

void ContainerTest::anyPartIsReadByManyAtOnce()
{
    const QByteArray payload = textOf(5000);
    const MemoryReader file(sealedOf(payload));
    const auto reader = ContainerReader::open(file, Secret(right), u"a.sosie"_s).value();
    std::atomic<int> wrong = 0;
    std::vector<std::thread> workers;
    for (int worker = 0; worker < 4; ++worker) {
        workers.emplace_back([&, worker] {
            for (int i = 0; i < 300; ++i) {
                const qsizetype at = (i * 997 + worker * 31) % 5200;
                std::array<std::byte, 150> some{};
                const auto got = reader->readAt(at, some);
                const QByteArray expected = payload.mid(at, 150);
                if (!got || *got != size_t(expected.size())
                    || std::memcmp(some.data(), expected.constData(), *got) != 0)
                    ++wrong;
            }
        });
    }
    for (std::thread &worker : workers)
        worker.join();
    QCOMPARE(wrong.load(), 0);
}

void ContainerTest::everyTruncationIsFound()
{
    const QByteArray sealed = sealedOf(textOf(500));
    QVERIFY(!isRefused(sealed));
    for (qsizetype size = 0; size < sealed.size(); size += size < headerBytes - 64 ? 61 : 1) {
        const auto opened = openedFrom(sealed.left(size));
        QVERIFY2(!opened, qPrintable(QString::number(size)));
        QVERIFY(opened.error().code == ErrorCode::FileDamaged || opened.error().code == ErrorCode::FormatUnknown);
    }
    for (const qsizetype more : {1, 16, 17, 79, 80, 81, 4096})
        QVERIFY2(isRefused(sealed + QByteArray(more, '\0')), qPrintable(QString::number(more)));
}

void ContainerTest::everyBitThatFellOverIsFound()
{
    const QByteArray sealed = sealedOf(textOf(300));
    for (qsizetype at = 0; at < sealed.size(); ++at) {
        // Every bit where something stands, one a byte in what is zero.
        const bool isZero = sealed.at(at) == 0 && at > 200 && at < headerBytes;
        for (int bit = isZero ? int(at % 8) : 0; bit < 8; bit += isZero ? 8 : 1) {
            QByteArray altered = sealed;
            altered[at] = char(altered.at(at) ^ (1 << bit));
            const auto opened = openedFrom(altered);
            QVERIFY2(!opened, qPrintable(u"byte %1, bit %2"_s.arg(at).arg(bit)));
            // Damage is never taken for a wrong password: the checksum is looked at first.
            QVERIFY(opened.error().code != ErrorCode::FilePasswordWrong);
        }
    }
}

void ContainerTest::chunksThatMovedAreFound()
{
    const QByteArray sealed = sealedOf(textOf(500));
    const QByteArray other = sealedOf(textOf(500));
    const auto at = [](int chunk) { return qsizetype(headerBytes + chunk * 80); };
    const auto chunk = [&](const QByteArray &from, int number) { return from.mid(at(number), 80); };
    QByteArray swapped = sealed;
    swapped.replace(at(1), 80, chunk(sealed, 2));
    swapped.replace(at(2), 80, chunk(sealed, 1));
    QVERIFY(isRefused(swapped));
    QByteArray doubled = sealed;
    QVERIFY(isRefused(doubled.insert(at(1), chunk(sealed, 1))));
    QByteArray dropped = sealed;
    QVERIFY(isRefused(dropped.remove(at(2), 80)));
    QByteArray spliced = sealed;
    QVERIFY(isRefused(spliced.replace(at(1), 80, chunk(other, 1))));
    // All chunks of another file with the same password, under this header.
    QByteArray replaced = sealed.left(headerBytes);
    QVERIFY(isRefused(replaced.append(other.mid(headerBytes))));
    // Without its last chunk, the one before would be the last.
    const qsizetype last = headerBytes + (sealed.size() - headerBytes) / 80 * 80;
    const auto cut = openedFrom(sealed.left(last));
    QCOMPARE(cut.error().code, ErrorCode::FileDamaged);
    QVERIFY(cut.error().detail.contains(u"cut"_s));
}

void ContainerTest::aPasswordThatIsWrongSaysSo()
{
    const QByteArray sealed = sealedOf(textOf(100));
    QCOMPARE(openedFrom(sealed, "Correct horse").error().code, ErrorCode::FilePasswordWrong);
    QCOMPARE(openedFrom(sealed, "correct horse ").error().code, ErrorCode::FilePasswordWrong);
    QCOMPARE(openedFrom(sealed, "").error().code, ErrorCode::FilePasswordMissing);
    QCOMPARE(openedFrom(sealed, std::string_view("correct\0horse", 13)).error().code, ErrorCode::FilePasswordMissing);
    MemoryWriter file;
    QCOMPARE(ContainerWriter::create(file, Secret(), u"a"_s, quick).error().code, ErrorCode::FilePasswordMissing);
    QVERIFY(file.bytes.isEmpty());
}

void ContainerTest::passwordsAreThoseThatWereTyped_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<bool>("opens");
    QTest::newRow("composed and decomposed letters are the same")
        << QByteArray("\xc3\xa9") << QByteArray("e\xcc\x81") << true;
    QTest::newRow("and the other way round") << QByteArray("e\xcc\x81") << QByteArray("\xc3\xa9") << true;
    QTest::newRow("letters that look alike are not") << QByteArray("\xef\xac\x81") << QByteArray("fi") << false;
    QTest::newRow("spaces count") << QByteArray(" a ") << QByteArray("a") << false;
    QTest::newRow("bytes that are no text") << QByteArray("\xff\xfe") << QByteArray("\xff\xfe") << true;
    QTest::newRow("a very long one") << QByteArray(10'000'000, 'x') << QByteArray(10'000'000, 'x') << true;
}

void ContainerTest::passwordsAreThoseThatWereTyped()
{
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, typed);
    QFETCH(bool, opens);
    const QByteArray sealed = sealedOf("x", {written.constData(), size_t(written.size())});
    QVERIFY(!sealed.isEmpty());
    QCOMPARE(openedFrom(sealed, {typed.constData(), size_t(typed.size())}).has_value(), opens);
}

void ContainerTest::aDerivationThatTakesTooMuchIsRefusedAtOnce_data()
{
    QTest::addColumn<int>("logN");
    QTest::addColumn<uint>("r");
    QTest::addColumn<uint>("p");
    QTest::newRow("N = 2^40") << 40 << 8U << 1U;
    QTest::newRow("N = 2^23") << 23 << 1U << 1U;
    QTest::newRow("N = 2^255") << 255 << 8U << 1U;
    QTest::newRow("N = 1") << 0 << 8U << 1U;
    QTest::newRow("r = 2^30") << 17 << (1U << 30) << 1U;
    QTest::newRow("r = 2^32-1, N small") << 1 << ~0U << 1U;
    QTest::newRow("more than 1 GiB together") << 21 << 8U << 1U;
    QTest::newRow("p = 2^31") << 4 << 8U << (1U << 31);
    QTest::newRow("r = 0") << 4 << 0U << 1U;
    QTest::newRow("p = 0") << 4 << 8U << 0U;
}

void ContainerTest::aDerivationThatTakesTooMuchIsRefusedAtOnce()
{
    QFETCH(int, logN);
    QFETCH(uint, r);
    QFETCH(uint, p);
    QByteArray sealed = sealedOf("x");
    const MemoryReader file(sealed);
    Header header = readHeader(file, u"a"_s).value();
    // As an attacker writes it, with a checksum that fits.
    KeySlot slot = header.keySlots.front().second;
    slot.derivation = {.logN = uint8_t(logN), .r = r, .p = p};
    const Bytes block = slot.block(header.file);
    sealed.replace(slotOffset, blockBytes, reinterpret_cast<const char *>(block.data()), blockBytes);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(openedFrom(sealed).error().code, ErrorCode::FileTooLarge);
    QVERIFY(timer.elapsed() < tests::allowed(100));
}

void ContainerTest::laterVersionsAreNamed()
{
    QByteArray sealed = sealedOf("x");
    sealed[9] = 2;
    const auto later = openedFrom(sealed);
    QCOMPARE(later.error().code, ErrorCode::FormatUnsupported);
    QVERIFY(later.error().detail.contains(u"version 2"_s));
    QCOMPARE(openedFrom("PGDMP something else").error().code, ErrorCode::FormatUnknown);
}

void ContainerTest::noTwoContainersShareABlock()
{
    std::set<QByteArray> blocks;
    std::set<QByteArray> starts;
    for (int i = 0; i < 300; ++i) {
        const QByteArray sealed = sealedOf(QByteArray(200, 'x'));
        for (qsizetype at = headerBytes; at + 16 <= sealed.size(); at += 16)
            QVERIFY(blocks.insert(sealed.mid(at, 16)).second);
        // File id and prefix of the nonces; salt, nonce and wrapped key.
        QVERIFY(starts.insert(sealed.mid(16, 23)).second);
        QVERIFY(starts.insert(sealed.mid(slotOffset + 16, 44)).second);
    }
}

void ContainerTest::withoutRandomNumbersNothingIsWritten()
{
    // The one way to make OpenSSL fail there is an old one.
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    RAND_METHOD none = {};
    none.bytes = [](unsigned char *, int) { return 0; };
    const RAND_METHOD *before = RAND_get_rand_method();
    QVERIFY(RAND_set_rand_method(&none) == 1);
    MemoryWriter file;
    const auto writer = ContainerWriter::create(file, Secret(right), u"a"_s, quick);
    RAND_set_rand_method(before);
    QT_WARNING_POP
    QVERIFY(!writer.has_value());
    QCOMPARE(writer.error().code, ErrorCode::Internal);
    QVERIFY(file.bytes.isEmpty());
    QVERIFY(!isRefused(sealedOf("x")));
}

void ContainerTest::aDiskThatIsFullLeavesNothing()
{
    const qsizetype whole = sealedOf(textOf(500)).size();
    for (qsizetype room = 0; room < whole; room += room < headerBytes ? 4000 : 7) {
        MemoryWriter file(room);
        auto writer = ContainerWriter::create(file, Secret(right), u"a"_s, quick);
        Result<> done = writer ? (*writer)->write(spanOf(textOf(500))) : failure(writer.error());
        if (done)
            done = (*writer)->finish();
        QCOMPARE(done.error().code, ErrorCode::LocalDiskFull);
        QVERIFY(!file.isFinished);
        QVERIFY(!writer || file.isAborted);
    }
}

void ContainerTest::aPasswordIsChangedWithoutTouchingTheRest()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sosie"_s);
    const QByteArray sealed = sealedOf(textOf(300));
    {
        auto file = PartialFile::create(path).value();
        QVERIFY(file->write(spanOf(sealed)).has_value());
        QVERIFY(file->finish().has_value());
    }
    QCOMPARE(changePassword(path, Secret("wrong"), Secret("new")).error().code, ErrorCode::FilePasswordWrong);
    QCOMPARE(changePassword(path, Secret(right), Secret()).error().code, ErrorCode::FilePasswordMissing);
    QVERIFY(changePassword(path, Secret(right), Secret("new")).has_value());
    QFile changed(path);
    QVERIFY(changed.open(QIODevice::ReadOnly));
    const QByteArray bytes = changed.readAll();
    QCOMPARE(openedFrom(bytes, right).error().code, ErrorCode::FilePasswordWrong);
    QCOMPARE(openedFrom(bytes, "new").value(), openedFrom(sealed).value());
    QCOMPARE(bytes.mid(headerBytes), sealed.mid(headerBytes));
    QCOMPARE(bytes.left(blockBytes), sealed.left(blockBytes));
}

void ContainerTest::aChangeThatIsCutLeavesOneOfBothPasswords()
{
    const QByteArray sealed = sealedOf(textOf(100));
    int cuts = 0;
    // Each write is cut after so many bytes, as when the power goes.
    for (int step = 0; step < 4; ++step) {
        for (const int kept : {0, 1, 5, 31, 32, 33, 100, 111, 150, 175, 176, 512, 4095, 4096}) {
            MemoryReader file(sealed);
            int written = 0;
            const auto write = [&](qint64 offset, std::span<const std::byte> bytes) -> Result<> {
                const bool isCut = written++ == step;
                const qsizetype part = isCut ? kept : qsizetype(bytes.size());
                file.bytes.replace(offset, part, reinterpret_cast<const char *>(bytes.data()), part);
                return isCut ? failure({.code = ErrorCode::FileUnwritable}) : Result<>();
            };
            QVERIFY(!changePassword(file, Secret(right), Secret("new"), quick.derivation, u"a"_s, write).has_value());
            const auto before = openedFrom(file.bytes, right);
            const auto after = openedFrom(file.bytes, "new");
            QVERIFY2(before || after, qPrintable(u"step %1, %2 bytes"_s.arg(step).arg(kept)));
            QVERIFY(!(step > 1 && !after));
            ++cuts;
        }
    }
    QCOMPARE(cuts, 56);
}

void ContainerTest::aChangeThatWasCutIsPutInOrder()
{
    for (int step = 0; step < 4; ++step) {
        MemoryReader file(sealedOf(textOf(100)));
        int written = 0;
        int cutAt = step;
        const auto write = [&](qint64 offset, std::span<const std::byte> bytes) -> Result<> {
            const bool isCut = written++ == cutAt;
            const qsizetype part = isCut ? 40 : qsizetype(bytes.size());
            file.bytes.replace(offset, part, reinterpret_cast<const char *>(bytes.data()), part);
            return isCut ? failure({.code = ErrorCode::FileUnwritable}) : Result<>();
        };
        QVERIFY(!changePassword(file, Secret(right), Secret("new"), quick.derivation, u"a"_s, write).has_value());
        const bool isOld = openedFrom(file.bytes, right).has_value();
        cutAt = -1;
        QVERIFY(changePassword(file, Secret(isOld ? right : "new"), Secret("newer"), quick.derivation, u"a"_s, write)
                    .has_value());
        QVERIFY(openedFrom(file.bytes, "newer").has_value());
        QVERIFY(!openedFrom(file.bytes, right).has_value());
        QVERIFY(!openedFrom(file.bytes, "new").has_value());
        QVERIFY(!readHeader(file, u"a"_s)->isBeingChanged);
    }
}

void ContainerTest::theFileOfAnEarlierVersionOpens()
{
    QFile vector(QStringLiteral(VECTORS "/container-1.sosie"));
    QVERIFY(vector.open(QIODevice::ReadOnly));
    const QByteArray sealed = vector.readAll();
    const QByteArray expected
        = "The quick brown fox jumps over the lazy dog, again and again, until this text has more "
          "than one chunk of sixty-four bytes.\n|{\"schema\":1}\n";
    QCOMPARE(openedFrom(sealed, "p\xc3\xa2ss phrase").value(), expected);
    // The keys on the page of the format.
    const MemoryReader file(sealed);
    const Header header = readHeader(file, u"a"_s).value();
    const OpenedHeader opened = openHeader(header, Secret("p\xc3\xa2ss phrase"), u"a"_s).value();
    const auto hex
        = [](const Secret &key) { return QByteArray(key.reveal().data(), qsizetype(key.reveal().size())).toHex(); };
    QCOMPARE(hex(opened.fileKey), QByteArray("202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"));
    QCOMPARE(hex(chunkKey(header.file, opened.fileKey).value()),
             QByteArray("a14685b8c6a2e29de0c3021cd6036527cc2657d26bc816ada2d7be4f33372eb6"));
}

void ContainerTest::anotherProgramReadsWhatWeWrite()
{
    const QTemporaryDir folder;
    const auto decoded = [&](const QByteArray &sealed, const QByteArray &password) {
        QFile file(folder.filePath(u"a.sosie"_s));
        QFile key(folder.filePath(u"key"_s));
        QFile::remove(folder.filePath(u"out"_s));
        QFile::remove(folder.filePath(u"out.manifest.json"_s));
        if (!file.open(QIODevice::WriteOnly) || !key.open(QIODevice::WriteOnly))
            return QByteArray("not written");
        file.write(sealed);
        key.write(password);
        file.close();
        key.close();
        QProcess python;
        python.start(u"python3"_s,
                     {QStringLiteral(DECODER), file.fileName(), folder.filePath(u"out"_s), key.fileName()});
        if (!python.waitForFinished(60'000) || python.exitCode() != 0)
            return python.readAllStandardError();
        QFile out(folder.filePath(u"out"_s));
        QFile manifest(folder.filePath(u"out.manifest.json"_s));
        if (!out.open(QIODevice::ReadOnly) || !manifest.open(QIODevice::ReadOnly))
            return QByteArray("not read");
        QByteArray all = out.readAll();
        return all.append('|').append(manifest.readAll());
    };
    for (const int size : {0, 1, 64, 100, 5000}) {
        const QByteArray sealed = sealedOf(textOf(size));
        QCOMPARE(decoded(sealed, "correct horse\n"), openedFrom(sealed).value());
    }
    // As it is in real life, and with letters composed otherwise.
    const QByteArray sealed = sealedOf(textOf(3'000'000), "\xc3\xa9", ContainerWriter::Settings{});
    QVERIFY(decoded(sealed, "e\xcc\x81") == openedFrom(sealed, "\xc3\xa9").value());
}

void ContainerTest::anotherProgramFindsDamage()
{
    const QTemporaryDir folder;
    const QByteArray sealed = sealedOf(textOf(500));
    const auto isRead = [&](const QByteArray &bytes, const QByteArray &password) {
        QFile file(folder.filePath(u"a.sosie"_s));
        QFile key(folder.filePath(u"key"_s));
        if (!file.open(QIODevice::WriteOnly) || !key.open(QIODevice::WriteOnly))
            return true;
        file.write(bytes);
        key.write(password);
        file.close();
        key.close();
        return QProcess::execute(u"python3"_s,
                                 {QStringLiteral(DECODER), file.fileName(), folder.filePath(u"out"_s), key.fileName()})
                   == 0
               || QFile::exists(folder.filePath(u"out"_s)) || QFile::exists(folder.filePath(u"out.partial"_s));
    };
    QVERIFY(!isRead(sealed, "wrong"));
    QVERIFY(!isRead(sealed.chopped(1), QByteArray(right.data(), qsizetype(right.size()))));
    for (const qsizetype at :
         {qsizetype{20}, qsizetype{slotOffset + 70}, qsizetype{headerBytes + 5}, sealed.size() - 1}) {
        QByteArray altered = sealed;
        altered[at] = char(altered.at(at) ^ 1);
        QVERIFY(!isRead(altered, QByteArray(right.data(), qsizetype(right.size()))));
    }
}

QTEST_APPLESS_MAIN(ContainerTest)
#include "tst_container.moc"
