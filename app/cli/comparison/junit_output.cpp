// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/comparison/junit_output.h"

#include "app/tr.h"
#include "engine/catalog/model/kind_names.h"
#include "engine/migration/report/comparison_report.h"

#include <QXmlStreamWriter>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::catalog::Change;
using engine::operations::ComparisonFound;
using engine::operations::ProofStep;

namespace {

/// XML has no place for most control characters, and a name may hold any.
QString printable(QString text)
{
    for (QChar &letter : text) {
        const bool isAllowed = letter == u'\n' || letter == u'\t' || letter.unicode() >= 0x20;
        if (!isAllowed || letter.unicode() == 0xFFFE || letter.unicode() == 0xFFFF)
            letter = QChar::ReplacementCharacter;
    }
    return text;
}

void writeTest(QXmlStreamWriter &xml, const QString &suite, const QString &name, const QString &failure,
               const QString &details)
{
    xml.writeStartElement(u"testcase"_s);
    xml.writeAttribute(u"classname"_s, suite);
    xml.writeAttribute(u"name"_s, printable(name));
    if (!failure.isEmpty()) {
        xml.writeStartElement(u"failure"_s);
        xml.writeAttribute(u"message"_s, printable(failure));
        xml.writeCharacters(printable(details));
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

} // namespace

QByteArray junitReport(const ComparisonFound &found)
{
    const engine::migration::Comparison &comparison = *found.compared.comparison;
    const auto renamed = static_cast<int>(comparison.renames.size());
    int tests = static_cast<int>(comparison.changes.size()) + renamed;
    int failures = tests;
    tests = std::max(tests, 1);
    if (found.proof) {
        ++tests;
        failures += found.proof->isProven() ? 0 : 1;
    }
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuites"_s);
    xml.writeStartElement(u"testsuite"_s);
    xml.writeAttribute(u"name"_s,
                       printable(Tr::tr("Structure of %1 and %2").arg(comparison.source, comparison.target)));
    xml.writeAttribute(u"tests"_s, QString::number(tests));
    xml.writeAttribute(u"failures"_s, QString::number(failures));
    const QString suite = u"structure"_s;
    for (const Change &change : comparison.changes)
        writeTest(xml, suite, engine::catalog::kindAndName(change.key).text(), change.description().text(),
                  engine::migration::detailLines(change).join(u'\n'));
    for (const engine::migration::Statement &rename : comparison.renames)
        writeTest(xml, suite, engine::catalog::kindAndName(rename.object).text(), Tr::tr("It has another name."),
                  engine::text(rename.sql));
    if (comparison.areEqual())
        writeTest(xml, suite, Tr::tr("Both are the same."), {}, {});
    if (found.proof) {
        QStringList steps;
        for (const ProofStep &step : found.proof->steps)
            steps << step.what.text();
        writeTest(xml, suite, Tr::tr("Proof of the script"),
                  found.proof->isProven() ? QString() : found.proof->verdict().text(), steps.join(u'\n'));
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes;
}

} // namespace app::cli
