// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/keys/permutation.h"
#include "engine/anonymize/keys/siphash.h"
#include "engine/anonymize/text/phone_number.h"
#include "tests/unit/anonymize/keys.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <unordered_set>

using namespace engine;
using namespace engine::anonymize;
using namespace Qt::StringLiterals;

namespace {

struct Rounds
{
    unsigned compression = 2;
    unsigned finalisation = 4;
};

/// SipHash of OpenSSL: the oracle.
std::string opensslSipHash(const std::string &key, const std::string &bytes, size_t size, Rounds rounds = {})
{
    const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> mac(EVP_MAC_fetch(nullptr, "SIPHASH", nullptr),
                                                                &EVP_MAC_free);
    const std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context(EVP_MAC_CTX_new(mac.get()),
                                                                            &EVP_MAC_CTX_free);
    const OSSL_PARAM parameters[]
        = {OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_SIZE, &size),
           OSSL_PARAM_construct_uint(OSSL_MAC_PARAM_C_ROUNDS, &rounds.compression),
           OSSL_PARAM_construct_uint(OSSL_MAC_PARAM_D_ROUNDS, &rounds.finalisation), OSSL_PARAM_construct_end()};
    std::string out(size, '\0');
    size_t length = 0;
    EVP_MAC_init(context.get(), reinterpret_cast<const unsigned char *>(key.data()), key.size(), parameters);
    EVP_MAC_update(context.get(), reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size());
    EVP_MAC_final(context.get(), reinterpret_cast<unsigned char *>(out.data()), &length, out.size());
    return out;
}

std::string littleEndian(uint64_t number)
{
    std::string bytes;
    for (unsigned i = 0; i < 8; ++i)
        bytes.push_back(static_cast<char>(number >> (8 * i) & 255U));
    return bytes;
}

} // namespace

class KeyedValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void sipHashIsThatOfOpenSsl();
    void aPermutationOfAllNumbersOfAShapeHitsEachOnce_data();
    void aPermutationOfAllNumbersOfAShapeHitsEachOnce();
    void anExchangedNumberLeavesItsHalf();
    void aMillionPhonesGetAMillionFakes();
    void uuidsKeepVersionAndVariant();
    void aKeyFileIsReadOrRefused_data();
    void aKeyFileIsReadOrRefused();
    void aKeyThatOthersMayReadIsRefused();
    void purposesAndKeysGiveOtherSubKeys();
};

void KeyedValuesTest::sipHashIsThatOfOpenSsl()
{
    std::string key;
    for (char i = 0; i < 16; ++i)
        key.push_back(i);
    const HashKey hashKey(0x0706050403020100U, 0x0f0e0d0c0b0a0908U);
    std::string bytes;
    for (int length = 0; length < 300; ++length) {
        const Hash128 hash = sipHash128(hashKey, bytes);
        QCOMPARE(littleEndian(hash.low) + littleEndian(hash.high), opensslSipHash(key, bytes, 16));
        QCOMPARE(littleEndian(sipHash64(hashKey, bytes)), opensslSipHash(key, bytes, 8));
        bytes.push_back(static_cast<char>(length));
    }
    QCOMPARE(littleEndian(sipHash13(hashKey, 1, 2)),
             opensslSipHash(key, littleEndian(1) + littleEndian(2), 8, {.compression = 1, .finalisation = 3}));
}

void KeyedValuesTest::aPermutationOfAllNumbersOfAShapeHitsEachOnce_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<unsigned>("base");
    QTest::newRow("one digit") << 1 << 10U;
    QTest::newRow("four digits, halves of equal size") << 4 << 10U;
    QTest::newRow("five digits, halves of different size") << 5 << 10U;
    QTest::newRow("three letters") << 3 << 26U;
    QTest::newRow("four hexadecimal digits") << 4 << 16U;
}

void KeyedValuesTest::aPermutationOfAllNumbersOfAShapeHitsEachOnce()
{
    QFETCH(int, length);
    QFETCH(unsigned, base);
    const Permutation permutation(keyOf('1').derive("test"));
    std::unordered_set<uint64_t> seen;
    uint64_t count = 1;
    for (int i = 0; i < length; ++i)
        count *= base;
    for (uint64_t number = 0; number < count; ++number) {
        std::vector<uint8_t> symbols;
        for (uint64_t rest = number; symbols.size() < static_cast<size_t>(length); rest /= base)
            symbols.push_back(static_cast<uint8_t>(rest % base));
        const std::vector<uint8_t> before = symbols;
        permutation.permute(symbols, base, 0);
        QVERIFY2(symbols != before, "a number is its own fake");
        uint64_t fake = 0;
        for (const uint8_t symbol : symbols) {
            QVERIFY(symbol < base);
            fake = fake * base + symbol;
        }
        QVERIFY2(seen.insert(fake).second, "two numbers have one fake");
    }
    QCOMPARE(seen.size(), size_t(count));
}

void KeyedValuesTest::anExchangedNumberLeavesItsHalf()
{
    const Permutation permutation(keyOf('1').derive("test"));
    const std::array<uint8_t, 5> used{4, 5, 6, 7, 8};
    std::unordered_set<int> seen;
    for (int number = 0; number < 10000; ++number) {
        std::array<uint8_t, 4> digits{static_cast<uint8_t>(number / 1000), static_cast<uint8_t>(number / 100 % 10),
                                      static_cast<uint8_t>(number / 10 % 10), static_cast<uint8_t>(number % 10)};
        const bool wasUsed = digits[0] >= 4 && digits[0] <= 8;
        permutation.exchange(digits, used, 7);
        QCOMPARE(digits[0] >= 4 && digits[0] <= 8, !wasUsed);
        seen.insert(digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]);
    }
    QCOMPARE(seen.size(), size_t(10000));
}

void KeyedValuesTest::aMillionPhonesGetAMillionFakes()
{
    const auto generator = makeGenerator({.kind = RuleKind::Phone}, {}, keyOf('1'));
    std::unordered_set<std::string> seen;
    std::string fake;
    for (int i = 0; i < 1'000'000; ++i) {
        const std::string digits = std::to_string(100'000'000 + (i * 97LL) % 99'999'989);
        const std::string phone = "05" + digits.substr(1);
        fake.clear();
        generator->generate(phone, fake);
        if (!seen.insert(fake).second || fake.size() != 10 || !fake.starts_with("05") || fake == phone)
            QFAIL(qPrintable(QString::fromStdString(phone + " -> " + fake)));
    }
    QCOMPARE(seen.size(), size_t(1'000'000));
}

void KeyedValuesTest::uuidsKeepVersionAndVariant()
{
    const std::string fake = fakeOf({.kind = RuleKind::Identifier}, "0c7cf5e9-1f0b-4c5e-9d0f-3b8f1f6f7a11");
    QCOMPARE(fake.size(), size_t(36));
    QCOMPARE(fake[14], '4');
    QVERIFY(std::string("89ab").find(fake[19]) != std::string::npos);
    QVERIFY(fake != "0c7cf5e9-1f0b-4c5e-9d0f-3b8f1f6f7a11");
}

void KeyedValuesTest::aKeyFileIsReadOrRefused_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<bool>("isKey");
    QTest::newRow("64 hexadecimal digits and a line end") << QByteArray(64, 'a').append('\n') << true;
    QTest::newRow("32 raw bytes") << QByteArray(32, '\x01') << true;
    QTest::newRow("more raw bytes") << QByteArray(100, '\xff') << true;
    QTest::newRow("63 hexadecimal digits are a slip") << QByteArray(63, 'a') << false;
    QTest::newRow("a short password is no key") << QByteArray("secret!") << false;
    QTest::newRow("an empty file") << QByteArray() << false;
    QTest::newRow("a file larger than a key can be") << QByteArray(70000, '\xff') << false;
}

void KeyedValuesTest::aKeyFileIsReadOrRefused()
{
    QFETCH(QByteArray, contents);
    QFETCH(bool, isKey);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"key"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(contents);
    file.close();
    QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    const auto key = ProjectKey::fromFile(file.fileName());
    QCOMPARE(key.has_value(), isKey);
    if (!isKey)
        QCOMPARE(key.error().code, ErrorCode::KeyFileInvalid);
    else
        QCOMPARE(key->kind(), ProjectKey::Kind::File);
}

void KeyedValuesTest::aKeyThatOthersMayReadIsRefused()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"key"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(64, 'a'));
    file.close();
    QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::ReadOther));
    const auto key = ProjectKey::fromFile(file.fileName());
    QVERIFY(!key);
    QVERIFY(!key.error().detail.isEmpty());
    QVERIFY(!ProjectKey::fromFile(folder.filePath(u"missing"_s)));
}

void KeyedValuesTest::purposesAndKeysGiveOtherSubKeys()
{
    QVERIFY(keyOf('1').derive("a").low() != keyOf('1').derive("b").low());
    QVERIFY(keyOf('1').derive("a").low() != keyOf('2').derive("a").low());
    QCOMPARE(keyOf('1').derive("a").high(), keyOf('1').derive("a").high());
    QVERIFY(ProjectKey::random()->derive("a").low() != ProjectKey::random()->derive("a").low());
}

QTEST_GUILESS_MAIN(KeyedValuesTest)
#include "tst_keyed_values.moc"
