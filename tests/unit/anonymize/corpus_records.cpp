// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/unit/anonymize/corpus_records.h"

#include <array>
#include <functional>
#include <map>

namespace {

using P = const Somebody &;
using Maker = std::function<CorpusValue(Dice &, P)>;

std::string upper(std::string text)
{
    for (char &c : text)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    // "è" is \xC3\xA8, "È" \xC3\x88.
    for (const std::string_view small : {"è", "é"}) {
        const size_t at = text.find(small);
        if (at != std::string::npos)
            text[at + 1] = static_cast<char>(text[at + 1] - 32);
    }
    return text;
}

std::string grouped(const std::string &text, size_t size, char between)
{
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && i % size == 0)
            out.push_back(between);
        out.push_back(text[i]);
    }
    return out;
}

std::string streetText(Dice &dice)
{
    return dice.number(1, 180) + " "
           + dice.of({"rue des Pommeraies", "Oakfield Road", "cité El Warda", "Larch Street"});
}

std::string other(Dice &dice, std::string_view what)
{
    const Somebody person = somebody("others", static_cast<int>(dice.next(500)));
    return what == "email" ? person.email : what == "phone" ? person.phone : person.first + " " + person.last;
}

std::string birthText(Dice &dice)
{
    return dice.padded(1, 28, 2) + "/" + dice.padded(1, 12, 2) + "/" + dice.number(1945, 2009);
}

/// Nothing that could be found is planted in these.
const std::vector<std::string> nothing{"\x01"};

std::map<std::string_view, Maker> makersOfDress()
{
    return {
        {"phonedots", [](Dice &, P p) { return CorpusValue{grouped(p.phone, 2, '.')}; }},
        {"phone00", [](Dice &, P p) { return CorpusValue{"00213 " + grouped(p.phone.substr(1), 3, ' ')}; }},
        {"gpsdms",
         [](Dice &d, P) {
             return CorpusValue{d.number(30, 50) + "°" + d.padded(0, 59, 2) + "'" + d.padded(0, 59, 2) + "\"N "
                                + d.number(0, 9) + "°" + d.padded(0, 59, 2) + "'" + d.padded(0, 59, 2) + "\"E"};
         }},
        {"platefr",
         [](Dice &d, P) { return CorpusValue{d.from(letters, 2) + "-" + d.digits(3) + "-" + d.from(letters, 2)}; }},
        {"rpps", [](Dice &d, P) { return CorpusValue{"101" + d.digits(8)}; }},
        {"nino",
         [](Dice &d, P) {
             return CorpusValue{d.of({"AB", "JT", "NR"}) + d.digits(6) + d.of({"A", "B", "C"})};
         }},
        {"ibanspaced", [](Dice &d, P) { return CorpusValue{grouped(ibanText(d), 4, ' ')}; }},
        {"hostname",
         [](Dice &, P p) {
             return CorpusValue{"PC-" + upper(p.last), {upper(p.last)}};
         }},
        {"addrlines",
         [](Dice &d, P) {
             const std::string street = streetText(d);
             return CorpusValue{street + "\nBât. " + d.number(1, 9) + "\n" + d.padded(1000, 95999, 5) + " Montauban",
                                {street}};
         }},
        {"filename",
         [](Dice &, P p) {
             return CorpusValue{"photos/" + p.last + "_" + p.first + ".jpg", {p.last}};
         }},
        {"cvfile",
         [](Dice &d, P p) {
             return CorpusValue{"CV_" + p.last + "_" + d.number(2018, 2025) + ".pdf", {p.last}};
         }},
        {"nameKey", [](Dice &d, P p) { return CorpusValue{lower(p.last) + "|" + lower(p.first) + "|" + d.digits(4)}; }},
        {"maskedcard", [](Dice &d, P) { return CorpusValue{"4970 12** **** " + d.digits(4)}; }},
        {"stripepi", [](Dice &d, P) { return CorpusValue{"pi_" + d.from(tokenLetters, 24)}; }},
        {"bin6",
         [](Dice &d, P) {
             return CorpusValue{d.of({"497012", "513283", "627391"})};
         }},
        {"mcc",
         [](Dice &d, P) {
             return CorpusValue{d.of({"5411", "5812", "4111", "6011"})};
         }},
        {"year4", [](Dice &d, P) { return CorpusValue{d.number(1950, 2020)}; }},
        {"secanswer",
         [](Dice &d, P) {
             return CorpusValue{d.of({"Médor", "Rex", "Simba", "Minette"}) + d.number(1, 99)};
         }},
    };
}

std::map<std::string_view, Maker> makersOfLists()
{
    return {
        {"emailarr",
         [](Dice &d, P p) {
             return CorpusValue{"{" + p.email + "," + other(d, "email") + "}", {p.email}};
         }},
        {"phonearr",
         [](Dice &d, P p) {
             return CorpusValue{"{" + p.phone + "," + other(d, "phone") + "}", {p.phone}};
         }},
        {"namearr",
         [](Dice &d, P p) {
             return CorpusValue{"{\"" + p.first + " " + p.last + "\",\"" + other(d, "name") + "\"}", {p.last}};
         }},
        {"filearr",
         [](Dice &, P p) {
             return CorpusValue{"{payslip_" + lower(p.last) + ".pdf,id-card.jpg}", {lower(p.last)}};
         }},
        {"fullsemicolon",
         [](Dice &d, P p) {
             return CorpusValue{p.first + " " + p.last + "; " + other(d, "name"), {p.last}};
         }},
        {"hstoreperson",
         [](Dice &d, P p) {
             return CorpusValue{"\"tel\"=>\"" + p.phone + "\", \"nom_complet\"=>\"" + p.first + " " + p.last
                                    + "\", \"pointure\"=>\"" + d.number(36, 46) + "\"",
                                {p.phone, p.last}};
         }},
        {"mixedname",
         [](Dice &d, P p) {
             const std::array<std::string, 4> values{p.first + " " + p.last, p.email, p.phone,
                                                     d.of({"oui", "42", "2021-04-12", "bleu"})};
             const size_t which = d.next(values.size());
             return CorpusValue{values.at(which), which == 3 ? nothing : std::vector{values.at(which)}};
         }},
        {"settingmix",
         [](Dice &d, P) {
             const std::string secret = d.from(tokenLetters, 32);
             const std::array<std::string, 5> values{"true", "25", "smtp.exemple.test", "fr_FR", secret};
             const size_t which = d.next(values.size());
             return CorpusValue{values.at(which), which == 4 ? std::vector{secret} : nothing};
         }},
        {"csvline",
         [](Dice &, P p) {
             return CorpusValue{upper(p.last) + ";" + p.first + ";" + p.phone + ";" + p.email + ";oui",
                                {upper(p.last), p.phone, p.email}};
         }},
        {"kvline",
         [](Dice &, P p) {
             return CorpusValue{"nom=" + p.last + "|prenom=" + p.first + "|tel=" + p.phone + "|statut=ok",
                                {p.last, p.phone}};
         }},
    };
}

std::map<std::string_view, Maker> makersOfSentences()
{
    return {
        {"namedob",
         [](Dice &d, P p) {
             return CorpusValue{"Patient(e) " + upper(p.last) + " " + p.first + " né(e) le " + birthText(d)
                                    + ", vu(e) ce jour.",
                                {upper(p.last)}};
         }},
        {"rdvname",
         [](Dice &, P p) {
             return CorpusValue{"RDV " + p.first + " " + p.last, {p.last}};
         }},
        {"icsname",
         [](Dice &, P p) {
             return CorpusValue{"BEGIN:VEVENT\nSUMMARY:RDV " + p.first + " " + p.last + "\nEND:VEVENT", {p.last}};
         }},
        {"giftmsg",
         [](Dice &d, P p) {
             return CorpusValue{d.of({"Joyeux anniversaire ", "Happy birthday ", "Bon rétablissement "}) + p.first + " "
                                    + p.last + " !",
                                {p.last}};
         }},
        {"engraving",
         [](Dice &d, P p) {
             return CorpusValue{"Gravure : " + p.first + " " + p.last + " " + d.number(2000, 2025), {p.last}};
         }},
        {"bankname",
         [](Dice &d, P p) {
             return CorpusValue{d.of({"VIR INST ", "VIREMENT ", "VIR SEPA "}) + d.of({"M ", "MME ", "MR "})
                                    + upper(p.last) + " " + upper(p.first) + " REF " + d.digits(6),
                                {upper(p.last)}};
         }},
    };
}

std::map<std::string_view, Maker> makersOfPrograms()
{
    return {
        {"logline",
         [](Dice &d, P p) {
             const std::string ip = "41." + d.number(1, 250) + "." + d.number(1, 250) + ".7";
             return CorpusValue{"INFO auth ok user=" + p.login + " ip=" + ip
                                    + " path=/api/v1/items took=" + d.number(1, 900) + "ms",
                                {p.login, ip}};
         }},
        {"dsnlines",
         [](Dice &d, P p) {
             const std::string birth = d.padded(1, 28, 2) + d.padded(1, 12, 2) + d.number(1945, 2009);
             return CorpusValue{"S21.G00.30.001,'1" + d.digits(12) + "'\nS21.G00.30.002,'" + upper(p.last)
                                    + "'\nS21.G00.30.004,'" + upper(p.first) + "'\nS21.G00.30.006,'" + birth + "'",
                                {upper(p.last)}};
         }},
        {"dsnurl",
         [](Dice &d, P) {
             const std::string secret = d.from(tokenLetters, 18);
             return CorpusValue{"postgres://app:" + secret + "@db.exemple.test:5432/paie", {secret}};
         }},
        {"sessdata",
         [](Dice &, P p) {
             return CorpusValue{"uid|i:42;mail|s:" + std::to_string(p.email.size()) + ":\"" + p.email
                                    + "\";lang|s:2:\"ar\";",
                                {p.email}};
         }},
        {"cookie",
         [](Dice &d, P) {
             const std::string secret = d.from(tokenLetters, 40);
             return CorpusValue{"lang=fr; sessionid=" + secret + "; theme=dark", {secret}};
         }},
        {"isomsg",
         [](Dice &d, P) {
             const std::string card = "4970" + d.digits(12);
             return CorpusValue{"0200|DE2=" + card + "|DE4=000000012500|DE41=TERM" + d.digits(4), {card}};
         }},
        {"xmlclient",
         [](Dice &, P p) {
             return CorpusValue{"<booking><guest givenName=\"" + p.first + "\" surname=\"" + p.last
                                    + "\"/><contact tel=\"" + p.phone + "\">" + p.email
                                    + "</contact><rooms>2</rooms></booking>",
                                {p.last, p.phone, p.email}};
         }},
    };
}

std::map<std::string_view, Maker> makersOfJson()
{
    return {
        {"jsoncamel",
         [](Dice &d, P p) {
             const std::string street = streetText(d);
             return CorpusValue{R"({"firstName":")" + p.first + R"(","lastName":")" + p.last + R"(","mobilePhone":")"
                                    + p.phone + R"(","address":{"line1":")" + street + R"(","postCode":")" + d.digits(5)
                                    + R"("},"newsletter":true})",
                                {p.last, p.phone, street}};
         }},
        {"jsoncheckout",
         [](Dice &d, P p) {
             return CorpusValue{R"({"cart":[{"sku":"AB)" + d.digits(3) + R"(-X","qty":2}],"shipTo":{"recipient":")"
                                    + p.first + " " + p.last + R"(","tel":")" + p.phone + R"("},"utm":"spring"})",
                                {p.last, p.phone}};
         }},
        {"jsonform",
         [](Dice &d, P p) {
             return CorpusValue{R"([{"question":"Nom complet","answer":")" + p.first + " " + p.last
                                    + R"("},{"question":"Téléphone","answer":")" + p.phone
                                    + R"("},{"question":"Couleur préférée","answer":")" + d.of({"bleu", "vert"})
                                    + R"("}])",
                                {p.last, p.phone}};
         }},
        {"jsonkeyed",
         [](Dice &d, P p) {
             return CorpusValue{R"({")" + p.email + R"(":{"role":"buyer"},")" + other(d, "email")
                                    + R"(":{"role":"seller"}})",
                                {p.email}};
         }},
        {"jsonpeople",
         [](Dice &d, P p) {
             return CorpusValue{R"([{"nom":")" + p.last + R"(","age":)" + d.number(2, 60) + R"(},{"nom":")"
                                    + other(d, "name") + R"(","age":7}])",
                                {p.last}};
         }},
        {"jsonaddr",
         [](Dice &d, P) {
             const std::string street = streetText(d);
             return CorpusValue{R"({"ln1":")" + street + R"(","pc":")" + d.digits(5) + R"(","ctry":"DZ","since":2019})",
                                {street}};
         }},
        {"jsonheaders",
         [](Dice &d, P) {
             const std::string secret = d.from(tokenLetters, 36);
             return CorpusValue{R"({"Content-Type":"application/json","Authorization":"Bearer )" + secret
                                    + R"(","X-Retry":"1"})",
                                {secret}};
         }},
        {"jsondiff",
         [](Dice &d, P p) {
             return CorpusValue{R"({"Email":[")" + p.email + R"(",")" + other(d, "email")
                                    + R"("],"Status":["new","open"]})",
                                {p.email}};
         }},
        {"jsonsecret2",
         [](Dice &d, P) {
             const std::string secret = d.from(tokenLetters, 28);
             return CorpusValue{
                 R"({"host":"smtp.exemple.test","port":587,"user":"noreply","pass":")" + secret + R"("})", {secret}};
         }},
    };
}

} // namespace

std::optional<CorpusValue> recordValue(std::string_view kind, const Somebody &person, Dice &dice)
{
    static const std::map<std::string_view, Maker> all = [] {
        auto made = makersOfDress();
        made.merge(makersOfLists());
        made.merge(makersOfSentences());
        made.merge(makersOfPrograms());
        made.merge(makersOfJson());
        return made;
    }();
    const auto found = all.find(kind);
    return found == all.end() ? std::nullopt : std::optional(found->second(dice, person));
}
