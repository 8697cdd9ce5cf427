// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/sandbox/sandbox.h"

#include <QString>

#include <atomic>
#include <optional>
#include <stop_token>
#include <vector>

namespace engine::workspace {

enum class DemoStep { Waiting, MakingServer, StartingServer, FillingDatabases };

/// The environments of the demonstration, as the faces ask for them. Any thread that may block.
class Demo
{
public:
    Demo() = default;
    Demo(const Demo &) = delete;
    Demo &operator=(const Demo &) = delete;
    virtual ~Demo() = default;

    /// None while it is down. No connection is made.
    [[nodiscard]] virtual std::vector<sandbox::DemoDatabase> databases() const = 0;
    /// Why it cannot run on this computer; the detail is the command that would help.
    [[nodiscard]] virtual std::optional<Error> obstacle() const = 0;
    /// Makes the demo if there is none, and starts it. `step` is written on the calling thread while it lasts.
    virtual Result<> start(std::atomic<DemoStep> &step, std::stop_token stop) = 0;
    /// Stops it and removes every file of it.
    virtual Result<> remove() = 0;
};

/// The sandbox of this computer.
class SandboxDemo final : public Demo
{
public:
    explicit SandboxDemo(const QString &folder)
        : m_sandbox(folder)
    {}

    [[nodiscard]] std::vector<sandbox::DemoDatabase> databases() const override { return m_sandbox.databases(); }
    [[nodiscard]] std::optional<Error> obstacle() const override;
    Result<> start(std::atomic<DemoStep> &step, std::stop_token stop) override;
    Result<> remove() override { return m_sandbox.remove(); }

private:
    sandbox::Sandbox m_sandbox;
};

} // namespace engine::workspace
