// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/password_row.h"

#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

PasswordRow::PasswordRow(QWidget *parent)
    : QWidget(parent)
    , m_sentence(makeLabel(TextRole::Strong, this))
    , m_field(new QLineEdit(this))
    , m_open(new QPushButton(this))
    , m_keep(new QCheckBox(this))
{
    m_sentence->setWordWrap(true);
    m_field->setObjectName(u"password"_s);
    m_field->setEchoMode(QLineEdit::Password);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::small);
    line->addWidget(m_field, 1);
    line->addWidget(m_open);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(space::small);
    layout->addWidget(m_sentence);
    layout->addLayout(line);
    layout->addWidget(m_keep);
    connect(m_field, &QLineEdit::returnPressed, this, &PasswordRow::give);
    connect(m_field, &QLineEdit::textChanged, m_open,
            [this](const QString &text) { m_open->setEnabled(!text.isEmpty()); });
    connect(m_open, &QPushButton::clicked, this, &PasswordRow::give);
    m_open->setEnabled(false);
    hide();
    retranslate();
}

void PasswordRow::ask(const QString &sentence, bool isRefused, bool canKeep)
{
    m_sentence->setText(sentence);
    m_sentence->setProperty("refused", isRefused);
    m_keep->setVisible(canKeep);
    if (!isHidden())
        return;
    show();
    m_field->setFocus();
}

void PasswordRow::give()
{
    if (m_field->text().isEmpty())
        return;
    QByteArray bytes = m_field->text().toUtf8();
    m_field->clear();
    const auto password
        = std::make_shared<const engine::Secret>(std::string_view(bytes.constData(), size_t(bytes.size())));
    engine::wipe(bytes);
    emit typed(password, m_keep->isVisible() && m_keep->isChecked());
}

void PasswordRow::retranslate()
{
    m_field->setPlaceholderText(Tr::tr("Password of the file"));
    m_field->setAccessibleName(Tr::tr("Password of the file"));
    m_open->setText(Tr::tr("Open the &file"));
    m_keep->setText(Tr::tr("Keep it in the keychain, for all backups of this environment"));
}

} // namespace ui
