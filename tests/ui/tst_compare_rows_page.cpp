// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/patience.h"
#include "tests/support/test_server.h"
#include "tests/ui/real_window.h"
#include "tests/ui/seen.h"
#include "ui/compare/compare_presenter.h"
#include "ui/compare/compare_screen.h"
#include "ui/compare/line_view.h"
#include "ui/compare/rows/rows_presenter.h"
#include "ui/compare/rows/rows_view.h"
#include "ui/theme/style.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <memory>

using namespace Qt::StringLiterals;
using engine::environments::EnvironmentType;
using tests::button;
using tests::says;
using tests::TestServer;
using namespace ui;

namespace {

constexpr auto tables
    = "CREATE TABLE clients (id integer PRIMARY KEY, email text, town text);"
      "CREATE TABLE orders (id integer PRIMARY KEY, client integer REFERENCES clients, price numeric);"
      "CREATE TABLE same (id integer PRIMARY KEY);"
      "INSERT INTO same SELECT generate_series(1, 20);";
constexpr auto here
    = "INSERT INTO clients SELECT n, 'c' || n || '@secret.example', 'Oran' FROM generate_series(1, 200) n;"
      "INSERT INTO orders SELECT n, n, 10 FROM generate_series(1, 200) n;"
      "CREATE TABLE only_here (id integer PRIMARY KEY); INSERT INTO only_here VALUES (1);";
constexpr auto there = "INSERT INTO clients SELECT n, 'c' || n || '@secret.example', "
                       "CASE WHEN n <= 120 THEN 'Alger' ELSE 'Oran' END FROM generate_series(1, 198) n;"
                       "INSERT INTO clients VALUES (500, 'left@secret.example', 'Tunis');"
                       "INSERT INTO orders SELECT n, n, 10 FROM generate_series(1, 198) n;";

} // namespace

/// Rows side by side as a person compares them: in the real window, on a real server.
class TestCompareRowsPage final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light);
        auto server = TestServer::start({});
        QVERIFY2(server, "there is no server");
        m_server = *std::move(server);
        for (const auto &[name, sql] :
             {std::pair{u"prod"_s, here}, std::pair{u"test"_s, here}, std::pair{u"copy"_s, there}}) {
            m_server->createDatabase(name);
            m_server->psql(name, QString::fromLatin1(tables) + QString::fromLatin1(sql));
        }
        m_real.add(u"prod"_s, EnvironmentType::Production, m_server->connectionValues(u"prod"_s));
        m_real.add(u"test"_s, EnvironmentType::Test, m_server->connectionValues(u"test"_s));
        m_real.add(u"copy"_s, EnvironmentType::Development, m_server->connectionValues(u"copy"_s));
        m_real.open();
        m_real.window().showPage(u"compare"_s);
        m_page = m_real.page<CompareScreen>();
        m_view = m_real.page<RowsView>();
        auto *model = m_page->findChild<QTreeView *>()->model();
        for (QObject *above = model; above != nullptr && m_ends == nullptr; above = above->parent())
            m_ends = qobject_cast<ComparePresenter *>(above);
        m_presenter = m_ends->findChild<RowsPresenter *>();
        QTRY_VERIFY(m_ends->environments().size() == 3);
    }

    void cleanupTestCase()
    {
        m_real.close();
        m_server.reset();
    }

    void tablesAreCountedAndRowsShown()
    {
        compare(u"test"_s, u"copy"_s);
        const QTableView *list = view(u"rowTables"_s);
        QCOMPARE(cells(*list),
                 (QStringList{u"public.clients|120|2|1|78"_s, u"public.orders||2||198"_s, u"public.only_here||1||"_s}));
        QVERIFY(!m_presenter->hidesValues());
        const RowModel &rows = m_presenter->rows();
        QCOMPARE(rows.pageCount(), 3);
        QCOMPARE(rows.rowCount(), 50);
        // The key, what differs, the rest.
        QCOMPARE(rows.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"id"_s);
        QCOMPARE(rows.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), u"town"_s);
        const QString town = rows.index(0, 2).data().toString();
        QVERIFY2(town.contains(u"Alger"_s) && town.indexOf(u"Alger"_s) < town.indexOf(u"Oran"_s), qPrintable(town));
        QVERIFY(rows.index(0, 2).data(Qt::FontRole).value<QFont>().underline());
        QVERIFY(!rows.index(0, 3).data(Qt::FontRole).value<QFont>().underline());
        QTest::mouseClick(button<QToolButton>(*m_view, u"Next page"_s), Qt::LeftButton);
        QCOMPARE(rows.page(), 1);
        QTRY_VERIFY(says(*m_view, u"2/3"_s));
        picture(u"rows"_s);
    }

    void onlyTheTablesThatWereNamedAreCompared()
    {
        m_view->findChild<QLineEdit *>(u"tablesWanted"_s)->setText(u"orders, same"_s);
        compare(u"test"_s, u"copy"_s);
        QCOMPARE(cells(*view(u"rowTables"_s)), QStringList{u"public.orders||2||198"_s});
        m_view->findChild<QLineEdit *>(u"tablesWanted"_s)->setText(u"no_such"_s);
        QSignalSpy failed(m_presenter, &RowsPresenter::failed);
        m_presenter->compare();
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, tests::patience);
        m_view->findChild<QLineEdit *>(u"tablesWanted"_s)->clear();
    }

    void valuesOfAProductionAreHiddenUntilAsked()
    {
        compare(u"prod"_s, u"copy"_s);
        QVERIFY(m_presenter->hidesValues());
        m_presenter->rows().tickTable(true);
        QTRY_VERIFY(!m_presenter->isWriting() && m_presenter->script().rows == 123);
        QVERIFY2(!isAnywhere(u"secret"_s) && !isAnywhere(u"Alger"_s), "a value of a production is shown");
        picture(u"rows-hidden"_s);
        QPushButton *reveal = button<QPushButton>(*m_view, u"Show values"_s);
        QVERIFY(reveal != nullptr);
        QTest::mouseClick(reveal, Qt::LeftButton);
        QVERIFY(isAnywhere(u"secret"_s));
        QTest::mouseClick(button<QPushButton>(*m_view, u"Hide values"_s), Qt::LeftButton);
        QVERIFY(!isAnywhere(u"secret"_s));
    }

    /// What is ticked, and nothing else, becomes like the source; and comes back.
    void theScriptOfTickedRowsRuns()
    {
        compare(u"test"_s, u"copy"_s);
        RowModel &rows = m_presenter->rows();
        QVERIFY(rows.ticked().empty());
        rows.setShown(RowModel::Kind::OnlyTarget, false);
        rows.tickTable(true);
        view(u"rowTables"_s)->setCurrentIndex(m_presenter->tables().index(1, 0));
        rows.tickTable(true);
        QTRY_VERIFY(!m_presenter->isWriting() && m_presenter->script().rows == 124);
        m_view->findChild<QTabWidget *>()->setCurrentIndex(1);
        QVERIFY(m_view->findChild<LineView *>()->toPlainText().contains(u"UPDATE"_s));
        const QByteArray before = m_server->dataDigest(u"copy"_s, u"public.clients"_s);
        m_server->createDatabase(u"tried"_s, u"copy"_s);
        m_server->psql(u"tried"_s, QString::fromUtf8(m_presenter->script().text));
        QCOMPARE(m_server->psql(u"tried"_s, u"DELETE FROM clients WHERE id = 500; SELECT 1"_s).right(1), "1"_ba);
        for (const QString &table : {u"public.clients"_s, u"public.orders"_s})
            QCOMPARE(m_server->dataDigest(u"tried"_s, table), m_server->dataDigest(u"test"_s, table));
        m_server->psql(u"tried"_s, u"INSERT INTO clients VALUES (500, 'left@secret.example', 'Tunis')"_s);
        m_server->psql(u"tried"_s, QString::fromUtf8(m_presenter->script().reverse));
        QCOMPARE(m_server->dataDigest(u"tried"_s, u"public.clients"_s), before);
        m_server->dropDatabase(u"tried"_s);
        rows.setShown(RowModel::Kind::OnlyTarget, true);
    }

    void whatIsHiddenIsNotInTheScript()
    {
        compare(u"test"_s, u"copy"_s);
        RowModel &rows = m_presenter->rows();
        rows.tickTable(true);
        QCOMPARE(int(rows.ticked().size()), 123);
        rows.setShown(RowModel::Kind::OnlyTarget, false);
        QCOMPARE(int(rows.ticked().size()), 122);
        QCOMPARE(rows.hiddenTicks(), 1);
        QTRY_VERIFY(!m_presenter->isWriting());
        QVERIFY(!m_presenter->script().text.contains("DELETE"));
        rows.setShown(RowModel::Kind::OnlyTarget, true);
        QTRY_VERIFY(!m_presenter->isWriting());
        QVERIFY(m_presenter->script().text.contains("DELETE"));
    }

    void clearValuesOfAProductionAreForThisAccountAlone()
    {
        compare(u"prod"_s, u"copy"_s);
        m_presenter->rows().tickTable(true);
        QTRY_VERIFY(!m_presenter->isWriting() && m_presenter->script().rows > 0);
        const QTemporaryDir folder;
        QSignalSpy saved(m_presenter, &RowsPresenter::saved);
        for (const auto file : {RowsPresenter::File::Script, RowsPresenter::File::Reverse}) {
            const QString path = folder.filePath(u"rows%1.sql"_s.arg(int(file)));
            saved.clear();
            m_presenter->save(file, path);
            QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, tests::patience);
            QVERIFY(QFileInfo(path).size() > 0);
            QCOMPARE(QFileInfo(path).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
                     QFile::ReadOwner | QFile::WriteOwner);
        }
        QSignalSpy failed(m_presenter, &RowsPresenter::failed);
        m_presenter->save(RowsPresenter::File::Script, folder.filePath(u"no/such/folder/x.sql"_s));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, tests::patience);
    }

    void aComparisonStops()
    {
        m_server->psql(u"test"_s, u"CREATE TABLE slow (id integer PRIMARY KEY, t text);"
                                  "INSERT INTO slow SELECT n, repeat('x', 400) FROM generate_series(1, 400000) n"_s);
        m_server->psql(u"copy"_s, u"CREATE TABLE slow (id integer PRIMARY KEY, t text);"
                                  "INSERT INTO slow SELECT n, repeat('y', 400) FROM generate_series(1, 400000) n"_s);
        m_ends->setSource(u"test"_s);
        m_ends->setTarget(u"copy"_s);
        m_page->findChild<QAction *>(u"compare.rows"_s)->trigger();
        QTRY_VERIFY(m_view->findChild<QPushButton *>(u"stopRows"_s)->isVisible());
        QElapsedTimer clock;
        clock.start();
        QTest::mouseClick(m_view->findChild<QPushButton *>(u"stopRows"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!m_presenter->isRunning(), tests::patience);
        QVERIFY2(clock.elapsed() < tests::allowed(2000), qPrintable(QString::number(clock.elapsed())));
        QVERIFY(m_presenter->comparison() == nullptr);
    }

private:
    /// For people to look at: SOSIE_PICTURES names a folder.
    void picture(const QString &name) const
    {
        if (const QString folder = qEnvironmentVariable("SOSIE_PICTURES"); !folder.isEmpty())
            m_real.window().grab().save(u"%1/%2.png"_s.arg(folder, name));
    }
    void compare(const QString &source, const QString &target)
    {
        m_ends->setSource(source);
        m_ends->setTarget(target);
        QVERIFY2(m_presenter->obstacle().isEmpty(), qPrintable(m_presenter->obstacle()));
        m_page->findChild<QAction *>(u"compare.rows"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!m_presenter->isRunning(), tests::patience);
        QVERIFY(m_presenter->comparison() != nullptr && m_view->isVisible());
    }
    [[nodiscard]] QTableView *view(const QString &name) const { return m_view->findChild<QTableView *>(name); }
    static QStringList cells(const QTableView &table)
    {
        QStringList rows;
        for (int row = 0; row < table.model()->rowCount(); ++row) {
            QStringList line;
            for (int column = 0; column < table.model()->columnCount(); ++column)
                line << table.model()->index(row, column).data().toString();
            rows << line.join(u'|');
        }
        return rows;
    }
    /// In a cell, a tool tip, the words for those who do not see, or the script that is shown.
    [[nodiscard]] bool isAnywhere(const QString &words) const
    {
        const RowModel &rows = m_presenter->rows();
        for (int row = 0; row < rows.rowCount(); ++row) {
            for (int column = 0; column < rows.columnCount(); ++column) {
                for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)}) {
                    if (rows.index(row, column).data(role).toString().contains(words))
                        return true;
                }
            }
        }
        return m_view->findChild<LineView *>()->toPlainText().contains(words);
    }

    std::unique_ptr<TestServer> m_server;
    tests::RealWindow m_real;
    CompareScreen *m_page = nullptr;
    RowsView *m_view = nullptr;
    ComparePresenter *m_ends = nullptr;
    RowsPresenter *m_presenter = nullptr;
};

QTEST_MAIN(TestCompareRowsPage)
#include "tst_compare_rows_page.moc"
