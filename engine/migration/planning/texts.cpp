// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/planning/texts.h"

#include "engine/catalog/model/sql_pieces.h"
#include "engine/sql/identifier.h"
#include "engine/sql/lexing.h"

#include <algorithm>
#include <array>
#include <span>

namespace engine::migration {

using namespace catalog;

namespace {

/// What lies between the parentheses that open at `place`; npos as end when they do not close.
std::pair<std::string_view, size_t> group(std::string_view sql, size_t place)
{
    int depth = 0;
    for (size_t i = place; i < sql.size(); ++i) {
        if (sql[i] == '\'' || sql[i] == '"') {
            i = sql::behindQuotes(sql, i) - 1;
        } else if (sql[i] == '(') {
            ++depth;
        } else if (sql[i] == ')' && --depth == 0) {
            return {sql.substr(place + 1, i - place - 1), i + 1};
        }
    }
    return {{}, std::string_view::npos};
}

struct Argument
{
    std::string_view text{};
    bool hasDefault = false;
};

std::vector<Argument> argumentsOf(std::string_view list)
{
    std::vector<Argument> arguments;
    for (const std::string_view text : listed(list)) {
        const size_t cut = text.find(" DEFAULT ");
        arguments.push_back({text.substr(0, cut), cut != std::string_view::npos});
    }
    return arguments;
}

/// What of a routine no CREATE OR REPLACE changes.
struct Head
{
    std::vector<Argument> arguments{};
    std::string_view result{};
    bool isWindow = false;
    bool isKnown = false;
};

Head headOf(std::string_view definition)
{
    size_t start = 0;
    for (const std::string_view word : {"CREATE OR REPLACE FUNCTION ", "CREATE OR REPLACE PROCEDURE "}) {
        if (definition.starts_with(word))
            start = word.size();
    }
    const size_t open = start == 0 ? std::string_view::npos : behindName(definition, start);
    if (open == std::string_view::npos)
        return {};
    const auto [list, end] = group(definition, open);
    const size_t language = definition.find("\n LANGUAGE ", open);
    if (end == std::string_view::npos || language == std::string_view::npos)
        return {};
    const size_t line = definition.find('\n', language + 1);
    const std::string_view attributes = definition.substr(language, line - language);
    const std::string_view next = line == std::string_view::npos ? std::string_view() : definition.substr(line, 16);
    return {.arguments = argumentsOf(list),
            .result = definition.substr(end, language - end),
            .isWindow = attributes.find(" WINDOW") != std::string_view::npos || next.starts_with("\n WINDOW"),
            .isKnown = true};
}

std::string_view withoutModifier(std::string_view type)
{
    const size_t open = type.find('(');
    if (open == std::string_view::npos)
        return type;
    return type.substr(0, open);
}

/// Between these the server assigns, and refuses or rounds what does not fit.
constexpr auto numbers
    = std::to_array<std::string_view>({"smallint", "integer", "bigint", "numeric", "real", "double precision"});
constexpr auto texts = std::to_array<std::string_view>({"text", "character varying", "character", "name"});
constexpr auto moments
    = std::to_array<std::string_view>({"date", "timestamp without time zone", "timestamp with time zone", "timestamp"});

/// Between these a cast says something else than the texts do.
constexpr auto truths = std::to_array<std::string_view>({"integer", "boolean"});
constexpr auto bits = std::to_array<std::string_view>({"integer", "bigint", "bit"});

template <typename List>
bool areIn(const List &list, std::string_view one, std::string_view other)
{
    return std::ranges::find(list, one) != list.end() && std::ranges::find(list, other) != list.end();
}

bool isServersOwn(std::string_view type)
{
    return type.find('.') == std::string_view::npos;
}

} // namespace

std::vector<std::string_view> listed(std::string_view list)
{
    std::vector<std::string_view> items;
    size_t start = 0;
    int depth = 0;
    const auto add = [&](size_t end) {
        while (start < end && list[start] == ' ')
            ++start;
        if (start < end)
            items.push_back(list.substr(start, end - start));
        start = end + 1;
    };
    for (size_t i = 0; i < list.size(); ++i) {
        if (list[i] == '\'' || list[i] == '"')
            i = sql::behindQuotes(list, i) - 1;
        else if (list[i] == '(' || list[i] == '[')
            ++depth;
        else if (list[i] == ')' || list[i] == ']')
            --depth;
        else if (list[i] == ',' && depth == 0)
            add(i);
    }
    add(list.size());
    return items;
}

std::string typeName(const ObjectKey &type)
{
    return sql::displayed(type.schema) + '.' + sql::displayed(type.name);
}

bool isOfType(std::string_view type, std::string_view name)
{
    if (!type.starts_with(name))
        return false;
    const std::string_view rest = type.substr(name.size());
    return rest.empty() || rest.front() == '[' || rest.front() == '(';
}

bool mentions(std::string_view text, std::string_view name)
{
    if (text.find(".*") != std::string_view::npos)
        return true;
    const auto isPart = [](char letter) { return sql::isWordCharacter(letter); };
    for (size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        const size_t end = at + name.size();
        const bool isWhole = (at == 0 || !isPart(text[at - 1])) && (end >= text.size() || !isPart(text[end]));
        if (isWhole)
            return true;
    }
    return false;
}

std::string textOf(const Object &object)
{
    if (const auto *view = object.as<View>())
        return view->query;
    if (const auto *view = object.as<MaterializedView>())
        return view->query;
    if (const auto *routine = object.as<Routine>())
        return routine->definition;
    if (const auto *constraint = object.as<Constraint>())
        return constraint->definition;
    if (const auto *index = object.as<Index>())
        return index->details.definition;
    if (const auto *statistics = object.as<Statistics>())
        return statistics->definition;
    if (const auto *rule = object.as<Rule>())
        return rule->definition;
    if (const auto *trigger = object.as<Trigger>())
        return trigger->definition;
    if (const auto *policy = object.as<Policy>())
        return policy->usingExpression.value_or("") + ' ' + policy->checkExpression.value_or("");
    std::string all;
    if (const auto *publication = object.as<Publication>()) {
        for (const PublishedTable &table : publication->tables)
            all += sql::quotedList(table.columns) + ' ' + table.condition + ' ';
    }
    if (const auto *scripted = object.as<Scripted>()) {
        for (const std::string &statement : scripted->statements)
            all += statement + ' ';
    }
    return all;
}

bool canReplaceRoutine(std::string_view from, std::string_view to)
{
    const Head before = headOf(from);
    const Head after = headOf(to);
    if (!before.isKnown || !after.isKnown || before.arguments.size() != after.arguments.size()
        || before.result != after.result || before.isWindow != after.isWindow)
        return false;
    for (size_t i = 0; i < before.arguments.size(); ++i) {
        const Argument &one = before.arguments[i];
        const Argument &other = after.arguments[i];
        if (one.text != other.text || (one.hasDefault && !other.hasDefault))
            return false;
    }
    return true;
}

bool canReplaceView(const View &from, const View &to)
{
    if (from.columns.size() > to.columns.size() || from.readsItself || to.readsItself)
        return false;
    return std::ranges::equal(
        from.columns, std::span(to.columns).first(from.columns.size()), [](const Column &one, const Column &other) {
            return one.name == other.name && one.type == other.type && one.collation == other.collation;
        });
}

std::string castOf(const Column &from, const Column &to)
{
    const std::string column = sql::quoted(from.name);
    const std::string_view before = withoutModifier(from.type);
    const std::string_view after = withoutModifier(to.type);
    const bool isAssigned = (before == after && isServersOwn(before)) || areIn(numbers, before, after)
                            || areIn(texts, before, after) || areIn(moments, before, after)
                            || (std::ranges::find(texts, after) != texts.end() && isServersOwn(before)
                                && !from.type.ends_with("[]") && after != "name");
    if (isAssigned)
        return {};
    if (areIn(truths, before, after) || areIn(bits, before, after))
        return column + "::" + to.type;
    // Whatever the two are, the text of a value is the last that they have in common.
    const bool isArray = from.type.ends_with("[]") && to.type.ends_with("[]");
    return column + (isArray ? "::text[]::" : "::text::") + to.type;
}

std::set<ObjectKey> allThatIsRead(const Object &view, const Schema &schema)
{
    std::set<ObjectKey> seen;
    std::vector<const Object *> next{&view};
    const auto note = [&](const ObjectKey &key) {
        const Object *object = seen.insert(key).second ? schema.find(key) : nullptr;
        if (object != nullptr)
            next.push_back(object);
    };
    while (!next.empty()) {
        const Object &object = *next.back();
        next.pop_back();
        for (const ObjectKey &key : object.dependsOn.value)
            note(key);
        const auto *routine = object.as<Routine>();
        if (routine == nullptr)
            continue;
        for (const Object &other : schema.objects) {
            const bool isRead = other.as<Routine>() != nullptr || other.as<View>() != nullptr
                                || other.as<MaterializedView>() != nullptr;
            if (isRead && other.key != object.key && mentions(routine->definition, sql::displayed(other.key.name)))
                note(other.key);
        }
    }
    return seen;
}

std::string asideName(const ObjectKey &key)
{
    constexpr size_t mostOfName = 40;
    std::string name = key.name;
    if (name.size() > mostOfName) {
        size_t cut = mostOfName;
        while (cut > 0 && (static_cast<unsigned char>(name[cut]) & 0xC0U) == 0x80U)
            --cut;
        name.resize(cut);
        // Partitions and the like differ behind that.
        constexpr uint64_t offset = 14695981039346656037U;
        constexpr uint64_t prime = 1099511628211U;
        uint64_t hash = offset;
        for (const char letter : key.name)
            hash = (hash ^ static_cast<unsigned char>(letter)) * prime;
        name += '_' + std::to_string(hash % 100'000'000U);
    }
    return "sosie_old_" + name;
}

} // namespace engine::migration
