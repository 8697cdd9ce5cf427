// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/clone_pair.h"

#include <QFile>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace tests {
namespace {

QStringList outputLines(const TestServer &server, const QString &database, const QString &script)
{
    const QString path = QStringLiteral(SOSIE_SOURCE_DIR "/tests/postgres/sql/") + script;
    QStringList lines = QString::fromUtf8(server.psqlFile(database, path)).split(u'\n', Qt::SkipEmptyParts);
    lines.sort();
    return lines;
}

} // namespace

QStringList linesOf(const TestServer &server, const QString &database)
{
    return outputLines(server, database, u"catalog_lines.sql"_s) + rowsOf(server, database);
}

QStringList rowsOf(const TestServer &server, const QString &database)
{
    return outputLines(server, database, u"data_lines.sql"_s);
}

QByteArray differenceOf(const QStringList &expected, const QStringList &found)
{
    constexpr int shown = 15;
    QStringList missing = expected;
    QStringList added = found;
    std::ranges::sort(missing);
    std::ranges::sort(added);
    QStringList onlyExpected;
    QStringList onlyFound;
    std::ranges::set_difference(missing, added, std::back_inserter(onlyExpected));
    std::ranges::set_difference(added, missing, std::back_inserter(onlyFound));
    if (onlyExpected.isEmpty() && onlyFound.isEmpty())
        return {};
    if (QFile all(qEnvironmentVariable("SOSIE_TEST_DIFFERENCES")); !all.fileName().isEmpty()) {
        if (all.open(QIODevice::Append))
            all.write(
                (u"- "_s + onlyExpected.join(u"\n- "_s) + u"\n+ "_s + onlyFound.join(u"\n+ "_s) + u"\n\n"_s).toUtf8());
    }
    return u"%1 lines only in what is expected:\n%2\n%3 lines only in what was found:\n%4"_s.arg(onlyExpected.size())
        .arg(onlyExpected.mid(0, shown).join(u'\n'))
        .arg(onlyFound.size())
        .arg(onlyFound.mid(0, shown).join(u'\n'))
        .toUtf8();
}

ClonePair::ClonePair(const CliHome &home, QString name, Place source, Place target)
    : m_home(home)
    , m_name(std::move(name))
{
    m_home.addEnvironment(m_name + u"-source"_s, u"test"_s, source.server.connectionInfo(source.database));
    m_home.addEnvironment(m_name + u"-target"_s, u"test"_s, target.server.connectionInfo(target.database));
}

CliRun ClonePair::clone(const QStringList &options) const
{
    constexpr int timeoutMilliseconds = 600'000;
    const QStringList arguments{
        u"clone"_s,     u"--source"_s,         m_name + u"-source"_s, u"--target"_s,  m_name + u"-target"_s,
        u"--confirm"_s, m_name + u"-target"_s, u"--json"_s,           u"--no-input"_s};
    return m_home.run(arguments + options, timeoutMilliseconds);
}

CliRun ClonePair::rollback() const
{
    return m_home.run({u"rollback"_s, u"--target"_s, m_name + u"-target"_s, u"--confirm"_s, m_name + u"-target"_s,
                       u"--json"_s, u"--no-input"_s});
}

} // namespace tests
