// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/compare/compare.h"

#include "engine/catalog/model/kind_names.h"
#include "engine/catalog/model/server_versions.h"
#include "engine/operations/compared_sides.h"
#include "engine/operations/settling.h"

#include <QElapsedTimer>

#include <algorithm>

namespace engine::operations {

using namespace Qt::StringLiterals;

namespace {

constexpr int oneMajor = 10'000;

void sayWhatIsMissing(const ComparedSide &source, const ComparedSide &target, QList<Sentence> &remarks)
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

void sayWhatIsLeftOut(const ComparedSide &side, const QString &name, QList<Sentence> &remarks)
{
    for (const catalog::Uncarried &uncarried : side.schema.notCarried)
        remarks << Tr::sentence("Not compared in \"%1\": %2. %3")
                       .arg(name, catalog::kindAndName(text(uncarried.kind), text(uncarried.name)),
                            catalog::reasonText(uncarried));
}

migration::MigrationOptions optionsFor(const ComparedSide &target, const ComparisonOptions &options)
{
    migration::MigrationOptions result{
        .compare = options.compare, .mayLoseData = options.mayLoseData, .reordersColumns = options.reordersColumns};
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

QList<runs::Stage> Compare::stages() const
{
    return {{.phase = Phase::Preflight, .weight = 5},
            {.phase = Phase::Structure, .weight = 60},
            {.phase = Phase::Verification, .weight = 35}};
}

Result<runs::Plan> Compare::plan(std::stop_token /*stop*/, Progress & /*progress*/)
{
    m_plan = {.kind = runs::OperationKind::Compare,
              .number = runs::newPlanNumber(),
              .effects = runs::effectsOfVerification()};
    m_plan.source.environment = m_source.environment;
    m_plan.target.environment = m_target.environment;
    return m_plan;
}

Result<std::shared_ptr<const migration::Comparison>> Compare::compare(const std::stop_token &stop, Progress &progress)
{
    TRY_ASSIGN(auto sides, readSides(m_source, m_target, m_options.schemas, stop, progress));
    ComparedSide &source = sides.first;
    ComparedSide &target = sides.second;
    progress.enter(Phase::Verification);
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
    options.ddl.missingRoles = target.server.missingRoles(source.schema);
    for (const std::string &role : options.ddl.missingRoles)
        found.remarks << Tr::sentence("The target's server does not have the role \"%1\": what it owns or may do is "
                                      "left out of the script.")
                             .arg(text(role));
    found.renames = std::move(renames);
    found.options = options;
    if (!found.areEqual()) {
        TRY_ASSIGN(found.script, migration::migrationScript(target.schema, source.schema, options));
        // What the target had is made again: nothing of it was lost before.
        options.mayLoseData = true;
        TRY_ASSIGN(found.reverse, migration::migrationScript(found.script.reached, target.schema, options));
        found.script.reached = {};
        found.reverse.reached = {};
        TRY_ASSIGN(found.renamesBack, migration::applyRenames(migration::takenBack(m_options.renames), target.schema));
        // So that both are as they were compared again.
        TRY(migration::applyRenames(m_options.renames, target.schema));
        std::ranges::copy(found.renamesBack, std::back_inserter(found.reverse.statements));
        found.script.statements.insert(found.script.statements.begin(), found.renames.begin(), found.renames.end());
    }
    found.targetSchema = std::make_shared<const catalog::Schema>(std::move(target.schema));
    found.sourceSchema = std::make_shared<const catalog::Schema>(std::move(source.schema));
    return std::make_shared<const migration::Comparison>(std::move(found));
}

runs::Report Compare::run(const safety::Permit &permit, std::stop_token stop, Progress &progress)
{
    if (!permit.isFor(m_plan.number))
        return withoutPermit(m_plan);
    QElapsedTimer timer;
    timer.start();
    runs::Report report{
        .kind = runs::OperationKind::Compare, .source = m_source.environment.name, .target = m_target.environment.name};
    const auto compared = compare(stop, progress);
    progress.enter(Phase::Done);
    report.durationMilliseconds = timer.elapsed();
    report.targetState = TargetState::Unchanged;
    if (!compared) {
        report.outcome = compared.error().isCancelled() ? runs::Outcome::Cancelled : runs::Outcome::Failed;
        report.error = compared.error();
        return report;
    }
    if (m_options.take)
        m_options.take(*compared);
    report.outcome = runs::Outcome::Succeeded;
    report.verified = (*compared)->areEqual();
    report.remarks = (*compared)->remarks;
    for (const catalog::Change &change : (*compared)->changes)
        report.warnings << change.description();
    return report;
}

} // namespace engine::operations
