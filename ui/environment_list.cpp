// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/environment_list.h"

#include "engine/workspace/workspace.h"
#include "ui/background.h"

#include <algorithm>

namespace ui {

using engine::environments::Environment;

EnvironmentList::EnvironmentList(engine::workspace::Workspace &workspace, Background &background, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_background(background)
{}

void EnvironmentList::reload()
{
    m_background.run(
        this, [&workspace = m_workspace] { return workspace.environments(); },
        [this](engine::Result<QList<Environment>> environments) {
            m_isLoaded = true;
            if (environments)
                m_environments = *std::move(environments);
            else
                emit failed(environments.error());
            emit changed();
        });
}

const Environment *EnvironmentList::find(const QString &name) const
{
    const auto found = std::find_if(m_environments.begin(), m_environments.end(),
                                    [&](const Environment &environment) { return environment.name == name; });
    return found == m_environments.end() ? nullptr : &*found;
}

std::optional<engine::runs::Nature> EnvironmentList::nature(const QString &name) const
{
    const auto known = m_natures.constFind(name);
    const Environment *now = find(name);
    if (known == m_natures.cend() || now == nullptr || *now != known->environment)
        return {};
    return known->nature;
}

void EnvironmentList::setNature(const Environment &environment, const engine::runs::Nature &nature)
{
    const auto before = this->nature(environment.name);
    m_natures.insert(environment.name, {environment, nature});
    if (!before || before->sign != nature.sign || before->production != nature.production)
        emit naturesChanged();
}

bool EnvironmentList::countsAsProduction(const Environment &environment) const
{
    const auto known = nature(environment.name);
    return environment.type == engine::environments::EnvironmentType::Production || (known && known->isProduction());
}

bool EnvironmentList::hasDemo() const
{
    return std::any_of(m_environments.begin(), m_environments.end(),
                       [](const Environment &environment) { return environment.isDemo; });
}

} // namespace ui
