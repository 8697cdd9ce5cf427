// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/clone/target_inspection.h"

#include "engine/base/contains.h"
#include "engine/base/errors/sentence.h"
#include "engine/catalog/model/kind_names.h"
#include "engine/catalog/model/table_names.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/defusing/outward.h"
#include "engine/environments/evidence.h"
#include "engine/environments/identity_reader.h"
#include "engine/fitting/encoding_fit.h"
#include "engine/fitting/role_adaptation.h"
#include "engine/fitting/security_labels.h"
#include "engine/fitting/sort_orders.h"
#include "engine/merge/kept_misfits.h"
#include "engine/operations/clone/extension_places.h"
#include "engine/operations/planned_end.h"
#include "engine/safety/lock_probe.h"
#include "engine/target/outside_binding.h"
#include "engine/target/restore_point.h"
#include "engine/target/session/target_limits.h"
#include "engine/target/session/target_session.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace engine::operations {

using namespace Qt::StringLiterals;
using environments::EnvironmentType;

namespace {

constexpr pg::Statement aboutDatabase = R"(
SELECT pg_catalog.current_database(), pg_catalog.current_setting('server_version'),
    pg_catalog.pg_database_size(pg_catalog.current_database()), pg_catalog.pg_is_in_recovery(), current_user,
    pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'),
    (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user),
    pg_catalog.current_setting('server_encoding'),
    (SELECT datcollate FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))";

constexpr pg::Statement targetNames = R"(
SELECT 'schema', nspname FROM pg_catalog.pg_namespace
UNION ALL SELECT 'extension', extname FROM pg_catalog.pg_extension
UNION ALL SELECT 'available', name FROM pg_catalog.pg_available_extensions
UNION ALL SELECT 'publication', pubname FROM pg_catalog.pg_publication
UNION ALL SELECT 'role', rolname FROM pg_catalog.pg_roles
UNION ALL SELECT 'assumable', rolname FROM pg_catalog.pg_roles WHERE pg_catalog.pg_has_role(oid, 'MEMBER'))";

constexpr pg::Statement foreignOwned = R"(
SELECT n.nspname, c.relname
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ($1::text[]) AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d
                    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                        AND d.deptype = 'e')
ORDER BY 1, 2)";

// Of the five seconds or so that people wait for a plan.
constexpr std::chrono::milliseconds mostForOutsideRows{3000};

} // namespace

TargetInspection::TargetInspection(const End &target, const CloneOptions &options,
                                   const safety::ProductionRegistry &registry, std::stop_token stop,
                                   CloneInspection &found, pg::ReadOnlyConnection *source)
    : m_target(target)
    , m_options(options)
    , m_registry(registry)
    , m_stop(std::move(stop))
    , m_found(found)
    , m_source(source)
{}

Result<> TargetInspection::readNames()
{
    TRY_ASSIGN(const pg::QueryResult names, m_connection->query(targetNames));
    std::vector<std::string> available;
    std::vector<std::string> roles;
    std::vector<std::string> assumable;
    fitting::TargetFacts &facts = m_found.targetFacts;
    for (int row = 0; row < names.rowCount(); ++row) {
        const std::string_view kind = names.view(row, 0);
        std::vector<std::string> &list = kind == "schema"        ? facts.schemas
                                         : kind == "extension"   ? facts.extensions
                                         : kind == "available"   ? available
                                         : kind == "publication" ? facts.publications
                                         : kind == "role"        ? roles
                                                                 : assumable;
        list.push_back(names.string(row, 1));
    }
    findMissingInTarget(available, roles, assumable);
    return {};
}

void TargetInspection::findMissingInTarget(const std::vector<std::string> &available,
                                           const std::vector<std::string> &roles,
                                           const std::vector<std::string> &assumable)
{
    for (const catalog::Object &object : m_found.source.objects) {
        if (object.key.kind == catalog::ObjectKind::Extension
            && !contains(m_found.targetFacts.extensions, object.key.name) && !contains(available, object.key.name))
            m_found.problem({.code = ErrorCode::ObjectMissing, .subject = u"extension "_s + text(object.key.name)});
    }
    std::set<std::string> owners;
    for (const catalog::Object &object : m_found.source.objects)
        owners.insert(object.owner);
    for (const std::string &role : m_found.source.roles()) {
        const bool exists = contains(roles, role);
        if (exists && (!owners.contains(role) || contains(assumable, role)))
            continue;
        m_found.targetFacts.missingRoles.push_back(role);
        m_found.plan.notCarried.append(
            {.kind = u"role"_s,
             .name = text(role),
             .reason
             = exists ? Tr::sentence("The account used for the target may not hand objects to this role: they stay "
                                     "with the account, and the role gets no rights.")
                      : Tr::sentence("The target server does not have this role: what it owns stays with the account "
                                     "used, and what it is granted is left out.")});
    }
}

Result<> TargetInspection::findExtensionsElsewhere()
{
    TRY_ASSIGN(m_places, catalog::readMemberPlaces(*m_source, *m_connection, m_found.source, m_placesBefore));
    const std::vector<std::string> both = m_found.target.schemaNames();
    for (const catalog::MembersElsewhere &extension : catalog::elsewhereOf(m_places)) {
        // Neither into a schema that the plan does not make, nor out of one that it does not replace.
        if (!contains(m_found.source.schemaNames(), extension.from) || !contains(both, extension.to))
            continue;
        TRY_ASSIGN(const bool isNeeded, isNeededBeyond(*m_connection, extension, both));
        if (!isNeeded)
            m_mayMove.insert(extension.extension);
    }
    return {};
}

Result<> TargetInspection::read()
{
    runs::PlannedEnd &planned = m_found.plan.target;
    Result<pg::ReadOnlyConnection> connection = openForInspection(m_target, planned, m_stop);
    if (!connection)
        return failure(connection.error());
    m_connection.emplace(std::move(*connection));
    TRY_ASSIGN(const pg::QueryResult about, m_connection->query(aboutDatabase));
    m_found.targetFacts.sessionRole = about.string(0, 4);
    if (!about.boolean(0, 5))
        m_found.problem({.code = ErrorCode::PermissionDenied, .subject = planned.database, .detail = u"CREATE"_s});
    TRY(readNames());
    TRY_ASSIGN(const std::optional<target::RestorePoint> point, target::newestRestorePoint(*m_connection));
    m_isInterrupted = point && point->phase == target::RestorePoint::Phase::Working;
    if (m_isInterrupted) {
        for (const target::UndoActions::Move &move : point->undo.moves)
            m_placesBefore[move.extension] = move.schema;
    }
    if (m_isInterrupted)
        m_found.warning(Tr::sentence("A clone of \"%1\" into this target was interrupted on %2. It is undone first.")
                            .arg(text(point->source), point->startedAt()));
    if (m_source == nullptr)
        return {};

    std::vector<std::string> both;
    for (const std::string &schema : m_found.source.schemaNames()) {
        if (contains(m_found.targetFacts.schemas, schema))
            both.push_back(schema);
    }
    TRY_ASSIGN(const pg::QueryResult foreign, m_connection->query(foreignOwned, {sql::arrayLiteral(both)}));
    for (int row = 0; row < foreign.rowCount(); ++row) {
        const sql::QualifiedName name{foreign.string(row, 0), foreign.string(row, 1)};
        m_found.problem({.code = ErrorCode::PermissionDenied, .subject = text(name.displayed()), .detail = u"ALTER"_s});
    }
    TRY_ASSIGN(const QList<Error> beyond, target::findBeyondTarget(m_found.source, *m_connection));
    for (Error error : beyond) {
        if (error.code == ErrorCode::ServerVersion)
            error.subject = m_target.environment.name;
        m_found.problem(std::move(error));
    }
    TRY_ASSIGN(m_found.target, catalog::readSchema(*m_connection, {.schemas = both, .onlyDatabase = both.empty()}));
    const auto whole = target::schemasSetAsideWhole(m_found.source, m_found.target, *m_connection);
    if (!whole)
        TRY(m_found.note(failure(whole.error())));
    TRY_ASSIGN(m_found.targetFacts.rights, fitting::readTargetRights(*m_connection, m_found.source));
    TRY(findExtensionsElsewhere());
    describeReplacement();
    TRY(describeBeside());
    TRY(lookForKeptTables());
    TRY(findOutsideDependents());
    TRY(findPlatformParts());
    const Result<runs::LockProbe> probe = safety::probeLocks(*m_source, *m_connection);
    if (probe)
        m_found.plan.lockProbe = *probe;
    m_isRead = true;
    return {};
}

void TargetInspection::describeReplacement()
{
    runs::Plan &plan = m_found.plan;
    for (const catalog::Object *object : m_found.target.tablesWithRows()) {
        const auto *table = object->as<catalog::Table>();
        ++plan.target.tables;
        plan.replacedTables.append(text(nameOf(*object).displayed()));
        plan.replacedBytes += table->heapBytes.value;
        plan.replacedRows += std::max(0LL, table->rowEstimate.value);
    }
}

/// What is new must be so: nothing that is there may be in the way.
Result<> TargetInspection::describeBeside()
{
    if (!m_options.beside)
        return {};
    for (const std::string &schema : m_found.target.schemaNames())
        m_found.problem({.code = ErrorCode::ObjectExists, .subject = text("schema " + sql::displayed(schema))});
    TRY_ASSIGN(m_found.exchange, target::planExchange(*m_connection, m_found.source, m_options.exchanged));
    runs::Plan &plan = m_found.plan;
    plan.problems += m_found.exchange.problems;
    for (const Sentence &sentence : m_found.exchange.warnings)
        m_found.warning(sentence);
    for (const target::RowExchange &table : m_found.exchange.tables)
        plan.replacedTables.append(text(table.to.displayed()));
    plan.replacedRows += m_found.exchange.rows;
    plan.replacedBytes += m_found.exchange.bytes;
    return {};
}

Result<> TargetInspection::lookForKeptTables()
{
    if (m_options.rows.kept.empty())
        return {};
    if (m_isInterrupted) {
        m_found.information(Tr::sentence("Which tables keep their rows is found out once it is undone."));
        return {};
    }
    m_found.kept = merge::findKeptTables(m_found.source, m_found.target, m_options.rows);
    TRY(merge::checkKeptRows(*m_connection, m_found.kept));
    m_found.plan.problems += m_found.kept.problems;
    const auto isHidden = [](const Error &error) { return error.code == ErrorCode::PermissionDenied; };
    if (std::any_of(m_found.kept.problems.begin(), m_found.kept.problems.end(), isHidden))
        return {};
    for (const merge::KeptTable &table : m_found.kept.tables)
        TRY(describeKept(table));
    if (!m_found.kept.isEmpty())
        m_found.warning(
            Tr::sentence("Kept rows must fit the copy: when one of them breaks a key or a rule, or a copied row "
                         "refers to one that is not there, the target is put back as it was."));
    return {};
}

Result<> TargetInspection::describeKept(const merge::KeptTable &kept)
{
    const QString name = text(kept.name.displayed());
    runs::PlannedKeep planned{.name = name, .isOnlyInTarget = kept.isOnlyInTarget};
    for (const sql::QualifiedName &part : kept.withRows) {
        TRY_ASSIGN(const long long rows, m_connection->countRows(part, {}));
        planned.rows += rows;
    }
    for (const std::string &column : kept.lostColumns)
        planned.lostColumns.append(text(sql::displayed(column)));
    for (const std::string &column : kept.newColumns)
        planned.newColumns.append(text(sql::displayed(column)));
    const Sentence count = Tr::sentence("%Ln row(s)", nullptr, planned.rows);
    m_found.information(
        kept.isOnlyInTarget
            ? Tr::sentence("\"%1\" keeps what it holds (%2); the source has no such table.").arg(name, count)
            : Tr::sentence("\"%1\" keeps what it holds (%2).").arg(name, count));
    if (!planned.lostColumns.isEmpty())
        m_found.warning(Tr::sentence("Kept rows of \"%1\" lose what the source has no column for: %2.")
                            .arg(name, planned.lostColumns.join(u", "_s)));
    if (!planned.newColumns.isEmpty())
        m_found.information(Tr::sentence("Kept rows of \"%1\" get the default of columns that are new to them: %2.")
                                .arg(name, planned.newColumns.join(u", "_s)));
    for (const std::string &column : kept.missingColumns) {
        if (planned.rows > 0)
            m_found.problem({.code = ErrorCode::TableNotKeepable,
                             .subject = name,
                             .detail = text(sql::displayed(column)) + u": NOT NULL"_s});
    }
    m_found.plan.keptTables.append(std::move(planned));
    return {};
}

Result<> TargetInspection::findOutsideDependents()
{
    TRY_ASSIGN(m_found.outsideDependents, catalog::readOutsideDependents(*m_connection, m_found.target.schemaNames()));
    for (const catalog::OutsideDependent &dependent : m_found.outsideDependents) {
        const QString name = text(dependent.kind) + u' ' + text(dependent.identity);
        // A materialized view is made by what is read of it when the clone runs.
        if (dependent.kind == "materialized view")
            m_found.information(Tr::sentence("%1 depends on %2: it is set aside with its rows, and made anew over the "
                                             "copy and filled from it.")
                                    .arg(name, text(dependent.dependsOn)));
        else if (dependent.createStatement.empty())
            m_found.problem(
                {.code = ErrorCode::ObjectNotSupported, .subject = name, .detail = text(dependent.dependsOn)});
        else
            m_found.information(Tr::sentence("%1 depends on %2 and is made anew to follow the copy.")
                                    .arg(name, text(dependent.dependsOn)));
    }
    // Whatever else there is: it would go with what is set aside, once that is dropped.
    TRY_ASSIGN(const std::vector<catalog::TakenAlong> taken,
               catalog::readTakenAlong(*m_connection, m_found.target.schemaNames()));
    for (const catalog::TakenAlong &other : taken) {
        // Event triggers and casts are made anew with what belongs to no schema.
        const bool isSetAside = other.type == "event trigger" || other.type == "cast";
        // Of Sosie's own older state, or of a session's: gone before what it needs.
        const bool isPassing
            = other.identity.find("sosie_") != std::string::npos || other.identity.find("pg_temp") != std::string::npos;
        if (!catalog::isAmong(other, m_found.outsideDependents) && !isSetAside && !isPassing && !other.needsExtension)
            m_found.problem(
                {.code = ErrorCode::ObjectNotSupported, .subject = text(other.name), .detail = text(other.needs)});
    }
    return {};
}

Result<> TargetInspection::findPlatformParts()
{
    // Who asks for some schemas asks for nothing beside them.
    if (!m_options.schemas.empty())
        return {};
    TRY_ASSIGN(const std::vector<supabase::PlatformPart> source,
               supabase::readPlatformParts(*m_source, supabase::Whose::Platform));
    TRY_ASSIGN(const std::vector<supabase::PlatformPart> target,
               supabase::readPlatformParts(*m_connection, supabase::Whose::Anybody));
    const std::set<std::string> outward
        = defusing::outwardFunctions(m_found.source, defusing::findOutward(m_found.source));
    TRY_ASSIGN(const std::set<std::string> tables, supabase::readTablesThere(*m_connection, source));
    for (const supabase::PlatformPart &part : supabase::missingParts(source, target)) {
        if (!tables.contains(part.table)) {
            m_found.plan.notCarried.append(
                {.kind = text(part.kind),
                 .name = text(part.name),
                 .reason = Tr::sentence("The target does not have the table %1.").arg(text(part.table))});
        } else if (part.staysInside && !outward.contains(part.function)) {
            m_found.platformParts.push_back(part);
            m_found.information(Tr::sentence("%1 depends on %2 and is made anew to follow the copy.")
                                    .arg(catalog::kindAndName(text(part.kind), text(part.name)),
                                         catalog::kindAndName(u"table", text(part.table))));
        } else {
            m_found.plan.notCarried.append(
                {.kind = text(part.kind),
                 .name = text(part.name),
                 .reason = catalog::reasonText({.reason = catalog::Uncarried::Reason::OtherServer})});
        }
    }
    return {};
}

Result<> TargetInspection::findMissingUsers()
{
    if (!m_isRead)
        return {};
    m_found.missingUsers = m_options.missingUsers.value_or(m_found.plan.anonymized ? supabase::MissingUsers::Copy
                                                                                   : supabase::MissingUsers::Stop);
    // A condition that nobody understands chooses no rows.
    if (!m_found.selection.problems.isEmpty())
        return {};
    TRY_ASSIGN(m_found.users, supabase::inspectAuthUsers(*m_source, *m_connection, m_found.source, m_found.selection,
                                                         m_found.missingUsers));
    m_found.plan.problems += m_found.users.problems;
    if (m_found.users.problems.isEmpty())
        describeHiddenUsers();
    if (m_found.users.isConcerned())
        describeMissingUsers();
    return {};
}

void TargetInspection::describeHiddenUsers()
{
    const runs::Plan &plan = m_found.plan;
    for (const auto &[isHidden, end] :
         {std::pair(m_found.users.isHiddenInSource, &plan.source), {m_found.users.isHiddenInTarget, &plan.target}}) {
        if (isHidden)
            m_found.warning(
                Tr::sentence("Nobody could look whether \"%1\" has every user that rows refer to: the account may not "
                             "read auth.users of \"%2\". If one is missing, the clone finds out at its end, and puts "
                             "the target back as it was.")
                    .arg(plan.target.environment.name, end->environment.name));
    }
}

void TargetInspection::describeMissingUsers()
{
    const supabase::AuthUsers &users = m_found.users;
    const qint64 count = users.missing;
    switch (m_found.missingUsers) {
    case supabase::MissingUsers::Copy:
        m_found.warning(m_found.plan.anonymized
                            ? Tr::sentence("%n user(s) that rows refer to are missing in the target: they are added to "
                                           "auth.users, personal data replaced, without tokens or sessions.",
                                           nullptr, count)
                            : Tr::sentence("%n user(s) that rows refer to are missing in the target: they are added to "
                                           "auth.users in clear, without tokens or sessions.",
                                           nullptr, count));
        if (users.withoutPassword)
            m_found.warning(Tr::sentence("Added users cannot log in with a password: the target does not have the "
                                         "extension pgcrypto, which would hash it."));
        else
            m_found.plan.notices.append(
                {.severity = runs::Notice::Severity::Warning,
                 .sentence
                 = Tr::sentence("The password of every added user is %1").arg(supabase::testPassword(*m_options.key)),
                 .isSecret = true});
        if (users.identityColumns.empty())
            m_found.plan.notCarried.append(
                {.kind = u"table"_s,
                 .name = u"auth.identities"_s,
                 .reason = catalog::reasonText({.reason = catalog::Uncarried::Reason::NotAllowed})});
        return;
    case supabase::MissingUsers::SetNull:
        m_found.warning(
            Tr::sentence("References to %n user(s) that the target does not have are emptied.", nullptr, count));
        for (const supabase::UserReference &reference : users.references) {
            if (!reference.mayBeNull)
                m_found.problem({.code = ErrorCode::UsersMissing,
                                 .subject = text(reference.table.displayed() + '.' + sql::displayed(reference.column)),
                                 .detail = u"NOT NULL"_s});
        }
        return;
    case supabase::MissingUsers::Stop:
        QStringList tables;
        for (const supabase::UserReference &reference : users.references)
            tables.append(text(reference.table.displayed()));
        tables.removeDuplicates();
        m_found.problem({.code = ErrorCode::UsersMissing,
                         .subject = tables.join(u", "_s),
                         .detail = QString::number(users.missing)});
        return;
    }
}

Result<> TargetInspection::lookForOutsideRows()
{
    if (!m_isRead || !m_found.selection.problems.isEmpty())
        return {};
    const merge::CopiedRows rows{.schema = m_found.source,
                                 .selection = m_found.selection,
                                 .kept = m_found.kept,
                                 .shapes = m_found.shapes,
                                 .decisions = m_found.decisions,
                                 .key = m_options.key.get()};
    TRY_ASSIGN(const merge::OutsideRows found,
               merge::findOutsideRows(*m_source, *m_connection, rows, mostForOutsideRows));
    for (const merge::OutsideRows::Missing &missing : found.missing)
        describeMissing(missing);
    std::map<QString, QStringList> hidden;
    for (const merge::OutsideReference &reference : found.hidden)
        hidden[text(reference.referenced.displayed())].append(text(sql::displayed(reference.constraint)));
    const QString target = m_found.plan.target.environment.name;
    for (const auto &[referenced, keys] : hidden)
        m_found.warning(Tr::sentence("Nobody could look whether \"%1\" has every row of \"%2\" that copied rows refer "
                                     "to (%3): the account may not read it there. If one is missing, the clone finds "
                                     "out at its end, and puts the target back as it was.")
                            .arg(target, referenced, keys.join(u", "_s)));
    QStringList notCounted;
    for (const merge::OutsideReference &reference : found.notCounted)
        notCounted.append(reference.displayed());
    if (!notCounted.isEmpty())
        m_found.warning(Tr::sentence("Whether \"%1\" has every row that copied rows refer to could not be counted in a "
                                     "short time: %2. If one is missing, the clone finds out at its end, and puts the "
                                     "target back as it was.")
                            .arg(target, notCounted.join(u", "_s)));
    for (const merge::OutsideReference &reference : found.leadNowhere)
        if (!m_lacksNeeds)
            m_found.problem({.code = ErrorCode::ObjectMissing, .subject = text(reference.referenced.displayed())});
    return {};
}

void TargetInspection::describeMissing(const merge::OutsideRows::Missing &missing)
{
    const merge::OutsideReference &reference = missing.reference;
    const QString count = (missing.isAtLeast ? u"≥ "_s : QString()) + QString::number(missing.count);
    m_found.problem({.code = ErrorCode::ReferencedRowsMissing,
                     .subject = text(reference.table.displayed()),
                     .detail = reference.displayed() + u": "_s + count});
    if (missing.isReplaced)
        m_found.warning(
            Tr::sentence("Rules replace what \"%1\" refers to in \"%2\" (%3), where nothing is replaced: only a column "
                         "that is kept as it is finds its rows there.")
                .arg(text(reference.table.displayed()), text(reference.referenced.displayed()),
                     text(sql::displayed(reference.constraint))));
}

Result<> TargetInspection::findExtensionRows()
{
    if (!m_isRead || m_options.beside)
        return {};
    TRY_ASSIGN(m_found.extensionRows,
               target::ExtensionRows::plan(*m_source, *m_connection, m_found.source, m_found.plan.anonymized));
    QStringList names;
    for (const target::ExtensionRows::Table &table : m_found.extensionRows.tables())
        names.append(text(table.name.displayed()));
    if (!names.isEmpty())
        m_found.information(Tr::sentence("Rows that people put into tables of extensions take the place of the "
                                         "target's, which come back with a rollback: %1.")
                                .arg(names.join(u", "_s)));
    return {};
}

void TargetInspection::describeNotCarried()
{
    catalog::Schema source = m_found.source;
    m_found.kept.addTo(source);
    if (m_connection) {
        const fitting::TargetFacts &facts = m_found.targetFacts;
        fitting::adaptToRoles(source, m_found.target,
                              {.session = facts.sessionRole,
                               .missing = facts.missingRoles,
                               .serverMajor = m_connection->connection().serverMajor()});
        const fitting::DatabaseWide wide
            = fitting::adaptToTarget(source, m_found.target, facts.rights, facts.missingRoles);
        for (const Sentence &sentence : wide.warnings)
            m_found.warning(sentence);
        for (const Sentence &sentence : wide.information)
            m_found.information(sentence);
    }
    int foreign = 0;
    for (const catalog::Object &object : source.objects)
        foreign += object.key.kind == catalog::ObjectKind::ForeignTable ? 1 : 0;
    if (foreign > 0)
        m_found.information(Tr::sentence("%n foreign table(s) are made without their rows, which are on other servers.",
                                         nullptr, foreign));
    m_found.plan.notCarried += m_found.extensionRows.notCarried();
    for (const catalog::Uncarried &object : source.notCarried) {
        // Said by those who looked at both sides.
        if (m_isRead && object.kind == "table of extension")
            continue;
        const bool isCarried = object.reason == catalog::Uncarried::Reason::LargeObject && !m_found.plan.anonymized;
        if (isCarried) {
            const qint64 count = text(object.name).toLongLong();
            m_found.information(
                Tr::sentence("%n large object(s) are copied with their numbers. What the target has under the same "
                             "numbers is stored first, and comes back with a rollback.",
                             nullptr, count));
            if (!m_options.schemas.empty() || m_options.rows.isChoice())
                m_found.warning(
                    Tr::sentence("All %n large object(s) are copied, whatever was chosen: they belong to no schema "
                                 "and to no table.",
                                 nullptr, count));
            continue;
        }
        m_found.plan.notCarried.append(
            {.kind = text(object.kind), .name = text(object.name), .reason = catalog::reasonText(object)});
    }
}

} // namespace engine::operations
