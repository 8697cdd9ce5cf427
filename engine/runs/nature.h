// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/base/errors/sentence.h"
#include "engine/environments/environment.h"

#include <QString>

#include <optional>

namespace engine::runs {

/// What makes a database count as a production, as source and as target alike. The label is one of the reasons, and
/// never a reason against.
struct Nature
{
    enum class Sign {
        None,
        /// The type of its environment.
        Label,
        /// The database says so itself (environments/evidence.h).
        Mark,
        /// Its identity is that of a database that is or was a production. A physical copy has it too.
        Registered,
        /// It could be a production of which nothing is known but the address.
        Unseen,
        /// It does not tell which database it is, or what is known of productions cannot be read.
        Untold,
    };
    Sign sign = Sign::None;
    /// For Registered and Unseen: the environment of the production.
    QString production{};
    /// For Untold: why the registry could not be read.
    std::optional<Error> reason{};

    [[nodiscard]] bool isProduction() const { return sign != Sign::None; }
};

/// "label", "mark", "registered", "unseen", "untold"; empty for None: the key in JSON.
[[nodiscard]] QString signKey(Nature::Sign sign);

/// Why an environment counts as a production although its type is another; empty when there is nothing to say.
[[nodiscard]] Sentence sentenceOf(const environments::Environment &environment, const Nature &nature);

} // namespace engine::runs
