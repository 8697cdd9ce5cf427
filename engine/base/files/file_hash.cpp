// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/file_hash.h"

#include "engine/base/files/file_reader.h"

#include <openssl/evp.h>

#include <vector>

namespace engine {

namespace {

constexpr size_t pieceBytes = 256 * 1024;

} // namespace

void Sha256::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new())
{
    // Without memory for a few bytes nothing else works either; Qt ends the program in the same case.
    if (!m_context || EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) != 1)
        qFatal("OpenSSL has no SHA-256");
}

Sha256::Sha256(Sha256 &&) noexcept = default;
Sha256 &Sha256::operator=(Sha256 &&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::byte> bytes)
{
    EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size());
}

QByteArray Sha256::result()
{
    QByteArray digest(32, '\0');
    EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(digest.data()), nullptr);
    return digest;
}

Result<QString> sha256Of(const RandomReader &reader, const std::stop_token &stop, std::atomic<qint64> *read)
{
    Sha256 hash;
    RangeReader bytes(reader);
    std::vector<std::byte> piece(pieceBytes);
    while (true) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        TRY_ASSIGN(const size_t got, bytes.read(piece));
        if (got == 0)
            return QString::fromLatin1(hash.result().toHex());
        hash.add(std::span(piece).first(got));
        if (read != nullptr)
            read->fetch_add(static_cast<qint64>(got), std::memory_order_relaxed);
    }
}

} // namespace engine
