// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/settings/preference_row.h"

#include "ui/shell/preferences.h"
#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

PreferenceRow::PreferenceRow(Preferences &preferences, const Preference &preference, QWidget *parent)
    : QWidget(parent)
    , m_preferences(preferences)
    , m_preference(preference)
    , m_title(makeLabel(TextRole::Strong, this))
    , m_hint(makeLabel(TextRole::Muted, this))
    , m_dot(new QLabel(this))
    , m_choice(new QComboBox(this))
    , m_back(new QPushButton(this))
{
    m_hint->setWordWrap(true);
    m_choice->setFixedWidth(320);
    m_back->setIcon(icon(Glyph::Undo));
    m_back->setFixedWidth(space::target + space::small);
    // Its place is kept while it is not there: nothing jumps.
    for (QWidget *kept : {static_cast<QWidget *>(m_back), static_cast<QWidget *>(m_dot)}) {
        QSizePolicy policy = kept->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        kept->setSizePolicy(policy);
    }
    m_dot->setFixedSize(space::small, space::small);
    for (const Preference::Choice &choice : m_preference.choices)
        m_choice->addItem(QString(), choice.value);

    auto *title = new QHBoxLayout;
    title->setSpacing(space::small);
    title->addWidget(m_title);
    title->addWidget(m_dot);
    title->addStretch(1);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(space::hair);
    texts->addLayout(title);
    texts->addWidget(m_hint);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(space::medium);
    row->addLayout(texts, 1);
    row->addWidget(m_choice, 0, Qt::AlignVCenter);
    row->addWidget(m_back, 0, Qt::AlignVCenter);
    connect(m_choice, &QComboBox::activated, this,
            [this] { m_preferences.choose(m_preference, m_choice->currentData().toString()); });
    connect(m_back, &QPushButton::clicked, this, [this] {
        m_preferences.choose(m_preference, m_preference.usual);
        m_choice->setFocus();
    });
    connect(&m_preferences, &Preferences::changed, this, &PreferenceRow::refresh);
    retranslate();
}

QString PreferenceRow::words() const
{
    QStringList words{m_preference.group(), m_preference.title(), m_preference.hint()};
    for (const Preference::Choice &choice : m_preference.choices)
        words << choice.name();
    return words.join(u' ');
}

void PreferenceRow::focusChoice()
{
    m_choice->setFocus(Qt::OtherFocusReason);
}

void PreferenceRow::refresh()
{
    m_choice->setCurrentIndex(m_choice->findData(m_preference.current()));
    m_back->setVisible(!m_preference.isUsual());
    m_dot->setVisible(!m_preference.isUsual());
    QPixmap dot(m_dot->size() * devicePixelRatioF());
    dot.setDevicePixelRatio(devicePixelRatioF());
    dot.fill(Qt::transparent);
    QPainter painter(&dot);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colorsOf(palette()).accent);
    painter.drawEllipse(QRectF(0.5, 0.5, space::small - 1, space::small - 1));
    m_dot->setPixmap(dot);
}

void PreferenceRow::retranslate()
{
    m_title->setText(m_preference.title());
    m_hint->setText(m_preference.hint());
    m_choice->setAccessibleName(m_preference.title());
    m_choice->setAccessibleDescription(m_preference.hint());
    for (int index = 0; index < m_choice->count(); ++index)
        m_choice->setItemText(index, m_preference.choices.at(index).name());
    const auto usual
        = std::find_if(m_preference.choices.begin(), m_preference.choices.end(),
                       [this](const Preference::Choice &choice) { return choice.value == m_preference.usual; });
    //: Way back of a setting; %1 is the choice it has by default.
    m_back->setToolTip(
        Tr::tr("Back to the default: %1").arg(usual == m_preference.choices.end() ? QString() : usual->name()));
    //: As read aloud; %1 is a setting.
    m_back->setAccessibleName(Tr::tr("%1: back to the default").arg(m_preference.title()));
    m_dot->setAccessibleName(Tr::tr("Other than the default"));
    refresh();
}

void PreferenceRow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace ui
