// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/environments/card_words.h"

#include "engine/base/errors/error_text.h"
#include "engine/runs/operation_kind.h"
#include "ui/text.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace ui {

using engine::environments::EnvironmentType;
using engine::runs::OperationKind;
using engine::runs::operationOf;

namespace {

CardState onlineState(const EnvironmentCard &card)
{
    if (card.isIncomplete()) {
        const auto &clone = *card.diagnosis.clone;
        return {.badge = Tr::tr("Incomplete"),
                .tone = Chip::Tone::Danger,
                //: State of an environment; %1 is the source of a clone, %2 when it began.
                .sentence = Tr::tr("Incomplete: the clone of %1 that began on %2 did not end")
                                .arg(isolated(clone.source),
                                     QLocale().toString(clone.started.toLocalTime(), QLocale::ShortFormat)),
                .next = engine::describe({.code = engine::ErrorCode::TargetIncomplete}).what};
    }
    if (card.isUnderWay())
        return {.badge = Tr::tr("Clone under way"),
                .tone = Chip::Tone::Information,
                .sentence = Tr::tr("A clone of %1 into it is under way").arg(isolated(card.mark()->source))};
    if (!card.diagnosis.problems.isEmpty()) {
        const engine::ErrorText problem = engine::describe(card.diagnosis.problems.first());
        return {.badge = Tr::tr("To be looked at"),
                .tone = Chip::Tone::Warning,
                //: State of an environment; %1 is a sentence that says what is wrong with it.
                .sentence = Tr::tr("Online, but: %1").arg(problem.what),
                .next = problem.next};
    }
    if (!card.natureSentence.isEmpty())
        return {.badge = Tr::tr("Counts as production"),
                .tone = Chip::Tone::Warning,
                .sentence = card.natureSentence.text()};
    if (card.holdsClearData())
        return {.badge = Tr::tr("Real data"),
                .tone = Chip::Tone::Danger,
                .sentence = {},
                .next = Tr::tr("Personal data of a production are in it in clear.")};
    return {};
}

CardState offlineState(const EnvironmentCard &card)
{
    const engine::ErrorText problem = card.problem ? engine::describe(*card.problem) : engine::ErrorText();
    if (card.wantsPassword())
        return {.badge = Tr::tr("Password needed"),
                .tone = Chip::Tone::Quiet,
                .sentence = Tr::tr("Its password is asked for when something is done with it."),
                .next = problem.next};
    return {.badge = card.offlineSince.isValid()
                         //: State of an environment; %1 is a time.
                         ? Tr::tr("Offline since %1")
                               .arg(QLocale().toString(card.offlineSince.toLocalTime().time(), QLocale::ShortFormat))
                         : Tr::tr("Offline"),
            .tone = Chip::Tone::Warning,
            //: State of an environment; %1 is a sentence that says why.
            .sentence = Tr::tr("Offline. %1").arg(problem.what),
            .next = problem.next};
}

/// What its rows are of.
QString originText(const EnvironmentCard &card)
{
    if (!card.lastWrite)
        return card.environment.type == EnvironmentType::Production ? Tr::tr("Read only") : Tr::tr("Never cloned into");
    const engine::store::Run &run = *card.lastWrite;
    const QString when = agoText(run.ended);
    if (operationOf(run.operation) == OperationKind::Restore)
        //: %1 is a file, %2 when it was restored.
        return Tr::tr("Holds what %1 holds, restored %2").arg(isolated(run.source), when);
    if (operationOf(run.operation) == OperationKind::Rollback)
        return Tr::tr("Rolled back %1").arg(when);
    if (run.report.value(u"anonymized"_s).toBool() && card.holdsClearData())
        return Tr::tr("Clone of %1, some of it in clear, %2").arg(isolated(run.source), when);
    if (run.report.value(u"anonymized"_s).toBool())
        return Tr::tr("Clone of %1, anonymized, %2").arg(isolated(run.source), when);
    return Tr::tr("Clone of %1, in clear, %2").arg(isolated(run.source), when);
}

} // namespace

bool countsAsProduction(const EnvironmentCard &card)
{
    return card.environment.type == EnvironmentType::Production || !card.natureSentence.isEmpty();
}

CardState stateOf(const EnvironmentCard &card)
{
    switch (card.state) {
    case EnvironmentCard::State::Looking:
        return {.badge = Tr::tr("Looking…"), .tone = Chip::Tone::Quiet};
    case EnvironmentCard::State::Online:
        return onlineState(card);
    case EnvironmentCard::State::Offline:
        break;
    }
    return offlineState(card);
}

QString provenText(const EnvironmentCard &card)
{
    if (card.newestProven)
        //: %1 is how long ago the backup was made whose file is known to hold everything.
        return Tr::tr("Restorable: %1").arg(agoText(card.newestProven->snapshot));
    return card.newestBackup ? Tr::tr("Nothing proven restorable") : Tr::tr("Never backed up");
}

QString backupText(const EnvironmentCard &card)
{
    using engine::store::ProofLevel;
    const auto &proven = card.newestProven;
    const auto &newest = card.newestBackup;
    QStringList words;
    if (newest && (!proven || newest->id != proven->id))
        words << Tr::tr("Newest backup: %1, not proven").arg(agoText(newest->snapshot));
    if (proven)
        words << (proven->proof == ProofLevel::Restored ? Tr::tr("Restored on trial and compared")
                                                        : Tr::tr("Read back whole: every row is in it"));
    return words.join(u'\n');
}

QString contentsText(const EnvironmentCard &card)
{
    const auto &diagnosis = card.diagnosis;
    if (card.state != EnvironmentCard::State::Online || diagnosis.bytes < 0)
        return {};
    //: What an environment holds: %1 how many tables, %2 how large, %3 the version of its server.
    return Tr::tr("%1, %2, PostgreSQL %3")
        .arg(Tr::tr("%n tables", nullptr, int(diagnosis.tables)), byteText(diagnosis.bytes), diagnosis.serverVersion);
}

QString lastWriteText(const EnvironmentCard &card)
{
    // What this computer did before is not what is there now.
    if (card.isIncomplete())
        return Tr::tr("Neither as it was nor as it should be");
    if (card.isUnderWay())
        return {};
    if (card.isClonedElsewhere())
        //: %1 is the source of a clone, %2 when it was made.
        return Tr::tr("Clone of %1, made from another computer, %2")
            .arg(isolated(card.mark()->source), agoText(card.mark()->started));
    if (!card.lastMigration)
        return originText(card);
    //: %1 is an environment, %2 when it was done.
    const QString migrated = Tr::tr("Structure made like %1, %2")
                                 .arg(isolated(card.lastMigration->source), agoText(card.lastMigration->ended));
    return card.lastWrite ? QString(originText(card) + u" · "_s + migrated) : migrated;
}

} // namespace ui
