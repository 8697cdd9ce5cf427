// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/errors/error_text.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace engine;
using namespace Qt::StringLiterals;

class ErrorTextTest : public QObject
{
    Q_OBJECT

private slots:
    void everyCodeHasFourSentences_data();
    void everyCodeHasFourSentences();
    void identifiersAreUnique();
    void aServersPercentSignIsKept();
    void everyStateHasASentence_data();
    void everyStateHasASentence();
};

namespace {

void checkSentence(const QString &sentence)
{
    QVERIFY2(!sentence.trimmed().isEmpty(), "an empty sentence");
    QVERIFY2(!sentence.contains("%1"_L1) && !sentence.contains("%2"_L1), qPrintable(sentence));
    QVERIFY2(sentence.front().isUpper() || !sentence.front().isLetter(), qPrintable(sentence));
}

} // namespace

void ErrorTextTest::everyCodeHasFourSentences_data()
{
    QTest::addColumn<ErrorCode>("code");
    for (const ErrorCode code : allErrorCodes())
        QTest::newRow(qPrintable(errorId(code))) << code;
}

void ErrorTextTest::everyCodeHasFourSentences()
{
    QFETCH(ErrorCode, code);
    for (const QString &subject : {QString(), u"public.orders"_s}) {
        for (const QString &detail : {QString(), u"The server's words."_s}) {
            const ErrorText text = describe({.code = code, .subject = subject, .detail = detail});
            checkSentence(text.what);
            checkSentence(text.why);
            checkSentence(text.state);
            checkSentence(text.next);
            QVERIFY(!text.what.contains("\"\""_L1));
        }
    }
}

void ErrorTextTest::identifiersAreUnique()
{
    static const QRegularExpression form(u"^E-[A-Z]+-[0-9]{3}$"_s);
    QSet<QString> seen;
    for (const ErrorCode code : allErrorCodes()) {
        QVERIFY2(form.match(errorId(code)).hasMatch(), qPrintable(errorId(code)));
        QVERIFY2(!seen.contains(errorId(code)), qPrintable(errorId(code)));
        seen.insert(errorId(code));
    }
    QCOMPARE(seen.size(), allErrorCodes().size());
}

void ErrorTextTest::aServersPercentSignIsKept()
{
    const ErrorText text
        = describe({.code = ErrorCode::StatementFailed, .subject = u"100%2"_s, .detail = u"near %1 or %2"_s});
    QVERIFY(text.what.contains("\"100%2\""_L1));
    QVERIFY(text.why.contains("near %1 or %2"_L1));
}

void ErrorTextTest::everyStateHasASentence_data()
{
    QTest::addColumn<TargetState>("state");
    QTest::addColumn<QString>("key");
    QTest::newRow("nothing concerned") << TargetState::NotConcerned << QString();
    QTest::newRow("unchanged") << TargetState::Unchanged << u"unchanged"_s;
    QTest::newRow("replaced") << TargetState::Replaced << u"replaced"_s;
    QTest::newRow("restored") << TargetState::Restored << u"restored"_s;
    QTest::newRow("incomplete") << TargetState::Incomplete << u"incomplete"_s;
}

void ErrorTextTest::everyStateHasASentence()
{
    QFETCH(TargetState, state);
    QFETCH(QString, key);
    QVERIFY(!describe({.code = ErrorCode::Internal, .state = state}).state.isEmpty());
    QCOMPARE(targetStateKey(state), key);
}

QTEST_GUILESS_MAIN(ErrorTextTest)
#include "tst_error_text.moc"
