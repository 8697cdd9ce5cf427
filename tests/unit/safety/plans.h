// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/safety/guard.h"
#include "engine/safety/production_registry.h"
#include "engine/store/database.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

Q_DECLARE_METATYPE(engine::runs::Plan)

namespace tests {

inline const engine::environments::Identity productionIdentity{.systemIdentifier = "7000000000000000001",
                                                               .databaseOid = 16384};
inline const engine::environments::Identity testIdentity{.systemIdentifier = "7000000000000000002",
                                                         .databaseOid = 16384};

/// A clone of a production to an empty test environment, with nothing against it. The tests change one thing.
[[nodiscard]] inline engine::runs::Plan plan()
{
    using engine::environments::EnvironmentType;
    engine::runs::Plan plan{.kind = engine::runs::OperationKind::Clone,
                            .number = engine::runs::newPlanNumber(),
                            .effects = engine::runs::effectsOfClone(engine::runs::DataNature::Replaced)};
    plan.source = {.environment = {.name = QStringLiteral("boutique-prod"), .type = EnvironmentType::Production},
                   .identity = productionIdentity,
                   .database = QStringLiteral("boutique")};
    plan.target = {.environment = {.name = QStringLiteral("boutique-test"), .type = EnvironmentType::Test},
                   .identity = testIdentity,
                   .database = QStringLiteral("boutique")};
    plan.lockProbe = engine::runs::LockProbe::DifferentDatabase;
    return plan;
}

/// All data of the source as it is.
inline void goInClear(engine::runs::Plan &plan)
{
    plan.anonymized = false;
    plan.effects = engine::runs::effectsOfClone(engine::runs::DataNature::Clear);
}

template <typename Change>
[[nodiscard]] engine::runs::Plan planWith(Change change)
{
    engine::runs::Plan changed = plan();
    change(changed);
    return changed;
}

[[nodiscard]] inline QList<engine::ErrorCode> codesOf(const QList<engine::Error> &errors)
{
    QList<engine::ErrorCode> codes;
    for (const engine::Error &error : errors)
        codes.append(error.code);
    return codes;
}

/// A row of a test about what a guard answers to a plan.
template <typename Change>
void row(const char *name, Change change, const QList<engine::ErrorCode> &expected)
{
    QTest::newRow(name) << planWith(change) << expected;
}

/// A registry of productions in a folder of its own, which can be closed.
class RegistryOfTest final
{
public:
    RegistryOfTest() { open(); }

    /// As when the program has ended; nothing else of this may be asked then but where the folder is.
    void close()
    {
        m_registry.reset();
        m_database.reset();
    }
    [[nodiscard]] QString filePath(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] engine::store::Database &database() const { return *m_database; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] engine::safety::ProductionRegistry &registry() const { return *m_registry; }
    [[nodiscard]] engine::safety::Guard guard() const { return engine::safety::Guard(*m_registry); }

private:
    void open()
    {
        auto database = engine::store::Database::open(m_folder.path());
        if (!database)
            QTest::qFail("the store cannot be opened", __FILE__, __LINE__);
        m_database = std::make_unique<engine::store::Database>(std::move(*database));
        m_registry = std::make_unique<engine::safety::ProductionRegistry>(*m_database);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<engine::store::Database> m_database;
    std::unique_ptr<engine::safety::ProductionRegistry> m_registry;
};

} // namespace tests
