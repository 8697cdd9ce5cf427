// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/verify/verify_pair.h"

#include "engine/base/contains.h"
#include "engine/base/errors/sentence.h"
#include "engine/base/worker_pool.h"
#include "engine/catalog/comparison/member_places.h"
#include "engine/catalog/comparison/schema_diff.h"
#include "engine/catalog/model/server_versions.h"
#include "engine/catalog/model/table_names.h"
#include "engine/columns/partition_bounds.h"
#include "engine/fitting/large_objects.h"
#include "engine/fitting/member_privileges.h"
#include "engine/fitting/role_adaptation.h"
#include "engine/operations/compared_sides.h"
#include "engine/operations/settling.h"
#include "engine/operations/verify/column_differences.h"
#include "engine/operations/verify/copy_origin.h"
#include "engine/pg/copy_ends.h"
#include "engine/stream/null_sink.h"
#include "engine/stream/pump.h"
#include "engine/supabase/side_effects.h"
#include "engine/target/extension_rows.h"
#include "engine/target/session/target_session.h"

#include <QElapsedTimer>

#include <algorithm>
#include <set>

namespace engine::operations {

using namespace Qt::StringLiterals;

namespace {

constexpr pg::Statement aboutDatabase = R"(
SELECT pg_catalog.shobj_description(oid, 'pg_database'),
    (SELECT count(*) FROM pg_catalog.pg_largeobject_metadata)
FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())";

/// One side of the comparison, inside its snapshot.
struct Side
{
    pg::ReadOnlyConnection connection;
    catalog::Schema schema;
    /// Roles of the other side that this one does not have.
    std::vector<std::string> missingRoles{};
    /// Of a copy: what it says about how it was made.
    CopyOrigin origin{};
};

/// What a clone leaves to the target is not compared; it is said.
void sayWhatIsLeftOut(const Side &source, const Side &target, QList<runs::NotCarried> &list)
{
    for (const catalog::Object &object : target.schema.objects) {
        if (catalog::isOwnOfDatabase(object.key.kind) && source.schema.find(object.key) == nullptr)
            list.append({.kind = QString::fromLatin1(catalog::kindKey(object.key.kind)),
                         .name = text(object.key.display()),
                         .reason = Tr::sentence("The target's own, which the source does not have: not compared.")});
    }
}

Result<> sayWhatDiffersOfTheDatabase(Side &source, Side &target, QList<runs::NotCarried> &list)
{
    TRY_ASSIGN(const pg::QueryResult here, source.connection.query(aboutDatabase));
    TRY_ASSIGN(const pg::QueryResult there, target.connection.query(aboutDatabase));
    if (here.string(0, 0) != there.string(0, 0))
        list.append({.kind = u"comment"_s,
                     .name = text(target.schema.databaseName),
                     .reason = Tr::sentence("The comment of the database differs. It belongs to the database, not to "
                                            "what is in it: a clone leaves it alone.")});
    if (there.integer(0, 1) > here.integer(0, 1))
        list.append({.kind = u"large object"_s,
                     .name = QString::number(there.integer(0, 1) - here.integer(0, 1)),
                     .reason = Tr::sentence("The target's own, which the source does not have: not compared.")});
    return {};
}

/// Makes the source what a clone of it is in the target, where roles are missing and the server is another.
void adaptSource(catalog::Schema &source, Side &target, const ServerNames &names, QList<runs::NotCarried> &list)
{
    fitting::TargetRoles roles{.session = names.session, .serverMajor = target.connection.connection().serverMajor()};
    for (const std::string &role : source.roles()) {
        if (names.roles.contains(role))
            continue;
        roles.missing.push_back(role);
        list.append({.kind = u"role"_s,
                     .name = text(role),
                     .reason = Tr::sentence("The target server does not have this role: what it owns and is granted is "
                                            "compared as a clone leaves it out.")});
    }
    fitting::adaptToRoles(source, target.schema, roles);
    target.missingRoles = roles.missing;
    catalog::adaptTo(roles.serverMajor, source);
}

/// As a clone does where it does not move them.
Result<> findExtensionsThere(Side &source, Side &target, QList<runs::NotCarried> &list)
{
    TRY_ASSIGN(const std::vector<catalog::MembersElsewhere> places,
               catalog::readMemberPlaces(source.connection, target.connection, source.schema));
    std::vector<catalog::MembersElsewhere> elsewhere = catalog::elsewhereOf(places);
    std::erase_if(elsewhere,
                  [&](const auto &other) { return !catalog::ambiguousName(source.schema, other, places).empty(); });
    for (const catalog::MembersElsewhere &extension : elsewhere)
        list.append({.kind = u"schema of extension"_s,
                     .name = text(sql::displayed(extension.extension) + ": " + sql::displayed(extension.from) + " -> "
                                  + sql::displayed(extension.to)),
                     .reason = Tr::sentence("The target has the extension in another schema: what names its members is "
                                            "compared as a clone writes it.")});
    catalog::requalify(source.schema, elsewhere);
    return {};
}

/// An anonymized copy says fakes where its source says the values that tell its partitions apart.
void forgetRemadeBounds(const catalog::Schema &source, Side &target, QList<runs::NotCarried> &list)
{
    for (catalog::Object &object : target.schema.objects) {
        auto *table = std::get_if<catalog::Table>(&object.definition);
        const catalog::Object *twin = table == nullptr ? nullptr : source.find(object.key);
        const auto *other = twin == nullptr ? nullptr : twin->as<catalog::Table>();
        const auto part = target.origin.replaced.find({object.key.schema, object.key.name});
        const bool isRemade = other != nullptr && part != target.origin.replaced.end() && part->second.bound;
        if (!isRemade || !columns::differInConstants(table->partitionBound, other->partitionBound))
            continue;
        table->partitionBound = other->partitionBound;
        list.append({.kind = u"partition"_s,
                     .name = text(object.key.display()),
                     .reason = Tr::sentence("Its bound says replaced values, as its rows do: what it says is not "
                                            "compared.")});
    }
}

/// What a copy would do to the world is off in it, or leads nowhere, as the clone said. Whoever switched it on again
/// has what the source has.
void takeWhatIsSwitchedOff(catalog::Schema &source, const catalog::Schema &target, QList<runs::NotCarried> &list)
{
    catalog::Schema defused = source;
    if (supabase::defuse(defused).defused.isEmpty())
        return;
    std::set<catalog::ObjectKey> different;
    for (const catalog::Change &change : catalog::difference(target, defused, catalog::ofClone))
        different.insert(change.key);
    for (const catalog::Change &change : catalog::difference(target, source, catalog::ofClone)) {
        const catalog::Object *off = different.contains(change.key) ? nullptr : defused.find(change.key);
        const auto object = std::ranges::find(source.objects, change.key, &catalog::Object::key);
        if (off == nullptr || object == source.objects.end())
            continue;
        *object = *off;
        list.append({.kind = QString::fromLatin1(catalog::kindKey(change.key.kind)),
                     .name = text(change.key.display()),
                     .reason = Tr::sentence("It is switched off, or leads nowhere, as in every copy made without "
                                            "--keep-side-effects: compared as that.")});
    }
}

void sayWhatIsReplaced(const Side &target, QList<runs::NotCarried> &list)
{
    for (const auto &[table, part] : target.origin.replaced) {
        QStringList columns;
        for (const std::string &column : part.columns)
            columns.append(text(sql::displayed(column)));
        if (!columns.isEmpty())
            list.append({.kind = u"column"_s,
                         .name = text(table.displayed()) + u": "_s + columns.join(u", "_s),
                         .reason = Tr::sentence("Rules replaced these values when the copy was made: they are not "
                                                "compared; the number of rows and the other columns are.")});
    }
    for (const sql::QualifiedName &table : target.origin.inPart)
        list.append(
            {.kind = u"rows"_s,
             .name = text(table.displayed()),
             .reason = Tr::sentence("Its rows were chosen when the copy was made, or are the target's own: they "
                                    "are counted, and not compared.")});
    for (const sql::QualifiedName &table : target.origin.leftEmpty)
        list.append({.kind = u"rows"_s,
                     .name = text(table.displayed()),
                     .reason = Tr::sentence("It was left empty when the copy was made, as was asked.")});
}

Result<std::pair<Side, Side>> openBoth(const End &sourceEnd, const End &targetEnd,
                                       const std::vector<std::string> &schemas, const std::stop_token &stop,
                                       Progress &progress, QList<runs::NotCarried> &list)
{
    TRY_ASSIGN(auto sides, readSides(sourceEnd, targetEnd, schemas, stop, progress));
    const ServerNames names = std::move(sides.second.server);
    Side source{std::move(*sides.first.live), std::move(sides.first.schema)};
    Side target{std::move(*sides.second.live), std::move(sides.second.schema)};
    TRY(findExtensionsThere(source, target, list));
    adaptSource(source.schema, target, names, list);
    TRY_ASSIGN(target.origin, readCopyOrigin({.name = sourceEnd.environment.name, .connection = source.connection},
                                             target.connection, target.schema, list));
    forgetRemadeBounds(source.schema, target, list);
    sayWhatIsReplaced(target, list);
    sayWhatIsLeftOut(source, target, list);
    TRY(sayWhatDiffersOfTheDatabase(source, target, list));
    return std::pair{std::move(source), std::move(target)};
}

Result<stream::PumpSummary> digestOf(pg::ReadOnlyConnection &connection, const pg::CopySelection &selection,
                                     const std::stop_token &stop, TableProgress &progress)
{
    TRY_ASSIGN(const auto source, pg::CopySource::start(connection, selection));
    stream::NullSink sink;
    stream::Pump pump(*source, {}, sink);
    return pump.run(stop, progress);
}

void compareCounts(long long here, long long there, const TableProgress &progress, QList<Sentence> &differences)
{
    if (here != there)
        differences.append(Tr::sentence("%1: %2 rows in the source, %3 in the target.")
                               .arg(progress.name, QString::number(here), QString::number(there)));
}

/// Of a table of which nothing but replaced values could be compared.
Result<runs::TableReport> countTable(Side &source, Side &target, const catalog::Object &table, TableProgress &progress,
                                     QList<Sentence> &differences)
{
    TRY_ASSIGN(const long long here, source.connection.countRows(nameOf(table), {}));
    TRY_ASSIGN(const long long there, target.connection.countRows(nameOf(table), {}));
    compareCounts(here, there, progress, differences);
    progress.state = TableProgress::State::Done;
    return runs::TableReport{.name = progress.name, .rows = there};
}

/// Of a table that was to hold other rows than the source's: chosen ones, those of the target, none.
Result<runs::TableReport> countChosen(Side &target, const catalog::Object &table, TableProgress &progress,
                                      QList<Sentence> &differences)
{
    TRY_ASSIGN(const long long there, target.connection.countRows(nameOf(table), {}));
    if (there > 0 && target.origin.leftEmpty.contains(nameOf(table)))
        differences.append(Tr::sentence("%1: it was left empty when the copy was made, and has %2 rows now.")
                               .arg(progress.name, QString::number(there)));
    progress.state = TableProgress::State::Done;
    return runs::TableReport{.name = progress.name, .rows = there};
}

/// Reads one table from both sides at the same time: the target on the thread of `other`.
Result<runs::TableReport> compareTable(Side &source, Side &target, const catalog::Object &table, WorkerPool &other,
                                       TableProgress &progress, QList<Sentence> &differences)
{
    pg::CopySelection selection = copySelection(table, bestFormat(table));
    if (const auto part = target.origin.replaced.find(nameOf(table)); part != target.origin.replaced.end())
        std::erase_if(selection.columns, [&](const std::string &name) { return contains(part->second.columns, name); });
    QElapsedTimer timer;
    timer.start();
    if (target.origin.inPart.contains(nameOf(table)) || target.origin.leftEmpty.contains(nameOf(table)))
        return countChosen(target, table, progress, differences);
    if (selection.columns.empty())
        return countTable(source, target, table, progress, differences);
    TableProgress unseen;
    Result<stream::PumpSummary> there = stream::PumpSummary();
    other.add([&](const std::stop_token &stop) -> Result<> {
        there = digestOf(target.connection, selection, stop, unseen);
        return {};
    });
    const Result<stream::PumpSummary> here = digestOf(source.connection, selection, other.stopToken(), progress);
    const Result<> ended = other.wait();
    TRY(here);
    TRY(ended);
    TRY(there);
    compareCounts(here->rows, there->rows, progress, differences);
    if (here->rows == there->rows && here->digest != there->digest) {
        TRY_ASSIGN(const Sentence found,
                   describeOtherContents(source.connection, target.connection, selection, progress.name, other));
        differences.append(found);
    }
    progress.milliseconds = timer.elapsed();
    progress.state = TableProgress::State::Done;
    return runs::TableReport{.name = progress.name,
                             .rows = there->rows,
                             .bytes = there->bytes,
                             .milliseconds = timer.elapsed(),
                             .digest = text(there->digest.hex())};
}

Result<> compare(const End &sourceEnd, const End &targetEnd, const std::vector<std::string> &schemas,
                 const safety::ProductionRegistry &registry, const std::stop_token &stop, Progress &progress,
                 runs::Report &report)
{
    TRY_ASSIGN(auto sides, openBoth(sourceEnd, targetEnd, schemas, stop, progress, report.notCarried));
    Side &source = sides.first;
    Side &target = sides.second;

    TRY(settleDifferences(
        {{.end = targetEnd, .connection = target.connection}, {.end = sourceEnd, .connection = source.connection}},
        registry, catalog::ofClone, "sosie verify", stop, target.schema, source.schema));
    takeWhatIsSwitchedOff(source.schema, target.schema, report.notCarried);
    for (const catalog::Change &change : catalog::difference(target.schema, source.schema, catalog::ofClone))
        report.warnings.append(change.description());

    TRY_ASSIGN(const std::vector<std::string> members,
               fitting::missingMemberChanges(target.connection, source.schema, target.missingRoles));
    for (const std::string &name : members)
        report.warnings.append(Tr::sentence("\"%1\" differs: %2.").arg(text(name), u"GRANT, COMMENT"_s));

    progress.enter(Phase::Verification);
    auto tables = std::make_shared<Progress::Tables>();
    std::vector<std::pair<const catalog::Object *, TableProgress *>> common;
    for (const catalog::Object *table : source.schema.tablesWithRows()) {
        const catalog::Object *twin = target.schema.find(table->key);
        // Tables whose columns differ are among the differences already; their rows cannot be equal.
        if (twin == nullptr
            || copySelection(*twin, bestFormat(*twin)).columns != copySelection(*table, bestFormat(*table)).columns)
            continue;
        auto row = std::make_unique<TableProgress>();
        row->name = text(nameOf(*table).displayed());
        row->expectedRows = table->as<catalog::Table>()->rowEstimate.value;
        row->expectedBytes = table->as<catalog::Table>()->heapBytes.value;
        common.emplace_back(table, row.get());
        tables->push_back(std::move(row));
    }
    progress.setTables(std::move(tables));
    WorkerPool other(1, stop);
    QList<Sentence> contents;
    for (const auto &[table, row] : common) {
        TRY_ASSIGN(runs::TableReport compared, compareTable(source, target, *table, other, *row, contents));
        report.tables.append(std::move(compared));
    }
    if (!target.origin.unfinished.isEmpty())
        report.warnings.prepend(target.origin.unfinished);
    // Before what it explains.
    if (!contents.isEmpty() && !target.origin.unknown.isEmpty())
        report.warnings.prepend(target.origin.unknown);
    report.warnings += contents;
    TRY_ASSIGN(const target::ExtensionRows rows,
               target::ExtensionRows::plan(source.connection, target.connection, source.schema,
                                           !target.origin.replaced.empty()));
    report.notCarried += rows.notCarried();
    TRY_ASSIGN(const QStringList ofExtensions,
               target::differentExtensionRows(source.connection, target.connection, rows, stop));
    for (const QString &name : ofExtensions)
        report.warnings.append(Tr::sentence("%1: other rows of people's in the table of an extension.").arg(name));
    TRY_ASSIGN(const long long hiddenHere, fitting::unreadableLargeObjects(source.connection));
    TRY_ASSIGN(const long long hiddenThere, fitting::unreadableLargeObjects(target.connection));
    if (hiddenHere + hiddenThere > 0) {
        report.notCarried.append({.kind = u"large object"_s,
                                  .name = QString::number(std::max(hiddenHere, hiddenThere)),
                                  .reason = Tr::sentence("The account may not read them: they were not compared.")});
        return {};
    }
    TRY_ASSIGN(const QStringList objects, fitting::differentLargeObjects(source.connection, target.connection));
    for (const QString &group : objects)
        report.warnings.append(
            Tr::sentence("Large objects %1: missing in the target, or with other contents.").arg(group));
    return {};
}

} // namespace

VerifyPair::VerifyPair(End source, End target, std::vector<std::string> schemas,
                       const safety::ProductionRegistry &registry)
    : m_source(std::move(source))
    , m_target(std::move(target))
    , m_schemas(std::move(schemas))
    , m_registry(registry)
{}

QList<runs::Stage> VerifyPair::stages() const
{
    return {{.phase = Phase::Preflight, .weight = 2},
            {.phase = Phase::Structure, .weight = 8},
            {.phase = Phase::Verification, .weight = 90, .measure = runs::Stage::Measure::Steps}};
}

Result<runs::Plan> VerifyPair::plan(std::stop_token /*stop*/, Progress & /*progress*/)
{
    m_plan = {
        .kind = runs::OperationKind::Verify, .number = runs::newPlanNumber(), .effects = runs::effectsOfVerification()};
    m_plan.source.environment = m_source.environment;
    m_plan.target.environment = m_target.environment;
    return m_plan;
}

runs::Report VerifyPair::run(const safety::Permit &permit, std::stop_token stop, Progress &progress)
{
    if (!permit.isFor(m_plan.number))
        return withoutPermit(m_plan);
    QElapsedTimer timer;
    timer.start();
    runs::Report report{
        .kind = runs::OperationKind::Verify, .source = m_source.environment.name, .target = m_target.environment.name};
    const Result<> compared = compare(m_source, m_target, m_schemas, m_registry, stop, progress, report);
    progress.enter(Phase::Done);
    report.durationMilliseconds = timer.elapsed();
    report.targetState = TargetState::Unchanged;
    if (!compared) {
        report.outcome = compared.error().isCancelled() ? runs::Outcome::Cancelled : runs::Outcome::Failed;
        report.error = compared.error();
    } else if (report.warnings.isEmpty()) {
        report.outcome = runs::Outcome::Succeeded;
        report.verified = true;
    } else {
        report.outcome = runs::Outcome::Failed;
        report.error = Error{.code = ErrorCode::VerificationFailed,
                             .subject = m_target.environment.name,
                             .differences = report.warnings.mid(0, 20)};
    }
    return report;
}

} // namespace engine::operations
