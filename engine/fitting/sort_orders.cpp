// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fitting/sort_orders.h"

#include "engine/catalog/model/kind_names.h"
#include "engine/defusing/sql_words.h"
#include "engine/sql/identifier.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace engine::fitting {

using namespace Qt::StringLiterals;
using catalog::ObjectKind;

namespace {

// The columns of providers came with version 15, and were renamed in 17.
constexpr pg::Statement rulesOfDatabase = R"(
SELECT coalesce(j ->> 'datlocprovider', 'c'), j ->> 'datcollate', j ->> 'datctype',
       coalesce(j ->> 'datlocale', j ->> 'daticulocale', ''), coalesce(j ->> 'datcollversion', ''),
       coalesce((SELECT pg_catalog.pg_collation_actual_version(c.oid) FROM pg_catalog.pg_collation AS c
                 WHERE c.collname = 'und-x-icu' AND c.collnamespace = 'pg_catalog'::pg_catalog.regnamespace LIMIT 1), '')
FROM (SELECT pg_catalog.to_jsonb(d) AS j FROM pg_catalog.pg_database AS d
      WHERE d.datname = pg_catalog.current_database()) AS x)";

/// What decides in one database.
struct Rules
{
    QString order{};
    QString letters{};
    QString version{};
    QString icuVersion{};

    /// "fr_FR.UTF-8" and "fr_FR.utf8" are one; so are the orders by number of the character.
    [[nodiscard]] QString orderKey() const
    {
        const QString key = keyOf(order);
        return key == u"c.utf8" || key == u"c.utf8 (b)" || key == u"c (b)" || key == u"pg_unicode_fast (b)" ? u"c"_s
                                                                                                            : key;
    }
    [[nodiscard]] QString letterKey() const
    {
        const QString key = keyOf(letters);
        return key == u"c (b)" ? u"c"_s : key;
    }

private:
    static QString keyOf(const QString &locale)
    {
        const QString key = locale.toLower().remove(u'-');
        return key == u"posix" ? u"c"_s : key;
    }
};

Rules rulesIn(const pg::QueryResult &row)
{
    const std::string_view provider = row.view(0, 0);
    const QString locale = text(row.view(0, 3)) + u" ("_s + text(provider) + u')';
    const bool isLibc = provider == "c";
    return {.order = isLibc ? text(row.view(0, 1)) : locale,
            .letters = isLibc ? text(row.view(0, 2)) : locale,
            .version = text(row.view(0, 4)),
            .icuVersion = text(row.view(0, 5))};
}

bool isTextType(const std::string &type)
{
    return type.starts_with("text") || type.starts_with("character") || type == "name";
}

bool isText(const catalog::Column &column)
{
    // With a collation of its own it sorts the same everywhere.
    return column.collation.empty() && (isTextType(column.type) || isTextType(column.baseType.value));
}

bool isCitext(const catalog::Column &column)
{
    const auto is = [](const std::string &type) { return type == "citext" || type.ends_with(".citext"); };
    return is(column.type) || is(column.baseType.value);
}

/// By the order or the letters of the database: where COLLATE stands behind it, by others.
bool names(const std::string &expression, const catalog::Column &column)
{
    const QRegularExpression word(
        u"(^|[^\\w\"])%1($|[^\\w\"])(?!COLLATE )"_s.arg(QRegularExpression::escape(text(sql::displayed(column.name)))),
        QRegularExpression::UseUnicodePropertiesOption);
    return word.match(text(expression)).hasMatch();
}

bool namesText(const std::string &expression, const catalog::Table &table)
{
    return std::ranges::any_of(
        table.columns, [&](const catalog::Column &column) { return isText(column) && names(expression, column); });
}

bool namesCitext(const std::string &expression, const catalog::Table &table)
{
    return std::ranges::any_of(
        table.columns, [&](const catalog::Column &column) { return isCitext(column) && names(expression, column); });
}

/// Something in it is greater or less than something, and not only equal: what looks so in operators of documents,
/// arrays and ranges is not.
bool compares(const std::string &expression)
{
    static const QRegularExpression others(u"<>|->>?|#>>?|@>|<@|=>|<<\\|?|\\|?>>|&<\\|?|\\|?&>|<->"_s);
    static const QRegularExpression ordered(u"[<>]=?|\\b(GREATEST|LEAST)\\b"_s);
    return ordered.match(text(expression).remove(others)).hasMatch();
}

/// What a capital is, or a letter, is asked.
bool asksForLetters(const std::string &expression)
{
    static constexpr auto functions = std::to_array<std::string_view>({"lower", "upper", "initcap", "casefold"});
    static const QRegularExpression operators(u"~~?\\*|\\[:(alpha|alnum|lower|upper|punct):\\]|\\\\w"_s);
    const std::vector<std::string> called = defusing::calledFunctions(expression);
    return std::ranges::any_of(functions,
                               [&](std::string_view name) { return std::ranges::find(called, name) != called.end(); })
           || operators.match(text(expression)).hasMatch();
}

bool dependsOnLetters(const std::string &expression, const catalog::Table &table)
{
    return namesCitext(expression, table) || (asksForLetters(expression) && namesText(expression, table));
}

/// A partitioned table above `leaf`, at any level, whose key `isOne`.
template <typename Condition>
const catalog::Table *rootOf(const catalog::Schema &schema, const catalog::Object &leaf, Condition isOne)
{
    for (const catalog::Object *child = &leaf; child->as<catalog::Table>()->isPartition();) {
        const sql::QualifiedName &parent = child->as<catalog::Table>()->parents.front();
        child = schema.findTable(parent.schema, parent.name);
        const auto *table = child == nullptr ? nullptr : child->as<catalog::Table>();
        if (table == nullptr)
            return nullptr;
        if (isOne(*table))
            return table;
    }
    return nullptr;
}

class Comparison final
{
public:
    Comparison(const catalog::Schema &schema, const std::set<sql::QualifiedName> &excluded, const Rules &here,
               const Rules &there)
        : m_schema(schema)
        , m_excluded(excluded)
    {
        m_isOtherOrder = here.orderKey() != there.orderKey();
        const bool isOtherVersion
            = !here.version.isEmpty() && !there.version.isEmpty() && here.version != there.version;
        if (m_isOtherOrder)
            m_found.difference = here.order + u" → "_s + there.order;
        else if (isOtherVersion)
            m_found.difference = here.order + u' ' + here.version + u" → "_s + there.order + u' ' + there.version;
        if (here.letterKey() != there.letterKey())
            m_found.letters = here.letters + u" → "_s + there.letters;
        if (!here.icuVersion.isEmpty() && !there.icuVersion.isEmpty() && here.icuVersion != there.icuVersion)
            m_found.icu = here.icuVersion + u" → "_s + there.icuVersion;
        findRangeTypes();
        findBlindCollations();
    }

    SortOrders run()
    {
        if (m_found.difference.isEmpty() && m_found.letters.isEmpty() && m_found.icu.isEmpty())
            return std::move(m_found);
        for (const catalog::Object &object : m_schema.objects) {
            if (const auto *table = object.as<catalog::Table>())
                lookAtTable(object, *table);
            else if (const auto *constraint = object.as<catalog::Constraint>())
                lookAtConstraint(object, *constraint);
            else if (const auto *index = object.as<catalog::Index>())
                lookAtIndex(object, *index);
            else if (const auto *domain = object.as<catalog::Domain>())
                lookAtDomain(object, *domain);
        }
        return std::move(m_found);
    }

private:
    void findRangeTypes()
    {
        for (const catalog::Object &object : m_schema.objects) {
            const auto *range = object.as<catalog::RangeType>();
            if (range == nullptr || !range->collation.empty() || !isTextType(range->subtype))
                continue;
            m_rangeTypes.insert(sql::QualifiedName{object.key.schema, object.key.name}.displayed());
            m_rangeTypes.insert(sql::QualifiedName{range->multirangeSchema, range->multirangeName}.displayed());
        }
    }

    void findBlindCollations()
    {
        for (const catalog::Object &object : m_schema.objects) {
            const auto *scripted = object.as<catalog::Scripted>();
            if (scripted == nullptr || object.key.kind != ObjectKind::Collation || scripted->statements.empty())
                continue;
            const std::string &made = scripted->statements.front();
            if (made.find("deterministic = false") != std::string::npos)
                m_blind.insert(sql::QualifiedName{object.key.schema, object.key.name}.displayed());
        }
    }

    [[nodiscard]] bool isBlind(const std::string &expression, const catalog::Table &table) const
    {
        const bool isSaid = std::ranges::any_of(m_blind, [&](const std::string &collation) {
            return expression.find("COLLATE " + collation) != std::string::npos;
        });
        return isSaid || std::ranges::any_of(table.columns, [&](const catalog::Column &column) {
                   return m_blind.contains(column.collation) && names(expression, column);
               });
    }

    [[nodiscard]] bool isRange(const catalog::Column &column) const
    {
        const std::string &type = column.type;
        return m_rangeTypes.contains(type.ends_with("[]") ? type.substr(0, type.size() - 2) : type);
    }

    [[nodiscard]] bool namesRange(const std::string &expression, const catalog::Table &table) const
    {
        return std::ranges::any_of(
            table.columns, [&](const catalog::Column &column) { return isRange(column) && names(expression, column); });
    }

    [[nodiscard]] const catalog::Table *ownerOf(const catalog::Object &object) const
    {
        const catalog::Object *owner = m_schema.findTable(object.key.schema, object.key.parent);
        return owner == nullptr ? nullptr : owner->as<catalog::Table>();
    }

    void lookAtTable(const catalog::Object &object, const catalog::Table &table)
    {
        if (!table.holdsRows || table.heapBytes.value == 0 || m_excluded.contains({object.key.schema, object.key.name}))
            return;
        const QString name = text(object.key.display());
        const auto isRangeOfText = [](const catalog::Table &root) {
            return root.partitionKey.starts_with("RANGE ") && namesText(root.partitionKey, root);
        };
        const auto isLettered = [](const catalog::Table &root) { return dependsOnLetters(root.partitionKey, root); };
        const catalog::Table *root = m_found.difference.isEmpty() ? nullptr : rootOf(m_schema, object, isRangeOfText);
        // Versions of one order differ in few characters: most rows stay where they are.
        if (root != nullptr && m_isOtherOrder)
            m_found.problems.append({.code = ErrorCode::SortOrderDiffers,
                                     .subject = name,
                                     .detail = text(root->partitionKey) + u"; "_s + m_found.difference});
        else if (root != nullptr)
            m_found.ordered.append(name);
        if (!m_found.letters.isEmpty() && rootOf(m_schema, object, isLettered) != nullptr)
            m_found.lettered.append(name);
        for (const catalog::Column &column : table.columns) {
            const QString columnName = text(object.key.display()) + u'.' + text(sql::displayed(column.name));
            if (!m_found.difference.isEmpty() && isRange(column))
                m_found.ranges.append(columnName);
            const bool isComputed = column.generated != 0 && column.defaultValue;
            if (!m_found.letters.isEmpty() && isComputed && dependsOnLetters(*column.defaultValue, table))
                m_found.computed.append(columnName);
        }
    }

    void lookAtConstraint(const catalog::Object &object, const catalog::Constraint &constraint)
    {
        const catalog::Table *table = ownerOf(object);
        if (table == nullptr)
            return;
        std::string expression = constraint.definition;
        const bool isKey = constraint.type == 'p' || constraint.type == 'u' || constraint.type == 'x';
        if (constraint.type != 'c' && !isKey)
            return;
        const QString name = text(object.key.display());
        const bool isOrdered
            = (constraint.type == 'c' && compares(expression) && namesText(expression, *table))
              || (constraint.type == 'x' && namesRange(expression, *table))
              || (constraint.type == 'x' && compares(operatorsOf(expression)) && namesText(expression, *table));
        if (!m_found.difference.isEmpty() && isOrdered)
            m_found.ordered.append(name);
        if (!m_found.letters.isEmpty() && dependsOnLetters(expression, *table))
            m_found.lettered.append(name);
        if (!m_found.icu.isEmpty() && isKey && isBlind(expression, *table))
            m_found.blind.append(name);
    }

    static std::string operatorsOf(const std::string &exclusion)
    {
        std::string operators;
        const auto parts = defusing::partsOfExclusion(exclusion);
        for (const std::string &compared : parts ? parts->operators : std::vector<std::string>())
            operators += compared + ' ';
        return operators;
    }

    void lookAtIndex(const catalog::Object &object, const catalog::Index &index)
    {
        const catalog::Table *table = ownerOf(object);
        if (table == nullptr || !index.isUnique)
            return;
        const std::string &definition = index.details.definition;
        const std::string expression = definition.substr(std::min(definition.find(" USING "), definition.size()));
        if (!m_found.letters.isEmpty() && dependsOnLetters(expression, *table))
            m_found.lettered.append(text(object.key.display()));
        if (!m_found.icu.isEmpty() && isBlind(expression, *table))
            m_found.blind.append(text(object.key.display()));
    }

    void lookAtDomain(const catalog::Object &object, const catalog::Domain &domain)
    {
        if (!domain.collation.empty() || !isTextType(domain.baseType))
            return;
        for (const catalog::DomainConstraint &constraint : domain.constraints) {
            const QString name = text(object.key.display()) + u": "_s + text(sql::displayed(constraint.name));
            if (!m_found.difference.isEmpty() && compares(constraint.definition))
                m_found.ordered.append(name);
            if (!m_found.letters.isEmpty() && asksForLetters(constraint.definition))
                m_found.lettered.append(name);
        }
    }

    const catalog::Schema &m_schema;
    const std::set<sql::QualifiedName> &m_excluded;
    bool m_isOtherOrder = false;
    std::set<std::string> m_rangeTypes;
    /// Collations that take different texts for equal, as SQL names them.
    std::set<std::string> m_blind;
    SortOrders m_found;
};

/// 'provider = icu, locale = ''fr-FR''': the constant behind `option`.
std::optional<std::string> optionOf(const std::string &statement, std::string_view option)
{
    const size_t at = statement.find(std::string(option) + " = '");
    if (at == std::string::npos)
        return std::nullopt;
    const size_t begin = at + option.size() + 4;
    const size_t end = statement.find('\'', begin);
    return end == std::string::npos ? std::nullopt : std::optional(statement.substr(begin, end - begin));
}

} // namespace

QList<Sentence> SortOrders::warnings() const
{
    const auto listed = [](const QStringList &names) { return names.join(u", "_s); };
    QList<Sentence> warnings;
    if (!ordered.isEmpty())
        warnings.append(
            Tr::sentence("The two databases sort text by different rules (%1). These checks, exclusions and "
                         "partitions compare text, and may refuse rows that the source has: %2.")
                .arg(difference, listed(ordered)));
    if (!ranges.isEmpty())
        warnings.append(Tr::sentence("The two databases sort text by different rules (%1). A range of text whose ends "
                                     "are the other way round by those of the target is refused there: %2.")
                            .arg(difference, listed(ranges)));
    if (!lettered.isEmpty())
        warnings.append(
            Tr::sentence("The two databases tell letters and their capitals by different rules (%1). Texts that differ "
                         "in the source may be equal in the target, and the other way round; these keys, indexes, "
                         "checks and partitions may refuse rows that the source has: %2.")
                .arg(letters, listed(lettered)));
    if (!computed.isEmpty())
        warnings.append(Tr::sentence("The two databases tell letters and their capitals by different rules (%1). These "
                                     "columns are computed anew, and may differ from the source: %2.")
                            .arg(letters, listed(computed)));
    if (!blind.isEmpty())
        warnings.append(Tr::sentence("The two servers have different versions of ICU (%1). Texts that differ in the "
                                     "source may be equal in the target, where these would refuse them: %2.")
                            .arg(icu, listed(blind)));
    return warnings;
}

Result<SortOrders> compareSortOrders(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                     const catalog::Schema &schema, const std::set<sql::QualifiedName> &excluded)
{
    TRY_ASSIGN(const pg::QueryResult here, source.query(rulesOfDatabase));
    TRY_ASSIGN(const pg::QueryResult there, target.query(rulesOfDatabase));
    return Comparison(schema, excluded, rulesIn(here), rulesIn(there)).run();
}

Result<QList<Error>> missingCollations(pg::Connection &target, const catalog::Schema &schema)
{
    QList<Error> missing;
    for (const catalog::Object &object : schema.objects) {
        const auto *scripted = object.as<catalog::Scripted>();
        if (scripted == nullptr || object.key.kind != ObjectKind::Collation || scripted->statements.empty())
            continue;
        const std::string &made = scripted->statements.front();
        const auto locale = optionOf(made, "locale");
        const auto collate = locale ? locale : optionOf(made, "lc_collate");
        const bool isIcu = made.find("provider = icu") != std::string::npos;
        const bool isLibc = made.find("provider = libc") != std::string::npos;
        if (!isIcu && (!isLibc || !collate))
            continue;
        // The server looks whether its system has the locale, and takes it back.
        TRY(target.execute("BEGIN READ ONLY"));
        const Result<pg::QueryResult> answer
            = isIcu ? target.query("SELECT pg_catalog.count(*) FROM pg_catalog.pg_collation WHERE collprovider = 'i'")
                    : target.query("SELECT pg_catalog.set_config('lc_time', $1, true)", {pg::Parameter(*collate)});
        if (target.isUsable())
            TRY(target.execute("ROLLBACK"));
        if (!answer && (answer.error().isCancelled() || !target.isUsable()))
            return failure(answer.error());
        const bool isThere = answer && (!isIcu || answer->integer(0, 0) > 0);
        if (!isThere)
            missing.append({.code = ErrorCode::CollationMissing,
                            .subject = text(object.key.display()),
                            .detail = isIcu ? u"ICU"_s : text(*collate)});
    }
    return missing;
}

} // namespace engine::fitting
