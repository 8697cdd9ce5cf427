// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/planning/partitions.h"

#include "engine/base/contains.h"
#include "engine/catalog/ddl/ddl_types.h"
#include "engine/migration/planning/texts.h"
#include "engine/sql/identifier.h"
#include "engine/sql/lexing.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace engine::migration {

using namespace catalog;

namespace {

/// The list in the parentheses behind the word, or nothing.
std::vector<std::string> listBehind(std::string_view text, std::string_view word)
{
    const size_t start = text.find(word);
    if (start == std::string_view::npos)
        return {};
    const size_t open = start + word.size();
    int depth = 1;
    size_t i = open;
    for (; i < text.size() && depth > 0; ++i) {
        if (text[i] == '\'' || text[i] == '"')
            i = sql::behindQuotes(text, i) - 1;
        else if (text[i] == '(')
            ++depth;
        else if (text[i] == ')')
            --depth;
    }
    if (depth != 0)
        return {};
    const std::vector<std::string_view> items = listed(text.substr(open, i - open - 1));
    return {items.begin(), items.end()};
}

/// Another order than the type's own is not ours to follow.
bool hasOwnOrder(std::string_view key)
{
    for (size_t i = 0, depth = 0; i < key.size(); ++i) {
        if (key[i] == '\'' || key[i] == '"')
            i = sql::behindQuotes(key, i) - 1;
        else if (key[i] == '(')
            ++depth;
        else if (key[i] == ')')
            --depth;
        else if (key[i] == ' ' && depth == 0)
            return false;
    }
    return true;
}

struct Key
{
    std::string method{};
    std::vector<std::string> expressions{};
};

std::optional<Key> keyOf(const Table &table)
{
    const size_t open = table.partitionKey.find(" (");
    if (open == std::string::npos)
        return std::nullopt;
    Key key{.method = table.partitionKey.substr(0, open), .expressions = listBehind(table.partitionKey, " (")};
    if (key.expressions.empty() || !std::ranges::all_of(key.expressions, hasOwnOrder))
        return std::nullopt;
    return key;
}

constexpr std::string_view lowest = "MINVALUE";
constexpr std::string_view highest = "MAXVALUE";

/// Column by column, as the server compares them.
std::string beyond(const std::vector<std::string> &keys, const std::vector<std::string> &bound, bool isLower, size_t i)
{
    if (i >= bound.size() || bound[i] == (isLower ? lowest : highest))
        return "true";
    if (bound[i] == (isLower ? highest : lowest))
        return "false";
    const std::string strict = keys[i] + (isLower ? " > " : " < ") + bound[i];
    if (i + 1 == keys.size())
        return isLower ? keys[i] + " >= " + bound[i] : strict;
    return '(' + strict + " OR (" + keys[i] + " = " + bound[i] + " AND " + beyond(keys, bound, isLower, i + 1) + "))";
}

/// True for the rows of a partition that is no default one; empty when that is not known.
std::string conditionOf(const Object &parent, const std::string &bound)
{
    const std::optional<Key> key = keyOf(*parent.as<Table>());
    if (!key)
        return {};
    const std::vector<std::string> &keys = key->expressions;
    if (key->method == "LIST") {
        std::vector<std::string> values = listBehind(bound, " IN (");
        const bool hasNull = std::erase(values, "NULL") > 0;
        std::string sql = values.empty() ? std::string() : keys.front() + " IN (" + joined(values, ", ") + ')';
        if (hasNull)
            sql += (sql.empty() ? "" : " OR ") + keys.front() + " IS NULL";
        return sql;
    }
    if (key->method == "HASH") {
        const size_t modulus = bound.find("modulus ");
        const size_t remainder = bound.find(", remainder ");
        const size_t end = bound.find(')');
        if (modulus == std::string::npos || remainder == std::string::npos || end == std::string::npos)
            return {};
        constexpr size_t modulusWord = 8;
        constexpr size_t remainderWord = 12;
        return "pg_catalog.satisfies_hash_partition(" + sql::literal(parent.key.quoted()) + "::pg_catalog.regclass, "
               + bound.substr(modulus + modulusWord, remainder - modulus - modulusWord) + ", "
               + bound.substr(remainder + remainderWord, end - remainder - remainderWord) + ", " + joined(keys, ", ")
               + ')';
    }
    const std::vector<std::string> from = listBehind(bound, " FROM (");
    const std::vector<std::string> to = listBehind(bound, " TO (");
    if (from.size() != keys.size() || to.size() != keys.size())
        return {};
    std::string sql;
    for (const std::string &one : keys)
        sql += one + " IS NOT NULL AND ";
    return sql + beyond(keys, from, true, 0) + " AND " + beyond(keys, to, false, 0);
}

/// Whether one literal is at most the other; false when only the server could tell.
bool isAtMost(std::string one, std::string other)
{
    if (one == other || one == lowest || other == highest)
        return true;
    const auto bare = [](std::string &text) {
        if (text.size() > 1 && text.front() == '\'' && text.back() == '\'')
            text = text.substr(1, text.size() - 2);
    };
    bare(one);
    bare(other);
    const auto number = [](const std::string &text) -> std::optional<long long> {
        long long value = 0;
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (failure != std::errc() || end != text.data() + text.size())
            return std::nullopt;
        return value;
    };
    if (const auto left = number(one), right = number(other); left && right)
        return *left <= *right;
    // "2024-01-01", with or without a time of day.
    constexpr size_t ofDate = 10;
    const bool areDates = one.size() == other.size() && one.size() >= ofDate && one[4] == '-' && other[4] == '-'
                          && one[7] == '-' && other[7] == '-' && one.substr(ofDate) == other.substr(ofDate);
    return areDates && one <= other;
}

/// No row of the old bound can be outside of the new one.
bool isWider(const std::string &old, const std::string &now)
{
    if (const std::vector<std::string> values = listBehind(old, " IN ("); !values.empty()) {
        const std::vector<std::string> all = listBehind(now, " IN (");
        return std::ranges::all_of(values, [&](const std::string &value) { return contains(all, value); });
    }
    const auto from = std::pair{listBehind(old, " FROM ("), listBehind(now, " FROM (")};
    const auto to = std::pair{listBehind(old, " TO ("), listBehind(now, " TO (")};
    return from.first.size() == 1 && from.second.size() == 1 && to.first.size() == 1 && to.second.size() == 1
           && isAtMost(from.second.front(), from.first.front()) && isAtMost(to.first.front(), to.second.front());
}

constexpr std::string_view forTheRest = "DEFAULT";

class MoveFinder final
{
public:
    MoveFinder(const Schema &from, const Goal &goal, const std::set<ObjectKey> &remade,
               const std::function<bool(const ObjectKey &)> &goes)
        : m_from(from)
        , m_goal(goal)
        , m_remade(remade)
        , m_goes(goes)
    {}

    std::vector<PartitionMove> find()
    {
        for (const Object &object : m_goal.schema.objects) {
            const auto *table = object.as<Table>();
            if (table != nullptr && table->isPartition())
                m_partitions[table->parents.front()].push_back(&object);
        }
        for (const auto &[name, partitions] : m_partitions) {
            const Object *before = m_from.findTable(name.schema, name.name);
            const Object *parent = m_goal.schema.findTable(name.schema, name.name);
            if (before != nullptr && parent != nullptr && before->as<Table>()->isPartitioned()
                && !m_remade.contains(parent->key) && !m_goal.kept.contains(parent->key))
                findIn(*parent, partitions);
        }
        return std::move(m_moves);
    }

private:
    using Partitions = std::vector<const Object *>;

    /// It comes, or comes back with another bound.
    [[nodiscard]] bool isAttached(const Object &partition) const
    {
        if (m_goal.kept.contains(partition.key))
            return false;
        const Object *before = m_from.find(partition.key);
        return before == nullptr || before->as<Table>()->partitionBound != partition.as<Table>()->partitionBound
               || before->as<Table>()->parents != partition.as<Table>()->parents;
    }
    /// Rows for any of them; "true" when one takes every row.
    [[nodiscard]] static std::string anyOf(const Object &parent, const Partitions &partitions)
    {
        std::vector<std::string> conditions;
        for (const Object *partition : partitions) {
            if (partition->as<Table>()->partitionBound == forTheRest)
                return "true";
            const std::string condition = conditionOf(parent, partition->as<Table>()->partitionBound);
            if (!condition.empty() && !partition->as<Table>()->isForeign())
                conditions.push_back('(' + condition + ')');
        }
        return joined(conditions, " OR ");
    }
    void findIn(const Object &parent, const Partitions &partitions);

    const Schema &m_from;
    const Goal &m_goal;
    const std::set<ObjectKey> &m_remade;
    const std::function<bool(const ObjectKey &)> &m_goes;
    std::map<sql::QualifiedName, Partitions> m_partitions{};
    std::vector<PartitionMove> m_moves{};
};

void MoveFinder::findIn(const Object &parent, const Partitions &partitions)
{
    Partitions attached;
    std::ranges::copy_if(partitions, std::back_inserter(attached),
                         [&](const Object *partition) { return isAttached(*partition); });
    if (attached.empty())
        return;
    const std::string wanted = anyOf(parent, attached);
    for (const Object *partition : partitions) {
        const Object *before = m_from.find(partition->key);
        const auto *now = partition->as<Table>();
        const auto *old = before == nullptr ? nullptr : before->as<Table>();
        if (old == nullptr || old->parents != now->parents || m_remade.contains(partition->key))
            continue;
        PartitionMove move{.parent = parent.key, .partition = partition->key};
        if (m_goal.kept.contains(partition->key)) {
            move.isLeaving = m_goes(partition->key);
            move.condition = old->isForeign() ? std::string() : wanted;
            if (move.isLeaving)
                m_moves.push_back(std::move(move));
            continue;
        }
        if (old->isForeign())
            continue;
        const bool isSame = old->partitionBound == now->partitionBound;
        if (now->partitionBound == forTheRest) {
            Partitions others = isSame ? attached : partitions;
            std::erase(others, partition);
            move.condition = anyOf(parent, others);
        } else if (!isSame && !isWider(old->partitionBound, now->partitionBound)) {
            const std::string condition = conditionOf(parent, now->partitionBound);
            if (!condition.empty())
                move.condition = '(' + condition + ") IS NOT TRUE";
        }
        if (!move.condition.empty())
            m_moves.push_back(std::move(move));
    }
}

} // namespace

std::vector<PartitionMove> partitionMoves(const Schema &from, const Goal &goal, const std::set<ObjectKey> &remade,
                                          const std::function<bool(const ObjectKey &)> &goes)
{
    return MoveFinder(from, goal, remade, goes).find();
}

} // namespace engine::migration
