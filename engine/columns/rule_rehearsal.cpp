// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/columns/rule_rehearsal.h"

#include "engine/anonymize/rewriting/proof.h"
#include "engine/base/errors/sentence.h"
#include "engine/columns/samples.h"
#include "engine/defusing/sql_words.h"

#include <algorithm>

namespace engine::columns {

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
        return column.generated == 0 && sql::displayed(column.name) == key;
    });
}

bool arePlain(const catalog::Table &table, const std::vector<std::string> &keys)
{
    return std::ranges::all_of(keys, [&](const std::string &key) { return isPlain(table, key); });
}

bool isDate(const ColumnShape &column)
{
    const TypeFamily family = anonymize::typeOf(column).family;
    return !anonymize::typeOf(column).isArray && (family == TypeFamily::Date || family == TypeFamily::Timestamp);
}

} // namespace

QString BrokenRule::displayed() const
{
    return Tr::tr("its fakes break %1 (%2 of %3 sampled rows)")
        .arg(text(sql::displayed(constraint)))
        .arg(broken)
        .arg(tried);
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
    const auto *constraint = object.as<catalog::Constraint>();
    const bool isExclusion = constraint != nullptr && constraint->type == 'x';
    // What the index of an exclusion is sorted by says nothing of what is compared: that is written in the expression.
    const auto isOther = [isExclusion](const catalog::ObjectKey &key) {
        const bool isOfIndex
            = key.kind == catalog::ObjectKind::OperatorClass || key.kind == catalog::ObjectKind::Extension;
        return key.kind != catalog::ObjectKind::Table && !(isExclusion && isOfIndex);
    };
    // A type of somebody's (a row of the table itself, too) may check what is put into it: nothing is named by schema.
    if (!object.meaning.empty() || std::ranges::any_of(object.dependsOn.value, isOther)
        || defusing::namesSchema(expression))
        return false;
    const std::vector<std::string> called = defusing::calledFunctions(expression);
    return std::ranges::none_of(
        called, [this](const std::string &name) { return name == "OPERATOR" || m_unsafe.contains(name); });
}

/// Nothing for what asks nothing that fakes could break. `text`: where its columns are named.
std::optional<RuleRehearsal::Condition> RuleRehearsal::conditionOf(const catalog::Object &object,
                                                                   const catalog::Table &table, std::string &text)
{
    std::optional<Condition> condition;
    if (const auto *index = object.as<catalog::Index>()) {
        auto parts = defusing::partsOfIndex(index->details.definition);
        if (!index->isUnique || !parts || arePlain(table, parts->keys))
            return std::nullopt;
        condition = {.kind = Condition::Kind::Unique,
                     .expressions = std::move(parts->keys),
                     .predicate = std::move(parts->predicate)};
        text = index->details.definition.substr(index->details.definition.find(" USING "));
    } else {
        condition = conditionOfConstraint(*object.as<catalog::Constraint>(), table, text);
    }
    if (!condition || condition->expressions.empty() || condition->expressions.front().empty())
        return std::nullopt;
    condition->name = object.key.name;
    return condition;
}

std::optional<RuleRehearsal::Condition> RuleRehearsal::conditionOfConstraint(const catalog::Constraint &constraint,
                                                                             const catalog::Table &table,
                                                                             std::string &text)
{
    Condition condition;
    if (constraint.type == 'c' && constraint.isValidated) {
        condition.expressions = {defusing::conditionOfCheck(constraint.definition)};
        text = constraint.definition;
    } else if ((constraint.type == 'u' || constraint.type == 'p') && !constraint.isTemporal) {
        condition.kind = Condition::Kind::Unique;
        for (const std::string &column : constraint.columns) {
            condition.expressions.push_back(sql::displayed(column));
            text += condition.expressions.back() + ' ';
        }
        if (arePlain(table, condition.expressions))
            return std::nullopt;
    } else if (auto parts = constraint.type == 'x' ? defusing::partsOfExclusion(constraint.definition) : std::nullopt) {
        // Fakes of different values differ, and those of equal ones are equal.
        const bool areEqualities = std::ranges::all_of(
            parts->operators, [](const std::string &compared) { return compared == "=" || compared == "<>"; });
        if (areEqualities && arePlain(table, parts->keys))
            return std::nullopt;
        condition = {.kind = Condition::Kind::Exclusion,
                     .expressions = std::move(parts->keys),
                     .operators = std::move(parts->operators),
                     .predicate = std::move(parts->predicate)};
        for (size_t i = 0; i < condition.expressions.size(); ++i)
            text += condition.expressions[i] + ' ' + condition.operators[i] + ' ';
        text += condition.predicate;
    }
    return condition;
}

/// The columns that `text` names, those that are computed by what they are made of. Gives back all that is asked.
std::string RuleRehearsal::addColumns(const catalog::Table &table, const std::string &text, Condition &condition)
{
    std::string all = text;
    for (const catalog::Column &column : table.columns) {
        if (!defusing::namesColumn(text, column.name))
            continue;
        if (column.generated == 0) {
            condition.columns.insert(column.name);
            continue;
        }
        const std::string computed = column.defaultValue.value_or("NULL");
        condition.generated.emplace(column.name, computed);
        all += ' ' + computed;
        for (const catalog::Column &from : table.columns) {
            if (from.generated == 0 && defusing::namesColumn(computed, from.name))
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
        condition->isHarmless = areKnown && isComputedSafely && isHarmless(object, all);
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

/// How many rows break it, of how many that it holds for.
std::string RuleRehearsal::questionOf(const Condition &condition, const std::string &from)
{
    const std::string some = condition.predicate.empty() ? "TRUE" : '(' + condition.predicate + ')';
    if (condition.kind == Condition::Kind::Check)
        return "SELECT pg_catalog.count(*) FILTER (WHERE NOT (" + condition.expressions.front()
               + ")), pg_catalog.count(*) FROM " + from;
    std::string keys;
    std::string filled = some;
    std::string compared;
    for (size_t i = 0; i < condition.expressions.size(); ++i) {
        const std::string &key = condition.expressions[i];
        const std::string place = "k" + std::to_string(i);
        const bool isExclusion = condition.kind == Condition::Kind::Exclusion;
        keys += (keys.empty() ? "(" : ", (") + key + ')' + (isExclusion ? " AS " + place : std::string());
        filled += " AND (" + key + ") IS NOT NULL";
        if (isExclusion)
            compared += " AND a." + place + ' ' + condition.operators[i] + " b." + place;
    }
    if (condition.kind == Condition::Kind::Unique)
        return "SELECT pg_catalog.count(*) - pg_catalog.count(DISTINCT ROW(" + keys + ")), pg_catalog.count(*) FROM "
               + from + " WHERE " + filled;
    return "WITH k AS MATERIALIZED (SELECT pg_catalog.row_number() OVER () AS n, " + keys + " FROM " + from + " WHERE "
           + filled
           + ") SELECT pg_catalog.count(DISTINCT b.n), (SELECT pg_catalog.count(*) FROM k) "
             "FROM k AS a JOIN k AS b ON a.n < b.n"
           + compared;
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
                  + sql::quoted(columns[i]);
    }
    if (parameters.empty())
        return {};
    std::string from = "(SELECT " + values + " FROM ROWS FROM (" + arrays + ") AS x (" + places + ")) AS r";
    for (const auto &[name, expression] : condition.generated)
        from = "(SELECT r.*, (" + expression + ") AS " + sql::quoted(name) + " FROM " + from + ") AS r";
    const std::string sql = questionOf(condition, from);
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
        m_notTried.insert(text(sql::displayed(condition.name)));
    return {};
}

Result<> RuleRehearsal::tryTable(const TableShape &shape, const std::vector<ColumnDecision> &decisions, bool isFirst,
                                 std::vector<BrokenRule> &broken)
{
    const auto conditions = m_conditions.find(shape.name);
    std::optional<anonymize::Preview> fakes;
    for (const Condition &condition : conditions->second) {
        BrokenRule result{.table = shape.name, .constraint = condition.name};
        // Beside fakes, nothing leaves the source for a try but what detection takes for technical.
        bool mayBeSent = true;
        QStringList inClear;
        for (const std::string &name : condition.columns) {
            const ColumnDecision *decision = anonymize::decisionFor(decisions, shape.name, name);
            const ColumnShape *column = shape.column(name);
            if (decision == nullptr || column == nullptr)
                continue;
            if (decision->changesValues()) {
                result.ruled.push_back(name);
                continue;
            }
            mayBeSent = mayBeSent && decision->verdict != anonymize::Verdict::Undecided
                        && decision->detected == anonymize::Verdict::Technical;
            inClear.append(text(anonymize::ColumnName{shape.name, name}.displayed()));
            if (isDate(*column) && !decision->fromRuleFile)
                result.keptDates.push_back(name);
        }
        if (result.ruled.empty())
            continue;
        if (!condition.isHarmless || !mayBeSent) {
            m_notTried.insert(text(sql::displayed(condition.name)));
            continue;
        }
        // Once it was found to be broken, it is worth the time.
        if (isFirst && Clock::now() >= m_deadline) {
            m_notTried.insert(text(sql::displayed(condition.name)));
            continue;
        }
        if (!fakes) {
            const bool wantsMany = std::ranges::any_of(conditions->second, [](const Condition &other) {
                return other.isHarmless && other.kind != Condition::Kind::Check;
            });
            TRY_ASSIGN(const anonymize::SampledRows *sample, sampleOf(shape, wantsMany));
            fakes = anonymize::preview(shape, decisions, *sample, m_key);
        }
        m_sentInClear.insert(inClear.begin(), inClear.end());
        m_hasSent = true;
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
    std::map<sql::QualifiedName, std::vector<ColumnDecision>> ofTables;
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

Error objectionTo(const BrokenRule &broken, const std::vector<ColumnDecision> &decisions)
{
    // Somebody wrote a rule that can be written otherwise; else none that is known holds.
    const auto isOfFile = [&](const std::string &name) {
        const ColumnDecision *decision = anonymize::decisionFor(decisions, broken.table, name);
        return decision != nullptr && decision->fromRuleFile;
    };
    const auto written = std::ranges::find_if(broken.ruled, isOfFile);
    const bool isWritten = written != broken.ruled.end();
    return {.code = isWritten ? ErrorCode::RuleDoesNotFit : ErrorCode::NoRuleFits,
            .subject
            = text(anonymize::ColumnName{broken.table, isWritten ? *written : broken.ruled.front()}.displayed()),
            .detail = broken.displayed()};
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

} // namespace engine::columns
