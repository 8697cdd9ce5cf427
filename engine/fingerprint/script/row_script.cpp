// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fingerprint/script/row_script.h"

#include "engine/base/contains.h"

#include <algorithm>
#include <functional>
#include <set>

namespace engine::fingerprint {

using catalog::Object;
using stream::FieldValue;

namespace {

constexpr qsizetype mostInMemory = 256 * 1024;
constexpr int rowsOfStatement = 100;
// Beyond, values are taken to be exchanged.
constexpr size_t mostExchanged = 200'000;

// As values were written when they were compared, and so that rows that the account may not see are an error.
constexpr std::string_view settings = "SET LOCAL DateStyle = 'ISO, YMD';\nSET LOCAL IntervalStyle = 'postgres';\n"
                                      "SET LOCAL TimeZone = 'UTC';\nSET LOCAL extra_float_digits = 3;\n"
                                      "SET LOCAL bytea_output = 'hex';\nSET LOCAL xmlbinary = 'base64';\n"
                                      "SET LOCAL xmloption = 'content';\nSET LOCAL lc_monetary = 'C';\n"
                                      "SET LOCAL row_security = off;\nSET LOCAL lock_timeout = '10s';\n";

Result<> put(ByteWriter &file, std::string_view text)
{
    return file.write(std::as_bytes(std::span(text.data(), text.size())));
}

std::string commentOf(std::string line)
{
    std::ranges::replace_if(
        line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return "-- " + line + '\n';
}

bool isTriggerOn(const Object &object, const sql::QualifiedName &table)
{
    const auto *trigger = object.as<catalog::Trigger>();
    return trigger != nullptr && (trigger->enabled == 'O' || trigger->enabled == 'A')
           && object.key.schema == table.schema && object.key.parent == table.name;
}

} // namespace

RowScript::RowScript(std::shared_ptr<const catalog::Schema> target, std::shared_ptr<const catalog::Schema> source,
                     RowScriptOptions options)
    : m_target(std::move(target))
    , m_source(std::move(source))
    , m_options(std::move(options))
{}

RowScript::~RowScript() = default;

RowScript::Table RowScript::tableOf(const ComparedTable &table) const
{
    // What the server itself brings has its "=" in pg_catalog, and enums share one.
    constexpr unsigned firstOfPeople = 16384;
    Table found;
    const Object *object = m_target->findTable(table.name.schema, table.name.name);
    if (object == nullptr)
        return found;
    const auto *definition = object->as<catalog::Table>();
    found.written.isPartitioned = definition->isPartitioned();
    found.written.parkable = parkableOf(table);
    for (const catalog::Column &column : definition->columns) {
        if (column.identity == 'a')
            found.written.alwaysIdentity.push_back(column.name);
        if (column.baseTypeOid.value >= firstOfPeople && column.typeType.value != 'e')
            found.written.withoutEquality.push_back(column.name);
    }
    return found;
}

std::vector<std::string> RowScript::parkableOf(const ComparedTable &table) const
{
    std::vector<std::string> parkable;
    const Object *object = m_target->findTable(table.name.schema, table.name.name);
    for (const Object &candidate : m_target->objects) {
        const auto *constraint = candidate.as<catalog::Constraint>();
        if (object == nullptr || constraint == nullptr || constraint->type != 'u'
            || candidate.key.schema != table.name.schema || candidate.key.parent != table.name.name)
            continue;
        for (const catalog::Column &column : object->as<catalog::Table>()->columns) {
            if (!column.notNull && contains(constraint->columns, column.name))
                parkable.push_back(column.name);
        }
    }
    return parkable;
}

Result<> RowScript::append(Waiting &waiting, const std::string &text) const
{
    waiting.memory.append(text.data(), static_cast<qsizetype>(text.size()));
    if (waiting.memory.size() < mostInMemory)
        return {};
    if (waiting.file == nullptr) {
        waiting.file = std::make_unique<QTemporaryFile>(m_options.folder + QStringLiteral("/.sosie-rows-XXXXXX"));
        if (!waiting.file->open())
            return failure({.code = ErrorCode::FileUnwritable, .subject = m_options.folder});
    }
    if (waiting.file->write(waiting.memory) != waiting.memory.size() || !waiting.file->flush())
        return failure({.code = ErrorCode::LocalDiskFull, .subject = m_options.folder});
    waiting.memory.clear();
    return {};
}

Result<> RowScript::pour(Waiting &waiting, ByteWriter &file)
{
    if (waiting.file != nullptr) {
        waiting.file->seek(0);
        while (!waiting.file->atEnd()) {
            const QByteArray block = waiting.file->read(mostInMemory);
            if (block.isEmpty())
                return failure({.code = ErrorCode::FileUnreadable, .subject = waiting.file->fileName()});
            TRY(put(file, {block.data(), static_cast<size_t>(block.size())}));
        }
    }
    return put(file, {waiting.memory.data(), static_cast<size_t>(waiting.memory.size())});
}

Result<> RowScript::addInsert(Table &table, const ComparedTable &compared, const std::vector<FieldValue> &row) const
{
    const bool isFirst = table.rowsOfInsert % rowsOfStatement == 0;
    std::string before = table.rowsOfInsert == 0 ? "" : isFirst ? ";\n" : ",\n";
    if (isFirst)
        before += insertHead(compared, table.written);
    ++table.rowsOfInsert;
    table.getsRows = true;
    return append(table.inserts, before + insertedRow(row));
}

Result<> RowScript::add(const ComparedTable &compared, const RowDifference &row)
{
    using Kind = RowDifference::Kind;
    const bool isWanted = row.kind == Kind::Changed      ? m_options.updates
                          : row.kind == Kind::OnlySource ? m_options.inserts
                                                         : m_options.deletes;
    if (!isWanted)
        return {};
    auto found = m_tables.find(compared.name);
    if (found == m_tables.end())
        found = m_tables.emplace(compared.name, tableOf(compared)).first;
    Table &table = found->second;
    if (row.kind == Kind::OnlyTarget) {
        table.losesRows = true;
        return append(table.deletes, deleteStatement(compared, table.written, row.target, row.count));
    }
    if (row.kind == Kind::OnlySource) {
        for (long long i = 0; i < row.count; ++i)
            TRY(addInsert(table, compared, row.source));
        return {};
    }
    bool canUpdate = true;
    for (size_t i = 0; i < row.changed.size(); ++i) {
        const std::string &name = compared.columns[i].name();
        if (row.changed[i] && !contains(table.changed, name))
            table.changed.push_back(name);
        canUpdate = canUpdate && !(row.changed[i] && contains(table.written.alwaysIdentity, name));
    }
    if (canUpdate)
        return addUpdate(table, compared, row);
    TRY(append(table.deletes, deleteStatement(compared, table.written, row.target, 1)));
    return addInsert(table, compared, row.source);
}

Result<> RowScript::addUpdate(Table &table, const ComparedTable &compared, const RowDifference &row) const
{
    const std::string park = parkStatement(compared, table.written, row);
    if (!park.empty())
        TRY(append(table.parks, park));
    for (size_t i = 0; i < row.changed.size() && table.givenUp.size() < mostExchanged; ++i) {
        const std::string &name = compared.columns[i].name();
        if (!row.changed[i] || !contains(table.written.parkable, name))
            continue;
        if (row.target[i])
            table.givenUp.insert(std::hash<std::string>()(name + '=' + *row.target[i]));
        if (row.source[i])
            table.taken.insert(std::hash<std::string>()(name + '=' + *row.source[i]));
    }
    return append(table.updates, updateStatement(compared, table.written, row));
}

std::vector<RowScript::Reference> RowScript::references() const
{
    std::vector<Reference> references;
    for (const Object &object : m_target->objects) {
        const auto *constraint = object.as<catalog::Constraint>();
        if (constraint == nullptr || constraint->type != 'f')
            continue;
        const sql::QualifiedName child{object.key.schema, object.key.parent};
        if (m_tables.contains(child))
            references.push_back({.constraint = &object, .child = child, .parent = constraint->referenced});
    }
    return references;
}

std::vector<sql::QualifiedName> RowScript::childrenFirst(const std::vector<Reference> &references,
                                                         bool &isCircular) const
{
    std::vector<sql::QualifiedName> order;
    std::set<sql::QualifiedName> left;
    for (const auto &[name, table] : m_tables)
        left.insert(name);
    while (!left.empty()) {
        // One to which nothing that is left refers.
        const auto next = std::ranges::find_if(left, [&](const sql::QualifiedName &name) {
            return std::ranges::none_of(references, [&](const Reference &reference) {
                return reference.parent == name && reference.child != name && left.contains(reference.child);
            });
        });
        isCircular = isCircular || next == left.end();
        const sql::QualifiedName name = next == left.end() ? *left.begin() : *next;
        order.push_back(name);
        left.erase(name);
    }
    return order;
}

bool RowScript::mustWait(const std::vector<Reference> &references, bool isCircular) const
{
    if (isCircular)
        return true;
    return std::ranges::any_of(references, [&](const Reference &reference) {
        const Table &child = m_tables.at(reference.child);
        const auto parent = m_tables.find(reference.parent);
        if (parent == m_tables.end())
            return false;
        const auto *constraint = reference.constraint->as<catalog::Constraint>();
        const auto changes = [](const Table &table, const std::vector<std::string> &columns) {
            return std::ranges::any_of(columns, [&](const std::string &name) { return contains(table.changed, name); });
        };
        const bool isOwn = reference.child == reference.parent && (child.losesRows || child.getsRows);
        return isOwn || changes(child, constraint->columns) || changes(parent->second, constraint->referencedColumns);
    });
}

std::string RowScript::triggerStatements(bool isSwitchedOn) const
{
    std::string statements;
    for (const auto &[name, table] : m_tables) {
        for (const Object &object : m_target->objects) {
            if (!isTriggerOn(object, name))
                continue;
            const bool isAlways = object.as<catalog::Trigger>()->enabled == 'A';
            const char *const word = !isSwitchedOn ? " DISABLE TRIGGER "
                                     : isAlways    ? " ENABLE ALWAYS TRIGGER "
                                                   : " ENABLE TRIGGER ";
            statements += "ALTER TABLE " + name.quoted() + word + sql::quoted(object.key.name) + ";\n";
        }
    }
    return statements;
}

/// What else happens when the rows of these tables change.
std::string RowScript::triggerNotes() const
{
    std::string notes;
    for (const auto &[name, table] : m_tables) {
        for (const Object &object : m_target->objects) {
            if (isTriggerOn(object, name))
                notes += commentOf(Tr::tr("The trigger %1 on %2 runs, unless --disable-triggers is given.")
                                       .arg(text(object.key.name), text(name.displayed()))
                                       .toStdString());
        }
    }
    return notes;
}

/// Sequences that give tables with new rows their values move on to where the source's are, and never back.
std::string RowScript::sequenceStatements() const
{
    std::string statements;
    for (const Object &object : m_target->objects) {
        const auto *sequence = object.as<catalog::Sequence>();
        const Object *twin = sequence == nullptr ? nullptr : m_source->find(object.key);
        const auto *other = twin == nullptr ? nullptr : twin->as<catalog::Sequence>();
        if (other == nullptr || other->state == sequence->state)
            continue;
        const bool gives = std::ranges::any_of(m_tables, [&](const auto &entry) {
            const auto &[name, table] = entry;
            const Object *definition = m_target->findTable(name.schema, name.name);
            return table.getsRows
                   && ((sequence->ownerTable == name.name && object.key.schema == name.schema)
                       || (definition != nullptr && contains(definition->defaultsDependOn.value, object.key)));
        });
        const long long here = sequence->state.lastValue;
        const long long there = other->state.lastValue;
        const bool isBehind = sequence->increment > 0 ? here < there : here > there;
        if (gives && (isBehind || (here == there && !sequence->state.isCalled)))
            statements += "SELECT pg_catalog.setval(" + sql::literal(object.key.quoted()) + ", " + std::to_string(there)
                          + ", " + (other->state.isCalled ? "true" : "false") + ");\n";
    }
    return statements;
}

Result<> RowScript::writeTables(const std::vector<sql::QualifiedName> &order, bool waits, ByteWriter &file)
{
    const auto pourAll = [&](auto begin, auto end, const std::vector<Waiting Table::*> &parts) -> Result<> {
        for (auto name = begin; name != end; ++name) {
            for (Waiting Table::*const part : parts)
                TRY(pour(m_tables.at(*name).*part, file));
        }
        return {};
    };
    for (auto &[name, table] : m_tables) {
        if (table.rowsOfInsert > 0)
            TRY(append(table.inserts, ";\n"));
        const bool exchanges = table.givenUp.size() >= mostExchanged
                               || std::ranges::any_of(table.taken, [&given = table.givenUp](size_t value) {
                                      return given.contains(value);
                                  });
        if (!exchanges)
            table.parks = {};
    }
    if (waits) {
        // No row of a table is needed any more by those before it, so that nothing happens ON DELETE; where rows of
        // one table need each other, they are told first.
        for (auto name = order.begin(); name != order.end(); ++name) {
            if (m_tables.at(*name).isInCircle)
                TRY(pourAll(name, name + 1, {&Table::parks, &Table::updates, &Table::deletes, &Table::inserts}));
            else
                TRY(pourAll(name, name + 1, {&Table::deletes, &Table::parks, &Table::updates, &Table::inserts}));
        }
        return {};
    }
    TRY(pourAll(order.begin(), order.end(), {&Table::deletes}));
    TRY(pourAll(order.begin(), order.end(), {&Table::parks, &Table::updates}));
    return pourAll(order.rbegin(), order.rend(), {&Table::inserts});
}

Result<> RowScript::write(ByteWriter &file)
{
    std::string text;
    for (const std::string &line : m_options.title)
        text += commentOf(line);
    if (!m_options.disablesTriggers)
        text += triggerNotes();
    text += "BEGIN;\n" + std::string(settings);
    const std::vector<Reference> all = references();
    bool isCircular = false;
    const std::vector<sql::QualifiedName> order = childrenFirst(all, isCircular);
    const bool waits = mustWait(all, isCircular);
    for (auto &[name, table] : m_tables) {
        table.isInCircle = isCircular || std::ranges::any_of(all, [&](const Reference &reference) {
                               return reference.child == name && reference.parent == name;
                           });
    }
    std::string back;
    if (waits) {
        for (const Reference &reference : all) {
            const auto *constraint = reference.constraint->as<catalog::Constraint>();
            // That of a partition follows the one of its partitioned table.
            if (constraint->isInherited)
                continue;
            const std::string alter = "ALTER TABLE " + reference.child.quoted() + " ALTER CONSTRAINT "
                                      + sql::quoted(reference.constraint->key.name);
            if (!constraint->isDeferrable) {
                text += alter + " DEFERRABLE;\n";
                back += alter + " NOT DEFERRABLE;\n";
            }
        }
        text += "SET CONSTRAINTS ALL DEFERRED;\n";
    }
    if (m_options.disablesTriggers)
        text += triggerStatements(false);
    TRY(put(file, text));
    TRY(writeTables(order, waits, file));
    if (waits || m_options.disablesTriggers)
        TRY(put(file, "SET CONSTRAINTS ALL IMMEDIATE;\n"));
    if (m_options.disablesTriggers)
        TRY(put(file, triggerStatements(true)));
    return put(file, back + sequenceStatements() + "COMMIT;\n");
}

} // namespace engine::fingerprint
