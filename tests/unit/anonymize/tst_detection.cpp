// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/detection/detection.h"
#include "engine/anonymize/detection/value_evidence.h"
#include "engine/anonymize/dictionary/column_dictionary.h"
#include "engine/anonymize/text/text.h"
#include "engine/base/errors/error.h"

#include <QTest>

using namespace engine;
using namespace engine::anonymize;
using namespace Qt::StringLiterals;

using Values = std::vector<std::optional<std::string>>;

namespace {

/// As rows made by a program are.
QStringList numbered(const QString &word)
{
    QStringList values;
    for (int n = 1; n <= 60; ++n)
        values.append(word + QString::number(1000 + n));
    return values;
}

} // namespace

class DetectionTest : public QObject
{
    Q_OBJECT

private slots:
    void namesTellInThreeLanguages_data();
    void namesTellInThreeLanguages();
    void valuesTellWhatNamesHide_data();
    void valuesTellWhatNamesHide();
    void aCommentTellsWhatValuesBearOut_data();
    void aCommentTellsWhatValuesBearOut();
    void typesTell_data();
    void typesTell();
    void whatACheckWantsIsNotEmptiedToNull();
    void documentsAreSearched();
    void aNameBesideAFirstNameIsALastNameInTablesAndDocuments();
    void anEmptyTableIsSaidToBeEmpty();
    void namesOfNothingButSignsTellNothing();
    void whatIsEqualForPeopleIsFoldedAlike_data();
    void whatIsEqualForPeopleIsFoldedAlike();
    void everyReasonIsASentence();
    void everyCategoryHasANameAndAKey();
};

void DetectionTest::namesTellInThreeLanguages_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("category");
    const auto row = [](const char *table, const char *column, const char *category) {
        QTest::newRow(qPrintable(u"%1.%2"_s.arg(QString::fromUtf8(table), QString::fromUtf8(column))))
            << QString::fromUtf8(table) << QString::fromUtf8(column) << QString::fromLatin1(category);
    };
    row("users", "email", "email");
    row("orders", "customerEmail", "email");
    row("clients", "courriel", "email");
    row("t", "adresse_mail", "email");
    row("t", "prenom", "firstName");
    row("t", "first_name", "firstName");
    row("t", "ism", "firstName");
    row("t", "laqab", "lastName");
    row("t", "nom_de_famille", "lastName");
    row("clients", "nom", "lastName");
    row("users", "name", "fullName");
    row("t", "nom_complet", "fullName");
    row("t", "beneficiary", "fullName");
    row("users", "name_arabic", "fullName");
    row("t", "hatif", "phone");
    row("t", "tel", "phone");
    row("t", "mobile_phone", "phone");
    row("t", "adresse", "address");
    row("t", "unwan", "address");
    row("lofts", "street_address", "address");
    row("t", "adresse_ip", "network");
    row("t", "rib", "accountNumber");
    row("t", "num_compte", "accountNumber");
    row("t", "ccp", "accountNumber");
    row("t", "iban", "iban");
    row("t", "nin", "nationalId");
    row("t", "passport_number", "nationalId");
    row("t", "password_hash", "credential");
    row("t", "mot_de_passe", "credential");
    row("t", "note_interne", "freeText");
    row("t", "commentaire", "freeText");
    row("messages", "body", "freeText");
    row("clients", "ville", "city");
    row("lofts", "city", "technical");
    row("currencies", "name", "technical");
    row("users", "email_verified", "technical");
    row("users", "phone_id", "technical");
    row("t", "status", "technical");
    row("t", "slug", "technical");
    row("t", "currency_code", "technical");
    row("t", "tenant_id", "technical");
    row("speakers", "google_url", "website");
    row("artists", "soundcloud_link", "website");
    row("companies", "youtube_url", "technical");
    row("apartments", "tenant", "fullName");
    // Numbers, abbreviations, words written together, and the dictionary before the endings.
    row("clients", "tel1", "phone");
    row("clients", "nom1", "lastName");
    row("clients", "prenom2", "firstName");
    row("clients", "adresse_2", "address");
    row("t", "address_line_2", "address");
    row("t", "street1", "address");
    row("t", "line_one", "address");
    row("t", "national_id", "nationalId");
    row("t", "tax_id", "nationalId");
    row("t", "passport_id", "nationalId");
    row("t", "device_id", "device");
    row("t", "adr", "address");
    row("t", "obs", "freeText");
    row("t", "immat", "nationalId");
    row("t", "mmn", "lastName");
    row("t", "ddn", "birthDate");
    row("t", "nss", "nationalId");
    row("t", "cni", "nationalId");
    row("t", "lname", "lastName");
    row("t", "fname", "firstName");
    row("t", "phonenumber", "phone");
    row("t", "customeremail", "email");
    row("t", "dateofbirth", "birthDate");
    row("t", "PrénomClient", "firstName");
    row("t", "TÉLÉPHONE", "phone");
    row("t", "date_de_deces", "birthDate");
    row("t", "porteur", "fullName");
    row("t", "titulaire", "fullName");
    row("t", "valideur", "fullName");
    row("invoices", "nom_client", "fullName");
    row("t", "nom_fichier", "technical");
    // In Arabic script, with or without the article.
    row("الزبائن", "الاسم", "fullName");
    row("الزبائن", "رقم_الهاتف", "phone");
    row("الزبائن", "العنوان", "address");
    row("الزبائن", "ملاحظات", "freeText");
    row("t", "تاريخ_الميلاد", "birthDate");
    row("t", "البريد_الإلكتروني", "email");
    row("t", "كلمة_السر", "credential");
    // Of people elsewhere, places, secrets, what the law protects.
    row("users", "facebook_id", "externalId");
    row("users", "stripe_id", "externalId");
    row("users", "stripe_customer_id", "externalId");
    row("plans", "stripe_price_id", "technical");
    row("identities", "provider_uid", "externalId");
    row("users", "google_sub", "externalId");
    row("users", "twitter", "username");
    row("users", "skype", "username");
    row("users", "pass_salt", "credential");
    row("users", "totp_seed", "credential");
    row("users", "verification_key", "credential");
    row("users", "twofa_key", "credential");
    row("users", "confirmation_code", "credential");
    row("users", "otp_backup_codes", "credential");
    row("users", "encrypted_otp_secret_iv", "credential");
    row("users", "reset_password_token", "credential");
    row("users", "api_key", "credential");
    row("users", "latitude", "location");
    row("stations", "latitude", "technical");
    row("users", "w3w", "location");
    row("patients", "groupe_sanguin", "health");
    row("patients", "allergies", "health");
    row("t", "religion", "belief");
    row("employes", "salaire_brut", "salary");
    row("users", "site_web", "website");
    row("users", "user_agent", "device");
    // Abbreviations, and what only the table makes personal.
    row("cust_master", "acct_mgr", "fullName");
    row("t", "nat_ins_no", "nationalId");
    row("t", "apns_tok", "credential");
    row("t", "annual_comp", "salary");
    row("t", "situation_fam", "belief");
    row("t", "date_bapteme", "birthDate");
    row("patients", "poids_kg", "health");
    row("users", "orientation", "belief");
    row("products", "tax_code", "technical");
    // About personal data, or of things.
    row("packages", "full_name", "technical");
    row("files", "sha256", "technical");
    row("t", "email_status", "technical");
    row("t", "email_type", "technical");
    row("t", "email_template", "technical");
    row("t", "email_count", "technical");
    row("t", "code_entreprise", "technical");
    row("t", "statut_email", "technical");
    row("t", "type_adresse", "technical");
    row("t", "password_changed_at", "technical");
    row("t", "token_type", "technical");
    row("t", "email_domain", "technical");
    row("t", "birth_country", "technical");
    row("t", "approved_by", "fullName");
    row("t", "relance_par", "fullName");
    row("t", "next_of_kin_phone", "phone");
    row("t", "num_patient", "nationalId");
    row("t", "num_tax_id", "nationalId");
    row("t", "tax_id_num", "nationalId");
    row("t", "num_national_id", "nationalId");
    row("t", "num_id_card", "nationalId");
    row("t", "id_card_no", "nationalId");
    row("t", "num_nif", "nationalId");
    row("t", "id_fiscal", "nationalId");
    row("t", "client_id_fiscal", "nationalId");
    row("t", "identifiant_national", "nationalId");
    row("t", "numero_national_client", "nationalId");
    row("t", "num_assure", "nationalId");
    row("t", "num_logins", "technical");
    row("t", "num_retries", "technical");
    row("t", "guest_name", "fullName");
    row("t", "holder_name", "fullName");
    row("t", "payer_first_name", "firstName");
    row("t", "nom_titulaire", "fullName");
    row("t", "payeur_nom", "fullName");
    row("gift_cards", "code", "credential");
    row("vitals", "weight_kg", "health");
    row("employees", "barcode", "nationalId");
    row("users", "ism_mosta3ar", "username");
    row("users", "3onwan", "address");
    row("users", "NumberOfEmployees", "technical");
    row("patient", "atcd", "health");
    row("bulletin", "net_imposable", "salary");
    row("t", "grp_sang", "health");
    row("t", "id_doc_no", "nationalId");
    row("t", "birth_ctry", "technical");
}

void DetectionTest::namesTellInThreeLanguages()
{
    QFETCH(QString, table);
    QFETCH(QString, column);
    QFETCH(QString, category);
    const TableShape shape{.name = {"public", table.toStdString()}};
    const Finding finding = detect(shape, {.name = column.toStdString(), .typeName = "text"}, {});
    QCOMPARE(text(categoryKey(finding.category)), category);
    QCOMPARE(finding.verdict, category == u"technical"_s ? Verdict::Technical : Verdict::Personal);
    QVERIFY(!describe(finding.reasons).isEmpty());
}

void DetectionTest::valuesTellWhatNamesHide_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<QString>("category");
    QTest::addColumn<int>("verdict");
    const auto row = [](const char *name, const QString &column, const QStringList &values, const QString &category,
                        Verdict verdict) { QTest::newRow(name) << column << values << category << int(verdict); };
    row("addresses in a column that says nothing", u"champ7"_s, {u"a@b.dz"_s, u"c.d@e.com"_s}, u"email"_s,
        Verdict::Personal);
    row("addresses under a technical name", u"code"_s, {u"a@b.dz"_s, u"c.d@e.com"_s}, u"email"_s, Verdict::Personal);
    row("a secret written together", u"restoretoken"_s,
        {u"0cc175b9c0f1b6a831c399e269772661"_s, u"92eb5ffee6ae2fec3ad71c777531578f"_s}, u"credential"_s,
        Verdict::Personal);
    row("phones", u"champ7"_s, {u"0555123456"_s, u"+213 661 12 34 56"_s}, u"phone"_s, Verdict::Personal);
    row("IBANs", u"champ7"_s, {u"FR7630006000011234567890189"_s}, u"iban"_s, Verdict::Personal);
    row("cards", u"champ7"_s, {u"4539 1488 0343 6467"_s}, u"card"_s, Verdict::Personal);
    row("full names", u"champ7"_s, {u"Amina Benali"_s, u"Karim Haddad"_s, u"أمينة بن علي"_s}, u"fullName"_s,
        Verdict::Personal);
    row("first names", u"champ7"_s, {u"Amina"_s, u"Karim"_s, u"Julien"_s}, u"firstName"_s, Verdict::Personal);
    row("an unused column with everything in it", u"legacy_contact"_s,
        {u"Amina Benali / 0555123456 / a@b.dz"_s, u"Karim Haddad / 0661123456 / c@d.dz"_s}, u"freeText"_s,
        Verdict::Personal);
    row("e-mails and phones mixed", u"recipient"_s, {u"a@b.dz"_s, u"+213555123456"_s}, u"freeText"_s,
        Verdict::Personal);
    row("accounts and IBANs mixed", u"payer_account"_s, {u"00700100000000123456"_s, u"DZ580070010000000012345611"_s},
        u"accountNumber"_s, Verdict::Personal);
    row("sentences", u"champ7"_s, {u"Le parking est gratuit ici"_s, u"Tout va très bien merci"_s}, u"freeText"_s,
        Verdict::Personal);
    row("names with numbers behind, under a name that says whose", u"holder_name"_s, numbered(u"Ysolde Kergariou "_s),
        u"fullName"_s, Verdict::Personal);
    row("last names with numbers behind", u"last_name"_s, numbered(u"Kergariou"_s), u"lastName"_s, Verdict::Personal);
    row("codes under a name that says whose", u"holder_name"_s, numbered(u"PRJ-"_s), u"technical"_s,
        Verdict::Technical);
    row("illnesses", u"champ7"_s, {u"Diabète de type 2"_s, u"asthma"_s, u"migraine"_s}, u"health"_s, Verdict::Personal);
    row("blood groups", u"champ7"_s, {u"A+"_s, u"O-"_s, u"AB+"_s}, u"health"_s, Verdict::Personal);
    row("faiths", u"champ7"_s, {u"musulmane"_s, u"Catholic"_s, u"athée"_s}, u"belief"_s, Verdict::Personal);
    row("companies", u"champ7"_s, {u"Sarl Kergariou Frères"_s, u"Ysolde Ltd"_s}, u"company"_s, Verdict::Personal);
    row("an initial and a name", u"champ7"_s, {u"Y. KERGARIOU"_s, u"B. Zouggari"_s}, u"fullName"_s, Verdict::Personal);
    row("logins of an office, however few", u"champ7"_s, {u"y.kergariou"_s, u"b.zouggari2"_s}, u"username"_s,
        Verdict::Personal);
    row("computers that are called after people", u"host"_s, {u"PC-KERGARIOU"_s, u"LAPTOP-Zouggari"_s}, u"device"_s,
        Verdict::Personal);
    row("computers with numbers", u"host"_s, {u"PC-0012"_s, u"PC-0013"_s}, u"technical"_s, Verdict::Technical);
    row("documents under a word for pay", u"income_docs"_s, {u"payslip.pdf"_s, u"contract.pdf"_s}, u"technical"_s,
        Verdict::Technical);
    row("codes", u"champ7"_s, {u"LA-2024-000123"_s, u"LA-2024-000124"_s}, u"technical"_s, Verdict::Technical);
    row("nothing to go by", u"champ7"_s, {}, u"technical"_s, Verdict::Undecided);
    row("words", u"champ7"_s, {u"bleu ciel"_s, u"vert d'eau"_s}, u"technical"_s, Verdict::Undecided);
}

void DetectionTest::valuesTellWhatNamesHide()
{
    QFETCH(QString, column);
    QFETCH(QStringList, values);
    QFETCH(QString, category);
    QFETCH(int, verdict);
    Values sampled{std::nullopt};
    for (const QString &value : values)
        sampled.emplace_back(value.toStdString());
    const Finding finding
        = detect({.name = {"public", "t"}}, {.name = column.toStdString(), .typeName = "text"}, sampled);
    QCOMPARE(text(categoryKey(finding.category)), category);
    QCOMPARE(int(finding.verdict), verdict);
    if (finding.verdict == Verdict::Undecided)
        QCOMPARE(finding.suggested.kind, RuleKind::Scrub);
}

void DetectionTest::aCommentTellsWhatValuesBearOut_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("comment");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("isPersonal");
    QTest::newRow("a kind of numbers is no number")
        << u"phone_number_type"_s << u"Name of the telephone number type"_s << u"Cell phone %1"_s << false;
    QTest::newRow("a number") << u"call"_s << u"The telephone number that was dialled"_s << u"+33 6 12 34 5%1"_s
                              << true;
    QTest::newRow("a number of things") << u"cart"_s << u"Shopping cart identification number"_s << u"C-10%1"_s
                                        << false;
    QTest::newRow("a number of people") << u"citizen"_s << u"National identification number"_s << u"C-10%1"_s << true;
}

void DetectionTest::aCommentTellsWhatValuesBearOut()
{
    QFETCH(QString, table);
    QFETCH(QString, comment);
    QFETCH(QString, value);
    QFETCH(bool, isPersonal);
    std::vector<std::optional<std::string>> values;
    for (int number = 10; number < 40; ++number)
        values.emplace_back(value.arg(number * 7 % 100, 2, 10, '0'_L1).toStdString());
    const TableShape shape{.name = {"public", table.toStdString()}};
    const Finding finding = detect(shape, {.name = "x7", .typeName = "text", .comment = comment.toStdString()}, values);
    QCOMPARE(finding.verdict == Verdict::Personal, isPersonal);
}

void DetectionTest::typesTell_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("rule");
    QTest::newRow("an amount stays") << u"amount"_s << u"numeric(12,2)"_s << u"keep"_s;
    QTest::newRow("a row's time stays") << u"created_at"_s << u"timestamp with time zone"_s << u"keep"_s;
    QTest::newRow("a date of birth moves") << u"birth_date"_s << u"date"_s << u"dateShift"_s;
    QTest::newRow("an id stays") << u"id"_s << u"uuid"_s << u"keep"_s;
    QTest::newRow("an address of the network goes") << u"x"_s << u"inet"_s << u"ip"_s;
    QTest::newRow("a picture is emptied") << u"avatar"_s << u"bytea"_s << u"null"_s;
    QTest::newRow("phones in an array") << u"phones"_s << u"text[]"_s << u"phone"_s;
    QTest::newRow("a flag about a phone stays") << u"phone_verified"_s << u"boolean"_s << u"keep"_s;
    QTest::newRow("a search vector is emptied") << u"search"_s << u"tsvector"_s << u"null"_s;
    QTest::newRow("a phone as a number") << u"telephone"_s << u"bigint"_s << u"phone"_s;
    QTest::newRow("a period stays") << u"stay"_s << u"daterange"_s << u"keep"_s;
    QTest::newRow("a document nobody looked into is scrubbed") << u"profile"_s << u"jsonb"_s << u"paths"_s;
}

void DetectionTest::typesTell()
{
    QFETCH(QString, column);
    QFETCH(QString, type);
    QFETCH(QString, rule);
    const Finding finding
        = detect({.name = {"public", "t"}}, {.name = column.toStdString(), .typeName = type.toStdString()}, {});
    QCOMPARE(text(ruleKey(finding.suggested.kind)), rule);
}

void DetectionTest::whatACheckWantsIsNotEmptiedToNull()
{
    ColumnShape column{.name = "search", .typeName = "tsvector"};
    column.checkExpressions = {"CHECK ((VALUE IS NOT NULL))"};
    const Rule rule = detect({.name = {"public", "t"}}, column, {}).suggested;
    QCOMPARE(rule.kind, RuleKind::Constant);
    QCOMPARE(rule.text, std::string("'x'"));
    column.checkExpressions = {"CHECK ((num_nonnulls(search, title) = 1))"};
    QCOMPARE(detect({.name = {"public", "t"}}, column, {}).suggested.kind, RuleKind::Constant);
}

void DetectionTest::documentsAreSearched()
{
    const Values documents{R"({"contact":{"email":"a@b.dz","phones":["0555123456"]},"theme":"dark","n":3})",
                           R"({"emergency":[{"name":"Amina Benali"}],"theme":"light"})"};
    const Finding finding = detect({.name = {"public", "users"}}, {.name = "settings", .typeName = "jsonb"}, documents);
    QCOMPARE(finding.category, Category::Document);
    QVERIFY(finding.suggested.scrubOthers);
    QStringList paths;
    for (const PathRule &path : finding.suggested.paths)
        paths.append(text(path.path) + u'=' + text(ruleKey(path.rule.kind)));
    QCOMPARE(paths, QStringList({u"$.contact.email=email"_s, u"$.contact.phones[*]=phone"_s,
                                 u"$.emergency[*].name=fullName"_s}));
    const Finding other
        = detect({.name = {"public", "t"}}, {.name = "options", .typeName = "jsonb"}, {R"({"a":1,"b":"x"})"});
    QCOMPARE(other.verdict, Verdict::Technical);
}

void DetectionTest::aNameBesideAFirstNameIsALastNameInTablesAndDocuments()
{
    const TableShape clients{.name = {"public", "t"},
                             .columns = {{.name = "nom", .typeName = "text"}, {.name = "prenom", .typeName = "text"}}};
    QCOMPARE(detect(clients, clients.columns[0], {}).category, Category::LastName);
    const Finding audit = detect({.name = {"public", "audit"}}, {.name = "old_data", .typeName = "jsonb"},
                                 {R"({"nom":"Ghanem","prenom":"Luc"})"});
    QStringList paths;
    for (const PathRule &path : audit.suggested.paths)
        paths.append(text(path.path) + u'=' + text(ruleKey(path.rule.kind)));
    QCOMPARE(paths, QStringList({u"$.nom=lastName"_s, u"$.prenom=firstName"_s}));
}

void DetectionTest::anEmptyTableIsSaidToBeEmpty()
{
    const TableShape table{.name = {"public", "users"}};
    for (const char *column : {"email", "whatever", "status"}) {
        const Finding finding = detect(table, {.name = column, .typeName = "text"}, {});
        const QString sentence = describe(finding.reasons).text();
        QVERIFY2(!sentence.contains(u'%'), qPrintable(sentence));
        QVERIFY2(sentence.contains(u"no rows"_s) || sentence.contains(u"no value to look at"_s), qPrintable(sentence));
    }
    for (const char *type : {"inet", "tsvector"}) {
        const QString sentence = describe(detect(table, {.name = "x", .typeName = type}, {}).reasons).text();
        QVERIFY2(!sentence.contains(u'%'), qPrintable(sentence));
    }
}

void DetectionTest::namesOfNothingButSignsTellNothing()
{
    const Values values{"abenali", "kmansouri", "z.ould", "lperdrix", "hugo_k"};
    for (const char *name : {"", " ", "\"", "--", "\n", "\xE2\x82\xAC"}) {
        for (const char *type : {"text", "text[]", "jsonb", "bigint", "date", "bytea", "uuid"}) {
            const Surroundings around = surroundingsOf(name, {name, name});
            const Finding finding = detect(around, {.name = name, .typeName = type}, values);
            QVERIFY2(finding.verdict != Verdict::Personal || finding.reasons.front().code != Reason::Code::ColumnName,
                     name);
        }
    }
}

void DetectionTest::whatIsEqualForPeopleIsFoldedAlike_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::newRow("accents") << u"ÉLÉONORE Çağla ñandú õ ü ÿ"_s << u"eleonore cagla nandu o u y"_s;
    QTest::newRow("accents that stand for themselves") << u"e\u0301te\u0301"_s << u"été"_s;
    QTest::newRow("letters that are two") << u"Œuvre Æsir Straße"_s << u"oeuvre aesir strasse"_s;
    QTest::newRow("letters of the north and the east") << u"Łukasz Søren Đorđe"_s << u"lukasz soren dorde"_s;
    QTest::newRow("full width") << u"ＡＢ１２"_s << u"ab12"_s;
    QTest::newRow("hamza, ta marbuta and alef maksura") << u"أحمد إيمان آمنة ليلى"_s << u"احمد ايمان امنه ليلي"_s;
    QTest::newRow("tatweel and vowels") << u"مـحـمّـد"_s << u"محمد"_s;
    QTest::newRow("presentation forms") << u"\uFEE3\uFEA4\uFEE4\uFEAA"_s << u"محمد"_s;
    QTest::newRow("Arabic and Persian digits") << u"٠٥٥٥ ۱۲۳"_s << u"0555 123"_s;
}

void DetectionTest::whatIsEqualForPeopleIsFoldedAlike()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    std::string a;
    std::string b;
    foldPlain(left.toStdString(), a);
    foldPlain(right.toStdString(), b);
    QCOMPARE(text(a), text(b));
    foldPlain("\xC3(\xFF broken", a);
    QCOMPARE(a, std::string("\xC3(\xFF broken"));
}

void DetectionTest::everyReasonIsASentence()
{
    for (int code = 0; code <= int(Reason::Code::CheckUnsatisfied); ++code) {
        const QString sentence
            = describe({{.code = static_cast<Reason::Code>(code), .word = "email", .percent = 50}}).text();
        QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
    }
}

void DetectionTest::everyCategoryHasANameAndAKey()
{
    for (int i = 0; i <= int(Category::Document); ++i) {
        QVERIFY(!categoryKey(static_cast<Category>(i)).empty());
        QVERIFY(!displayName(static_cast<Category>(i)).isEmpty());
    }
    QCOMPARE(categoryKey(Category::Document), std::string_view("document"));
    QCOMPARE(categoryKey(Category::BirthDate), std::string_view("birthDate"));
}

QTEST_GUILESS_MAIN(DetectionTest)
#include "tst_detection.moc"
