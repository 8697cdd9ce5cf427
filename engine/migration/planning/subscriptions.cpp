// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/planning/subscriptions.h"

#include "engine/sql/identifier.h"
#include "engine/sql/lexing.h"

#include <array>
#include <map>
#include <optional>
#include <string_view>

namespace engine::migration {

using namespace catalog;

namespace {

/// Of the statement that makes a subscription, as the reader words it.
struct Parts
{
    std::string address{};
    std::string publications{};
    std::map<std::string, std::string> options{};
};

/// What the server takes where nothing is said.
constexpr auto usual = std::to_array<std::pair<std::string_view, std::string_view>>({{"synchronous_commit", "'off'"},
                                                                                     {"binary", "false"},
                                                                                     {"streaming", "off"},
                                                                                     {"disable_on_error", "false"},
                                                                                     {"password_required", "true"},
                                                                                     {"run_as_owner", "false"},
                                                                                     {"origin", "'any'"},
                                                                                     {"failover", "false"}});

/// "a = 1, b = 'x, y'"
std::map<std::string, std::string> optionsIn(std::string_view list)
{
    std::map<std::string, std::string> options;
    size_t start = 0;
    const auto add = [&](size_t end) {
        const std::string_view item = list.substr(start, end - start);
        const size_t equals = item.find(" = ");
        constexpr size_t between = 3;
        if (equals != std::string_view::npos)
            options.emplace(item.substr(0, equals), item.substr(equals + between));
        start = end + 2;
    };
    for (size_t i = 0; i < list.size(); ++i) {
        if (list[i] == '\'')
            i = sql::behindQuotes(list, i) - 1;
        else if (list[i] == ',')
            add(i);
    }
    if (start < list.size())
        add(list.size());
    return options;
}

std::optional<Parts> partsOf(const Object &object)
{
    const auto *scripted = object.as<Scripted>();
    if (scripted == nullptr || scripted->statements.size() != 1)
        return std::nullopt;
    const std::string_view sql = scripted->statements.front();
    constexpr std::string_view connection = " CONNECTION ";
    constexpr std::string_view publication = " PUBLICATION ";
    constexpr std::string_view with = " WITH (";
    const size_t address = sql.find(connection);
    const size_t quote = address == std::string_view::npos ? address : sql.find('\'', address);
    if (quote == std::string_view::npos)
        return std::nullopt;
    const size_t end = sql::behindQuotes(sql, quote);
    const size_t options = sql.rfind(with);
    if (end >= sql.size() || !sql.substr(end).starts_with(publication) || options == std::string_view::npos
        || options < end || sql.back() != ')')
        return std::nullopt;
    const size_t list = options + with.size();
    return Parts{.address = std::string(sql.substr(address + connection.size(), end - address - connection.size())),
                 .publications = std::string(sql.substr(end + publication.size(), options - end - publication.size())),
                 .options = optionsIn(sql.substr(list, sql.size() - 1 - list))};
}

} // namespace

bool canAlterSubscription(const Object &before, const Object &after)
{
    const std::optional<Parts> old = partsOf(before);
    const std::optional<Parts> now = partsOf(after);
    // Only a new one decides about two phases.
    return old && now && old->options.contains("two_phase") == now->options.contains("two_phase");
}

void alterSubscription(const Object &before, const Object &after, Script &script)
{
    const std::optional<Parts> old = partsOf(before);
    const std::optional<Parts> now = partsOf(after);
    if (!old || !now)
        return;
    const std::string prefix = "ALTER SUBSCRIPTION " + sql::quoted(after.key.name);
    if (old->address != now->address)
        script.add(after.key, prefix + " CONNECTION " + now->address);
    if (old->publications != now->publications)
        script.add(after.key, prefix + " SET PUBLICATION " + now->publications + " WITH (refresh = false)");
    std::string changes;
    for (const auto &[name, value] : usual) {
        const auto valueIn = [&](const Parts &parts) {
            const auto found = parts.options.find(std::string(name));
            return found == parts.options.end() ? std::string(value) : found->second;
        };
        if (valueIn(*old) != valueIn(*now))
            changes += (changes.empty() ? "" : ", ") + std::string(name) + " = " + valueIn(*now);
    }
    if (!changes.empty())
        script.add(after.key, prefix + " SET (" + changes + ')');
}

std::string dropSubscriptionSql(const ObjectKey &key)
{
    const std::string name = "SUBSCRIPTION " + sql::quoted(key.name);
    return "ALTER " + name + " DISABLE;\nALTER " + name + " SET (slot_name = NONE);\nDROP " + name;
}

} // namespace engine::migration
