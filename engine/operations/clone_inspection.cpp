// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/clone_inspection.h"

#include "engine/anonymize/catalog_shapes.h"
#include "engine/catalog/schema_reader.h"
#include "engine/environments/identity_reader.h"
#include "engine/operations/large_objects.h"
#include "engine/operations/restore_point.h"
#include "engine/operations/row_transfer.h"
#include "engine/operations/samples.h"
#include "engine/operations/side_effects.h"
#include "engine/operations/target_limits.h"
#include "engine/operations/target_session.h"
#include "engine/safety/guard.h"
#include "engine/safety/lock_probe.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace engine::operations {

using namespace Qt::StringLiterals;
using environments::EnvironmentType;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(engine)
};

constexpr pg::Statement aboutDatabase = R"(
SELECT pg_catalog.current_database(), pg_catalog.current_setting('server_version'),
    pg_catalog.pg_database_size(pg_catalog.current_database()), pg_catalog.pg_is_in_recovery(), current_user,
    pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'),
    (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user),
    pg_catalog.current_setting('server_encoding'),
    (SELECT datcollate FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))";

constexpr pg::Statement unreadableTables = R"(
SELECT n.nspname, c.relname,
    CASE WHEN NOT pg_catalog.has_table_privilege(c.oid, 'SELECT') THEN 'SELECT' ELSE 'BYPASSRLS' END
FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) AS wanted (schema_name, table_name)
JOIN pg_catalog.pg_namespace AS n ON n.nspname = wanted.schema_name
JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND c.relname = wanted.table_name
CROSS JOIN (SELECT rolsuper OR rolbypassrls AS sees_all FROM pg_catalog.pg_roles WHERE rolname = current_user) AS me
WHERE NOT pg_catalog.has_table_privilege(c.oid, 'SELECT')
    OR (c.relrowsecurity AND NOT me.sees_all
        AND (c.relforcerowsecurity OR NOT pg_catalog.pg_has_role(c.relowner, 'USAGE'))))";

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

/// What the plural of a sentence is chosen by.
int countForPeople(long long count)
{
    return static_cast<int>(std::min<long long>(count, std::numeric_limits<int>::max()));
}

bool contains(const std::vector<std::string> &list, const std::string &name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

class Inspector final
{
public:
    Inspector(const End &source, const End &target, const CloneOptions &options,
              const safety::ProductionRegistry &registry, std::stop_token stop, Progress &progress)
        : m_source(source)
        , m_target(target)
        , m_options(options)
        , m_registry(registry)
        , m_stop(std::move(stop))
        , m_progress(progress)
    {}

    Result<CloneInspection> run();

private:
    Result<pg::ReadOnlyConnection> open(const End &end, safety::PlannedEnd &planned);
    Result<> inspectSource();
    Result<> inspectTarget();
    Result<> inspectTargetNames();
    Result<> inspectTargetSession();
    Result<> rehearse(pg::Connection &session);
    Result<> decideAboutColumns();
    Result<> findOutsideDependents();
    Result<> findPlatformParts();
    void describeSideEffects();
    Result<> countSelectedRows();
    Result<long long> countRows(const pg::QualifiedName &table, const pg::RowFilter &filter);
    void findMissingInTarget(const std::vector<std::string> &available, const std::vector<std::string> &roles,
                             const std::vector<std::string> &assumable);
    void describeSource();
    void describeNotCarried();
    void describeReplacement();
    void describeSteps();

    /// Keeps a failure as a problem of the plan; only Cancelled ends the inspection.
    Result<> note(const Result<> &result);
    void problem(Error error) { m_found.plan.problems.append(std::move(error)); }
    void warning(const QString &text)
    {
        m_found.plan.notices.append({.severity = safety::Notice::Severity::Warning, .text = text});
    }
    void information(const QString &text) { m_found.plan.notices.append({.text = text}); }

    const End &m_source;
    const End &m_target;
    const CloneOptions &m_options;
    const safety::ProductionRegistry &m_registry;
    std::stop_token m_stop;
    Progress &m_progress;
    CloneInspection m_found;
    std::optional<pg::ReadOnlyConnection> m_sourceConnection;
    std::optional<pg::ReadOnlyConnection> m_targetConnection;
};

Result<> Inspector::note(const Result<> &result)
{
    if (result)
        return {};
    if (result.error().isCancelled())
        return result;
    problem(result.error());
    return {};
}

Result<pg::ReadOnlyConnection> Inspector::open(const End &end, safety::PlannedEnd &planned)
{
    planned.environment = end.environment;
    TRY_ASSIGN(pg::ReadOnlyConnection connection, pg::ReadOnlyConnection::open(end.connection, {.stop = m_stop}));
    TRY(connection.begin());
    TRY_ASSIGN(const pg::QueryResult about, connection.query(aboutDatabase));
    planned.database = text(about.view(0, 0));
    planned.serverVersion = text(about.view(0, 1));
    planned.bytes = about.integer(0, 2);
    planned.isInRecovery = about.boolean(0, 3);
    const Result<environments::Identity> identity = environments::readIdentity(connection);
    if (identity)
        planned.identity = *identity;
    return connection;
}

Result<> Inspector::inspectSource()
{
    safety::PlannedEnd &planned = m_found.plan.source;
    Result<pg::ReadOnlyConnection> connection = open(m_source, planned);
    if (!connection)
        return failure(connection.error());
    m_sourceConnection.emplace(std::move(*connection));
    if (planned.identity && m_source.environment.type == EnvironmentType::Production)
        TRY(m_registry.remember(*planned.identity, m_source.environment.name));

    TRY_ASSIGN(m_found.source, catalog::readSchema(*m_sourceConnection, {.schemas = m_options.schemas}));
    std::vector<std::string> schemas;
    std::vector<std::string> tables;
    for (const catalog::Object *table : m_found.source.tablesWithRows()) {
        schemas.push_back(table->key.schema);
        tables.push_back(table->key.name);
    }
    TRY_ASSIGN(const pg::QueryResult unreadable,
               m_sourceConnection->query(unreadableTables, {pg::arrayLiteral(schemas), pg::arrayLiteral(tables)}));
    for (int row = 0; row < unreadable.rowCount(); ++row) {
        const pg::QualifiedName name{unreadable.string(row, 0), unreadable.string(row, 1)};
        problem({.code = ErrorCode::PermissionDenied,
                 .subject = text(name.displayed()),
                 .detail = text(unreadable.view(row, 2))});
    }
    m_found.selection = selectRows(m_found.source, m_options.rows);
    m_found.plan.problems += m_found.selection.problems;
    describeSideEffects();
    describeSource();
    if (!m_found.plan.anonymized) {
        TRY_ASSIGN(const long long hidden, unreadableLargeObjects(*m_sourceConnection));
        if (hidden > 0)
            problem({.code = ErrorCode::PermissionDenied,
                     .subject = QStringLiteral("large objects: %1").arg(hidden),
                     .detail = u"SELECT"_s});
    }
    if (unreadable.rowCount() > 0)
        return {};
    // Sampling would wait for the same locks, without being able to say for which table.
    std::vector<pg::QualifiedName> names;
    for (const catalog::Object *table : m_found.source.tablesWithRows())
        names.push_back(nameOf(*table));
    TRY(m_sourceConnection->lockTables(names));
    return countSelectedRows();
}

void Inspector::describeSideEffects()
{
    if (!m_options.defuse)
        return;
    // What is read must stay as it was read: run() compares it with what it reads itself.
    catalog::Schema schema = m_found.source;
    const SideEffects effects = defuse(schema);
    for (const QString &sentence : effects.defused + effects.remaining)
        warning(sentence);
    m_found.selection.excluded.insert(effects.queues.begin(), effects.queues.end());
}

Result<> Inspector::countSelectedRows()
{
    safety::Plan &plan = m_found.plan;
    const RowSelection &selection = m_found.selection;
    for (const auto &[name, filter] : selection.filters) {
        const QString shown = text(name.displayed());
        TRY_ASSIGN(const long long kept, countRows(name, filter));
        TRY_ASSIGN(const long long all, countRows(name, {}));
        if (kept < all)
            warning(Tr::tr("\"%1\" is copied in part: %2 of %Ln row(s).", nullptr, countForPeople(all))
                        .arg(shown, QLocale().toString(kept)));
        if (kept < all && !m_options.rows.dropsOrphans && selection.followers.contains(name))
            problem({.code = ErrorCode::RowsLoseParent, .subject = shown, .detail = QString::number(all - kept)});

        const auto table = std::find_if(plan.tables.begin(), plan.tables.end(), [&name = name](const auto &candidate) {
            return candidate.schema == text(name.schema) && candidate.name == text(name.name);
        });
        plan.rowsToCopy += kept - std::max<qint64>(table->rows, 0);
        if (all > 0)
            plan.bytesToCopy -= table->bytes - table->bytes * kept / all;
        table->rows = kept;
    }
    for (const pg::QualifiedName &table : selection.pulledIn)
        information(Tr::tr("\"%1\" comes along: tables that were asked for refer to it.").arg(text(table.displayed())));
    return {};
}

Result<long long> Inspector::countRows(const pg::QualifiedName &table, const pg::RowFilter &filter)
{
    Result<long long> count = m_sourceConnection->countRows(table, filter);
    if (count || (count.error().code != ErrorCode::StatementFailed && count.error().code != ErrorCode::ObjectMissing))
        return count;
    // What the server does not understand: a comparison of a number with a word, a day that does not exist.
    TRY(m_sourceConnection->end());
    TRY(m_sourceConnection->begin());
    return failure(
        {.code = ErrorCode::FilterInvalid, .subject = text(table.displayed()), .detail = count.error().detail});
}

void Inspector::describeSource()
{
    safety::Plan &plan = m_found.plan;
    for (const catalog::Object *object : m_found.source.tablesWithRows()) {
        const auto *table = object->as<catalog::Table>();
        ++plan.source.tables;
        const bool isCopied = !m_found.selection.excluded.contains(nameOf(*object));
        plan.tables.append({.schema = text(object->key.schema),
                            .name = text(object->key.name),
                            .rows = table->rowEstimate.value,
                            .bytes = table->heapBytes.value,
                            .isCopied = isCopied});
        if (!isCopied)
            continue;
        ++plan.tablesToCopy;
        plan.bytesToCopy += table->heapBytes.value;
        plan.rowsToCopy += std::max(0LL, table->rowEstimate.value);
    }
}

void Inspector::describeNotCarried()
{
    catalog::Schema source = m_found.source;
    if (m_targetConnection) {
        const TargetFacts &facts = m_found.targetFacts;
        const DatabaseWide wide = adaptToTarget(source, m_found.target, facts.rights, facts.missingRoles);
        for (const QString &sentence : wide.warnings)
            warning(sentence);
        for (const QString &sentence : wide.information)
            information(sentence);
    }
    int foreign = 0;
    for (const catalog::Object &object : source.objects)
        foreign += object.key.kind == catalog::ObjectKind::ForeignTable ? 1 : 0;
    if (foreign > 0)
        information(
            Tr::tr("%n foreign table(s) are made without their rows, which are on other servers.", nullptr, foreign));
    for (const catalog::Uncarried &object : source.notCarried) {
        const bool isCarried = object.reason == catalog::Uncarried::Reason::LargeObject && !m_found.plan.anonymized;
        if (isCarried) {
            information(Tr::tr("%n large object(s) are copied with their numbers. What the target has under the same "
                               "numbers is stored first, and comes back with a rollback.",
                               nullptr, static_cast<int>(text(object.name).toLongLong())));
            continue;
        }
        m_found.plan.notCarried.append(
            {.kind = text(object.kind), .name = text(object.name), .reason = catalog::reasonText(object)});
    }
}

Result<> Inspector::inspectTargetNames()
{
    TRY_ASSIGN(const pg::QueryResult names, m_targetConnection->query(targetNames));
    std::vector<std::string> available;
    std::vector<std::string> roles;
    std::vector<std::string> assumable;
    TargetFacts &facts = m_found.targetFacts;
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

void Inspector::findMissingInTarget(const std::vector<std::string> &available, const std::vector<std::string> &roles,
                                    const std::vector<std::string> &assumable)
{
    for (const catalog::Object &object : m_found.source.objects) {
        if (object.key.kind == catalog::ObjectKind::Extension
            && !contains(m_found.targetFacts.extensions, object.key.name) && !contains(available, object.key.name))
            problem({.code = ErrorCode::ObjectMissing, .subject = u"extension "_s + text(object.key.name)});
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
             .reason = exists ? Tr::tr("The account used for the target may not hand objects to this role: they stay "
                                       "with the account, and the role gets no rights.")
                              : Tr::tr("The target server does not have this role: what it owns stays with the account "
                                       "used, and what it is granted is left out.")});
    }
}

Result<> Inspector::inspectTarget()
{
    safety::PlannedEnd &planned = m_found.plan.target;
    Result<pg::ReadOnlyConnection> connection = open(m_target, planned);
    if (!connection)
        return failure(connection.error());
    m_targetConnection.emplace(std::move(*connection));
    TRY_ASSIGN(const pg::QueryResult about, m_targetConnection->query(aboutDatabase));
    m_found.targetFacts.sessionRole = about.string(0, 4);
    if (!about.boolean(0, 5))
        problem({.code = ErrorCode::PermissionDenied, .subject = planned.database, .detail = u"CREATE"_s});
    TRY(inspectTargetNames());
    TRY_ASSIGN(const std::optional<RestorePoint> point, newestRestorePoint(*m_targetConnection));
    if (point && point->phase == RestorePoint::Phase::Working)
        warning(Tr::tr("A clone of \"%1\" into this target was interrupted on %2. It is undone first.")
                    .arg(text(point->source), point->startedHere()));
    if (!m_sourceConnection)
        return {};

    std::vector<std::string> both;
    for (const std::string &schema : m_found.source.schemaNames()) {
        if (contains(m_found.targetFacts.schemas, schema))
            both.push_back(schema);
    }
    TRY_ASSIGN(const pg::QueryResult foreign, m_targetConnection->query(foreignOwned, {pg::arrayLiteral(both)}));
    for (int row = 0; row < foreign.rowCount(); ++row) {
        const pg::QualifiedName name{foreign.string(row, 0), foreign.string(row, 1)};
        problem({.code = ErrorCode::PermissionDenied, .subject = text(name.displayed()), .detail = u"ALTER"_s});
    }
    TRY_ASSIGN(const QList<Error> beyond, findBeyondTarget(m_found.source, *m_targetConnection));
    for (Error error : beyond) {
        if (error.code == ErrorCode::ServerVersion)
            error.subject = m_target.environment.name;
        problem(std::move(error));
    }
    TRY_ASSIGN(m_found.target,
               catalog::readSchema(*m_targetConnection, {.schemas = both, .onlyDatabase = both.empty()}));
    TRY_ASSIGN(m_found.targetFacts.rights, readTargetRights(*m_targetConnection, m_found.source));
    describeReplacement();
    TRY(findOutsideDependents());
    TRY(findPlatformParts());
    const Result<safety::LockProbe> probe = safety::probeLocks(*m_sourceConnection, *m_targetConnection);
    if (probe)
        m_found.plan.lockProbe = *probe;
    return {};
}

void Inspector::describeReplacement()
{
    safety::Plan &plan = m_found.plan;
    for (const catalog::Object *object : m_found.target.tablesWithRows()) {
        const auto *table = object->as<catalog::Table>();
        ++plan.target.tables;
        plan.replacedTables.append(text(nameOf(*object).displayed()));
        plan.replacedBytes += table->heapBytes.value;
        plan.replacedRows += std::max(0LL, table->rowEstimate.value);
    }
}

Result<> Inspector::findOutsideDependents()
{
    TRY_ASSIGN(m_found.outsideDependents,
               catalog::readOutsideDependents(*m_targetConnection, m_found.target.schemaNames()));
    for (const catalog::OutsideDependent &dependent : m_found.outsideDependents) {
        const QString name = text(dependent.kind) + u' ' + text(dependent.identity);
        if (dependent.createStatement.empty())
            problem({.code = ErrorCode::ObjectNotSupported, .subject = name, .detail = text(dependent.dependsOn)});
        else
            information(
                Tr::tr("%1 depends on %2 and is made anew to follow the copy.").arg(name, text(dependent.dependsOn)));
    }
    return {};
}

Result<> Inspector::findPlatformParts()
{
    // Who asks for some schemas asks for nothing beside them.
    if (!m_options.schemas.empty())
        return {};
    TRY_ASSIGN(const std::vector<PlatformPart> source, readPlatformParts(*m_sourceConnection));
    TRY_ASSIGN(const std::vector<PlatformPart> target, readPlatformParts(*m_targetConnection));
    for (const PlatformPart &part : missingParts(source, target)) {
        if (part.staysInside) {
            m_found.platformParts.push_back(part);
            information(Tr::tr("%1 depends on %2 and is made anew to follow the copy.")
                            .arg(text(part.kind + ' ' + part.name), text("table " + part.table)));
        } else {
            m_found.plan.notCarried.append(
                {.kind = text(part.kind),
                 .name = text(part.name),
                 .reason = catalog::reasonText({.reason = catalog::Uncarried::Reason::OtherServer})});
        }
    }
    return {};
}

Result<> Inspector::inspectTargetSession()
{
    TRY_ASSIGN(pg::Connection session, openTarget(m_target.connection, "sosie preflight", m_stop));
    TRY(lockTarget(session));
    return rehearse(session);
}

// Whether the account may remake what depends on the copy is more than its rights say: a hosting platform has rules of
// its own. So it is tried, and taken back; but never in what must not be a target.
Result<> Inspector::rehearse(pg::Connection &session)
{
    const safety::Plan &plan = m_found.plan;
    if (!plan.source.identity || !plan.target.identity || plan.source.identity == plan.target.identity
        || m_target.environment.type == EnvironmentType::Production)
        return {};
    TRY_ASSIGN(const bool wasProduction, m_registry.wasProduction(*plan.target.identity));
    if (wasProduction)
        return {};
    for (const catalog::OutsideDependent &dependent : m_found.outsideDependents) {
        if (dependent.dropStatement.empty() || dependent.createStatement.empty())
            continue;
        TRY(session.execute("BEGIN; SET LOCAL lock_timeout = '2s'"));
        Result<> tried = session.execute(dependent.dropStatement);
        if (tried)
            tried = session.execute(dependent.createStatement);
        TRY(session.execute("ROLLBACK"));
        if (!tried && tried.error().code == ErrorCode::PermissionDenied)
            problem(tried.error());
    }
    return {};
}

Result<> Inspector::decideAboutColumns()
{
    if (!m_found.plan.anonymized || !m_sourceConnection)
        return {};
    m_found.shapes = anonymize::shapesOf(m_found.source);
    std::erase_if(m_found.shapes,
                  [this](const auto &shape) { return m_found.selection.excluded.contains(shape.name); });
    TRY_ASSIGN(const anonymize::Samples samples, readSamples(*m_sourceConnection, m_found.shapes));
    Result<std::vector<anonymize::ColumnDecision>> decided
        = anonymize::decide(m_found.shapes, m_options.rules.get(), samples);
    if (!decided)
        return failure(decided.error());
    m_found.decisions = std::move(*decided);

    for (const anonymize::ColumnDecision &decision : m_found.decisions) {
        const bool isUndecided = decision.verdict == anonymize::Verdict::Undecided;
        if (decision.verdict == anonymize::Verdict::Technical && !decision.changesValues())
            continue;
        m_found.plan.columns.append(
            {.table = text(decision.table.displayed()),
             .column = text(decision.column),
             .category = isUndecided ? u"undecided"_s : text(anonymize::categoryKey(decision.category)),
             .rule = decision.changesValues() ? text(anonymize::ruleKey(decision.rule.kind)) : QString(),
             .why = decision.why});
        if (isUndecided && m_options.strict)
            problem({.code = ErrorCode::PersonalDataUndecided,
                     .subject = text(decision.table.displayed()) + u'.' + text(decision.column)});
    }
    return {};
}

void Inspector::describeSteps()
{
    safety::Plan &plan = m_found.plan;
    plan.steps.append(Tr::tr("Read %n table(s) of \"%1\" at one single moment, without writing to it.", nullptr,
                             static_cast<int>(plan.tablesToCopy))
                          .arg(plan.source.environment.name));
    if (plan.anonymized) {
        int replaced = 0;
        for (const safety::PlannedColumn &column : plan.columns)
            replaced += column.rule.isEmpty() ? 0 : 1;
        plan.steps.append(Tr::tr("Replace personal data in %n column(s) on the way: \"%1\" never sees a real value.",
                                 nullptr, replaced)
                              .arg(plan.target.environment.name));
    } else if (!plan.rawReason.isEmpty()) {
        plan.steps.append(Tr::tr("Copy personal data as it is. Reason given: %1").arg(plan.rawReason));
    } else {
        plan.steps.append(Tr::tr("Copy all data as it is: the source is not a production environment."));
    }
    if (!plan.replacedTables.isEmpty())
        plan.steps.append(Tr::tr("Set aside the %n table(s) of \"%1\"; they can be brought back at any time.", nullptr,
                                 static_cast<int>(plan.replacedTables.size()))
                              .arg(plan.target.environment.name));
    plan.steps.append(Tr::tr("Make structure, rows, indexes, rules and rights in \"%1\" as they are in \"%2\".")
                          .arg(plan.target.environment.name, plan.source.environment.name));
    if (m_options.verify)
        plan.steps.append(Tr::tr("Read everything back and compare it with what was sent."));
}

Result<CloneInspection> Inspector::run()
{
    m_progress.enter(Phase::Preflight);
    safety::Plan &plan = m_found.plan;
    plan.operation = u"clone"_s;
    plan.anonymized = anonymizes(m_source, m_options);
    plan.rawReason = plan.anonymized ? QString() : m_options.rawReason;
    plan.source.environment = m_source.environment;
    plan.target.environment = m_target.environment;

    TRY(note(inspectSource()));
    TRY(note(inspectTarget()));
    describeNotCarried();
    if (m_targetConnection && !plan.target.isInRecovery)
        TRY(note(inspectTargetSession()));
    TRY(note(decideAboutColumns()));
    plan.notices.append(safety::Guard::notices(plan));
    describeSteps();
    return std::move(m_found);
}

} // namespace

bool anonymizes(const End &source, const CloneOptions &options)
{
    if (!options.rawReason.isEmpty())
        return false;
    return options.anonymize || source.environment.type == EnvironmentType::Production;
}

Result<CloneInspection> inspectClone(const End &source, const End &target, const CloneOptions &options,
                                     const safety::ProductionRegistry &registry, std::stop_token stop,
                                     Progress &progress)
{
    return Inspector(source, target, options, registry, std::move(stop), progress).run();
}

} // namespace engine::operations
