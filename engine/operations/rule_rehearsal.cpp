// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/rule_rehearsal.h"

#include "engine/anonymize/proof.h"
#include "engine/operations/samples.h"
#include "engine/operations/sql_words.h"

#include <algorithm>

namespace engine::operations {

using namespace Qt::StringLiterals;
using anonymize::ColumnDecision;
using anonymize::ColumnShape;
using anonymize::RuleKind;
using anonymize::TableShape;
using anonymize::TypeFamily;

namespace {

using Clock = std::chrono::steady_clock;
using Row = std::vector<std::optional<std::string>>;

constexpr int fewRows = 200;
// So many different values show when no more than some 100,000 fakes are possible.
constexpr int manyRows = 2000;

// Those that do something, and those that read what their arguments name (table_to_xml): a view there is anybody's
// code. Whatever there is of one name counts as the worst of them.
constexpr std::string_view unsafeFunctions = R"(
SELECT DISTINCT proname FROM pg_catalog.pg_proc
WHERE provolatile = 'v'
   OR provolatile = 's' AND (prorettype = 'pg_catalog.xml'::pg_catalog.regtype
      OR 'pg_catalog.regclass'::pg_catalog.regtype = ANY (proargtypes::pg_catalog.oid[])))";

const catalog::Column *columnOf(const catalog::Table &table, std::string_view name)
{
    const auto found = std::ranges::find(table.columns, name, &catalog::Column::name);
    return found == table.columns.end() ? nullptr : &*found;
}

/// The type to read a value as; empty for one that a server may not have.
std::string typeOf(const catalog::Column &column)
{
    const std::string &type = column.typeType.value == 'd' ? column.baseType.value : column.type;
    const bool isOwn = type.find('.') != std::string::npos || type.empty();
    return isOwn ? std::string() : type;
}

std::string arrayOf(const std::vector<Row> &rows, size_t column)
{
    std::string text = "{";
    for (const Row &row : rows) {
        text += text.size() > 1 ? "," : "";
        if (!row[column]) {
            text += "NULL";
            continue;
        }
        text += '"';
        for (const char c : *row[column]) {
            if (c == '"' || c == '\\')
                text += '\\';
            text += c;
        }
        text += '"';
    }
    return text + '}';
}

/// A column that rows bring: fakes of its different values differ. What is computed from it may not.
bool isPlain(const catalog::Table &table, const std::string &key)
{
    return std::ranges::any_of(table.columns, [&](const catalog::Column &column) {
        return column.generated == 0 && pg::displayed(column.name) == key;
    });
}

bool isDate(const ColumnShape &column)
{
    const TypeFamily family = anonymize::typeOf(column).family;
    return !anonymize::typeOf(column).isArray && (family == TypeFamily::Date || family == TypeFamily::Timestamp);
}

} // namespace

QString BrokenRule::displayed() const
{
    return u"its fakes break %1 (%2 of %3 sampled rows)"_s.arg(text(pg::displayed(constraint))).arg(broken).arg(tried);
}

RuleRehearsal::RuleRehearsal(pg::ReadOnlyConnection &source, pg::Connection &target, const catalog::Schema &schema,
                             const std::vector<TableShape> &shapes, const anonymize::ProjectKey &key,
                             std::chrono::milliseconds most)
    : m_source(source)
    , m_target(target)
    , m_schema(schema)
    , m_shapes(shapes)
    , m_key(key)
    , m_deadline(Clock::now() + most)
{}

Result<> RuleRehearsal::readUnsafeFunctions()
{
    TRY_ASSIGN(const pg::QueryResult names, m_target.query(unsafeFunctions));
    for (int row = 0; row < names.rowCount(); ++row)
        m_unsafe.insert(names.string(row, 0));
    return {};
}

/// Nothing but operators and functions of every database, and none of those that do something.
bool RuleRehearsal::isHarmless(const catalog::Object &object, const std::string &expression) const
{
    const auto isOther = [](const catalog::ObjectKey &key) { return key.kind != catalog::ObjectKind::Table; };
    // A type of somebody's (a row of the table itself, too) may check what is put into it: nothing is named by schema.
    if (!object.meaning.empty() || std::ranges::any_of(object.dependsOn.value, isOther) || namesSchema(expression))
        return false;
    const std::vector<std::string> called = calledFunctions(expression);
    return std::ranges::none_of(
        called, [this](const std::string &name) { return name == "OPERATOR" || m_unsafe.contains(name); });
}

/// Nothing for what asks nothing that fakes could break. `text`: where its columns are named.
std::optional<RuleRehearsal::Condition> RuleRehearsal::conditionOf(const catalog::Object &object,
                                                                   const catalog::Table &table, std::string &text)
{
    const auto arePlain = [&table](const std::vector<std::string> &keys) {
        return std::ranges::all_of(keys, [&](const std::string &key) { return isPlain(table, key); });
    };
    Condition condition{.name = object.key.name};
    if (const auto *index = object.as<catalog::Index>()) {
        auto parts = partsOfIndex(index->details.definition);
        if (!index->isUnique || !parts || arePlain(parts->keys))
            return std::nullopt;
        condition.isUnique = true;
        condition.expressions = std::move(parts->keys);
        condition.predicate = std::move(parts->predicate);
        text = index->details.definition.substr(index->details.definition.find(" USING "));
        return condition;
    }
    const auto &constraint = *object.as<catalog::Constraint>();
    if (constraint.type == 'c' && constraint.isValidated) {
        condition.expressions = {conditionOfCheck(constraint.definition)};
        text = constraint.definition;
    } else if ((constraint.type == 'u' || constraint.type == 'p') && !constraint.isTemporal) {
        condition.isUnique = true;
        for (const std::string &column : constraint.columns) {
            condition.expressions.push_back(pg::displayed(column));
            text += condition.expressions.back() + ' ';
        }
        if (arePlain(condition.expressions))
            return std::nullopt;
    }
    const bool isEmpty = condition.expressions.empty() || condition.expressions.front().empty();
    return isEmpty ? std::nullopt : std::optional(std::move(condition));
}

/// The columns that `text` names, those that are computed by what they are made of. Gives back all that is asked.
std::string RuleRehearsal::addColumns(const catalog::Table &table, const std::string &text, Condition &condition)
{
    std::string all = text;
    for (const catalog::Column &column : table.columns) {
        if (!namesColumn(text, column.name))
            continue;
        if (column.generated == 0) {
            condition.columns.insert(column.name);
            continue;
        }
        const std::string computed = column.defaultValue.value_or("NULL");
        condition.generated.emplace(column.name, computed);
        all += ' ' + computed;
        for (const catalog::Column &from : table.columns) {
            if (from.generated == 0 && namesColumn(computed, from.name))
                condition.columns.insert(from.name);
        }
    }
    return all;
}

void RuleRehearsal::findConditions()
{
    for (const catalog::Object &object : m_schema.objects) {
        const bool isOne = object.as<catalog::Constraint>() != nullptr || object.as<catalog::Index>() != nullptr;
        const catalog::Object *owner = isOne ? m_schema.findTable(object.key.schema, object.key.parent) : nullptr;
        const auto *table = owner == nullptr ? nullptr : owner->as<catalog::Table>();
        std::string text;
        std::optional<Condition> condition = table == nullptr ? std::nullopt : conditionOf(object, *table, text);
        if (!condition)
            continue;
        const std::string all = addColumns(*table, text, *condition);
        const bool areKnown = std::ranges::all_of(
            condition->columns, [&](const std::string &name) { return !typeOf(*columnOf(*table, name)).empty(); });
        // What generated columns need stands with the table.
        const auto isOther = [](const catalog::ObjectKey &key) {
            return key.kind != catalog::ObjectKind::Table && key.kind != catalog::ObjectKind::Sequence;
        };
        const bool isComputedSafely
            = condition->generated.empty()
              || (owner->meaning.empty() && std::ranges::none_of(owner->defaultsDependOn.value, isOther));
        if (areKnown && isComputedSafely && isHarmless(object, all))
            m_conditions[{object.key.schema, object.key.parent}].push_back(*std::move(condition));
    }
}

Result<const anonymize::SampledRows *> RuleRehearsal::sampleOf(const TableShape &shape, bool wantsMany)
{
    const auto [known, isNew] = m_samples.try_emplace(shape.name);
    if (isNew) {
        TRY_ASSIGN(known->second, readSample(m_source, shape, wantsMany ? manyRows : fewRows));
    }
    return &known->second;
}

Result<> RuleRehearsal::tryCondition(const Condition &condition, const TableShape &shape,
                                     const std::vector<std::string> &columns, const std::vector<Row> &rows,
                                     BrokenRule &result)
{
    const catalog::Table &table = *m_schema.findTable(shape.name.schema, shape.name.name)->as<catalog::Table>();
    std::string arrays;
    std::string places;
    std::string values;
    std::vector<pg::Parameter> parameters;
    for (size_t i = 0; i < columns.size(); ++i) {
        if (!condition.columns.contains(columns[i]))
            continue;
        parameters.emplace_back(arrayOf(rows, i));
        const std::string place = std::to_string(parameters.size());
        arrays += (arrays.empty() ? "pg_catalog.unnest($" : ", pg_catalog.unnest($") + place + "::text[])";
        places += (places.empty() ? "a" : ", a") + place;
        values += (values.empty() ? "a" : ", a") + place + "::" + typeOf(*columnOf(table, columns[i])) + " AS "
                  + pg::quoted(columns[i]);
    }
    if (parameters.empty())
        return {};
    std::string from = "(SELECT " + values + " FROM ROWS FROM (" + arrays + ") AS x (" + places + ")) AS r";
    for (const auto &[name, expression] : condition.generated)
        from = "(SELECT r.*, (" + expression + ") AS " + pg::quoted(name) + " FROM " + from + ") AS r";
    std::string sql;
    if (condition.isUnique) {
        std::string keys;
        std::string filled = condition.predicate.empty() ? "TRUE" : '(' + condition.predicate + ')';
        for (const std::string &key : condition.expressions) {
            keys += (keys.empty() ? "(" : ", (") + key + ')';
            filled += " AND (" + key + ") IS NOT NULL";
        }
        sql = "SELECT pg_catalog.count(*) - pg_catalog.count(DISTINCT ROW(" + keys + ")), pg_catalog.count(*) FROM "
              + from + " WHERE " + filled;
    } else {
        sql = "SELECT pg_catalog.count(*) FILTER (WHERE NOT (" + condition.expressions.front()
              + ")), pg_catalog.count(*) FROM " + from;
    }
    TRY(m_target.execute("BEGIN READ ONLY; SET LOCAL statement_timeout = '1s'"));
    const Result<pg::QueryResult> counts = m_target.query(sql, parameters);
    if (m_target.isUsable())
        TRY(m_target.execute("ROLLBACK"));
    if (counts) {
        result.broken = counts->integer(0, 0);
        result.tried = counts->integer(0, 1);
        return {};
    }
    const Error &error = counts.error();
    if (error.isCancelled() || !m_target.isUsable())
        return failure(error);
    // A value that the condition cannot be asked of: it would be refused too.
    if (error.sqlState.startsWith(u"22"_s))
        result.broken = result.tried = static_cast<long long>(rows.size());
    else
        m_notTried.insert(text(pg::displayed(condition.name)));
    return {};
}

Result<> RuleRehearsal::tryTable(const TableShape &shape, const std::vector<ColumnDecision> &decisions, bool isFirst,
                                 std::vector<BrokenRule> &broken)
{
    const auto conditions = m_conditions.find(shape.name);
    std::optional<anonymize::Preview> fakes;
    for (const Condition &condition : conditions->second) {
        BrokenRule result{.table = shape.name, .constraint = condition.name};
        // A value that nobody decided about does not leave the source for a try.
        bool isOpen = false;
        for (const std::string &name : condition.columns) {
            const ColumnDecision *decision = anonymize::decisionFor(decisions, shape.name, name);
            const ColumnShape *column = shape.column(name);
            if (decision == nullptr || column == nullptr)
                continue;
            if (decision->changesValues())
                result.ruled.push_back(name);
            else if (decision->verdict == anonymize::Verdict::Undecided)
                isOpen = true;
            else if (isDate(*column) && !decision->fromRuleFile)
                result.keptDates.push_back(name);
        }
        if (result.ruled.empty() || isOpen)
            continue;
        // Once it was found to be broken, it is worth the time.
        if (isFirst && Clock::now() >= m_deadline) {
            m_notTried.insert(text(pg::displayed(condition.name)));
            continue;
        }
        if (!fakes) {
            const bool wantsMany = std::ranges::any_of(conditions->second, &Condition::isUnique);
            TRY_ASSIGN(const anonymize::SampledRows *sample, sampleOf(shape, wantsMany));
            fakes = anonymize::preview(shape, decisions, *sample, m_key);
        }
        TRY(tryCondition(condition, shape, fakes->columns, fakes->after, result));
        if (result.broken > 0)
            broken.push_back(std::move(result));
    }
    return {};
}

Result<std::vector<BrokenRule>> RuleRehearsal::run(const std::vector<ColumnDecision> &decisions)
{
    if (m_unsafe.empty()) {
        TRY(readUnsafeFunctions());
        findConditions();
    }
    std::map<pg::QualifiedName, std::vector<ColumnDecision>> ofTables;
    for (const ColumnDecision &decision : decisions) {
        if (m_conditions.contains(decision.table))
            ofTables[decision.table].push_back(decision);
    }
    std::vector<BrokenRule> broken;
    for (const TableShape &shape : m_shapes) {
        const catalog::Object *table = m_schema.findTable(shape.name.schema, shape.name.name);
        const auto own = ofTables.find(shape.name);
        if (table == nullptr || own == ofTables.end() || !table->as<catalog::Table>()->holdsRows)
            continue;
        std::vector<std::pair<anonymize::Rule, bool>> rules;
        for (const ColumnDecision &decision : own->second)
            rules.emplace_back(decision.rule, decision.movesTogether);
        const auto [tried, isFirst] = m_tried.try_emplace(shape.name);
        if (isFirst || tried->second.rules != rules) {
            tried->second = {.rules = std::move(rules)};
            TRY(tryTable(shape, own->second, isFirst, tried->second.broken));
        }
        broken.insert(broken.end(), tried->second.broken.begin(), tried->second.broken.end());
    }
    return broken;
}

bool adjust(anonymize::RuleTrials &trials, const std::vector<BrokenRule> &broken,
            const std::vector<ColumnDecision> &decisions)
{
    bool isChanged = false;
    for (const BrokenRule &rule : broken) {
        const ColumnDecision *chosen = nullptr;
        size_t fewest = 0;
        bool movesMore = false;
        for (const std::string &name : rule.ruled) {
            const ColumnDecision *decision = anonymize::decisionFor(decisions, rule.table, name);
            const anonymize::ColumnName column{rule.table, name};
            // Dates that it compares with each other keep their order when all of them move by the same days.
            if (decision->rule.kind == RuleKind::DateShift && !decision->movesTogether) {
                movesMore = trials.together.emplace(column, decision->rule).second || movesMore;
                for (const std::string &other : rule.keptDates)
                    movesMore = trials.together.emplace(anonymize::ColumnName{rule.table, other}, decision->rule).second
                                || movesMore;
            }
            const size_t tries = trials.rejected[column].size();
            // A whole name is made of the others, not the other way round.
            const bool isBetter
                = chosen == nullptr || (chosen->fromRuleFile && !decision->fromRuleFile)
                  || (chosen->fromRuleFile == decision->fromRuleFile
                      && (tries < fewest || (tries == fewest && decision->rule.kind == RuleKind::FullName)));
            if (isBetter) {
                chosen = decision;
                fewest = tries;
            }
        }
        isChanged = isChanged || movesMore;
        if (movesMore || chosen == nullptr)
            continue;
        trials.rejected[{rule.table, chosen->column}].push_back({.rule = chosen->rule, .why = rule.displayed()});
        isChanged = true;
    }
    return isChanged;
}

} // namespace engine::operations
