// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output/error_output.h"

#include "app/tr.h"
#include "engine/base/errors/error_text.h"
#include "engine/base/logging.h"

#include <QJsonDocument>
#include <QPair>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::ConnectionAttempt;
using engine::describe;
using engine::Error;
using engine::ErrorText;

namespace {

/// Everything a person may be asked for when they ask for help; no password, whatever a server put in its answer.
QString technicalDetails(const Error &error)
{
    QStringList parts{engine::errorId(error.code)};
    if (!error.sqlState.isEmpty())
        parts << u"SQLSTATE "_s + error.sqlState;
    parts << error.steps;
    if (const QString detail = detailText(error); !detail.isEmpty())
        parts << detail.simplified();
    return engine::withoutPasswords(parts.join(u" · "_s));
}

/// A preflight that found one thing is that thing.
Error withoutLonelyFrame(const Error &error)
{
    if (error.code != engine::ErrorCode::PreflightFailed || error.causes.size() != 1)
        return error;
    Error cause = error.causes.first();
    cause.state = error.state;
    cause.steps = error.steps + cause.steps;
    return cause;
}

QString alignedLines(const QList<QPair<QString, QString>> &lines)
{
    int widest = 0;
    for (const auto &[label, text] : lines)
        widest = std::max(widest, displayWidth(label));
    QStringList result;
    for (const auto &[label, text] : lines)
        result << u"  "_s + label + QString(widest - displayWidth(label) + 2, u' ') + text;
    return result.join(u'\n');
}

} // namespace

QString errorForPeople(const Terminal &terminal, const Error &given)
{
    const Error error = withoutLonelyFrame(given);
    const ErrorText sentences = describe(error);
    const bool wasAskedFor = error.isCancelled();
    QStringList blocks{terminal.styledError(wasAskedFor ? Style::Strong : Style::Bad, sentences.what)};

    QList<QPair<QString, QString>> lines{{Tr::tr("Why"), engine::withoutPasswords(sentences.why)}};
    for (const Error &cause : error.causes) {
        const ErrorText text = describe(cause);
        lines.append({u"•"_s, text.what});
        lines.append({QString(), engine::withoutPasswords(text.why)});
        lines.append({QString(), text.next});
    }
    // One address that was tried is in the sentences.
    for (const ConnectionAttempt &attempt : error.attempts.size() > 1 ? error.attempts : QList<ConnectionAttempt>())
        lines.append({Tr::tr("Tried"), engine::withoutPasswords(attempt.displayed())});
    lines.append({Tr::tr("State"), sentences.state});
    lines.append({Tr::tr("What to do"), sentences.next});
    lines.append({Tr::tr("Technical details"), technicalDetails(error)});
    for (const Error &cause : error.causes)
        lines.append({QString(), technicalDetails(cause)});
    blocks << alignedLines(lines);
    return blocks.join(u'\n');
}

QString outcomeKey(ExitCode code)
{
    switch (code) {
    case ExitCode::Done:
        return u"succeeded"_s;
    case ExitCode::Refused:
        return u"refused"_s;
    case ExitCode::Interrupted:
    case ExitCode::Terminated:
    case ExitCode::HungUp:
        return u"cancelled"_s;
    case ExitCode::Differences:
    case ExitCode::Failed:
    case ExitCode::NeedsAttention:
    case ExitCode::Usage:
    case ExitCode::BadInputFile:
    case ExitCode::ServerNotReached:
    case ExitCode::LocalInputOutput:
    case ExitCode::Busy:
        return u"failed"_s;
    }
    Q_UNREACHABLE();
}

QString jsonText(QJsonObject object)
{
    object.insert(u"schema"_s, 1);
    // Of thousands of tables it is long: no copy of it more than there must be.
    return QString::fromUtf8(QJsonDocument(std::exchange(object, {})).toJson(QJsonDocument::Indented)).trimmed();
}

QString eventLine(const QJsonObject &event)
{
    return QString::fromUtf8(QJsonDocument(event).toJson(QJsonDocument::Compact));
}

} // namespace app::cli
