// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fingerprint/two_sides.h"

namespace engine::fingerprint {

TwoSides::TwoSides(const std::stop_token &outer)
    : m_forward(outer, [this] { m_either.request_stop(); })
    , m_other(1, m_either.get_token())
{}

Result<> TwoSides::ask(const std::function<Result<>()> &source, const std::function<Result<>()> &target)
{
    const auto stopOther = [this](Result<> result) {
        if (!result)
            m_either.request_stop();
        return result;
    };
    Result<> there;
    m_other.add([&](const std::stop_token & /*stop*/) {
        there = stopOther(target());
        return there;
    });
    const Result<> here = stopOther(source());
    const Result<> ended = m_other.wait();
    if (!here && !(here.error().isCancelled() && !there))
        return here;
    TRY(there);
    return ended;
}

} // namespace engine::fingerprint
