// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <toml++/toml.h>

#include <QByteArray>
#include <QString>

#include <string>
#include <string_view>

namespace engine::environments {

/// Where in a file of settings something is wrong: SettingsInvalid with line and column. `why` quotes no value: it
/// could be a password at the wrong place.
[[nodiscard]] tl::unexpected<Error> mistakeIn(const QString &path, const toml::source_region &where,
                                              const QString &why);

/// Errors: SettingsInvalid; also when the file's version is not 1.
[[nodiscard]] Result<toml::table> parseSettings(const QByteArray &bytes, const QString &path);

/// `value` as TOML writes a text, quotes included.
[[nodiscard]] std::string tomlText(std::string_view value);

} // namespace engine::environments
