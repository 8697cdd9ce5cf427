// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/backup_name.h"

#include "engine/base/files/paths.h"

#include <QRandomGenerator>
#include <QRegularExpression>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

// In UTF-8 a letter takes up to four bytes, and a name may have 255 with everything behind it.
constexpr int mostLetters = 40;

QString safe(const QString &environment)
{
    QString result;
    for (const char32_t c : environment.normalized(QString::NormalizationForm_C).toUcs4()) {
        if (result.size() >= mostLetters)
            break;
        const bool isPlain = QChar::isLetterOrNumber(c) || (QChar::isMark(c) && !result.isEmpty());
        if (isPlain)
            result += QChar::fromUcs4(c);
        else if (!result.isEmpty() && !result.endsWith(u'-'))
            result += u'-';
    }
    while (result.endsWith(u'-'))
        result.chop(1);
    return result.isEmpty() ? u"database"_s : result;
}

} // namespace

QString newIdentifier()
{
    QString identifier;
    for (int i = 0; i < 4; ++i)
        identifier += u"%1"_s.arg(QRandomGenerator::system()->generate(), 8, 16, QChar(u'0'));
    return identifier;
}

QString backupName(const QString &environment, const QDateTime &snapshot, Manifest::Kind kind,
                   const QString &identifier, const QString &suffix)
{
    return u"%1_%2_%3_%4%5"_s.arg(safe(environment), snapshot.toUTC().toString(u"yyyy-MM-dd'T'HHmmss'Z'"_s),
                                  kind == Manifest::Kind::Full ? u"full"_s : u"manual"_s, identifier.left(8), suffix);
}

std::optional<NamedBackup> namedBackup(const QString &fileName)
{
    static const QRegularExpression form(
        u"^(.+)_(\\d{4}-\\d{2}-\\d{2}T\\d{6})Z_(full|manual)_([0-9a-f]{8})(\\..+)?$"_s);
    const QRegularExpressionMatch match = form.match(fileName);
    if (!match.hasMatch())
        return std::nullopt;
    NamedBackup named{.environment = match.captured(1),
                      .snapshot = QDateTime::fromString(match.captured(2), u"yyyy-MM-dd'T'HHmmss"_s),
                      .kind = match.captured(3) == u"full"_s ? Manifest::Kind::Full : Manifest::Kind::Manual,
                      .identifier = match.captured(4)};
    named.snapshot.setTimeSpec(Qt::UTC);
    return named.snapshot.isValid() ? std::optional(named) : std::nullopt;
}

Result<QString> backupsFolder()
{
    TRY_ASSIGN(const QString data, dataFolder());
    const QString folder = data + u"/backups"_s;
    TRY(makePrivateFolder(folder));
    return folder;
}

} // namespace engine::formats
