// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/known/known_values.h"
#include "engine/anonymize/known/personal_signs.h"
#include "engine/anonymize/rewriting/anonymize_transform.h"
#include "engine/anonymize/rewriting/json_rewriter.h"
#include "engine/anonymize/rewriting/scrubber.h"
#include "engine/anonymize/text/array_text.h"
#include "tests/unit/anonymize/keys.h"

#include <QTest>

#include <ctime>

using namespace engine;
using namespace engine::anonymize;
using namespace Qt::StringLiterals;

namespace {

/// Of this thread: what else runs on the machine does not count.
double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::string repeated(std::string_view piece, size_t size)
{
    std::string text;
    text.reserve(size + piece.size());
    while (text.size() < size)
        text.append(piece);
    return text;
}

template <typename Work>
double secondsOf(Work work)
{
    const double start = cpuSeconds();
    work();
    return cpuSeconds() - start;
}

/// What `timeOf` says of one size and of twice as much: no more than thrice the time, with what a short one takes
/// anyway. Measured again only where it is not so, the shortest of each counts: a busy machine makes none too fast.
template <typename TimeOf>
bool growsWithSize(TimeOf timeOf, QString &measured)
{
    double single = 1e9;
    double twice = 1e9;
    for (int i = 0; i < 3; ++i) {
        single = std::min(single, timeOf(1));
        twice = std::min(twice, timeOf(2));
        if (twice <= 3 * single + 0.005)
            return true;
    }
    measured = u"%1 s, %2 s"_s.arg(single).arg(twice);
    return false;
}

const Rule documentRule{.kind = RuleKind::JsonPaths,
                        .paths = {{"$..email", {.kind = RuleKind::Email}}, {"$..a..b..c", {.kind = RuleKind::Email}}},
                        .scrubOthers = true};

/// What brackets of any depth look like, with their ends where they belong.
std::string nested(size_t levels)
{
    return repeated("{\"a\":", 5 * levels) + "\"x\"" + std::string(levels, '}');
}

} // namespace

class LongValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void twiceTheTextTakesNoMoreThanThriceTheTime_data();
    void twiceTheTextTakesNoMoreThanThriceTheTime();
    void aDocumentOfAnyDepthTakesTimeByItsLengthAlone();
    void aStopEndsALongTextAtOnce_data();
    void aStopEndsALongTextAtOnce();
    void theTransformGivesNothingOnAfterAStop();
    void manyWordsInANameColumnAreNoNames();
    void watchingALongTextTakesTimeByItsLength_data();
    void watchingALongTextTakesTimeByItsLength();
};

void LongValuesTest::twiceTheTextTakesNoMoreThanThriceTheTime_data()
{
    QTest::addColumn<QString>("piece");
    QTest::newRow("addresses") << u"solange.perdrix@a.example "_s;
    QTest::newRow("addresses without blanks") << u"a@b.example,"_s;
    QTest::newRow("marks of addresses") << u"@"_s;
    QTest::newRow("encoded marks") << u"%40"_s;
    QTest::newRow("marks behind a scheme") << u"://a@"_s;
    QTest::newRow("letters before marks") << u"aaaaaaaaaaaaaaaa@ "_s;
    QTest::newRow("digits") << u"1"_s;
    QTest::newRow("digits one by one") << u"1 "_s;
    QTest::newRow("digits in pairs") << u"05 55  "_s;
    QTest::newRow("pluses") << u"+"_s;
    QTest::newRow("brackets before digits") << u"+(1"_s;
    QTest::newRow("names of values") << u"nom="_s;
    QTest::newRow("values under names") << u"nom=x;"_s;
    QTest::newRow("fields of a line") << u"Amina;a@b.dz;"_s;
    QTest::newRow("blanks") << u" "_s;
    QTest::newRow("titles and blanks") << u"M.                    "_s;
    QTest::newRow("quotes") << u"\""_s;
    QTest::newRow("backslashes") << u"\\\""_s;
    QTest::newRow("open brackets") << u"["_s;
    QTest::newRow("open braces") << u"{\"a\":"_s;
    QTest::newRow("starts of IBANs") << u"FR76 "_s;
    QTest::newRow("IBANs") << u"FR76 3000 6000 0112 3456 7890 189 "_s;
    QTest::newRow("one word") << u"a"_s;
    QTest::newRow("capitals") << u"Aa "_s;
    QTest::newRow("Arabic") << u"أمينة "_s;
    QTest::newRow("half of a letter") << u"é"_s;
    QTest::newRow("slashes") << u"a/"_s;
    QTest::newRow("dots") << u"a."_s;
    QTest::newRow("dashes") << u"ab-"_s;
    QTest::newRow("names of two words") << u"Solange "_s;
    QTest::newRow("base64 of a text") << u"Qm9uam91ciBBbWluYSBCZW5hbGkg"_s;
    QTest::newRow("base64 of bytes") << u"iVBORw0KGgo/"_s;
    QTest::newRow("hexadecimal") << u"616d696e6120"_s;
    QTest::newRow("brackets around a sign") << u"a(at)b "_s;
    QTest::newRow("the letter that begins a sign") << u"aro"_s;
    QTest::newRow("percent signs for letters") << u"%C3%A9"_s;
    QTest::newRow("starts of percent signs") << u"a%C3 "_s;
    QTest::newRow("letters escaped by a program") << u"\\u00e9"_s;
    QTest::newRow("escapes of escapes") << u"%2525"_s;
    QTest::newRow("starts of private keys") << u"-----BEGIN A PRIVATE KEY "_s;
    QTest::newRow("starts of keys") << u"-----BEGIN "_s;
    QTest::newRow("hashes") << u"$2a$10$ "_s;
    QTest::newRow("pages without an end") << u"https://a.example/users/"_s;
    QTest::newRow("invisible characters") << u"a\u200B"_s;
    QTest::newRow("prose") << u"Le client attend depuis trois jours, merci de rappeler. "_s;
}

void LongValuesTest::twiceTheTextTakesNoMoreThanThriceTheTime()
{
    QFETCH(QString, piece);
    constexpr size_t size = size_t{12} * 1024;
    KnownValues known;
    known.addPerson("Amina Aa", "Solange Perdrix");
    known.addLogin("a.b-c_d1");
    known.addPhone("0555123456");
    known.addNumber("FR7630006000", KnownKind::Identifier);
    Scrubber scrubber(keyOf('1'));
    Scrubber knowing(keyOf('1'));
    knowing.knowValues(&known);
    JsonRewriter rewriter(documentRule, keyOf('1'));
    rewriter.knowValues(&known);
    std::string out;
    const std::string once = repeated(piece.toStdString(), size);
    const auto timeOf = [&](int times) {
        const std::string text = times == 1 ? once : once + once;
        return secondsOf([&] {
            out.clear();
            knowing.generate(text, out);
            (void)known.areIn(text, out);
            out.clear();
            scrubber.generate(text, out);
            rewriter.generate(text, out);
            rewriter.generate('"' + text + '"', out);
            (void)rewriteArray(
                '{' + text + '}', [](std::string_view, std::string &) { return false; }, out);
        });
    };
    QString measured;
    QVERIFY2(growsWithSize(timeOf, measured), qPrintable(measured));
}

void LongValuesTest::aDocumentOfAnyDepthTakesTimeByItsLengthAlone()
{
    JsonRewriter rewriter(documentRule, keyOf('1'));
    std::string out;
    const auto timeOf = [&](size_t times) {
        const std::string document = nested(10'000 * times);
        return secondsOf([&] {
            out.clear();
            rewriter.generate(document, out);
        });
    };
    QString measured;
    QVERIFY2(growsWithSize(timeOf, measured), qPrintable(measured));
    // Deeper than is read as a document: scrubbed as a text, and no crash.
    const std::string deep = repeated("[", 200'000) + "\"amina@courriel.dz\"" + std::string(200'000, ']');
    out.clear();
    rewriter.generate(deep, out);
    QVERIFY(out.find("amina") == std::string::npos);
}

void LongValuesTest::aStopEndsALongTextAtOnce_data()
{
    QTest::addColumn<bool>("isDocument");
    QTest::newRow("a text") << false;
    QTest::newRow("a document") << true;
}

void LongValuesTest::aStopEndsALongTextAtOnce()
{
    QFETCH(bool, isDocument);
    const auto generator = makeGenerator(isDocument ? documentRule : Rule{.kind = RuleKind::Scrub}, {}, keyOf('1'));
    std::stop_source stop;
    generator->stopOn(stop.get_token());
    std::string text = repeated("Amina Benali, amina@courriel.dz; ", size_t{2} * 1024 * 1024);
    if (isDocument)
        text = "[\"" + text + "\"]";
    stop.request_stop();
    std::string out;
    generator->generate(text, out);
    // No more than what lies between two looks at the token.
    QVERIFY2(out.size() < 4 * stopInterval, qPrintable(QString::number(out.size())));
}

void LongValuesTest::theTransformGivesNothingOnAfterAStop()
{
    const TableShape table{.name = {"public", "mail"}, .columns = {{.name = "body", .typeName = "text"}}};
    const std::vector<ColumnDecision> decisions{
        {.table = table.name, .column = "body", .rule = {.kind = RuleKind::Scrub}}};
    const auto transform = makeTransform(table, {"body"}, decisions, keyOf('1'), pg::CopyFormat::Text);
    std::stop_source stop;
    transform->stopOn(stop.get_token());
    const std::string row = repeated("amina@courriel.dz ", size_t{1024} * 1024) + '\n';
    stream::RowBatch batch;
    batch.bytes.assign(row.begin(), row.end());
    batch.starts = {0};
    stop.request_stop();
    const auto result = transform->apply(batch);
    QVERIFY(!result);
    QCOMPARE(int(result.error().code), int(ErrorCode::Cancelled));
}

void LongValuesTest::manyWordsInANameColumnAreNoNames()
{
    const TableShape table{.name = {"public", "people"},
                           .columns = {{.name = "name", .typeName = "text"}, {.name = "notes", .typeName = "text"}}};
    const std::vector<ColumnDecision> decisions{
        {.table = table.name, .column = "name", .rule = {.kind = RuleKind::FullName}},
        {.table = table.name, .column = "notes", .rule = {.kind = RuleKind::Scrub}}};
    const auto timeOf = [&](size_t times) {
        std::string row;
        for (size_t i = 0; row.size() < times * 32 * 1024; ++i)
            row += "word" + std::to_string(i) + ' ';
        row += '\t' + row + '\n';
        return secondsOf([&] {
            const auto transform = makeTransform(table, {"name", "notes"}, decisions, keyOf('1'), pg::CopyFormat::Text);
            stream::RowBatch batch;
            batch.bytes.assign(row.begin(), row.end());
            batch.starts = {0};
            QVERIFY(transform->apply(batch).has_value());
        });
    };
    QString measured;
    QVERIFY2(growsWithSize(timeOf, measured), qPrintable(measured));
}

void LongValuesTest::watchingALongTextTakesTimeByItsLength_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("addresses that are others") << u"solange.%1@a.example "_s << u"maurice.%1@b.example "_s;
    QTest::newRow("escaped addresses") << u"solange.%1%40a.example "_s << u"maurice.%1%40b.example "_s;
    QTest::newRow("telephone numbers") << u"+33 6 %1 "_s << u"+33 7 %1 "_s;
    QTest::newRow("IBANs") << u"FR76 3000 6000 0112 3456 7890 189 "_s << u"FR76 3000 6000 0112 3456 7890 %1 "_s;
    QTest::newRow("marks of another width") << u"a\uFF20"_s << u"b\uFF20"_s;
}

void LongValuesTest::watchingALongTextTakesTimeByItsLength()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const auto many = [](const QString &pattern, int count) {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += (pattern.contains(u"%1"_s) ? pattern.arg(10'000'000 + i) : pattern).toStdString();
        return text;
    };
    QString measured;
    const bool grows = growsWithSize(
        [&](int times) {
            const std::string was = many(before, 8000 * times);
            const std::string is = many(after, 8000 * times);
            return secondsOf([&] { QVERIFY(!personalSignsSurvive(was, is)); });
        },
        measured);
    QVERIFY2(grows, qPrintable(measured));
    // The last of many that is as it was is seen, too.
    const std::string kept = before.contains(u"%1"_s) ? before.arg(77'777'777).toStdString() : before.toStdString();
    if (before != u"a\uFF20"_s)
        QVERIFY(personalSignsSurvive(many(before, 100) + kept, many(after, 100) + kept));
}

QTEST_GUILESS_MAIN(LongValuesTest)
#include "tst_long_values.moc"
