// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/surroundings.h"

#include "engine/base/files/atomic_file.h"
#include "engine/base/process_secrecy.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QProcessEnvironment>

#include <array>
#include <vector>

namespace engine::environments {

using namespace Qt::StringLiterals;

namespace {

// Longer than any password a server takes.
constexpr qint64 maxPasswordFileBytes = qint64{64} * 1024;

// Every variable libpq 15 looks at, but for those that name folders of the system (PGLOCALEDIR).
constexpr std::array libpqVariables{
    "PGHOST",
    "PGHOSTADDR",
    "PGPORT",
    "PGDATABASE",
    "PGUSER",
    "PGPASSWORD",
    "PGPASSFILE",
    "PGREQUIREAUTH",
    "PGCHANNELBINDING",
    "PGSERVICE",
    "PGSERVICEFILE",
    "PGSYSCONFDIR",
    "PGOPTIONS",
    "PGAPPNAME",
    "PGSSLMODE",
    "PGREQUIRESSL",
    "PGSSLCOMPRESSION",
    "PGSSLCERT",
    "PGSSLKEY",
    "PGSSLCERTMODE",
    "PGSSLROOTCERT",
    "PGSSLCRL",
    "PGSSLCRLDIR",
    "PGSSLSNI",
    "PGREQUIREPEER",
    "PGSSLMINPROTOCOLVERSION",
    "PGSSLMAXPROTOCOLVERSION",
    "PGGSSENCMODE",
    "PGKRBSRVNAME",
    "PGGSSLIB",
    "PGGSSDELEGATION",
    "PGCONNECT_TIMEOUT",
    "PGCLIENTENCODING",
    "PGTARGETSESSIONATTRS",
    "PGLOADBALANCEHOSTS",
    "PGDATESTYLE",
    "PGTZ",
    "PGGEQO",
};

std::string systemUserName()
{
    struct passwd entry = {};
    struct passwd *found = nullptr;
    std::array<char, 4096> buffer{};
    if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr)
        return found->pw_name;
    return qgetenv("USER").toStdString();
}

} // namespace

std::optional<std::string> Surroundings::variable(std::string_view name) const
{
    const auto found = variables.find(std::string(name));
    // As for libpq, an empty variable is none.
    if (found == variables.end() || found->second.empty())
        return {};
    return found->second;
}

Surroundings Surroundings::takeFromProcess()
{
    Surroundings surroundings{
        .homeFolder = QDir::homePath(), .systemUser = systemUserName(), .systemFolder = u"/etc/postgresql-common"_s};
    std::vector<QByteArray> names(libpqVariables.begin(), libpqVariables.end());
    for (const QString &name : QProcessEnvironment::systemEnvironment().keys()) {
        if (name.startsWith(u"SOSIE_PASSWORD_"_s) || name.startsWith(u"SOSIE_BACKUP_"_s))
            names.push_back(name.toUtf8());
    }
    for (const QByteArray &name : names) {
        if (!qEnvironmentVariableIsSet(name.constData()))
            continue;
        surroundings.variables[name.toStdString()] = qgetenv(name.constData()).toStdString();
        if (name == "PGPASSWORD" || name.startsWith("SOSIE_"))
            wipeVariable(name.constData());
        else
            qunsetenv(name.constData());
    }
    // libpq would translate what it says of failures, and they are told apart by its words.
    qputenv("PGLOCALEDIR", "/dev/null");
    return surroundings;
}

std::string passwordVariable(const QString &environmentName)
{
    QString name;
    for (const QChar character : environmentName.toUpper()) {
        const bool isPlain = (character >= u'A' && character <= u'Z') || (character >= u'0' && character <= u'9');
        name += isPlain ? character : QChar(u'_');
    }
    return "SOSIE_PASSWORD_" + name.toStdString();
}

Result<Secret> readPasswordFile(const QString &path)
{
    const auto unreadable = [&path](const QString &why) {
        return failure({.code = ErrorCode::FileUnreadable, .subject = path, .detail = why});
    };
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return unreadable(qt_error_string());
    // A pipe (<(pass show …)) has no readers but us.
    if (S_ISREG(status.st_mode) && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return unreadable(u"others may read it; its permissions should be 0600"_s);
    TRY_ASSIGN(QByteArray bytes, readWholeFile(path, maxPasswordFileBytes));
    qsizetype end = bytes.indexOf('\n');
    end = end < 0 ? bytes.size() : end;
    while (end > 0 && bytes.at(end - 1) == '\r')
        --end;
    Secret password({bytes.constData(), static_cast<size_t>(end)});
    wipe(bytes);
    if (password.isEmpty())
        return failure({.code = ErrorCode::PasswordMissing, .subject = path});
    return password;
}

} // namespace engine::environments
