// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/workspace/requests/clone_request.h"
#include "ui/clone/row_draft.h"
#include "ui/clone/table_choice_model.h"
#include "ui/run/operation_runner.h"
#include "ui/theme/environment_look.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace ui {

class EnvironmentList;

/// The clone page without its widgets: what is chosen, what the plan says of it, why it cannot start yet.
class ClonePresenter final : public QObject
{
    Q_OBJECT

public:
    enum class PersonalData { Replaced, InClear };

    ClonePresenter(EnvironmentList &list, const engine::workspace::Workspace &workspace, OperationRunner &runner,
                   QObject *parent = nullptr);

    [[nodiscard]] const QList<engine::environments::Environment> &environments() const;
    [[nodiscard]] QString source() const { return m_source; }
    [[nodiscard]] QString target() const { return m_target; }
    void setSource(const QString &name);
    void setTarget(const QString &name);
    /// Exchanges both ends; what was typed to confirm is forgotten.
    void swap();
    /// What is a production is never made a target, not even for a moment.
    [[nodiscard]] bool canSwap() const;
    /// Null while it is not chosen, or gone from the list.
    [[nodiscard]] const engine::environments::Environment *sourceEnvironment() const;
    [[nodiscard]] const engine::environments::Environment *targetEnvironment() const;
    /// Why an environment cannot be this end; empty when it can.
    [[nodiscard]] QString obstacleAsTarget(const engine::environments::Environment &environment) const;
    /// Whatever it is called. False while there is no source.
    [[nodiscard]] bool isFromProduction() const;

    /// "public, app": empty for all.
    [[nodiscard]] const QString &schemas() const { return m_schemas; }
    void setSchemas(const QString &schemas);
    /// Patterns of tables whose rows are not copied, separated by commas or spaces.
    [[nodiscard]] const QString &excludedTables() const { return m_excludedTables; }
    void setExcludedTables(const QString &patterns);
    /// The tables of the source, once a plan has found them, to choose from one by one.
    [[nodiscard]] TableChoiceModel &tables() { return m_tables; }
    /// Those that have a name.
    [[nodiscard]] const engine::environments::TableGroupStore &tableGroups() const;
    /// Which rows of those tables, and which of the target stay. While they cannot be understood, nothing is planned.
    [[nodiscard]] const RowDraft &rows() const { return m_rows; }
    void setRows(const RowDraft &rows);
    [[nodiscard]] PersonalData personalData() const { return m_personalData; }
    void setPersonalData(PersonalData choice);
    [[nodiscard]] const QString &rawReason() const { return m_rawReason; }
    void setRawReason(const QString &reason);
    [[nodiscard]] const QString &ruleFile() const { return m_ruleFile; }
    void setRuleFile(const QString &path);
    /// What decides where no file does, in a few words.
    [[nodiscard]] QString rulesWithoutFile() const;
    /// The rules that are kept for an environment are others now.
    void rulesChanged(const QString &environment);
    [[nodiscard]] bool strict() const { return m_strict; }
    void setStrict(bool strict);
    /// What can be done about a problem of the plan on this page, beside changing the source.
    enum class Remedy { None, SkipBrokenRows, LeaveOutBroken };
    [[nodiscard]] static Remedy remedyFor(const engine::Error &problem);
    /// Somebody took the remedy, or the plan has a problem that it is for.
    [[nodiscard]] bool offers(Remedy remedy) const;
    /// Where rows that break keys of the source are listed, which are left out; empty: they stand in the way.
    [[nodiscard]] const QString &brokenRowsFile() const { return m_brokenRowsFile; }
    void setBrokenRowsFile(const QString &path);
    [[nodiscard]] bool leavesOutBroken() const { return m_leavesOutBroken; }
    void setLeavesOutBroken(bool leavesOut);
    [[nodiscard]] int jobs() const { return m_jobs; }
    void setJobs(int jobs);
    [[nodiscard]] bool verify() const { return m_verify; }
    void setVerify(bool verify);
    /// Tries after the first, of what passes by itself.
    [[nodiscard]] int retries() const { return m_retries; }
    void setRetries(int retries);
    /// Webhooks and queues go on from the copy.
    [[nodiscard]] bool keepsSideEffects() const { return m_keepsSideEffects; }
    void setKeepsSideEffects(bool keeps);
    /// Not even those saved for the source.
    [[nodiscard]] bool usesNoRules() const { return m_usesNoRules; }
    void setUsesNoRules(bool usesNone);
    /// Absent: as is usual for the choice about personal data.
    using MissingUsers = engine::supabase::MissingUsers;
    [[nodiscard]] std::optional<MissingUsers> missingUsers() const { return m_missingUsers; }
    void setMissingUsers(std::optional<MissingUsers> choice);
    [[nodiscard]] const QString &confirmation() const { return m_confirmation; }
    void setConfirmation(const QString &name);

    /// What both ends are, whatever they are called, and what follows for personal data, as a sentence.
    [[nodiscard]] QString policy() const;
    [[nodiscard]] bool mayBeInClear() const;
    /// What of a production would be in clear in the target because somebody said so: true at once for what is chosen,
    /// and with the columns that rules let out once there is a plan. Empty: nothing.
    [[nodiscard]] QStringList clearData() const;
    /// "38 columns replaced, 2 undecided", empty before there is a plan.
    [[nodiscard]] QString columnSummary() const;
    /// Nothing while there is none, or while the plan is another operation's.
    [[nodiscard]] const std::optional<engine::runs::Plan> &plan() const;
    /// What cannot be understood in the choice of rows; else what the plan and the guard have against it.
    [[nodiscard]] QList<engine::Error> objections() const;
    [[nodiscard]] bool isPlanning() const { return m_runner.state() == OperationRunner::State::Planning; }
    /// What is chosen is being checked, or will be in a moment.
    [[nodiscard]] bool isChecking() const { return isPlanning() || m_settle.isActive(); }
    [[nodiscard]] bool isRunning() const { return m_runner.state() == OperationRunner::State::Running; }
    [[nodiscard]] bool needsConfirmation() const { return m_runner.needsConfirmation(); }
    /// What the check waits for, once it is worth a word: another try, a server that is slow to answer.
    [[nodiscard]] QStringList waiting() const;
    /// Why it cannot start, as a sentence; empty when it can.
    [[nodiscard]] QString obstacle() const;
    /// What is asked for, as it is chosen now.
    [[nodiscard]] engine::workspace::CloneRequest request() const;
    /// The same clone for a terminal, without any secret.
    [[nodiscard]] QString command() const;

    /// Plans now what would otherwise be planned in a moment.
    void check();
    void start();

signals:
    /// Something chosen, the list or the plan is different.
    void changed();
    /// Values were changed by something else than the fields that show them.
    void replaced();
    /// Something beside plan and run.
    void failed(const engine::Error &error);

private:
    void choose();
    void forgetClear();
    void forgetRemedies();
    void takePlan();
    [[nodiscard]] bool hasBothEnds() const;

    // Typing into a field must not start a connection per letter.
    static constexpr int settleMilliseconds = 600;

    EnvironmentList &m_list;
    const engine::workspace::Workspace &m_workspace;
    OperationRunner &m_runner;
    QTimer m_settle;
    QString m_source;
    QString m_target;
    QString m_schemas;
    QString m_excludedTables;
    TableChoiceModel m_tables;
    RowDraft m_rows;
    PersonalData m_personalData = PersonalData::Replaced;
    QString m_rawReason;
    QString m_ruleFile;
    bool m_strict = false;
    QString m_brokenRowsFile;
    bool m_leavesOutBroken = false;
    int m_jobs = 0;
    bool m_verify = true;
    int m_retries = engine::RetryPolicy{}.retries;
    bool m_keepsSideEffects = false;
    bool m_usesNoRules = false;
    std::optional<MissingUsers> m_missingUsers;
    QString m_confirmation;
};

} // namespace ui
