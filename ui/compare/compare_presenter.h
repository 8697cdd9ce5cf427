// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/environments/environment.h"
#include "engine/migration/comparison.h"
#include "engine/operations/structure_proof.h"
#include "engine/runs/report.h"
#include "ui/compare/change_model.h"
#include "ui/run/operation_runner.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ui {

class Background;
class EnvironmentList;

/// The comparison page without its widgets: which two are compared, what was found, what should follow, and the script
/// for that. Whatever takes long is done in the background.
class ComparePresenter final : public QObject
{
    Q_OBJECT

public:
    /// The script for what is ticked.
    struct Script
    {
        QString text{};
        QString reverse{};
        QList<engine::migration::Hazard> hazards{};
        std::map<engine::catalog::ObjectKey, engine::catalog::ObjectKey> added{};
        int statements = 0;
        int heldBack = 0;
        std::optional<engine::Error> error{};
    };
    /// What an object needs, and what needs it, on either side.
    struct Neighbours
    {
        std::vector<engine::catalog::ObjectKey> needs{};
        std::vector<engine::catalog::ObjectKey> neededBy{};
    };
    enum class File { Script, Reverse, Html, Markdown, Json };

    ComparePresenter(EnvironmentList &list, engine::workspace::Workspace &workspace, Background &background,
                     OperationRunner &runner, QObject *parent = nullptr);

    [[nodiscard]] const QList<engine::environments::Environment> &environments() const;
    [[nodiscard]] const QString &source() const { return m_source; }
    [[nodiscard]] const QString &target() const { return m_target; }
    void setSource(const QString &name);
    void setTarget(const QString &name);
    void swap();
    [[nodiscard]] const engine::environments::Environment *sourceEnvironment() const;
    [[nodiscard]] const engine::environments::Environment *targetEnvironment() const;
    /// Words of ignorableParts(), of this pair.
    [[nodiscard]] bool ignores(const std::string &part) const;
    void setIgnored(const std::string &part, bool isIgnored);
    [[nodiscard]] std::vector<std::string> ignoredParts() const;

    /// Why nothing can be compared now; empty when it can.
    [[nodiscard]] QString obstacle() const;
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    void compare();
    void cancel();
    /// What was found is no longer so: forgets it, and compares when somebody looks.
    void compareWhenSeen();
    /// Somebody looks.
    void seen();

    /// Null before the first, and when other ends are chosen.
    [[nodiscard]] const std::shared_ptr<const engine::migration::Comparison> &comparison() const { return m_found; }
    /// With what only a proof needs of it.
    [[nodiscard]] const engine::operations::StructuresCompared &compared() const { return m_compared; }
    [[nodiscard]] qint64 milliseconds() const { return m_milliseconds; }
    [[nodiscard]] ChangeModel &model() { return m_model; }
    [[nodiscard]] const Script &script() const { return m_script; }
    /// The script is for what was ticked before.
    [[nodiscard]] bool isWriting() const { return m_isWriting; }
    [[nodiscard]] bool mayLoseData() const { return m_mayLoseData; }
    void setMayLoseData(bool may);
    [[nodiscard]] Neighbours neighboursOf(const engine::catalog::ObjectKey &key) const;
    /// As each side has the object.
    [[nodiscard]] std::pair<QString, QString> textsOf(const engine::catalog::ObjectKey &key) const;
    /// Writes a file that only this account reads.
    void save(File file, const QString &path);

signals:
    /// Ends, state or result are others.
    void changed();
    /// Another result, or none.
    void found();
    void scriptChanged();
    void saved(const QString &path);
    void failed(const engine::Error &error);

private:
    using Needed = std::map<engine::catalog::ObjectKey, std::vector<engine::catalog::ObjectKey>>;

    void choose();
    void forget();
    void followRunner();
    void takeReport(const engine::runs::Report &report);
    void writeScript();
    void findNeighbours();
    [[nodiscard]] QString pair() const { return m_source + QChar(0) + m_target; }

    // Ticking a group must not write a script per row.
    static constexpr int settleMilliseconds = 120;

    EnvironmentList &m_list;
    engine::workspace::Workspace &m_workspace;
    Background &m_background;
    OperationRunner &m_runner;
    ChangeModel m_model;
    QString m_source;
    QString m_target;
    QHash<QString, std::set<std::string>> m_ignored;
    bool m_isRunning = false;
    bool m_isStale = false;
    /// Filled on the thread that compares, read when its report has come.
    std::shared_ptr<engine::operations::ComparisonFound> m_taken;
    std::shared_ptr<const engine::migration::Comparison> m_found;
    engine::operations::StructuresCompared m_compared;
    std::shared_ptr<const Needed> m_neededBy;
    qint64 m_milliseconds = 0;
    bool m_mayLoseData = false;
    bool m_isWriting = false;
    Script m_script;
    QTimer m_settle;
    /// Answers of an older round are out of date.
    quint64 m_round = 0;
    quint64 m_comparisons = 0;
};

} // namespace ui
