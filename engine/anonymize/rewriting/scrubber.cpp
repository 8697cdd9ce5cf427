// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/rewriting/scrubber.h"

#include "engine/anonymize/known/known_values.h"
#include "engine/anonymize/text/address_finder.h"
#include "engine/anonymize/text/checksum.h"
#include "engine/anonymize/text/encoded_text.h"
#include "engine/anonymize/text/letters.h"
#include "engine/anonymize/text/phone_number.h"
#include "engine/anonymize/text/text.h"
#include "engine/anonymize/text/text_spans.h"
#include "engine/anonymize/text/words.h"

#include <algorithm>
#include <array>

namespace engine::anonymize {

namespace {

/// Digits from which on a number is taken for an account, a card or an identity.
constexpr size_t longRun = 8;
/// Digits of a telephone number in a text.
constexpr size_t shortestPhone = 9;
constexpr size_t longestPhone = 16;
constexpr size_t longestIban = 44;
constexpr size_t longestAccount = 64;
constexpr size_t longestLogin = 64;
constexpr int mostDepth = 3;
constexpr size_t longestToken = 128;

/// As a whole value; in the middle of a text such a run may be anything. Pictures in base64 look so too.
bool isToken(std::string_view value)
{
    static constexpr std::array<std::string_view, 5> pictures{"iVBOR", "/9j/", "R0lG", "UklG", "JVBER"};
    return value.size() <= longestToken && isRandomText(value)
           && std::ranges::none_of(pictures, [value](std::string_view begin) { return value.starts_with(begin); });
}

} // namespace

struct Scrubber::Place
{
    explicit Place(Scrubber &scrubber)
        : m_scrubber(scrubber)
        , m_nameExpectedAt(scrubber.m_nameExpectedAt)
        , m_besideName(scrubber.m_besideName)
        , m_lookedAt(scrubber.m_lookedAt)
        , m_decodedTo(scrubber.m_decodedTo)
        , m_runEnd(scrubber.m_runEnd)
        , m_signatureAt(scrubber.m_signatureAt)
        , m_escapedTo(scrubber.m_escapedTo)
    {
        scrubber.m_nameExpectedAt = nowhere;
        scrubber.m_besideName = nowhere;
        scrubber.m_lookedAt = 0;
        scrubber.m_decodedTo = 0;
        scrubber.m_runEnd = 0;
        scrubber.m_signatureAt = nowhere;
        scrubber.m_escapedTo = 0;
        ++scrubber.m_depth;
    }
    Place(const Place &) = delete;
    Place &operator=(const Place &) = delete;
    ~Place()
    {
        m_scrubber.m_nameExpectedAt = m_nameExpectedAt;
        m_scrubber.m_besideName = m_besideName;
        m_scrubber.m_lookedAt = m_lookedAt;
        m_scrubber.m_decodedTo = m_decodedTo;
        m_scrubber.m_runEnd = m_runEnd;
        m_scrubber.m_signatureAt = m_signatureAt;
        m_scrubber.m_escapedTo = m_escapedTo;
        --m_scrubber.m_depth;
    }

private:
    Scrubber &m_scrubber;
    size_t m_nameExpectedAt;
    size_t m_besideName;
    size_t m_lookedAt;
    size_t m_decodedTo;
    size_t m_runEnd;
    size_t m_signatureAt;
    size_t m_escapedTo;
};

Scrubber::Scrubber(const ProjectKey &key)
    : m_email(makeEmail({}, key))
    , m_phone(makePhone({}, key))
    , m_account(makeAccount(key))
    , m_card(makeCard(key))
    , m_identifier(makeIdentifier("identifier", key))
    , m_login(makeUsername({}, key))
    , m_network(makeNetworkAddress({}, key))
    , m_secret(makeSecret({}, key))
    , m_firstName(makeWordGenerator(RuleKind::FirstName, {}, key))
    , m_lastName(makeWordGenerator(RuleKind::LastName, {}, key))
    , m_fullName(makeFullName({}, key))
    , m_street(makeAddress({}, key))
{}

Scrubber::~Scrubber() = default;

void Scrubber::generate(std::string_view value, std::string &out)
{
    // Most keys of documents are one word, and many values.
    if (m_depth >= mostDepth || m_plainWords.isOneWord(value)) {
        out.append(value);
        return;
    }
    if (isToken(value)) {
        const size_t start = out.size();
        scrubText(value, out);
        // Nothing was encoded in it: what chance has written opens something.
        if (std::string_view(out).substr(start) == value) {
            out.resize(start);
            m_secret->generate(value, out);
        }
        return;
    }
    if (scrubKeyed(value, out) || scrubRecord(value, out))
        return;
    scrubText(value, out);
}

void Scrubber::scrubText(std::string_view value, std::string &out)
{
    const Place place(*this);
    if (scrubDocument(value, out))
        return;
    if (value.find_first_of("%\\=") == nowhere)
        m_escapedTo = nowhere;
    AddressFinder addresses(value);
    size_t from = 0;
    while (!isStopped(from)) {
        const AddressSpan address = addresses.next(from);
        const size_t to = std::min(address.begin, value.size());
        scrubBetween(value, from, to, out);
        if (to == value.size())
            return;
        if (!address.isUserInfo)
            appendAddress(value, address, out);
        from = address.end;
    }
}

void Scrubber::appendAddress(std::string_view text, const AddressSpan &address, std::string &out)
{
    const std::string_view mark = text.substr(address.markBegin, address.markEnd - address.markBegin);
    if (mark == "@") {
        m_email->generate(text.substr(address.begin, address.end - address.begin), out);
        return;
    }
    m_joined.clear();
    appendPlainAddress(text, address, m_joined);
    m_made.clear();
    m_email->generate(m_joined, m_made);
    const size_t at = m_made.find('@');
    out.append(m_made, 0, at).append(mark).append(m_made, at + 1);
}

bool Scrubber::isStopped(size_t at)
{
    if (at < m_lookedAt + stopInterval)
        return false;
    m_lookedAt = at;
    return m_stop.stop_requested();
}

bool Scrubber::scrubInside(std::string_view text, std::string &out)
{
    const size_t start = out.size();
    generate(text, out);
    return std::string_view(out).substr(start) != text;
}

bool Scrubber::scrubDocument(std::string_view value, std::string &out)
{
    const std::string_view text = trimmed(value.substr(0, 64));
    const bool looksSo
        = text.size() > 2 && (text.starts_with("{\"") || text.starts_with("[{") || text.starts_with("[\""));
    if (!looksSo || m_isInDocument)
        return false;
    if (m_documents == nullptr)
        m_documents = makeDocumentScrubber(*this);
    m_documents->stopHereOn(m_stop);
    m_isInDocument = true;
    const bool isDocument = m_documents->rewriteDocument(value, out);
    m_isInDocument = false;
    return isDocument || m_stop.stop_requested();
}

size_t Scrubber::scrubEncoded(std::string_view text, size_t at, std::string &out)
{
    if (at == m_signatureAt) {
        const size_t end = static_cast<size_t>(
            std::find_if_not(text.begin() + static_cast<ptrdiff_t>(at), text.end(), isBase64) - text.begin());
        m_identifier->generate(text.substr(at, end - at), out);
        m_decodedTo = end;
        return end;
    }
    const bool isBegin = at == 0 || !isBase64(text[at - 1]) || text[at - 1] == '/' || text[at - 1] == '-';
    if (at < m_decodedTo || !isBegin)
        return at;
    std::string decoded;
    // A whole run is tried once; behind a slash of a path or a dash another one can begin, up to the next of them.
    const bool isPartOfRun = at < m_runEnd;
    const size_t partEnd = isPartOfRun ? std::min(text.find_first_of("/-", at), m_runEnd) : text.size();
    const EncodedText encoded = decodeTextAt(text.substr(0, partEnd), at, decoded);
    if (encoded.form == EncodedText::Form::None) {
        if (!isPartOfRun)
            m_runEnd = encoded.end;
        const size_t slash = text.substr(0, m_runEnd).find_first_of("/-", at);
        m_decodedTo = slash == nowhere ? m_runEnd : slash + 1;
        return at;
    }
    m_decodedTo = encoded.end;
    const bool isToken = encoded.form != EncodedText::Form::Hex && decoded.starts_with("{\"");
    if (isToken && at > 0 && text[at - 1] == '.' && encoded.end < text.size() && text[encoded.end] == '.')
        m_signatureAt = encoded.end + 1;
    std::string scrubbed;
    if (!scrubInside(decoded, scrubbed))
        return at;
    appendEncoded(scrubbed, encoded, out);
    return encoded.end;
}

void Scrubber::scrubBetween(std::string_view text, size_t from, size_t to, std::string &out)
{
    const std::string_view part = text.substr(0, to);
    const bool looksAtAllWords = m_known != nullptr || (m_rowNames != nullptr && !m_rowNames->empty());
    size_t copied = from;
    size_t at = from;
    const auto replace = [&](size_t (Scrubber::*scrub)(std::string_view, size_t, std::string &)) {
        out.append(part.substr(copied, at - copied));
        copied = (this->*scrub)(part, at, out);
        const bool isReplaced = copied != at;
        at = copied;
        return isReplaced;
    };
    while (at < to && !isStopped(at)) {
        const char c = part[at];
        if (beginsNothing(c)) {
            ++at;
            continue;
        }
        if (const size_t plain = isLower(c) ? m_plainWords.endOf(part, at) : at; plain != at) {
            at = plain;
            continue;
        }
        const bool startsDigits = isDigit(c) || c == '+' || isArabicDigitAt(part, at);
        const bool startsName = mayStartName(c) || (looksAtAllWords && isLower(c));
        const bool startsRun = isLetter(c) || isDigit(c);
        if (at >= m_escapedTo && (startsRun || c == '%' || c == '\\' || c == '=') && replace(&Scrubber::scrubEscaped))
            continue;
        if (mayBeginSecret(part, at) && replace(&Scrubber::scrubSecret))
            continue;
        if (c == '/' && replace(&Scrubber::scrubPage))
            continue;
        if (startsRun && at >= m_decodedTo && replace(&Scrubber::scrubEncoded))
            continue;
        if (startsRun && m_known != nullptr && replace(&Scrubber::scrubLogin))
            continue;
        if (startsDigits)
            replace(&Scrubber::scrubDigits);
        else if (startsName)
            replace(&Scrubber::scrubWord);
        else
            ++at;
        at = skipRestOfWord(part, at, copied, out);
    }
    out.append(part.substr(copied, at - copied));
}

/// What hangs together with what was looked at belongs to it: a word in the middle of "a1b2" is none, unless names are
/// known. But an account may follow letters at once, as in DZ58….
size_t Scrubber::skipRestOfWord(std::string_view part, size_t at, size_t &copied, std::string &out)
{
    if (m_known == nullptr && isWordByte(part[at - 1])) {
        while (at < part.size() && isLower(part[at]))
            ++at;
    }
    while (at < part.size() && isWordByte(part[at]) && isWordByte(part[at - 1]) && !isArabicDigitAt(part, at)) {
        if (m_known != nullptr && isLetterAt(part, at))
            break;
        // Asked of each letter: the search is for digits only.
        const size_t digits = digitsAt(part, at);
        if (digits >= longRun) {
            out.append(part.substr(copied, at - copied));
            if (!replaceNumber(part.substr(at, digits), out))
                appendAccount(part.substr(at, digits), out);
            copied = at + digits;
        }
        at += std::max<size_t>(digits, 1);
    }
    return at;
}

bool Scrubber::replaceNumber(std::string_view digits, std::string &out)
{
    if (m_known == nullptr)
        return false;
    KnownKind kind = KnownKind::Phone;
    if (m_known->isNumber(digits, kind)) {
        if (kind == KnownKind::Identifier)
            m_identifier->generate(digits, out);
        else
            (kind == KnownKind::Card ? m_card : m_account)->generate(digits, out);
        return true;
    }
    if (!m_known->isPhone(digits))
        return false;
    m_phone->generate(digits, out);
    return true;
}

size_t Scrubber::scrubLogin(std::string_view text, size_t at, std::string &out)
{
    if (!m_known->hasLogins() && !m_known->hasNumbers())
        return at;
    if (at > 0 && (isLetter(text[at - 1]) || isDigit(text[at - 1]) || !isAscii(text[at - 1])))
        return at;
    size_t end = at;
    size_t firstPart = 0;
    size_t digits = 0;
    while (end < text.size() && end - at <= longestLogin && isOfLogin(text[end])) {
        const bool joins = text[end] == '.' || text[end] == '_' || text[end] == '-';
        if (joins && firstPart == 0)
            firstPart = end;
        digits += isDigit(text[end]) ? 1 : 0;
        ++end;
    }
    if (end - at > longestLogin)
        return at;
    while (end > at && (text[end - 1] == '.' || text[end - 1] == '-' || text[end - 1] == '_'))
        --end;
    const bool beginsInside = at > 0 && isOfLogin(text[at - 1]);
    for (const size_t candidate : {beginsInside ? at : end, firstPart == 0 ? at : std::min(firstPart, end)}) {
        const std::string_view word = text.substr(at, candidate - at);
        if (word.size() < 3)
            continue;
        foldPlain(word, m_folded);
        const KnownWord known = m_known->word(m_folded);
        if (known.isWhole && known.kind == KnownKind::Login && !known.needsSign) {
            m_login->generate(word, out);
            return candidate;
        }
        KnownKind kind{};
        if (digits >= 4 && digits < m_folded.size() && m_known->isNumber(m_folded, kind)) {
            (kind == KnownKind::Identifier ? m_identifier : m_account)->generate(word, out);
            return candidate;
        }
    }
    return at;
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
    if (m_known != nullptr && (m_known->hasNumbers() || m_known->hasPhones())) {
        for (size_t i = count; i-- > 0;) {
            m_folded.clear();
            for (const char c : text.substr(at, ends[i].at - at)) {
                if (isDigit(c))
                    m_folded.push_back(c);
            }
            KnownKind kind{};
            const bool isKnown = m_folded.size() <= longestLogin && m_known->isNumber(m_folded, kind);
            if (!isKnown && !(ends[i].digits <= longestPhone && m_known->isPhone(m_folded)))
                continue;
            const std::string_view number = text.substr(at, ends[i].at - at);
            if (!isKnown)
                m_phone->generate(number, out);
            else if (kind == KnownKind::Identifier)
                m_identifier->generate(number, out);
            else
                (kind == KnownKind::Card ? m_card : m_account)->generate(number, out);
            return ends[i].at;
        }
    }
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

void Scrubber::makePlain(std::string_view word, bool isLastName)
{
    m_made.clear();
    (isLastName ? m_lastName : m_firstName)->generate(word, m_made);
    foldPlain(m_made, m_plain);
    std::erase_if(m_plain, [](char c) { return isAscii(c) && !isLetter(c); });
}

void Scrubber::appendName(std::string_view text, size_t at, size_t end, bool isLastName, std::string &out)
{
    const std::string_view word = text.substr(at, end - at);
    const CaseStyle style = caseStyleOf(word);
    const bool isSentence = style != CaseStyle::Lower && !isInCode(text, at, end);
    if (isSentence || scriptOf(word) == Script::Arabic) {
        (isLastName ? m_lastName : m_firstName)->generate(word, out);
        return;
    }
    makePlain(word, isLastName);
    if (style == CaseStyle::Capitalised && !m_plain.empty())
        m_plain[0] = toUpper(m_plain[0]);
    appendStyled(m_plain, style == CaseStyle::Upper ? CaseStyle::Upper : CaseStyle::Capitalised, out);
}

void Scrubber::appendHandle(std::string_view word, const KnownWord &known, std::string &out)
{
    const std::string first = m_folded.substr(0, known.split);
    const std::string second = m_folded.substr(known.split);
    const CaseStyle style = caseStyleOf(word);
    std::string handle;
    const auto add = [&](const std::string &part, bool isLastName) {
        // Of an initial nobody knows the name.
        if (part.size() == 1) {
            handle += part;
            return;
        }
        makePlain(part, isLastName);
        handle += m_plain;
    };
    add(first, known.lastNameFirst);
    add(second, !known.lastNameFirst);
    if (style == CaseStyle::Capitalised && !handle.empty())
        handle[0] = toUpper(handle[0]);
    appendStyled(handle, style == CaseStyle::Upper ? CaseStyle::Upper : CaseStyle::Capitalised, out);
}

bool Scrubber::isNameNext(std::string_view text, size_t end)
{
    const size_t next = end + gapWidth(text, end);
    if (next == end || !isLetterAt(text, next))
        return false;
    const std::string_view word = text.substr(next, letterRunEnd(text, next) - next);
    foldPlain(word, m_next);
    const KnownWord known = m_known->word(m_next);
    const bool isSure = known.isWhole && !known.needsSign;
    return isSure || (isCapitalisedOrArabic(word) && (known.isWhole || classifyName(m_next).isName()));
}

/// m_folded is the word from `at` to `end`.
size_t Scrubber::scrubKnownName(std::string_view text, size_t at, size_t end, std::string &out)
{
    KnownWord found = m_known->word(m_folded);
    if (!found.isWhole && !found.beginsMore)
        return at;
    size_t foundEnd = found.isWhole ? end : at;
    bool goesOn = found.beginsMore;
    m_joined = m_folded;
    for (size_t cursor = end; goesOn;) {
        const size_t next = cursor + gapWidth(text, cursor);
        if (next == cursor || !isLetterAt(text, next))
            break;
        cursor = letterRunEnd(text, next);
        foldPlain(text.substr(next, cursor - next), m_next);
        m_joined.append(1, ' ').append(m_next);
        const KnownWord longer = m_known->word(m_joined);
        goesOn = longer.beginsMore && m_joined.size() < longestLogin;
        if (longer.isWhole) {
            found = longer;
            foundEnd = cursor;
        }
    }
    const bool isName = found.kind == KnownKind::FirstName || found.kind == KnownKind::LastName;
    if (foundEnd == at || (!isName && found.kind != KnownKind::Handle))
        return at;
    if (found.needsSign && at != m_besideName && at != m_nameExpectedAt && rowName() == nullptr
        && !isNameNext(text, foundEnd))
        return at;
    if (found.kind == KnownKind::Handle)
        appendHandle(text.substr(at, foundEnd - at), found, out);
    else
        appendName(text, at, foundEnd, found.kind == KnownKind::LastName, out);
    m_besideName = foundEnd + gapWidth(text, foundEnd);
    const bool isBlankNext = foundEnd < text.size() && text[foundEnd] == ' ';
    m_nameExpectedAt = isBlankNext && found.kind == KnownKind::FirstName ? foundEnd + 1 : nowhere;
    return foundEnd;
}

size_t Scrubber::scrubWord(std::string_view text, size_t at, std::string &out)
{
    if (isLetter(text[at])) {
        const size_t afterIban = scrubIban(text, at, out);
        if (afterIban != at)
            return afterIban;
    }
    size_t end = letterRunEnd(text, at);
    if (end == at) {
        out.push_back(text[at]);
        return at + 1;
    }
    std::string_view word = text.substr(at, end - at);
    foldPlain(word, m_folded);
    if (isTitle(m_folded)) {
        out.append(word);
        m_nameExpectedAt = text.find_first_not_of(". ", end);
        return end;
    }
    if (m_known != nullptr) {
        size_t known = scrubKnownName(text, at, end, out);
        if (const size_t hump = humpEnd(text, at, end); known == at && hump < end) {
            end = hump;
            word = text.substr(at, end - at);
            foldPlain(word, m_folded);
            known = scrubKnownName(text, at, end, out);
        }
        if (known != at)
            return known;
    }
    const bool isExpected = at == m_nameExpectedAt;
    const bool canBeName = isCapitalisedOrArabic(word) && characterCount(word) > 2;
    const NameClass known = canBeName ? classifyName(m_folded) : NameClass{};
    const RowName *inRow = rowName();
    const bool isLatinAfterName = isExpected && canBeName && scriptOf(word) == Script::Latin;
    if (inRow == nullptr && !known.isName() && !isLatinAfterName) {
        out.append(word);
        return end;
    }
    const bool isLastName = inRow != nullptr ? inRow->isLastName : !known.isFirstName;
    appendName(text, at, end, isLastName, out);
    const bool isBlankNext = end < text.size() && text[end] == ' ';
    m_nameExpectedAt = isBlankNext ? end + 1 : nowhere;
    m_besideName = end + gapWidth(text, end);
    return end;
}

} // namespace engine::anonymize
