// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/verify/column_differences.h"

#include "engine/sql/identifier.h"
#include "engine/stream/column_digest.h"
#include "engine/stream/field_sink.h"
#include "engine/stream/pump.h"

#include <QStringList>

namespace engine::operations {

using namespace Qt::StringLiterals;

namespace {

Result<stream::ColumnDigest> digestOf(pg::ReadOnlyConnection &connection, const pg::CopySelection &selection,
                                      const std::stop_token &stop)
{
    TRY_ASSIGN(const auto source, pg::CopySource::start(connection, selection));
    stream::ColumnDigest digest(selection.columns.size());
    stream::FieldSink sink(stream::RowCodec(source->shape()),
                           [&](std::span<const stream::FieldView> fields) -> Result<> {
                               digest.add(fields);
                               return {};
                           });
    TableProgress unseen;
    TRY(stream::Pump(*source, {}, sink).run(stop, unseen));
    return digest;
}

} // namespace

Result<Sentence> describeOtherContents(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                       const pg::CopySelection &selection, const QString &table, WorkerPool &other)
{
    Result<stream::ColumnDigest> there = stream::ColumnDigest(0);
    other.add([&](const std::stop_token &stop) -> Result<> {
        there = digestOf(target, selection, stop);
        return {};
    });
    const Result<stream::ColumnDigest> here = digestOf(source, selection, other.stopToken());
    TRY(other.wait());
    TRY(here);
    TRY(there);
    QStringList columns;
    for (size_t column = 0; column < selection.columns.size(); ++column) {
        if (here->of(column) != there->of(column))
            columns.append(text(sql::displayed(selection.columns[column])));
    }
    if (columns.isEmpty())
        return Tr::sentence("%1: the same number of rows, with other contents: each column holds the same values, in "
                            "other rows.")
            .arg(table);
    if (columns.size() == static_cast<qsizetype>(selection.columns.size()))
        return Tr::sentence("%1: the same number of rows, with other contents.").arg(table);
    return Tr::sentence("%1: the same number of rows, with other contents in %2; the other columns are equal.")
        .arg(table, columns.join(u", "_s));
}

} // namespace engine::operations
