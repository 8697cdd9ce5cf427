// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/environments/surroundings.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace tests {

/// An address as a person may write it, with what is around it that has a say: variables and a service file.
struct Spelling
{
    QString text{};
    engine::environments::Surroundings surroundings{};
    /// Which kinds of route and of writing it is made of, for counting.
    QString route{};
    QString form{};
};

/// The ways to one database.
struct Routes
{
    /// The server itself and the proxy before it.
    QStringList ports{};
    /// Poolers: port and socket folder each, and the names that the database has there.
    QStringList poolerPorts{};
    QStringList poolerFolders{};
    QStringList poolerNames{};
    /// Spellings of the folder of the server's socket, and its port.
    QStringList folders{};
    QString socketPort{};
    QString closedPort{};
    QString database{};
    QStringList users{};
    /// An empty folder that can be written to: for service files.
    QString files{};
};

/// `count` different spellings, always the same ones for the same routes and seed.
[[nodiscard]] std::vector<Spelling> spellings(const Routes &routes, int count, quint32 seed);

} // namespace tests
