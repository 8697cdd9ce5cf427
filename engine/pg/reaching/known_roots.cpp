// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pg/reaching/known_roots.h"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/mman.h>
#include <unistd.h>

#include <QFile>
#include <QTimeZone>

#include <array>
#include <ctime>
#include <memory>

// A static library's resources are registered by whoever asks for them; the macro wants the global namespace.
static void registerCertificates()
{
    Q_INIT_RESOURCE(certificates);
}

namespace engine::pg {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array supabaseFiles{"supabase-root-2021", "supabase-root-2025"};
// Debian and its kin, Red Hat and its kin, Alpine and the BSDs.
constexpr std::array systemFiles{"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
                                 "/etc/ssl/cert.pem"};

struct BioDeleter
{
    void operator()(BIO *bio) const { BIO_free(bio); }
};
struct CertificateDeleter
{
    void operator()(X509 *certificate) const { X509_free(certificate); }
};
using Certificate = std::unique_ptr<X509, CertificateDeleter>;

QDateTime momentOf(const ASN1_TIME *time)
{
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return {QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
            QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), QTimeZone::utc()};
}

QString commonNameOf(const X509 *certificate)
{
    std::array<char, 256> name{};
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name.data(),
                              static_cast<int>(name.size()));
    return QString::fromUtf8(name.data());
}

QString fingerprintOf(const X509 *certificate)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    X509_digest(certificate, EVP_sha256(), digest.data(), &size);
    const QByteArray bytes(reinterpret_cast<const char *>(digest.data()), static_cast<qsizetype>(size));
    return QString::fromLatin1(bytes.toHex(':').toUpper());
}

} // namespace

QByteArray bundledRoots(const std::string &value)
{
    if (value != supabaseRoots)
        return {};
    registerCertificates();
    QByteArray all;
    for (const char *name : supabaseFiles) {
        QFile file(u":/certificates/%1.crt"_s.arg(QLatin1String(name)));
        if (file.open(QIODevice::ReadOnly))
            all.append(file.readAll()).append('\n');
    }
    return all;
}

std::string systemRootFile()
{
    for (const char *path : systemFiles) {
        if (QFile::exists(QString::fromLatin1(path)))
            return path;
    }
    return {};
}

QList<RootCertificate> certificatesIn(const QByteArray &pem)
{
    QList<RootCertificate> found;
    const std::unique_ptr<BIO, BioDeleter> bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    while (const Certificate certificate{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)})
        found.append({.name = commonNameOf(certificate.get()),
                      .sha256 = fingerprintOf(certificate.get()),
                      .begins = momentOf(X509_get0_notBefore(certificate.get())),
                      .ends = momentOf(X509_get0_notAfter(certificate.get()))});
    return found;
}

RootFile::RootFile(const QByteArray &pem)
{
    if (pem.isEmpty())
        return;
    m_path = "/dev/null/none";
    m_file = ::memfd_create("roots", MFD_CLOEXEC);
    const bool isWritten
        = m_file >= 0 && ::write(m_file, pem.constData(), static_cast<size_t>(pem.size())) == ssize_t{pem.size()};
    if (isWritten)
        m_path = "/proc/self/fd/" + std::to_string(m_file);
}

RootFile::~RootFile()
{
    if (m_file >= 0)
        ::close(m_file);
}

} // namespace engine::pg
