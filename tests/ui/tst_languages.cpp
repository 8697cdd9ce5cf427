// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/language.h"
#include "engine/anonymize/detection/detection.h"
#include "engine/catalog/model/schema.h"
#include "tests/ui/test_workspace.h"
#include "ui/all_pages.h"
#include "ui/desk.h"
#include "ui/help/help_window.h"
#include "ui/main_window.h"
#include "ui/report/clear_column_page.h"
#include "ui/report/report_view.h"
#include "ui/run/run_view.h"
#include "ui/sidebar.h"
#include "ui/text.h"
#include "ui/theme/style.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QTextBrowser>

using namespace Qt::StringLiterals;
using engine::environments::EnvironmentType;
using namespace ui;

namespace {

void addWords(QStringList &words, const QString &what, const QString &text)
{
    // The folder of each workspace has another name.
    static const QRegularExpression folder(u"tst_languages-\\w+"_s);
    if (!text.isEmpty())
        words << what + u": "_s + QString(text).remove(folder);
}

/// Everything the widgets of `window` say: texts, prompts, tips, names for those who cannot see.
QStringList wordsOf(const QWidget &window)
{
    QStringList words{window.windowTitle()};
    for (const auto *widget : window.findChildren<QWidget *>()) {
        // What Qt makes and names itself.
        if (widget->objectName().startsWith(u"qt_"_s) || qobject_cast<const QTabBar *>(widget->parentWidget()))
            continue;
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            addWords(words, u"label"_s, label->text());
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            addWords(words, u"button"_s, button->text());
        if (const auto *field = qobject_cast<const QLineEdit *>(widget))
            addWords(words, u"prompt"_s, field->placeholderText());
        if (const auto *field = qobject_cast<const QPlainTextEdit *>(widget))
            addWords(words, u"prompt"_s, field->placeholderText());
        if (const auto *field = qobject_cast<const QAbstractSpinBox *>(widget))
            addWords(words, u"instead of a number"_s, field->specialValueText());
        if (const auto *combo = qobject_cast<const QComboBox *>(widget))
            for (int item = 0; item < combo->count(); ++item)
                addWords(words, u"item"_s, combo->itemText(item));
        if (const auto *browser = qobject_cast<const QTextBrowser *>(widget))
            addWords(words, u"text"_s, browser->toPlainText());
        addWords(words, u"tip"_s, widget->toolTip());
        addWords(words, u"name"_s, widget->accessibleName());
    }
    words.sort();
    return words;
}

struct Window
{
    explicit Window(const QString &language)
        : window(deskWithAllPages(workspace), appearance, {.currentLanguage = language})
    {
        workspace.add(u"shop"_s, EnvironmentType::Production);
        workspace.add(u"shop-test"_s, EnvironmentType::Test);
        window.show();
        for (int page = 0; page < window.pageCount(); ++page)
            window.showPage(page);
        // Nobody listens: the cards say so, in words too.
        QTest::qWait(300);
    }

    TestWorkspace workspace;
    Appearance appearance;
    MainWindow window;
};

/// What stands on the pages of a report, or in the log of a run, line by line.
QStringList linesOf(const QWidget &report)
{
    QStringList lines;
    for (const auto *page : report.findChildren<QPlainTextEdit *>())
        lines << page->toPlainText().split(u'\n');
    for (const auto *page : report.findChildren<ClearColumnPage *>()) {
        const auto *model = page->findChild<QTableView *>()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            lines << model->index(row, ClearColumnModel::NameColumn).data().toString() + u": "_s
                         + model->index(row, ClearColumnModel::WhyColumn).data().toString();
    }
    return lines;
}

void speak(const QString &language)
{
    app::installLanguage(language);
    QApplication::setLayoutDirection(QLocale().textDirection());
    QTest::qWait(50);
}

} // namespace

/// The language is changed while the window is open; an Arabic layout is mirrored.
class TestLanguages final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light); }
    void cleanup() { speak(u"en"_s); }

    void aWindowThatChangesItsLanguageSaysWhatANewOneSays()
    {
        speak(u"en"_s);
        Window changed(u"fr"_s);
        const QStringList english = wordsOf(changed.window);
        speak(u"fr"_s);
        const QStringList french = wordsOf(changed.window);
        QVERIFY(english != french);
        const Window made(u"fr"_s);
        const QStringList wanted = wordsOf(made.window);
        for (const QString &words : french)
            QVERIFY2(wanted.contains(words), qPrintable(u"left in the old language: "_s + words));
        for (const QString &words : wanted)
            QVERIFY2(french.contains(words), qPrintable(u"lost by the change: "_s + words));
    }

    void helpChangesItsLanguageToo()
    {
        speak(u"en"_s);
        HelpWindow help;
        help.showPage(HelpPage::RollBack);
        const QStringList english = wordsOf(help);
        speak(u"fr"_s);
        QVERIFY(wordsOf(help) != english);
        QCOMPARE(help.windowTitle(), u"Aide"_s);
    }

    void aReportIsSaidInTheLanguageOfTheWindow()
    {
        using engine::Tr;
        // The engine worked while French was spoken.
        speak(u"fr"_s);
        engine::runs::Report report{.kind = engine::runs::OperationKind::Clone,
                                    .outcome = engine::runs::Outcome::Succeeded};
        report.tables = {{.name = u"public.orders"_s}};
        report.columns = {
            {.table = u"orders"_s,
             .column = u"state"_s,
             .why = engine::anonymize::describe({{.code = engine::anonymize::Reason::Code::Codes},
                                                 {.code = engine::anonymize::Reason::Code::Reference, .word = "%1"}}),
             .inClear = engine::runs::InClear::Everything}};
        report.notCarried
            = {{.kind = u"server"_s,
                .name = u"far"_s,
                .reason = engine::catalog::reasonText({.reason = engine::catalog::Uncarried::Reason::OtherServer})}};
        report.warnings = {Tr::sentence("\"%1\" is copied in part: %2 of %Ln row(s).", nullptr, 12'000)
                               .arg(u"public.orders"_s, 2'000)};
        ReportView view;
        view.setReport(report);
        const QStringList french = linesOf(view);
        QVERIFY2(french.join(u'\n').contains(u"où rien de personnel n’a été trouvé. Elle renvoie à la clé %1."_s),
                 qPrintable(french.join(u'\n')));
        QVERIFY(french.join(u'\n').contains(u"Il mène à un autre serveur"_s));
        // The page gives every no-break space back as a space.
        QVERIFY(french.contains(
            u"«\u202fpublic.orders\u202f» est copiée en partie : 2\u202f000 sur 12\u202f000 lignes."_s));

        speak(u"en"_s);
        const QStringList english = linesOf(view);
        QCOMPARE(english.size(), french.size());
        QVERIFY(
            english.contains(u"orders.state: The values are codes in which nothing personal was found. It refers to "
                             "the key %1."_s));
        QVERIFY(english.contains(u"server far: It leads to another server: a double must not be connected to it."_s));
        QVERIFY(english.contains(u"\"public.orders\" is copied in part: 2,000 of 12,000 rows."_s));
        QCOMPARE(report.toJson().value(u"warnings"_s).toArray().first().toString(),
                 u"\"public.orders\" is copied in part: 2,000 of 12,000 rows."_s);

        speak(u"fr"_s);
        QCOMPARE(linesOf(view), french);
    }

    void theLogOfARunIsSaidInTheLanguageOfTheWindow()
    {
        using engine::Phase;
        using engine::Tr;
        speak(u"en"_s);
        engine::Progress progress;
        RunMonitor monitor;
        RunView view(monitor);
        progress.log(Tr::sentence("It refers to the key %1.").arg(u"100%1"_s));
        monitor.begin({}, progress);
        progress.enter(Phase::Rows);
        monitor.end();
        const auto words = [&view] {
            QStringList lines;
            for (const QString &line : linesOf(view))
                lines << line.mid(QLatin1String("00:00:00  ").size());
            return lines;
        };
        const QStringList english{engine::runs::phaseTitle(Phase::Preflight).text(), u"It refers to the key 100%1."_s,
                                  engine::runs::phaseTitle(Phase::Rows).text()};
        const QStringList whole = linesOf(view);
        QCOMPARE(words(), english);
        speak(u"fr"_s);
        const QStringList french{engine::runs::phaseTitle(Phase::Preflight).text(), u"Elle renvoie à la clé 100%1."_s,
                                 engine::runs::phaseTitle(Phase::Rows).text()};
        QVERIFY(french.first() != english.first());
        QCOMPARE(words(), french);
        speak(u"en"_s);
        QCOMPARE(linesOf(view), whole);
    }

    void aLongLogKeepsItsEndWhateverTheLanguage()
    {
        speak(u"en"_s);
        engine::Progress progress;
        RunMonitor monitor;
        RunView view(monitor);
        const auto add = [&progress](int first) {
            for (int line = first; line < first + 1500; ++line)
                progress.log(engine::Sentence(qint64(line)));
        };
        add(1);
        monitor.begin({}, progress);
        add(1501);
        monitor.end();
        QCOMPARE(linesOf(view).size(), 2000);
        QVERIFY(linesOf(view).last().endsWith(u"  3,000"_s));
        speak(u"fr"_s);
        QCOMPARE(linesOf(view).size(), 2000);
        QVERIFY(linesOf(view).last().endsWith(u"  3\u202f000"_s));
    }

    void anArabicLayoutIsMirrored()
    {
        speak(u"ar"_s);
        const Window arabic(u"ar"_s);
        QCOMPARE(arabic.window.layoutDirection(), Qt::RightToLeft);
        const auto *sidebar = arabic.window.findChild<Sidebar *>();
        QCOMPARE(sidebar->mapTo(&arabic.window, QPoint(sidebar->width(), 0)).x(), arabic.window.width());
    }
};

QTEST_MAIN(TestLanguages)
#include "tst_languages.moc"
