// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/base/errors/sentence.h"
#include "engine/sql/identifier.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <map>

namespace engine::importing {

/// Something of a file that is not in the database it was loaded into.
struct NotLoaded
{
    /// As the file calls it: "TABLE public.orders"; else the beginning of the statement.
    QString object{};
    /// Of a script; 0: it has none.
    qint64 line = 0;
    /// Why it was not tried; empty when the server refused it.
    Sentence reason{};
    /// What the server answered, when it was tried.
    QString answer{};
    /// Rows or an object are missing; else a setting or the like, without which the contents are the same.
    bool isLoss = true;
};

/// What became of a file.
struct LoadResult
{
    qint64 statements = 0;
    qint64 rows = 0;
    /// Statements that bring rows (COPY, INSERT): those that the server took, and those that it refused.
    qint64 rowsTaken = 0;
    qint64 rowsRefused = 0;
    /// Of tables that came as rows of COPY.
    std::map<sql::QualifiedName, qint64> rowsOfTables{};
    /// In the order of the file.
    QList<NotLoaded> notLoaded{};
    /// Left out by intent, as it is no part of the contents: attributes of roles, other databases, owners of sessions.
    QList<Sentence> remarks{};
    QStringList extensions{};
    /// Made as names only.
    QStringList roles{};

    [[nodiscard]] qint64 losses() const
    {
        qint64 count = 0;
        for (const NotLoaded &each : notLoaded)
            count += each.isLoss ? 1 : 0;
        return count;
    }
};

} // namespace engine::importing
