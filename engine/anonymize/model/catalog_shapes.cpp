// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/model/catalog_shapes.h"

#include "engine/sql/lexing.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace engine::anonymize {

namespace {

using catalog::ObjectKind;

/// Whether SQL text names the column, as a word of its own.
bool mentions(std::string_view sql, std::string_view column)
{
    for (size_t at = sql.find(column); at != std::string_view::npos; at = sql.find(column, at + 1)) {
        const size_t end = at + column.size();
        const bool startsThere = at == 0 || !sql::isWordCharacter(sql[at - 1]);
        const bool endsThere = end == sql.size() || !sql::isWordCharacter(sql[end]);
        if (startsThere && endsThere)
            return true;
    }
    return false;
}

/// The n of varchar(n) and char(n); 0 for other types.
int lengthOf(std::string_view type)
{
    const bool isLimited = type.starts_with("character") || type.starts_with("varchar") || type.starts_with("bpchar");
    const size_t open = type.find('(');
    int length = 0;
    if (isLimited && open != std::string_view::npos)
        std::from_chars(type.data() + open + 1, type.data() + type.size(), length);
    return length;
}

/// The types of the schema by the name that columns have them under.
class Types final
{
public:
    explicit Types(const catalog::Schema &schema)
    {
        for (const catalog::Object &object : schema.objects) {
            // A table has a row type of its own.
            const bool isType = object.as<catalog::EnumType>() != nullptr || object.as<catalog::Domain>() != nullptr
                                || object.as<catalog::CompositeType>() != nullptr
                                || object.as<catalog::Table>() != nullptr || object.as<catalog::View>() != nullptr;
            if (isType)
                m_types.emplace(sql::QualifiedName{object.key.schema, object.key.name}.displayed(), &object);
        }
    }

    /// What the type of the column, and those that it is made of, say about it.
    void describe(const catalog::Column &column, ColumnShape &shape)
    {
        shape.typeName = column.type;
        shape.typeOid = column.typeOid.value;
        std::string below = column.type;
        if (column.typeType.value == 'd') {
            shape.baseTypeName = column.baseType.value;
            below = column.baseType.value;
        }
        // A domain may stand over another one; each adds its own conditions.
        for (const catalog::Object *type = find(column.type); type != nullptr;) {
            const auto *domain = type->as<catalog::Domain>();
            if (domain == nullptr)
                break;
            for (const catalog::DomainConstraint &constraint : domain->constraints)
                shape.checkExpressions.push_back(constraint.definition);
            shape.notNull = shape.notNull || domain->notNull;
            type = find(domain->baseType);
        }
        shape.maxLength = lengthOf(below);
        const catalog::Object *own = find(below);
        while (own != nullptr && own->as<catalog::Domain>() != nullptr) {
            // An array of a domain: its elements are of what is below that.
            below = own->as<catalog::Domain>()->baseType + "[]";
            shape.baseTypeName = below;
            own = find(below);
        }
        shape.isEnum = own != nullptr && own->as<catalog::EnumType>() != nullptr;
        shape.composite = own == nullptr ? nullptr : compositeOf(*own);
    }

private:
    /// Null for the server's own types.
    [[nodiscard]] const catalog::Object *find(std::string_view formatted) const
    {
        while (formatted.ends_with("[]"))
            formatted.remove_suffix(2);
        const auto found = m_types.find(formatted);
        return found == m_types.end() ? nullptr : found->second;
    }

    static const std::vector<catalog::Column> *attributesOf(const catalog::Object &type)
    {
        if (const auto *composite = type.as<catalog::CompositeType>())
            return &composite->attributes;
        if (const auto *table = type.as<catalog::Table>())
            return &table->columns;
        const auto *view = type.as<catalog::View>();
        return view == nullptr ? nullptr : &view->columns;
    }

    /// Null for what is made of nothing else. A type that leads back to itself ends there.
    std::shared_ptr<const CompositeShape> compositeOf(const catalog::Object &type)
    {
        const std::vector<catalog::Column> *attributes = attributesOf(type);
        if (attributes == nullptr)
            return nullptr;
        const auto [known, isNew] = m_composites.try_emplace(&type);
        if (!isNew)
            return known->second;
        auto composite = std::make_shared<CompositeShape>();
        for (const catalog::Column &attribute : *attributes) {
            ColumnShape &shape = composite->attributes.emplace_back();
            shape.name = attribute.name;
            describe(attribute, shape);
        }
        m_composites[&type] = composite;
        return composite;
    }

    std::map<std::string, const catalog::Object *, std::less<>> m_types;
    std::map<const catalog::Object *, std::shared_ptr<const CompositeShape>> m_composites;
};

TableShape shapeOf(const catalog::Object &object, const catalog::Table &table, Types &types)
{
    TableShape shape{.name = {object.key.schema, object.key.name}, .comment = object.comment.value_or("")};
    if (!table.parents.empty())
        shape.parent = table.parents.front();
    for (const catalog::Column &column : table.columns) {
        ColumnShape &result = shape.columns.emplace_back();
        result.name = column.name;
        result.notNull = column.notNull;
        result.isGenerated = column.generated != 0;
        result.isPartitionKey = table.isPartitioned() && mentions(table.partitionKey, column.name);
        result.comment = column.comment.value_or("");
        types.describe(column, result);
    }
    return shape;
}

/// Whether every row finds a partition, whatever is in the columns of the key: by hash, with a DEFAULT partition, or by
/// ranges without an end. Not when a partition is on another server: rows of a copy do not go there.
bool takesAnything(const catalog::Table &table, const std::vector<const catalog::Table *> &partitions)
{
    bool hasDefault = false;
    bool hasFirst = false;
    bool hasLast = false;
    bool isHere = true;
    for (const catalog::Table *part : partitions) {
        hasDefault = hasDefault || part->partitionBound == "DEFAULT";
        hasFirst = hasFirst || part->partitionBound.find("FROM (MINVALUE") != std::string::npos;
        hasLast = hasLast || part->partitionBound.find("TO (MAXVALUE") != std::string::npos;
        isHere = isHere && !part->isForeign();
    }
    return isHere && (hasDefault || table.partitionKey.starts_with("HASH") || (hasFirst && hasLast));
}

bool hasForeignPartition(const std::vector<const catalog::Table *> &partitions)
{
    return std::ranges::any_of(partitions, [](const catalog::Table *part) { return part->isForeign(); });
}

using PartitionsByParent = std::map<sql::QualifiedName, std::vector<const catalog::Table *>>;

PartitionsByParent partitionsOf(const catalog::Schema &schema)
{
    PartitionsByParent partitions;
    for (const catalog::Object &object : schema.objects) {
        const auto *part = object.as<catalog::Table>();
        if (part != nullptr && part->isPartition() && !part->parents.empty())
            partitions[part->parents.front()].push_back(part);
    }
    return partitions;
}

ColumnShape *find(TableShape &table, std::string_view column)
{
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [column](const ColumnShape &shape) { return shape.name == column; });
    return found == table.columns.end() ? nullptr : &*found;
}

void addConstraint(const catalog::Constraint &constraint, const std::set<ColumnName> &singleKeys, TableShape &table)
{
    if (constraint.type == 'c') {
        for (ColumnShape &column : table.columns) {
            if (mentions(constraint.definition, column.name))
                column.checkExpressions.push_back(constraint.definition);
        }
        return;
    }
    // Two rows that were let stand together could not, with fakes that are equal.
    if (constraint.type == 'x') {
        for (ColumnShape &column : table.columns)
            column.isUnique = column.isUnique || mentions(constraint.definition, column.name);
        return;
    }
    // Of a key of several columns, one that is unique by itself keeps the rows apart.
    const bool isApart = constraint.columns.size() > 1
                         && std::any_of(constraint.columns.begin(), constraint.columns.end(), [&](const auto &name) {
                                return singleKeys.contains({table.name, name});
                            });
    for (size_t i = 0; i < constraint.columns.size(); ++i) {
        ColumnShape *column = find(table, constraint.columns[i]);
        if (column == nullptr)
            continue;
        if (isApart && constraint.type == 'u' && !singleKeys.contains({table.name, column->name}))
            continue;
        column->isPrimaryKey = column->isPrimaryKey || constraint.type == 'p';
        column->isUnique = column->isUnique || constraint.type == 'p' || constraint.type == 'u';
        if (constraint.type == 'f' && i < constraint.referencedColumns.size())
            column->references.push_back({constraint.referenced, constraint.referencedColumns[i]});
    }
}

/// Indexes over expressions too: lower(email) is unique only while the addresses are.
void addUniqueIndex(const catalog::Index &index, TableShape &table)
{
    const std::string &definition = index.details.definition;
    const size_t open = definition.find(" USING ");
    if (!index.isUnique || open == std::string::npos)
        return;
    for (ColumnShape &column : table.columns)
        column.isUnique = column.isUnique || mentions(std::string_view(definition).substr(open), column.name);
}

/// What a computed column is made of must differ where that must.
void passUniquenessOn(const catalog::Table &table, TableShape &shape)
{
    for (const catalog::Column &column : table.columns) {
        const ColumnShape *computed = find(shape, column.name);
        if (column.generated == 0 || !column.defaultValue || computed == nullptr || !computed->isUnique)
            continue;
        for (ColumnShape &from : shape.columns)
            from.isUnique = from.isUnique || (!from.isGenerated && mentions(*column.defaultValue, from.name));
    }
}

bool boundsFollow(const catalog::Table &table, const std::vector<const catalog::Table *> &partitions)
{
    if (!table.isPartitioned() || takesAnything(table, partitions) || hasForeignPartition(partitions))
        return false;
    return std::ranges::any_of(table.columns, [&table](const catalog::Column &column) {
        const std::string name = sql::displayed(column.name);
        const std::string &type = column.type;
        const bool isDate = type == "date" || type.starts_with("timestamp");
        return table.partitionKey == "LIST (" + name + ')' || (isDate && table.partitionKey == "RANGE (" + name + ')');
    });
}

} // namespace

bool boundsFollowRules(const catalog::Schema &schema, const catalog::Object &object)
{
    const auto *table = object.as<catalog::Table>();
    return table != nullptr
           && boundsFollow(*table, partitionsOf(schema)[sql::QualifiedName{object.key.schema, object.key.name}]);
}

std::vector<TableShape> shapesOf(const catalog::Schema &schema)
{
    Types types(schema);
    PartitionsByParent partitions = partitionsOf(schema);
    std::vector<TableShape> tables;
    std::map<sql::QualifiedName, size_t> places;
    for (const catalog::Object &object : schema.objects) {
        const auto *table = object.as<catalog::Table>();
        if (table == nullptr || object.key.kind != ObjectKind::Table)
            continue;
        places.emplace(sql::QualifiedName{object.key.schema, object.key.name}, tables.size());
        tables.push_back(shapeOf(object, *table, types));
        const std::vector<const catalog::Table *> &parts = partitions[tables.back().name];
        const bool isOpen = table->isPartitioned() && takesAnything(*table, parts);
        const bool follows = boundsFollow(*table, parts);
        for (ColumnShape &column : tables.back().columns) {
            column.hasPartitionForAnything = isOpen || follows;
            // Two bounds that were apart must stay it.
            column.isUnique = column.isUnique || (follows && column.isPartitionKey);
        }
    }
    std::set<ColumnName> singleKeys;
    for (const catalog::Object &object : schema.objects) {
        const auto *constraint = object.as<catalog::Constraint>();
        if (constraint != nullptr && (constraint->type == 'p' || constraint->type == 'u')
            && constraint->columns.size() == 1)
            singleKeys.insert({{object.key.schema, object.key.parent}, constraint->columns.front()});
    }
    for (const catalog::Object &object : schema.objects) {
        const auto place = places.find({object.key.schema, object.key.parent});
        if (place == places.end())
            continue;
        if (const auto *constraint = object.as<catalog::Constraint>())
            addConstraint(*constraint, singleKeys, tables[place->second]);
        else if (const auto *index = object.as<catalog::Index>())
            addUniqueIndex(*index, tables[place->second]);
    }
    for (const catalog::Object &object : schema.objects) {
        // A constraint or an index may have the name of a table.
        const auto *table = object.as<catalog::Table>();
        if (table != nullptr && object.key.kind == ObjectKind::Table)
            passUniquenessOn(*table, tables[places.at({object.key.schema, object.key.name})]);
    }
    return tables;
}

} // namespace engine::anonymize
