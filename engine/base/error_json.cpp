// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error_json.h"

#include "engine/base/errors/error_text.h"
#include "engine/base/logging.h"

namespace engine {

using namespace Qt::StringLiterals;

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

} // namespace engine
