// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"

#include <QString>

namespace engine::sandbox {

/// Where the programs of a PostgreSQL server are installed on this computer.
struct ServerPrograms
{
    /// Holds initdb, pg_ctl and postgres of the same version.
    QString folder{};
    /// 15 for 15.20.
    int major = 0;

    [[nodiscard]] QString path(const QString &program) const { return folder + QLatin1Char('/') + program; }

    /// The newest server of version 13 or later among PATH, the folders of the distributions and pg_config.
    /// Errors: SandboxUnavailable, with the command that installs one as its detail.
    static Result<ServerPrograms> find();
    /// The same, of just this version.
    static Result<ServerPrograms> find(int major);
};

} // namespace engine::sandbox
