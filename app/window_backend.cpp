// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/window_backend.h"

#include "engine/sandbox/sandbox.h"
#include "engine/sandbox/server_programs.h"

namespace app {

using engine::Result;
using engine::sandbox::Sandbox;
using engine::sandbox::SandboxStep;
using engine::sandbox::ServerPrograms;

Result<QList<engine::environments::Environment>> WindowBackend::environments() const
{
    return m_services.environments();
}

Result<engine::anonymize::ProjectKey> WindowBackend::projectKey() const
{
    return m_services.projectKey();
}

Result<> WindowBackend::rememberIfProduction(const engine::environments::Environment &environment,
                                             const std::optional<engine::environments::Identity> &identity) const
{
    return m_services.rememberIfProduction(environment, identity);
}

void WindowBackend::remember(const engine::runs::Report &report, const QDateTime &started) const
{
    m_services.remember(report, started);
}

std::optional<engine::Error> WindowBackend::demoObstacle() const
{
    const Result<ServerPrograms> programs = ServerPrograms::find();
    return programs ? std::optional<engine::Error>() : programs.error();
}

Result<> WindowBackend::startDemo(std::atomic<ui::DemoStep> &step, std::stop_token stop)
{
    const auto onStep = [&step](const SandboxStep &now) {
        switch (now.kind) {
        case SandboxStep::Kind::MakingServer:
            step = ui::DemoStep::MakingServer;
            break;
        case SandboxStep::Kind::StartingServer:
            step = ui::DemoStep::StartingServer;
            break;
        case SandboxStep::Kind::FillingDatabases:
        case SandboxStep::Kind::Ready:
            step = ui::DemoStep::FillingDatabases;
            break;
        }
    };
    return Sandbox(m_services.sandboxFolder()).up(onStep, stop);
}

Result<> WindowBackend::removeDemo()
{
    return Sandbox(m_services.sandboxFolder()).remove();
}

} // namespace app
