// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/passwords/credentials.h"

#include "engine/environments/connection_recipe.h"
#include "engine/environments/pg_pass.h"
#include "engine/pg/connection.h"
#include "engine/pg/reaching/doors.h"

#include <sstream>
#include <utility>
#include <vector>

namespace engine::environments {

using namespace Qt::StringLiterals;

namespace {

/// "a,b" as libpq splits lists of hosts and ports.
std::vector<std::string> split(const std::string &list)
{
    std::vector<std::string> parts;
    std::istringstream stream(list);
    for (std::string part; std::getline(stream, part, ',');)
        parts.push_back(part);
    if (parts.empty())
        parts.emplace_back();
    return parts;
}

/// What ~/.pgpass is asked: one question per host of a list, of which the first answer counts.
std::vector<PgPassQuestion> questions(const pg::ConnectionInfo &info)
{
    const std::vector<std::string> hosts
        = split(info.value("host").empty() ? info.value("hostaddr") : info.value("host"));
    const std::vector<std::string> ports = split(info.value("port"));
    std::vector<PgPassQuestion> all;
    for (size_t i = 0; i < hosts.size(); ++i) {
        all.push_back({.host = hosts[i],
                       .port = i < ports.size() ? ports[i] : ports.front(),
                       .database = info.value("dbname"),
                       .user = info.value("user")});
    }
    return all;
}

Result<std::optional<Secret>> askPgPass(const pg::ConnectionInfo &info, const Surroundings &surroundings)
{
    const std::string named = info.value("passfile");
    const QString path = named.empty() ? surroundings.homeFolder + u"/.pgpass"_s : text(named);
    for (const PgPassQuestion &question : questions(info)) {
        TRY_ASSIGN(std::optional<Secret> password, readPgPass(path, question));
        if (password)
            return password;
    }
    return std::optional<Secret>();
}

Encryption encryptionFor(EnvironmentType type)
{
    return type == EnvironmentType::Production ? Encryption::Required : Encryption::Optional;
}

} // namespace

/// Whose password is looked for. An address has neither a name nor a keychain entry.
struct CredentialResolver::Question
{
    QString name{};
    PasswordSource source = PasswordSource::Ask;
    EnvironmentType type = EnvironmentType::Production;
};

CredentialResolver::CredentialResolver(Keychain keychain, Surroundings surroundings, CredentialOptions options)
    : m_keychain(std::move(keychain))
    , m_surroundings(std::move(surroundings))
    , m_options(std::move(options))
{}

Result<std::optional<Secret>> CredentialResolver::findPassword(const pg::ConnectionInfo &info,
                                                               const Question &question) const
{
    if (!m_options.passwordFile.isEmpty())
        return readPasswordFile(m_options.passwordFile).map([](Secret password) {
            return std::optional<Secret>(std::move(password));
        });
    if (!question.name.isEmpty()) {
        if (const auto value = m_surroundings.variable(passwordVariable(question.name)))
            return std::optional<Secret>(Secret(*value));
    }

    std::optional<Error> keychainError;
    if (question.source == PasswordSource::Keychain) {
        Result<std::optional<Secret>> kept = m_keychain.read(passwordKey(question.name));
        if (kept && *kept)
            return kept;
        if (!kept)
            keychainError = kept.error();
    }
    if (m_options.memory && !question.name.isEmpty()) {
        if (auto typed = m_options.memory->find(question.name, info))
            return typed;
    }
    if (!info.password().isEmpty())
        return std::optional<Secret>(info.password().clone());
    if (const auto value = m_surroundings.variable("PGPASSWORD"))
        return std::optional<Secret>(Secret(*value));
    TRY_ASSIGN(std::optional<Secret> written, askPgPass(info, m_surroundings));
    // A person who can be asked does not need the keychain.
    if (!written && keychainError && !m_options.prompt) {
        keychainError->subject = question.name;
        return failure(*keychainError);
    }
    return written;
}

Result<pg::ConnectionInfo> CredentialResolver::lookUp(pg::ConnectionInfo address, const Question &question) const
{
    Secret given = address.takePassword();
    TRY_ASSIGN(pg::ConnectionInfo info, completed(std::move(address), m_surroundings, encryptionFor(question.type)));
    if (given.isEmpty()) {
        TRY_ASSIGN(std::optional<Secret> password, findPassword(info, question));
        info.setPassword(password ? std::move(*password) : Secret());
    } else {
        info.setPassword(std::move(given));
    }
    // Read by us; libpq must not read it again.
    info.set("passfile", {});
    return info;
}

Result<pg::ConnectionInfo> CredentialResolver::lookUp(const Environment &environment) const
{
    pg::ConnectionInfo address;
    for (const auto &[keyword, value] : environment.connection)
        address.set(keyword, value);
    // The sandbox's sockets let only this user in, without a password; its address is complete.
    if (environment.isDemo)
        return address;
    TRY_ASSIGN(pg::ConnectionInfo info,
               lookUp(std::move(address),
                      {.name = environment.name, .source = environment.passwordSource, .type = environment.type}));
    // Whoever connects to it, and from the first time on: asking whether a password is wanted connects as well.
    if (!m_options.waysFile.isEmpty())
        info.set(pg::waysKeyword, m_options.waysFile.toStdString());
    return info;
}

Result<pg::ConnectionInfo> CredentialResolver::address(const Environment &environment) const
{
    pg::ConnectionInfo address;
    for (const auto &[keyword, value] : environment.connection)
        address.set(keyword, value);
    if (environment.isDemo)
        return address;
    TRY_ASSIGN(pg::ConnectionInfo info, completed(std::move(address), m_surroundings, encryptionFor(environment.type)));
    static_cast<void>(info.takePassword());
    info.set("passfile", {});
    return info;
}

Result<pg::ConnectionInfo> CredentialResolver::askIfNeeded(pg::ConnectionInfo info, const QString &what,
                                                           std::stop_token stop) const
{
    const Result<pg::Connection> opened = pg::Connection::open(info, {.stop = stop});
    // Any other failure is found again, and told, by the one who uses the connection.
    if (opened || opened.error().code != ErrorCode::PasswordMissing)
        return info;
    if (!m_options.prompt)
        return failure({.code = ErrorCode::PasswordMissing, .subject = what, .detail = opened.error().detail});
    TRY_ASSIGN(Secret password, m_options.prompt(what));
    info.setPassword(std::move(password));
    // One that opens is not asked for again in this run; one that does not is told by the one who uses it.
    if (m_options.memory && pg::Connection::open(info, {.stop = std::move(stop)}))
        m_options.memory->remember(what, info, info.password());
    return info;
}

QStringList CredentialResolver::services() const
{
    return serviceNames(m_surroundings);
}

void CredentialResolver::keepForThisRun(const Environment &environment, const Secret &password) const
{
    if (!m_options.memory || password.isEmpty())
        return;
    if (const auto complete = address(environment))
        m_options.memory->remember(environment.name, *complete, password);
}

void CredentialResolver::forgetForThisRun(const QString &name) const
{
    if (m_options.memory)
        m_options.memory->forget(name);
}

Result<pg::ConnectionInfo> CredentialResolver::resolve(const Environment &environment, std::stop_token stop) const
{
    TRY_ASSIGN(pg::ConnectionInfo info, lookUp(environment));
    if (environment.isDemo || !info.password().isEmpty())
        return info;
    return askIfNeeded(std::move(info), environment.name, std::move(stop));
}

Result<pg::ConnectionInfo> CredentialResolver::resolve(pg::ConnectionInfo address, EnvironmentType type,
                                                       std::stop_token stop) const
{
    TRY_ASSIGN(pg::ConnectionInfo info, lookUp(std::move(address), Question{.type = type}));
    if (!info.password().isEmpty())
        return info;
    const QString what = text(info.redacted());
    return askIfNeeded(std::move(info), what, std::move(stop));
}

} // namespace engine::environments
