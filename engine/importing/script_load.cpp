// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/importing/script_load.h"

#include "engine/formats/script/script_survey.h"
#include "engine/importing/load_watch.h"
#include "engine/importing/statement_runner.h"

namespace engine::importing {

namespace {

using formats::ScriptPiece;

Error refusal(const QString &name, const ScriptPiece &piece)
{
    return {.code = ErrorCode::ScriptRefused,
            .subject = name,
            .differences = {Tr::sentence("Line %1: %2")
                                .arg(piece.line, Tr::sentence("a command of psql, which Sosie does not obey: %1")
                                                     .arg(text(piece.text.substr(0, 80))))}};
}

Result<> loadOne(StatementRunner &runner, const ScriptFile &file, const std::stop_token &stop, Progress &progress)
{
    TRY_ASSIGN(const std::unique_ptr<ByteReader> reader, file.open());
    formats::ScriptSplitter splitter(*reader, file.name);
    for (;;) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        TRY_ASSIGN(const std::optional<ScriptPiece> piece, splitter.next());
        if (!piece)
            return {};
        const QString object = text(formats::objectOf(*piece));
        if (piece->kind == ScriptPiece::Kind::PsqlCommand) {
            // It was looked for before; the file may have changed since.
            if (!formats::isHarmlessPsqlCommand(piece->text))
                return failure(refusal(file.name, *piece));
            continue;
        }
        if (piece->kind == ScriptPiece::Kind::Copy)
            TRY(runner.copy(piece->text, object, piece->line, [&] { return splitter.copyData(); }));
        else
            TRY(runner.run(piece->text, object, piece->line));
        splitter.setStandardStrings(runner.hasStandardStrings());
        progress.stepsDone.fetch_add(1, std::memory_order_relaxed);
    }
}

Result<LoadResult> run(const PrivateDatabase &database, const std::vector<ScriptFile> &files,
                       const std::vector<formats::ScriptSurvey> &surveys, const std::stop_token &stop,
                       Progress &progress)
{
    LoadResult result;
    TRY_ASSIGN(pg::Connection loader, database.openLoader(stop));
    TRY_ASSIGN(pg::Connection keeper, database.openKeeper(stop));
    StatementRunner runner(std::move(loader), std::move(keeper), result);
    if (database.limits().withoutRows)
        runner.leaveOutRows();
    for (const formats::ScriptSurvey &survey : surveys) {
        for (const formats::ScriptSurvey::Extension &extension : survey.extensions)
            TRY(runner.makeExtension(extension.name, extension.schema));
    }
    for (const ScriptFile &file : files)
        TRY(loadOne(runner, file, stop, progress));
    TRY(runner.finish());
    return result;
}

Result<LoadResult> load(const PrivateDatabase &database, const std::vector<ScriptFile> &files,
                        const std::vector<formats::ScriptSurvey> &surveys, const std::stop_token &stop,
                        Progress &progress)
{
    const LoadWatch watch(database, stop);
    Result<LoadResult> result = run(database, files, surveys, watch.token(), progress);
    if (!result) {
        if (const std::optional<Error> limit = watch.reason(files.front().name))
            return failure(*limit);
    }
    return result;
}

} // namespace

Result<Loaded> loadScripts(const QString &parent, const std::vector<ScriptFile> &files, const LoadLimits &limits,
                           const std::stop_token &stop, Progress &progress)
{
    std::vector<formats::ScriptSurvey> surveys;
    qint64 statements = 0;
    for (const ScriptFile &file : files) {
        TRY_ASSIGN(const std::unique_ptr<ByteReader> reader, file.open());
        TRY_ASSIGN(formats::ScriptSurvey survey, formats::surveyScript(*reader, file.name, stop));
        if (!file.mayLackEnd)
            TRY(formats::checkComplete(survey, file.name));
        if (survey.refused)
            return failure(refusal(file.name, *survey.refused));
        statements += survey.statements;
        surveys.push_back(std::move(survey));
    }
    progress.stepsExpected.store(statements, std::memory_order_relaxed);
    TRY_ASSIGN(PrivateDatabase database, PrivateDatabase::create(parent, limits));
    TRY_ASSIGN(LoadResult result, load(database, files, surveys, stop, progress));
    return Loaded{std::move(database), std::move(result)};
}

} // namespace engine::importing
