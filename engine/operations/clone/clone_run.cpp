// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/clone/clone_run.h"

#include "engine/base/contains.h"
#include "engine/base/errors/error_text.h"
#include "engine/base/freed_memory.h"
#include "engine/catalog/comparison/schema_diff.h"
#include "engine/catalog/comparison/settled_texts.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/model/server_versions.h"
#include "engine/catalog/model/table_names.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/columns/column_fates.h"
#include "engine/columns/declared_values.h"
#include "engine/columns/partition_bounds.h"
#include "engine/columns/sound_rows.h"
#include "engine/copying/row_transfer.h"
#include "engine/copying/worker_count.h"
#include "engine/environments/identity_reader.h"
#include "engine/fitting/large_objects.h"
#include "engine/fitting/role_adaptation.h"
#include "engine/merge/kept_rows.h"
#include "engine/operations/clone/broken_texts.h"
#include "engine/supabase/known_users.h"
#include "engine/supabase/side_effects.h"
#include "engine/target/outside_binding.h"
#include "engine/target/session/code_paths.h"
#include "engine/target/session/target_limits.h"
#include "engine/target/session/target_session.h"
#include "engine/target/session/view_refresh.h"
#include "engine/undo/restore_point_end.h"

#include <QElapsedTimer>

#include <algorithm>

namespace engine::operations {

using namespace Qt::StringLiterals;

namespace {

/// Tables keep their publications when they move; the set-aside ones must not be published beside the new ones.
std::vector<std::string> leavePublications(const catalog::Schema &schema)
{
    std::vector<std::string> statements;
    for (const catalog::Object &object : schema.objects) {
        const auto *publication = object.as<catalog::Publication>();
        if (publication == nullptr)
            continue;
        for (const catalog::PublishedTable &table : publication->tables)
            statements.push_back("ALTER PUBLICATION " + object.key.quoted() + " DROP TABLE ONLY "
                                 + table.table.quoted());
    }
    return statements;
}

std::vector<target::UndoActions::Membership> membershipsOf(const catalog::Schema &schema)
{
    std::vector<target::UndoActions::Membership> memberships;
    for (const catalog::Object &object : schema.objects) {
        const auto *publication = object.as<catalog::Publication>();
        if (publication == nullptr)
            continue;
        for (const catalog::PublishedTable &table : publication->tables)
            memberships.push_back({.publication = object.key.name,
                                   .table = table.table,
                                   .columns = table.columns,
                                   .condition = table.condition});
    }
    return memberships;
}

/// Schemas, with their default privileges and those of the database.
catalog::Schema attributesOf(const catalog::Schema &schema)
{
    catalog::Schema attributes;
    for (const catalog::Object &object : schema.objects) {
        if (object.key.kind == catalog::ObjectKind::Schema || object.key.kind == catalog::ObjectKind::DefaultPrivileges)
            attributes.objects.push_back(object);
    }
    return attributes;
}

std::set<std::string> namesOf(const std::vector<catalog::MembersElsewhere> &extensions)
{
    std::set<std::string> names;
    for (const catalog::MembersElsewhere &extension : extensions)
        names.insert(extension.extension);
    return names;
}

} // namespace

CloneRun::CloneRun(const End &source, const End &target, const CloneOptions &options, CloneInspection &inspection,
                   const safety::DestructivePermit &permit, std::stop_token stop, Progress &progress)
    : m_source(source)
    , m_target(target)
    , m_options(options)
    , m_inspection(inspection)
    , m_targetFacts(inspection.targetFacts)
    , m_permit(permit)
    , m_stop(std::move(stop))
    , m_progress(progress)
{}

runs::Report CloneRun::run()
{
    QElapsedTimer timer;
    timer.start();
    const runs::Plan &plan = m_inspection.plan;
    m_report = {.kind = plan.kind,
                .source = plan.source.environment.name,
                .target = plan.target.environment.name,
                .notCarried = plan.notCarried,
                .columns = plan.columns,
                .mentions = plan.mentions,
                .anonymized = plan.anonymized,
                .rulesKeptFor = plan.rulesKeptFor,
                .rawReason = plan.rawReason};
    if (!plan.rulesKeptFor.isEmpty())
        m_report.remarks.append(columns::keptRulesSentence(plan));
    if (!m_inspection.rehearsed.isEmpty())
        m_report.remarks.append(m_inspection.rehearsed);
    for (const runs::Notice &notice : plan.notices) {
        if (notice.severity == runs::Notice::Severity::Warning)
            (notice.isSecret ? m_report.secrets : m_report.warnings).append(notice.sentence);
    }

    const Result<> done = steps();
    qsizetype first = 0;
    const QList<Sentence> told = m_progress.warningsSince(first);
    m_report.warnings.append(told);
    m_isHeldUp = !told.isEmpty();
    if (done)
        describeOutcome();
    else
        abandon(done.error());
    m_progress.enter(Phase::Done);
    m_report.durationMilliseconds = timer.elapsed();
    return std::move(m_report);
}

Result<> CloneRun::steps()
{
    const auto blamingKept = [this](Error error) { return merge::blamingKeptRows(std::move(error), m_schema, m_kept); };
    TRY(openBothSides().map_error(during(u"connect"_s)));
    TRY(undoInterrupted().map_error(during(u"undo the interrupted clone"_s)));
    TRY(checkSourceUnchanged().map_error(during(u"read the source"_s)));
    TRY(listBrokenRows().map_error(during(u"list the rows that are left out"_s)));
    TRY(setEverythingAside().map_error(during(u"set the target aside"_s)));
    TRY(makeStructure().map_error(during(u"make the structure"_s)));
    TRY(readDeclaredPeople().map_error(during(u"read the names that the source declares"_s)));
    TRY(addMissingUsers().map_error(during(u"add the users"_s)));
    TRY(moveEveryRow().map_error(blamingKept).map_error(during(u"copy the rows"_s)));
    TRY(moveLargeObjects().map_error(during(u"copy the large objects"_s)));
    TRY(copyExtensionRows().map_error(during(u"copy rows of extensions"_s)));
    TRY(finishStructure().map_error(blamingKept).map_error(during(u"finish the structure"_s)));
    TRY(verifyStructure().map_error(during(u"verify"_s)));
    TRY(exchangeRows().map_error(during(u"exchange the rows"_s)));
    return commit().map_error(during(u"commit"_s));
}

Result<> CloneRun::openBothSides()
{
    TRY_ASSIGN(m_leader, pg::ReadOnlyConnection::open(m_source.connection, {.stop = m_stop}));
    TRY(m_leader->begin());
    TRY(checkSourceIdentity());
    TRY_ASSIGN(m_session, target::openTarget(m_target.connection, "sosie clone", m_stop));
    TRY(m_permit.recheck(*m_session));
    return target::lockTarget(*m_session);
}

/// The plan, and whether values are replaced, is for one database: a name may lead elsewhere by now. The workers are
/// held to the same database by the snapshot.
Result<> CloneRun::checkSourceIdentity()
{
    const std::optional<environments::Identity> &planned = m_inspection.plan.source.identity;
    if (!planned)
        return {};
    TRY_ASSIGN(const environments::Identity now, environments::readIdentity(*m_leader));
    if (now != *planned)
        return failure(
            {.code = ErrorCode::IdentityUnknown,
             .subject = m_source.environment.name,
             .detail
             = Tr::tr("the connection leads to %1, the plan is for %2").arg(now.display(), planned->display())});
    return {};
}

Result<> CloneRun::undoInterrupted()
{
    TRY_ASSIGN(const std::optional<target::RestorePoint> point, target::newestRestorePoint(*m_session));
    if (!point || point->phase != target::RestorePoint::Phase::Working)
        return {};
    m_progress.log(Tr::sentence("The clone that began on %1 and did not end is being undone.").arg(point->startedAt()));
    TRY(putBack(*m_session, *point));
    // The inspection still saw what the interrupted clone had made.
    std::erase_if(m_targetFacts.schemas, [&](const std::string &name) { return contains(point->newSchemas, name); });
    std::erase_if(m_targetFacts.extensions,
                  [&](const std::string &name) { return contains(point->newExtensions, name); });
    TRY_ASSIGN(const pg::QueryResult publications, m_session->query("SELECT pubname FROM pg_catalog.pg_publication"));
    m_targetFacts.publications.clear();
    for (int row = 0; row < publications.rowCount(); ++row)
        m_targetFacts.publications.push_back(publications.string(row, 0));
    return {};
}

Result<> CloneRun::checkSourceUnchanged()
{
    // Locked first: what is read next can no longer be dropped or altered while its rows are on their way.
    std::vector<sql::QualifiedName> tables;
    for (const catalog::Object *table : m_inspection.source.tablesWithRows())
        tables.push_back(nameOf(*table));
    TRY(m_leader->lockTables(tables));
    TRY_ASSIGN(m_schema, catalog::readSchema(*m_leader, {.schemas = m_inspection.source.schemaNames()}));
    catalog::requalify(m_schema, m_targetFacts.elsewhere);
    const std::vector<catalog::Change> changes
        = catalog::difference(m_inspection.source, m_schema, {.sequenceValues = false});
    if (!changes.empty())
        return failure({.code = ErrorCode::PreflightFailed,
                        .subject = m_source.environment.name,
                        .differences = {changes.front().description()}});
    TRY_ASSIGN(m_codePaths, target::readCodePaths(*m_leader));
    for (auto &[role, path] : m_codePaths)
        path = catalog::requalifiedPath(path, m_targetFacts.elsewhere);
    TRY_ASSIGN(m_snapshot, m_leader->exportSnapshot());
    m_progress.log(Tr::sentence("Everything is read from the snapshot %1.").arg(text(m_snapshot)));
    catalog::adaptTo(m_session->serverMajor(), m_schema);
    if (m_options.defuse)
        supabase::defuse(m_schema);
    if (m_inspection.plan.anonymized && m_options.key != nullptr)
        m_remadeBounds = columns::remakeBounds(m_schema, m_inspection.shapes, m_inspection.decisions, *m_options.key);
    return readTarget();
}

Result<> CloneRun::readTarget()
{
    std::vector<std::string> both;
    for (const std::string &schema : m_schema.schemaNames()) {
        if (contains(m_targetFacts.schemas, schema))
            both.push_back(schema);
    }
    TRY_ASSIGN(pg::ReadOnlyConnection reader, pg::ReadOnlyConnection::open(m_target.connection, {.stop = m_stop}));
    TRY(reader.begin());
    TRY(m_permit.recheck(reader));
    // Not those of the inspection: an interrupted clone that has been undone since had bound them to what it set aside.
    TRY_ASSIGN(m_outsideDependents, catalog::readOutsideDependents(reader, both));
    TRY_ASSIGN(m_before, catalog::readSchema(reader, {.schemas = both, .onlyDatabase = both.empty()}));
    TRY_ASSIGN(m_whole, target::schemasSetAsideWhole(m_schema, m_before, reader));
    if (m_options.beside) {
        leaveToTarget();
        TRY_ASSIGN(target::PlannedExchange exchange, target::planExchange(reader, m_schema, m_options.exchanged));
        if (!exchange.problems.isEmpty())
            return failure(exchange.problems.front());
        m_exchange = std::move(exchange.tables);
    }
    TRY(checkExtensionPlaces(reader));
    TRY(chooseKeptTables());
    fitting::adaptToRoles(m_schema, m_before,
                          {.session = m_targetFacts.sessionRole,
                           .missing = m_targetFacts.missingRoles,
                           .serverMajor = m_session->serverMajor()});
    m_databaseWide = fitting::adaptToTarget(m_schema, m_before, m_targetFacts.rights, m_targetFacts.missingRoles);
    TRY_ASSIGN(m_labels, fitting::SecurityLabels::plan(*m_session, m_schema, m_before, m_targetFacts));
    TRY_ASSIGN(m_members, fitting::MemberPrivileges::plan(*m_session, m_schema, m_targetFacts.missingRoles,
                                                          m_targetFacts.rights.movedExtensions));
    if (!m_options.beside) {
        TRY_ASSIGN(m_extensionRows,
                   target::ExtensionRows::plan(*m_leader, reader, m_schema, m_inspection.plan.anonymized));
    }
    TRY_ASSIGN(m_outsideViews, target::OutsideViews::plan(reader, m_schema, ddlOptions(), m_outsideDependents));
    return {};
}

/// What schemas beside others have of what belongs to no schema is the target's, whatever the source has.
void CloneRun::leaveToTarget()
{
    const auto isOfDatabase = [](const catalog::Object &object) {
        return object.key.kind == catalog::ObjectKind::DefaultPrivileges && object.key.schema.empty();
    };
    std::erase_if(m_schema.objects, isOfDatabase);
    for (const catalog::Object &object : m_before.objects) {
        if (isOfDatabase(object))
            m_schema.objects.push_back(object);
    }
    m_schema.memberChanges.clear();
    m_schema.sort();
}

/// The plan knows of each extension that is elsewhere whether it is moved.
Result<> CloneRun::checkExtensionPlaces(pg::ReadOnlyConnection &target)
{
    TRY_ASSIGN(const std::vector<catalog::MembersElsewhere> now,
               catalog::readMemberPlaces(*m_leader, target, m_schema));
    for (const catalog::MembersElsewhere &extension : catalog::elsewhereOf(now)) {
        const auto isThis = [&](const catalog::MembersElsewhere &other) {
            return other.extension == extension.extension && other.from == extension.from && other.to == extension.to;
        };
        if (std::ranges::none_of(m_targetFacts.rights.movedExtensions, isThis)
            && std::ranges::none_of(m_targetFacts.elsewhere, isThis))
            return failure({.code = ErrorCode::PreflightFailed,
                            .subject = m_target.environment.name,
                            .detail = text("extension " + sql::displayed(extension.extension) + ": "
                                           + sql::displayed(extension.from) + " -> " + sql::displayed(extension.to))});
    }
    return {};
}

Result<> CloneRun::chooseKeptTables()
{
    m_selection = m_inspection.selection;
    if (m_options.rows.kept.empty())
        return {};
    // Not those of the inspection: what an interrupted clone had set aside is there again only now.
    m_kept = merge::findKeptTables(m_schema, m_before, m_options.rows);
    // A table whose rows were to stay is in no decision about columns: it may not be copied now.
    const std::set<sql::QualifiedName> &before = m_inspection.kept.notCopied;
    const bool isCovered
        = std::includes(m_kept.notCopied.begin(), m_kept.notCopied.end(), before.begin(), before.end());
    if (!m_kept.problems.isEmpty() || !isCovered) {
        Error error{.code = ErrorCode::PreflightFailed,
                    .subject = m_target.environment.name,
                    .detail = u"--keep-target-table"_s,
                    .causes = m_kept.problems};
        return failure(std::move(error));
    }
    selection::RowSelection selection
        = selection::selectRows(m_schema, m_options.rows, m_kept.notCopied, m_inspection.brokenKeys);
    selection.excluded.insert(m_selection.excluded.begin(), m_selection.excluded.end());
    // Those that only the target has are no tables of the source.
    for (const auto &[table, root] : m_kept.roots)
        selection.excluded.insert(table);
    m_selection = std::move(selection);
    m_kept.addTo(m_schema);
    return {};
}

Result<> CloneRun::listBrokenRows()
{
    if (m_inspection.brokenKeys.empty())
        return {};
    const auto *key = m_inspection.plan.anonymized ? m_options.key.get() : nullptr;
    const columns::LeftOut leftOut{
        m_schema, m_selection, m_inspection.brokenKeys, m_inspection.shapes, m_inspection.decisions, key};
    TRY_ASSIGN(m_leftOut, columns::writeLeftOut(*m_leader, leftOut, m_options.brokenRowsFile));
    return {};
}

catalog::DdlOptions CloneRun::ddlOptions() const
{
    const fitting::TargetFacts &facts = m_targetFacts;
    return {.sessionRole = facts.sessionRole,
            .existingSchemas = m_before.schemaNames(),
            .existingExtensions = facts.extensions,
            .movedExtensions = namesOf(facts.rights.movedExtensions),
            .existingPublications = facts.publications,
            .rolesGrantedByDefault = catalog::rolesGrantedByDefault(m_before),
            .missingRoles = facts.missingRoles,
            .codePaths = m_codePaths,
            .closedSchemas = target::schemasNotGranted(m_schema, m_before, 'U'),
            .schemasWithoutCreate = target::schemasNotGranted(m_schema, m_before, 'C'),
            .serverMajor = m_session->serverMajor()};
}

/// Those that are renamed, as they are meanwhile; what stands where they stood gets what they had.
void CloneRun::setAsideWhole(target::SetAsideRequest &request) const
{
    catalog::Schema before;
    catalog::Schema aside;
    catalog::Schema bare;
    for (const catalog::Object &object : attributesOf(m_before).objects) {
        const bool isSchema = object.key.kind == catalog::ObjectKind::Schema;
        if (!contains(m_whole, isSchema ? object.key.name : object.key.schema))
            continue;
        before.objects.push_back(object);
        aside.objects.push_back(object);
        if (!isSchema)
            continue;
        bare.objects.push_back({.key = object.key, .owner = m_targetFacts.sessionRole});
        aside.objects.back().owner = m_targetFacts.sessionRole;
        aside.objects.back().acl = {};
    }
    const catalog::DdlOptions options = ddlOptions();
    // Else they would not be believed: somebody else might own them, or make something in them.
    for (const catalog::DdlStatement &statement : catalog::schemaAttributes(before, aside, options))
        request.statements.push_back(statement.sql);
    for (const catalog::DdlStatement &statement : catalog::schemaAttributes(bare, before, options))
        request.attributes.push_back(statement.sql);
    request.undo.whole = m_whole;
    std::vector<catalog::Object> &made = request.undo.attributesMade.objects;
    std::erase_if(made, [&](const catalog::Object &object) {
        return contains(m_whole, object.key.kind == catalog::ObjectKind::Schema ? object.key.name : object.key.schema);
    });
    made.insert(made.end(), aside.objects.begin(), aside.objects.end());
    request.undo.attributesMade.sort();
}

target::SetAsideRequest CloneRun::setAsideRequest() const
{
    target::SetAsideRequest request{.source = m_source.environment.name.toStdString(),
                                    .schemas = m_before.schemaNames()};
    for (const catalog::Object &object : m_schema.objects) {
        const std::string &name = object.key.name;
        if (object.key.kind == catalog::ObjectKind::Schema && !contains(request.schemas, name))
            request.newSchemas.push_back(name);
        if (object.key.kind == catalog::ObjectKind::Extension && !contains(m_targetFacts.extensions, name))
            request.newExtensions.push_back(name);
        if (object.key.kind == catalog::ObjectKind::Publication && !contains(m_targetFacts.publications, name))
            request.undo.publications.push_back(name);
    }
    request.statements = leavePublications(m_before);
    request.statements.insert(request.statements.end(), m_databaseWide.aside.begin(), m_databaseWide.aside.end());
    target::UndoActions &undo = request.undo;
    undo.attributesMade = attributesOf(m_schema);
    undo.attributesBefore = attributesOf(m_before);
    undo.labels = m_labels.undo();
    undo.members = m_members.undo();
    undo.memberships = membershipsOf(m_before);
    for (const supabase::PlatformPart &part : m_inspection.platformParts)
        undo.parts.push_back(part.place);
    undo.made = m_databaseWide.made;
    undo.remakes = m_databaseWide.remakes;
    setAsideWhole(request);
    undo.aside = m_outsideViews.aside();
    undo.replaced = replacedParts();
    undo.origin = originOfCopy();
    undo.rows = m_extensionRows.undo();
    for (const target::RowExchange &table : m_exchange)
        undo.rows.push_back({.schema = table.to.schema, .table = table.to.name, .columns = table.columns});
    for (const catalog::MembersElsewhere &moved : m_targetFacts.rights.movedExtensions)
        undo.moves.push_back({.extension = moved.extension, .schema = moved.to});
    return request;
}

/// For whoever compares the copy with its source later.
std::vector<target::UndoActions::Replaced> CloneRun::replacedParts() const
{
    std::vector<target::UndoActions::Replaced> parts;
    if (!m_inspection.plan.anonymized)
        return parts;
    std::map<sql::QualifiedName, target::UndoActions::Replaced> byTable;
    for (const anonymize::ColumnDecision &decision : m_inspection.decisions) {
        if (decision.changesValues() && !m_kept.contains(decision.table))
            byTable[decision.table].columns.push_back(decision.column);
    }
    for (const sql::QualifiedName &table : m_remadeBounds)
        byTable[table].bound = true;
    for (auto &[table, part] : byTable) {
        part.table = table;
        parts.push_back(std::move(part));
    }
    return parts;
}

/// For whoever compares them later too: identity, and never a name, tells what this is a copy of.
target::UndoActions::Origin CloneRun::originOfCopy() const
{
    target::UndoActions::Origin origin{.identity = m_inspection.plan.source.identity};
    std::set<sql::QualifiedName> inPart = m_kept.notCopied;
    for (const auto &[table, filter] : m_selection.filters)
        inPart.insert(table);
    for (const auto &[table, root] : m_kept.roots)
        inPart.insert(table);
    for (const sql::QualifiedName &table : m_selection.excluded) {
        if (!inPart.contains(table))
            origin.leftEmpty.push_back(table);
    }
    origin.inPart.assign(inPart.begin(), inPart.end());
    return origin;
}

Result<> CloneRun::setEverythingAside()
{
    m_progress.enter(Phase::SettingAside);
    m_settingAside = true;
    TRY_ASSIGN(m_point, target::setAside(*m_session, m_permit, setAsideRequest()));
    forgetWhatWas();
    return {};
}

// Of thousands of tables the structure of one side takes some ten megabytes.
void CloneRun::forgetWhatWas()
{
    m_inspection.source = {};
    m_inspection.target = {};
    if (!m_options.rows.kept.empty())
        return;
    std::erase_if(m_before.objects, [](const catalog::Object &object) {
        return !object.key.schema.empty() && object.key.kind != catalog::ObjectKind::DefaultPrivileges;
    });
    m_before.objects.shrink_to_fit();
    giveBackFreedMemory();
}

Result<> CloneRun::makeStructure()
{
    m_progress.enter(Phase::Structure);
    TRY(merge::keepSequences(*m_session, *m_point, m_kept, m_before, m_schema));
    TRY_ASSIGN(m_script, catalog::creationScript(m_schema, ddlOptions()));
    if (!m_options.leaveOutBroken) {
        TRY(target::runScript(*m_session, m_script.preData, again()));
        m_script.preData = {};
        return {};
    }
    const std::vector<catalog::Uncarried> before = m_schema.notCarried;
    TRY(runWithoutBroken(*m_session, m_script, m_schema));
    for (const catalog::Uncarried &object : m_schema.notCarried) {
        if (std::ranges::find(before, object) == before.end())
            m_report.notCarried.append(
                {.kind = text(object.kind), .name = text(object.name), .reason = catalog::reasonText(object)});
    }
    return {};
}

Result<> CloneRun::readDeclaredPeople()
{
    if (!m_inspection.plan.anonymized || m_options.key == nullptr)
        return {};
    TRY_ASSIGN(m_declared,
               columns::readDeclaredValues(*m_leader, m_schema, m_inspection.shapes, m_inspection.decisions, m_stop));
    if (m_declared->isFull())
        m_report.warnings.append(
            Tr::sentence("The database declares more than 3 million names, logins and numbers of people: those beyond "
                         "were not looked for in texts and documents."));
    return {};
}

Result<> CloneRun::addMissingUsers()
{
    if (!m_inspection.users.isConcerned() || m_inspection.missingUsers != supabase::MissingUsers::Copy)
        return {};
    TRY_ASSIGN(const long long added, supabase::copyUsers(*m_leader, *m_session, m_permit, *m_point,
                                                          {m_inspection.users, m_selection, m_inspection.decisions,
                                                           *m_options.key, m_declared.get()},
                                                          m_stop));
    m_report.objects[u"user"_s] = added;
    return {};
}

Result<> CloneRun::moveEveryRow()
{
    m_progress.enter(Phase::Rows);
    std::optional<supabase::KnownUsers> knownUsers;
    if (m_inspection.users.isConcerned() && m_inspection.missingUsers == supabase::MissingUsers::SetNull) {
        TRY_ASSIGN(pg::ReadOnlyConnection reader, pg::ReadOnlyConnection::open(m_target.connection, {.stop = m_stop}));
        TRY(reader.begin());
        TRY(m_permit.recheck(reader));
        TRY_ASSIGN(knownUsers, supabase::KnownUsers::read(reader));
    }
    TRY_ASSIGN(const int workers, copying::workerCount(m_options.jobs, *m_leader, *m_session));
    m_progress.log(Tr::sentence("Rows go in %n parallel stream(s).", nullptr, workers));
    const catalog::DdlOptions ddl = ddlOptions();
    TRY_ASSIGN(const std::vector<merge::KeptRows> kept,
               merge::prepareKeptRows(*m_session, *m_point, m_kept, m_before, m_schema, ddl));
    TRY_ASSIGN(const pg::UntrustedTables *untrusted, m_leader->untrustedTables());
    const copying::RowTransfer transfer{.source = m_source,
                                        .target = m_target,
                                        .permit = m_permit,
                                        .snapshot = m_snapshot,
                                        .applicationName = m_point->applicationName(),
                                        .session = *m_session,
                                        .schema = m_schema,
                                        .ddl = ddl,
                                        .indexes = m_script.indexes,
                                        .keys = m_script.keys,
                                        .validations = m_script.validations,
                                        .selection = m_selection,
                                        .untrusted = *untrusted,
                                        .kept = kept,
                                        .shapes = m_inspection.shapes,
                                        .decisions = m_inspection.decisions,
                                        .key = m_inspection.plan.anonymized ? m_options.key.get() : nullptr,
                                        .declared = m_declared.get(),
                                        .users = m_inspection.users,
                                        .knownUsers = knownUsers ? &*knownUsers : nullptr,
                                        .jobs = workers,
                                        .verify = m_options.verify,
                                        .usesIndexes = m_inspection.brokenKeys.empty(),
                                        .retries = m_options.retries};
    TRY_ASSIGN(m_report.tables, copying::moveRows(transfer, m_stop, m_progress));
    m_script.indexes = {};
    m_script.keys = {};
    m_script.validations = {};
    for (runs::TableReport &table : m_report.tables)
        table.leftOut = m_leftOut.value(table.name);
    if (m_report.anonymized)
        columns::describeCounts(m_report);
    m_session->setStop(m_stop);
    return {};
}

} // namespace engine::operations
