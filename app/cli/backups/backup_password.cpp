// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/backups/backup_password.h"

#include "app/cli/commands/command.h"
#include "app/tr.h"
#include "engine/environments/surroundings.h"
#include "engine/formats/container/container_layout.h"

#include <QFile>
#include <QFileInfo>

#include <map>
#include <memory>
#include <span>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::ErrorCode;
using engine::failure;
using engine::Result;
using engine::Secret;
using engine::backups::NamedFile;
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

Result<PasswordSource> passwordInAdvance(const Session &session, const QList<NamedFile> &files, bool hasServer)
{
    const PasswordSource source = backupPassword(session, hasServer);
    const auto known = std::make_shared<std::map<QString, Secret>>();
    for (const NamedFile &file : files) {
        QFile bytes(file.path);
        if (!QFileInfo(file.path).isFile() || !bytes.open(QIODevice::ReadOnly))
            continue;
        const QByteArray beginning = bytes.read(8);
        if (!engine::formats::isContainer(std::as_bytes(std::span(beginning.constData(), size_t(beginning.size())))))
            continue;
        TRY_ASSIGN(Secret password, source(file.path));
        known->insert_or_assign(file.path, std::move(password));
    }
    return [source, known](const QString &subject) -> Result<Secret> {
        const auto found = known->find(subject);
        return found != known->end() ? Result<Secret>(found->second.clone()) : source(subject);
    };
}

Result<QList<NamedFile>> namedFiles(Session &session, const std::vector<std::string> &names)
{
    QList<NamedFile> files;
    for (const std::string &name : names) {
        const QFileInfo info(engine::text(name));
        const QString real = info.canonicalFilePath();
        const bool isHere = !real.isEmpty();
        if (isHere) {
            files.append({.path = real});
            continue;
        }
        TRY_ASSIGN(Services * services, session.services());
        TRY_ASSIGN(NamedFile file, engine::backups::BackupList(services->backups()).file(engine::text(name)));
        files.append(std::move(file));
    }
    return files;
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
