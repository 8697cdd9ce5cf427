// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/column_dictionary.h"

#include "engine/anonymize/text.h"

#include <algorithm>
#include <array>

namespace engine::anonymize {

namespace {

struct Entry
{
    Category category;
    int confidence;
    /// Words joined by one blank, entries by |. They must follow each other in the name.
    std::string_view words;
};

// In order: the first that matches decides, so that "address ip" and "mail address" come before "address".
constexpr std::array<Entry, 24> personal{{
    {Category::Network, 95,
     "ip|ip address|ip addr|ipaddr|adresse ip|remote addr|remote address|client ip|client address|mac|mac address"},
    {Category::Email, 98,
     "email|e mail|mail|courriel|couriel|mel|adresse mail|adresse electronique|barid|barid electroni|emails|mails"},
    {Category::Credential, 95,
     "password|passwd|pwd|mot de passe|motdepasse|mdp|password hash|encrypted password|token|refresh token|access "
     "token|api key|secret|otp|pin code|recovery code|kalimat sirr|kalimat sir|private key"},
    {Category::Card, 92, "card number|carte bancaire|numero carte|num carte|credit card|cc number|pan"},
    {Category::Iban, 97, "iban|ibans"},
    {Category::AccountNumber, 92,
     "rib|ccp|account number|account no|numero compte|num compte|no compte|bank account|compte bancaire|raqm "
     "hisab|hisab|hissab|bban|rip|payer account|payee account|account holder number"},
    {Category::NationalId, 90,
     "nin|nir|cin|cni|ssn|nss|numero securite sociale|passport|passeport|passport number|national id|identite "
     "nationale|carte identite|numero identite|id card|passport no|tax number|numero fiscal|permis|driving "
     "licence|driver license|raqm taarif|bitaqa|tax id|nif|siren|siret|num secu"},
    {Category::Phone, 96,
     "phone|phones|telephone|telephones|tel|tels|mobile|gsm|fax|cell|cellphone|portable|hatif|hatef|jawal|mahmoul|"
     "whatsapp|viber|phone number|numero telephone|num tel|contact phone|raqm hatif|msisdn"},
    {Category::BirthDate, 96,
     "birth|birthday|birthdate|birth date|date of birth|dob|naissance|date naissance|datenaissance|ne "
     "le|anniversaire|milad|tarikh milad|tarikh al milad"},
    {Category::FullName, 94,
     "full name|fullname|nom complet|display name|displayname|guest name|customer name|client name|contact name|owner "
     "name|author name|holder|holder name|account holder|titulaire|beneficiary|beneficiaire|recipient|recipient "
     "name|destinataire|payer name|signatory|signataire|ism kamil|nom prenom|nom et prenom|name ar|full name ar|name "
     "arabic|nom arabe|nom ar|payer name|payee name|emergency contact|person name|user name full|guest|nickname "
     "full|host name|sender name|expediteur"},
    {Category::FirstName, 96,
     "first name|firstname|fname|given name|givenname|prenom|prenoms|ism|forename|middle name"},
    {Category::LastName, 95,
     "last name|lastname|lname|surname|family name|familyname|nom famille|nom de famille|nom naissance|nom jeune "
     "fille|laqab|lakab|maiden name"},
    {Category::Username, 88,
     "username|user name|login|pseudo|pseudonyme|nickname|nom utilisateur|handle|screen name|ism mustakhdim"},
    {Category::PostalCode, 85,
     "postal code|postcode|post code|zip|zip code|zipcode|code postal|codepostal|cp|ramz baridi"},
    {Category::City, 80,
     "city|ville|commune|madina|madinah|baladia|baladiya|town|lieu naissance|birth place|place of birth"},
    {Category::Address, 92,
     "address|addresses|adresse|adresses|street|rue|address line|address line "
     "1|address1|address2|addr|domicile|unwan|onwan|aanwan|residence|shipping address|billing address"},
    {Category::Company, 75,
     "company|company name|societe|raison sociale|employer|employeur|entreprise|charika|sharika"},
    {Category::Picture, 80,
     "photo|avatar|picture|portrait|signature|selfie|photo url|avatar url|image visage|sura|fingerprint "
     "biometric|biometric"},
    {Category::FullName, 70, "nom"},
    {Category::FreeText, 85,
     "note|notes|message|messages|comment|comments|commentaire|commentaires|remark|remarks|remarque|remarques|"
     "observation|observations|bio|biography|biographie|body|content|contenu|texte|text|feedback|avis|review|memo|"
     "reason|motif|details|mulahadha|mulahaza|risala|tafasil|complaint|reclamation|answer|reponse|reply|replies|owner "
     "reply|about|subject|objet|summary|transcript|special requests|user comment|internal note"},
    {Category::FreeText, 60, "description|descriptif|wasf"},
    {Category::Document, 70,
     "profile|profil|metadata|meta data|raw user meta data|user meta data|identity data|payload|old data|new data|old "
     "row|new row|old values|new values|old record|new record|row "
     "data|before|after|snapshot|headers|request|response|contact|contacts|preferences"},
    {Category::FullName, 80,
     "created by name|updated by name|assignee name|manager|responsable|gerant|tuteur|conjoint|spouse|father "
     "name|mother name|nom pere|nom mere|witness|temoin"},
    {Category::Network, 80, "device id|device fingerprint|imei|serial appareil|session ip"},
}};

constexpr std::string_view technical
    = "id|uuid|guid|key|slug|code|ref|reference|sku|status|statut|state|etat|type|kind|category|categorie|role|locale|"
      "lang|language|langue|currency|devise|country|pays|country code|timezone|time "
      "zone|unit|unite|version|hash|checksum|"
      "etag|mime|mime type|content "
      "type|format|color|couleur|icon|icone|sort|position|rank|ordre|order|priority|priorite|"
      "level|niveau|count|nombre|quantity|quantite|qty|amount|montant|price|prix|total|subtotal|tax|taxe|tva|vat|"
      "discount|"
      "remise|balance|solde|fee|frais|rate|taux|score|rating|note "
      "moyenne|size|taille|width|height|weight|poids|enabled|"
      "active|actif|visible|deleted|is|has|flag|table name|column name|schema name|operation|action|event|event type|"
      "method|methode|provider|channel|canal|source|path|file name|url|uri|href|path "
      "pattern|title|titre|label|labels|libelle|user agent|"
      "name key|wilaya code|tag|tags|amenities|equipements|features|bucket|bucket "
      "id|plan|tier|class|season|saison|period|"
      "periode|year|annee|month|mois|day|jour|created at|updated at|deleted at|expires at|created|updated|at|on|date|"
      "timestamp|time|heure|duration|duree|capacity|capacite|surface|rooms|latitude|longitude|lat|lng|lon|geo|nights";

/// Tables of things: a "name" there is no person's.
constexpr std::string_view thingTables
    = "categories|category|products|product|produits|lofts|loft|rooms|room|countries|country|cities|villes|wilayas|"
      "wilaya|"
      "regions|currencies|currency|roles|role|permissions|tags|tag|amenities|equipements|services|service|buckets|"
      "plans|"
      "settings|features|types|type|status|statuses|languages|properties|property|biens|tables|items|item|migrations|"
      "schema migrations|seasons|events|zones|quartiers|budgets|reports|templates|channels|teams|files|objects|"
      "documents";
constexpr std::string_view personTables
    = "users|user|customers|customer|clients|client|guests|guest|people|person|persons|persones|personnes|personne|"
      "employees|employee|employes|salaries|contacts|contact|owners|owner|proprietaires|proprietaire|members|member|"
      "membres|membre|patients|patient|tenants|tenant|locataires|locataire|students|etudiants|profiles|profile|profils|"
      "leads|lead|prospects|prospect|subscribers|authors|partners|partner|agents|agent|accounts|staff|voyageurs|hotes|"
      "suppliers|zabain|mustakhdimin";

bool containsEntry(std::string_view list, std::string_view wanted)
{
    while (!list.empty()) {
        const size_t end = std::min(list.find('|'), list.size());
        if (list.substr(0, end) == wanted)
            return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

/// The words from `first` to `last`, joined by blanks.
std::string joined(const std::vector<std::string> &words, size_t first, size_t last)
{
    std::string result;
    for (size_t i = first; i < last; ++i)
        result.append(i == first ? "" : " ").append(words[i]);
    return result;
}

/// The longest run of words that is in the list; empty when there is none.
std::string longestRun(const std::vector<std::string> &words, std::string_view list)
{
    for (size_t length = words.size(); length > 0; --length) {
        for (size_t first = words.size() - length + 1; first-- > 0;) {
            std::string run = joined(words, first, first + length);
            if (containsEntry(list, run))
                return run;
        }
    }
    return {};
}

bool isOneOf(const std::vector<std::string> &words, std::string_view list)
{
    return containsEntry(list, joined(words, 0, words.size())) || (!words.empty() && containsEntry(list, words.back()));
}

/// What "name" and "nom" mean depends on what the table holds.
std::optional<NameHint> hintOfBareName(const std::vector<std::string> &words, std::string_view table)
{
    const bool isName = words.size() == 1 && (words[0] == "name" || words[0] == "nom" || words[0] == "names");
    if (!isName)
        return std::nullopt;
    const auto tableWords = wordsOf(table);
    if (isOneOf(tableWords, personTables))
        return NameHint{.category = words[0] == "nom" ? Category::LastName : Category::FullName,
                        .word = words[0],
                        .confidence = 85};
    if (isOneOf(tableWords, thingTables))
        return NameHint{.isTechnical = true, .word = words[0], .confidence = 70};
    return std::nullopt;
}

} // namespace

std::vector<std::string> wordsOf(std::string_view identifier)
{
    std::vector<std::string> words;
    std::string plain;
    bool startsWord = true;
    for (size_t i = 0; i < identifier.size(); ++i) {
        const char c = identifier[i];
        const bool isSeparator = c == '_' || c == '-' || c == ' ' || c == '.' || c == '/';
        const bool isHump = isUpper(c) && i > 0 && (isLower(identifier[i - 1]) || isDigit(identifier[i - 1]));
        const bool isAcronymEnd = isUpper(c) && i > 0 && isUpper(identifier[i - 1]) && i + 1 < identifier.size()
                                  && isLower(identifier[i + 1]);
        if (isSeparator) {
            startsWord = true;
            continue;
        }
        if (startsWord || isHump || isAcronymEnd)
            words.emplace_back();
        startsWord = false;
        words.back().push_back(c);
    }
    for (std::string &word : words) {
        foldPlain(word, plain);
        word = plain;
    }
    return words;
}

std::optional<NameHint> hintOf(std::string_view columnName, std::string_view table)
{
    const auto words = wordsOf(columnName);
    if (words.empty())
        return std::nullopt;
    if (auto hint = hintOfBareName(words, table))
        return hint;
    // "email_verified", "phone_id", "is_email": about personal data, not personal data.
    static constexpr std::string_view suffixes
        = "id|ids|at|on|count|verified|confirmed|enabled|type|status|flag|hash type|sent|optin|opt|required|format|"
          "prefix|kind|change confirm status|code length|attempts|expires|expiry|template|provider|queue|score|length";
    static constexpr std::string_view prefixes = "is|has|nb|num of|count|total|can|should|must|with";
    const bool isAbout
        = words.size() > 1 && (containsEntry(suffixes, words.back()) || containsEntry(prefixes, words[0]));
    for (const Entry &entry : personal) {
        const std::string run = longestRun(words, entry.words);
        if (run.empty() || isAbout)
            continue;
        // A word of its own says more than one among others.
        const int confidence = entry.confidence - (run.size() + 1 < columnName.size() ? 6 : 0);
        return NameHint{.category = entry.category, .word = run, .confidence = confidence};
    }
    const std::string run = longestRun(words, technical);
    if (isAbout || !run.empty())
        return NameHint{.isTechnical = true, .word = run.empty() ? words.back() : run, .confidence = 70};
    return std::nullopt;
}

std::optional<NameHint> hintInComment(std::string_view comment)
{
    std::string spaced(comment);
    std::replace_if(
        spaced.begin(), spaced.end(), [](char c) { return isAscii(c) && !isLetter(c) && !isDigit(c); }, ' ');
    const auto words = wordsOf(spaced);
    for (const Entry &entry : personal) {
        const bool isSure = entry.confidence >= 90;
        const std::string run = isSure ? longestRun(words, entry.words) : std::string{};
        // Short words (ip, tel, rib) are too often something else in prose.
        if (run.size() >= 4)
            return NameHint{.category = entry.category, .word = run, .confidence = entry.confidence - 20};
    }
    return std::nullopt;
}

bool isThingTable(std::string_view table)
{
    return isOneOf(wordsOf(table), thingTables);
}

RuleKind ruleFor(Category category)
{
    switch (category) {
    case Category::None:
        return RuleKind::Keep;
    case Category::Email:
        return RuleKind::Email;
    case Category::Username:
        return RuleKind::Username;
    case Category::FirstName:
        return RuleKind::FirstName;
    case Category::LastName:
        return RuleKind::LastName;
    case Category::FullName:
        return RuleKind::FullName;
    case Category::Company:
        return RuleKind::Company;
    case Category::Phone:
        return RuleKind::Phone;
    case Category::Address:
        return RuleKind::Address;
    case Category::City:
        return RuleKind::City;
    case Category::PostalCode:
        return RuleKind::PostalCode;
    case Category::AccountNumber:
        return RuleKind::AccountNumber;
    case Category::Iban:
        return RuleKind::Iban;
    case Category::Card:
        return RuleKind::Card;
    case Category::NationalId:
    case Category::Credential:
        return RuleKind::Identifier;
    case Category::BirthDate:
        return RuleKind::DateShift;
    case Category::Network:
        return RuleKind::IpAddress;
    case Category::Picture:
        return RuleKind::Null;
    case Category::FreeText:
    case Category::Document:
        return RuleKind::Scrub;
    }
    return RuleKind::Scrub;
}

} // namespace engine::anonymize
