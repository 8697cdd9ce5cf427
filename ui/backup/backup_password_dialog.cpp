// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backup/backup_password_dialog.h"

#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

BackupPasswordDialog::BackupPasswordDialog(const QString &environment, QWidget *parent)
    : QDialog(parent)
    , m_first(new QLineEdit(this))
    , m_second(new QLineEdit(this))
    , m_keep(new QCheckBox(this))
    , m_problem(makeLabel(TextRole::Muted, this))
    , m_start(new QPushButton(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(Tr::tr("Password for the backups of %1").arg(environment));
    QLabel *text = makeLabel(TextRole::Body, this);
    text->setWordWrap(true);
    text->setText(
        Tr::tr("The backup of %1 will be encrypted. Without this password nobody can open them again, not even "
               "the makers of Sosie: write it down where it outlives this computer.")
            .arg(isolated(environment)));
    m_first->setObjectName(u"first"_s);
    m_second->setObjectName(u"second"_s);
    m_first->setPlaceholderText(Tr::tr("Password"));
    m_second->setPlaceholderText(Tr::tr("The same once more"));
    for (QLineEdit *field : {m_first, m_second}) {
        field->setEchoMode(QLineEdit::Password);
        field->setAccessibleName(field->placeholderText());
        connect(field, &QLineEdit::textChanged, this, &BackupPasswordDialog::refresh);
    }
    m_keep->setText(
        Tr::tr("Keep it in the keychain, and encrypt all backups of %1 from now on").arg(isolated(environment)));
    m_keep->setChecked(true);
    auto *cancel = new QPushButton(Tr::tr("Cancel"), this);
    m_start->setText(Tr::tr("&Back up"));
    m_start->setProperty("kind", u"primary"_s);
    m_start->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::small);
    buttons->addWidget(m_problem, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_start);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::huge, space::huge, space::huge, space::large);
    layout->setSpacing(space::medium);
    for (QWidget *widget : {static_cast<QWidget *>(text), static_cast<QWidget *>(m_first),
                            static_cast<QWidget *>(m_second), static_cast<QWidget *>(m_keep)})
        layout->addWidget(widget);
    layout->addLayout(buttons);
    setMinimumWidth(480);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &BackupPasswordDialog::choose);
    refresh();
}

void BackupPasswordDialog::refresh()
{
    const bool isSame = m_first->text() == m_second->text();
    m_problem->setText(isSame || m_second->text().isEmpty() ? QString() : Tr::tr("The two differ."));
    m_start->setEnabled(isSame && !m_first->text().isEmpty());
}

void BackupPasswordDialog::choose()
{
    QByteArray bytes = m_first->text().toUtf8();
    const auto password
        = std::make_shared<const engine::Secret>(std::string_view(bytes.constData(), size_t(bytes.size())));
    engine::wipe(bytes);
    m_first->clear();
    m_second->clear();
    emit chosen(password, m_keep->isChecked());
    accept();
}

} // namespace ui
