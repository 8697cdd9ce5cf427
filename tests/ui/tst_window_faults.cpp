// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/passwords/password_memory.h"
#include "engine/runs/report.h"
#include "tests/support/patience.h"
#include "tests/ui/seen.h"
#include "tests/ui/test_workspace.h"
#include "ui/all_pages.h"
#include "ui/background.h"
#include "ui/clone/clone_screen.h"
#include "ui/clone/table_choice_model.h"
#include "ui/desk.h"
#include "ui/environments/environment_draft.h"
#include "ui/environments/environment_editor.h"
#include "ui/main_window.h"
#include "ui/report/report_files.h"
#include "ui/text.h"
#include "ui/theme/style.h"
#include "ui/widgets/message_bar.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace Qt::StringLiterals;
using engine::environments::EnvironmentType;
using engine::runs::OperationKind;
using engine::runs::Outcome;
using engine::runs::Report;
using tests::button;
using tests::says;
using namespace ui;

namespace {

QLineEdit *field(const QWidget &parent, const QString &name)
{
    for (auto *candidate : parent.findChildren<QLineEdit *>()) {
        if (candidate->accessibleName() == name)
            return candidate;
    }
    return nullptr;
}

QComboBox *combo(const QWidget &parent, const QString &name)
{
    for (auto *candidate : parent.findChildren<QComboBox *>()) {
        if (candidate->accessibleName() == name)
            return candidate;
    }
    return nullptr;
}

/// The editor of a new environment, shown.
struct Editor
{
    Editor() { dialog.show(); }

    TestWorkspace workspace;
    Background background;
    EnvironmentDraft draft{workspace, background};
    EnvironmentEditor dialog{draft};
};

} // namespace

/// What people stumbled over in the window, each in a real one.
class TestWindowFaults final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light); }

    void anAddressIsTypedLetterByLetterWithItsPassword()
    {
        Editor editor;
        QLineEdit *address = field(editor.dialog, u"Address of the database"_s);
        QVERIFY(address != nullptr);
        QVERIFY(QTest::qWaitForWindowActive(&editor.dialog, tests::patience));
        address->setFocus();
        const QString typed = u"postgresql://reader:s3%40cret@db.example.org:5433/shop"_s;
        QTest::keyClicks(address, typed);
        QCOMPARE(address->text(), typed);
        // Whoever leaves the field has typed it all.
        QTest::keyClick(address, Qt::Key_Tab);
        QTRY_VERIFY_WITH_TIMEOUT(!address->text().contains(u"cret"_s), tests::patience);
        QVERIFY(address->text().contains(u"reader@db.example.org:5433/shop"_s));
        QVERIFY(editor.draft.hasPassword());
    }

    void whatWasWrittenAsAnAddressStandsInTheFields()
    {
        Editor editor;
        QLineEdit *address = field(editor.dialog, u"Address of the database"_s);
        QTest::keyClicks(address, u"postgresql://reader@db.example.org:5433/shop?sslmode=require"_s);
        QTest::mouseClick(button<QRadioButton>(editor.dialog, u"Fields"_s), Qt::LeftButton);
        QCOMPARE(field(editor.dialog, u"Host or socket folder"_s)->text(), u"db.example.org"_s);
        QCOMPARE(field(editor.dialog, u"Port (5432)"_s)->text(), u"5433"_s);
        QCOMPARE(field(editor.dialog, u"Database"_s)->text(), u"shop"_s);
        QCOMPARE(field(editor.dialog, u"User"_s)->text(), u"reader"_s);
        QCOMPARE(combo(editor.dialog, u"TLS mode"_s)->currentText(), u"require"_s);
        // A root certificate has a place, and one that is not there is said to be so.
        QLineEdit *root = field(editor.dialog, u"Root certificate of the server (file, if needed)"_s);
        QVERIFY(root != nullptr && root->isVisible());
        editor.draft.setName(u"shop"_s);
        editor.draft.setType(EnvironmentType::Test);
        QTest::keyClicks(root, u"/nowhere/root.crt"_s);
        QVERIFY(says(editor.dialog, u"There is no certificate /nowhere/root.crt."_s));
    }

    void anErrorBelowTheFormTakesNothingFromIt()
    {
        Editor editor;
        const int before = field(editor.dialog, u"Name"_s)->height();
        const int high = editor.dialog.height();
        emit editor.draft.failed(engine::Error{.code = engine::ErrorCode::AuthenticationFailed,
                                               .subject = u"shop"_s,
                                               .detail = u"FATAL: password authentication failed\nline\nline"_s});
        QTRY_VERIFY_WITH_TIMEOUT(editor.dialog.findChild<MessageBar *>()->isVisible(), tests::patience);
        QTest::qWait(50);
        QCOMPARE(field(editor.dialog, u"Name"_s)->height(), before);
        QVERIFY(editor.dialog.height() > high);
        QVERIFY(field(editor.dialog, u"Address of the database"_s)->height() >= before);
    }

    void anotherCardBeginsAnotherClone()
    {
        TestWorkspace workspace;
        workspace.add(u"boutique"_s, EnvironmentType::Production);
        workspace.add(u"essai"_s, EnvironmentType::Test);
        workspace.add(u"formation"_s, EnvironmentType::Training);
        Appearance appearance;
        MainWindow window(deskWithAllPages(workspace), appearance, {});
        window.resize(1000, 620);
        window.show();
        auto *page = window.findChild<CloneScreen *>();
        QComboBox *source = combo(*page, u"Source"_s);
        QComboBox *target = combo(*page, u"Target"_s);
        QVERIFY(source != nullptr && target != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(source->count(), 4, tests::patience);
        emit page->pageRequested({.page = u"clone"_s, .source = u"boutique"_s, .target = u"essai"_s});
        QCOMPARE(target->currentData().toString(), u"essai"_s);
        auto *area = page->findChild<QScrollArea *>();
        area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
        emit page->pageRequested({.page = u"clone"_s, .target = u"formation"_s});
        QCOMPARE(target->currentData().toString(), u"formation"_s);
        QCOMPARE(source->currentData().toString(), QString());
        QCOMPARE(area->verticalScrollBar()->value(), 0);
        emit page->pageRequested({.page = u"clone"_s, .source = u"boutique"_s});
        QCOMPARE(target->currentData().toString(), QString());
        // And a production does not get to the target by the button between them.
        emit page->pageRequested({.page = u"clone"_s, .source = u"boutique"_s, .target = u"essai"_s});
        for (auto *swap : page->findChildren<QToolButton *>()) {
            if (swap->accessibleName() == u"Exchange source and target"_s) {
                QVERIFY(!swap->isEnabled());
                QVERIFY(swap->toolTip().contains(u"never a target"_s));
            }
        }
    }

    void namesAreFoundWithoutAccents()
    {
        QStandardItemModel names;
        for (const QString &name : {u"public.élèves"_s, u"public.orders"_s, u"public.Œuvres"_s})
            names.appendRow(new QStandardItem(name));
        NameFilter filter;
        filter.setSourceModel(&names);
        filter.setWords(u"ELEVES"_s);
        QCOMPARE(filter.rowCount(), 1);
        filter.setWords(u"oeuvres public"_s);
        QCOMPARE(filter.rowCount(), 1);
        filter.setWords(u"zzz"_s);
        QCOMPARE(filter.rowCount(), 0);
        filter.setWords({});
        QCOMPARE(filter.rowCount(), 3);
    }

    void aPasswordIsKnownUntilTheProgramEndsAndOnlyThere()
    {
        using engine::environments::PasswordMemory;
        PasswordMemory memory;
        engine::pg::ConnectionInfo address;
        address.set("host", "db.example.org");
        address.set("port", "5432");
        address.set("dbname", "shop");
        address.set("user", "reader");
        memory.remember(u"shop"_s, address, engine::Secret(std::string_view("s3cret")));
        QVERIFY(memory.find(u"shop"_s, address));
        QVERIFY(!memory.find(u"other"_s, address));
        // It leads elsewhere now: no password of one server goes to another.
        engine::pg::ConnectionInfo elsewhere;
        for (const auto &[keyword, value] : address.values())
            elsewhere.set(keyword, value);
        elsewhere.set("host", "evil.example.org");
        QVERIFY(!memory.find(u"shop"_s, elsewhere));
        memory.forget(u"shop"_s);
        QVERIFY(!memory.find(u"shop"_s, address));
    }

    void aReportIsAPageATableAndJson()
    {
        Report report{.kind = OperationKind::Clone,
                      .source = u"boutique"_s,
                      .target = u"essai"_s,
                      .outcome = Outcome::Succeeded,
                      .targetState = engine::TargetState::Replaced,
                      .anonymized = true};
        report.tables = {{.name = u"public.<script>alert(1)</script>"_s, .rows = 1234567, .bytes = 99},
                         {.name = u"=HYPERLINK(\"http://x\")"_s, .rows = 2}};
        report.remarks = {engine::Sentence(u"a & b <i>"_s)};
        const QDateTime ended(QDate(2026, 3, 4), QTime(9, 5));
        const QByteArray page = reportPage(report, ended);
        QVERIFY(page.contains("2026"));
        QVERIFY(!page.contains("<script>") && page.contains("&lt;script&gt;"));
        QVERIFY(page.contains("a &amp; b &lt;i&gt;"));
        const QList<QByteArray> lines = reportTables(report).split('\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines.at(1).contains(";1234567;99;"));
        // A spreadsheet computes nothing of what a database calls its tables.
        QVERIFY(lines.at(2).startsWith("\"'=HYPERLINK(\"\"http"));
        QVERIFY(reportJson(report).contains("\"schema\""));
        QCOMPARE(reportFileName(report, ended), u"clone-essai-2026-03-04"_s);
    }

    void timesAndSizesReadAsPeopleSayThem_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("expected");
        using std::chrono::milliseconds;
        QTest::newRow("no time at all in a column") << clockText(milliseconds(300)) << u"< 1 s"_s;
        QTest::newRow("two minutes") << durationText(milliseconds(116'000)) << u"1 min 56 s"_s;
        QTest::newRow("two hours") << durationText(milliseconds(7'500'000)) << u"2 h 05 min"_s;
        QTest::newRow("almost a mebibyte") << byteText(1003 * 1024) << u"1.0 MiB"_s;
        QTest::newRow("almost a kibibyte") << byteText(1010) << u"1.0 KiB"_s;
    }

    void timesAndSizesReadAsPeopleSayThem()
    {
        QFETCH(const QString, said);
        QTEST(said, "expected");
    }
};

QTEST_MAIN(TestWindowFaults)
#include "tst_window_faults.moc"
