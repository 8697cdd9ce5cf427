// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/runs/operation_kind.h"

#include <array>

namespace engine::runs {

using namespace Qt::StringLiterals;

QString operationKey(OperationKind kind)
{
    switch (kind) {
    case OperationKind::Clone:
        return u"clone"_s;
    case OperationKind::Rollback:
        return u"rollback"_s;
    case OperationKind::Verify:
        return u"verify"_s;
    case OperationKind::Backup:
        return u"backup"_s;
    case OperationKind::Restore:
        return u"restore"_s;
    case OperationKind::Compare:
        return u"compare"_s;
    case OperationKind::Migrate:
        return u"migrate"_s;
    }
    Q_UNREACHABLE();
}

std::optional<OperationKind> operationOf(QStringView key)
{
    for (const OperationKind kind :
         std::array{OperationKind::Clone, OperationKind::Rollback, OperationKind::Verify, OperationKind::Backup,
                    OperationKind::Restore, OperationKind::Compare, OperationKind::Migrate}) {
        if (operationKey(kind) == key)
            return kind;
    }
    return {};
}

} // namespace engine::runs
