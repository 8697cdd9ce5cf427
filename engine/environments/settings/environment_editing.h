// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/environments/environment.h"
#include "engine/environments/passwords/keychain.h"
#include "engine/environments/settings/environment_store.h"
#include "engine/pg/reaching/connection_info.h"

#include <QString>

#include <optional>

namespace engine::environments {

/// Where the password of an added or changed environment is now.
struct SavedEnvironment
{
    Environment environment{};
    /// Why the password was not kept (KeychainMissing, KeychainLocked): it will be asked for. Not a failure.
    std::optional<Error> passwordNotKept{};
};

/// An environment from an address: its keywords without the password. Errors: those of checkEnvironment().
[[nodiscard]] Result<Environment> makeEnvironment(const QString &name, EnvironmentType type,
                                                  const pg::ConnectionInfo &address);

/// Adds an environment; a password, if there is one, goes to the keychain first, and out of it again when the
/// environment cannot be added.
Result<SavedEnvironment> addEnvironment(const EnvironmentStore &store, const Keychain &keychain,
                                        Environment environment, const Secret &password);

/// What a person gives to call a production something else: its name, typed, and why.
struct Relabelling
{
    QString typedName{};
    QString reason{};
};

[[nodiscard]] bool isRelabelled(const Environment &before, const Environment &after);

/// Changes an environment. An empty `password` leaves the one in the keychain, also under a new name.
/// Errors: RelabelUnconfirmed when a production gets another type and `relabelling` does not say so.
Result<SavedEnvironment> editEnvironment(const EnvironmentStore &store, const Keychain &keychain, const QString &name,
                                         Environment changed, const Secret &password,
                                         const Relabelling &relabelling = {});

/// Removes an environment and its password. That its database was production stays known (ProductionRegistry).
Result<> removeEnvironment(const EnvironmentStore &store, const Keychain &keychain, const QString &name);

} // namespace engine::environments
