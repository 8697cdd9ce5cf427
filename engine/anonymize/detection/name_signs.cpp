// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/detection/name_signs.h"

#include "engine/anonymize/detection/value_categories.h"
#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <array>

namespace engine::anonymize {

namespace {

/// Part of a name that long random texts have where they open something.
bool namesSecret(std::string_view name)
{
    static constexpr std::array<std::string_view, 9> parts{"key",  "tok",  "secret", "auth", "pass",
                                                           "cred", "encr", "stamp",  "sign"};
    std::string folded;
    foldPlain(name, folded);
    const auto words = wordsOf(name);
    return folded.find("public") == std::string::npos
           && (std::find(words.begin(), words.end(), "code") != words.end()
               || std::any_of(parts.begin(), parts.end(),
                              [&folded](std::string_view part) { return folded.find(part) != std::string::npos; }));
}

} // namespace

bool mayOpenSomething(const Surroundings &around, const std::string &name)
{
    static constexpr std::array<std::string_view, 20> others{
        "id",   "uid", "polyline", "cursor", "checksum", "etag", "digest", "sha",  "md5",  "fingerprint",
        "path", "url", "uri",      "file",   "filename", "name", "slug",   "uuid", "guid", "public"};
    const auto words = wordsOf(name);
    if (std::find(words.begin(), words.end(), "idempotency") != words.end())
        return false;
    if (around.table.isSecrets || namesSecret(name))
        return true;
    return std::none_of(words.begin(), words.end(), [](const std::string &word) {
        return std::find(others.begin(), others.end(), word) != others.end();
    });
}

bool namesAccountElsewhere(const Surroundings &around, std::string_view name)
{
    const auto words = wordsOf(name);
    const bool isId
        = !words.empty()
          && (words.back() == "id" || words.back() == "uid" || words.back() == "sub" || words.back() == "identifier");
    return isId
           && (around.table.isPeople || around.table.isAuthentication || around.table.isSecrets || around.besidePerson);
}

bool namesAccount(const Surroundings &around, std::string_view name)
{
    const auto words = wordsOf(name);
    // A name of nothing but signs has none.
    if (words.empty())
        return false;
    // The client of OAuth is an application.
    return (words.size() >= 2 && words.back() == "id" && isPersonNoun(words[words.size() - 2])
            && words[words.size() - 2] != "client")
           || words.back() == "userid" || words.back() == "uid"
           || (around.table.isPeople && words.size() == 1 && words.back() == "id");
}

bool isSaidOfThings(const Surroundings &around, Category category)
{
    const bool isOfEither
        = category == Category::Health || category == Category::Belief || category == Category::Company;
    return isOfEither && around.table.isThings && !around.table.isPeople && !around.besidePerson;
}

bool namesSession(std::string_view name)
{
    static constexpr std::array<std::string_view, 6> words{"session", "sess", "visit", "visitor", "visiteur", "jeton"};
    const auto all = wordsOf(name);
    return !all.empty() && std::find(words.begin(), words.end(), all.back()) != words.end();
}

bool endsAsSecret(std::string_view name)
{
    static constexpr std::array<std::string_view, 6> ends{"token",  "secret",     "password",
                                                          "passwd", "passphrase", "apikey"};
    const auto all = wordsOf(name);
    return !all.empty()
           && std::any_of(ends.begin(), ends.end(), [&all](std::string_view end) { return all.back().ends_with(end); });
}

bool namesValue(std::string_view name)
{
    const auto all = wordsOf(name);
    return !all.empty() && (all.back() == "value" || all.back() == "val" || all.back() == "valeur");
}

bool areDiagnoses(const Surroundings &around, std::string_view name, const ValueEvidence &evidence)
{
    static constexpr std::array<std::string_view, 7> words{"diag",       "diagnostic", "diagnosis", "diagnose",
                                                           "pathologie", "cim",        "icd"};
    const auto all = wordsOf(name);
    const bool isNamed = std::any_of(all.begin(), all.end(), [](const std::string &word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    });
    return percentOf(evidence.diagnosisCodes, evidence) >= 80 && (isNamed || around.table.isHealth);
}

} // namespace engine::anonymize
