// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/environments/environment.h"

#include <QList>
#include <QObject>

namespace ui {

class Backend;
class Background;

/// The environments every page chooses from: read in the background, kept as one list, order of the person.
class EnvironmentList final : public QObject
{
    Q_OBJECT

public:
    EnvironmentList(Backend &backend, Background &background, QObject *parent = nullptr);

    void reload();
    /// False until the first reload() has come back.
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }
    [[nodiscard]] const QList<engine::environments::Environment> &all() const { return m_environments; }
    /// Null when there is none of that name.
    [[nodiscard]] const engine::environments::Environment *find(const QString &name) const;
    [[nodiscard]] bool hasDemo() const;

signals:
    void changed();
    void failed(const engine::Error &error);

private:
    Backend &m_backend;
    Background &m_background;
    QList<engine::environments::Environment> m_environments;
    bool m_isLoaded = false;
};

} // namespace ui
