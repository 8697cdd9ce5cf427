// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/target/session/view_refresh.h"

namespace engine::target {

Result<std::vector<UnfilledView>> fillViews(pg::Connection &target, const std::vector<catalog::DdlStatement> &refreshes,
                                            const TryingAgain &again)
{
    std::vector<const catalog::DdlStatement *> left;
    for (const catalog::DdlStatement &refresh : refreshes)
        left.push_back(&refresh);
    std::vector<UnfilledView> unfilled;
    for (size_t before = left.size() + 1; !left.empty() && left.size() < before;) {
        before = left.size();
        unfilled.clear();
        std::vector<const catalog::DdlStatement *> failed;
        for (const catalog::DdlStatement *refresh : left) {
            Result<> done = tryingAgain(target, again, [&] { return target.execute(refresh->sql); });
            if (done)
                continue;
            if (done.error().isCancelled() || !target.isUsable())
                return failure(std::move(done.error()));
            failed.push_back(refresh);
            unfilled.push_back({.view = refresh->object, .reason = std::move(done.error())});
        }
        left = std::move(failed);
    }
    return unfilled;
}

} // namespace engine::target
