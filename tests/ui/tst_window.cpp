// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/patience.h"
#include "tests/ui/test_workspace.h"
#include "ui/all_pages.h"
#include "ui/clone/row_choice_view.h"
#include "ui/desk.h"
#include "ui/main_window.h"
#include "ui/sidebar.h"
#include "ui/theme/environment_look.h"
#include "ui/theme/style.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using engine::environments::EnvironmentType;
using namespace ui;

namespace {

/// WCAG's relative luminance and contrast.
double luminance(const QColor &color)
{
    const auto linear
        = [](double part) { return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const double high = std::max(luminance(one), luminance(other));
    const double low = std::min(luminance(one), luminance(other));
    return (high + 0.05) / (low + 0.05);
}

/// The choice of rows is folded until somebody wants it.
void unfoldRows(const MainWindow &window)
{
    for (auto *rows : window.findChildren<RowChoiceView *>())
        rows->setUnfolded(true);
}

} // namespace

/// The whole window, without a display: contrasts, names for those who cannot see it, its smallest size.
class TestWindow final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light); }

    void textCanBeRead_data()
    {
        QTest::addColumn<int>("scheme");
        QTest::newRow("in the light theme") << int(Scheme::Light);
        QTest::newRow("in the dark theme") << int(Scheme::Dark);
    }

    void textCanBeRead()
    {
        QFETCH(const int, scheme);
        const Colors &colors = colorsFor(Scheme(scheme));
        for (const QColor &ground : {colors.window, colors.surface, colors.sidebar}) {
            QVERIFY(contrast(colors.text, ground) >= 4.5);
            QVERIFY(contrast(colors.mutedText, ground) >= 4.5);
        }
        QVERIFY(contrast(colors.accentText, colors.accent) >= 4.5);
        QVERIFY(contrast(colors.dangerText, colors.danger) >= 4.5);
        QVERIFY(contrast(colors.controlLine, colors.surface) >= 3);
        for (const QColor &ground :
             {colors.informationGround, colors.successGround, colors.warningGround, colors.errorGround})
            QVERIFY(contrast(colors.text, ground) >= 4.5);
    }

    void everyLabelFollowsAChangeOfTheTheme()
    {
        TestWorkspace workspace;
        workspace.add(u"shop"_s, EnvironmentType::Production);
        Appearance appearance;
        MainWindow window(deskWithAllPages(workspace), appearance, {});
        window.show();
        for (int page = 0; page < window.pageCount(); ++page)
            window.showPage(page);
        QTest::qWait(100);
        applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Dark);
        QTest::qWait(50);
        const Colors &dark = colorsFor(Scheme::Dark);
        for (const auto *label : window.findChildren<QLabel *>()) {
            const QColor ink = label->palette().color(QPalette::Active, label->foregroundRole());
            QVERIFY2(contrast(ink, dark.surface) >= 4.5, qPrintable(label->text()));
        }
        applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light);
    }

    void bandsCanBeRead()
    {
        for (const EnvironmentType type : {EnvironmentType::Production, EnvironmentType::Test,
                                           EnvironmentType::Training, EnvironmentType::Development})
            QVERIFY(contrast(bandTextColor(type), bandColor(type)) >= 4.5);
    }

    void everythingThatCanBeOperatedHasAName()
    {
        TestWorkspace workspace;
        workspace.add(u"shop"_s, EnvironmentType::Production);
        workspace.add(u"shop-test"_s, EnvironmentType::Test);
        Appearance appearance;
        MainWindow window(deskWithAllPages(workspace), appearance, {});
        window.show();
        QTRY_VERIFY(!window.findChildren<QAbstractButton *>().isEmpty());
        unfoldRows(window);
        for (int page = 0; page < window.pageCount(); ++page) {
            window.showPage(page);
            QTest::qWait(50);
            for (const auto *widget : window.findChildren<QWidget *>()) {
                const auto *button = qobject_cast<const QAbstractButton *>(widget);
                const bool isField = qobject_cast<const QComboBox *>(widget) || qobject_cast<const QLineEdit *>(widget)
                                     || qobject_cast<const QAbstractSpinBox *>(widget)
                                     || qobject_cast<const QPlainTextEdit *>(widget);
                if (!widget->isVisible() || (!isField && button == nullptr) || widget->objectName().startsWith(u"qt_"_s)
                    || widget->parentWidget()->inherits("QLineEdit")
                    || widget->parentWidget()->inherits("QAbstractSpinBox"))
                    continue;
                const bool isNamed
                    = !widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
                QVERIFY2(isNamed, qPrintable(QString(QLatin1String(widget->metaObject()->className()) + u" on page "_s
                                                     + QString::number(page) + u" has no name"_s)));
            }
        }
    }

    void tabVisitsTheSidebarThenThePage()
    {
        TestWorkspace workspace;
        Appearance appearance;
        MainWindow window(deskWithAllPages(workspace), appearance, {});
        window.show();
        const auto *sidebar = window.findChild<Sidebar *>();
        const auto visitedByTab = [&window] {
            QList<QWidget *> visited;
            for (QWidget *next = window.nextInFocusChain(); next != &window; next = next->nextInFocusChain()) {
                if (next->isVisible() && (next->focusPolicy() & Qt::TabFocus) != 0)
                    visited << next;
            }
            return visited;
        };
        // The pages (one stop once one of them has the focus, with arrow keys between them), language, colours, help.
        QTRY_VERIFY(visitedByTab().size() > window.pageCount() + 3
                    || !sidebar->isAncestorOf(visitedByTab().constLast()));
        const QList<QWidget *> visited = visitedByTab();
        QVERIFY(sidebar->isAncestorOf(visited.first()));
        QVERIFY(!sidebar->isAncestorOf(visited.last()));
        for (int row = 1; row < visited.size(); ++row) {
            const bool isInSidebar = sidebar->isAncestorOf(visited.at(row));
            QVERIFY(!isInSidebar || sidebar->isAncestorOf(visited.at(row - 1)));
            QVERIFY(!isInSidebar || visited.at(row)->y() > visited.at(row - 1)->y());
        }
    }

    void theWindowFitsASmallScreen()
    {
        TestWorkspace workspace;
        workspace.add(u"shop"_s, EnvironmentType::Production);
        Appearance appearance;
        MainWindow window(deskWithAllPages(workspace), appearance, {});
        window.show();
        unfoldRows(window);
        for (int page = 0; page < window.pageCount(); ++page) {
            window.showPage(page);
            QTest::qWait(50);
            const QSize needed = window.centralWidget()->minimumSizeHint();
            QVERIFY2(needed.width() <= 960 && needed.height() <= 500,
                     qPrintable(u"page %1 needs %2 x %3"_s.arg(page).arg(needed.width()).arg(needed.height())));
        }
    }

    void theThemeFollowsTheChoice()
    {
        Appearance appearance;
        appearance.setChoice(SchemeChoice::Dark);
        QCOMPARE(appearance.scheme(), Scheme::Dark);
        QCOMPARE(schemeOf(paletteFor(Scheme::Dark)), Scheme::Dark);
        QCOMPARE(schemeOf(paletteFor(Scheme::Light)), Scheme::Light);
    }
};

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
