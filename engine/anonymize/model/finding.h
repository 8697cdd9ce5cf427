// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/rule.h"
#include "engine/base/errors/sentence.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace engine::anonymize {

/// What kind of personal data a column holds; None for a technical column.
enum class Category {
    None,
    Email,
    Username,
    FirstName,
    LastName,
    FullName,
    Company,
    Phone,
    Address,
    City,
    PostalCode,
    AccountNumber,
    Iban,
    Card,
    NationalId,
    BirthDate,
    Network,
    Credential,
    /// What somebody is called at another service: facebook_id, provider_uid.
    ExternalId,
    /// Of a device or a browser: a MAC address, an IMEI, a user agent.
    Device,
    /// Where somebody is or lives: coordinates.
    Location,
    Health,
    /// Religion, origin, opinions, and what else of a person the law protects besides health.
    Belief,
    Salary,
    Website,
    Picture,
    FreeText,
    Document,
};

enum class Verdict { Personal, Technical, Undecided };

/// Why detection thinks so: a code and its parameters; describe() makes the sentence.
struct Reason
{
    enum class Code {
        RuleFile,
        ColumnName,
        Comment,
        Values,
        DocumentPaths,
        SameAsReferenced,
        SameAsParent,
        TypeCannotBePersonal,
        Identifier,
        Reference,
        ComputedByServer,
        PartitionKey,
        RowTimestamp,
        FewValues,
        Codes,
        TechnicalName,
        Sentences,
        NothingKnown,
        NoValues,
        BesidePeople,
        DeclaredNames,
        EmptyTable,
        Type,
        CheckUnsatisfied,
        KeptBecause,
        LeftUndecided,
        MovesWithOthers,
    };
    Code code = Code::NothingKnown;
    /// The word of a dictionary, a column, a path.
    std::string word{};
    /// Share of the sampled values that look so.
    int percent = 0;
};

/// What detection thinks of one column.
struct Finding
{
    Verdict verdict = Verdict::Undecided;
    Category category = Category::None;
    /// 0 to 100.
    int confidence = 0;
    std::vector<Reason> reasons{};
    Rule suggested{};
};

/// "email", "firstName", …; "technical" for None. Never translated.
[[nodiscard]] std::string_view categoryKey(Category category);
/// For a table cell, translated.
[[nodiscard]] QString displayName(Category category);
/// One sentence per reason, joined into a paragraph.
[[nodiscard]] Sentence describe(const std::vector<Reason> &reasons);

} // namespace engine::anonymize
