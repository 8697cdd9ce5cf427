// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/sql/row_closure.h"

#include <algorithm>

namespace engine::sql {

namespace {

std::string number(size_t value)
{
    return std::to_string(value);
}

/// r."a", r."b"
std::string columnsOf(std::string_view alias, const std::vector<std::string> &columns)
{
    std::string list;
    for (const std::string &column : columns)
        list += (list.empty() ? "" : ", ") + std::string(alias) + '.' + quoted(column);
    return list;
}

std::string sameKey(const RowClosure::Reference &reference)
{
    std::string sql;
    for (size_t i = 0; i < reference.columns.size(); ++i)
        sql += " AND child." + quoted(reference.columns[i]) + " = parent." + quoted(reference.parentColumns[i]);
    return sql;
}

std::string alternative(const std::string &left, const std::string &right)
{
    if (left.empty() || right.empty())
        return left + right;
    return left + " OR " + right;
}

std::string atPlace(std::string_view alias, std::string_view set)
{
    return std::string(set) + ".sosie_part = " + std::string(alias) + ".tableoid AND " + std::string(set)
           + ".sosie_place = " + std::string(alias) + ".ctid";
}

} // namespace

RowClosure::RowClosure(std::vector<Table> tables, std::vector<Reference> references)
    : m_tables(std::move(tables))
    , m_references(std::move(references))
    , m_circleOf(m_tables.size())
    , m_isPulled(m_tables.size())
    , m_kept(m_tables.size(), Kept::All)
    , m_visits(m_tables.size())
{
    findCircles();
    decideWhatIsPulled();
    decideWhatIsKept();
}

void RowClosure::findCircles()
{
    for (size_t table = 0; table < m_tables.size(); ++table) {
        if (m_visits[table].order == 0)
            visit(table);
    }
}

/// Tarjan's search: a circle comes out when all that it refers to is out.
void RowClosure::visit(size_t table)
{
    m_visits[table] = {.order = ++m_visited, .lowest = m_visited, .isOpen = true};
    m_open.push_back(table);
    for (const Reference &reference : m_references) {
        if (reference.child != table)
            continue;
        if (m_visits[reference.parent].order == 0)
            visit(reference.parent);
        if (m_visits[reference.parent].isOpen)
            m_visits[table].lowest = std::min(m_visits[table].lowest, m_visits[reference.parent].lowest);
    }
    if (m_visits[table].lowest != m_visits[table].order)
        return;
    std::vector<size_t> circle;
    while (m_visits[table].isOpen) {
        circle.push_back(m_open.back());
        m_circleOf[circle.back()] = m_circles.size();
        m_visits[circle.back()].isOpen = false;
        m_open.pop_back();
    }
    m_circles.push_back(std::move(circle));
}

bool RowClosure::isCircular(const std::vector<size_t> &circle) const
{
    return std::any_of(m_references.begin(), m_references.end(), [&](const Reference &reference) {
        return m_circleOf[reference.child] == m_circleOf[circle.front()]
               && inOneCircle(reference.child, reference.parent);
    });
}

/// Whatever has a choice, and all that it refers to.
void RowClosure::decideWhatIsPulled()
{
    for (auto circle = m_circles.rbegin(); circle != m_circles.rend(); ++circle) {
        bool isPulled = false;
        for (const size_t table : *circle) {
            isPulled = isPulled || !m_tables[table].choice.isAll();
            for (const Reference &reference : m_references)
                isPulled = isPulled || (reference.parent == table && m_isPulled[reference.child]);
        }
        for (const size_t table : *circle)
            m_isPulled[table] = isPulled;
    }
}

void RowClosure::decideWhatIsKept()
{
    for (const std::vector<size_t> &circle : m_circles) {
        bool isNarrow = false;
        bool isPulledOnly = !isCircular(circle);
        for (const size_t table : circle) {
            isNarrow = isNarrow || !m_tables[table].choice.isAll() || !m_tables[table].sound.empty();
            isPulledOnly = isPulledOnly && m_tables[table].sound.empty();
            for (const Reference &reference : m_references) {
                isNarrow = isNarrow || (reference.child == table && m_kept[reference.parent] != Kept::All);
                isPulledOnly = isPulledOnly && !(reference.parent == table && m_isPulled[reference.child]);
            }
        }
        for (const size_t table : circle) {
            if (isNarrow)
                m_kept[table] = isPulledOnly && !m_tables[table].choice.isAll() ? Kept::Choice : Kept::Closure;
        }
    }
}

/// What references compare, behind the two columns that tell rows apart.
std::string RowClosure::keyColumns(size_t table) const
{
    std::set<std::string> names;
    for (const Reference &reference : m_references) {
        if (reference.child == table)
            names.insert(reference.columns.begin(), reference.columns.end());
        if (reference.parent == table)
            names.insert(reference.parentColumns.begin(), reference.parentColumns.end());
    }
    std::string sql;
    for (const std::string &name : names)
        sql += ", r." + quoted(name);
    return sql;
}

std::string RowClosure::rowsOf(size_t table) const
{
    return (m_tables[table].isPartitioned ? "" : "ONLY ") + m_tables[table].name.quoted();
}

/// The condition for rows that are chosen, or that pulled rows of tables outside the circle refer to.
std::string RowClosure::pulledFromOutside(size_t table) const
{
    std::string sql = m_tables[table].choice.isAll() ? "" : m_tables[table].choice.sql("r");
    for (const Reference &reference : m_references) {
        if (reference.parent != table || !m_isPulled[reference.child] || inOneCircle(reference.child, table))
            continue;
        sql = alternative(sql, '(' + columnsOf("r", reference.parentColumns) + ") IN (SELECT "
                                   + columnsOf("c", reference.columns) + " FROM pulled" + number(reference.child)
                                   + " AS c)");
    }
    return sql.empty() ? "FALSE" : sql;
}

/// One step along the references inside a circle, from what the recursive query `reached` holds.
std::string RowClosure::steps(const std::vector<size_t> &circle, bool toParents) const
{
    std::string sql;
    for (const Reference &reference : m_references) {
        if (m_circleOf[reference.child] != m_circleOf[circle.front()]
            || !inOneCircle(reference.child, reference.parent))
            continue;
        // What was chosen or pulled is kept already.
        if (!toParents && !m_tables[reference.child].choice.isAll())
            continue;
        const std::string from = toParents ? "child" : "parent";
        const std::string to = toParents ? "parent" : "child";
        sql += (sql.empty() ? "" : " UNION ALL ") + ("SELECT " + number(toParents ? reference.parent : reference.child))
               + " AS which, " + to + ".tableoid AS sosie_part, " + to + ".ctid AS sosie_place FROM "
               + rowsOf(reference.child) + " AS child, " + rowsOf(reference.parent)
               + " AS parent WHERE reached.which = " + number(toParents ? reference.child : reference.parent) + " AND "
               + atPlace(from, "reached") + sameKey(reference);
    }
    return sql.empty()
               ? "SELECT 0 AS which, 0::pg_catalog.oid AS sosie_part, NULL::pg_catalog.tid AS sosie_place WHERE FALSE"
               : sql;
}

/// Queries named pulled0, pulled1, …: places and keys of the rows that are chosen or pulled in.
std::string RowClosure::pulledQueries(const std::vector<size_t> &circle) const
{
    if (!m_isPulled[circle.front()])
        return {};
    std::string sql;
    if (!isCircular(circle)) {
        const size_t table = circle.front();
        return "pulled" + number(table) + " AS (SELECT r.tableoid AS sosie_part, r.ctid AS sosie_place"
               + keyColumns(table) + " FROM " + rowsOf(table) + " AS r WHERE " + pulledFromOutside(table) + "), ";
    }
    std::string first;
    for (const size_t table : circle)
        first += (first.empty() ? "" : " UNION ALL ") + ("SELECT " + number(table)) + ", r.tableoid, r.ctid FROM "
                 + rowsOf(table) + " AS r WHERE " + pulledFromOutside(table);
    const std::string all = "pulled_together" + number(m_circleOf[circle.front()]);
    sql = all + " (which, sosie_part, sosie_place) AS (" + first
          + " UNION SELECT step.which, step.sosie_part, step.sosie_place FROM " + all + " AS reached, LATERAL ("
          + steps(circle, true) + ") AS step), ";
    for (const size_t table : circle)
        sql += "pulled" + number(table) + " AS (SELECT r.tableoid AS sosie_part, r.ctid AS sosie_place"
               + keyColumns(table) + " FROM " + rowsOf(table) + " AS r WHERE EXISTS (SELECT FROM " + all
               + " AS p WHERE p.which = " + number(table) + " AND " + atPlace("r", "p") + ")), ";
    return sql;
}

/// The condition for rows whose every reference out of the circle is null or leads to a kept row.
std::string RowClosure::hasKeptParents(size_t table) const
{
    std::string sql;
    for (const Reference &reference : m_references) {
        if (reference.child != table || !narrows(reference.parent) || inOneCircle(table, reference.parent))
            continue;
        std::string isNull;
        for (const std::string &column : reference.columns)
            isNull = alternative(isNull, "r." + quoted(column) + " IS NULL");
        sql += (sql.empty() ? "(" : " AND (") + isNull + " OR (" + columnsOf("r", reference.columns) + ") IN (SELECT "
               + columnsOf("k", reference.parentColumns) + " FROM kept" + number(reference.parent) + " AS k))";
    }
    return sql.empty() ? "TRUE" : sql;
}

/// Queries named kept0, kept1, …: places and keys of the rows that are kept.
std::string RowClosure::keptQueries(const std::vector<size_t> &circle) const
{
    if (!narrows(circle.front()))
        return {};
    const bool together = isCircular(circle);
    const std::string all = "lost_together" + number(m_circleOf[circle.front()]);
    std::string first;
    std::string sql;
    for (const size_t table : circle) {
        const bool isChosen = !m_tables[table].choice.isAll();
        const std::string isPulled
            = "EXISTS (SELECT FROM pulled" + number(table) + " AS p WHERE " + atPlace("r", "p") + ')';
        std::string isKept = isChosen ? isPulled : '(' + hasKeptParents(table) + ')';
        if (!isChosen && m_isPulled[table])
            isKept = alternative(isKept, isPulled);
        for (const KeySoundness &key : m_tables[table].sound)
            isKept = '(' + isKept + ") AND " + key.sql("r");
        if (together) {
            first += (first.empty() ? "" : " UNION ALL ") + ("SELECT " + number(table)) + ", r.tableoid, r.ctid FROM "
                     + rowsOf(table) + " AS r WHERE (" + isKept + ") IS NOT TRUE";
            isKept = "NOT EXISTS (SELECT FROM " + all + " AS l WHERE l.which = " + number(table) + " AND "
                     + atPlace("r", "l") + ')';
        }
        sql += "kept" + number(table) + " AS (SELECT r.tableoid AS sosie_part, r.ctid AS sosie_place"
               + keyColumns(table) + " FROM " + rowsOf(table) + " AS r WHERE " + isKept + "), ";
    }
    if (!together)
        return sql;
    return all + " (which, sosie_part, sosie_place) AS (" + first
           + " UNION SELECT step.which, step.sosie_part, step.sosie_place FROM " + all + " AS reached, LATERAL ("
           + steps(circle, false) + ") AS step), " + sql;
}

std::set<QualifiedName> RowClosure::tables() const
{
    std::set<QualifiedName> asked;
    for (const std::vector<size_t> &circle : m_circles) {
        if (!m_isPulled[circle.front()] && !narrows(circle.front()))
            continue;
        for (const size_t table : circle) {
            asked.insert(m_tables[table].name);
            asked.merge(m_tables[table].choice.tables());
            for (const KeySoundness &key : m_tables[table].sound)
                asked.merge(key.tables());
        }
    }
    return asked;
}

std::string RowClosure::placesOfKept(size_t table) const
{
    std::string sql = "WITH RECURSIVE ";
    for (auto circle = m_circles.rbegin(); circle != m_circles.rend(); ++circle)
        sql += pulledQueries(*circle);
    for (const std::vector<size_t> &circle : m_circles)
        sql += keptQueries(circle);
    sql.resize(sql.size() - 2);
    return sql + " SELECT sosie_part, sosie_place FROM kept" + number(table);
}

} // namespace engine::sql
