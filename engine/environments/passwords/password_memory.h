// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/secret.h"
#include "engine/pg/reaching/connection_info.h"

#include <QString>

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace engine::environments {

/// Passwords for as long as the program runs, where nothing else may keep them: no keychain, or the person wants to be
/// asked. Under the name of the environment and where it leads: one that is made to lead elsewhere has none here, so
/// that no password goes to another server.
///
/// Any thread.
class PasswordMemory final
{
public:
    void remember(const QString &name, const pg::ConnectionInfo &address, const Secret &password);
    [[nodiscard]] std::optional<Secret> find(const QString &name, const pg::ConnectionInfo &address) const;
    /// Wherever it leads.
    void forget(const QString &name);

private:
    struct Known
    {
        std::string place{};
        Secret password{};
    };
    mutable std::mutex m_mutex;
    std::map<QString, Known> m_known;
};

} // namespace engine::environments
