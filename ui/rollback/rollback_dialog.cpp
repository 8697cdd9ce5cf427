// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/rollback/rollback_dialog.h"

#include "engine/workspace/requests/rollback_request.h"
#include "engine/workspace/workspace.h"
#include "ui/desk.h"
#include "ui/run/operation_runner.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/environment_band.h"
#include "ui/widgets/label.h"
#include "ui/widgets/message_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

using State = OperationRunner::State;

void addRollbackDialog(Desk &desk)
{
    desk.addDialog(u"rollback"_s, [](Desk &shared, const QString &environment, QWidget *window) {
        const auto *target = shared.list().find(environment);
        if (target == nullptr || shared.monitor().isRunning())
            return;
        auto *dialog = new RollbackDialog(shared.workspace(), shared.runner(), *target, window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

RollbackDialog::RollbackDialog(const engine::workspace::Workspace &workspace, OperationRunner &runner,
                               engine::environments::Environment target, QWidget *parent)
    : QDialog(parent)
    , m_runner(runner)
    , m_target(std::move(target))
    , m_title(makeLabel(TextRole::Heading, this))
    , m_plan(makeLabel(TextRole::Body, this))
    , m_busy(new QProgressBar(this))
    , m_messageBar(new MessageBar(this))
    , m_question(makeLabel(TextRole::Body, this))
    , m_name(new QLineEdit(this))
    , m_cancel(new QPushButton(this))
    , m_start(new QPushButton(this))
{
    auto *band = new EnvironmentBand(this);
    band->setBadge(badgeOf(m_target));
    m_plan->setWordWrap(true);
    m_question->setWordWrap(true);
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_start->setProperty("kind", u"danger"_s);
    m_start->setAutoDefault(false);
    m_cancel->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_start);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::huge, space::huge, space::huge, space::large);
    layout->setSpacing(space::medium);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_title), static_cast<QWidget *>(band), static_cast<QWidget *>(m_busy),
          static_cast<QWidget *>(m_plan), static_cast<QWidget *>(m_messageBar), static_cast<QWidget *>(m_question),
          static_cast<QWidget *>(m_name)})
        layout->addWidget(widget);
    layout->addStretch(1);
    layout->addLayout(buttons);
    setMinimumWidth(560);

    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, &m_runner, [this] { m_runner.run(m_name->text()); });
    connect(m_name, &QLineEdit::textChanged, this, &RollbackDialog::refresh);
    connect(&m_runner, &OperationRunner::failed, this,
            [this](const engine::Error &error) { m_messageBar->showMessage(messageFor(error)); });
    connect(&m_runner, &OperationRunner::stateChanged, this, [this] {
        if (m_runner.state() == State::Running)
            accept();
        else
            refresh();
    });
    const engine::workspace::RollbackRequest request{.target = m_target.name};
    m_runner.plan([&workspace, request](
                      std::stop_token stop) { return engine::workspace::prepare(request, workspace, std::move(stop)); },
                  [name = m_target.name] { return Tr::tr("Rolling %1 back").arg(isolated(name)); });
    refresh();
}

void RollbackDialog::done(int result)
{
    if (result == Rejected)
        m_runner.forgetPlan();
    QDialog::done(result);
}

QString RollbackDialog::planText() const
{
    const auto &plan = m_runner.plan();
    if (!plan)
        return {};
    QStringList sentences = texts(plan->steps);
    for (const auto &notice : plan->notices)
        sentences << notice.sentence.text();
    return sentences.join(u'\n');
}

void RollbackDialog::refresh()
{
    setWindowTitle(Tr::tr("Roll back %1").arg(m_target.name));
    m_title->setText(Tr::tr("Bring back the state before the last clone"));
    const bool isPlanned = m_runner.state() == State::Planned && m_runner.plan();
    m_busy->setVisible(m_runner.state() == State::Planning);
    m_plan->setText(planText());
    if (isPlanned && !m_runner.objections().isEmpty())
        m_messageBar->showMessage(messageFor(m_runner.objections().first()));
    const bool isAllowed = isPlanned && m_runner.objections().isEmpty();
    const bool mustType = isAllowed && m_runner.needsConfirmation();
    m_question->setText(Tr::tr("What the target holds now is lost. Type its name to go on: %1").arg(m_target.name));
    m_question->setVisible(mustType);
    m_name->setVisible(mustType);
    m_name->setPlaceholderText(m_target.name);
    m_name->setAccessibleName(m_question->text());
    m_start->setEnabled(isAllowed && (!mustType || m_name->text() == m_target.name));
    m_start->setToolTip(m_start->isEnabled() ? QString() : m_question->text());
    m_start->setText(Tr::tr("Roll %1 back").arg(m_target.name));
    m_cancel->setText(Tr::tr("Keep it as it is"));
}

void RollbackDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QDialog::changeEvent(event);
}

} // namespace ui
