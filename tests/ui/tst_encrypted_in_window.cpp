// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/backup_records.h"
#include "tests/support/patience.h"
#include "tests/support/test_server.h"
#include "tests/ui/real_window.h"
#include "tests/ui/seen.h"
#include "ui/backup/backup_password_dialog.h"
#include "ui/backups/backup_details.h"
#include "ui/backups/backups_screen.h"
#include "ui/restore/restore_screen.h"

#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using engine::environments::EnvironmentType;
using engine::store::BackupRecord;
using engine::store::ProofLevel;
using tests::button;
using tests::says;
using tests::TestServer;
using namespace ui;

namespace {

/// Unlocks a new keyring in the session it starts, then becomes the program it is given.
constexpr const char *unlockedSession
    = "printf password | gnome-keyring-daemon --unlock --components=secrets > /dev/null; exec \"$0\" \"$@\"";

} // namespace

/// Encrypted backups in the real window, with a real keyring: asked once, then one click, and without the keyring's
/// entry the password where the file is.
class TestEncryptedInWindow final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto server = TestServer::start();
        QVERIFY2(server, "there is no server");
        m_server = *std::move(server);
        m_server->createDatabase(u"shop"_s);
        m_server->psql(u"shop"_s, u"CREATE TABLE orders (id bigint PRIMARY KEY, note text);"
                                  "INSERT INTO orders SELECT n, 'x' FROM generate_series(1, 500) AS n; ANALYZE;"_s);
        m_real = std::make_unique<tests::RealWindow>();
        m_real->add(u"shop"_s, EnvironmentType::Test, m_server->connectionValues(u"shop"_s));
        m_real->open();
        m_backups = m_real->page<BackupsScreen>();
        m_restore = m_real->page<RestoreScreen>();
        m_real->window().showPage(u"backups"_s);
        // The environments are known.
        QTRY_VERIFY_WITH_TIMEOUT(button<QPushButton>(*m_backups, u"Full backup"_s) != nullptr, tests::patience);
    }

    void cleanupTestCase()
    {
        m_real.reset();
        m_server.reset();
    }

    void thePasswordIsAskedForOnce()
    {
        QVERIFY(m_real->workspace().backupSettings().setEncrypts(u"shop"_s, true));
        emit m_backups->dialogRequested(u"backup"_s, u"shop"_s);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_backups, u"shop was not backed up."_s), 30000);
        QTest::mouseClick(button<QPushButton>(*m_backups, u"Choose a password…"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog() != nullptr, tests::patience);
        auto *start = button<QPushButton>(*dialog(), u"Back up"_s);
        QTest::keyClicks(dialog()->findChild<QLineEdit *>(u"first"_s), u"correct horse"_s);
        QTest::keyClicks(dialog()->findChild<QLineEdit *>(u"second"_s), u"correct hors"_s);
        QVERIFY(!start->isEnabled());
        QTest::keyClicks(dialog()->findChild<QLineEdit *>(u"second"_s), u"e"_s);
        QVERIFY(start->isEnabled());
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_backups, u"every row is in it"_s), 60000);
        const BackupRecord first = newest();
        QVERIFY(first.isEncrypted);
        QFile file(first.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("PGDMP"));
    }

    void thenOneClickIsEnough()
    {
        emit m_backups->dialogRequested(u"backup"_s, u"shop"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_real->workspace().backups().count({}).value(), 2, 60000);
        QTRY_COMPARE_WITH_TIMEOUT(newest().proof, ProofLevel::ContentComplete, 60000);
        QVERIFY(newest().isEncrypted);
        QVERIFY(QApplication::activeModalWidget() == nullptr);
    }

    void theTrialNeedsNoQuestionEither()
    {
        auto *list = m_backups->findChild<QTableView *>();
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 2, tests::patience);
        list->selectRow(0);
        const auto *details = m_backups->findChild<BackupDetails *>();
        QTRY_VERIFY_WITH_TIMEOUT(button<QPushButton>(*details, u"Restore it on trial"_s) != nullptr, tests::patience);
        QTest::mouseClick(button<QPushButton>(*details, u"Restore it on trial"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(newest().proof, ProofLevel::Restored, 60000);
        QTest::mouseClick(button<QPushButton>(*details, u"Contents"_s), Qt::LeftButton);
        QTest::mouseClick(button<QPushButton>(*details, u"Open the file"_s), Qt::LeftButton);
        const auto *tables = details->findChild<QTableView *>();
        QTRY_COMPARE_WITH_TIMEOUT(tables->model()->rowCount(), 1, 20000);
        QTest::mouseClick(button<QPushButton>(*details, u"Overview"_s), Qt::LeftButton);
    }

    void withoutTheEntryItIsAskedForWhereTheBackupIs()
    {
        QVERIFY(m_real->workspace().keychain().remove(u"backups/shop"_s));
        const auto *details = m_backups->findChild<BackupDetails *>();
        QTest::mouseClick(button<QPushButton>(*details, u"Verify the file"_s), Qt::LeftButton);
        auto *password = details->findChild<QLineEdit *>(u"password"_s);
        QTRY_VERIFY_WITH_TIMEOUT(password->isVisible(), 20000);
        QTest::keyClicks(password, u"wrong"_s);
        QTest::keyClick(password, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(says(*details, u"This password does not open the file."_s), 20000);
        QCOMPARE(newest().proof, ProofLevel::Restored);
        details->findChild<QCheckBox *>()->setChecked(true);
        QTest::keyClicks(password, u"correct horse"_s);
        QTest::keyClick(password, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_backups, u"is intact."_s), 30000);
        QVERIFY(!password->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(m_real->workspace().keychain().read(u"backups/shop"_s).value().has_value(),
                                 tests::patience);
    }

    void aCopyOfTheFileOpensByItsName()
    {
        const QString copy = m_real->homePath() + u'/' + QFileInfo(newest().path).fileName();
        QVERIFY(QFile::copy(newest().path, copy));
        QVERIFY(m_real->drop({copy}));
        QTRY_VERIFY_WITH_TIMEOUT(says(*m_restore, u"Archive of pg_dump"_s), 30000);
        QVERIFY(!m_restore->findChild<QLineEdit *>(u"password"_s)->isVisible());
    }

private:
    [[nodiscard]] BackupPasswordDialog *dialog() const
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<BackupPasswordDialog *>(widget); found != nullptr && found->isVisible())
                return found;
        }
        return m_real->window().findChild<BackupPasswordDialog *>();
    }

    [[nodiscard]] BackupRecord newest() const { return m_real->workspace().backups().page({}, 0, 1).value().first(); }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<tests::RealWindow> m_real;
    BackupsScreen *m_backups = nullptr;
    RestoreScreen *m_restore = nullptr;
};

/// In a session of its own, with a keyring of its own that is unlocked: nothing of the person's is touched.
int main(int argc, char **argv)
{
    constexpr const char *isInside = "SOSIE_TEST_HAS_KEYRING";
    if (qEnvironmentVariableIsEmpty(isInside)) {
        static QTemporaryDir home;
        qputenv(isInside, "1");
        qputenv("HOME", home.path().toUtf8());
        qputenv("XDG_RUNTIME_DIR", home.path().toUtf8());
        for (const char *name : {"XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "DBUS_SESSION_BUS_ADDRESS"})
            qunsetenv(name);
        QStringList arguments{u"--"_s, u"bash"_s, u"-c"_s, QString::fromLatin1(unlockedSession)};
        for (int i = 0; i < argc; ++i)
            arguments << QString::fromLocal8Bit(argv[i]);
        // Its output goes where ours goes.
        return QProcess::execute(u"dbus-run-session"_s, arguments);
    }
    QApplication app(argc, argv);
    TestEncryptedInWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_encrypted_in_window.moc"
