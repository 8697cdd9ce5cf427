// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/catalog/reading/fields.h"
#include "engine/pg/read_only_connection.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace engine::catalog {

/// OIDs of the server's own catalogs: the same in every version.
namespace catalogs {
constexpr unsigned defaultAcl = 826;
constexpr unsigned type = 1247;
constexpr unsigned routine = 1255;
constexpr unsigned relation = 1259;
constexpr unsigned constraint = 2606;
constexpr unsigned schema = 2615;
constexpr unsigned rule = 2618;
constexpr unsigned trigger = 2620;
constexpr unsigned extension = 3079;
constexpr unsigned policy = 3256;
constexpr unsigned statistics = 3381;
constexpr unsigned publication = 6104;
} // namespace catalogs

/// Where pg_depend finds an object: its catalog and its row.
struct Place
{
    unsigned catalog = 0;
    unsigned oid = 0;

    auto operator<=>(const Place &) const = default;
};

/// What the steps of readSchema() share while they fill one Schema. Lives as long as one call.
struct Reading
{
    pg::ReadOnlyConnection &connection;
    int major = 0;
    /// OIDs of the schemas read, as an oid[].
    pg::Parameter schemas{};
    Schema schema{};
    std::map<Place, size_t> places{};
    /// What is in Schema::notCarried and may be needed by others: the name to say.
    std::map<Place, std::string> uncarriedPlaces{};

    /// Routines whose text the server itself could not read.
    std::map<ObjectKey, Uncarried> unreadable{};

    Result<pg::QueryResult> query(const pg::Statement &statement) { return connection.query(statement, {schemas}); }
    Object &add(Place place, Object object)
    {
        object.oid.value = place.oid;
        places.emplace(place, schema.objects.size());
        return schema.objects.emplace_back(std::move(object));
    }
    /// Says that these options of `owner` are secrets, which do not come along.
    void leaveOut(const std::vector<std::string> &options, const std::string &owner)
    {
        for (const std::string &option : options)
            schema.notCarried.push_back(
                {.kind = "secret", .name = option + " of " + owner, .reason = Uncarried::Reason::Secret});
    }
    /// Null when the place is of no object read.
    Object *at(Place place)
    {
        const auto found = places.find(place);
        return found == places.end() ? nullptr : &schema.objects[found->second];
    }
};

/// The steps of readSchema(), in this order.
Result<> readExtensions(Reading &reading);
Result<> readTypes(Reading &reading);
Result<> readRoutines(Reading &reading);
Result<> readScripted(Reading &reading);
Result<> readDatabaseWide(Reading &reading);
Result<> readRelations(Reading &reading);
Result<> readTableParts(Reading &reading);
Result<> readPublications(Reading &reading);
Result<> readDefaultPrivileges(Reading &reading);
Result<> readComments(Reading &reading);
Result<> readUncarried(Reading &reading);
Result<> readSecurityLabels(Reading &reading);
Result<> readMembers(Reading &reading);
/// Also moves to notCarried what needs something that is not carried.
Result<> readDependencies(Reading &reading);

} // namespace engine::catalog
