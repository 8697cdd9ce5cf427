// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/files/byte_stream.h"
#include "engine/formats/contents.h"
#include "engine/formats/script/entry_statements.h"
#include "engine/transfer/block_appender.h"
#include "engine/transfer/ends.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>

namespace engine::formats {

/// A script that psql restores, also in one transaction (psql -1): plain SQL in the order of pg_restore, rows as COPY.
///
///     settings | what takes away | what makes | large objects | COPY … \. | COPY … \. | keys, grants, …
///
/// The tables come in the order in which they are moved. Call order: create(), addLargeObject() for each, then as any
/// Destination. Owns its output.
class ScriptFile final : public transfer::Destination
{
public:
    /// Writes everything that comes before the rows. Errors: those of the output, which is aborted then.
    static Result<std::unique_ptr<ScriptFile>> create(std::unique_ptr<ByteWriter> output, Contents contents,
                                                      const ScriptChoice &choice = {});
    ~ScriptFile() override;

    /// The bytes of a large object. REQUIRES: no writer() was asked for yet; no object twice.
    Result<> addLargeObject(quint32 object, ByteReader &bytes, const std::stop_token &stop);

    /// Its sinks take rows as text, and tables that the contents have.
    Result<std::unique_ptr<transfer::Writer>> writer(std::stop_token stop) override;
    Result<> commit() override;
    void abandon() noexcept override;

    /// Of the script, before anything compresses it.
    [[nodiscard]] qint64 size() const { return m_output.size(); }

private:
    class ShareSink;
    class ShareWriter;

    /// The file behind the workers.
    class Output final : public transfer::BlockAppender::Output
    {
    public:
        explicit Output(std::unique_ptr<ByteWriter> bytes)
            : m_bytes(std::move(bytes))
        {}

        Result<> write(size_t lane, const transfer::Block &block) override;
        Result<> endLane(size_t lane) override;
        Result<> write(std::string_view text);
        Result<> finish() { return m_bytes->finish(); }
        void abort() noexcept { m_bytes->abort(); }

        /// A share is begun. `beginning`: what comes before its rows, `end`: what comes behind them.
        void enter(size_t lane, std::string beginning, std::string end);
        [[nodiscard]] size_t lanes() const;
        [[nodiscard]] qint64 size() const { return m_size; }

    private:
        struct Lane
        {
            std::string beginning{};
            std::string end{};
        };

        std::unique_ptr<ByteWriter> m_bytes;
        mutable std::mutex m_lanesMutex;
        std::map<size_t, Lane> m_lanes;
        size_t m_entered = 0;
        qint64 m_size = 0;
    };

    ScriptFile(std::unique_ptr<ByteWriter> output, Contents contents, const ScriptChoice &choice);
    Result<> writeBeginning();
    Result<> writeRemovals();
    Result<> writeEntry(const Entry &entry);
    Result<> writeEnd();

    const Contents m_contents;
    const ScriptChoice m_choice;
    std::map<sql::QualifiedName, const Entry *> m_rows;
    Output m_output;
    transfer::BlockAppender m_blocks;
    /// Committed or abandoned.
    bool m_isOver = false;
};

} // namespace engine::formats
