// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/model/server_versions.h"

#include <algorithm>
#include <string_view>

namespace engine::catalog {

namespace {

constexpr int withMaintain = 17;
constexpr std::string_view allOnTableBefore = "Dadrtwx";

/// An owner who may do everything that an older version knows may do everything.
void addMaintain(Acl &acl, const std::string &owner)
{
    for (AclItem &item : acl) {
        if (item.grantee != owner || item.privileges != allOnTableBefore)
            continue;
        item.privileges.insert(item.privileges.find('r'), 1, 'm');
        if (item.grantable == allOnTableBefore)
            item.grantable.insert(item.grantable.find('r'), 1, 'm');
    }
}

class FeatureList final
{
public:
    FeatureList(int major, std::vector<NewerFeature> &features)
        : m_major(major)
        , m_features(features)
    {}

    void look(const Object &object)
    {
        m_object = &object.key;
        std::visit(*this, object.definition);
    }

    template <typename Anything>
    void operator()(const Anything &)
    {}
    void operator()(const RangeType &type) { need(!type.multirangeName.empty(), "multiranges", 14); }
    void operator()(const Sequence &sequence) { need(sequence.isUnlogged, "UNLOGGED SEQUENCE", 15); }
    void operator()(const View &view)
    {
        need(std::ranges::any_of(view.options,
                                 [](const std::string &option) { return option.starts_with("security_invoker="); }),
             "security_invoker", 15);
    }
    void operator()(const Routine &routine)
    {
        const std::string &text = routine.definition;
        need(text.find("\nBEGIN ATOMIC") != std::string::npos || text.find("\n RETURN ") != std::string::npos
                 || text.find("\nRETURN ") != std::string::npos,
             "BEGIN ATOMIC, RETURN", 14);
    }
    void operator()(const Scripted &scripted)
    {
        for (const std::string &statement : scripted.statements) {
            if (!statement.starts_with("CREATE COLLATION"))
                continue;
            need(statement.find("rules = ") != std::string::npos, "collation rules", 16);
            need(statement.find("provider = builtin") != std::string::npos, "provider = builtin", 17);
        }
    }
    void operator()(const Table &table)
    {
        for (const Column &column : table.columns) {
            lookAt(column.type);
            need(column.compression != 0, "COMPRESSION", 14);
            need(column.generated == 'v', "GENERATED ALWAYS AS (…) VIRTUAL", 18);
            need(column.notNullStaysHere, "NOT NULL NO INHERIT", 18);
        }
    }
    void operator()(const Constraint &constraint)
    {
        const auto has = [&](std::string_view words) { return constraint.definition.find(words) != std::string::npos; };
        const bool isCheck = constraint.type == 'c';
        need(constraint.type == 'n', "NOT NULL … NOT VALID", 18);
        need(constraint.definition.ends_with(" NOT ENFORCED"), "NOT ENFORCED", 18);
        need(constraint.isTemporal, "WITHOUT OVERLAPS", 18);
        need(constraint.type == 'f' && has(", PERIOD "), "FOREIGN KEY … PERIOD", 18);
        need(constraint.type == 'u' && has("NULLS NOT DISTINCT"), "NULLS NOT DISTINCT", 15);
        need(!isCheck && (has("ON DELETE SET NULL (") || has("ON DELETE SET DEFAULT (")), "ON DELETE SET NULL (…)", 15);
    }
    void operator()(const Index &index)
    {
        need(index.isUnique && index.details.definition.find(" NULLS NOT DISTINCT") != std::string::npos,
             "NULLS NOT DISTINCT", 15);
    }
    void operator()(const Statistics &statistics)
    {
        // Without a list of columns the expressions stand alone or among them.
        const size_t on = statistics.definition.find(" ON ");
        need(on != std::string::npos && statistics.definition.find('(', on) != std::string::npos,
             "CREATE STATISTICS … ON (…)", 14);
    }
    void operator()(const Publication &publication)
    {
        need(publication.generatedColumns, "publish_generated_columns", 18);
        need(!publication.schemas.empty(), "FOR TABLES IN SCHEMA", 15);
        need(std::ranges::any_of(
                 publication.tables,
                 [](const PublishedTable &table) { return !table.columns.empty() || !table.condition.empty(); }),
             "FOR TABLE … (…) WHERE (…)", 15);
    }

private:
    void lookAt(const std::string &type)
    {
        need(type.find("multirange") != std::string::npos, "multiranges", 14);
        // numeric(3,-2) and numeric(2,5)
        const size_t comma = type.starts_with("numeric(") ? type.find(',') : std::string::npos;
        if (comma == std::string::npos)
            return;
        const int precision = std::atoi(type.c_str() + 8);
        const int scale = std::atoi(type.c_str() + comma + 1);
        need(scale < 0 || scale > precision, "numeric with a scale outside its precision", 15);
    }

    void need(bool isUsed, const char *feature, int since)
    {
        const auto isNoted = [&] {
            return !m_features.empty() && m_features.back().object == *m_object && m_features.back().feature == feature;
        };
        if (isUsed && m_major < since && !isNoted())
            m_features.push_back({.object = *m_object, .feature = feature, .sinceMajor = since});
    }

    int m_major;
    std::vector<NewerFeature> &m_features;
    const ObjectKey *m_object = nullptr;
};

} // namespace

void adaptTo(int major, Schema &schema)
{
    constexpr int oneMajor = 10'000;
    if (schema.serverVersion / oneMajor >= withMaintain || major < withMaintain)
        return;
    for (Object &object : schema.objects) {
        switch (object.key.kind) {
        case ObjectKind::Table:
        case ObjectKind::ForeignTable:
        case ObjectKind::View:
        case ObjectKind::MaterializedView:
            addMaintain(object.acl, object.owner);
            break;
        case ObjectKind::DefaultPrivileges:
            if (object.key.parent == "TABLES")
                addMaintain(std::get<DefaultPrivileges>(object.definition).acl, object.key.name);
            break;
        default:
            break;
        }
    }
}

std::vector<NewerFeature> featuresNewerThan(int major, const Schema &schema)
{
    std::vector<NewerFeature> features;
    FeatureList list(major, features);
    for (const Object &object : schema.objects)
        list.look(object);
    return features;
}

} // namespace engine::catalog
