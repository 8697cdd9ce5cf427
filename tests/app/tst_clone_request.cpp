// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/clone_arguments.h"
#include "app/cli/commands/command.h"
#include "ui/clone/clone_command.h"

#include <QProcess>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using app::cli::CloneArguments;
using engine::workspace::CloneRequest;

namespace {

/// The words of a command line as a shell takes them apart.
QStringList wordsOf(const QString &command)
{
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"set -- "_s + command + u"; printf '%s\\0' \"$@\""_s});
    shell.waitForFinished();
    QStringList words;
    for (const QByteArray &word : shell.readAllStandardOutput().split('\0'))
        words << QString::fromUtf8(word);
    words.removeLast();
    return words;
}

engine::Result<CloneRequest> readBack(const QString &command)
{
    CLI::App root;
    CLI::App *clone = root.add_subcommand("clone");
    CloneArguments arguments;
    arguments.addTo(*clone);
    std::vector<std::string> words;
    const QStringList split = wordsOf(command).mid(1);
    for (auto word = split.rbegin(); word != split.rend(); ++word)
        words.push_back(word->toStdString());
    try {
        root.parse(words);
    } catch (const CLI::ParseError &error) {
        return engine::failure({.code = engine::ErrorCode::Usage, .detail = QString::fromUtf8(error.what())});
    }
    return arguments.request();
}

using Change = std::function<void(CloneRequest &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

/// The window shows the command that does the same: read by the command line, it must be the same request. What one of
/// the two faces learns and the other does not, is found here.
class TestCloneRequest final : public QObject
{
    Q_OBJECT

private slots:
    void theCommandThatTheWindowShowsAsksForTheSame_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<bool>("isFromProduction");
        const auto row = [](const char *name, const Change &change, bool isFromProduction = false) {
            QTest::newRow(name) << change << isFromProduction;
        };
        row("nothing but the ends", [](CloneRequest &) {});
        row(
            "from a production", [](CloneRequest &) {}, true);
        row("as it is", [](CloneRequest &request) { request.anonymize = false; });
        row(
            "in clear, and why",
            [](CloneRequest &request) {
                request.anonymize = false;
                request.rawReason = u"an expert's look"_s;
            },
            true);
        row("a rule file", [](CloneRequest &request) { request.ruleFile = u"/home/me/my rules.toml"_s; });
        row("no rules", [](CloneRequest &request) { request.withoutRules = true; });
        row("strict", [](CloneRequest &request) { request.strict = true; });
        row("schemas", [](CloneRequest &request) { request.schemas = {"public", "app"}; });
        row("tables", [](CloneRequest &request) { request.rows.tables = {"orders", "@big"}; });
        row("tables left out", [](CloneRequest &request) { request.rows.excluded = {"audit_*"}; });
        row("tables kept", [](CloneRequest &request) { request.rows.kept = {"settings"}; });
        row("conditions", [](CloneRequest &request) {
            request.rows.conditions = {{.table = "orders", .condition = "status <> 'draft' AND \"n\" > 3"}};
        });
        row("dates", [](CloneRequest &request) { request.rows.since = {"created_at>=2026-01-01"}; });
        row("a sample", [](CloneRequest &request) { request.rows.samplePercent = 12.5; });
        row("lost parents", [](CloneRequest &request) { request.rows.dropsOrphans = false; });
        row("broken rows", [](CloneRequest &request) { request.brokenRowsFile = u"/tmp/it's.txt"_s; });
        row("broken texts", [](CloneRequest &request) { request.leaveOutBroken = true; });
        row("side effects", [](CloneRequest &request) { request.keepSideEffects = true; });
        row("users copied", [](CloneRequest &request) { request.missingUsers = engine::supabase::MissingUsers::Copy; });
        row("users emptied",
            [](CloneRequest &request) { request.missingUsers = engine::supabase::MissingUsers::SetNull; });
        row("users as an obstacle",
            [](CloneRequest &request) { request.missingUsers = engine::supabase::MissingUsers::Stop; });
        row("streams", [](CloneRequest &request) { request.jobs = 3; });
        row("tries", [](CloneRequest &request) { request.retries = 5; });
        row("not read back", [](CloneRequest &request) { request.verify = false; });
        row("a name of many words", [](CloneRequest &request) { request.source = u"l'été $HOME; rm"_s; });
    }

    void theCommandThatTheWindowShowsAsksForTheSame()
    {
        QFETCH(const Change, change);
        QFETCH(const bool, isFromProduction);
        CloneRequest request{.source = u"shop"_s, .target = u"shop test"_s};
        change(request);
        auto read = readBack(ui::cloneCommand(request, isFromProduction));
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
        // Of a production, personal data is replaced unless it is asked for otherwise.
        if (isFromProduction && request.rawReason.isEmpty())
            read->anonymize = true;
        QVERIFY(*read == request);
    }
};

QTEST_GUILESS_MAIN(TestCloneRequest)
#include "tst_clone_request.moc"
