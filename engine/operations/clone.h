// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/retry.h"
#include "engine/environments/environment.h"
#include "engine/operations/operation.h"
#include "engine/operations/row_selection.h"
#include "engine/pg/connection_info.h"

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

/// The people who log in to a Supabase project are in auth.users, which the platform manages and a clone leaves alone.
/// Copied rows refer to them. Those that the target does not have are added (auth_users.h says how), or the references
/// to them are emptied, or the clone does not begin.
enum class MissingUsers { Copy, SetNull, Stop };

/// What the person chose; all of it has a default that is right for a clone from production.
struct CloneOptions
{
    /// From production, data is anonymized whatever this says, unless `rawReason` is set and the target allows it.
    bool anonymize = true;
    QString rawReason{};
    /// Null: detection alone decides.
    std::shared_ptr<const anonymize::RuleSet> rules{};
    /// The environment for which these rules are kept (kept_rules.h); empty when they come from a file.
    QString rulesKeptFor{};
    /// Under which values are replaced. Null: findKey() is asked when it turns out that something must be replaced,
    /// which depends on what the source is and not on what was asked for.
    std::shared_ptr<const anonymize::ProjectKey> key{};
    std::function<Result<anonymize::ProjectKey>()> findKey{};
    /// Refuse columns about which neither rules nor detection could decide (--strict).
    bool strict = false;
    /// Empty: every schema of the source that is not the server's or the hosting platform's.
    std::vector<std::string> schemas{};
    RowChoice rows{};
    /// Where rows of the source that break its own keys are listed, which are left out then; empty: they stand in the
    /// way.
    QString brokenRowsFile{};
    /// Parallel streams; 0: chosen from both servers' limits and this computer.
    int jobs = 0;
    bool verify = true;
    /// Clones the rest without what no server reads back, and without what needs it; else that is refused.
    bool leaveOutBroken = false;
    /// For what may be tried again without mixing two snapshots.
    RetryPolicy retries{};
    /// Switches off what would act on the world from the copy: webhooks, queues (side_effects.h).
    bool defuse = true;
    /// Absent: copied where data is anonymized; else the person has to decide.
    std::optional<MissingUsers> missingUsers{};
};

/// Replaces the contents of the target environment by a double of the source (DESIGN part 5).
///
/// plan() first undoes what an interrupted clone left in the target (and says so in a notice). The registry must
/// outlive the object.
class Clone final : public Operation
{
public:
    Clone(End source, End target, CloneOptions options, const safety::ProductionRegistry &registry);
    ~Clone() override;

    Result<safety::Plan> plan(std::stop_token stop, Progress &progress) override;
    Report run(const safety::DestructivePermit &permit, std::stop_token stop, Progress &progress) override;

private:
    struct Session;
    std::unique_ptr<Session> m_session;
};

/// Brings back what the last clone replaced in `target`, in one transaction.
class Rollback final : public Operation
{
public:
    explicit Rollback(End target, RetryPolicy retries = {});

    /// Problem NothingToRollBack when the target has no restore point.
    Result<safety::Plan> plan(std::stop_token stop, Progress &progress) override;
    Report run(const safety::DestructivePermit &permit, std::stop_token stop, Progress &progress) override;

private:
    End m_target;
    RetryPolicy m_retries;
};

/// Compares two live databases: catalogs, then the digest of every table, without writing to either.
/// Without anonymization in between the two must be equal; columns with a rule differ by design, and the report says
/// so.
class VerifyPair final
{
public:
    VerifyPair(End source, End target, std::vector<std::string> schemas);

    /// Outcome Succeeded: equal. Failed with VerificationFailed: `report.warnings` lists the differences.
    Report run(const std::stop_token &stop, Progress &progress);

private:
    End m_source;
    End m_target;
    std::vector<std::string> m_schemas;
};

} // namespace engine::operations
