// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/environments/environment.h"
#include "engine/operations/report.h"
#include "engine/pg/connection_info.h"
#include "engine/safety/plan.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::anonymize {
class RuleSet;
class ProjectKey;
} // namespace engine::anonymize

namespace engine::safety {
class DestructivePermit;
class ProductionRegistry;
} // namespace engine::safety

namespace engine::operations {

/// An environment and the way to it, password included.
struct End
{
    environments::Environment environment{};
    pg::ConnectionInfo connection{};

    [[nodiscard]] End clone() const { return {environment, connection.clone()}; }
};

/// What the person chose; all of it has a default that is right for a clone from production.
struct CloneOptions
{
    /// From production, data is anonymized whatever this says, unless `rawReason` is set and the target allows it.
    bool anonymize = true;
    QString rawReason{};
    /// Null: detection alone decides.
    std::shared_ptr<const anonymize::RuleSet> rules{};
    /// Never null when anything is anonymized.
    std::shared_ptr<const anonymize::ProjectKey> key{};
    /// Refuse columns about which neither rules nor detection could decide (--strict).
    bool strict = false;
    /// Empty: every schema of the source that is not the server's or the hosting platform's.
    std::vector<std::string> schemas{};
    /// Tables whose rows are not copied: "schema.table", with * and ?.
    std::vector<std::string> excludedTables{};
    /// Parallel streams; 0: chosen from both servers' limits and this computer.
    int jobs = 0;
    bool verify = true;
};

/// Replaces the contents of the target environment by a double of the source (DESIGN part 5).
///
/// One object is one clone: plan() then, with the guard's permit, run(). Both block and belong on a control thread;
/// Job runs them there. The registry must outlive the object.
class Clone final
{
public:
    Clone(End source, End target, CloneOptions options, const safety::ProductionRegistry &registry);
    ~Clone();

    /// Looks at both sides and writes nothing to either. What stands in the way is in Plan::problems, all of it at
    /// once. Finishes first what an interrupted clone left in the target (with a notice).
    /// Errors: only Cancelled; everything else is a problem of the plan.
    Result<safety::Plan> plan(std::stop_token stop, Progress &progress);

    /// Does what the last plan said. On failure or stop the target is as before, or the report says Incomplete.
    /// REQUIRES: `permit` was given for that plan.
    Report run(const safety::DestructivePermit &permit, std::stop_token stop, Progress &progress);

private:
    struct Session;
    std::unique_ptr<Session> m_session;
};

/// Brings back what the last clone replaced in `target`.
class Rollback final
{
public:
    Rollback(End target, const safety::ProductionRegistry &registry);
    ~Rollback();

    Result<safety::Plan> plan(std::stop_token stop, Progress &progress);
    Report run(const safety::DestructivePermit &permit, std::stop_token stop, Progress &progress);

private:
    struct Session;
    std::unique_ptr<Session> m_session;
};

/// Compares two live databases: catalogs, then the digest of every table, without writing to either.
/// Without anonymization in between the two must be equal; columns with a rule differ by design, and the report says
/// so.
class VerifyPair final
{
public:
    VerifyPair(End source, End target, std::vector<std::string> schemas);
    ~VerifyPair();

    /// Outcome Succeeded: equal. Failed with VerificationFailed: `report.warnings` lists the differences.
    Report run(std::stop_token stop, Progress &progress);

private:
    struct Session;
    std::unique_ptr<Session> m_session;
};

} // namespace engine::operations
