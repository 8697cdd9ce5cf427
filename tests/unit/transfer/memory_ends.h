// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/transfer/block_appender.h"
#include "engine/transfer/ends.h"

#include <atomic>
#include <map>
#include <string>
#include <vector>

namespace tests {

/// Counts what the ends are asked for, and at one of these steps lets something happen. Any thread.
class Script final
{
public:
    enum class Event { Nothing, Failure, Stop };

    Script() = default;
    Script(Event event, int step)
        : m_event(event)
        , m_step(step)
    {}
    /// Called by the ends. Errors: LocalDiskFull, with the name of the step.
    engine::Result<> step(const char *name);
    [[nodiscard]] int steps() const { return m_steps; }
    /// The name of the step at which it happened; empty: it has not.
    [[nodiscard]] std::string happenedAt() const;

    std::stop_source stop;
    /// Ends that were given out and are not gone yet.
    std::atomic<int> living = 0;

private:
    Event m_event = Event::Nothing;
    int m_step = -1;
    std::atomic<int> m_steps = 0;
    std::atomic<const char *> m_happenedAt = nullptr;
};

/// Tables in memory, each row a field of text.
class MemoryOrigin final : public engine::transfer::Origin
{
public:
    explicit MemoryOrigin(Script &script)
        : m_script(script)
    {}
    void add(const std::string &table, int rows);
    [[nodiscard]] const std::vector<std::string> &rows(const std::string &table) const { return m_tables.at(table); }

    [[nodiscard]] std::vector<engine::transfer::Piece> pieces(const engine::sql::QualifiedName &table,
                                                              qint64 shareBytes) const override;
    engine::Result<std::unique_ptr<engine::transfer::Reader>> reader(std::stop_token stop) override;

private:
    Script &m_script;
    std::map<std::string, std::vector<std::string>> m_tables;
};

/// One file in memory, written by one appender. It fails when it has so many bytes.
class MemoryFile final : public engine::transfer::Destination, private engine::transfer::BlockAppender::Output
{
public:
    MemoryFile(Script &script, size_t mostUnwritten, size_t room = SIZE_MAX)
        : m_script(script)
        , m_appender(*this, mostUnwritten)
        , m_room(room)
    {}

    engine::Result<std::unique_ptr<engine::transfer::Writer>> writer(std::stop_token stop) override;
    engine::Result<> commit() override;
    void abandon() noexcept override;

    /// Before commit() it is called something else.
    std::string file;
    std::atomic<size_t> finishedSinks = 0;
    std::atomic<int> abortedSinks = 0;
    int commits = 0;
    int abandons = 0;
    /// Of the ends, when commit() or abandon() was called.
    int livingThen = 0;

private:
    engine::Result<> write(size_t lane, const engine::transfer::Block &block) override;
    engine::Result<> endLane(size_t lane) override;

    Script &m_script;
    engine::transfer::BlockAppender m_appender;
    size_t m_room;
};

} // namespace tests
