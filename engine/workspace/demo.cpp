// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/demo.h"

#include "engine/sandbox/server_programs.h"

namespace engine::workspace {

using sandbox::SandboxStep;
using sandbox::ServerPrograms;

std::optional<Error> SandboxDemo::obstacle() const
{
    const Result<ServerPrograms> programs = ServerPrograms::find();
    return programs ? std::optional<Error>() : programs.error();
}

Result<> SandboxDemo::start(std::atomic<DemoStep> &step, std::stop_token stop)
{
    const auto onStep = [&step](const SandboxStep &now) {
        switch (now.kind) {
        case SandboxStep::Kind::MakingServer:
            step = DemoStep::MakingServer;
            break;
        case SandboxStep::Kind::StartingServer:
            step = DemoStep::StartingServer;
            break;
        case SandboxStep::Kind::FillingDatabases:
        case SandboxStep::Kind::Ready:
            step = DemoStep::FillingDatabases;
            break;
        }
    };
    return m_sandbox.up(onStep, stop);
}

} // namespace engine::workspace
