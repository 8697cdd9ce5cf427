// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/anonymize/column_model.h"

#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QGuiApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using engine::anonymize::ColumnDecision;
using engine::anonymize::Verdict;

void ColumnModel::setDecisions(Decisions decisions)
{
    const auto isSameColumn = [](const ColumnDecision &one, const ColumnDecision &other) {
        return one.table == other.table && one.column == other.column;
    };
    // The same columns again, after a rule was changed: the view keeps its selection and its place.
    if (std::equal(decisions->begin(), decisions->end(), m_decisions->begin(), m_decisions->end(), isSameColumn)) {
        replace(std::move(decisions));
        return;
    }
    beginResetModel();
    m_decisions = std::move(decisions);
    rememberWords();
    endResetModel();
}

void ColumnModel::rememberWords()
{
    m_plainNames.clear();
    m_plainNames.reserve(qsizetype(m_decisions->size()));
    QString table;
    const engine::sql::QualifiedName *known = nullptr;
    for (const ColumnDecision &decision : *m_decisions) {
        if (known == nullptr || *known != decision.table)
            table = plainLetters(engine::text(decision.table.displayed()));
        known = &decision.table;
        m_plainNames << QString(table + u'.' + plainLetters(engine::text(decision.column)));
    }
}

bool ColumnModel::hasWords(int row, const QStringList &plainWords) const
{
    const ColumnDecision &decision = (*m_decisions)[size_t(row)];
    const bool isUndecided = decision.verdict == Verdict::Undecided;
    QString &category = m_plainCategories[isUndecided ? -1 : int(decision.category)];
    if (category.isEmpty())
        category = plainLetters(text(decision, CategoryColumn));
    QString &rule = m_plainRules[int(decision.rule.kind)];
    if (rule.isEmpty())
        rule = plainLetters(text(decision, RuleColumn));
    const QString &name = m_plainNames.at(row);
    return std::all_of(plainWords.begin(), plainWords.end(), [&](const QString &word) {
        return name.contains(word) || category.contains(word) || rule.contains(word);
    });
}

Verdict ColumnModel::shownVerdict(int row) const
{
    const ColumnDecision &decision = (*m_decisions)[size_t(row)];
    // What somebody decided about is looked for, kept columns first of all.
    const bool isDecided = decision.changesValues() || decision.fromRuleFile;
    return decision.verdict == Verdict::Technical && isDecided ? Verdict::Personal : decision.verdict;
}

void ColumnModel::replace(Decisions decisions)
{
    m_decisions.swap(decisions);
    // One rule changes a few of thousands: only those are drawn, counted and filtered again.
    const auto isSame = [&](int row) {
        const ColumnDecision &now = (*m_decisions)[size_t(row)];
        const ColumnDecision &before = (*decisions)[size_t(row)];
        return now.rule == before.rule && now.verdict == before.verdict && now.category == before.category
               && now.nature == before.nature && now.fromRuleFile == before.fromRuleFile
               && now.detected == before.detected && now.why == before.why;
    };
    for (int first = 0; first < rowCount(); ++first) {
        if (isSame(first))
            continue;
        int last = first;
        while (last + 1 < rowCount() && !isSame(last + 1))
            ++last;
        emit dataChanged(index(first, 0), index(last, ColumnCount - 1));
        first = last;
    }
}

void ColumnModel::retranslate()
{
    m_plainCategories.clear();
    m_plainRules.clear();
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_decisions->empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ColumnModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_decisions->size());
}

int ColumnModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ColumnModel::text(const ColumnDecision &decision, int column) const
{
    switch (column) {
    case NameColumn:
        return engine::text(decision.table.displayed()) + u'.' + engine::text(decision.column);
    case CategoryColumn:
        return decision.verdict == Verdict::Undecided ? Tr::tr("To decide") : displayName(decision.category);
    case RuleColumn:
        return displayName(decision.rule);
    case NatureColumn:
        return displayName(decision.nature);
    default:
        return {};
    }
}

QVariant ColumnModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ColumnDecision &decision = (*m_decisions)[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(decision, index.column());
    case Qt::EditRole:
        return index.column() == RuleColumn ? QVariant(decision.fromRuleFile ? int(decision.rule.kind) : -1)
                                            : QVariant();
    case Qt::ToolTipRole:
        return decision.why.text();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeading | Qt::AlignVCenter);
    case Qt::FontRole:
    case Qt::ForegroundRole:
        return look(decision, index.column(), role);
    case PossibleRulesRole:
        return m_possible ? QVariant(m_possible(decision)) : QVariant();
    default:
        return {};
    }
}

QVariant ColumnModel::look(const ColumnDecision &decision, int column, int role) const
{
    if (role == Qt::FontRole && column == RuleColumn && decision.fromRuleFile) {
        // Decided by a person and not by detection.
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
    }
    const bool isKeptPersonal
        = !decision.changesValues() && decision.fromRuleFile && decision.detected != Verdict::Technical;
    if (role == Qt::ForegroundRole && isKeptPersonal && (column == RuleColumn || column == NatureColumn))
        return colorsOf(QGuiApplication::palette()).error;
    return {};
}

QVariant ColumnModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return Tr::tr("Column");
    case CategoryColumn:
        return Tr::tr("Category");
    case RuleColumn:
        return Tr::tr("Rule");
    case NatureColumn:
        return Tr::tr("Nature");
    default:
        return {};
    }
}

Qt::ItemFlags ColumnModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == RuleColumn ? flags | Qt::ItemIsEditable : flags;
}

bool ColumnModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != RuleColumn || role != Qt::EditRole)
        return false;
    if (value == index.data(Qt::EditRole))
        return false;
    emit ruleChosen(index.row(), value.toInt());
    return true;
}

void PreviewModel::setValues(Values before, Values after)
{
    beginResetModel();
    m_before = std::move(before);
    m_after = std::move(after);
    endResetModel();
}

void PreviewModel::setUncovered(bool isUncovered)
{
    m_isUncovered = isUncovered;
    if (!m_before.empty())
        emit dataChanged(index(0, BeforeColumn), index(rowCount() - 1, AfterColumn));
}

int PreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(std::min(m_before.size(), m_after.size()));
}

int PreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PreviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeading | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const auto row = size_t(index.row());
    const bool isBefore = index.column() == BeforeColumn;
    const auto &value = (isBefore ? m_before : m_after)[row];
    if (!value)
        return u"NULL"_s;
    // A value that no rule changes is as real afterwards as it was before. One length for all: the length of a value
    // says something about it.
    const bool isReal = isBefore || m_before[row] == m_after[row];
    return isReal && !m_isUncovered ? QString(8, QChar(0x2022)) : engine::text(*value);
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == BeforeColumn ? Tr::tr("Before") : Tr::tr("After");
}

} // namespace ui
