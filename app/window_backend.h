// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/services.h"
#include "ui/backend.h"

namespace app {

/// The services, and the demo, as the window asks for them. Borrows the services, which must outlive it.
class WindowBackend final : public ui::Backend
{
public:
    explicit WindowBackend(Services &services)
        : m_services(services)
    {}

    [[nodiscard]] const engine::environments::EnvironmentStore &environmentStore() const override
    {
        return m_services.environmentStore();
    }
    [[nodiscard]] const engine::environments::Keychain &keychain() const override { return m_services.keychain(); }
    [[nodiscard]] const engine::environments::CredentialResolver &credentials() const override
    {
        return m_services.credentials();
    }
    [[nodiscard]] const engine::safety::ProductionRegistry &registry() const override { return m_services.registry(); }
    [[nodiscard]] const engine::safety::Guard &guard() const override { return m_services.guard(); }
    [[nodiscard]] const engine::store::RunHistory &history() const override { return m_services.history(); }

    [[nodiscard]] engine::Result<QList<engine::environments::Environment>> environments() const override;
    [[nodiscard]] engine::Result<engine::environments::TableGroups> tableGroups() const override
    {
        return m_services.tableGroupStore().load();
    }
    [[nodiscard]] engine::Result<engine::anonymize::ProjectKey> projectKey() const override;
    engine::Result<> rememberIfProduction(const engine::environments::Environment &environment,
                                          const std::optional<engine::environments::Identity> &identity) const override;
    void remember(const engine::runs::Report &report, const QDateTime &started) const override;

    [[nodiscard]] std::optional<engine::Error> demoObstacle() const override;
    engine::Result<> startDemo(std::atomic<ui::DemoStep> &step, std::stop_token stop) override;
    engine::Result<> removeDemo() override;

private:
    Services &m_services;
};

} // namespace app
