// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/row_checks.h"

#include "engine/base/errors/error_text.h"
#include "engine/migration/planning/texts.h"
#include "engine/pg/copy.h"
#include "engine/pg/read_only_connection.h"
#include "engine/sql/key_soundness.h"
#include "engine/sql/row_condition.h"
#include "engine/sql/row_filter.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

namespace engine::operations {

using namespace Qt::StringLiterals;
using catalog::Column;
using catalog::Constraint;
using catalog::Object;
using catalog::Table;

namespace {

/// Different values of larger tables are not looked at one by one.
constexpr long long mostRows = 5'000'000;
constexpr size_t mostBytes = size_t{64} * 1024 * 1024;
constexpr size_t pieceBytes = size_t{256} * 1024;
constexpr int mostExamples = 3;

const Column *columnOf(const Object &object, const std::string &name)
{
    const auto *columns = catalog::columnsOf(object);
    if (columns == nullptr)
        return nullptr;
    const auto found = std::ranges::find(*columns, name, &Column::name);
    return found == columns->end() ? nullptr : &*found;
}

QString masked(QString value)
{
    for (QChar &letter : value) {
        if (letter.isDigit())
            letter = u'0';
        else if (letter.isLetter())
            letter = u'•';
    }
    return value;
}

class Checker final
{
public:
    Checker(const RowQuestions &asked, pg::ReadOnlyConnection target, pg::Connection &copy, bool isMasked,
            const std::stop_token &stop)
        : m_asked(asked)
        , m_target(std::move(target))
        , m_copy(copy)
        , m_isMasked(isMasked)
        , m_stop(stop)
    {}
    Result<QList<RowCheck>> check();

private:
    Result<> checkColumns(const Object &before, const Object &after);
    Result<> checkKeys(const Object &object);
    Result<> checkUniqueIndex(const Object &object);
    Result<> countNulls(const Object &before, const Column &column);
    Result<> countRows(const Object &before, const Column &column);
    Result<> countBroken(RowCheck check, sql::KeySoundness key);
    Result<> tryCast(const Object &before, const Column &from, const Column &to);
    Result<> tryCheck(const Object &before, const Object &object);
    /// Different values of the columns into the table of the copy; false where they are too many.
    Result<bool> bring(const Object &before, const std::vector<std::string> &columns, const std::string &into);
    Result<> add(RowCheck check, const Result<long long> &count);
    Result<> addNotTried(RowCheck check, const Sentence &why)
    {
        check.why = why;
        m_found << std::move(check);
        return {};
    }
    [[nodiscard]] sql::QualifiedName liveName(const catalog::ObjectKey &table) const;
    [[nodiscard]] std::string liveColumn(const catalog::ObjectKey &table, const std::string &column) const;
    [[nodiscard]] std::vector<std::string> liveColumns(const catalog::ObjectKey &table,
                                                       const std::vector<std::string> &columns) const;
    [[nodiscard]] bool hasColumns(const Object *table, const std::vector<std::string> &columns) const;

    const RowQuestions &m_asked;
    pg::ReadOnlyConnection m_target;
    pg::Connection &m_copy;
    bool m_isMasked;
    const std::stop_token &m_stop;
    QList<RowCheck> m_found;
};

/// What the target calls it now: the script changes names first.
sql::QualifiedName Checker::liveName(const catalog::ObjectKey &table) const
{
    sql::QualifiedName name{table.schema, table.name};
    for (const migration::Rename &back : migration::takenBack(m_asked.renames)) {
        if (back.column.empty() && back.table == name)
            name.name = back.to;
    }
    return name;
}

std::string Checker::liveColumn(const catalog::ObjectKey &table, const std::string &column) const
{
    sql::QualifiedName name{table.schema, table.name};
    std::string live = column;
    for (const migration::Rename &back : migration::takenBack(m_asked.renames)) {
        if (back.table != name)
            continue;
        if (back.column.empty())
            name.name = back.to;
        else if (back.column == live)
            live = back.to;
    }
    return live;
}

std::vector<std::string> Checker::liveColumns(const catalog::ObjectKey &table,
                                              const std::vector<std::string> &columns) const
{
    std::vector<std::string> live;
    for (const std::string &column : columns)
        live.push_back(liveColumn(table, column));
    return live;
}

bool Checker::hasColumns(const Object *table, const std::vector<std::string> &columns) const
{
    return table != nullptr && !columns.empty() && std::ranges::all_of(columns, [&](const std::string &column) {
               return columnOf(*table, column) != nullptr;
           });
}

Result<> Checker::add(RowCheck check, const Result<long long> &count)
{
    if (!count) {
        const bool isOver = count.error().isCancelled() || count.error().code == ErrorCode::ConnectionLost;
        if (isOver)
            return failure(count.error());
        return addNotTried(std::move(check), Sentence(detailText(count.error())));
    }
    check.inTheWay = *count;
    m_found << std::move(check);
    return {};
}

Result<> Checker::countNulls(const Object &before, const Column &column)
{
    RowCheck check{.what = Tr::sentence("NOT NULL of the column \"%1\" of \"%2\": rows without a value")
                               .arg(text(column.name), text(before.key.display())),
                   .table = before.key};
    const std::string name = liveColumn(before.key, column.name);
    TRY_ASSIGN(sql::RowCondition isNull, sql::RowCondition::parse(sql::quoted(name) + " is null", {name}));
    return add(std::move(check),
               m_target.countRows(liveName(before.key), sql::RowFilter::condition(std::move(isNull))));
}

Result<> Checker::countRows(const Object &before, const Column &column)
{
    RowCheck check{.what
                   = Tr::sentence("New column \"%1\" of \"%2\", NOT NULL and without a default: rows that are there")
                         .arg(text(column.name), text(before.key.display())),
                   .table = before.key};
    return add(std::move(check), m_target.countRows(liveName(before.key), {}));
}

Result<bool> Checker::bring(const Object &before, const std::vector<std::string> &columns, const std::string &into)
{
    if (before.as<Table>()->rowEstimate.value > mostRows)
        return false;
    TRY(m_target.startCopyOfKeys({{.table = liveName(before.key), .columns = liveColumns(before.key, columns)}}));
    pg::CopyReader reader = m_target.copyReader();
    TRY(m_copy.execute("BEGIN"));
    TRY_ASSIGN(pg::CopyWriter writer, pg::CopyWriter::start(m_copy, "COPY " + into + " FROM STDIN"));
    size_t all = 0;
    std::vector<char> bytes;
    std::vector<uint32_t> starts;
    for (;;) {
        bytes.clear();
        starts.clear();
        TRY_ASSIGN(const bool hasMore, reader.read(bytes, starts, pieceBytes));
        if (!hasMore)
            break;
        all += bytes.size();
        if (all <= mostBytes)
            TRY(writer.write({bytes.data(), bytes.size()}));
    }
    const Result<long long> written = writer.finish();
    TRY(m_copy.execute(written ? "COMMIT" : "ROLLBACK"));
    TRY(written);
    return all <= mostBytes;
}

// Each value for itself, as the server would take it: cut nothing, refuse what does not fit.
constexpr std::string_view makeTrier = R"(
CREATE FUNCTION pg_temp.sosie_try() RETURNS SETOF pg_catalog.text LANGUAGE plpgsql AS $$
DECLARE one pg_catalog.tid;
DECLARE shown pg_catalog.text;
BEGIN
    FOR one, shown IN EXECUTE 'SELECT ctid, "v"::pg_catalog.text FROM pg_temp.sosie_old' LOOP
        BEGIN
            EXECUTE 'INSERT INTO pg_temp.sosie_new SELECT %1 FROM pg_temp.sosie_old WHERE ctid = $1' USING one;
        EXCEPTION WHEN others THEN
            RETURN NEXT coalesce(shown, 'NULL');
        END;
    END LOOP;
END $$)";

constexpr std::string_view forget = "DROP TABLE IF EXISTS pg_temp.sosie_old, pg_temp.sosie_new; "
                                    "DROP FUNCTION IF EXISTS pg_temp.sosie_try()";

std::string replaced(std::string text, std::string_view what, const std::string &with)
{
    for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

Result<> Checker::tryCast(const Object &before, const Column &from, const Column &to)
{
    RowCheck check{.what = Tr::sentence("Type of the column \"%1\" of \"%2\", %3 to %4: values that do not fit")
                               .arg(text(to.name), text(before.key.display()), text(from.type), text(to.type)),
                   .table = before.key};
    // The old type may be gone from the copy, or be another one by now.
    const bool isSwapped = from.type == to.type;
    TRY(m_copy.execute(forget));
    Column named = to;
    Column old = from;
    named.name = old.name = "v";
    std::string cast = isSwapped ? "\"v\"::" + to.type : migration::castOf(old, named);
    Result<> made
        = m_copy.execute("CREATE TEMP TABLE sosie_old (\"v\" " + (isSwapped ? "pg_catalog.text" : from.type) + ')');
    if (!made) {
        made = m_copy.execute("CREATE TEMP TABLE sosie_old (\"v\" pg_catalog.text)");
        cast = "\"v\"::" + to.type;
    }
    TRY(made);
    if (const Result<> target = m_copy.execute("CREATE TEMP TABLE sosie_new (\"v\" " + to.type + ')'); !target)
        return addNotTried(std::move(check), Sentence(detailText(target.error())));
    const Result<bool> brought = bring(before, {to.name}, "pg_temp.sosie_old");
    if (!brought)
        return add(std::move(check), failure(brought.error()));
    if (!*brought)
        return addNotTried(std::move(check), Tr::sentence("the table has too many values to try each"));
    const std::string trier
        = replaced(std::string(makeTrier), "%1", replaced(cast.empty() ? "\"v\"" : cast, "'", "''"));
    TRY(m_copy.execute(trier));
    TRY_ASSIGN(const pg::QueryResult bad, m_copy.query("SELECT * FROM pg_temp.sosie_try()"));
    check.inTheWay = bad.rowCount();
    for (int row = 0; row < std::min(bad.rowCount(), mostExamples); ++row) {
        const QString value = text(bad.string(row, 0)).left(60);
        check.examples << (m_isMasked ? masked(value) : value);
    }
    m_found << std::move(check);
    return m_copy.execute(forget);
}

Result<> Checker::tryCheck(const Object &before, const Object &object)
{
    const auto &constraint = *object.as<Constraint>();
    RowCheck check{.what = Tr::sentence("Check \"%1\" of \"%2\": combinations of values that break it")
                               .arg(text(object.key.name), text(before.key.display())),
                   .table = before.key};
    const Object *after = m_asked.after.findTable(before.key.schema, before.key.name);
    std::vector<std::string> columns;
    std::string made;
    for (const Column &column : *catalog::columnsOf(*after)) {
        const Column *old = columnOf(before, column.name);
        if (!migration::mentions(constraint.definition, column.name))
            continue;
        if (old == nullptr || old->type != column.type)
            return addNotTried(std::move(check),
                               Tr::sentence("it is about a column that the target does not have yet"));
        columns.push_back(column.name);
        made += (made.empty() ? "" : ", ") + sql::quoted(column.name) + ' ' + column.type;
    }
    const size_t open = constraint.definition.find('(');
    const size_t close = constraint.definition.rfind(')');
    if (columns.empty() || open == std::string::npos || close <= open)
        return {};
    TRY(m_copy.execute("DROP TABLE IF EXISTS pg_temp.sosie_old"));
    if (const Result<> table = m_copy.execute("CREATE TEMP TABLE sosie_old (" + made + ')'); !table)
        return addNotTried(std::move(check), Sentence(detailText(table.error())));
    const Result<bool> brought = bring(before, columns, "pg_temp.sosie_old");
    if (!brought)
        return add(std::move(check), failure(brought.error()));
    if (!*brought)
        return addNotTried(std::move(check), Tr::sentence("the table has too many values to try each"));
    const Result<pg::QueryResult> bad = m_copy.query("SELECT pg_catalog.count(*) FROM pg_temp.sosie_old WHERE NOT "
                                                     + constraint.definition.substr(open, close - open + 1));
    return add(std::move(check), bad ? Result<long long>(bad->integer(0, 0)) : failure(bad.error()));
}

Result<> Checker::checkColumns(const Object &before, const Object &after)
{
    if (!before.as<Table>()->holdsRows || before.as<Table>()->isForeign())
        return {};
    for (const Column &column : *catalog::columnsOf(after)) {
        if (m_stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        const Column *old = columnOf(before, column.name);
        const bool isFilled = column.defaultValue || column.identity != 0 || column.generated != 0;
        if (old == nullptr && column.notNull && !isFilled)
            TRY(countRows(before, column));
        if (old == nullptr)
            continue;
        if (column.notNull && !old->notNull)
            TRY(countNulls(before, column));
        const bool isComputed = column.generated != 0 || old->generated != 0;
        if (!isComputed && (column.type != old->type || m_asked.after.find(before.key) == nullptr))
            TRY(tryCast(before, *old, column));
        else if (!isComputed && column.typeType.value == 'e') {
            // The type keeps its name and loses labels.
            const auto hasLost = [&](const Object &object) {
                const auto *now = object.as<catalog::EnumType>();
                const Object *was = now == nullptr ? nullptr : m_asked.before.find(object.key);
                return was != nullptr && migration::isOfType(column.type, migration::typeName(object.key))
                       && std::ranges::any_of(was->as<catalog::EnumType>()->labels, [&](const std::string &label) {
                              return std::ranges::find(now->labels, label) == now->labels.end();
                          });
            };
            if (std::ranges::any_of(m_asked.after.objects, hasLost))
                TRY(tryCast(before, *old, column));
        }
    }
    return {};
}

Result<> Checker::countBroken(RowCheck check, sql::KeySoundness key)
{
    return add(std::move(check), m_target.countBroken(key));
}

Result<> Checker::checkKeys(const Object &object)
{
    const auto &constraint = *object.as<Constraint>();
    const Object *was = m_asked.before.find(object.key);
    const bool isNew = was == nullptr || was->as<Constraint>()->definition != constraint.definition;
    const Object *table = m_asked.before.findTable(object.key.schema, object.key.parent);
    if (!isNew || table == nullptr || table->as<Table>() == nullptr || constraint.isInherited)
        return {};
    if (constraint.type == 'c')
        return constraint.isValidated && table->as<Table>()->holdsRows ? tryCheck(*table, object) : Result<>();
    if (!hasColumns(table, constraint.columns))
        return {};
    sql::KeySoundness key{.name = object.key.name,
                          .table = liveName(table->key),
                          .isPartitioned = table->as<Table>()->isPartitioned(),
                          .columns = liveColumns(table->key, constraint.columns)};
    const Sentence about = Sentence(text(object.key.display()));
    if (constraint.type == 'p' || constraint.type == 'u') {
        key.kind = sql::KeySoundness::Kind::Uniqueness;
        return countBroken({.what = Tr::sentence("Key \"%1\": rows that have the same values as another").arg(about),
                            .table = table->key},
                           std::move(key));
    }
    const Object *there = m_asked.before.findTable(constraint.referenced.schema, constraint.referenced.name);
    if (constraint.type != 'f' || !constraint.isValidated || !hasColumns(there, constraint.referencedColumns))
        return {};
    key.kind = sql::KeySoundness::Kind::Reference;
    key.referenced = liveName(there->key);
    key.referencedIsPartitioned = there->as<Table>()->isPartitioned();
    key.referencedColumns = liveColumns(there->key, constraint.referencedColumns);
    return countBroken(
        {.what = Tr::sentence("Foreign key \"%1\": rows that refer to none").arg(about), .table = table->key},
        std::move(key));
}

/// The columns of `… USING btree (a, "B")`; nothing where it is about more than columns.
std::vector<std::string> plainColumns(const std::string &definition, const Object &table)
{
    const size_t open = definition.find(" USING btree (");
    if (open == std::string::npos || !definition.ends_with(')'))
        return {};
    std::string list = definition.substr(open + 14, definition.size() - open - 15);
    std::vector<std::string> columns;
    while (!list.empty()) {
        const auto column = std::ranges::find_if(*catalog::columnsOf(table), [&](const Column &each) {
            const std::string shown = sql::displayed(each.name);
            return list == shown || list.starts_with(shown + ", ");
        });
        if (column == catalog::columnsOf(table)->end())
            return {};
        columns.push_back(column->name);
        const size_t taken = sql::displayed(column->name).size();
        list = taken == list.size() ? std::string() : list.substr(taken + 2);
    }
    return columns;
}

Result<> Checker::checkUniqueIndex(const Object &object)
{
    const auto &index = *object.as<catalog::Index>();
    const Object *was = m_asked.before.find(object.key);
    const Object *table = m_asked.before.findTable(object.key.schema, object.key.parent);
    const bool isNew = was == nullptr || was->as<catalog::Index>()->details.definition != index.details.definition;
    if (!index.isUnique || !isNew || table == nullptr)
        return {};
    RowCheck check{
        .what
        = Tr::sentence("Unique index \"%1\": rows that have the same values as another").arg(text(object.key.name)),
        .table = table->key};
    const std::vector<std::string> columns = plainColumns(index.details.definition, *table);
    if (columns.empty())
        return addNotTried(std::move(check), Tr::sentence("it is about more than columns that are there"));
    return countBroken(std::move(check), {.kind = sql::KeySoundness::Kind::Uniqueness,
                                          .name = object.key.name,
                                          .table = liveName(table->key),
                                          .isPartitioned = table->as<Table>()->isPartitioned(),
                                          .columns = liveColumns(table->key, columns)});
}

Result<QList<RowCheck>> Checker::check()
{
    for (const Object &object : m_asked.after.objects) {
        if (m_stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        if (object.as<Constraint>() != nullptr)
            TRY(checkKeys(object));
        if (object.as<catalog::Index>() != nullptr)
            TRY(checkUniqueIndex(object));
        const Object *before = object.as<Table>() == nullptr ? nullptr : m_asked.before.find(object.key);
        if (before != nullptr)
            TRY(checkColumns(*before, object));
    }
    // Nothing that a script could stumble over is left.
    TRY(m_copy.execute(forget));
    return std::move(m_found);
}

} // namespace

Sentence RowCheck::sentence() const
{
    if (inTheWay < 0)
        return Tr::sentence("%1: not counted (%2).").arg(what, why);
    if (examples.isEmpty())
        return Tr::sentence("%1: %2.").arg(what, qint64{inTheWay});
    return Tr::sentence("%1: %2 (%3).").arg(what, qint64{inTheWay}, examples.join(u", "_s));
}

Result<QList<RowCheck>> checkRows(const RowQuestions &asked, const environments::End &target, pg::Connection &copy,
                                  const std::stop_token &stop)
{
    TRY_ASSIGN(pg::ReadOnlyConnection connection, pg::ReadOnlyConnection::open(target.connection, {.stop = stop}));
    TRY(connection.begin());
    const bool isMasked = target.environment.type == environments::EnvironmentType::Production;
    return Checker(asked, std::move(connection), copy, isMasked, stop).check();
}

} // namespace engine::operations
