// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/undo/copy_dependents.h"

#include <set>

namespace engine::undo {

namespace {

template <typename Session>
Result<std::vector<catalog::OutsideDependent>> readDependents(Session &target, const target::RestorePoint &point)
{
    TRY_ASSIGN(std::vector<catalog::OutsideDependent> dependents,
               catalog::readOutsideDependents(target, point.schemas));
    if (dependents.empty() || point.newSchemas.empty())
        return dependents;
    TRY_ASSIGN(const std::vector<catalog::OutsideDependent> outside,
               catalog::readOutsideDependents(target, point.schemasOfCopy()));
    std::set<catalog::CatalogPlace> places;
    for (const catalog::OutsideDependent &dependent : outside)
        places.insert(dependent.place);
    std::erase_if(dependents,
                  [&](const catalog::OutsideDependent &dependent) { return !places.contains(dependent.place); });
    return dependents;
}

} // namespace

Result<std::vector<catalog::OutsideDependent>> dependentsOutsideOfCopy(pg::Connection &target,
                                                                       const target::RestorePoint &point)
{
    return readDependents(target, point);
}

Result<std::vector<catalog::OutsideDependent>> dependentsOutsideOfCopy(pg::ReadOnlyConnection &target,
                                                                       const target::RestorePoint &point)
{
    return readDependents(target, point);
}

} // namespace engine::undo
