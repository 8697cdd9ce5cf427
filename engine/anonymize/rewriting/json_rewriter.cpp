// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/rewriting/json_rewriter.h"

#include "engine/anonymize/known/known_values.h"
#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>

namespace engine::anonymize {

namespace {

// The servers' own limit is their stack: some 7,000 levels where nobody made it larger.
constexpr size_t mostLevels = 100'000;
constexpr long long largestNumber = 999'999'999'999'999'999;

void appendUtf8(unsigned codePoint, std::string &out)
{
    const auto add = [&out](unsigned byte) { out.push_back(static_cast<char>(byte)); };
    if (codePoint < 0x80) {
        add(codePoint);
    } else if (codePoint < 0x800) {
        add(0xC0U | codePoint >> 6U);
        add(0x80U | (codePoint & 0x3FU));
    } else if (codePoint < 0x10000) {
        add(0xE0U | codePoint >> 12U);
        add(0x80U | (codePoint >> 6U & 0x3FU));
        add(0x80U | (codePoint & 0x3FU));
    } else {
        add(0xF0U | codePoint >> 18U);
        add(0x80U | (codePoint >> 12U & 0x3FU));
        add(0x80U | (codePoint >> 6U & 0x3FU));
        add(0x80U | (codePoint & 0x3FU));
    }
}

/// The code unit of \uXXXX whose digits begin at `at`; 0xFFFD when they are none.
unsigned codeUnit(std::string_view raw, size_t at)
{
    unsigned unit = 0;
    const std::string_view digits = raw.substr(std::min(at, raw.size()), 4);
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
    return digits.size() == 4 && result.ec == std::errc() ? unit : 0xFFFDU;
}

/// Decodes what follows a backslash at `at`; returns where it ends.
size_t decodeEscape(std::string_view raw, size_t at, std::string &out)
{
    static constexpr std::string_view letters = "bfnrt";
    static constexpr std::string_view meanings = "\b\f\n\r\t";
    if (at >= raw.size())
        return at;
    if (raw[at] != 'u') {
        const size_t letter = letters.find(raw[at]);
        out.push_back(letter == std::string_view::npos ? raw[at] : meanings[letter]);
        return at + 1;
    }
    unsigned codePoint = codeUnit(raw, at + 1);
    size_t end = std::min(at + 5, raw.size());
    if (codePoint >= 0xD800 && codePoint < 0xDC00 && raw.substr(end, 2) == "\\u") {
        const unsigned low = codeUnit(raw, end + 2);
        if (low >= 0xDC00 && low < 0xE000) {
            codePoint = 0x10000U + ((codePoint - 0xD800U) << 10U) + (low - 0xDC00U);
            end = std::min(end + 6, raw.size());
        }
    }
    appendUtf8(codePoint >= 0xD800 && codePoint < 0xE000 ? 0xFFFDU : codePoint, out);
    return end;
}

/// Of two paths that match the same value, the one with more is meant.
int exactness(const std::vector<PathStep> &steps)
{
    int sum = 0;
    for (const PathStep &step : steps) {
        const bool isNamed = step.kind == PathStep::Kind::Member || step.kind == PathStep::Kind::Element;
        sum += 1 + (isNamed ? 2 : 0) + (step.atAnyDepth ? 0 : 2);
    }
    return sum;
}

/// As the server writes it, so that what is read back from a jsonb column is what was sent.
void appendQuoted(std::string_view text, std::string &out)
{
    static constexpr std::string_view special = "\"\\\b\f\n\r\t";
    static constexpr std::string_view letters = "\"\\bfnrt";
    const auto isPlain = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; };
    out.push_back('"');
    if (std::all_of(text.begin(), text.end(), isPlain)) {
        out.append(text).push_back('"');
        return;
    }
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const size_t which = special.find(c);
        if (which != std::string_view::npos) {
            out.push_back('\\');
            out.push_back(letters[which]);
        } else if (byte < 0x20) {
            out.append("\\u00");
            out.push_back("0123456789abcdef"[byte >> 4U]);
            out.push_back("0123456789abcdef"[byte & 15U]);
        } else {
            out.push_back(c);
        }
    }
    out.push_back('"');
}

bool endsScalar(char c)
{
    return c == ',' || c == ']' || c == '}' || c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

struct JsonRewriter::Target
{
    std::vector<PathStep> steps{};
    std::string path{};
    RuleKind kind = RuleKind::Keep;
    /// Values that the path led to, whatever became of them.
    long long met = 0;
    GeneratorHandle owned{};
    GeneratorHandle numberGenerator{};
    /// That of `owned`, or the scrubber.
    Generator *generator = nullptr;
};

/// How far the path of a target has been followed: bit i says that its first i steps lead here.
struct JsonRewriter::Alive
{
    Target *target = nullptr;
    uint64_t steps = 0;
};

struct JsonRewriter::Frame
{
    bool isArray = false;
    size_t index = 0;
    std::string key{};
    Target *target = nullptr;
    std::vector<Alive> alive{};
    /// Of an object: where its members begin in what is made.
    std::vector<size_t> members{};
    bool hasNewName = false;

    [[nodiscard]] bool fits(const PathStep &step) const
    {
        switch (step.kind) {
        case PathStep::Kind::Member:
            return !isArray && key == step.name;
        case PathStep::Kind::AnyMember:
            return !isArray;
        case PathStep::Kind::Element:
            return isArray && index == step.index;
        case PathStep::Kind::AnyElement:
            return isArray;
        }
        return false;
    }

    /// The steps of a path that lead to the present member or element of this container.
    [[nodiscard]] uint64_t follow(const Alive &path) const
    {
        uint64_t next = 0;
        for (uint64_t left = path.steps; left != 0; left &= left - 1) {
            const auto bit = static_cast<size_t>(std::countr_zero(left));
            if (bit == path.target->steps.size())
                continue;
            const PathStep &step = path.target->steps[bit];
            if (fits(step))
                next |= uint64_t{1} << (bit + 1);
            if (step.atAnyDepth)
                next |= uint64_t{1} << bit;
        }
        return next;
    }
};

JsonRewriter::JsonRewriter(const Rule &rule, const ProjectKey &key)
    : m_ownScrubber(std::make_unique<Scrubber>(key))
    , m_scrubber(m_ownScrubber.get())
{
    for (const PathRule &path : rule.paths) {
        auto steps = parsePath(path.path);
        if (!steps)
            continue;
        m_targets.push_back({.steps = *std::move(steps),
                             .path = path.asWritten(),
                             .kind = path.rule.kind,
                             .owned = makeGenerator(path.rule, {}, key),
                             .numberGenerator = makeNumberGenerator(path.rule, largestNumber, key)});
    }
    std::stable_sort(m_targets.begin(), m_targets.end(), [](const Target &left, const Target &right) {
        return exactness(left.steps) > exactness(right.steps);
    });
    for (Target &target : m_targets) {
        target.generator = target.owned.get();
        m_root.push_back({.target = &target, .steps = 1});
    }
    if (rule.scrubOthers || rule.kind == RuleKind::Scrub) {
        m_others = std::make_unique<Target>();
        m_others->kind = RuleKind::Scrub;
        m_others->generator = m_scrubber;
    }
}

JsonRewriter::JsonRewriter(Scrubber &scrubber)
    : m_others(std::make_unique<Target>())
    , m_scrubber(&scrubber)
    , m_scrubsKeys(true)
{
    m_others->kind = RuleKind::Scrub;
    m_others->generator = m_scrubber;
}

JsonRewriter::~JsonRewriter() = default;

std::unique_ptr<DocumentScrubber> makeDocumentScrubber(Scrubber &scrubber)
{
    return std::make_unique<JsonRewriter>(scrubber);
}

void JsonRewriter::setRowNames(const std::vector<RowName> *names)
{
    m_scrubber->setRowNames(names);
    for (const Target &target : m_targets) {
        if (target.owned)
            target.owned->setRowNames(names);
    }
}

void JsonRewriter::stopOn(const std::stop_token &stop)
{
    m_stop = stop;
    m_scrubber->stopOn(stop);
    for (const Target &target : m_targets) {
        if (target.owned)
            target.owned->stopOn(stop);
    }
}

void JsonRewriter::generate(std::string_view value, std::string &out)
{
    if (!rewriteDocument(value, out))
        m_scrubber->generate(value, out);
}

bool JsonRewriter::rewriteDocument(std::string_view value, std::string &out)
{
    m_text = value;
    const size_t start = out.size();
    if (rewrite(out) || m_stop.stop_requested())
        return true;
    out.resize(start);
    return false;
}

void JsonRewriter::knowValues(const KnownValues *known)
{
    m_scrubsKeys = known != nullptr;
    m_known = known;
    m_scrubber->knowValues(known);
    for (const Target &target : m_targets) {
        if (target.owned)
            target.owned->knowValues(known);
    }
}

void JsonRewriter::addPathCounts(PathCounts &counts) const
{
    for (const Target &target : m_targets)
        counts[target.path] += target.met;
}

bool JsonRewriter::rewrite(std::string &out)
{
    m_depth = 0;
    m_at = 0;
    m_copied = 0;
    m_valueIsNext = true;
    m_lookedAt = 0;
    while (m_valueIsNext || m_depth > 0) {
        if (isStopped())
            return false;
        skipBlanks();
        if (!(m_valueIsNext ? value(out) : afterValue(out)))
            return false;
    }
    skipBlanks();
    out.append(m_text.substr(m_copied));
    return m_at == m_text.size();
}

bool JsonRewriter::value(std::string &out)
{
    m_valueIsNext = false;
    Target *target = targetHere();
    const size_t begin = m_at;
    if (target != nullptr && target->kind == RuleKind::Null) {
        if (!skipValue())
            return false;
        replaceFrom(begin, "null", out);
        return true;
    }
    if (peek() == '{' || peek() == '[')
        return openContainer(target, out);
    if (peek() != '"')
        return scalar(target, out);
    const auto raw = readString();
    if (!raw)
        return false;
    stringValue(target, *raw, begin, out);
    return true;
}

bool JsonRewriter::openContainer(Target *target, std::string &out)
{
    if (m_depth == mostLevels)
        return false;
    if (m_depth == m_frames.size())
        m_frames.emplace_back();
    Frame &frame = m_frames[m_depth++];
    frame.isArray = peek() == '[';
    frame.index = 0;
    frame.key.clear();
    frame.target = target;
    frame.alive.swap(m_alive);
    frame.members.clear();
    frame.hasNewName = false;
    ++m_at;
    skipBlanks();
    if (peek() == (frame.isArray ? ']' : '}'))
        return true;
    m_valueIsNext = true;
    return frame.isArray || key(out);
}

bool JsonRewriter::afterValue(std::string &out)
{
    Frame &frame = m_frames[m_depth - 1];
    const char c = peek();
    ++m_at;
    if (c == (frame.isArray ? ']' : '}')) {
        --m_depth;
        if (frame.hasNewName && m_sortsMembers)
            sortObject(frame, out);
        return true;
    }
    if (c != ',')
        return false;
    m_valueIsNext = true;
    ++frame.index;
    if (frame.isArray)
        return true;
    skipBlanks();
    return key(out);
}

bool JsonRewriter::key(std::string &out)
{
    const size_t begin = m_at;
    const auto raw = readString();
    if (!raw)
        return false;
    Frame &frame = m_frames[m_depth - 1];
    if (m_sortsMembers)
        frame.members.push_back(out.size() + (begin - m_copied));
    const std::string_view name = decoded(*raw);
    frame.key = name;
    // Some documents have addresses and names of people as names: {"amina@…": "owner"}.
    const bool scrubs = m_others != nullptr || (frame.target != nullptr && frame.target->kind == RuleKind::Scrub);
    const bool hasAddress = name.find('@') != std::string_view::npos;
    if (scrubs ? m_scrubsKeys || hasAddress : isKnown(name)) {
        m_fake.clear();
        m_scrubber->generate(name, m_fake);
        if (m_fake != name) {
            frame.hasNewName = true;
            m_quoted.clear();
            appendQuoted(m_fake, m_quoted);
            replaceFrom(begin, m_quoted, out);
        }
    }
    skipBlanks();
    if (peek() != ':')
        return false;
    ++m_at;
    return true;
}

void JsonRewriter::sortObject(Frame &frame, std::string &out)
{
    struct Member
    {
        std::string name{};
        std::string text{};
    };
    out.append(m_text.substr(m_copied, m_at - m_copied));
    m_copied = m_at;
    std::vector<Member> members;
    for (size_t i = 0; i < frame.members.size(); ++i) {
        const bool isLast = i + 1 == frame.members.size();
        std::string_view text = std::string_view(out).substr(0, isLast ? out.size() - 1 : frame.members[i + 1]);
        text.remove_prefix(frame.members[i]);
        text = trimmed(text);
        if (!isLast && text.ends_with(','))
            text = trimmed(text.substr(0, text.size() - 1));
        size_t end = 1;
        while (end < text.size() && text[end] != '"')
            end += text[end] == '\\' ? 2 : 1;
        members.push_back({.name = std::string(decoded(text.substr(1, end - 1))), .text = std::string(text)});
    }
    std::stable_sort(members.begin(), members.end(), [](const Member &left, const Member &right) {
        return left.name.size() != right.name.size() ? left.name.size() < right.name.size() : left.name < right.name;
    });
    out.resize(frame.members.front());
    for (size_t i = 0; i < members.size(); ++i) {
        if (i + 1 < members.size() && members[i].name == members[i + 1].name)
            continue;
        out.append(members[i].text).append(i + 1 < members.size() ? ", " : "");
    }
    out.push_back('}');
}

void JsonRewriter::stringValue(Target *target, std::string_view raw, size_t begin, std::string &out)
{
    if (raw.empty())
        return;
    const bool isKept = target == nullptr || target->generator == nullptr;
    if (isKept && !m_replacesKnown)
        return;
    const std::string_view text = decoded(raw);
    if (isKept && !isKnown(text))
        return;
    m_fake.clear();
    (isKept ? static_cast<Generator *>(m_scrubber) : target->generator)->generate(text, m_fake);
    if (m_fake == text)
        return;
    m_quoted.clear();
    appendQuoted(m_fake, m_quoted);
    replaceFrom(begin, m_quoted, out);
}

bool JsonRewriter::isKnown(std::string_view text)
{
    return m_replacesKnown && m_known != nullptr && m_known->areIn(text, m_fake);
}

bool JsonRewriter::scalar(Target *target, std::string &out)
{
    const size_t begin = m_at;
    while (m_at < m_text.size() && !endsScalar(m_text[m_at]))
        ++m_at;
    const std::string_view text = m_text.substr(begin, m_at - begin);
    if (text.empty())
        return false;
    const bool isNumber = text[0] == '-' || isDigit(text[0]);
    if (!isNumber)
        return text == "true" || text == "false" || text == "null";
    const bool isKept = target == nullptr || target->generator == nullptr;
    if (isKept && !m_replacesKnown)
        return true;
    m_fake.clear();
    if (isKept || target->kind == RuleKind::Scrub) {
        if (m_scrubber->replaceNumber(text, m_fake))
            replaceFrom(begin, m_fake, out);
        return true;
    }
    if (target->numberGenerator != nullptr) {
        target->numberGenerator->generate(text, m_fake);
        replaceFrom(begin, m_fake, out);
        return true;
    }
    target->generator->generate(text, m_fake);
    m_quoted.clear();
    appendQuoted(m_fake, m_quoted);
    replaceFrom(begin, m_quoted, out);
    return true;
}

bool JsonRewriter::skipValue()
{
    size_t depth = 0;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c == '"') {
            if (!readString())
                return false;
            if (depth == 0)
                return true;
            continue;
        }
        if (depth == 0 && (c == ',' || c == ']' || c == '}'))
            return true;
        if (c == '{' || c == '[')
            ++depth;
        ++m_at;
        if ((c == '}' || c == ']') && --depth == 0)
            return true;
    }
    return depth == 0;
}

JsonRewriter::Target *JsonRewriter::targetHere()
{
    Target *found = nullptr;
    m_alive.clear();
    const Frame *frame = m_depth > 0 ? &m_frames[m_depth - 1] : nullptr;
    for (const Alive &path : frame == nullptr ? m_root : frame->alive) {
        const uint64_t steps = frame == nullptr ? path.steps : frame->follow(path);
        if (steps == 0)
            continue;
        m_alive.push_back({.target = path.target, .steps = steps});
        if ((steps >> path.target->steps.size() & 1U) == 0)
            continue;
        ++path.target->met;
        if (found == nullptr)
            found = path.target;
    }
    if (found != nullptr)
        return found;
    if (frame != nullptr && frame->target != nullptr)
        return frame->target;
    return m_others.get();
}

bool JsonRewriter::isStopped()
{
    if (m_at < m_lookedAt + stopInterval)
        return false;
    m_lookedAt = m_at;
    return m_stop.stop_requested();
}

std::optional<std::string_view> JsonRewriter::readString()
{
    if (peek() != '"')
        return std::nullopt;
    // Without a check of each index: most of a document is strings.
    const char *const begin = m_text.data() + m_at + 1;
    const char *const last = m_text.data() + m_text.size();
    for (const char *c = begin; c < last; ++c) {
        if (*c == '\\') {
            ++c;
        } else if (*c == '"') {
            m_at = static_cast<size_t>(c + 1 - m_text.data());
            return std::string_view(begin, static_cast<size_t>(c - begin));
        }
    }
    return std::nullopt;
}

std::string_view JsonRewriter::decoded(std::string_view raw)
{
    if (raw.find('\\') == std::string_view::npos)
        return raw;
    m_decoded.clear();
    for (size_t i = 0; i < raw.size();) {
        if (raw[i] == '\\')
            i = decodeEscape(raw, i + 1, m_decoded);
        else
            m_decoded.push_back(raw[i++]);
    }
    return m_decoded;
}

void JsonRewriter::skipBlanks()
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (m_at < m_text.size() && isBlank(m_text[m_at]))
        ++m_at;
}

void JsonRewriter::replaceFrom(size_t begin, std::string_view with, std::string &out)
{
    out.append(m_text.substr(m_copied, begin - m_copied));
    out.append(with);
    m_copied = m_at;
}

} // namespace engine::anonymize
