// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/operations/clone/clone_options.h"
#include "engine/operations/operation.h"

#include <memory>
#include <stop_token>

namespace engine::safety {
class Permit;
class ProductionRegistry;
} // namespace engine::safety

namespace engine::operations {

/// Replaces the contents of the target environment by a double of the source (DESIGN part 5).
///
/// plan() first undoes what an interrupted clone left in the target (and says so in a notice). The registry must
/// outlive the object.
class Clone final : public Operation
{
public:
    Clone(End source, End target, CloneOptions options, const safety::ProductionRegistry &registry);
    ~Clone() override;

    [[nodiscard]] QList<runs::Stage> stages() const override;
    Result<runs::Plan> plan(std::stop_token stop, Progress &progress) override;
    runs::Report run(const safety::Permit &permit, std::stop_token stop, Progress &progress) override;

private:
    struct Session;
    std::unique_ptr<Session> m_session;
};

} // namespace engine::operations
