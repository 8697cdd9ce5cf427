// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/clear_column_page.h"

#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tables.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace ui {

ClearColumnPage::ClearColumnPage(QWidget *parent)
    : QWidget(parent)
    , m_filter(new ClearColumnFilter(this))
    , m_none(makeLabel(TextRole::Muted, this))
    , m_view(new QTableView(this))
    , m_withTechnical(new QCheckBox(this))
{
    m_filter->setSourceModel(&m_model);
    m_filter->setSortRole(ClearColumnModel::SortRole);
    prepareTable(*m_view);
    m_view->setModel(m_filter);
    m_view->setSortingEnabled(true);
    // In the order of their weight until the person wants another.
    m_view->sortByColumn(-1, Qt::AscendingOrder);
    cutAtEnd(*m_view, ClearColumnModel::WhyColumn);
    QHeaderView *header = m_view->horizontalHeader();
    header->setSectionResizeMode(ClearColumnModel::WhyColumn, QHeaderView::Stretch);
    header->resizeSection(ClearColumnModel::NameColumn, 280);
    header->resizeSection(ClearColumnModel::ValuesColumn, 190);
    m_none->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, space::small, 0, 0);
    layout->setSpacing(space::small);
    layout->addWidget(m_withTechnical);
    layout->addWidget(m_none);
    layout->addWidget(m_view, 1);
    connect(m_withTechnical, &QCheckBox::toggled, this, [this](bool isShown) {
        m_filter->setWithTechnical(isShown);
        retranslate();
    });
}

void ClearColumnPage::setColumns(const QList<engine::runs::PlannedColumn> &columns)
{
    m_model.setColumns(columns);
    retranslate();
}

void ClearColumnPage::retranslate()
{
    m_model.retranslate();
    const int technical = m_model.technicalCount();
    m_withTechnical->setText(Tr::tr("%n technical columns &too: keys, amounts, dates, states", nullptr, technical));
    m_withTechnical->setVisible(technical > 0);
    m_none->setText(Tr::tr("Nothing else is in clear."));
    m_none->setVisible(m_filter->rowCount() == 0);
    m_view->setVisible(m_filter->rowCount() > 0);
    m_view->setAccessibleName(Tr::tr("Columns in clear"));
}

} // namespace ui
