// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/patience.h"
#include "tests/ui/test_workspace.h"
#include "ui/background.h"
#include "ui/clone/clone_presenter.h"
#include "ui/clone/row_choice_view.h"
#include "ui/clone/what_card.h"
#include "ui/environment_list.h"
#include "ui/run/run_monitor.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using namespace ui;

namespace {

/// The card of the clone page, in a window of its own.
struct Page
{
    Page()
    {
        window.resize(560, 620);
        card.resize(window.size());
        window.show();
    }

    template <typename Widget>
    [[nodiscard]] Widget *field(const QString &name) const
    {
        for (auto *candidate : window.findChildren<Widget *>()) {
            if (candidate->accessibleName() == name)
                return candidate;
        }
        return nullptr;
    }
    [[nodiscard]] QPushButton *fold() const
    {
        for (auto *button : window.findChildren<QPushButton *>()) {
            if (button->text().contains(u"ro&ws"_s))
                return button;
        }
        return nullptr;
    }
    [[nodiscard]] QPlainTextEdit *conditions() const
    {
        return field<QPlainTextEdit>(u"Conditions on the rows of tables"_s);
    }

    TestWorkspace workspace;
    Background background;
    EnvironmentList list{workspace, background};
    RunMonitor monitor;
    OperationRunner runner{workspace, background, monitor};
    ClonePresenter presenter{list, workspace, runner};
    QWidget window;
    WhatCard card{presenter, &window};
};

} // namespace

/// The choice of rows as real widgets: folded, unfolded, filled in with the keyboard.
class TestRowChoice final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light); }

    void theFieldsAreFoldedAwayUntilTheyAreAskedFor()
    {
        Page page;
        QVERIFY(QTest::qWaitForWindowExposed(&page.window, tests::patience));
        QVERIFY(!page.conditions()->isVisible());
        page.fold()->setFocus();
        QTest::mouseClick(page.fold(), Qt::LeftButton);
        QVERIFY(page.conditions()->isVisible());
        QTest::mouseClick(page.fold(), Qt::LeftButton);
        QVERIFY(!page.conditions()->isVisible());
    }

    void everythingIsFilledInWithTheKeyboardAlone()
    {
        Page page;
        page.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page.window, tests::patience));
        page.fold()->setFocus();
        QTest::keyClick(page.fold(), Qt::Key_Space);
        const auto press = [](Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); };
        const auto type = [](const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); };
        type(u"orders, @audit"_s);
        press(Qt::Key_Tab);
        type(u"orders=id > 1"_s);
        press(Qt::Key_Return);
        type(u"orders=id < 9"_s);
        press(Qt::Key_Tab);
        type(u"created_at>=2026-10-01"_s);
        press(Qt::Key_Tab);
        press(Qt::Key_Up);
        press(Qt::Key_Tab);
        press(Qt::Key_Down);
        press(Qt::Key_Tab);
        type(u"settings"_s);
        const RowDraft wanted{.tables = u"orders, @audit"_s,
                              .conditions = u"orders=id > 1\norders=id < 9"_s,
                              .since = u"created_at>=2026-10-01"_s,
                              .samplePercent = 1,
                              .dropsOrphans = false,
                              .keptTables = u"settings"_s};
        QCOMPARE(page.presenter.rows().conditions, wanted.conditions);
        QVERIFY2(page.presenter.rows() == wanted, qPrintable(page.presenter.rows().summary()));
    }

    void theLineSumsUpWhatIsTyped()
    {
        const Page page;
        const auto *line = page.field<QLabel>(u"All rows."_s);
        QVERIFY(line != nullptr);
        page.conditions()->setPlainText(u"orders=id > 1"_s);
        QVERIFY2(line->accessibleName().startsWith(u"A part: "_s), qPrintable(line->accessibleName()));
    }

    void typingKeepsTheCursorWhileTheListOfEnvironmentsIsReadAgain()
    {
        Page page;
        const auto tryField = [&page](auto *field, auto cursor) {
            QTest::keyClicks(field, u"orders=id > 1"_s);
            QTest::keyClick(field, Qt::Key_Left);
            QTest::keyClick(field, Qt::Key_Left);
            const int before = cursor();
            page.card.fill();
            QCOMPARE(cursor(), before);
        };
        page.card.findChild<RowChoiceView *>()->setUnfolded(true);
        QPlainTextEdit *conditions = page.conditions();
        tryField(conditions, [conditions] { return conditions->textCursor().position(); });
        for (const QString &name : {u"Schemas to clone"_s, u"Only rows since a date"_s}) {
            auto *field = page.field<QLineEdit>(name);
            QVERIFY2(field != nullptr, qPrintable(name));
            tryField(field, [field] { return field->cursorPosition(); });
        }
    }

    void aPartIsWrittenAsPeopleWriteIt()
    {
        const Page page;
        auto *part = page.field<QDoubleSpinBox>(u"Part of the rows of large tables"_s);
        QCOMPARE(part->text(), u"all rows"_s);
        part->setValue(10);
        QCOMPARE(part->text(), u"10 %"_s);
        part->setValue(0.5);
        QCOMPARE(part->text(), u"0.5 %"_s);
        QCOMPARE(page.presenter.rows().samplePercent, 0.5);
    }

    void theWheelScrollsThePageAndChangesNothingOnItsWay()
    {
        const Page page;
        page.card.findChild<RowChoiceView *>()->setUnfolded(true);
        auto *part = page.field<QDoubleSpinBox>(u"Part of the rows of large tables"_s);
        auto *combo = page.field<QComboBox>(u"What happens to rows that refer to rows left out"_s);
        for (QWidget *field : {static_cast<QWidget *>(part), static_cast<QWidget *>(combo)}) {
            const QPointF middle = QRectF(field->rect()).center();
            for (const int turn : {120, -120}) {
                QWheelEvent wheel(middle, field->mapToGlobal(middle), {}, {0, turn}, Qt::NoButton, Qt::NoModifier,
                                  Qt::NoScrollPhase, false);
                QApplication::sendEvent(field, &wheel);
            }
        }
        QVERIFY(page.presenter.rows() == RowDraft());
    }

    void nothingMovesSidewaysWhenTheFieldsUnfold()
    {
        Page page;
        QVERIFY(QTest::qWaitForWindowExposed(&page.window, tests::patience));
        const auto *field = page.field<QLineEdit>(u"Schemas to clone"_s);
        const int before = field->x();
        page.card.findChild<RowChoiceView *>()->setUnfolded(true);
        page.card.layout()->activate();
        QCOMPARE(field->x(), before);
    }

    void everyFieldIsReachedByTheLetterOfItsLabel()
    {
        const Page page;
        QStringList letters;
        for (const auto *label : page.window.findChildren<QLabel *>()) {
            if (label->buddy() == nullptr)
                continue;
            const qsizetype sign = label->text().indexOf(u'&');
            QVERIFY2(sign >= 0, qPrintable(label->text()));
            letters << label->text().mid(sign + 1, 1).toLower();
        }
        QCOMPARE(letters.size(), 6);
        QCOMPARE(letters.removeDuplicates(), 0);
    }
};

QTEST_MAIN(TestRowChoice)
#include "tst_row_choice.moc"
