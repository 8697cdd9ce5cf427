// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/script/hazards.h"

#include "engine/catalog/model/kind_names.h"

#include <QLocale>

namespace engine::migration {

using catalog::ObjectKey;
using catalog::ObjectKind;

namespace {

/// A table that is read or written in less time than anybody notices.
constexpr long long smallTable = 10LL * 1024 * 1024;

Hazard::Severity severityOf(Hazard::Kind kind, long long bytes)
{
    using enum Hazard::Kind;
    switch (kind) {
    case DataLost:
    case AccessWidened:
        return Hazard::Severity::Danger;
    case Rewrite:
    case ValidationScan:
    case IndexBuild:
    case Lock:
        return bytes > smallTable ? Hazard::Severity::Warning : Hazard::Severity::Note;
    case AccessNarrowed:
    case MayFail:
        return Hazard::Severity::Warning;
    case MadeAgain:
    case OutsideTransaction:
        return Hazard::Severity::Note;
    }
    return Hazard::Severity::Note;
}

Sentence words(Hazard::Kind kind)
{
    using enum Hazard::Kind;
    switch (kind) {
    case DataLost:
        return Tr::sentence("Data is lost: %1.");
    case Rewrite:
        return Tr::sentence("The table is written anew, and locked meanwhile: %1.");
    case Lock:
        return Tr::sentence("Nobody else can use it for a moment: %1.");
    case ValidationScan:
        return Tr::sentence("Every row is checked, and the table is locked meanwhile: %1.");
    case IndexBuild:
        return Tr::sentence("Nobody can write to the table until the index is built: %1.");
    case AccessWidened:
        return Tr::sentence("More people may read or write it than before: %1.");
    case AccessNarrowed:
        return Tr::sentence("Fewer people may read or write it than before: %1.");
    case MayFail:
        return Tr::sentence("Whether this succeeds depends on the rows that are there: %1.");
    case MadeAgain:
        return Tr::sentence("It is dropped and made again: %1.");
    case OutsideTransaction:
        return Tr::sentence("It cannot be in the transaction of the rest, and stays if that fails: %1.");
    }
    return {};
}

} // namespace

Sentence Hazard::sentence() const
{
    constexpr qint64 oneMebibyte = 1024 * 1024;
    Sentence what = catalog::kindAndName(object);
    if (rows >= 0 || bytes > 0)
        what = Tr::sentence("%1 (about %2 rows, %3)")
                   .arg(what, static_cast<qint64>(std::max(rows, 0LL)),
                        QLocale().formattedDataSize(bytes, bytes < oneMebibyte ? 0 : 1));
    return words(kind).arg(what);
}

const char *hazardKey(Hazard::Kind kind)
{
    using enum Hazard::Kind;
    switch (kind) {
    case DataLost:
        return "dataLost";
    case Rewrite:
        return "rewrite";
    case Lock:
        return "lock";
    case ValidationScan:
        return "validationScan";
    case IndexBuild:
        return "indexBuild";
    case AccessWidened:
        return "accessWidened";
    case AccessNarrowed:
        return "accessNarrowed";
    case MayFail:
        return "mayFail";
    case MadeAgain:
        return "madeAgain";
    case OutsideTransaction:
        return "outsideTransaction";
    }
    return "";
}

const char *severityKey(Hazard::Severity severity)
{
    switch (severity) {
    case Hazard::Severity::Note:
        return "note";
    case Hazard::Severity::Warning:
        return "warning";
    case Hazard::Severity::Danger:
        return "danger";
    }
    return "";
}

std::vector<Hazard> HazardSource::of(Hazard::Kind kind, const ObjectKey &object) const
{
    const catalog::Object *found = m_target.find(object);
    if (found == nullptr)
        return {};
    Hazard hazard{.kind = kind, .object = object};
    if (const auto *table = found->as<catalog::Table>()) {
        hazard.rows = table->rowEstimate.value;
        hazard.bytes = table->totalBytes.value;
    }
    hazard.severity = severityOf(kind, hazard.bytes);
    return {hazard};
}

std::vector<Hazard> HazardSource::ofTable(Hazard::Kind kind, const ObjectKey &part) const
{
    const catalog::Object *table = m_target.findTable(part.schema, part.parent);
    return table == nullptr ? std::vector<Hazard>() : of(kind, table->key);
}

} // namespace engine::migration
