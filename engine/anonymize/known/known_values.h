// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/known/mark_table.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine::anonymize {

/// What a word or number is to the database that has it in a column of names, logins or numbers.
enum class KnownKind : uint8_t { FirstName, LastName, Handle, Login, Phone, Identifier, Account, Card };

struct KnownWord
{
    KnownKind kind = KnownKind::FirstName;
    /// A common word, a place, or very short: a name only beside another sign of a person.
    bool needsSign = false;
    /// The first of several words that together are known ("ben" of "Ben Ali").
    bool beginsMore = false;
    /// The word itself is known, not only as the beginning of more.
    bool isWhole = false;
    /// Of a Handle, which is two names written together: bytes of the first part, and which of the two it is.
    uint8_t split = 0;
    bool lastNameFirst = false;
};

/// The names, logins, telephone numbers and other numbers of people that a database declares: the values of its own
/// columns, to be found again wherever else they stand.
///
/// Holds no value, only hashes of words folded with foldPlain(): 8 bytes for each, 36 MB at most (3 million words).
/// What comes after that is left out; isFull() says so. Filled by one thread, then read by any number.
class KnownValues final
{
public:
    void addFirstName(std::string_view name) { addName(name, KnownKind::FirstName); }
    void addLastName(std::string_view name) { addName(name, KnownKind::LastName); }
    /// "Amina Benali", "Mme Amina Benali", "BENALI Amina", "Benali, Amina".
    void addFullName(std::string_view name);
    /// First and last name of one person: also as they are written together in logins and addresses (abenali,
    /// aminabenali, benalia).
    void addPerson(std::string_view firstName, std::string_view lastName);
    void addLogin(std::string_view login);
    /// What stands before the @ as a login; addresses themselves are recognised without being known.
    void addEmail(std::string_view address);
    void addPhone(std::string_view number);
    /// Numbers of identity documents, accounts and cards: found in whatever groups they are written.
    void addNumber(std::string_view number, KnownKind kind);

    /// `folded`: one word, or several with one blank between them, after foldPlain().
    [[nodiscard]] KnownWord word(std::string_view folded) const;
    /// `digits`: without anything between them. By its last digits: with and without country.
    [[nodiscard]] bool isPhone(std::string_view digits) const;
    /// Letters and digits of a number, folded, without anything between them. Its kind, when it is known.
    [[nodiscard]] bool isNumber(std::string_view lettersAndDigits, KnownKind &kind) const;

    /// Whether a value has something in it that is surely somebody's: for columns that are only watched. `scratch`
    /// keeps its memory from call to call.
    [[nodiscard]] bool areIn(std::string_view value, std::string &scratch) const;

    [[nodiscard]] bool isEmpty() const { return m_marks.count() == 0; }
    [[nodiscard]] bool isFull() const { return m_isFull; }
    [[nodiscard]] size_t count() const { return m_marks.count(); }
    [[nodiscard]] bool hasNumbers() const { return m_hasNumbers; }
    [[nodiscard]] bool hasPhones() const { return m_hasPhones; }
    [[nodiscard]] bool hasLogins() const { return m_hasLogins; }

private:
    [[nodiscard]] bool areIn(std::string_view value, std::string &scratch, int depth) const;
    /// The parts of areIn(). A run of letters and digits that begins with a digit.
    [[nodiscard]] bool isNumberAt(std::string_view value, size_t at) const;
    /// The letters from `at` on; `end` is where they end.
    [[nodiscard]] bool isWordAt(std::string_view value, size_t at, size_t &end, std::string &scratch) const;
    [[nodiscard]] bool isLoginAt(std::string_view value, size_t at, size_t end, std::string &scratch) const;
    void addName(std::string_view name, KnownKind kind);
    /// "Ben Mezghoucha" written "benmezghoucha", and the other way round.
    void addJoined(KnownKind kind);
    void addHandle(std::string_view first, std::string_view second, bool lastNameFirst);
    void insert(uint64_t hash, uint16_t mark);
    void insertWord(std::string_view folded, uint16_t mark);

    MarkTable m_marks;
    bool m_isFull = false;
    bool m_hasNumbers = false;
    bool m_hasPhones = false;
    bool m_hasLogins = false;
    std::string m_folded;
    std::string m_joined;
    std::vector<std::string> m_words;
};

/// The words of a name, folded, without what stands between them.
void wordsOfName(std::string_view name, std::vector<std::string> &words);

} // namespace engine::anonymize
