// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/proof_view.h"

#include "engine/base/errors/error_text.h"
#include "engine/catalog/comparison/fingerprint.h"
#include "ui/compare/compare_presenter.h"
#include "ui/compare/proof_presenter.h"
#include "ui/report/plan_lines.h"
#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QHideEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using engine::migration::Hazard;
using engine::operations::ProofStep;
using engine::operations::StructureProof;
using State = ProofPresenter::State;

namespace {

// The script's own tab has all of them.
constexpr int mostCosts = 6;

QString timeText(const QDateTime &moment)
{
    return QLocale().toString(moment.time(), QLocale::ShortFormat);
}

QString shortOf(const QString &fingerprint)
{
    return engine::catalog::shortFingerprint(fingerprint);
}

} // namespace

ProofView::ProofView(ComparePresenter &compared, ProofPresenter &presenter, QWidget *parent)
    : QWidget(parent)
    , m_compared(compared)
    , m_presenter(presenter)
    , m_lines(new PlanLines(this))
    , m_obstacle(makeLabel(TextRole::Muted, this))
    , m_confirmation(new QLineEdit(this))
    , m_prove(new QPushButton(this))
    , m_stop(new QPushButton(this))
    , m_apply(new QPushButton(this))
{
    m_obstacle->setWordWrap(true);
    m_confirmation->setMinimumWidth(130);
    m_confirmation->setObjectName(u"confirmation"_s);
    m_prove->setObjectName(u"prove"_s);
    m_apply->setObjectName(u"apply"_s);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(space::small);
    actions->addWidget(m_obstacle, 1);
    actions->addWidget(m_confirmation);
    actions->addWidget(m_prove);
    actions->addWidget(m_stop);
    actions->addWidget(m_apply);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, space::small, 0, 0);
    layout->setSpacing(space::small);
    layout->addWidget(m_lines, 1);
    layout->addLayout(actions);
    connect(&m_presenter, &ProofPresenter::changed, this, &ProofView::refresh);
    connect(&m_presenter, &ProofPresenter::confirmationChanged, this, &ProofView::refreshFooter);
    connect(m_prove, &QPushButton::clicked, &m_presenter, &ProofPresenter::prove);
    connect(m_stop, &QPushButton::clicked, &m_presenter, &ProofPresenter::stop);
    connect(m_apply, &QPushButton::clicked, &m_presenter, &ProofPresenter::apply);
    connect(m_confirmation, &QLineEdit::textEdited, &m_presenter, &ProofPresenter::setConfirmation);
}

void ProofView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_presenter.setWatched(true);
    refresh();
}

void ProofView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_presenter.setWatched(false);
}

void ProofView::focusApplying()
{
    if (m_confirmation->isVisible())
        m_confirmation->setFocus();
    else
        (m_apply->isEnabled() ? m_apply : m_prove)->setFocus();
}

QString ProofView::title() const
{
    switch (m_presenter.state()) {
    case State::NotTried:
    case State::Running:
        return Tr::tr("Proof");
    case State::Proven:
        //: A tab: the script was proven.
        return Tr::tr("Proof: good");
    case State::Simulated:
        return Tr::tr("Proof: simulated");
    case State::Failed:
    case State::NotPossible:
        return Tr::tr("Proof: not proven");
    case State::Expired:
        return Tr::tr("Proof: expired");
    }
    Q_UNREACHABLE();
}

void ProofView::addCosts()
{
    const QList<Hazard> &hazards = m_compared.script().hazards;
    const Colors &colors = colorsOf(palette());
    int shown = 0;
    int left = 0;
    for (const Hazard &hazard : hazards) {
        if (hazard.severity == Hazard::Severity::Note)
            continue;
        if (shown == mostCosts) {
            ++left;
            continue;
        }
        if (shown++ == 0)
            m_lines->addHeading(Tr::tr("What it costs"));
        const bool isDanger = hazard.severity == Hazard::Severity::Danger;
        m_lines->addMarked(isDanger ? Glyph::Error : Glyph::Warning, isDanger ? colors.error : colors.warning,
                           hazard.sentence().text());
    }
    if (left > 0)
        m_lines->addSentence({}, Tr::tr("And %n more: see the script.", nullptr, left), TextRole::Muted);
    if (shown == 0 && m_compared.script().statements > 0)
        m_lines->addMarked(Glyph::Check, colors.success,
                           Tr::tr("Nothing is lost, and no large table is locked for long."));
}

/// What became of each thing that was tried; and what was not.
void ProofView::addProof()
{
    const StructureProof &proof = *m_presenter.proof();
    const Colors &colors = colorsOf(palette());
    for (const ProofStep &step : proof.steps) {
        const bool isGood = step.outcome == ProofStep::Outcome::Good;
        const bool isBad = step.outcome == ProofStep::Outcome::Bad;
        m_lines->addMarked(
            isGood  ? Glyph::Check
            : isBad ? Glyph::Error
                    : Glyph::Information,
            isGood  ? colors.success
            : isBad ? colors.error
                    : colors.information,
            //: What was tried, and how long it took.
            Tr::tr("%1 (%2)").arg(step.what.text(), durationText(std::chrono::milliseconds(step.milliseconds))));
    }
    QStringList checks;
    for (const auto &check : proof.checks)
        checks << check.sentence().text();
    m_lines->addFolded(u"checks"_s, Tr::tr("Rows of the target that were looked at"), checks);
    QStringList notTried;
    for (const auto &sentence : proof.notTried)
        notTried << sentence.text();
    m_lines->addFolded(u"notTried"_s, Tr::tr("%n things were not tried", nullptr, int(notTried.size())), notTried);
}

void ProofView::addFailure()
{
    const StructureProof &proof = *m_presenter.proof();
    if (proof.failedSql.isEmpty())
        return;
    QStringList lines = proof.failedSql.split(u'\n');
    constexpr qsizetype mostLines = 12;
    if (lines.size() > mostLines)
        lines = lines.mid(0, mostLines) << u"…"_s;
    m_lines->addSentence({}, Tr::tr("Statement %1:").arg(proof.failedStatement), TextRole::Strong);
    m_lines->addSentence({}, lines.join(u'\n'), TextRole::Code);
    auto *show = new QPushButton(Tr::tr("Show it in the s&cript"), m_lines);
    show->setObjectName(u"showStatement"_s);
    connect(show, &QPushButton::clicked, this, [this, sql = proof.failedSql] { emit statementWanted(sql); });
    m_lines->add(show, Qt::AlignLeft);
}

void ProofView::addSteps()
{
    const auto steps = m_presenter.steps();
    if (steps.isEmpty())
        return;
    m_lines->addHeading(Tr::tr("What applying it does"));
    for (qsizetype step = 0; step < steps.size(); ++step)
        m_lines->addSentence(Tr::tr("%1.").arg(step + 1), steps.at(step).text());
}

void ProofView::addState()
{
    const QString target = isolated(m_compared.target());
    const auto &proof = m_presenter.proof();
    const Colors &colors = colorsOf(palette());
    switch (m_presenter.state()) {
    case State::NotTried:
        m_lines->addHeading(Tr::tr("Not proven yet"));
        m_lines->addSentence(
            {}, Tr::tr("Proving runs the script on a copy of the structure of %1, in a private server of this "
                       "computer and with rows made up for it. The copy must become what it should be, keep its rows, "
                       "and come back by the reverse script. %1 itself is only read.")
                    .arg(target));
        return;
    case State::Running:
        m_lines->addBusy(Tr::tr("The script is being proven…"));
        m_lines->addSentence({}, Tr::tr("On a copy, in a private server. %1 is only read.").arg(target),
                             TextRole::Muted);
        return;
    case State::Expired:
        m_lines->addHeading(Tr::tr("The proof has expired"));
        m_lines->addNote(false, {m_presenter.expiredBecause()});
        m_lines->addSentence({}, Tr::tr("It was made at %1.").arg(timeText(m_presenter.provenAt())), TextRole::Muted);
        return;
    case State::Proven:
        m_lines->addHeading(Tr::tr("Proven at %1").arg(timeText(m_presenter.provenAt())));
        break;
    case State::Simulated:
        m_lines->addHeading(Tr::tr("Simulated at %1, not proven").arg(timeText(m_presenter.provenAt())));
        m_lines->addNote(false, {proof->verdict().text()});
        break;
    case State::Failed:
    case State::NotPossible:
        m_lines->addHeading(Tr::tr("Not proven"));
        m_lines->addNote(true, {proof->verdict().text()});
        break;
    }
    addProof();
    addFailure();
    if (m_presenter.state() == State::Failed || m_presenter.state() == State::NotPossible)
        return;
    //: Two environments with fingerprints, and a time.
    m_lines->addMarked(Glyph::Information, colors.information,
                       Tr::tr("Holds as long as %1 is %2 and %3 is %4: both were so at %5.")
                           .arg(isolated(m_compared.source()), shortOf(proof->sourceFingerprint), target,
                                shortOf(proof->targetFingerprint), timeText(m_presenter.seenAt())));
    if (m_presenter.leftOut() > 0)
        m_lines->addNote(false, {Tr::tr("%n statements of the script are not part of this: what is changed of members "
                                        "of extensions and of the server is left as it is.",
                                        nullptr, m_presenter.leftOut())});
    addSteps();
}

void ProofView::refreshFooter()
{
    const State state = m_presenter.state();
    const bool isRunning = state == State::Running;
    const bool isGood = state == State::Proven || state == State::Simulated;
    const QString toProving = m_presenter.obstacleToProving();
    const QString toApplying = m_presenter.obstacleToApplying();
    m_obstacle->setText(isRunning ? QString() : !toProving.isEmpty() && !isGood ? toProving : toApplying);
    m_prove->setVisible(!isRunning);
    m_prove->setEnabled(toProving.isEmpty());
    m_prove->setToolTip(toProving);
    m_prove->setText(state == State::NotTried ? Tr::tr("Pro&ve") : Tr::tr("Pro&ve again"));
    m_prove->setProperty("kind", isGood ? QString() : u"primary"_s);
    m_apply->setProperty("kind", isGood ? u"primary"_s : QString());
    m_stop->setVisible(isRunning);
    m_apply->setEnabled(toApplying.isEmpty());
    m_apply->setToolTip(toApplying);
    const QString target = m_compared.target();
    m_apply->setText(Tr::tr("App&ly to %1").arg(QString(target).replace(u'&', u"&&"_s)));
    m_confirmation->setVisible(m_presenter.needsConfirmation());
    if (m_confirmation->text() != m_presenter.confirmation())
        m_confirmation->setText(m_presenter.confirmation());
    m_confirmation->setPlaceholderText(target);
    m_confirmation->setAccessibleName(Tr::tr("Type the name of the target to confirm: %1").arg(target));
}

void ProofView::refresh()
{
    if (!isVisible())
        return;
    m_lines->clear();
    addCosts();
    addState();
    m_lines->end();
    refreshFooter();
}

void ProofView::retranslate()
{
    m_stop->setText(Tr::tr("&Stop"));
    refresh();
}

} // namespace ui
