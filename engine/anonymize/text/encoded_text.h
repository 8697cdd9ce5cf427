// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace engine::anonymize {

/// A text that stands in another one in base64 or hexadecimal.
struct EncodedText
{
    enum class Form { None, Base64, Base64Url, Hex };
    Form form = Form::None;
    /// Where the run that begins at the place asked for ends.
    size_t end = 0;
    /// Of base64: whether it ends with as many = as it has to, and after how many characters each line ends (0: none).
    bool isPadded = false;
    size_t lineLength = 0;
    std::string_view lineEnd{};
    /// Of hexadecimal.
    bool isUpper = false;
};

/// Reads the run of letters, digits and signs of base64 at `at`; when what it encodes is a text (UTF-8 without control
/// characters, 8 bytes or more), `decoded` gets it. Otherwise the form is None, and nothing up to `end` needs to be
/// asked about again.
[[nodiscard]] EncodedText decodeTextAt(std::string_view text, size_t at, std::string &decoded);
/// Decodes hexadecimal; false when what it encodes is no text.
[[nodiscard]] bool decodeHexText(std::string_view digits, std::string &decoded);
/// Appends `decoded` in the same form.
void appendEncoded(std::string_view decoded, const EncodedText &like, std::string &out);

/// Small and capital letters and digits in a long row, as chance gives them: a token.
[[nodiscard]] bool isRandomText(std::string_view value);

/// Whether the bytes are text: UTF-8 without control characters other than those of lines.
[[nodiscard]] bool isText(std::string_view bytes);

} // namespace engine::anonymize
