// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/fakes/generator.h"
#include "engine/anonymize/keys/siphash.h"
#include "engine/anonymize/model/template_text.h"
#include "engine/anonymize/text/text.h"

#include <vector>

namespace engine::anonymize {

namespace {

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
        readTemplate(text, [this](TemplatePart part) { m_parts.push_back(std::move(part)); });
    }

    void generate(std::string_view value, std::string &out) override
    {
        m_made.clear();
        for (const TemplatePart &part : m_parts)
            append(part, value);
        out.append(cut(m_made, m_limits.maxLength));
    }

private:
    void append(const TemplatePart &part, std::string_view value)
    {
        switch (part.kind) {
        case TemplatePartKind::Text:
            m_made.append(part.text);
            break;
        case TemplatePartKind::Number:
            m_made.append(std::to_string(sipHash64(m_key, value)));
            break;
        case TemplatePartKind::Hash:
            appendHashText(m_key, value, hashTextLength, m_made);
            break;
        case TemplatePartKind::First:
            m_first->generate(value, m_made);
            break;
        case TemplatePartKind::Last:
            m_last->generate(value, m_made);
            break;
        case TemplatePartKind::City:
            m_city->generate(value, m_made);
            break;
        case TemplatePartKind::Digits: {
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
    std::vector<TemplatePart> m_parts;
    std::string m_made;
};

} // namespace

GeneratorHandle makeTemplate(const std::string &text, Limits limits, const ProjectKey &key)
{
    return std::make_unique<TemplateGenerator>(text, limits, key);
}

} // namespace engine::anonymize
