// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/structure_copy.h"

#include "engine/catalog/comparison/settled_texts.h"
#include "engine/catalog/model/kind_names.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/formats/script/script_splitter.h"
#include "engine/migration/migration.h"
#include "engine/pg/read_only_connection.h"

#include <algorithm>
#include <cstring>

namespace engine::operations {

using namespace Qt::StringLiterals;
using catalog::ObjectKind;
using catalog::Schema;
using importing::PrivateDatabase;

namespace {

constexpr int oneMajor = 10'000;

// As openTarget() and a script's own beginning have it.
constexpr std::string_view settings = R"(
SET search_path = '';
SET check_function_bodies = off;
SET row_security = off;
SET client_min_messages = warning;
SET standard_conforming_strings = on)";

class MemoryReader final : public ByteReader
{
public:
    explicit MemoryReader(std::string_view text)
        : m_text(text)
    {}
    Result<size_t> read(std::span<std::byte> into) override
    {
        const size_t size = std::min(into.size(), m_text.size());
        std::memcpy(into.data(), m_text.data(), size);
        m_text.remove_prefix(size);
        return size;
    }

private:
    std::string_view m_text;
};

/// What runs code of somebody is judged statement by statement: several may stand together.
Result<std::vector<std::string>> piecesOf(const migration::Statement &statement)
{
    const std::string text = statement.sql + "\n;\n";
    MemoryReader reader(text);
    formats::ScriptSplitter splitter(reader, engine::text(statement.object.display()));
    std::vector<std::string> pieces;
    for (;;) {
        TRY_ASSIGN(std::optional<formats::ScriptPiece> piece, splitter.next());
        if (!piece)
            return pieces;
        if (piece->kind != formats::ScriptPiece::Kind::Statement)
            return failure({.code = ErrorCode::ScriptRefused, .subject = engine::text(piece->text.substr(0, 80))});
        pieces.push_back(std::move(piece->text));
    }
}

std::set<std::string> namesOf(const Schema &schema)
{
    const std::vector<std::string> names = schema.schemaNames();
    return {names.begin(), names.end()};
}

/// Roles of ours that no structure may bring along.
bool isOurs(const std::string &role)
{
    return role.empty() || role.starts_with("sosie_") || role.starts_with("pg_");
}

} // namespace

bool StructureCopy::isLeftOut(ObjectKind kind)
{
    return kind == ObjectKind::Setting || kind == ObjectKind::Subscription || kind == ObjectKind::EventTrigger
           || kind == ObjectKind::UserMapping;
}

Schema StructureCopy::withoutLeftOut(Schema schema)
{
    std::erase_if(schema.objects, [](const catalog::Object &object) { return isLeftOut(object.key.kind); });
    return schema;
}

Result<std::unique_ptr<StructureCopy>> StructureCopy::make(const Schema &structure, const std::string &worker,
                                                           const ProofPlace &place, const std::stop_token &stop,
                                                           Progress &progress)
{
    std::unique_ptr<StructureCopy> copy(new StructureCopy);
    importing::LoadLimits limits = place.limits;
    limits.serverMajor = structure.serverVersion / oneMajor;
    TRY_ASSIGN(PrivateDatabase database, PrivateDatabase::create(place.folder, limits));
    copy->m_database = std::make_unique<PrivateDatabase>(std::move(database));
    copy->m_watch = std::make_unique<importing::LoadWatch>(*copy->m_database, stop);
    TRY(copy->open(worker, copy->m_watch->token()));
    TRY(copy->fill(structure, progress));
    return copy;
}

Result<> StructureCopy::open(const std::string &worker, const std::stop_token &stop)
{
    TRY_ASSIGN(pg::Connection keeper, m_database->openKeeper(stop));
    m_worker = isOurs(worker) ? std::string(PrivateDatabase::loader) : worker;
    if (m_worker != PrivateDatabase::loader)
        TRY(m_database->makeOwner(keeper, m_worker));
    const pg::ConnectionInfo info = m_database->connectionOf(m_worker);
    TRY_ASSIGN(pg::Connection worked, pg::Connection::open(info, {.stop = stop}));
    TRY(worked.execute(settings));
    TRY_ASSIGN(pg::Connection session, pg::Connection::open(info, {.stop = stop}));
    TRY(session.execute(settings));
    m_session.emplace(std::move(session));
    m_runner = std::make_unique<importing::StatementRunner>(std::move(worked), std::move(keeper), m_made);
    return {};
}

Result<> StructureCopy::fill(const Schema &structure, Progress &progress)
{
    for (const catalog::Object &object : structure.objects) {
        if (const auto *extension = object.as<catalog::Extension>())
            TRY(m_runner->makeExtension(object.key.name, extension->schema));
    }
    TRY_ASSIGN(const Schema empty, read(namesOf(structure)));
    migration::MigrationOptions options{.mayLoseData = true};
    options.ddl.sessionRole = m_worker;
    options.ddl.serverMajor = structure.serverVersion / oneMajor;
    TRY_ASSIGN(const migration::Migration made, migration::migrationScript(empty, withoutLeftOut(structure), options));
    for (const bool isOutside : {true, false}) {
        for (const migration::Statement &statement : made.statements) {
            if (statement.isOutside != isOutside)
                continue;
            TRY_ASSIGN(const std::vector<std::string> pieces, piecesOf(statement));
            for (const std::string &piece : pieces)
                TRY(m_runner->run(piece, catalog::kindAndName(statement.object).text(), 0));
            progress.stepsDone.fetch_add(1, std::memory_order_relaxed);
        }
    }
    return {};
}

Result<std::optional<Refusal>> StructureCopy::run(const std::vector<migration::Statement> &script, Progress &progress,
                                                  const std::optional<Refusal> &again)
{
    bool isPassed = again.has_value();
    for (const bool isOutside : {true, false}) {
        for (size_t i = 0; i < script.size(); ++i) {
            const migration::Statement &statement = script[i];
            if (statement.isOutside != isOutside || statement.isHeldBack || isLeftOut(statement.object.kind))
                continue;
            isPassed = isPassed && i != again->statement;
            if (isPassed)
                continue;
            TRY_ASSIGN(const std::vector<std::string> pieces, piecesOf(statement));
            for (const std::string &piece : pieces) {
                const qsizetype refused = m_made.notLoaded.size();
                const qsizetype remarked = m_made.remarks.size();
                TRY(m_runner->run(piece, catalog::kindAndName(statement.object).text(), 0));
                if (m_made.notLoaded.size() > refused) {
                    const importing::NotLoaded what = m_made.notLoaded.takeLast();
                    return Refusal{.statement = i, .sql = piece, .answer = what.answer, .reason = what.reason};
                }
                // It was made to succeed by something that no script would find in its target.
                if (m_made.remarks.size() > remarked)
                    return Refusal{.statement = i, .sql = piece, .reason = m_made.remarks.takeLast()};
            }
            progress.stepsDone.fetch_add(1, std::memory_order_relaxed);
        }
    }
    return std::optional<Refusal>();
}

Result<Schema> StructureCopy::read(const std::set<std::string> &schemas)
{
    TRY_ASSIGN(pg::ReadOnlyConnection reader,
               pg::ReadOnlyConnection::open(m_database->connectionOf(m_worker), {.stop = m_watch->token()}));
    TRY(reader.begin());
    TRY_ASSIGN(const pg::QueryResult there, reader.query("SELECT nspname FROM pg_catalog.pg_namespace"));
    catalog::ReadOptions options;
    for (int row = 0; row < there.rowCount(); ++row) {
        if (schemas.contains(there.string(row, 0)))
            options.schemas.push_back(there.string(row, 0));
    }
    options.onlyDatabase = options.schemas.empty();
    TRY_ASSIGN(Schema schema, catalog::readSchema(reader, options));
    return withoutLeftOut(std::move(schema));
}

Result<> StructureCopy::settle(Schema &one, const Schema &other)
{
    return catalog::settleTexts(*m_session, one, other);
}

} // namespace engine::operations
