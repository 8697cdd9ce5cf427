// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/keys/project_key.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QFile>

#include <algorithm>
#include <array>
#include <cstring>

namespace engine::anonymize {

namespace {

using namespace Qt::StringLiterals;

// A key file is a line or a block of random bytes; more is a mistake (a disk, a core dump).
constexpr qint64 maxFileSize = qint64{64} * 1024;

tl::unexpected<Error> invalid(const QString &subject, const QString &detail)
{
    return failure({.code = ErrorCode::KeyFileInvalid, .subject = subject, .detail = detail});
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

int hexValue(char c)
{
    if (c <= '9')
        return c - '0';
    return (c | 0x20) - 'a' + 10;
}

std::string_view trimmed(std::string_view bytes)
{
    while (!bytes.empty() && (bytes.back() == '\n' || bytes.back() == '\r' || bytes.back() == ' '))
        bytes.remove_suffix(1);
    return bytes;
}

} // namespace

HashKey::~HashKey()
{
    OPENSSL_cleanse(&m_low, sizeof m_low);
    OPENSSL_cleanse(&m_high, sizeof m_high);
}

Result<ProjectKey> ProjectKey::fromFile(const QString &path)
{
    // Not to wait where a name leads to a pipe; the file that was opened is judged, not one that has its name later.
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return invalid(path, qt_error_string());
    QFile file;
    if (!file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        ::close(descriptor);
        return invalid(path, file.errorString());
    }
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0)
        return invalid(path, qt_error_string());
    if (!S_ISREG(status.st_mode))
        return invalid(path, u"not a regular file"_s);
    if (status.st_uid != ::geteuid())
        return invalid(path, u"another user owns it"_s);
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return invalid(path, u"other users may read it (chmod 600)"_s);
    if (file.size() > maxFileSize)
        return invalid(path, u"larger than 64 KiB"_s);
    QByteArray bytes = file.read(maxFileSize);
    auto key = fromBytes({bytes.constData(), static_cast<size_t>(bytes.size())}, Kind::File, path);
    wipe(bytes);
    return key;
}

Result<ProjectKey> ProjectKey::fromKeychain(const Secret &bytes)
{
    return fromBytes(bytes.reveal(), Kind::Keychain, {});
}

Result<ProjectKey> ProjectKey::fromBytes(std::string_view bytes, Kind kind, const QString &subject)
{
    const std::string_view line = trimmed(bytes);
    const bool isHex = !line.empty() && std::all_of(line.begin(), line.end(), isHexDigit);
    std::array<char, size> key{};
    if (isHex) {
        if (line.size() != 2 * size)
            return invalid(subject, u"%1 hexadecimal digits instead of 64"_s.arg(line.size()));
        for (size_t i = 0; i < size; ++i)
            key.at(i) = static_cast<char>(hexValue(line[2 * i]) * 16 + hexValue(line[2 * i + 1]));
    } else {
        if (bytes.size() < size)
            return invalid(subject, u"%1 bytes instead of at least 32"_s.arg(bytes.size()));
        // Every byte counts, also beyond the 32nd.
        unsigned length = 0;
        if (EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char *>(key.data()), &length, EVP_sha256(),
                       nullptr)
            != 1)
            return invalid(subject, u"SHA-256 is not available"_s);
    }
    ProjectKey result(Secret({key.data(), key.size()}), kind);
    OPENSSL_cleanse(key.data(), key.size());
    return result;
}

Result<Secret> ProjectKey::newBytes()
{
    std::array<unsigned char, size> bytes{};
    if (RAND_priv_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        return failure({.code = ErrorCode::Internal, .detail = u"no random numbers from OpenSSL"_s});
    std::string hex;
    hex.reserve(2 * size);
    for (const unsigned char byte : bytes) {
        hex.push_back("0123456789abcdef"[byte >> 4U]);
        hex.push_back("0123456789abcdef"[byte & 15U]);
    }
    OPENSSL_cleanse(bytes.data(), bytes.size());
    Secret secret(hex);
    wipe(hex);
    return secret;
}

Result<ProjectKey> ProjectKey::random()
{
    TRY_ASSIGN(const Secret bytes, newBytes());
    return fromBytes(bytes.reveal(), Kind::ThisRunOnly, {});
}

HashKey ProjectKey::derive(std::string_view purpose) const
{
    const std::string_view key = m_bytes.reveal();
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char *>(purpose.data()), purpose.size(), digest.data(), &length);
    uint64_t low = 0;
    uint64_t high = 0;
    for (int i = 7; i >= 0; --i) {
        low = (low << 8U) | digest.at(static_cast<size_t>(i));
        high = (high << 8U) | digest.at(static_cast<size_t>(i) + 8);
    }
    OPENSSL_cleanse(digest.data(), digest.size());
    return {low, high};
}

} // namespace engine::anonymize
