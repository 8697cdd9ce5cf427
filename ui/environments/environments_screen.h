// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/screen.h"

#include <QElapsedTimer>
#include <QTimer>

class QPushButton;
class QStackedWidget;

namespace engine::environments {
struct SavedEnvironment;
}

namespace engine::workspace {
class Workspace;
}

namespace ui {

class Background;
class CardGrid;
class Desk;
class EnvironmentCardView;
class EnvironmentList;
class EnvironmentTable;
class EnvironmentsPresenter;
class ToDoStrip;
class WelcomePanel;

/// Home: every environment as a card, or as a row where there are many, below what waits for somebody; or the welcome
/// of a first run. Looks again by itself: when somebody comes back, every minute while it is shown, after each run.
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
    [[nodiscard]] QList<Findable> findable() const override;
    void receive(const PageRequest &request) override;
    void shown() override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void retranslate() override;

private:
    void connectPresenter();
    void rebuildCards();
    [[nodiscard]] QList<EnvironmentCardView *> views() const;
    void sayWhatIsBackedUp();
    void refresh();
    void openEditor(const QString &name, const QString &address = {});
    void addPreferences();
    [[nodiscard]] bool showsTable() const;
    void sayWhatIsToDo();
    void askBeforeRemoving(const QString &name);
    void sayWhatWasSeen(int index);
    /// Nothing keeps it from one start to the next.
    [[nodiscard]] Message messageAboutPassword(const engine::environments::SavedEnvironment &saved);
    /// Looks again without a word, unless it has just looked.
    void lookAgain();
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
    ToDoStrip *m_toDo;
    CardGrid *m_grid;
    EnvironmentTable *m_table;
    QTimer m_again;
    QElapsedTimer m_looked;
    QAction *m_refreshAction;
    QPushButton *m_add;
    QPushButton *m_demo;
    QPushButton *m_refresh;
    /// Said already: a message that was closed does not come back for the same.
    QStringList m_saidIncomplete;
};

} // namespace ui
