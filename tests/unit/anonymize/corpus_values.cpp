// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/unit/anonymize/corpus_values.h"

#include "tests/unit/anonymize/corpus_documents.h"
#include "tests/unit/anonymize/corpus_records.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>

namespace {

std::string upper(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return text;
}

std::string lastName(Dice &dice)
{
    static const List heads{"Ben", "Bou", "Bel", "Ould", "Cha", "Mez", "Tou", "Kher",
                            "Dra", "Von", "Ver", "Mont", "Gri", "Har", "Wes", "Zer"};
    static const List middles{"mokh", "ghra", "tchi",  "vren", "douf",  "lamp",
                              "zoug", "quet", "brach", "wick", "tress", "nabo"};
    static const List tails{"tarène", "ouiche", "elier", "ford", "azine", "imoff",
                            "ardel",  "stone",  "erroy", "ouni", "alek",  "issou"};
    return dice.of(heads) + dice.of(middles) + dice.of(tails);
}

std::string firstName(Dice &dice)
{
    static const List names{"Amina",  "Karim",  "Julien", "Sophie", "Yacine",  "Nadia",   "Thomas",  "Emily",   "James",
                            "Fatima", "Mehdi",  "Claire", "Oliver", "Lyna",    "Walid",   "Camille", "Sofiane", "Grace",
                            "Hugo",   "Meriem", "Xaviel", "Oumnia", "Thibran", "Zelmira", "Edwyn",   "Rachda"};
    return dice.of(names);
}

std::string arabicFirst(Dice &dice)
{
    static const List names{"أمينة", "كريم", "محمد", "فاطمة", "ياسين", "خديجة", "سفيان", "مريم", "عبد الرحمن", "نور"};
    return dice.of(names);
}

std::string arabicLast(Dice &dice)
{
    static const List names{"بن مختارين", "بوغرارة", "شلغومي", "زروقيان", "درافيش", "تواتيني", "مزغيشي", "قرطوبي"};
    return dice.of(names);
}

std::string phoneNumber(Dice &dice)
{
    return "0" + dice.of({"555", "661", "770", "541", "698"}) + dice.digits(6);
}

std::string dateText(Dice &dice, uint64_t low, uint64_t high)
{
    return dice.number(low, high) + "-" + dice.padded(1, 12, 2) + "-" + dice.padded(1, 28, 2);
}

std::string timeText(Dice &dice)
{
    return dateText(dice, 2019, 2025) + " " + dice.padded(0, 23, 2) + ":" + dice.padded(0, 59, 2) + ":"
           + dice.padded(0, 59, 2) + "+00";
}

std::string uuidText(Dice &dice)
{
    return dice.from(hexDigits, 8) + "-" + dice.from(hexDigits, 4) + "-4" + dice.from(hexDigits, 3) + "-a"
           + dice.from(hexDigits, 3) + "-" + dice.from(hexDigits, 12);
}

std::string addressText(Dice &dice)
{
    static const List forms{"rue des Pommeraies", "avenue du Vieux Moulin", "cité 1200 logements bt", "Oakfield Road",
                            "boulevard Krimane",  "Larch Street",           "lotissement El Warda"};
    std::string text = dice.number(1, 180) + " " + dice.of(forms);
    return text.ends_with("bt") ? text + " " + dice.number(1, 40) : text;
}

std::string cardNumber(Dice &dice, int size)
{
    std::string digits = "4" + dice.digits(size - 2);
    int sum = 0;
    for (size_t i = 0; i < digits.size(); ++i) {
        int digit = digits[digits.size() - 1 - i] - '0';
        if (i % 2 == 0)
            digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return digits + std::to_string((10 - sum % 10) % 10);
}

std::string socialNumber(Dice &dice)
{
    const std::string body
        = dice.of({"1", "2"}) + dice.padded(40, 99, 2) + dice.padded(1, 12, 2) + dice.padded(1, 95, 2) + dice.digits(6);
    const uint64_t key = 97 - std::stoull(body) % 97;
    return body + (key < 10 ? "0" : "") + std::to_string(key);
}

using Maker = std::function<std::string(Dice &, const Somebody &)>;

Maker listOf(List list)
{
    return [list = std::move(list)](Dice &dice, const Somebody &) { return dice.of(list); };
}

std::map<std::string_view, Maker> makersOfPeople()
{
    using P = const Somebody &;
    return {
        {"first", [](Dice &, P p) { return p.first; }},
        {"last", [](Dice &, P p) { return p.last; }},
        {"full", [](Dice &, P p) { return p.first + " " + p.last; }},
        {"FULL", [](Dice &, P p) { return upper(p.last) + " " + p.first; }},
        {"LAST", [](Dice &, P p) { return upper(p.last); }},
        {"fullup", [](Dice &, P p) { return upper(p.first) + " " + upper(p.last); }},
        {"fullrev", [](Dice &, P p) { return p.last + ", " + p.first; }},
        {"fullini", [](Dice &, P p) { return p.first.substr(0, 1) + ". " + upper(p.last); }},
        {"lastp",
         [](Dice &d, P p) {
             return d.of({"De ", "Ben ", "El ", "O'", "de la ", "Van "}) + p.last;
         }},
        {"ldapdn", [](Dice &, P p) { return "uid=" + p.login + ",ou=people,dc=exemple,dc=test"; }},
        {"mailto", [](Dice &, P p) { return "mailto:" + p.email; }},
        {"mxmast", [](Dice &, P p) { return "@" + p.login + "@social.test"; }},
        {"didplc", [](Dice &d, P) { return "did:plc:" + d.from("abcdefghijklmnopqrstuvwxyz234567", 24); }},
        {"orcid", [](Dice &d, P) { return "0000-000" + d.digits(1) + "-" + d.digits(4) + "-" + d.digits(4); }},
        {"principal", [](Dice &, P p) { return "principals/users/" + p.login; }},
        {"homeid", [](Dice &, P p) { return "home::" + p.login; }},
        {"homepath", [](Dice &, P p) { return "/" + p.login + "/files/"; }},
        {"uaname", listOf({"Mozilla/5.0 (X11; Linux x86_64) Firefox/121.0", "Nextcloud-iOS/4.8", "DAVx5/4.3"})},
        {"mrz",
         [](Dice &d, P p) { return "P<DZA" + upper(p.last) + "<<" + upper(p.first) + "<<<" + d.digits(9) + "<"; }},
        {"sid", [](Dice &d, P) { return "S-1-5-21-" + d.digits(10) + "-" + d.digits(9) + "-" + d.digits(4); }},
        {"mxacct", [](Dice &, P p) { return p.login + "@social.test"; }},
        {"profilearr", [](Dice &, P p) { return "{https://social.test/users/" + p.login + "}"; }},
        {"imgnamed", [](Dice &, P p) { return "photo_" + lower(p.last) + ".jpg"; }},
        {"firstar", [](Dice &d, P) { return arabicFirst(d); }},
        {"lastar", [](Dice &d, P) { return arabicLast(d); }},
        {"fullar", [](Dice &d, P) { return arabicFirst(d) + " " + arabicLast(d); }},
        {"title_few",
         [](Dice &d, P) {
             Dice six("doctors", d.next(6));
             return "Dr " + lastName(six);
         }},
        {"few_full",
         [](Dice &d, P) {
             Dice six("agents", d.next(6));
             return firstName(six) + " " + lastName(six);
         }},
        {"few_last",
         [](Dice &d, P) {
             Dice six("agents", d.next(5));
             firstName(six);
             return lastName(six);
         }},
        {"few_login",
         [](Dice &d, P) {
             Dice six("staff", d.next(5));
             return lower(firstName(six).substr(0, 1) + "." + firstName(six)) + "son";
         }},
        {"few_phone",
         [](Dice &d, P) {
             Dice six("agents", d.next(6));
             return phoneNumber(six);
         }},
        {"login", [](Dice &, P p) { return p.login; }},
        {"nick",
         [](Dice &d, P p) {
             return lower(p.first) + d.of({"_", "", "x"}) + d.number(1, 99);
         }},
        {"handle", [](Dice &, P p) { return "@" + p.login; }},
        {"mxid", [](Dice &, P p) { return "@" + p.login + ":chat.test"; }},
        {"clid", [](Dice &, P p) { return "\"" + p.first + " " + p.last + "\" <" + p.phone + ">"; }},
        {"skype", [](Dice &, P p) { return "live:" + p.login; }},
        {"initials", [](Dice &d, P) { return d.from(letters, 2); }},
        {"email", [](Dice &, P p) { return p.email; }},
        {"phone", [](Dice &, P p) { return p.phone; }},
        {"phoneintl", [](Dice &, P p) { return "+213" + p.phone.substr(1); }},
        {"phonefr",
         [](Dice &d, P) {
             return d.of({"06", "07", "01", "04"}) + " " + d.digits(2) + " " + d.digits(2) + " " + d.digits(2) + " "
                    + d.digits(2);
         }},
        {"addr", [](Dice &d, P) { return addressText(d); }},
        {"addr2",
         [](Dice &d, P) {
             return d.of({"Apt ", "Bât. ", "Esc. ", "Floor ", "Porte "}) + d.number(1, 60) + d.from(letters, 1);
         }},
        {"addrar", [](Dice &d, P) { return "حي الزيتون رقم " + d.number(1, 300); }},
        {"city",
         listOf({"Béjaïa", "Tlemcen", "Lyon", "Kidderminster", "Aïn Taya", "Montauban", "Saïda", "Boghni", "Wexford"})},
        {"zip", [](Dice &d, P) { return d.padded(1000, 95999, 5); }},
        {"lat", [](Dice &d, P) { return d.number(30, 55) + "." + d.digits(5) + d.number(1, 9); }},
        {"lng",
         [](Dice &d, P) {
             return d.of({"", "-"}) + d.number(0, 9) + "." + d.digits(5) + d.number(1, 9);
         }},
        {"latlng",
         [](Dice &d, P) { return d.number(30, 55) + "." + d.digits(5) + "," + d.number(0, 9) + "." + d.digits(5); }},
        {"point",
         [](Dice &d, P) {
             return "(" + d.number(0, 9) + "." + d.digits(4) + "5," + d.number(30, 55) + "." + d.digits(4) + "5)";
         }},
        {"w3w",
         [](Dice &d, P) {
             return d.from("abcdefghilmnoprstu", 6) + "." + d.from("abcdefghilmnoprstu", 5) + "."
                    + d.from("abcdefghilmnoprstu", 7);
         }},
        {"geohash", [](Dice &d, P) { return d.from("0123456789bcdefghjkmnpqrstuvwxyz", 9); }},
        {"dob", [](Dice &d, P) { return dateText(d, 1945, 2009); }},
        {"dobtext",
         [](Dice &d, P) { return d.padded(1, 28, 2) + "/" + d.padded(1, 12, 2) + "/" + d.number(1945, 2009); }},
        {"dobts", [](Dice &d, P) { return dateText(d, 1945, 2020) + " 10:00:00+00"; }},
        {"year", [](Dice &d, P) { return d.number(1945, 2009); }},
        {"age", [](Dice &d, P) { return d.number(18, 90); }},
        {"company",
         [](Dice &d, P) {
             return d.of({"Sarl ", "Eurl ", "", ""}) + lastName(d) + d.of({" Frères", " & Fils", " Ltd", " Conseil"});
         }},
        {"salary", [](Dice &d, P) { return d.number(18000, 95000) + ".00"; }},
        {"religion", listOf({"musulmane", "chrétienne", "aucune", "juive", "bouddhiste"})},
        {"ethnic", listOf({"Hispanic", "White", "Black", "Asian", "Mixed"})},
        {"nationality", listOf({"algérienne", "française", "tunisienne", "British", "malienne"})},
        {"marital", listOf({"married", "single", "divorced", "widowed"})},
        {"blood", listOf({"A+", "O-", "B+", "AB+", "O+"})},
        {"allergy", listOf({"penicillin", "arachides", "pollen", "none", "latex", "gluten"})},
        {"disease", listOf({"Diabète de type 2", "asthma", "Hypertension artérielle", "migraine", "Lombalgie chronique",
                            "anémie"})},
        {"diag", [](Dice &d, P) { return d.from(letters, 1) + d.digits(2) + "." + d.digits(1); }},
        {"med", listOf({"Metformine 500", "Amoxicillin", "Ventoline", "Ramipril 5 mg", "Doliprane"})},
        {"smoking", listOf({"never", "former", "current"})},
        {"bp", [](Dice &d, P) { return d.number(10, 16) + "/" + d.number(6, 10); }},
        {"labval", [](Dice &d, P) { return d.number(1, 20) + "." + d.digits(2); }},
        {"weight", [](Dice &d, P) { return d.number(45, 120) + "." + d.number(1, 9); }},
        {"height", [](Dice &d, P) { return d.number(150, 199); }},
        {"profileurl", [](Dice &, P p) { return "https://social.test/users/" + p.login; }},
        {"linkedin", [](Dice &, P p) { return "https://www.linkedin.com/in/" + p.login; }},
        {"website", [](Dice &, P p) { return "https://www." + lower(p.first) + "-home.test"; }},
        {"avatar",
         [](Dice &d, P p) { return "https://cdn.test/avatars/" + p.login + "-" + d.from(hexDigits, 8) + ".png"; }},
        {"slugname", [](Dice &d, P p) { return lower(p.first) + "-" + lower(p.last) + "-" + d.number(1, 99); }},
        {"sigfile", [](Dice &d, P p) { return "siglog-" + lower(p.last) + "-" + d.digits(6) + ".png"; }},
        {"devinfo", [](Dice &, P p) { return "MacBook de " + p.first + " (Chrome 120)"; }},
        {"streetname",
         [](Dice &d, P) {
             return d.of({"des Pommeraies", "du Vieux Moulin", "Oakfield", "Krimane", "El Warda", "Larch"});
         }},
        {"fileurl", [](Dice &d, P p) { return "https://cdn.test/cv/" + p.login + d.number(1, 99) + ".pdf"; }},
    };
}

std::map<std::string_view, Maker> makersOfNumbers()
{
    using P = const Somebody &;
    return {
        {"ip",
         [](Dice &d, P) {
             return d.number(41, 197) + "." + d.number(1, 254) + "." + d.number(1, 254) + "." + d.number(1, 254);
         }},
        {"mac",
         [](Dice &d, P) {
             return "00:1b:" + d.from(hexDigits, 2) + ":" + d.from(hexDigits, 2) + ":" + d.from(hexDigits, 2) + ":"
                    + d.from(hexDigits, 2);
         }},
        {"ua", listOf({"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0",
                       "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X)",
                       "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Firefox/121.0"})},
        {"imei", [](Dice &d, P) { return "35" + d.digits(13); }},
        {"devname", [](Dice &, P p) { return "iPhone de " + p.first; }},
        {"plate", [](Dice &d, P) { return d.digits(5) + "-1" + d.digits(2) + "-" + d.padded(1, 58, 2); }},
        {"vin", [](Dice &d, P) { return "VF1" + d.from("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", 14); }},
        {"nir", [](Dice &d, P) { return socialNumber(d); }},
        {"nin18", [](Dice &d, P) { return "1" + d.digits(17); }},
        {"nin15", [](Dice &d, P) { return "0" + d.digits(14); }},
        {"nin12", [](Dice &d, P) { return "7" + d.digits(11); }},
        {"nin9", [](Dice &d, P) { return "2" + d.digits(8); }},
        {"ssn", [](Dice &d, P) { return d.digits(3) + "-" + d.digits(2) + "-" + d.digits(4); }},
        {"siret", [](Dice &d, P) { return d.digits(14); }},
        {"vat", [](Dice &d, P) { return "FR" + d.digits(11); }},
        {"cin", [](Dice &d, P) { return d.from(letters, 2) + d.digits(6); }},
        {"cne", [](Dice &d, P) { return d.from(letters, 1) + d.digits(9); }},
        {"passport", [](Dice &d, P) { return d.digits(2) + d.from(letters, 2) + d.digits(5); }},
        {"mrn",
         [](Dice &d, P) {
             return d.of({"P", "M", "D"}) + "-" + d.digits(7);
         }},
        {"badge", [](Dice &d, P) { return d.from(letters, 1) + "-" + d.digits(4); }},
        {"badgebig", [](Dice &d, P) { return "40" + d.digits(8); }},
        {"rib", [](Dice &d, P) { return "007" + d.digits(17); }},
        {"ccp", [](Dice &d, P) { return d.digits(8); }},
        {"iban", [](Dice &d, P) { return ibanText(d); }},
        {"card", [](Dice &d, P) { return cardNumber(d, 16); }},
        {"card16", [](Dice &d, P) { return "627" + d.digits(13); }},
        {"btc",
         [](Dice &d, P) { return "1" + d.from("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz123456789", 33); }},
        {"fbid", [](Dice &d, P) { return "1" + d.digits(16); }},
        {"sub", [](Dice &d, P) { return "1" + d.digits(20); }},
        {"stripecus", [](Dice &d, P) { return "cus_" + d.from(tokenLetters, 14); }},
        {"bcrypt", [](Dice &d, P) { return "$2a$10$" + d.from(tokenLetters, 53); }},
        {"token", [](Dice &d, P) { return d.from(tokenLetters, 40); }},
        {"base32", [](Dice &d, P) { return d.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 32); }},
        {"jwt",
         [](Dice &d, P) {
             return "eyJ" + d.from(tokenLetters, 30) + ".eyJ" + d.from(tokenLetters, 60) + "."
                    + d.from(tokenLetters, 43);
         }},
        {"pem",
         [](Dice &d, P) {
             return "-----BEGIN RSA PRIVATE KEY-----\n" + d.from(tokenLetters, 60) + "\n-----END RSA PRIVATE KEY-----";
         }},
        {"sshkey",
         [](Dice &d, P p) { return "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5" + d.from(tokenLetters, 40) + " " + p.email; }},
        {"salt", [](Dice &d, P) { return d.from(tokenLetters, 16); }},
        {"giftcode", [](Dice &d, P) { return d.from(letters, 4) + "-" + d.digits(4) + "-" + d.from(letters, 4); }},
        {"otp6", [](Dice &d, P) { return "1" + d.digits(5); }},
        {"pin2", [](Dice &d, P) { return d.number(10, 99); }},
        {"pin3", [](Dice &d, P) { return d.number(100, 999); }},
        {"pin4", [](Dice &d, P) { return d.number(1000, 9999); }},
        {"last4", [](Dice &d, P) { return d.digits(4); }},
        {"sigdata", [](Dice &d, P) { return "data:image/png;base64," + d.from(tokenLetters, 80); }},
        {"bytes", [](Dice &d, P) { return "\\x" + d.from(hexDigits, 64); }},
        {"hex16", [](Dice &d, P) { return d.from(hexDigits, 16); }},
        {"hex32", [](Dice &d, P) { return d.from(hexDigits, 32); }},
        {"hex40", [](Dice &d, P) { return d.from(hexDigits, 40); }},
        {"hex64", [](Dice &d, P) { return d.from(hexDigits, 64); }},
    };
}

std::map<std::string_view, Maker> makersOfThings()
{
    using P = const Somebody &;
    return {
        {"uuid", [](Dice &d, P) { return uuidText(d); }},
        {"argon",
         [](Dice &d, P) {
             return "3|$argon2id$v=19$m=65536,t=4,p=1$" + d.from(base64Letters, 22) + "$" + d.from(base64Letters, 43);
         }},
        {"fingermd5",
         [](Dice &d, P) {
             std::string text = d.from(hexDigits, 2);
             for (int i = 0; i < 15; ++i)
                 text += ":" + d.from(hexDigits, 2);
             return text;
         }},
        {"urlcred",
         [](Dice &d, P) {
             return "https://mirror:" + d.from(tokenLetters, 20) + "@forge.test/" + slugText(d) + ".git";
         }},
        {"cuid", [](Dice &d, P) { return "c" + d.from("abcdefghijklmnopqrstuvwxyz0123456789", 24); }},
        {"nin5", [](Dice &d, P) { return d.digits(5); }},
        {"otpcode", [](Dice &d, P) { return d.from("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 8); }},
        {"hexcolor", [](Dice &d, P) { return "#" + d.from(hexDigits, 6); }},
        {"msgid", [](Dice &d, P) { return d.from(hexDigits, 24) + ".mail"; }},
        {"attrname", listOf({"phone", "locale", "department", "birthdate"})},
        {"idarr", [](Dice &d, P) { return "{" + d.digits(6) + "," + d.digits(6) + "}"; }},
        {"langarr", listOf({"{fr,en}", "{ar}", "{en}"})},
        {"tokenarr", [](Dice &d, P) { return "{" + d.from(tokenLetters, 24) + "," + d.from(tokenLetters, 24) + "}"; }},
        {"pushurl", [](Dice &d, P) { return "https://push.test/send/" + d.from(tokenLetters, 60); }},
        {"meeturl",
         [](Dice &d, P) { return "https://video.test/j/" + d.digits(10) + "?pwd=" + d.from(tokenLetters, 20); }},
        {"b64", [](Dice &d, P) { return d.from(base64Letters, 43) + "="; }},
        {"siren", [](Dice &d, P) { return d.digits(9); }},
        {"naf", [](Dice &d, P) { return d.digits(4) + d.from(letters, 1); }},
        {"clock", [](Dice &d, P) { return d.padded(0, 23, 2) + ":" + d.padded(0, 59, 2) + ":00"; }},
        {"ts", [](Dice &d, P) { return timeText(d); }},
        {"date", [](Dice &d, P) { return dateText(d, 2018, 2025); }},
        {"expiry", [](Dice &d, P) { return d.padded(1, 12, 2) + "/" + d.number(25, 31); }},
        {"period", listOf({"2024-T1", "2024-T2", "2025-01", "12 mois", "24 mois"})},
        {"bool", listOf({"t", "f"})},
        {"int", [](Dice &d, P) { return d.number(0, 480); }},
        {"price", [](Dice &d, P) { return d.number(5, 90000) + "." + d.padded(0, 99, 2); }},
        {"pct", [](Dice &d, P) { return d.number(0, 99) + ".5"; }},
        {"score", [](Dice &d, P) { return d.number(2, 19) + ".25"; }},
        {"weightkg", [](Dice &d, P) { return d.number(0, 45) + ".350"; }},
        {"code", [](Dice &d, P) { return d.from(letters, 3) + "-" + d.digits(4); }},
        {"sku", [](Dice &d, P) { return d.from(letters, 2) + d.digits(3) + "-" + d.from(letters, 2); }},
        {"ean", [](Dice &d, P) { return "61" + d.digits(11); }},
        {"tracking", [](Dice &d, P) { return "1Z" + d.from(letters, 3) + d.digits(6); }},
        {"bic", [](Dice &d, P) { return d.from(letters, 4) + "FRPP"; }},
        {"status", listOf({"pending", "done", "cancelled", "draft", "in_progress"})},
        {"event",
         listOf({"order.created", "email_opened", "login", "page_view", "cart_abandoned", "password_changed"})},
        {"sex", listOf({"M", "F"})},
        {"civility", listOf({"M.", "Mme", "Mlle"})},
        {"lang", listOf({"fr", "en", "ar", "fr-FR"})},
        {"country", listOf({"DZ", "FR", "GB", "TN"})},
        {"currency", listOf({"DZD", "EUR", "USD"})},
        {"tz", listOf({"Africa/Algiers", "Europe/Paris", "UTC"})},
        {"region", listOf({"16", "31", "06", "Kabylie", "Occitanie"})},
        {"color", listOf({"bleu", "rouge", "vert", "black"})},
        {"unit", listOf({"mg/dl", "mmol/l", "g/l", "%"})},
        {"provider", listOf({"google", "facebook", "newsletter", "github", "organic"})},
        {"dept", listOf({"Comptabilité", "Logistics", "Achats", "Support", "Production"})},
        {"jobtitle", listOf({"Comptable", "Engineer", "Infirmier", "Chef de chantier", "Sales manager", "Vendeur"})},
        {"company_few", listOf({"DHL", "Colissimo", "Yalidine", "Renault", "Peugeot", "BNP Paribas", "AXA"})},
        {"product",
         [](Dice &d, P) {
             return d.of({"Lampe", "Tapis", "Kettle", "Router", "Chaise", "Notebook"}) + " "
                    + d.of({"Atlas", "Nova", "Mini", "Duo", "Zen"}) + " " + d.number(1, 90);
         }},
        {"placename",
         [](Dice &d, P) {
             return d.of({"Dépôt", "Hall", "Station", "Boutique", "Gare"}) + " "
                    + d.of({"Nord", "Centrale", "du Port", "Sud", "des Arts"}) + " " + d.number(1, 9);
         }},
        {"title",
         [](Dice &d, P) {
             return d.of({"Guide of", "Retour sur", "Notes about", "Bilan de", "Offre"}) + " "
                    + d.of({"printemps", "release", "la rentrée", "indexes", "livraison"}) + " " + d.number(1, 60);
         }},
        {"tag", listOf({"backend", "promo", "cuisine", "vip", "sport", "chimie", "devops"})},
        {"tagarr",
         [](Dice &d, P) {
             return "{" + d.of({"news", "help", "meta"}) + "," + d.of({"fr", "linux", "cuisine"}) + "}";
         }},
        {"sentence", [](Dice &d, P) { return sentenceText(d); }},
        {"slug", [](Dice &d, P) { return slugText(d); }},
        {"repo", [](Dice &d, P) { return slugText(d) + "/" + slugText(d); }},
        {"url", [](Dice &d, P) { return "https://app.test/items/" + slugText(d); }},
        {"path", [](Dice &d, P) { return "uploads/2024/" + slugText(d) + ".bin"; }},
        {"file",
         [](Dice &d, P) {
             return slugText(d) + d.of({".pdf", ".zip", ".csv"});
         }},
        {"imgfile", [](Dice &d, P) { return slugText(d) + ".png"; }},
        {"imgurl", [](Dice &d, P) { return "https://cdn.test/img/" + slugText(d) + ".jpg"; }},
        {"mime", listOf({"image/png", "application/pdf", "text/csv"})},
        {"domain", [](Dice &d, P) { return slugText(d) + ".test"; }},
        {"html", [](Dice &d, P) { return "<p>" + sentenceText(d) + "</p>"; }},
        {"version", [](Dice &d, P) { return d.number(0, 9) + "." + d.number(0, 30) + "." + d.number(0, 9); }},
        {"sha", [](Dice &d, P) { return "sha256:" + d.from(hexDigits, 64); }},
    };
}

const std::map<std::string_view, Maker> &makers()
{
    static const std::map<std::string_view, Maker> all = [] {
        auto made = makersOfPeople();
        made.merge(makersOfNumbers());
        made.merge(makersOfThings());
        return made;
    }();
    return all;
}

} // namespace

Somebody somebody(std::string_view table, int row)
{
    Dice dice(table, static_cast<uint64_t>(row));
    Somebody person{.first = firstName(dice), .last = lastName(dice)};
    std::string plain = lower(person.last);
    for (const std::string_view accented : {"è", "é"}) {
        const size_t at = plain.find(accented);
        if (at != std::string::npos)
            plain.replace(at, accented.size(), "e");
    }
    person.login = lower(person.first).substr(0, 1) + "." + plain + dice.number(1, 9);
    person.email = lower(person.first) + "." + plain + "@" + dice.of({"mailbox.test", "courriel.test", "post.test"});
    person.phone = phoneNumber(dice);
    return person;
}

std::optional<CorpusValue> corpusValue(std::string_view kind, std::string_view table, std::string_view column, int row)
{
    Dice dice(std::string(table) + "." + std::string(column), static_cast<uint64_t>(row));
    const size_t at = kind.find('@');
    const Somebody person = somebody(at == std::string_view::npos ? table : kind.substr(at + 1), row);
    kind = kind.substr(0, at);
    if (kind == "seq")
        return CorpusValue{.text = std::to_string(row + 1)};
    if (auto record = recordValue(kind, person, dice))
        return record;
    if (auto document = documentValue(kind, person, dice))
        return document;
    const auto found = makers().find(kind);
    if (found == makers().end())
        return std::nullopt;
    return CorpusValue{.text = found->second(dice, person)};
}
