// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/columns/declared_values.h"

#include "engine/anonymize/known/declared_columns.h"
#include "engine/anonymize/known/seen_values.h"
#include "engine/anonymize/text/array_text.h"
#include "engine/catalog/model/table_names.h"
#include "engine/pg/copy_ends.h"
#include "engine/stream/field_sink.h"
#include "engine/stream/pump.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>

namespace engine::columns {

namespace {

using anonymize::ColumnDecision;
using anonymize::Declared;
using anonymize::KnownValues;

struct DeclaredColumn
{
    std::string name{};
    Declared what = Declared::Nothing;
    bool isArray = false;
    /// What the row before had: values come in runs where rows are sorted by them.
    std::string last{};
    /// Different people have the same; addresses and numbers are everybody's own.
    [[nodiscard]] bool isName() const
    {
        return !isArray && (what == Declared::FirstName || what == Declared::LastName || what == Declared::FullName);
    }
};

/// The declared columns of one table, and how their rows are taken in.
class DeclaredTable final
{
public:
    DeclaredTable(const anonymize::TableShape &shape, const std::vector<const ColumnDecision *> &decisions,
                  anonymize::SeenValues &seen)
        : m_seen(seen)
    {
        for (const ColumnDecision *decision : decisions) {
            const Declared what = declaredBy(*decision);
            const anonymize::ColumnShape *column = shape.column(decision->column);
            if (what == Declared::Nothing || column == nullptr || column->isGenerated)
                continue;
            const anonymize::ColumnType type = typeOf(*column);
            if (type.family == anonymize::TypeFamily::Json || type.family == anonymize::TypeFamily::Jsonb
                || type.family == anonymize::TypeFamily::Uuid || type.family == anonymize::TypeFamily::Composite)
                continue;
            m_columns.push_back({.name = decision->column, .what = what, .isArray = type.isArray});
        }
        m_firstName = placeOf(Declared::FirstName);
        m_lastName = placeOf(Declared::LastName);
    }

    [[nodiscard]] std::vector<std::string> columnNames() const
    {
        std::vector<std::string> names;
        for (const DeclaredColumn &column : m_columns)
            names.push_back(column.name);
        return names;
    }

    void takeIn(const stream::RowCodec &codec, std::span<const stream::FieldView> fields, KnownValues &known)
    {
        m_unescaped.resize(m_columns.size());
        m_fields.clear();
        for (size_t i = 0; i < m_columns.size(); ++i)
            m_fields.push_back(fields[i].isNull ? std::string_view() : codec.value(fields[i], m_unescaped[i]));
        for (size_t i = 0; i < m_columns.size(); ++i)
            takeIn(m_columns[i], m_fields[i], known);
        if (!m_firstName || !m_lastName || m_fields[*m_firstName].empty() || m_fields[*m_lastName].empty())
            return;
        if (!m_seen.wasSeen(m_fields[*m_firstName], m_fields[*m_lastName], wholePerson))
            known.addPerson(m_fields[*m_firstName], m_fields[*m_lastName]);
    }

private:
    [[nodiscard]] std::optional<size_t> placeOf(Declared what) const
    {
        const auto found = std::find_if(m_columns.begin(), m_columns.end(), [what](const DeclaredColumn &column) {
            return column.what == what && !column.isArray;
        });
        if (found == m_columns.end())
            return std::nullopt;
        return static_cast<size_t>(found - m_columns.begin());
    }

    void takeIn(DeclaredColumn &column, std::string_view value, KnownValues &known)
    {
        if (value.empty() || value == column.last)
            return;
        column.last = value;
        if (column.isName() && m_seen.wasSeen(value, static_cast<uint64_t>(column.what)))
            return;
        if (!column.isArray) {
            anonymize::declare(column.what, value, known);
            return;
        }
        std::string ignored;
        (void)anonymize::rewriteArray(
            value,
            [&](std::string_view element, std::string &) {
                anonymize::declare(column.what, element, known);
                return false;
            },
            ignored);
    }

    /// No kind of column.
    static constexpr uint64_t wholePerson = 1000;

    std::vector<DeclaredColumn> m_columns;
    /// Of all tables: different ones have the same people.
    anonymize::SeenValues &m_seen;
    std::optional<size_t> m_firstName;
    std::optional<size_t> m_lastName;
    std::vector<std::string_view> m_fields;
    std::vector<std::string> m_unescaped;
};

Result<> readTable(pg::ReadOnlyConnection &source, const sql::QualifiedName &name, DeclaredTable &table,
                   const std::stop_token &stop, KnownValues &known)
{
    TRY_ASSIGN(const auto rows, pg::CopySource::start(source, {.table = name, .columns = table.columnNames()}));
    const stream::RowCodec codec(rows->shape());
    stream::FieldSink sink(codec, [&](std::span<const stream::FieldView> fields) {
        // To the end in any case: a COPY that is left unread ends the connection.
        if (!known.isFull())
            table.takeIn(codec, fields, known);
        return Result<>();
    });
    TableProgress unseen;
    TRY(stream::Pump(*rows, {}, sink).run(stop, unseen));
    return {};
}

} // namespace

Result<std::shared_ptr<const KnownValues>> readDeclaredValues(pg::ReadOnlyConnection &source,
                                                              const catalog::Schema &schema,
                                                              const std::vector<anonymize::TableShape> &shapes,
                                                              const std::vector<ColumnDecision> &decisions,
                                                              const std::stop_token &stop)
{
    std::map<sql::QualifiedName, std::vector<const ColumnDecision *>> byTable;
    for (const ColumnDecision &decision : decisions) {
        if (declaredBy(decision) != Declared::Nothing)
            byTable[decision.table].push_back(&decision);
    }
    const anonymize::ShapesByName byName = anonymize::shapesByName(shapes);
    const auto known = std::make_shared<KnownValues>();
    anonymize::SeenValues seen;
    for (const catalog::Object *object : schema.tablesWithRows()) {
        const sql::QualifiedName name = nameOf(*object);
        const auto ofTable = byTable.find(name);
        const auto shape = byName.find(name);
        if (ofTable == byTable.end() || shape == byName.end() || known->isFull())
            continue;
        DeclaredTable table(*shape->second, ofTable->second, seen);
        if (!table.columnNames().empty())
            TRY(readTable(source, name, table, stop, *known));
    }
    return std::shared_ptr<const KnownValues>(known);
}

} // namespace engine::columns
