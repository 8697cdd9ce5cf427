// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backups/backup_figures_row.h"

#include "ui/backups/backups_presenter.h"
#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace ui {

using namespace Qt::StringLiterals;
using engine::store::BackupStatistics;

namespace {

const QString nothing = u"—"_s;

QString shareText(double share)
{
    const QString percent = QLocale().toString(std::abs(share) * 100, 'f', 1);
    //: A change in percent; %1 its sign, %2 the number.
    return Tr::tr("%1%2 %").arg(share < 0 ? u"−"_s : u"+"_s, percent);
}

QString successText(const BackupStatistics &statistics)
{
    const qint64 ended = statistics.completed + statistics.failed;
    //: %1 of %2 backups that ended were complete.
    return ended == 0 ? nothing : Tr::tr("%1 of %2").arg(numberText(statistics.completed), numberText(ended));
}

} // namespace

BackupFiguresRow::BackupFiguresRow(const BackupsPresenter &presenter, QWidget *parent)
    : Card(parent)
    , m_presenter(presenter)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::large, space::small, space::large, space::small);
    row->setSpacing(space::large);
    for (Figure &figure : m_figures) {
        figure = {makeLabel(TextRole::Muted, this), makeLabel(TextRole::Heading, this)};
        for (QLabel *label : {figure.name, figure.value}) {
            // What is too long for its place does not widen the window.
            label->setMinimumWidth(1);
        }
        auto *column = new QVBoxLayout;
        column->setSpacing(space::hair);
        column->addWidget(figure.name);
        column->addWidget(figure.value);
        row->addLayout(column, 1);
    }
}

void BackupFiguresRow::resizeEvent(QResizeEvent *event)
{
    constexpr int widthOfOne = 140;
    Card::resizeEvent(event);
    const int shown = std::clamp(width() / widthOfOne, 2, int(figureCount));
    auto *row = qobject_cast<QHBoxLayout *>(layout());
    for (int place = 0; place < int(figureCount); ++place) {
        row->setStretch(place, place < shown ? 1 : 0);
        m_figures.at(size_t(place)).name->setVisible(place < shown);
        m_figures.at(size_t(place)).value->setVisible(place < shown);
    }
}

void BackupFiguresRow::set(Place place, const QString &name, const QString &value, const QString &toolTip)
{
    Figure &figure = m_figures.at(size_t(place));
    figure.name->setText(name);
    figure.value->setText(m_presenter.hasFigures() ? value : u"…"_s);
    for (QLabel *label : {figure.name, figure.value})
        label->setToolTip(toolTip);
}

void BackupFiguresRow::refresh()
{
    const BackupStatistics &statistics = m_presenter.statistics();
    const bool isOfOne = !m_presenter.filter().environment.isEmpty();
    set(Restorable, Tr::tr("Restorable from"),
        statistics.newestProven.isValid() ? agoText(statistics.newestProven) : Tr::tr("nothing proven"),
        statistics.newestProven.isValid()
            ? Tr::tr("The newest contents of which every block was read: those of %1.")
                  .arg(isolated(statistics.newestProvenOf))
            : Tr::tr("No backup was read back yet: nobody knows whether it can be restored."));
    set(Success, Tr::tr("Success, 30 days"), successText(statistics),
        Tr::tr("Of the backups that ended in the last thirty days, those that are complete."));
    set(Space, Tr::tr("Space used"), byteText(statistics.fileBytes),
        isOfOne ? Tr::tr("All files of this environment.") : Tr::tr("All files of all environments."));
    set(Duration, Tr::tr("Usual duration"),
        statistics.completed == 0 ? nothing : clockText(std::chrono::milliseconds(statistics.medianMilliseconds)),
        Tr::tr("Half of the backups of the last thirty days were quicker, half took longer."));
    set(Growth, Tr::tr("Growth, 30 days"), statistics.growth ? shareText(*statistics.growth) : nothing,
        Tr::tr("How much more a full backup holds than thirty days before, not compressed."));
}

} // namespace ui
