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
#include "engine/environments/settings/backup_settings.h"
#include "engine/environments/settings/environment_store.h"
#include "engine/environments/settings/table_groups.h"
#include "engine/environments/surroundings.h"
#include "engine/runs/report.h"
#include "engine/safety/guard.h"
#include "engine/safety/production_registry.h"
#include "engine/store/backup_records.h"
#include "engine/store/database.h"
#include "engine/store/run_history.h"
#include "engine/workspace/demo.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <memory>
#include <stop_token>

namespace engine::workspace {

/// Where a workspace keeps what it knows.
struct Places
{
    QString configFolder{};
    QString stateFolder{};
    QString dataFolder{};
    /// Tells the keychains of several homes apart.
    QString keychainScope{};
    /// Null: the sandbox in the data folder.
    std::unique_ptr<Demo> demo{};

    /// Those of this program.
    static Result<Places> ofProgram();
};

/// Everything both faces work with: environments, passwords, rules, history, guard, demo. Made once, by main() or a
/// test, and handed down by reference; nothing else creates a store, a keychain or a registry.
///
/// Owns all of it. The methods may be called on any thread that may block.
class Workspace final
{
public:
    /// Opens the folders and the store. `surroundings`: taken from the process before it had a second thread.
    static Result<std::unique_ptr<Workspace>> open(environments::Surroundings surroundings,
                                                   environments::CredentialOptions credentials);
    static Result<std::unique_ptr<Workspace>> openAt(Places places, environments::Surroundings surroundings,
                                                     environments::CredentialOptions credentials);

    [[nodiscard]] const environments::EnvironmentStore &environmentStore() const { return m_environments; }
    [[nodiscard]] const environments::TableGroupStore &tableGroupStore() const { return m_tableGroups; }
    [[nodiscard]] const environments::BackupSettings &backupSettings() const { return m_backupSettings; }
    [[nodiscard]] const environments::Keychain &keychain() const { return m_keychain; }
    [[nodiscard]] const environments::CredentialResolver &credentials() const { return m_credentials; }
    [[nodiscard]] const safety::ProductionRegistry &registry() const { return m_registry; }
    [[nodiscard]] const safety::Guard &guard() const { return m_guard; }
    [[nodiscard]] const store::RunHistory &history() const { return m_history; }
    [[nodiscard]] const store::BackupRecords &backups() const { return m_backups; }
    [[nodiscard]] Demo &demo() const { return *m_demo; }
    [[nodiscard]] const QString &sandboxFolder() const { return m_sandboxFolder; }
    /// Why nothing can be written to the history.
    [[nodiscard]] const std::optional<Error> &storeObstacle() const { return m_database.obstacle(); }
    /// Where a damaged store was set aside, if that happened: the person must be told.
    [[nodiscard]] std::optional<QString> storeSetAside() const { return m_database.setAside(); }

    /// The person's environments, then those of the sandbox when it is up.
    [[nodiscard]] Result<QList<environments::Environment>> environments() const;
    /// One of them by name. Errors: EnvironmentUnknown; SandboxUnavailable for a demo name while the sandbox is down.
    [[nodiscard]] Result<environments::Environment> environment(const QString &name) const;

    /// An end of an operation from what the command line was given: a name, or an address. An address counts as
    /// production, unless `type` says otherwise (a target's must).
    [[nodiscard]] Result<environments::End>
    end(const QString &nameOrAddress, std::optional<environments::EnvironmentType> type, std::stop_token stop) const;

    /// Asks the person for a password that is kept nowhere. Errors: PasswordMissing when nobody can be asked;
    /// Cancelled.
    [[nodiscard]] Result<Secret> askPassword(const QString &what) const;

    /// The project key: from the file SOSIE_KEY_FILE names, else from the keychain, else one for this run only (its
    /// kind says which). Errors: KeyFileInvalid, KeychainLocked.
    [[nodiscard]] Result<anonymize::ProjectKey> projectKey() const;

    /// The rules kept for an environment by its name, null when there are none; for an address there never are.
    [[nodiscard]] Result<std::shared_ptr<const anonymize::RuleSet>> keptRules(const QString &nameOrAddress) const;

    /// What the database of an environment is, whatever its type says; see safety::natureOf(). May block.
    [[nodiscard]] runs::Nature natureOf(const environments::Environment &environment,
                                        const environments::Evidence &evidence) const;
    /// Keeps the identity of a production for ever, or its address as long as it has not been reached; does nothing
    /// for other types.
    Result<> rememberIfProduction(const environments::Environment &environment,
                                  const std::optional<environments::Identity> &identity) const;
    /// Adds a report to the history; a history that cannot be written does not make an operation fail.
    void remember(const runs::Report &report, const QDateTime &started) const;

private:
    /// The productions among the person's environments, and where they are.
    [[nodiscard]] Result<QList<safety::ProductionAddress>> productions() const;
    [[nodiscard]] safety::ProductionAddress addressOf(const environments::Environment &environment) const;

    Workspace(store::Database database, Places places, environments::Surroundings surroundings,
              environments::CredentialOptions credentials);

    // The order matters: the registry and the history borrow the database, the guard borrows the registry.
    mutable store::Database m_database;
    safety::ProductionRegistry m_registry;
    safety::Guard m_guard;
    store::RunHistory m_history;
    store::BackupRecords m_backups;
    environments::EnvironmentStore m_environments;
    environments::TableGroupStore m_tableGroups;
    environments::BackupSettings m_backupSettings;
    environments::PasswordPrompt m_prompt;
    environments::Keychain m_keychain;
    environments::CredentialResolver m_credentials;
    QString m_sandboxFolder;
    std::unique_ptr<Demo> m_demo;
};

} // namespace engine::workspace
