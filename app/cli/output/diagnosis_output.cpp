// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output/diagnosis_output.h"

#include "app/cli/output/error_output.h"
#include "app/cli/output/numbers.h"
#include "app/cli/output/text_table.h"
#include "app/tr.h"
#include "engine/base/error_json.h"
#include "engine/pg/reaching/connection_info.h"

#include <QJsonArray>
#include <QLocale>
#include <QStringList>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::environments::ConnectionDiagnosis;
using engine::environments::Environment;
using engine::environments::PasswordSource;

namespace {

QString rightsOf(const ConnectionDiagnosis &diagnosis)
{
    QStringList rights;
    if (diagnosis.isSuperuser)
        rights << Tr::tr("superuser");
    if (diagnosis.bypassesRowSecurity)
        rights << Tr::tr("sees every row");
    if (diagnosis.canCreateSchemas)
        rights << Tr::tr("may make schemas");
    if (diagnosis.isReadOnly || diagnosis.isInRecovery)
        rights << Tr::tr("read only");
    return rights.isEmpty() ? Tr::tr("reading only") : rights.join(u", "_s);
}

QString passwordSourceKey(PasswordSource source)
{
    switch (source) {
    case PasswordSource::Keychain:
        return u"keychain"_s;
    case PasswordSource::PgPass:
        return u"pgpass"_s;
    case PasswordSource::Ask:
        return u"ask"_s;
    }
    Q_UNREACHABLE();
}

QString cloneOf(const engine::environments::CloneMark &clone)
{
    const QString when = QLocale().toString(clone.started.toLocalTime(), QLocale::ShortFormat);
    if (clone.isUnderWay)
        return Tr::tr("of \"%1\", %2; under way").arg(clone.source, when);
    return (clone.isComplete ? Tr::tr("of \"%1\", %2; can be undone") : Tr::tr("of \"%1\", %2; did not end"))
        .arg(clone.source, when);
}

} // namespace

QString diagnosisForPeople(const Terminal &terminal, const ConnectionDiagnosis &diagnosis)
{
    QStringList blocks;
    if (diagnosis.reached) {
        QList<QStringList> rows{
            {Tr::tr("Address"), diagnosis.address},
            {Tr::tr("Server"), u"PostgreSQL "_s + diagnosis.serverVersion},
            {Tr::tr("Database"), diagnosis.database},
            {Tr::tr("Account"), Tr::tr("%1 (%2)").arg(diagnosis.user, rightsOf(diagnosis))},
            {Tr::tr("Encryption"), diagnosis.tls.isEmpty() ? Tr::tr("none") : diagnosis.tls},
            {Tr::tr("Answer"), duration(diagnosis.roundTripMilliseconds)},
        };
        if (diagnosis.tables >= 0)
            rows.append({Tr::tr("Holds"), Tr::tr("%n table(s)", nullptr, static_cast<int>(diagnosis.tables)) + u" · "_s
                                              + size(diagnosis.bytes)});
        if (diagnosis.clone)
            rows.append({Tr::tr("Last clone"), cloneOf(*diagnosis.clone)});
        if (diagnosis.identity)
            rows.append({Tr::tr("Identity"), diagnosis.identity->display()});
        blocks << textTable({}, rows, {}, u"  "_s);
    }
    for (const QString &hint : diagnosis.hints)
        blocks << u"  • "_s + hint;
    for (const engine::Error &problem : diagnosis.problems)
        blocks << errorForPeople(terminal, problem);
    return blocks.join(u'\n');
}

QJsonObject toJson(const ConnectionDiagnosis &diagnosis)
{
    QJsonObject object{
        {u"usable"_s, diagnosis.isUsable()}, {u"reached"_s, diagnosis.reached}, {u"address"_s, diagnosis.address}};
    if (diagnosis.reached) {
        object.insert(u"serverVersion"_s, diagnosis.serverVersion);
        object.insert(u"database"_s, diagnosis.database);
        object.insert(u"user"_s, diagnosis.user);
        object.insert(u"tls"_s, diagnosis.tls);
        object.insert(u"poolerMode"_s, engine::environments::poolerModeKey(diagnosis.poolerMode));
        object.insert(u"superuser"_s, diagnosis.isSuperuser);
        object.insert(u"bypassesRowSecurity"_s, diagnosis.bypassesRowSecurity);
        object.insert(u"canCreateSchemas"_s, diagnosis.canCreateSchemas);
        object.insert(u"readOnly"_s, diagnosis.isReadOnly || diagnosis.isInRecovery);
        object.insert(u"tables"_s, diagnosis.tables);
        object.insert(u"bytes"_s, diagnosis.bytes);
        object.insert(u"roundTripMs"_s, diagnosis.roundTripMilliseconds);
    }
    if (diagnosis.clone)
        object.insert(u"clone"_s, QJsonObject{{u"complete"_s, diagnosis.clone->isComplete},
                                              {u"underWay"_s, diagnosis.clone->isUnderWay},
                                              {u"source"_s, diagnosis.clone->source},
                                              {u"started"_s, diagnosis.clone->started.toUTC().toString(Qt::ISODate)}});
    if (diagnosis.identity)
        object.insert(u"identity"_s, diagnosis.identity->display());
    if (!diagnosis.attempts.isEmpty())
        object.insert(u"attempts"_s, toJson(diagnosis.attempts));
    QJsonArray problems;
    for (const engine::Error &problem : diagnosis.problems)
        problems.append(toJson(problem));
    object.insert(u"problems"_s, problems);
    object.insert(u"hints"_s, QJsonArray::fromStringList(diagnosis.hints));
    return object;
}

QString addressOf(const Environment &environment)
{
    engine::pg::ConnectionInfo info;
    for (const auto &[keyword, value] : environment.connection)
        info.set(keyword, value);
    return engine::text(info.redacted());
}

QJsonObject toJson(const Environment &environment)
{
    QJsonObject connection;
    for (const auto &[keyword, value] : environment.connection)
        connection.insert(engine::text(keyword), engine::text(value));
    return {{u"name"_s, environment.name},
            {u"type"_s, engine::environments::typeKey(environment.type)},
            {u"address"_s, addressOf(environment)},
            {u"connection"_s, connection},
            {u"passwordSource"_s, passwordSourceKey(environment.passwordSource)},
            {u"allowRaw"_s, environment.allowRaw},
            {u"demo"_s, environment.isDemo}};
}

} // namespace app::cli
