// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/settings/settings_text.h"

namespace engine::environments {

using namespace Qt::StringLiterals;

tl::unexpected<Error> mistakeIn(const QString &path, const toml::source_region &where, const QString &why)
{
    return failure({.code = ErrorCode::SettingsInvalid,
                    .subject = path,
                    .detail = u"line %1, column %2: %3"_s.arg(QString::number(where.begin.line),
                                                              QString::number(where.begin.column), why)});
}

Result<toml::table> parseSettings(const QByteArray &bytes, const QString &path)
{
    toml::table root;
    // The library's own way to report; it ends here.
    try {
        root = toml::parse(std::string_view(bytes.constData(), static_cast<size_t>(bytes.size())));
    } catch (const toml::parse_error &error) {
        return mistakeIn(path, error.source(), text(error.description()));
    }
    const auto version = root["version"].value_exact<int64_t>();
    if (!version || *version != 1)
        return mistakeIn(path, root.source(), u"version must be 1; a newer Sosie may have made this file"_s);
    return root;
}

std::string tomlText(std::string_view value)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string quoted = "\"";
    for (const char character : value) {
        const auto c = static_cast<unsigned char>(character);
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += character;
        } else if (c < 0x20 || c == 0x7f) {
            quoted += "\\u00";
            quoted += digits[c >> 4U];
            quoted += digits[c & 15U];
        } else {
            quoted += character;
        }
    }
    return quoted + '"';
}

} // namespace engine::environments
