// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/password_questions.h"

#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QThread>

using namespace Qt::StringLiterals;

namespace ui {

using engine::Result;
using engine::Secret;

namespace {

Secret secretOf(const QLineEdit &field)
{
    QByteArray bytes = field.text().toUtf8();
    Secret secret(std::string_view(bytes.constData(), size_t(bytes.size())));
    engine::wipe(bytes);
    return secret;
}

} // namespace

Result<Secret> PasswordQuestions::ask(const QString &what)
{
    if (QThread::currentThread() == thread())
        return engine::failure({.code = engine::ErrorCode::PasswordMissing, .subject = what});
    auto question = std::make_shared<Question>();
    question->answer = engine::failure({.code = engine::ErrorCode::Cancelled, .subject = what});
    std::unique_lock lock(m_questionsMutex);
    if (m_isClosed)
        return std::move(question->answer);
    QMetaObject::invokeMethod(this, [this, what, question] { show(what, question); });
    m_answered.wait(lock, [&] { return question->isAnswered || m_isClosed; });
    return std::move(question->answer);
}

void PasswordQuestions::close()
{
    const std::scoped_lock lock(m_questionsMutex);
    m_isClosed = true;
    m_answered.notify_all();
}

void PasswordQuestions::answer(const std::shared_ptr<Question> &question, Result<Secret> answer)
{
    const std::scoped_lock lock(m_questionsMutex);
    if (question->isAnswered)
        return;
    question->answer = std::move(answer);
    question->isAnswered = true;
    m_answered.notify_all();
}

void PasswordQuestions::show(const QString &what, const std::shared_ptr<Question> &question)
{
    auto *dialog = new QDialog(QApplication::activeWindow());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Tr::tr("Password of %1").arg(what));
    QLabel *text = makeLabel(TextRole::Body, dialog);
    text->setText(
        Tr::tr("The server asks for the password of %1. It is used now and kept nowhere.").arg(isolated(what)));
    text->setWordWrap(true);
    auto *field = new QLineEdit(dialog);
    field->setEchoMode(QLineEdit::Password);
    field->setAccessibleName(dialog->windowTitle());
    auto *cancel = new QPushButton(Tr::tr("Cancel"), dialog);
    auto *connectButton = new QPushButton(Tr::tr("&Connect"), dialog);
    connectButton->setProperty("kind", u"primary"_s);
    connectButton->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(connectButton);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(space::huge, space::huge, space::huge, space::large);
    layout->setSpacing(space::medium);
    layout->addWidget(text);
    layout->addWidget(field);
    layout->addLayout(buttons);
    dialog->setMinimumWidth(420);
    connect(cancel, &QPushButton::clicked, dialog, &QDialog::reject);
    connect(connectButton, &QPushButton::clicked, dialog, &QDialog::accept);
    connect(dialog, &QDialog::accepted, this, [this, question, field] { answer(question, secretOf(*field)); });
    connect(dialog, &QDialog::rejected, this, [this, question, what] {
        answer(question, engine::failure({.code = engine::ErrorCode::Cancelled, .subject = what}));
    });
    dialog->open();
    field->setFocus();
}

} // namespace ui
