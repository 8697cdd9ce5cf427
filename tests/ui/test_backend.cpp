// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/test_backend.h"

using namespace Qt::StringLiterals;

TestBackend::TestBackend()
    : m_store(m_folder.path())
    , m_credentials(m_keychain, engine::environments::Surroundings{.homeFolder = m_folder.path()})
{
    auto database = engine::store::Database::open(m_folder.path());
    if (!database)
        qFatal("the store of a test cannot be opened");
    m_database = std::make_unique<engine::store::Database>(*std::move(database));
    m_registry = std::make_unique<engine::safety::ProductionRegistry>(*m_database);
    m_guard = std::make_unique<engine::safety::Guard>(*m_registry);
    m_history = std::make_unique<engine::store::RunHistory>(*m_database);
}

void TestBackend::add(const QString &name, engine::environments::EnvironmentType type, bool allowRaw)
{
    add({.name = name,
         .type = type,
         .connection = {{"host", m_folder.path().toStdString()}, {"dbname", "nowhere"}, {"user", "nobody"}},
         .passwordSource = engine::environments::PasswordSource::Ask,
         .allowRaw = allowRaw});
}

void TestBackend::add(const QString &name, engine::environments::EnvironmentType type,
                      const std::map<std::string, std::string> &connection)
{
    add({.name = name,
         .type = type,
         .connection = {connection.begin(), connection.end()},
         .passwordSource = engine::environments::PasswordSource::Ask});
}

void TestBackend::add(const engine::environments::Environment &environment)
{
    if (!m_store.add(environment))
        qFatal("an environment of a test cannot be added");
}
