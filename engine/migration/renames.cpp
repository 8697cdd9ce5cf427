// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/renames.h"

#include "engine/migration/planning/texts.h"
#include "engine/sql/identifier.h"
#include "engine/sql/lexing.h"

#include <algorithm>

namespace engine::migration {

using namespace catalog;

namespace {

/// Replaces the word wherever it stands by itself.
void replaceWord(std::string &text, const std::string &from, const std::string &to)
{
    const auto isPart = [](char letter) { return sql::isWordCharacter(letter); };
    for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
        const size_t end = at + from.size();
        const bool isWhole
            = (at == 0 || !isPart(text[at - 1])) && (from.back() == '.' || end >= text.size() || !isPart(text[end]));
        if (isWhole)
            text.replace(at, from.size(), to);
        at += isWhole ? to.size() : 1;
    }
}

void replaceWord(std::optional<std::string> &text, const std::string &from, const std::string &to)
{
    if (text)
        replaceWord(*text, from, to);
}

/// Every text of the object in which a name can stand.
class TextRenamer final
{
public:
    TextRenamer(std::string from, std::string to)
        : m_from(std::move(from))
        , m_to(std::move(to))
    {}

    void operator()(View &view) const { replace(view.query); }
    void operator()(MaterializedView &view) const { replace(view.query); }
    void operator()(Constraint &constraint) const
    {
        replace(constraint.definition);
        replace(constraint.index.definition);
    }
    void operator()(Index &index) const { replace(index.details.definition); }
    void operator()(Statistics &statistics) const { replace(statistics.definition); }
    void operator()(Rule &rule) const { replace(rule.definition); }
    void operator()(Trigger &trigger) const { replace(trigger.definition); }
    void operator()(Policy &policy) const
    {
        replaceWord(policy.usingExpression, m_from, m_to);
        replaceWord(policy.checkExpression, m_from, m_to);
    }
    void operator()(Table &table) const
    {
        replace(table.partitionKey);
        for (Column &column : table.columns) {
            if (column.generated != 0)
                replaceWord(column.defaultValue, m_from, m_to);
        }
    }
    /// A body in quotes is no text of the server's: it stays as it is.
    void operator()(Routine &routine) const
    {
        if (routine.definition.find("\nBEGIN ATOMIC") != std::string::npos)
            replace(routine.definition);
    }
    template <typename Anything>
    void operator()(Anything & /*anything*/) const
    {}

private:
    void replace(std::string &text) const { replaceWord(text, m_from, m_to); }

    std::string m_from;
    std::string m_to;
};

bool isAbout(const Object &object, const ObjectKey &table)
{
    return object.key == table || (object.key.schema == table.schema && object.key.parent == table.name)
           || std::ranges::binary_search(object.dependsOn.value, table);
}

void renameKey(ObjectKey &key, const ObjectKey &table, const std::string &to)
{
    if (key == table)
        key.name = to;
    else if (key.schema == table.schema && key.parent == table.name && key.kind >= ObjectKind::Constraint)
        key.parent = to;
}

void renameReferences(Object &object, const ObjectKey &table, const std::string &to)
{
    const sql::QualifiedName old{table.schema, table.name};
    renameKey(object.key, table, to);
    for (auto *keys : {&object.dependsOn.value, &object.defaultsDependOn.value}) {
        for (ObjectKey &key : *keys)
            renameKey(key, table, to);
        std::ranges::sort(*keys);
    }
    if (auto *sequence = std::get_if<Sequence>(&object.definition);
        sequence != nullptr && object.key.schema == table.schema && sequence->ownerTable == table.name)
        sequence->ownerTable = to;
    if (auto *constraint = std::get_if<Constraint>(&object.definition);
        constraint != nullptr && constraint->referenced == old)
        constraint->referenced.name = to;
    if (auto *child = std::get_if<Table>(&object.definition)) {
        for (sql::QualifiedName &parent : child->parents) {
            if (parent == old)
                parent.name = to;
        }
    }
    if (auto *publication = std::get_if<Publication>(&object.definition)) {
        for (PublishedTable &published : publication->tables) {
            if (published.table == old)
                published.table.name = to;
        }
    }
}

Statement renameTable(const ObjectKey &table, const std::string &to, Schema &schema)
{
    const TextRenamer qualified(typeName(table), typeName({.schema = table.schema, .name = to}));
    // Columns are named by their table where no alias is.
    const TextRenamer alone(sql::displayed(table.name) + '.', sql::displayed(to) + '.');
    for (Object &object : schema.objects) {
        if (isAbout(object, table)) {
            std::visit(qualified, object.definition);
            std::visit(alone, object.definition);
        }
        renameReferences(object, table, to);
    }
    return {.sql = "ALTER TABLE " + table.quoted() + " RENAME TO " + sql::quoted(to), .object = table};
}

Statement renameColumn(const Object &table, const Rename &rename, Schema &schema)
{
    const ObjectKey key = table.key;
    const TextRenamer renamer(sql::displayed(rename.column), sql::displayed(rename.to));
    for (Object &object : schema.objects) {
        if (!isAbout(object, key))
            continue;
        std::visit(renamer, object.definition);
        if (auto *columns = object.key == key ? columnsOf(object) : nullptr) {
            for (Column &column : *columns) {
                if (column.name == rename.column)
                    column.name = rename.to;
            }
        }
        if (auto *sequence = std::get_if<Sequence>(&object.definition);
            sequence != nullptr && sequence->ownerTable == key.name && sequence->ownerColumn == rename.column)
            sequence->ownerColumn = rename.to;
        if (auto *constraint = std::get_if<Constraint>(&object.definition)) {
            const bool isOwn = object.key.schema == key.schema && object.key.parent == key.name;
            std::ranges::replace(isOwn ? constraint->columns : constraint->referencedColumns, rename.column, rename.to);
        }
    }
    return {.sql = "ALTER TABLE " + key.quoted() + " RENAME COLUMN " + sql::quoted(rename.column) + " TO "
                   + sql::quoted(rename.to),
            .object = key};
}

bool haveSameColumns(const Object &one, const Object &other)
{
    return std::ranges::equal(*columnsOf(one), *columnsOf(other), [](const Column &left, const Column &right) {
        return left.name == right.name && left.type == right.type;
    });
}

void addLikelyColumn(const Object &before, const Object &after, std::vector<Rename> &renames)
{
    const auto &old = *columnsOf(before);
    const auto &now = *columnsOf(after);
    const auto isIn = [](const std::vector<Column> &columns, const Column &column) {
        return std::ranges::find(columns, column.name, &Column::name) != columns.end();
    };
    for (size_t i = 0; i < std::min(old.size(), now.size()); ++i) {
        if (old[i].type == now[i].type && !isIn(now, old[i]) && !isIn(old, now[i]))
            renames.push_back({{before.key.schema, before.key.name}, old[i].name, now[i].name});
    }
}

} // namespace

Result<Rename> parseRename(const std::string &words)
{
    std::vector<std::string> names(1);
    std::string to;
    bool isBehind = false;
    bool isQuoted = false;
    for (size_t i = 0; i < words.size(); ++i) {
        std::string &name = isBehind ? to : names.back();
        if (words[i] == '"' && isQuoted && i + 1 < words.size() && words[i + 1] == '"')
            name += words[++i];
        else if (words[i] == '"')
            isQuoted = !isQuoted;
        else if (words[i] == '=' && !isQuoted && !isBehind)
            isBehind = true;
        else if (words[i] == '.' && !isQuoted && !isBehind)
            names.emplace_back();
        else
            name += words[i];
    }
    const bool isEmpty = to.empty() || std::ranges::find(names, std::string()) != names.end();
    if (isEmpty || isQuoted || names.size() > 3)
        return failure(
            {.code = ErrorCode::Usage,
             .subject
             = Tr::tr("\"%1\" is no renaming: write schema.old=new or schema.table.old=new.").arg(text(words))});
    if (names.size() == 1)
        names.insert(names.begin(), "public");
    return Rename{.table = {names[0], names[1]}, .column = names.size() == 3 ? names[2] : std::string(), .to = to};
}

std::string renameText(const Rename &rename)
{
    return rename.table.displayed() + (rename.column.empty() ? "" : '.' + sql::displayed(rename.column)) + '='
           + sql::displayed(rename.to);
}

std::vector<Rename> takenBack(const std::vector<Rename> &renames)
{
    std::vector<Rename> back;
    for (auto rename = renames.rbegin(); rename != renames.rend(); ++rename) {
        if (rename->column.empty())
            back.push_back({.table = {rename->table.schema, rename->to}, .to = rename->table.name});
        else
            back.push_back({.table = rename->table, .column = rename->to, .to = rename->column});
    }
    return back;
}

Result<std::vector<Statement>> applyRenames(const std::vector<Rename> &renames, Schema &target)
{
    std::vector<Statement> statements;
    for (const Rename &rename : renames) {
        const Object *table = target.findTable(rename.table.schema, rename.table.name);
        const auto *columns = table == nullptr ? nullptr : columnsOf(*table);
        const bool hasColumn
            = rename.column.empty()
              || (columns != nullptr && std::ranges::find(*columns, rename.column, &Column::name) != columns->end());
        if (table == nullptr || !hasColumn)
            return failure({.code = ErrorCode::ObjectMissing,
                            .subject = text(rename.table.displayed()
                                            + (rename.column.empty() ? "" : '.' + sql::displayed(rename.column)))});
        if (rename.column.empty()) {
            const ObjectKey key = table->key;
            statements.push_back(renameTable(key, rename.to, target));
            target.sort();
        } else {
            statements.push_back(renameColumn(*table, rename, target));
        }
    }
    return statements;
}

std::vector<Rename> likelyRenames(const Schema &target, const Schema &source)
{
    std::vector<Rename> renames;
    for (const Object &before : target.objects) {
        if (before.as<Table>() == nullptr)
            continue;
        if (const Object *after = source.find(before.key)) {
            addLikelyColumn(before, *after, renames);
            continue;
        }
        for (const Object &after : source.objects) {
            const bool isNew = after.as<Table>() != nullptr && target.find(after.key) == nullptr;
            if (isNew && after.key.schema == before.key.schema && haveSameColumns(before, after))
                renames.push_back({{before.key.schema, before.key.name}, {}, after.key.name});
        }
    }
    return renames;
}

} // namespace engine::migration
