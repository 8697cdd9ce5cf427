// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/ddl/ddl_order.h"

#include <queue>

#include <algorithm>
#include <map>
#include <set>

namespace engine::catalog {

namespace {

using Part = Step::Part;

bool isStructure(ObjectKind kind)
{
    return kind <= ObjectKind::MaterializedView;
}

bool isTable(ObjectKind kind)
{
    return kind == ObjectKind::Table || kind == ObjectKind::ForeignTable;
}

bool isRoutine(ObjectKind kind)
{
    return kind == ObjectKind::Function || kind == ObjectKind::Procedure;
}

bool canBeCut(const Object &object)
{
    switch (object.key.kind) {
    case ObjectKind::Table:
    case ObjectKind::ForeignTable:
    case ObjectKind::Domain:
        return !object.defaultsDependOn.value.empty();
    case ObjectKind::RangeType:
    case ObjectKind::BaseType:
        return true;
    default:
        return false;
    }
}

struct Node
{
    Step step{};
    std::set<size_t> needs{};
};

/// The graph of one attempt: the objects in `cut` have two nodes.
class Graph final
{
public:
    Graph(const Schema &schema, const std::set<ObjectKey> &cut);

    /// The nodes in order; those that are in a circle, or need one that is, are left over.
    std::vector<size_t> sorted() const;
    const std::vector<Node> &nodes() const { return m_nodes; }

private:
    void addNodes(const Schema &schema, const std::set<ObjectKey> &cut);
    void addNeeds(const Object &object);
    void addNeed(size_t from, const Object &object, const ObjectKey &key);

    std::vector<Node> m_nodes;
    std::map<ObjectKey, size_t> m_first;
    std::map<ObjectKey, size_t> m_rest;
};

Graph::Graph(const Schema &schema, const std::set<ObjectKey> &cut)
{
    addNodes(schema, cut);
    for (const Object &object : schema.objects)
        addNeeds(object);
}

void Graph::addNodes(const Schema &schema, const std::set<ObjectKey> &cut)
{
    for (const Object &object : schema.objects) {
        if (!isStructure(object.key.kind))
            continue;
        const bool isCut = cut.contains(object.key);
        m_first.emplace(object.key, m_nodes.size());
        m_nodes.push_back({.step = {&object, isCut ? Part::First : Part::Whole}});
        if (isCut) {
            m_rest.emplace(object.key, m_nodes.size());
            m_nodes.push_back({.step = {&object, Part::Rest}, .needs = {m_nodes.size() - 1}});
        }
    }
}

void Graph::addNeeds(const Object &object)
{
    if (object.key.kind == ObjectKind::Constraint && isMadeWithTable(object)) {
        for (const ObjectKind kind : {ObjectKind::Table, ObjectKind::ForeignTable}) {
            const auto table = m_first.find({.kind = kind, .schema = object.key.schema, .name = object.key.parent});
            if (table == m_first.end())
                continue;
            for (const ObjectKey &key : object.dependsOn.value)
                addNeed(table->second, *m_nodes[table->second].step.object, key);
        }
        return;
    }
    const auto first = m_first.find(object.key);
    if (first == m_first.end())
        return;
    const auto rest = m_rest.find(object.key);
    const size_t last = rest == m_rest.end() ? first->second : rest->second;
    // A view's or a range's first part needs the types of its columns at most; a table's all but its defaults.
    const bool firstNeedsAll = isTable(object.key.kind) || object.key.kind == ObjectKind::Domain;
    for (const ObjectKey &key : object.dependsOn.value) {
        addNeed(last, object, key);
        const bool isPlain = key.kind == ObjectKind::Schema || key.kind == ObjectKind::Extension
                             || (object.key.kind == ObjectKind::View && key.kind <= ObjectKind::BaseType);
        if (firstNeedsAll || isPlain)
            addNeed(first->second, object, key);
    }
    for (const ObjectKey &key : object.defaultsDependOn.value)
        addNeed(last, object, key);
}

void Graph::addNeed(size_t from, const Object &object, const ObjectKey &key)
{
    const auto first = m_first.find(key);
    if (first == m_first.end() || first->second == from || m_nodes[first->second].step.object == &object)
        return;
    // The shell of a type is enough for the routines that the type is made of, and for nothing else.
    const auto rest = m_rest.find(key);
    const auto &parts = m_nodes[first->second].step.object->dependsOn.value;
    const bool isType = key.kind == ObjectKind::RangeType || key.kind == ObjectKind::BaseType;
    const bool isPart = isRoutine(object.key.kind) && std::ranges::binary_search(parts, object.key);
    const bool needsWhole = rest != m_rest.end() && isType && !isPart;
    m_nodes[from].needs.insert(needsWhole ? rest->second : first->second);
}

std::vector<size_t> Graph::sorted() const
{
    std::vector<size_t> missing(m_nodes.size());
    std::vector<std::vector<size_t>> neededBy(m_nodes.size());
    // Nodes are in the order of their keys, so the smallest index is the smallest key.
    std::priority_queue<size_t, std::vector<size_t>, std::greater<>> ready;
    for (size_t i = 0; i < m_nodes.size(); ++i) {
        missing[i] = m_nodes[i].needs.size();
        for (const size_t need : m_nodes[i].needs)
            neededBy[need].push_back(i);
        if (missing[i] == 0)
            ready.push(i);
    }
    std::vector<size_t> order;
    while (!ready.empty()) {
        const size_t next = ready.top();
        ready.pop();
        order.push_back(next);
        for (const size_t follower : neededBy[next]) {
            if (--missing[follower] == 0)
                ready.push(follower);
        }
    }
    return order;
}

bool needsIndex(const Object &object)
{
    const auto isIndex
        = [](const ObjectKey &key) { return key.kind == ObjectKind::Constraint || key.kind == ObjectKind::Index; };
    return std::ranges::any_of(object.dependsOn.value, isIndex);
}

/// Views that wait for an index are cut, so that only their queries wait; those that read themselves, because their
/// queries need them to exist.
std::set<ObjectKey> viewsInTwoParts(const Schema &schema)
{
    std::set<ObjectKey> views;
    for (const Object &object : schema.objects) {
        const auto *view = object.as<View>();
        if (view != nullptr && (view->readsItself || needsIndex(object)))
            views.insert(object.key);
    }
    return views;
}

CreationOrder divided(const Graph &graph, const std::vector<size_t> &sorted)
{
    CreationOrder order;
    std::vector<bool> waits(graph.nodes().size());
    for (const size_t place : sorted) {
        const Node &node = graph.nodes()[place];
        const bool waitsItself = node.step.part != Part::First && isStructure(node.step.object->key.kind)
                                 && !isTable(node.step.object->key.kind) && needsIndex(*node.step.object);
        waits[place] = waitsItself || std::ranges::any_of(node.needs, [&](size_t need) { return waits[need]; });
        (waits[place] ? order.afterIndexes : order.beforeRows).push_back(node.step);
    }
    return order;
}

} // namespace

bool isMadeWithTable(const Object &constraint)
{
    const auto *check = constraint.as<Constraint>();
    // Each text needs a search_path of its own: that of the check may not be that of the table's defaults.
    if (check == nullptr || check->type != 'c' || !check->isValidated || !constraint.searchPath.value.empty())
        return false;
    return std::ranges::none_of(constraint.dependsOn.value, [&](const ObjectKey &key) {
        const bool isOwnTable
            = isTable(key.kind) && key.name == constraint.key.parent && key.schema == constraint.key.schema;
        return key.kind > ObjectKind::BaseType && !isOwnTable;
    });
}

Result<CreationOrder> creationOrder(const Schema &schema)
{
    std::set<ObjectKey> cut = viewsInTwoParts(schema);
    // Defaults, checks and shells first; the queries of views only when that was not enough.
    for (const bool alsoViews : {false, false, true}) {
        const Graph graph(schema, cut);
        const auto sorted = graph.sorted();
        if (sorted.size() == graph.nodes().size())
            return divided(graph, sorted);
        const std::set<size_t> done(sorted.begin(), sorted.end());
        for (size_t place = 0; place < graph.nodes().size(); ++place) {
            const Object &object = *graph.nodes()[place].step.object;
            if (!done.contains(place) && (canBeCut(object) || (alsoViews && object.key.kind == ObjectKind::View)))
                cut.insert(object.key);
        }
    }
    const Graph graph(schema, cut);
    const auto sorted = graph.sorted();
    if (sorted.size() == graph.nodes().size())
        return divided(graph, sorted);
    const std::set<size_t> done(sorted.begin(), sorted.end());
    size_t stuck = 0;
    while (done.contains(stuck))
        ++stuck;
    return failure({.code = ErrorCode::ObjectNotSupported,
                    .subject = text(graph.nodes()[stuck].step.object->key.display()),
                    .detail = QStringLiteral("circular dependency")});
}

} // namespace engine::catalog
