// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/base/result.h"
#include "engine/environments/surroundings.h"
#include "engine/pg/reaching/connection_info.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>

namespace engine::environments {

/// Whether `text`, given where an environment is expected, is an address and not a name.
[[nodiscard]] bool isAddress(const QString &text);

/// Reads what a person pastes: postgresql://…, `host=… dbname=…`, https://<ref>.supabase.co, or the 20 letters of a
/// Supabase project. A password in it is in ConnectionInfo::password(), nowhere else.
/// Errors: ConnectionInfoInvalid, with the reason and never the text (it may hold a password).
[[nodiscard]] Result<pg::ConnectionInfo> parseAddress(const QString &text);

/// The reference in https://<ref>.supabase.co/…, <ref>.supabase.co, db.<ref>.supabase.co or the bare 20 letters.
[[nodiscard]] std::optional<std::string> supabaseReference(const QString &text);

/// What should be known about an address before it is tried, as translated sentences: a direct Supabase host answers
/// over IPv6 only, port 6543 is a transaction pooler, and what to do.
[[nodiscard]] QStringList addressHints(const pg::ConnectionInfo &info);

/// Port 6543 of a Supabase host: known to be a transaction pooler without asking it.
[[nodiscard]] bool isKnownTransactionPooler(const pg::ConnectionInfo &info);

/// The sections of the service files that completed() reads, each once, in their order.
[[nodiscard]] QStringList serviceNames(const Surroundings &surroundings);

/// Fills in what the address leaves out, in libpq's order: the service it names (or PGSERVICE), PG… variables,
/// defaults. The result names host, port, dbname, user and sslmode and no `service`; `passfile` is left for the one
/// who looks for the password, and a password comes only from the service file. Pure but for reading service files.
///
/// Encryption::Required, of a production: where no sslmode was said, verify-full when a root certificate is known
/// (sslrootcert, those of Supabase, which come with Sosie, or ~/.postgresql/root.crt), else require. A server of this
/// computer needs none. Where verify-full was said and no root, the system's are taken.
///
/// Errors: ConnectionInfoInvalid when the service is not defined; SettingsInvalid for a service file, with the line.
enum class Encryption { Optional, Required };
[[nodiscard]] Result<pg::ConnectionInfo> completed(pg::ConnectionInfo info, const Surroundings &surroundings,
                                                   Encryption encryption = Encryption::Optional);

/// What a person should know about how the connection to a production is protected; nothing when it is protected fully.
/// `info`: completed. A root that comes with Sosie and ends soon (at `now`) is told as well.
struct Protection
{
    /// Someone on the way may read along: a person said that this is to be so.
    bool isWeak = false;
    Sentence words{};
};
[[nodiscard]] std::optional<Protection> protectionOf(const pg::ConnectionInfo &info,
                                                     const QDateTime &now = QDateTime::currentDateTimeUtc());

} // namespace engine::environments
