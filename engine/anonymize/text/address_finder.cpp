// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/text/address_finder.h"

#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <array>

namespace engine::anonymize {

namespace {

constexpr size_t nowhere = AddressSpan::nowhere;

struct MarkSpelling
{
    std::string_view text;
    bool isDoubtful;
};
/// In small letters; each begins with a character of `leads`.
constexpr std::array<MarkSpelling, 22> spellings{{
    {"@", false},         {"%40", false},          {"%2540", false},        {"%252540", false},
    {"&#64;", false},     {"&#064;", false},       {"&#x40;", false},       {"&commat;", false},
    {"&amp;#64;", false}, {"\xEF\xBC\xA0", false}, {"\xEF\xB9\xAB", false}, {"\\u0040", false},
    {"=40", true},        {"(at)", true},          {"[at]", true},          {"{at}", true},
    {"<at>", true},       {"(a)", true},           {"(arobase)", true},     {"[arobase]", true},
    {"[@]", false},       {"arobase", true},
}};
constexpr std::string_view leads = "@%&\xEF\\=([{<aA";

constexpr std::array<std::string_view, 7> dotSpellings{" point ", " dot ",   "(dot)", "[dot]",
                                                       "(point)", "[point]", " . "};

constexpr std::array<bool, 256> leadTable()
{
    std::array<bool, 256> table{};
    for (const char c : leads)
        table[static_cast<unsigned char>(c)] = true;
    return table;
}
constexpr std::array<bool, 256> isLead = leadTable();

bool isLocalPart(char c)
{
    return isLetter(c) || isDigit(c) || !isAscii(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}

bool isDomain(char c)
{
    return isLetter(c) || isDigit(c) || c == '.' || c == '-' || !isAscii(c);
}

bool startsWith(std::string_view text, size_t at, std::string_view small)
{
    if (text.size() - at < small.size())
        return false;
    for (size_t i = 0; i < small.size(); ++i) {
        if (toLower(text[at + i]) != small[i])
            return false;
    }
    return true;
}

/// courriel.dz, but not 40.5 or tous.
bool isWholeDomain(std::string_view domain)
{
    const size_t dot = domain.rfind('.');
    return dot != nowhere && dot > 0 && domain.size() - dot > 2
           && std::none_of(domain.begin() + static_cast<ptrdiff_t>(dot) + 1, domain.end(), isDigit);
}

} // namespace

AddressFinder::Mark AddressFinder::markAt(size_t at) const
{
    for (const MarkSpelling &spelling : spellings) {
        if (!startsWith(m_text, at, spelling.text))
            continue;
        Mark mark{.begin = at, .end = at + spelling.text.size(), .isDoubtful = spelling.isDoubtful};
        if (!spelling.isDoubtful || spelling.text == "=40")
            return mark;
        // "amina arobase courriel.dz", "amina (at) courriel.dz"
        const bool isWord = spelling.text == "arobase";
        const bool hasBlanks = at > 0 && m_text[at - 1] == ' ' && mark.end < m_text.size() && m_text[mark.end] == ' ';
        if (isWord && !hasBlanks)
            return {};
        if (at > 0 && m_text[at - 1] == ' ')
            --mark.begin;
        if (mark.end < m_text.size() && m_text[mark.end] == ' ')
            ++mark.end;
        return mark;
    }
    return {};
}

AddressSpan AddressFinder::next(size_t from)
{
    size_t barrier = from;
    m_at = std::max(m_at, from);
    for (; m_at < m_text.size(); ++m_at) {
        const char c = m_text[m_at];
        if (!isLead[static_cast<unsigned char>(c)])
            continue;
        if ((c == 'a' || c == 'A') && !startsWith(m_text, m_at, "aro"))
            continue;
        const Mark mark = markAt(m_at);
        if (mark.end == 0 || mark.begin < barrier)
            continue;
        const AddressSpan span = around(barrier, mark);
        m_at = mark.end - 1;
        if (span.begin != nowhere) {
            ++m_at;
            return span;
        }
        barrier = mark.end;
    }
    return {};
}

size_t AddressFinder::domainEnd(size_t at, bool isSpelled, bool &hasSpelledDots) const
{
    size_t end = at;
    while (true) {
        while (end < m_text.size() && isDomain(m_text[end]))
            ++end;
        if (!isSpelled || end == at)
            break;
        const auto *const dot = std::find_if(dotSpellings.begin(), dotSpellings.end(), [&](std::string_view spelling) {
            return startsWith(m_text, end, spelling) && end + spelling.size() < m_text.size()
                   && isLetter(m_text[end + spelling.size()]);
        });
        if (dot == dotSpellings.end())
            break;
        hasSpelledDots = true;
        end += dot->size();
    }
    while (end > at && (m_text[end - 1] == '.' || m_text[end - 1] == '-'))
        --end;
    return end;
}

AddressSpan AddressFinder::around(size_t barrier, const Mark &mark) const
{
    AddressSpan span{.begin = mark.begin, .end = mark.end, .markBegin = mark.begin, .markEnd = mark.end};
    if (!mark.isDoubtful) {
        if (const size_t user = userInfo(barrier, mark.begin); user != nowhere) {
            span.begin = user;
            span.isUserInfo = true;
            return span;
        }
    }
    while (span.begin > barrier && isLocalPart(m_text[span.begin - 1]))
        --span.begin;
    if (span.begin == mark.begin)
        return {};
    span.end = domainEnd(mark.end, mark.isDoubtful, span.hasSpelledDots);
    const std::string_view domain = m_text.substr(mark.end, span.end - mark.end);
    if (domain.empty() || (mark.isDoubtful && !span.hasSpelledDots && !isWholeDomain(domain)))
        return {};
    return span;
}

/// Where the user of https://user:password@host begins.
size_t AddressFinder::userInfo(size_t barrier, size_t at) const
{
    constexpr std::string_view ends = "/ \n\t?\"";
    size_t begin = at;
    while (begin > barrier && ends.find(m_text[begin - 1]) == nowhere)
        --begin;
    const bool isBehindScheme = begin >= barrier + 3 && m_text.substr(begin - 3, 3) == "://";
    return isBehindScheme ? begin : nowhere;
}

void appendPlainAddress(std::string_view text, const AddressSpan &address, std::string &out)
{
    out.append(text.substr(address.begin, address.markBegin - address.begin));
    out.push_back('@');
    for (size_t at = address.markEnd; at < address.end;) {
        const auto *const dot = std::find_if(dotSpellings.begin(), dotSpellings.end(), [&](std::string_view spelling) {
            return address.hasSpelledDots && startsWith(text, at, spelling);
        });
        if (dot == dotSpellings.end()) {
            out.push_back(text[at++]);
            continue;
        }
        out.push_back('.');
        at += dot->size();
    }
}

} // namespace engine::anonymize
