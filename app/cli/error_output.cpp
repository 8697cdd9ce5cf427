// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/error_output.h"

#include "app/tr.h"
#include "engine/base/error_text.h"
#include "engine/base/logging.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QList>
#include <QPair>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace app::cli {

using namespace Qt::StringLiterals;
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

/// What was tried to reach a server, when it was more than one address: a line of the detail for each.
QStringList attemptsIn(const Error &error)
{
    switch (error.code) {
    case engine::ErrorCode::HostNotFound:
    case engine::ErrorCode::ServerUnreachable:
    case engine::ErrorCode::Ipv6Only:
    case engine::ErrorCode::ServerStarting:
    case engine::ErrorCode::AuthenticationFailed:
    case engine::ErrorCode::TlsFailed:
        break;
    default:
        return {};
    }
    static const QRegularExpression attempt(u"\\A\\S+:\\d+: "_s);
    const QStringList lines = error.detail.split(u'\n');
    const bool isList = lines.size() > 1 && std::all_of(lines.begin(), lines.end(), [](const QString &line) {
                            return attempt.match(line).hasMatch();
                        });
    return isList ? lines : QStringList();
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
    for (const QString &attempt : attemptsIn(error))
        lines.append({Tr::tr("Tried"), engine::withoutPasswords(attempt)});
    lines.append({Tr::tr("State"), sentences.state});
    lines.append({Tr::tr("What to do"), sentences.next});
    lines.append({Tr::tr("Technical details"), technicalDetails(error)});
    for (const Error &cause : error.causes)
        lines.append({QString(), technicalDetails(cause)});
    blocks << alignedLines(lines);
    return blocks.join(u'\n');
}

QJsonObject toJson(const Error &error)
{
    const ErrorText sentences = describe(error);
    QJsonObject object{{u"code"_s, sentences.id},
                       {u"what"_s, sentences.what},
                       {u"why"_s, engine::withoutPasswords(sentences.why)},
                       {u"state"_s, sentences.state},
                       {u"next"_s, sentences.next}};
    if (!error.subject.isEmpty())
        object.insert(u"subject"_s, error.subject);
    if (const QString detail = detailText(error); !detail.isEmpty())
        object.insert(u"detail"_s, engine::withoutPasswords(detail));
    if (!error.sqlState.isEmpty())
        object.insert(u"sqlState"_s, error.sqlState);
    if (!error.steps.isEmpty())
        object.insert(u"steps"_s, QJsonArray::fromStringList(error.steps));
    QJsonArray causes;
    for (const Error &cause : error.causes)
        causes.append(toJson(cause));
    if (!causes.isEmpty())
        object.insert(u"causes"_s, causes);
    return object;
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
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)).trimmed();
}

QString eventLine(const QJsonObject &event)
{
    return QString::fromUtf8(QJsonDocument(event).toJson(QJsonDocument::Compact));
}

} // namespace app::cli
