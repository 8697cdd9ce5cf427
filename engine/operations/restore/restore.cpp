// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/restore/restore.h"

#include "engine/catalog/reading/schema_reader.h"
#include "engine/formats/script/script_risks.h"
#include "engine/operations/restore/newer_rows.h"
#include "engine/sql/identifier.h"

#include <QLocale>

#include <chrono>
#include <optional>
#include <set>

namespace engine::operations {

using namespace Qt::StringLiterals;
using environments::EnvironmentType;
using runs::NotCarried;

namespace {

constexpr std::chrono::milliseconds mostForNewerRows{2000};

/// "table" of "TABLE public.orders", for programs.
QString kindOf(const QString &object)
{
    const qsizetype space = object.indexOf(u' ');
    return object.left(space < 0 ? object.size() : space).toLower();
}

NotCarried notCarried(const importing::NotLoaded &each)
{
    const Sentence why
        = each.reason.isEmpty() ? Tr::sentence("the private server refused it: %1").arg(each.answer) : each.reason;
    const qsizetype space = each.object.indexOf(u' ');
    return {.kind = kindOf(each.object),
            .name = space < 0 ? each.object : each.object.mid(space + 1),
            .reason = each.line > 0 ? Tr::sentence("line %1: %2").arg(each.line, why) : why};
}

void warn(runs::Plan &plan, const Sentence &sentence)
{
    plan.notices.append({.severity = runs::Notice::Severity::Warning, .sentence = sentence});
}

void inform(runs::Plan &plan, const Sentence &sentence)
{
    plan.notices.append({.severity = runs::Notice::Severity::Information, .sentence = sentence});
}

void describeRisks(runs::Plan &plan, const importing::SentFiles &files)
{
    for (const importing::SentFiles::File &file : files.files()) {
        for (const auto &[risk, found] : file.survey.risks.found()) {
            if (found.lines.empty()) {
                inform(plan, Tr::sentence("The file %1. Nothing of that reaches \"%2\".")
                                 .arg(formats::riskSentence(risk), plan.target.environment.name));
                continue;
            }
            QStringList lines;
            for (const qint64 line : found.lines)
                lines.append(QString::number(line));
            if (lines.size() > 8)
                lines = lines.mid(0, 8) << u"…"_s;
            inform(plan, Tr::sentence("The file %1 (line %2). Nothing of that reaches \"%3\".")
                             .arg(formats::riskSentence(risk), lines.join(u", "_s), plan.target.environment.name));
        }
    }
}

/// What a dump is not by itself: without its end, or with more behind it.
void describeEnds(runs::Plan &plan, const importing::SentFiles &files)
{
    for (const importing::SentFiles::File &file : files.files()) {
        if (file.survey.isDump && !file.survey.isComplete)
            warn(plan, Tr::sentence("The last line that pg_dump writes is missing in \"%1\": its last statement is in "
                                    "line %2, and what came behind it, if anything, is not there.")
                           .arg(file.content.name, file.survey.lastLine));
        if (file.survey.behindEnd)
            warn(plan,
                 Tr::sentence("Somebody wrote more behind the end of the dump in \"%1\", from line %2 on (%3): it is "
                              "restored as well.")
                     .arg(file.content.name, file.survey.behindEnd->first, text(file.survey.behindEnd->second)));
    }
}

/// What is said of the private server is no news of the file: that its database is marked as a production was our doing
/// (why is said), and so is the role that owns what the file gives no owner.
bool isOurs(const Sentence &sentence, const runs::PlannedEnd &source)
{
    return sentence == runs::sentenceOf(source.environment, source.nature);
}

bool isOurs(const NotCarried &each)
{
    return each.kind == u"role"_s && each.name == text(importing::PrivateDatabase::loader);
}

/// An environment is never replaced by nothing: rows without their tables, or tables of which no row arrived.
std::optional<Error> nothingArrived(const runs::Plan &plan, const importing::LoadResult &result, const QString &file)
{
    const bool hasTables = plan.source.tables > 0;
    const bool hasRows = result.rowsTaken > 0 || result.rowsRefused == 0;
    if (hasTables && hasRows)
        return std::nullopt;
    return Error{.code = ErrorCode::FileReplacesNothing,
                 .subject = file,
                 .detail
                 = hasTables ? Tr::tr("none of its rows could be loaded") : Tr::tr("no table could be made of it"),
                 .state = TargetState::Unchanged};
}

/// What the target has and the file has not: a file of one table replaces all of its schema.
void nameTablesWithoutTwin(runs::Plan &plan)
{
    constexpr qsizetype mostNamed = 8;
    std::set<QString> inFile;
    for (const runs::PlannedTable &table : plan.tables)
        inFile.insert(text(sql::QualifiedName{table.schema.toStdString(), table.name.toStdString()}.displayed()));
    QStringList gone;
    for (const QString &table : plan.replacedTables) {
        if (!inFile.contains(table))
            gone.append(table);
    }
    if (gone.isEmpty())
        return;
    QStringList named = gone.mid(0, mostNamed);
    if (gone.size() > mostNamed)
        named.append(u"…"_s);
    warn(plan, Tr::sentence("%n table(s) of \"%1\" are not in the file and will not be there afterwards: %2.", nullptr,
                            gone.size())
                   .arg(plan.target.environment.name, named.join(u", "_s)));
}

} // namespace

Restore::Restore(RestoreOptions options, Replacing replacing)
    : m_options(std::move(options))
    , m_replacing(std::move(replacing))
{}

Restore::~Restore()
{
    m_work.reset();
}

Result<> Restore::load(const std::stop_token &stop, Progress &progress)
{
    if (m_loaded)
        return {};
    if (m_options.looked) {
        // A large script is read to its end to be shown: once is enough, as long as it is still the same.
        TRY(m_options.looked->checkUnchanged());
        m_files = *m_options.looked;
    } else {
        TRY_ASSIGN(m_files, importing::SentFiles::open(m_options.files,
                                                       {.password = m_options.password,
                                                        .folder = m_options.loadsFolder,
                                                        .acceptsIncomplete = m_options.acceptsIncomplete},
                                                       stop));
    }
    TRY_ASSIGN(importing::Loaded loaded, m_files->load(m_options.loadsFolder, m_options.limits, stop, progress));
    auto kept = std::make_unique<importing::Loaded>(std::move(loaded));
    if (m_options.part.isPart()) {
        TRY_ASSIGN(m_part, makePart(kept->database, m_options.part, m_options.target, m_files->made().date(), stop));
    } else if (m_options.part.schemas.empty()) {
        TRY(findPlatformSchemas(*kept, stop));
    }
    if (m_files->countsAsProduction())
        TRY(kept->database.markAsProduction());
    m_loaded = std::move(kept);
    m_work = m_replacing(replacement());
    return {};
}

Result<> Restore::findPlatformSchemas(const importing::Loaded &loaded, const std::stop_token &stop)
{
    TRY_ASSIGN(const std::vector<std::string> needed, platformSchemasNeeded(loaded.database, m_options.target, stop));
    if (needed.empty())
        return {};
    for (const std::string &schema : needed)
        m_platformSchemas.append(text(sql::displayed(schema)));
    TRY_ASSIGN(pg::ReadOnlyConnection reader,
               pg::ReadOnlyConnection::open(loaded.database.connection(), {.stop = stop}));
    TRY(reader.begin());
    TRY_ASSIGN(const catalog::Schema own, catalog::readSchema(reader));
    m_schemasWithPlatform = own.schemaNames();
    m_schemasWithPlatform.insert(m_schemasWithPlatform.end(), needed.begin(), needed.end());
    return {};
}

Replacement Restore::replacement() const
{
    Replacement replacement{.source = {.environment = {.name = m_files->name(), .type = EnvironmentType::Test},
                                       .connection = m_loaded->database.connection()}};
    if (!m_options.part.isPart()) {
        replacement.schemas = m_schemasWithPlatform;
        return replacement;
    }
    replacement.schemas = m_part.newSchemas();
    replacement.beside = true;
    if (isExchange()) {
        for (const sql::QualifiedName &table : m_part.tables)
            replacement.exchanged.push_back({.from = m_part.moved(table), .to = table});
    }
    return replacement;
}

QString Restore::asInTarget(const QString &table) const
{
    for (const sql::QualifiedName &each : m_part.tables) {
        if (table == text(m_part.moved(each).displayed()))
            return text(each.displayed());
    }
    return table;
}

void Restore::describePart(runs::Plan &plan) const
{
    if (!m_options.part.isPart())
        return;
    QStringList schemas;
    for (const auto &[name, moved] : m_part.names)
        schemas.append(text(sql::displayed(moved)));
    const QString target = plan.target.environment.name;
    if (isExchange()) {
        for (runs::PlannedTable &table : plan.tables) {
            for (const auto &[name, moved] : m_part.names) {
                if (table.schema == text(moved))
                    table.schema = text(name);
            }
        }
        for (runs::PlannedColumn &column : plan.columns)
            column.table = asInTarget(column.table);
        QStringList tables;
        for (const sql::QualifiedName &table : m_part.tables)
            tables.append(text(table.displayed()));
        plan.steps.append(
            Tr::sentence(
                "Put these rows in place of those of %1, in one transaction; the tables themselves, and all else "
                "of \"%2\", stay as they are.")
                .arg(tables.join(u", "_s), target));
        inform(plan, Tr::sentence("What is copied stands in %1 until then.").arg(schemas.join(u", "_s)));
    } else {
        inform(plan,
               Tr::sentence("What the file holds is made beside what \"%1\" has, in new schemas (%2): nothing that "
                            "is there is touched.")
                   .arg(target, schemas.join(u", "_s)));
    }
    for (const importing::TakenOut &each : m_part.takenOut)
        plan.notCarried.append({.kind = each.kind, .name = each.name, .reason = each.reason});
}

Result<> Restore::describeLosses(runs::Plan &plan, const std::stop_token &stop) const
{
    if (m_options.part.sideBySide)
        return {};
    std::vector<TableOfBoth> tables;
    if (isExchange()) {
        for (const sql::QualifiedName &table : m_part.tables)
            tables.push_back({.target = table, .loaded = m_part.moved(table)});
    } else {
        for (const runs::PlannedTable &table : plan.tables) {
            const sql::QualifiedName name{table.schema.toStdString(), table.name.toStdString()};
            if (plan.replacedTables.contains(text(name.displayed())))
                tables.push_back({.target = name, .loaded = name});
        }
    }
    const bool isReplaced = m_files->manifest() && m_files->manifest()->anonymization.has_value();
    const auto newer
        = describeNewerRows(m_options.target, m_loaded->database, tables, isReplaced, mostForNewerRows, stop);
    if (!newer) {
        if (newer.error().isCancelled())
            return failure(newer.error());
        inform(plan, Tr::sentence("Which rows of \"%1\" are newer than the file could not be looked at.")
                         .arg(plan.target.environment.name));
        return {};
    }
    for (const Sentence &sentence : *newer)
        warn(plan, sentence);
    return {};
}

void Restore::describe(runs::Plan &plan) const
{
    plan.kind = runs::OperationKind::Restore;
    const importing::LoadResult &result = m_loaded->result;
    plan.notices.removeIf([&](const runs::Notice &notice) { return isOurs(notice.sentence, plan.source); });
    plan.notCarried.removeIf([](const NotCarried &each) { return isOurs(each); });
    plan.steps.prepend(Tr::sentence("Load \"%1\" (of %2) into a private server without network, made for it alone: %3 "
                                    "statement(s), %4 row(s).")
                           .arg(m_files->name(), m_files->made(), result.statements, result.rows));
    if (const std::optional<Error> nothing = nothingArrived(plan, result, m_files->name()))
        plan.problems.append(*nothing);
    if (!m_platformSchemas.isEmpty())
        inform(plan, Tr::sentence("The file comes from a hosting platform, which \"%1\" is not: the schemas of it that "
                                  "others refer to are restored as well (%2). --schemas chooses others.")
                         .arg(plan.target.environment.name, m_platformSchemas.join(u", "_s)));
    if (!m_options.part.isPart())
        nameTablesWithoutTwin(plan);
    describePart(plan);
    if (m_files->countsAsProduction())
        inform(plan, Tr::sentence("\"%1\" counts as a production, in clear: nothing says that it holds nobody's data.")
                         .arg(m_files->name()));
    if (result.losses() > 0)
        warn(plan, Tr::sentence("%n part(s) of the file could not be loaded, each named with its reason: \"%1\" would "
                                "be without them.",
                                nullptr, result.losses())
                       .arg(plan.target.environment.name));
    for (const Sentence &remark : result.remarks)
        inform(plan, remark);
    describeRisks(plan, *m_files);
    describeEnds(plan, *m_files);
    for (const importing::NotLoaded &each : result.notLoaded)
        plan.notCarried.append(notCarried(each));
}

Result<runs::Plan> Restore::plan(std::stop_token stop, Progress &progress)
{
    progress.enter(Phase::Preflight);
    TRY(load(stop, progress));
    TRY_ASSIGN(m_plan, m_work->plan(stop, progress));
    describe(m_plan);
    TRY(describeLosses(m_plan, stop));
    return m_plan;
}

runs::Report Restore::run(const safety::Permit &permit, std::stop_token stop, Progress &progress)
{
    runs::Report report = m_work->run(permit, std::move(stop), progress);
    report.kind = runs::OperationKind::Restore;
    report.warnings.removeIf([&](const Sentence &sentence) { return isOurs(sentence, m_plan.source); });
    report.notCarried.removeIf([](const NotCarried &each) { return isOurs(each); });
    if (isExchange()) {
        for (runs::TableReport &table : report.tables)
            table.name = asInTarget(table.name);
        for (runs::PlannedColumn &column : report.columns)
            column.table = asInTarget(column.table);
    }
    if (m_loaded) {
        for (const importing::NotLoaded &each : m_loaded->result.notLoaded)
            report.notCarried.append(notCarried(each));
        for (const importing::TakenOut &each : m_part.takenOut)
            report.notCarried.append({.kind = each.kind, .name = each.name, .reason = each.reason});
    }
    return report;
}

} // namespace engine::operations
