// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/settings/environment_store.h"

#include "engine/base/files/atomic_file.h"
#include "engine/base/files/paths.h"
#include "engine/environments/settings/settings_text.h"
#include "engine/pg/reaching/doors.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QLockFile>

#include <algorithm>
#include <array>

namespace engine::environments {

using namespace Qt::StringLiterals;

namespace {

constexpr auto fileName = "environments.toml"_L1;
// An environment is some 300 bytes: three thousand of them.
constexpr qint64 maxFileBytes = qint64{1024} * 1024;
constexpr qsizetype maxNameLength = 63;
constexpr int lockTimeoutMilliseconds = 10'000;
constexpr std::array demoNames{"demo-prod"_L1, "demo-test"_L1, "demo-formation"_L1, "demo-dev"_L1};
// What libpq reads as a secret, and must never be in a file.
constexpr std::array secretKeywords{std::string_view("password"), std::string_view("sslpassword")};

struct SourceName
{
    PasswordSource source;
    std::string_view key;
};
constexpr std::array sourceNames{
    SourceName{PasswordSource::Keychain, "keychain"},
    SourceName{PasswordSource::PgPass, "pgpass"},
    SourceName{PasswordSource::Ask, "ask"},
};

tl::unexpected<Error> invalid(const QString &name, const QString &why)
{
    return failure({.code = ErrorCode::EnvironmentInvalid, .subject = name, .detail = why});
}

Result<> readKeyword(Environment &environment, std::string_view key, const toml::node &node, const QString &path)
{
    const auto wrong = [&](const QString &why) { return mistakeIn(path, node.source(), why); };
    if (std::ranges::find(secretKeywords, key) != secretKeywords.end())
        return wrong(u"a password has no place in this file"_s);
    const auto value = node.value_exact<std::string>();
    if (!value)
        return wrong(u"%1 must be a text"_s.arg(text(key)));
    environment.connection[std::string(key)] = *value;
    return {};
}

Result<> readMember(Environment &environment, std::string_view key, const toml::node &node, const QString &path)
{
    const auto wrong = [&](const QString &why) { return mistakeIn(path, node.source(), why); };
    if (key == "connection") {
        const toml::table *keywords = node.as_table();
        if (keywords == nullptr)
            return wrong(u"connection must be a table"_s);
        for (const auto &[keyword, value] : *keywords)
            TRY(readKeyword(environment, keyword.str(), value, path));
        return {};
    }
    if (key == "allow-raw") {
        const auto value = node.value_exact<bool>();
        if (!value)
            return wrong(u"allow-raw must be true or false"_s);
        environment.allowRaw = *value;
        return {};
    }
    const auto value = node.value_exact<std::string>();
    if (!value)
        return wrong(u"unknown key, or not a text: %1"_s.arg(text(key)));
    if (key == "name") {
        environment.name = text(*value);
    } else if (key == "type") {
        const auto type = typeFromKey(text(*value));
        if (!type)
            return wrong(u"type must be production, test, training or development"_s);
        environment.type = *type;
    } else if (key == "password") {
        const auto *const found = std::ranges::find(sourceNames, std::string_view(*value), &SourceName::key);
        if (found == sourceNames.end())
            return wrong(u"password says where it is kept: keychain, pgpass or ask"_s);
        environment.passwordSource = found->source;
    } else {
        return wrong(u"unknown key %1"_s.arg(text(key)));
    }
    return {};
}

Result<Environment> readEnvironment(const toml::node &node, const QString &path)
{
    const toml::table *table = node.as_table();
    if (table == nullptr)
        return mistakeIn(path, node.source(), u"[[environment]] must be a table"_s);
    // Without a type an environment would be a production by default: better to say that the line is gone.
    if (!table->contains("name") || !table->contains("type"))
        return mistakeIn(path, node.source(), u"an environment needs a name and a type"_s);
    Environment environment;
    for (const auto &[key, value] : *table)
        TRY(readMember(environment, key.str(), value, path));
    if (const Result<> checked = checkEnvironment(environment); !checked)
        return mistakeIn(path, node.source(), checked.error().detail);
    return environment;
}

bool isSameName(const QString &one, const QString &other)
{
    return one.toCaseFolded() == other.toCaseFolded();
}

Result<QList<Environment>> readEnvironments(const QByteArray &bytes, const QString &path)
{
    TRY_ASSIGN(const toml::table root, parseSettings(bytes, path));
    QList<Environment> environments;
    for (const auto &[key, node] : root) {
        if (key.str() == "version")
            continue;
        const toml::array *list = node.as_array();
        if (key.str() != "environment" || list == nullptr)
            return mistakeIn(path, node.source(), u"unknown key %1"_s.arg(text(key.str())));
        for (const toml::node &element : *list) {
            TRY_ASSIGN(Environment environment, readEnvironment(element, path));
            for (const Environment &other : environments) {
                if (isSameName(other.name, environment.name))
                    return mistakeIn(path, element.source(), u"two environments have the name %1"_s.arg(other.name));
            }
            environments.append(std::move(environment));
        }
    }
    return environments;
}

std::string fileTextOf(const QList<Environment> &environments)
{
    std::string file = "# Environments of Sosie. No password is ever in this file.\nversion = 1\n";
    for (const Environment &environment : environments) {
        const auto *const source = std::ranges::find(sourceNames, environment.passwordSource, &SourceName::source);
        file += "\n[[environment]]\nname = " + tomlText(environment.name.toStdString()) + "\ntype = "
                + tomlText(typeKey(environment.type).toStdString()) + "\npassword = " + tomlText(source->key)
                + "\nallow-raw = " + (environment.allowRaw ? "true" : "false") + "\n[environment.connection]\n";
        for (const auto &[keyword, value] : environment.connection)
            file += tomlText(keyword) + " = " + tomlText(value) + '\n';
    }
    return file;
}

bool isPlainKeyword(const std::string &keyword)
{
    return !keyword.empty() && std::ranges::all_of(keyword, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

} // namespace

Result<> checkName(const QString &name)
{
    if (name.isEmpty() || name.size() > maxNameLength)
        return invalid(name.left(maxNameLength), u"a name has 1 to 63 characters"_s);
    if (!name.isValidUtf16())
        return invalid({}, u"the name is not a text"_s);
    if (std::ranges::any_of(name, [](QChar c) { return c.category() == QChar::Other_Control; }))
        return invalid({}, u"a name holds no control character"_s);
    if (name.trimmed() != name)
        return invalid(name, u"a name neither starts nor ends with a space"_s);
    if (name.startsWith(u'-'))
        return invalid(name, u"a name does not start with -"_s);
    if (name.contains(u"://"_s) || name.contains(u'='))
        return invalid(name, u"a name is not an address"_s);
    const bool isDemo = std::ranges::any_of(demoNames, [&name](QLatin1String demo) { return isSameName(name, demo); });
    if (isDemo)
        return invalid(name, u"this is the name of a demo environment"_s);
    return {};
}

Result<> checkEnvironment(const Environment &environment)
{
    TRY(checkName(environment.name));
    const auto &connection = environment.connection;
    for (const auto &[keyword, value] : connection) {
        if (std::ranges::find(secretKeywords, keyword) != secretKeywords.end())
            return invalid(environment.name, u"a password has no place among the settings"_s);
        if (!isPlainKeyword(keyword))
            return invalid(environment.name, u"a keyword of the connection is not a keyword"_s);
        const QString decoded = text(value);
        if (decoded.contains(QChar::ReplacementCharacter) || decoded.contains(QChar(u'\0')))
            return invalid(environment.name, u"%1 is not a text"_s.arg(text(keyword)));
    }
    if (!connection.contains("host") && !connection.contains("hostaddr") && !connection.contains("service"))
        return invalid(environment.name, u"host (or service) is missing"_s);
    if (const auto pooler = connection.find(std::string(pg::poolerKeyword));
        pooler != connection.end() && !pg::poolerFrom(pooler->second))
        return invalid(environment.name, u"pooler must be a host, or host:port"_s);
    if (const auto port = connection.find("port"); port != connection.end()) {
        for (const QString &one : text(port->second).split(u',')) {
            bool isNumber = false;
            const uint number = one.toUInt(&isNumber);
            if (!isNumber || number < 1 || number > 65535)
                return invalid(environment.name, u"port must be a number from 1 to 65535"_s);
        }
    }
    return {};
}

EnvironmentStore::EnvironmentStore(QString configFolder)
    : m_folder(std::move(configFolder))
    , m_ruleFiles(m_folder)
    , m_backupSettings(m_folder)
{}

QString EnvironmentStore::filePath() const
{
    return m_folder + u'/' + fileName;
}

Result<QList<Environment>> EnvironmentStore::list() const
{
    const QString path = filePath();
    if (!QFile::exists(path))
        return QList<Environment>();
    TRY_ASSIGN(const QByteArray bytes, readWholeFile(path, maxFileBytes));
    return readEnvironments(bytes, path);
}

Result<Environment> EnvironmentStore::find(const QString &name) const
{
    TRY_ASSIGN(const QList<Environment> environments, list());
    QStringList names;
    for (const Environment &environment : environments) {
        if (environment.name == name)
            return environment;
        names.append(environment.name);
    }
    return failure({.code = ErrorCode::EnvironmentUnknown, .subject = name, .detail = names.join(u", "_s)});
}

Result<> EnvironmentStore::change(const std::function<Result<>(QList<Environment> &)> &edit) const
{
    TRY(makePrivateFolder(m_folder));
    // Read, change and write under one lock: two programs that add at once must both be heard. A lock whose owner died
    // is taken over.
    QLockFile lock(m_folder + u"/environments.lock"_s);
    if (!lock.tryLock(lockTimeoutMilliseconds))
        return failure(
            {.code = ErrorCode::FileUnwritable, .subject = filePath(), .detail = u"another Sosie is changing it"_s});
    TRY_ASSIGN(QList<Environment> environments, list());
    TRY(edit(environments));

    const QString path = filePath();
    if (QFile::exists(path)) {
        // list() has just read it: this copy is a good one.
        TRY_ASSIGN(const QByteArray previous, readWholeFile(path, maxFileBytes));
        TRY(writeFileAtomically(path + u".bak"_s, previous));
    }
    const std::string changed = fileTextOf(environments);
    return writeFileAtomically(path, QByteArrayView(changed.data(), static_cast<qsizetype>(changed.size())));
}

Result<> EnvironmentStore::add(const Environment &environment) const
{
    TRY(checkEnvironment(environment));
    return change([&environment](QList<Environment> &environments) -> Result<> {
        for (const Environment &other : environments) {
            if (isSameName(other.name, environment.name))
                return failure({.code = ErrorCode::EnvironmentExists, .subject = other.name});
        }
        environments.append(environment);
        return {};
    });
}

Result<> EnvironmentStore::edit(const QString &name, const Environment &changed) const
{
    TRY(checkEnvironment(changed));
    TRY(change([&](QList<Environment> &environments) -> Result<> {
        Environment *edited = nullptr;
        for (Environment &environment : environments) {
            if (environment.name == name)
                edited = &environment;
            else if (isSameName(environment.name, changed.name))
                return failure({.code = ErrorCode::EnvironmentExists, .subject = environment.name});
        }
        if (edited == nullptr)
            return failure({.code = ErrorCode::EnvironmentUnknown, .subject = name});
        *edited = changed;
        if (changed.name == name)
            return {};
        // There under both names for a moment: whenever this ends, the environment has its rules, and is encrypted.
        TRY(m_backupSettings.copy(name, changed.name));
        return m_ruleFiles.copy(name, changed.name);
    }));
    if (changed.name == name)
        return {};
    TRY(m_backupSettings.setEncrypts(name, false));
    return m_ruleFiles.setAside(name);
}

Result<> EnvironmentStore::remove(const QString &name) const
{
    TRY(change([&name](QList<Environment> &environments) -> Result<> {
        if (environments.removeIf([&name](const Environment &environment) { return environment.name == name; }) == 0)
            return failure({.code = ErrorCode::EnvironmentUnknown, .subject = name});
        return {};
    }));
    return m_ruleFiles.setAside(name);
}

Result<QString> EnvironmentStore::restorePreviousCopy() const
{
    const QString path = filePath();
    QLockFile lock(m_folder + u"/environments.lock"_s);
    if (!lock.tryLock(lockTimeoutMilliseconds))
        return failure(
            {.code = ErrorCode::FileUnwritable, .subject = path, .detail = u"another Sosie is changing it"_s});
    const QString copy = path + u".bak"_s;
    TRY_ASSIGN(const QByteArray previous, readWholeFile(copy, maxFileBytes));
    TRY(readEnvironments(previous, copy));
    const QString aside = path + u".damaged-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s);
    if (!QFile::rename(path, aside))
        return failure({.code = ErrorCode::FileUnwritable, .subject = path, .detail = u"cannot be moved aside"_s});
    TRY(writeFileAtomically(path, previous));
    return aside;
}

} // namespace engine::environments
