// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error_text.h"
#include "engine/base/result.h"

#include <QTest>

namespace tests {

/// An error as a failed test prints it: identifier, subject, detail, the server's code and the steps.
[[nodiscard]] inline QByteArray toText(const engine::Error &error)
{
    QString result = engine::errorId(error.code) + QLatin1String(" subject=") + error.subject
                     + QLatin1String(" detail=") + detailText(error);
    if (!error.sqlState.isEmpty())
        result += QLatin1String(" sqlstate=") + error.sqlState;
    if (!error.steps.isEmpty())
        result += QLatin1String(" during=") + error.steps.join(QLatin1String(" > "));
    for (const engine::Error &cause : error.causes)
        result += QLatin1String("\n  cause: ") + QString::fromUtf8(toText(cause));
    return result.toUtf8();
}

inline void failWith(const char *expression, const engine::Error &error, const char *file, int line)
{
    const QByteArray message = QByteArray(expression).append(": ").append(toText(error));
    QTest::qFail(message.constData(), file, line);
}

} // namespace tests

/// QVERIFY for a Result: fails with the whole error, and drops the value.
#define QVERIFY_RESULT(...)                                                                                            \
    do {                                                                                                               \
        if (const auto &checkedResult = (__VA_ARGS__); !checkedResult) {                                               \
            tests::failWith(#__VA_ARGS__, checkedResult.error(), __FILE__, __LINE__);                                  \
            return;                                                                                                    \
        }                                                                                                              \
    } while (false)

/// QVERIFY_ASSIGN(declaration, expression): QVERIFY_RESULT, then initialises `declaration` with the value.
/// Expands to several statements: use it inside braces only. A comma in `declaration` needs a typedef.
#define QVERIFY_ASSIGN(declaration, ...)                                                                               \
    QVERIFY_ASSIGN_NAMED(TRY_JOIN(checkedResult, __LINE__), declaration, __VA_ARGS__)
#define QVERIFY_ASSIGN_NAMED(name, declaration, ...)                                                                   \
    auto name = (__VA_ARGS__);                                                                                         \
    if (!name) {                                                                                                       \
        tests::failWith(#__VA_ARGS__, name.error(), __FILE__, __LINE__);                                               \
        return;                                                                                                        \
    }                                                                                                                  \
    declaration = *std::move(name)

/// Fails unless the Result is an error with this code.
#define QVERIFY_ERROR(expression, expectedCode)                                                                        \
    do {                                                                                                               \
        const auto &checkedResult = (expression);                                                                      \
        QVERIFY2(!checkedResult, #expression " succeeded");                                                            \
        QVERIFY2(checkedResult.error().code == (expectedCode), tests::toText(checkedResult.error()).constData());      \
    } while (false)
