// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/unit/anonymize/corpus_documents.h"

#include <algorithm>
#include <array>

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

std::string ibanText(Dice &dice)
{
    const std::string account = dice.digits(23);
    // FR00 behind the account, as numbers: F is 15, R is 27.
    int remainder = 0;
    for (const char c : account + "152700")
        remainder = (remainder * 10 + (c - '0')) % 97;
    const std::string check = std::to_string(98 - remainder);
    return "FR" + (check.size() < 2 ? "0" + check : check) + account;
}

std::string sentenceText(Dice &dice)
{
    static const List starts{"Prendre un comprimé matin et soir",   "The parcel is kept at the counter",
                             "Livraison possible sous trois jours", "Adds a second index to the list",
                             "Tissu doux et résistant au lavage",   "Works with all common formats"};
    static const List ends{"pendant une semaine",    "until further notice", "sans frais supplémentaires",
                           "when the cache is cold", "selon les stocks",     "and keeps the order"};
    return dice.of(starts) + " " + dice.of(ends) + ".";
}

std::string slugText(Dice &dice)
{
    static const List words{"summer", "release", "weekly", "build",  "green",
                            "import", "nightly", "offer",  "digest", "sync"};
    return dice.of(words) + "-" + dice.of(words) + "-" + dice.number(1, 99);
}

namespace {

CorpusValue documentOf(std::string_view kind, const Somebody &person, Dice &dice)
{
    if (kind == "jsonaudit")
        return {R"({"table":"clients","old":{"nom":")" + person.last + R"(","prenom":")" + person.first
                    + R"(","tel1":")" + person.phone + R"(","actif":true},"id":)" + dice.number(1, 9999) + "}",
                {person.last, person.first, person.phone}};
    if (kind == "jsonid")
        return {R"({"sub":")" + dice.digits(21) + R"(","email":")" + person.email + R"(","name":")" + person.first + " "
                    + person.last + R"(","email_verified":true,"provider":"google"})",
                {person.email, person.last}};
    if (kind == "jsonperson")
        return {R"({"pk":)" + dice.number(1, 9999) + R"(,"name":")" + person.first + " " + person.last
                    + R"(","username":")" + person.login + R"(","photo":"https://cdn.test/p/)" + person.login
                    + R"(.png"})",
                {person.last, person.login}};
    if (kind == "jsonaccounts")
        return {R"({"displayname":{"value":")" + person.first + " " + person.last
                    + R"(","scope":"v2-federated"},"email":{"value":")" + person.email
                    + R"(","verified":"0"},"phone":{"value":")" + person.phone + R"("}})",
                {person.last, person.email, person.phone}};
    if (kind == "jsonlogin")
        return {R"({"user":")" + person.login + R"("})", {person.login}};
    if (kind == "jsonname")
        return {R"({"en_US":")" + dice.of({"Desk", "Chair", "Lamp"}) + R"(","fr_FR":")"
                    + dice.of({"Bureau", "Chaise", "Lampe"}) + R"("})",
                {}};
    if (kind == "jsonhashes") {
        const std::string hash = "$2y$10$" + dice.from(tokenLetters, 53);
        return {R"([")" + hash + R"("])", {hash}};
    }
    if (kind == "jsontoken") {
        const std::string token = dice.from(tokenLetters, 40);
        return {R"({"access_token":")" + token + R"(","token_type":"bearer","expiry":)"
                    + dice.number(1700000000, 1790000000) + "}",
                {token}};
    }
    if (kind == "jsonpwd") {
        const std::string hash = dice.from(base64Letters, 86);
        return {R"({"value":")" + hash + R"(==","salt":")" + dice.from(base64Letters, 22)
                    + R"(==","additionalParameters":{}})",
                {hash}};
    }
    if (kind == "jsonfields")
        return {R"([{"name":"Site","value":"https://www.)" + lower(person.first)
                    + R"(-home.test"},{"name":"Mail","value":")" + person.email + R"("}])",
                {person.email}};
    if (kind == "jsoncontact")
        return {R"({"city":"Lyon","country":"France","company_name":"Sarl )" + person.last
                    + R"(","social_profiles":{"twitter":")" + person.login + R"("},"description":"vip"})",
                {person.login}};
    if (kind == "jsonreferer")
        return {R"({"browser":{"browser_name":"Firefox","device_name":"Unknown"},"referer":"https://app.test/?email=)"
                    + person.email + R"(","initiated_at":{"timestamp":"Mon Jan 06 2025"}})",
                {person.email}};
    if (kind == "jsonevent")
        return {R"({"auth_method":"openid-connect","username":")" + person.login
                    + R"(","redirect_uri":"https://app.test/x"})",
                {person.login}};
    if (kind == "jsonsession")
        return {R"({"ipAddress":"41.)" + dice.number(1, 250) + ".3.7"
                    + R"(","notes":{"KC_DEVICE_NOTE":"abc"},"email":")" + person.email + R"("})",
                {person.email}};
    if (kind == "jsonresponses")
        return {R"({"name":{"label":"Votre nom","value":")" + person.first + " " + person.last
                    + R"("},"email":{"label":"Courriel","value":")" + person.email
                    + R"("},"location":{"value":{"optionValue":"","value":"phone"}},"phone":{"value":")" + person.phone
                    + R"("}})",
                {person.email, person.last, person.phone}};
    if (kind == "jsonpay")
        return {R"({"id":"pi_)" + dice.digits(12) + R"(","receipt_email":")" + person.email
                    + R"(","billing_details":{"name":")" + person.first + " " + person.last
                    + R"(","phone":null},"client_secret":"x"})",
                {person.email, person.last}};
    if (kind == "jsontech")
        return {R"({"retries":)" + dice.number(0, 5) + R"(,"queue":")" + slugText(dice) + R"(","enabled":true})", {}};
    return {R"({"full_name":")" + person.first + " " + person.last + R"(","phone":")" + person.phone
                + R"(","contact":{"email":")" + person.email + R"(","city":"Béjaïa"},"theme":"dark","lat":36.)"
                + dice.digits(5) + "1}",
            {person.last, person.phone, person.email}};
}

std::string hexOf(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        out.push_back(hexDigits[static_cast<unsigned char>(c) >> 4U]);
        out.push_back(hexDigits[static_cast<unsigned char>(c) & 15U]);
    }
    return out;
}

std::string percent(std::string text)
{
    text.replace(text.find('@'), 1, "%40");
    return text;
}

/// Forms that many tables have: attributes by name and value, marked up texts, records in texts.
std::optional<CorpusValue> textOf(std::string_view kind, const Somebody &person, Dice &dice)
{
    const std::string full = person.first + " " + person.last;
    if (kind == "mixed") {
        static const List plain{"oui", "non", "3", "2021-04-12", "Bureau 12"};
        const std::array<std::string, 4> values{person.phone, person.email, ibanText(dice), dice.of(plain)};
        const size_t which = dice.next(values.size());
        return CorpusValue{values.at(which),
                           which == 3 ? std::vector<std::string>{"\x01"} : std::vector{values.at(which)}};
    }
    if (kind == "searchterms")
        return CorpusValue{lower(full) + " " + person.email + " demande " + dice.digits(5) + " " + person.phone,
                           {person.email, person.phone}};
    if (kind == "htmlnote")
        return CorpusValue{"<p>Bonjour, voir <a href=\"mailto:" + person.email + "\">" + person.email + "</a> ou "
                               + person.phone + "</p>",
                           {person.email, person.phone}};
    if (kind == "geojson") {
        const std::string place
            = dice.number(0, 9) + "." + dice.digits(6) + "1," + dice.number(36, 50) + "." + dice.digits(6) + "1";
        return CorpusValue{R"({"type":"Point","coordinates":[)" + place + "]}", {place}};
    }
    if (kind == "jsonsecret") {
        const std::string secret = dice.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 32);
        return CorpusValue{R"({"prefers_color":"dark","totp_secret":")" + secret + R"(","github_username":")"
                               + person.login + R"(","email_replies":true})",
                           {secret, person.login}};
    }
    if (kind == "serialized")
        return CorpusValue{"a:1:{i:" + dice.digits(2) + ";s:" + std::to_string(person.email.size()) + ":\""
                               + person.email + "\";}",
                           {person.email}};
    if (kind == "sqllog")
        return CorpusValue{"UPDATE members SET email = '" + person.email + "', phone = '" + person.phone
                               + "' WHERE id = " + dice.digits(3),
                           {person.email, person.phone}};
    if (kind == "yamllog")
        return CorpusValue{"--- !ruby/object:Response\nparams:\n  email: " + person.email + "\n  phone: '"
                               + person.phone + "'\nsuccess: true\n",
                           {person.email, person.phone}};
    if (kind == "yamlobject") {
        const std::string password = "$2a$10$" + dice.from(tokenLetters, 53);
        return CorpusValue{"---\nid: " + dice.digits(3) + "\nemail: " + person.email
                               + "\nencrypted_password: " + password + "\nlast_sign_in_ip: 41.2.3.4\n",
                           {person.email, password}};
    }
    if (kind == "emailname")
        return CorpusValue{"\"" + full + "\" <" + person.email + ">", {person.email, person.last}};
    if (kind == "pydict")
        return CorpusValue{"{'X-Odoo-Objects': 'crm.lead-" + dice.digits(3) + "', 'Reply-To': '" + person.email + "'}",
                           {person.email}};
    if (kind == "loginlog")
        return CorpusValue{"Échec de connexion de " + person.login + " depuis l'IP 41.2.3." + dice.number(1, 250),
                           {person.login}};
    if (kind == "vcardhex" || kind == "icalhex") {
        const std::string card
            = kind == "vcardhex"
                  ? "BEGIN:VCARD\r\nFN:" + full + "\r\nEMAIL:" + person.email + "\r\nEND:VCARD\r\n"
                  : "BEGIN:VCALENDAR\r\nATTENDEE;CN=" + full + ":mailto:" + person.email + "\r\nEND:VCALENDAR\r\n";
        return CorpusValue{"\\x" + hexOf(card), {hexOf(person.email)}};
    }
    if (kind == "emaillist")
        return CorpusValue{full + " <" + person.email + ">; autre@liste.test", {person.email}};
    if (kind == "rawmail")
        return CorpusValue{"From: \"" + full + "\" <" + person.email
                               + ">\r\nTo: support@liste.test\r\nSubject: Question\r\n\r\n" + sentenceText(dice)
                               + " Tel " + person.phone + "\r\n",
                           {person.email, person.phone}};
    if (kind == "querystr")
        return CorpusValue{"nonce=" + dice.from(hexDigits, 16) + "&email=" + percent(person.email)
                               + "&username=" + person.login + "&external_id=" + dice.digits(4),
                           {percent(person.email), person.login}};
    if (kind == "withwho")
        return CorpusValue{"Rendez-vous avec Mme " + person.last + " et Sophie Martin", {person.last}};
    if (kind == "vcard")
        return CorpusValue{"BEGIN:VCARD\nVERSION:3.0\nFN:" + full + "\nTEL:" + person.phone + "\nEMAIL:" + person.email
                               + "\nEND:VCARD",
                           {person.phone, person.email, person.last}};
    if (kind == "mixedcontact") {
        const std::array<std::string, 3> values{person.phone, person.email,
                                                "https://social.test/users/" + person.login};
        const std::string value = values.at(dice.next(values.size()));
        return CorpusValue{value, {value}};
    }
    if (kind == "notename")
        return CorpusValue{"Vu Mme " + person.last + " ce matin, rappeler demain. " + sentenceText(dice),
                           {person.last}};
    if (kind == "hl7")
        return CorpusValue{"MSH|^~\\&|LAB|H1|||20240412||ADT^A01|" + dice.digits(6) + "|P|2.5\rPID|1||" + dice.digits(7)
                               + "||" + person.last + "^" + person.first
                               + "||19700412|M|||12 rue des Pommeraies^^Lyon||" + person.phone,
                           {person.phone}};
    if (kind == "xmlperson")
        return CorpusValue{"<person><email>" + person.email + "</email><tel>" + person.phone + "</tel></person>",
                           {person.email, person.phone}};
    return std::nullopt;
}

CorpusValue noteOf(const Somebody &person, Dice &dice)
{
    static const List starts{"Rappeler demain après-midi au ", "Please call back on ",
                             "Client injoignable, essayer le ", "Reached on "};
    static const List middles{" ou écrire à ", " or write to ", ", courriel "};
    return {dice.of(starts) + person.phone + dice.of(middles) + person.email + ". " + sentenceText(dice),
            {person.phone, person.email}};
}

} // namespace

std::optional<CorpusValue> documentValue(std::string_view kind, const Somebody &person, Dice &dice)
{
    if (kind == "note")
        return noteOf(person, dice);
    if (kind == "notear")
        return CorpusValue{"الاتصال به غدا على " + person.phone + " أو " + person.email, {person.phone, person.email}};
    if (kind == "banklabel") {
        const std::string iban = ibanText(dice);
        return CorpusValue{"VIR SEPA " + iban + " REF " + dice.digits(4), {iban}};
    }
    if (auto text = textOf(kind, person, dice))
        return text;
    if (kind.starts_with("json"))
        return documentOf(kind, person, dice);
    return std::nullopt;
}
