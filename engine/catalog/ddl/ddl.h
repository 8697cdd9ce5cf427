// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace engine::catalog {

/// One or several SQL statements that belong together, for Connection::execute().
struct DdlStatement
{
    std::string sql{};
    ObjectKey object{};
    /// The table that must have its rows first; for indexes.
    ObjectKey table{};
    /// Start with the heaviest: effort of an index, pages of the table whose rows are checked.
    long long weight = 0;
};

/// How to make the objects of a Schema in a database that has none of them.
///
/// REQUIRES of the session: search_path = '', check_function_bodies = off, row_security = off,
/// client_min_messages = warning.
struct DdlScript
{
    /// Schemas, types, routines, tables, views: in order, before the rows.
    std::vector<DdlStatement> preData{};
    /// Independent of each other once their table has its rows: in parallel, in any order.
    std::vector<DdlStatement> indexes{};
    /// In order, once the indexes are there: constraints made from them, and foreign keys that do not look at the rows.
    std::vector<DdlStatement> keys{};
    /// Check the rows against the foreign keys, one statement for each table: in parallel, in any order.
    std::vector<DdlStatement> validations{};
    /// In order, after the rows and all of the above.
    std::vector<DdlStatement> postData{};
    /// Fill the materialized views, each in a transaction of its own: one may read another through a function, which no
    /// catalog tells, so that what fails may succeed once others are filled.
    std::vector<DdlStatement> refreshes{};
    /// What comes after that, in order: indexes of materialized views, comments.
    std::vector<DdlStatement> finish{};
    /// Event triggers, which look at what is done in the database: in order, when nothing else is left to do.
    std::vector<DdlStatement> last{};
};

/// What is known of the database that the script will run in.
struct DdlOptions
{
    /// The role that will own what the script makes, until it hands it over.
    std::string sessionRole{};
    /// Made by no statement; schemaAttributes() brings their owner and grants in line.
    std::vector<std::string> existingSchemas{};
    std::vector<std::string> existingExtensions{};
    /// Those of them that are in another schema, and are moved.
    std::set<std::string> movedExtensions{};
    /// Get tables added instead of being made.
    std::vector<std::string> existingPublications{};
    /// Whom the target's default privileges grant something on new objects: rolesGrantedByDefault().
    std::vector<std::string> rolesGrantedByDefault{};
    /// Roles that the target does not have: nothing is owned by, granted to or limited to them.
    std::vector<std::string> missingRoles{};
    /// Where the database's own functions find what they name without a schema, as a search_path in SQL, when it is the
    /// source: under "" for most, under their names for roles that have another one. Empty: nowhere.
    std::map<std::string, std::string> codePaths{};
    /// Pairs of schema and role: schemas that the role may not enter, and those in which it may make nothing.
    std::set<std::pair<std::string, std::string>> closedSchemas{};
    std::set<std::pair<std::string, std::string>> schemasWithoutCreate{};
    /// Its major version: what an owner may do by default grows with it.
    int serverMajor = 0;
    bool owners = true;
    bool grants = true;
    bool publications = true;
};

/// Errors: ObjectNotSupported when objects depend on each other in a circle that cannot be cut.
Result<DdlScript> creationScript(const Schema &schema, const DdlOptions &options = {});

/// Makes one object that isDatabaseWide(), with its owner, grants and comment.
[[nodiscard]] std::vector<DdlStatement> objectScript(const Object &object, const DdlOptions &options = {});

/// Drops an object that isDatabaseWide() if it is there. `cascade`: with what needs it; else that makes it fail.
/// REQUIRES: it is no setting.
[[nodiscard]] std::string dropSql(const ObjectKey &key, bool cascade);
/// Takes a setting of the database that has this name away.
[[nodiscard]] std::string resetSql(const ObjectKey &setting, const std::string &database);

/// Brings owner, grants, comment and default privileges of the schemas that both have from those of `from` to those of
/// `to`; with arguments swapped, back. The schemas' contents are not touched.
[[nodiscard]] std::vector<DdlStatement> schemaAttributes(const Schema &from, const Schema &to,
                                                         const DdlOptions &options = {});

/// Whether writing a row of the table runs functions of the database or of extensions: generated columns, checks,
/// domains, the key of the partitioned table.
[[nodiscard]] bool runsCode(const Schema &schema, const Object &table);

/// Whose code runs, and what it must be lent for that.
struct OwnersHands
{
    std::string owner{};
    /// Where the code finds what it names without a schema, as SQL.
    std::string searchPath{};
    /// What the owner may not do by itself: `USAGE ON SCHEMA "s"`.
    std::set<std::string> lent{};

    bool operator==(const OwnersHands &) const = default;
};

/// The hands in which the code of `object` runs, that of its types and of the checks of a table included.
[[nodiscard]] OwnersHands handsOf(const Schema &schema, const Object &object, const std::string &owner,
                                  const DdlOptions &options);

/// What runs these statements with the rights of the owner and no way back to those of the session: inside a refresh of
/// a materialized view of the owner, where the server refuses to change role, takes back every setting when it is over
/// and lets nothing be deferred to the end of the transaction, when the session would run it. SET ROLE is no such
/// place: the code itself could take it back. What is lent is lent for just that; all of it is in one transaction.
[[nodiscard]] std::string inHands(const OwnersHands &hands, const std::string &sql);

/// Whether the owner is somebody else than the session, in whose hands code then runs: never where the session keeps
/// all that it makes, or leaves it to somebody else to hand over.
[[nodiscard]] bool isAnothers(const std::string &owner, const DdlOptions &options);

/// The source's search_path for what the server itself runs as `owner`; `SET search_path = ''` takes it back.
[[nodiscard]] std::string takePathSql(const std::string &owner, const DdlOptions &options);

/// Grantees of the database's default privileges ("" is PUBLIC), for DdlOptions.
[[nodiscard]] std::vector<std::string> rolesGrantedByDefault(const Schema &target);

} // namespace engine::catalog
