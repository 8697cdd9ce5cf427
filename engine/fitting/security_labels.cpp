// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/fitting/security_labels.h"

#include "engine/base/contains.h"
#include "engine/fitting/target_facts.h"
#include "engine/sql/identifier.h"

#include <algorithm>
#include <set>

namespace engine::fitting {

using namespace Qt::StringLiterals;
using catalog::ObjectKey;
using catalog::ObjectKind;
using catalog::Schema;
using catalog::SecurityLabel;
using catalog::Uncarried;

namespace {

constexpr std::string_view isLabelled = R"(
SELECT count(*) > 0 FROM pg_catalog.pg_seclabel AS l
CROSS JOIN LATERAL pg_catalog.pg_identify_object(l.classoid, l.objoid, l.objsubid) AS i
WHERE i.type = $1 AND i.identity = $2 AND l.provider = $3 AND l.label = $4)";

/// `text` null: none.
std::string labelStatement(const SecurityLabel &label, const std::string *text)
{
    const bool isRoutine = label.kind == "function" || label.kind == "procedure" || label.kind == "aggregate";
    // The server's words for everything else are those of the statement.
    const std::string kind = label.kind.ends_with(" column") ? "column" : isRoutine ? "routine" : label.kind;
    return "SECURITY LABEL FOR " + sql::quoted(label.provider) + " ON " + kind + ' ' + label.identity + " IS "
           + (text == nullptr ? std::string("NULL") : sql::literal(*text));
}

bool isOfSharedSchema(const SecurityLabel &label, const Schema &other)
{
    return label.object.kind == ObjectKind::Schema && other.find(label.object) != nullptr;
}

bool mayPass(const Error &error)
{
    return error.isCancelled() || error.isRetryable() || error.code == ErrorCode::ObjectLocked
           || error.code == ErrorCode::TransactionConflict;
}

bool isSamePlace(const SecurityLabel &one, const SecurityLabel &other)
{
    return one.kind == other.kind && one.identity == other.identity && one.provider == other.provider;
}

bool has(const Schema &schema, const SecurityLabel &label)
{
    return std::ranges::any_of(schema.securityLabels, [&](const SecurityLabel &other) {
        return isSamePlace(label, other) && label.label == other.label;
    });
}

/// Whether the target keeps what it has of that name.
bool isTargetsOwn(const ObjectKey &key, const Schema &source, const Schema &target, const TargetFacts &facts)
{
    if (key.kind == ObjectKind::Extension)
        return contains(facts.extensions, key.name);
    if (key.kind == ObjectKind::Publication)
        return contains(facts.publications, key.name);
    return catalog::isDatabaseWide(key.kind) && source.find(key) == nullptr && target.isTaken(key);
}

Result<std::vector<std::string>> loadedProviders(pg::Connection &session, const std::set<std::string> &names)
{
    std::vector<std::string> loaded;
    for (const std::string &name : names) {
        // The provider is looked for before the object. Roles are nothing that event triggers look at.
        TRY(session.execute("BEGIN"));
        const Result<> tried
            = session.execute("SECURITY LABEL FOR " + sql::quoted(name) + " ON ROLE \"sosie: no such role\" IS NULL");
        if (!tried && mayPass(tried.error()))
            return failure(tried.error());
        TRY(session.execute("ROLLBACK"));
        const bool isUnknown = !tried && tried.error().sqlState == "22023"_L1;
        if (!isUnknown)
            loaded.push_back(name);
    }
    return loaded;
}

} // namespace

std::string labelSql(const SecurityLabel &label)
{
    return labelStatement(label, &label.label);
}

Result<SecurityLabels> SecurityLabels::plan(pg::Connection &session, const Schema &source, const Schema &target,
                                            const TargetFacts &facts)
{
    SecurityLabels labels;
    std::set<std::string> providers;
    for (const Schema *side : {&source, &target}) {
        for (const SecurityLabel &label : side->securityLabels)
            providers.insert(label.provider);
    }
    TRY_ASSIGN(labels.m_providers, loadedProviders(session, providers));
    labels.planSource(source, target, facts);
    labels.planSharedSchemas(source, target);
    return labels;
}

void SecurityLabels::planSource(const Schema &source, const Schema &target, const TargetFacts &facts)
{
    for (const SecurityLabel &label : source.securityLabels) {
        const bool isOwn = isTargetsOwn(label.object, source, target, facts);
        if ((isOwn || isOfSharedSchema(label, target)) && has(target, label))
            continue;
        if (isOwn)
            leaveOut(label, Uncarried::Reason::Kept);
        else if (source.find(label.object) == nullptr)
            continue; // Left out, and said so, together with what is on it.
        else if (!contains(m_providers, label.provider))
            leaveOut(label, Uncarried::Reason::ProviderNotLoaded);
        else
            m_wanted.push_back(label);
    }
}

void SecurityLabels::planSharedSchemas(const Schema &source, const Schema &target)
{
    const auto before = [&](const SecurityLabel &label) {
        return std::ranges::find_if(target.securityLabels,
                                    [&](const SecurityLabel &other) { return isSamePlace(label, other); });
    };
    for (const SecurityLabel &label : m_wanted) {
        if (isOfSharedSchema(label, target) && before(label) == target.securityLabels.end())
            m_undo.push_back({.provider = label.provider, .schema = label.object.name});
    }
    for (const SecurityLabel &label : target.securityLabels) {
        if (!isOfSharedSchema(label, source) || has(source, label) || !contains(m_providers, label.provider))
            continue;
        m_undo.push_back({.provider = label.provider, .schema = label.object.name, .text = label.label});
        if (std::ranges::none_of(m_wanted, [&](const SecurityLabel &other) { return isSamePlace(label, other); }))
            m_unwanted.push_back(label);
    }
}

void SecurityLabels::leaveOut(const SecurityLabel &label, Uncarried::Reason reason)
{
    m_notCarried.push_back({.kind = "security label",
                            .name = label.kind + ' ' + label.identity,
                            .reason = reason,
                            .detail = label.provider});
}

Result<> SecurityLabels::make(pg::Connection &session, const target::TryingAgain &again)
{
    for (const SecurityLabel &label : m_unwanted) {
        const Result<> removed
            = target::tryingAgain(session, again, [&] { return session.execute(labelStatement(label, nullptr)); });
        if (!removed && mayPass(removed.error()))
            return removed;
        if (!removed)
            leaveOut(label, Uncarried::Reason::Kept);
    }
    return make(session, again, false);
}

Result<> SecurityLabels::makeOfEventTriggers(pg::Connection &session, const target::TryingAgain &again)
{
    return make(session, again, true);
}

Result<> SecurityLabels::make(pg::Connection &session, const target::TryingAgain &again, bool ofEventTriggers)
{
    for (const SecurityLabel &label : m_wanted) {
        if ((label.object.kind == ObjectKind::EventTrigger) != ofEventTriggers)
            continue;
        const Result<> made
            = target::tryingAgain(session, again, [&] { return session.execute(labelStatement(label, &label.label)); });
        if (made) {
            m_made.push_back(label);
            continue;
        }
        if (mayPass(made.error()))
            return made;
        // An extension puts some on its members itself, which nobody else may do then.
        TRY_ASSIGN(const pg::QueryResult there,
                   session.query(isLabelled, {label.kind, label.identity, label.provider, label.label}));
        if (!there.boolean(0, 0))
            leaveOut(label, made.error().code == ErrorCode::PermissionDenied ? Uncarried::Reason::NotAllowed
                                                                             : Uncarried::Reason::RefusedByProvider);
    }
    return {};
}

QStringList SecurityLabels::missingFrom(const Schema &now) const
{
    QStringList missing;
    for (const SecurityLabel &label : m_made) {
        if (!has(now, label))
            missing.append(text("security label " + label.kind + ' ' + label.identity));
    }
    return missing;
}

void SecurityLabels::appendNotCarried(QList<runs::NotCarried> &list) const
{
    for (const Uncarried &label : m_notCarried) {
        const runs::NotCarried item{text(label.kind), text(label.name), catalog::reasonText(label)};
        const bool isSaid = std::ranges::any_of(list, [&](const runs::NotCarried &other) {
            return other.kind == item.kind && other.name == item.name && other.reason == item.reason;
        });
        if (!isSaid)
            list.append(item);
    }
}

} // namespace engine::fitting
