// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/model/schema.h"
#include "engine/formats/contents.h"

#include <map>
#include <vector>

namespace engine::dumping {

/// What an entry comes after: objects, whatever entries make them, and single entries of its list.
struct EntryNeeds
{
    std::vector<catalog::ObjectKey> objects{};
    std::vector<size_t> entries{};
};

/// The rows of a table or of a materialized view, as something that entries need.
[[nodiscard]] inline catalog::ObjectKey rowsOf(const catalog::ObjectKey &table)
{
    return {.kind = catalog::ObjectKind::Other, .schema = table.schema, .name = table.name};
}

/// Entries under construction, and what they need, before they have numbers.
///
///     before the rows:  schemas, types, tables, …        each list in the order in which pg_restore goes through it
///     rows:             rows, sequences, large objects
///     after the rows:   indexes, keys, triggers, …
class EntryList final
{
public:
    /// One entry of the list, as long as the list lives.
    using Handle = size_t;

    using Needs = EntryNeeds;

    /// Puts an entry behind all others of `place`. Its own section may be None: it then goes with what is before it.
    Handle add(formats::Section place, formats::Entry entry, Needs needs = {});
    /// An entry that makes the object, or a part of it: whoever needs the object needs it.
    Handle addOf(const catalog::ObjectKey &object, formats::Section place, formats::Entry entry, Needs needs = {});
    /// Whoever needs the object needs this entry too.
    void makes(const catalog::ObjectKey &object, Handle entry) { m_makers[object].push_back(entry); }

    /// The first entry that makes the object. Nothing when there is none.
    [[nodiscard]] std::optional<Handle> mainEntryOf(const catalog::ObjectKey &object) const;
    [[nodiscard]] const formats::Entry &entry(Handle handle) const { return m_pending[handle].entry; }

    /// In the order of restoring, with numbers from 1 on, and each needing only what comes before it. Empties the list.
    [[nodiscard]] std::vector<formats::Entry> finish();

private:
    struct Pending
    {
        formats::Entry entry{};
        formats::Section place = formats::Section::PreData;
        Needs needs{};
    };

    std::vector<Pending> m_pending;
    std::map<catalog::ObjectKey, std::vector<Handle>> m_makers;
};

} // namespace engine::dumping
