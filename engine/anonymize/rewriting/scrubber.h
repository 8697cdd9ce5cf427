// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/fakes/generator.h"
#include "engine/anonymize/rewriting/plain_words.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace engine::anonymize {

struct KnownWord;
struct AddressSpan;
class Scrubber;

/// Finds its way in a document for a scrubber, which looks at the texts in it; they call each other as deep as
/// documents lie in texts and texts in documents.
class DocumentScrubber
{
public:
    DocumentScrubber() = default;
    DocumentScrubber(const DocumentScrubber &) = delete;
    DocumentScrubber &operator=(const DocumentScrubber &) = delete;
    virtual ~DocumentScrubber() = default;

    /// Gives back false and appends nothing when `value` is no document.
    virtual bool rewriteDocument(std::string_view value, std::string &out) = 0;
    /// Of this object alone, not of the scrubber.
    virtual void stopHereOn(const std::stop_token &stop) = 0;
};
/// Borrows the scrubber. Made in json_rewriter.cpp.
[[nodiscard]] std::unique_ptr<DocumentScrubber> makeDocumentScrubber(Scrubber &scrubber);

/// Replaces what gives people away in a text that a person or a program wrote, and copies the rest.
///
/// Finds e-mail addresses, however their @ is written; telephone numbers; IBANs; other runs of 8 digits and more
/// (accounts, cards, national numbers; blanks, dots and dashes between them allowed), but not dates; user and password
/// in addresses of the web; IPv4 addresses; capitalised and Arabic words that are in the lists of names
/// (resources/anonymize), capitalised words after M., Mme, Mr, Dr, السيد …, and the words of the row's own name columns
/// however they are spelt. With knowValues(), also names, logins and numbers that the database itself declares: in any
/// case and accent, in slugs, paths, logins and codes; common words and places among them only beside another sign of a
/// person. All of this too in what is base64, hexadecimal, or a JSON document inside the text. The signature of a token
/// (JWT) is spoilt.
/// Each becomes the fake it has elsewhere, in the dress that it had. It does not find: rare names that no column
/// declares, in the middle of a sentence, places, ages, or what only somebody who knows the person understands.
/// The time it takes grows with the length of the text and nothing else. One object per thread.
class Scrubber final : public Generator
{
public:
    explicit Scrubber(const ProjectKey &key);
    ~Scrubber() override;

    void generate(std::string_view value, std::string &out) override;
    void setRowNames(const std::vector<RowName> *names) override
    {
        m_rowNames = names;
        m_plainWords.setRowNames(names);
    }
    void stopOn(const std::stop_token &stop) override { m_stop = stop; }
    void knowValues(const KnownValues *known) override
    {
        m_known = known;
        m_plainWords.knowValues(known);
    }

    /// A number of a document: the fake of a telephone number or number that is known; false when it is neither.
    bool replaceNumber(std::string_view digits, std::string &out);

private:
    /// One call of generate(), which may be inside another one.
    struct Place;

    /// Scrubs what lies between two e-mail addresses. The functions below begin at `at` and return where they ended;
    /// what they did not replace they have copied.
    void scrubBetween(std::string_view text, size_t from, size_t to, std::string &out);
    size_t skipRestOfWord(std::string_view part, size_t at, size_t &copied, std::string &out);
    size_t scrubDigits(std::string_view text, size_t at, std::string &out);
    size_t scrubIban(std::string_view text, size_t at, std::string &out);
    size_t scrubWord(std::string_view text, size_t at, std::string &out);
    /// These return `at` where there is nothing for them.
    size_t scrubEncoded(std::string_view text, size_t at, std::string &out);
    size_t scrubLogin(std::string_view text, size_t at, std::string &out);
    size_t scrubKnownName(std::string_view text, size_t at, size_t end, std::string &out);
    /// Of scrubber_dresses.cpp: "Ren%C3%A9e", a hash or a private key, the page of somebody.
    size_t scrubEscaped(std::string_view text, size_t at, std::string &out);
    size_t scrubSecret(std::string_view text, size_t at, std::string &out);
    size_t scrubPage(std::string_view text, size_t at, std::string &out);
    bool scrubDocument(std::string_view value, std::string &out);
    /// Of scrubber_keys.cpp: an hstore, XML, a line of a log. False for what is neither, or says nothing of people by
    /// its keys.
    bool scrubKeyed(std::string_view value, std::string &out);
    /// A line of a table, with somebody's name beside a number or an address. False for what is none.
    bool scrubRecord(std::string_view value, std::string &out);
    void scrubText(std::string_view value, std::string &out);
    /// What replaces values under this key; null for one that says nothing of people.
    [[nodiscard]] Generator *generatorOfKey(std::string_view key);
    /// Scrubs a text that was inside another one; false when nothing in it changed.
    bool scrubInside(std::string_view text, std::string &out);

    void appendAddress(std::string_view text, const AddressSpan &address, std::string &out);
    void appendAccount(std::string_view digits, std::string &out);
    void appendName(std::string_view text, size_t at, size_t end, bool isLastName, std::string &out);
    void appendHandle(std::string_view word, const KnownWord &known, std::string &out);
    /// A fake in small letters without accents, blanks and signs, into m_plain.
    void makePlain(std::string_view word, bool isLastName);
    [[nodiscard]] const RowName *rowName() const;
    [[nodiscard]] bool isNameNext(std::string_view text, size_t end);
    /// Whether to go no further; asked of each position, looks at the token now and then.
    [[nodiscard]] bool isStopped(size_t at);

    GeneratorHandle m_email;
    GeneratorHandle m_phone;
    GeneratorHandle m_account;
    GeneratorHandle m_card;
    GeneratorHandle m_identifier;
    GeneratorHandle m_login;
    GeneratorHandle m_network;
    GeneratorHandle m_secret;
    GeneratorHandle m_firstName;
    GeneratorHandle m_lastName;
    GeneratorHandle m_fullName;
    GeneratorHandle m_street;
    /// By what keys say of their values.
    std::map<std::string, Generator *, std::less<>> m_ofKeys;
    const std::vector<RowName> *m_rowNames = nullptr;
    const KnownValues *m_known = nullptr;
    PlainWords m_plainWords;
    std::stop_token m_stop;
    std::string m_folded;
    std::string m_joined;
    std::string m_next;
    std::string m_made;
    std::string m_plain;
    /// Made when the first text is a document.
    std::unique_ptr<DocumentScrubber> m_documents;
    bool m_isInDocument = false;
    int m_depth = 0;

    // Of the call of generate() that is at work; put away while a text inside the text is.
    /// Where a capitalised word would be a name, because a title or a name stands before it.
    size_t m_nameExpectedAt = 0;
    /// Where a common word would be a name, because a name stands before it.
    size_t m_besideName = 0;
    size_t m_lookedAt = 0;
    /// Up to where runs have been tried as encoded texts.
    size_t m_decodedTo = 0;
    /// The end of the run that has been tried as a whole.
    size_t m_runEnd = 0;
    /// Where the signature of a token begins.
    size_t m_signatureAt = 0;
    /// Up to where runs with escapes have been tried; nowhere in a text that can have none.
    size_t m_escapedTo = 0;
};

} // namespace engine::anonymize
