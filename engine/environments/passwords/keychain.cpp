// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/passwords/keychain.h"

#include <openssl/crypto.h>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QFile>
#include <QRandomGenerator>
#include <QThread>
#include <qt6keychain/keychain.h>

#include <array>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>

namespace engine::environments {

using namespace Qt::StringLiterals;

namespace {

constexpr auto service = "sosie"_L1;
constexpr size_t projectKeyBytes = 32;
constexpr int busTimeoutMilliseconds = 3000;

/// Lives on the thread that all jobs run on. QtKeychain queues the jobs of a process one behind the other, on whichever
/// thread made the first, and needs that thread's event loop ever after: so it is one thread, and it never ends.
QObject &keychainThread()
{
    static QObject *const inhabitant = [] {
        auto *thread = new QThread;
        thread->setObjectName(u"keychain"_s);
        thread->start();
        auto *object = new QObject;
        object->moveToThread(thread);
        return object;
    }();
    return *inhabitant;
}

/// Overwrites what every copy of `bytes` shares: QtKeychain keeps one for as long as its job lives.
void wipeShared(const QByteArray &bytes)
{
    if (!bytes.isEmpty())
        OPENSSL_cleanse(const_cast<char *>(bytes.constData()), static_cast<size_t>(bytes.size()));
}

struct Answer
{
    QKeychain::Error error = QKeychain::OtherError;
    QString message{};
    Secret secret{};
};

using JobMaker = std::function<QKeychain::Job *()>;
using JobReader = std::function<Secret(QKeychain::Job *)>;

/// Qt's queue hands a job to the other thread behind locks that ThreadSanitizer does not follow; this one it follows.
std::mutex handover;

/// Runs a job on the thread of the keychain and waits for it. Nothing when it did not answer in time: the job then goes
/// on by itself, because destroying one that the keychain still holds would crash.
std::optional<Answer> ask(JobMaker makeJob, JobReader readJob, std::chrono::seconds atMost)
{
    const auto promise = std::make_shared<std::promise<Answer>>();
    std::future<Answer> answer = promise->get_future();
    const auto start = [promise, makeJob = std::move(makeJob), readJob = std::move(readJob)] {
        // No longer: what a keychain does with a job may take its time.
        std::unique_lock(handover).unlock();
        QKeychain::Job *job = makeJob();
        QObject::connect(job, &QKeychain::Job::finished, job, [promise, readJob](QKeychain::Job *done) {
            Secret secret = readJob(done);
            promise->set_value({.error = done->error(), .message = done->errorString(), .secret = std::move(secret)});
        });
        job->start();
    };
    {
        const std::lock_guard lock(handover);
        QMetaObject::invokeMethod(&keychainThread(), start, Qt::QueuedConnection);
    }
    if (answer.wait_for(atMost) != std::future_status::ready)
        return {};
    return answer.get();
}

/// What the Secret Service says about itself, asked beside QtKeychain, which reports a locked keychain and a missing
/// entry in the same words.
enum class ServiceState { Open, Locked, Absent };

#ifdef Q_OS_LINUX

/// A connection of its own to the session bus, closed when destroyed.
class SessionBus final
{
public:
    SessionBus()
        : m_name(u"sosie-%1"_s.arg(QRandomGenerator::system()->generate64(), 0, 36))
        , m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, m_name))
    {}
    SessionBus(const SessionBus &) = delete;
    SessionBus &operator=(const SessionBus &) = delete;
    ~SessionBus() { QDBusConnection::disconnectFromBus(m_name); }

    /// Whether there is a bus to ask. Without this question libdbus would start one of its own on a desktop.
    static bool isThere()
    {
        return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")
               || QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
    }

    /// The first value of the answer; an invalid one when the question failed.
    [[nodiscard]] QVariant ask(const QString &name, const QString &path, const QString &method,
                               const QVariantList &arguments) const
    {
        const QString interface = method.section(u'.', 0, -2);
        QDBusMessage message = QDBusMessage::createMethodCall(name, path, interface, method.section(u'.', -1));
        message.setArguments(arguments);
        const QDBusMessage reply = m_bus.call(message, QDBus::Block, busTimeoutMilliseconds);
        const bool isAnswer = reply.type() == QDBusMessage::ReplyMessage && !reply.arguments().isEmpty();
        return isAnswer ? reply.arguments().constFirst() : QVariant();
    }

    [[nodiscard]] QVariant askBus(const QString &method, const QVariantList &arguments = {}) const
    {
        return ask(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus."_s + method,
                   arguments);
    }

private:
    QString m_name;
    QDBusConnection m_bus;
};

ServiceState serviceState()
{
    if (!SessionBus::isThere())
        return ServiceState::Absent;
    const SessionBus bus;
    const QString secrets = u"org.freedesktop.secrets"_s;
    const QStringList startable = bus.askBus(u"ListActivatableNames"_s).toStringList();
    if (!startable.contains(secrets) && !bus.askBus(u"NameHasOwner"_s, {secrets}).toBool()) {
        // KWallet has a service of its own, which opens its own window to be unlocked.
        for (const QString &wallet : {u"org.kde.kwalletd5"_s, u"org.kde.kwalletd6"_s}) {
            if (startable.contains(wallet) || bus.askBus(u"NameHasOwner"_s, {wallet}).toBool())
                return ServiceState::Open;
        }
        return ServiceState::Absent;
    }
    const auto collection
        = bus.ask(secrets, u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service.ReadAlias"_s, {u"default"_s})
              .value<QDBusObjectPath>();
    // "/": no collection yet; one is made, with a question to the person, at the first write.
    if (collection.path().isEmpty() || collection.path() == u"/")
        return collection.path().isEmpty() ? ServiceState::Absent : ServiceState::Open;
    const QVariant locked = bus.ask(secrets, collection.path(), u"org.freedesktop.DBus.Properties.Get"_s,
                                    {u"org.freedesktop.Secret.Collection"_s, u"Locked"_s});
    return locked.value<QDBusVariant>().variant().toBool() ? ServiceState::Locked : ServiceState::Open;
}

#else

ServiceState serviceState()
{
    return ServiceState::Open;
}

#endif

Error missing(const QString &why)
{
    return {.code = ErrorCode::KeychainMissing, .detail = why};
}

Error locked(const QString &why)
{
    return {.code = ErrorCode::KeychainLocked, .detail = why};
}

Error errorOf(const Answer &answer, ServiceState state)
{
    switch (answer.error) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return locked(answer.message);
    default:
        return state == ServiceState::Locked ? locked(answer.message) : missing(answer.message);
    }
}

/// Asks, after looking whether there is anybody to ask. `entryNotFound` is an answer like another.
Result<Answer> askService(JobMaker makeJob, JobReader readJob)
{
    const ServiceState state = serviceState();
    if (state == ServiceState::Absent)
        return failure(missing(u"no Secret Service answers on the session bus"_s));
    const std::chrono::seconds wait = state == ServiceState::Locked ? Keychain::unlockTimeout : Keychain::timeout;
    std::optional<Answer> answer = ask(std::move(makeJob), std::move(readJob), wait);
    if (!answer) {
        const QString why = u"no answer within %1 s"_s.arg(wait.count());
        return failure(state == ServiceState::Locked ? locked(why) : missing(why));
    }
    if (answer->error == QKeychain::EntryNotFound && state == ServiceState::Locked
        && serviceState() == ServiceState::Locked)
        return failure(locked(u"the collection is locked"_s));
    if (answer->error != QKeychain::NoError && answer->error != QKeychain::EntryNotFound)
        return failure(errorOf(*answer, serviceState()));
    return std::move(*answer);
}

Secret nothingToRead(QKeychain::Job *)
{
    return {};
}

} // namespace

Keychain::Keychain(QString scope)
    : m_scope(std::move(scope))
{}

QString Keychain::scoped(const QString &key) const
{
    return m_scope.isEmpty() ? key : key + u'@' + m_scope;
}

Result<std::optional<Secret>> Keychain::read(const QString &key) const
{
    const auto makeJob = [key = scoped(key)] {
        auto *job = new QKeychain::ReadPasswordJob(service);
        job->setKey(key);
        return job;
    };
    const auto readJob = [](QKeychain::Job *job) {
        const QByteArray bytes = static_cast<QKeychain::ReadPasswordJob *>(job)->binaryData();
        Secret secret({bytes.constData(), static_cast<size_t>(bytes.size())});
        wipeShared(bytes);
        return secret;
    };
    TRY_ASSIGN(Answer answer, askService(makeJob, readJob));
    if (answer.error == QKeychain::EntryNotFound)
        return std::optional<Secret>();
    return std::optional<Secret>(std::move(answer.secret));
}

Result<> Keychain::write(const QString &key, const Secret &secret) const
{
    const std::string_view revealed = secret.reveal();
    const QByteArray bytes(revealed.data(), static_cast<qsizetype>(revealed.size()));
    const auto makeJob = [key = scoped(key), bytes] {
        auto *job = new QKeychain::WritePasswordJob(service);
        job->setKey(key);
        // Binary: a password is bytes, and may be none that a text can hold.
        job->setBinaryData(bytes);
        return job;
    };
    // Wiped when the job has ended, by whoever ends last: an abandoned job still needs the bytes.
    const auto wipeJob = [bytes](QKeychain::Job *) {
        wipeShared(bytes);
        return Secret();
    };
    TRY_ASSIGN(const Answer answer, askService(makeJob, wipeJob));
    if (answer.error != QKeychain::NoError)
        return failure(missing(answer.message));
    return {};
}

Result<> Keychain::remove(const QString &key) const
{
    const auto makeJob = [key = scoped(key)] {
        auto *job = new QKeychain::DeletePasswordJob(service);
        job->setKey(key);
        return job;
    };
    TRY(askService(makeJob, nothingToRead));
    // In a locked keychain nothing was found and nothing removed, whatever the answer says.
    if (serviceState() == ServiceState::Locked)
        return failure(locked(u"the collection is locked"_s));
    return {};
}

Result<> Keychain::check() const
{
    switch (serviceState()) {
    case ServiceState::Absent:
        return failure(missing(u"no Secret Service answers on the session bus"_s));
    case ServiceState::Locked:
        return failure(locked(u"the collection is locked"_s));
    case ServiceState::Open:
        break;
    }
    return {};
}

Result<Secret> Keychain::projectKey() const
{
    const QString key = u"project-key"_s;
    TRY_ASSIGN(std::optional<Secret> kept, read(key));
    if (kept && kept->reveal().size() == projectKeyBytes)
        return std::move(*kept);
    // A key that was cut short or changed is not silently replaced: all fakes would change.
    if (kept)
        return failure({.code = ErrorCode::KeyFileInvalid,
                        .subject = key,
                        .detail = u"the entry in the keychain does not have 32 bytes"_s});

    std::array<quint32, projectKeyBytes / sizeof(quint32)> random{};
    QRandomGenerator::system()->generate(random.begin(), random.end());
    Secret made({reinterpret_cast<const char *>(random.data()), projectKeyBytes});
    OPENSSL_cleanse(random.data(), projectKeyBytes);
    TRY(write(key, made));
    return made;
}

QString passwordKey(const QString &environmentName)
{
    return u"environment/"_s + environmentName;
}

QString backupPasswordKey(const QString &environmentName)
{
    return u"backups/"_s + environmentName;
}

} // namespace engine::environments
