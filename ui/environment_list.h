// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/environments/environment.h"
#include "engine/runs/nature.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <optional>

namespace engine::workspace {
class Workspace;
}

namespace ui {

class Background;

/// The environments every page chooses from: read in the background, kept as one list, order of the person.
class EnvironmentList final : public QObject
{
    Q_OBJECT

public:
    EnvironmentList(engine::workspace::Workspace &workspace, Background &background, QObject *parent = nullptr);

    void reload();
    /// False until the first reload() has come back.
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }
    [[nodiscard]] const QList<engine::environments::Environment> &all() const { return m_environments; }
    /// Null when there is none of that name.
    [[nodiscard]] const engine::environments::Environment *find(const QString &name) const;
    [[nodiscard]] bool hasDemo() const;

    /// What the database behind an environment turned out to be; nothing until somebody has looked, or when it leads
    /// elsewhere since.
    [[nodiscard]] std::optional<engine::runs::Nature> nature(const QString &name) const;
    void setNature(const engine::environments::Environment &environment, const engine::runs::Nature &nature);
    /// Whatever it is called: its type says so, or what its database is.
    [[nodiscard]] bool countsAsProduction(const engine::environments::Environment &environment) const;

signals:
    void changed();
    /// More is known of what environments are.
    void naturesChanged();
    void failed(const engine::Error &error);

private:
    engine::workspace::Workspace &m_workspace;
    Background &m_background;
    QList<engine::environments::Environment> m_environments;
    struct Known
    {
        engine::environments::Environment environment{};
        engine::runs::Nature nature{};
    };
    QHash<QString, Known> m_natures;
    bool m_isLoaded = false;
};

} // namespace ui
