// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/settling.h"

#include "engine/catalog/comparison/settled_texts.h"
#include "engine/environments/identity_reader.h"
#include "engine/safety/nature_of.h"
#include "engine/target/session/target_session.h"

namespace engine::operations {

Result<bool> isProduction(const ComparedEnd &side, const safety::ProductionRegistry &registry)
{
    if (side.end.environment.type == environments::EnvironmentType::Production)
        return true;
    TRY_ASSIGN(const environments::Evidence evidence, environments::readEvidence(side.connection, side.end.connection));
    return safety::natureOf(side.end.environment, evidence, registry).isProduction();
}

Result<> settleDifferences(const std::vector<ComparedEnd> &sides, const safety::ProductionRegistry &registry,
                           const catalog::CompareOptions &options, const std::string &application,
                           const std::stop_token &stop, catalog::Schema &targetSchema,
                           const catalog::Schema &sourceSchema)
{
    if (catalog::difference(targetSchema, sourceSchema, options).empty())
        return {};
    for (const ComparedEnd &side : sides) {
        TRY_ASSIGN(const bool isReadOnly, isProduction(side, registry));
        if (isReadOnly)
            continue;
        Result<pg::Connection> session = target::openTarget(side.end.connection, application, stop);
        if (session)
            return catalog::settleTexts(*session, targetSchema, sourceSchema);
        if (session.error().isCancelled())
            return failure(session.error());
    }
    return {};
}

} // namespace engine::operations
