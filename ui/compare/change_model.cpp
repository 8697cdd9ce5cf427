// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/change_model.h"

#include "engine/anonymize/text/text.h"
#include "engine/catalog/model/kind_names.h"
#include "engine/sql/identifier.h"
#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QGuiApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using engine::catalog::Change;
using engine::catalog::Object;
using engine::catalog::ObjectKey;

namespace {

QString kindTitle(const ObjectKey &key)
{
    QString title = engine::catalog::kindName(QString::fromLatin1(engine::catalog::kindKey(key.kind))).text();
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

DiffState stateOf(Change::Kind kind)
{
    switch (kind) {
    case Change::Kind::Create:
        return DiffState::OnlySource;
    case Change::Kind::Drop:
        return DiffState::OnlyTarget;
    case Change::Kind::Alter:
        break;
    }
    return DiffState::Different;
}

/// Objects by schema, a schema itself first among what is in it.
const std::string &schemaOf(const ObjectKey &key)
{
    return key.kind == engine::catalog::ObjectKind::Schema ? key.name : key.schema;
}

std::string folded(const QString &text)
{
    std::string result;
    engine::anonymize::foldPlain(text.toStdString(), result);
    return result;
}

} // namespace

ChangeModel::ChangeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_nodes(1)
{}

void ChangeModel::setComparison(std::shared_ptr<const engine::migration::Comparison> comparison)
{
    beginResetModel();
    m_comparison = std::move(comparison);
    m_added.clear();
    fillEntries();
    build();
    endResetModel();
    emit ticksChanged();
}

void ChangeModel::fillEntries()
{
    m_entries.clear();
    std::ranges::fill(m_counts, 0);
    if (m_comparison == nullptr)
        return;
    const auto add = [this](const ObjectKey &key, DiffState state, const Change *change) {
        Entry entry{.key = key, .state = state, .change = change};
        entry.name = engine::catalog::nameForPeople(QString::fromLatin1(engine::catalog::kindKey(key.kind)),
                                                    engine::text(key.display()))
                         .text();
        // The schema is said by the row above.
        if (const QString schema = engine::text(engine::sql::displayed(key.schema)) + u'.';
            !key.schema.empty() && entry.name.startsWith(schema))
            entry.name.remove(0, schema.size());
        entry.folded = folded(entry.name);
        entry.isTicked = state == DiffState::OnlySource || state == DiffState::Different;
        ++m_counts[size_t(state)];
        m_entries.push_back(std::move(entry));
    };
    std::set<ObjectKey> changed;
    for (const Change &change : m_comparison->changes) {
        add(change.key, stateOf(change.kind), &change);
        changed.insert(change.key);
    }
    if (m_comparison->sourceSchema != nullptr) {
        for (const Object &object : m_comparison->sourceSchema->objects) {
            if (!changed.contains(object.key))
                add(object.key, DiffState::Same, nullptr);
        }
    }
    std::ranges::sort(m_entries, [](const Entry &one, const Entry &other) {
        return std::tie(schemaOf(one.key), one.key.kind, one.key)
               < std::tie(schemaOf(other.key), other.key.kind, other.key);
    });
}

bool ChangeModel::passes(const Entry &entry) const
{
    return m_shown.contains(entry.state) && std::ranges::all_of(m_words, [&](const std::string &word) {
               return entry.folded.find(word) != std::string::npos;
           });
}

int ChangeModel::addNode(int parent, const QString &title, int entry)
{
    const int number = int(m_nodes.size());
    m_nodes.push_back(
        {.parent = parent, .row = int(m_nodes[size_t(parent)].children.size()), .title = title, .entry = entry});
    m_nodes[size_t(parent)].children.push_back(number);
    return number;
}

void ChangeModel::build()
{
    m_nodes.assign(1, {});
    m_shownCount = 0;
    int schema = -1;
    int kind = -1;
    const Entry *before = nullptr;
    for (size_t number = 0; number < m_entries.size(); ++number) {
        Entry &entry = m_entries[number];
        entry.node = -1;
        if (!passes(entry))
            continue;
        const bool isNewSchema = before == nullptr || schemaOf(before->key) != schemaOf(entry.key);
        if (isNewSchema) {
            const std::string &name = schemaOf(entry.key);
            //: What belongs to a database and to no schema of it.
            schema = addNode(0, name.empty() ? Tr::tr("Database") : engine::text(name), -1);
        }
        if (isNewSchema || before->key.kind != entry.key.kind)
            kind = addNode(schema, kindTitle(entry.key), -1);
        entry.node = addNode(kind, {}, int(number));
        before = &entry;
        ++m_shownCount;
    }
    countTicks();
}

/// Children stand behind their parents.
void ChangeModel::countTicks()
{
    for (Node &node : m_nodes)
        node.changes = node.ticks = 0;
    for (size_t number = m_nodes.size(); number-- > 1;) {
        Node &node = m_nodes[number];
        if (node.entry >= 0) {
            const Entry &entry = m_entries[size_t(node.entry)];
            node.changes = entry.change != nullptr ? 1 : 0;
            node.ticks = entry.isTicked ? 1 : 0;
        }
        Node &parent = m_nodes[size_t(node.parent)];
        parent.changes += node.changes;
        parent.ticks += node.ticks;
    }
}

void ChangeModel::setShown(DiffState state, bool isShown)
{
    if (isShown == m_shown.contains(state))
        return;
    beginResetModel();
    if (isShown)
        m_shown.insert(state);
    else
        m_shown.erase(state);
    build();
    endResetModel();
    emit ticksChanged();
}

void ChangeModel::setWords(const QString &words)
{
    std::vector<std::string> wanted;
    for (const QString &word : words.simplified().split(u' ', Qt::SkipEmptyParts))
        wanted.push_back(folded(word));
    if (wanted == m_words)
        return;
    beginResetModel();
    m_words = std::move(wanted);
    build();
    endResetModel();
    emit ticksChanged();
}

std::set<ObjectKey> ChangeModel::ticked() const
{
    std::set<ObjectKey> keys;
    for (const Entry &entry : m_entries) {
        if (entry.isTicked && entry.node >= 0)
            keys.insert(entry.key);
    }
    return keys;
}

int ChangeModel::hiddenTicks() const
{
    return int(std::ranges::count_if(m_entries, [](const Entry &entry) { return entry.isTicked && entry.node < 0; }));
}

void ChangeModel::setTicks(int node, bool isTicked)
{
    const Node &start = m_nodes[size_t(node)];
    if (start.entry >= 0) {
        Entry &entry = m_entries[size_t(start.entry)];
        entry.isTicked = isTicked && entry.change != nullptr;
    }
    for (const int child : start.children)
        setTicks(child, isTicked);
}

void ChangeModel::tickAll(bool isTicked)
{
    setTicks(0, isTicked);
    countTicks();
    // Every row may look different now; views ask again for those that they show.
    emit layoutChanged();
    emit ticksChanged();
}

void ChangeModel::setAdded(const std::map<ObjectKey, ObjectKey> &added)
{
    if (added == m_added)
        return;
    m_added = added;
    emit layoutChanged();
}

const ChangeModel::Node &ChangeModel::node(const QModelIndex &index) const
{
    return m_nodes[index.isValid() ? size_t(index.internalId()) : 0];
}

const ObjectKey *ChangeModel::key(const QModelIndex &index) const
{
    const int entry = node(index).entry;
    return entry < 0 ? nullptr : &m_entries[size_t(entry)].key;
}

DiffState ChangeModel::state(const QModelIndex &index) const
{
    const int entry = node(index).entry;
    return entry < 0 ? DiffState::Same : m_entries[size_t(entry)].state;
}

const Change *ChangeModel::change(const QModelIndex &index) const
{
    const int entry = node(index).entry;
    return entry < 0 ? nullptr : m_entries[size_t(entry)].change;
}

QModelIndex ChangeModel::find(const ObjectKey &key) const
{
    const auto found = std::ranges::find(m_entries, key, &Entry::key);
    if (found == m_entries.end() || found->node < 0)
        return {};
    return createIndex(m_nodes[size_t(found->node)].row, NameColumn, quintptr(found->node));
}

QModelIndex ChangeModel::first() const
{
    const auto found = std::ranges::find_if(m_entries, [](const Entry &entry) { return entry.node >= 0; });
    return found == m_entries.end() ? QModelIndex() : find(found->key);
}

void ChangeModel::retranslate()
{
    beginResetModel();
    const std::set<ObjectKey> ticks = [this] {
        std::set<ObjectKey> keys;
        for (const Entry &entry : m_entries) {
            if (entry.isTicked)
                keys.insert(entry.key);
        }
        return keys;
    }();
    fillEntries();
    for (Entry &entry : m_entries)
        entry.isTicked = ticks.contains(entry.key);
    build();
    endResetModel();
}

QModelIndex ChangeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node &above = node(parent);
    if (row < 0 || row >= int(above.children.size()) || column < 0 || column >= ColumnCount)
        return {};
    return createIndex(row, column, quintptr(above.children[size_t(row)]));
}

QModelIndex ChangeModel::parent(const QModelIndex &child) const
{
    const int above = child.isValid() ? node(child).parent : 0;
    return above <= 0 ? QModelIndex() : createIndex(m_nodes[size_t(above)].row, NameColumn, quintptr(above));
}

int ChangeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > NameColumn ? 0 : int(node(parent).children.size());
}

int ChangeModel::columnCount(const QModelIndex & /*parent*/) const
{
    return ColumnCount;
}

QString ChangeModel::stateText(const Entry &entry) const
{
    switch (entry.state) {
    case DiffState::OnlySource:
        return Tr::tr("Only in %1").arg(isolated(m_comparison->source));
    case DiffState::OnlyTarget:
        return Tr::tr("Only in %1").arg(isolated(m_comparison->target));
    case DiffState::Different:
        return entry.change->what.text();
    case DiffState::Same:
        break;
    }
    return Tr::tr("Same");
}

QVariant ChangeModel::entryData(const Entry &entry, int column, int role) const
{
    const auto cause = m_added.find(entry.key);
    const bool isAdded = cause != m_added.end() && !entry.isTicked;
    switch (role) {
    case Qt::DisplayRole:
        return column == NameColumn ? entry.name : stateText(entry);
    case Qt::DecorationRole:
        return column == NameColumn ? QVariant(diffIcon(entry.state, QGuiApplication::palette())) : QVariant();
    case Qt::CheckStateRole:
        if (column != NameColumn || entry.change == nullptr)
            return {};
        return entry.isTicked ? Qt::Checked : isAdded ? Qt::PartiallyChecked : Qt::Unchecked;
    case Qt::FontRole: {
        QFont font = QGuiApplication::font();
        font.setItalic(isAdded);
        return font;
    }
    case Qt::ToolTipRole:
        return isAdded ? Tr::tr("Follows, because %1 needs it.").arg(engine::catalog::kindAndName(cause->second).text())
                       : QString(entry.name + u" — "_s + stateText(entry));
    case Qt::AccessibleTextRole:
        return QString(entry.name + u", "_s + stateText(entry));
    default:
        return {};
    }
}

QVariant ChangeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &row = node(index);
    if (row.entry >= 0)
        return entryData(m_entries[size_t(row.entry)], index.column(), role);
    if (index.column() != NameColumn)
        return role == Qt::DisplayRole && row.changes > 0 ? QVariant(numberText(row.changes)) : QVariant();
    if (role == Qt::DisplayRole)
        return row.title;
    if (role == Qt::CheckStateRole && row.changes > 0)
        return row.ticks == 0 ? Qt::Unchecked : row.ticks == row.changes ? Qt::Checked : Qt::PartiallyChecked;
    return {};
}

bool ChangeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole)
        return false;
    setTicks(int(index.internalId()), value.toInt() != Qt::Unchecked);
    countTicks();
    emit layoutChanged();
    emit ticksChanged();
    return true;
}

Qt::ItemFlags ChangeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const bool canTick = index.column() == NameColumn && node(index).changes > 0;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | (canTick ? Qt::ItemIsUserCheckable : Qt::NoItemFlags);
}

QVariant ChangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? Tr::tr("Object") : Tr::tr("What differs");
}

} // namespace ui
