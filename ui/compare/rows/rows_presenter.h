// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/workspace/requests/compare_rows_request.h"
#include "ui/compare/rows/row_model.h"
#include "ui/compare/rows/row_table_model.h"
#include "ui/run/operation_runner.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace ui {

class ComparePresenter;

/// The rows of the two environments that are compared, without widgets: which tables, what differs, which rows should
/// follow, and the script for those. Values of a production are hidden until somebody asks, and again after a while.
class RowsPresenter final : public QObject
{
    Q_OBJECT

public:
    /// The script of the rows that are ticked.
    struct Script
    {
        QByteArray text{};
        QByteArray reverse{};
        int rows = 0;
        std::optional<engine::Error> error{};
    };
    enum class File { Script, Reverse };

    RowsPresenter(ComparePresenter &ends, engine::workspace::Workspace &workspace, Background &background,
                  OperationRunner &runner, QObject *parent = nullptr);

    /// As people name them: "orders, shop.*"; empty: all.
    [[nodiscard]] const QString &tablesWanted() const { return m_wanted; }
    void setTablesWanted(const QString &names);
    /// Names of tables that both have, as far as they were compared.
    [[nodiscard]] const QStringList &tablesKnown() const { return m_known; }
    /// A word of equalities().
    [[nodiscard]] bool treatsAsEqual(const std::string &word) const { return m_equalities.contains(word); }
    void setTreatsAsEqual(const std::string &word, bool does);

    [[nodiscard]] QString obstacle() const;
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    void compare();
    void cancel();

    /// Null before the first, and when other ends are chosen.
    [[nodiscard]] const std::shared_ptr<const engine::fingerprint::RowComparison> &comparison() const
    {
        return m_found;
    }
    [[nodiscard]] qint64 milliseconds() const { return m_milliseconds; }
    [[nodiscard]] RowTableModel &tables() { return m_tables; }
    [[nodiscard]] RowModel &rows() { return m_rows; }
    [[nodiscard]] bool hidesValues() const { return m_rows.isHidden(); }
    /// For five minutes, or until hidden again.
    void showValues(bool isShown);

    [[nodiscard]] const Script &script() const { return m_script; }
    [[nodiscard]] bool isWriting() const { return m_isWriting; }
    /// Once the guard agrees that clear values go there.
    void save(File file, const QString &path);

signals:
    void changed();
    void found();
    void scriptChanged();
    void saved(const QString &path);
    void failed(const engine::Error &error);

private:
    [[nodiscard]] engine::workspace::CompareRowsRequest request() const;
    void followEnds();
    void findTables();
    void followRunner();
    void takeReport(const engine::runs::Report &report);
    void forget();
    void writeScript();

    static constexpr int settleMilliseconds = 150;

    ComparePresenter &m_ends;
    engine::workspace::Workspace &m_workspace;
    Background &m_background;
    OperationRunner &m_runner;
    RowTableModel m_tables;
    RowModel m_rows;
    QString m_source;
    QString m_target;
    QString m_wanted;
    QStringList m_known;
    std::set<std::string> m_equalities;
    bool m_isRunning = false;
    std::shared_ptr<std::shared_ptr<const engine::fingerprint::RowComparison>> m_taken;
    std::shared_ptr<const engine::fingerprint::RowComparison> m_found;
    qint64 m_milliseconds = 0;
    Script m_script;
    bool m_isWriting = false;
    QTimer m_settle;
    QTimer m_hide;
    /// Answers of an older round are out of date.
    quint64 m_round = 0;
};

} // namespace ui
