// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/clone/clone_screen.h"

#include "ui/clone/clone_presenter.h"
#include "ui/clone/recipe_view.h"
#include "ui/clone/what_card.h"
#include "ui/run/operation_runner.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/environment_band.h"
#include "ui/widgets/environment_combo.h"
#include "ui/widgets/label.h"
#include "ui/widgets/note.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/wheel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

using PersonalData = ClonePresenter::PersonalData;

CloneScreen::CloneScreen(ClonePresenter &presenter, OperationRunner &runner, QWidget *parent)
    : Screen(parent)
    , m_presenter(presenter)
    , m_runner(runner)
    , m_form(nullptr)
    , m_source(new QComboBox(this))
    , m_target(new QComboBox(this))
    , m_swap(new QToolButton(this))
    , m_sourceLabel(makeLabel(TextRole::Muted, this))
    , m_targetLabel(makeLabel(TextRole::Muted, this))
    , m_sourceBand(new EnvironmentBand(this))
    , m_targetBand(new EnvironmentBand(this))
    , m_dataTitle(makeLabel(TextRole::Heading, this))
    , m_policy(makeLabel(TextRole::Muted, this))
    , m_replaced(new QRadioButton(this))
    , m_inClear(new QRadioButton(this))
    , m_reason(new QLineEdit(this))
    , m_clearData(new Note(Note::Weight::Danger, this))
    , m_rulesLabel(makeLabel(TextRole::Body, this))
    , m_rules(makeLabel(TextRole::Strong, this))
    , m_chooseRules(new QPushButton(this))
    , m_dropRules(new QPushButton(this))
    , m_noRules(new QCheckBox(this))
    , m_strict(new QCheckBox(this))
    , m_columns(makeLabel(TextRole::Body, this))
    , m_lookAtColumns(new QPushButton(this))
    , m_what(new WhatCard(presenter, this))
    , m_optionsTitle(makeLabel(TextRole::Heading, this))
    , m_jobsLabel(makeLabel(TextRole::Body, this))
    , m_jobs(new QSpinBox(this))
    , m_verify(new QCheckBox(this))
    , m_sideEffects(new QCheckBox(this))
    , m_retriesLabel(makeLabel(TextRole::Body, this))
    , m_retries(new QSpinBox(this))
    , m_skipBrokenRows(new QCheckBox(this))
    , m_brokenRowsFile(makeLabel(TextRole::Muted, this))
    , m_leaveOutBroken(new QCheckBox(this))
    , m_usersLabel(makeLabel(TextRole::Body, this))
    , m_users(new QComboBox(this))
    , m_recipe(new RecipeView(presenter, this))
    , m_commandLabel(makeLabel(TextRole::Muted, this))
    , m_command(new QLineEdit(this))
    , m_copyCommand(new QPushButton(this))
    , m_obstacle(makeLabel(TextRole::Muted, this))
    , m_confirmation(new QLineEdit(this))
    , m_check(new QPushButton(this))
    , m_start(new QPushButton(this))
{
    m_form = buildForm();
    setContent(m_form);
    connectFields();
    fillEnvironments();
    fill();
    retranslate();
}

QWidget *CloneScreen::buildForm()
{
    auto *choices = new QWidget(this);
    auto *sections = new QVBoxLayout(choices);
    sections->setContentsMargins({});
    sections->setSpacing(space::medium);
    for (QWidget *section : {buildEnds(), buildPersonalData(), static_cast<QWidget *>(m_what), buildOptions()})
        sections->addWidget(section);
    sections->addStretch(1);

    auto *form = new QWidget(this);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(space::large);
    m_choices = scrolled(choices, form);
    columns->addWidget(m_choices, 3);
    m_recipe->setMinimumWidth(280);
    columns->addWidget(m_recipe, 2);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins({});
    layout->setSpacing(space::medium);
    layout->addLayout(columns, 1);
    layout->addWidget(buildFooter());
    return form;
}

QWidget *CloneScreen::buildEnds()
{
    auto *card = new Card(this);
    auto *grid = new QGridLayout(card);
    grid->setContentsMargins(space::large, space::medium, space::large, space::medium);
    grid->setHorizontalSpacing(space::small);
    grid->setVerticalSpacing(space::tight);
    grid->addWidget(m_sourceLabel, 0, 0);
    grid->addWidget(m_targetLabel, 0, 2);
    grid->addWidget(m_source, 1, 0);
    grid->addWidget(m_swap, 1, 1);
    grid->addWidget(m_target, 1, 2);
    // Kept free before an end is chosen, so that nothing moves under the pointer.
    for (EnvironmentBand *band : {m_sourceBand, m_targetBand}) {
        QSizePolicy policy = band->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        band->setSizePolicy(policy);
    }
    grid->addWidget(m_sourceBand, 2, 0);
    grid->addWidget(m_targetBand, 2, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(2, 1);
    return card;
}

QWidget *CloneScreen::buildPersonalData()
{
    m_policy->setWordWrap(true);
    m_columns->setWordWrap(true);
    m_rules->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *rules = new QHBoxLayout;
    rules->setSpacing(space::small);
    rules->addWidget(m_rulesLabel);
    rules->addWidget(m_rules, 1);
    rules->addWidget(m_dropRules);
    rules->addWidget(m_chooseRules);
    auto *columns = new QHBoxLayout;
    columns->addWidget(m_columns, 1);
    columns->addWidget(m_lookAtColumns);
    auto *card = new Card(this);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::large, space::medium, space::large, space::medium);
    layout->setSpacing(space::small);
    layout->addWidget(m_dataTitle);
    layout->addWidget(m_policy);
    layout->addWidget(m_replaced);
    layout->addWidget(m_inClear);
    layout->addWidget(m_reason);
    layout->addWidget(m_clearData);
    layout->addLayout(rules);
    layout->addLayout(columns);
    layout->addWidget(m_noRules);
    layout->addWidget(m_strict);
    return card;
}

QWidget *CloneScreen::buildOptions()
{
    m_jobs->setRange(0, 64);
    m_jobs->setMinimumWidth(150);
    m_retries->setRange(0, 10);
    m_retries->setMinimumWidth(150);
    for (QWidget *field :
         {static_cast<QWidget *>(m_jobs), static_cast<QWidget *>(m_users), static_cast<QWidget *>(m_retries)})
        leaveWheelToPage(*field);
    auto *fields = new QGridLayout;
    fields->setHorizontalSpacing(space::medium);
    fields->setVerticalSpacing(space::small);
    fields->addWidget(m_jobsLabel, 0, 0);
    fields->addWidget(m_jobs, 0, 1, Qt::AlignLeft);
    fields->addWidget(m_usersLabel, 1, 0);
    fields->addWidget(m_users, 1, 1, Qt::AlignLeft);
    fields->addWidget(m_retriesLabel, 2, 0);
    fields->addWidget(m_retries, 2, 1, Qt::AlignLeft);
    fields->setColumnStretch(1, 1);
    auto *card = new Card(this);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::large, space::medium, space::large, space::medium);
    layout->setSpacing(space::small);
    layout->addWidget(m_optionsTitle);
    layout->addWidget(m_verify);
    auto *brokenRows = new QHBoxLayout;
    brokenRows->setSpacing(space::small);
    m_brokenRowsFile->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    brokenRows->addWidget(m_skipBrokenRows);
    brokenRows->addWidget(m_brokenRowsFile, 1);
    layout->addLayout(brokenRows);
    layout->addWidget(m_leaveOutBroken);
    layout->addWidget(m_sideEffects);
    layout->addLayout(fields);
    return card;
}

QWidget *CloneScreen::buildFooter()
{
    m_command->setReadOnly(true);
    m_command->setLayoutDirection(Qt::LeftToRight);
    m_obstacle->setWordWrap(true);
    m_confirmation->setMinimumWidth(190);
    m_start->setProperty("kind", u"primary"_s);
    auto *command = new QHBoxLayout;
    command->setSpacing(space::small);
    command->addWidget(m_commandLabel);
    command->addWidget(m_command, 1);
    command->addWidget(m_copyCommand);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(space::small);
    actions->addWidget(m_obstacle, 1);
    actions->addWidget(m_confirmation);
    actions->addWidget(m_check);
    actions->addWidget(m_start);
    auto *footer = new QWidget(this);
    auto *layout = new QVBoxLayout(footer);
    layout->setContentsMargins({});
    layout->setSpacing(space::small);
    layout->addLayout(command);
    layout->addLayout(actions);
    return footer;
}

void CloneScreen::connectFields()
{
    ClonePresenter *presenter = &m_presenter;
    connect(m_source, &QComboBox::activated, presenter,
            [this] { m_presenter.setSource(m_source->currentData().toString()); });
    connect(m_target, &QComboBox::activated, presenter,
            [this] { m_presenter.setTarget(m_target->currentData().toString()); });
    connect(m_swap, &QToolButton::clicked, presenter, &ClonePresenter::swap);
    connect(m_replaced, &QRadioButton::clicked, presenter,
            [this] { m_presenter.setPersonalData(PersonalData::Replaced); });
    connect(m_inClear, &QRadioButton::clicked, presenter,
            [this] { m_presenter.setPersonalData(PersonalData::InClear); });
    connect(m_reason, &QLineEdit::textEdited, presenter, &ClonePresenter::setRawReason);
    connect(m_chooseRules, &QPushButton::clicked, this, &CloneScreen::chooseRuleFile);
    connect(m_dropRules, &QPushButton::clicked, presenter, [this] { m_presenter.setRuleFile({}); });
    connect(m_strict, &QCheckBox::clicked, presenter, &ClonePresenter::setStrict);
    connect(m_lookAtColumns, &QPushButton::clicked, this,
            [this] { emit pageRequested({.page = u"anonymization"_s, .source = m_presenter.source()}); });
    connect(m_jobs, &QSpinBox::valueChanged, presenter, &ClonePresenter::setJobs);
    connect(m_verify, &QCheckBox::clicked, presenter, &ClonePresenter::setVerify);
    connect(m_sideEffects, &QCheckBox::clicked, presenter, &ClonePresenter::setKeepsSideEffects);
    connect(m_retries, &QSpinBox::valueChanged, presenter, &ClonePresenter::setRetries);
    connect(m_noRules, &QCheckBox::clicked, presenter, &ClonePresenter::setUsesNoRules);
    connect(m_skipBrokenRows, &QCheckBox::clicked, this, [this](bool isWanted) {
        if (isWanted)
            chooseBrokenRowsFile();
        else
            m_presenter.setBrokenRowsFile({});
    });
    connect(m_recipe, &RecipeView::skippingWanted, this, &CloneScreen::chooseBrokenRowsFile);
    connect(m_leaveOutBroken, &QCheckBox::clicked, presenter, &ClonePresenter::setLeavesOutBroken);
    connect(m_users, &QComboBox::activated, presenter, [this] {
        const QVariant choice = m_users->currentData();
        m_presenter.setMissingUsers(
            choice.isValid() ? std::optional(static_cast<ClonePresenter::MissingUsers>(choice.toInt())) : std::nullopt);
    });
    connect(m_copyCommand, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_command->text()); });
    connect(m_confirmation, &QLineEdit::textEdited, presenter, &ClonePresenter::setConfirmation);
    connect(m_check, &QPushButton::clicked, presenter, &ClonePresenter::check);
    connect(m_start, &QPushButton::clicked, presenter, [this] {
        hideMessage();
        m_presenter.start();
    });
    connect(presenter, &ClonePresenter::changed, this, &CloneScreen::refresh);
    connect(presenter, &ClonePresenter::replaced, this, &CloneScreen::fill);
    connect(&m_runner, &OperationRunner::stateChanged, this, &CloneScreen::refresh);
    connect(&m_presenter, &ClonePresenter::failed, this,
            [this](const engine::Error &error) { showMessage(messageFor(error)); });
    connect(&m_runner, &OperationRunner::failed, this, [this](const engine::Error &error) {
        if (isVisible())
            showMessage(messageFor(error));
    });
    connect(&m_runner, &OperationRunner::finished, this, [this] { m_isStale = true; });
}

QString CloneScreen::key() const
{
    return u"clone"_s;
}

QString CloneScreen::label() const
{
    return Tr::tr("Clone");
}

void CloneScreen::receive(const PageRequest &request)
{
    if (request.source.isEmpty() && request.target.isEmpty())
        return;
    // What was chosen for another clone has no place in this one: neither its other end nor how far down it was read.
    m_presenter.setSource(request.source);
    m_presenter.setTarget(request.target);
    m_choices->verticalScrollBar()->setValue(0);
    (request.source.isEmpty() ? m_source : m_target)->setFocus(Qt::OtherFocusReason);
}

void CloneScreen::shown()
{
    // What was there when it was checked is no longer there.
    if (std::exchange(m_isStale, false) && !m_presenter.plan())
        m_presenter.check();
    refresh();
}

void CloneScreen::fillEnvironments()
{
    ui::fillEnvironments(*m_source, m_presenter.environments(), m_presenter.source(), Tr::tr("Choose the source"));
    ui::fillEnvironments(*m_target, m_presenter.environments(), m_presenter.target(), Tr::tr("Choose the target"),
                         [this](const auto &environment) { return m_presenter.obstacleAsTarget(environment); });
}

void CloneScreen::fill()
{
    fillEnvironments();
    const QSignalBlocker jobsBlocker(m_jobs);
    const QSignalBlocker retriesBlocker(m_retries);
    m_what->fill();
    m_replaced->setChecked(m_presenter.personalData() == PersonalData::Replaced);
    m_inClear->setChecked(m_presenter.personalData() == PersonalData::InClear);
    m_reason->setText(m_presenter.rawReason());
    m_strict->setChecked(m_presenter.strict());
    m_jobs->setValue(m_presenter.jobs());
    m_verify->setChecked(m_presenter.verify());
    m_retries->setValue(m_presenter.retries());
    m_sideEffects->setChecked(m_presenter.keepsSideEffects());
    m_noRules->setChecked(m_presenter.usesNoRules());
    refresh();
}

void CloneScreen::refreshPersonalData()
{
    const bool isReplaced = m_presenter.personalData() == PersonalData::Replaced;
    m_policy->setText(m_presenter.policy());
    m_inClear->setEnabled(m_presenter.mayBeInClear());
    m_inClear->setToolTip(m_presenter.mayBeInClear() ? QString() : m_presenter.policy());
    const auto *source = m_presenter.sourceEnvironment();
    m_reason->setVisible(!isReplaced && m_presenter.isFromProduction());
    const QString file = m_presenter.ruleFile();
    m_rules->setText(file.isEmpty() ? m_presenter.rulesWithoutFile() : QFileInfo(file).fileName());
    m_rules->setToolTip(file);
    m_dropRules->setVisible(isReplaced && !file.isEmpty());
    m_noRules->setVisible(isReplaced && file.isEmpty());
    for (QWidget *widget : {static_cast<QWidget *>(m_rulesLabel), static_cast<QWidget *>(m_rules),
                            static_cast<QWidget *>(m_chooseRules), static_cast<QWidget *>(m_strict)})
        widget->setVisible(isReplaced);
    m_clearData->setSentences(m_presenter.clearData());
    m_columns->setText(isReplaced ? m_presenter.columnSummary() : QString());
    m_lookAtColumns->setVisible(source != nullptr && isReplaced);
}

/// Only where the plan asks for them: nobody should tick them before.
void CloneScreen::refreshRemedies()
{
    const QString file = m_presenter.brokenRowsFile();
    const bool areRowsBroken = m_presenter.offers(ClonePresenter::Remedy::SkipBrokenRows);
    m_skipBrokenRows->setVisible(areRowsBroken);
    m_skipBrokenRows->setChecked(!file.isEmpty());
    m_brokenRowsFile->setVisible(areRowsBroken);
    m_brokenRowsFile->setText(QFileInfo(file).fileName());
    m_brokenRowsFile->setToolTip(file);
    m_leaveOutBroken->setVisible(m_presenter.offers(ClonePresenter::Remedy::LeaveOutBroken));
    m_leaveOutBroken->setChecked(m_presenter.leavesOutBroken());
}

void CloneScreen::refreshHeading()
{
    const auto showBand = [](EnvironmentBand &band, const engine::environments::Environment *environment) {
        band.setVisible(environment != nullptr);
        if (environment != nullptr)
            // The field above has the name.
            band.setBadge({.type = environment->type, .isDemo = environment->isDemo});
    };
    showBand(*m_sourceBand, m_presenter.sourceEnvironment());
    showBand(*m_targetBand, m_presenter.targetEnvironment());
    setHeading(Tr::tr("Clone"),
               Tr::tr("Replace an environment by a double of another one, personal data replaced on the "
                      "way."));
}

void CloneScreen::refresh()
{
    refreshHeading();
    refreshPersonalData();
    refreshRemedies();
    const QString obstacle = m_presenter.obstacle();
    m_obstacle->setText(obstacle);
    m_start->setEnabled(obstacle.isEmpty());
    m_start->setToolTip(obstacle);
    const QString target = m_presenter.target();
    const bool isInClear = !m_presenter.clearData().isEmpty();
    const QString shown = QString(target).replace(u'&', u"&&"_s);
    m_start->setText(target.isEmpty() ? Tr::tr("Clone")
                     : isInClear      ? Tr::tr("Clone to %1 in clear").arg(shown)
                                      : Tr::tr("Clone to %1").arg(shown));
    m_start->setProperty("kind", isInClear ? u"danger"_s : u"primary"_s);
    m_start->update();
    m_swap->setEnabled(m_presenter.canSwap());
    m_swap->setToolTip(m_presenter.canSwap() || m_presenter.source().isEmpty()
                           ? Tr::tr("Exchange source and target")
                           : Tr::tr("A production is never a target: it stays the source."));
    m_check->setEnabled(!m_presenter.isPlanning() && !m_presenter.isRunning() && !m_presenter.source().isEmpty()
                        && !target.isEmpty());
    m_confirmation->setVisible(m_presenter.needsConfirmation() && m_presenter.objections().isEmpty());
    if (m_confirmation->text() != m_presenter.confirmation())
        m_confirmation->setText(m_presenter.confirmation());
    m_confirmation->setPlaceholderText(target);
    m_confirmation->setAccessibleName(Tr::tr("Type the name of the target to confirm: %1").arg(target));
    m_command->setText(m_presenter.command());
    m_command->setCursorPosition(0);
    for (QWidget *widget : {static_cast<QWidget *>(m_commandLabel), static_cast<QWidget *>(m_command),
                            static_cast<QWidget *>(m_copyCommand)})
        widget->setVisible(!m_command->text().isEmpty());
}

void CloneScreen::fillMissingUsers()
{
    using Choice = ClonePresenter::MissingUsers;
    m_usersLabel->setText(Tr::tr("Users the target lacks"));
    m_usersLabel->setToolTip(Tr::tr("People who log in to a Supabase project (auth.users) and to whom rows refer."));
    m_users->setAccessibleName(m_usersLabel->text());
    m_users->setToolTip(m_usersLabel->toolTip());
    const int current = std::max(0, m_users->currentIndex());
    m_users->clear();
    m_users->addItem(Tr::tr("automatic: added when data is replaced"));
    m_users->addItem(Tr::tr("added, with a test password"), static_cast<int>(Choice::Copy));
    m_users->addItem(Tr::tr("references to them emptied"), static_cast<int>(Choice::SetNull));
    m_users->addItem(Tr::tr("a reason not to clone"), static_cast<int>(Choice::Stop));
    m_users->setCurrentIndex(current);
}

void CloneScreen::chooseRuleFile()
{
    auto *dialog = new QFileDialog(this, Tr::tr("Choose a rule file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({Tr::tr("Rule files (*.toml)"), Tr::tr("All files (*)")});
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, &m_presenter, &ClonePresenter::setRuleFile);
    dialog->open();
}

void CloneScreen::chooseBrokenRowsFile()
{
    auto *dialog = new QFileDialog(this, Tr::tr("List the rows that are left out in"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(Tr::tr("rows left out of %1.txt").arg(m_presenter.source()));
    connect(dialog, &QFileDialog::fileSelected, &m_presenter, &ClonePresenter::setBrokenRowsFile);
    // The box was ticked by hand; without a file it is not.
    connect(dialog, &QFileDialog::rejected, this, &CloneScreen::refreshRemedies);
    dialog->open();
}

void CloneScreen::retranslate()
{
    m_sourceLabel->setText(Tr::tr("Source: is only read"));
    m_targetLabel->setText(Tr::tr("Target: is replaced"));
    m_source->setAccessibleName(Tr::tr("Source"));
    m_target->setAccessibleName(Tr::tr("Target"));
    m_swap->setIcon(icon(Glyph::Swap));
    m_swap->setAccessibleName(Tr::tr("Exchange source and target"));
    m_what->retranslate();
    m_dataTitle->setText(Tr::tr("Personal data"));
    m_replaced->setText(Tr::tr("&Replaced on the way"));
    m_inClear->setText(Tr::tr("In &clear"));
    m_reason->setPlaceholderText(Tr::tr("Why, for the report"));
    m_reason->setAccessibleName(Tr::tr("Why personal data leaves production in clear"));
    m_rulesLabel->setText(Tr::tr("Rules:"));
    m_chooseRules->setText(Tr::tr("Rule &file…"));
    m_dropRules->setText(Tr::tr("Without file"));
    m_noRules->setText(Tr::tr("Ignore the saved rules"));
    m_strict->setText(Tr::tr("Refuse to clone while a column is &undecided"));
    m_lookAtColumns->setText(Tr::tr("Look at the colu&mns"));
    m_optionsTitle->setText(Tr::tr("Options"));
    m_jobsLabel->setText(Tr::tr("Parallel streams"));
    m_jobs->setSpecialValueText(Tr::tr("automatic"));
    m_jobs->setAccessibleName(Tr::tr("Parallel streams"));
    m_verify->setText(Tr::tr("Read every row &back and compare it"));
    m_sideEffects->setText(Tr::tr("Leave webhooks and &queues on in the copy"));
    m_sideEffects->setToolTip(
        Tr::tr("Triggers that call out of the database, and what waits in queues. Otherwise they are "
               "switched off, so that a copy sends nothing to anybody."));
    m_retriesLabel->setText(Tr::tr("Further tries"));
    m_retriesLabel->setToolTip(Tr::tr("After faults that pass by themselves, before anything was changed."));
    m_retries->setAccessibleName(m_retriesLabel->text());
    m_skipBrokenRows->setText(Tr::tr("&Leave out rows that break a key of the source"));
    m_skipBrokenRows->setToolTip(Tr::tr("With the rows that refer to them; a file lists all of them."));
    m_leaveOutBroken->setText(Tr::tr("Clone w&ithout what no server reads back"));
    m_leaveOutBroken->setToolTip(Tr::tr("And without what needs it; the report names all of it."));
    fillMissingUsers();
    m_commandLabel->setText(Tr::tr("Same in a terminal"));
    m_command->setAccessibleName(Tr::tr("Same in a terminal"));
    m_copyCommand->setText(Tr::tr("Cop&y"));
    m_copyCommand->setIcon(icon(Glyph::Copy));
    m_check->setText(Tr::tr("C&heck again"));
    fillEnvironments();
    refresh();
}

} // namespace ui
