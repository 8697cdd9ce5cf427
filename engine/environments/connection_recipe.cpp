// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/connection_recipe.h"

#include "engine/base/errors/sentence.h"
#include "engine/base/files/atomic_file.h"
#include "engine/environments/pg_pass.h"
#include "engine/pg/reaching/doors.h"
#include "engine/pg/reaching/known_roots.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <string_view>

namespace engine::environments {

using namespace Qt::StringLiterals;

namespace {

// A thousand services.
constexpr qint64 maxServiceFileBytes = qint64{1024} * 1024;

/// A keyword of libpq and the variable that is its default.
struct Default
{
    const char *keyword;
    const char *variable;
};

// Settings that change what a session does (PGOPTIONS, PGAPPNAME, PGCLIENTENCODING) are ours to choose and are not
// here.
constexpr std::array defaults{
    Default{"host", "PGHOST"},
    Default{"hostaddr", "PGHOSTADDR"},
    Default{"port", "PGPORT"},
    Default{"dbname", "PGDATABASE"},
    Default{"user", "PGUSER"},
    Default{"passfile", "PGPASSFILE"},
    Default{"channel_binding", "PGCHANNELBINDING"},
    Default{"sslmode", "PGSSLMODE"},
    Default{"sslcert", "PGSSLCERT"},
    Default{"sslkey", "PGSSLKEY"},
    Default{"sslrootcert", "PGSSLROOTCERT"},
    Default{"sslcrl", "PGSSLCRL"},
    Default{"sslcrldir", "PGSSLCRLDIR"},
    Default{"sslsni", "PGSSLSNI"},
    Default{"requirepeer", "PGREQUIREPEER"},
    Default{"ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION"},
    Default{"ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION"},
    Default{"gssencmode", "PGGSSENCMODE"},
    Default{"krbsrvname", "PGKRBSRVNAME"},
    Default{"target_session_attrs", "PGTARGETSESSIONATTRS"},
    Default{"connect_timeout", "PGCONNECT_TIMEOUT"},
};

bool isReference(const QString &text)
{
    static const QRegularExpression reference(u"\\A[a-z]{20}\\z"_s);
    return reference.match(text).hasMatch();
}

bool looksLikeUri(const QString &text)
{
    return text.startsWith(u"postgresql://"_s) || text.startsWith(u"postgres://"_s);
}

/// False where a piece of a password with @, / or ? in it would be taken for a host or a database, and so be kept in a
/// file: an @ belongs between the user and the host, once.
bool hasPasswordAtItsPlace(const QString &uri)
{
    const QString afterScheme = uri.section(u"//"_s, 1);
    const QString authority = afterScheme.section(u'/', 0, 0).section(u'?', 0, 0);
    return afterScheme.section(u'?', 0, 0).count(u'@') <= 1 && authority.contains(u'@') == afterScheme.contains(u'@');
}

pg::ConnectionInfo supabaseDirect(const std::string &reference)
{
    pg::ConnectionInfo info;
    info.set("host", "db." + reference + ".supabase.co");
    info.set("port", "5432");
    info.set("user", "postgres");
    info.set("dbname", "postgres");
    return info;
}

bool isPoolerHost(const std::string &host)
{
    return host.ends_with(".pooler.supabase.com");
}

bool isDirectSupabaseHost(const std::string &host)
{
    return host.starts_with("db.") && host.ends_with(".supabase.co");
}

bool isSupabase(const pg::ConnectionInfo &info)
{
    return isPoolerHost(info.value("host")) || isDirectSupabaseHost(info.value("host"));
}

/// A sentence where one of the roots that come with Sosie ends soon, or has ended.
std::optional<Sentence> endOfRoots(const pg::ConnectionInfo &info, const QDateTime &now)
{
    constexpr int daysBefore = 180;
    for (const pg::RootCertificate &root : pg::certificatesIn(pg::bundledRoots(info.value("sslrootcert")))) {
        if (root.ends < now)
            return Tr::sentence("The root certificate « %1 » that comes with Sosie ended on %2: a newer Sosie may have "
                                "its successor, or give it with sslrootcert.")
                .arg(root.name, root.ends);
        if (root.ends < now.addDays(daysBefore))
            return Tr::sentence("The root certificate « %1 » that comes with Sosie ends on %2.")
                .arg(root.name, root.ends);
    }
    return {};
}

/// Sockets and the loopback: nobody is on the way.
bool isThisComputer(const pg::ConnectionInfo &info)
{
    const std::string hosts = info.value("host") + ',' + info.value("hostaddr");
    size_t begin = 0;
    while (begin <= hosts.size()) {
        const size_t end = std::min(hosts.find(',', begin), hosts.size());
        const std::string_view host = std::string_view(hosts).substr(begin, end - begin);
        const bool isLocal = host.empty() || host.front() == '/' || host.front() == '@' || host == "localhost"
                             || host == "::1" || host.starts_with("127.");
        if (!isLocal)
            return false;
        begin = end + 1;
    }
    return true;
}

/// Which roots to trust where the address does not say: those that come with Sosie for the hosts they are for, else
/// libpq's usual file, if it is there.
void fillInRoots(pg::ConnectionInfo &info, const Surroundings &surroundings)
{
    if (!info.value("sslrootcert").empty())
        return;
    const QString usual = surroundings.homeFolder + u"/.postgresql/root.crt"_s;
    if (isSupabase(info))
        info.set("sslrootcert", pg::supabaseRoots);
    else if (QFile::exists(usual))
        info.set("sslrootcert", usual.toStdString());
}

/// How the connection is protected where the address does not say, and which roots it trusts.
void fillInProtection(pg::ConnectionInfo &info, const Surroundings &surroundings, Encryption encryption)
{
    const bool isCheckingServer = info.value("sslmode").starts_with("verify-");
    const bool isOurs = info.value("sslmode").empty();
    const bool isRequired = !isThisComputer(info) && encryption == Encryption::Required;
    if (isCheckingServer || (isOurs && (isRequired || isSupabase(info))))
        fillInRoots(info, surroundings);
    const bool hasRoots = !info.value("sslrootcert").empty();
    if (isCheckingServer && !hasRoots && !pg::systemRootFile().empty())
        info.set("sslrootcert", pg::systemRoots);
    // Anybody can have a certificate that the system trusts: without the name it proves nothing. libpq 16 says no.
    if (info.value("sslrootcert") == pg::systemRoots && info.value("sslmode") != "disable")
        info.set("sslmode", "verify-full");
    else if (isOurs && hasRoots && (isRequired || isSupabase(info)))
        info.set("sslmode", "verify-full");
    else if (isOurs)
        // Never in clear over the internet, whatever a pasted string forgot to say.
        info.set("sslmode", isRequired || isSupabase(info) ? "require" : "prefer");
}

QStringList serviceFiles(const Surroundings &surroundings)
{
    QStringList files;
    if (const auto file = surroundings.variable("PGSERVICEFILE"))
        files.append(text(*file));
    else
        files.append(surroundings.homeFolder + u"/.pg_service.conf"_s);
    const auto folder = surroundings.variable("PGSYSCONFDIR");
    files.append((folder ? text(*folder) : surroundings.systemFolder) + u"/pg_service.conf"_s);
    return files;
}

Result<> fillFromService(pg::ConnectionInfo &info, const Surroundings &surroundings)
{
    std::string service = info.value("service");
    if (service.empty())
        service = surroundings.variable("PGSERVICE").value_or("");
    info.set("service", {});
    if (service.empty())
        return {};

    for (const QString &path : serviceFiles(surroundings)) {
        if (!QFile::exists(path))
            continue;
        TRY_ASSIGN(QByteArray bytes, readWholeFile(path, maxServiceFileBytes));
        auto found = findService({bytes.constData(), static_cast<size_t>(bytes.size())}, service, path);
        wipe(bytes);
        TRY(found);
        if (!*found)
            continue;
        for (auto &[keyword, value] : **found) {
            if (keyword == "password") {
                if (info.password().isEmpty())
                    info.setPassword(Secret(value));
                wipe(value);
            } else if (info.value(keyword).empty()) {
                info.set(keyword, value);
            }
        }
        return {};
    }
    return failure({.code = ErrorCode::ConnectionInfoInvalid,
                    .subject = text(service),
                    .detail = u"no pg_service.conf defines this service"_s});
}

} // namespace

QStringList serviceNames(const Surroundings &surroundings)
{
    QStringList names;
    for (const QString &path : serviceFiles(surroundings)) {
        auto bytes = readWholeFile(path, maxServiceFileBytes);
        if (!bytes)
            continue;
        for (const QByteArray &line : bytes->split('\n')) {
            const QByteArray section = line.trimmed();
            if (section.startsWith('[') && section.endsWith(']'))
                names << QString::fromUtf8(section.mid(1, section.size() - 2));
        }
        wipe(*bytes);
    }
    names.removeDuplicates();
    return names;
}

bool isAddress(const QString &text)
{
    return looksLikeUri(text) || text.contains(u'=') || text.contains(u"://"_s);
}

std::optional<std::string> supabaseReference(const QString &text)
{
    QString host = text.trimmed();
    if (isReference(host))
        return host.toStdString();
    if (host.startsWith(u"https://"_s) || host.startsWith(u"http://"_s))
        host = host.section(u"//"_s, 1).section(u'/', 0, 0);
    host = host.toLower();
    if (!host.endsWith(u".supabase.co"_s))
        return {};
    host.chop(12);
    if (host.startsWith(u"db."_s))
        host.remove(0, 3);
    if (!isReference(host))
        return {};
    return host.toStdString();
}

Result<pg::ConnectionInfo> parseAddress(const QString &text)
{
    const QString trimmed = text.trimmed();
    const auto invalid
        = [](const QString &why) { return failure({.code = ErrorCode::ConnectionInfoInvalid, .detail = why}); };
    if (!looksLikeUri(trimmed)) {
        if (const auto reference = supabaseReference(trimmed))
            return supabaseDirect(*reference);
        if (trimmed.contains(u"supabase.com/dashboard"_s))
            return invalid(u"this is a page of the dashboard; paste the project's address or its connection string"_s);
        if (!trimmed.contains(u'='))
            return invalid(u"neither postgresql://… nor keyword=value"_s);
    }
    if (trimmed.contains(u"[YOUR-PASSWORD]"_s))
        return invalid(u"put the password in the place of [YOUR-PASSWORD]"_s);
    if (looksLikeUri(trimmed) && !hasPasswordAtItsPlace(trimmed))
        return invalid(u"a password with @ : / ? # or % must be percent-encoded in an address"_s);
    if (trimmed.contains(QChar(u'\0')))
        return invalid(u"holds a NUL character"_s);

    QByteArray bytes = trimmed.toUtf8();
    Result<pg::ConnectionInfo> info = pg::ConnectionInfo::parse({bytes.constData(), static_cast<size_t>(bytes.size())});
    wipe(bytes);
    return info;
}

bool isKnownTransactionPooler(const pg::ConnectionInfo &info)
{
    const std::string host = info.value("host");
    return info.value("port") == "6543" && (isPoolerHost(host) || isDirectSupabaseHost(host));
}

QStringList addressHints(const pg::ConnectionInfo &info)
{
    QStringList hints;
    const std::string host = info.value("host");
    if (isKnownTransactionPooler(info)) {
        hints.append(Tr::tr("Port 6543 is a transaction pooler: Sosie can read through it but not write. Use port 5432 "
                            "of the same host, the session pooler."));
    } else if (info.value("port") == "6543") {
        hints.append(Tr::tr("Port 6543 is often a transaction pooler. If it is one, use the session pooler or the "
                            "server itself, usually on port 5432."));
    }
    if (isDirectSupabaseHost(host) && info.value(pg::poolerKeyword).empty()) {
        hints.append(Tr::tr("This address answers over IPv6 only, unless the project has the IPv4 add-on, and not at "
                            "all while the project is paused. For networks without IPv6, give the « Session pooler » "
                            "of the project's « Connect » page as well (--pooler): its host cannot be guessed."));
    }
    if (isPoolerHost(host) && info.value("user").find('.') == std::string::npos) {
        hints.append(Tr::tr("The user of a Supabase pooler is written postgres.REFERENCE, with the project's reference "
                            "after the dot."));
    }
    return hints;
}

Result<pg::ConnectionInfo> completed(pg::ConnectionInfo info, const Surroundings &surroundings, Encryption encryption)
{
    TRY(fillFromService(info, surroundings));
    for (const Default &fallback : defaults) {
        // An address with a host must not be led elsewhere by a variable meant for another.
        if (std::string_view(fallback.keyword) == "hostaddr" && !info.value("host").empty())
            continue;
        if (const auto value = surroundings.variable(fallback.variable); value && info.value(fallback.keyword).empty())
            info.set(fallback.keyword, *value);
    }
    if (info.value("host").empty() && info.value("hostaddr").empty())
        info.set("host", "/var/run/postgresql");
    if (info.value("port").empty())
        info.set("port", "5432");
    if (info.value("user").empty())
        info.set("user", surroundings.systemUser);
    if (info.value("dbname").empty())
        info.set("dbname", info.value("user"));
    fillInProtection(info, surroundings, encryption);
    return info;
}

std::optional<Protection> protectionOf(const pg::ConnectionInfo &info, const QDateTime &now)
{
    const std::string mode = info.value("sslmode");
    if (const auto ends = endOfRoots(info, now); ends && mode.starts_with("verify-"))
        return Protection{.words = *ends};
    if (isThisComputer(info) || mode == "verify-full")
        return {};
    if (mode == "require" || mode == "verify-ca")
        return Protection{.words = Tr::sentence("The connection to this production is encrypted, but the server at "
                                                "its other end is not checked (sslmode=%1): give the root "
                                                "certificate (sslrootcert: a file, or \"system\" for those that "
                                                "the system trusts).")
                                       .arg(text(mode))};
    return Protection{.isWeak = true,
                      .words = Tr::sentence("The connection to this production may go unencrypted, because its "
                                            "settings say so (sslmode=%1).")
                                   .arg(text(mode))};
}

} // namespace engine::environments
