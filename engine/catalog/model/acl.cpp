// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/model/acl.h"

#include <algorithm>

namespace engine::catalog {

namespace {

/// Takes a role name, quoted or not, from the front of `text`.
std::string takeRole(std::string_view &text)
{
    std::string role;
    bool inQuotes = false;
    size_t i = 0;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            const bool isDoubled = inQuotes && i + 1 < text.size() && text[i + 1] == '"';
            if (isDoubled)
                role += text[i++];
            else
                inQuotes = !inQuotes;
        } else if (!inQuotes && (c == '=' || c == '/')) {
            break;
        } else {
            role += c;
        }
    }
    text.remove_prefix(i);
    return role;
}

} // namespace

Acl parseAcl(const std::vector<std::string> &items)
{
    Acl acl;
    for (const std::string &text : items) {
        std::string_view rest = text;
        AclItem item;
        item.grantee = takeRole(rest);
        if (!rest.empty())
            rest.remove_prefix(1); // '='
        while (!rest.empty() && rest.front() != '/') {
            if (rest.front() == '*')
                item.grantable += item.privileges.back();
            else
                item.privileges += rest.front();
            rest.remove_prefix(1);
        }
        if (!rest.empty())
            rest.remove_prefix(1); // '/'
        item.grantor = takeRole(rest);
        std::ranges::sort(item.privileges);
        std::ranges::sort(item.grantable);
        if (!item.privileges.empty())
            acl.push_back(std::move(item));
    }
    std::ranges::sort(acl);
    return acl;
}

std::string_view privilegeName(char letter)
{
    switch (letter) {
    case 'r':
        return "SELECT";
    case 'a':
        return "INSERT";
    case 'w':
        return "UPDATE";
    case 'd':
        return "DELETE";
    case 'D':
        return "TRUNCATE";
    case 'x':
        return "REFERENCES";
    case 't':
        return "TRIGGER";
    case 'm':
        return "MAINTAIN";
    case 'X':
        return "EXECUTE";
    case 'U':
        return "USAGE";
    case 'C':
        return "CREATE";
    default:
        return {};
    }
}

} // namespace engine::catalog
