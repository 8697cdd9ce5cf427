// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/structure_comparison.h"

#include "engine/catalog/model/kind_names.h"
#include "engine/catalog/model/server_versions.h"
#include "engine/operations/settling.h"

#include <algorithm>

namespace engine::operations {

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
    result.ddl.serverMajor = target.schema.serverVersion / oneMajor;
    result.ddl.owners = options.compare.owners;
    result.ddl.grants = options.compare.privileges;
    return result;
}

/// The target's server first, as its words are what the script is for.
std::vector<ComparedEnd> whoMayRead(const StructureSource &sourceAsked, ComparedSide &source,
                                    const StructureSource &targetAsked, ComparedSide &target)
{
    std::vector<ComparedEnd> ends;
    const auto add = [&](const StructureSource &asked, ComparedSide &side) {
        if (side.live)
            ends.push_back({.end = side.privateEnd ? *side.privateEnd : asked.end, .connection = *side.live});
    };
    add(targetAsked, target);
    add(sourceAsked, source);
    return ends;
}

/// What of the files did not come to stand in the private server.
void sayWhatWasNotLoaded(const ComparedSide &side, const QString &name, QList<Sentence> &remarks)
{
    if (!side.loaded)
        return;
    for (const importing::NotLoaded &each : side.loaded->result.notLoaded) {
        if (each.isLoss)
            remarks << Tr::sentence("Not loaded of \"%1\", and not compared: %2 (%3)")
                           .arg(name, each.object, each.reason.isEmpty() ? Sentence(each.answer) : each.reason);
    }
}

/// The script and its reverse, and the names on both ways.
Result<> writeScripts(const ComparisonOptions &asked, const migration::MigrationOptions &options,
                      const catalog::Schema &source, catalog::Schema &target, migration::Comparison &found,
                      StructuresCompared &compared)
{
    TRY_ASSIGN(found.script, migration::migrationScript(target, source, options));
    migration::MigrationOptions back = options;
    // What the target had is made again: nothing of it was lost before.
    back.mayLoseData = true;
    TRY_ASSIGN(found.reverse, migration::migrationScript(found.script.reached, target, back));
    compared.reached = std::make_shared<const catalog::Schema>(std::move(found.script.reached));
    found.script.reached = {};
    found.reverse.reached = {};
    TRY_ASSIGN(found.renamesBack, migration::applyRenames(migration::takenBack(asked.renames), target));
    // So that both are as they were compared again.
    TRY(migration::applyRenames(asked.renames, target));
    std::ranges::copy(found.renamesBack, std::back_inserter(found.reverse.statements));
    found.script.statements.insert(found.script.statements.begin(), found.renames.begin(), found.renames.end());
    return {};
}

} // namespace

Result<StructuresCompared> compareStructures(const StructureSource &sourceAsked, const StructureSource &targetAsked,
                                             const ComparisonOptions &wishes,
                                             const safety::ProductionRegistry &registry, const std::stop_token &stop,
                                             Progress &progress)
{
    ComparisonOptions asked = wishes;
    TRY_ASSIGN(auto sides, readSides(sourceAsked, targetAsked, asked.schemas, stop, progress));
    ComparedSide &source = sides.first;
    ComparedSide &target = sides.second;
    // A saved structure does not know them.
    asked.compare.members = asked.compare.members && source.live && target.live;
    progress.enter(Phase::Verification);
    StructuresCompared compared{.source = std::make_shared<const catalog::Schema>(source.schema),
                                .target = std::make_shared<const catalog::Schema>(target.schema)};
    migration::Comparison found{.source = sourceAsked.name(), .target = targetAsked.name()};
    sayWhatIsMissing(source, target, found.remarks);
    for (const auto &[side, name] : {std::pair{&source, &found.source}, std::pair{&target, &found.target}}) {
        sayWhatIsLeftOut(*side, *name, found.remarks);
        sayWhatWasNotLoaded(*side, *name, found.remarks);
    }
    // What an owner may do by default grew with the versions.
    catalog::adaptTo(target.schema.serverVersion / oneMajor, source.schema);
    catalog::adaptTo(source.schema.serverVersion / oneMajor, target.schema);
    TRY_ASSIGN(found.renames, migration::applyRenames(asked.renames, target.schema));
    sayWhatLooksRenamed(source.schema, target.schema, found.remarks);
    TRY(settleDifferences(whoMayRead(sourceAsked, source, targetAsked, target), registry, asked.compare,
                          "sosie compare", stop, target.schema, source.schema));
    if (target.live && !target.loaded) {
        TRY_ASSIGN(const bool isReadOnly, isProduction({.end = targetAsked.end, .connection = *target.live}, registry));
        compared.mayTryOnTarget = !isReadOnly;
    }
    found.changes = catalog::difference(target.schema, source.schema, asked.compare);
    migration::MigrationOptions options = optionsFor(target, asked);
    options.ddl.missingRoles = target.server.missingRoles(source.schema);
    for (const std::string &role : options.ddl.missingRoles)
        found.remarks << Tr::sentence("The target's server does not have the role \"%1\": what it owns or may do is "
                                      "left out of the script.")
                             .arg(text(role));
    found.options = options;
    found.renamed = asked.renames;
    if (!found.areEqual())
        TRY(writeScripts(asked, options, source.schema, target.schema, found, compared));
    found.targetSchema = std::make_shared<const catalog::Schema>(std::move(target.schema));
    found.sourceSchema = std::make_shared<const catalog::Schema>(std::move(source.schema));
    compared.comparison = std::make_shared<const migration::Comparison>(std::move(found));
    return compared;
}

} // namespace engine::operations
