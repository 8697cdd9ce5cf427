// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/queries.h"
#include "engine/catalog/reading/reading.h"

#include <algorithm>
#include <set>

namespace engine::catalog {

namespace {

struct Alias
{
    Place place{};
    bool isDefault = false;
};

struct Resolved
{
    Place place{};
    bool isDefault = false;
};

Resolved resolve(const std::map<Place, Alias> &aliases, Place place)
{
    Resolved resolved{place};
    // A domain's array, its element, its table: no chain of stand-ins is longer.
    for (int step = 0; step < 8; ++step) {
        const auto alias = aliases.find(resolved.place);
        if (alias == aliases.end())
            break;
        resolved.place = alias->second.place;
        resolved.isDefault = resolved.isDefault || alias->second.isDefault;
    }
    return resolved;
}

Result<std::map<Place, Alias>> readAliases(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.connection.query(queries::listAliases));
    std::map<Place, Alias> aliases;
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const Place from{fields.oid(), fields.oid()};
        const Place to{fields.oid(), fields.oid()};
        // A view's column default must not be mistaken for the view's own query, nor an index for its constraint.
        if (from != to)
            aliases.emplace(from, Alias{to, fields.boolean()});
    }
    return aliases;
}

/// A sequence that belongs to a column is needed by the column's default; that it belongs there is said afterwards.
bool isOwnership(const Object &from, const Object &to)
{
    const auto *sequence = from.as<Sequence>();
    return sequence != nullptr && sequence->identity == 0
           && (to.key.kind == ObjectKind::Table || to.key.kind == ObjectKind::ForeignTable);
}

void sortUnique(std::vector<ObjectKey> &keys)
{
    std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

/// What the server calls each of the places.
Result<std::map<Place, std::string>> readOutsideReferences(Reading &reading,
                                                           std::map<Place, std::vector<ObjectKey>> &outside)
{
    std::map<Place, std::string> names;
    std::string classes = "{";
    std::string objects = "{";
    for (auto &[place, keys] : outside) {
        sortUnique(keys);
        const char *comma = classes.size() > 1 ? "," : "";
        classes += comma + std::to_string(place.catalog);
        objects += comma + std::to_string(place.oid);
    }
    TRY_ASSIGN(const auto rows,
               reading.connection.query(queries::listOutsideReferences, {classes + '}', objects + '}'}));
    // Behind these stands the table, which is named as well.
    const std::set<std::string> parts{"index", "table constraint", "toast table"};
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const Place place{fields.oid(), fields.oid()};
        OutsideReference reference{.kind = fields.text(), .schema = fields.text(), .identity = fields.text()};
        names.emplace(place, reference.kind + ' ' + reference.identity);
        if (parts.contains(reference.kind))
            continue;
        for (const ObjectKey &key : outside.at(place)) {
            reference.neededBy = key;
            reading.schema.outsideReferences.push_back(reference);
        }
    }
    std::ranges::sort(reading.schema.outsideReferences);
    return names;
}

bool hasExpressions(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Domain:
    case ObjectKind::Function:
    case ObjectKind::Procedure:
    case ObjectKind::Table:
    case ObjectKind::ForeignTable:
    case ObjectKind::View:
    case ObjectKind::MaterializedView:
    case ObjectKind::Constraint:
    case ObjectKind::Index:
    case ObjectKind::Statistics:
    case ObjectKind::Rule:
    case ObjectKind::Trigger:
    case ObjectKind::Policy:
    case ObjectKind::Publication:
        return true;
    default:
        return false;
    }
}

/// Where the operators of one object were found.
struct OperatorSchemas
{
    std::set<std::string> schemas{};
    /// pg_catalog has an operator for the same types, so that the schemas came before it.
    bool areFirst = false;

    [[nodiscard]] std::string searchPath() const
    {
        std::string path;
        for (const std::string &schema : schemas)
            path += (path.empty() ? "" : ", ") + sql::quoted(schema);
        return areFirst ? path + ", pg_catalog" : path;
    }
};

Result<> readMeanings(Reading &reading, const std::map<Place, Alias> &aliases)
{
    TRY_ASSIGN(const auto rows, reading.connection.query(queries::listMeanings));
    std::map<Object *, OperatorSchemas> found;
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const auto from = resolve(aliases, {fields.oid(), fields.oid()});
        Object *object = reading.at(from.place);
        if (object == nullptr || !hasExpressions(object->key.kind))
            continue;
        object->meaning.push_back(fields.text());
        const std::optional<std::string> schema = fields.optional();
        if (!schema)
            continue;
        OperatorSchemas &operators = found[object];
        operators.schemas.insert(*schema);
        operators.areFirst = fields.boolean() || operators.areFirst;
    }
    for (Object &object : reading.schema.objects) {
        std::ranges::sort(object.meaning);
        object.meaning.erase(std::unique(object.meaning.begin(), object.meaning.end()), object.meaning.end());
    }
    for (const auto &[object, operators] : found)
        object->searchPath.value = operators.searchPath();
    return {};
}

Uncarried needing(const std::string &what)
{
    return {.reason = Uncarried::Reason::DependsOnUncarried, .detail = what};
}

Uncarried::Reason reasonOf(std::string_view key)
{
    if (key == "otherServer")
        return Uncarried::Reason::OtherServer;
    if (key == "largeObject")
        return Uncarried::Reason::LargeObject;
    if (key == "invalid")
        return Uncarried::Reason::Invalid;
    return Uncarried::Reason::NotModelled;
}

} // namespace

Result<> readUncarried(Reading &reading)
{
    TRY_ASSIGN(const auto rows, reading.query(queries::listUncarried));
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const Place place{fields.oid(), fields.oid()};
        Uncarried uncarried{.kind = fields.text(), .name = fields.text()};
        uncarried.reason = reasonOf(fields.text());
        if (place.catalog != 0)
            reading.uncarriedPlaces.emplace(place, uncarried.kind + ' ' + uncarried.name);
        reading.schema.notCarried.push_back(std::move(uncarried));
    }
    return {};
}

Result<> readDependencies(Reading &reading)
{
    TRY_ASSIGN(const auto aliases, readAliases(reading));
    TRY_ASSIGN(const auto rows, reading.connection.query(queries::listDependencies));
    std::map<Place, std::vector<ObjectKey>> outside;
    std::map<ObjectKey, Uncarried> uncarried = reading.unreadable;
    std::map<ObjectKey, Place> blocked;
    for (int row = 0; row < rows.rowCount(); ++row) {
        Fields fields(rows, row);
        const auto from = resolve(aliases, {fields.oid(), fields.oid()});
        const auto to = resolve(aliases, {fields.oid(), fields.oid()});
        Object *object = reading.at(from.place);
        if (object == nullptr)
            continue;
        const Object *needed = reading.at(to.place);
        if (needed == object) {
            if (auto *view = std::get_if<View>(&object->definition);
                view != nullptr && !from.isDefault && fields.boolean())
                view->readsItself = true;
            continue;
        }
        if (needed == nullptr) {
            const auto missing = reading.uncarriedPlaces.find(to.place);
            if (missing != reading.uncarriedPlaces.end())
                uncarried.emplace(object->key, needing(missing->second));
            else
                outside[to.place].push_back(object->key);
            // It would not find in another database what it needs of schemas that stay behind.
            if (isDatabaseWide(object->key.kind) && to.place.catalog != catalogs::extension)
                blocked.emplace(object->key, to.place);
        } else if (!isOwnership(*object, *needed)) {
            (from.isDefault ? object->defaultsDependOn : object->dependsOn).value.push_back(needed->key);
        }
    }
    for (Object &object : reading.schema.objects) {
        sortUnique(object.dependsOn.value);
        sortUnique(object.defaultsDependOn.value);
    }
    TRY(readMeanings(reading, aliases));
    TRY_ASSIGN(const auto names, readOutsideReferences(reading, outside));
    for (const auto &[key, place] : blocked) {
        const auto name = names.find(place);
        uncarried.emplace(key, needing(name == names.end() ? std::string() : name->second));
    }
    reading.schema.leaveOut(uncarried);
    return {};
}

} // namespace engine::catalog
