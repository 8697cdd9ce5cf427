// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/settings/environment_editing.h"

namespace engine::environments {

namespace {

/// Puts the password where it is safe. Without a keychain the environment asks for it: that is not a failure.
SavedEnvironment keepPassword(const Keychain &keychain, Environment environment, const Secret &password)
{
    SavedEnvironment saved{.environment = std::move(environment)};
    if (password.isEmpty())
        return saved;
    if (const Result<> written = keychain.write(passwordKey(saved.environment.name), password); written) {
        saved.environment.passwordSource = PasswordSource::Keychain;
    } else {
        saved.environment.passwordSource = PasswordSource::Ask;
        saved.passwordNotKept = written.error();
        saved.passwordNotKept->subject = saved.environment.name;
    }
    return saved;
}

/// Looked at before the keychain is touched: the name may be that of an environment whose password is there.
Result<> checkNameIsFree(const EnvironmentStore &store, const QString &name, const QString &exceptFor)
{
    TRY_ASSIGN(const QList<Environment> others, store.list());
    for (const Environment &other : others) {
        if (other.name != exceptFor && other.name.toCaseFolded() == name.toCaseFolded())
            return failure({.code = ErrorCode::EnvironmentExists, .subject = other.name});
    }
    return {};
}

bool isInKeychain(const Environment &environment)
{
    return environment.passwordSource == PasswordSource::Keychain;
}

/// The password of the backups goes along. It stays under the old name too, which is that of the backups there are.
/// Without a keychain that answers it is asked for, as that of any other encrypted file.
void copyBackupPassword(const Keychain &keychain, const QString &from, const QString &to)
{
    const Result<std::optional<Secret>> found = keychain.read(backupPasswordKey(from));
    if (found && *found)
        static_cast<void>(keychain.write(backupPasswordKey(to), **found));
}

/// A password that no environment of the file uses any more. If the keychain is locked it stays there, where it is
/// safe.
void forget(const Keychain &keychain, const QString &name)
{
    static_cast<void>(keychain.remove(passwordKey(name)));
}

} // namespace

Result<Environment> makeEnvironment(const QString &name, EnvironmentType type, const pg::ConnectionInfo &address)
{
    Environment environment{.name = name, .type = type, .connection = address.values()};
    TRY(checkEnvironment(environment));
    return environment;
}

Result<SavedEnvironment> addEnvironment(const EnvironmentStore &store, const Keychain &keychain,
                                        Environment environment, const Secret &password)
{
    TRY(checkEnvironment(environment));
    TRY(checkNameIsFree(store, environment.name, {}));
    SavedEnvironment saved = keepPassword(keychain, std::move(environment), password);
    if (const Result<> added = store.add(saved.environment); !added) {
        if (!password.isEmpty() && added.error().code != ErrorCode::EnvironmentExists)
            forget(keychain, saved.environment.name);
        return failure(added.error());
    }
    return saved;
}

bool isRelabelled(const Environment &before, const Environment &after)
{
    return before.type == EnvironmentType::Production && after.type != EnvironmentType::Production;
}

Result<SavedEnvironment> editEnvironment(const EnvironmentStore &store, const Keychain &keychain, const QString &name,
                                         Environment changed, const Secret &password, const Relabelling &relabelling)
{
    TRY(checkEnvironment(changed));
    TRY_ASSIGN(const Environment before, store.find(name));
    const bool isConfirmed = relabelling.typedName == before.name && !relabelling.reason.trimmed().isEmpty();
    if (isRelabelled(before, changed) && !isConfirmed)
        return failure({.code = ErrorCode::RelabelUnconfirmed, .subject = before.name});
    TRY(checkNameIsFree(store, changed.name, name));
    Secret kept = password.clone();
    if (kept.isEmpty() && isInKeychain(before) && isInKeychain(changed) && changed.name != name) {
        TRY_ASSIGN(std::optional<Secret> found, keychain.read(passwordKey(name)));
        if (found)
            kept = std::move(*found);
    }
    SavedEnvironment saved = keepPassword(keychain, std::move(changed), kept);
    TRY(store.edit(name, saved.environment));
    if (saved.environment.name != name)
        copyBackupPassword(keychain, name, saved.environment.name);
    if (isInKeychain(before) && (!isInKeychain(saved.environment) || saved.environment.name != name))
        forget(keychain, name);
    return saved;
}

Result<> removeEnvironment(const EnvironmentStore &store, const Keychain &keychain, const QString &name)
{
    TRY_ASSIGN(const Environment before, store.find(name));
    TRY(store.remove(name));
    if (isInKeychain(before))
        forget(keychain, name);
    return {};
}

} // namespace engine::environments
