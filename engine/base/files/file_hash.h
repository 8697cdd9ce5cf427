// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"

#include <QByteArray>

#include <atomic>
#include <memory>
#include <stop_token>

struct evp_md_ctx_st;

namespace engine {

/// SHA-256 of bytes that come in pieces.
class Sha256 final
{
public:
    Sha256();
    Sha256(Sha256 &&) noexcept;
    Sha256 &operator=(Sha256 &&) noexcept;
    Sha256(const Sha256 &) = delete;
    Sha256 &operator=(const Sha256 &) = delete;
    ~Sha256();

    void add(std::span<const std::byte> bytes);
    /// 32 bytes. Called once, at the end.
    [[nodiscard]] QByteArray result();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

/// SHA-256 of everything in a reader, as 64 small hexadecimal digits. `read` counts bytes, for who polls.
/// Errors: those of the reader; FileDamaged when it ends early; Cancelled.
[[nodiscard]] Result<QString> sha256Of(const RandomReader &reader, const std::stop_token &stop,
                                       std::atomic<qint64> *read = nullptr);

} // namespace engine
