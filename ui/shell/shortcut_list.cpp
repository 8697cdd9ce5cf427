// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/shortcut_list.h"

#include "ui/shell/actions.h"
#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tables.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace ui {

ShortcutList::ShortcutList(const Actions &actions, QWidget *parent)
    : QDialog(parent)
    , m_actions(actions)
    , m_search(new QLineEdit(this))
    , m_keys(new QTableWidget(0, 2, this))
    , m_close(new QPushButton(this))
{
    prepareTable(*m_keys);
    m_keys->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_keys->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_search->addAction(icon(Glyph::Filter), QLineEdit::LeadingPosition);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::large, space::large, space::large, space::large);
    layout->setSpacing(space::medium);
    layout->addWidget(m_search);
    layout->addWidget(m_keys, 1);
    layout->addLayout(buttons);
    resize(560, 520);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutList::filter);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    retranslate();
}

void ShortcutList::open()
{
    m_search->clear();
    fill();
    show();
    raise();
    activateWindow();
    m_search->setFocus();
}

void ShortcutList::fill()
{
    m_keys->setRowCount(0);
    for (const QAction *action : m_actions.all()) {
        if (action->shortcuts().isEmpty())
            continue;
        QStringList keys;
        for (const QKeySequence &each : action->shortcuts())
            keys << each.toString(QKeySequence::NativeText);
        const int row = m_keys->rowCount();
        m_keys->insertRow(row);
        m_keys->setItem(row, 0, new QTableWidgetItem(Actions::wordsOf(*action)));
        //: Between two ways to press the keys of one action.
        m_keys->setItem(row, 1, new QTableWidgetItem(keys.join(Tr::tr(" or "))));
    }
    filter();
}

void ShortcutList::filter()
{
    const QString wanted = plainLetters(m_search->text()).simplified();
    for (int row = 0; row < m_keys->rowCount(); ++row) {
        const QString line = plainLetters(m_keys->item(row, 0)->text() + u' ' + m_keys->item(row, 1)->text());
        m_keys->setRowHidden(row, !line.contains(wanted));
    }
}

void ShortcutList::retranslate()
{
    setWindowTitle(Tr::tr("Keyboard shortcuts"));
    m_search->setPlaceholderText(Tr::tr("Search an action or a key"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_keys->setAccessibleName(windowTitle());
    m_keys->setHorizontalHeaderLabels({Tr::tr("Action"), Tr::tr("Keys")});
    m_close->setText(Tr::tr("Close"));
    fill();
}

void ShortcutList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace ui
