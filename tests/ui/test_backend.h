// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/store/database.h"
#include "ui/backend.h"

#include <QTemporaryDir>

#include <map>
#include <memory>
#include <string>

/// A backend over a folder of its own, with the demo replaced by what a test says.
class TestBackend final : public ui::Backend
{
public:
    TestBackend();

    [[nodiscard]] const engine::environments::EnvironmentStore &environmentStore() const override { return m_store; }
    [[nodiscard]] const engine::environments::Keychain &keychain() const override { return m_keychain; }
    [[nodiscard]] const engine::environments::CredentialResolver &credentials() const override { return m_credentials; }
    [[nodiscard]] const engine::safety::ProductionRegistry &registry() const override { return *m_registry; }
    [[nodiscard]] const engine::safety::Guard &guard() const override { return *m_guard; }
    [[nodiscard]] const engine::store::RunHistory &history() const override { return *m_history; }
    [[nodiscard]] engine::Result<QList<engine::environments::Environment>> environments() const override
    {
        return m_store.list();
    }
    [[nodiscard]] engine::Result<engine::environments::TableGroups> tableGroups() const override { return groups; }
    [[nodiscard]] engine::Result<engine::anonymize::ProjectKey> projectKey() const override
    {
        return engine::anonymize::ProjectKey::random();
    }
    engine::Result<> rememberIfProduction(const engine::environments::Environment &,
                                          const std::optional<engine::environments::Identity> &) const override
    {
        return {};
    }
    void remember(const engine::runs::Report &, const QDateTime &) const override {}
    [[nodiscard]] std::optional<engine::Error> demoObstacle() const override { return obstacle; }
    engine::Result<> startDemo(std::atomic<ui::DemoStep> &, std::stop_token) override { return demoAnswer; }
    engine::Result<> removeDemo() override { return {}; }

    /// Adds an environment on a socket where nobody listens.
    void add(const QString &name, engine::environments::EnvironmentType type, bool allowRaw = false);

    /// Adds one that is there.
    void add(const QString &name, engine::environments::EnvironmentType type,
             const std::map<std::string, std::string> &connection);

    std::optional<engine::Error> obstacle{};
    engine::Result<> demoAnswer{};
    engine::environments::TableGroups groups{};

private:
    void add(const engine::environments::Environment &environment);

    QTemporaryDir m_folder;
    engine::environments::EnvironmentStore m_store;
    engine::environments::Keychain m_keychain;
    engine::environments::CredentialResolver m_credentials;
    std::unique_ptr<engine::store::Database> m_database;
    std::unique_ptr<engine::safety::ProductionRegistry> m_registry;
    std::unique_ptr<engine::safety::Guard> m_guard;
    std::unique_ptr<engine::store::RunHistory> m_history;
};
