// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/settings/settings_screen.h"

#include "ui/settings/preference_row.h"
#include "ui/shell/preferences.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tables.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
/// Lines of text are not read across a whole screen.
constexpr int widest = 760;
/// Between a setting and the value that is wanted of it.
constexpr QChar valueMark = u'=';
} // namespace

SettingsScreen::SettingsScreen(Preferences &preferences, QWidget *parent)
    : Screen(parent)
    , m_preferences(preferences)
    , m_search(new QLineEdit(this))
    , m_nothing(makeLabel(TextRole::Muted, this))
    , m_column(new QVBoxLayout)
{
    m_search->addAction(icon(Glyph::Filter), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    m_nothing->hide();
    m_column->setContentsMargins({});
    m_column->setSpacing(space::large);
    m_column->addWidget(m_search);
    m_column->addWidget(m_nothing);
    buildGroups();
    m_column->addStretch(1);
    auto *rows = new QWidget(this);
    rows->setLayout(m_column);
    rows->setMaximumWidth(widest);
    // Beside the rows, not around them: what is as high as its words are long must know how wide it is.
    auto *content = new QWidget(this);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins({});
    row->addWidget(rows, 1);
    row->addStretch(0);
    setContent(scrolled(content, this));
    connect(m_search, &QLineEdit::textChanged, this, &SettingsScreen::filter);
    retranslate();
}

void SettingsScreen::buildGroups()
{
    for (const Preference &preference : m_preferences.all()) {
        const QString title = preference.group();
        if (m_groups.isEmpty() || m_groups.last().rows.first()->preference().group() != title) {
            auto *card = new Card(this);
            auto *layout = new QVBoxLayout(card);
            layout->setContentsMargins(space::large, space::large, space::large, space::large);
            layout->setSpacing(space::large);
            auto *heading = makeLabel(TextRole::Heading, card);
            layout->addWidget(heading);
            m_column->addWidget(card);
            m_groups.append({card, heading, {}});
        }
        auto *row = new PreferenceRow(m_preferences, preference, m_groups.last().card);
        m_groups.last().card->layout()->addWidget(row);
        m_groups.last().rows << row;
    }
}

QString SettingsScreen::key() const
{
    return u"settings"_s;
}

QString SettingsScreen::label() const
{
    return Tr::tr("Settings");
}

QList<Screen::Findable> SettingsScreen::findable() const
{
    QList<Findable> all;
    for (const Preference &preference : m_preferences.all()) {
        all << Findable{.words = preference.title(),
                        .kind = Tr::tr("Setting"),
                        .glyph = Glyph::Settings,
                        .request = {.page = key(), .item = preference.key}};
        for (const Preference::Choice &choice : preference.choices) {
            if (preference.current() == choice.value)
                continue;
            //: A setting and one of its values, which is chosen by it: "Theme: Dark".
            all << Findable{.words = Tr::tr("%1: %2").arg(preference.title(), choice.name()),
                            .kind = Tr::tr("Setting"),
                            .glyph = Glyph::Settings,
                            .request = {.page = key(), .item = preference.key + valueMark + choice.value}};
        }
    }
    return all;
}

void SettingsScreen::receive(const PageRequest &request)
{
    m_search->clear();
    const QString wanted = request.item.section(valueMark, 0, 0);
    if (request.item.contains(valueMark)) {
        for (const Preference &preference : m_preferences.all()) {
            if (preference.key == wanted)
                m_preferences.choose(preference, request.item.section(valueMark, 1));
        }
    }
    for (const Group &group : std::as_const(m_groups)) {
        for (PreferenceRow *row : group.rows) {
            if (row->preference().key == wanted)
                row->focusChoice();
        }
    }
}

void SettingsScreen::filter()
{
    const QString wanted = plainLetters(m_search->text()).simplified();
    bool isAnything = false;
    for (const Group &group : std::as_const(m_groups)) {
        bool isAny = false;
        for (PreferenceRow *row : group.rows) {
            const bool isWanted = plainLetters(row->words()).contains(wanted);
            row->setVisible(isWanted);
            isAny = isAny || isWanted;
        }
        group.card->setVisible(isAny);
        isAnything = isAnything || isAny;
    }
    m_nothing->setText(Tr::tr("No setting has “%1” in it.").arg(m_search->text()));
    m_nothing->setVisible(!isAnything);
}

void SettingsScreen::retranslate()
{
    setHeading(Tr::tr("Settings"), Tr::tr("Each takes effect at once. A dot marks what is not as usual."));
    m_search->setPlaceholderText(Tr::tr("Search a setting"));
    m_search->setAccessibleName(m_search->placeholderText());
    for (const Group &group : std::as_const(m_groups)) {
        group.title->setText(group.rows.first()->preference().group());
        for (PreferenceRow *row : group.rows)
            row->retranslate();
    }
    filter();
}

} // namespace ui
