// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/generator.h"
#include "engine/anonymize/siphash.h"
#include "engine/anonymize/text.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <vector>

namespace engine::anonymize {

namespace {

enum class PartKind { Text, Number, Hash, First, Last, City, Digits };

struct Part
{
    PartKind kind = PartKind::Text;
    std::string text{};
    int count = 0;
};

constexpr int maxTemplateDigits = 18;

/// The placeholder between braces; nullopt when there is no such thing.
std::optional<Part> placeholder(std::string_view name)
{
    if (name == "n")
        return Part{.kind = PartKind::Number};
    if (name == "hash")
        return Part{.kind = PartKind::Hash};
    if (name == "first")
        return Part{.kind = PartKind::First};
    if (name == "last")
        return Part{.kind = PartKind::Last};
    if (name == "city")
        return Part{.kind = PartKind::City};
    if (!name.starts_with("digits:"))
        return std::nullopt;
    name.remove_prefix(7);
    int count = 0;
    const auto result = std::from_chars(name.data(), name.data() + name.size(), count);
    if (result.ptr != name.data() + name.size() || count < 1 || count > maxTemplateDigits)
        return std::nullopt;
    return Part{.kind = PartKind::Digits, .count = count};
}

/// Calls `onPart` for each part; returns the first placeholder that does not exist, with its braces.
std::string readTemplate(std::string_view text, const std::function<void(Part)> &onPart)
{
    std::string unknown;
    while (!text.empty()) {
        const size_t open = text.find('{');
        if (open > 0)
            onPart({.text = std::string(text.substr(0, open))});
        if (open == std::string_view::npos)
            break;
        const size_t close = std::min(text.find('}', open), text.size() - 1);
        const auto part = placeholder(text.substr(open + 1, close - open - 1));
        if (part)
            onPart(*part);
        else if (unknown.empty())
            unknown = text.substr(open, close - open + 1);
        text.remove_prefix(close + 1);
    }
    return unknown;
}

class TemplateGenerator final : public Generator
{
public:
    TemplateGenerator(const std::string &text, Limits limits, const ProjectKey &key)
        : m_key(key.derive("template"))
        , m_first(makeWordGenerator(RuleKind::FirstName, {}, key))
        , m_last(makeWordGenerator(RuleKind::LastName, {}, key))
        , m_city(makeWordGenerator(RuleKind::City, {}, key))
        , m_limits(limits)
    {
        readTemplate(text, [this](Part part) { m_parts.push_back(std::move(part)); });
    }

    void generate(std::string_view value, std::string &out) override
    {
        m_made.clear();
        for (const Part &part : m_parts)
            append(part, value);
        out.append(cut(m_made, m_limits.maxLength));
    }

private:
    void append(const Part &part, std::string_view value)
    {
        switch (part.kind) {
        case PartKind::Text:
            m_made.append(part.text);
            break;
        case PartKind::Number:
            m_made.append(std::to_string(sipHash64(m_key, value)));
            break;
        case PartKind::Hash:
            appendHashText(m_key, value, hashTextLength, m_made);
            break;
        case PartKind::First:
            m_first->generate(value, m_made);
            break;
        case PartKind::Last:
            m_last->generate(value, m_made);
            break;
        case PartKind::City:
            m_city->generate(value, m_made);
            break;
        case PartKind::Digits: {
            uint64_t number = sipHash13(m_key, sipHash64(m_key, value), static_cast<uint64_t>(part.count));
            for (int i = 0; i < part.count; ++i, number /= 10)
                m_made.push_back(static_cast<char>('0' + number % 10));
            break;
        }
        }
    }

    HashKey m_key;
    GeneratorHandle m_first;
    GeneratorHandle m_last;
    GeneratorHandle m_city;
    Limits m_limits;
    std::vector<Part> m_parts;
    std::string m_made;
};

} // namespace

GeneratorHandle makeTemplate(const std::string &text, Limits limits, const ProjectKey &key)
{
    return std::make_unique<TemplateGenerator>(text, limits, key);
}

std::string unknownPlaceholder(std::string_view text)
{
    return readTemplate(text, [](const Part &) {});
}

bool templateIsUnique(std::string_view text)
{
    bool unique = false;
    readTemplate(text, [&unique](const Part &part) {
        unique = unique || part.kind == PartKind::Number || part.kind == PartKind::Hash;
    });
    return unique;
}

bool templateIsConstant(std::string_view text)
{
    bool constant = true;
    readTemplate(text, [&constant](const Part &part) { constant = constant && part.kind == PartKind::Text; });
    return constant;
}

} // namespace engine::anonymize
