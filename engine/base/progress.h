// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"

#include <QString>
#include <QStringList>

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace engine {

/// What an operation is doing, in the order in which phases come. The last three cannot be undone by Cancel alone:
/// `Commit` is the point of no return.
enum class Phase { Preflight, SettingAside, Structure, Rows, Indexes, Verification, Commit, Done };

/// One table's share of an operation. Written by workers, read by whoever draws; every member is independent.
struct TableProgress
{
    enum class State : int { Waiting, Running, Indexing, Done, Failed };

    /// "public.orders": fixed before the first worker starts.
    QString name;
    /// -1: not known.
    qint64 expectedRows = -1;
    qint64 expectedBytes = -1;
    std::atomic<qint64> rows = 0;
    std::atomic<qint64> bytes = 0;
    std::atomic<qint64> anonymizedFields = 0;
    std::atomic<qint64> milliseconds = 0;
    std::atomic<State> state = State::Waiting;

    void add(qint64 moreRows, qint64 moreBytes) noexcept
    {
        rows.fetch_add(moreRows, std::memory_order_relaxed);
        bytes.fetch_add(moreBytes, std::memory_order_relaxed);
    }
};

/// The counters of one operation: workers write, the window and the command line poll them ten times a second.
///
/// No signal is ever sent from a worker: it would fill the event queue and freeze the window. The list of tables is set
/// once, before the rows phase; log lines are appended behind a mutex. Any thread may call any method.
class Progress final
{
public:
    using Tables = std::vector<std::unique_ptr<TableProgress>>;

    void enter(Phase phase) noexcept
    {
        m_entered.fetch_or(bitOf(phase), std::memory_order_relaxed);
        m_phase.store(phase, std::memory_order_release);
    }
    [[nodiscard]] Phase phase() const noexcept { return m_phase.load(std::memory_order_acquire); }

    /// Whether the operation has come to the phase, however briefly: who polls may have missed it.
    [[nodiscard]] bool hasEntered(Phase phase) const noexcept
    {
        return (m_entered.load(std::memory_order_relaxed) & bitOf(phase)) != 0;
    }

    /// REQUIRES: called once, before the first worker starts.
    void setTables(std::shared_ptr<const Tables> tables);
    /// Null until known.
    [[nodiscard]] std::shared_ptr<const Tables> tables() const;

    /// Steps that are not rows: indexes and constraints built, statements run.
    std::atomic<qint64> stepsDone = 0;
    std::atomic<qint64> stepsExpected = -1;

    /// While it lives, `name` (an index, a constraint) is being made by one worker.
    class Making final
    {
    public:
        Making(Progress &progress, const QString &name);
        ~Making();
        Making(const Making &) = delete;
        Making &operator=(const Making &) = delete;

    private:
        Progress &m_progress;
        QString m_name;
    };
    /// What is being made at this moment, the oldest first.
    [[nodiscard]] QStringList making() const;

    /// Adds a line for people who want to follow: object names and counts, never a value of the database.
    void log(const Sentence &line);
    /// Adds a sentence that people must see while the operation goes on, to the log as well.
    void warn(const Sentence &sentence);
    /// The sentences from number `from` on. Sets `from` to the next number.
    [[nodiscard]] QList<Sentence> warningsSince(qsizetype &from) const;
    /// The lines from number `from` on; the log keeps the last `maxLogLines`. Sets `from` to the next number.
    [[nodiscard]] QList<Sentence> logSince(qint64 &from) const;

private:
    // A window that follows a clone of ten thousand tables must not grow without end.
    static constexpr qsizetype maxLogLines = 2000;

    static constexpr unsigned bitOf(Phase phase) { return 1U << static_cast<unsigned>(phase); }

    std::atomic<Phase> m_phase = Phase::Preflight;
    std::atomic<unsigned> m_entered = 0;
    mutable std::mutex m_tablesAndLogMutex;
    std::shared_ptr<const Tables> m_tables;
    QList<Sentence> m_log;
    QList<Sentence> m_warnings;
    QStringList m_making;
    qint64 m_droppedLogLines = 0;
};

} // namespace engine
