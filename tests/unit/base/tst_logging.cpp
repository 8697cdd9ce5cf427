// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/logging.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace engine;
using namespace Qt::StringLiterals;

class LoggingTest : public QObject
{
    Q_OBJECT

private slots:
    void passwordsAreTakenOut_data();
    void passwordsAreTakenOut();
    void ordinaryLinesStay();
    void messagesGoToAPrivateFile();
};

void LoggingTest::passwordsAreTakenOut_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("an address") << u"connecting to postgresql://anna:s3cr3t-word@db.example.org:5432/shop"_s;
    QTest::newRow("an address whose password holds an @") << u"postgres://anna:s3cr3t-word@x@db.example.org/shop"_s;
    QTest::newRow("an address whose password holds a slash") << u"postgres://anna:a/s3cr3t-word@db.example.org/shop"_s;
    QTest::newRow("keywords") << u"host=db password=s3cr3t-word dbname=shop"_s;
    QTest::newRow("a quoted keyword") << u"host=db password = 'it\\' s3cr3t-word' dbname=shop"_s;
    QTest::newRow("JSON") << u"{\"user\":\"anna\",\"password\":\"s3cr3t-word\"}"_s;
    QTest::newRow("the variable") << u"PGPASSWORD=s3cr3t-word"_s;
}

void LoggingTest::passwordsAreTakenOut()
{
    QFETCH(QString, line);
    const QString redacted = withoutPasswords(line);
    QVERIFY2(!redacted.contains("s3cr3t-word"_L1), qPrintable(redacted));
    QVERIFY2(redacted.contains("(secret)"_L1), qPrintable(redacted));
}

void LoggingTest::ordinaryLinesStay()
{
    const QString line = u"copied public.orders: 12 rows; see https://example.org/help"_s;
    QCOMPARE(withoutPasswords(line), line);
}

void LoggingTest::messagesGoToAPrivateFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"sosie.log"_s);
    QVERIFY(logToFile(path).has_value());
    qCWarning(engineLog) << "the password=s3cr3t-word was here";
    qInstallMessageHandler(nullptr);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray contents = file.readAll();
    QVERIFY(contents.contains("sosie.engine"));
    QVERIFY(!contents.contains("s3cr3t-word"));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(!logToFile(u"/nowhere/at/all.log"_s).has_value());
}

QTEST_GUILESS_MAIN(LoggingTest)
#include "tst_logging.moc"
