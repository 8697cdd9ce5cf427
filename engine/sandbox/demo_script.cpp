// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/sandbox/demo_script.h"

#include <QFile>

#include <mutex>

using namespace Qt::StringLiterals;

// A static library's resources are registered by whoever asks for them; the macro wants the global namespace.
static void registerDemoResources()
{
    Q_INIT_RESOURCE(demo);
}

namespace engine::sandbox {
namespace {

// Tables first, then rows, then what would slow rows down or react to them.
QStringList wholeApplication(const QString &people)
{
    return {u"types"_s,         u"tables"_s,       u"finance_tables"_s, u"numbers"_s, people,     u"rows"_s,
            u"activity_rows"_s, u"finance_rows"_s, u"constraints"_s,    u"logic"_s,   u"views"_s, u"access"_s};
}

} // namespace

const std::vector<DemoScript> &demoScripts()
{
    static const std::vector<DemoScript> scripts{
        {u"demo-prod"_s, "demo_prod", u"production"_s, wholeApplication(u"people"_s)},
        {u"demo-test"_s, "demo_test", u"test"_s, wholeApplication(u"placeholders"_s) + QStringList{u"older_version"_s}},
        {u"demo-formation"_s, "demo_formation", u"training"_s, wholeApplication(u"placeholders"_s)},
        {u"demo-dev"_s, "demo_dev", u"development"_s, {}},
    };
    return scripts;
}

Result<> runDemoFile(pg::Connection &connection, const QString &file)
{
    static std::once_flag isRegistered;
    std::call_once(isRegistered, registerDemoResources);
    QFile resource(u":/demo/%1.sql"_s.arg(file));
    if (!resource.open(QIODevice::ReadOnly))
        return failure({.code = ErrorCode::Internal, .subject = resource.fileName(), .detail = resource.errorString()});
    const QByteArray sql = resource.readAll();
    TRY(connection.execute({sql.constData(), static_cast<size_t>(sql.size())}).map_error(during(file + u".sql"_s)));
    return {};
}

} // namespace engine::sandbox
