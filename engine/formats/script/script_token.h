// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace engine::formats {

/// One piece of SQL text as the server's lexer has it, seen only as closely as finding the end of a statement needs.
struct ScriptToken
{
    enum class Kind {
        /// White space, or a comment of either kind.
        Space,
        LineComment,
        BlockComment,
        /// A key word or a name without quotes.
        Word,
        /// "…" and U&"…"
        QuotedName,
        /// '…' with any prefix, and $tag$…$tag$.
        Text,
        Number,
        /// One character of anything else: ';', '(', ',', '\'.
        Symbol,
        /// A NUL, which no SQL has.
        Nul,
    };

    Kind kind = Kind::Space;
    size_t begin = 0;
    size_t end = 0;
    /// False: the text ended before the token did.
    bool isClosed = true;
    /// Whoever gets more text has to look again: the token, or what follows it, may go on.
    bool mayGoOn = false;
};

/// The token of `sql` that begins at `at`. Linear in its length. `standardStrings`: backslashes in '…' mean nothing, as
/// with standard_conforming_strings. REQUIRES: `at` lies in `sql`, where a token begins.
[[nodiscard]] ScriptToken tokenAt(std::string_view sql, size_t at, bool standardStrings = true);

/// A word of a statement, for those who ask what it does.
struct ScriptWord
{
    ScriptToken::Kind kind = ScriptToken::Kind::Word;
    /// Words in lower case; names and texts without their quotes; symbols as they are.
    std::string text{};
    size_t at = 0;

    /// Of key words: what stands in quotes is none.
    [[nodiscard]] bool is(std::string_view word) const { return kind == ScriptToken::Kind::Word && text == word; }
    [[nodiscard]] bool isSymbol(char symbol) const
    {
        return kind == ScriptToken::Kind::Symbol && text.size() == 1 && text[0] == symbol;
    }
    /// A name, with or without quotes.
    [[nodiscard]] bool isName() const
    {
        return kind == ScriptToken::Kind::Word || kind == ScriptToken::Kind::QuotedName;
    }
};

/// The words of a statement, without white space and comments, `most` at most. Texts longer than `longestText` are cut.
[[nodiscard]] std::vector<ScriptWord> wordsOf(std::string_view sql, size_t most = 4096, bool standardStrings = true,
                                              size_t longestText = 512);

} // namespace engine::formats
