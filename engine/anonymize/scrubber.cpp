// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/scrubber.h"

#include "engine/anonymize/checksum.h"
#include "engine/anonymize/phone_number.h"
#include "engine/anonymize/text.h"
#include "engine/anonymize/words.h"

#include <algorithm>
#include <array>

namespace engine::anonymize {

namespace {

constexpr size_t nowhere = std::string_view::npos;
/// Digits from which on a number is taken for an account, a card or an identity.
constexpr size_t longRun = 8;
/// More than an IBAN has.
constexpr size_t mostDigits = 36;
/// Digits of a telephone number in a text.
constexpr size_t shortestPhone = 9;
constexpr size_t longestPhone = 16;
constexpr size_t longestIban = 44;
constexpr size_t longestAccount = 64;

bool isWordByte(char c)
{
    return isLetter(c) || isDigit(c) || !isAscii(c);
}

bool isLocalPart(char c)
{
    return isWordByte(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}

bool isDomain(char c)
{
    return isLetter(c) || isDigit(c) || c == '.' || c == '-' || !isAscii(c);
}

struct Span
{
    size_t begin = nowhere;
    size_t end = nowhere;
    /// User and password of a web address, to be dropped with the @ behind them.
    bool isUserInfo = false;
};

/// Finds the e-mail addresses of a text from its beginning to its end, and looks at no byte more than a few times: each
/// mark (@ or %40) is searched for from the one before, and what surrounds it is read up to there at most.
class AddressFinder final
{
public:
    explicit AddressFinder(std::string_view text)
        : m_text(text)
        , m_plain(text.find('@'))
        , m_encoded(text.find("%40"))
    {}

    /// The next address that begins at `from` or behind it; begin is nowhere when there is none.
    Span next(size_t from)
    {
        size_t barrier = from;
        while (m_plain != nowhere || m_encoded != nowhere) {
            const size_t at = std::min(m_plain, m_encoded);
            const size_t width = at == m_plain ? 1 : 3;
            if (at == m_plain)
                m_plain = m_text.find('@', at + 1);
            else
                m_encoded = m_text.find("%40", at + 1);
            if (at < barrier)
                continue;
            const Span span = around(barrier, at, width);
            if (span.begin != nowhere)
                return span;
            barrier = at + width;
        }
        return {};
    }

private:
    [[nodiscard]] Span around(size_t barrier, size_t at, size_t width) const
    {
        if (const size_t user = userInfo(barrier, at); user != nowhere)
            return {.begin = user, .end = at + width, .isUserInfo = true};
        size_t begin = at;
        while (begin > barrier && isLocalPart(m_text[begin - 1]))
            --begin;
        size_t end = at + width;
        while (end < m_text.size() && isDomain(m_text[end]))
            ++end;
        while (end > at + width && (m_text[end - 1] == '.' || m_text[end - 1] == '-'))
            --end;
        if (begin == at || end == at + width)
            return {};
        return {.begin = begin, .end = end};
    }

    /// Where the user of https://user:password@host begins.
    [[nodiscard]] size_t userInfo(size_t barrier, size_t at) const
    {
        constexpr std::string_view ends = "/ \n\t?\"";
        size_t begin = at;
        while (begin > barrier && ends.find(m_text[begin - 1]) == nowhere)
            --begin;
        const bool isBehindScheme = begin >= barrier + 3 && m_text.substr(begin - 3, 3) == "://";
        return isBehindScheme ? begin : nowhere;
    }

    std::string_view m_text;
    size_t m_plain;
    size_t m_encoded;
};

bool isArabicDigitAt(std::string_view text, size_t at)
{
    return at + 1 < text.size() && text[at] == '\xD9' && text[at + 1] >= '\xA0' && text[at + 1] <= '\xA9';
}

size_t digitWidth(std::string_view text, size_t at)
{
    if (at < text.size() && isDigit(text[at]))
        return 1;
    return isArabicDigitAt(text, at) ? 2 : 0;
}

bool separatesDigits(char c)
{
    return c == ' ' || c == '.' || c == '-' || c == '/' || c == '(' || c == ')';
}

/// Where a number in groups could end.
struct GroupEnd
{
    size_t at = 0;
    /// Digits up to there.
    size_t digits = 0;
};

/// The groups of digits from `at` on, with at most two separators between two of them; no more groups than a number
/// has.
template <size_t maxEnds>
size_t groupEnds(std::string_view text, size_t at, std::array<GroupEnd, maxEnds> &ends)
{
    size_t count = 0;
    size_t digits = 0;
    size_t i = at;
    while (count < maxEnds && digits < mostDigits) {
        for (size_t width = digitWidth(text, i); width > 0; width = digitWidth(text, i), ++digits)
            i += width;
        ends[count++] = {.at = i, .digits = digits};
        size_t next = i;
        while (next < text.size() && next < i + 3 && separatesDigits(text[next]))
            ++next;
        if (text.substr(next, 2) == "\xC2\xA0")
            next += 2;
        if (next == i || digitWidth(text, next) == 0)
            break;
        i = next;
    }
    return count;
}

bool matches(std::string_view text, std::string_view shape)
{
    if (text.size() < shape.size())
        return false;
    for (size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == '9' ? !isDigit(text[i]) : text[i] != shape[i])
            return false;
    }
    return true;
}

/// Length of a date at the start, as machines or people write it; 0 when there is none.
size_t dateLength(std::string_view text)
{
    static constexpr std::array<std::string_view, 7> shapes{"9999-99-99", "9999/99/99", "99/99/9999", "99-99-9999",
                                                            "99.99.9999", "9/99/9999",  "9/9/9999"};
    for (const std::string_view shape : shapes) {
        if (matches(text, shape) && (text.size() == shape.size() || !isDigit(text[shape.size()])))
            return shape.size();
    }
    return 0;
}

/// 12 000 000 or 12.000.000: thousands in groups.
bool isGroupedAmount(std::string_view text)
{
    const size_t first = text.find_first_of(" .");
    if (first == nowhere || first > 3 || text[0] == '0')
        return false;
    for (size_t i = first; i < text.size(); i += 4) {
        if (text[i] != text[first] || !matches(text.substr(i + 1), "999"))
            return false;
    }
    return true;
}

bool isIpAddress(std::string_view text)
{
    const auto dots = std::count(text.begin(), text.end(), '.');
    return dots == 3 && text.find_first_not_of("0123456789.") == nowhere && text.find("..") == nowhere
           && text.size() <= 15;
}

size_t wordEnd(std::string_view text, size_t at)
{
    size_t i = at;
    while (i < text.size()) {
        if (isLetter(text[i])) {
            ++i;
            continue;
        }
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto second = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
        const bool isPunctuation
            = (byte == 0xD8 && (second == 0x8C || second == 0x9B || second == 0x9F)) || isArabicDigitAt(text, i);
        if (!(byte >= 0xC3 && byte <= 0xDB) || isPunctuation)
            break;
        i += 2;
    }
    return std::min(i, text.size());
}

bool isTitle(std::string_view folded)
{
    static constexpr std::array<std::string_view, 12> titles{"m",        "mr",     "mme", "mlle", "dr",    "mrs",
                                                             "monsieur", "madame", "ms",  "pr",   "السيد", "السيدة"};
    return std::find(titles.begin(), titles.end(), folded) != titles.end();
}

size_t digitsAt(std::string_view text, size_t at)
{
    return isDigit(text[at]) ? std::min(text.find_first_not_of("0123456789", at), text.size()) - at : 0;
}

/// Names, and titles that are written small ("mme", "dr").
bool mayStartName(char c)
{
    return isUpper(c) || !isAscii(c) || c == 'm' || c == 'd';
}

bool isCapitalisedOrArabic(std::string_view word)
{
    const bool isAccentedUpper = word.size() > 1 && word[0] == '\xC3' && static_cast<unsigned char>(word[1]) < 0x9F;
    return isUpper(word[0]) || isAccentedUpper || static_cast<unsigned char>(word[0]) >= 0xD8;
}

} // namespace

Scrubber::Scrubber(const ProjectKey &key)
    : m_email(makeEmail({}, key))
    , m_phone(makePhone({}, key))
    , m_account(makeAccount(key))
    , m_card(makeCard(key))
    , m_network(makeNetworkAddress({}, key))
    , m_firstName(makeWordGenerator(RuleKind::FirstName, {}, key))
    , m_lastName(makeWordGenerator(RuleKind::LastName, {}, key))
{}

Scrubber::~Scrubber() = default;

void Scrubber::generate(std::string_view value, std::string &out)
{
    m_nameExpectedAt = nowhere;
    m_lookedAt = 0;
    AddressFinder addresses(value);
    size_t from = 0;
    while (!isStopped(from)) {
        const Span address = addresses.next(from);
        const size_t to = std::min(address.begin, value.size());
        scrubBetween(value, from, to, out);
        if (to == value.size())
            return;
        if (!address.isUserInfo)
            m_email->generate(value.substr(address.begin, address.end - address.begin), out);
        from = address.end;
    }
}

bool Scrubber::isStopped(size_t at)
{
    if (at < m_lookedAt + stopInterval)
        return false;
    m_lookedAt = at;
    return m_stop.stop_requested();
}

void Scrubber::scrubBetween(std::string_view text, size_t from, size_t to, std::string &out)
{
    const std::string_view part = text.substr(0, to);
    const bool looksAtAllWords = m_rowNames != nullptr && !m_rowNames->empty();
    size_t copied = from;
    size_t at = from;
    const auto flush = [&] { out.append(part.substr(copied, at - copied)); };
    while (at < to && !isStopped(at)) {
        const char c = part[at];
        const bool startsDigits = isDigit(c) || c == '+' || isArabicDigitAt(part, at);
        const bool startsName = mayStartName(c) || (looksAtAllWords && isLower(c));
        if (startsDigits || startsName) {
            flush();
            at = startsDigits ? scrubDigits(part, at, out) : scrubWord(part, at, out);
            copied = at;
        } else {
            ++at;
        }
        // What hangs together with what was looked at belongs to it: a word in the middle of "a1b2" is none. But an
        // account may follow letters at once, as in DZ58….
        if (isWordByte(part[at - 1])) {
            while (at < to && isLower(part[at]))
                ++at;
        }
        while (at < to && isWordByte(part[at]) && isWordByte(part[at - 1]) && !isArabicDigitAt(part, at)) {
            // Asked of each letter: the search is for digits only.
            const size_t digits = digitsAt(part, at);
            if (digits >= longRun) {
                flush();
                appendAccount(part.substr(at, digits), out);
                copied = at + digits;
            }
            at += std::max<size_t>(digits, 1);
        }
    }
    flush();
}

size_t Scrubber::scrubDigits(std::string_view text, size_t at, std::string &out)
{
    const std::string_view rest = text.substr(at);
    if (const size_t length = dateLength(rest)) {
        out.append(rest.substr(0, length));
        return at + length;
    }
    std::array<GroupEnd, 10> ends{};
    const size_t digits = text[at] == '+' ? at + 1 : at;
    const size_t start = digits < text.size() && text[digits] == '(' ? digits + 1 : digits;
    const size_t count = groupEnds(text, start, ends);
    for (size_t i = count; i-- > 0;) {
        if (ends[i].digits < shortestPhone || ends[i].digits > longestPhone)
            continue;
        const std::string_view candidate = text.substr(at, ends[i].at - at);
        const auto number = readPhone(candidate);
        if (number && looksLikePhone(*number, candidate)) {
            m_phone->generate(candidate, out);
            return ends[i].at;
        }
    }
    // The year in LA-2024-000123 does not begin an account number.
    const bool isInCode
        = at >= 2 && (text[at - 1] == '-' || text[at - 1] == '_' || text[at - 1] == '/') && isWordByte(text[at - 2]);
    const size_t wholeEnd = ends[isInCode ? 0 : count - 1].at;
    const std::string_view whole = text.substr(at, wholeEnd - at);
    const auto digitCount = static_cast<size_t>(std::count_if(whole.begin(), whole.end(), isDigit));
    if (isIpAddress(whole)) {
        m_network->generate(whole, out);
        return wholeEnd;
    }
    if (digitCount >= longRun && !isGroupedAmount(whole)) {
        if (isValidCard(whole))
            m_card->generate(whole, out);
        else
            appendAccount(whole, out);
        return wholeEnd;
    }
    const size_t end = std::max(isGroupedAmount(whole) ? wholeEnd : ends[0].at, at + 1);
    out.append(text.substr(at, end - at));
    return end;
}

void Scrubber::appendAccount(std::string_view digits, std::string &out)
{
    // No account is longer than a piece; a text of nothing but digits needs no memory for all of them at once.
    for (; !digits.empty(); digits.remove_prefix(std::min(digits.size(), longestAccount)))
        m_account->generate(digits.substr(0, longestAccount), out);
}

size_t Scrubber::scrubIban(std::string_view text, size_t at, std::string &out)
{
    const std::string_view rest = text.substr(at, longestIban + 1);
    if (rest.size() < 15 || !isLetter(rest[1]) || !isDigit(rest[2]) || !isDigit(rest[3]))
        return at;
    const size_t length = ibanLength(rest);
    if (length == 0 || length > longestIban)
        return at;
    m_account->generate(rest.substr(0, length), out);
    return at + length;
}

const RowName *Scrubber::rowName() const
{
    if (m_rowNames == nullptr)
        return nullptr;
    for (const RowName &name : *m_rowNames) {
        if (name.folded == m_folded)
            return &name;
    }
    return nullptr;
}

void Scrubber::appendName(std::string_view word, bool isLastName, std::string &out)
{
    (isLastName ? m_lastName : m_firstName)->generate(word, out);
}

size_t Scrubber::scrubWord(std::string_view text, size_t at, std::string &out)
{
    if (isLetter(text[at])) {
        const size_t afterIban = scrubIban(text, at, out);
        if (afterIban != at)
            return afterIban;
    }
    const size_t end = wordEnd(text, at);
    if (end == at) {
        out.push_back(text[at]);
        return at + 1;
    }
    const std::string_view word = text.substr(at, end - at);
    const bool isExpected = at == m_nameExpectedAt;
    foldPlain(word, m_folded);
    if (isTitle(m_folded)) {
        out.append(word);
        m_nameExpectedAt = text.find_first_not_of(". ", end);
        return end;
    }
    const bool canBeName = isCapitalisedOrArabic(word) && characterCount(word) > 2;
    const NameClass known = canBeName ? classifyName(m_folded) : NameClass{};
    const RowName *inRow = rowName();
    const bool isLatinAfterName = isExpected && canBeName && scriptOf(word) == Script::Latin;
    if (inRow == nullptr && !known.isName() && !isLatinAfterName) {
        out.append(word);
        return end;
    }
    const bool isLastName = inRow != nullptr ? inRow->isLastName : !known.isFirstName;
    appendName(word, isLastName, out);
    const bool isBlankNext = end < text.size() && text[end] == ' ';
    m_nameExpectedAt = isBlankNext ? end + 1 : nowhere;
    return end;
}

} // namespace engine::anonymize
