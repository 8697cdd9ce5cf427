// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/backup_records.h"
#include "engine/store/database.h"
#include "tests/support/patience.h"
#include "tests/ui/real_window.h"
#include "tests/ui/seen.h"
#include "tests/ui/test_workspace.h"
#include "ui/all_pages.h"
#include "ui/backups/backup_details.h"
#include "ui/backups/backup_timeline.h"
#include "ui/backups/backups_screen.h"
#include "ui/desk.h"
#include "ui/main_window.h"
#include "ui/theme/style.h"
#include "ui/widgets/message_bar.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QCryptographicHash>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using engine::environments::EnvironmentType;
using engine::store::BackupRecord;
using engine::store::BackupStatus;
using engine::store::ProofLevel;
using tests::button;
using tests::says;
using namespace ui;

/// The backups page as a person uses it: what it shows, what it proves, what it deletes and brings back.
class TestBackupsPage final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light); }

    void init()
    {
        m_workspace = std::make_unique<TestWorkspace>();
        m_workspace->add(u"shop"_s, EnvironmentType::Production);
        m_workspace->add(u"shop test"_s, EnvironmentType::Test);
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void cleanup()
    {
        m_window.reset();
        m_workspace.reset();
    }

    void withoutBackupsItSaysSo()
    {
        openPage();
        QTRY_VERIFY(says(*m_page, u"There is no backup yet"_s));
        QVERIFY(!table()->isVisible());
    }

    void theNewestIsFirstAndItsDetailsFollowTheRow()
    {
        add(u"shop"_s, "one");
        add(u"shop test"_s, "two");
        openPage();
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        const QAbstractItemModelTester tester(table()->model());
        QCOMPARE(table()->model()->index(0, 1).data().toString(), u"shop test"_s);
        QVERIFY(!details()->isVisible());
        table()->selectRow(1);
        QTRY_VERIFY(details()->isVisible());
        QVERIFY(says(*details(), u"Never verified"_s));
    }

    void whatIsSearchedForIsFoundAndSoIsNothing()
    {
        add(u"shop"_s, "one");
        add(u"shop test"_s, "two");
        openPage();
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        auto *search = m_page->findChild<QLineEdit *>(u"search"_s);
        QTest::keyClicks(search, u"TEST"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QTRY_VERIFY(says(*m_page, u"1 of 2"_s));
        QTest::keyClicks(search, u" nobody"_s);
        QTRY_VERIFY(says(*m_page, u"No backup is like that."_s));
        QTest::mouseClick(button<QPushButton>(*m_page, u"Clear"_s), Qt::LeftButton);
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        QCOMPARE(search->text(), QString());
    }

    void anIntactFileIsProvenAndADamagedOneIsFound()
    {
        const BackupRecord backup = add(u"shop"_s, "the contents");
        openPage();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->selectRow(0);
        QTRY_VERIFY(details()->isVisible());
        QTest::mouseClick(button<QPushButton>(*details(), u"Verify the file"_s), Qt::LeftButton);
        QTRY_VERIFY(says(*m_page, u"The file of this backup of shop is intact."_s));
        QVERIFY(says(*details(), u"File intact"_s));
        QCOMPARE((**m_workspace).backups().find(backup.id).value()->proof, ProofLevel::FileIntact);
        // One bit.
        QFile file(backup.path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write("T");
        file.close();
        QTest::mouseClick(button<QPushButton>(*details(), u"Verify the file"_s), Qt::LeftButton);
        QTRY_VERIFY(says(*m_page, u"is damaged or incomplete."_s));
        QTRY_VERIFY(says(*details(), u"Found damaged"_s));
        QCOMPARE(table()->model()->index(0, 6).data().toString(), u"Found damaged"_s);
        QVERIFY((**m_workspace).backups().proofs(backup.id)->isEmpty());
    }

    void aDeletedOneComesBack()
    {
        const BackupRecord backup = add(u"shop"_s, "one");
        add(u"shop"_s, "two");
        openPage();
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        table()->selectRow(1);
        QTRY_VERIFY(details()->isVisible());
        QTest::mouseClick(button<QPushButton>(*details(), u"Delete"_s), Qt::LeftButton);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QVERIFY(!QFile::exists(backup.path));
        QVERIFY(!details()->isVisible());
        QTRY_VERIFY(button<QPushButton>(*m_page, u"Undo"_s) != nullptr);
        QTest::mouseClick(button<QPushButton>(*m_page, u"Undo"_s), Qt::LeftButton);
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        QVERIFY(QFile::exists(backup.path));
    }

    void ofSeveralTheNewestRestorableStays()
    {
        const BackupRecord old = add(u"shop"_s, "one");
        const BackupRecord last = add(u"shop"_s, "two");
        QVERIFY((**m_workspace).backups().setProof(last.id, ProofLevel::ContentComplete, QDateTime::currentDateTime()));
        openPage();
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        table()->selectAll();
        QTRY_VERIFY(says(*m_page, u"Of several that are deleted at once"_s));
        QTest::mouseClick(button<QPushButton>(*details(), u"Delete"_s), Qt::LeftButton);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QVERIFY(!QFile::exists(old.path));
        QVERIFY(QFile::exists(last.path));
        QTRY_VERIFY(says(*m_page, u"1 stay"_s));
        QTest::mouseClick(button<QPushButton>(*m_page, u"Undo"_s), Qt::LeftButton);
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        QVERIFY(QFile::exists(old.path));
    }

    void severalArePinnedAtOnce()
    {
        const BackupRecord one = add(u"shop"_s, "one");
        const BackupRecord two = add(u"shop"_s, "two");
        openPage();
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        table()->selectAll();
        QTRY_VERIFY(button<QPushButton>(*details(), u"Pin"_s) != nullptr);
        QTest::mouseClick(button<QPushButton>(*details(), u"Pin"_s), Qt::LeftButton);
        QTRY_VERIFY((**m_workspace).backups().find(one.id).value()->isPinned);
        QTRY_VERIFY((**m_workspace).backups().find(two.id).value()->isPinned);
        QTRY_VERIFY(button<QPushButton>(*details(), u"Unpin"_s) != nullptr);
    }

    void aPinnedOneIsNotDeleted()
    {
        const BackupRecord backup = add(u"shop"_s, "one");
        openPage();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->selectRow(0);
        QTRY_VERIFY(details()->isVisible());
        QTest::mouseClick(button<QPushButton>(*details(), u"Pin"_s), Qt::LeftButton);
        QTRY_VERIFY(button<QPushButton>(*details(), u"Unpin"_s) != nullptr);
        QTest::mouseClick(button<QPushButton>(*details(), u"Delete"_s), Qt::LeftButton);
        QTRY_VERIFY(says(*m_page, u"may not be deleted."_s));
        QVERIFY(QFile::exists(backup.path));
    }

    void aNoteIsKept()
    {
        const BackupRecord backup = add(u"shop"_s, "one");
        openPage();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->selectRow(0);
        QTRY_VERIFY(details()->isVisible());
        auto *note = details()->findChild<QLineEdit *>(u"note"_s);
        QTest::keyClicks(note, u"before the move"_s);
        QTest::keyClick(note, Qt::Key_Return);
        QTRY_COMPARE((**m_workspace).backups().find(backup.id).value()->note, u"before the move"_s);
    }

    void tagsAreKeptAndFound()
    {
        const BackupRecord backup = add(u"shop"_s, "one");
        add(u"shop"_s, "two");
        openPage();
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        table()->selectRow(1);
        QTRY_VERIFY(details()->isVisible());
        auto *tags = details()->findChild<QLineEdit *>(u"tags"_s);
        QTest::keyClicks(tags, u"monthly,  before move , monthly"_s);
        QTest::keyClick(tags, Qt::Key_Return);
        QTRY_COMPARE((**m_workspace).backups().find(backup.id).value()->tags,
                     (QStringList{u"before move"_s, u"monthly"_s}));
        QTest::keyClicks(m_page->findChild<QLineEdit *>(u"search"_s), u"monthly"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
    }

    void figuresSayHowTheyStand()
    {
        const BackupRecord backup = add(u"shop"_s, "one");
        add(u"shop"_s, {}, BackupStatus::Failed);
        openPage();
        QTRY_VERIFY(says(*m_page, u"1 of 2"_s));
        QVERIFY(says(*m_page, u"nothing proven"_s));
        QVERIFY((**m_workspace)
                    .backups()
                    .setProof(backup.id, ProofLevel::ContentComplete, QDateTime::currentDateTimeUtc()));
        QTest::mouseClick(button<QPushButton>(*m_page, u"Refresh"_s), Qt::LeftButton);
        QTRY_VERIFY(says(*m_page, u"just now"_s));
    }

    void aDayThatIsClickedIsShown()
    {
        add(u"shop"_s, "one", BackupStatus::Completed, 0);
        add(u"shop"_s, "two", BackupStatus::Completed, 3);
        add(u"shop"_s, {}, BackupStatus::Failed, 40);
        openPage();
        m_window->resize(1280, 760);
        auto *days = m_page->findChild<BackupTimeline *>();
        QTRY_VERIFY(days->isVisible());
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        // Three days before today, from the right.
        QTest::qWait(20);
        QTest::mouseClick(days, Qt::LeftButton, {}, {days->width() - 3 * 12 - 6, 20});
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QVERIFY(says(*m_page, u"1 of 3"_s));
        // The keyboard goes on to the next that has one.
        QTest::keyClick(days, Qt::Key_Left);
        QTRY_COMPARE(table()->model()->index(0, 5).data().toString(), u"Failed"_s);
        QTest::mouseClick(button<QPushButton>(*m_page, u"Clear"_s), Qt::LeftButton);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
    }

    void aPeriodAndAKindNarrowTheList()
    {
        add(u"shop"_s, "one", BackupStatus::Completed, 0);
        add(u"shop"_s, "two", BackupStatus::Completed, 10);
        openPage();
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        QVERIFY(choose(u"Period"_s, 7));
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QVERIFY(choose(u"Period"_s, 30));
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        QVERIFY(choose(u"Contents"_s, int(engine::store::BackupKind::Manual)));
        QTRY_VERIFY(says(*m_page, u"No backup is like that."_s));
    }

    void aFileThatIsGoneIsMissing()
    {
        const BackupRecord backup = add(u"shop"_s, "one");
        QVERIFY(QFile::remove(backup.path));
        openPage();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QCOMPARE(table()->model()->index(0, 5).data().toString(), u"File missing"_s);
        table()->selectRow(0);
        QTRY_VERIFY(details()->isVisible());
        QVERIFY(button<QPushButton>(*details(), u"Verify the file"_s) == nullptr);
    }

    void theListThatIsFilteredIsSavedForSpreadsheets()
    {
        add(u"shop"_s, "one");
        add(u"shop test"_s, "two");
        openPage();
        emit m_page->pageRequested({.page = u"backups"_s, .source = u"shop"_s});
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        button<QPushButton>(*m_page, u"Export"_s)->menu()->actions().first()->trigger();
        auto *dialog = m_page->findChild<QFileDialog *>();
        QVERIFY(dialog != nullptr);
        const QString path = m_folder->filePath(u"list.csv"_s);
        emit dialog->fileSelected(path);
        QTRY_VERIFY(says(*m_page, u"The list is saved: "_s));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.startsWith("\xEF\xBB\xBF"));
        QCOMPARE(text.trimmed().count('\n'), 1);
        QVERIFY(text.contains(";shop;"));
    }

    void anotherPageAsksForThoseOfOneEnvironment()
    {
        add(u"shop"_s, "one");
        add(u"shop test"_s, "two");
        openPage();
        emit m_page->pageRequested({.page = u"backups"_s, .source = u"shop"_s});
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QCOMPARE(table()->model()->index(0, 1).data().toString(), u"shop"_s);
    }

    /// What is read depends on what is shown: pages of many. What each costs: tst_backup_records.
    void aHundredThousandAreReadByPages()
    {
        addMany(100'000);
        openPage();
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 256, 20000);
        QVERIFY(table()->model()->canFetchMore({}));
        table()->scrollToBottom();
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 512, 20000);
        QTest::keyClicks(m_page->findChild<QLineEdit *>(u"search"_s), u"b77777."_s);
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 1, 20000);
        QVERIFY(says(*m_page, u"1 of 100,000"_s));
        m_page->receive({.page = u"backups"_s, .source = u"shop test"_s});
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, u"50,000 of 100,000"_s), 20000);
        QCOMPARE(table()->model()->rowCount(), 256);
    }

private:
    void openPage()
    {
        m_window = std::make_unique<MainWindow>(deskWithAllPages(*m_workspace), m_appearance, WindowOptions{});
        m_window->show();
        m_window->showPage(u"backups"_s);
        m_page = m_window->findChild<BackupsScreen *>();
    }

    /// One whose file holds `contents`; none where it failed.
    BackupRecord add(const QString &environment, const QByteArray &contents,
                     BackupStatus status = BackupStatus::Completed, int daysAgo = 0)
    {
        // An hour before now may have been yesterday.
        const QDateTime begun = QDate::currentDate().addDays(-daysAgo).startOfDay().toUTC();
        const qint64 number = ++m_count;
        BackupRecord record{.identifier = QString::number(number).rightJustified(32, u'0'),
                            .environment = environment,
                            .status = status,
                            .path = m_folder->filePath(u"backup %1.dump"_s.arg(number)),
                            .snapshot = QDateTime::currentDateTimeUtc(),
                            .started = begun,
                            .ended = begun.addSecs(100)};
        if (status == BackupStatus::Completed) {
            QFile file(record.path);
            if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size())
                qFatal("no file");
            record.sha256 = QString::fromLatin1(QCryptographicHash::hash(contents, QCryptographicHash::Sha256).toHex());
            record.fileBytes = contents.size();
        }
        const auto added = (**m_workspace).backups().add(record);
        if (!added)
            qFatal("no record");
        record.id = *added;
        return record;
    }

    void addMany(int count)
    {
        auto database = engine::store::Database::open(m_workspace->folder());
        QVERIFY(database);
        QVERIFY(database->run(R"(
INSERT INTO backups (identifier, environment, kind, status, path, sha256, file_bytes, raw_bytes, row_count, table_count,
    system_identifier, database_oid, database_name, snapshot, started, ended, is_anonymized, is_encrypted)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
SELECT 'b' || i, iif(i % 2, 'shop', 'shop test'), 'full', 'failed', '/backups/b' || i || '.dump', '', 0, 0, 0, 0, '',
    0, '', strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + i * 600, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + i * 600, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + i * 600, 'unixepoch'), 0, 0
FROM n)",
                              {qint64{count}}));
    }

    /// In the field of this name.
    [[nodiscard]] bool choose(const QString &field, const QVariant &data) const
    {
        for (auto *combo : m_page->findChildren<QComboBox *>()) {
            if (combo->accessibleName() == field)
                return tests::choose(*combo, data);
        }
        return false;
    }

    [[nodiscard]] QTableView *table() const { return m_page->findChild<QTableView *>(); }
    [[nodiscard]] BackupDetails *details() const { return m_page->findChild<BackupDetails *>(); }

    std::unique_ptr<TestWorkspace> m_workspace;
    std::unique_ptr<QTemporaryDir> m_folder;
    Appearance m_appearance;
    std::unique_ptr<MainWindow> m_window;
    BackupsScreen *m_page = nullptr;
    qint64 m_count = 0;
};

QTEST_MAIN(TestBackupsPage)
#include "tst_backups_page.moc"
