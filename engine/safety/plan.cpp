// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/safety/plan.h"

namespace engine::safety {

using namespace Qt::StringLiterals;

QString decidedByKey(DecidedBy decidedBy)
{
    switch (decidedBy) {
    case DecidedBy::Rules:
        return u"rules"_s;
    case DecidedBy::Detection:
        return u"detection"_s;
    case DecidedBy::Nobody:
        return u"nobody"_s;
    }
    Q_UNREACHABLE();
}

QString inClearKey(InClear inClear)
{
    switch (inClear) {
    case InClear::Nothing:
        return u"nothing"_s;
    case InClear::Part:
        return u"part"_s;
    case InClear::Everything:
        return u"everything"_s;
    }
    Q_UNREACHABLE();
}

} // namespace engine::safety
