// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output/manual_page.h"

#include "app/cli/output/exit_code.h"
#include "app/tr.h"
#include "engine/base/errors/error.h"

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::text;

namespace {

/// A text as roff prints it, whatever is in it: a backslash, a hyphen of an option, a dot at the start of a line, a
/// letter that is not ASCII (roff reads Latin 1 unless told otherwise).
QString escaped(const QString &plain)
{
    QString result = plain;
    result.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s).replace(u'\n', u"\n.br\n"_s);
    if (result.startsWith(u'.') || result.startsWith(u'\''))
        result.prepend(u"\\&"_s);
    QString ascii;
    for (const char32_t letter : result.toStdU32String())
        ascii += letter < 128 ? QString(QChar(static_cast<char16_t>(letter)))
                              : u"\\[u%1]"_s.arg(QString::number(letter, 16).toUpper(), 4, u'0');
    return ascii;
}

QString section(const QString &title)
{
    return u".SH \""_s + escaped(title.toUpper()) + u"\"\n"_s;
}

QString entry(const QString &bold, const QString &italic, const QString &explanation)
{
    return u".TP\n\\fB"_s + escaped(bold) + u"\\fR"_s
           + (italic.isEmpty() ? QString() : u" \\fI"_s + escaped(italic) + u"\\fR"_s) + u'\n' + escaped(explanation)
           + u'\n';
}

QString entryOf(const CLI::Option &option)
{
    QStringList names;
    for (const std::string &name : option.get_snames())
        names << u'-' + text(name);
    for (const std::string &name : option.get_lnames())
        names << u"--"_s + text(name);
    if (names.isEmpty())
        names << text(option.get_name());
    const QString value = option.get_items_expected_max() == 0 ? QString() : text(option.get_type_name());
    return entry(names.join(u", "_s), value, text(option.get_description()));
}

QString optionsOf(const CLI::App &command)
{
    QString lines;
    for (const CLI::Option *option : command.get_options()) {
        if (!option->check_lname("help"))
            lines += entryOf(*option);
    }
    return lines;
}

void appendCommands(const CLI::App &command, const QString &path, QString &page)
{
    for (const CLI::App *below : command.get_subcommands([](const CLI::App *) { return true; })) {
        const QString name = path + u' ' + text(below->get_name());
        page += u".SS \""_s + escaped(name) + u"\"\n"_s + escaped(text(below->get_description())) + u'\n'
                + optionsOf(*below);
        appendCommands(*below, name, page);
    }
}

QString codes(std::initializer_list<ExitCode> given)
{
    QStringList numbers;
    for (const ExitCode code : given)
        numbers << QString::number(static_cast<int>(code));
    return numbers.join(u", "_s);
}

QString exitStatus()
{
    return entry(codes({ExitCode::Done}), {}, Tr::tr("Done; no difference; verified."))
           + entry(codes({ExitCode::Differences}), {},
                   Tr::tr("Differences were found, or a verification or validation is negative."))
           + entry(codes({ExitCode::Failed}), {}, Tr::tr("Failed; the target is as before."))
           + entry(codes({ExitCode::NeedsAttention}), {},
                   Tr::tr("Failed; the target needs attention, and the message says what."))
           + entry(codes({ExitCode::Usage}), {}, Tr::tr("The command was given wrongly."))
           + entry(codes({ExitCode::BadInputFile}), {}, Tr::tr("A file that was given cannot be used."))
           + entry(codes({ExitCode::ServerNotReached}), {}, Tr::tr("A server was not reached."))
           + entry(codes({ExitCode::LocalInputOutput}), {}, Tr::tr("A file could not be read or written; disk full."))
           + entry(codes({ExitCode::Busy}), {}, Tr::tr("Somebody else is at work; try later."))
           + entry(codes({ExitCode::Refused}), {}, Tr::tr("Refused by the guard, or a right is missing."))
           + entry(codes({ExitCode::Interrupted, ExitCode::Terminated}), {},
                   Tr::tr("Stopped by a signal; the target is as before."));
}

QString variables()
{
    return entry(u"PGPASSWORD, PGSERVICE, PGHOST, …"_s, {},
                 Tr::tr("What libpq reads, with the same meaning; ~/.pgpass and pg_service.conf too."))
           + entry(u"SOSIE_PASSWORD_NAME"_s, {},
                   Tr::tr("The password of the environment NAME, in capitals, other characters as _."))
           + entry(u"SOSIE_KEY_FILE"_s, {},
                   Tr::tr("A file with the project key, which makes the same value the same fake in every clone."))
           + entry(u"SOSIE_HOME"_s, {}, Tr::tr("Like --home.")) + entry(u"NO_COLOR"_s, {}, Tr::tr("Like --no-color."));
}

} // namespace

QString manualPage(const CLI::App &root, const QString &version)
{
    QString page = u".TH SOSIE\\-CLI 1 \"\" \"sosie %1\" \"Sosie\"\n"_s.arg(version);
    page += section(Tr::tr("Name")) + u"sosie\\-cli \\- "_s + escaped(text(root.get_description())) + u'\n';
    page += section(Tr::tr("Synopsis"))
            + u"\\fBsosie\\-cli\\fR [\\fI%1\\fR] \\fI%2\\fR [\\fI%1\\fR]\n"_s.arg(Tr::tr("OPTIONS"), Tr::tr("COMMAND"));
    page += section(Tr::tr("Options")) + optionsOf(root);
    page += section(Tr::tr("Commands"));
    appendCommands(root, u"sosie-cli"_s, page);
    page += section(Tr::tr("Exit status")) + exitStatus();
    page += section(Tr::tr("Environment variables")) + variables();
    return page;
}

} // namespace app::cli
