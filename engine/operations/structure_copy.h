// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/catalog/model/schema.h"
#include "engine/importing/load_watch.h"
#include "engine/importing/private_database.h"
#include "engine/importing/statement_runner.h"
#include "engine/migration/script/script.h"

#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace engine::operations {

/// Where private servers are made, and what they may take.
struct ProofPlace
{
    QString folder{};
    importing::LoadLimits limits{};
};

/// A statement that a private server did not take.
struct Refusal
{
    /// Its place in the script, from 0 on.
    size_t statement = 0;
    std::string sql{};
    /// What the server answered; empty where it was not even tried, and `reason` says why.
    QString answer{};
    Sentence reason{};
};

/// A structure made again, without rows, in a private server of its own, where everything in it is taken for hostile:
/// its code runs as a role that can do nothing outside of its database, in a server without network.
///
/// One role of the structure, the one that works in the original, is the one that works in the copy: what it makes
/// belongs to it there as here. For one thread. The server is gone with this object.
class StructureCopy final
{
public:
    /// `worker`: the role that works in the original; `major`: the version of its server.
    /// Errors: SandboxUnavailable, also where there are no programs of this version; LocalDiskFull; Cancelled.
    static Result<std::unique_ptr<StructureCopy>> make(const catalog::Schema &structure, const std::string &worker,
                                                       const ProofPlace &place, const std::stop_token &stop,
                                                       Progress &progress);

    /// Runs a script up to its end, or to the first statement that is refused. What is held back is not run. `again`:
    /// the statement that was refused, to go on with.
    Result<std::optional<Refusal>> run(const std::vector<migration::Statement> &script, Progress &progress,
                                       const std::optional<Refusal> &again = {});
    /// The copy as it is now, without what is ours in it. `schemas`: those that may be there.
    Result<catalog::Schema> read(const std::set<std::string> &schemas);
    /// Gives `one`, which was read here, the texts of `other` where this server reads the same in both.
    Result<> settle(catalog::Schema &one, const catalog::Schema &other);
    /// As the role that works in it, with nothing found through a search path.
    [[nodiscard]] pg::Connection &session() { return *m_session; }
    /// What of the original did not come to stand here, and why.
    [[nodiscard]] const QList<importing::NotLoaded> &notMade() const { return m_made.notLoaded; }

    /// Of a kind that no private server makes of somebody else's words.
    [[nodiscard]] static bool isLeftOut(catalog::ObjectKind kind);
    [[nodiscard]] static catalog::Schema withoutLeftOut(catalog::Schema schema);

private:
    StructureCopy() = default;
    Result<> open(const std::string &worker, const std::stop_token &stop);
    Result<> fill(const catalog::Schema &structure, Progress &progress);

    std::unique_ptr<importing::PrivateDatabase> m_database;
    std::unique_ptr<importing::LoadWatch> m_watch;
    std::string m_worker;
    std::optional<pg::Connection> m_session;
    importing::LoadResult m_made;
    std::unique_ptr<importing::StatementRunner> m_runner;
};

} // namespace engine::operations
