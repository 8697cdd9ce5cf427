// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/safety/guard.h"

#include "engine/base/errors/sentence.h"
#include "engine/safety/nature_of.h"
#include "engine/safety/production_registry.h"

#include <algorithm>
#include <array>

namespace engine::safety {

using namespace Qt::StringLiterals;
using environments::Environment;
using environments::EnvironmentType;
using environments::Identity;

namespace {

constexpr pg::Statement whereItLeads = R"(
SELECT control.system_identifier, d.oid, d.datname, pg_catalog.pg_is_in_recovery()
FROM pg_catalog.pg_control_system() AS control
CROSS JOIN pg_catalog.pg_database AS d
WHERE d.datname = pg_catalog.current_database())";

enum class Direction { Allowed, Confirmed, Forbidden };

/// The columns and rows of the table below: the type, except that demo environments are a kind of their own.
enum class Kind { Production, Test, Training, Development, Demo };

Kind kindOf(const runs::PlannedEnd &end)
{
    const Environment &environment = end.environment;
    if (environment.isDemo)
        return Kind::Demo;
    if (end.countsAsProduction())
        return Kind::Production;
    switch (environment.type) {
    case EnvironmentType::Production:
        return Kind::Production;
    case EnvironmentType::Test:
        return Kind::Test;
    case EnvironmentType::Training:
        return Kind::Training;
    case EnvironmentType::Development:
        return Kind::Development;
    }
    // A value outside the enumeration can only come from a mistake: the strictest kind.
    return Kind::Production;
}

/// Which way data may go. Production is the target of nothing; what leaves production is anonymized (see judgeRaw):
/// into a demonstration always, which nobody can allow clear data. Examples never mix with what people work on.
Direction direction(Kind from, Kind to)
{
    using enum Direction;
    // Columns: Production, Test, Training, Development, Demo.
    static constexpr std::array<std::array<Direction, 5>, 5> table{{
        /* Production  */ {Forbidden, Allowed, Allowed, Allowed, Allowed},
        /* Test        */ {Forbidden, Allowed, Allowed, Allowed, Allowed},
        /* Training    */ {Forbidden, Confirmed, Allowed, Allowed, Allowed},
        /* Development */ {Forbidden, Confirmed, Allowed, Allowed, Allowed},
        /* Demo        */ {Forbidden, Forbidden, Forbidden, Forbidden, Allowed},
    }};
    return table.at(static_cast<size_t>(from)).at(static_cast<size_t>(to));
}

bool losesData(const runs::Plan &plan)
{
    return !plan.replacedTables.isEmpty() || plan.replacedRows > 0 || plan.replacedBytes > 0;
}

Error targetError(ErrorCode code, const runs::Plan &plan, const QString &detail)
{
    return {.code = code, .subject = plan.target.environment.name, .detail = detail, .state = TargetState::Unchanged};
}

/// What makes the target production, or leaves it possible.
void judgeTarget(const runs::Plan &plan, QList<Error> &objections)
{
    const runs::Nature &nature = plan.target.nature;
    switch (nature.sign) {
    case runs::Nature::Sign::None:
        break;
    case runs::Nature::Sign::Label:
        objections.append(targetError(ErrorCode::TargetIsProduction, plan, u"the environment's type is production"_s));
        break;
    case runs::Nature::Sign::Mark:
        objections.append(targetError(ErrorCode::TargetIsProduction, plan, u"the database is marked as production"_s));
        break;
    case runs::Nature::Sign::Registered:
        objections.append(
            targetError(ErrorCode::TargetIsProduction, plan,
                        u"database %1 is registered as production"_s.arg(plan.target.identity->display())));
        break;
    case runs::Nature::Sign::Unseen:
        objections.append(targetError(ErrorCode::ProductionUnseen, plan, nature.production));
        break;
    case runs::Nature::Sign::Untold: {
        Error error = targetError(ErrorCode::IdentityUnknown, plan,
                                  nature.reason ? u"the registry of productions cannot be read"_s
                                                : u"the server did not tell its identity"_s);
        if (nature.reason)
            error.causes.append(*nature.reason);
        objections.append(error);
        break;
    }
    }
    if (nature.sign == runs::Nature::Sign::Label && !plan.target.identity)
        objections.append(targetError(ErrorCode::IdentityUnknown, plan, u"the server did not tell its identity"_s));
    if (plan.target.identity && plan.target.isInRecovery)
        objections.append(targetError(ErrorCode::ReadOnlyServer, plan, u"the target is a standby"_s));
}

/// Whether the two ends are one and the same live database, as far as can be told.
std::optional<Error> judgeSameness(const runs::Plan &plan)
{
    const std::optional<Identity> &source = plan.source.identity;
    const std::optional<Identity> &target = plan.target.identity;
    if (plan.lockProbe == runs::LockProbe::SameDatabase)
        return targetError(ErrorCode::TargetIsSource, plan, u"a lock taken in the source is seen in the target"_s);
    if (source && target && *source == *target) {
        // A copy of the source's server, disk by disk, has its identity: nothing but a lock tells them apart, and a
        // lock says nothing when the connection is switched between check and use, or when one of them is a standby.
        if (plan.source.countsAsProduction())
            return targetError(ErrorCode::TargetIsProduction, plan,
                               u"identity %1 is that of the production"_s.arg(target->display()));
        return targetError(ErrorCode::TargetIsSource, plan, u"both have the identity %1"_s.arg(target->display()));
    }
    // A standby keeps its locks to itself: that they differ proves nothing about it.
    const bool probeProves = plan.lockProbe == runs::LockProbe::DifferentDatabase && !plan.source.isInRecovery;
    if (!source && !probeProves)
        return Error{.code = ErrorCode::IdentityUnknown,
                     .subject = plan.source.environment.name,
                     .detail = Tr::tr("the source could be the target"),
                     .state = TargetState::Unchanged};
    return {};
}

std::optional<Error> judgeDirection(const runs::Plan &plan)
{
    // That production is not a target was said in stronger words.
    if (plan.target.countsAsProduction())
        return {};
    if (direction(kindOf(plan.source), kindOf(plan.target)) != Direction::Forbidden)
        return {};
    return Error{.code = ErrorCode::DirectionForbidden,
                 .subject = plan.source.environment.name + u" → "_s + plan.target.environment.name,
                 .state = TargetState::Unchanged};
}

/// Clear data leaves production for a reason, into an environment that was set up for it.
std::optional<Error> judgeRaw(const runs::Plan &plan)
{
    const bool isClear = std::ranges::any_of(plan.effects, [](const runs::Effect &effect) {
        return effect.changes(runs::Side::Target) && effect.data == runs::DataNature::Clear;
    });
    if (!plan.source.countsAsProduction() || !isClear)
        return {};
    if (plan.rawReason.trimmed().isEmpty())
        return targetError(ErrorCode::RawNotAllowed, plan, u"no reason was given"_s);
    if (!plan.target.environment.allowRaw || plan.target.environment.isDemo)
        return targetError(ErrorCode::RawNotAllowed, plan, u"the target does not allow raw data"_s);
    return {};
}

/// Clear data of a production that others could read once the effect has happened: in a file that is neither encrypted
/// nor this account's alone, or away from this computer and not encrypted.
bool laysOpen(const runs::Plan &plan, const runs::Effect &effect)
{
    if (effect.data != runs::DataNature::Clear || !plan.source.countsAsProduction())
        return false;
    if (const auto *file = std::get_if<runs::FileEnd>(&effect.end))
        return !file->isEncrypted && !file->isPrivate;
    const auto *network = std::get_if<runs::NetworkEnd>(&effect.end);
    return network != nullptr && !network->isEncrypted;
}

std::optional<Error> judgeOutside(const runs::Plan &plan)
{
    for (const runs::Effect &effect : plan.effects) {
        if (laysOpen(plan, effect) && plan.rawReason.trimmed().isEmpty())
            return Error{.code = ErrorCode::ClearDataOutside,
                         .subject = runs::endKey(effect.end),
                         .detail = u"no reason was given"_s,
                         .state = TargetState::NotConcerned};
    }
    return {};
}

/// A plan is not asked which of its ends may be written to.
std::optional<Error> judgeSourceUnchanged(const runs::Plan &plan)
{
    if (!plan.changes(runs::Side::Source))
        return {};
    return Error{.code = ErrorCode::DirectionForbidden,
                 .subject = plan.source.environment.name,
                 .detail = u"a source is only read"_s,
                 .state = TargetState::Unchanged};
}

} // namespace

runs::Plan Guard::judged(runs::Plan plan) const
{
    // Not what the plan says of them: it was made by someone else, a while ago.
    plan.target.nature = natureOf(plan.target.environment, plan.target.evidence(), m_registry);
    // A source that was not reached stands among the problems: nothing can leave it.
    const bool wasReached = plan.source.identity || plan.problems.isEmpty();
    plan.source.nature = plan.reads(runs::Side::Source) && wasReached
                             ? natureOf(plan.source.environment, plan.source.evidence(), m_registry)
                             : runs::Nature{};
    return plan;
}

QList<Error> Guard::objections(const runs::Plan &asked) const
{
    const runs::Plan plan = judged(asked);
    QList<Error> objections;
    if (plan.changes(runs::Side::Target))
        judgeTarget(plan, objections);
    QList<std::optional<Error>> others{judgeSourceUnchanged(plan), judgeOutside(plan)};
    if (plan.changes(runs::Side::Target) && plan.reads(runs::Side::Source))
        others.append({judgeSameness(plan), judgeDirection(plan), judgeRaw(plan)});
    for (const std::optional<Error> &objection : others) {
        if (objection)
            objections.append(*objection);
    }
    return objections;
}

QList<runs::Notice> Guard::notices(const runs::Plan &plan)
{
    QList<runs::Notice> notices;
    const std::optional<Identity> &source = plan.source.identity;
    const std::optional<Identity> &target = plan.target.identity;
    if (!plan.reads(runs::Side::Source) || !plan.changes(runs::Side::Target) || !source || !target)
        return notices;
    if (source->systemIdentifier == target->systemIdentifier && source->databaseOid != target->databaseOid
        && plan.source.countsAsProduction() && !plan.source.environment.isDemo) {
        notices.append(
            {.severity = runs::Notice::Severity::Warning,
             .sentence = Tr::sentence("The target is another database on the same server as the production \"%1\": the "
                                      "clone will use that server's disk and time.")
                             .arg(plan.source.environment.name)});
    }
    return notices;
}

bool Guard::needsConfirmation(const runs::Plan &plan)
{
    if (!plan.changes(runs::Side::Target))
        return std::ranges::any_of(plan.effects, [&](const runs::Effect &effect) { return laysOpen(plan, effect); });
    const bool isRebuilt = std::ranges::any_of(plan.effects, [](const runs::Effect &effect) {
        return effect.kind == runs::Effect::Kind::ChangeStructure && effect.changes(runs::Side::Target);
    });
    if (isRebuilt)
        return true;
    // A rollback drops the copy, and what was done in it since.
    if (!plan.reads(runs::Side::Source))
        return losesData(plan);
    return losesData(plan) || !runs::clearDataSentences(plan).isEmpty()
           || direction(kindOf(plan.source), kindOf(plan.target)) == Direction::Confirmed;
}

QString Guard::nameToType(const runs::Plan &plan)
{
    return plan.changes(runs::Side::Target) ? plan.target.environment.name : plan.source.environment.name;
}

Result<Permit> Guard::permit(const runs::Plan &plan, const Confirmation &confirmation) const
{
    const QList<Error> objections = this->objections(plan);
    // A side that was not reached has no identity either: then why it was not reached is the better answer.
    const bool onlyUnknown = std::all_of(objections.begin(), objections.end(), [](const Error &objection) {
        return objection.code == ErrorCode::IdentityUnknown || objection.code == ErrorCode::ProductionUnseen;
    });
    if (!objections.isEmpty() && (plan.problems.isEmpty() || !onlyUnknown))
        return failure(objections.first());
    if (!plan.problems.isEmpty())
        return failure({.code = ErrorCode::PreflightFailed,
                        .subject = plan.target.environment.name,
                        .causes = plan.problems,
                        .state = TargetState::Unchanged});
    // Exactly the name: a confirmation that forgives a typing error confirms nothing.
    const bool isMistyped = !plan.reads(runs::Side::Source) && !confirmation.typedName.isEmpty();
    const QString name = nameToType(plan);
    if ((needsConfirmation(plan) || isMistyped) && confirmation.typedName != name)
        return failure({.code = ErrorCode::ConfirmationMissing, .subject = name, .state = TargetState::Unchanged});
    return Permit(plan);
}

Permit::Permit(const runs::Plan &plan)
    : m_planNumber(plan.number)
{
    if (plan.changes(runs::Side::Target))
        m_destructive = DestructivePermit(plan);
}

const DestructivePermit *Permit::destructiveFor(quint64 planNumber) const
{
    return isFor(planNumber) && m_destructive ? &*m_destructive : nullptr;
}

DestructivePermit::DestructivePermit(const runs::Plan &plan)
    : m_target(plan.target.identity.value())
    , m_targetName(plan.target.environment.name)
    , m_targetDatabase(plan.target.database)
    , m_source(plan.reads(runs::Side::Source) ? plan.source.identity : std::nullopt)
    , m_sourceIsProduction(plan.source.countsAsProduction())
{}

Result<> DestructivePermit::recheck(pg::Connection &target) const
{
    return judge(target.query(whereItLeads.sql()));
}

Result<> DestructivePermit::recheck(pg::ReadOnlyConnection &target) const
{
    return judge(target.query(whereItLeads));
}

Result<> DestructivePermit::judge(const Result<pg::QueryResult> &answer) const
{
    const auto refused = [this](ErrorCode code, const QString &detail) {
        return failure({.code = code, .subject = m_targetName, .detail = detail});
    };
    // A target that tells its identity no longer is a target that cannot be told from another.
    if (!answer && answer.error().code == ErrorCode::PermissionDenied)
        return refused(ErrorCode::IdentityUnknown, answer.error().detail);
    TRY(answer);
    if (answer->rowCount() != 1)
        return refused(ErrorCode::IdentityUnknown, u"the server does not list its own database"_s);
    const Identity now{.systemIdentifier = answer->string(0, 0),
                       .databaseOid = static_cast<unsigned>(answer->integer(0, 1))};
    if (now != m_target) {
        const QString detail
            = u"the connection leads to %1, the permit is for %2"_s.arg(now.display(), m_target.display());
        if (m_source && now == *m_source)
            return refused(m_sourceIsProduction ? ErrorCode::TargetIsProduction : ErrorCode::TargetIsSource, detail);
        return refused(ErrorCode::IdentityUnknown, detail);
    }
    if (answer->boolean(0, 3))
        return refused(ErrorCode::ReadOnlyServer, u"the target has become a standby"_s);
    // Empty: the plan was made by someone who did not ask.
    const QString name = text(answer->view(0, 2));
    if (!m_targetDatabase.isEmpty() && name != m_targetDatabase)
        return refused(ErrorCode::IdentityUnknown, u"the database is now called %1"_s.arg(name));
    return {};
}

} // namespace engine::safety
