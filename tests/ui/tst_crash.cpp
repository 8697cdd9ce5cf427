// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/files/paths.h"
#include "tests/support/patience.h"
#include "tests/ui/seen.h"
#include "tests/ui/test_workspace.h"
#include "ui/all_pages.h"
#include "ui/crash/crash_offer.h"
#include "ui/crash/crash_record.h"
#include "ui/desk.h"
#include "ui/main_window.h"
#include "ui/theme/style.h"

#include <sys/wait.h>
#include <unistd.h>

#include <QDialog>
#include <QDir>
#include <QFile>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using tests::button;
using tests::says;
using namespace ui;

namespace {

/// Whether a process has a handler of its own for a signal.
bool catches(qint64 process, int signal)
{
    QFile status(u"/proc/%1/status"_s.arg(process));
    const QList<QByteArray> lines
        = status.open(QIODevice::ReadOnly) ? status.readAll().split('\n') : QList<QByteArray>();
    for (const QByteArray &line : lines) {
        if (line.startsWith("SigCgt:"))
            return (line.mid(7).trimmed().toULongLong(nullptr, 16) >> unsigned(signal - 1) & 1U) != 0;
    }
    return false;
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// A window that dies leaves what helps to mend it, and nothing that is nobody's business.
class TestCrash final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(qApp), Scheme::Light); }

    void theProgramLeavesAReportWhenItDies()
    {
        const QTemporaryDir home;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"XDG_RUNTIME_DIR"_s, home.path());
        environment.insert(u"PGPASSWORD"_s, u"geheim-pg"_s);
        environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
        QProcess program;
        program.setProcessEnvironment(environment);
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(QStringLiteral(SOSIE_PROGRAM),
                      {u"--home"_s, home.path(), u"--lang"_s, u"en"_s, u"postgresql://anna:geheim-url@nowhere/shop"_s});
        QVERIFY(program.waitForStarted(tests::patience));
        engine::setHome(home.path());
        const QString folder = engine::stateFolder().value();
        // As soon as there is a window.
        QTRY_VERIFY(catches(program.processId(), SIGABRT));
        QCOMPARE(::kill(pid_t(program.processId()), SIGSEGV), 0);
        QVERIFY(program.waitForFinished(tests::patience));
        QCOMPARE(program.exitStatus(), QProcess::CrashExit);
        const QStringList reports = newCrashReports(folder);
        QCOMPARE(reports.size(), 1);
        QCOMPARE(QFile::permissions(reports.first()) & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
        const QByteArray report = contentsOf(reports.first());
        QVERIFY2(report.startsWith("Sosie "), report);
        QVERIFY2(report.contains("Signal: SIGSEGV") && report.contains("Page: environments"), report);
        static const QRegularExpression address(u"\\n  sosie\\+0x[0-9a-f]+"_s);
        QVERIFY2(address.match(QString::fromUtf8(report)).hasMatch(), report);
        QVERIFY2(!report.contains("geheim"), report);
        QVERIFY2(!report.contains(home.path().toUtf8()), report);
    }

    void theJournalKeepsNoPassword()
    {
        // Kept in memory; what comes out is what withoutPasswords() lets through, seen in a process that dies.
        const QTemporaryDir folder;
        const pid_t child = ::fork();
        if (child == 0) {
            recordCrashesIn(folder.path());
            rememberPageForCrash(u"clone"_s);
            for (int line = 0; line < 60; ++line)
                rememberForCrash(u"line %1"_s.arg(line));
            rememberForCrash(u"postgresql://anna:geheim@host/shop password=geheim2"_s);
            ::raise(SIGABRT);
            ::_exit(0);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        const QByteArray report = contentsOf(newCrashReports(folder.path()).value(0));
        QVERIFY2(report.contains("Signal: SIGABRT") && report.contains("Page: clone"), report);
        QVERIFY2(report.contains("line 59") && !report.contains("line 3\n"), report);
        QVERIFY2(report.contains("host") && !report.contains("geheim"), report);
    }

    void theNextStartOffersItOnce()
    {
        const QTemporaryDir folder;
        QFile file(folder.path() + u"/crash-20261128-120000-7.txt"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("Sosie 0.1.0\nSignal: SIGSEGV\n") > 0);
        file.close();
        TestWorkspace workspace;
        Appearance appearance;
        MainWindow window(deskWithAllPages(workspace), appearance, WindowOptions{});
        window.show();
        const auto message = messageAboutCrash(folder.path(), &window);
        QVERIFY(message.has_value());
        window.say(*message);
        QTRY_VERIFY(says(window, u"ended unexpectedly"_s));
        QTest::mouseClick(button<QPushButton>(window, u"See what happened"_s), Qt::LeftButton);
        auto *dialog = window.findChild<QDialog *>();
        QTRY_VERIFY(dialog != nullptr && dialog->isVisible());
        QVERIFY(dialog->findChild<QPlainTextEdit *>()->toPlainText().contains(u"SIGSEGV"_s));
        QVERIFY(newCrashReports(folder.path()).isEmpty());
        QVERIFY(!messageAboutCrash(folder.path(), &window));
        QTest::mouseClick(button<QPushButton>(*dialog, u"Delete"_s), Qt::LeftButton);
        QTRY_VERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
    }
};

QTEST_MAIN(TestCrash)
#include "tst_crash.moc"
