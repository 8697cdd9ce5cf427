// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/operations/structure_proof.h"

#include <QByteArray>

namespace app::cli {

/// For continuous integration: each difference is a failed test, and so is a proof that did not succeed. Where nothing
/// differs, one test passed.
[[nodiscard]] QByteArray junitReport(const engine::operations::ComparisonFound &found);

} // namespace app::cli
