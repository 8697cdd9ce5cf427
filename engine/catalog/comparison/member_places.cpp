// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/comparison/member_places.h"

#include "engine/catalog/queries.h"
#include "engine/sql/identifier.h"
#include "engine/sql/lexing.h"

#include <algorithm>
#include <optional>

namespace engine::catalog {

namespace {

using Extensions = std::vector<MembersElsewhere>;

bool isOperatorCharacter(char c)
{
    return std::string_view("+-*/<>=~!@#%^&|`?").find(c) != std::string_view::npos;
}

/// A name, as it is called, or an operator.
struct Name
{
    std::string called{};
    size_t end = 0;
};

std::optional<Name> nameAt(std::string_view sql, size_t at, bool mayBeOperator)
{
    if (at >= sql.size())
        return {};
    if (sql[at] == '"') {
        Name name{.end = sql::behindQuotes(sql, at)};
        for (size_t i = at + 1; i + 1 < name.end; ++i) {
            name.called.push_back(sql[i]);
            i += sql[i] == '"' ? 1 : 0;
        }
        return name;
    }
    const auto isPart = sql::isWordCharacter(sql[at])                   ? sql::isWordCharacter
                        : mayBeOperator && isOperatorCharacter(sql[at]) ? isOperatorCharacter
                                                                        : nullptr;
    if (isPart == nullptr)
        return {};
    size_t end = at;
    while (end < sql.size() && isPart(sql[end]))
        ++end;
    return Name{.called = std::string(sql.substr(at, end - at)), .end = end};
}

const MembersElsewhere *whose(const Extensions &extensions, const std::string &schema, const std::string &name)
{
    const auto found = std::ranges::find_if(extensions, [&](const MembersElsewhere &extension) {
        return extension.from == schema && extension.names.contains(name);
    });
    return found == extensions.end() ? nullptr : &*found;
}

/// Rewrites names; `areStringsSkipped`: not what is in strings.
class Rewriter final
{
public:
    Rewriter(std::string_view sql, const Extensions &extensions, bool areStringsSkipped)
        : m_sql(sql)
        , m_extensions(extensions)
        , m_areStringsSkipped(areStringsSkipped)
    {}

    std::string run()
    {
        size_t at = 0;
        while (at < m_sql.size()) {
            if (m_sql[at] == '\'' && m_areStringsSkipped)
                at = passString(at);
            else
                at = passName(at);
        }
        return std::move(m_out);
    }

private:
    size_t pass(size_t from, size_t to)
    {
        m_out.append(m_sql.substr(from, to - from));
        return to;
    }
    size_t passString(size_t at)
    {
        const size_t end = sql::behindQuotes(m_sql, at);
        const bool isName = m_sql.substr(end).starts_with("::reg");
        if (!isName)
            return pass(at, end);
        m_out += Rewriter(m_sql.substr(at, end - at), m_extensions, false).run();
        return end;
    }
    size_t passName(size_t at)
    {
        const std::optional<Name> schema = nameAt(m_sql, at, false);
        if (!schema)
            return pass(at, at + 1);
        // Of `a.b.c` the schema is the first.
        const bool isFirst = at == 0 || m_sql[at - 1] != '.';
        const bool isBeforeDot = schema->end + 1 < m_sql.size() && m_sql[schema->end] == '.';
        const std::optional<Name> name = isFirst && isBeforeDot ? nameAt(m_sql, schema->end + 1, true) : std::nullopt;
        const MembersElsewhere *extension = name ? whose(m_extensions, schema->called, name->called) : nullptr;
        // In a body nobody knows where names in quotes begin.
        if (extension == nullptr)
            return pass(at, m_sql[at] == '"' && !m_areStringsSkipped ? at + 1 : schema->end);
        m_out += sql::displayed(extension->to);
        return pass(schema->end, name->end);
    }

    std::string_view m_sql;
    const Extensions &m_extensions;
    bool m_areStringsSkipped;
    std::string m_out;
};

constexpr std::string_view pathOfRoutine = " SET search_path TO ";

/// The names of a routine's own search_path are strings in what the server prints.
std::string requalifiedRoutine(std::string_view definition, const Extensions &extensions)
{
    std::string text = Rewriter(definition, extensions, false).run();
    const size_t body = text.find("\nAS ");
    const size_t path = text.find("\n" + std::string(pathOfRoutine));
    if (path == std::string::npos || path > body)
        return text;
    const size_t start = path + 1 + pathOfRoutine.size();
    const size_t end = std::min(text.find('\n', start), text.size());
    for (const MembersElsewhere &extension : extensions) {
        const std::string before = sql::literal(extension.from);
        const std::string line = text.substr(start, end - start);
        const size_t place = line.find(before);
        if (place != std::string::npos && line.find(sql::literal(extension.to)) == std::string::npos)
            return text.substr(0, start) + line.substr(0, place + before.size()) + ", " + sql::literal(extension.to)
                   + line.substr(place + before.size()) + text.substr(end);
    }
    return text;
}

/// Calls `change` with each text of an object.
template <typename Change>
class TextVisitor final
{
public:
    explicit TextVisitor(const Change &change)
        : m_change(change)
    {}

    void operator()(Domain &domain) const
    {
        m_change(domain.baseType);
        m_change(domain.collation);
        change(domain.defaultValue);
        for (DomainConstraint &constraint : domain.constraints)
            m_change(constraint.definition);
    }
    void operator()(CompositeType &type) const { change(type.attributes); }
    void operator()(RangeType &type) const
    {
        for (std::string *text :
             {&type.subtype, &type.operatorClass, &type.collation, &type.canonicalFunction, &type.differenceFunction})
            m_change(*text);
    }
    void operator()(Scripted &scripted) const
    {
        for (std::string &statement : scripted.statements)
            m_change(statement);
    }
    void operator()(Table &table) const
    {
        change(table.columns);
        m_change(table.partitionBound);
        m_change(table.partitionKey);
        m_change(table.ofType);
    }
    void operator()(View &view) const
    {
        change(view.columns);
        m_change(view.query);
    }
    void operator()(MaterializedView &view) const
    {
        change(view.columns);
        m_change(view.query);
    }
    void operator()(Constraint &constraint) const
    {
        m_change(constraint.definition);
        m_change(constraint.index.definition);
    }
    void operator()(Index &index) const { m_change(index.details.definition); }
    void operator()(Statistics &statistics) const { m_change(statistics.definition); }
    void operator()(Rule &rule) const { m_change(rule.definition); }
    void operator()(Trigger &trigger) const
    {
        m_change(trigger.definition);
        m_change(trigger.function);
    }
    void operator()(Policy &policy) const
    {
        change(policy.usingExpression);
        change(policy.checkExpression);
    }
    void operator()(Publication &publication) const
    {
        for (PublishedTable &table : publication.tables)
            m_change(table.condition);
    }
    /// Routines have a rule of their own; the others have no text.
    template <typename Other>
    void operator()(Other &) const
    {}

private:
    void change(std::optional<std::string> &text) const
    {
        if (text)
            m_change(*text);
    }
    void change(std::vector<Column> &columns) const
    {
        for (Column &column : columns) {
            m_change(column.type);
            change(column.defaultValue);
            m_change(column.collation);
            m_change(column.baseType.value);
        }
    }

    const Change &m_change;
};

/// Where extensions go that the target does not have.
struct NewPlaces
{
    /// Those of the copy, and those that the target has.
    std::vector<std::string> schemas{};
    /// Extensions that bring their own schema.
    std::vector<std::string> fixed{};

    /// Where the source has it, unless nobody makes that schema: who chose some schemas did not ask for others.
    [[nodiscard]] std::string placeOf(const std::string &extension, const std::string &from) const
    {
        const auto has = [](const std::vector<std::string> &list, const std::string &name) {
            return std::ranges::find(list, name) != list.end();
        };
        return has(schemas, from) || has(fixed, extension) || !has(schemas, "public") ? from : "public";
    }
};

} // namespace

Result<std::vector<MembersElsewhere>> readMemberPlaces(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                                       const Schema &schema,
                                                       const std::map<std::string, std::string> &willBe)
{
    std::vector<std::string> names;
    for (const Object &object : schema.objects) {
        if (object.key.kind == ObjectKind::Extension)
            names.push_back(object.key.name);
    }
    const std::string list = sql::arrayLiteral(names);
    TRY_ASSIGN(const pg::QueryResult here, source.query(queries::listExtensionMembers, {list}));
    TRY_ASSIGN(const pg::QueryResult there, target.query(queries::listExtensionMembers, {list}));
    std::map<std::string, std::string> placesThere;
    for (int row = 0; row < there.rowCount(); ++row)
        placesThere[there.string(row, 0)] = there.string(row, 1);
    for (const auto &[extension, place] : willBe)
        placesThere[extension] = place;
    TRY_ASSIGN(const pg::QueryResult possible, target.query(queries::listExtensionPlaces, {list}));
    NewPlaces newPlaces{.schemas = schema.schemaNames()};
    for (int row = 0; row < possible.rowCount(); ++row)
        (possible.boolean(row, 0) ? newPlaces.fixed : newPlaces.schemas).push_back(possible.string(row, 1));
    std::vector<MembersElsewhere> places;
    for (int row = 0; row < here.rowCount(); ++row) {
        const std::vector<std::string> members = here.array(row, 2);
        const std::string extension = here.string(row, 0);
        const std::string from = here.string(row, 1);
        const auto to = placesThere.find(extension);
        places.push_back({.extension = extension,
                          .from = from,
                          .to = to == placesThere.end() ? newPlaces.placeOf(extension, from) : to->second,
                          .names = {members.begin(), members.end()}});
    }
    return places;
}

std::vector<MembersElsewhere> elsewhereOf(std::vector<MembersElsewhere> places)
{
    std::erase_if(places, [](const MembersElsewhere &extension) { return extension.from == extension.to; });
    return places;
}

std::string ambiguousName(const Schema &source, const MembersElsewhere &extension, const Extensions &places)
{
    for (const MembersElsewhere &other : places) {
        if (other.from != extension.from || other.to == extension.to || other.extension == extension.extension)
            continue;
        for (const std::string &name : other.names) {
            if (extension.names.contains(name))
                return other.extension + ": " + sql::displayed(other.from) + '.' + name;
        }
    }
    const auto own = std::ranges::find_if(source.objects, [&](const Object &object) {
        return object.key.schema == extension.from && object.key.parent.empty()
               && extension.names.contains(object.key.name);
    });
    return own == source.objects.end() ? std::string() : own->key.display();
}

std::string requalified(std::string_view sql, const Extensions &extensions)
{
    return Rewriter(sql, extensions, true).run();
}

std::string requalifiedPath(std::string_view path, const Extensions &extensions)
{
    std::set<std::string> named;
    for (size_t at = 0; at < path.size();) {
        const std::optional<Name> name = nameAt(path, at, false);
        if (!name) {
            ++at;
            continue;
        }
        named.insert(name->called);
        at = name->end;
    }
    std::string all(path);
    for (const MembersElsewhere &extension : extensions) {
        if (named.contains(extension.from) && named.insert(extension.to).second)
            all += ", " + sql::quoted(extension.to);
    }
    return all;
}

void requalify(Schema &source, const Extensions &extensions)
{
    if (extensions.empty())
        return;
    const auto change = [&](std::string &text) { text = requalified(text, extensions); };
    const auto changeKeys = [&](std::vector<ObjectKey> &keys) {
        for (ObjectKey &key : keys)
            change(key.signature);
        std::ranges::sort(keys);
    };
    const TextVisitor visitor(change);
    for (Object &object : source.objects) {
        change(object.key.signature);
        if (object.key.kind == ObjectKind::Cast || object.key.kind == ObjectKind::Transform)
            change(object.key.name);
        std::visit(visitor, object.definition);
        if (auto *routine = std::get_if<Routine>(&object.definition))
            routine->definition = requalifiedRoutine(routine->definition, extensions);
        for (std::string &part : object.meaning)
            change(part);
        std::ranges::sort(object.meaning);
        object.searchPath.value = requalifiedPath(object.searchPath.value, extensions);
        changeKeys(object.dependsOn.value);
        changeKeys(object.defaultsDependOn.value);
        auto *own = std::get_if<Extension>(&object.definition);
        for (const MembersElsewhere &extension : extensions) {
            if (own != nullptr && object.key.name == extension.extension)
                own->schema = extension.to;
        }
    }
    for (MemberChange &member : source.memberChanges) {
        change(member.identity);
        change(member.sqlName);
    }
    for (SecurityLabel &label : source.securityLabels)
        change(label.identity);
    changeKeys(source.databaseWide);
    source.sort();
}

} // namespace engine::catalog
