// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/container/container_keys.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <utf8proc.h>

#include <cstdlib>
#include <limits>
#include <memory>
#include <string>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

// What each key is for: the same key is never used for two things.
constexpr std::string_view forHeader = "sosie container 1 header";
constexpr std::string_view forWrapping = "sosie container 1 wrap";
constexpr std::string_view forChunks = "sosie container 1 chunks";

struct FreeCipher
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
struct FreeDerivation
{
    void operator()(EVP_KDF *derivation) const { EVP_KDF_free(derivation); }
    void operator()(EVP_KDF_CTX *context) const { EVP_KDF_CTX_free(context); }
};

unsigned char *raw(std::byte *bytes)
{
    return reinterpret_cast<unsigned char *>(bytes);
}

const unsigned char *raw(const std::byte *bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes);
}

const unsigned char *raw(const Secret &secret)
{
    return reinterpret_cast<const unsigned char *>(secret.reveal().data());
}

tl::unexpected<Error> cryptoFailure(const QString &what)
{
    std::array<char, 256> reason{};
    ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
    ERR_clear_error();
    return failure({.code = ErrorCode::Internal, .subject = what, .detail = QString::fromLatin1(reason.data())});
}

/// A key on its way into a Secret.
struct PassingKey
{
    Key bytes{};

    PassingKey() = default;
    PassingKey(const PassingKey &) = delete;
    PassingKey &operator=(const PassingKey &) = delete;
    ~PassingKey() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
    [[nodiscard]] Secret secret() const
    {
        return Secret(std::string_view(reinterpret_cast<const char *>(bytes.data()), bytes.size()));
    }
};

Result<Secret> derive(const char *name, std::vector<OSSL_PARAM> parameters)
{
    const std::unique_ptr<EVP_KDF, FreeDerivation> kind(EVP_KDF_fetch(nullptr, name, nullptr));
    const std::unique_ptr<EVP_KDF_CTX, FreeDerivation> context(kind ? EVP_KDF_CTX_new(kind.get()) : nullptr);
    parameters.push_back(OSSL_PARAM_construct_end());
    PassingKey key;
    if (!context || EVP_KDF_derive(context.get(), raw(key.bytes.data()), key.bytes.size(), parameters.data()) != 1)
        return cryptoFailure(QString::fromLatin1(name));
    return key.secret();
}

// OpenSSL wants pointers to what it only reads.
OSSL_PARAM octets(const char *name, std::string_view bytes)
{
    return OSSL_PARAM_construct_octet_string(name, const_cast<char *>(bytes.data()), bytes.size());
}

std::string_view textOf(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

Result<Secret> hkdf(const Secret &key, const FilePart &file, std::string_view purpose)
{
    std::string hash = "SHA256";
    return derive("HKDF", {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, hash.data(), 0),
                           octets(OSSL_KDF_PARAM_KEY, key.reveal()), octets(OSSL_KDF_PARAM_SALT, textOf(file.fileId)),
                           octets(OSSL_KDF_PARAM_INFO, purpose)});
}

Result<Secret> scryptKey(const Secret &password, const KeySlot &slot)
{
    uint64_t n = uint64_t{1} << slot.derivation.logN;
    // What the derivation needs, and a little for its own use.
    uint64_t memory = 128 * (n + slot.derivation.p + 2) * slot.derivation.r + (uint64_t{1} << 20);
    uint32_t r = slot.derivation.r;
    uint32_t p = slot.derivation.p;
    return derive("SCRYPT",
                  {octets(OSSL_KDF_PARAM_PASSWORD, password.reveal()), octets(OSSL_KDF_PARAM_SALT, textOf(slot.salt)),
                   OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n),
                   OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_R, &r),
                   OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_P, &p),
                   OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &memory)});
}

Result<Digest> macOf(const Secret &key, const Bytes &bytes)
{
    Digest mac{};
    unsigned int length = 0;
    if (HMAC(EVP_sha256(), raw(key), static_cast<int>(key.reveal().size()), raw(bytes.data()), bytes.size(),
             raw(mac.data()), &length)
            == nullptr
        || length != mac.size())
        return cryptoFailure(u"HMAC"_s);
    return mac;
}

/// Empty when the password does not open the slot.
Result<Secret> fileKeyIn(const KeySlot &slot, const FilePart &file, const Secret &password)
{
    TRY_ASSIGN(const Secret passwordKey, scryptKey(password, slot));
    TRY_ASSIGN(const Secret macKey, hkdf(passwordKey, file, forHeader));
    TRY_ASSIGN(const Digest mac, macOf(macKey, slot.covered(file)));
    if (CRYPTO_memcmp(mac.data(), slot.mac.data(), mac.size()) != 0)
        return Secret();
    TRY_ASSIGN(const Secret wrapKey, hkdf(passwordKey, file, forWrapping));
    PassingKey key;
    TRY_ASSIGN(const bool fits, unseal(wrapKey, slot.wrapNonce, file.covered(), slot.wrappedKey, key.bytes));
    return fits ? key.secret() : Secret();
}

} // namespace

Result<Secret> normalizedPassword(const Secret &password, const QString &subject)
{
    if (password.isEmpty() || password.reveal().find('\0') != std::string_view::npos)
        return failure({.code = ErrorCode::FilePasswordMissing, .subject = subject});
    utf8proc_uint8_t *composed = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t *>(password.reveal().data()),
                                     static_cast<utf8proc_ssize_t>(password.reveal().size()), &composed,
                                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    // Not UTF-8: from a file of keys, perhaps.
    if (length < 0)
        return password.clone();
    Secret result(std::string_view(reinterpret_cast<const char *>(composed), static_cast<size_t>(length)));
    OPENSSL_cleanse(composed, static_cast<size_t>(length));
    std::free(composed); // NOLINT(cppcoreguidelines-no-malloc): utf8proc allocates so.
    return result;
}

Result<> fillRandom(std::span<std::byte> bytes)
{
    if (RAND_bytes(raw(bytes.data()), static_cast<int>(bytes.size())) != 1)
        return cryptoFailure(u"random numbers"_s);
    return {};
}

Result<KeySlot> makeSlot(const FilePart &file, const Secret &fileKey, const Secret &password,
                         const KeyDerivation &derivation, const QString &subject)
{
    TRY_ASSIGN(const Secret normalized, normalizedPassword(password, subject));
    KeySlot slot{.derivation = derivation};
    TRY(fillRandom(slot.salt));
    TRY(fillRandom(slot.wrapNonce));
    TRY_ASSIGN(const Secret passwordKey, scryptKey(normalized, slot));
    TRY_ASSIGN(const Secret wrapKey, hkdf(passwordKey, file, forWrapping));
    TRY(seal(wrapKey, slot.wrapNonce, file.covered(), std::as_bytes(std::span(fileKey.reveal())), slot.wrappedKey));
    TRY_ASSIGN(const Secret macKey, hkdf(passwordKey, file, forHeader));
    TRY_ASSIGN(slot.mac, macOf(macKey, slot.covered(file)));
    return slot;
}

Result<OpenedHeader> openHeader(const Header &header, const Secret &password, const QString &subject)
{
    TRY_ASSIGN(const Secret normalized, normalizedPassword(password, subject));
    for (const auto &[number, slot] : header.keySlots) {
        TRY_ASSIGN(Secret key, fileKeyIn(slot, header.file, normalized));
        if (!key.isEmpty())
            return OpenedHeader{.fileKey = std::move(key), .slot = number};
    }
    return failure({.code = ErrorCode::FilePasswordWrong, .subject = subject});
}

Result<Secret> chunkKey(const FilePart &file, const Secret &fileKey)
{
    return hkdf(fileKey, file, forChunks);
}

Result<> seal(const Secret &key, const Nonce &nonce, std::span<const std::byte> bound, std::span<const std::byte> clear,
              std::span<std::byte> sealed)
{
    const std::unique_ptr<EVP_CIPHER_CTX, FreeCipher> context(EVP_CIPHER_CTX_new());
    int length = 0;
    if (!context || EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, raw(key), raw(nonce.data())) != 1
        || EVP_EncryptUpdate(context.get(), nullptr, &length, raw(bound.data()), static_cast<int>(bound.size())) != 1
        || EVP_EncryptUpdate(context.get(), raw(sealed.data()), &length, raw(clear.data()),
                             static_cast<int>(clear.size()))
               != 1
        || EVP_EncryptFinal_ex(context.get(), raw(sealed.data()) + length, &length) != 1
        || EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(tagBytes),
                               sealed.data() + clear.size())
               != 1)
        return cryptoFailure(u"AES-256-GCM"_s);
    return {};
}

Result<bool> unseal(const Secret &key, const Nonce &nonce, std::span<const std::byte> bound,
                    std::span<const std::byte> sealed, std::span<std::byte> clear)
{
    const std::unique_ptr<EVP_CIPHER_CTX, FreeCipher> context(EVP_CIPHER_CTX_new());
    const size_t size = sealed.size() - tagBytes;
    int length = 0;
    if (!context || EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, raw(key), raw(nonce.data())) != 1
        || EVP_DecryptUpdate(context.get(), nullptr, &length, raw(bound.data()), static_cast<int>(bound.size())) != 1
        || EVP_DecryptUpdate(context.get(), raw(clear.data()), &length, raw(sealed.data()), static_cast<int>(size)) != 1
        || EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(tagBytes),
                               const_cast<std::byte *>(sealed.data() + size))
               != 1)
        return cryptoFailure(u"AES-256-GCM"_s);
    if (EVP_DecryptFinal_ex(context.get(), raw(clear.data()) + size, &length) == 1)
        return true;
    ERR_clear_error();
    // OpenSSL has already written what the tag does not vouch for.
    OPENSSL_cleanse(clear.data(), size);
    return false;
}

} // namespace engine::formats
