// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/known/personal_signs.h"
#include "engine/anonymize/rewriting/anonymize_transform.h"
#include "engine/anonymize/rewriting/field_rewriter.h"
#include "engine/anonymize/rewriting/proof.h"
#include "tests/unit/anonymize/keys.h"

#include <QLocale>
#include <QTest>
#include <QtEndian>

#include <array>
#include <bit>

using namespace engine;
using namespace engine::anonymize;

namespace {

const TableShape users{.name = {"public", "users"},
                       .columns = {{.name = "id", .typeName = "bigint"},
                                   {.name = "email", .typeName = "text"},
                                   {.name = "first_name", .typeName = "character varying(60)", .maxLength = 60},
                                   {.name = "notes", .typeName = "text"},
                                   {.name = "born", .typeName = "date"},
                                   {.name = "profile", .typeName = "jsonb"},
                                   {.name = "phones", .typeName = "text[]"},
                                   {.name = "token", .typeName = "uuid"}}};
const std::vector<std::string> allColumns{"id", "email", "first_name", "notes", "born", "profile", "phones", "token"};

std::vector<ColumnDecision> decisions(const std::map<std::string, Rule> &rules)
{
    std::vector<ColumnDecision> result;
    for (const auto &[column, rule] : rules)
        result.push_back({.table = users.name, .column = column, .rule = rule});
    return result;
}

stream::RowBatch batchOf(const std::vector<std::string> &rows, pg::CopyFormat format)
{
    stream::RowBatch batch{.format = format};
    for (const std::string &row : rows) {
        batch.starts.push_back(static_cast<uint32_t>(batch.bytes.size()));
        batch.bytes.insert(batch.bytes.end(), row.begin(), row.end());
    }
    return batch;
}

std::string bigEndian(int64_t number, unsigned size)
{
    std::string bytes;
    for (unsigned shift = 8 * size; shift > 0; shift -= 8)
        bytes.push_back(static_cast<char>(static_cast<uint64_t>(number) >> (shift - 8) & 255U));
    return bytes;
}

std::string field(const std::string &bytes)
{
    return bigEndian(static_cast<int64_t>(bytes.size()), 4) + bytes;
}

const std::string nullField = bigEndian(-1, 4);

std::string textArray(const std::vector<std::string> &elements)
{
    std::string bytes = bigEndian(1, 4) + bigEndian(0, 4) + bigEndian(25, 4)
                        + bigEndian(static_cast<int64_t>(elements.size()), 4) + bigEndian(1, 4);
    for (const std::string &element : elements)
        bytes += field(element);
    return bytes;
}

std::string binaryRow()
{
    return bigEndian(8, 2) + field(bigEndian(7, 8)) + field("amina@courriel.dz") + field("Amina") + nullField
           + field(bigEndian(-4700, 4)) + field(std::string(1, '\x01') + R"({"a": "0555123456"})")
           + field(textArray({"0555123456", ""})) + field(std::string(16, '\x44'));
}

const std::map<std::string, Rule> manyRules{
    {"id", {.kind = RuleKind::Keep}},
    {"email", {.kind = RuleKind::Email}},
    {"first_name", {.kind = RuleKind::FirstName}},
    {"notes", {.kind = RuleKind::Scrub}},
    {"born", {.kind = RuleKind::DateShift, .days = 10}},
    {"profile", {.kind = RuleKind::JsonPaths, .paths = {{"$.a", {.kind = RuleKind::Phone}}}}},
    {"phones", {.kind = RuleKind::Phone}},
    {"token", {.kind = RuleKind::Identifier}}};

} // namespace

class AnonymizeTransformTest : public QObject
{
    Q_OBJECT

private slots:
    void ruledTextFieldsChangeAndOthersStay();
    void nullAndEmptyStay();
    void emptyArraysAndDocumentsAreNoValues();
    void fixedLengthIsFilledUpAsTheServerDoes();
    void escapesAreReadAndWritten();
    void namesOfTheRowLeaveItsTexts();
    void binaryFieldsChangeLikeTextFields();
    void aTableWithoutRulesNeedsNoTransform();
    void binaryIsOfferedWhereItIsUnderstood();
    void binaryNumbersWithDecimalsChangeLikeTheirTexts();
    void rowsThatAreNoneAreRefused_data();
    void rowsThatAreNoneAreRefused();
    void noBytesMakeItCrash();
    void theSameRowsGiveTheSameFakes();
    void whatStaysInClearIsWatched_data();
    void whatStaysInClearIsWatched();
    void signsThatSurviveAreFound_data();
    void signsThatSurviveAreFound();
    void signsAreFoundWhereverTheyStand();
    void previewShowsWhatACloneWouldMake();
};

void AnonymizeTransformTest::ruledTextFieldsChangeAndOthersStay()
{
    const auto transform = makeTransform(users, allColumns, decisions(manyRules), keyOf('1'), pg::CopyFormat::Text);
    auto batch = batchOf(
        {"7\tamina@courriel.dz\tAmina\tx\t1987-02-28\t{\"a\": \"0555123456\", \"b\": 1.0}\t{0555123456,NULL}\t"
         "44444444-4444-4444-4444-444444444444\n",
         "8\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\n"},
        pg::CopyFormat::Text);
    QVERIFY(transform->apply(batch).has_value());
    QCOMPARE(batch.rowCount(), size_t(2));
    const std::string row(batch.row(0));
    const std::string phone = fakeOf({.kind = RuleKind::Phone}, "0555123456");
    QVERIFY2(row.starts_with("7\t" + fakeOf({.kind = RuleKind::Email}, "amina@courriel.dz") + '\t'
                             + fakeOf({.kind = RuleKind::FirstName}, "Amina") + "\tx\t19"),
             row.c_str());
    QVERIFY2(row.find("\t{\"a\": \"" + phone + "\", \"b\": 1.0}\t{" + phone + ",NULL}\t") != std::string::npos,
             row.c_str());
    QVERIFY(row.find("44444444-4444-4444-4444") == std::string::npos);
    QCOMPARE(std::string(batch.row(1)), std::string("8\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\n"));
    QCOMPARE(transform->changedFields(), 6);
    QCOMPARE(transform->countsByColumn().at("email").changed, 1);
    QCOMPARE(transform->countsByColumn().at("notes").changed, 0);
}

void AnonymizeTransformTest::nullAndEmptyStay()
{
    const auto transform
        = makeTransform(users, {"email", "notes"},
                        decisions({{"email", {.kind = RuleKind::Email}}, {"notes", {.kind = RuleKind::Null}}}),
                        keyOf('1'), pg::CopyFormat::Text);
    auto batch = batchOf({"\t\n", "\\N\tx\n"}, pg::CopyFormat::Text);
    QVERIFY(transform->apply(batch).has_value());
    QCOMPARE(std::string(batch.row(0)), std::string("\t\n"));
    QCOMPARE(std::string(batch.row(1)), std::string("\\N\t\\N\n"));
}

void AnonymizeTransformTest::emptyArraysAndDocumentsAreNoValues()
{
    const auto rules = decisions({{"phones", manyRules.at("phones")}, {"profile", manyRules.at("profile")}});
    const std::vector<std::string> columns{"phones", "profile"};
    const auto text = makeTransform(users, columns, rules, keyOf('1'), pg::CopyFormat::Text);
    auto lines = batchOf({"{}\t{}\n", "{0555123456}\t[]\n"}, pg::CopyFormat::Text);
    QVERIFY(text->apply(lines).has_value());
    QCOMPARE(text->countsByColumn().at("phones").values, 1);
    QCOMPARE(text->countsByColumn().at("profile").values, 0);

    const auto binary = makeTransform(users, columns, rules, keyOf('1'), pg::CopyFormat::Binary);
    const std::string noElements = bigEndian(0, 4) + bigEndian(0, 4) + bigEndian(25, 4);
    auto rows = batchOf({bigEndian(2, 2) + field(noElements) + field("\1{}")}, pg::CopyFormat::Binary);
    QVERIFY(binary->apply(rows).has_value());
    QCOMPARE(binary->countsByColumn().at("phones").values, 0);
    QCOMPARE(binary->countsByColumn().at("profile").values, 0);
}

void AnonymizeTransformTest::fixedLengthIsFilledUpAsTheServerDoes()
{
    const TableShape table{.name = users.name,
                           .columns = {{.name = "name", .typeName = "character(12)", .maxLength = 12}}};
    const std::vector<ColumnDecision> named{
        {.table = users.name, .column = "name", .rule = {.kind = RuleKind::FirstName}, .maxLength = 12}};
    const auto transform = makeTransform(table, {"name"}, named, keyOf('1'), pg::CopyFormat::Text);
    auto batch = batchOf({"Amina       \n", "            \n"}, pg::CopyFormat::Text);
    QVERIFY(transform->apply(batch).has_value());
    QCOMPARE(batch.row(0).size() >= 13, true);
    QVERIFY(std::string(batch.row(0)).starts_with(fakeOf({.kind = RuleKind::FirstName}, "Amina")));
    QCOMPARE(QString::fromStdString(std::string(batch.row(0))).size(), 13);
    QCOMPARE(std::string(batch.row(1)), std::string("            \n"));
}

void AnonymizeTransformTest::escapesAreReadAndWritten()
{
    const Rule scrub{.kind = RuleKind::Scrub};
    const auto transform
        = makeTransform(users, {"notes"}, decisions({{"notes", scrub}}), keyOf('1'), pg::CopyFormat::Text);
    auto batch = batchOf({"a\\tb\\\\c\\nÀ amina@courriel.dz\\r\n", "d\\\\N\\v\n"}, pg::CopyFormat::Text);
    QVERIFY(transform->apply(batch).has_value());
    QCOMPARE(std::string(batch.row(0)),
             "a\\tb\\\\c\\nÀ " + fakeOf({.kind = RuleKind::Email}, "amina@courriel.dz") + "\\r\n");
    QCOMPARE(std::string(batch.row(1)), std::string("d\\\\N\\v\n"));
}

void AnonymizeTransformTest::namesOfTheRowLeaveItsTexts()
{
    const auto transform = makeTransform(
        users, {"first_name", "notes"},
        decisions({{"first_name", {.kind = RuleKind::FirstName}}, {"notes", {.kind = RuleKind::Scrub}}}), keyOf('1'),
        pg::CopyFormat::Text);
    auto batch = batchOf({"Thileli\trappeler thileli\n", "Xyla\tsans thileli\n"}, pg::CopyFormat::Text);
    QVERIFY(transform->apply(batch).has_value());
    QVERIFY(std::string(batch.row(0)).find("hileli") == std::string::npos);
    QVERIFY(std::string(batch.row(1)).ends_with("\tsans thileli\n"));
}

void AnonymizeTransformTest::binaryFieldsChangeLikeTextFields()
{
    const auto transform = makeTransform(users, allColumns, decisions(manyRules), keyOf('1'), pg::CopyFormat::Binary);
    auto batch = batchOf({binaryRow()}, pg::CopyFormat::Binary);
    QVERIFY(transform->apply(batch).has_value());
    const std::string row(batch.row(0));
    const std::string phone = fakeOf({.kind = RuleKind::Phone}, "0555123456");
    const std::string expectedStart = bigEndian(8, 2) + field(bigEndian(7, 8))
                                      + field(fakeOf({.kind = RuleKind::Email}, "amina@courriel.dz"))
                                      + field(fakeOf({.kind = RuleKind::FirstName}, "Amina")) + nullField;
    QVERIFY(row.starts_with(expectedStart));
    QVERIFY(row.find(field(std::string(1, '\x01') + "{\"a\": \"" + phone + "\"}")) != std::string::npos);
    QVERIFY(row.find(field(textArray({phone, ""}))) != std::string::npos);
    QCOMPARE(transform->changedFields(), 6);
    // What was made is a row again.
    QVERIFY(transform->apply(batch).has_value());
}

void AnonymizeTransformTest::aTableWithoutRulesNeedsNoTransform()
{
    QVERIFY(makeTransform(users, allColumns, decisions({{"email", {}}}), keyOf('1'), pg::CopyFormat::Text) == nullptr);
    QVERIFY(makeTransform(users, {"id"}, decisions(manyRules), keyOf('1'), pg::CopyFormat::Text) == nullptr);
}

void AnonymizeTransformTest::binaryNumbersWithDecimalsChangeLikeTheirTexts()
{
    for (const RuleKind kind : {RuleKind::Coordinates, RuleKind::Noise}) {
        const ColumnShape column{.name = "x", .typeName = "double precision"};
        FieldRewriter rewriter(column, {.rule = {.kind = kind}}, keyOf('1'));
        for (const double number : {36.7538, -3.05881, 48.858370000000001, 2.5, 41000.25, 151.2}) {
            const QByteArray written = QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
            std::string asText;
            QCOMPARE(rewriter.rewriteText(written.toStdString(), asText), FieldChange::Replaced);
            std::array<char, 8> bytes{};
            qToBigEndian(std::bit_cast<quint64>(number), bytes.data());
            std::string asBytes;
            QCOMPARE(rewriter.rewriteBinary({bytes.data(), bytes.size()}, asBytes).value(), FieldChange::Replaced);
            const auto made = std::bit_cast<double>(qFromBigEndian<quint64>(asBytes.data()));
            // What the server would print is what the text says.
            QCOMPARE(QByteArray::number(made, 'g', QLocale::FloatingPointShortest), QByteArray::fromStdString(asText));
        }
    }
    QVERIFY(binarySupported({.name = "lat", .typeName = "double precision"}, {.kind = RuleKind::Coordinates}));
    QVERIFY(!binarySupported({.name = "lat", .typeName = "numeric(9,6)"}, {.kind = RuleKind::Coordinates}));
}

void AnonymizeTransformTest::binaryIsOfferedWhereItIsUnderstood()
{
    QVERIFY(binarySupported(users, decisions(manyRules)));
    const Rule constant{.kind = RuleKind::Constant, .text = "2000-01-01"};
    QVERIFY(!binarySupported({.name = "d", .typeName = "date"}, constant));
    QVERIFY(!binarySupported({.name = "i", .typeName = "inet"}, {.kind = RuleKind::IpAddress}));
    QVERIFY(binarySupported({.name = "i", .typeName = "inet"}, {.kind = RuleKind::Null}));
    QVERIFY(!binarySupported(users, decisions({{"born", constant}})));
}

void AnonymizeTransformTest::rowsThatAreNoneAreRefused_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<bool>("isBinary");
    const auto add = [](const char *name, const std::string &row, bool isBinary) {
        QTest::newRow(name) << QByteArray::fromStdString(row) << isBinary;
    };
    add("text without a line end", "1\ta\tb\tc\td\te\tf\tg", false);
    add("text with a field too few", "1\ta\n", false);
    add("text with a field too many", "1\ta\tb\tc\td\te\tf\tg\th\n", false);
    add("an empty row", "", false);
    add("binary with another count", bigEndian(3, 2) + nullField + nullField + nullField, true);
    add("binary that ends in a length", binaryRow().substr(0, 12), true);
    add("binary that ends in a field", binaryRow().substr(0, 30), true);
    add("binary with bytes behind", binaryRow() + "x", true);
    add("binary with a length below -1", bigEndian(8, 2) + bigEndian(-2, 4), true);
    add("binary with a huge length", bigEndian(8, 2) + bigEndian(0x7FFFFFFF, 4), true);
    add("one byte", "\x01", true);
}

void AnonymizeTransformTest::rowsThatAreNoneAreRefused()
{
    QFETCH(QByteArray, row);
    QFETCH(bool, isBinary);
    const auto format = isBinary ? pg::CopyFormat::Binary : pg::CopyFormat::Text;
    const auto transform = makeTransform(users, allColumns, decisions(manyRules), keyOf('1'), format);
    auto batch = batchOf({row.toStdString()}, format);
    const auto result = transform->apply(batch);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::ProtocolViolation);
}

void AnonymizeTransformTest::noBytesMakeItCrash()
{
    const auto binary = makeTransform(users, allColumns, decisions(manyRules), keyOf('1'), pg::CopyFormat::Binary);
    const auto text = makeTransform(users, allColumns, decisions(manyRules), keyOf('1'), pg::CopyFormat::Text);
    const std::string good = binaryRow();
    uint32_t state = 7;
    const auto next = [&state] { return (state = state * 1664525U + 1013904223U) >> 8U; };
    for (int round = 0; round < 20000; ++round) {
        std::string bytes = good;
        for (uint32_t i = 0; i < 1 + next() % 4; ++i)
            bytes[next() % bytes.size()] = static_cast<char>(next());
        bytes.resize(next() % 5 == 0 ? next() % (bytes.size() + 1) : bytes.size());
        auto batch = batchOf({bytes}, pg::CopyFormat::Binary);
        (void)binary->apply(batch).has_value();
        std::string line = "1\tamina@x.dz\tb\tc\\\td\t{\"a\":[1}\t{a,\"b\t44444444\n";
        for (uint32_t i = 0; i < 1 + next() % 6; ++i)
            line[next() % (line.size() - 1)] = static_cast<char>(next());
        batch = batchOf({line}, pg::CopyFormat::Text);
        (void)text->apply(batch).has_value();
    }
}

void AnonymizeTransformTest::theSameRowsGiveTheSameFakes()
{
    std::string results[3];
    const char keys[3] = {'1', '1', '2'};
    for (int i = 0; i < 3; ++i) {
        const auto transform
            = makeTransform(users, allColumns, decisions(manyRules), keyOf(keys[i]), pg::CopyFormat::Binary);
        auto batch = batchOf({binaryRow(), binaryRow()}, pg::CopyFormat::Binary);
        QVERIFY(transform->apply(batch).has_value());
        QVERIFY(batch.row(0) == batch.row(1));
        results[i] = std::string(batch.row(0));
    }
    QVERIFY(results[0] == results[1]);
    QVERIFY(results[0] != results[2]);
}

void AnonymizeTransformTest::whatStaysInClearIsWatched_data()
{
    QTest::addColumn<bool>("hasRule");
    QTest::newRow("beside a column with a rule") << true;
    QTest::newRow("in a table without any rule") << false;
}

void AnonymizeTransformTest::whatStaysInClearIsWatched()
{
    QFETCH(const bool, hasRule);
    const Rule email{.kind = RuleKind::Email};
    const auto transform
        = makeTransform(users, {"id", "email", "notes"}, decisions({{"email", hasRule ? email : Rule{}}}), keyOf('1'),
                        pg::CopyFormat::Text, Watch::EveryColumn);
    const std::vector<std::string> rows{"1\ta@courriel.dz\tpending\n", "2\t\\N\tcall\\n0555 12 34 56\n",
                                        "3\tb@courriel.dz\t\\N\n"};
    auto batch = batchOf(rows, pg::CopyFormat::Text);
    QVERIFY(transform->apply(batch).has_value());
    QCOMPARE(std::string(batch.row(1)), rows[1]);
    QCOMPARE(std::string(batch.row(0)) == rows[0], !hasRule);
    const auto counts = transform->countsByColumn();
    QCOMPARE(counts.at("id").values, 3);
    QCOMPARE(counts.at("id").personal, 0);
    QCOMPARE(counts.at("notes").values, 2);
    QCOMPARE(counts.at("notes").personal, 1);
    QCOMPARE(counts.at("email").values, 2);
    QCOMPARE(counts.at("email").changed, hasRule ? 2 : 0);
    QCOMPARE(counts.at("email").personal, hasRule ? 0 : 2);
}

void AnonymizeTransformTest::signsThatSurviveAreFound_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("survives");
    const auto kept = [](const char *name, const char *value, bool survives) {
        QTest::newRow(name) << QByteArray(value) << QByteArray(value) << survives;
    };
    kept("an address", "write to amina.b@courriel.dz soon", true);
    kept("an address in a link", "/u?mail=amina%40courriel.dz&x", true);
    kept("an address with a wide sign",
         "amina\xEF\xBC\xA0"
         "courriel.dz",
         true);
    kept("a national number", "call 0555 12 34 56", true);
    kept("an international number", "+213 (0) 555-12-34-56", true);
    kept("an IBAN", "to FR76 3000 6000 0112 3456 7890 189 by noon", true);
    kept("a handle is no address", "@amina said so at 5", false);
    kept("a key is no number", "3f0a5551-2345-0678-9012-0123456789ab", false);
    kept("a fraction is no number", "{\"x\": 0.123456789}", false);
    kept("a moment is no number", "2026-03-04 05:06:07.123456", false);
    kept("a version at a scope", "npm:@scope/pkg@1.2.3", false);
    QTest::newRow("an address that was replaced")
        << QByteArray("to a@courriel.dz.") << QByteArray("to x@exemple.test.") << false;
    QTest::newRow("one of two that was not")
        << QByteArray("a@courriel.dz b@courriel.dz") << QByteArray("x@exemple.test b@courriel.dz") << true;
}

void AnonymizeTransformTest::signsThatSurviveAreFound()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const bool, survives);
    QCOMPARE(personalSignsSurvive(before.toStdString(), after.toStdString()), survives);
}

/// Bytes are looked at sixteen at a time.
void AnonymizeTransformTest::signsAreFoundWhereverTheyStand()
{
    for (const char *sign : {"a@b.dz", "a%40b.dz",
                             "a\xEF\xBC\xA0"
                             "b.dz",
                             "0555123456", "FR7630006000011234567890189"}) {
        for (size_t before = 0; before < 40; ++before) {
            const std::string text = std::string(before, '.') + " " + sign;
            QVERIFY2(personalSignsSurvive(text, text), text.c_str());
        }
    }
}

void AnonymizeTransformTest::previewShowsWhatACloneWouldMake()
{
    const SampledRows rows{.columns = {"id", "email", "notes"},
                           .rows = {{"1", "amina@courriel.dz", "a\tb\nc\\d"}, {"2", std::nullopt, ""}}};
    const Preview result
        = preview(users, decisions({{"email", {.kind = RuleKind::Email}}, {"notes", {.kind = RuleKind::Scrub}}}), rows,
                  keyOf('1'));
    QCOMPARE(result.after.size(), size_t(2));
    QCOMPARE(result.after[0][0].value(), std::string("1"));
    QCOMPARE(result.after[0][1].value(), fakeOf({.kind = RuleKind::Email}, "amina@courriel.dz"));
    QCOMPARE(result.after[0][2].value(), std::string("a\tb\nc\\d"));
    QVERIFY(!result.after[1][1].has_value());
    QCOMPARE(result.after[1][2].value(), std::string());
    QVERIFY(result.ruled == std::vector<bool>({false, true, true}));
    QVERIFY(result.before == rows.rows);
}

QTEST_GUILESS_MAIN(AnonymizeTransformTest)
#include "tst_anonymize_transform.moc"
