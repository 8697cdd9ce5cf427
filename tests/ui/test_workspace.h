// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/workspace/workspace.h"

#include <QTemporaryDir>

#include <map>
#include <memory>
#include <string>

/// A demo that is what a test says.
class SaidDemo final : public engine::workspace::Demo
{
public:
    [[nodiscard]] std::vector<engine::sandbox::DemoDatabase> databases() const override { return {}; }
    [[nodiscard]] std::optional<engine::Error> obstacle() const override { return saidObstacle; }
    engine::Result<> start(std::atomic<engine::workspace::DemoStep> &, std::stop_token) override { return answer; }
    engine::Result<> remove() override { return {}; }

    std::optional<engine::Error> saidObstacle{};
    engine::Result<> answer{};
};

/// A workspace over folders of its own: as the program's, but for the demo.
class TestWorkspace final
{
public:
    TestWorkspace();

    // As the window takes it, and for what a test asks of it.
    operator engine::workspace::Workspace &() const { return *m_workspace; } // NOLINT(google-explicit-constructor)
    engine::workspace::Workspace *operator->() const { return m_workspace.get(); }
    engine::workspace::Workspace &operator*() const { return *m_workspace; }

    /// Adds an environment on a socket where nobody listens.
    void add(const QString &name, engine::environments::EnvironmentType type, bool allowRaw = false);

    /// Adds one that is there.
    void add(const QString &name, engine::environments::EnvironmentType type,
             const std::map<std::string, std::string> &connection);

    /// Where its store is.
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] SaidDemo &demo() const { return *m_demo; }

private:
    void add(const engine::environments::Environment &environment);

    QTemporaryDir m_folder;
    SaidDemo *m_demo;
    std::unique_ptr<engine::workspace::Workspace> m_workspace;
};
