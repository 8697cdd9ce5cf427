// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/base/result.h"
#include "engine/catalog/model/schema.h"
#include "engine/pg/read_only_connection.h"
#include "engine/runs/report.h"
#include "engine/target/undo_actions.h"

#include <QList>
#include <QString>

#include <map>
#include <set>

namespace engine::operations {

/// What a copy says about how it was made, and so what of it cannot be as in its source.
struct CopyOrigin
{
    std::map<sql::QualifiedName, target::UndoActions::Replaced> replaced{};
    /// Tables of which the copy holds other rows than the source, and those that were to stay empty.
    std::set<sql::QualifiedName> inPart{};
    std::set<sql::QualifiedName> leftEmpty{};
    /// Why nobody can tell whether rules replaced something; empty where the target says so.
    Sentence unknown{};
    /// The clone that makes it has not ended: whatever it holds by now will not stay.
    Sentence unfinished{};
};

/// What the copy is compared with.
struct ComparedSource
{
    QString name{};
    /// REQUIRES: begin() succeeded.
    pg::ReadOnlyConnection &connection;
};

/// Asks the target, and of the source nothing but which database it is: not what either is called. What the target
/// says of another database than this one is added to `list`.
/// REQUIRES: begin() succeeded on the target.
Result<CopyOrigin> readCopyOrigin(const ComparedSource &source, pg::ReadOnlyConnection &target,
                                  const catalog::Schema &targetSchema, QList<runs::NotCarried> &list);

} // namespace engine::operations
