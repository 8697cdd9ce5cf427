// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/screen.h"

class QLineEdit;

namespace ui {

class Preferences;
class PreferenceRow;
struct Preference;

/// Everything that can be chosen about the window, by group, each at once and each with its way back. Knows none of
/// them.
class SettingsScreen final : public Screen
{
    Q_OBJECT

public:
    explicit SettingsScreen(Preferences &preferences, QWidget *parent = nullptr);

    [[nodiscard]] QString key() const override;
    [[nodiscard]] Place place() const override { return {.group = groupAtTheEnd}; }
    [[nodiscard]] QString label() const override;
    [[nodiscard]] Glyph glyph() const override { return Glyph::Settings; }
    [[nodiscard]] HelpPage helpPage() const override { return HelpPage::FirstClone; }
    [[nodiscard]] QList<Findable> findable() const override;
    void receive(const PageRequest &request) override;

protected:
    void retranslate() override;

private:
    void buildGroups();
    void filter();

    struct Group
    {
        QWidget *card = nullptr;
        QLabel *title = nullptr;
        QList<PreferenceRow *> rows{};
    };
    Preferences &m_preferences;
    QLineEdit *m_search;
    QLabel *m_nothing;
    QVBoxLayout *m_column;
    QList<Group> m_groups;
};

} // namespace ui
