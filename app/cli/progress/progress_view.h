// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/progress.h"

namespace app::cli {

/// How the progress of an operation is shown on standard error. Called by the main thread about ten times a second.
class ProgressView
{
public:
    ProgressView() = default;
    ProgressView(const ProgressView &) = delete;
    ProgressView &operator=(const ProgressView &) = delete;
    virtual ~ProgressView() = default;

    virtual void show(const engine::Progress &progress) = 0;
    /// Something else is about to be written.
    virtual void makeWay() {}
    /// The operation has ended; nothing is shown afterwards.
    virtual void finish(const engine::Progress &progress) = 0;
};

} // namespace app::cli
