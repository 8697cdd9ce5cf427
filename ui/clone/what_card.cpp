// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/clone/what_card.h"

#include "ui/clone/clone_presenter.h"
#include "ui/clone/row_choice_view.h"
#include "ui/clone/table_choice_view.h"
#include "ui/clone/table_group_menu.h"
#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QLineEdit>

namespace ui {

WhatCard::WhatCard(ClonePresenter &presenter, QWidget *parent)
    : Card(parent)
    , m_presenter(presenter)
    , m_title(makeLabel(TextRole::Heading, this))
    , m_schemasLabel(makeLabel(TextRole::Body, this))
    , m_schemas(new QLineEdit(this))
    , m_tablesLabel(makeLabel(TextRole::Body, this))
    , m_tables(new TableChoiceView(presenter.tables(), this))
    , m_excludedLabel(makeLabel(TextRole::Body, this))
    , m_excluded(new QLineEdit(this))
    , m_rowsLabel(makeLabel(TextRole::Body, this))
    , m_rows(new RowChoiceView(presenter, this))
    , m_grid(new QGridLayout(this))
{
    auto *groups = new TableGroupMenu(presenter.tableGroups(), presenter.tables(), this);
    connect(groups, &TableGroupMenu::failed, &presenter, &ClonePresenter::failed);
    m_tables->setGroupMenu(groups);
    buildLayout();
    connect(m_schemas, &QLineEdit::textEdited, &presenter, &ClonePresenter::setSchemas);
    connect(m_excluded, &QLineEdit::textEdited, &presenter, &ClonePresenter::setExcludedTables);
    retranslate();
}

void WhatCard::buildLayout()
{
    for (QLineEdit *field : {m_schemas, m_excluded})
        field->setLayoutDirection(Qt::LeftToRight);
    m_tablesLabel->setMinimumHeight(space::target);
    m_grid->setContentsMargins(space::large, space::medium, space::large, space::medium);
    m_grid->setSpacing(space::small);
    m_grid->addWidget(m_title, 0, 0, 1, 2);
    m_grid->addWidget(m_schemasLabel, 1, 0);
    m_grid->addWidget(m_schemas, 1, 1);
    m_grid->addWidget(m_tablesLabel, 2, 0, Qt::AlignTop);
    m_grid->addWidget(m_tables, 2, 1);
    m_grid->addWidget(m_tables->panel(), 3, 0, 1, 2);
    m_grid->addWidget(m_excludedLabel, 4, 0);
    m_grid->addWidget(m_excluded, 4, 1);
    m_grid->addWidget(m_rowsLabel, 5, 0);
    m_grid->addWidget(m_rows, 5, 1);
    m_rows->layOutFields(*m_grid, 6);
    m_grid->setColumnStretch(1, 1);
}

void WhatCard::fill()
{
    // The list of environments may be read again while somebody types: the cursor stays where it is.
    if (m_schemas->text() != m_presenter.schemas())
        m_schemas->setText(m_presenter.schemas());
    if (m_excluded->text() != m_presenter.excludedTables())
        m_excluded->setText(m_presenter.excludedTables());
    m_rows->fill();
}

void WhatCard::retranslate()
{
    m_title->setText(Tr::tr("What"));
    m_schemasLabel->setText(Tr::tr("Schemas"));
    m_schemas->setPlaceholderText(Tr::tr("all; or names, with commas"));
    m_schemas->setAccessibleName(Tr::tr("Schemas to clone"));
    m_tablesLabel->setText(Tr::tr("Tables"));
    m_tables->retranslate();
    m_excludedLabel->setText(Tr::tr("Without rows, by pattern"));
    m_excluded->setPlaceholderText(Tr::tr("none; or patterns such as public.log_*"));
    m_excluded->setAccessibleName(m_excludedLabel->text());
    m_rowsLabel->setText(Tr::tr("Rows"));
    m_rows->retranslate();
    // Kept free, so that nothing moves sideways when the fields unfold.
    m_grid->setColumnMinimumWidth(0, m_rows->labelWidth());
}

} // namespace ui
