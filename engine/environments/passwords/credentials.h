// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/base/secret.h"
#include "engine/environments/environment.h"
#include "engine/environments/passwords/keychain.h"
#include "engine/environments/passwords/password_memory.h"
#include "engine/environments/surroundings.h"
#include "engine/pg/reaching/connection_info.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace engine::environments {

/// Asks a person for the password of `what` ("boutique-prod", or an address). Returns PasswordMissing when there is
/// nobody to ask, Cancelled when the person closed the question. Called on the thread that resolves.
using PasswordPrompt = std::function<Result<Secret>(const QString &what)>;

struct CredentialOptions
{
    /// --password-file; empty: none.
    QString passwordFile{};
    /// Empty: nobody is asked.
    PasswordPrompt prompt{};
    /// Where the way by which each environment was reached is kept (pg::KnownWay); empty: nowhere.
    QString waysFile{};
    /// Where what a person typed stays until the program ends; null: it is used once.
    std::shared_ptr<PasswordMemory> memory{};
};

/// From an environment, or an address of the command line, to a connection with its password.
///
/// The password is looked for in this order: in the address itself; the password file of the options;
/// SOSIE_PASSWORD_<NAME>; the keychain, if the environment keeps it there; what was typed in this run; the service
/// file; PGPASSWORD; ~/.pgpass or PGPASSFILE. When none has it and the server asks for one, the prompt is the last
/// resort. Immutable; any thread that may block.
class CredentialResolver final
{
public:
    CredentialResolver(Keychain keychain, Surroundings surroundings, CredentialOptions options = {});

    /// Errors: those of completed(), KeychainLocked, KeychainMissing (only when the environment keeps its password
    /// there and no later place has it), FileUnreadable, PasswordMissing, Cancelled. Whether the server can be reached
    /// is not an error of this function: it connects only to learn whether a password is asked for.
    [[nodiscard]] Result<pg::ConnectionInfo> resolve(const Environment &environment, std::stop_token stop = {}) const;
    /// For an address given instead of a name.
    [[nodiscard]] Result<pg::ConnectionInfo> resolve(pg::ConnectionInfo address, EnvironmentType type,
                                                     std::stop_token stop = {}) const;

    /// The same without the server and the prompt: the password may be empty.
    [[nodiscard]] Result<pg::ConnectionInfo> lookUp(const Environment &environment) const;

    /// The names of the services that an address may name, in the order of their files; nothing of a file that cannot
    /// be read.
    [[nodiscard]] QStringList services() const;

    /// What a person typed for an environment is known until the program ends; nothing without a memory.
    void keepForThisRun(const Environment &environment, const Secret &password) const;
    /// It was refused, or the person wants to type it again.
    void forgetForThisRun(const QString &name) const;

    /// The address with everything filled in that it leaves out, and no password.
    [[nodiscard]] Result<pg::ConnectionInfo> address(const Environment &environment) const;

private:
    struct Question;
    [[nodiscard]] Result<pg::ConnectionInfo> lookUp(pg::ConnectionInfo address, const Question &question) const;
    [[nodiscard]] Result<std::optional<Secret>> findPassword(const pg::ConnectionInfo &info,
                                                             const Question &question) const;
    [[nodiscard]] Result<pg::ConnectionInfo> askIfNeeded(pg::ConnectionInfo info, const QString &what,
                                                         std::stop_token stop) const;

    Keychain m_keychain;
    Surroundings m_surroundings;
    CredentialOptions m_options;
};

} // namespace engine::environments
