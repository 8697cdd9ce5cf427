// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/restore/restore.h"

#include "engine/formats/script/script_risks.h"
#include "engine/sql/identifier.h"

#include <QLocale>

#include <optional>
#include <set>

namespace engine::operations {

using namespace Qt::StringLiterals;
using environments::EnvironmentType;
using runs::NotCarried;

namespace {

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
        TRY_ASSIGN(m_files,
                   importing::SentFiles::open(m_options.files,
                                              {.password = m_options.password, .folder = m_options.loadsFolder}, stop));
    }
    TRY_ASSIGN(importing::Loaded loaded, m_files->load(m_options.loadsFolder, m_options.limits, stop, progress));
    m_loaded = std::make_unique<importing::Loaded>(std::move(loaded));
    End source{.environment = {.name = m_files->name(), .type = EnvironmentType::Test},
               .connection = m_loaded->database.connection()};
    if (m_files->countsAsProduction())
        TRY(m_loaded->database.markAsProduction());
    m_work = m_replacing(std::move(source));
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
    nameTablesWithoutTwin(plan);
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
    for (const importing::NotLoaded &each : result.notLoaded)
        plan.notCarried.append(notCarried(each));
}

Result<runs::Plan> Restore::plan(std::stop_token stop, Progress &progress)
{
    progress.enter(Phase::Preflight);
    TRY(load(stop, progress));
    TRY_ASSIGN(m_plan, m_work->plan(std::move(stop), progress));
    describe(m_plan);
    return m_plan;
}

runs::Report Restore::run(const safety::Permit &permit, std::stop_token stop, Progress &progress)
{
    runs::Report report = m_work->run(permit, std::move(stop), progress);
    report.kind = runs::OperationKind::Restore;
    report.warnings.removeIf([&](const Sentence &sentence) { return isOurs(sentence, m_plan.source); });
    report.notCarried.removeIf([](const NotCarried &each) { return isOurs(each); });
    if (m_loaded) {
        for (const importing::NotLoaded &each : m_loaded->result.notLoaded)
            report.notCarried.append(notCarried(each));
    }
    return report;
}

} // namespace engine::operations
