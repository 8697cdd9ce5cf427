// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/restore/file_sample_view.h"

#include "engine/base/errors/error_text.h"
#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tables.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// As long as the value, up to some letters: that it is there may be seen.
QString covered(const QString &value)
{
    return QString(std::min<qsizetype>(value.size(), 8), u'•');
}

} // namespace

FileSampleView::FileSampleView(QWidget *parent)
    : QWidget(parent)
    , m_title(makeLabel(TextRole::Strong, this))
    , m_reveal(new QPushButton(this))
    , m_sentence(makeLabel(TextRole::Muted, this))
    , m_rows(new QTableView(this))
    , m_model(new QStandardItemModel(this))
{
    m_sentence->setWordWrap(true);
    m_rows->setModel(m_model);
    prepareTable(*m_rows);
    m_rows->setMinimumHeight(90);
    // Names and values are left to right, whatever the window is.
    m_rows->setLayoutDirection(Qt::LeftToRight);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_reveal);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(space::small);
    layout->addLayout(head);
    layout->addWidget(m_sentence);
    layout->addWidget(m_rows, 1);
    connect(m_reveal, &QPushButton::clicked, this, [this] {
        m_isRevealed = !m_isRevealed;
        fill();
    });
    hide();
}

void FileSampleView::showSample(const QString &table, const std::optional<engine::workspace::FileSample> &sample,
                                const std::optional<engine::Error> &problem)
{
    m_title->setText(Tr::tr("First rows of %1").arg(isolated(table)));
    m_isRevealed = false;
    m_sample = sample.value_or(engine::workspace::FileSample{});
    const bool hasRows = !m_sample.rows.isEmpty();
    m_rows->setVisible(hasRows);
    m_reveal->setVisible(hasRows);
    m_sentence->setVisible(!hasRows);
    if (problem && problem->code == engine::ErrorCode::FormatUnsupported)
        m_sentence->setText(Tr::tr("Its rows are INSERT statements: they are read when the file is loaded."));
    else if (problem && problem->code != engine::ErrorCode::ObjectMissing)
        m_sentence->setText(engine::describe(*problem).what);
    else
        m_sentence->setText(sample || problem ? Tr::tr("The file has no row of it.") : Tr::tr("Being read…"));
    fill();
}

void FileSampleView::fill()
{
    m_reveal->setText(m_isRevealed ? Tr::tr("&Cover the values") : Tr::tr("&Show the values"));
    m_reveal->setIcon(icon(m_isRevealed ? Glyph::EyeOff : Glyph::Eye));
    m_model->clear();
    m_model->setHorizontalHeaderLabels(m_sample.columns);
    for (const auto &row : m_sample.rows) {
        QList<QStandardItem *> items;
        for (const std::optional<QString> &value : row) {
            auto *item = new QStandardItem(!value ? u"NULL"_s : m_isRevealed ? *value : covered(*value));
            item->setEditable(false);
            items << item;
        }
        m_model->appendRow(items);
    }
}

void FileSampleView::retranslate()
{
    m_rows->setAccessibleName(Tr::tr("First rows of the table"));
    fill();
}

} // namespace ui
