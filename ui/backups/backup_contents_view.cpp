// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backups/backup_contents_view.h"

#include "engine/base/errors/error_text.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tables.h"

#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using engine::workspace::BackupContents;

BackupContentsView::BackupContentsView(QWidget *parent)
    : QWidget(parent)
    , m_sentence(makeLabel(TextRole::Muted, this))
    , m_read(new QPushButton(this))
    , m_tables(new QTableView(this))
    , m_rows(new QStandardItemModel(this))
    , m_othersArea(nullptr)
    , m_others(makeLabel(TextRole::Muted, this))
{
    m_sentence->setWordWrap(true);
    m_others->setWordWrap(true);
    m_others->setAlignment(Qt::AlignTop);
    m_others->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_rows->setColumnCount(3);
    m_tables->setModel(m_rows);
    prepareTable(*m_tables);
    QHeaderView *header = m_tables->horizontalHeader();
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    header->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    QScrollArea *area = scrolled(m_others, this);
    m_othersArea = area;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(space::small);
    layout->addWidget(m_sentence);
    layout->addWidget(m_read, 0, Qt::AlignLeading);
    layout->addWidget(m_tables, 2);
    layout->addWidget(area, 1);
    layout->addStretch(0);
    connect(m_read, &QPushButton::clicked, this, &BackupContentsView::wanted);
    retranslate();
}

void BackupContentsView::showContents(const std::optional<BackupContents> &contents,
                                      const std::optional<engine::Error> &problem)
{
    m_tables->setVisible(contents.has_value());
    m_othersArea->setVisible(contents.has_value());
    m_read->setVisible(!contents && !problem);
    m_sentence->setVisible(!contents || contents->tables.isEmpty());
    if (problem) {
        const engine::ErrorText text = engine::describe(*problem);
        m_sentence->setText(text.what + u' ' + text.why);
    } else if (!contents) {
        m_sentence->setText(Tr::tr("What an encrypted backup holds is said in the file: it has to be opened for it."));
    } else {
        m_sentence->setText(Tr::tr("It says that it holds no table."));
        fill(*contents);
    }
}

void BackupContentsView::fill(const BackupContents &contents)
{
    m_rows->setRowCount(0);
    for (const auto &table : contents.tables) {
        auto *name = new QStandardItem(table.name);
        auto *rows = new QStandardItem(numberText(table.rows));
        auto *bytes = new QStandardItem(byteText(table.bytes));
        name->setToolTip(table.name);
        for (QStandardItem *number : {rows, bytes})
            number->setTextAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
        for (QStandardItem *item : {name, rows, bytes})
            item->setEditable(false);
        m_rows->appendRow({name, rows, bytes});
    }
    m_tables->setVisible(!contents.tables.isEmpty());
    QStringList lines;
    if (!contents.leftOut.isEmpty())
        lines << Tr::tr("Left out:");
    for (const auto &each : contents.leftOut)
        lines << u"– "_s + Tr::tr("%1: %2").arg(isolated(each.what), each.why);
    if (contents.isAnonymized)
        lines << (contents.rules.isEmpty() ? Tr::tr("Personal data was replaced.")
                                           : Tr::tr("Personal data was replaced by these rules:"));
    for (const auto &rule : contents.rules)
        lines << u"– "_s + Tr::tr("%1: %2").arg(isolated(rule.column), rule.rule);
    for (const QString &warning : contents.warnings)
        lines << u"– "_s + warning;
    m_others->setText(lines.join(u'\n'));
    m_othersArea->setVisible(!lines.isEmpty());
}

void BackupContentsView::retranslate()
{
    m_read->setText(Tr::tr("Open the &file"));
    m_rows->setHorizontalHeaderLabels({Tr::tr("Table"), Tr::tr("Rows"), Tr::tr("Size")});
    m_tables->setAccessibleName(Tr::tr("Tables of the backup"));
}

} // namespace ui
