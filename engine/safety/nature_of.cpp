// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/safety/nature_of.h"

#include "engine/environments/whereabouts.h"
#include "engine/safety/production_registry.h"

namespace engine::safety {

using environments::Environment;
using environments::EnvironmentType;
using environments::Evidence;
using environments::Whereabouts;

namespace {

/// Where an address leads. The service it names is part of that; `full` has none any more.
Whereabouts whereaboutsOf(const ProductionAddress &address)
{
    pg::ConnectionInfo info;
    for (const auto &[keyword, value] : address.full.empty() ? address.stored : address.full)
        info.set(keyword, value);
    Whereabouts whereabouts = environments::resolvedWhereabouts(info);
    if (const auto service = address.stored.find("service"); service != address.stored.end())
        whereabouts.service = service->second;
    return whereabouts;
}

/// Only addresses can be compared with what was never reached.
runs::Nature judgeByAddress(const Environment &environment, const Evidence &evidence,
                            const ProductionRegistry &registry)
{
    // The servers of the sandbox are Sosie's own.
    if (environment.isDemo)
        return {};
    const Result<QList<ProductionAddress>> unseen = registry.unseen();
    if (!unseen)
        return {.sign = runs::Nature::Sign::Untold, .reason = unseen.error()};
    Whereabouts here = evidence.whereabouts;
    if (const auto service = environment.connection.find("service"); service != environment.connection.end())
        here.service = service->second;
    for (const ProductionAddress &address : *unseen) {
        if (environments::couldBeSame(whereaboutsOf(address), here))
            return {.sign = runs::Nature::Sign::Unseen, .production = address.environment};
    }
    return {};
}

} // namespace

runs::Nature natureOf(const Environment &environment, const Evidence &evidence, const ProductionRegistry &registry)
{
    if (environment.type == EnvironmentType::Production)
        return {.sign = runs::Nature::Sign::Label, .production = environment.name};
    if (evidence.hasProductionMark)
        return {.sign = runs::Nature::Sign::Mark};
    // Not being able to tell counts as production.
    if (!evidence.identity)
        return {.sign = runs::Nature::Sign::Untold};
    const Result<std::optional<QString>> name = registry.productionOf(*evidence.identity);
    if (!name)
        return {.sign = runs::Nature::Sign::Untold, .reason = name.error()};
    if (*name)
        return {.sign = runs::Nature::Sign::Registered, .production = **name};
    return judgeByAddress(environment, evidence, registry);
}

} // namespace engine::safety
