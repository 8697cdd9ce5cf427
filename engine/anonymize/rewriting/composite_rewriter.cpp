// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/rewriting/composite_rewriter.h"

#include "engine/anonymize/text/composite_text.h"
#include "engine/anonymize/text/json_path.h"

#include <algorithm>

namespace engine::anonymize {

namespace {

struct Attribute
{
    GeneratorHandle generator{};
    bool becomesNull = false;
    std::string path{};
    long long met = 0;
};

class CompositeGenerator final : public Generator
{
public:
    explicit CompositeGenerator(std::vector<Attribute> attributes)
        : m_attributes(std::move(attributes))
    {}

    void generate(std::string_view value, std::string &out) override
    {
        const auto fields = readComposite(value);
        out.push_back('(');
        for (size_t i = 0; i < m_attributes.size(); ++i) {
            if (i > 0)
                out.push_back(',');
            // Not the form that the server writes: nothing of it may pass.
            if (fields && fields->size() == m_attributes.size())
                append(m_attributes[i], (*fields)[i], out);
        }
        out.push_back(')');
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

    void addPathCounts(PathCounts &counts) const override
    {
        for (const Attribute &attribute : m_attributes) {
            if (!attribute.path.empty())
                counts[attribute.path] += attribute.met;
            if (attribute.generator)
                attribute.generator->addPathCounts(counts);
        }
    }

private:
    void append(Attribute &attribute, const CompositeField &field, std::string &out)
    {
        if (field.isNull())
            return;
        ++attribute.met;
        if (attribute.becomesNull)
            return;
        if (field.decoded.empty() || attribute.generator == nullptr) {
            out.append(field.written);
            return;
        }
        m_made.clear();
        attribute.generator->generate(field.decoded, m_made);
        appendCompositeField(m_made, out);
    }

    std::vector<Attribute> m_attributes;
    std::string m_made;
};

bool holdsOthers(const ColumnType &type)
{
    return type.family == TypeFamily::Composite || type.family == TypeFamily::Json || type.family == TypeFamily::Jsonb;
}

/// What nobody gave a rule is scrubbed where there are words in it.
Rule scrubbed(const ColumnType &type)
{
    const bool hasWords = type.family == TypeFamily::Text || type.family == TypeFamily::TextLike || holdsOthers(type);
    return hasWords ? Rule{.kind = RuleKind::Scrub} : Rule{};
}

} // namespace

AttributeRule ruleOfAttribute(const ColumnShape &attribute, const Rule &rule)
{
    const ColumnType type = typeOf(attribute);
    if (rule.kind != RuleKind::JsonPaths)
        return {.rule = rule.kind == RuleKind::Scrub ? scrubbed(type) : Rule{}};
    Rule inside{.kind = RuleKind::JsonPaths, .scrubOthers = rule.scrubOthers};
    const PathRule *own = nullptr;
    bool isNamed = false;
    for (const PathRule &path : rule.paths) {
        auto steps = parsePath(path.path);
        if (!steps)
            continue;
        const auto isPlace = [](const PathStep &step) {
            return !step.atAnyDepth
                   && (step.kind == PathStep::Kind::AnyElement || step.kind == PathStep::Kind::Element);
        };
        // Of an array, each element comes here by itself.
        while (!steps->empty() && isPlace(steps->front()))
            steps->erase(steps->begin());
        if (steps->empty())
            continue;
        const PathStep first = steps->front();
        if (first.atAnyDepth && holdsOthers(type))
            inside.paths.push_back({pathText(*steps), path.rule, path.asWritten()});
        const bool isMember = first.kind == PathStep::Kind::Member && first.name == attribute.name;
        if (!isMember && first.kind != PathStep::Kind::AnyMember)
            continue;
        steps->erase(steps->begin());
        if (!steps->empty()) {
            inside.paths.push_back({pathText(*steps), path.rule, path.asWritten()});
        } else if (own == nullptr || (isMember && !isNamed)) {
            own = &path;
            isNamed = isMember;
        }
    }
    if (own != nullptr)
        return {.rule = own->rule, .path = own->asWritten()};
    if (!inside.paths.empty())
        return {.rule = std::move(inside)};
    return {.rule = rule.scrubOthers ? scrubbed(type) : Rule{}};
}

GeneratorHandle makeComposite(const ColumnShape &column, const Rule &rule, const AttributeMaker &make)
{
    std::vector<Attribute> attributes;
    for (const ColumnShape &attribute : column.composite->attributes) {
        const AttributeRule own = ruleOfAttribute(attribute, rule);
        const bool becomesNull = own.rule.kind == RuleKind::Null;
        attributes.push_back({.generator = becomesNull || own.rule.isKeep() ? nullptr : make(attribute, own.rule),
                              .becomesNull = becomesNull,
                              .path = own.path});
    }
    return std::make_unique<CompositeGenerator>(std::move(attributes));
}

} // namespace engine::anonymize
