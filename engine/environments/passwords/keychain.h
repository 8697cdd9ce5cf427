// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/base/secret.h"

#include <QString>

#include <chrono>
#include <optional>

namespace engine::environments {

/// The keychain of the operating system (Secret Service, KWallet, macOS Keychain, Windows Credential Store): the only
/// place where Sosie keeps a password. Where there is none, nothing is kept anywhere; there is no file to fall back to.
///
/// Each call blocks its thread until the keychain answers, at most `timeout`, or `unlockTimeout` when the keychain is
/// locked and a person may be typing its password. Any thread, with or without an event loop: the calls to
/// QtKeychain, which needs a running event loop and has one queue per process, are made on one thread of this
/// program's own that lives as long as the process. Do not call it from the GUI thread.
class Keychain final
{
public:
    /// `scope` tells apart Sosies with different homes (--home): their environments may have the same names.
    explicit Keychain(QString scope = {});

    /// Nothing when there is no such entry.
    /// Errors: KeychainLocked, KeychainMissing (no service, no session bus, or no answer in time).
    [[nodiscard]] Result<std::optional<Secret>> read(const QString &key) const;
    Result<> write(const QString &key, const Secret &secret) const;
    /// Succeeds also when there is no such entry.
    Result<> remove(const QString &key) const;

    /// Whether there is a keychain that answers, locked or not. Errors: KeychainMissing, KeychainLocked.
    [[nodiscard]] Result<> check() const;

    /// The 32 random bytes under which values are replaced in the same way in every run: made at the first call.
    [[nodiscard]] Result<Secret> projectKey() const;

    static constexpr std::chrono::seconds timeout{10};
    static constexpr std::chrono::seconds unlockTimeout{60};

private:
    [[nodiscard]] QString scoped(const QString &key) const;

    QString m_scope;
};

/// Under which key the password of an environment is kept.
[[nodiscard]] QString passwordKey(const QString &environmentName);
/// Under which key the password of its backups is kept.
[[nodiscard]] QString backupPasswordKey(const QString &environmentName);

} // namespace engine::environments
