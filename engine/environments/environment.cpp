// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/environment.h"

#include "engine/base/errors/sentence.h"

namespace engine::environments {

using namespace Qt::StringLiterals;

QString typeKey(EnvironmentType type)
{
    switch (type) {
    case EnvironmentType::Production:
        return u"production"_s;
    case EnvironmentType::Test:
        return u"test"_s;
    case EnvironmentType::Training:
        return u"training"_s;
    case EnvironmentType::Development:
        return u"development"_s;
    }
    return u"production"_s;
}

std::optional<EnvironmentType> typeFromKey(const QString &key)
{
    const QString folded = key.trimmed().toCaseFolded();
    if (folded == u"production" || folded == u"prod")
        return EnvironmentType::Production;
    if (folded == u"test")
        return EnvironmentType::Test;
    if (folded == u"training" || folded == u"formation")
        return EnvironmentType::Training;
    if (folded == u"development" || folded == u"dev" || folded == u"développement" || folded == u"developpement")
        return EnvironmentType::Development;
    return {};
}

QString typeName(EnvironmentType type)
{
    switch (type) {
    case EnvironmentType::Production:
        return Tr::tr("Production");
    case EnvironmentType::Test:
        return Tr::tr("Test");
    case EnvironmentType::Training:
        return Tr::tr("Training");
    case EnvironmentType::Development:
        return Tr::tr("Development");
    }
    return Tr::tr("Production");
}

} // namespace engine::environments
