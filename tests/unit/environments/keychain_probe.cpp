// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

// Does to the keychain what its arguments say, one line of answer per command: write KEY VALUE, read KEY, remove KEY,
// check, project-key, lock, threads. With `environments FOLDER`, does to environments what its standard input says:
// add NAME ADDRESS, test NAME, rename NAME NAME, remove NAME, list. Run by the tests in sessions of their own.

#include "engine/base/errors/error_text.h"
#include "engine/environments/connection_recipe.h"
#include "engine/environments/connection_test.h"
#include "engine/environments/passwords/credentials.h"
#include "engine/environments/passwords/keychain.h"
#include "engine/environments/settings/environment_editing.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QTextStream>

#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using engine::Result;
using engine::Secret;
using engine::environments::Keychain;

namespace {

QString textOf(const engine::Error &error)
{
    return u"error "_s + engine::errorId(error.code) + u' ' + error.detail.simplified();
}

QString textOf(const Result<> &result)
{
    return result ? u"ok"_s : textOf(result.error());
}

QString textOf(const Result<std::optional<Secret>> &result)
{
    if (!result)
        return textOf(result.error());
    return *result ? u"value "_s + engine::text((**result).reveal()) : u"none"_s;
}

/// Locks the collection "login", as a screen lock does.
QString lockCollection()
{
    QDBusMessage call = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                                                       u"org.freedesktop.Secret.Service"_s, u"Lock"_s);
    const QList<QDBusObjectPath> collections{QDBusObjectPath(u"/org/freedesktop/secrets/collection/login"_s)};
    call.setArguments({QVariant::fromValue(collections)});
    const QDBusMessage reply = QDBusConnection::sessionBus().call(call);
    return reply.type() == QDBusMessage::ReplyMessage ? u"ok"_s : u"error "_s + reply.errorMessage();
}

/// Eight threads without an event loop, each with a Keychain and an entry of its own.
QString useFromThreads()
{
    std::atomic<int> good = 0;
    std::vector<std::thread> threads;
    threads.reserve(8);
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([i, &good] {
            const Keychain keychain(u"thread"_s);
            const QString key = QString::number(i);
            const std::string value = "value of " + key.toStdString();
            if (!keychain.write(key, Secret(value)))
                return;
            const Result<std::optional<Secret>> read = keychain.read(key);
            if (read && *read && (**read).reveal() == value)
                ++good;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    return u"good "_s + QString::number(good);
}

QString run(const QString &command, QStringList &arguments, const Keychain &keychain)
{
    if (command == u"write") {
        const QString key = arguments.takeFirst();
        return textOf(keychain.write(key, Secret(arguments.takeFirst().toStdString())));
    }
    if (command == u"read")
        return textOf(keychain.read(arguments.takeFirst()));
    if (command == u"remove")
        return textOf(keychain.remove(arguments.takeFirst()));
    if (command == u"check")
        return textOf(keychain.check());
    if (command == u"lock")
        return lockCollection();
    if (command == u"threads")
        return useFromThreads();
    if (command == u"project-key") {
        const Result<Secret> key = keychain.projectKey();
        const std::string_view bytes = key ? key->reveal() : std::string_view();
        return key ? u"key "_s
                         + QString::fromLatin1(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())).toHex())
                   : textOf(key.error());
    }
    return u"unknown command"_s;
}

/// Everything an error says, to people and to programs.
QString wholeTextOf(const engine::Error &error)
{
    const engine::ErrorText sentences = engine::describe(error);
    return QStringList{sentences.id,  sentences.what,           sentences.why, sentences.state, sentences.next,
                       error.subject, error.detail.simplified()}
        .join(u" | "_s);
}

class Environments final
{
public:
    explicit Environments(const QString &folder)
        : m_store(folder)
    {}

    Result<QString> run(const QStringList &words) const
    {
        const QString command = words.value(0);
        if (command == u"add")
            return add(words.value(1), words.mid(2).join(u' '));
        if (command == u"test")
            return test(words.value(1));
        if (command == u"rename")
            return rename(words.value(1), words.value(2));
        if (command == u"remove")
            return engine::environments::removeEnvironment(m_store, m_keychain, words.value(1)).map([] {
                return u"removed"_s;
            });
        TRY_ASSIGN(const auto environments, m_store.list());
        QStringList names;
        for (const auto &environment : environments)
            names.append(environment.name);
        names.sort();
        return names.join(u", "_s);
    }

private:
    Result<QString> add(const QString &name, const QString &address) const
    {
        TRY_ASSIGN(auto info, engine::environments::parseAddress(address));
        TRY_ASSIGN(auto environment,
                   engine::environments::makeEnvironment(name, engine::environments::EnvironmentType::Test, info));
        TRY_ASSIGN(const auto saved,
                   engine::environments::addEnvironment(m_store, m_keychain, std::move(environment), info.password()));
        return saved.passwordNotKept ? wholeTextOf(*saved.passwordNotKept) : u"kept"_s;
    }

    Result<QString> test(const QString &name) const
    {
        TRY_ASSIGN(const auto environment, m_store.find(name));
        const engine::environments::CredentialResolver resolver(m_keychain, {});
        TRY_ASSIGN(const auto info, resolver.resolve(environment));
        qDebug() << info.password() << engine::text(info.redacted());
        const auto diagnosis = engine::environments::diagnose(info);
        QStringList problems;
        for (const engine::Error &problem : diagnosis.problems)
            problems.append(wholeTextOf(problem));
        return problems.join(u"; "_s) + diagnosis.hints.join(u"; "_s);
    }

    Result<QString> rename(const QString &name, const QString &newName) const
    {
        TRY_ASSIGN(auto environment, m_store.find(name));
        environment.name = newName;
        TRY_ASSIGN(const auto saved,
                   engine::environments::editEnvironment(m_store, m_keychain, name, std::move(environment), Secret()));
        return saved.passwordNotKept ? wholeTextOf(*saved.passwordNotKept) : u"renamed"_s;
    }

    engine::environments::EnvironmentStore m_store;
    Keychain m_keychain;
};

int runEnvironments(const QString &folder)
{
    const Environments environments(folder);
    QTextStream in(stdin);
    QTextStream out(stdout);
    for (QString line = in.readLine(); !line.isNull(); line = in.readLine()) {
        const QStringList words = line.split(u' ');
        const Result<QString> answer = environments.run(words);
        out << words.value(0) << ' ' << (words.value(0) == u"list" ? QString() : words.value(1) + u": "_s)
            << (answer ? *answer : wholeTextOf(answer.error())) << '\n'
            << Qt::flush;
    }
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QStringList arguments = application.arguments().mid(1);
    if (arguments.value(0) == u"environments")
        return runEnvironments(arguments.value(1));
    const Keychain keychain;
    QTextStream out(stdout);
    while (!arguments.isEmpty()) {
        const QString command = arguments.takeFirst();
        out << run(command, arguments, keychain) << '\n' << Qt::flush;
    }
    return 0;
}
