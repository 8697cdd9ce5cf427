// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/runs/nature.h"

namespace engine::runs {

using namespace Qt::StringLiterals;
using environments::Environment;

QString signKey(Nature::Sign sign)
{
    switch (sign) {
    case Nature::Sign::None:
        return {};
    case Nature::Sign::Label:
        return u"label"_s;
    case Nature::Sign::Mark:
        return u"mark"_s;
    case Nature::Sign::Registered:
        return u"registered"_s;
    case Nature::Sign::Unseen:
        return u"unseen"_s;
    case Nature::Sign::Untold:
        return u"untold"_s;
    }
    Q_UNREACHABLE();
}

Sentence sentenceOf(const Environment &environment, const Nature &nature)
{
    switch (nature.sign) {
    case Nature::Sign::None:
    case Nature::Sign::Label:
        return {};
    case Nature::Sign::Mark:
        return Tr::sentence("\"%1\" counts as a production, whatever its type: its database is marked as one.")
            .arg(environment.name);
    case Nature::Sign::Registered:
        return Tr::sentence("\"%1\" counts as a production, whatever its type: its database, or the one it is a copy "
                            "of, is known as the production \"%2\".")
            .arg(environment.name, nature.production);
    case Nature::Sign::Unseen:
        return Tr::sentence("\"%1\" counts as a production until \"%2\" has been reached once: they could be the same "
                            "(\"sosie-cli env test\").")
            .arg(environment.name, nature.production);
    case Nature::Sign::Untold:
        return Tr::sentence("\"%1\" counts as a production: it cannot be told which database it is.")
            .arg(environment.name);
    }
    Q_UNREACHABLE();
}

} // namespace engine::runs
