// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/server_versions.h"

#include <unistd.h>

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tests {
namespace {

// The same folder as in packaging/servers/fetch.
QString fetchedServers()
{
    if (geteuid() == 0)
        return u"/var/cache/sosie/servers"_s;
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME");
    return (cache.isEmpty() ? QDir::homePath() + u"/.cache"_s : cache) + u"/sosie/servers"_s;
}

} // namespace

engine::Result<engine::sandbox::ServerPrograms> serverPrograms(int major)
{
    const QString folders[] = {u"/usr/lib/postgresql/%1/bin"_s.arg(major),
                               fetchedServers() + u"/node_modules/postgresql-%1/native/bin"_s.arg(major)};
    for (const QString &folder : folders) {
        if (QFileInfo(folder + u"/postgres"_s).isExecutable())
            return engine::sandbox::ServerPrograms{.folder = folder, .major = major};
    }
    return engine::failure({.code = engine::ErrorCode::SandboxUnavailable,
                            .subject = u"PostgreSQL %1"_s.arg(major),
                            .detail = u"This server is not on this computer. Run packaging/servers/fetch."_s});
}

} // namespace tests
