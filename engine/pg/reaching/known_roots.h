// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>
#include <string>
#include <string_view>

namespace engine::pg {

/// Values of `sslrootcert` that are no files: the roots of Supabase, which come with the program, and those that the
/// system trusts (a word of libpq 16; libpq 15 does not know it).
constexpr std::string_view supabaseRoots = "bundled:supabase";
constexpr std::string_view systemRoots = "system";

/// The certificates behind such a value, as PEM; empty for others.
using RootReader = std::function<QByteArray(const std::string &)>;
[[nodiscard]] QByteArray bundledRoots(const std::string &value);

/// The file in which this system keeps the roots it trusts; empty where there is none.
[[nodiscard]] std::string systemRootFile();

struct RootCertificate
{
    QString name{};
    /// "80:70:25:…"
    QString sha256{};
    QDateTime begins{};
    QDateTime ends{};
};
/// Those that can be read.
[[nodiscard]] QList<RootCertificate> certificatesIn(const QByteArray &pem);

/// Certificates as a file, for as long as it lives: libpq takes nothing else. In memory; nothing is written to a disk.
class RootFile final
{
public:
    /// Empty: no file.
    explicit RootFile(const QByteArray &pem = {});
    ~RootFile();
    RootFile(const RootFile &) = delete;
    RootFile &operator=(const RootFile &) = delete;

    /// Empty when there is none; a path where nothing is when it could not be made, so that nobody trusts anybody.
    [[nodiscard]] const std::string &path() const { return m_path; }

private:
    int m_file = -1;
    std::string m_path;
};

} // namespace engine::pg
