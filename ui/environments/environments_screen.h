// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/screen.h"

class QPushButton;
class QStackedWidget;

namespace engine::workspace {
class Workspace;
}

namespace ui {

class Background;
class CardGrid;
class Desk;
class EnvironmentCardView;
class EnvironmentList;
class EnvironmentsPresenter;
class WelcomePanel;

/// Home: every environment as a card, or the welcome of a first run.
class EnvironmentsScreen final : public Screen
{
    Q_OBJECT

public:
    EnvironmentsScreen(EnvironmentsPresenter &presenter, Desk &desk, QWidget *parent = nullptr);

    [[nodiscard]] QString key() const override;
    [[nodiscard]] Place place() const override { return {.group = 0}; }
    [[nodiscard]] QString label() const override;
    [[nodiscard]] Glyph glyph() const override { return Glyph::Environments; }
    [[nodiscard]] HelpPage helpPage() const override;
    [[nodiscard]] QString currentEnvironment() const override;
    void shown() override;

protected:
    void retranslate() override;

private:
    void connectPresenter();
    void rebuildCards();
    [[nodiscard]] QList<EnvironmentCardView *> views() const;
    void sayWhatIsBackedUp();
    void refresh();
    void openEditor(const QString &name);
    /// Names the environments in which a clone did not end, as long as there are any, on whatever page.
    void sayWhatIsIncomplete();
    [[nodiscard]] Message messageAboutIncomplete(const QStringList &names);

    EnvironmentsPresenter &m_presenter;
    Desk &m_desk;
    EnvironmentList &m_list;
    engine::workspace::Workspace &m_workspace;
    Background &m_background;
    QStackedWidget *m_pages;
    QWidget *m_loading;
    WelcomePanel *m_welcome;
    QWidget *m_cardPage;
    CardGrid *m_grid;
    QPushButton *m_add;
    QPushButton *m_demo;
    QPushButton *m_refresh;
    /// Said already: a message that was closed does not come back for the same.
    QStringList m_saidIncomplete;
};

} // namespace ui
