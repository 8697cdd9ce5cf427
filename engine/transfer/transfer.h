// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/stream/pump.h"
#include "engine/transfer/ends.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace engine::transfer {

/// What is done to the rows of one share on their way. Made and used by the worker that moves it.
class Treatment
{
public:
    Treatment() = default;
    Treatment(const Treatment &) = delete;
    Treatment &operator=(const Treatment &) = delete;
    virtual ~Treatment() = default;

    /// In their order; owned by the treatment.
    [[nodiscard]] virtual std::vector<stream::Transform *> transforms() = 0;
    /// The rows have arrived: what the transforms counted is worth adding up.
    virtual void arrived(const stream::PumpSummary & /*summary*/) {}
};

/// Makes the treatment of a share; null when its rows are moved as they are. Called by several threads at once. Whoever
/// starts a transfer knows of rules and users; the transfer does not.
using Treatments = std::function<Result<std::unique_ptr<Treatment>>(const stream::RowShape &shape, const Share &share)>;

/// Moves the rows of one share from end to end, on the calling thread: for those who have a queue of their own.
/// Errors: those of the ends and of the transforms; Cancelled. The sink has been aborted then.
Result<stream::PumpSummary> moveShare(Reader &reader, Writer &writer, const Share &share, const Treatments &treatments,
                                      const std::stop_token &stop, TableProgress &progress);

/// A table that is to be moved.
struct TableToMove
{
    sql::QualifiedName table{};
    /// Borrowed; counts and says how far it is.
    TableProgress *progress = nullptr;
};

/// A table that has arrived.
struct TableMoved
{
    sql::QualifiedName table{};
    /// Of all its shares together.
    stream::PumpSummary summary{};
};

struct TransferOptions
{
    /// How many shares are on their way at a time, 1 or more.
    int workers = 2;
    /// About the largest share of a table, as the origin holds it.
    qint64 shareBytes = qint64{128} * 1024 * 1024;
    /// Empty: all rows are moved as they are.
    Treatments treatments{};
};

/// Moves tables from an origin to a destination: clone, backup, restore, export and import are this, with other ends.
///
///     Origin --reader()--> Reader --open(share)--> Source --Pump, transforms--> Sink <--open-- Writer <-- Destination
///                          one of each for every worker, one share after the other
///
/// Knows no server, no file, no rule. Borrows its ends, which must outlive it. Blocks the calling thread; its workers
/// are its own, and none is left when run() returns.
class Transfer final
{
public:
    Transfer(Origin &origin, Destination &destination, TransferOptions options);

    /// Moves the tables, in this order where the order matters, and commits; or abandons, once, when anything failed or
    /// was stopped. After a stop that came too late for that it has committed, and says so by succeeding.
    /// Errors: the first failure of a worker or of the commit; Cancelled.
    Result<std::vector<TableMoved>> run(const std::vector<TableToMove> &tables, const std::stop_token &stop);

private:
    class Work;

    Origin &m_origin;
    Destination &m_destination;
    TransferOptions m_options;
};

} // namespace engine::transfer
