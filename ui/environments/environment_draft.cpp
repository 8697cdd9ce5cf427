// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/environments/environment_draft.h"

#include "engine/base/errors/error_text.h"
#include "engine/environments/connection_recipe.h"
#include "engine/environments/end.h"
#include "engine/safety/nature_of.h"
#include "engine/safety/relabelling.h"
#include "engine/workspace/workspace.h"
#include "ui/background.h"
#include "ui/text.h"

#include <QFileInfo>

#include <memory>

using namespace Qt::StringLiterals;

namespace ui {

using engine::environments::ConnectionDiagnosis;
using engine::environments::Environment;
using engine::environments::EnvironmentType;
using engine::environments::SavedEnvironment;

namespace {

using ConnectionInfo = engine::environments::ConnectionInfo;

QString valueOf(const Environment &environment, const char *keyword)
{
    const auto found = environment.connection.find(keyword);
    return found == environment.connection.end() ? QString() : engine::text(found->second);
}

/// A name with "prod" in it that is not said to be production.
bool looksLikeProduction(const QString &text)
{
    return text.contains(u"prod"_s, Qt::CaseInsensitive) && !text.contains(u"preprod"_s, Qt::CaseInsensitive)
           && !text.contains(u"pre-prod"_s, Qt::CaseInsensitive);
}

} // namespace

std::optional<engine::runs::Nature> natureOf(const engine::workspace::Workspace &workspace,
                                             const Environment &environment, const ConnectionDiagnosis &diagnosis)
{
    if (!diagnosis.reached)
        return {};
    return engine::safety::natureOf(environment, diagnosis.evidence(), workspace.registry());
}

engine::Sentence natureSentenceOf(const engine::workspace::Workspace &workspace, const Environment &environment,
                                  const ConnectionDiagnosis &diagnosis)
{
    const auto nature = natureOf(workspace, environment, diagnosis);
    return nature ? engine::runs::sentenceOf(environment, *nature) : engine::Sentence();
}

EnvironmentDraft::EnvironmentDraft(engine::workspace::Workspace &workspace, Background &background, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_background(background)
{}

void EnvironmentDraft::load(const Environment &environment)
{
    m_originalName = environment.name;
    m_original = environment;
    m_relabelling = {};
    m_name = environment.name;
    m_type = environment.type;
    m_passwordSource = environment.passwordSource;
    m_allowRaw = environment.allowRaw;
    m_service = valueOf(environment, "service");
    ConnectionInfo info;
    for (const auto &[keyword, value] : environment.connection)
        info.set(keyword, value);
    m_address = engine::text(info.redacted());
    m_fields = {valueOf(environment, "host"), valueOf(environment, "port"),    valueOf(environment, "dbname"),
                valueOf(environment, "user"), valueOf(environment, "sslmode"), valueOf(environment, "sslrootcert")};
    m_way = m_service.isEmpty() ? Way::Address : Way::Service;
    touch();
}

void EnvironmentDraft::touch()
{
    ++m_version;
    m_test = Test::NotMade;
    emit changed();
    emit testChanged();
}

void EnvironmentDraft::setName(const QString &name)
{
    m_name = name.trimmed();
    emit changed();
}

void EnvironmentDraft::setType(EnvironmentType type)
{
    m_type = type;
    emit changed();
}

void EnvironmentDraft::setWay(Way way)
{
    // What was written one way is there the other way as well.
    if (way == Way::Fields && m_way == Way::Address) {
        finishAddress();
        if (const auto info = engine::environments::parseAddress(m_address); info && !m_address.isEmpty())
            m_fields = {engine::text(info->value("host")),    engine::text(info->value("port")),
                        engine::text(info->value("dbname")),  engine::text(info->value("user")),
                        engine::text(info->value("sslmode")), engine::text(info->value("sslrootcert"))};
    }
    m_way = way;
    touch();
}

void EnvironmentDraft::setAddress(const QString &text)
{
    const QString typed = text.trimmed();
    // Letter by letter, the first part of an address is an address too: what is not yet whole is left alone.
    const bool isPasted = typed.size() > m_address.size() + 1;
    m_address = typed;
    if (isPasted)
        takePasswordOut();
    touch();
}

void EnvironmentDraft::finishAddress()
{
    if (m_way == Way::Address && takePasswordOut())
        touch();
}

bool EnvironmentDraft::takePasswordOut()
{
    auto info = engine::environments::parseAddress(m_address);
    if (!info || info->password().isEmpty())
        return false;
    m_password = info->takePassword();
    m_address = engine::text(info->redacted());
    emit addressReplaced(m_address);
    return true;
}

void EnvironmentDraft::setFields(const Fields &fields)
{
    m_fields = fields;
    touch();
}

QStringList EnvironmentDraft::services() const
{
    return m_workspace.credentials().services();
}

void EnvironmentDraft::setService(const QString &service)
{
    m_service = service.trimmed();
    touch();
}

void EnvironmentDraft::setPassword(engine::Secret password)
{
    m_password = std::move(password);
    touch();
}

void EnvironmentDraft::setPasswordSource(engine::environments::PasswordSource source)
{
    m_passwordSource = source;
    emit changed();
}

void EnvironmentDraft::setAllowRaw(bool allowRaw)
{
    m_allowRaw = allowRaw;
    emit changed();
}

engine::Result<Environment> EnvironmentDraft::environment() const
{
    ConnectionInfo info;
    switch (m_way) {
    case Way::Address: {
        TRY_ASSIGN(info, engine::environments::parseAddress(m_address));
        break;
    }
    case Way::Fields:
        for (const auto &[keyword, value] :
             {std::pair{"host", m_fields.host}, std::pair{"port", m_fields.port},
              std::pair{"dbname", m_fields.database}, std::pair{"user", m_fields.user},
              std::pair{"sslmode", m_fields.sslMode}, std::pair{"sslrootcert", m_fields.rootCertificate}})
            info.set(keyword, value.trimmed().toStdString());
        break;
    case Way::Service:
        info.set("service", m_service.toStdString());
        break;
    }
    // The pooler that goes with a host stays with it: no field of the window is about it.
    if (m_original) {
        const auto pooler = m_original->connection.find("pooler");
        const auto host = m_original->connection.find("host");
        if (pooler != m_original->connection.end() && host != m_original->connection.end()
            && host->second == info.value("host"))
            info.set(pooler->first, pooler->second);
    }
    TRY_ASSIGN(Environment result,
               engine::environments::makeEnvironment(m_name, m_type.value_or(EnvironmentType::Production), info));
    result.passwordSource = m_passwordSource;
    result.allowRaw = m_allowRaw && m_type != EnvironmentType::Production;
    return result;
}

bool EnvironmentDraft::isRelabelled() const
{
    return m_original && m_original->type == EnvironmentType::Production && m_type
           && *m_type != EnvironmentType::Production;
}

void EnvironmentDraft::setRelabelling(const engine::environments::Relabelling &relabelling)
{
    m_relabelling = relabelling;
    emit changed();
}

QString EnvironmentDraft::problem() const
{
    if (m_name.isEmpty())
        return Tr::tr("Give the environment a name.");
    if (const auto named = engine::environments::checkName(m_name); !named)
        return engine::describe(named.error()).what;
    if (!m_type)
        return Tr::tr("Say what the environment is for: production, test, training or development.");
    if (m_way == Way::Address && m_address.isEmpty())
        return Tr::tr("Paste the address of the database.");
    if (m_way == Way::Fields && m_fields.host.trimmed().isEmpty())
        return Tr::tr("Say on which host the database is.");
    if (const QString &file = m_fields.rootCertificate.trimmed();
        m_way == Way::Fields && !file.isEmpty() && !QFileInfo(file).isFile())
        return Tr::tr("There is no certificate %1.").arg(file);
    if (m_way == Way::Service && m_service.isEmpty())
        return Tr::tr("Give the name of a service of pg_service.conf.");
    if (isRelabelled() && (m_relabelling.typedName != m_originalName || m_relabelling.reason.trimmed().isEmpty()))
        return Tr::tr("Type the name of this production, and say why it gets another type.");
    const auto made = environment();
    if (made)
        return {};
    const engine::ErrorText text = engine::describe(made.error());
    return text.why.isEmpty() ? text.what : text.why;
}

QStringList EnvironmentDraft::hints() const
{
    QStringList hints;
    if (m_way == Way::Address && !m_address.isEmpty())
        if (const auto info = engine::environments::parseAddress(m_address))
            hints += engine::environments::addressHints(*info);
    const QString where = m_way == Way::Address ? m_address : m_fields.host + u' ' + m_fields.database;
    if (m_type && m_type != EnvironmentType::Production && (looksLikeProduction(m_name) || looksLikeProduction(where)))
        hints << Tr::tr("The name looks like a production. If it is one, choose Production: it will then only ever be "
                        "read.");
    return hints;
}

bool EnvironmentDraft::canUseSessionPort() const
{
    if (m_way != Way::Address)
        return false;
    const auto info = engine::environments::parseAddress(m_address);
    return info && engine::environments::isKnownTransactionPooler(*info);
}

void EnvironmentDraft::useSessionPort()
{
    auto info = engine::environments::parseAddress(m_address);
    if (!info)
        return;
    info->set("port", "5432");
    m_address = engine::text(info->redacted());
    emit addressReplaced(m_address);
    touch();
}

void EnvironmentDraft::test()
{
    finishAddress();
    const auto made = environment();
    if (!made || m_test == Test::Running)
        return;
    m_test = Test::Running;
    emit testChanged();
    // The keychain knows the password under the name the environment had when it was saved.
    Environment asked = *made;
    if (!isNew())
        asked.name = m_originalName;
    auto password = std::make_shared<engine::Secret>(m_password.clone());
    using Tested = std::pair<ConnectionDiagnosis, engine::Sentence>;
    const auto work = [&workspace = m_workspace, stop = m_background.stopToken(), asked, password]() -> Tested {
        auto connection = workspace.credentials().lookUp(asked);
        if (!connection && !password->isEmpty()
            && asked.passwordSource == engine::environments::PasswordSource::Keychain) {
            // No keychain is no obstacle while the password is at hand.
            Environment typed = asked;
            typed.passwordSource = engine::environments::PasswordSource::Ask;
            connection = workspace.credentials().lookUp(typed);
        }
        if (!connection) {
            ConnectionDiagnosis refused;
            refused.problems << connection.error();
            return {refused, {}};
        }
        if (!password->isEmpty())
            connection->setPassword(password->clone());
        ConnectionDiagnosis diagnosis = engine::environments::diagnose(*connection, stop);
        engine::Sentence sentence = natureSentenceOf(workspace, asked, diagnosis);
        return {std::move(diagnosis), std::move(sentence)};
    };
    m_background.run(this, work, [this, version = m_version](Tested tested) {
        if (version != m_version)
            return;
        m_diagnosis = std::move(tested.first);
        m_natureSentence = std::move(tested.second);
        m_test = Test::Made;
        emit testChanged();
    });
}

void EnvironmentDraft::save()
{
    finishAddress();
    const auto made = environment();
    if (!made || m_isSaving || !problem().isEmpty())
        return;
    m_isSaving = true;
    emit changed();
    auto password = std::make_shared<engine::Secret>(m_password.clone());
    const auto work = [&workspace = m_workspace, name = m_originalName, original = m_original, environment = *made,
                       password, relabelling = m_relabelling]() -> engine::Result<SavedEnvironment> {
        // A password that must not be kept is known until the program ends.
        const bool isKept = environment.passwordSource == engine::environments::PasswordSource::Keychain;
        const engine::Secret nothing;
        const engine::Secret &kept = isKept ? *password : nothing;
        if (name.isEmpty()) {
            TRY_ASSIGN(SavedEnvironment added,
                       engine::environments::addEnvironment(workspace.environmentStore(), workspace.keychain(),
                                                            environment, kept));
            if (!isKept || added.passwordNotKept)
                workspace.credentials().keepForThisRun(added.environment, *password);
            return added;
        }
        TRY_ASSIGN(SavedEnvironment saved,
                   engine::environments::editEnvironment(workspace.environmentStore(), workspace.keychain(), name,
                                                         environment, kept, relabelling));
        if (!isKept || saved.passwordNotKept)
            workspace.credentials().keepForThisRun(saved.environment, *password);
        if (original && engine::environments::isRelabelled(*original, saved.environment))
            TRY(engine::safety::recordRelabelling(workspace.history(), *original, saved.environment,
                                                  relabelling.reason));
        return saved;
    };
    m_background.run(this, work, [this](const engine::Result<SavedEnvironment> &result) {
        m_isSaving = false;
        emit changed();
        if (result)
            emit saved(*result);
        else
            emit failed(result.error());
    });
}

} // namespace ui
