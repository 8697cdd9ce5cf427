// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"
#include "engine/operations/operation.h"
#include "engine/operations/report.h"

#include <stop_token>
#include <string>
#include <vector>

namespace engine::operations {

/// Compares two live databases: catalogs, then the digest of every table, without writing to either.
/// Without anonymization in between the two must be equal; columns with a rule differ by design, and the report says
/// so.
class VerifyPair final
{
public:
    VerifyPair(End source, End target, std::vector<std::string> schemas);

    /// Outcome Succeeded: equal. Failed with VerificationFailed: `report.warnings` lists the differences.
    Report run(const std::stop_token &stop, Progress &progress);

private:
    End m_source;
    End m_target;
    std::vector<std::string> m_schemas;
};

} // namespace engine::operations
