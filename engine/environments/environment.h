// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/reaching/connection_info.h"

#include <QString>

#include <optional>

namespace engine::environments {

/// What an environment is for. Demo environments of the sandbox have an ordinary type and `isDemo` set.
enum class EnvironmentType { Production, Test, Training, Development };

/// "production", "test", "training", "development": the key in files, options and JSON.
[[nodiscard]] QString typeKey(EnvironmentType type);
/// Also accepts "prod", "formation", "dev" and "développement". Nothing for anything else.
[[nodiscard]] std::optional<EnvironmentType> typeFromKey(const QString &key);
/// Translated, capitalised: "Production", "Formation".
[[nodiscard]] QString typeName(EnvironmentType type);

/// Where the password of an environment comes from when a connection is opened.
enum class PasswordSource { Keychain, PgPass, Ask };

/// A named database with a type. A value; never holds a password.
struct Environment
{
    QString name{};
    EnvironmentType type = EnvironmentType::Production;
    /// libpq keywords without the password; the recipe of connection.
    std::map<std::string, std::string> connection{};
    PasswordSource passwordSource = PasswordSource::Ask;
    /// Whether clear personal data of a production may be cloned into it (with --raw and a reason).
    bool allowRaw = false;
    /// Lives in the sandbox; not stored in a file.
    bool isDemo = false;

    bool operator==(const Environment &) const = default;
};

} // namespace engine::environments
