// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/undo/restore_point_end.h"

#include "engine/base/errors/error_text.h"
#include "engine/base/logging.h"
#include "engine/catalog/aside/outside_dependents.h"
#include "engine/catalog/aside/set_aside.h"
#include "engine/fitting/large_objects.h"
#include "engine/fitting/member_privileges.h"
#include "engine/sql/identifier.h"
#include "engine/supabase/auth_users.h"
#include "engine/target/extension_rows.h"
#include "engine/target/outside_binding.h"
#include "engine/target/outside_views.h"
#include "engine/target/session/own_state.h"
#include "engine/target/session/target_session.h"
#include "engine/undo/copy_dependents.h"
#include "engine/undo/since_clone.h"

#include <chrono>
#include <thread>

namespace engine::undo {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view endProcesses = R"(
SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
WHERE application_name = $1 AND pid <> pg_catalog.pg_backend_pid()
    AND datname = pg_catalog.current_database())";

// To drop a table takes some ten locks (indexes, constraints, types), with many foreign keys several times that, out of
// a store that all sessions share: 6,400 by default. With more than this, what is no longer wanted goes in several
// transactions.
constexpr std::string_view locksAtOnce = R"(
SELECT 10 * greatest(10, pg_catalog.current_setting('max_locks_per_transaction')::int
    * (pg_catalog.current_setting('max_connections')::int
       + pg_catalog.current_setting('max_prepared_transactions')::int) / 64))";

// What needs something before that. Partitions before what they are partitions of, so that a parent does not take all
// of them along at once.
constexpr std::string_view droppedIn = R"(
WITH names AS (SELECT oid, nspname FROM pg_catalog.pg_namespace WHERE nspname = ANY ($1))
SELECT kind, name, CASE kind WHEN 'TABLE' THEN 10 WHEN 'ROUTINE' THEN 2 ELSE 5 END FROM (
    SELECT CASE c.relkind WHEN 'v' THEN 1 WHEN 'm' THEN 2 WHEN 'r' THEN 3 WHEN 'p' THEN 3 WHEN 'f' THEN 4 ELSE 5 END,
        c.relispartition, 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid,
        CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE'
            WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
        pg_catalog.format('%I.%I', n.nspname, c.relname)
    FROM pg_catalog.pg_class AS c JOIN names AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
        AND NOT (c.relkind = 'S' AND EXISTS (
            SELECT FROM pg_catalog.pg_depend AS o
            WHERE o.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND o.objid = c.oid
                AND o.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND o.deptype IN ('a', 'i')))
    UNION ALL
    SELECT 6, false, 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, 'ROUTINE',
        pg_catalog.format('%I.%I(%s)', n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid))
    FROM pg_catalog.pg_proc AS p JOIN names AS n ON n.oid = p.pronamespace WHERE p.prokind <> 'a'
) AS o (place, is_partition, class, object, kind, name)
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d
                  WHERE d.classid = o.class AND d.objid = o.object AND d.deptype = 'e')
ORDER BY place, is_partition DESC, object DESC)";

constexpr std::string_view othersIn = R"(
SELECT DISTINCT CASE WHEN a.grantee = 0 THEN 'PUBLIC'
                ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END
FROM pg_catalog.pg_namespace AS n CROSS JOIN LATERAL pg_catalog.aclexplode(n.nspacl) AS a
WHERE n.nspname = $1 AND a.grantee <> n.nspowner)";

constexpr std::string_view schemaExists = "SELECT pg_catalog.to_regnamespace(pg_catalog.quote_ident($1)) IS NOT NULL";

constexpr std::string_view hasLargeObjects = "SELECT pg_catalog.to_regclass('sosie_state.large_object') IS NOT NULL";

constexpr auto processPatience = 5s;

/// Workers whose client is gone may still be inside a statement, with locks on what is about to be dropped.
Result<> endOtherProcesses(pg::Connection &target, const target::RestorePoint &point)
{
    const auto deadline = std::chrono::steady_clock::now() + processPatience;
    while (true) {
        TRY_ASSIGN(const pg::QueryResult ended, target.query(endProcesses, {point.applicationName()}));
        if (ended.rowCount() == 0 || std::chrono::steady_clock::now() > deadline)
            return {};
        std::this_thread::sleep_for(20ms);
    }
}

/// What is dropped before one transaction can drop the rest of the schemas: a statement for each transaction.
Result<std::vector<std::string>> earlierDrops(pg::Connection &target, const std::vector<std::string> &schemas)
{
    TRY_ASSIGN(const pg::QueryResult limit, target.query(locksAtOnce));
    TRY_ASSIGN(const pg::QueryResult objects, target.query(droppedIn, {sql::arrayLiteral(schemas)}));
    const long long atOnce = limit.integer(0, 0);
    const auto locksOf = [&](int row) { return objects.integer(row, 2); };
    int last = objects.rowCount();
    for (long long locks = 0; last > 0 && locks + locksOf(last - 1) <= atOnce; --last)
        locks += locksOf(last - 1);
    std::vector<std::string> drops;
    long long locks = 0;
    for (int row = 0; row < last; ++row) {
        const bool isSameKind = row > 0 && objects.view(row, 0) == objects.view(row - 1, 0);
        const bool goesAlong = isSameKind && locks + locksOf(row) <= atOnce;
        if (goesAlong)
            drops.back() += ", ";
        else
            drops.push_back("DROP " + objects.string(row, 0) + " IF EXISTS ");
        drops.back() += objects.view(row, 1);
        locks = (goesAlong ? locks : 0) + locksOf(row);
    }
    for (std::string &drop : drops)
        drop += " CASCADE";
    return drops;
}

/// Asked in the transaction that drops: CASCADE then reaches nothing but what is in the schemas themselves.
Result<> checkNothingElseGoes(pg::Connection &target, const target::RestorePoint &point,
                              const std::vector<std::string> &schemas)
{
    TRY_ASSIGN(std::vector<catalog::TakenAlong> taken, catalog::readTakenAlong(target, schemas));
    std::erase_if(taken,
                  [&](const catalog::TakenAlong &other) { return point.undo.hasMade(other.type, other.identity); });
    return taken.empty() ? Result<>() : failure(target::inTheWay(taken));
}

/// Makes it the session's alone: somebody else's would not be believed, should this end before it is dropped.
Result<> takeSchema(pg::Connection &target, const std::string &schema)
{
    const std::string name = "SCHEMA " + sql::quoted(schema);
    TRY_ASSIGN(const pg::QueryResult others, target.query(othersIn, {schema}));
    for (int row = 0; row < others.rowCount(); ++row)
        TRY(target.execute("REVOKE ALL ON " + name + " FROM " + others.string(row, 0) + " CASCADE"));
    return target.execute("ALTER " + name + " OWNER TO CURRENT_USER");
}

Result<> dropSchemas(pg::Connection &target, const std::vector<std::string> &schemas)
{
    for (const std::string &schema : schemas)
        TRY(target.execute("DROP SCHEMA IF EXISTS " + sql::quoted(schema) + " CASCADE"));
    return {};
}

/// Each transaction of an undo: asks the permit, keeps event triggers from looking, and is durable.
template <typename Work>
Result<> quietly(pg::Connection &target, const safety::DestructivePermit &permit, const Work &work)
{
    return target::transaction(target, [&]() -> Result<> {
        TRY(permit.recheck(target));
        TRY(target.execute("SET LOCAL synchronous_commit = on"));
        std::vector<target::UndoActions::Switch> switchedOff;
        TRY(target::silenceEventTriggers(target, switchedOff));
        TRY(work(switchedOff));
        return target::switchOn(target, switchedOff);
    });
}

/// One undo: from the copy back to what was before.
class Undoing final
{
public:
    Undoing(pg::Connection &target, const safety::DestructivePermit &permit, const target::RestorePoint &point)
        : m_target(target)
        , m_permit(permit)
        , m_point(point)
        , m_left(point.newSchemas)
        , m_extensions(point.newExtensions)
    {}

    Result<QList<Sentence>> run();

private:
    /// Refuses before large objects, which take several transactions, are touched.
    Result<> rehearse();
    /// A clone that did not end must be undone; of one that did, the copy may stay.
    [[nodiscard]] bool mayRefuse() const { return m_point.phase == target::RestorePoint::Phase::Complete; }
    /// Where the copy goes before it is dropped.
    [[nodiscard]] std::string discardOf(size_t index) const
    {
        return "sosie_discard_" + std::to_string(m_point.id) + '_' + std::to_string(index);
    }
    Result<> bringBack();
    Result<> readWhatHangsOn();
    Result<> moveCopyAway();
    Result<> dropExtensionsEarly();
    Result<> bringExtensionsBack();
    Result<> giveRowsBack();
    Result<> bindDependents();
    Result<> settleCopy();
    Result<> keepCopy();
    Result<> dropInPieces(const std::vector<std::string> &drops);
    Result<> dropExtensions();
    Result<> forget();

    pg::Connection &m_target;
    const safety::DestructivePermit &m_permit;
    const target::RestorePoint &m_point;
    /// Schemas that are left to drop, and extensions.
    std::vector<std::string> m_left;
    std::vector<std::string> m_extensions;
    std::vector<catalog::OutsideDependent> m_dependents;
    /// Why the copy is not dropped; empty when it is.
    QStringList m_needCopy;
    std::vector<std::string> m_drops;
    QList<Sentence> m_said;
};

Result<> Undoing::readWhatHangsOn()
{
    if (mayRefuse()) {
        TRY_ASSIGN(const SinceClone since, readSinceClone(m_target, m_point));
        m_needCopy = since.made;
        TRY_ASSIGN(const std::vector<std::string> views,
                   target::viewsMadeSince(m_target, m_point.id, m_point.undo.aside));
        if (!views.empty())
            return failure(
                {.code = ErrorCode::DependentsInTheWay, .subject = text("materialized view " + views.front())});
    }
    TRY_ASSIGN(m_dependents, dependentsOutsideOfCopy(m_target, m_point));
    std::erase_if(m_dependents, [&](const auto &dependent) { return target::comesBack(m_point, dependent); });
    for (const catalog::OutsideDependent &dependent : m_dependents) {
        if (!dependent.createStatement.empty())
            continue;
        if (mayRefuse())
            return failure(target::inTheWay(dependent));
        m_needCopy.append(target::displayNameOf(dependent));
    }
    std::erase_if(m_dependents,
                  [](const catalog::OutsideDependent &dependent) { return dependent.createStatement.empty(); });
    return {};
}

Result<> Undoing::moveCopyAway()
{
    for (size_t i = 0; i < m_point.schemas.size(); ++i) {
        const std::string discard = discardOf(i);
        m_left.push_back(discard);
        if (m_point.undo.isWhole(m_point.schemas[i])) {
            TRY(catalog::renameSchema(m_target, m_point.schemas[i], discard));
            TRY(takeSchema(m_target, discard));
            continue;
        }
        TRY(target::makeOwnSchema(m_target, discard));
        TRY(catalog::moveAll(m_target, m_point.schemas[i], discard));
    }
    size_t place = m_point.schemas.size();
    for (const std::string &schema : m_point.otherSchemas()) {
        const std::string discard = "sosie_discard_" + std::to_string(m_point.id) + '_' + std::to_string(place++);
        m_left.push_back(discard);
        TRY(target::makeOwnSchema(m_target, discard));
        for (const target::UndoActions::Aside &object : m_point.undo.aside) {
            if (object.schema == schema)
                TRY(target::moveAside(m_target, object, discard));
        }
    }
    return {};
}

// Its objects may have the names of those that come back. Later on it goes only when nobody needs it.
Result<> Undoing::dropExtensionsEarly()
{
    if (m_extensions.empty() || !m_needCopy.isEmpty() || !m_dependents.empty())
        return {};
    TRY_ASSIGN(const std::vector<catalog::TakenAlong> taken, catalog::readTakenAlong(m_target, m_left, m_extensions));
    if (!taken.empty())
        return {};
    for (const std::string &extension : m_extensions)
        TRY(m_target.execute("DROP EXTENSION IF EXISTS " + sql::quoted(extension) + " CASCADE"));
    m_extensions.clear();
    return {};
}

// What the copy has in its place went away before; later its schema is dropped, if the clone had made it.
Result<> Undoing::bringExtensionsBack()
{
    const Result<> moved
        = target::attempt(m_target, [&] { return target::moveExtensionsBack(m_target, m_point.undo); });
    if (moved || mayRefuse() || !m_target.isUsable() || moved.error().isCancelled() || moved.error().isRetryable())
        return moved;
    m_needCopy.append(moved.error().steps.join(u", "_s));
    return {};
}

Result<> Undoing::giveRowsBack()
{
    if (m_point.undo.rows.empty())
        return {};
    const std::string place = m_point.placeOfRows();
    const Result<> given = target::attempt(
        m_target, [&] { return target::restoreExtensionRows(m_target, m_point.undo.rows, place, m_said); });
    if (given)
        return m_target.execute("DROP SCHEMA " + sql::quoted(place) + " CASCADE");
    if (mayRefuse() || !m_target.isUsable() || given.error().isCancelled() || given.error().isRetryable())
        return given;
    // Of a clone that did not end the rest comes back all the same.
    const std::string kept = m_point.schemaKept(m_point.schemasBefore().size());
    m_said.append(Tr::sentence("%1 could not be given back: %2").arg(text(kept), detailText(given.error())));
    return m_target.execute("ALTER SCHEMA " + sql::quoted(place) + " RENAME TO " + sql::quoted(kept));
}

Result<> Undoing::bindDependents()
{
    if (m_dependents.empty())
        return {};
    const Result<> bound
        = target::attempt(m_target, [&] { return target::bindAnew(m_target, m_dependents, m_point.schemas); });
    if (bound)
        return {};
    if (mayRefuse() || !m_target.isUsable())
        return bound;
    for (const catalog::OutsideDependent &dependent : m_dependents)
        m_needCopy.append(target::displayNameOf(dependent));
    return {};
}

Result<> Undoing::bringBack()
{
    TRY(target::dropLeaves(m_target, m_point.undo));
    TRY(readWhatHangsOn());
    TRY(moveCopyAway());
    TRY(dropExtensionsEarly());
    TRY(bringExtensionsBack());
    for (size_t i = 0; i < m_point.schemas.size(); ++i) {
        if (m_point.undo.isWhole(m_point.schemas[i])) {
            TRY(catalog::renameSchema(m_target, m_point.schemaBefore(i), m_point.schemas[i]));
            // Those that the clone had made go with the copy.
            TRY(catalog::moveExtensions(m_target, discardOf(i), m_point.schemas[i], m_point.newExtensions));
            continue;
        }
        TRY(catalog::moveAll(m_target, m_point.schemaBefore(i), m_point.schemas[i]));
        TRY(m_target.execute("DROP SCHEMA " + sql::quoted(m_point.schemaBefore(i))));
    }
    size_t place = m_point.schemas.size();
    for (const std::string &schema : m_point.otherSchemas()) {
        const std::string before = m_point.schemaBefore(place++);
        TRY(catalog::moveAll(m_target, before, schema));
        TRY(m_target.execute("DROP SCHEMA " + sql::quoted(before)));
    }
    TRY(giveRowsBack());
    // While those who granted something may still enter its schema.
    TRY(fitting::restoreMembers(m_target, m_point.undo.members, m_said));
    TRY(target::restoreAttributes(m_target, m_point.undo, m_said));
    return bindDependents();
}

Result<> Undoing::keepCopy()
{
    QStringList kept;
    for (size_t i = 0; i < m_left.size(); ++i) {
        TRY_ASSIGN(const pg::QueryResult exists, m_target.query(schemaExists, {m_left[i]}));
        if (!exists.boolean(0, 0))
            continue;
        const std::string name = m_point.schemaKept(i);
        TRY(m_target.execute("ALTER SCHEMA " + sql::quoted(m_left[i]) + " RENAME TO " + sql::quoted(name)));
        // One that the clone made has the owner and the rights of the source.
        TRY(takeSchema(m_target, name));
        kept.append(text(name));
    }
    if (!kept.isEmpty())
        m_said.append(
            Tr::sentence("The copy was not dropped, because of what is not the clone's: %1. It is kept in %2; "
                         "drop that when nobody needs it any more.")
                .arg(m_needCopy.join(u", "_s), kept.join(u", "_s)));
    m_left.clear();
    return {};
}

Result<> Undoing::settleCopy()
{
    const Result<> free = m_needCopy.isEmpty() ? checkNothingElseGoes(m_target, m_point, m_left) : Result<>();
    if (!free) {
        if (mayRefuse() || free.error().code != ErrorCode::DependentsInTheWay)
            return free;
        m_needCopy.append(free.error().subject);
    }
    if (!m_needCopy.isEmpty())
        TRY(keepCopy());
    TRY_ASSIGN(m_drops, earlierDrops(m_target, m_left));
    if (m_drops.empty())
        return forget();
    target::RestorePoint rest = target::onlyDropping(m_point, m_left);
    rest.newExtensions = m_extensions;
    return target::markOnlyDropping(m_target, rest);
}

/// One may need another (earthdistance needs cube): again, as long as that drops one more.
Result<> Undoing::dropExtensions()
{
    std::vector<std::pair<std::string, QString>> needed;
    for (size_t before = m_extensions.size() + 1; !m_extensions.empty() && m_extensions.size() < before;) {
        before = m_extensions.size();
        needed.clear();
        std::vector<std::string> left;
        for (const std::string &extension : m_extensions) {
            const Result<> dropped = target::attempt(
                m_target, [&] { return m_target.execute("DROP EXTENSION IF EXISTS " + sql::quoted(extension)); });
            if (!dropped && dropped.error().sqlState != "2BP01"_L1)
                return dropped;
            if (dropped)
                continue;
            left.push_back(extension);
            needed.emplace_back(extension, detailText(dropped.error()));
        }
        m_extensions = std::move(left);
    }
    for (const auto &[extension, why] : needed)
        m_said.append(Tr::sentence("%1, which the clone had made, is still there: %2")
                          .arg(text("extension " + sql::displayed(extension)), why));
    return {};
}

/// Drops what is left, and forgets the restore point.
Result<> Undoing::forget()
{
    TRY(dropSchemas(m_target, m_left));
    // Servers go before the extension of their wrapper.
    TRY(target::dropMade(m_target, m_point.undo, m_said));
    TRY(dropExtensions());
    // Nothing of the copy refers to them any more.
    TRY_ASSIGN(const supabase::UsersLeft users, supabase::removeAddedUsers(m_target, m_point.id));
    if (!users.isEmpty())
        m_said.append(users.description());
    return target::deleteMarker(m_target, m_point.id);
}

// Looking takes a part of a second with some thousand tables, and between two pieces nobody but who may act as the
// account reaches schemas of Sosie's: so it is looked before the first piece and before the last.
Result<> Undoing::dropInPieces(const std::vector<std::string> &drops)
{
    for (const std::string &drop : drops)
        TRY(quietly(m_target, m_permit, [&](const auto &) -> Result<> {
            if (&drop == &drops.front())
                TRY(checkNothingElseGoes(m_target, m_point, m_left));
            return m_target.execute(drop);
        }));
    return quietly(m_target, m_permit, [&](const auto &) -> Result<> {
        TRY(checkNothingElseGoes(m_target, m_point, m_left));
        return forget();
    });
}

Result<> Undoing::rehearse()
{
    TRY_ASSIGN(const pg::QueryResult stored, m_target.query(hasLargeObjects));
    if (!stored.boolean(0, 0))
        return {};
    TRY(m_target.execute("BEGIN"));
    const auto tried = [&]() -> Result<> {
        TRY(m_permit.recheck(m_target));
        std::vector<target::UndoActions::Switch> switchedOff;
        TRY(target::silenceEventTriggers(m_target, switchedOff));
        TRY(bringBack());
        return m_needCopy.isEmpty() ? checkNothingElseGoes(m_target, m_point, m_left) : Result<>();
    }();
    if (m_target.isUsable())
        TRY(m_target.execute("ROLLBACK"));
    return tried;
}

Result<QList<Sentence>> Undoing::run()
{
    TRY(endOtherProcesses(m_target, m_point));
    if (mayRefuse())
        TRY(Undoing(m_target, m_permit, m_point).rehearse());
    TRY(fitting::undoLargeObjects(m_target, m_permit, m_point));
    TRY(quietly(m_target, m_permit, [&](std::vector<target::UndoActions::Switch> &switchedOff) -> Result<> {
        TRY(bringBack());
        TRY(settleCopy());
        TRY(target::remake(m_target, m_point.undo, m_said));
        // Of a clone that has ended they have been on again; what is off by now is off because somebody wants it so.
        if (!mayRefuse())
            switchedOff.insert(switchedOff.end(), m_point.undo.switchedOff.begin(), m_point.undo.switchedOff.end());
        return {};
    }));
    // The old contents are back. What cannot be dropped now is dropped by whoever finds the marker next.
    if (!m_drops.empty())
        static_cast<void>(dropInPieces(m_drops));
    return m_said;
}

/// What of an older restore point is in the target: what it had set aside, or what is left of it to drop.
std::vector<std::string> schemasOf(const target::RestorePoint &older)
{
    if (older.phase != target::RestorePoint::Phase::Complete)
        return older.newSchemas;
    return older.schemasBefore();
}

/// Gives back what is left to drop in transactions of its own.
Result<std::vector<std::string>> dropOlder(pg::Connection &target, const target::RestorePoint &older)
{
    const std::vector<std::string> schemas = schemasOf(older);
    TRY(checkNothingElseGoes(target, older, schemas));
    TRY(fitting::forgetLargeObjects(target, older.id));
    TRY(supabase::forgetAddedUsers(target, older.id));
    TRY_ASSIGN(std::vector<std::string> drops, earlierDrops(target, schemas));
    if (!drops.empty()) {
        target::RestorePoint rest = target::onlyDropping(older, schemas);
        // What a finished clone made outside schemas stays.
        rest.undo = {};
        TRY(target::markOnlyDropping(target, rest));
        return drops;
    }
    TRY(dropSchemas(target, schemas));
    TRY(target::deleteMarker(target, older.id));
    return drops;
}

/// In pieces: what cannot be dropped now is dropped by the next clone.
void dropRest(pg::Connection &target, const safety::DestructivePermit &permit, const target::RestorePoint &older,
              const std::vector<std::string> &drops)
{
    const std::vector<std::string> schemas = schemasOf(older);
    for (size_t i = 0; i <= drops.size(); ++i) {
        const Result<> done = quietly(target, permit, [&](const auto &) -> Result<> {
            if (i == 0 || i == drops.size())
                TRY(checkNothingElseGoes(target, older, schemas));
            if (i < drops.size())
                return target.execute(drops[i]);
            TRY(dropSchemas(target, schemas));
            return target::deleteMarker(target, older.id);
        });
        if (!done) {
            qCInfo(engineLog).noquote() << "left to drop:" << describe(done.error()).what << detailText(done.error());
            return;
        }
    }
}

} // namespace

Result<QList<Sentence>> complete(pg::Connection &target, const safety::DestructivePermit &permit,
                                 const target::RestorePoint &point)
{
    TRY_ASSIGN(const std::vector<target::RestorePoint> older, target::olderRestorePoints(target, point));
    std::vector<std::vector<std::string>> drops(older.size());
    QList<Sentence> said;
    TRY(quietly(target, permit, [&](std::vector<target::UndoActions::Switch> &switchedOff) -> Result<> {
        switchedOff.insert(switchedOff.end(), point.undo.switchedOff.begin(), point.undo.switchedOff.end());
        said.clear();
        for (size_t i = 0; i < older.size(); ++i) {
            const Result<> dropped = target::attempt(target, [&]() -> Result<> {
                TRY_ASSIGN(drops[i], dropOlder(target, older[i]));
                return {};
            });
            if (!dropped && dropped.error().code != ErrorCode::DependentsInTheWay)
                return dropped;
            if (!dropped)
                said.append(
                    Tr::sentence("What the clone before this one had set aside was not dropped: \"%1\" needs it "
                                 "(%2).")
                        .arg(dropped.error().subject, detailText(dropped.error())));
        }
        TRY(rememberMade(target, point));
        TRY(target::rememberViews(target, point.id, point.undo.aside));
        // What was replaced is known to the end only now.
        TRY(target.query("UPDATE sosie_state.restore_point SET phase = 'complete', undo = $2 WHERE id = $1",
                         {std::to_string(point.id), point.undo.toJson().toStdString()}));
        return {};
    }));
    // The clone is done.
    for (size_t i = 0; i < older.size(); ++i) {
        if (!drops[i].empty())
            dropRest(target, permit, older[i], drops[i]);
    }
    return said;
}

Result<QList<Sentence>> undo(pg::Connection &target, const safety::DestructivePermit &permit,
                             const target::RestorePoint &point)
{
    return Undoing(target, permit, point).run();
}

} // namespace engine::undo
