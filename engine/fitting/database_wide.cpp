// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fitting/database_wide.h"

#include "engine/base/contains.h"
#include "engine/base/errors/sentence.h"
#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/model/kind_names.h"
#include "engine/defusing/outward.h"
#include "engine/sql/identifier.h"

#include <algorithm>
#include <map>

namespace engine::fitting {

using catalog::Object;
using catalog::ObjectKey;
using catalog::ObjectKind;
using catalog::Schema;
using catalog::Uncarried;

namespace {

// Supabase lets one role that is no superuser make wrappers and event triggers.
constexpr pg::Statement accountRights = R"(
SELECT 'superuser', '' FROM pg_catalog.pg_roles
WHERE rolname = current_user
    AND (rolsuper OR rolname = pg_catalog.current_setting('supautils.privileged_role', true))
UNION ALL
SELECT 'tablespace', spcname FROM pg_catalog.pg_tablespace WHERE pg_catalog.has_tablespace_privilege(oid, 'CREATE')
UNION ALL
SELECT DISTINCT 'wrapper', e.extname FROM pg_catalog.pg_foreign_data_wrapper AS w
JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass
    AND d.objid = w.oid AND d.deptype = 'e'
JOIN pg_catalog.pg_extension AS e ON e.oid = d.refobjid
WHERE pg_catalog.has_foreign_data_wrapper_privilege(w.oid, 'USAGE')
UNION ALL
SELECT CASE WHEN pg_catalog.pg_has_role(evtowner, 'USAGE') THEN 'trigger' ELSE 'foreign trigger' END, evtname
FROM pg_catalog.pg_event_trigger WHERE evtenabled <> 'D'
ORDER BY 1, 2)";

constexpr pg::Statement extensionVersions = R"(
SELECT name, version FROM pg_catalog.pg_available_extension_versions WHERE name = ANY ($1::text[]))";

constexpr pg::Statement forbiddenSettings = R"(
SELECT w.name, w.role
FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) AS w (name, role)
CROSS JOIN (SELECT rolsuper, rolcreaterole FROM pg_catalog.pg_roles WHERE rolname = current_user) AS me
LEFT JOIN pg_catalog.pg_settings AS s ON pg_catalog.lower(s.name) = pg_catalog.lower(w.name)
LEFT JOIN pg_catalog.pg_roles AS r ON r.rolname = w.role
WHERE (w.role <> '' AND r.oid IS NULL)
    OR NOT CASE WHEN me.rolsuper THEN true
                WHEN w.role = '' THEN (SELECT pg_catalog.pg_has_role(datdba, 'USAGE') FROM pg_catalog.pg_database
                                       WHERE datname = pg_catalog.current_database())
                ELSE w.role = current_user
                    OR (me.rolcreaterole AND (pg_catalog.current_setting('server_version_num')::int < 160000
                                              OR pg_catalog.pg_has_role(r.oid, 'MEMBER WITH ADMIN OPTION'))) END
    OR NOT CASE WHEN s.name IS NULL THEN me.rolsuper AND w.name LIKE '%.%'
                WHEN me.rolsuper THEN s.context NOT IN ('internal', 'postmaster', 'sighup')
                ELSE s.context IN ('user', 'backend') END)";

bool isType(ObjectKind kind)
{
    return (kind >= ObjectKind::EnumType && kind <= ObjectKind::BaseType) || kind == ObjectKind::Table
           || kind == ObjectKind::ForeignTable || kind == ObjectKind::View || kind == ObjectKind::MaterializedView;
}

bool needsType(const Object &object)
{
    const auto &needs = object.dependsOn.value;
    return std::any_of(needs.begin(), needs.end(), [](const ObjectKey &key) { return isType(key.kind); });
}

bool needsSchema(const Object &object)
{
    const auto &needs = object.dependsOn.value;
    return std::any_of(needs.begin(), needs.end(), [](const ObjectKey &key) { return !key.schema.empty(); });
}

class Adapter final
{
public:
    Adapter(Schema &source, const Schema &target, const TargetRights &rights,
            const std::vector<std::string> &missingRoles)
        : m_source(source)
        , m_target(target)
        , m_rights(rights)
        , m_missingRoles(missingRoles)
    {}

    DatabaseWide run();

private:
    /// True for what the account may make in the target.
    [[nodiscard]] bool isAllowed(const Object &object) const;
    [[nodiscard]] bool isSetAside(const Object &ofTarget) const;
    void setAside(const Object &ofTarget);
    void leaveOutForbidden();
    void keepTheTargets();
    void useKnownTablespaces();
    void useKnownExtensions();
    void undoWhatIsMade();
    void describeEventTriggers();

    Schema &m_source;
    const Schema &m_target;
    const TargetRights &m_rights;
    const std::vector<std::string> &m_missingRoles;
    /// Names that the target's own objects leave when its schemas are set aside.
    std::set<ObjectKey> m_freed;
    DatabaseWide m_plan;
};

bool Adapter::isAllowed(const Object &object) const
{
    switch (object.key.kind) {
    case ObjectKind::Setting:
        return !m_rights.forbiddenSettings.contains(object.key);
    case ObjectKind::UserMapping:
        return !contains(m_missingRoles, object.key.name);
    case ObjectKind::Language:
    case ObjectKind::AccessMethod:
    case ObjectKind::ForeignDataWrapper:
    case ObjectKind::EventTrigger:
    case ObjectKind::Subscription:
    case ObjectKind::BaseType:
    case ObjectKind::TextSearchParser:
    case ObjectKind::TextSearchTemplate:
        return m_rights.isSuperuser;
    case ObjectKind::ForeignServer: {
        const auto &needs = object.dependsOn.value;
        return m_rights.isSuperuser || std::any_of(needs.begin(), needs.end(), [&](const ObjectKey &key) {
                   return key.kind == ObjectKind::Extension && contains(m_rights.wrapperExtensions, key.name);
               });
    }
    case ObjectKind::Cast:
    case ObjectKind::Transform: {
        const std::string &sql = object.as<catalog::Scripted>()->statements.front();
        return m_rights.isSuperuser || (needsType(object) && sql.find("WITHOUT FUNCTION") == std::string::npos);
    }
    default:
        return true;
    }
}

bool Adapter::isSetAside(const Object &ofTarget) const
{
    const bool isLeaf = ofTarget.key.kind == ObjectKind::EventTrigger || ofTarget.key.kind == ObjectKind::Cast;
    return isLeaf && needsSchema(ofTarget) && !needsType(ofTarget);
}

void Adapter::setAside(const Object &ofTarget)
{
    m_plan.aside.push_back(catalog::dropSql(ofTarget.key, false));
    target::UndoActions::Remake remake{.key = ofTarget.key};
    const std::vector<catalog::DdlStatement> script = catalog::objectScript(ofTarget);
    for (const catalog::DdlStatement &statement : script)
        remake.statements.push_back(statement.sql);
    m_plan.remakes.push_back(std::move(remake));
    if (m_source.find(ofTarget.key) != nullptr)
        return;
    const auto &needs = ofTarget.dependsOn.value;
    const bool canFollow = std::all_of(needs.begin(), needs.end(), [&](const ObjectKey &key) {
        return key.schema.empty() || m_source.find(key) != nullptr;
    });
    if (canFollow) {
        for (const catalog::DdlStatement &statement : script)
            m_plan.afterwards.push_back(statement.sql);
        return;
    }
    m_plan.warnings.append(
        Tr::sentence("The target's %1 needs what the copy does not have: it is set aside with the rest, and "
                     "comes back with a rollback.")
            .arg(catalog::kindAndName(ofTarget.key)));
}

void Adapter::leaveOutForbidden()
{
    std::map<ObjectKey, Uncarried> reasons;
    for (const Object &object : m_source.objects) {
        if (!isAllowed(object) && (m_freed.contains(object.key) || !m_target.isTaken(object.key)))
            reasons.emplace(object.key, Uncarried{.reason = Uncarried::Reason::NotAllowed});
    }
    m_source.leaveOut(reasons);
}

void Adapter::keepTheTargets()
{
    const auto isKept = [&](const Object &object) {
        return catalog::isDatabaseWide(object.key.kind) && m_target.isTaken(object.key)
               && !m_freed.contains(object.key);
    };
    for (const Object &object : m_source.objects) {
        const Object *own = isKept(object) ? m_target.find(object.key) : nullptr;
        if (isKept(object) && (own == nullptr || !(*own == object)))
            m_source.notCarried.push_back({.kind = catalog::kindKey(object.key.kind),
                                           .name = object.key.display(),
                                           .reason = Uncarried::Reason::Kept});
    }
    std::erase_if(m_source.objects, isKept);
}

std::string *tablespaceOf(Object &object)
{
    if (auto *table = std::get_if<catalog::Table>(&object.definition))
        return &table->tablespace;
    if (auto *view = std::get_if<catalog::MaterializedView>(&object.definition))
        return &view->tablespace;
    if (auto *index = std::get_if<catalog::Index>(&object.definition))
        return &index->details.tablespace;
    if (auto *constraint = std::get_if<catalog::Constraint>(&object.definition))
        return &constraint->index.tablespace;
    return nullptr;
}

void Adapter::useKnownTablespaces()
{
    std::set<std::string> missing;
    for (Object &object : m_source.objects) {
        std::string *tablespace = tablespaceOf(object);
        if (tablespace == nullptr || tablespace->empty() || contains(m_rights.tablespaces, *tablespace))
            continue;
        missing.insert(std::move(*tablespace));
        tablespace->clear();
    }
    for (const std::string &name : missing)
        m_source.notCarried.push_back(
            {.kind = "tablespace", .name = sql::displayed(name), .reason = Uncarried::Reason::Tablespace});
}

void Adapter::useKnownExtensions()
{
    for (Object &object : m_source.objects) {
        auto *extension = std::get_if<catalog::Extension>(&object.definition);
        if (extension == nullptr)
            continue;
        const std::string wanted = extension->version;
        const Object *own = m_target.find(object.key);
        const auto *there = own == nullptr ? nullptr : own->as<catalog::Extension>();
        if (there != nullptr) {
            const bool isMoved = std::ranges::any_of(
                m_rights.movedExtensions, [&](const auto &moved) { return moved.extension == object.key.name; });
            if (there->schema != extension->schema && !isMoved)
                m_source.notCarried.push_back(
                    {.kind = "schema of extension",
                     .name = object.key.display() + ": " + extension->schema + " -> " + there->schema,
                     .reason = Uncarried::Reason::Kept});
            if (!isMoved)
                extension->schema = there->schema;
            extension->version = there->version;
        } else if (!m_rights.extensionVersions.contains({object.key.name, wanted})) {
            extension->version.clear();
        }
        if (extension->version != wanted)
            m_source.notCarried.push_back(
                {.kind = "version of extension",
                 .name = object.key.display() + ": " + wanted
                         + (extension->version.empty() ? std::string() : " -> " + extension->version),
                 .reason = there != nullptr ? Uncarried::Reason::Kept : Uncarried::Reason::NotModelled});
    }
}

void Adapter::undoWhatIsMade()
{
    for (auto object = m_source.objects.rbegin(); object != m_source.objects.rend(); ++object) {
        if (catalog::isDatabaseWide(object->key.kind))
            m_plan.made.push_back(object->key);
    }
}

void Adapter::describeEventTriggers()
{
    const auto joined = [](const std::vector<std::string> &names) {
        QStringList list;
        for (const std::string &name : names)
            list.append(text(sql::displayed(name)));
        return list.join(QStringLiteral(", "));
    };
    if (!m_rights.eventTriggers.empty())
        m_plan.information.append(
            Tr::sentence("The event triggers of the target (%1) are switched off while the copy is made.")
                .arg(joined(m_rights.eventTriggers)));
    if (!m_rights.othersEventTriggers.empty())
        m_plan.information.append(
            Tr::sentence("The event triggers of the target that belong to somebody else (%1) see what is "
                         "done while the copy is made.")
                .arg(joined(m_rights.othersEventTriggers)));
}

DatabaseWide Adapter::run()
{
    for (const Object &object : m_target.objects) {
        if (!catalog::isDatabaseWide(object.key.kind))
            continue;
        // Named by a type that is set aside: its name changes with that of the type.
        if (needsType(object) || isSetAside(object))
            m_freed.insert(object.key);
    }
    leaveOutForbidden();
    for (const Object &object : m_target.objects) {
        if (isSetAside(object))
            setAside(object);
    }
    keepTheTargets();
    defusing::keepInside(m_source);
    useKnownTablespaces();
    useKnownExtensions();
    undoWhatIsMade();
    describeEventTriggers();
    m_source.sort();
    return std::move(m_plan);
}

} // namespace

Result<TargetRights> readTargetRights(pg::ReadOnlyConnection &target, const Schema &source)
{
    TargetRights rights;
    TRY_ASSIGN(const pg::QueryResult rows, target.query(accountRights));
    for (int row = 0; row < rows.rowCount(); ++row) {
        const std::string_view kind = rows.view(row, 0);
        if (kind == "superuser")
            rights.isSuperuser = true;
        else if (kind == "tablespace")
            rights.tablespaces.push_back(rows.string(row, 1));
        else if (kind == "wrapper")
            rights.wrapperExtensions.push_back(rows.string(row, 1));
        else
            (kind == "trigger" ? rights.eventTriggers : rights.othersEventTriggers).push_back(rows.string(row, 1));
    }
    std::vector<std::string> names;
    std::vector<std::string> roles;
    std::vector<std::string> extensions;
    for (const Object &object : source.objects) {
        if (object.key.kind == ObjectKind::Extension)
            extensions.push_back(object.key.name);
        if (object.key.kind != ObjectKind::Setting)
            continue;
        names.push_back(object.key.name);
        roles.push_back(object.key.parent);
    }
    TRY_ASSIGN(const pg::QueryResult forbidden,
               target.query(forbiddenSettings, {sql::arrayLiteral(names), sql::arrayLiteral(roles)}));
    for (int row = 0; row < forbidden.rowCount(); ++row)
        rights.forbiddenSettings.insert(
            {.kind = ObjectKind::Setting, .name = forbidden.string(row, 0), .parent = forbidden.string(row, 1)});
    TRY_ASSIGN(const pg::QueryResult versions, target.query(extensionVersions, {sql::arrayLiteral(extensions)}));
    for (int row = 0; row < versions.rowCount(); ++row)
        rights.extensionVersions.emplace(versions.string(row, 0), versions.string(row, 1));
    return rights;
}

DatabaseWide adaptToTarget(Schema &source, const Schema &target, const TargetRights &rights,
                           const std::vector<std::string> &missingRoles)
{
    return Adapter(source, target, rights, missingRoles).run();
}

} // namespace engine::fitting
