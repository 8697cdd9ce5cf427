// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error_json.h"

#include "engine/base/errors/error_text.h"
#include "engine/base/logging.h"

#include <algorithm>

namespace engine {

using namespace Qt::StringLiterals;

namespace {

std::optional<ErrorCode> codeOf(const QString &id)
{
    const QList<ErrorCode> &codes = allErrorCodes();
    const auto found = std::find_if(codes.begin(), codes.end(), [&](ErrorCode code) { return errorId(code) == id; });
    return found == codes.end() ? std::optional<ErrorCode>() : *found;
}

ConnectionAttempt attemptOf(const QJsonObject &object)
{
    return {.address = object.value("address"_L1).toString(),
            .code = codeOf(object.value("code"_L1).toString()).value_or(ErrorCode::ServerUnreachable),
            .reason = object.value("reason"_L1).toString(),
            .isPooler = object.value("way"_L1) == "pooler"_L1};
}

} // namespace

QJsonArray toJson(const QList<ConnectionAttempt> &attempts)
{
    QJsonArray list;
    for (const ConnectionAttempt &attempt : attempts)
        list.append(QJsonObject{{u"way"_s, attempt.isPooler ? u"pooler"_s : u"direct"_s},
                                {u"address"_s, attempt.address},
                                {u"code"_s, errorId(attempt.code)},
                                {u"reason"_s, withoutPasswords(attempt.reason)}});
    return list;
}

QJsonObject toJson(const Error &error)
{
    const ErrorText sentences = describe(error);
    QJsonObject object{{u"code"_s, sentences.id},
                       {u"what"_s, sentences.what},
                       {u"why"_s, withoutPasswords(sentences.why)},
                       {u"state"_s, sentences.state},
                       {u"next"_s, sentences.next}};
    if (!error.subject.isEmpty())
        object.insert(u"subject"_s, error.subject);
    if (const QString detail = detailText(error); !detail.isEmpty())
        object.insert(u"detail"_s, withoutPasswords(detail));
    if (!error.sqlState.isEmpty())
        object.insert(u"sqlState"_s, error.sqlState);
    if (!error.steps.isEmpty())
        object.insert(u"steps"_s, QJsonArray::fromStringList(error.steps));
    if (!error.attempts.isEmpty())
        object.insert(u"attempts"_s, toJson(error.attempts));
    QJsonArray causes;
    for (const Error &cause : error.causes)
        causes.append(toJson(cause));
    if (!causes.isEmpty())
        object.insert(u"causes"_s, causes);
    return object;
}

TargetState targetStateOf(QStringView key)
{
    for (const TargetState state :
         {TargetState::Unchanged, TargetState::Replaced, TargetState::Restored, TargetState::Incomplete}) {
        if (targetStateKey(state) == key)
            return state;
    }
    return TargetState::NotConcerned;
}

std::optional<Error> errorFromJson(const QJsonObject &object)
{
    const auto code = codeOf(object.value("code"_L1).toString());
    if (!code)
        return {};
    Error error{.code = *code,
                .subject = object.value("subject"_L1).toString(),
                .detail = object.value("detail"_L1).toString(),
                .sqlState = object.value("sqlState"_L1).toString()};
    for (const QJsonValue &step : object.value("steps"_L1).toArray())
        error.steps.append(step.toString());
    for (const QJsonValue &attempt : object.value("attempts"_L1).toArray())
        error.attempts.append(attemptOf(attempt.toObject()));
    for (const QJsonValue &cause : object.value("causes"_L1).toArray()) {
        if (auto read = errorFromJson(cause.toObject()))
            error.causes.append(*std::move(read));
    }
    return error;
}

} // namespace engine
