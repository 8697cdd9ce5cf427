// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/text/letters.h"

#include "engine/anonymize/text/text.h"

#include <algorithm>

namespace engine::anonymize {

namespace {

size_t wideLetterWidth(std::string_view text, size_t at)
{
    if (at + 2 >= text.size())
        return 0;
    const auto first = static_cast<unsigned char>(text[at]);
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    const bool isLatinWithMarks = first == 0xE1 && second >= 0xB8 && second <= 0xBB;
    const bool isFullWidth
        = first == 0xEF
          && ((second == 0xBC && third >= 0xA1 && third <= 0xBA) || (second == 0xBD && third >= 0x81 && third <= 0x9A));
    const bool isArabicForm = first == 0xEF
                              && ((second >= 0xAD && second <= 0xB6) || (second >= 0xB9 && second <= 0xBA)
                                  || (second == 0xBB && third < 0xBD));
    return isLatinWithMarks || isFullWidth || isArabicForm ? 3 : 0;
}

} // namespace

size_t invisibleWidth(std::string_view text, size_t at)
{
    const std::string_view rest = text.substr(std::min(at, text.size()), 3);
    if (rest.starts_with("\xC2\xAD"))
        return 2;
    const bool isInvisible = rest == "\xE2\x80\x8B" || rest == "\xE2\x80\x8C" || rest == "\xE2\x80\x8D"
                             || rest == "\xE2\x81\xA0" || rest == "\xEF\xBB\xBF";
    return isInvisible ? 3 : 0;
}

size_t letterWidth(std::string_view text, size_t at)
{
    if (at >= text.size())
        return 0;
    if (isAscii(text[at]))
        return isLetter(text[at]) ? 1 : 0;
    const auto first = static_cast<unsigned char>(text[at]);
    if (first >= 0xE1)
        return wideLetterWidth(text, at);
    if (first < 0xC3 || first > 0xDB || at + 1 >= text.size() || !isContinuation(text[at + 1]))
        return 0;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const bool isSign = first == 0xC3 && (second == 0x97 || second == 0xB7);
    const bool isArabicPunctuation = first == 0xD8 && (second == 0x8C || second == 0x9B || second == 0x9F);
    const bool isArabicDigit
        = (first == 0xD9 && second >= 0xA0 && second <= 0xAA) || (first == 0xDB && second >= 0xB0 && second <= 0xB9);
    return isSign || isArabicPunctuation || isArabicDigit ? 0 : 2;
}

size_t letterRunEnd(std::string_view text, size_t at)
{
    while (true) {
        if (const size_t width = letterWidth(text, at)) {
            at += width;
            continue;
        }
        const size_t unseen = invisibleWidth(text, at);
        if (unseen == 0 || letterWidth(text, at + unseen) == 0)
            return at;
        at += unseen;
    }
}

} // namespace engine::anonymize
