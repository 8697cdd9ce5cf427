// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/pg/connection.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace engine::sandbox {

/// One of the demo's environments and the SQL files (resources/demo) that make it, in their order.
struct DemoScript
{
    QString name{};
    std::string database{};
    QString typeKey{};
    QStringList files{};
};

/// All four, production first.
[[nodiscard]] const std::vector<DemoScript> &demoScripts();

/// Runs one of the files; each is one transaction.
/// Errors: the server's, with the file as the step that was under way.
Result<> runDemoFile(pg::Connection &connection, const QString &file);

} // namespace engine::sandbox
