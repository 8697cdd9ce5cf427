// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/composite_rewriter.h"

#include "engine/anonymize/json_rewriter.h"
#include "engine/anonymize/scrubber.h"

#include <algorithm>

namespace engine::anonymize {

namespace {

struct Attribute
{
    GeneratorHandle generator{};
    bool becomesNull = false;
};

/// The rule of the path that names the attribute.
const Rule *ruleOf(const Rule &rule, const std::string &attribute)
{
    for (const PathRule &path : rule.paths) {
        const auto steps = parsePath(path.path);
        if (!steps || steps->empty())
            continue;
        const PathStep &step = steps->back();
        if (step.kind == PathStep::Kind::AnyMember || step.name == attribute)
            return &path.rule;
    }
    return nullptr;
}

class CompositeGenerator final : public Generator
{
public:
    explicit CompositeGenerator(std::vector<Attribute> attributes)
        : m_attributes(std::move(attributes))
    {}

    void generate(std::string_view value, std::string &out) override
    {
        const size_t start = out.size();
        if (!rewrite(value, out)) {
            // Not the form that the server writes: nothing of it may pass.
            out.resize(start);
            out.push_back('(');
            out.append(m_attributes.size() - 1, ',');
            out.push_back(')');
        }
    }

    void setRowNames(const std::vector<RowName> *names) override
    {
        for (const Attribute &attribute : m_attributes) {
            if (attribute.generator)
                attribute.generator->setRowNames(names);
        }
    }

    void stopOn(const std::stop_token &stop) override
    {
        for (const Attribute &attribute : m_attributes) {
            if (attribute.generator)
                attribute.generator->stopOn(stop);
        }
    }

    void knowValues(const KnownValues *known) override
    {
        for (const Attribute &attribute : m_attributes) {
            if (attribute.generator)
                attribute.generator->knowValues(known);
        }
    }

private:
    bool rewrite(std::string_view value, std::string &out)
    {
        if (!value.starts_with('('))
            return false;
        size_t at = 1;
        out.push_back('(');
        for (size_t i = 0; i < m_attributes.size(); ++i) {
            const size_t end = read(value, at);
            if (end == std::string_view::npos)
                return false;
            const bool isLast = i + 1 == m_attributes.size();
            if (value[end] != (isLast ? ')' : ','))
                return false;
            append(m_attributes[i], value.substr(at, end - at), out);
            out.push_back(value[end]);
            at = end + 1;
        }
        return at == value.size();
    }

    /// Decodes the attribute at `at` into m_decoded; returns where it ends (at a comma or parenthesis).
    size_t read(std::string_view value, size_t at)
    {
        m_decoded.clear();
        bool isQuoted = false;
        for (size_t i = at; i < value.size(); ++i) {
            const char c = value[i];
            if (!isQuoted && (c == ',' || c == ')'))
                return i;
            if (c == '\\' && i + 1 < value.size()) {
                m_decoded.push_back(value[++i]);
            } else if (c == '"' && isQuoted && i + 1 < value.size() && value[i + 1] == '"') {
                m_decoded.push_back(value[++i]);
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else {
                m_decoded.push_back(c);
            }
        }
        return std::string_view::npos;
    }

    void append(Attribute &attribute, std::string_view written, std::string &out)
    {
        if (written.empty() || attribute.becomesNull)
            return;
        if (m_decoded.empty() || attribute.generator == nullptr) {
            out.append(written);
            return;
        }
        m_made.clear();
        attribute.generator->generate(m_decoded, m_made);
        // As record_out() writes it: in quotes only where it must be, so that what is read back is the same bytes.
        const bool needsQuotes = m_made.empty() || m_made.find_first_of("\"\\(), \t\n\r\v\f") != std::string::npos;
        if (!needsQuotes) {
            out.append(m_made);
            return;
        }
        out.push_back('"');
        for (const char c : m_made) {
            if (c == '"' || c == '\\')
                out.push_back(c);
            out.push_back(c);
        }
        out.push_back('"');
    }

    std::vector<Attribute> m_attributes;
    std::string m_decoded;
    std::string m_made;
};

} // namespace

GeneratorHandle makeComposite(const ColumnShape &column, const Rule &rule, const ProjectKey &key)
{
    std::vector<Attribute> attributes;
    for (const auto &[name, type] : column.attributes) {
        Attribute attribute;
        const bool isText = typeOf({.name = name, .typeName = type}).family == TypeFamily::Text;
        const Rule *own = ruleOf(rule, name);
        if (own != nullptr && own->kind == RuleKind::Null)
            attribute.becomesNull = true;
        else if (own != nullptr && isText)
            attribute.generator = makeGenerator(*own, {}, key);
        else if (isText && own == nullptr && (rule.scrubOthers || rule.kind == RuleKind::Scrub))
            attribute.generator = std::make_unique<Scrubber>(key);
        attributes.push_back(std::move(attribute));
    }
    return std::make_unique<CompositeGenerator>(std::move(attributes));
}

} // namespace engine::anonymize
