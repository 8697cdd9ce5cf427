// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/generator.h"

#include <string>
#include <string_view>
#include <vector>

namespace engine::anonymize {

/// Replaces what gives people away in a text that a person wrote, and copies the rest.
///
/// Finds e-mail addresses; telephone numbers; IBANs; other runs of 8 digits and more (accounts, cards, national
/// numbers; blanks, dots and dashes between them allowed), but not dates; user and password in addresses of the web;
/// IPv4 addresses; capitalised and Arabic words that are in the lists of names (resources/anonymize), capitalised words
/// after M., Mme, Mr, Dr, السيد …, and the words of the row's own name columns however they are spelt.
/// Each becomes the fake it has elsewhere. It does not find: rare names in the middle of a sentence, names in lower
/// case that no column of the row has, places, ages, or what only somebody who knows the person understands.
/// The time it takes grows with the length of the text and nothing else. One object per thread.
class Scrubber final : public Generator
{
public:
    explicit Scrubber(const ProjectKey &key);
    ~Scrubber() override;

    void generate(std::string_view value, std::string &out) override;
    void setRowNames(const std::vector<RowName> *names) override { m_rowNames = names; }
    void stopOn(const std::stop_token &stop) override { m_stop = stop; }

private:
    /// Scrubs what lies between two e-mail addresses. The functions below begin at `at` and return where they ended;
    /// what they did not replace they have copied.
    void scrubBetween(std::string_view text, size_t from, size_t to, std::string &out);
    size_t scrubDigits(std::string_view text, size_t at, std::string &out);
    size_t scrubIban(std::string_view text, size_t at, std::string &out);
    size_t scrubWord(std::string_view text, size_t at, std::string &out);
    void appendAccount(std::string_view digits, std::string &out);
    void appendName(std::string_view word, bool isLastName, std::string &out);
    [[nodiscard]] const RowName *rowName() const;
    /// Whether to go no further; asked of each position, looks at the token now and then.
    [[nodiscard]] bool isStopped(size_t at);

    GeneratorHandle m_email;
    GeneratorHandle m_phone;
    GeneratorHandle m_account;
    GeneratorHandle m_card;
    GeneratorHandle m_network;
    GeneratorHandle m_firstName;
    GeneratorHandle m_lastName;
    const std::vector<RowName> *m_rowNames = nullptr;
    std::string m_folded;
    /// Where a capitalised word would be a name, because a title or a name stands before it.
    size_t m_nameExpectedAt = 0;
    std::stop_token m_stop;
    size_t m_lookedAt = 0;
};

} // namespace engine::anonymize
