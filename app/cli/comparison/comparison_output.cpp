// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/comparison/comparison_output.h"

#include "app/tr.h"
#include "engine/catalog/model/kind_names.h"
#include "engine/migration/report/comparison_report.h"

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::catalog::Change;
using engine::migration::Comparison;
using engine::migration::counts;
using engine::migration::detailLines;
using engine::migration::Hazard;
using engine::migration::hazardsOf;
using engine::migration::notes;
using engine::migration::sign;

QString comparisonForPeople(const Terminal &terminal, const Comparison &comparison)
{
    QStringList lines;
    if (comparison.areEqual())
        lines << terminal.styledOut(
            Style::Good,
            Tr::tr("\"%1\" and \"%2\" have the same structure.").arg(comparison.source, comparison.target));
    else
        lines << terminal.styledOut(
            Style::Strong,
            Tr::tr("\"%1\" and \"%2\" differ: %3.").arg(comparison.source, comparison.target, counts(comparison)))
              << QString();
    for (const Change &change : comparison.changes) {
        const QString head = sign(change.kind) + u' ' + engine::catalog::kindAndName(change.key).text();
        const Style style = change.kind == Change::Kind::Create ? Style::Good
                            : change.kind == Change::Kind::Drop ? Style::Caution
                                                                : Style::Plain;
        lines << terminal.styledOut(style, head);
        for (const QString &detail : detailLines(change))
            lines << u"    "_s + detail;
    }
    const QList<Hazard> hazards = hazardsOf(comparison);
    if (!hazards.isEmpty())
        lines << QString() << Tr::tr("What the script would do, and take:");
    for (const Hazard &hazard : hazards)
        lines << terminal.styledOut(hazard.severity == Hazard::Severity::Danger ? Style::Bad : Style::Caution,
                                    u"  ! "_s + hazard.sentence().text());
    const QStringList more = notes(comparison);
    if (!more.isEmpty())
        lines << QString();
    for (const QString &note : more)
        lines << u"  • "_s + note;
    return lines.join(u'\n');
}

QString proofForPeople(const Terminal &terminal, const engine::operations::StructureProof &proof)
{
    using engine::operations::ProofStep;
    QStringList lines{terminal.styledOut(proof.isProven() ? Style::Good : Style::Bad, proof.verdict().text())};
    for (const ProofStep &step : proof.steps) {
        const QString mark = step.outcome == ProofStep::Outcome::Good  ? u"✓"_s
                             : step.outcome == ProofStep::Outcome::Bad ? u"✗"_s
                                                                       : u"–"_s;
        lines << u"  "_s + mark + u' ' + step.what.text();
    }
    for (const engine::operations::RowCheck &check : proof.checks) {
        if (check.isBroken() || check.inTheWay < 0)
            lines << terminal.styledOut(check.isBroken() ? Style::Bad : Style::Caution,
                                        u"    "_s + check.sentence().text());
    }
    for (const engine::Sentence &sentence : proof.notTried)
        lines << u"  • "_s + Tr::tr("Not tried: %1").arg(sentence.text());
    if (!proof.failedSql.isEmpty())
        lines << u"    "_s + proof.failedSql.left(2000).replace(u'\n', u"\n    "_s);
    return lines.join(u'\n');
}

} // namespace app::cli
