// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/dictionary/keyed_text.h"

#include "engine/anonymize/text/text.h"

#include <algorithm>

namespace engine::anonymize {

namespace {

constexpr size_t nowhere = std::string_view::npos;
constexpr size_t longestValue = 200;

bool isPlain(std::string_view value)
{
    return !value.empty() && value.size() <= longestValue && value.find_first_of("\\&") == nowhere;
}

/// The quote that ends what the one at `at` begins; backslashes escape.
size_t closingQuote(std::string_view text, size_t at)
{
    for (size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i;
    }
    return nowhere;
}

void takePairs(std::string_view text, const TakeKeyedValue &take)
{
    for (size_t at = text.find('"'); at != nowhere; at = text.find('"', at)) {
        const size_t keyEnd = closingQuote(text, at);
        if (keyEnd == nowhere)
            return;
        const std::string_view key = text.substr(at + 1, keyEnd - at - 1);
        if (text.substr(keyEnd + 1, 2) != "=>") {
            at = keyEnd + 1;
            continue;
        }
        at = keyEnd + 3;
        if (at >= text.size() || text[at] != '"')
            continue;
        const size_t end = closingQuote(text, at);
        if (end == nowhere)
            return;
        if (isPlain(text.substr(at + 1, end - at - 1)) && !take({.key = key, .begin = at + 1, .end = end}))
            return;
        at = end + 1;
    }
}

bool isOfTag(char c)
{
    return isLetter(c) || isDigit(c) || c == '_' || c == '-' || c == '.' || c == ':' || !isAscii(c);
}

size_t tagNameEnd(std::string_view text, size_t at)
{
    while (at < text.size() && isOfTag(text[at]))
        ++at;
    return at;
}

/// What is before a colon is a space of names.
std::string_view withoutPrefix(std::string_view name)
{
    const size_t colon = name.rfind(':');
    return colon == nowhere ? name : name.substr(colon + 1);
}

/// From behind the name of a tag to its end, or the end of the text; attributes on the way.
size_t takeAttributes(std::string_view text, size_t at, const TakeKeyedValue &take)
{
    while (at < text.size() && text[at] != '>') {
        if (!isOfTag(text[at])) {
            ++at;
            continue;
        }
        const size_t nameEnd = tagNameEnd(text, at);
        const std::string_view name = text.substr(at, nameEnd - at);
        at = nameEnd;
        if (at + 1 >= text.size() || text[at] != '=' || (text[at + 1] != '"' && text[at + 1] != '\''))
            continue;
        const size_t begin = at + 2;
        const size_t end = text.find(text[at + 1], begin);
        if (end == nowhere)
            return text.size();
        if (isPlain(text.substr(begin, end - begin)) && !take({.key = withoutPrefix(name), .begin = begin, .end = end}))
            return text.size();
        at = end + 1;
    }
    return at;
}

void takeElements(std::string_view text, const TakeKeyedValue &take)
{
    for (size_t at = text.find('<'); at != nowhere; at = text.find('<', at)) {
        const size_t nameEnd = tagNameEnd(text, at + 1);
        const std::string_view name = text.substr(at + 1, nameEnd - at - 1);
        if (name.empty()) {
            ++at;
            continue;
        }
        const size_t close = takeAttributes(text, nameEnd, take);
        const bool isClosed = close >= text.size() || text[close - 1] == '/';
        const size_t begin = close + 1;
        at = std::min(begin, text.size());
        const size_t next = isClosed ? nowhere : text.find('<', begin);
        if (next == nowhere || text.substr(next, 2) != "</")
            continue;
        if (isPlain(trimmed(text.substr(begin, next - begin)))
            && !take({.key = withoutPrefix(name), .begin = begin, .end = next}))
            return;
        at = next;
    }
}

constexpr size_t shortestKey = 2;
constexpr size_t longestKey = 24;

bool isOfKey(char c)
{
    return isLetter(c) || c == '_' || c == '-' || c == '.';
}

/// What ends a value: the sign between the pairs of a record, where there is one, else a blank.
std::string_view separatorsOf(std::string_view text)
{
    if (text.find('|') != nowhere)
        return "|\n";
    if (text.find("; ") != nowhere)
        return ";\n";
    return " \t\n&;,)]}\"'<>";
}

/// user=amina ip=…, nom=Fauvergue|prenom=…, lang=fr; sessionid=…: what programs write into logs, cookies and records.
void takeAssignments(std::string_view text, const TakeKeyedValue &take)
{
    const std::string_view separators = separatorsOf(text);
    for (size_t at = text.find('='); at != nowhere; at = text.find('=', at + 1)) {
        size_t key = at;
        while (key > 0 && at - key <= longestKey && isOfKey(text[key - 1]))
            --key;
        // "a1=", "x.y==": no name of anything.
        const bool isKey = at - key >= shortestKey && at - key <= longestKey && isLetter(text[key])
                           && (key == 0 || (!isDigit(text[key - 1]) && isAscii(text[key - 1]) && text[key - 1] != '='));
        if (!isKey || at + 1 >= text.size() || text[at + 1] == '=')
            continue;
        const char quote = text[at + 1] == '"' || text[at + 1] == '\'' ? text[at + 1] : '\0';
        const size_t begin = quote == '\0' ? at + 1 : at + 2;
        // No further: a text may have many of these signs and no blank.
        const std::string_view within = text.substr(0, begin + longestValue + 1);
        const size_t found = quote == '\0' ? within.find_first_of(separators, begin) : within.find(quote, begin);
        const bool isEnded = found != nowhere || (quote == '\0' && within.size() == text.size());
        const size_t end = std::min(found, within.size());
        if (!isEnded || end <= begin || !isPlain(text.substr(begin, end - begin)))
            continue;
        if (!take({.key = text.substr(key, at - key), .begin = begin, .end = end}))
            return;
        at = end == text.size() ? end - 1 : end;
    }
}

} // namespace

void forEachKeyedValue(std::string_view text, const TakeKeyedValue &take)
{
    const std::string_view start = trimmed(text.substr(0, 64));
    if (start.starts_with('"') && text.find("\"=>") != nowhere)
        takePairs(text, take);
    else if (start.starts_with('<') && text.find('>') != nowhere)
        takeElements(text, take);
    else if (!start.starts_with('{') && !start.starts_with('['))
        takeAssignments(text, take);
}

} // namespace engine::anonymize
