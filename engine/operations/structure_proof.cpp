// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/structure_proof.h"

#include "engine/base/errors/error_text.h"
#include "engine/catalog/comparison/fingerprint.h"
#include "engine/catalog/model/kind_names.h"
#include "engine/operations/proof_rows.h"
#include "engine/target/session/target_session.h"

#include <QElapsedTimer>
#include <QJsonArray>

#include <algorithm>
#include <set>
#include <tuple>

namespace engine::operations {

using namespace Qt::StringLiterals;
using catalog::Change;
using catalog::ObjectKey;
using catalog::Schema;

namespace {

// What a sequence gives next is of no account to a script.
constexpr catalog::CompareOptions asRead{.sequenceValues = false};
constexpr int oneMajor = 10'000;
constexpr qsizetype mostNamed = 8;

std::set<std::string> namesOf(const Schema &one, const Schema &other)
{
    std::set<std::string> names;
    for (const Schema *schema : {&one, &other}) {
        for (const std::string &name : schema->schemaNames())
            names.insert(name);
    }
    return names;
}

QString namesOf(const std::vector<Change> &changes)
{
    QStringList names;
    for (const Change &change : changes) {
        if (names.size() == mostNamed) {
            names << u"…"_s;
            break;
        }
        names << change.description().text();
    }
    return names.join(u' ');
}

class Proving final
{
public:
    Proving(const ScriptToProve &script, const environments::End *live, const ProofPlace &place,
            const std::stop_token &stop, Progress &progress)
        : m_script(script)
        , m_live(live)
        , m_place(place)
        , m_stop(stop)
        , m_progress(progress)
    {
        m_back = script.compare;
        // What comes back comes at the end.
        m_back.columnOrder = false;
        m_there = script.compare;
        m_there.columnOrder = script.compare.columnOrder && !script.hasOtherOrder;
    }

    Result<StructureProof> prove();

private:
    Result<bool> makeCopy();
    Result<bool> runScript();
    Result<bool> compareResult();
    Result<bool> compareRows();
    Result<bool> runBack();
    Result<> countRows();
    Result<> simulate();
    bool refused(const Refusal &refusal, bool isReverse);
    bool dropSamplesOf(const ObjectKey &object);
    void emptyTables(const std::string &tables);
    void good(const Sentence &what) { step(ProofStep::Outcome::Good, what); }
    bool bad(const Sentence &what)
    {
        step(ProofStep::Outcome::Bad, what);
        m_proof.state = StructureProof::State::Failed;
        return false;
    }
    bool notPossible(const Sentence &why)
    {
        step(ProofStep::Outcome::NotTried, why);
        m_proof.state = StructureProof::State::NotPossible;
        return false;
    }
    void step(ProofStep::Outcome outcome, const Sentence &what)
    {
        m_proof.steps << ProofStep{.outcome = outcome, .what = what, .milliseconds = m_timer.restart()};
    }
    /// What the copy could not be given is not held against the script.
    [[nodiscard]] std::vector<Change> held(std::vector<Change> changes) const
    {
        std::erase_if(changes, [&](const Change &change) { return m_lacking.contains(change.key); });
        return changes;
    }

    const ScriptToProve &m_script;
    const environments::End *m_live;
    const ProofPlace &m_place;
    const std::stop_token &m_stop;
    Progress &m_progress;
    catalog::CompareOptions m_there{};
    catalog::CompareOptions m_back{};
    QElapsedTimer m_timer;
    std::unique_ptr<StructureCopy> m_copy;
    std::set<ObjectKey> m_lacking;
    Schema m_before;
    Schema m_after;
    SampledRows m_rows;
    StructureProof m_proof;
};

/// False: there is nothing to go on with.
Result<bool> Proving::makeCopy()
{
    auto made = StructureCopy::make(*m_script.target, m_script.worker, m_place, m_stop, m_progress);
    if (!made && made.error().code == ErrorCode::SandboxUnavailable)
        return notPossible(Tr::sentence("This computer cannot run PostgreSQL %1 for a copy.")
                               .arg(qint64{m_script.target->serverVersion / oneMajor}));
    TRY(made);
    m_copy = std::move(*made);
    const Schema wanted = StructureCopy::withoutLeftOut(*m_script.target);
    TRY_ASSIGN(m_before, m_copy->read(namesOf(*m_script.target, *m_script.reached)));
    TRY(m_copy->settle(m_before, wanted));
    const std::vector<Change> lacking = catalog::difference(m_before, wanted, m_back);
    for (const Change &change : lacking)
        m_lacking.insert(change.key);
    for (const importing::NotLoaded &each : m_copy->notMade())
        m_proof.notTried << Tr::sentence("%1: %2").arg(each.object,
                                                       each.reason.isEmpty() ? Sentence(each.answer) : each.reason);
    // What is touched, or what a touched table has.
    std::set<ObjectKey> touched;
    std::set<std::pair<std::string, std::string>> tables;
    for (const migration::Statement &statement : m_script.statements) {
        touched.insert(statement.object);
        tables.insert({statement.object.schema,
                       statement.object.parent.empty() ? statement.object.name : statement.object.parent});
    }
    for (const Change &change : lacking) {
        const ObjectKey &key = change.key;
        if (touched.contains(key) || tables.contains({key.schema, key.parent.empty() ? key.name : key.parent}))
            return notPossible(Tr::sentence("The private server could not be given \"%1\" as the target has it.")
                                   .arg(catalog::kindAndName(key)));
    }
    m_proof.beforeFingerprint = catalog::fingerprint(m_before, m_back);
    good(Tr::sentence("A copy of the structure of \"%1\" was made in a private server (PostgreSQL %2, %3 objects).")
             .arg(m_script.targetName, qint64{m_before.serverVersion / oneMajor},
                  static_cast<qint64>(m_before.objects.size())));
    TRY_ASSIGN(m_rows, makeSampleRows(m_copy->session(), m_before, m_stop));
    m_proof.sampleRows = m_rows.rows();
    m_proof.sampleTables = static_cast<qint64>(m_rows.tables.size());
    good(Tr::sentence("%1 rows were made up for %2 tables, to fit their constraints.")
             .arg(m_proof.sampleRows, m_proof.sampleTables));
    for (const ObjectKey &table : m_rows.without)
        m_proof.notTried
            << Tr::sentence("%1: no rows were found that its constraints let in.").arg(catalog::kindAndName(table));
    return true;
}

bool Proving::refused(const Refusal &refusal, bool isReverse)
{
    m_proof.failedSql = text(refusal.sql);
    m_proof.failedStatement = static_cast<int>(refusal.statement) + 1;
    m_proof.answer = refusal.answer;
    const auto number = qint64{m_proof.failedStatement};
    if (refusal.answer.isEmpty())
        return notPossible(
            Tr::sentence("Statement %1 cannot be tried in a private server: %2").arg(number, refusal.reason));
    if (isReverse)
        return bad(Tr::sentence("Statement %1 of the reverse script was refused: %2").arg(number, refusal.answer));
    return bad(Tr::sentence("Statement %1 was refused: %2").arg(number, refusal.answer));
}

/// Those of this table or of all where it is none; false where there are none.
bool Proving::dropSamplesOf(const ObjectKey &object)
{
    const auto isIts = [&](const SampledTable &table) {
        const ObjectKey key = nameAfter(table.table, m_script.renames, nullptr);
        return key.schema == object.schema && key.name == (object.parent.empty() ? object.name : object.parent);
    };
    const bool isOfOne = std::ranges::any_of(m_rows.tables, isIts);
    std::string tables;
    std::erase_if(m_rows.tables, [&](const SampledTable &table) {
        if (isOfOne && !isIts(table))
            return false;
        m_proof.notTried << Tr::sentence(
                                "%1: the rows that were made up do not fit what it becomes; those of the target "
                                "are looked at.")
                                .arg(catalog::kindAndName(table.table));
        tables += (tables.empty() ? "" : ", ") + nameAfter(table.table, m_script.renames, nullptr).quoted();
        return true;
    });
    if (tables.empty())
        return false;
    emptyTables(tables);
    // CASCADE took along what refers to them.
    std::erase_if(m_rows.tables, [&](const SampledTable &table) {
        const Result<SampledTable> left
            = lookAtRows(m_copy->session(), nameAfter(table.table, m_script.renames, nullptr), {});
        return !left || left->rows != table.rows;
    });
    return true;
}

void Proving::emptyTables(const std::string &tables)
{
    pg::Connection &session = m_copy->session();
    const std::string empty = "TRUNCATE " + tables + " CASCADE";
    // Older servers let nobody say that triggers are to stay quiet.
    if (!session.execute("BEGIN; SET LOCAL session_replication_role = replica; " + empty + "; COMMIT")
        && session.isUsable()) {
        std::ignore = session.execute("ROLLBACK");
        std::ignore = session.execute(empty);
    }
}

Result<bool> Proving::runScript()
{
    TRY_ASSIGN(std::optional<Refusal> refusal, m_copy->run(m_script.statements, m_progress));
    // Whether rows fit is decided by those of the target, and not by those that were made up.
    while (refusal && !refusal->answer.isEmpty() && dropSamplesOf(m_script.statements[refusal->statement].object)) {
        TRY_ASSIGN(refusal, m_copy->run(m_script.statements, m_progress, refusal));
    }
    if (refusal)
        return refused(*refusal, false);
    const auto run = std::ranges::count_if(m_script.statements, [](const migration::Statement &statement) {
        return !statement.isHeldBack && !StructureCopy::isLeftOut(statement.object.kind);
    });
    for (const migration::Statement &statement : m_script.statements) {
        if (StructureCopy::isLeftOut(statement.object.kind))
            m_proof.notTried << Tr::sentence("%1: its statements are not run in a private server.")
                                    .arg(catalog::kindAndName(statement.object));
    }
    good(Tr::sentence("All %1 statements were run.").arg(qint64{run}));
    return true;
}

Result<bool> Proving::compareResult()
{
    const Schema wanted = StructureCopy::withoutLeftOut(*m_script.reached);
    TRY_ASSIGN(m_after, m_copy->read(namesOf(*m_script.target, wanted)));
    TRY(m_copy->settle(m_after, wanted));
    const std::vector<Change> left = held(catalog::difference(m_after, wanted, m_there));
    m_proof.wantedFingerprint = catalog::fingerprint(wanted, m_there);
    m_proof.resultFingerprint = catalog::fingerprint(m_after, m_there);
    if (!left.empty())
        return bad(Tr::sentence("The copy is not what it should be: %1").arg(namesOf(left)));
    good(Tr::sentence("Compared again: no difference. Fingerprint wanted %1, reached %2.")
             .arg(catalog::shortFingerprint(m_proof.wantedFingerprint),
                  catalog::shortFingerprint(m_proof.resultFingerprint)));
    return true;
}

Result<bool> Proving::compareRows()
{
    TRY_ASSIGN(const RowsSeen seen, rowsStillThere(m_copy->session(), m_rows, m_before, m_after, m_script.renames));
    if (seen.wrong)
        return bad(*seen.wrong);
    good(Tr::sentence("The rows are still there (%1).").arg(qint64{seen.kept}));
    return true;
}

Result<bool> Proving::runBack()
{
    // A column that comes back is empty in rows that are there: with what is set aside for a rollback it is not.
    std::string tables;
    for (const SampledTable &table : m_rows.tables) {
        const ObjectKey key = nameAfter(table.table, m_script.renames, nullptr);
        if (m_after.find(key) != nullptr)
            tables += (tables.empty() ? "" : ", ") + key.quoted();
    }
    if (!tables.empty())
        emptyTables(tables);
    TRY_ASSIGN(const std::optional<Refusal> refusal, m_copy->run(m_script.reverse, m_progress));
    if (refusal)
        return refused(*refusal, true);
    TRY_ASSIGN(Schema back, m_copy->read(namesOf(*m_script.target, *m_script.reached)));
    TRY(m_copy->settle(back, m_before));
    m_proof.backFingerprint = catalog::fingerprint(back, m_back);
    const std::vector<Change> left = catalog::difference(back, m_before, m_back);
    if (!left.empty())
        return bad(Tr::sentence("After the reverse script the copy is not what it was: %1").arg(namesOf(left)));
    good(Tr::sentence("The reverse script brings it back: fingerprint before %1, after %2.")
             .arg(catalog::shortFingerprint(m_proof.beforeFingerprint),
                  catalog::shortFingerprint(m_proof.backFingerprint)));
    return true;
}

Result<> Proving::countRows()
{
    if (m_live == nullptr)
        return {};
    TRY_ASSIGN(m_proof.checks,
               checkRows({.before = *m_script.renamed, .after = *m_script.reached, .renames = m_script.renames},
                         *m_live, m_copy->session(), m_stop));
    const auto broken = std::ranges::count_if(m_proof.checks, [](const RowCheck &check) { return check.isBroken(); });
    if (broken > 0)
        bad(Tr::sentence("Rows of \"%1\" are in the way of %2 thing(s).").arg(m_script.targetName, qint64{broken}));
    else if (!m_proof.checks.isEmpty())
        good(Tr::sentence("No row of \"%1\" is in the way (%2 looked at).")
                 .arg(m_script.targetName, qint64{m_proof.checks.size()}));
    return {};
}

/// Every lock of the script is held meanwhile, for as long as it takes; nobody is waited for longer than that.
Result<> Proving::simulate()
{
    if (m_live == nullptr || !m_script.mayTryOnTarget)
        return {};
    Result<pg::Connection> session = target::openTarget(m_live->connection, "sosie simulation", m_stop);
    if (!session)
        return session.error().isCancelled() ? failure(session.error()) : Result<>();
    TRY(session->execute("SET lock_timeout = '2s'; BEGIN"));
    qint64 run = 0;
    for (const bool isOutside : {true, false}) {
        for (size_t i = 0; i < m_script.statements.size(); ++i) {
            const migration::Statement &statement = m_script.statements[i];
            if (statement.isOutside != isOutside || statement.isHeldBack)
                continue;
            if (const Result<> done = session->execute(statement.sql); !done) {
                if (done.error().isCancelled())
                    return done;
                m_proof.failedSql = text(statement.sql);
                m_proof.failedStatement = static_cast<int>(i) + 1;
                m_proof.answer = detailText(done.error());
                bad(Tr::sentence("On the target, in a transaction that was rolled back, statement %1 was refused: %2")
                        .arg(qint64{m_proof.failedStatement}, m_proof.answer));
                return {};
            }
            ++run;
        }
    }
    TRY(session->execute("ROLLBACK"));
    good(Tr::sentence("On the target, in a transaction that was rolled back, all %1 statements were run.").arg(run));
    m_proof.state = StructureProof::State::Simulated;
    return {};
}

Result<StructureProof> Proving::prove()
{
    m_proof.sourceFingerprint = m_script.sourceFingerprint;
    m_proof.targetFingerprint = m_script.targetFingerprint;
    m_timer.start();
    TRY_ASSIGN(const bool hasCopy, makeCopy());
    if (!hasCopy) {
        TRY(simulate());
        return m_proof;
    }
    m_proof.serverVersion = QString::number(m_before.serverVersion / oneMajor);
    TRY_ASSIGN(const bool ran, runScript());
    if (!ran) {
        if (m_proof.state == StructureProof::State::NotPossible)
            TRY(simulate());
        return m_proof;
    }
    m_proof.state = StructureProof::State::Proven;
    TRY_ASSIGN(const bool isReached, compareResult());
    if (!isReached)
        return m_proof;
    TRY_ASSIGN(const bool isKept, compareRows());
    TRY(countRows());
    if (isKept)
        TRY(runBack());
    return m_proof;
}

/// A column that comes stands behind one that should go and is held back.
bool hasOtherOrder(const migration::Migration &script)
{
    return !script.otherColumnOrder.empty() || script.heldBack > 0;
}

ScriptToProve begun(const StructuresCompared &compared)
{
    const migration::Comparison &comparison = *compared.comparison;
    return {.target = compared.target,
            .renamed = comparison.targetSchema,
            .renames = comparison.renamed,
            .mayTryOnTarget = compared.mayTryOnTarget,
            .compare = comparison.options.compare,
            .worker = comparison.options.ddl.sessionRole,
            .sourceFingerprint = catalog::fingerprint(*compared.source, asRead),
            .targetFingerprint = catalog::fingerprint(*compared.target, asRead),
            .targetName = comparison.target};
}

const char *stateKey(StructureProof::State state)
{
    switch (state) {
    case StructureProof::State::Proven:
        return "proven";
    case StructureProof::State::Simulated:
        return "simulated";
    case StructureProof::State::Failed:
        return "failed";
    case StructureProof::State::NotPossible:
        return "notPossible";
    }
    return "";
}

const char *outcomeKey(ProofStep::Outcome outcome)
{
    switch (outcome) {
    case ProofStep::Outcome::Good:
        return "good";
    case ProofStep::Outcome::Bad:
        return "bad";
    case ProofStep::Outcome::NotTried:
        return "notTried";
    }
    return "";
}

} // namespace

Result<> checkProofHolds(const StructureSource &side, const Schema &then, const std::stop_token &stop)
{
    if (side.file)
        return {};
    TRY_ASSIGN(const Schema now, readStructure(side.end, then.schemaNames(), stop));
    if (catalog::fingerprint(now, asRead) == catalog::fingerprint(then, asRead))
        return {};
    QList<Sentence> what;
    for (const Change &change : catalog::difference(then, now, asRead))
        what << change.description();
    return failure({.code = ErrorCode::ProofExpired, .subject = side.name(), .differences = std::move(what)});
}

Sentence StructureProof::verdict() const
{
    switch (state) {
    case State::Proven:
        return Tr::sentence("Proven: the script was run on a copy and brought back.");
    case State::Simulated:
        return Tr::sentence("Simulated, not proven: run on the target in a transaction that was rolled back.");
    case State::Failed:
        return Tr::sentence("Not proven: the script would fail, or not do what it should.");
    case State::NotPossible:
        return Tr::sentence("Not proven: it could not be tried on a copy.");
    }
    return {};
}

ScriptToProve wholeScript(const StructuresCompared &compared)
{
    ScriptToProve script = begun(compared);
    script.statements = compared.comparison->script.statements;
    script.reverse = compared.comparison->reverse.statements;
    script.hasOtherOrder = hasOtherOrder(compared.comparison->script);
    script.reached = compared.reached ? compared.reached : compared.comparison->sourceSchema;
    return script;
}

ScriptToProve scriptOfChoice(const StructuresCompared &compared, const migration::ChosenScript &chosen)
{
    ScriptToProve script = begun(compared);
    script.statements = chosen.script.statements;
    script.reverse = chosen.reverse.statements;
    script.hasOtherOrder = hasOtherOrder(chosen.script);
    script.reached = std::make_shared<const Schema>(chosen.script.reached);
    return script;
}

Result<StructureProof> proveScript(const ScriptToProve &script, const environments::End *live, const ProofPlace &place,
                                   const std::stop_token &stop, Progress &progress)
{
    return Proving(script, live, place, stop, progress).prove();
}

QJsonObject toJson(const StructureProof &proof)
{
    QJsonArray steps;
    for (const ProofStep &step : proof.steps)
        steps.append(QJsonObject{{u"outcome"_s, QString::fromLatin1(outcomeKey(step.outcome))},
                                 {u"sentence"_s, step.what.text()},
                                 {u"milliseconds"_s, step.milliseconds}});
    QJsonArray checks;
    for (const RowCheck &check : proof.checks) {
        QJsonObject object{{u"table"_s, text(check.table.display())}, {u"sentence"_s, check.sentence().text()}};
        if (check.inTheWay >= 0)
            object.insert(u"inTheWay"_s, qint64{check.inTheWay});
        checks.append(object);
    }
    QJsonArray notTried;
    for (const Sentence &sentence : proof.notTried)
        notTried.append(sentence.text());
    QJsonObject object{{u"state"_s, QString::fromLatin1(stateKey(proof.state))},
                       {u"verdict"_s, proof.verdict().text()},
                       {u"steps"_s, steps},
                       {u"checks"_s, checks},
                       {u"notTried"_s, notTried},
                       {u"source"_s, proof.sourceFingerprint},
                       {u"target"_s, proof.targetFingerprint},
                       {u"wanted"_s, proof.wantedFingerprint},
                       {u"result"_s, proof.resultFingerprint},
                       {u"before"_s, proof.beforeFingerprint},
                       {u"back"_s, proof.backFingerprint}};
    if (proof.failedStatement > 0) {
        object.insert(u"failedStatement"_s, proof.failedStatement);
        object.insert(u"failedSql"_s, proof.failedSql);
        object.insert(u"answer"_s, proof.answer);
    }
    return object;
}

} // namespace engine::operations
