// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/selection/row_selection.h"

#include "engine/catalog/model/table_names.h"
#include "engine/selection/table_pattern.h"
#include "engine/sql/row_closure.h"

#include <algorithm>
#include <memory>
#include <numeric>

namespace engine::selection {

namespace {

using catalog::Object;

constexpr long long fewRows = 1000;

/// A table as foreign keys see it: a partitioned one is all of its partitions.
struct Node
{
    const Object *object = nullptr;
    std::vector<const Object *> withRows{};
    bool isWanted = true;
    sql::RowFilter choice{};

    [[nodiscard]] const catalog::Table &table() const { return *object->as<catalog::Table>(); }
    [[nodiscard]] long long rows() const
    {
        long long rows = 0;
        for (const Object *part : withRows) {
            const auto &estimate = *part->as<catalog::Table>();
            // Never analyzed: a row is seldom shorter than 40 bytes or longer than 400.
            rows += estimate.rowEstimate.value >= 0 ? estimate.rowEstimate.value : estimate.heapBytes.value / 100;
        }
        return rows;
    }
};

using Reference = sql::RowClosure::Reference;

class Selector final
{
public:
    Selector(const catalog::Schema &schema, const RowChoice &choice, const std::set<sql::QualifiedName> &kept,
             const std::vector<sql::KeySoundness> &broken)
        : m_schema(schema)
        , m_choice(choice)
        , m_kept(kept)
        , m_broken(broken)
    {}
    RowSelection run();

private:
    void findTables();
    void findReferences();
    void chooseTables();
    void addConditions();
    void addSince(const std::string &since);
    void refuseReferencesToExcluded();
    void leaveOutKept();
    [[nodiscard]] bool isKept(const Node &node) const;
    void addSamples();
    void closeSelection();
    [[nodiscard]] std::shared_ptr<const sql::RowClosure> closure() const;
    [[nodiscard]] std::set<size_t> matching(const std::vector<std::string> &patterns);
    [[nodiscard]] std::set<size_t> matchingTables(const TablePattern &pattern);
    void leaveOut(const std::string &pattern);
    [[nodiscard]] std::vector<std::string> keyOf(const Node &node) const;
    void narrow(size_t index, std::string_view condition, const QString &subject);

    const catalog::Schema &m_schema;
    const RowChoice &m_choice;
    const std::set<sql::QualifiedName> &m_kept;
    const std::vector<sql::KeySoundness> &m_broken;
    RowSelection m_selection;
    std::vector<Node> m_nodes;
    std::map<sql::QualifiedName, size_t> m_nodeOf;
    std::vector<Reference> m_references;
};

void Selector::findTables()
{
    for (const Object &object : m_schema.objects) {
        const auto *table = object.as<catalog::Table>();
        if (table == nullptr || !(table->holdsRows || table->isPartitioned()))
            continue;
        const Object *root = &rootOf(m_schema, object);
        const auto [place, isNew] = m_nodeOf.try_emplace(nameOf(*root), m_nodes.size());
        if (isNew)
            m_nodes.push_back({.object = root});
        m_nodeOf.emplace(nameOf(object), place->second);
        if (table->holdsRows)
            m_nodes[place->second].withRows.push_back(&object);
    }
}

void Selector::findReferences()
{
    for (const Object &object : m_schema.objects) {
        const auto *constraint = object.as<catalog::Constraint>();
        if (constraint == nullptr || constraint->type != 'f')
            continue;
        const auto child = m_nodeOf.find({object.key.schema, object.key.parent});
        const auto parent = m_nodeOf.find(constraint->referenced);
        if (child == m_nodeOf.end() || parent == m_nodeOf.end())
            continue;
        const Reference reference{.child = child->second,
                                  .columns = constraint->columns,
                                  .parent = parent->second,
                                  .parentColumns = constraint->referencedColumns};
        // Partitions repeat the keys of their table.
        if (std::find(m_references.begin(), m_references.end(), reference) == m_references.end())
            m_references.push_back(reference);
    }
}

std::set<size_t> Selector::matching(const std::vector<std::string> &patterns)
{
    std::set<size_t> found;
    for (const std::string &pattern : patterns) {
        const TablePattern wanted(pattern, m_choice.groups);
        const std::set<size_t> matched = matchingTables(wanted);
        if (matched.empty())
            m_selection.problems.append(wanted.unmatched(m_schema));
        found.insert(matched.begin(), matched.end());
    }
    return found;
}

std::set<size_t> Selector::matchingTables(const TablePattern &pattern)
{
    std::set<size_t> found;
    for (size_t i = 0; i < m_nodes.size(); ++i) {
        if (!pattern.matches(*m_nodes[i].object))
            continue;
        found.insert(i);
        if (pattern.isGroup())
            m_selection.groups[pattern.given()].insert(nameOf(*m_nodes[i].object));
    }
    return found;
}

/// Of what is left out, single partitions may be named too.
void Selector::leaveOut(const std::string &pattern)
{
    const TablePattern wanted(pattern, m_choice.groups);
    bool isUsed = false;
    for (const size_t index : matchingTables(wanted)) {
        isUsed = true;
        m_nodes[index].isWanted = false;
    }
    for (const Node &node : m_nodes) {
        for (const Object *table : node.withRows) {
            if (!wanted.matches(*table))
                continue;
            isUsed = true;
            m_selection.excluded.insert(nameOf(*table));
            if (wanted.isGroup() && table != node.object)
                m_selection.groups[pattern].insert(nameOf(*table));
        }
    }
    if (!isUsed)
        m_selection.problems.append(wanted.unmatched(m_schema));
}

void Selector::chooseTables()
{
    if (!m_choice.tables.empty()) {
        std::set<size_t> wanted = matching(m_choice.tables);
        // What kept rows refer to is needed like what was asked for.
        for (size_t i = 0; i < m_nodes.size(); ++i) {
            if (isKept(m_nodes[i]))
                wanted.insert(i);
        }
        std::vector<size_t> open(wanted.begin(), wanted.end());
        while (!open.empty()) {
            const size_t child = open.back();
            open.pop_back();
            for (const Reference &reference : m_references) {
                if (reference.child != child || !wanted.insert(reference.parent).second)
                    continue;
                m_selection.pulledIn.insert(nameOf(*m_nodes[reference.parent].object));
                open.push_back(reference.parent);
            }
        }
        for (size_t i = 0; i < m_nodes.size(); ++i)
            m_nodes[i].isWanted = wanted.contains(i);
    }
    for (const std::string &pattern : m_choice.excluded)
        leaveOut(pattern);
    for (const Node &node : m_nodes) {
        if (node.isWanted)
            continue;
        for (const Object *table : node.withRows)
            m_selection.excluded.insert(nameOf(*table));
    }
}

void Selector::refuseReferencesToExcluded()
{
    const auto isLeftOut = [this](const Object *table) {
        return m_selection.excluded.contains(nameOf(*table)) && !m_kept.contains(nameOf(*table));
    };
    const auto hasNoneOfSource = [this](const Object *table) {
        return m_selection.excluded.contains(nameOf(*table)) || m_kept.contains(nameOf(*table));
    };
    for (const Reference &reference : m_references) {
        const Node &child = m_nodes[reference.child];
        const Node &parent = m_nodes[reference.parent];
        const bool isWhole = std::none_of(parent.withRows.begin(), parent.withRows.end(), isLeftOut);
        const bool isEmpty = std::all_of(child.withRows.begin(), child.withRows.end(), hasNoneOfSource);
        if (!isWhole && !isEmpty)
            m_selection.problems.append(
                {.code = ErrorCode::ConstraintViolated,
                 .subject = text(nameOf(*child.object).displayed()),
                 .detail = text(sql::quotedList(reference.columns) + " → " + nameOf(*parent.object).displayed())});
    }
}

bool Selector::isKept(const Node &node) const
{
    return !node.withRows.empty()
           && std::all_of(node.withRows.begin(), node.withRows.end(),
                          [this](const Object *table) { return m_kept.contains(nameOf(*table)); });
}

/// Its rows are in no selection, so that what refers to it is copied as it is.
void Selector::leaveOutKept()
{
    for (Node &node : m_nodes) {
        if (isKept(node))
            node.isWanted = false;
        for (const Object *table : node.withRows) {
            if (m_kept.contains(nameOf(*table)))
                m_selection.excluded.insert(nameOf(*table));
        }
    }
}

void Selector::narrow(size_t index, std::string_view condition, const QString &subject)
{
    Node &node = m_nodes[index];
    std::vector<std::string> columns;
    for (const catalog::Column &column : node.table().columns)
        columns.push_back(column.name);
    Result<sql::RowCondition> parsed = sql::RowCondition::parse(condition, columns);
    if (!parsed) {
        parsed.error().subject = subject;
        m_selection.problems.append(parsed.error());
        return;
    }
    node.choice = sql::RowFilter::both(node.choice, sql::RowFilter::condition(*std::move(parsed)));
    m_selection.conditions[nameOf(*node.object)] = node.choice;
}

void Selector::addConditions()
{
    for (const RowChoice::Condition &condition : m_choice.conditions) {
        for (const size_t index : matching({condition.table})) {
            // Its rows are the target's: there is nothing to choose from.
            if (m_kept.contains(nameOf(*m_nodes[index].object)))
                m_selection.problems.append({.code = ErrorCode::TableNotKeepable,
                                             .subject = text(condition.table),
                                             .detail = QStringLiteral("--where")});
            else
                narrow(index, condition.condition, text(condition.table));
        }
    }
}

void Selector::addSince(const std::string &since)
{
    const Result<SinceDate> read = readSince(since);
    if (!read) {
        m_selection.problems.append(read.error());
        return;
    }
    const std::string &name = read->column;
    const std::string condition = sql::quoted(name) + ' ' + read->comparison + " '" + read->moment + '\'';
    bool isUsed = false;
    for (size_t i = 0; i < m_nodes.size(); ++i) {
        const std::vector<catalog::Column> &columns = m_nodes[i].table().columns;
        const bool hasColumn = std::any_of(columns.begin(), columns.end(), [&name](const catalog::Column &candidate) {
            const std::string &type = candidate.baseType.value;
            return candidate.name == name && (type.starts_with("date") || type.starts_with("timestamp"));
        });
        if (!hasColumn)
            continue;
        isUsed = true;
        narrow(i, condition, text(since));
    }
    if (!isUsed)
        m_selection.problems.append({.code = ErrorCode::DateColumnUnmatched, .subject = text(name)});
}

std::vector<std::string> Selector::keyOf(const Node &node) const
{
    for (const Object &object : m_schema.objects) {
        const auto *constraint = object.as<catalog::Constraint>();
        if (constraint != nullptr && constraint->type == 'p' && object.key.schema == node.object->key.schema
            && object.key.parent == node.object->key.name)
            return constraint->columns;
    }
    return {};
}

std::shared_ptr<const sql::RowClosure> Selector::closure() const
{
    std::vector<sql::RowClosure::Table> tables;
    for (const Node &node : m_nodes)
        tables.push_back({.name = nameOf(*node.object),
                          .isPartitioned = node.table().isPartitioned(),
                          .choice = node.isWanted ? node.choice : sql::RowFilter()});
    for (const sql::KeySoundness &key : m_broken) {
        const auto node = m_nodeOf.find(key.table);
        if (node != m_nodeOf.end() && m_nodes[node->second].isWanted)
            tables[node->second].sound.push_back(key);
    }
    std::vector<Reference> references = m_references;
    std::erase_if(references, [this](const Reference &reference) {
        return !m_nodes[reference.child].isWanted || !m_nodes[reference.parent].isWanted;
    });
    return std::make_shared<const sql::RowClosure>(std::move(tables), std::move(references));
}

/// From the largest table down: one that follows from a sample already made is not sampled again.
void Selector::addSamples()
{
    std::vector<size_t> bySize(m_nodes.size());
    std::iota(bySize.begin(), bySize.end(), size_t{0});
    std::erase_if(bySize, [this](size_t index) { return !m_nodes[index].isWanted || m_nodes[index].rows() < fewRows; });
    std::stable_sort(bySize.begin(), bySize.end(),
                     [this](size_t left, size_t right) { return m_nodes[left].rows() > m_nodes[right].rows(); });
    // A table comes after all tables in question that it refers to, over any number of steps and circles aside.
    const auto refersToOpen = [this](size_t index, const std::vector<size_t> &open) {
        std::set<size_t> seen{index};
        std::vector<size_t> next{index};
        while (!next.empty()) {
            const size_t child = next.back();
            next.pop_back();
            for (const Reference &reference : m_references) {
                if (reference.child != child || !seen.insert(reference.parent).second)
                    continue;
                if (std::find(open.begin(), open.end(), reference.parent) != open.end())
                    return true;
                next.push_back(reference.parent);
            }
        }
        return false;
    };
    while (!bySize.empty()) {
        auto next
            = std::find_if(bySize.begin(), bySize.end(), [&](size_t index) { return !refersToOpen(index, bySize); });
        // Only circles are left: begin with the largest of them.
        if (next == bySize.end())
            next = bySize.begin();
        const size_t index = *next;
        bySize.erase(next);
        if (closure()->narrows(index))
            continue;
        m_nodes[index].choice = sql::RowFilter::sample(m_choice.samplePercent, keyOf(m_nodes[index]));
    }
}

void Selector::closeSelection()
{
    const std::shared_ptr<const sql::RowClosure> closed = closure();
    for (size_t i = 0; i < m_nodes.size(); ++i) {
        const Node &node = m_nodes[i];
        if (!node.isWanted || !closed->narrows(i))
            continue;
        const sql::RowFilter filter = closed->isOwnChoice(i) ? node.choice : sql::RowFilter::keptBy(closed, i);
        for (const Object *table : node.withRows) {
            m_selection.filters.emplace(nameOf(*table), filter);
            if (node.choice.isAll())
                m_selection.followers.insert(nameOf(*table));
        }
    }
}

RowSelection Selector::run()
{
    findTables();
    findReferences();
    chooseTables();
    refuseReferencesToExcluded();
    leaveOutKept();
    addConditions();
    for (const std::string &since : m_choice.since)
        addSince(since);
    if (m_choice.samplePercent < 100)
        addSamples();
    closeSelection();
    return std::move(m_selection);
}

} // namespace

RowSelection selectRows(const catalog::Schema &schema, const RowChoice &choice,
                        const std::set<sql::QualifiedName> &kept, const std::vector<sql::KeySoundness> &broken)
{
    return Selector(schema, choice, kept, broken).run();
}

bool belongsTo(const catalog::Schema &schema, const catalog::Object &table, const sql::QualifiedName &name)
{
    for (const catalog::Object *part = &table; part != nullptr;) {
        if (nameOf(*part) == name)
            return true;
        const auto *definition = part->as<catalog::Table>();
        if (!definition->isPartition())
            return false;
        const sql::QualifiedName &parent = definition->parents.front();
        part = schema.find({.kind = catalog::ObjectKind::Table, .schema = parent.schema, .name = parent.name});
    }
    return false;
}

const catalog::Object &rootOf(const catalog::Schema &schema, const catalog::Object &table)
{
    const Object *root = &table;
    while (root->as<catalog::Table>()->isPartition()) {
        const sql::QualifiedName &parent = root->as<catalog::Table>()->parents.front();
        const Object *above = schema.findTable(parent.schema, parent.name);
        if (above == nullptr)
            break;
        root = above;
    }
    return *root;
}

std::set<sql::QualifiedName> emptyTables(const catalog::Schema &schema, const std::set<sql::QualifiedName> &excluded)
{
    std::set<sql::QualifiedName> empty = excluded;
    std::set<sql::QualifiedName> filled;
    for (const Object *table : schema.tablesWithRows()) {
        if (!excluded.contains(nameOf(*table)))
            filled.insert(nameOf(rootOf(schema, *table)));
    }
    for (const sql::QualifiedName &table : excluded) {
        const Object *object = schema.findTable(table.schema, table.name);
        if (object != nullptr && !filled.contains(nameOf(rootOf(schema, *object))))
            empty.insert(nameOf(rootOf(schema, *object)));
    }
    return empty;
}

} // namespace engine::selection
