// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/outside_binding.h"

#include "engine/catalog/ddl.h"
#include "engine/operations/undo_actions.h"
#include "engine/pg/identifier.h"

#include <algorithm>

namespace engine::operations {

using namespace Qt::StringLiterals;
using catalog::OutsideDependent;

namespace {

// Of what an error names; the rest is a number.
constexpr qsizetype mostNamed = 20;

/// An owner need not have what making something anew takes (CREATE on its schema, REFERENCES on the other table). Where
/// making it evaluates nothing of people's, the account itself may make it then.
bool evaluatesNothing(const OutsideDependent &dependent)
{
    return dependent.kind != "check";
}

Result<> run(pg::Connection &target, const OutsideDependent &dependent, const std::string &statement)
{
    const auto during = [&](Error error) {
        error.steps.prepend(nameOf(dependent));
        return error;
    };
    if (dependent.owner.empty())
        return target.execute(statement).map_error(during);
    if (!evaluatesNothing(dependent))
        return target.execute(catalog::inHands({.owner = dependent.owner}, statement)).map_error(during);
    const Result<> asOwner = attempt(target, [&]() -> Result<> {
        TRY(target.execute("SET LOCAL ROLE " + pg::quoted(dependent.owner)));
        TRY(target.execute(statement));
        return target.execute("RESET ROLE");
    });
    const bool isRightMissing = !asOwner && asOwner.error().code == ErrorCode::PermissionDenied;
    if (!isRightMissing)
        return asOwner.map_error(during);
    return target.execute(statement).map_error(during);
}

} // namespace

Result<> bindAnew(pg::Connection &target, const std::vector<OutsideDependent> &dependents)
{
    for (auto dependent = dependents.rbegin(); dependent != dependents.rend(); ++dependent) {
        if (!dependent->dropStatement.empty())
            TRY(run(target, *dependent, dependent->dropStatement));
    }
    for (const OutsideDependent &dependent : dependents)
        TRY(run(target, dependent, dependent.createStatement));
    return {};
}

QString nameOf(const OutsideDependent &dependent)
{
    return text(dependent.kind + ' ' + dependent.identity);
}

Error inTheWay(const std::vector<catalog::TakenAlong> &taken)
{
    QStringList all;
    for (const catalog::TakenAlong &other : taken) {
        if (all.size() < mostNamed)
            all.append(text(other.name + " → " + other.needs));
    }
    if (all.size() < static_cast<qsizetype>(taken.size()))
        all.append(QString::number(taken.size()));
    return {.code = ErrorCode::DependentsInTheWay, .subject = text(taken.front().name), .detail = all.join(u"; "_s)};
}

Error inTheWay(const OutsideDependent &dependent)
{
    return {.code = ErrorCode::DependentsInTheWay,
            .subject = nameOf(dependent),
            .detail = text(dependent.identity + " → " + dependent.dependsOn)};
}

} // namespace engine::operations
