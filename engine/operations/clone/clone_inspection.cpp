// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/clone/clone_inspection.h"

#include "engine/anonymize/keys/project_key.h"
#include "engine/anonymize/model/catalog_shapes.h"
#include "engine/base/errors/sentence.h"
#include "engine/catalog/model/table_names.h"
#include "engine/catalog/reading/schema_reader.h"
#include "engine/columns/column_decisions.h"
#include "engine/columns/column_fates.h"
#include "engine/columns/partition_bounds.h"
#include "engine/columns/rule_rehearsal.h"
#include "engine/columns/samples.h"
#include "engine/columns/sound_rows.h"
#include "engine/columns/structure_mentions.h"
#include "engine/defusing/outward.h"
#include "engine/environments/account_powers.h"
#include "engine/environments/connection_recipe.h"
#include "engine/fitting/large_objects.h"
#include "engine/operations/clone/target_inspection.h"
#include "engine/operations/planned_end.h"
#include "engine/safety/guard.h"
#include "engine/safety/nature_of.h"
#include "engine/supabase/side_effects.h"
#include "engine/target/replaced_parts.h"
#include "engine/target/session/readable_tables.h"

#include <algorithm>

namespace engine::operations {

using namespace Qt::StringLiterals;
using environments::EnvironmentType;

namespace {

// Of the five seconds or so that people wait for a plan.
constexpr std::chrono::milliseconds mostForBrokenRows{1500};
constexpr std::chrono::milliseconds mostForRehearsal{2500};
constexpr qsizetype mostNamed = 8;
// Each takes a rule back that cannot hold; a column has no more than four to try.
constexpr int mostRounds = 12;

class Inspector final
{
public:
    Inspector(const End &source, const End &target, const CloneOptions &options,
              const safety::ProductionRegistry &registry, std::stop_token stop, Progress &progress)
        : m_source(source)
        , m_target(target)
        , m_options(options)
        , m_registry(registry)
        , m_stop(std::move(stop))
        , m_progress(progress)
    {}

    Result<CloneInspection> run();

private:
    /// Of thousands of tables each step takes a while, whether or not a server is asked something.
    [[nodiscard]] Result<> goOn() const
    {
        return m_stop.stop_requested() ? failure({.code = ErrorCode::Cancelled}) : Result<>();
    }
    Result<> inspectSource();
    Result<> describeAccount();
    Result<> describeUntrustedTables();
    void judgeSource();
    Result<> findKey();
    Result<> chooseRows();
    void describeGroups();
    Result<> decideAboutColumns(const TargetInspection &target);
    Result<columns::DecidedColumns> decideAndRehearse(const std::vector<anonymize::TableShape> &all,
                                                      const anonymize::Samples &samples,
                                                      const TargetInspection &target);
    void describeRules(const columns::DecidedColumns &decided);
    void describeRehearsal(const columns::RuleRehearsal &rehearsal);
    void describeSideEffects();
    Result<> findBrokenRows();
    Result<> countSelectedRows();
    Result<long long> countRows(const sql::QualifiedName &table, const sql::RowFilter &filter);
    Error blame(const Error &error);
    void describeSource();
    void describeSteps();

    const End &m_source;
    const End &m_target;
    // A copy: the key is added when it turns out to be needed.
    CloneOptions m_options;
    const safety::ProductionRegistry &m_registry;
    std::stop_token m_stop;
    Progress &m_progress;
    CloneInspection m_found;
    std::optional<pg::ReadOnlyConnection> m_sourceConnection;
    bool m_isSourceRead = false;
    bool m_isSourceReadable = false;
};

Result<> Inspector::inspectSource()
{
    runs::PlannedEnd &planned = m_found.plan.source;
    Result<pg::ReadOnlyConnection> connection = openForInspection(m_source, planned, m_stop);
    if (!connection)
        return failure(connection.error());
    m_sourceConnection.emplace(std::move(*connection));
    if (planned.identity && m_source.environment.type == EnvironmentType::Production)
        TRY(m_registry.remember(*planned.identity, m_source.environment.name, m_source.environment.connection));

    TRY_ASSIGN(m_found.source, catalog::readSchema(*m_sourceConnection, {.schemas = m_options.schemas}));
    std::vector<sql::QualifiedName> tables;
    for (const catalog::Object *table : m_found.source.tablesWithRows())
        tables.push_back(nameOf(*table));
    TRY_ASSIGN(const QList<Error> unreadable, target::unreadableTables(*m_sourceConnection, tables));
    m_found.plan.problems += unreadable;
    m_isSourceRead = true;
    m_isSourceReadable = unreadable.isEmpty();
    return {};
}

/// Nothing of ours runs code in a source; should anything ever, an account that can only read is what limits it.
Result<> Inspector::describeAccount()
{
    if (!m_sourceConnection || !m_found.plan.source.countsAsProduction())
        return {};
    TRY_ASSIGN(const environments::AccountPowers powers, environments::readAccountPowers(*m_sourceConnection));
    if (!powers.harmful.isEmpty())
        m_found.warning(
            Tr::sentence("The account \"%1\" could do harm in the production \"%2\" (%3). Reading needs an "
                         "account that can only read: %4")
                .arg(powers.account, m_source.environment.name, powers.harmful.join(u", "_s), powers.readerScript));
    return {};
}

Result<> Inspector::describeUntrustedTables()
{
    TRY_ASSIGN(const pg::UntrustedTables *untrusted, m_sourceConnection->untrustedTables());
    for (const auto &[name, code] : *untrusted) {
        if (m_found.source.find({.kind = catalog::ObjectKind::Table, .schema = name.schema, .name = name.name})
            != nullptr)
            m_found.information(Tr::sentence("\"%1\" is read whole and in one piece: a query over it would run code of "
                                             "its owner (%2).")
                                    .arg(text(name.displayed()), text(code.displayed())));
    }
    return {};
}

/// What leaves a production is anonymized, whatever the production is called.
void Inspector::judgeSource()
{
    runs::Plan &plan = m_found.plan;
    // One that was not reached stands among the problems.
    if (m_sourceConnection)
        plan.source.nature = safety::natureOf(plan.source.environment, plan.source.evidence(), m_registry);
    plan.anonymized = anonymizes(plan.source, m_options);
    plan.effects = runs::effectsOfClone(plan.anonymized ? runs::DataNature::Replaced : runs::DataNature::Clear);
    plan.rawReason = plan.anonymized ? QString() : m_options.rawReason;
    if (const Sentence sentence = runs::sentenceOf(plan.source.environment, plan.source.nature); !sentence.isEmpty())
        m_found.warning(sentence);
    const auto protection = environments::protectionOf(m_source.connection);
    if (protection && plan.source.countsAsProduction() && !plan.source.environment.isDemo)
        protection->isWeak ? m_found.warning(protection->words) : m_found.information(protection->words);
}

Result<> Inspector::findKey()
{
    const bool isNeeded = m_found.plan.anonymized || m_options.missingUsers == supabase::MissingUsers::Copy;
    if (isNeeded && !m_options.key) {
        if (!m_options.findKey)
            return failure({.code = ErrorCode::Internal, .detail = u"no project key"_s});
        TRY_ASSIGN(anonymize::ProjectKey key, m_options.findKey());
        m_options.key = std::make_shared<const anonymize::ProjectKey>(std::move(key));
    }
    m_found.key = m_options.key;
    if (isNeeded && m_options.key->kind() == anonymize::ProjectKey::Kind::ThisRunOnly)
        m_found.warning(Tr::sentence("No key is kept on this computer (no keychain, no SOSIE_KEY_FILE): values are "
                                     "replaced under a key for this run only, and the next run replaces them by "
                                     "others."));
    return {};
}

/// Once both sides are known: rows that the target keeps are not copied.
Result<> Inspector::chooseRows()
{
    if (!m_isSourceRead)
        return {};
    m_found.selection = selection::selectRows(m_found.source, m_options.rows, m_found.kept.notCopied);
    m_found.plan.problems += m_found.selection.problems;
    describeGroups();
    TRY(goOn());
    describeSideEffects();
    TRY(goOn());
    describeSource();
    TRY(describeUntrustedTables());
    if (!m_found.plan.anonymized) {
        TRY_ASSIGN(const long long hidden, fitting::unreadableLargeObjects(*m_sourceConnection));
        if (hidden > 0)
            m_found.problem({.code = ErrorCode::PermissionDenied,
                             .subject = QStringLiteral("large objects: %1").arg(hidden),
                             .detail = u"SELECT"_s});
    }
    if (!m_isSourceReadable)
        return {};
    // Sampling would wait for the same locks, without being able to say for which table.
    std::vector<sql::QualifiedName> names;
    for (const catalog::Object *table : m_found.source.tablesWithRows())
        names.push_back(nameOf(*table));
    TRY(m_sourceConnection->lockTables(names));
    TRY(findBrokenRows());
    if (m_found.brokenKeys.empty())
        return countSelectedRows();
    TRY(m_sourceConnection->holdLocks());
    TRY(columns::readWithoutIndexes(*m_sourceConnection));
    TRY(countSelectedRows());
    return m_sourceConnection->giveBackLocks();
}

/// What a source says of its keys is not always so: then the copy would fail at its end.
Result<> Inspector::findBrokenRows()
{
    const QString &file = m_options.brokenRowsFile;
    std::optional<std::chrono::milliseconds> most;
    if (file.isEmpty())
        most = mostForBrokenRows;
    TRY_ASSIGN(const columns::BrokenKeys found,
               columns::countBrokenKeys(*m_sourceConnection, m_found.source, m_found.selection, most));
    for (const auto &[key, rows] : found.broken) {
        const QString table = text(key.table.displayed());
        const QString name = text(sql::displayed(key.name));
        if (file.isEmpty())
            m_found.problem({.code = ErrorCode::ConstraintViolated,
                             .subject = table,
                             .detail = name + u": "_s + QString::number(rows)});
        else
            m_found.warning(
                Tr::sentence("%Ln row(s) of \"%1\" break %2, although the source says that it holds: they are "
                             "left out, with the rows that refer to them, and listed in %3.",
                             nullptr, rows)
                    .arg(table, name, file));
    }
    if (!found.notCounted.isEmpty())
        m_found.information(
            Tr::sentence(
                "Whether all rows of the source keep its own keys was not looked at for %n of them, which would "
                "take long or run code of the database: %1.",
                nullptr, static_cast<int>(found.notCounted.size()))
                .arg(found.notCounted.mid(0, mostNamed).join(u", "_s)));
    if (file.isEmpty() || found.broken.empty())
        return {};
    m_found.brokenKeys = found.keys();
    selection::RowSelection selection
        = selection::selectRows(m_found.source, m_options.rows, m_found.kept.notCopied, m_found.brokenKeys);
    selection.excluded.insert(m_found.selection.excluded.begin(), m_found.selection.excluded.end());
    m_found.selection = std::move(selection);
    return {};
}

void Inspector::describeGroups()
{
    std::map<std::string, std::set<sql::QualifiedName>> groups = m_found.selection.groups;
    for (const auto &[group, tables] : m_found.kept.groups)
        groups[group].insert(tables.begin(), tables.end());
    for (const auto &[group, tables] : groups) {
        QStringList names;
        for (const sql::QualifiedName &table : tables)
            names.append(text(table.displayed()));
        m_found.information(Sentence(text(group) + u": "_s + names.join(u", "_s)));
    }
}

void Inspector::describeSideEffects()
{
    m_found.plan.problems += defusing::cannotStayInside(m_found.source, m_found.selection.excluded);
    if (const QStringList names = defusing::routinesInC(m_found.source); !names.isEmpty())
        m_found.warning(
            Tr::sentence("These routines are made of C code that no extension names, and nobody can tell from "
                         "the database what they do, or whom they reach: %1.")
                .arg(names.join(u", "_s)));
    if (!m_options.defuse)
        return;
    // What is read must stay as it was read: run() compares it with what it reads itself.
    catalog::Schema schema = m_found.source;
    const supabase::SideEffects effects = supabase::defuse(schema);
    for (const Sentence &sentence : effects.defused + effects.remaining)
        m_found.warning(sentence);
    m_found.selection.excluded.insert(effects.queues.begin(), effects.queues.end());
}

Result<> Inspector::countSelectedRows()
{
    runs::Plan &plan = m_found.plan;
    const selection::RowSelection &selection = m_found.selection;
    for (const auto &[name, filter] : selection.filters) {
        const QString shown = text(name.displayed());
        const Result<long long> selected = countRows(name, filter);
        if (!selected)
            return failure(blame(selected.error()));
        const long long kept = *selected;
        TRY_ASSIGN(const long long all, countRows(name, {}));
        if (kept < all)
            m_found.warning(Tr::sentence("\"%1\" is copied in part: %2 of %Ln row(s).", nullptr, all).arg(shown, kept));
        if (kept < all && !m_options.rows.dropsOrphans && selection.followers.contains(name))
            m_found.problem(
                {.code = ErrorCode::RowsLoseParent, .subject = shown, .detail = QString::number(all - kept)});

        const auto table = std::find_if(plan.tables.begin(), plan.tables.end(), [&name = name](const auto &candidate) {
            return candidate.schema == text(name.schema) && candidate.name == text(name.name);
        });
        plan.rowsToCopy += kept - std::max<qint64>(table->rows, 0);
        if (all > 0)
            plan.bytesToCopy -= table->bytes - table->bytes * kept / all;
        table->rows = kept;
    }
    for (const sql::QualifiedName &table : selection.pulledIn)
        m_found.information(
            Tr::sentence("\"%1\" comes along: tables that were asked for refer to it.").arg(text(table.displayed())));
    return {};
}

// The filter of a table has the conditions of those it refers to in it: the one at fault need not be its own.
Error Inspector::blame(const Error &error)
{
    for (const auto &[name, condition] : m_found.selection.conditions) {
        const Result<long long> alone = countRows(name, condition);
        if (!alone)
            return alone.error();
    }
    return error;
}

Result<long long> Inspector::countRows(const sql::QualifiedName &table, const sql::RowFilter &filter)
{
    Result<long long> count = m_sourceConnection->countRows(table, filter);
    if (count
        || (count.error().code != ErrorCode::StatementFailed && count.error().code != ErrorCode::ObjectMissing
            && count.error().code != ErrorCode::ValueRejected))
        return count;
    // What the server does not understand: a comparison of a number with a word, a day that does not exist.
    TRY(m_sourceConnection->end());
    TRY(m_sourceConnection->begin());
    return failure(
        {.code = ErrorCode::FilterInvalid, .subject = text(table.displayed()), .detail = count.error().detail});
}

void Inspector::describeSource()
{
    const auto isFilled = [](const catalog::Object &object) {
        const auto *view = object.as<catalog::MaterializedView>();
        return view != nullptr && view->isPopulated;
    };
    if (std::ranges::any_of(m_found.source.objects, isFilled))
        m_found.information(
            Tr::sentence("The materialized views are filled anew from the copied rows: where the source has not "
                         "refreshed one since its tables changed, its rows differ."));
    runs::Plan &plan = m_found.plan;
    for (const catalog::Object *object : m_found.source.tablesWithRows()) {
        const auto *table = object->as<catalog::Table>();
        ++plan.source.tables;
        const bool isCopied = !m_found.selection.excluded.contains(nameOf(*object));
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
}

Result<> Inspector::decideAboutColumns(const TargetInspection &target)
{
    if (!m_found.plan.anonymized || !m_sourceConnection)
        return {};
    std::vector<anonymize::TableShape> all = anonymize::shapesOf(m_found.source);
    if (!m_found.users.shape.columns.empty())
        all.push_back(m_found.users.shape);
    const std::set<sql::QualifiedName> leftOut = selection::emptyTables(m_found.source, m_found.selection.excluded);
    std::ranges::copy_if(all, std::back_inserter(m_found.shapes),
                         [&](const auto &shape) { return !leftOut.contains(shape.name); });
    TRY(goOn());
    TRY_ASSIGN(const anonymize::Samples samples, columns::readSamples(*m_sourceConnection, m_found.shapes));
    TRY_ASSIGN(columns::DecidedColumns decided, decideAndRehearse(all, samples, target));
    describeRules(decided);
    m_found.decisions = std::move(decided.decisions);
    supabase::decideAboutUsers(m_found.decisions, m_found.users.shape);
    TRY(goOn());
    m_found.plan.problems += target::findReplacedParts(m_found.source, m_found.decisions);
    TRY(goOn());

    const bool isProduction = m_found.plan.source.countsAsProduction();
    m_found.plan.columns = columns::plannedColumns(m_found.decisions, isProduction);
    TRY(goOn());
    catalog::Schema made = m_found.source;
    if (m_options.key != nullptr)
        columns::remakeBounds(made, m_found.shapes, m_found.decisions, *m_options.key);
    TRY(goOn());
    m_found.plan.mentions = columns::mentionsIn(made, m_found.decisions, samples);
    m_found.plan.problems += columns::objectionsTo(m_found.decisions, m_options.strict, isProduction);
    return {};
}

/// Which rules are used although none were given, and which are not although they were.
void Inspector::describeRules(const columns::DecidedColumns &decided)
{
    runs::Plan &plan = m_found.plan;
    plan.ruledColumns = decided.ruledColumns;
    plan.rulesKeptFor = m_options.rules ? m_options.rulesKeptFor : QString();
    if (!plan.rulesKeptFor.isEmpty())
        m_found.information(columns::keptRulesSentence(plan));
    const auto namesOf = [](const std::set<sql::QualifiedName> &tables) {
        QStringList names;
        for (const sql::QualifiedName &table : tables)
            names.append(text(table.displayed()));
        return names.join(u", "_s);
    };
    if (!decided.leftOut.empty())
        m_found.information(
            Tr::sentence("Rules that have nothing to do, because the rows of their tables are not copied: %1.")
                .arg(namesOf(decided.leftOut)));
    if (!decided.outside.empty())
        m_found.warning(Tr::sentence("Rules that have nothing to do, because their schemas are not cloned: %1.")
                            .arg(namesOf(decided.outside)));
}

/// Decisions whose fakes the constraints of the target take, as far as its server can tell without running code.
Result<columns::DecidedColumns> Inspector::decideAndRehearse(const std::vector<anonymize::TableShape> &all,
                                                             const anonymize::Samples &samples,
                                                             const TargetInspection &target)
{
    Result<std::optional<pg::Connection>> opened = target.openForTrials();
    if (!opened && opened.error().isCancelled())
        return failure(opened.error());
    // Any other failure has been met by tryOut(), and stands among the problems.
    std::optional<pg::Connection> session = opened ? std::move(*opened) : std::nullopt;
    std::optional<columns::RuleRehearsal> rehearsal;
    if (session && m_options.key != nullptr && m_isSourceReadable)
        rehearsal.emplace(*m_sourceConnection, *session, m_found.source, m_found.shapes, *m_options.key,
                          mostForRehearsal);
    anonymize::RuleTrials trials;
    columns::DecidedColumns decided;
    for (int round = 0;; ++round) {
        TRY_ASSIGN(decided,
                   columns::decideColumns(all, selection::emptyTables(m_found.source, m_found.selection.excluded),
                                          m_options.rules.get(), samples, m_stop, trials));
        if (!rehearsal)
            return decided;
        TRY_ASSIGN(const std::vector<columns::BrokenRule> broken, rehearsal->run(decided.decisions));
        if (!broken.empty() && round < mostRounds && columns::adjust(trials, broken, decided.decisions))
            continue;
        for (const columns::BrokenRule &rule : broken)
            m_found.problem(columns::objectionTo(rule, decided.decisions));
        break;
    }
    describeRehearsal(*rehearsal);
    return decided;
}

/// Said before the person agrees to anything: the tries have been made by then.
void Inspector::describeRehearsal(const columns::RuleRehearsal &rehearsal)
{
    if (const QStringList names = rehearsal.notTried(); !names.isEmpty())
        m_found.warning(Tr::sentence("Whether fakes keep %n constraint(s) could not be tried beforehand (no time was "
                                     "left, code of the database is in them, or they look at values that are kept): "
                                     "%1. If one is broken, the clone finds out at its end, and puts the target back "
                                     "as it was.",
                                     nullptr, static_cast<int>(names.size()))
                            .arg(names.mid(0, mostNamed).join(u", "_s)));
    if (!rehearsal.hasSent())
        return;
    const QStringList sent = rehearsal.sentInClear();
    m_found.rehearsed
        = sent.isEmpty()
              ? Tr::sentence("To see whether fakes keep the constraints, the server of \"%1\" was asked about fakes of "
                             "some rows before anything was agreed to; nothing was stored there.")
                    .arg(m_target.environment.name)
              : Tr::sentence("To see whether fakes keep the constraints, the server of \"%1\" was asked about fakes of "
                             "some rows, beside values of technical columns as they are (%2), before anything was "
                             "agreed to; nothing was stored there.")
                    .arg(m_target.environment.name, sent.mid(0, mostNamed).join(u", "_s));
    m_found.information(m_found.rehearsed);
}

void Inspector::describeSteps()
{
    runs::Plan &plan = m_found.plan;
    plan.steps.append(Tr::sentence("Read %n table(s) of \"%1\" at one single moment, without writing to it.", nullptr,
                                   plan.tablesToCopy)
                          .arg(plan.source.environment.name));
    if (plan.anonymized) {
        int replaced = 0;
        for (const runs::PlannedColumn &column : plan.columns)
            replaced += column.rule.isEmpty() ? 0 : 1;
        plan.steps.append(
            Tr::sentence("Replace personal data in %n column(s) on the way, before \"%1\" sees it.", nullptr, replaced)
                .arg(plan.target.environment.name));
        const qsizetype inClear
            = std::ranges::count(plan.columns, runs::InClear::Everything, &runs::PlannedColumn::inClear);
        const qsizetype inPart = std::ranges::count(plan.columns, runs::InClear::Part, &runs::PlannedColumn::inClear);
        plan.steps.append(Tr::sentence("Copy %n column(s) as they are, each named with its reason.", nullptr,
                                       static_cast<int>(inClear)));
        if (inPart > 0)
            plan.steps.append(
                Tr::sentence("In %n column(s) of texts and documents, replace what is found and copy the rest.",
                             nullptr, static_cast<int>(inPart)));
    } else if (!plan.rawReason.isEmpty()) {
        plan.steps.append(Tr::sentence("Copy personal data as it is. Reason given: %1").arg(plan.rawReason));
    } else {
        plan.steps.append(Tr::sentence("Copy all data as it is: the source is not a production environment."));
    }
    if (!plan.replacedTables.isEmpty())
        plan.steps.append(Tr::sentence("Set aside the %n table(s) of \"%1\"; they can be brought back at any time.",
                                       nullptr, plan.replacedTables.size())
                              .arg(plan.target.environment.name));
    plan.steps.append(Tr::sentence("Make structure, rows, indexes, rules and rights in \"%1\" as they are in \"%2\".")
                          .arg(plan.target.environment.name, plan.source.environment.name));
    if (!plan.keptTables.isEmpty())
        plan.steps.append(
            Tr::sentence("Fill %n table(s) with the rows that \"%1\" has in them now.", nullptr, plan.keptTables.size())
                .arg(plan.target.environment.name));
    if (m_options.verify)
        plan.steps.append(Tr::sentence("Read everything back and compare it with what was sent."));
}

Result<CloneInspection> Inspector::run()
{
    m_progress.enter(Phase::Preflight);
    runs::Plan &plan = m_found.plan;
    plan.kind = runs::OperationKind::Clone;
    plan.number = runs::newPlanNumber();
    plan.effects = runs::effectsOfClone(runs::DataNature::None);
    plan.source.environment = m_source.environment;
    plan.target.environment = m_target.environment;
    plan.problems += m_options.ruleMistakes;

    TRY(m_found.note(inspectSource()));
    TRY(goOn());
    judgeSource();
    TRY(m_found.note(describeAccount()));
    TRY(m_found.note(findKey()));
    TargetInspection target(m_target, m_options, m_registry, m_stop, m_found,
                            m_sourceConnection ? &*m_sourceConnection : nullptr);
    TRY(m_found.note(target.read()));
    TRY(m_found.note(target.placeExtensions()));
    TRY(m_found.note(target.findExtensionRows()));
    TRY(m_found.note(target.findMissingNeeds()));
    plan.target.nature = safety::natureOf(plan.target.environment, plan.target.evidence(), m_registry);
    TRY(goOn());
    target.describeNotCarried();
    TRY(goOn());
    TRY(m_found.note(chooseRows()));
    TRY(goOn());
    TRY(m_found.note(target.findMissingUsers()));
    TRY(m_found.note(target.tryOut()));
    const Result<> decided = decideAboutColumns(target);
    TRY(m_found.note(decided));
    if (decided && m_isSourceReadable)
        TRY(m_found.note(target.lookForOutsideRows()));
    TRY(goOn());
    plan.notices.append(safety::Guard::notices(plan));
    describeSteps();
    return std::move(m_found);
}

} // namespace

bool anonymizes(const runs::PlannedEnd &source, const CloneOptions &options)
{
    if (!options.rawReason.isEmpty())
        return false;
    return options.anonymize || source.countsAsProduction();
}

Result<CloneInspection> inspectClone(const End &source, const End &target, const CloneOptions &options,
                                     const safety::ProductionRegistry &registry, std::stop_token stop,
                                     Progress &progress)
{
    return Inspector(source, target, options, registry, std::move(stop), progress).run();
}

} // namespace engine::operations
