// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/comparison/settled_texts.h"

#include "engine/catalog/model/sql_pieces.h"

#include <algorithm>
#include <map>
#include <span>

namespace engine::catalog {

namespace {

// What one round trip makes; also what is tried again in halves when the server refuses one of it.
constexpr size_t mostAtOnce = 100;

// The first reading can change a text, the second one settles it; a third is for what nobody has seen yet.
constexpr int mostRounds = 4;

constexpr std::string_view checkHead = " CONSTRAINT c ";
constexpr std::string_view ruleName = "sosie_rule";

// Nothing that is made here may call anybody's code; of a trigger that is switched ENABLE ALWAYS nothing keeps it.
constexpr std::string_view silenceEventTriggers = R"(
SELECT CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_event_trigger WHERE evtenabled <> 'D')
            THEN pg_catalog.set_config('session_replication_role', 'replica', true) END,
       NOT EXISTS (SELECT FROM pg_catalog.pg_event_trigger WHERE evtenabled IN ('A', 'R')))";

constexpr std::string_view findPlace = R"(
SELECT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMP'))";

constexpr std::string_view printedTexts = R"(
SELECT coalesce(
    (SELECT pg_get_ruledef(r.oid) FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
     WHERE c.relnamespace = p.oid AND c.relname = k.name AND r.rulename = 'sosie_rule'),
    (SELECT pg_get_viewdef(c.oid) FROM pg_catalog.pg_class c
     WHERE c.relnamespace = p.oid AND c.relname = k.name AND c.relkind = 'v'),
    (SELECT pg_get_functiondef(f.oid) FROM pg_catalog.pg_proc f
     WHERE f.pronamespace = p.oid AND '"' || replace(f.proname, '"', '""') || '"' = k.name),
    (SELECT pg_get_constraintdef(c.oid) FROM pg_catalog.pg_constraint c
     JOIN pg_catalog.pg_type t ON t.oid = c.contypid
     WHERE t.typnamespace = p.oid AND t.typname = k.name))
FROM pg_catalog.unnest($1::text[]) WITH ORDINALITY k (name, number)
JOIN pg_catalog.pg_namespace p
    ON p.oid = CASE $2 WHEN 'pg_temp' THEN pg_catalog.pg_my_temp_schema()
               ELSE (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $2) END
ORDER BY k.number)";

/// What the server is asked to read: the text is `before`, a name, `after`.
struct Question
{
    enum class Form { View, Routine, Rule, DomainCheck };
    Form form = Form::View;
    std::string before{};
    std::string after{};
    std::string searchPath{};
    /// For a rule: the table that it is on, quoted. It is made on another one like it, which nobody else has locked.
    std::string table{};
    /// For a routine, whose body may name its arguments with it: its own name, quoted.
    std::string ownName{};
    bool isRefused = false;

    [[nodiscard]] std::string sql(const std::string &name) const
    {
        const std::string path = "SET LOCAL search_path = " + (searchPath.empty() ? "''" : searchPath) + ";\n";
        const std::string like = table.empty() ? "" : "CREATE TABLE " + name + " (LIKE " + table + ");\n";
        return path + like + before + name + after;
    }
};

/// A text of `one` that differs from its twin.
struct Pair
{
    std::string *one = nullptr;
    const std::string *other = nullptr;
    Question here{};
    Question there{};
    bool isSettled = false;
};

/// Cuts what the server printed (or was told) before and behind the name of what it made.
bool cutAtName(Question::Form form, std::string_view text, std::string &before, std::string &after)
{
    size_t start = 0;
    if (form == Question::Form::Routine) {
        for (const std::string_view head : {"CREATE OR REPLACE FUNCTION ", "CREATE OR REPLACE PROCEDURE "}) {
            if (text.starts_with(head))
                start = head.size();
        }
    } else if (form == Question::Form::Rule) {
        constexpr std::string_view head = "CREATE RULE ";
        const size_t afterRule = text.starts_with(head) ? behindName(text, head.size()) : std::string_view::npos;
        const size_t to = afterRule == std::string_view::npos ? afterRule : text.find(" TO ", afterRule);
        start = to == std::string_view::npos ? 0 : to + 4;
        before = start == 0 ? ""
                            : std::string(head) + std::string(ruleName)
                                  + std::string(text.substr(afterRule, start - afterRule));
    }
    const size_t end = start == 0 ? std::string_view::npos : behindName(text, start);
    if (end == std::string_view::npos)
        return false;
    if (form == Question::Form::Routine)
        before = text.substr(0, start);
    after = text.substr(end);
    return true;
}

/// Asks a server to read and print.
class Reader final
{
public:
    explicit Reader(pg::Connection &server)
        : m_server(server)
    {}

    /// False: nothing can be made here.
    Result<bool> begin();
    Result<> printAgain(std::span<Question *> questions);
    Result<> end() { return m_server.execute("ROLLBACK"); }

private:
    Result<std::vector<std::string>> printed(std::span<Question *> questions);
    Result<> failed(Error error, std::span<Question *> questions);

    pg::Connection &m_server;
    std::string m_place = "pg_temp";
    int m_count = 0;
};

Result<bool> Reader::begin()
{
    TRY(m_server.execute("BEGIN"));
    const Result<pg::QueryResult> silent = m_server.query(silenceEventTriggers);
    if (!silent || !silent->boolean(0, 1)) {
        if (!m_server.isUsable())
            return failure(silent.error());
        return false;
    }
    TRY_ASSIGN(const pg::QueryResult allowed, m_server.query(findPlace));
    if (allowed.boolean(0, 0))
        return true;
    m_place = "sosie_discard_0_" + std::to_string(m_server.backendPid());
    const Result<> made = m_server.execute("CREATE SCHEMA " + sql::quoted(m_place));
    if (!made && !m_server.isUsable())
        return failure(made.error());
    return made.has_value();
}

Result<> Reader::failed(Error error, std::span<Question *> questions)
{
    if (!m_server.isUsable())
        return failure(std::move(error));
    TRY(m_server.execute("ROLLBACK TO SAVEPOINT sosie_texts"));
    if (questions.size() == 1) {
        questions.front()->isRefused = true;
        return {};
    }
    const size_t half = questions.size() / 2;
    TRY(printAgain(questions.first(half)));
    return printAgain(questions.subspan(half));
}

Result<std::vector<std::string>> Reader::printed(std::span<Question *> questions)
{
    const std::string place = sql::quoted(m_place) + '.';
    std::vector<std::string> names;
    // By itself: of a string that the server cannot read it runs nothing.
    TRY(m_server.execute("SAVEPOINT sosie_texts"));
    std::string sql;
    for (const Question *question : questions) {
        const bool isNamed = !question->ownName.empty();
        const std::string &name = names.emplace_back(isNamed ? question->ownName : "s" + std::to_string(++m_count));
        sql += question->sql(place + name) + ";\n";
    }
    TRY(m_server.execute(sql + "SET LOCAL search_path = ''"));
    TRY_ASSIGN(const pg::QueryResult rows, m_server.query(printedTexts, {sql::arrayLiteral(names), m_place}));
    std::vector<std::string> texts;
    for (int row = 0; row < rows.rowCount(); ++row)
        texts.push_back(rows.string(row, 0));
    TRY(m_server.execute("ROLLBACK TO SAVEPOINT sosie_texts"));
    return texts;
}

Result<> Reader::printAgain(std::span<Question *> questions)
{
    const auto isAlone = [](const Question *question) { return !question->ownName.empty(); };
    while (!questions.empty()) {
        // Two that want the same name cannot be there at the same time.
        const auto next = std::ranges::find_if(questions.subspan(1), isAlone) - questions.begin();
        const size_t count = isAlone(questions.front()) ? 1 : std::min<size_t>(mostAtOnce, static_cast<size_t>(next));
        const auto some = questions.first(count);
        questions = questions.subspan(count);
        const Result<std::vector<std::string>> texts = printed(some);
        if (!texts) {
            TRY(failed(texts.error(), some));
            continue;
        }
        for (size_t i = 0; i < some.size(); ++i) {
            Question &question = *some[i];
            const std::string &text = i < texts->size() ? (*texts)[i] : std::string();
            if (text.empty())
                question.isRefused = true;
            else if (question.form == Question::Form::View)
                question.after = " AS " + text.substr(0, text.find_last_not_of("; \n") + 1);
            else if (question.form == Question::Form::DomainCheck)
                question.after = question.after.substr(0, question.after.find(checkHead) + checkHead.size()) + text;
            else
                question.isRefused = !cutAtName(question.form, text, question.before, question.after);
        }
    }
    return {};
}

/// Finds the texts that differ, and makes questions of them.
class Collector final
{
public:
    explicit Collector(std::vector<Pair> &pairs)
        : m_pairs(pairs)
    {}

    void compare(Object &one, const Object &other);

    void of(Table &one, const Table &other);
    void of(View &one, const View &other);
    void of(MaterializedView &one, const MaterializedView &other);
    void of(Domain &one, const Domain &other);
    void of(Constraint &one, const Constraint &other);
    void of(Index &one, const Index &other);
    void of(Statistics &one, const Statistics &other);
    void of(Trigger &one, const Trigger &other);
    void of(Rule &one, const Rule &other);
    void of(Policy &one, const Policy &other);
    void of(Routine &one, const Routine &other);
    void of(Publication &one, const Publication &other);
    /// Everything else has no expressions.
    template <typename T>
    void of(T & /*one*/, const T & /*other*/)
    {}

private:
    void query(std::string &one, const std::string &other, const std::string &head, const std::string &tail);
    void expression(std::string &one, const std::string &other, const std::string &from);
    void expression(std::optional<std::string> &one, const std::optional<std::string> &other, const std::string &from);
    void definition(std::string &one, const std::string &other, const std::string &from);
    void whole(Question::Form form, std::string &one, const std::string &other);
    void columns(std::vector<Column> &one, const std::vector<Column> &other, const std::string &from);
    [[nodiscard]] std::string fromParent() const { return " FROM ONLY " + m_other->key.quotedParent(); }
    void add(Pair pair, std::string one, std::string other);

    std::vector<Pair> &m_pairs;
    const Object *m_one = nullptr;
    const Object *m_other = nullptr;
};

void Collector::add(Pair pair, std::string one, std::string other)
{
    pair.here.after = std::move(one);
    pair.there.after = std::move(other);
    pair.here.searchPath = m_one->searchPath.value;
    pair.there.searchPath = m_other->searchPath.value;
    m_pairs.push_back(std::move(pair));
}

void Collector::query(std::string &one, const std::string &other, const std::string &head, const std::string &tail)
{
    if (one == other)
        return;
    Pair pair{.one = &one, .other = &other};
    pair.here.before = pair.there.before = "CREATE VIEW ";
    add(std::move(pair), " AS " + head + one + tail, " AS " + head + other + tail);
}

void Collector::expression(std::string &one, const std::string &other, const std::string &from)
{
    query(one, other, "SELECT (", ") AS c" + from);
}

void Collector::expression(std::optional<std::string> &one, const std::optional<std::string> &other,
                           const std::string &from)
{
    if (one && other)
        expression(*one, *other, from);
}

void Collector::definition(std::string &one, const std::string &other, const std::string &from)
{
    if (one == other)
        return;
    const auto differing = differingExpressions(one, other);
    if (!differing || differing->empty())
        return;
    std::string here = " AS SELECT ";
    std::string there = here;
    for (size_t i = 0; i < differing->size(); ++i) {
        const std::string name = " AS c" + std::to_string(i);
        here += (i == 0 ? "" : ", ") + (*differing)[i].one + name;
        there += (i == 0 ? "" : ", ") + (*differing)[i].other + name;
    }
    Pair pair{.one = &one, .other = &other};
    pair.here.before = pair.there.before = "CREATE VIEW ";
    add(std::move(pair), here + from, there + from);
}

void Collector::whole(Question::Form form, std::string &one, const std::string &other)
{
    if (one == other)
        return;
    Pair pair{.one = &one, .other = &other};
    std::string here;
    std::string there;
    if (!cutAtName(form, one, pair.here.before, here) || !cutAtName(form, other, pair.there.before, there))
        return;
    pair.here.form = pair.there.form = form;
    if (form == Question::Form::Routine)
        pair.here.ownName = pair.there.ownName = sql::quoted(m_other->key.name);
    if (form == Question::Form::Rule)
        pair.here.table = pair.there.table = m_other->key.quotedParent();
    add(std::move(pair), std::move(here), std::move(there));
}

void Collector::columns(std::vector<Column> &one, const std::vector<Column> &other, const std::string &from)
{
    for (Column &column : one) {
        const auto twin = std::ranges::find(other, column.name, &Column::name);
        if (twin != other.end())
            expression(column.defaultValue, twin->defaultValue, from);
    }
}

void Collector::of(Table &one, const Table &other)
{
    const std::string from = " FROM ONLY " + m_other->key.quoted();
    columns(one.columns, other.columns, from);
    definition(one.partitionKey, other.partitionKey, from);
}

void Collector::of(View &one, const View &other)
{
    query(one.query, other.query, {}, {});
    columns(one.columns, other.columns, {});
}

void Collector::of(MaterializedView &one, const MaterializedView &other)
{
    query(one.query, other.query, {}, {});
}

void Collector::of(Domain &one, const Domain &other)
{
    expression(one.defaultValue, other.defaultValue, {});
    for (DomainConstraint &check : one.constraints) {
        const auto twin = std::ranges::find(other.constraints, check.name, &DomainConstraint::name);
        if (twin == other.constraints.end() || twin->definition == check.definition)
            continue;
        Pair pair{.one = &check.definition, .other = &twin->definition};
        pair.here.form = pair.there.form = Question::Form::DomainCheck;
        pair.here.before = pair.there.before = "CREATE DOMAIN ";
        const std::string head = " AS " + other.baseType + std::string(checkHead);
        add(std::move(pair), head + check.definition, head + twin->definition);
    }
}

void Collector::of(Constraint &one, const Constraint &other)
{
    definition(one.definition, other.definition, fromParent());
    definition(one.index.definition, other.index.definition, fromParent());
}

void Collector::of(Index &one, const Index &other)
{
    definition(one.details.definition, other.details.definition, fromParent());
}

void Collector::of(Statistics &one, const Statistics &other)
{
    // The table is the last word of the statement.
    const size_t from = other.definition.rfind(" FROM ");
    if (from != std::string::npos)
        definition(one.definition, other.definition, " FROM ONLY " + other.definition.substr(from + 6));
}

void Collector::of(Trigger &one, const Trigger &other)
{
    const std::string table = m_other->key.quotedParent();
    definition(one.definition, other.definition, " FROM ONLY " + table + " AS old, ONLY " + table + " AS new");
}

void Collector::of(Rule &one, const Rule &other)
{
    whole(Question::Form::Rule, one.definition, other.definition);
}

void Collector::of(Policy &one, const Policy &other)
{
    expression(one.usingExpression, other.usingExpression, fromParent());
    expression(one.checkExpression, other.checkExpression, fromParent());
}

void Collector::of(Routine &one, const Routine &other)
{
    whole(Question::Form::Routine, one.definition, other.definition);
}

void Collector::of(Publication &one, const Publication &other)
{
    for (PublishedTable &table : one.tables) {
        const auto twin = std::ranges::find(other.tables, table.table, &PublishedTable::table);
        if (twin != other.tables.end())
            expression(table.condition, twin->condition, " FROM ONLY " + table.table.quoted());
    }
}

void Collector::compare(Object &one, const Object &other)
{
    m_one = &one;
    m_other = &other;
    std::visit(
        [&]<typename T>(T &mine) {
            if (const auto *theirs = other.as<T>())
                of(mine, *theirs);
        },
        one.definition);
}

std::vector<Pair> differingTexts(Schema &one, const Schema &other)
{
    std::vector<Pair> pairs;
    Collector collector(pairs);
    for (Object &object : one.objects) {
        const Object *twin = other.find(object.key);
        if (twin != nullptr && object.definition != twin->definition)
            collector.compare(object, *twin);
    }
    return pairs;
}

Result<> settle(Reader &reader, std::vector<Pair> &pairs)
{
    std::vector<Pair *> open;
    for (Pair &pair : pairs)
        open.push_back(&pair);
    for (int round = 0; round < mostRounds && !open.empty(); ++round) {
        std::vector<Question *> questions;
        std::vector<std::string> before;
        for (Pair *pair : open) {
            before.push_back(pair->here.after + pair->there.after);
            questions.insert(questions.end(), {&pair->here, &pair->there});
        }
        TRY(reader.printAgain(questions));
        std::vector<Pair *> left;
        for (size_t i = 0; i < open.size(); ++i) {
            Pair &pair = *open[i];
            const bool isAnswered = !pair.here.isRefused && !pair.there.isRefused;
            pair.isSettled = isAnswered && pair.here.after == pair.there.after && pair.here.before == pair.there.before;
            if (isAnswered && !pair.isSettled && pair.here.after + pair.there.after != before[i])
                left.push_back(&pair);
        }
        open = std::move(left);
    }
    return {};
}

} // namespace

Result<> settleTexts(pg::Connection &server, Schema &one, const Schema &other)
{
    std::vector<Pair> pairs = differingTexts(one, other);
    if (pairs.empty())
        return {};
    Reader reader(server);
    TRY_ASSIGN(const bool canAsk, reader.begin());
    if (canAsk)
        TRY(settle(reader, pairs));
    TRY(reader.end());
    for (const Pair &pair : pairs) {
        if (pair.isSettled)
            *pair.one = *pair.other;
    }
    return {};
}

} // namespace engine::catalog
