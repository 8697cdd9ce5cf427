// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backups/backup_filters.h"

#include "ui/backups/backup_words.h"
#include "ui/backups/backups_presenter.h"
#include "ui/environment_list.h"
#include "ui/text.h"
#include "ui/theme/environment_look.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/wheel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;
using engine::store::BackupKind;
using engine::store::BackupStatus;
using engine::store::ProofLevel;

namespace {

template <typename Choice>
std::optional<Choice> chosen(const QComboBox &combo)
{
    const QVariant value = combo.currentData();
    return value.isValid() ? std::optional(Choice(value.toInt())) : std::nullopt;
}

} // namespace

BackupFilters::BackupFilters(BackupsPresenter &presenter, const EnvironmentList &list, QWidget *parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_list(list)
    , m_search(new QLineEdit(this))
    , m_environment(new QComboBox(this))
    , m_kind(new QComboBox(this))
    , m_status(new QComboBox(this))
    , m_proof(new QComboBox(this))
    , m_period(new QComboBox(this))
    , m_choices(new QGridLayout)
    , m_count(makeLabel(TextRole::Muted, this))
    , m_clear(new QPushButton(this))
{
    m_search->setClearButtonEnabled(true);
    m_search->setObjectName(u"search"_s);
    auto *words = new QHBoxLayout;
    words->setSpacing(space::small);
    words->addWidget(m_search, 1);
    words->addWidget(m_count);
    words->addWidget(m_clear);
    m_choices->setSpacing(space::small);
    for (QComboBox *combo : {m_environment, m_period, m_kind, m_status, m_proof}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(7);
        leaveWheelToPage(*combo);
    }
    layOutChoices(5);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(space::small);
    layout->addLayout(words);
    layout->addLayout(m_choices);
    connectFields();
}

void BackupFilters::layOutChoices(int perLine)
{
    if (std::exchange(m_perLine, perLine) == perLine)
        return;
    int place = 0;
    for (QComboBox *combo : {m_environment, m_period, m_kind, m_status, m_proof}) {
        m_choices->addWidget(combo, place / perLine, place % perLine);
        ++place;
    }
    for (int column = 0; column < 5; ++column)
        m_choices->setColumnStretch(column, column < perLine ? 1 : 0);
}

void BackupFilters::resizeEvent(QResizeEvent *event)
{
    constexpr int widthOfFive = 560;
    QWidget::resizeEvent(event);
    layOutChoices(width() < widthOfFive ? 3 : 5);
}

void BackupFilters::connectFields()
{
    BackupsPresenter *presenter = &m_presenter;
    connect(m_search, &QLineEdit::textEdited, presenter, &BackupsPresenter::setWords);
    // The cross in the field edits nothing.
    connect(m_search, &QLineEdit::textChanged, presenter, [this](const QString &text) {
        if (text.isEmpty() && !m_presenter.filter().words.isEmpty())
            m_presenter.setWords({});
    });
    connect(m_environment, &QComboBox::activated, presenter,
            [this] { m_presenter.setEnvironment(m_environment->currentData().toString()); });
    connect(m_kind, &QComboBox::activated, presenter, [this] { m_presenter.setKind(chosen<BackupKind>(*m_kind)); });
    connect(m_status, &QComboBox::activated, presenter,
            [this] { m_presenter.setStatus(chosen<BackupStatus>(*m_status)); });
    connect(m_proof, &QComboBox::activated, presenter,
            [this] { m_presenter.setProof(ProofLevel(m_proof->currentData().toInt())); });
    connect(m_period, &QComboBox::activated, presenter, [this] {
        if (m_period->currentData().toInt() >= 0)
            m_presenter.setPeriod(m_period->currentData().toInt());
        fillPeriods();
    });
    connect(m_clear, &QPushButton::clicked, presenter, [this] {
        m_presenter.clearFilter();
        fill();
    });
}

void BackupFilters::fillEnvironments()
{
    const QString current = m_presenter.filter().environment;
    m_environment->clear();
    m_environment->addItem(Tr::tr("All environments"));
    for (const auto &environment : m_list.all())
        m_environment->addItem(typeIcon(environment.type), environment.name, environment.name);
    // One that is gone from the list still has its backups.
    if (!current.isEmpty() && m_environment->findData(current) < 0)
        m_environment->addItem(current, current);
    m_environment->setCurrentIndex(current.isEmpty() ? 0 : m_environment->findData(current));
}

void BackupFilters::fillPeriods()
{
    m_period->clear();
    m_period->addItem(Tr::tr("At any time"), 0);
    for (const int days : {7, 30, 90, 365})
        m_period->addItem(Tr::tr("%n days", nullptr, days), days);
    const QDate day = m_presenter.day();
    if (day.isValid())
        m_period->addItem(QLocale().toString(day, QLocale::ShortFormat), -1);
    m_period->setCurrentIndex(m_period->findData(day.isValid() ? -1 : m_presenter.period()));
}

void BackupFilters::fill()
{
    fillEnvironments();
    fillPeriods();
    if (m_search->text().trimmed() != m_presenter.filter().words)
        m_search->setText(m_presenter.filter().words);
    m_kind->clear();
    m_kind->addItem(Tr::tr("Any contents"));
    m_kind->addItem(Tr::tr("Full"), int(BackupKind::Full));
    m_kind->addItem(Tr::tr("Chosen"), int(BackupKind::Manual));
    const auto kind = m_presenter.filter().kind;
    m_kind->setCurrentIndex(kind ? m_kind->findData(int(*kind)) : 0);
    m_status->clear();
    m_status->addItem(Tr::tr("All states"));
    for (const BackupStatus status : {BackupStatus::Completed, BackupStatus::Running, BackupStatus::Failed,
                                      BackupStatus::Cancelled, BackupStatus::Missing})
        m_status->addItem(statusText(status), int(status));
    const auto status = m_presenter.filter().status;
    m_status->setCurrentIndex(status ? m_status->findData(int(*status)) : 0);
    m_proof->clear();
    m_proof->addItem(Tr::tr("Any proof"), int(ProofLevel::None));
    for (const ProofLevel level : {ProofLevel::FileIntact, ProofLevel::ContentComplete, ProofLevel::Restored})
        m_proof->addItem(proofText(level), int(level));
    m_proof->setCurrentIndex(m_proof->findData(int(m_presenter.filter().atLeast)));
    refreshCount();
}

void BackupFilters::refreshCount()
{
    m_count->setText(
        m_presenter.isFiltered()
            ? Tr::tr("%1 of %2").arg(numberText(m_presenter.shownCount()), numberText(m_presenter.wholeCount()))
            : QString());
    m_count->setVisible(m_presenter.isFiltered());
    m_clear->setVisible(m_presenter.isFiltered());
}

void BackupFilters::retranslate()
{
    m_search->setPlaceholderText(Tr::tr("Search in names, notes and tags"));
    m_search->setAccessibleName(Tr::tr("Search in the backups"));
    m_environment->setAccessibleName(Tr::tr("Backups of"));
    m_kind->setAccessibleName(Tr::tr("Contents"));
    m_status->setAccessibleName(Tr::tr("State"));
    m_proof->setAccessibleName(Tr::tr("Proven at least"));
    m_period->setAccessibleName(Tr::tr("Period"));
    m_clear->setText(Tr::tr("C&lear"));
    fill();
}

} // namespace ui
