// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/backups/backup_password.h"

#include "app/cli/commands/command.h"
#include "app/tr.h"
#include "engine/environments/surroundings.h"

#include <QFileInfo>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::ErrorCode;
using engine::failure;
using engine::Result;
using engine::Secret;
using engine::backups::PasswordSource;

namespace {

constexpr std::string_view known = "SOSIE_BACKUP_PASSWORD";

tl::unexpected<engine::Error> missing(const QString &subject)
{
    return failure({.code = ErrorCode::FilePasswordMissing, .subject = subject});
}

} // namespace

PasswordSource backupPassword(const Session &session, bool hasServer)
{
    return [&session, hasServer](const QString &subject) -> Result<Secret> {
        if (!hasServer && !session.options().passwordFile.empty())
            return engine::environments::readPasswordFile(engine::text(session.options().passwordFile));
        if (const auto value = session.surroundings().variable(known))
            return Secret(*value);
        if (!session.terminal().canAsk())
            return missing(subject);
        return session.terminal().askSecret(Tr::tr("Password of \"%1\":").arg(QFileInfo(subject).fileName()),
                                            session.stop());
    };
}

Result<Secret> newBackupPassword(const Session &session, const QString &subject, const char *variable)
{
    if (const auto value = session.surroundings().variable(variable))
        return Secret(*value);
    if (!session.terminal().canAsk())
        return missing(subject);
    TRY_ASSIGN(Secret first, session.terminal().askSecret(
                                 Tr::tr("New password of \"%1\":").arg(QFileInfo(subject).fileName()), session.stop()));
    TRY_ASSIGN(const Secret second, session.terminal().askSecret(Tr::tr("The same once more:"), session.stop()));
    if (first.reveal() != second.reveal())
        return failure(usageError(Tr::tr("The two passwords differ.")));
    return first;
}

} // namespace app::cli
