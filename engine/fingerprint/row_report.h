// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/fingerprint/row_difference.h"

#include <QJsonObject>
#include <QString>

#include <memory>
#include <vector>

namespace engine::fingerprint {

/// How the rows of two databases differ: a value, of which window, command line and reports are views.
struct RowComparison
{
    QString source{};
    QString target{};
    std::vector<TableDifference> tables{};
    /// What was not compared, and why.
    QList<Sentence> remarks{};
    /// One of the two is a production: values are shown only to who asks for them.
    bool hidesValues = false;
    /// As they were read, for a script.
    std::shared_ptr<const catalog::Schema> sourceSchema{};
    std::shared_ptr<const catalog::Schema> targetSchema{};

    [[nodiscard]] bool areEqual() const;
    [[nodiscard]] long long differences() const;
};

/// "12 changed, 3 only in prod, 1 only in test"; "equal" where nothing differs.
[[nodiscard]] QString countsOf(const RowComparison &comparison, const TableDifference &table);
/// What people should know of a table beside its counts: no key, columns left out, read whole.
[[nodiscard]] QStringList notesOf(const RowComparison &comparison, const TableDifference &table);

/// A value for people: one line, cut where it is long; what stands for NULL; nothing of it where values are hidden.
/// Numbers and identifiers that only say which row it is are shown all the same.
[[nodiscard]] QString shownValue(const ComparedColumn &column, const stream::FieldValue &value, bool hidesValues);
/// "id 118": by what the row is known.
[[nodiscard]] QString rowName(const TableDifference &table, const RowDifference &row, bool hidesValues);

/// For programs: "rows" of resources/schema/comparison.schema.json. Of hidden values only the names of the columns.
[[nodiscard]] QJsonObject rowsJson(const RowComparison &comparison, bool hidesValues);
/// For a pull request.
[[nodiscard]] QString rowsMarkdown(const RowComparison &comparison, bool hidesValues);

} // namespace engine::fingerprint
