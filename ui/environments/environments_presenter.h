// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/environments/connection_test.h"
#include "engine/environments/environment.h"
#include "engine/store/backup_records.h"
#include "engine/store/run_history.h"
#include "engine/workspace/workspace.h"
#include "ui/page_request.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>

namespace ui {

using engine::workspace::DemoStep;

class Background;
class EnvironmentList;

/// What is known of one environment at the moment.
struct EnvironmentCard
{
    enum class State { Looking, Online, Offline };

    engine::environments::Environment environment{};
    State state = State::Looking;
    engine::environments::ConnectionDiagnosis diagnosis{};
    /// Why it counts as a production although its type is another; empty: it does not.
    engine::Sentence natureSentence{};
    /// Why it is offline.
    std::optional<engine::Error> problem{};
    /// The first look of this window that did not reach it.
    QDateTime offlineSince{};
    /// The last operation of this computer that left its mark in it.
    std::optional<engine::store::Run> lastWrite{};
    /// A change of its structure since: what its rows are of stays as lastWrite says.
    std::optional<engine::store::Run> lastMigration{};

    /// The backups of it that this computer knows: the newest, and the newest that was restored on trial.
    std::optional<engine::store::BackupRecord> newestBackup{};
    std::optional<engine::store::BackupRecord> newestProven{};

    /// What the database says of its last clone; nothing where it has not been asked, or says nothing.
    [[nodiscard]] std::optional<engine::environments::CloneMark> mark() const;
    /// Another computer has cloned into it since this one did.
    [[nodiscard]] bool isClonedElsewhere() const;
    /// It has personal data of a production in clear, because somebody said so.
    [[nodiscard]] bool holdsClearData() const;
    /// The state before the last clone can come back: the database says so, or, where it has not been asked, the
    /// history of this computer.
    [[nodiscard]] bool canRollBack() const;
    /// A clone into it did not end, on whichever computer, and none is under way.
    [[nodiscard]] bool isIncomplete() const;
    [[nodiscard]] bool isUnderWay() const;
    /// It was not asked for its password, and without one it does not answer.
    [[nodiscard]] bool wantsPassword() const;
};

/// The environments page without its widgets: looks at every environment in the background, each with five seconds,
/// removes environments, starts the demo.
class EnvironmentsPresenter final : public QObject
{
    Q_OBJECT

public:
    enum class Demo { Unknown, Ready, Impossible, Starting, Running };

    EnvironmentsPresenter(EnvironmentList &list, engine::workspace::Workspace &workspace, Background &background,
                          QObject *parent = nullptr);

    [[nodiscard]] const QList<EnvironmentCard> &cards() const { return m_cards; }
    /// The names of those in which a clone did not end.
    [[nodiscard]] QStringList incomplete() const;
    [[nodiscard]] Demo demo() const { return m_demo; }
    /// What the demo is doing while it is Starting.
    [[nodiscard]] DemoStep demoStep() const { return m_demoStep->load(); }
    /// Why the demo is Impossible.
    [[nodiscard]] const std::optional<engine::Error> &demoObstacle() const { return m_demoObstacle; }
    /// The address for the clipboard: everything but the password.
    [[nodiscard]] static QString addressOf(const engine::environments::Environment &environment);
    /// Database and place in a few words: "shop on db.example.org".
    [[nodiscard]] static QString whereOf(const engine::environments::Environment &environment);

    /// Says that it is looking until the answer is there; asks the person for the password where that is missing.
    void lookAsking(const QString &name);
    /// Everything again, from the list on, as others may have changed it; what is shown stays until the answers are
    /// there, unless somebody wants to see that it is looked at.
    void refresh(bool isSeen = false);
    void remove(const QString &name);
    void startDemo();
    void removeDemo();
    /// What was done to them, and which backups there are, as the history says it now.
    void readHistory();
    void requestCloneFrom(const QString &name) { emit cloneRequested(name, {}); }
    void requestCloneTo(const QString &name) { emit cloneRequested({}, name); }
    void requestBackup(const QString &name) { emit backupRequested(name); }
    void requestRollback(const QString &name) { emit rollbackRequested(name); }

signals:
    /// Other environments than before.
    void cardsReset();
    void cardChanged(int index);
    void demoChanged();
    void failed(const engine::Error &error);
    void cloneRequested(const QString &source, const QString &target);
    void rollbackRequested(const QString &target);
    void backupRequested(const QString &source);
    void pageRequested(const ui::PageRequest &request);
    /// What somebody asked to see is there: lookAsking().
    void looked(int index);

private:
    enum class Manner { Openly, Quietly, Asking };
    struct Look
    {
        engine::environments::ConnectionDiagnosis diagnosis;
        std::optional<engine::Error> problem;
        std::optional<engine::runs::Nature> nature{};
    };
    void rebuild();
    void look(const QString &name, Manner manner);
    void askAboutDemo();
    /// What this computer remembers of the environments of the cards.
    struct Remembered
    {
        QList<engine::store::Run> runs{};
        QHash<QString, engine::store::BackupRecord> newestBackups{};
        QHash<QString, engine::store::BackupRecord> newestProven{};
    };
    void takeHistory(const Remembered &remembered);
    void take(const QString &name, quint64 number, Look look);
    [[nodiscard]] int indexOf(const QString &name) const;

    EnvironmentList &m_list;
    engine::workspace::Workspace &m_workspace;
    Background &m_background;
    QList<EnvironmentCard> m_cards;
    Demo m_demo = Demo::Unknown;
    std::shared_ptr<std::atomic<DemoStep>> m_demoStep = std::make_shared<std::atomic<DemoStep>>(DemoStep::Waiting);
    QTimer m_demoTimer;
    std::optional<engine::Error> m_demoObstacle;
    /// Answers of an older round than the card's are out of date.
    QHash<QString, quint64> m_rounds;
};

} // namespace ui
