// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/backup/backup_inspection.h"

#include "engine/anonymize/model/catalog_shapes.h"
#include "engine/base/contains.h"
#include "engine/base/files/disk_room.h"
#include "engine/catalog/model/table_names.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/columns/column_decisions.h"
#include "engine/columns/column_fates.h"
#include "engine/columns/partition_bounds.h"
#include "engine/columns/samples.h"
#include "engine/columns/structure_mentions.h"
#include "engine/environments/account_powers.h"
#include "engine/environments/connection_recipe.h"
#include "engine/fitting/large_objects.h"
#include "engine/operations/planned_end.h"
#include "engine/safety/nature_of.h"
#include "engine/target/replaced_parts.h"
#include "engine/target/session/readable_tables.h"

#include <algorithm>
#include <iterator>

namespace engine::operations {

using namespace Qt::StringLiterals;
using environments::End;
using environments::EnvironmentType;

namespace {

// Not those that an extension makes itself.
constexpr pg::Statement listSchemas = R"(
SELECT n.nspname, pg_catalog.pg_get_userbyid(n.nspowner)
FROM pg_catalog.pg_namespace AS n
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d
                  WHERE d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.objid = n.oid
                      AND d.deptype = 'e')
ORDER BY n.nspname)";

class Inspector final
{
public:
    Inspector(const End &source, const BackupOptions &options, const safety::ProductionRegistry &registry,
              std::stop_token stop)
        : m_source(source)
        , m_options(options)
        , m_registry(registry)
        , m_stop(std::move(stop))
    {}

    Result<BackupInspection> run();

private:
    [[nodiscard]] Result<> goOn() const
    {
        return m_stop.stop_requested() ? failure({.code = ErrorCode::Cancelled}) : Result<>();
    }
    Result<> readSource();
    Result<> chooseSchemas();
    Result<> leaveOutUnreadable();
    void judge();
    Result<> describeAccount();
    Result<> chooseRows();
    Result<> countSelectedRows();
    Result<> findKey();
    Result<> decideAboutColumns();
    void describeLeftOut();
    Result<> describeRoom();
    void describeSteps();

    const End &m_source;
    const BackupOptions &m_options;
    const safety::ProductionRegistry &m_registry;
    std::stop_token m_stop;
    BackupInspection m_found;
    std::optional<pg::ReadOnlyConnection> m_connection;
    /// Of the hosting platform: what of them the account may not read is left out.
    std::vector<std::string> m_managed;
    std::set<sql::QualifiedName> m_unreadable;
    bool m_isReadable = false;
};

Result<> Inspector::chooseSchemas()
{
    m_found.schemas = m_options.schemas;
    if (!m_options.schemas.empty())
        return {};
    TRY_ASSIGN(const pg::QueryResult rows, m_connection->query(listSchemas));
    for (int row = 0; row < rows.rowCount(); ++row) {
        const std::string name = rows.string(row, 0);
        if (!catalog::isUserSchema(name))
            continue;
        m_found.schemas.push_back(name);
        if (catalog::isManagedSchema(name, rows.view(row, 1)))
            m_managed.push_back(name);
    }
    return {};
}

Result<> Inspector::readSource()
{
    runs::PlannedEnd &planned = m_found.plan.source;
    Result<pg::ReadOnlyConnection> connection = openForInspection(m_source, planned, m_stop);
    if (!connection)
        return failure(connection.error());
    m_connection.emplace(std::move(*connection));
    if (planned.identity && m_source.environment.type == EnvironmentType::Production)
        TRY(m_registry.remember(*planned.identity, m_source.environment.name, m_source.environment.connection));
    TRY(chooseSchemas());
    TRY_ASSIGN(m_found.source, catalog::readSchema(*m_connection, {.schemas = m_found.schemas,
                                                                   .onlyDatabase = m_found.schemas.empty()}));
    return leaveOutUnreadable();
}

/// Of what people made nothing may be missing; what a platform hides from them has no place in their backup.
Result<> Inspector::leaveOutUnreadable()
{
    std::vector<sql::QualifiedName> tables;
    std::vector<sql::QualifiedName> ofPlatform;
    for (const catalog::Object *table : m_found.source.tablesWithRows())
        (contains(m_managed, table->key.schema) ? ofPlatform : tables).push_back(nameOf(*table));
    TRY_ASSIGN(const QList<Error> unreadable, target::unreadableTables(*m_connection, tables));
    if (!m_options.structureOnly)
        m_found.plan.problems += unreadable;
    m_isReadable = unreadable.isEmpty();
    TRY_ASSIGN(const QList<Error> hidden, target::unreadableTables(*m_connection, ofPlatform));
    for (const sql::QualifiedName &table : ofPlatform) {
        const bool isHidden
            = std::ranges::any_of(hidden, [&](const Error &error) { return error.subject == text(table.displayed()); });
        if (isHidden)
            m_unreadable.insert(table);
    }
    return {};
}

void Inspector::judge()
{
    runs::Plan &plan = m_found.plan;
    if (m_connection)
        plan.source.nature = safety::natureOf(plan.source.environment, plan.source.evidence(), m_registry);
    plan.anonymized = m_options.anonymize;
    plan.rawReason = m_options.anonymize ? QString() : m_options.rawReason;
    const runs::DataNature data = m_options.structureOnly ? runs::DataNature::None
                                  : plan.anonymized       ? runs::DataNature::Replaced
                                                          : runs::DataNature::Clear;
    plan.effects = runs::effectsOfBackup(
        data, {.path = m_found.place.path, .isEncrypted = m_options.encrypt, .isPrivate = m_found.place.isPrivate});
    if (const Sentence sentence = runs::sentenceOf(plan.source.environment, plan.source.nature); !sentence.isEmpty())
        m_found.warning(sentence);
    const auto protection = environments::protectionOf(m_source.connection);
    if (protection && plan.source.countsAsProduction() && !plan.source.environment.isDemo)
        protection->isWeak ? m_found.warning(protection->words) : m_found.information(protection->words);
}

Result<> Inspector::describeAccount()
{
    if (!m_connection || !m_found.plan.source.countsAsProduction())
        return {};
    TRY_ASSIGN(const environments::AccountPowers powers, environments::readAccountPowers(*m_connection));
    if (!powers.harmful.isEmpty())
        m_found.information(Tr::sentence("The account \"%1\" may write in \"%2\"; a backup only reads.")
                                .arg(powers.account, m_source.environment.name));
    return {};
}

Result<> Inspector::chooseRows()
{
    if (!m_connection)
        return {};
    m_found.selection = selection::selectRows(m_found.source, m_options.rows);
    m_found.plan.problems += m_found.selection.problems;
    m_found.selection.excluded.insert(m_unreadable.begin(), m_unreadable.end());
    runs::Plan &plan = m_found.plan;
    for (const catalog::Object *object : m_found.source.tablesWithRows()) {
        const auto *table = object->as<catalog::Table>();
        ++plan.source.tables;
        const bool isCopied = !m_options.structureOnly && !m_found.selection.excluded.contains(nameOf(*object));
        plan.tables.append({.schema = text(object->key.schema),
                            .name = text(object->key.name),
                            .rows = table->rowEstimate.value,
                            .bytes = table->heapBytes.value,
                            .isCopied = isCopied});
        if (!isCopied)
            continue;
        ++plan.tablesToCopy;
        plan.bytesToCopy += table->heapBytes.value;
        plan.rowsToCopy += std::max(0LL, table->rowEstimate.value);
    }
    if (m_options.structureOnly || plan.anonymized)
        return {};
    TRY_ASSIGN(const long long hidden, fitting::unreadableLargeObjects(*m_connection));
    if (hidden > 0)
        plan.problems.append({.code = ErrorCode::PermissionDenied,
                              .subject = QStringLiteral("large objects: %1").arg(hidden),
                              .detail = u"SELECT"_s});
    return m_isReadable ? countSelectedRows() : Result<>();
}

Result<> Inspector::countSelectedRows()
{
    for (const auto &[name, filter] : m_found.selection.filters) {
        TRY_ASSIGN(const long long kept, m_connection->countRows(name, filter));
        TRY_ASSIGN(const long long all, m_connection->countRows(name, {}));
        if (kept < all)
            m_found.warning(Tr::sentence("\"%1\" is backed up in part: %2 of %Ln row(s).", nullptr, all)
                                .arg(text(name.displayed()))
                                .arg(kept));
    }
    for (const sql::QualifiedName &table : m_found.selection.pulledIn)
        m_found.information(
            Tr::sentence("\"%1\" comes along: tables that were asked for refer to it.").arg(text(table.displayed())));
    return {};
}

Result<> Inspector::findKey()
{
    m_found.key = m_options.key;
    if (!m_found.plan.anonymized || m_found.key)
        return {};
    if (!m_options.findKey)
        return failure({.code = ErrorCode::Internal, .detail = u"no project key"_s});
    TRY_ASSIGN(anonymize::ProjectKey key, m_options.findKey());
    m_found.key = std::make_shared<const anonymize::ProjectKey>(std::move(key));
    if (m_found.key->kind() == anonymize::ProjectKey::Kind::ThisRunOnly)
        m_found.warning(Tr::sentence("No key is kept on this computer (no keychain, no SOSIE_KEY_FILE): values are "
                                     "replaced under a key for this run only, and the next run replaces them by "
                                     "others."));
    return {};
}

/// As a clone decides (clone_inspection.cpp), but that there is no target whose constraints fakes could be tried on.
Result<> Inspector::decideAboutColumns()
{
    runs::Plan &plan = m_found.plan;
    if (!plan.anonymized || !m_connection || !m_isReadable || m_options.structureOnly)
        return {};
    const std::vector<anonymize::TableShape> all = anonymize::shapesOf(m_found.source);
    std::ranges::copy_if(all, std::back_inserter(m_found.shapes),
                         [&](const auto &shape) { return !m_found.selection.excluded.contains(shape.name); });
    TRY_ASSIGN(const anonymize::Samples samples, columns::readSamples(*m_connection, m_found.shapes));
    TRY_ASSIGN(columns::DecidedColumns decided,
               columns::decideColumns(all, m_found.selection.excluded, m_options.rules.get(), samples, m_stop, {}));
    plan.ruledColumns = decided.ruledColumns;
    plan.rulesKeptFor = m_options.rules ? m_options.rulesKeptFor : QString();
    if (!plan.rulesKeptFor.isEmpty())
        m_found.information(columns::keptRulesSentence(plan));
    m_found.decisions = std::move(decided.decisions);
    TRY(goOn());
    plan.problems += target::findReplacedParts(m_found.source, m_found.decisions);
    const bool isProduction = plan.source.countsAsProduction();
    plan.columns = columns::plannedColumns(m_found.decisions, isProduction);
    TRY(goOn());
    catalog::Schema made = m_found.source;
    if (m_found.key != nullptr)
        columns::remakeBounds(made, m_found.shapes, m_found.decisions, *m_found.key);
    plan.mentions = columns::mentionsIn(made, m_found.decisions, samples);
    plan.problems += columns::objectionsTo(m_found.decisions, m_options.strict, isProduction);
    return {};
}

void Inspector::describeLeftOut()
{
    for (const catalog::Uncarried &object : m_found.source.notCarried) {
        const bool isCarried = object.reason == catalog::Uncarried::Reason::LargeObject && !m_found.plan.anonymized
                               && !m_options.structureOnly;
        if (!isCarried)
            m_found.plan.notCarried.append(
                {.kind = text(object.kind), .name = text(object.name), .reason = catalog::reasonText(object)});
    }
    for (const sql::QualifiedName &table : m_unreadable)
        m_found.plan.notCarried.append(
            {.kind = u"rows"_s,
             .name = text(table.displayed()),
             .reason = Tr::sentence("The hosting platform keeps them from the account used.")});
    int foreign = 0;
    for (const catalog::Object &object : m_found.source.objects)
        foreign += object.key.kind == catalog::ObjectKind::ForeignTable ? 1 : 0;
    if (foreign > 0)
        m_found.information(Tr::sentence("%n foreign table(s) are backed up without their rows, which are on other "
                                         "servers.",
                                         nullptr, foreign));
}

Result<> Inspector::describeRoom()
{
    const qint64 bytes = estimatedBytes(m_options, m_found.plan.bytesToCopy);
    // Nobody knows before how well rows compress: refused is what cannot fit, told is what may not.
    TRY(requireRoom(m_found.place.folder(), bytes / 2));
    TRY_ASSIGN(const qint64 room, roomIn(m_found.place.folder()));
    if (room < bytes + bytes / 2)
        m_found.warning(
            Tr::sentence("There may not be enough room on the disk: the backup takes about %1 MB, and %2 MB "
                         "are free.")
                .arg(bytes / 1'000'000 + 1)
                .arg(room / 1'000'000));
    return {};
}

void Inspector::describeSteps()
{
    runs::Plan &plan = m_found.plan;
    const QString &name = plan.source.environment.name;
    if (m_options.structureOnly)
        plan.steps.append(
            Tr::sentence("Read the structure of \"%1\", without its rows and without writing to it.").arg(name));
    else
        plan.steps.append(Tr::sentence("Read %n table(s) of \"%1\" at one single moment, without writing to it.",
                                       nullptr, static_cast<int>(plan.tablesToCopy))
                              .arg(name));
    if (plan.anonymized && !m_options.structureOnly) {
        const auto replaced = std::ranges::count_if(
            plan.columns, [](const runs::PlannedColumn &column) { return !column.rule.isEmpty(); });
        plan.steps.append(Tr::sentence("Replace personal data in %n column(s) on the way to the file.", nullptr,
                                       static_cast<int>(replaced)));
    }
    const qint64 megabytes = estimatedBytes(m_options, plan.bytesToCopy) / 1'000'000 + 1;
    plan.steps.append((m_options.encrypt
                           ? Tr::sentence("Write about %1 MB, encrypted, to %2, readable by your account alone.")
                           : Tr::sentence("Write about %1 MB to %2, readable by your account alone."))
                          .arg(megabytes)
                          .arg(m_found.place.path));
    plan.steps.append(Tr::sentence("Compute the checksum of the file and write down what is in it."));
}

Result<BackupInspection> Inspector::run()
{
    runs::Plan &plan = m_found.plan;
    plan.kind = runs::OperationKind::Backup;
    plan.number = runs::newPlanNumber();
    plan.source.environment = m_source.environment;
    plan.problems += m_options.ruleMistakes;
    Result<BackupPlace> place = choosePlace(m_options, m_source.environment.name, QDateTime::currentDateTimeUtc());
    if (place)
        m_found.place = std::move(*place);
    else
        plan.problems.append(place.error());
    TRY(m_found.note(readSource()));
    TRY(goOn());
    judge();
    TRY(m_found.note(describeAccount()));
    TRY(m_found.note(findKey()));
    TRY(m_found.note(chooseRows()));
    TRY(goOn());
    TRY(m_found.note(decideAboutColumns()));
    describeLeftOut();
    if (!m_found.place.path.isEmpty())
        TRY(m_found.note(describeRoom()));
    describeSteps();
    return std::move(m_found);
}

} // namespace

Result<> BackupInspection::note(const Result<> &result)
{
    if (result)
        return {};
    if (result.error().isCancelled())
        return result;
    if (result.error().causes.isEmpty())
        plan.problems.append(result.error());
    else
        plan.problems += result.error().causes;
    return {};
}

void BackupInspection::warning(const Sentence &sentence)
{
    plan.notices.append({.severity = runs::Notice::Severity::Warning, .sentence = sentence});
}

void BackupInspection::information(const Sentence &sentence)
{
    plan.notices.append({.sentence = sentence});
}

Result<BackupInspection> inspectBackup(const End &source, const BackupOptions &options,
                                       const safety::ProductionRegistry &registry, std::stop_token stop,
                                       Progress &progress)
{
    progress.enter(Phase::Preflight);
    return Inspector(source, options, registry, std::move(stop)).run();
}

} // namespace engine::operations
