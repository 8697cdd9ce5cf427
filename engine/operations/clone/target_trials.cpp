// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/contains.h"
#include "engine/base/errors/sentence.h"
#include "engine/environments/identity_reader.h"
#include "engine/fitting/dependent_needs.h"
#include "engine/fitting/encoding_fit.h"
#include "engine/fitting/outside_needs.h"
#include "engine/fitting/role_adaptation.h"
#include "engine/fitting/security_labels.h"
#include "engine/fitting/sort_orders.h"
#include "engine/merge/kept_misfits.h"
#include "engine/operations/clone/broken_texts.h"
#include "engine/operations/clone/extension_places.h"
#include "engine/operations/clone/target_inspection.h"
#include "engine/safety/nature_of.h"
#include "engine/supabase/side_effects.h"
#include "engine/target/outside_binding.h"
#include "engine/target/restore_point.h"
#include "engine/target/session/target_session.h"

#include <algorithm>

namespace engine::operations {

using namespace Qt::StringLiterals;

/// False for what the guard is going to refuse.
bool TargetInspection::mayBeTarget() const
{
    const runs::Plan &plan = m_found.plan;
    if (!m_connection || plan.target.isInRecovery || !plan.target.identity
        || plan.source.identity == plan.target.identity)
        return false;
    return !safety::natureOf(plan.target.environment, plan.target.evidence(), m_registry).isProduction();
}

Result<std::optional<pg::Connection>> TargetInspection::openForTrials() const
{
    if (!mayBeTarget())
        return std::nullopt;
    TRY_ASSIGN(pg::Connection session, target::openTarget(m_target.connection, "sosie preflight", m_stop));
    TRY_ASSIGN(const environments::Identity identity, environments::readIdentity(session));
    if (identity != m_found.plan.target.identity)
        return failure({.code = ErrorCode::IdentityUnknown,
                        .subject = m_target.environment.name,
                        .detail = Tr::tr("two connections lead to %1 and to %2")
                                      .arg(m_found.plan.target.identity->display(), identity.display())});
    return std::optional(std::move(session));
}

bool TargetInspection::isNeededBySource(const std::string &extension) const
{
    const catalog::ObjectKey key{.kind = catalog::ObjectKind::Extension, .name = extension};
    return std::ranges::any_of(m_found.source.objects, [&](const catalog::Object &other) {
        return contains(other.dependsOn.value, key) || contains(other.defaultsDependOn.value, key);
    });
}

void TargetInspection::describeKeptPlace(const catalog::MembersElsewhere &extension)
{
    m_found.targetFacts.elsewhere.push_back(extension);
    m_found.warning(
        Tr::sentence("The extension \"%1\" is in the schema \"%2\" of the source and stays in \"%3\" of the "
                     "target: the copy names it there. What finds it through search_path only does so "
                     "where \"%3\" is in the path.")
            .arg(text(extension.extension), text(extension.from), text(extension.to)));
}

/// Extensions that are in one schema on either side often name things alike (every `=`): they move together or stay.
Result<> TargetInspection::tryMoves(pg::Connection &session)
{
    TRY(target::lockTarget(session));
    std::set<std::pair<std::string, std::string>> staying;
    for (const catalog::MembersElsewhere &extension : catalog::elsewhereOf(m_places)) {
        bool isMovable = m_mayMove.contains(extension.extension);
        if (isMovable) {
            TRY_ASSIGN(isMovable, canMove(session, extension.extension));
        }
        if (!isMovable)
            staying.emplace(extension.from, extension.to);
    }
    for (catalog::MembersElsewhere &extension : m_places) {
        if (extension.from == extension.to || staying.contains({extension.from, extension.to}))
            continue;
        m_found.targetFacts.rights.movedExtensions.push_back(extension);
        m_found.information(Tr::sentence("The extension \"%1\" is moved from the schema \"%2\" to \"%3\", where the "
                                         "source has it, and back by a rollback.")
                                .arg(text(extension.extension), text(extension.to), text(extension.from)));
        extension.to = extension.from;
    }
    return {};
}

Result<> TargetInspection::placeExtensions()
{
    if (catalog::elsewhereOf(m_places).empty())
        return {};
    TRY_ASSIGN(std::optional<pg::Connection> session, openForTrials());
    if (session)
        TRY(tryMoves(*session));
    for (const catalog::MembersElsewhere &extension : catalog::elsewhereOf(m_places)) {
        const std::string ambiguous = catalog::ambiguousName(m_found.source, extension, m_places);
        if (ambiguous.empty())
            describeKeptPlace(extension);
        else if (isNeededBySource(extension.extension))
            m_found.problem({.code = ErrorCode::ObjectNotSupported,
                             .subject = text(extension.extension),
                             .detail = text(sql::displayed(extension.from) + " -> " + sql::displayed(extension.to)
                                            + " (" + ambiguous + ')')});
    }
    catalog::requalify(m_found.source, m_found.targetFacts.elsewhere);
    return {};
}

Result<> TargetInspection::findMissingNeeds()
{
    if (!m_isRead)
        return {};
    catalog::Schema source = m_found.source;
    const fitting::TargetFacts &facts = m_found.targetFacts;
    fitting::adaptToRoles(source, m_found.target,
                          {.session = facts.sessionRole,
                           .missing = facts.missingRoles,
                           .serverMajor = m_connection->connection().serverMajor()});
    if (m_options.defuse)
        static_cast<void>(supabase::defuse(source));
    TRY_ASSIGN(const QList<Error> missing, fitting::findMissingNeeds(source, *m_connection, m_options.schemas));
    m_found.plan.problems += missing;
    m_lacksNeeds = !missing.isEmpty();
    TRY(findMissingForDependents());
    if (m_options.schemas.empty())
        return {};
    TRY_ASSIGN(const QList<runs::NotCarried> parts, fitting::partsElsewhere(*m_source, m_found.source.schemaNames()));
    m_found.plan.notCarried += parts;
    return {};
}

/// What the target's other schemas need of the copy, and it will not have.
Result<> TargetInspection::findMissingForDependents()
{
    // Undoing an interrupted clone brings other dependents.
    if (m_isInterrupted)
        return {};
    TRY_ASSIGN(const QList<Error> missing,
               fitting::findMissingForDependents(m_found.outsideDependents, m_found.target.schemaNames(),
                                                 m_found.kept.objects, *m_connection, *m_source));
    m_found.plan.problems += missing;
    return {};
}

Result<> TargetInspection::tryOut()
{
    TRY_ASSIGN(std::optional<pg::Connection> opened, openForTrials());
    if (!opened)
        return {};
    pg::Connection &session = *opened;
    TRY(target::lockTarget(session));
    TRY(describeBrokenTexts(session, m_found, m_options.leaveOutBroken));
    TRY(m_found.note(lookForKeptMisfits(session)));
    if (m_found.users.hasListeners)
        TRY(m_found.note(target::transaction(session, [&] { return supabase::ignoreListeners(session); })));
    TRY(m_found.note(lookForEncodingMisfits(session)));
    return m_found.plan.source.identity ? rehearse(session) : Result<>();
}

Result<> TargetInspection::lookForEncodingMisfits(pg::Connection &session)
{
    if (m_source == nullptr || !m_isRead || !m_found.selection.problems.isEmpty())
        return {};
    TRY_ASSIGN(const QList<Error> misfits,
               fitting::findEncodingMisfits(*m_source, m_found.source, m_found.selection.excluded, session));
    m_found.plan.problems += misfits;
    TRY_ASSIGN(const QList<Error> missing, fitting::missingCollations(session, m_found.source));
    m_found.plan.problems += missing;
    return describeSortOrders();
}

Result<> TargetInspection::describeSortOrders()
{
    TRY_ASSIGN(const fitting::SortOrders orders,
               fitting::compareSortOrders(*m_source, *m_connection, m_found.source, m_found.selection.excluded));
    m_found.plan.problems += orders.problems;
    for (const Sentence &sentence : orders.warnings())
        m_found.warning(sentence);
    return {};
}

Result<> TargetInspection::lookForKeptMisfits(pg::Connection &session)
{
    // What the account may not read was said.
    const auto isHidden = [](const Error &error) { return error.code == ErrorCode::PermissionDenied; };
    if (std::any_of(m_found.kept.problems.begin(), m_found.kept.problems.end(), isHidden))
        return {};
    // A query over a table evaluates its indexes while it is planned: as the account that asks.
    TRY_ASSIGN(const pg::UntrustedTables *untrusted, m_connection->untrustedTables());
    merge::KeptTables asked = m_found.kept;
    QStringList notAsked;
    std::erase_if(asked.tables, [&](const merge::KeptTable &table) {
        const bool isAsked = !untrusted->contains(table.name)
                             && std::ranges::none_of(table.withRows, [&](const sql::QualifiedName &part) {
                                    return untrusted->contains(part);
                                });
        if (!isAsked)
            notAsked.append(text(table.name.displayed()));
        return !isAsked;
    });
    if (!notAsked.isEmpty())
        m_found.warning(
            Tr::sentence("Whether kept rows fit could not be asked beforehand, because asking would run code "
                         "of the target's owners: %1.")
                .arg(notAsked.join(u", "_s)));
    TRY_ASSIGN(const QList<Error> misfits, merge::findKeptMisfits(session, m_found.source, m_found.target, asked));
    m_found.plan.problems += misfits;
    return {};
}

// Whether the account may remake what depends on the copy is more than its rights say: a hosting platform has rules of
// its own. So it is tried, and taken back.
Result<> TargetInspection::rehearse(pg::Connection &session)
{
    for (const catalog::OutsideDependent &dependent : m_found.outsideDependents) {
        const bool isSetAside = dependent.kind == "materialized view";
        if (!isSetAside && (dependent.dropStatement.empty() || dependent.createStatement.empty()))
            continue;
        TRY(session.execute("BEGIN; SET LOCAL lock_timeout = '2s'"));
        const Result<> tried
            = isSetAside ? session.execute("ALTER MATERIALIZED VIEW " + dependent.identity + " RENAME TO sosie_tried")
                         : target::bindAnew(session, {dependent});
        TRY(session.execute("ROLLBACK"));
        if (!tried && tried.error().code == ErrorCode::PermissionDenied)
            m_found.problem(tried.error());
    }
    // Better known now than when the rows are there.
    TRY(session.execute("BEGIN; SET LOCAL lock_timeout = '2s'"));
    const Result<std::optional<Error>> needed = target::tryDrops(session, m_found.outsideDependents);
    TRY(session.execute("ROLLBACK"));
    TRY(needed);
    if (*needed)
        m_found.problem(**needed);
    return describeLabels(session);
}

Result<> TargetInspection::describeLabels(pg::Connection &session)
{
    const fitting::TargetFacts &facts = m_found.targetFacts;
    catalog::Schema source = m_found.source;
    fitting::adaptToTarget(source, m_found.target, facts.rights, facts.missingRoles);
    TRY_ASSIGN(const fitting::SecurityLabels labels,
               fitting::SecurityLabels::plan(session, source, m_found.target, facts));
    labels.appendNotCarried(m_found.plan.notCarried);
    return {};
}

} // namespace engine::operations
