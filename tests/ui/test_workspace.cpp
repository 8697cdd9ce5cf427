// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/test_workspace.h"

using namespace Qt::StringLiterals;

TestWorkspace::TestWorkspace()
{
    auto demo = std::make_unique<SaidDemo>();
    m_demo = demo.get();
    auto opened = engine::workspace::Workspace::openAt({.configFolder = m_folder.path(),
                                                        .stateFolder = m_folder.path(),
                                                        .dataFolder = m_folder.path(),
                                                        .keychainScope = m_folder.path(),
                                                        .demo = std::move(demo)},
                                                       {.homeFolder = m_folder.path()}, {});
    if (!opened)
        qFatal("the workspace of a test cannot be opened");
    m_workspace = *std::move(opened);
}

void TestWorkspace::add(const QString &name, engine::environments::EnvironmentType type, bool allowRaw)
{
    // Each a database of its own: else all of them could be the production that nobody has seen yet.
    add({.name = name,
         .type = type,
         .connection = {{"host", m_folder.path().toStdString()}, {"dbname", name.toStdString()}, {"user", "nobody"}},
         .passwordSource = engine::environments::PasswordSource::Ask,
         .allowRaw = allowRaw});
}

void TestWorkspace::add(const QString &name, engine::environments::EnvironmentType type,
                        const std::map<std::string, std::string> &connection)
{
    add({.name = name,
         .type = type,
         .connection = {connection.begin(), connection.end()},
         .passwordSource = engine::environments::PasswordSource::Ask});
}

void TestWorkspace::add(const engine::environments::Environment &environment)
{
    if (!m_workspace->environmentStore().add(environment))
        qFatal("an environment of a test cannot be added");
}
