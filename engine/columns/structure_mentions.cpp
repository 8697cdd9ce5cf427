// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/columns/structure_mentions.h"

#include "engine/anonymize/detection/value_evidence.h"
#include "engine/anonymize/known/personal_signs.h"
#include "engine/anonymize/text/text.h"
#include "engine/base/errors/sentence.h"

#include <QRegularExpression>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace engine::columns {

using namespace Qt::StringLiterals;
using anonymize::ValueKind;

namespace {

constexpr size_t shortestName = 4;

/// What a text of the structure is.
enum class Form {
    /// An expression, a definition, a body: what is in quotes or behind -- was written by somebody.
    Sql,
    /// All of it was: a comment, a label, an option.
    Words,
    /// An identifier.
    Name,
};

std::vector<std::string_view> wordsOf(std::string_view text)
{
    std::vector<std::string_view> words;
    size_t begin = 0;
    for (size_t at = 0; at <= text.size(); ++at) {
        const bool isWord
            = at < text.size()
              && (anonymize::isLetter(text[at]) || anonymize::isDigit(text[at]) || !anonymize::isAscii(text[at]));
        if (isWord)
            continue;
        if (at > begin)
            words.push_back(text.substr(begin, at - begin));
        begin = at + 1;
    }
    return words;
}

/// The names of people that the samples have, each word folded.
class KnownPeople final
{
public:
    KnownPeople(const std::vector<anonymize::ColumnDecision> &decisions, const anonymize::Samples &samples)
    {
        for (const anonymize::ColumnDecision &decision : decisions) {
            using anonymize::Category;
            const bool isName = decision.category == Category::FirstName || decision.category == Category::LastName
                                || decision.category == Category::FullName;
            const auto sampled = samples.find(decision.table);
            if (isName && sampled != samples.end())
                add(sampled->second, decision.column);
        }
    }

    [[nodiscard]] bool isIn(std::string_view text) const
    {
        std::string folded;
        for (const std::string_view word : wordsOf(text)) {
            anonymize::foldPlain(word, folded);
            if (m_names.contains(folded))
                return true;
        }
        return false;
    }

private:
    void add(const anonymize::SampledRows &sampled, const std::string &column)
    {
        const auto place = std::find(sampled.columns.begin(), sampled.columns.end(), column);
        const auto index = static_cast<size_t>(place - sampled.columns.begin());
        std::string folded;
        for (const auto &row : sampled.rows) {
            if (index >= row.size() || !row[index])
                continue;
            for (const std::string_view word : wordsOf(*row[index])) {
                anonymize::foldPlain(word, folded);
                if (anonymize::characterCount(folded) >= shortestName)
                    m_names.insert(folded);
            }
        }
    }

    std::set<std::string, std::less<>> m_names;
};

bool hasPersonalParts(const std::string &text)
{
    return anonymize::examine({text}, false).withPersonalParts > 0;
}

bool isUuid(const QString &literal)
{
    static const QRegularExpression form(u"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"_s);
    return form.match(literal).hasMatch();
}

/// What somebody wrote inside SQL: literals and the comments of bodies.
QStringList writtenIn(const std::string &sql)
{
    static const QRegularExpression written(u"--([^\\n]*)|/\\*(.*?)\\*/|'((?:[^']|'')*)'"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    QStringList found;
    auto matches = written.globalMatch(text(sql));
    while (matches.hasNext()) {
        const auto match = matches.next();
        const QString words = match.captured(1) + match.captured(2) + match.captured(3).replace(u"''"_s, u"'"_s);
        if (words.size() > 2 && !isUuid(words))
            found.append(words);
    }
    return found;
}

bool hasSecret(const QString &sql)
{
    static const QRegularExpression secret(
        u"(password|passwd|pwd|secret|token|api_?key|mot_?de_?passe|mdp)[\"')]?\\s*(:?=|=>|:|,|\\s)\\s*'[^']{4,}'"_s,
        QRegularExpression::CaseInsensitiveOption);
    return secret.match(sql).hasMatch();
}

/// Two names of people side by side in an identifier: orders_karim_haddad.
bool hasFullName(std::string_view identifier)
{
    const std::vector<std::string_view> words = wordsOf(identifier);
    for (size_t i = 0; i + 1 < words.size(); ++i) {
        std::string pair;
        anonymize::appendStyled(words[i], anonymize::CaseStyle::Capitalised, pair);
        pair[0] = anonymize::toUpper(pair[0]);
        pair.push_back(' ');
        std::string second(words[i + 1]);
        second[0] = anonymize::toUpper(second[0]);
        if (anonymize::classifyValue(pair + second) == ValueKind::FullName)
            return true;
    }
    return false;
}

/// Collects what is found in the parts of one object after the other.
class Search final
{
public:
    explicit Search(KnownPeople people)
        : m_people(std::move(people))
    {}

    void look(const catalog::Object &object);
    [[nodiscard]] QList<runs::Mention> takeFound() { return std::move(m_found); }

private:
    void lookAtParts(const catalog::Object &object);
    void lookAtTable(const catalog::Table &table);
    void lookAtColumn(const catalog::Column &column);
    void lookAtDomain(const catalog::Domain &domain);
    void lookAt(const char *part, const std::string &text, Form form, const std::string &column = {});
    [[nodiscard]] std::optional<Sentence> whatIsIn(const std::string &text, Form form) const;
    [[nodiscard]] QString shown(const std::string &name) const;

    KnownPeople m_people;
    const catalog::Object *m_object = nullptr;
    QList<runs::Mention> m_found;
    /// Kind and name of each.
    std::set<std::pair<QString, QString>> m_known;
};

std::optional<Sentence> Search::whatIsIn(const std::string &text, Form form) const
{
    if (anonymize::personalSignsSurvive(text, text))
        return Tr::sentence("An e-mail address, a telephone or an account number is in it.");
    if (form == Form::Name) {
        std::string spaced = text;
        std::replace(spaced.begin(), spaced.end(), '_', ' ');
        if (anonymize::personalSignsSurvive(spaced, spaced))
            return Tr::sentence("An e-mail address, a telephone or an account number is in it.");
        if (hasFullName(text) || m_people.isIn(text))
            return Tr::sentence("It has the name of a person in it.");
        return std::nullopt;
    }
    const QString sql = engine::text(text);
    if (form == Form::Sql && hasSecret(sql))
        return Tr::sentence("A password or a key is in it.");
    const QStringList words = form == Form::Words ? QStringList{sql} : writtenIn(text);
    for (const QString &written : words) {
        const std::string bytes = written.toStdString();
        if (m_people.isIn(bytes))
            return Tr::sentence("It has the name of a person in it.");
        if (hasPersonalParts(bytes))
            return Tr::sentence("Something in it looks like personal data.");
    }
    return std::nullopt;
}

/// A name that tells who somebody is does not tell it here.
QString Search::shown(const std::string &name) const
{
    return whatIsIn(name, Form::Name) ? engine::text(std::string(anonymize::cut(name, 2))) + u'…' : engine::text(name);
}

void Search::lookAt(const char *part, const std::string &text, Form form, const std::string &column)
{
    const std::optional<Sentence> found = whatIsIn(text, form);
    if (!found)
        return;
    const catalog::ObjectKey &key = m_object->key;
    QStringList names;
    for (const std::string *name : {&key.schema, &key.parent, &key.name, &column}) {
        if (!name->empty())
            names.append(shown(*name));
    }
    QString kind = QString::fromLatin1(catalog::kindKey(key.kind));
    if (*part != '\0')
        kind += u' ' + QString::fromLatin1(part);
    const runs::Mention mention{.kind = kind, .name = names.join(u'.'), .reason = *found};
    if (m_known.emplace(mention.kind, mention.name).second)
        m_found.append(mention);
}

void Search::lookAtColumn(const catalog::Column &column)
{
    lookAt("column name", column.name, Form::Name, column.name);
    lookAt("column default", column.defaultValue.value_or(std::string()), Form::Sql, column.name);
    lookAt("column comment", column.comment.value_or(std::string()), Form::Words, column.name);
    for (const std::string &option : column.foreignOptions)
        lookAt("column option", option, Form::Words, column.name);
}

void Search::lookAtTable(const catalog::Table &table)
{
    for (const catalog::Column &column : table.columns)
        lookAtColumn(column);
    lookAt("partition bound", table.partitionBound, Form::Sql);
    lookAt("partition key", table.partitionKey, Form::Sql);
    for (const std::string &option : table.foreignOptions)
        lookAt("option", option, Form::Words);
}

void Search::lookAtDomain(const catalog::Domain &domain)
{
    lookAt("default", domain.defaultValue.value_or(std::string()), Form::Sql);
    for (const catalog::DomainConstraint &constraint : domain.constraints) {
        lookAt("check", constraint.definition, Form::Sql);
        lookAt("check comment", constraint.comment.value_or(std::string()), Form::Words);
    }
}

void Search::lookAtParts(const catalog::Object &object)
{
    if (const auto *table = object.as<catalog::Table>())
        return lookAtTable(*table);
    if (const auto *domain = object.as<catalog::Domain>())
        return lookAtDomain(*domain);
    if (const auto *labels = object.as<catalog::EnumType>()) {
        for (const std::string &label : labels->labels)
            lookAt("label", label, Form::Words);
    } else if (const auto *composite = object.as<catalog::CompositeType>()) {
        for (const catalog::Column &attribute : composite->attributes)
            lookAtColumn(attribute);
    } else if (const auto *routine = object.as<catalog::Routine>()) {
        lookAt("definition", routine->definition, Form::Sql);
    } else if (const auto *scripted = object.as<catalog::Scripted>()) {
        for (const std::string &statement : scripted->statements)
            lookAt("definition", statement, Form::Sql);
    } else if (const auto *view = object.as<catalog::View>()) {
        lookAt("definition", view->query, Form::Sql);
        for (const catalog::Column &column : view->columns)
            lookAtColumn(column);
    } else if (const auto *stored = object.as<catalog::MaterializedView>()) {
        lookAt("definition", stored->query, Form::Sql);
        for (const catalog::Column &column : stored->columns)
            lookAtColumn(column);
    } else if (const auto *constraint = object.as<catalog::Constraint>()) {
        lookAt("definition", constraint->definition, Form::Sql);
        lookAt("index comment", constraint->indexComment.value_or(std::string()), Form::Words);
    } else if (const auto *index = object.as<catalog::Index>()) {
        lookAt("definition", index->details.definition, Form::Sql);
    } else if (const auto *statistics = object.as<catalog::Statistics>()) {
        lookAt("definition", statistics->definition, Form::Sql);
    } else if (const auto *rule = object.as<catalog::Rule>()) {
        lookAt("definition", rule->definition, Form::Sql);
    } else if (const auto *trigger = object.as<catalog::Trigger>()) {
        lookAt("definition", trigger->definition, Form::Sql);
    } else if (const auto *policy = object.as<catalog::Policy>()) {
        lookAt("condition", policy->usingExpression.value_or(std::string()), Form::Sql);
        lookAt("condition", policy->checkExpression.value_or(std::string()), Form::Sql);
    } else if (const auto *publication = object.as<catalog::Publication>()) {
        for (const catalog::PublishedTable &table : publication->tables)
            lookAt("condition", table.condition, Form::Sql);
    }
}

void Search::look(const catalog::Object &object)
{
    m_object = &object;
    lookAt("name", object.key.name, Form::Name);
    lookAt("comment", object.comment.value_or(std::string()), Form::Words);
    lookAtParts(object);
}

} // namespace

QList<runs::Mention> mentionsIn(const catalog::Schema &schema, const std::vector<anonymize::ColumnDecision> &decisions,
                                const anonymize::Samples &samples)
{
    Search search{KnownPeople(decisions, samples)};
    for (const catalog::Object &object : schema.objects)
        search.look(object);
    return search.takeFound();
}

} // namespace engine::columns
