// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/errors/error_text.h"
#include "engine/base/freed_memory.h"
#include "engine/catalog/comparison/schema_diff.h"
#include "engine/catalog/comparison/settled_texts.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/fitting/large_objects.h"
#include "engine/operations/clone/clone_run.h"
#include "engine/target/outside_binding.h"
#include "engine/target/session/target_session.h"
#include "engine/target/session/view_refresh.h"

#include <algorithm>

/// What a clone does when the rows are there: what is built over them, and the comparison of it all.
namespace engine::operations {

using namespace Qt::StringLiterals;

Result<> CloneRun::moveLargeObjects()
{
    // Nobody can tell whose they are: an anonymized clone has none.
    if (m_inspection.plan.anonymized)
        return {};
    TRY_ASSIGN(const long long count,
               fitting::copyLargeObjects(*m_leader, *m_session, *m_point, m_targetFacts.missingRoles));
    if (count > 0)
        m_report.objects[u"large object"_s] = count;
    return {};
}

Result<> CloneRun::copyExtensionRows()
{
    const qsizetype named = m_extensionRows.notCarried().size();
    TRY_ASSIGN(const long long count, m_extensionRows.copy(*m_leader, *m_session, m_permit, m_stop));
    m_report.notCarried += m_extensionRows.notCarried().mid(named);
    if (count > 0)
        m_report.objects[u"row of an extension"_s] = count;
    return {};
}

Result<> CloneRun::finishStructure()
{
    m_progress.enter(Phase::Indexes);
    m_inspection.shapes = {};
    m_inspection.decisions = {};
    giveBackFreedMemory();
    TRY(target::runScript(*m_session, m_script.postData, again()));
    TRY(fillMaterializedViews());
    TRY(target::runScript(*m_session, m_script.finish, again()));
    // Owners, grants and default privileges of the schemas that were there already.
    TRY(target::runScript(*m_session, catalog::schemaAttributes(m_before, m_schema, ddlOptions()), again()));
    TRY(target::tryingAgain(*m_session, again(), [&] {
        return target::transaction(
            *m_session, [&] { return target::bindAnew(*m_session, m_outsideDependents, m_before.schemaNames()); });
    }));
    TRY(finishOutsideViews());
    TRY(makePlatformParts());
    TRY(m_labels.make(*m_session, again()));
    TRY(target::tryingAgain(*m_session, again(), [&] { return m_members.make(*m_session); }));
    m_members.appendNotCarried(m_report.notCarried);
    if (m_members.count() > 0)
        m_report.objects[u"change of a member"_s] = m_members.count();
    TRY(target::tryingAgain(*m_session, again(),
                            [&] { return target::inTransaction(*m_session, m_databaseWide.afterwards); }));
    TRY(target::runScript(*m_session, m_script.last, again()));
    TRY(m_labels.makeOfEventTriggers(*m_session, again()));
    m_labels.appendNotCarried(m_report.notCarried);
    if (m_labels.count() > 0)
        m_report.objects[u"security label"_s] = m_labels.count();
    return {};
}

Result<> CloneRun::fillMaterializedViews()
{
    TRY_ASSIGN(const std::vector<target::UnfilledView> unfilled,
               target::fillViews(*m_session, m_script.refreshes, again()));
    for (const target::UnfilledView &view : unfilled) {
        const auto found = std::ranges::lower_bound(m_schema.objects, view.view, {}, &catalog::Object::key);
        std::get<catalog::MaterializedView>(found->definition).isPopulated = false;
        nameUnfilled(view);
    }
    return {};
}

void CloneRun::nameUnfilled(const target::UnfilledView &view)
{
    // What the server says of a value (classes 22 and 23) may quote it.
    const QString &state = view.reason.sqlState;
    const bool mayQuote = state.startsWith(u"22"_s) || state.startsWith(u"23"_s);
    const Sentence reason = Tr::sentence("It is there without rows: the server could not fill it (%1).")
                                .arg(mayQuote ? state : detailText(view.reason).section(u'\n', 0, 0));
    m_report.notCarried.append({.kind = QString::fromLatin1(catalog::kindKey(view.view.kind)),
                                .name = text(view.view.display()),
                                .reason = reason});
}

/// Materialized views of the target's other schemas, which read the copy now.
Result<> CloneRun::finishOutsideViews()
{
    TRY_ASSIGN(const std::vector<target::UnfilledView> unfilled, m_outsideViews.finish(*m_session, again()));
    for (const target::UnfilledView &view : unfilled)
        nameUnfilled(view);
    for (const catalog::Uncarried &view : m_outsideViews.notFilled())
        m_report.notCarried.append(
            {.kind = text(view.kind), .name = text(view.name), .reason = catalog::reasonText(view)});
    return {};
}

Result<> CloneRun::makePlatformParts()
{
    for (const supabase::PlatformPart &part : m_inspection.platformParts) {
        Result<> made = target::tryingAgain(*m_session, again(),
                                            [&] { return target::inTransaction(*m_session, {part.createStatement}); });
        if (made)
            continue;
        // Whether the platform allows it shows only when it is tried; a copy without it is still a copy.
        const ErrorCode code = made.error().code;
        if (code != ErrorCode::PermissionDenied && code != ErrorCode::ObjectMissing)
            return made;
        m_report.notCarried.append({.kind = text(part.kind),
                                    .name = text(part.name),
                                    .reason = catalog::reasonText({.reason = catalog::Uncarried::Reason::NotAllowed})});
    }
    return {};
}

Result<> CloneRun::verifyStructure()
{
    if (!m_options.verify)
        return {};
    m_progress.enter(Phase::Verification);
    TRY_ASSIGN(pg::ReadOnlyConnection reader, pg::ReadOnlyConnection::open(m_target.connection, {.stop = m_stop}));
    TRY(reader.begin());
    TRY(m_permit.recheck(reader));
    TRY_ASSIGN(catalog::Schema now, catalog::readSchema(reader, {.schemas = m_schema.schemaNames()}));
    TRY(reader.end());
    TRY(catalog::settleTexts(*m_session, now, m_schema));
    const std::vector<catalog::Change> changes = catalog::difference(now, m_schema, catalog::ofClone);
    if (!changes.empty()) {
        QList<Sentence> differences;
        for (const catalog::Change &change : changes)
            differences.append(change.description());
        return failure({.code = ErrorCode::VerificationFailed,
                        .subject = text(changes.front().key.display()),
                        .differences = differences.mid(0, 20)});
    }
    if (const QStringList missing = m_labels.missingFrom(now); !missing.isEmpty())
        return failure({.code = ErrorCode::VerificationFailed,
                        .subject = missing.front(),
                        .detail = missing.mid(0, 20).join(u'\n')});
    for (const catalog::Object &object : m_schema.objects)
        ++m_report.objects[QString::fromLatin1(catalog::kindKey(object.key.kind))];
    return {};
}

/// One transaction: the tables have their old rows or all the new ones.
Result<> CloneRun::exchangeRows()
{
    if (m_exchange.empty())
        return {};
    const std::vector<std::string> beside = m_schema.schemaNames();
    return target::tryingAgain(*m_session, again(), [&] {
        return target::transaction(*m_session, [&]() -> Result<> {
            TRY(m_permit.recheck(*m_session));
            TRY(target::keepRows(*m_session, m_exchange, m_point->placeOfRows()));
            TRY(target::exchangeRows(*m_session, m_exchange, m_stop));
            TRY_ASSIGN(const std::vector<catalog::TakenAlong> taken, catalog::readTakenAlong(*m_session, beside));
            if (!taken.empty())
                return failure(target::inTheWay(taken));
            for (const std::string &schema : beside)
                TRY(m_session->execute("DROP SCHEMA " + sql::quoted(schema) + " CASCADE"));
            return {};
        });
    });
}

} // namespace engine::operations
