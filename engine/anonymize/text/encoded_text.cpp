// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/text/encoded_text.h"

#include "engine/anonymize/text/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace engine::anonymize {

namespace {

using Form = EncodedText::Form;

constexpr size_t shortestRun = 12;
constexpr size_t shortestText = 8;
/// Lines of base64 in mail have 76 or 64 characters.
constexpr size_t shortestLine = 60;
/// Enough to see that something is no text.
constexpr size_t trial = 16;
constexpr std::string_view standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view forAddresses = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<int8_t, 256> base64Values()
{
    std::array<int8_t, 256> values{};
    values.fill(-1);
    for (const std::string_view alphabet : {standard, forAddresses}) {
        for (size_t i = 0; i < alphabet.size(); ++i)
            values[static_cast<unsigned char>(alphabet[i])] = static_cast<int8_t>(i);
    }
    return values;
}

constexpr std::array<int8_t, 256> hexValues()
{
    std::array<int8_t, 256> values{};
    values.fill(-1);
    for (const std::string_view digits : {"0123456789abcdef", "0123456789ABCDEF"}) {
        for (size_t i = 0; i < digits.size(); ++i)
            values[static_cast<unsigned char>(digits[i])] = static_cast<int8_t>(i);
    }
    return values;
}

/// -1 for what is no digit.
int base64Value(char c)
{
    static constexpr std::array<int8_t, 256> values = base64Values();
    return values[static_cast<unsigned char>(c)];
}

int hexValue(char c)
{
    static constexpr std::array<int8_t, 256> values = hexValues();
    return values[static_cast<unsigned char>(c)];
}

void decodeBase64(std::string_view text, std::string &out)
{
    uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : text) {
        const int value = base64Value(c);
        if (value < 0)
            continue;
        bits = bits << 6U | static_cast<uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out.push_back(static_cast<char>(bits >> count & 255U));
        }
    }
}

void decodeHex(std::string_view text, std::string &out)
{
    for (size_t i = 0; i + 1 < text.size(); i += 2)
        out.push_back(static_cast<char>(hexValue(text[i]) * 16 + hexValue(text[i + 1])));
}

/// A cut in the middle of a character is no fault here.
bool beginsAsText(std::string_view bytes)
{
    for (size_t cut = 0; cut < 4 && cut < bytes.size(); ++cut) {
        if (isText(bytes.substr(0, bytes.size() - cut)))
            return true;
    }
    return false;
}

/// The end of the run at `at`, over the ends of lines where it goes on behind them.
size_t runEnd(std::string_view text, size_t at, EncodedText &run)
{
    size_t end = at;
    while (true) {
        const size_t line = end;
        while (end < text.size() && base64Value(text[end]) >= 0)
            ++end;
        const size_t length = end - line;
        const bool isFirst = line == at;
        const std::string_view lineEnd = text.substr(end, 2) == "\r\n" ? text.substr(end, 2) : text.substr(end, 1);
        const bool goesOn = length >= shortestLine && length % 4 == 0 && (lineEnd == "\r\n" || lineEnd == "\n")
                            && end + lineEnd.size() < text.size() && base64Value(text[end + lineEnd.size()]) >= 0
                            && (isFirst || (length == run.lineLength && lineEnd == run.lineEnd));
        if (!goesOn)
            return end;
        run.lineLength = length;
        run.lineEnd = lineEnd;
        end += lineEnd.size();
    }
}

bool decodeAsHex(std::string_view run, EncodedText &encoded, std::string &decoded)
{
    const auto isHex = [](char c) { return hexValue(c) >= 0; };
    if (run.size() % 2 != 0 || !std::all_of(run.begin(), run.end(), isHex))
        return false;
    const bool hasUpper = std::any_of(run.begin(), run.end(), isUpper);
    if (hasUpper && std::any_of(run.begin(), run.end(), isLower))
        return false;
    decodeHex(run.substr(0, trial), decoded);
    if (!beginsAsText(decoded))
        return false;
    decodeHex(run.substr(std::min(run.size(), trial)), decoded);
    encoded.form = Form::Hex;
    encoded.isUpper = hasUpper;
    return isText(decoded);
}

} // namespace

bool isRandomText(std::string_view value)
{
    if (value.size() < 20 || value.size() > 512 || !std::all_of(value.begin(), value.end(), [](char c) {
            return isLetter(c) || isDigit(c) || c == '_' || c == '-' || c == '+' || c == '/' || c == '=';
        }))
        return false;
    const auto count
        = [value](bool (*is)(char)) { return static_cast<size_t>(std::count_if(value.begin(), value.end(), is)); };
    // Words written together have few digits and capitals; chance gives each its share.
    return count(isUpper) * 8 > value.size() && count(isLower) * 8 > value.size() && count(isDigit) * 20 > value.size();
}

bool isText(std::string_view bytes)
{
    for (size_t i = 0; i < bytes.size();) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        if (first < 0x80) {
            if (first < 0x20 ? first != '\n' && first != '\r' && first != '\t' : first == 0x7F)
                return false;
            ++i;
            continue;
        }
        size_t width = 0;
        if (first >= 0xC2 && first <= 0xDF)
            width = 2;
        else if (first >= 0xE0 && first <= 0xEF)
            width = 3;
        else if (first >= 0xF0 && first <= 0xF4)
            width = 4;
        if (width == 0 || bytes.size() - i < width)
            return false;
        for (size_t k = 1; k < width; ++k) {
            if (!isContinuation(bytes[i + k]))
                return false;
        }
        i += width;
    }
    return true;
}

bool decodeHexText(std::string_view digits, std::string &decoded)
{
    EncodedText ignored;
    return decodeAsHex(digits, ignored, decoded);
}

EncodedText decodeTextAt(std::string_view text, size_t at, std::string &decoded)
{
    EncodedText encoded;
    decoded.clear();
    encoded.end = runEnd(text, at, encoded);
    const std::string_view run = text.substr(at, encoded.end - at);
    if (run.size() < shortestRun)
        return encoded;
    if (decodeAsHex(run, encoded, decoded))
        return encoded;
    decoded.clear();
    encoded.form = Form::None;
    decodeBase64(run.substr(0, trial), decoded);
    if (!beginsAsText(decoded))
        return encoded;
    decodeBase64(run.substr(std::min(run.size(), trial)), decoded);
    if (decoded.size() < shortestText || !isText(decoded))
        return encoded;
    const bool isUrl = run.find_first_of("-_") != std::string_view::npos;
    encoded.form = isUrl ? Form::Base64Url : Form::Base64;
    size_t padding = 0;
    while (padding < 2 && encoded.end < text.size() && text[encoded.end] == '=') {
        ++padding;
        ++encoded.end;
    }
    // Where nothing tells, as it is usual: the parts of a token have none.
    const bool isOfToken = encoded.end < text.size() && text[encoded.end] == '.';
    encoded.isPadded = padding > 0 || (decoded.size() % 3 == 0 && !isUrl && !isOfToken);
    return encoded;
}

void appendEncoded(std::string_view decoded, const EncodedText &like, std::string &out)
{
    if (like.form == Form::Hex) {
        const std::string_view digits = like.isUpper ? "0123456789ABCDEF" : "0123456789abcdef";
        for (const char c : decoded) {
            out.push_back(digits[static_cast<unsigned char>(c) >> 4U]);
            out.push_back(digits[static_cast<unsigned char>(c) & 15U]);
        }
        return;
    }
    const std::string_view alphabet = like.form == Form::Base64Url ? forAddresses : standard;
    size_t inLine = 0;
    const auto put = [&](char c) {
        if (like.lineLength > 0 && inLine == like.lineLength) {
            out.append(like.lineEnd);
            inLine = 0;
        }
        out.push_back(c);
        ++inLine;
    };
    for (size_t i = 0; i < decoded.size(); i += 3) {
        const std::string_view three = decoded.substr(i, 3);
        uint32_t bits = 0;
        for (size_t k = 0; k < 3; ++k)
            bits = bits << 8U | (k < three.size() ? static_cast<unsigned char>(three[k]) : 0U);
        for (size_t k = 0; k < 4; ++k) {
            if (k <= three.size())
                put(alphabet[bits >> (18 - 6 * k) & 63U]);
            else if (like.isPadded)
                put('=');
        }
    }
}

} // namespace engine::anonymize
