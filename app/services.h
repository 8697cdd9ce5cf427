// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/keys/project_key.h"
#include "engine/base/result.h"
#include "engine/columns/kept_rules.h"
#include "engine/environments/end.h"
#include "engine/environments/environment.h"
#include "engine/environments/identity.h"
#include "engine/environments/passwords/credentials.h"
#include "engine/environments/passwords/keychain.h"
#include "engine/environments/settings/environment_store.h"
#include "engine/environments/settings/table_groups.h"
#include "engine/environments/surroundings.h"
#include "engine/runs/report.h"
#include "engine/safety/guard.h"
#include "engine/safety/production_registry.h"
#include "engine/store/database.h"
#include "engine/store/run_history.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <memory>
#include <stop_token>

namespace app {

/// Everything both faces work with, made once by main() and handed down by reference: where the program is put
/// together. Nothing else creates a store, a keychain or a registry.
///
/// Owns all of it. The methods may be called on any thread that may block.
class Services final
{
public:
    /// Opens the folders and the store. `surroundings`: taken from the process before it had a second thread.
    static engine::Result<std::unique_ptr<Services>> open(engine::environments::Surroundings surroundings,
                                                          engine::environments::CredentialOptions credentials);

    [[nodiscard]] const engine::environments::EnvironmentStore &environmentStore() const { return m_environments; }
    [[nodiscard]] const engine::environments::TableGroupStore &tableGroupStore() const { return m_tableGroups; }
    [[nodiscard]] const engine::environments::Keychain &keychain() const { return m_keychain; }
    [[nodiscard]] const engine::environments::CredentialResolver &credentials() const { return m_credentials; }
    [[nodiscard]] const engine::safety::ProductionRegistry &registry() const { return m_registry; }
    [[nodiscard]] const engine::safety::Guard &guard() const { return m_guard; }
    [[nodiscard]] const engine::store::RunHistory &history() const { return m_history; }
    [[nodiscard]] const QString &sandboxFolder() const { return m_sandboxFolder; }
    /// Where a damaged store was set aside, if that happened: the person must be told.
    /// Why nothing can be written to the history.
    [[nodiscard]] const std::optional<engine::Error> &storeObstacle() const { return m_database.obstacle(); }
    [[nodiscard]] std::optional<QString> storeSetAside() const { return m_database.setAside(); }

    /// The person's environments, then those of the sandbox when it is up.
    [[nodiscard]] engine::Result<QList<engine::environments::Environment>> environments() const;
    /// One of them by name. Errors: EnvironmentUnknown; SandboxUnavailable for a demo name while the sandbox is down.
    [[nodiscard]] engine::Result<engine::environments::Environment> environment(const QString &name) const;

    /// An end of an operation from what the command line was given: a name, or an address. An address counts as
    /// production, unless `type` says otherwise (a target's must).
    [[nodiscard]] engine::Result<engine::environments::End>
    end(const QString &nameOrAddress, std::optional<engine::environments::EnvironmentType> type,
        std::stop_token stop) const;

    /// The project key: from the file SOSIE_KEY_FILE names, else from the keychain, else one for this run only (its
    /// kind says which). Errors: KeyFileInvalid, KeychainLocked.
    [[nodiscard]] engine::Result<engine::anonymize::ProjectKey> projectKey() const;

    /// The rules kept for an environment by its name, null when there are none; for an address there never are.
    [[nodiscard]] engine::Result<std::shared_ptr<const engine::anonymize::RuleSet>>
    keptRules(const QString &nameOrAddress) const;

    /// What the database of an environment is, whatever its type says; see safety::natureOf(). May block.
    [[nodiscard]] engine::runs::Nature natureOf(const engine::environments::Environment &environment,
                                                const engine::environments::Evidence &evidence) const;
    /// Keeps the identity of a production for ever, or its address as long as it has not been reached; does nothing
    /// for other types.
    engine::Result<> rememberIfProduction(const engine::environments::Environment &environment,
                                          const std::optional<engine::environments::Identity> &identity) const;
    /// Adds a report to the history; a history that cannot be written does not make an operation fail.
    void remember(const engine::runs::Report &report, const QDateTime &started) const;

private:
    /// The productions among the person's environments, and where they are.
    [[nodiscard]] engine::Result<QList<engine::safety::ProductionAddress>> productions() const;
    [[nodiscard]] engine::safety::ProductionAddress
    addressOf(const engine::environments::Environment &environment) const;

    Services(engine::store::Database database, const QString &configFolder, QString sandboxFolder,
             engine::environments::Surroundings surroundings, engine::environments::CredentialOptions credentials);

    // The order matters: the registry and the history borrow the database, the guard borrows the registry.
    mutable engine::store::Database m_database;
    engine::safety::ProductionRegistry m_registry;
    engine::safety::Guard m_guard;
    engine::store::RunHistory m_history;
    engine::environments::EnvironmentStore m_environments;
    engine::environments::TableGroupStore m_tableGroups;
    engine::environments::Keychain m_keychain;
    engine::environments::CredentialResolver m_credentials;
    QString m_sandboxFolder;
};

} // namespace app
