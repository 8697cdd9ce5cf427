// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/environments/environment.h"
#include "engine/workspace/file_contents.h"
#include "engine/workspace/file_passwords.h"
#include "engine/workspace/file_sample.h"
#include "ui/run/operation_runner.h"

#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::workspace {
class Workspace;
}

namespace ui {

class Background;
class EnvironmentList;

/// The page of files without its widgets: what they hold, which environment they go to, what the plan says of it.
/// Files are looked at in the background; nothing of them runs.
class RestorePresenter final : public QObject
{
    Q_OBJECT

public:
    RestorePresenter(EnvironmentList &list, const engine::workspace::Workspace &workspace, Background &background,
                     OperationRunner &runner, QObject *parent = nullptr);

    /// Several belong together; or one backup of the history by its number. Looks at them.
    void setFiles(const QStringList &files);
    [[nodiscard]] const QStringList &files() const { return m_files; }
    enum class Way { Replace, Beside };

    /// Of the first, for people.
    [[nodiscard]] QString fileName() const;
    /// They are being read.
    [[nodiscard]] bool isLooking() const { return m_isLooking; }
    [[nodiscard]] const std::optional<engine::workspace::FileContents> &contents() const { return m_contents; }
    /// Another number for other contents.
    [[nodiscard]] quint64 round() const { return m_round; }
    /// Reads the first rows of a table of the file; nothing for a null one.
    void sampleTable(const engine::workspace::FileContents::Table *table);
    /// The name of the table that is looked at; empty: none is.
    [[nodiscard]] const QString &sampledTable() const { return m_sampledTable; }
    [[nodiscard]] const std::optional<engine::workspace::FileSample> &sample() const { return m_sample; }
    [[nodiscard]] const std::optional<engine::Error> &sampleProblem() const { return m_sampleProblem; }
    /// Why they cannot be read.
    [[nodiscard]] const std::optional<engine::Error> &problem() const { return m_problem; }

    /// The file is encrypted, and neither what was typed nor what the keychain has opens it.
    [[nodiscard]] bool needsPassword() const;
    /// What was tried does not open it.
    [[nodiscard]] bool isPasswordRefused() const;
    /// Of which environment the keychain would keep the password; empty: nobody knows.
    [[nodiscard]] const QString &fileEnvironment() const { return m_fileEnvironment; }
    /// Looks again. `isKept`: the keychain gets it as soon as it has opened the file.
    void setPassword(const engine::workspace::TypedPassword &password, bool isKept);

    [[nodiscard]] const QList<engine::environments::Environment> &environments() const;
    [[nodiscard]] const QString &target() const { return m_target; }
    /// Plans at once.
    void setTarget(const QString &name);
    [[nodiscard]] const engine::environments::Environment *targetEnvironment() const;
    /// Why an environment cannot be the target; empty when it can.
    [[nodiscard]] QString obstacleAsTarget(const engine::environments::Environment &environment) const;
    [[nodiscard]] Way way() const { return m_way; }
    void setWay(Way way);
    /// Only these, as patterns; empty and `isChosen`: none, which restores nothing.
    void setTables(const std::vector<std::string> &patterns, bool isChosen);
    [[nodiscard]] const QString &confirmation() const { return m_confirmation; }
    void setConfirmation(const QString &name);

    /// Null while there is none, or while the plan is another operation's.
    [[nodiscard]] const engine::runs::Plan *plan() const;
    [[nodiscard]] QList<engine::Error> objections() const;
    [[nodiscard]] bool isPlanning() const;
    [[nodiscard]] bool needsConfirmation() const;
    /// Why it cannot start, as a sentence; empty when it can.
    [[nodiscard]] QString obstacle() const;
    void check();
    /// While it is planned.
    void stopChecking();
    void start();

signals:
    void changed();
    void sampleChanged();
    void failed(const engine::Error &error);

private:
    struct Look
    {
        engine::Result<engine::workspace::FileContents> contents;
        QString environment{};
    };
    void look();
    void keepPassword();
    void forgetPlan();
    static constexpr int rowsOfSample = 20;
    void take(quint64 round, Look look);

    EnvironmentList &m_list;
    const engine::workspace::Workspace &m_workspace;
    Background &m_background;
    OperationRunner &m_runner;
    /// Of the files that are being read: a large one is left as soon as another is opened.
    std::shared_ptr<std::stop_source> m_looking = std::make_shared<std::stop_source>();
    /// Answers about other files are out of date.
    quint64 m_round = 0;
    QStringList m_files;
    bool m_isLooking = false;
    std::optional<engine::workspace::FileContents> m_contents;
    std::optional<engine::Error> m_problem;
    /// Of the rows that are being read.
    std::shared_ptr<std::stop_source> m_sampling = std::make_shared<std::stop_source>();
    quint64 m_sampleRound = 0;
    QString m_sampledTable;
    std::optional<engine::workspace::FileSample> m_sample;
    std::optional<engine::Error> m_sampleProblem;
    engine::workspace::TypedPassword m_typed;
    bool m_isPasswordKept = false;
    QString m_fileEnvironment;
    QString m_target;
    QString m_confirmation;
    Way m_way = Way::Replace;
    std::vector<std::string> m_tables;
    bool m_hasNoTable = false;
    /// What the runner plans was asked for here.
    bool m_isAsked = false;
};

} // namespace ui
