// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/logging.h"

#include <fcntl.h>
#include <unistd.h>

#include <QDateTime>
#include <QFile>
#include <QRegularExpression>

#include <mutex>

namespace engine {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(engineLog, "sosie.engine", QtInfoMsg)

namespace {

// Opened once and never closed: a message may come from a destructor after main() has returned.
int logDescriptor = -1;

QLatin1String severityName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug"_L1;
    case QtInfoMsg:
        return "info"_L1;
    case QtWarningMsg:
        return "warning"_L1;
    case QtCriticalMsg:
        return "error"_L1;
    case QtFatalMsg:
        return "fatal"_L1;
    }
    return "other"_L1;
}

void writeLine(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QByteArray line
        = QString(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) + u' ' + severityName(type) + u' '
                  + QLatin1String(context.category) + u": "_s + withoutPasswords(message) + u'\n')
              .toUtf8();
    // One write of one line: O_APPEND keeps lines of several threads and processes apart.
    [[maybe_unused]] const ssize_t written = ::write(logDescriptor, line.constData(), static_cast<size_t>(line.size()));
}

} // namespace

QString withoutPasswords(const QString &line)
{
    // keyword = value, quoted as libpq quotes it, or as it stands in JSON and TOML.
    static const QRegularExpression keyword(
        uR"re(((?:\w*pass(?:word|wd|phrase)|\bpass)\b["']?\s*[=:]\s*)('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\s,;&]+))re"_s,
        QRegularExpression::CaseInsensitiveOption);
    // scheme://user:password@host; a password may itself hold an @, so the last one before a blank or a slash counts.
    static const QRegularExpression address(uR"re((\b[a-z][a-z0-9+.-]*://[^\s:/@]*:)[^\s]*@)re"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    QString redacted = line;
    redacted.replace(keyword, u"\\1(secret)"_s);
    redacted.replace(address, u"\\1(secret)@"_s);
    return redacted;
}

Result<> logToFile(const QString &path)
{
    const int opened = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (opened < 0)
        return failure({.code = ErrorCode::FileUnwritable, .subject = path, .detail = qt_error_string(errno)});
    logDescriptor = opened;
    qInstallMessageHandler(&writeLine);
    return {};
}

} // namespace engine
