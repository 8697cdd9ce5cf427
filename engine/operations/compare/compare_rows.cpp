// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/compare/compare_rows.h"

#include "engine/base/files/private_place.h"
#include "engine/catalog/model/table_names.h"
#include "engine/environments/identity_reader.h"
#include "engine/fingerprint/server_side.h"
#include "engine/fingerprint/table_comparison.h"
#include "engine/operations/compare/row_scripts.h"
#include "engine/operations/compared_sides.h"
#include "engine/operations/planned_end.h"
#include "engine/safety/guard.h"
#include "engine/safety/nature_of.h"
#include "engine/selection/table_pattern.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <optional>
#include <set>

namespace engine::operations {

using fingerprint::ComparedTable;
using fingerprint::RowComparison;
using fingerprint::RowDifference;
using fingerprint::TableDifference;

namespace {

Result<bool> isProduction(const End &end, pg::ReadOnlyConnection &connection,
                          const safety::ProductionRegistry &registry)
{
    if (end.environment.type == environments::EnvironmentType::Production)
        return true;
    TRY_ASSIGN(const environments::Evidence evidence, environments::readEvidence(connection, end.connection));
    return safety::natureOf(end.environment, evidence, registry).isProduction();
}

/// The tables that people named, by the names under which they are compared; nullopt: all.
Result<std::optional<std::set<sql::QualifiedName>>>
wantedTables(const RowComparisonOptions &options, const catalog::Schema &source, const catalog::Schema &target)
{
    if (options.tables.empty())
        return std::optional<std::set<sql::QualifiedName>>();
    std::set<sql::QualifiedName> wanted;
    for (const std::string &given : options.tables) {
        const selection::TablePattern pattern(given, options.groups);
        const size_t before = wanted.size();
        bool isKnown = false;
        for (const catalog::Schema *schema : {&source, &target}) {
            for (const catalog::Object &object : schema->objects) {
                if (object.as<catalog::Table>() == nullptr || !pattern.matches(object))
                    continue;
                isKnown = true;
                wanted.insert(fingerprint::comparedName(*schema, object));
            }
        }
        if (!isKnown && wanted.size() == before)
            return failure(pattern.unmatched(source));
    }
    return std::optional(std::move(wanted));
}

Sentence warningOf(const RowComparison &comparison, const TableDifference &table)
{
    const QString name = text(table.table.name.displayed());
    if (table.state != TableDifference::State::Compared)
        return Tr::sentence("%1: %2 rows, and no such table on the other side.")
            .arg(name, QString::number(table.differences()));
    return Tr::sentence("%1: %2 rows changed, %3 only in \"%4\", %5 only in \"%6\".")
        .arg(name, QString::number(table.changed), QString::number(table.onlySource), comparison.source,
             QString::number(table.onlyTarget), comparison.target);
}

void fillReport(const RowComparison &comparison, runs::Report &report)
{
    report.outcome = runs::Outcome::Succeeded;
    report.verified = comparison.areEqual();
    report.remarks = comparison.remarks;
    for (const TableDifference &table : comparison.tables) {
        report.tables.append({.name = text(table.table.name.displayed()), .rows = table.sourceRows});
        if (!table.areEqual())
            report.warnings << warningOf(comparison, table);
    }
}

} // namespace

CompareRows::CompareRows(End source, End target, RowComparisonOptions options,
                         const safety::ProductionRegistry &registry)
    : m_source(std::move(source))
    , m_target(std::move(target))
    , m_options(std::move(options))
    , m_registry(registry)
{}

QList<runs::Stage> CompareRows::stages() const
{
    return {{.phase = Phase::Preflight, .weight = 2},
            {.phase = Phase::Structure, .weight = 8},
            {.phase = Phase::Verification, .weight = 90, .measure = runs::Stage::Measure::Steps}};
}

Result<runs::Plan> CompareRows::plan(std::stop_token stop, Progress &progress)
{
    m_plan = {.kind = runs::OperationKind::Compare,
              .number = runs::newPlanNumber(),
              .effects = runs::effectsOfVerification()};
    m_plan.source.environment = m_source.environment;
    m_plan.target.environment = m_target.environment;
    for (const QString &path : {m_options.scriptPath, m_options.reversePath}) {
        if (path.isEmpty())
            continue;
        const bool isPrivate = keepsSecrets(QFileInfo(path).absolutePath());
        m_plan.effects.append({.kind = runs::Effect::Kind::WriteFile,
                               .end = runs::FileEnd{.path = path, .isPrivate = isPrivate},
                               .data = runs::DataNature::Clear});
    }
    if (m_options.scriptPath.isEmpty() && m_options.reversePath.isEmpty())
        return m_plan;
    progress.enter(Phase::Preflight);
    for (const auto &[end, planned] : {std::pair{&m_source, &m_plan.source}, std::pair{&m_target, &m_plan.target}}) {
        const auto opened = openForInspection(*end, *planned, stop);
        if (opened)
            continue;
        if (opened.error().isCancelled())
            return failure(opened.error());
        m_plan.problems.append(opened.error());
    }
    return m_plan;
}

Result<std::shared_ptr<const RowComparison>> CompareRows::compare(const std::stop_token &stop, Progress &progress,
                                                                  runs::Report &report)
{
    fingerprint::TwoSides both(stop);
    TRY_ASSIGN(auto sides, readSides(m_source, m_target, m_options.schemas, both.stopToken(), progress));
    pg::ReadOnlyConnection &source = *sides.first.live;
    pg::ReadOnlyConnection &target = *sides.second.live;
    const auto sourceSchema = std::make_shared<const catalog::Schema>(std::move(sides.first.schema));
    const auto targetSchema = std::make_shared<const catalog::Schema>(std::move(sides.second.schema));
    RowComparison found{.source = m_source.environment.name,
                        .target = m_target.environment.name,
                        .sourceSchema = sourceSchema,
                        .targetSchema = targetSchema};
    for (const auto &[end, connection] : {std::pair{&m_source, &source}, std::pair{&m_target, &target}}) {
        TRY_ASSIGN(const bool isOne, isProduction(*end, *connection, m_registry));
        found.hidesValues = found.hidesValues || isOne;
        TRY(fingerprint::makeRoomForSums(*connection));
        TRY(connection->holdLocks());
    }
    TRY_ASSIGN(const auto wanted, wantedTables(m_options, *sourceSchema, *targetSchema));
    TRY_ASSIGN(const fingerprint::ComparedTables tables,
               fingerprint::comparedTables(*sourceSchema, *targetSchema, wanted ? &*wanted : nullptr, m_options.rows));
    TRY_ASSIGN(const bool alike, fingerprint::hashAlike(source, target));

    progress.enter(Phase::Verification);
    progress.stepsExpected = static_cast<qint64>(tables.both.size());
    auto rows = std::make_shared<Progress::Tables>();
    for (const ComparedTable &table : tables.both) {
        rows->push_back(std::make_unique<TableProgress>());
        rows->back()->name = text(table.name.displayed());
        rows->back()->expectedRows = table.rowEstimate;
    }
    progress.setTables(rows);
    TRY_ASSIGN(RowScripts scripts,
               RowScripts::open(
                   {.script = m_options.script, .path = m_options.scriptPath, .reversePath = m_options.reversePath},
                   {.source = found.source,
                    .target = found.target,
                    .sourceSchema = sourceSchema,
                    .targetSchema = targetSchema}));
    fingerprint::TableComparisonOptions options{.rows = m_options.rows, .keepRows = m_options.keepRows};
    if (scripts.areWanted())
        options.take = [&](const ComparedTable &table, const RowDifference &row) { return scripts.add(table, row); };
    for (size_t i = 0; i < tables.both.size(); ++i) {
        TableProgress &row = *(*rows)[i];
        row.state = TableProgress::State::Running;
        TRY_ASSIGN(TableDifference compared,
                   fingerprint::compareTable({.source = source, .target = target, .both = both, .hashAlike = alike},
                                             tables.both[i], options, row));
        row.state = TableProgress::State::Done;
        ++progress.stepsDone;
        // Thousands of tables with their indexes would fill the servers' lists of locks.
        TRY(source.giveBackLocks());
        TRY(target.giveBackLocks());
        found.tables.push_back(std::move(compared));
    }
    for (const bool isSource : {true, false}) {
        for (const catalog::Object *table : isSource ? tables.onlySource : tables.onlyTarget) {
            TRY_ASSIGN(TableDifference counted,
                       fingerprint::countTable(isSource ? source : target, isSource ? *sourceSchema : *targetSchema,
                                               *table, isSource));
            found.tables.push_back(std::move(counted));
        }
    }
    if (tables.both.empty() && tables.onlySource.empty() && tables.onlyTarget.empty())
        found.remarks << Tr::sentence("There are no tables to compare.");
    TRY(scripts.write());
    fillReport(found, report);
    return std::make_shared<const RowComparison>(std::move(found));
}

runs::Report CompareRows::run(const safety::Permit &permit, std::stop_token stop, Progress &progress)
{
    if (!permit.isFor(m_plan.number))
        return withoutPermit(m_plan);
    QElapsedTimer timer;
    timer.start();
    runs::Report report{
        .kind = runs::OperationKind::Compare, .source = m_source.environment.name, .target = m_target.environment.name};
    const auto compared = compare(stop, progress, report);
    progress.enter(Phase::Done);
    report.durationMilliseconds = timer.elapsed();
    report.targetState = TargetState::Unchanged;
    if (!compared) {
        report.outcome = compared.error().isCancelled() ? runs::Outcome::Cancelled : runs::Outcome::Failed;
        report.error = compared.error();
    } else if (m_options.take) {
        m_options.take(*compared);
    }
    return report;
}

} // namespace engine::operations
