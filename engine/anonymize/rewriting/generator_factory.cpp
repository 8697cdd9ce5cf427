// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/fakes/generator.h"
#include "engine/anonymize/rewriting/json_rewriter.h"
#include "engine/anonymize/rewriting/scrubber.h"
#include "engine/anonymize/text/text.h"

#include <limits>

namespace engine::anonymize {

namespace {

class ConstantGenerator final : public Generator
{
public:
    explicit ConstantGenerator(std::string text)
        : m_text(std::move(text))
    {}
    void generate(std::string_view /*value*/, std::string &out) override { out.append(m_text); }

private:
    std::string m_text;
};

/// Shortens what another generator makes: for rules whose fake can be longer than the value.
class ShorteningGenerator final : public Generator
{
public:
    ShorteningGenerator(GeneratorHandle generator, int maxLength)
        : m_generator(std::move(generator))
        , m_maxLength(maxLength)
    {}
    void generate(std::string_view value, std::string &out) override
    {
        m_made.clear();
        m_generator->generate(value, m_made);
        out.append(cut(m_made, m_maxLength));
    }
    void setRowNames(const std::vector<RowName> *names) override { m_generator->setRowNames(names); }
    void stopOn(const std::stop_token &stop) override { m_generator->stopOn(stop); }
    void knowValues(const KnownValues *known) override { m_generator->knowValues(known); }

private:
    GeneratorHandle m_generator;
    int m_maxLength;
    std::string m_made;
};

GeneratorHandle shortened(GeneratorHandle generator, Limits limits)
{
    if (limits.maxLength == 0)
        return generator;
    return std::make_unique<ShorteningGenerator>(std::move(generator), limits.maxLength);
}

} // namespace

GeneratorHandle makeGenerator(const Rule &rule, Limits limits, const ProjectKey &key)
{
    switch (rule.kind) {
    case RuleKind::Keep:
    case RuleKind::Undecided:
    case RuleKind::Null:
        return nullptr;
    case RuleKind::Constant:
        return std::make_unique<ConstantGenerator>(rule.text);
    case RuleKind::Template:
        return makeTemplate(rule.text, limits, key);
    case RuleKind::Email:
        return makeEmail(limits, key);
    case RuleKind::Username:
        return makeUsername(limits, key);
    case RuleKind::FirstName:
    case RuleKind::LastName:
    case RuleKind::City:
    case RuleKind::Company:
        return makeWordGenerator(rule.kind, limits, key);
    case RuleKind::FullName:
        return makeFullName(limits, key);
    case RuleKind::Phone:
        return makePhone(limits, key);
    case RuleKind::Address:
        return makeAddress(limits, key);
    case RuleKind::PostalCode:
        return makeIdentifier("postalCode", key);
    case RuleKind::AccountNumber:
    case RuleKind::Iban:
        return makeAccount(key);
    case RuleKind::Card:
        return makeCard(key);
    case RuleKind::Identifier:
        return makeIdentifier("identifier", key);
    case RuleKind::IpAddress:
        return makeNetworkAddress(limits, key);
    case RuleKind::MacAddress:
        return makeMacAddress(limits, key);
    case RuleKind::DateShift:
        return shortened(makeDateText(rule.days, key), limits);
    case RuleKind::Secret:
        return makeSecret(limits, key);
    case RuleKind::Coordinates:
        return shortened(makeCoordinates(doubleDigits, key), limits);
    case RuleKind::Noise:
        return makeNoise(std::numeric_limits<long long>::max(), key);
    case RuleKind::Scrub:
        return shortened(std::make_unique<Scrubber>(key), limits);
    case RuleKind::JsonPaths:
        return std::make_unique<JsonRewriter>(rule, key);
    }
    return nullptr;
}

} // namespace engine::anonymize
