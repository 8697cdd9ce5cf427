// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/defusing/far_address.h"

#include "engine/sql/identifier.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>
#include <vector>

namespace engine::defusing {

using namespace Qt::StringLiterals;

namespace {

struct Option
{
    std::string name;
    std::string value;
};

/// `'a''b'` or `E'a\\b'` from `at` on; `at` is left behind it.
std::string takeLiteral(const std::string &sql, size_t &at)
{
    const bool hasEscapes = sql[at] == 'E';
    at += hasEscapes ? 2 : 1;
    std::string value;
    for (; at < sql.size(); ++at) {
        const bool isPair = at + 1 < sql.size() && sql[at + 1] == sql[at];
        if (sql[at] == '\'' && !isPair)
            break;
        if (sql[at] == '\'' || (hasEscapes && sql[at] == '\\'))
            ++at;
        value += sql[at];
    }
    ++at;
    return value;
}

std::string takeName(const std::string &sql, size_t &at)
{
    std::string name;
    if (sql[at] != '"') {
        while (at < sql.size() && sql[at] != ' ')
            name += sql[at++];
        return name;
    }
    for (++at; at < sql.size(); ++at) {
        if (sql[at] == '"' && (at + 1 == sql.size() || sql[at + 1] != '"'))
            break;
        if (sql[at] == '"')
            ++at;
        name += sql[at];
    }
    ++at;
    return name;
}

/// The statement as the catalog's query wrote it: … OPTIONS (name 'value', name 'value'), the clause last, or none.
struct ServerStatement
{
    std::string head;
    std::vector<Option> options;

    static ServerStatement parse(const std::string &sql)
    {
        const std::string marker = " OPTIONS (";
        // Outside of names and constants.
        size_t at = 0;
        while (at < sql.size() && sql.compare(at, marker.size(), marker) != 0) {
            if (sql[at] == '"')
                takeName(sql, at);
            else if (sql[at] == '\'')
                takeLiteral(sql, at);
            else
                ++at;
        }
        ServerStatement statement{sql.substr(0, std::min(at, sql.size())), {}};
        for (at += marker.size(); at < sql.size() && sql[at] != ')'; at += sql[at] == ',' ? 2 : 0) {
            Option option{takeName(sql, at), {}};
            ++at;
            option.value = takeLiteral(sql, at);
            statement.options.push_back(std::move(option));
        }
        return statement;
    }

    /// In the words and the order of that query: what is read back is compared with it.
    [[nodiscard]] std::string sql()
    {
        std::ranges::sort(options, {}, &Option::name);
        std::string list;
        for (const Option &option : options)
            list += (list.empty() ? " OPTIONS (" : ", ") + sql::displayed(option.name) + ' '
                    + sql::literal(option.value);
        return list.empty() ? head : head + list + ')';
    }
};

bool isAddress(const std::string &name)
{
    static const QRegularExpression expression(
        u"^(host(name|addr|s)?|(db|odbc_?)?server(name)?|address(es)?|.*_host|.*ur[li]|.*endpoint|dsn|service|broker.*"
        u"|connection|conn.*|remote_server|server_?(host|address))$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return expression.match(text(name)).hasMatch();
}

/// libpq's: without a host they lead to this very server, or to where its environment says.
bool isOfLibpq(const std::string &wrapper)
{
    return wrapper.find("postgres") != std::string::npos || wrapper.find("dblink") != std::string::npos;
}

std::string away(const std::string &address)
{
    const size_t scheme = address.find("://");
    return (scheme == std::string::npos ? std::string() : address.substr(0, scheme + 3)) + std::string(nowhere);
}

std::string added(const Option &option)
{
    return "ADD " + sql::quoted(option.name) + ' ' + sql::literal(option.value);
}

std::string changed(const Option &option)
{
    return "SET " + sql::quoted(option.name) + ' ' + sql::literal(option.value);
}

std::string joined(const std::vector<std::string> &parts)
{
    std::string all;
    for (const std::string &part : parts)
        all += (all.empty() ? "" : ", ") + part;
    return all;
}

} // namespace

Disconnected disconnectServer(catalog::Object &server, const std::string &wrapper)
{
    auto *scripted = std::get_if<catalog::Scripted>(&server.definition);
    if (scripted == nullptr || scripted->statements.empty())
        return {};
    // Files of the server: what is read is said by each table.
    if (wrapper.find("file_fdw") != std::string::npos)
        return {};
    ServerStatement statement = ServerStatement::parse(scripted->statements.front());
    std::vector<std::string> undo;
    const bool isOfLibpqs = isOfLibpq(wrapper);
    bool hasHost = false;
    std::erase_if(statement.options, [&](const Option &option) {
        // Each of them would go before, or beside, a host.
        const bool isGone = isOfLibpqs && (option.name == "hostaddr" || option.name == "service");
        if (isGone)
            undo.push_back(added(option));
        return isGone;
    });
    for (Option &option : statement.options) {
        if (!isAddress(option.name))
            continue;
        hasHost = true;
        if (option.value == away(option.value))
            continue;
        undo.push_back(changed(option));
        option.value = away(option.value);
    }
    if (isOfLibpqs && !hasHost) {
        statement.options.push_back({"host", std::string(nowhere)});
        undo.emplace_back("DROP \"host\"");
        hasHost = true;
    }
    if (undo.empty())
        return {.state = hasHost ? Disconnected::State::HasNoAddress : Disconnected::State::Unknown};
    scripted->statements.front() = statement.sql();
    return {.state = Disconnected::State::LeadsNowhere,
            .undo = "ALTER SERVER " + sql::quoted(server.key.name) + " OPTIONS (" + joined(undo) + ')'};
}

Disconnected disconnectTable(catalog::Object &foreignTable)
{
    auto *table = std::get_if<catalog::Table>(&foreignTable.definition);
    if (table == nullptr)
        return {};
    const std::string empty = "/dev/null";
    std::vector<std::string> undo;
    for (std::string &option : table->foreignOptions) {
        const size_t sign = option.find('=');
        const Option read{option.substr(0, sign), option.substr(sign + 1)};
        if (read.name == "filename" && read.value != empty) {
            undo.push_back(changed(read));
            option = "filename=" + empty;
        } else if (read.name == "program") {
            undo.emplace_back("DROP \"filename\"");
            undo.push_back(added(read));
            option = "filename=" + empty;
        } else if (isAddress(read.name) && read.value != away(read.value)) {
            undo.push_back(changed(read));
            option = read.name + '=' + away(read.value);
        }
    }
    if (undo.empty())
        return {};
    return {.state = Disconnected::State::LeadsNowhere,
            .undo = "ALTER FOREIGN TABLE " + foreignTable.key.quoted() + " OPTIONS (" + joined(undo) + ')'};
}

} // namespace engine::defusing
