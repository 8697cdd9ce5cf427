// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/detection/detection.h"

#include "engine/anonymize/detection/category_rules.h"
#include "engine/anonymize/detection/document_paths.h"
#include "engine/anonymize/detection/name_signs.h"
#include "engine/anonymize/detection/number_hints.h"
#include "engine/anonymize/detection/value_categories.h"
#include "engine/anonymize/detection/value_evidence.h"
#include "engine/anonymize/dictionary/column_dictionary.h"
#include "engine/anonymize/text/array_text.h"
#include "engine/anonymize/text/composite_text.h"
#include "engine/anonymize/text/json_path.h"
#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <array>
#include <map>

namespace engine::anonymize {

namespace {

using Values = std::vector<std::optional<std::string>>;
using Code = Reason::Code;

Finding technical(Reason reason, int confidence)
{
    return {.verdict = Verdict::Technical, .confidence = confidence, .reasons = {std::move(reason)}};
}

Finding undecided(const ColumnShape &column, Reason reason)
{
    Finding finding{.verdict = Verdict::Undecided, .reasons = {std::move(reason)}};
    const TypeFamily family = typeOf(column).family;
    const bool holdsText = family == TypeFamily::Text || family == TypeFamily::TextLike
                           || family == TypeFamily::Composite || family == TypeFamily::Bytea;
    if (holdsText && !column.isUnique)
        finding.suggested = {.kind = RuleKind::Scrub};
    return finding;
}

Finding personal(const ColumnShape &column, Category category, int confidence, std::vector<Reason> reasons)
{
    const std::string word = reasons.empty() ? std::string{} : reasons.front().word;
    Finding finding{.verdict = Verdict::Personal,
                    .category = category,
                    .confidence = confidence,
                    .reasons = std::move(reasons),
                    .suggested = suggestedRule(category, column, word)};
    const bool mergesValues = category == Category::FreeText || category == Category::Document;
    if (mergesValues && column.isUnique)
        finding.suggested = {.kind = RuleKind::Identifier};
    return finding;
}

Finding unnamedText(const ColumnShape &column, const std::optional<NameHint> &hint, const ValueEvidence &evidence)
{
    const bool isTechnicalByName = hint && hint->isTechnical;
    const int codes = evidence.percent(ValueKind::Code) + evidence.percent(ValueKind::Number)
                      + evidence.percent(ValueKind::Uuid) + evidence.percent(ValueKind::RandomText)
                      + evidence.percent(ValueKind::Hex);
    const int parts = evidence.percentWithPersonalParts();
    const int keys = evidence.percent(ValueKind::Uuid) + evidence.percent(ValueKind::Hex)
                     + evidence.percent(ValueKind::RandomText);
    // Eight digits in a row are no account there, and a checksum with others in it is none.
    if (keys >= 80)
        return technical({Code::Codes, {}, keys}, 70);
    const bool areCodes = isTechnicalByName && codes >= 80 && !namesValue(column.name);
    if (parts >= (isTechnicalByName ? 10 : 1) && !areCodes)
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

/// What is a number, with letters in it or without.
bool isNumbered(Category category)
{
    return category == Category::AccountNumber || category == Category::NationalId || category == Category::Phone
           || category == Category::Iban || category == Category::Card || category == Category::ExternalId;
}

/// Written as names are, without a digit.
bool areNames(const ValueEvidence &evidence)
{
    return percentOf(evidence.withDigits, evidence) <= 10 && percentOf(evidence.nameShaped, evidence) >= 80;
}

Finding namedPersonal(const ColumnShape &column, const NameHint &hint, Reason::Code source,
                      const ValueEvidence &evidence)
{
    const bool mayBeKey = hint.isRole || (hint.category == Category::NationalId && isKeyOfPerson(hint.word));
    if (mayBeKey && areKeys(evidence, hint.isRole))
        return technical({Code::Identifier}, 80);
    // The signature of a document, not that of a hand.
    if (hint.category == Category::Picture && evidence.percent(ValueKind::Hex) >= 80)
        return technical({Code::Codes, {}, evidence.percent(ValueKind::Hex)}, 70);
    if (areOnlyWords(hint.category, evidence))
        return technical({Code::FewValues, {}, evidence.distinct}, 70);
    // What is no number cannot be made another amount: "income_docs" are files.
    const bool isNoAmount
        = hint.category == Category::Salary && evidence.count > 0 && percentOf(evidence.withDigits, evidence) < 50;
    if (contradict(hint, evidence) || isNoAmount)
        return unnamedText(column, std::nullopt, evidence);
    const auto byValues = clearValues(evidence, false);
    // "acct_mgr" is whoever has to do with the number.
    const bool isSomebody = hint.isRole || (isNumbered(hint.category) && areNames(evidence));
    Category category = isSomebody ? categoryOfRole(evidence, byValues) : reconciled(hint.category, byValues);
    if (category == Category::Document)
        category = Category::FreeText;
    // A text that is nothing but a name.
    const bool areAllNames = category == Category::FreeText && byValues && byValues->category == Category::FullName
                             && percentOf(evidence.nameShaped, evidence) >= 90;
    if (areAllNames)
        category = Category::FullName;
    // A text that is nothing but an illness, in which there is nobody to scrub.
    if (category == Category::FreeText && byValues
        && (byValues->category == Category::Health || byValues->category == Category::Belief))
        category = byValues->category;
    const bool areLogins = category == Category::FreeText && !hasFewValues(evidence)
                           && hint.category == Category::Document && percentOf(evidence.loginShaped, evidence) >= 80;
    if (areLogins)
        category = Category::Username;
    std::vector<Reason> reasons{{source, hint.word}};
    int confidence = hint.confidence;
    if (byValues) {
        reasons.push_back({Code::Values, std::string(categoryKey(byValues->category)), byValues->percent});
        confidence = byValues->category == hint.category ? 99 : 85;
    }
    Finding finding = personal(column, category, confidence, std::move(reasons));
    if (hint.isHashed && typeOf(column).family == TypeFamily::Text)
        finding.suggested = {.kind = RuleKind::Identifier};
    else if (byValues && byValues->category == category && category != hint.category && !column.isUnique)
        finding.suggested = suggestedRule(category, column, byValues->word);
    return finding;
}

/// What the column's name says, or that of its domain.
std::optional<NameHint> hintOfColumn(const Surroundings &around, const ColumnShape &column)
{
    auto hint = hintOf(column.name, around);
    if ((!hint || hint->isTechnical) && !column.baseTypeName.empty()) {
        auto ofDomain = hintOf(column.typeName.substr(column.typeName.rfind('.') + 1), {});
        if (ofDomain && !ofDomain->isTechnical && ofDomain->category != Category::FreeText && !ofDomain->isRole)
            return ofDomain;
    }
    return hint;
}

Finding detectDocument(const Surroundings &around, const ColumnShape &column, const Values &values);

/// Documents in a column of text.
bool areDocuments(const Values &values)
{
    int count = 0;
    int documents = 0;
    for (const auto &value : values) {
        if (!value || value->empty())
            continue;
        const std::string_view inside = trimmed(*value);
        ++count;
        documents
            += inside.size() > 1
                       && ((inside.front() == '{' && inside.back() == '}' && inside.find('"') != std::string_view::npos)
                           || (inside.front() == '[' && inside.back() == ']'))
                   ? 1
                   : 0;
    }
    return count > 0 && documents * 10 >= count * 9;
}

/// Pictures written into a text, as browsers do with a signature.
bool arePictures(const Values &values)
{
    int count = 0;
    for (const auto &value : values) {
        if (!value || value->empty())
            continue;
        if (!value->starts_with("data:image/"))
            return false;
        ++count;
    }
    return count > 0;
}

/// Prose about a column may tell of something else: "the kind of phone number", "identification number of the cart".
bool isBorneOut(const NameHint &hint, const Surroundings &around, const ValueEvidence &evidence)
{
    if (hint.category == Category::NationalId || hint.category == Category::ExternalId)
        return around.table.isPeople || around.besidePerson;
    const std::array<std::pair<Category, ValueKind>, 5> forms{{{Category::Email, ValueKind::Email},
                                                               {Category::Phone, ValueKind::Phone},
                                                               {Category::Iban, ValueKind::Iban},
                                                               {Category::Card, ValueKind::Card},
                                                               {Category::Network, ValueKind::IpAddress}}};
    return std::none_of(forms.begin(), forms.end(), [&](const auto &form) {
        return form.first == hint.category && evidence.count > 0 && evidence.percent(form.second) == 0
               && evidence.withPersonalParts == 0;
    });
}

Finding detectText(const Surroundings &around, const ColumnShape &column, const Values &values)
{
    if (!typeOf(column).isArray && column.maxLength == 0 && areDocuments(values)) {
        Finding finding = detectDocument(around, column, values);
        if (finding.verdict == Verdict::Personal && !finding.suggested.paths.empty())
            return finding;
    }
    const ValueEvidence evidence = examine(values, typeOf(column).isArray);
    auto hint = hintOfColumn(around, column);
    Code source = Code::ColumnName;
    if (!hint || hint->isTechnical) {
        if (arePictures(values) && (around.table.isPeople || around.besidePerson))
            return personal(column, Category::Picture, 80,
                            {{Code::Values, std::string(categoryKey(Category::Picture)), 100}});
        const auto byValues = clearValues(evidence, hint.has_value());
        if (byValues && !isSaidOfThings(around, byValues->category)) {
            Finding finding
                = personal(column, byValues->category, std::max(70, byValues->percent - 3),
                           {{Code::Values, std::string(categoryKey(byValues->category)), byValues->percent}});
            if (byValues->category == Category::Device)
                finding.suggested = suggestedRule(Category::Device, column, byValues->word);
            return finding;
        }
        if (areDiagnoses(around, column.name, evidence))
            return personal(column, Category::Health, 85,
                            {{Code::Values, std::string(categoryKey(Category::Health)),
                              percentOf(evidence.diagnosisCodes, evidence)}});
        if ((namesSession(column.name) || endsAsSecret(column.name))
            && evidence.percent(ValueKind::Hex) + evidence.percent(ValueKind::Uuid) >= 80)
            return personal(column, Category::Credential, 75, {{Code::ColumnName, column.name}});
        // A name of two words that the dictionary has says what it is: "payment intent".
        const bool isSurelyTechnical = hint && hint->word.find(' ') != std::string::npos;
        if (mayOpenSomething(around, column.name) && !isSurelyTechnical
            && evidence.percent(ValueKind::RandomText) >= 80)
            return personal(column, Category::Credential, 80,
                            {{Code::Values, std::string(categoryKey(Category::Credential)),
                              evidence.percent(ValueKind::RandomText)}});
        if (namesAccountElsewhere(around, column.name) && percentOf(evidence.longNumbers, evidence) >= 80)
            return personal(column, Category::ExternalId, 75, {{Code::ColumnName, column.name}});
        if (namesAccount(around, column.name) && percentOf(evidence.loginShaped, evidence) >= 60)
            return personal(column, Category::Username, 75, {{Code::ColumnName, column.name}});
        auto inComment = hint ? std::nullopt : hintInComment(column.comment);
        if (inComment && isBorneOut(*inComment, around, evidence)) {
            hint = std::move(inComment);
            source = Code::Comment;
        }
    }
    if (!hint || hint->isTechnical)
        return unnamedText(column, hint, evidence);
    return namedPersonal(column, *hint, source, evidence);
}

struct MemberFinding
{
    Category category = Category::None;
    Rule rule{};
};

/// What one path of a document holds, or one attribute of a composite type.
MemberFinding findingOfMember(const std::string &member, const Surroundings &around, const Values &values)
{
    const ColumnShape asText{.name = member, .typeName = "text"};
    const ValueEvidence evidence = examine(values, false);
    const auto hint = hintOf(member, around);
    const bool isHinted = hint && !hint->isTechnical && hint->category != Category::Document;
    const auto byValues = clearValues(evidence, hint && hint->isTechnical);
    const auto found = [&asText](Category category, std::string_view word) {
        return MemberFinding{category, suggestedRule(category, asText, word)};
    };
    if (isHinted && !(hint->isRole && areKeys(evidence, true)) && !areOnlyWords(hint->category, evidence)) {
        const Category category
            = hint->isRole ? categoryOfRole(evidence, byValues) : reconciled(hint->category, byValues);
        return found(category, byValues && byValues->category == category ? byValues->word : hint->word);
    }
    if (byValues)
        return found(byValues->category, byValues->word);
    if (member == "name" && !hint && !hasFewValues(evidence))
        return found(Category::FullName, member);
    return {};
}

/// The path of the object that a path's member is in: "$.a" of "$.a.b[*]".
std::string parentOf(std::string path)
{
    while (path.ends_with("[*]"))
        path.resize(path.size() - 3);
    const size_t step = path.ends_with("\"]") ? path.rfind("[\"") : path.rfind('.');
    return path.substr(0, step == std::string::npos ? 0 : step);
}

/// What stands around the members of each object of a document, by the path of the object.
std::map<std::string, Surroundings> surroundingsByObject(const ValuesByPath &values, const Surroundings &ofColumn)
{
    std::map<std::string, std::vector<std::string>> members;
    for (const auto &[path, found] : values)
        members[parentOf(path)].push_back(lastMember(path));
    std::map<std::string, Surroundings> around;
    for (const auto &[object, names] : members) {
        Surroundings ofObject = surroundingsOf(lastMember(object), names);
        if (object == "$" && ofColumn.table.isPeople)
            ofObject.table = ofColumn.table;
        around.emplace(object, ofObject);
    }
    return around;
}

Finding detectDocument(const Surroundings &around, const ColumnShape &column, const Values &values)
{
    const auto hint = hintOf(column.name, around);
    Finding finding{.verdict = Verdict::Personal, .category = Category::Document};
    // Whatever its members are called.
    if (hint && !hint->isTechnical && hint->category == Category::Credential && hint->confidence >= 90)
        return personal(column, Category::Credential, hint->confidence, {{Code::ColumnName, hint->word}});
    finding.suggested = {.kind = RuleKind::JsonPaths, .scrubOthers = true};
    const ValuesByPath byPath = valuesByPath(values);
    const auto aroundOf = surroundingsByObject(byPath, around);
    bool hasPersonalParts = false;
    for (const auto &[path, found] : byPath) {
        const MemberFinding member = findingOfMember(lastMember(path), aroundOf.at(parentOf(path)), found);
        hasPersonalParts = hasPersonalParts || examine(found, false).withPersonalParts > 0;
        if (member.category == Category::None || member.category == Category::FreeText)
            continue;
        finding.suggested.paths.push_back({path, member.rule});
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
    finding.verdict = byPath.empty() ? Verdict::Undecided : Verdict::Technical;
    finding.category = Category::None;
    finding.reasons.push_back({byPath.empty() ? Code::NoValues : Code::NothingKnown});
    return finding;
}

Finding detectByType(const Surroundings &around, const ColumnShape &column, const Values &values);

/// The values that each attribute has in these composite values, or arrays of them.
std::vector<Values> valuesOfAttributes(const ColumnShape &column, const Values &values)
{
    std::vector<Values> all(column.composite->attributes.size());
    const auto take = [&all](std::string_view value, std::string &) {
        const auto fields = readComposite(value);
        for (size_t i = 0; fields && fields->size() == all.size() && i < all.size(); ++i)
            all[i].push_back((*fields)[i].isNull() ? std::nullopt : std::optional((*fields)[i].decoded));
        return false;
    };
    std::string unused;
    for (const auto &value : values) {
        if (value && typeOf(column).isArray)
            static_cast<void>(rewriteArray(*value, take, unused));
        else if (value)
            take(*value, unused);
    }
    return all;
}

/// Two words or more, written as names are. In a column such values may be anything; beside a street or a date of birth
/// in one value they are somebody.
bool areWholeNames(const Values &values)
{
    int count = 0;
    int names = 0;
    for (const auto &value : values) {
        if (!value || value->empty())
            continue;
        ++count;
        names += isNameShaped(*value) && value->find(' ') != std::string::npos ? 1 : 0;
    }
    return count > 0 && names * 100 >= count * 80;
}

void detectAttributes(const ColumnShape &column, const Values &values, const std::string &path, Finding &finding)
{
    const std::vector<ColumnShape> &attributes = column.composite->attributes;
    std::vector<std::string> names;
    for (const ColumnShape &attribute : attributes)
        names.push_back(attribute.name);
    const Surroundings around = surroundingsOf(column.name, names);
    const std::vector<Values> all = valuesOfAttributes(column, values);
    const auto add = [&finding](const ColumnShape &attribute, const std::string &at, const Rule &rule) {
        finding.suggested.paths.push_back({at, rule});
        finding.reasons.push_back({Code::DocumentPaths, attribute.name});
    };
    for (size_t i = 0; i < attributes.size(); ++i) {
        const ColumnShape &attribute = attributes[i];
        const TypeFamily family = typeOf(attribute).family;
        const std::string here = path + pathText({{.name = attribute.name}}).substr(1);
        if (family == TypeFamily::Composite) {
            detectAttributes(attribute, all[i], here, finding);
        } else if (family == TypeFamily::Text) {
            const MemberFinding member = findingOfMember(attribute.name, around, all[i]);
            if (member.category != Category::None && member.category != Category::FreeText
                && member.category != Category::Picture)
                add(attribute, here, member.rule);
            else if (member.category == Category::None && areWholeNames(all[i]))
                add(attribute, here, {.kind = RuleKind::FullName});
        } else {
            const Finding found = detectByType(around, attribute, all[i]);
            if (found.verdict != Verdict::Personal || found.suggested.isKeep())
                continue;
            if (found.suggested.kind != RuleKind::JsonPaths)
                add(attribute, here, found.suggested);
            for (const PathRule &inside : found.suggested.paths)
                add(attribute, here + inside.path.substr(1), inside.rule);
        }
    }
}

Finding detectComposite(const ColumnShape &column, const Values &values)
{
    Finding finding{.verdict = Verdict::Personal, .category = Category::Document, .confidence = 85};
    finding.suggested = {.kind = RuleKind::JsonPaths, .scrubOthers = true};
    detectAttributes(column, values, "$", finding);
    if (!finding.reasons.empty())
        return finding;
    return undecided(column, {Code::NothingKnown});
}

Finding detectNumber(const Surroundings &around, const ColumnShape &column)
{
    const auto hint = hintOfColumn(around, column);
    if (hint && !hint->isTechnical && canBeNumber(*hint, column)) {
        Finding finding = personal(column, hint->category, hint->confidence, {{Code::ColumnName, hint->word}});
        const bool isWhole = typeOf(column).family != TypeFamily::Number;
        const bool isPermuted = hint->category == Category::Credential || hint->category == Category::Network
                                || hint->category == Category::Device
                                || (hint->category == Category::Location && isWhole);
        if (isPermuted)
            finding.suggested = {.kind = RuleKind::Identifier};
        return finding;
    }
    if (column.isPrimaryKey || column.isUnique)
        return technical({Code::Identifier}, 95);
    return technical({Code::TypeCannotBePersonal, column.typeName}, 85);
}

/// Bytes: what they are called is all there is to go by.
Finding detectBytes(const ColumnShape &column, const std::optional<NameHint> &hint)
{
    const bool isPersonal = hint && !hint->isTechnical && hint->category != Category::FreeText
                            && hint->category != Category::Document && !hint->isRole;
    if (!isPersonal)
        return undecided(column, {Code::NothingKnown});
    Finding finding = personal(column, hint->category, hint->confidence, {{Code::ColumnName, hint->word}});
    const bool isEmptied = hint->category == Category::Picture || hint->category == Category::Health
                           || hint->category == Category::Belief;
    finding.suggested = isEmptied ? emptied(column) : Rule{.kind = RuleKind::Secret};
    return finding;
}

Finding detectGeometry(const Surroundings &around, const ColumnShape &column, const std::optional<NameHint> &hint)
{
    const bool isPoint = column.typeName == "point" || column.typeName.find("(Point") != std::string::npos;
    if (around.table.isPlaces)
        return technical({Code::TechnicalName, hint ? hint->word : column.name}, 60);
    if (hint && hint->category == Category::Location)
        return personal(column, Category::Location, hint->confidence, {{Code::ColumnName, hint->word}});
    if (isPoint)
        return personal(column, Category::Location, 75, {{Code::Type, column.typeName}});
    return undecided(column, {Code::NothingKnown});
}

/// Facts about health and convictions that are ticked or chosen from a list.
Finding detectChoice(const ColumnShape &column, const std::optional<NameHint> &hint)
{
    const bool isSensitive = hint && (hint->category == Category::Health || hint->category == Category::Belief);
    const bool canBeEmptied = typeOf(column).family == TypeFamily::Boolean || emptied(column).kind == RuleKind::Null;
    if (isSensitive && canBeEmptied)
        return personal(column, hint->category, hint->confidence, {{Code::ColumnName, hint->word}});
    return technical({Code::TypeCannotBePersonal, column.typeName}, 95);
}

Finding detectOther(const Surroundings &around, const ColumnShape &column, TypeFamily family)
{
    const auto hint = hintOfColumn(around, column);
    const auto isHinted = [&hint](Category category) { return hint && hint->category == category; };
    switch (family) {
    case TypeFamily::Date:
    case TypeFamily::Timestamp:
        if (isHinted(Category::BirthDate))
            return personal(column, Category::BirthDate, hint->confidence, {{Code::ColumnName, hint->word}});
        return technical({Code::RowTimestamp}, 85);
    case TypeFamily::Uuid:
        if ((isHinted(Category::Credential) && !hint->word.ends_with(" id")) || isHinted(Category::ExternalId)
            || isHinted(Category::Device)) {
            Finding finding = personal(column, hint->category, hint->confidence, {{Code::ColumnName, hint->word}});
            finding.suggested = {.kind = RuleKind::Identifier};
            return finding;
        }
        return technical({Code::Identifier}, 90);
    case TypeFamily::Inet:
        return personal(column, Category::Network, 95, {{Code::Type, column.typeName}});
    case TypeFamily::MacAddress: {
        Finding finding = personal(column, Category::Device, 95, {{Code::Type, column.typeName}});
        finding.suggested = {.kind = RuleKind::MacAddress};
        return finding;
    }
    case TypeFamily::Bytea:
        return detectBytes(column, hint);
    case TypeFamily::Geometry:
        return detectGeometry(around, column, hint);
    case TypeFamily::Boolean:
    case TypeFamily::Enum:
        return detectChoice(column, hint);
    case TypeFamily::SearchVector: {
        Finding finding = personal(column, Category::FreeText, 70, {{Code::Type, column.typeName}});
        finding.suggested = emptied(column);
        return finding;
    }
    default:
        break;
    }
    const bool isRange = column.typeName.find("range") != std::string::npos;
    return isRange ? technical({Code::TypeCannotBePersonal, column.typeName}, 80)
                   : undecided(column, {Code::NothingKnown});
}

Finding detectByType(const Surroundings &around, const ColumnShape &column, const Values &values)
{
    const TypeFamily family = typeOf(column).family;
    switch (family) {
    case TypeFamily::Text:
    case TypeFamily::TextLike:
        return detectText(around, column, values);
    case TypeFamily::Json:
    case TypeFamily::Jsonb:
        return detectDocument(around, column, values);
    case TypeFamily::Composite:
        return detectComposite(column, values);
    case TypeFamily::SmallInteger:
    case TypeFamily::Integer:
    case TypeFamily::BigInteger:
    case TypeFamily::Number:
        return detectNumber(around, column);
    case TypeFamily::TimeOrInterval:
        return technical({Code::TypeCannotBePersonal, column.typeName}, 95);
    default:
        return detectOther(around, column, family);
    }
}

bool areLookedAt(TypeFamily family)
{
    return family == TypeFamily::Text || family == TypeFamily::TextLike || family == TypeFamily::Json
           || family == TypeFamily::Jsonb;
}

} // namespace

Finding detect(const Surroundings &around, const ColumnShape &column, const Values &values)
{
    if (column.isGenerated)
        return technical({Code::ComputedByServer}, 100);
    Finding finding = detectByType(around, column, values);
    const bool hasNoValue
        = std::none_of(values.begin(), values.end(), [](const auto &value) { return value.has_value(); });
    const bool saysSo = !finding.reasons.empty() && finding.reasons.front().code == Code::NoValues;
    if (hasNoValue && !saysSo && areLookedAt(typeOf(column).family))
        finding.reasons.push_back({Code::EmptyTable});
    return finding;
}

Finding detect(const TableShape &table, const ColumnShape &column, const Values &values)
{
    std::vector<std::string> names;
    for (const ColumnShape &other : table.columns)
        names.push_back(other.name);
    return detect(surroundingsOf(table.name.name, names), column, values);
}

} // namespace engine::anonymize
