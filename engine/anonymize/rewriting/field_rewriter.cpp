// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/rewriting/field_rewriter.h"

#include "engine/anonymize/known/known_values.h"
#include "engine/anonymize/rewriting/composite_rewriter.h"
#include "engine/anonymize/rewriting/json_rewriter.h"
#include "engine/anonymize/text/array_text.h"
#include "engine/anonymize/text/encoded_text.h"
#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <limits>

namespace engine::anonymize {

namespace {

using namespace Qt::StringLiterals;

/// Significant decimal digits that real always gives back.
constexpr int singleDigits = 6;

tl::unexpected<Error> malformed(const QString &what)
{
    return failure({.code = ErrorCode::ProtocolViolation, .detail = what});
}

template <typename Integer>
Integer readBigEndian(std::string_view bytes)
{
    std::make_unsigned_t<Integer> number = 0;
    for (size_t i = 0; i < sizeof(Integer); ++i)
        number = static_cast<std::make_unsigned_t<Integer>>(static_cast<uint64_t>(number) << 8U
                                                            | static_cast<unsigned char>(bytes[i]));
    return static_cast<Integer>(number);
}

void appendBigEndian(uint64_t number, size_t size, std::string &out)
{
    for (size_t i = size; i-- > 0;)
        out.push_back(static_cast<char>(number >> (8 * i) & 255U));
}

long long maximumOf(TypeFamily family)
{
    switch (family) {
    case TypeFamily::SmallInteger:
        return std::numeric_limits<int16_t>::max();
    case TypeFamily::Integer:
        return std::numeric_limits<int32_t>::max();
    default:
        return std::numeric_limits<int64_t>::max();
    }
}

bool isWholeNumber(TypeFamily family)
{
    return family == TypeFamily::SmallInteger || family == TypeFamily::Integer || family == TypeFamily::BigInteger;
}

bool isJson(TypeFamily family)
{
    return family == TypeFamily::Json || family == TypeFamily::Jsonb;
}

/// A rule on a document without paths works on every string in it.
Rule documentRule(const Rule &rule)
{
    if (rule.kind == RuleKind::JsonPaths || rule.kind == RuleKind::Constant)
        return rule;
    if (rule.kind == RuleKind::Scrub)
        return {.kind = RuleKind::JsonPaths, .scrubOthers = true};
    return {.kind = RuleKind::JsonPaths, .paths = {{.path = "$", .rule = rule}}};
}

/// The rewriter of an attribute, for what a composite value is made with.
class AttributeGenerator final : public Generator
{
public:
    explicit AttributeGenerator(FieldRewriter rewriter)
        : m_rewriter(std::move(rewriter))
    {}
    void generate(std::string_view value, std::string &out) override
    {
        if (m_rewriter.rewriteText(value, out) == FieldChange::Unchanged && out.empty())
            out.append(value);
    }
    void setRowNames(const std::vector<RowName> *names) override { m_rewriter.setRowNames(names); }
    void stopOn(const std::stop_token &stop) override { m_rewriter.stopOn(stop); }
    void knowValues(const KnownValues *known) override { m_rewriter.knowValues(known); }
    void addPathCounts(PathCounts &counts) const override { m_rewriter.addPathCounts(counts); }

private:
    FieldRewriter m_rewriter;
};

GeneratorHandle compositeFor(const ColumnShape &column, const Rule &rule, const ProjectKey &key)
{
    return makeComposite(column, rule, [&key](const ColumnShape &attribute, const Rule &own) -> GeneratorHandle {
        const ColumnDecision decision{.rule = own, .maxLength = attribute.maxLength};
        return std::make_unique<AttributeGenerator>(FieldRewriter(attribute, decision, key));
    });
}

GeneratorHandle generatorFor(const ColumnShape &column, const Rule &rule, Limits limits, const ProjectKey &key)
{
    const ColumnType type = typeOf(column);
    if (type.family == TypeFamily::Composite && rule.kind != RuleKind::Constant)
        return compositeFor(column, rule, key);
    if (type.family == TypeFamily::Bytea && rule.kind == RuleKind::Secret)
        return makeSecretBytes(key);
    if (rule.kind == RuleKind::Coordinates && type.floatBytes == 4)
        return makeCoordinates(singleDigits, key);
    const bool isNumber = isWholeNumber(type.family) || type.family == TypeFamily::Number;
    if (isNumber && rule.kind != RuleKind::Constant)
        return makeNumberGenerator(rule, maximumOf(type.family), key);
    return makeGenerator(isJson(type.family) ? documentRule(rule) : rule, limits, key);
}

/// The end of the quoted text at `at`, behind its quote; the size of the text when it does not end.
size_t quotedEnd(std::string_view text, size_t at)
{
    size_t end = at + 1;
    while (end < text.size() && text[end] != '"')
        end += text[end] == '\\' ? 2 : 1;
    return std::min(end + 1, text.size());
}

/// The pairs of an hstore behind `start` in the order that the server gives them: by length of the key, then by bytes;
/// of two with the same key the first. What is none stays as it is.
void sortPairs(std::string &text, size_t start)
{
    struct Pair
    {
        std::string key{};
        std::string whole{};
    };
    std::vector<Pair> pairs;
    for (size_t at = start; at < text.size();) {
        if (text[at] != '"')
            return;
        const size_t keyEnd = quotedEnd(text, at);
        std::string key;
        for (size_t i = at + 1; i + 1 < keyEnd; ++i)
            key.push_back(text[i] == '\\' && i + 2 < keyEnd ? text[++i] : text[i]);
        size_t end = keyEnd + 2;
        if (end >= text.size())
            return;
        end = text[end] == '"' ? quotedEnd(text, end) : std::min(text.find(',', end), text.size());
        pairs.push_back({.key = std::move(key), .whole = text.substr(at, end - at)});
        at = end + 2;
    }
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair &left, const Pair &right) {
        return left.key.size() != right.key.size() ? left.key.size() < right.key.size() : left.key < right.key;
    });
    text.resize(start);
    for (size_t i = 0; i < pairs.size(); ++i) {
        if (i > 0 && pairs[i].key == pairs[i - 1].key)
            continue;
        text.append(i > 0 ? ", " : "").append(pairs[i].whole);
    }
}

FieldChange changed(std::string_view before, const std::string &out, size_t start)
{
    return std::string_view(out).substr(start) == before ? FieldChange::Unchanged : FieldChange::Replaced;
}

} // namespace

FieldRewriter::FieldRewriter(const ColumnShape &column, const ColumnDecision &decision, const ProjectKey &key,
                             Values values)
    : m_type(typeOf(column))
    , m_rule(decision.rule)
    , m_values(values)
    , m_isDetected(!decision.fromRuleFile)
{
    if (m_type.isFixedLength)
        m_fixedLength = static_cast<size_t>(std::max(column.maxLength, 1));
    // The server's own spelling, so that what is read back is what was sent.
    if (m_type.family == TypeFamily::Boolean && m_rule.kind == RuleKind::Constant)
        m_rule.text.resize(1);
    const std::string &type = column.baseTypeName.empty() ? column.typeName : column.baseTypeName;
    m_isHstore = type == "hstore" || type.ends_with(".hstore");
    const Limits limits{.maxLength = decision.maxLength, .unique = decision.mustStayUnique};
    m_generator = generatorFor(column, m_rule, limits, key);
    if (auto *document = dynamic_cast<JsonRewriter *>(m_generator.get());
        document != nullptr && m_type.family == TypeFamily::Jsonb)
        document->sortMembers();
    if (m_rule.kind == RuleKind::DateShift
        && (m_type.family == TypeFamily::Date || m_type.family == TypeFamily::Timestamp))
        m_dates.emplace(m_rule.days, key, limits.unique || decision.movesTogether || !column.checkExpressions.empty());
    if (m_type.family == TypeFamily::Uuid && m_rule.kind == RuleKind::Identifier)
        m_uuids.emplace(key.derive("identifier"));
}

void FieldRewriter::setRowNames(const std::vector<RowName> *names)
{
    if (m_generator)
        m_generator->setRowNames(names);
}

void FieldRewriter::stopOn(const std::stop_token &stop)
{
    m_stop = stop;
    if (m_generator)
        m_generator->stopOn(stop);
}

void FieldRewriter::knowValues(const KnownValues *known)
{
    m_known = known;
    if (!m_generator)
        return;
    m_generator->knowValues(known);
    if (auto *document = dynamic_cast<JsonRewriter *>(m_generator.get()); document != nullptr && m_isDetected)
        document->replaceKnownEverywhere();
}

void FieldRewriter::addPathCounts(PathCounts &counts) const
{
    if (m_generator)
        m_generator->addPathCounts(counts);
}

bool FieldRewriter::looksForNames() const
{
    return m_rule.kind == RuleKind::Scrub || m_rule.kind == RuleKind::JsonPaths;
}

FieldChange FieldRewriter::rewriteText(std::string_view value, std::string &out)
{
    if (m_rule.kind == RuleKind::Null)
        return FieldChange::Null;
    if (!m_type.isArray)
        return elementText(value, out);
    const size_t start = out.size();
    size_t unlooked = 0;
    bool isStopped = false;
    const auto rewrite = [&](std::string_view element, std::string &made) {
        unlooked += element.size() + 1;
        if (unlooked >= stopInterval) {
            unlooked = 0;
            isStopped = m_stop.stop_requested();
        }
        return !isStopped && elementText(element, made) == FieldChange::Replaced;
    };
    if (!rewriteArray(value, rewrite, out)) {
        out.append("{}");
        return FieldChange::Replaced;
    }
    return changed(value, out, start);
}

FieldChange FieldRewriter::elementText(std::string_view value, std::string &out)
{
    std::string_view content = value;
    if (m_type.isFixedLength) {
        while (content.ends_with(' '))
            content.remove_suffix(1);
    }
    // Blanks say as little as nothing, and programs ask for them.
    if (trimmed(content).empty() || m_generator == nullptr)
        return FieldChange::Unchanged;
    if (m_values == Values::WithKnownOnly && (m_known == nullptr || !m_known->areIn(content, m_scratch)))
        return FieldChange::Unchanged;
    const size_t start = out.size();
    if (holdsBytes())
        return bytesText(value, out);
    if (m_dates) {
        // As in the binary form: what moves together in one table does in all.
        m_dates->shiftText(content, out);
        return changed(value, out, start);
    }
    m_generator->generate(content, out);
    if (m_isHstore && std::string_view(out).substr(start) != content)
        sortPairs(out, start);
    const size_t length = m_fixedLength > 0 ? characterCount(std::string_view(out).substr(start)) : 0;
    if (length < m_fixedLength)
        out.append(m_fixedLength - length, ' ');
    return changed(value, out, start);
}

bool FieldRewriter::holdsBytes() const
{
    return m_type.family == TypeFamily::Bytea && m_rule.kind == RuleKind::Scrub;
}

/// Bytes that are a text (a vCard, a mail) are scrubbed as one; others stay.
FieldChange FieldRewriter::bytesText(std::string_view value, std::string &out)
{
    if (!value.starts_with("\\x"))
        return FieldChange::Unchanged;
    const EncodedText hex{.form = EncodedText::Form::Hex};
    m_scratch.clear();
    if (!decodeHexText(value.substr(2), m_scratch))
        return FieldChange::Unchanged;
    std::string scrubbed;
    m_generator->generate(m_scratch, scrubbed);
    if (scrubbed == m_scratch)
        return FieldChange::Unchanged;
    out.append("\\x");
    appendEncoded(scrubbed, hex, out);
    return FieldChange::Replaced;
}

Result<FieldChange> FieldRewriter::rewriteBinary(std::string_view value, std::string &out)
{
    if (m_rule.kind == RuleKind::Null)
        return FieldChange::Null;
    return m_type.isArray ? arrayBinary(value, out) : elementBinary(value, out);
}

/// By way of the shortest text that gives the number back, as the server writes it, so that both formats agree.
template <typename Float, typename Bits>
Result<FieldChange> FieldRewriter::floatBinary(std::string_view value, std::string &out)
{
    if (value.size() != sizeof(Bits))
        return malformed(u"a number of other than 4 or 8 bytes"_s);
    if (m_generator == nullptr)
        return FieldChange::Unchanged;
    const auto number = std::bit_cast<Float>(readBigEndian<Bits>(value));
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    m_scratch.clear();
    m_generator->generate({digits.data(), static_cast<size_t>(end - digits.data())}, m_scratch);
    Float fake = 0;
    if (std::from_chars(m_scratch.data(), m_scratch.data() + m_scratch.size(), fake).ec != std::errc())
        return malformed(u"a fake that is no number"_s);
    const size_t start = out.size();
    appendBigEndian(std::bit_cast<Bits>(fake), sizeof(Bits), out);
    return changed(value, out, start);
}

Result<FieldChange> FieldRewriter::elementBinary(std::string_view value, std::string &out)
{
    const size_t start = out.size();
    if (m_type.family == TypeFamily::Jsonb) {
        if (value.empty() || value[0] != 1)
            return malformed(u"jsonb of an unknown version"_s);
        out.push_back(1);
        if (elementText(value.substr(1), out) == FieldChange::Unchanged)
            return FieldChange::Unchanged;
        return changed(value, out, start);
    }
    if (holdsBytes()) {
        if (m_generator == nullptr || !isText(value))
            return FieldChange::Unchanged;
        m_generator->generate(value, out);
        return changed(value, out, start);
    }
    if (isWholeNumber(m_type.family))
        return numberBinary(value, out);
    if (m_type.floatBytes > 0)
        return m_type.floatBytes == 4 ? floatBinary<float, uint32_t>(value, out)
                                      : floatBinary<double, uint64_t>(value, out);
    if (m_dates && m_type.family == TypeFamily::Date) {
        if (value.size() != 4)
            return malformed(u"a date of other than 4 bytes"_s);
        appendBigEndian(static_cast<uint32_t>(m_dates->shiftedDate(readBigEndian<int32_t>(value))), 4, out);
        return changed(value, out, start);
    }
    if (m_dates && m_type.family == TypeFamily::Timestamp) {
        if (value.size() != 8)
            return malformed(u"a timestamp of other than 8 bytes"_s);
        appendBigEndian(static_cast<uint64_t>(m_dates->shiftedTimestamp(readBigEndian<int64_t>(value))), 8, out);
        return changed(value, out, start);
    }
    if (m_uuids) {
        if (value.size() != 16)
            return malformed(u"a uuid of other than 16 bytes"_s);
        auto high = readBigEndian<uint64_t>(value);
        auto low = readBigEndian<uint64_t>(value.substr(8));
        m_uuids->permuteBits(low, high, uuidKeptLow, uuidKeptHigh);
        appendBigEndian(high, 8, out);
        appendBigEndian(low, 8, out);
        return changed(value, out, start);
    }
    return elementText(value, out);
}

Result<FieldChange> FieldRewriter::numberBinary(std::string_view value, std::string &out)
{
    if (value.size() != 2 && value.size() != 4 && value.size() != 8)
        return malformed(u"a whole number of other than 2, 4 or 8 bytes"_s);
    int64_t number = 0;
    if (value.size() == 2)
        number = readBigEndian<int16_t>(value);
    else
        number = value.size() == 4 ? readBigEndian<int32_t>(value) : readBigEndian<int64_t>(value);
    m_scratch.clear();
    if (m_generator == nullptr)
        return FieldChange::Unchanged;
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    m_generator->generate({digits.data(), static_cast<size_t>(end - digits.data())}, m_scratch);
    int64_t fake = 0;
    if (std::from_chars(m_scratch.data(), m_scratch.data() + m_scratch.size(), fake).ec != std::errc())
        return malformed(u"a fake that is no number"_s);
    const size_t start = out.size();
    appendBigEndian(static_cast<uint64_t>(fake), value.size(), out);
    return changed(value, out, start);
}

Result<FieldChange> FieldRewriter::arrayBinary(std::string_view value, std::string &out)
{
    const size_t start = out.size();
    const int32_t dimensions = value.size() < 12 ? -1 : readBigEndian<int32_t>(value);
    // The server has at most 6 dimensions.
    const size_t header = 12 + 8 * static_cast<size_t>(std::max(dimensions, 0));
    if (dimensions < 0 || dimensions > 6 || value.size() < header)
        return malformed(u"an array without a whole header"_s);
    out.append(value.substr(0, header));
    std::string_view rest = value.substr(header);
    size_t unlooked = 0;
    while (!rest.empty()) {
        const int32_t length = rest.size() < 4 ? -2 : readBigEndian<int32_t>(rest);
        if (length < -1 || (length >= 0 && static_cast<size_t>(length) > rest.size() - 4))
            return malformed(u"an array element longer than its array"_s);
        const std::string_view lengthBytes = rest.substr(0, 4);
        const std::string_view element = rest.substr(4, length < 0 ? 0 : static_cast<size_t>(length));
        rest.remove_prefix(4 + element.size());
        unlooked += 4 + element.size();
        if (unlooked >= stopInterval) {
            unlooked = 0;
            if (m_stop.stop_requested())
                return failure({.code = ErrorCode::Cancelled});
        }
        const size_t place = out.size();
        out.append(lengthBytes);
        FieldChange change = FieldChange::Unchanged;
        if (!element.empty()) {
            TRY_ASSIGN(change, elementBinary(element, out));
        }
        if (change == FieldChange::Unchanged) {
            out.resize(place + 4);
            out.append(element);
            continue;
        }
        std::string size;
        appendBigEndian(out.size() - place - 4, 4, size);
        out.replace(place, 4, size);
    }
    return changed(value, out, start);
}

bool knowsBinary(const ColumnType &type, const Rule &rule)
{
    if (rule.kind == RuleKind::Keep || rule.kind == RuleKind::Null)
        return true;
    switch (type.family) {
    case TypeFamily::Text:
        return type.isPlainText;
    case TypeFamily::Enum:
        return !type.isArray;
    case TypeFamily::Json:
    case TypeFamily::Jsonb:
        return true;
    case TypeFamily::SmallInteger:
    case TypeFamily::Integer:
    case TypeFamily::BigInteger:
        return true;
    case TypeFamily::Number:
        return type.floatBytes > 0 && (rule.kind == RuleKind::Coordinates || rule.kind == RuleKind::Noise);
    case TypeFamily::Date:
    case TypeFamily::Timestamp:
        return rule.kind == RuleKind::DateShift;
    case TypeFamily::Uuid:
        return rule.kind == RuleKind::Identifier;
    case TypeFamily::Bytea:
        return rule.kind == RuleKind::Scrub;
    default:
        return false;
    }
}

} // namespace engine::anonymize
