// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/detection.h"

#include "engine/anonymize/column_dictionary.h"
#include "engine/anonymize/document_paths.h"
#include "engine/anonymize/value_evidence.h"

#include <algorithm>

namespace engine::anonymize {

namespace {

using Values = std::vector<std::optional<std::string>>;
using Code = Reason::Code;

Finding technical(Reason reason, int confidence)
{
    return {.verdict = Verdict::Technical, .confidence = confidence, .reasons = {std::move(reason)}};
}

/// A column that may hold no NULL gets an empty value instead.
Rule emptied(const ColumnShape &column, std::string_view emptyValue)
{
    if (column.notNull || column.isPrimaryKey)
        return {.kind = RuleKind::Constant, .text = std::string(emptyValue)};
    return {.kind = RuleKind::Null};
}

Finding undecided(const ColumnShape &column, Reason reason)
{
    Finding finding{.verdict = Verdict::Undecided, .reasons = {std::move(reason)}};
    const TypeFamily family = typeOf(column).family;
    const bool holdsText
        = family == TypeFamily::Text || family == TypeFamily::TextLike || family == TypeFamily::Composite;
    if (holdsText && !column.isUnique)
        finding.suggested = {.kind = RuleKind::Scrub};
    return finding;
}

Finding personal(const ColumnShape &column, Category category, int confidence, std::vector<Reason> reasons)
{
    Finding finding{.verdict = Verdict::Personal,
                    .category = category,
                    .confidence = confidence,
                    .reasons = std::move(reasons),
                    .suggested = {.kind = ruleFor(category)}};
    const bool mergesValues = category == Category::FreeText || category == Category::Document;
    if (category == Category::Picture)
        finding.suggested = emptied(column, "");
    else if (mergesValues && column.isUnique)
        finding.suggested = {.kind = RuleKind::Identifier};
    return finding;
}

struct Candidate
{
    Category category = Category::None;
    int percent = 0;
};

/// What the values say by themselves, where they say it clearly.
std::optional<Candidate> clearValues(const ValueEvidence &evidence, bool isTechnicalByName)
{
    if (evidence.count == 0)
        return std::nullopt;
    const auto share = [&evidence](ValueKind kind) { return evidence.percent(kind); };
    const int names = share(ValueKind::FirstName) + share(ValueKind::LastName) + share(ValueKind::FullName);
    const int contacts = share(ValueKind::Email) + share(ValueKind::Phone);
    const int enough = isTechnicalByName ? 80 : 60;
    if (share(ValueKind::Email) >= enough)
        return Candidate{Category::Email, share(ValueKind::Email)};
    if (share(ValueKind::Phone) >= enough)
        return Candidate{Category::Phone, share(ValueKind::Phone)};
    if (share(ValueKind::Iban) >= enough)
        return Candidate{Category::Iban, share(ValueKind::Iban)};
    if (share(ValueKind::Card) >= 80)
        return Candidate{Category::Card, share(ValueKind::Card)};
    if (share(ValueKind::IpAddress) >= 80)
        return Candidate{Category::Network, share(ValueKind::IpAddress)};
    if (contacts > 0 && contacts + names + share(ValueKind::Iban) >= enough)
        return Candidate{Category::FreeText, contacts + names};
    if (names < enough)
        return std::nullopt;
    if (share(ValueKind::FullName) >= 30)
        return Candidate{Category::FullName, names};
    const bool firstNames = share(ValueKind::FirstName) >= share(ValueKind::LastName);
    return Candidate{firstNames ? Category::FirstName : Category::LastName, names};
}

bool isNameCategory(Category category)
{
    return category == Category::FirstName || category == Category::LastName || category == Category::FullName;
}

/// The name says one thing and the values another: who is right.
Category reconciled(Category byName, const std::optional<Candidate> &byValues)
{
    if (!byValues || byValues->category == byName)
        return byName;
    // Names are told from other words least surely, and an IBAN is an account number too.
    const bool staysAsNamed = isNameCategory(byValues->category) || byName == Category::FreeText
                              || (byName == Category::AccountNumber && byValues->category == Category::Iban)
                              || (byName == Category::NationalId && byValues->category != Category::Email);
    return staysAsNamed && byName != Category::Document ? byName : byValues->category;
}

Finding namedPersonal(const TableShape &table, const ColumnShape &column, const NameHint &hint,
                      const ValueEvidence &evidence)
{
    const bool isOfThings = isThingTable(table.name.name);
    const bool isPlace = hint.category == Category::City || hint.category == Category::PostalCode
                         || hint.category == Category::Company;
    if (isPlace && isOfThings)
        return technical({Code::TechnicalName, hint.word}, 60);
    const auto byValues = clearValues(evidence, false);
    Category category = reconciled(hint.category, byValues);
    if (category == Category::Document)
        category = Category::FreeText;
    std::vector<Reason> reasons{{Code::ColumnName, hint.word}};
    int confidence = hint.confidence;
    if (byValues) {
        reasons.push_back({Code::Values, std::string(categoryKey(byValues->category)), byValues->percent});
        confidence = byValues->category == hint.category ? 99 : 85;
    }
    return personal(column, category, confidence, std::move(reasons));
}

bool hasFewValues(const ValueEvidence &evidence)
{
    return evidence.count >= 20 && evidence.distinct * 5 <= evidence.count && evidence.distinct <= 50;
}

Finding unnamedText(const ColumnShape &column, const std::optional<NameHint> &hint, const ValueEvidence &evidence)
{
    const bool isTechnicalByName = hint && hint->isTechnical;
    const int codes = evidence.percent(ValueKind::Code) + evidence.percent(ValueKind::Number);
    const int parts = evidence.percentWithPersonalParts();
    if (parts >= (isTechnicalByName ? 10 : 1) && !(isTechnicalByName && codes >= 80))
        return personal(column, Category::FreeText, std::max(60, parts),
                        {{Code::Values, "freeText", std::max(1, parts)}});
    if (isTechnicalByName)
        return technical({Code::TechnicalName, hint->word}, hint->confidence);
    if (evidence.count == 0)
        return undecided(column, {Code::NoValues});
    if (hasFewValues(evidence))
        return technical({Code::FewValues, {}, evidence.distinct}, 75);
    if (evidence.percent(ValueKind::Sentence) >= 30)
        return personal(column, Category::FreeText, 65, {{Code::Sentences, {}, evidence.percent(ValueKind::Sentence)}});
    if (codes >= 80)
        return technical({Code::Codes, {}, codes}, 60);
    return undecided(column, {Code::NothingKnown});
}

Finding detectText(const TableShape &table, const ColumnShape &column, const Values &values)
{
    const ValueEvidence evidence = examine(values, typeOf(column).isArray);
    auto hint = hintOf(column.name, table.name.name);
    Code source = Code::ColumnName;
    if (!hint || hint->isTechnical) {
        const auto byValues = clearValues(evidence, hint.has_value());
        if (byValues)
            return personal(column, byValues->category, std::max(70, byValues->percent - 3),
                            {{Code::Values, std::string(categoryKey(byValues->category)), byValues->percent}});
        if (auto inComment = hint ? std::nullopt : hintInComment(column.comment)) {
            hint = std::move(inComment);
            source = Code::Comment;
        }
    }
    if (!hint || hint->isTechnical)
        return unnamedText(column, hint, evidence);
    Finding finding = namedPersonal(table, column, *hint, evidence);
    finding.reasons.front().code = finding.verdict == Verdict::Personal ? source : finding.reasons.front().code;
    return finding;
}

/// The category of one path of a document, or of one attribute of a composite type.
Category categoryOfMember(const std::string &member, const Values &values)
{
    const ValueEvidence evidence = examine(values, false);
    const auto hint = hintOf(member, {});
    const bool isHinted = hint && !hint->isTechnical && hint->category != Category::Document;
    const auto byValues = clearValues(evidence, hint && hint->isTechnical);
    if (isHinted)
        return reconciled(hint->category, byValues);
    if (byValues)
        return byValues->category;
    if ((member == "name" || member == "nom") && !hasFewValues(evidence))
        return Category::FullName;
    return Category::None;
}

Finding detectDocument(const TableShape &table, const ColumnShape &column, const Values &values)
{
    const auto hint = hintOf(column.name, table.name.name);
    Finding finding{.verdict = Verdict::Personal, .category = Category::Document};
    finding.suggested = {.kind = RuleKind::JsonPaths, .scrubOthers = true};
    bool hasValues = false;
    bool hasPersonalParts = false;
    for (const auto &[path, found] : valuesByPath(values)) {
        hasValues = true;
        const Category category = categoryOfMember(lastMember(path), found);
        hasPersonalParts = hasPersonalParts || examine(found, false).withPersonalParts > 0;
        if (category == Category::None || category == Category::FreeText || category == Category::Picture)
            continue;
        finding.suggested.paths.push_back({path, {.kind = ruleFor(category)}});
        finding.reasons.push_back({Code::DocumentPaths, path});
    }
    finding.confidence = finding.reasons.empty() ? 60 : 95;
    if (!finding.reasons.empty())
        return finding;
    if (hasPersonalParts) {
        finding.reasons.push_back({Code::Values, "freeText", 1});
        return finding;
    }
    if (hint && !hint->isTechnical) {
        finding.reasons.push_back({Code::ColumnName, hint->word});
        return finding;
    }
    // Nothing personal in what was looked at; other rows may have it.
    finding.verdict = hasValues ? Verdict::Technical : Verdict::Undecided;
    finding.category = Category::None;
    finding.reasons.push_back({hasValues ? Code::NothingKnown : Code::NoValues});
    return finding;
}

Finding detectComposite(const ColumnShape &column)
{
    Finding finding{.verdict = Verdict::Personal, .category = Category::Document, .confidence = 85};
    finding.suggested = {.kind = RuleKind::JsonPaths, .scrubOthers = true};
    for (const auto &[name, type] : column.attributes) {
        const bool isText = typeOf({.name = name, .typeName = type}).family == TypeFamily::Text;
        const Category category = isText ? categoryOfMember(name, {}) : Category::None;
        if (category == Category::None || category == Category::FreeText || category == Category::Picture)
            continue;
        finding.suggested.paths.push_back({"$[\"" + name + "\"]", {.kind = ruleFor(category)}});
        finding.reasons.push_back({Code::DocumentPaths, name});
    }
    if (!finding.reasons.empty())
        return finding;
    return undecided(column, {Code::NothingKnown});
}

Finding detectNumber(const TableShape &table, const ColumnShape &column)
{
    const auto hint = hintOf(column.name, table.name.name);
    const bool isPersonal = hint
                            && (hint->category == Category::Phone || hint->category == Category::AccountNumber
                                || hint->category == Category::Card || hint->category == Category::NationalId);
    if (isPersonal)
        return personal(column, hint->category, hint->confidence, {{Code::ColumnName, hint->word}});
    if (column.isPrimaryKey || column.isUnique)
        return technical({Code::Identifier}, 95);
    return technical({Code::TypeCannotBePersonal, column.typeName}, 85);
}

Finding detectOther(const TableShape &table, const ColumnShape &column, TypeFamily family)
{
    const auto hint = hintOf(column.name, table.name.name);
    const auto isHinted = [&hint](Category category) { return hint && hint->category == category; };
    switch (family) {
    case TypeFamily::Date:
    case TypeFamily::Timestamp:
        if (isHinted(Category::BirthDate))
            return personal(column, Category::BirthDate, hint->confidence, {{Code::ColumnName, hint->word}});
        return technical({Code::RowTimestamp}, 85);
    case TypeFamily::Uuid:
        if (isHinted(Category::Credential))
            return personal(column, Category::Credential, hint->confidence, {{Code::ColumnName, hint->word}});
        return technical({Code::Identifier}, 90);
    case TypeFamily::Inet:
    case TypeFamily::MacAddress: {
        Finding finding = personal(column, Category::Network, 95,
                                   {{Code::Values, std::string(categoryKey(Category::Network)), 100}});
        if (family == TypeFamily::MacAddress)
            finding.suggested.kind = RuleKind::MacAddress;
        return finding;
    }
    case TypeFamily::Bytea:
        if (isHinted(Category::Picture) || isHinted(Category::Credential)) {
            Finding finding = personal(column, hint->category, hint->confidence, {{Code::ColumnName, hint->word}});
            finding.suggested = emptied(column, "\\x");
            return finding;
        }
        return undecided(column, {Code::NothingKnown});
    case TypeFamily::SearchVector: {
        Finding finding = personal(column, Category::FreeText, 70, {{Code::Sentences, {}, 100}});
        finding.suggested = emptied(column, "");
        return finding;
    }
    default:
        break;
    }
    const bool isRange = column.typeName.find("range") != std::string::npos;
    return isRange ? technical({Code::TypeCannotBePersonal, column.typeName}, 80)
                   : undecided(column, {Code::NothingKnown});
}

} // namespace

Finding detect(const TableShape &table, const ColumnShape &column, const Values &values)
{
    if (column.isGenerated)
        return technical({Code::ComputedByServer}, 100);
    if (column.isPartitionKey)
        return technical({Code::PartitionKey}, 100);
    const TypeFamily family = typeOf(column).family;
    switch (family) {
    case TypeFamily::Text:
    case TypeFamily::TextLike:
        return detectText(table, column, values);
    case TypeFamily::Json:
    case TypeFamily::Jsonb:
        return detectDocument(table, column, values);
    case TypeFamily::Composite:
        return detectComposite(column);
    case TypeFamily::SmallInteger:
    case TypeFamily::Integer:
    case TypeFamily::BigInteger:
    case TypeFamily::Number:
        return detectNumber(table, column);
    case TypeFamily::Boolean:
    case TypeFamily::Enum:
    case TypeFamily::TimeOrInterval:
        return technical({Code::TypeCannotBePersonal, column.typeName}, 95);
    default:
        return detectOther(table, column, family);
    }
}

} // namespace engine::anonymize
