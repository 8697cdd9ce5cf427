// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/session/code_paths.h"

#include <algorithm>

namespace engine::target {

namespace {

// The last of several for the same role wins: those of the role in this database come last.
constexpr pg::Statement searchPaths = R"(
SELECT coalesce(r.rolname::text, ''), substr(c.setting, length('search_path=') + 1)
FROM pg_catalog.pg_db_role_setting s
CROSS JOIN unnest(s.setconfig) c (setting)
LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
WHERE s.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
    AND c.setting LIKE 'search\_path=%'
ORDER BY s.setdatabase)";

bool isGranted(const catalog::Object &schema, const std::string &role, char privilege)
{
    return schema.owner == role || std::any_of(schema.acl.begin(), schema.acl.end(), [&](const catalog::AclItem &item) {
               return (item.grantee.empty() || item.grantee == role)
                      && item.privileges.find(privilege) != std::string::npos;
           });
}

} // namespace

Result<std::map<std::string, std::string>> readCodePaths(pg::ReadOnlyConnection &source)
{
    TRY_ASSIGN(const pg::QueryResult rows, source.query(searchPaths));
    std::map<std::string, std::string> paths{{"", "\"$user\", public"}};
    for (int row = 0; row < rows.rowCount(); ++row)
        paths[rows.string(row, 0)] = rows.string(row, 1);
    return paths;
}

std::set<std::pair<std::string, std::string>> schemasNotGranted(const catalog::Schema &source,
                                                                const catalog::Schema &target, char privilege)
{
    std::set<std::string> owners;
    for (const catalog::Object &object : source.objects)
        owners.insert(object.owner);
    owners.erase(std::string());
    std::set<std::pair<std::string, std::string>> found;
    for (const catalog::Object &object : source.objects) {
        if (object.key.kind != catalog::ObjectKind::Schema)
            continue;
        const catalog::Object *own = target.find(object.key);
        for (const std::string &owner : owners) {
            if (!isGranted(own != nullptr ? *own : object, owner, privilege))
                found.emplace(object.key.name, owner);
        }
    }
    return found;
}

} // namespace engine::target
