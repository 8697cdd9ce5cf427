// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/errors/error_text.h"
#include "engine/base/errors/sentence.h"

#include <QLocale>
#include <QTest>
#include <QTranslator>

using namespace engine;
using namespace Qt::StringLiterals;

namespace {

/// French of what is said here, as a catalogue has it: another order of words, and forms for one and for many.
class French final : public QTranslator
{
    Q_OBJECT

public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source, const char * /*disambiguation*/,
                                    int count) const override
    {
        if (QLatin1String(context) != "engine"_L1)
            return {};
        const QLatin1String english(source);
        if (english == "\"%1\" differs from \"%2\"."_L1)
            return u"De « %2 » diffère « %1 »."_s;
        if (english == "%n table(s) of \"%1\""_L1)
            return count < 2 ? u"%n table de « %1 »"_s : u"%n tables de « %1 »"_s;
        if (english == "%Ln row(s)"_L1)
            return u"%Ln lignes"_s;
        if (english == "columns"_L1)
            return u"colonnes"_s;
        if (english == "owner"_L1)
            return u"propriétaire"_s;
        return {};
    }
};

/// Speaks French as long as it lives.
class InFrench final
{
public:
    InFrench()
        : m_before(QLocale())
    {
        QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
        QCoreApplication::installTranslator(&m_french);
    }
    ~InFrench()
    {
        QCoreApplication::removeTranslator(&m_french);
        QLocale::setDefault(m_before);
    }
    Q_DISABLE_COPY_MOVE(InFrench)

private:
    French m_french;
    QLocale m_before;
};

} // namespace

class SentenceTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void aSentenceFollowsTheLanguage()
    {
        const Sentence differs = Tr::sentence("\"%1\" differs from \"%2\".").arg(u"a"_s, u"b"_s);
        QCOMPARE(differs.text(), u"\"a\" differs from \"b\"."_s);
        {
            const InFrench french;
            QCOMPARE(differs.text(), u"De « b » diffère « a »."_s);
        }
        QCOMPARE(differs.text(), u"\"a\" differs from \"b\"."_s);
    }

    void whatIsMadeInFrenchIsSaidInEnglishLater()
    {
        Sentence tables;
        {
            const InFrench french;
            tables = Tr::sentence("%n table(s) of \"%1\"", nullptr, 2).arg(u"shop"_s);
            QCOMPARE(tables.text(), u"2 tables de « shop »"_s);
        }
        QCOMPARE(tables.text(), u"2 table(s) of \"shop\""_s);
    }

    void thePluralIsThatOfTheLanguage()
    {
        const Sentence none = Tr::sentence("%n table(s) of \"%1\"", nullptr, 0).arg(u"shop"_s);
        QCOMPARE(none.text(), u"0 table(s) of \"shop\""_s);
        const InFrench french;
        QCOMPARE(none.text(), u"0 table de « shop »"_s);
    }

    void aPlaceholderInAnArgumentIsNone()
    {
        const Sentence differs = Tr::sentence("\"%1\" differs from \"%2\".").arg(u"100%2"_s).arg(u"%1 or %n"_s);
        QCOMPARE(differs.text(), u"\"100%2\" differs from \"%1 or %n\"."_s);
        const InFrench french;
        QCOMPARE(differs.text(), u"De « %1 or %n » diffère « 100%2 »."_s);
    }

    void aPlaceWithoutArgumentStays()
    {
        QCOMPARE(Tr::sentence("\"%1\" differs from \"%2\".").arg(u"a"_s).text(), u"\"a\" differs from \"%2\"."_s);
        QCOMPARE(Tr::sentence("\"%1\" differs from \"%2\".").text(), u"\"%1\" differs from \"%2\"."_s);
        QCOMPARE(Tr::sentence("%1 % of %2").arg(50, u"all"_s).text(), u"50 % of all"_s);
    }

    void sentencesAndListsInsideFollowTheLanguageToo()
    {
        const Sentence list = Sentence::joined({Tr::sentence("owner"), Tr::sentence("columns")}, u", "_s);
        const Sentence differs
            = Tr::sentence("\"%1\" differs from \"%2\".").arg(list, Tr::sentence("%Ln row(s)", nullptr, 12'000));
        QCOMPARE(differs.text(), u"\"owner, columns\" differs from \"12,000 row(s)\"."_s);
        const InFrench french;
        QCOMPARE(differs.text(), u"De « 12\u202f000 lignes » diffère « propriétaire, colonnes »."_s);
    }

    void numbersAndMomentsAreWrittenAsTheLanguageDoes()
    {
        const Sentence number(1'204'500);
        const QDateTime noon(QDate(2026, 3, 31), QTime(12, 0));
        const Sentence moment(noon.toUTC());
        QCOMPARE(number.text(), u"1,204,500"_s);
        QCOMPARE(moment.text(), QLocale().toString(noon, QLocale::ShortFormat));
        const InFrench french;
        QCOMPARE(number.text(), u"1\u202f204\u202f500"_s);
        QCOMPARE(moment.text(), QLocale().toString(noon, QLocale::ShortFormat));
    }

    void aNameIsTheSameInEveryLanguage()
    {
        const Sentence name(u"columns %1"_s);
        const InFrench french;
        QCOMPARE(name.text(), u"columns %1"_s);
        QVERIFY(Sentence().isEmpty());
        QVERIFY(!name.isEmpty());
    }

    void theDifferencesOfAnErrorFollowTheLanguage()
    {
        const Error error{.code = ErrorCode::VerificationFailed,
                          .subject = u"shop"_s,
                          .differences
                          = {Tr::sentence("owner"), Tr::sentence("\"%1\" differs from \"%2\".").arg(u"%1"_s)}};
        QCOMPARE(detailText(error), u"owner\n\"%1\" differs from \"%2\"."_s);
        const InFrench french;
        QCOMPARE(detailText(error), u"propriétaire\nDe « %2 » diffère « %1 »."_s);
        QVERIFY(describe(error).why.endsWith(u": propriétaire\nDe « %2 » diffère « %1 »."_s));
    }

    void equalSentencesSayTheSame()
    {
        const Sentence owner = Tr::sentence("owner");
        const QByteArray elsewhere("owner");
        QCOMPARE(Sentence::translated("engine", elsewhere.constData(), -1), owner);
        QVERIFY(!(Tr::sentence("columns") == owner));
        QVERIFY(!(Sentence(u"owner"_s) == owner));
        QVERIFY(!(owner.arg(u"a"_s) == owner.arg(u"b"_s)));
        QCOMPARE(owner.arg(u"a"_s), owner.arg(u"a"_s));
    }
};

QTEST_GUILESS_MAIN(SentenceTest)
#include "tst_sentence.moc"
