// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/environments/environments_presenter.h"

#include "engine/environments/end.h"
#include "engine/environments/settings/environment_editing.h"
#include "engine/runs/operation_kind.h"
#include "ui/background.h"
#include "ui/environment_list.h"
#include "ui/environments/environment_draft.h"
#include "ui/text.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using engine::environments::ConnectionDiagnosis;
using engine::environments::Environment;
using engine::runs::OperationKind;
using engine::runs::operationOf;
using engine::store::Run;

namespace {

constexpr int lookSeconds = 5;
constexpr int demoPollMilliseconds = 200;

/// A look of its own accord must not ask a person for a password: whoever opens the window has asked for nothing yet.
engine::Result<ConnectionDiagnosis> diagnosed(const engine::workspace::Workspace &workspace,
                                              const Environment &environment, bool mayAsk, std::stop_token stop)
{
    TRY_ASSIGN(const auto connection, mayAsk ? workspace.credentials().resolve(environment, stop)
                                             : workspace.credentials().lookUp(environment));
    return engine::environments::diagnose(connection, std::move(stop));
}

/// Of a database or of a file.
bool isCopy(const Run &run)
{
    const auto kind = operationOf(run.operation);
    return kind == OperationKind::Clone || kind == OperationKind::Restore;
}

int typeOrder(const EnvironmentCard &card)
{
    return card.environment.type == engine::environments::EnvironmentType::Production ? 0 : 1;
}

} // namespace

std::optional<engine::environments::CloneMark> EnvironmentCard::mark() const
{
    return state == State::Online ? diagnosis.clone : std::nullopt;
}

bool EnvironmentCard::isClonedElsewhere() const
{
    // The clocks of two computers differ; a clone that is older than ten minutes less than ours is ours.
    constexpr qint64 toleratedSeconds = 600;
    if (!mark())
        return false;
    const auto &newest = lastMigration ? lastMigration : lastWrite;
    if (!newest || newest->ended.secsTo(mark()->started) > toleratedSeconds)
        return true;
    if (lastMigration)
        return false;
    return isCopy(*lastWrite) && lastWrite->source != mark()->source;
}

bool EnvironmentCard::holdsClearData() const
{
    if (!lastWrite || !isCopy(*lastWrite) || isClonedElsewhere())
        return false;
    if (!lastWrite->report.value(u"rawReason"_s).toString().isEmpty())
        return true;
    const QJsonArray columns = lastWrite->report.value(u"columns"_s).toArray();
    return std::any_of(columns.begin(), columns.end(),
                       [](const QJsonValue &column) { return column[u"letOut"_s].toBool(); });
}

bool EnvironmentCard::canRollBack() const
{
    if (state == State::Online && diagnosis.isUsable())
        return diagnosis.clone.has_value() && !isUnderWay();
    return isIncomplete() || (lastWrite && isCopy(*lastWrite) && lastWrite->outcome == u"succeeded");
}

bool EnvironmentCard::isIncomplete() const
{
    if (state == State::Online)
        return mark() && mark()->isAbandoned();
    // Not asked, or not answering: what this computer knows.
    return lastWrite && lastWrite->report.value(u"targetState"_s).toString() == u"incomplete";
}

bool EnvironmentCard::isUnderWay() const
{
    return mark() && mark()->isUnderWay;
}

bool EnvironmentCard::wantsPassword() const
{
    return state == State::Offline && problem && problem->code == engine::ErrorCode::PasswordMissing;
}

EnvironmentsPresenter::EnvironmentsPresenter(EnvironmentList &list, engine::workspace::Workspace &workspace,
                                             Background &background, QObject *parent)
    : QObject(parent)
    , m_list(list)
    , m_workspace(workspace)
    , m_background(background)
{
    connect(&m_list, &EnvironmentList::changed, this, &EnvironmentsPresenter::rebuild);
    connect(&m_list, &EnvironmentList::failed, this, &EnvironmentsPresenter::failed);
    m_demoTimer.setInterval(demoPollMilliseconds);
    connect(&m_demoTimer, &QTimer::timeout, this, &EnvironmentsPresenter::demoChanged);
    askAboutDemo();
}

QString EnvironmentsPresenter::addressOf(const Environment &environment)
{
    engine::environments::ConnectionInfo address;
    for (const auto &[keyword, value] : environment.connection)
        address.set(keyword, value);
    return engine::text(address.redacted());
}

QString EnvironmentsPresenter::whereOf(const Environment &environment)
{
    const auto value = [&](const char *keyword) {
        const auto found = environment.connection.find(keyword);
        return found == environment.connection.end() ? QString() : engine::text(found->second);
    };
    const QString service = value("service");
    if (!service.isEmpty())
        return Tr::tr("service %1 of pg_service.conf").arg(service);
    const QString host = value("host");
    if (host.startsWith(u'/'))
        //: Where a database is; %1 is its name.
        return Tr::tr("%1 on this computer").arg(isolated(value("dbname")));
    const QString port = value("port");
    //: Where a database is: %1 its name, %2 the host.
    return Tr::tr("%1 on %2")
        .arg(isolated(value("dbname")), isolated(port.isEmpty() || port == u"5432" ? host : host + u':' + port));
}

QStringList EnvironmentsPresenter::incomplete() const
{
    QStringList names;
    for (const EnvironmentCard &card : m_cards) {
        if (card.state != EnvironmentCard::State::Looking && card.isIncomplete())
            names << card.environment.name;
    }
    return names;
}

void EnvironmentsPresenter::rebuild()
{
    QList<EnvironmentCard> cards;
    for (const Environment &environment : m_list.all()) {
        const int known = indexOf(environment.name);
        const bool isSame = known >= 0 && m_cards.at(known).environment == environment;
        cards << (isSame ? m_cards.at(known) : EnvironmentCard{.environment = environment});
    }
    std::stable_sort(cards.begin(), cards.end(),
                     [](const auto &one, const auto &other) { return typeOrder(one) < typeOrder(other); });
    const bool isSame
        = cards.size() == m_cards.size()
          && std::equal(cards.begin(), cards.end(), m_cards.begin(),
                        [](const auto &one, const auto &other) { return one.environment == other.environment; });
    m_cards = std::move(cards);
    if (m_demo == Demo::Ready || m_demo == Demo::Running)
        m_demo = m_list.hasDemo() ? Demo::Running : Demo::Ready;
    // The cards of the same environments stay: somebody may have the focus on one.
    if (!isSame || m_cards.isEmpty())
        emit cardsReset();
    emit demoChanged();
    for (const EnvironmentCard &card : std::as_const(m_cards))
        look(card.environment.name, card.state == EnvironmentCard::State::Looking ? Manner::Openly : Manner::Quietly);
    readHistory();
}

void EnvironmentsPresenter::refresh(bool isSeen)
{
    for (int index = 0; isSeen && index < m_cards.size(); ++index) {
        m_cards[index].state = EnvironmentCard::State::Looking;
        emit cardChanged(index);
    }
    m_list.reload();
}

void EnvironmentsPresenter::lookAsking(const QString &name)
{
    look(name, Manner::Asking);
}

void EnvironmentsPresenter::look(const QString &name, Manner manner)
{
    const int index = indexOf(name);
    if (index < 0)
        return;
    const quint64 round = ++m_rounds[name];
    if (manner != Manner::Quietly) {
        m_cards[index].state = EnvironmentCard::State::Looking;
        emit cardChanged(index);
    }
    auto stop = std::make_shared<std::stop_source>();
    const bool mayAsk = manner == Manner::Asking;
    const auto work = [&workspace = m_workspace, environment = m_cards.at(index).environment, mayAsk, stop,
                       closing = m_background.stopToken()]() -> Look {
        const std::stop_callback forward(closing, [&stop = *stop] { stop.request_stop(); });
        const auto diagnosis = diagnosed(workspace, environment, mayAsk, stop->get_token());
        if (!diagnosis)
            return {{}, diagnosis.error()};
        if (!diagnosis->reached)
            return {*diagnosis, diagnosis->problems.isEmpty() ? engine::Error{} : diagnosis->problems.first()};
        // What was production once is production for ever; a look is the first chance to learn which database it is.
        const auto remembered = workspace.rememberIfProduction(environment, diagnosis->identity);
        return {*diagnosis, remembered ? std::optional<engine::Error>() : remembered.error(),
                natureOf(workspace, environment, *diagnosis)};
    };
    m_background.run(this, work, [this, name, round, mayAsk](Look look) {
        const bool isAwaited = mayAsk && m_rounds.value(name) == round;
        take(name, round, std::move(look));
        if (const int card = indexOf(name); isAwaited && card >= 0)
            emit looked(card);
    });
    // A person who is asked takes the time that it takes.
    if (mayAsk)
        return;
    QTimer::singleShot(lookSeconds * 1000, this, [this, name, round, stop] {
        stop->request_stop();
        if (indexOf(name) >= 0 && m_rounds.value(name) == round)
            take(name, round, {{}, engine::Error{.code = engine::ErrorCode::ServerUnreachable, .subject = name}});
    });
}

void EnvironmentsPresenter::take(const QString &name, quint64 number, Look look)
{
    const int index = indexOf(name);
    if (index < 0 || m_rounds.value(name) != number)
        return;
    ++m_rounds[name];
    EnvironmentCard &card = m_cards[index];
    if (look.diagnosis.reached)
        card.offlineSince = {};
    else if (!card.offlineSince.isValid())
        card.offlineSince = QDateTime::currentDateTimeUtc();
    const bool isOtherDatabase = look.diagnosis.identity && look.diagnosis.identity != card.diagnosis.identity;
    card.state = look.diagnosis.reached ? EnvironmentCard::State::Online : EnvironmentCard::State::Offline;
    card.diagnosis = std::move(look.diagnosis);
    card.problem = std::move(look.problem);
    card.natureSentence = look.nature ? engine::runs::sentenceOf(card.environment, *look.nature) : engine::Sentence();
    if (look.nature)
        m_list.setNature(card.environment, *look.nature);
    emit cardChanged(index);
    // Whose backups are its own is known now.
    if (isOtherDatabase)
        readHistory();
}

void EnvironmentsPresenter::readHistory()
{
    QList<engine::store::BackedUp> all;
    for (const EnvironmentCard &card : std::as_const(m_cards)) {
        engine::store::BackedUp of{.environment = card.environment.name};
        if (const auto &identity = card.diagnosis.identity) {
            of.systemIdentifier = QString::fromStdString(identity->systemIdentifier);
            of.databaseOid = identity->databaseOid;
        }
        all.append(of);
    }
    const auto work = [&workspace = m_workspace, all]() -> engine::Result<Remembered> {
        using engine::store::ProofLevel;
        Remembered remembered;
        TRY_ASSIGN(remembered.runs, workspace.history().list());
        for (const engine::store::BackedUp &of : all) {
            TRY_ASSIGN(const auto newest, workspace.backups().newest(of, ProofLevel::None));
            TRY_ASSIGN(const auto proven, workspace.backups().newest(of, ProofLevel::ContentComplete));
            if (newest)
                remembered.newestBackups.insert(of.environment, *newest);
            if (proven)
                remembered.newestProven.insert(of.environment, *proven);
        }
        return remembered;
    };
    m_background.run(this, work, [this](const engine::Result<Remembered> &remembered) {
        if (remembered)
            takeHistory(*remembered);
        else
            emit failed(remembered.error());
    });
}

void EnvironmentsPresenter::takeHistory(const Remembered &remembered)
{
    for (int index = 0; index < m_cards.size(); ++index) {
        EnvironmentCard &card = m_cards[index];
        const QString &name = card.environment.name;
        const auto isWrite = [&](const Run &run) {
            return run.target == name
                   && (operationOf(run.operation) == OperationKind::Clone
                       || operationOf(run.operation) == OperationKind::Restore
                       || operationOf(run.operation) == OperationKind::Rollback)
                   && (run.outcome == u"succeeded" || run.report.value(u"targetState"_s).toString() == u"incomplete");
        };
        const auto last = std::find_if(remembered.runs.begin(), remembered.runs.end(), isWrite);
        card.lastWrite = last == remembered.runs.end() ? std::optional<Run>() : *last;
        const auto isMigration = [&](const Run &run) {
            return run.target == name && operationOf(run.operation) == OperationKind::Migrate
                   && run.outcome == u"succeeded";
        };
        // The newest comes first.
        const auto migration = std::find_if(remembered.runs.begin(), last, isMigration);
        card.lastMigration = migration == last ? std::optional<Run>() : *migration;
        const auto knownOf = [&name](const QHash<QString, engine::store::BackupRecord> &known) {
            const auto found = known.constFind(name);
            return found == known.cend() ? std::nullopt : std::optional(*found);
        };
        card.newestBackup = knownOf(remembered.newestBackups);
        card.newestProven = knownOf(remembered.newestProven);
        emit cardChanged(index);
    }
}

void EnvironmentsPresenter::remove(const QString &name)
{
    m_background.run(
        this,
        [&workspace = m_workspace, name] {
            return engine::environments::removeEnvironment(workspace.environmentStore(), workspace.keychain(), name);
        },
        [this](const engine::Result<> &removed) {
            if (!removed)
                emit failed(removed.error());
            m_list.reload();
        });
}

void EnvironmentsPresenter::askAboutDemo()
{
    m_background.run(
        this, [&workspace = m_workspace] { return workspace.demo().obstacle(); },
        [this](std::optional<engine::Error> obstacle) {
            m_demoObstacle = std::move(obstacle);
            m_demo = m_demoObstacle ? Demo::Impossible : m_list.hasDemo() ? Demo::Running : Demo::Ready;
            emit demoChanged();
        });
}

void EnvironmentsPresenter::startDemo()
{
    if (m_demo != Demo::Ready)
        return;
    m_demo = Demo::Starting;
    m_demoStep->store(DemoStep::Waiting);
    m_demoTimer.start();
    emit demoChanged();
    m_background.run(
        this,
        [&workspace = m_workspace, step = m_demoStep, stop = m_background.stopToken()] {
            return workspace.demo().start(*step, stop);
        },
        [this](const engine::Result<> &started) {
            m_demoTimer.stop();
            m_demo = started ? Demo::Running : Demo::Ready;
            emit demoChanged();
            if (!started)
                emit failed(started.error());
            m_list.reload();
        });
}

void EnvironmentsPresenter::removeDemo()
{
    m_background.run(
        this, [&workspace = m_workspace] { return workspace.demo().remove(); },
        [this](const engine::Result<> &removed) {
            if (!removed)
                emit failed(removed.error());
            m_list.reload();
        });
}

int EnvironmentsPresenter::indexOf(const QString &name) const
{
    const auto found = std::find_if(m_cards.begin(), m_cards.end(),
                                    [&](const EnvironmentCard &card) { return card.environment.name == name; });
    return found == m_cards.end() ? -1 : int(found - m_cards.begin());
}

} // namespace ui
