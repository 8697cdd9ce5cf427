// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/undo/migration_undo.h"

#include "engine/base/contains.h"
#include "engine/migration/migration.h"
#include "engine/migration/renames.h"
#include "engine/migration/planning/texts.h"
#include "engine/target/session/target_session.h"
#include "engine/undo/lost_values.h"

#include <algorithm>
#include <set>

namespace engine::undo {

using catalog::Object;
using catalog::ObjectKey;
using catalog::ObjectKind;
using catalog::Schema;

namespace {

constexpr int oneMajor = 10'000;
constexpr catalog::CompareOptions structureOnly{.sequenceValues = false};
/// What comes back comes at the end.
constexpr catalog::CompareOptions anyOrder{.sequenceValues = false, .columnOrder = false};

// A new label cannot be used in the transaction that adds it.
constexpr auto unsafeNewLabel = "55P04";

const Kept *keptOf(const std::vector<Kept> &kept, const std::string &schema, const std::string &table)
{
    const auto found = std::ranges::find(kept, sql::QualifiedName{schema, table}, &Kept::table);
    return found == kept.end() ? nullptr : &*found;
}

/// Part of a table whose values are not back yet: it could not be made, or would act on what is put back.
bool hasToWait(const Object &object, const std::vector<Kept> &kept, const Schema &now)
{
    const Kept *own = keptOf(kept, object.key.schema, object.key.parent);
    const auto *constraint = object.as<catalog::Constraint>();
    const bool isOfReferenced = constraint != nullptr && constraint->type == 'f'
                                && keptOf(kept, constraint->referenced.schema, constraint->referenced.name) != nullptr;
    if (object.key.parent.empty() || (own == nullptr && !isOfReferenced))
        return false;
    switch (object.key.kind) {
    case ObjectKind::Trigger:
    case ObjectKind::Rule:
        return own != nullptr;
    case ObjectKind::Constraint:
    case ObjectKind::Index: {
        const Object *there = now.find(object.key);
        return there == nullptr || !(*there == object);
    }
    default:
        return false;
    }
}

/// The old structure as it can be while rows are without their values.
Schema withoutWhatNeedsValues(const Schema &wanted, const std::vector<Kept> &kept, const Schema &now)
{
    Schema part;
    part.serverVersion = wanted.serverVersion;
    part.databaseName = wanted.databaseName;
    const auto isOfKeptIdentity = [&](const Object &object) {
        const auto *sequence = object.as<catalog::Sequence>();
        const Kept *own = sequence == nullptr || sequence->identity == 0
                              ? nullptr
                              : keptOf(kept, object.key.schema, sequence->ownerTable);
        return own != nullptr && !own->isWhole && contains(own->columns, sequence->ownerColumn);
    };
    for (const Object &object : wanted.objects) {
        if (hasToWait(object, kept, now) || isOfKeptIdentity(object))
            continue;
        Object &copied = part.objects.emplace_back(object);
        const Kept *own = keptOf(kept, object.key.schema, object.key.name);
        if (auto *view = std::get_if<catalog::MaterializedView>(&copied.definition)) {
            const Object *there = now.find(object.key);
            view->isPopulated = view->isPopulated && there != nullptr && *there == object;
        }
        if (own == nullptr || own->isWhole || copied.as<catalog::Table>() == nullptr)
            continue;
        for (catalog::Column &column : *catalog::columnsOf(copied)) {
            if (!contains(own->columns, column.name))
                continue;
            column.notNull = false;
            column.notNullConstraint.clear();
            column.notNullStaysHere = false;
            column.identity = 0;
        }
    }
    return part;
}

/// A sequence that is made again goes on where it was.
Result<> continueSequences(pg::Connection &target, const Schema &before, const Schema &now)
{
    for (const Object &object : before.objects) {
        const auto *sequence = object.as<catalog::Sequence>();
        if (sequence != nullptr && now.find(object.key) == nullptr)
            TRY(target.query("SELECT pg_catalog.setval($1, $2, $3)",
                             {object.key.quoted(), std::to_string(sequence->state.lastValue),
                              sequence->state.isCalled ? "true" : "false"}));
    }
    return {};
}

Result<> runAll(pg::Connection &target, const std::vector<migration::Statement> &statements)
{
    for (const bool isOutside : {true, false}) {
        for (const migration::Statement &statement : statements) {
            if (statement.isOutside == isOutside && !statement.isHeldBack)
                TRY(target.execute(statement.sql).map_error(during(text(statement.object.display()))));
        }
    }
    return {};
}

} // namespace

Result<WayBack> wayBack(const target::RestorePoint &point, const Schema &asRead, const std::string &sessionRole,
                        bool isOneTransaction)
{
    const target::UndoActions::Migration &done = *point.undo.migration;
    WayBack way{.wanted = *done.before};
    way.since = catalog::difference(*done.after, asRead, anyOrder);
    Schema now = asRead;
    std::vector<migration::Rename> renames;
    for (const std::string &words : done.renamed) {
        TRY_ASSIGN(migration::Rename rename, migration::parseRename(words));
        renames.push_back(std::move(rename));
    }
    TRY_ASSIGN(way.structure, migration::applyRenames(migration::takenBack(renames), now));
    for (const catalog::Change &change : way.since) {
        const Object *made = change.kind == catalog::Change::Kind::Create ? now.find(change.key) : nullptr;
        if (made != nullptr && way.wanted.find(change.key) == nullptr)
            way.wanted.objects.push_back(*made);
    }
    way.wanted.sort();
    for (const Object &object : now.objects) {
        if (object.as<catalog::Table>() != nullptr && way.wanted.find(object.key) == nullptr)
            way.dropped.push_back(object.key);
    }
    migration::MigrationOptions options{
        .compare = structureOnly, .mayLoseData = true, .isOneTransaction = isOneTransaction};
    options.ddl.sessionRole = sessionRole;
    options.ddl.serverMajor = now.serverVersion / oneMajor;
    const Schema between = withoutWhatNeedsValues(way.wanted, done.kept, now);
    TRY_ASSIGN(migration::Migration first, migration::migrationScript(now, between, options));
    std::ranges::move(first.statements, std::back_inserter(way.structure));
    TRY_ASSIGN(migration::Migration second, migration::migrationScript(between, way.wanted, options));
    way.rest = std::move(second.statements);
    return way;
}

Result<> undoMigration(pg::Connection &target, const safety::DestructivePermit &permit,
                       const target::RestorePoint &point, const Schema &now)
{
    TRY_ASSIGN(const pg::QueryResult user, target.query("SELECT current_user"));
    const auto attempted = [&](bool isOneTransaction) -> Result<> {
        TRY_ASSIGN(const WayBack way, wayBack(point, now, user.string(0, 0), isOneTransaction));
        return target::transaction(target, [&]() -> Result<> {
            TRY(permit.recheck(target));
            TRY(runAll(target, way.structure));
            TRY(bringLostBack(target, *point.undo.migration->before, point.undo.migration->kept, point.placeOfRows()));
            TRY(runAll(target, way.rest));
            TRY(continueSequences(target, *point.undo.migration->before, now));
            TRY(target.execute("DROP SCHEMA " + sql::quoted(point.placeOfRows()) + " CASCADE"));
            return target::deleteMarker(target, point.id);
        });
    };
    Result<> done = attempted(false);
    if (!done && done.error().sqlState == QLatin1String(unsafeNewLabel) && target.isUsable())
        done = attempted(true);
    return done;
}

} // namespace engine::undo
