// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/language.h"
#include "app/tr.h"
#include "app/version.h"
#include "engine/base/files/paths.h"
#include "engine/base/process_secrecy.h"
#include "engine/workspace/workspace.h"
#include "ui/all_pages.h"
#include "ui/crash/crash_offer.h"
#include "ui/crash/crash_record.h"
#include "ui/desk.h"
#include "ui/main_window.h"
#include "ui/password_questions.h"
#include "ui/shell/one_window.h"
#include "ui/theme/appearance.h"
#include "ui/theme/style.h"
#include "ui/widgets/message_bar.h"
#include "ui/window_settings.h"

#include <QApplication>
#include <QCommandLineParser>

#include <csignal>
#include <optional>

using namespace app;
using namespace Qt::StringLiterals;

namespace {

struct Arguments
{
    QString home{};
    QString language{};
    /// Files to be opened, or addresses of databases.
    QStringList given{};
};

/// `mayAnswer`: --help, --version and mistakes are answered, which ends the program.
Arguments readArguments(const QApplication &application, bool mayAnswer)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(Tr::tr("Makes a double of a production database for test, training or "
                                            "development, with every personal value replaced."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption home(u"home"_s, Tr::tr("Keep every file of Sosie under this folder."), u"DIR"_s);
    const QCommandLineOption language(u"lang"_s, Tr::tr("Language of the window: fr or en."), u"LANG"_s);
    parser.addOptions({home, language});
    parser.addPositionalArgument(u"what"_s, Tr::tr("A backup file to open, or the address of a database to add."),
                                 u"[FILE|ADDRESS…]"_s);
    if (mayAnswer)
        parser.process(application);
    else
        parser.parse(QApplication::arguments());
    return {parser.value(home), parser.value(language), parser.positionalArguments()};
}

/// Without its folders or its store Sosie cannot work: says why, and nothing else.
int explain(const engine::Error &error)
{
    ui::MessageBar message;
    message.setWindowTitle(u"Sosie"_s);
    message.setMinimumWidth(560);
    message.showMessage(ui::messageFor(error));
    QApplication::exec();
    return EXIT_FAILURE;
}

/// Words, numbers and the direction of the layout.
void speak(const QString &language)
{
    installLanguage(language);
    QApplication::setLayoutDirection(QLocale().textDirection());
}

ui::WindowOptions windowOptions(const QString &language, ui::WindowSettings &settings)
{
    return {.languages = {{u"fr"_s, u"Français"_s}, {u"en"_s, u"English"_s}},
            .currentLanguage = language,
            .setLanguage =
                [&settings](const QString &chosen) {
                    speak(chooseLanguage(chosen));
                    settings.setLanguage(chosen);
                },
            .settings = &settings};
}

void describeProgram()
{
    QApplication::setApplicationName(u"sosie"_s);
    QApplication::setApplicationDisplayName(u"Sosie"_s);
    QApplication::setApplicationVersion(QLatin1String(SOSIE_VERSION));
    QApplication::setDesktopFileName(u"org.sosie.sosie"_s);
    QApplication::setWindowIcon(QIcon(u":/icons/sosie.svg"_s));
}

struct Start
{
    const Arguments &arguments;
    ui::OneWindow &one;
};

int runWindow(QApplication &application, engine::environments::Surroundings surroundings, const Start &start,
              ui::Appearance &appearance, ui::WindowSettings &settings)
{
    const QString &typed = start.arguments.language;
    const QString language = typed.isEmpty() ? settings.language() : typed;
    ui::PasswordQuestions questions;
    QObject::connect(&application, &QApplication::lastWindowClosed, &questions, &ui::PasswordQuestions::close);
    const auto workspace = engine::workspace::Workspace::open(
        std::move(surroundings), {.prompt = [&questions](const QString &what) { return questions.ask(what); },
                                  .memory = std::make_shared<engine::environments::PasswordMemory>()});
    if (!workspace)
        return explain(workspace.error());
    ui::MainWindow window(ui::deskWithAllPages(**workspace), appearance, windowOptions(language, settings));
    window.show();
    if (const auto folder = engine::stateFolder()) {
        if (const auto message = ui::messageAboutCrash(*folder, &window))
            window.say(*message);
        ui::recordCrashesIn(*folder);
    }
    QObject::connect(&start.one, &ui::OneWindow::startedAgain, &window, &ui::MainWindow::takeOver);
    if (!start.arguments.given.isEmpty())
        QMetaObject::invokeMethod(
            &window, [&] { window.takeOver(ui::OneWindow::resolved(start.arguments.given)); }, Qt::QueuedConnection);
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    engine::keepMemoryPrivate();
    // A limit on the size of files is an error of the write, not the end of the program.
    static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
    // Before anything can start a thread: passwords in variables must not be inherited by children.
    engine::environments::Surroundings surroundings = engine::environments::Surroundings::takeFromProcess();
    QApplication application(argc, argv);
    describeProgram();
    // Looked at twice, because the language in which to answer --help is one of them.
    const Arguments arguments = readArguments(application, false);
    if (!arguments.home.isEmpty())
        engine::setHome(arguments.home);
    const auto folder = engine::configFolder();
    std::optional<ui::WindowSettings> settings;
    if (folder)
        settings.emplace(*folder);
    const QString remembered = settings ? settings->language() : QString();
    const QString language = chooseLanguage(arguments.language.isEmpty() ? remembered : arguments.language);
    speak(language);
    readArguments(application, true);
    std::optional<ui::OneWindow> one;
    if (folder) {
        one.emplace(*folder);
        if (one->claim(arguments.given) == ui::OneWindow::Claim::HandedOver)
            return EXIT_SUCCESS;
        // The name on the bus is that of the program as it is installed, with its files where they usually are.
        if (arguments.home.isEmpty() && qEnvironmentVariableIsEmpty("SOSIE_HOME"))
            one->answerOnTheBus();
    }

    ui::Appearance appearance;
    if (settings && appearance.choice() == ui::SchemeChoice::System)
        appearance.setChoice(settings->scheme());
    if (settings)
        appearance.setContrast(settings->contrast());
    const auto applyScheme = [&] { ui::applyTheme(application, appearance.scheme()); };
    QObject::connect(&appearance, &ui::Appearance::schemeChanged, &application, applyScheme);
    applyScheme();
    if (!settings)
        return explain(folder.error());
    QObject::connect(&appearance, &ui::Appearance::choiceMade, &application,
                     [&settings](ui::SchemeChoice choice) { settings->setScheme(choice); });
    QObject::connect(&appearance, &ui::Appearance::contrastChosen, &application,
                     [&settings](ui::ContrastChoice choice) { settings->setContrast(choice); });
    return runWindow(application, std::move(surroundings), {arguments, *one}, appearance, *settings);
}
