// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/keys/project_key.h"
#include "engine/base/result.h"
#include "engine/environments/environment.h"
#include "engine/environments/identity.h"
#include "engine/environments/passwords/credentials.h"
#include "engine/environments/passwords/keychain.h"
#include "engine/environments/settings/environment_store.h"
#include "engine/environments/settings/table_groups.h"
#include "engine/runs/report.h"
#include "engine/safety/guard.h"
#include "engine/safety/production_registry.h"
#include "engine/store/run_history.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <atomic>
#include <optional>
#include <stop_token>

namespace ui {

/// What the demo is doing on its way up.
enum class DemoStep { Waiting, MakingServer, StartingServer, FillingDatabases };

/// What the window asks of the program around it; the composition root implements it. Outlives the window. Unless a
/// method says otherwise it may block and may be called on any thread but the window's.
class Backend
{
public:
    virtual ~Backend() = default;

    [[nodiscard]] virtual const engine::environments::EnvironmentStore &environmentStore() const = 0;
    [[nodiscard]] virtual const engine::environments::Keychain &keychain() const = 0;
    [[nodiscard]] virtual const engine::environments::CredentialResolver &credentials() const = 0;
    [[nodiscard]] virtual const engine::safety::ProductionRegistry &registry() const = 0;
    [[nodiscard]] virtual const engine::safety::Guard &guard() const = 0;
    [[nodiscard]] virtual const engine::store::RunHistory &history() const = 0;

    /// The person's environments, then those of the demo when it runs.
    [[nodiscard]] virtual engine::Result<QList<engine::environments::Environment>> environments() const = 0;
    [[nodiscard]] virtual engine::Result<engine::environments::TableGroups> tableGroups() const = 0;
    [[nodiscard]] virtual engine::Result<engine::anonymize::ProjectKey> projectKey() const = 0;
    /// Keeps the identity of a production for ever; does nothing for other types.
    virtual engine::Result<>
    rememberIfProduction(const engine::environments::Environment &environment,
                         const std::optional<engine::environments::Identity> &identity) const = 0;
    virtual void remember(const engine::runs::Report &report, const QDateTime &started) const = 0;

    /// Why the demo cannot run on this computer; the detail is the command that would help.
    [[nodiscard]] virtual std::optional<engine::Error> demoObstacle() const = 0;
    /// Makes the demo if there is none, and starts it. `step` is written on the calling thread while it lasts.
    virtual engine::Result<> startDemo(std::atomic<DemoStep> &step, std::stop_token stop) = 0;
    /// Stops the demo and removes every file of it.
    virtual engine::Result<> removeDemo() = 0;
};

} // namespace ui
