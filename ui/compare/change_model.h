// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/migration/comparison.h"
#include "ui/compare/diff_look.h"

#include <QAbstractItemModel>
#include <QHash>

#include <map>
#include <memory>
#include <set>
#include <vector>

namespace ui {

/// The objects of two compared databases by schema and kind, with what should follow ticked. Only what passes the
/// filters is a row; a tick that no row shows has no effect, so that nobody applies what they do not see.
class ChangeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, StateColumn, ColumnCount };

    explicit ChangeModel(QObject *parent = nullptr);

    /// Null: nothing. What only the source has, or has otherwise, is ticked; what would be dropped never is.
    void setComparison(std::shared_ptr<const engine::migration::Comparison> comparison);

    [[nodiscard]] bool shows(DiffState state) const { return m_shown.contains(state); }
    void setShown(DiffState state, bool isShown);
    /// Names that have all these words, without regard to case and accents.
    void setWords(const QString &words);
    [[nodiscard]] int count(DiffState state) const { return m_counts[size_t(state)]; }
    [[nodiscard]] int shownCount() const { return m_shownCount; }

    /// Ticked, and in a row.
    [[nodiscard]] std::set<engine::catalog::ObjectKey> ticked() const;
    [[nodiscard]] int hiddenTicks() const;
    /// Ticks or unticks every row that there is.
    void tickAll(bool isTicked);
    /// What follows because something ticked needs it, and what that is.
    void setAdded(const std::map<engine::catalog::ObjectKey, engine::catalog::ObjectKey> &added);

    /// Null for a group.
    [[nodiscard]] const engine::catalog::ObjectKey *key(const QModelIndex &index) const;
    [[nodiscard]] DiffState state(const QModelIndex &index) const;
    /// The change of a row that has one.
    [[nodiscard]] const engine::catalog::Change *change(const QModelIndex &index) const;
    /// The row of an object; invalid where no row shows it.
    [[nodiscard]] QModelIndex find(const engine::catalog::ObjectKey &key) const;
    /// The first object there is.
    [[nodiscard]] QModelIndex first() const;
    void retranslate();

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void ticksChanged();

private:
    struct Entry
    {
        engine::catalog::ObjectKey key{};
        DiffState state = DiffState::Same;
        const engine::catalog::Change *change = nullptr;
        QString name{};
        std::string folded{};
        bool isTicked = false;
        int node = -1;
    };
    /// A row: the root, a schema, a kind in it, an object.
    struct Node
    {
        int parent = -1;
        int row = 0;
        QString title{};
        int entry = -1;
        std::vector<int> children{};
        /// Of the changes below.
        int changes = 0;
        int ticks = 0;
    };

    void fillEntries();
    void build();
    int addNode(int parent, const QString &title, int entry);
    [[nodiscard]] bool passes(const Entry &entry) const;
    void setTicks(int node, bool isTicked);
    void countTicks();
    [[nodiscard]] const Node &node(const QModelIndex &index) const;
    [[nodiscard]] QVariant entryData(const Entry &entry, int column, int role) const;
    [[nodiscard]] QString stateText(const Entry &entry) const;

    std::shared_ptr<const engine::migration::Comparison> m_comparison;
    std::vector<Entry> m_entries;
    std::vector<Node> m_nodes;
    std::set<DiffState> m_shown{DiffState::OnlySource, DiffState::OnlyTarget, DiffState::Different};
    std::vector<std::string> m_words;
    int m_counts[4]{};
    int m_shownCount = 0;
    std::map<engine::catalog::ObjectKey, engine::catalog::ObjectKey> m_added;
};

} // namespace ui
