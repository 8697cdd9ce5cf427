// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/environments/identity.h"
#include "engine/pg/connection.h"
#include "engine/pg/read_only_connection.h"
#include "engine/runs/plan.h"
#include "engine/safety/nature_of.h"

#include <QString>

#include <optional>

namespace engine::safety {

class ProductionRegistry;

/// Proof that the guard let an operation change one database; a part of a Permit. Nobody else can make one; code that
/// drops, truncates or overwrites takes it as an argument.
class DestructivePermit final
{
public:
    [[nodiscard]] const environments::Identity &target() const { return m_target; }
    [[nodiscard]] const QString &targetName() const { return m_targetName; }

    /// Asks the server again, on this connection and in its open transaction, which database it is: called just before
    /// the first destructive statement of every transaction, on whichever connection: a name, a list of hosts or a
    /// pooler may lead the next connection elsewhere than the last one. One round trip.
    /// Errors: TargetIsProduction or TargetIsSource when the connection now leads to the source, IdentityUnknown when
    /// it leads anywhere else than where the permit was given for, ReadOnlyServer when it leads to a standby.
    Result<> recheck(pg::Connection &target) const;
    /// The same before something is believed that is read from the target.
    Result<> recheck(pg::ReadOnlyConnection &target) const;

private:
    friend class Permit;
    explicit DestructivePermit(const runs::Plan &plan);
    [[nodiscard]] Result<> judge(const Result<pg::QueryResult> &answer) const;

    environments::Identity m_target;
    QString m_targetName;
    QString m_targetDatabase;
    std::optional<environments::Identity> m_source;
    bool m_sourceIsProduction;
};

/// Proof that the guard agreed to one plan, and to no other. Nobody else can make one.
class Permit final
{
public:
    /// What destructive code takes; null when the permit is for another plan, or when that plan changes no database.
    [[nodiscard]] const DestructivePermit *destructiveFor(quint64 planNumber) const;
    [[nodiscard]] bool isFor(quint64 planNumber) const { return m_planNumber == planNumber; }

private:
    friend class Guard;
    explicit Permit(const runs::Plan &plan);

    quint64 m_planNumber;
    std::optional<DestructivePermit> m_destructive{};
};

/// What the person answered.
struct Confirmation
{
    /// The name that nameToType() gives, as it was typed (--confirm NAME); empty when nothing was typed.
    QString typedName{};
};

/// Judges plans. Stateless but for the registry, which must outlive it. Any thread.
///
/// The rules (each with a test): production is never a target; what counts as a production is decided by natureOf(),
/// for both ends and whatever they are called; unknown identity counts as production; source and target must be
/// different live databases; a standby cannot be a target; directions between types follow the table in guard.cpp; a
/// clone from production is anonymized unless a reason is given and the target allows raw data; clear data of a
/// production goes into a file only when that is encrypted or nobody else can read it, and off this computer only
/// encrypted, else a reason is needed; where data is lost, and where clear data of a production goes to a target or
/// lies open, a name must have been typed. A source is changed by nothing.
class Guard final
{
public:
    explicit Guard(const ProductionRegistry &registry)
        : m_registry(registry)
    {}

    /// Everything the guard has against the plan, first the unforgivable; empty when only the confirmation is missing
    /// or nothing is.
    [[nodiscard]] QList<Error> objections(const runs::Plan &plan) const;
    /// What the person should know although it is no objection: the target is on the server of the production.
    /// plan() adds these to its own.
    [[nodiscard]] static QList<runs::Notice> notices(const runs::Plan &plan);
    /// Whether a name must be typed for this plan.
    [[nodiscard]] static bool needsConfirmation(const runs::Plan &plan);
    /// That of the target; of the source where no target is changed.
    [[nodiscard]] static QString nameToType(const runs::Plan &plan);
    /// Errors: the first of objections(), or PreflightFailed with all of the plan's problems as causes, or
    /// ConfirmationMissing.
    [[nodiscard]] Result<Permit> permit(const runs::Plan &plan, const Confirmation &confirmation) const;

private:
    [[nodiscard]] runs::Plan judged(runs::Plan plan) const;

    const ProductionRegistry &m_registry;
};

} // namespace engine::safety
