// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/compare/compare.h"

#include "engine/base/contains.h"
#include "engine/catalog/model/kind_names.h"
#include "engine/catalog/model/server_versions.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/operations/settling.h"
#include "engine/pg/read_only_connection.h"

#include <QElapsedTimer>

#include <algorithm>
#include <map>
#include <set>

namespace engine::operations {

using namespace Qt::StringLiterals;

namespace {

constexpr int oneMajor = 10'000;

constexpr pg::Statement aboutServer = R"(
SELECT 'role', rolname, '' FROM pg_catalog.pg_roles
UNION ALL SELECT 'session', current_user, pg_catalog.current_database()
UNION ALL SELECT 'extension', name, version FROM pg_catalog.pg_available_extension_versions
UNION ALL SELECT 'schema', nspname, '' FROM pg_catalog.pg_namespace)";

struct Server
{
    std::set<std::string> roles{};
    std::set<std::string> schemas{};
    std::map<std::string, std::set<std::string>> extensions{};
    std::string session{};
    std::string database{};
};

struct Side
{
    pg::ReadOnlyConnection connection;
    Server server{};
    catalog::Schema schema{};
};

Result<Server> readServer(pg::ReadOnlyConnection &connection)
{
    TRY_ASSIGN(const pg::QueryResult rows, connection.query(aboutServer));
    Server server;
    for (int row = 0; row < rows.rowCount(); ++row) {
        const std::string_view kind = rows.view(row, 0);
        const std::string name = rows.string(row, 1);
        if (kind == "role") {
            server.roles.insert(name);
        } else if (kind == "schema") {
            server.schemas.insert(name);
        } else if (kind == "extension") {
            server.extensions[name].insert(rows.string(row, 2));
        } else {
            server.session = name;
            server.database = rows.string(row, 2);
        }
    }
    return server;
}

Result<Side> open(const End &end, const std::stop_token &stop)
{
    TRY_ASSIGN(pg::ReadOnlyConnection connection, pg::ReadOnlyConnection::open(end.connection, {.stop = stop}));
    TRY(connection.begin());
    TRY_ASSIGN(Server server, readServer(connection));
    return Side{.connection = std::move(connection), .server = std::move(server)};
}

/// A schema that only one side has is a difference, and no error; one that neither has is one.
Result<> read(Side &side, const std::vector<std::string> &wanted)
{
    catalog::ReadOptions options;
    for (const std::string &name : wanted) {
        if (side.server.schemas.contains(name))
            options.schemas.push_back(name);
    }
    options.onlyDatabase = !wanted.empty() && options.schemas.empty();
    TRY_ASSIGN(side.schema, catalog::readSchema(side.connection, options));
    side.schema.databaseName = side.server.database;
    return {};
}

Result<> readBoth(Side &source, Side &target, const std::vector<std::string> &schemas)
{
    for (const std::string &name : schemas) {
        if (!source.server.schemas.contains(name) && !target.server.schemas.contains(name))
            return failure({.code = ErrorCode::ObjectMissing, .subject = text(name)});
    }
    TRY(read(source, schemas));
    TRY(read(target, schemas));
    // What one side's owner makes a schema of people's, and the other's one of the platform's, is read on both.
    std::set<std::string> names;
    for (const Side *side : {&source, &target}) {
        for (const std::string &name : side->schema.schemaNames())
            names.insert(name);
    }
    for (Side *side : {&source, &target}) {
        const std::vector<std::string> there = side->schema.schemaNames();
        const bool isMissed = std::ranges::any_of(names, [&](const std::string &name) {
            return side->server.schemas.contains(name) && !contains(there, name);
        });
        if (isMissed)
            TRY(read(*side, {names.begin(), names.end()}));
    }
    return {};
}

void sayWhatIsMissing(const Side &source, const Side &target, QList<Sentence> &remarks)
{
    for (const catalog::Object &object : source.schema.objects) {
        const auto *extension = object.as<catalog::Extension>();
        if (extension == nullptr || target.schema.find(object.key) != nullptr)
            continue;
        const auto there = target.server.extensions.find(object.key.name);
        if (there == target.server.extensions.end())
            remarks << Tr::sentence("The target's server does not have the extension \"%1\": install it first.")
                           .arg(text(object.key.name));
        else if (!there->second.contains(extension->version))
            remarks << Tr::sentence("The target's server has the extension \"%1\" in other versions than %2.")
                           .arg(text(object.key.name), text(extension->version));
    }
    for (const auto &feature : catalog::featuresNewerThan(target.schema.serverVersion / oneMajor, source.schema))
        remarks << Tr::sentence("The target's server is too old for %1 of \"%2\", which needs PostgreSQL %3.")
                       .arg(text(feature.feature), catalog::kindAndName(feature.object),
                            QString::number(feature.sinceMajor));
}

/// A rename is asked for, never guessed.
void sayWhatLooksRenamed(const catalog::Schema &source, const catalog::Schema &target, QList<Sentence> &remarks)
{
    for (const migration::Rename &rename : migration::likelyRenames(target, source)) {
        const QString words = text(migration::renameText(rename));
        remarks << Tr::sentence("%1 looks like a new name. It is dropped and made anew, unless you say --rename %1.")
                       .arg(words);
    }
}

void sayWhatIsLeftOut(const Side &side, const QString &name, QList<Sentence> &remarks)
{
    for (const catalog::Uncarried &uncarried : side.schema.notCarried)
        remarks << Tr::sentence("Not compared in \"%1\": %2. %3")
                       .arg(name, catalog::kindAndName(text(uncarried.kind), text(uncarried.name)),
                            catalog::reasonText(uncarried));
}

/// Roles of `wanted` that the server of `there` does not have.
std::vector<std::string> missingRoles(const catalog::Schema &wanted, const Server &there)
{
    std::vector<std::string> missing;
    for (const std::string &role : wanted.roles()) {
        if (!there.roles.contains(role))
            missing.push_back(role);
    }
    return missing;
}

migration::MigrationOptions optionsFor(const Side &target, const ComparisonOptions &options)
{
    migration::MigrationOptions result{.compare = options.compare, .mayLoseData = options.mayLoseData};
    result.ddl.sessionRole = target.server.session;
    result.ddl.serverMajor = target.connection.connection().serverMajor();
    result.ddl.owners = options.compare.owners;
    result.ddl.grants = options.compare.privileges;
    return result;
}

} // namespace

Compare::Compare(End source, End target, ComparisonOptions options, const safety::ProductionRegistry &registry)
    : m_source(std::move(source))
    , m_target(std::move(target))
    , m_options(std::move(options))
    , m_registry(registry)
{}

Result<runs::Plan> Compare::plan(std::stop_token /*stop*/, Progress & /*progress*/)
{
    m_plan = {.kind = runs::OperationKind::Compare,
              .number = runs::newPlanNumber(),
              .effects = runs::effectsOfVerification()};
    m_plan.source.environment = m_source.environment;
    m_plan.target.environment = m_target.environment;
    return m_plan;
}

Result<> Compare::compare(const std::stop_token &stop, Progress &progress)
{
    progress.enter(Phase::Preflight);
    TRY_ASSIGN(Side source, open(m_source, stop));
    TRY_ASSIGN(Side target, open(m_target, stop));
    progress.enter(Phase::Structure);
    TRY(readBoth(source, target, m_options.schemas));
    migration::Comparison found{.source = m_source.environment.name, .target = m_target.environment.name};
    sayWhatIsMissing(source, target, found.remarks);
    sayWhatIsLeftOut(source, found.source, found.remarks);
    sayWhatIsLeftOut(target, found.target, found.remarks);
    // What an owner may do by default grew with the versions.
    catalog::adaptTo(target.schema.serverVersion / oneMajor, source.schema);
    catalog::adaptTo(source.schema.serverVersion / oneMajor, target.schema);
    TRY_ASSIGN(std::vector<migration::Statement> renames, migration::applyRenames(m_options.renames, target.schema));
    sayWhatLooksRenamed(source.schema, target.schema, found.remarks);
    TRY(settleDifferences({.end = m_source, .connection = source.connection},
                          {.end = m_target, .connection = target.connection}, m_registry, m_options.compare,
                          "sosie compare", stop, target.schema, source.schema));
    found.changes = catalog::difference(target.schema, source.schema, m_options.compare);
    migration::MigrationOptions options = optionsFor(target, m_options);
    options.ddl.missingRoles = missingRoles(source.schema, target.server);
    for (const std::string &role : options.ddl.missingRoles)
        found.remarks << Tr::sentence("The target's server does not have the role \"%1\": what it owns or may do is "
                                      "left out of the script.")
                             .arg(text(role));
    if (!found.areEqual() || !renames.empty()) {
        TRY_ASSIGN(found.script, migration::migrationScript(target.schema, source.schema, options));
        // What the target had is made again: nothing of it was lost before.
        options.mayLoseData = true;
        TRY_ASSIGN(found.reverse, migration::migrationScript(found.script.reached, target.schema, options));
        TRY_ASSIGN(const std::vector<migration::Statement> back,
                   migration::applyRenames(migration::takenBack(m_options.renames), target.schema));
        std::ranges::copy(back, std::back_inserter(found.reverse.statements));
        found.script.statements.insert(found.script.statements.begin(), renames.begin(), renames.end());
        found.renamed = static_cast<int>(renames.size());
    }
    m_comparison = std::move(found);
    return {};
}

runs::Report Compare::run(const safety::Permit &permit, std::stop_token stop, Progress &progress)
{
    if (!permit.isFor(m_plan.number))
        return withoutPermit(m_plan);
    QElapsedTimer timer;
    timer.start();
    runs::Report report{
        .kind = runs::OperationKind::Compare, .source = m_source.environment.name, .target = m_target.environment.name};
    const Result<> compared = compare(stop, progress);
    progress.enter(Phase::Done);
    report.durationMilliseconds = timer.elapsed();
    report.targetState = TargetState::Unchanged;
    if (!compared) {
        report.outcome = compared.error().isCancelled() ? runs::Outcome::Cancelled : runs::Outcome::Failed;
        report.error = compared.error();
        return report;
    }
    report.outcome = runs::Outcome::Succeeded;
    report.verified = m_comparison.areEqual();
    report.remarks = m_comparison.remarks;
    for (const catalog::Change &change : m_comparison.changes)
        report.warnings << change.description();
    return report;
}

} // namespace engine::operations
