// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/supabase/auth_users.h"

#include "engine/anonymize/rewriting/anonymize_transform.h"
#include "engine/base/contains.h"
#include "engine/catalog/model/table_names.h"
#include "engine/merge/absent_keys.h"
#include "engine/pg/copy_ends.h"
#include "engine/sql/identifier.h"
#include "engine/stream/pump.h"
#include "engine/target/session/own_state.h"
#include "engine/target/session/target_session.h"

#include <algorithm>
#include <memory>

namespace engine::supabase {

using namespace Qt::StringLiterals;

namespace {

const sql::QualifiedName usersTable{"auth", "users"};
const sql::QualifiedName identitiesTable{"auth", "identities"};
// In the session's own schema for temporary tables.
const sql::QualifiedName stagedUsers{"pg_temp", "sosie_users"};
const sql::QualifiedName stagedIdentities{"pg_temp", "sosie_identities"};

constexpr pg::Statement columnsOfTable = R"(
SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.atttypid,
    CASE WHEN a.atttypid IN (1042, 1043) AND a.atttypmod > 4 THEN a.atttypmod - 4 ELSE 0 END,
    a.attnotnull, a.attgenerated <> '',
    EXISTS (SELECT FROM pg_catalog.pg_index AS i WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = ANY (i.indkey)),
    EXISTS (SELECT FROM pg_catalog.pg_index AS i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey))
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum)";

// The right that is missing, of those in $3.
constexpr pg::Statement missingRight = R"(
SELECT r.name
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN pg_catalog.unnest($3::text[]) AS r (name)
WHERE n.nspname = $1 AND c.relname = $2
    AND NOT (pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, r.name))
LIMIT 1)";

constexpr pg::Statement hasHashing = "SELECT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'pgcrypto')";

// Triggers that people made (on_auth_user_created) must not make the rows that are copied anyway.
constexpr pg::Statement listensToUsers = R"(
SELECT EXISTS (SELECT FROM pg_catalog.pg_trigger AS t JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid
               JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
               WHERE n.nspname = 'auth' AND c.relname IN ('users', 'identities') AND NOT t.tgisinternal
                   AND t.tgenabled <> 'D'))";

constexpr std::string_view hashOfPassword = R"(
SELECT pg_catalog.format('SELECT %I.crypt($1, %I.gen_salt(''bf'', 10))', n.nspname, n.nspname)
FROM pg_catalog.pg_extension AS e JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
WHERE e.extname = 'pgcrypto')";

constexpr std::string_view createAddedUsers = R"(
CREATE TABLE IF NOT EXISTS sosie_state.added_user (
    point bigint NOT NULL,
    id uuid NOT NULL,
    PRIMARY KEY (point, id)
))";

constexpr std::string_view addedUsersExist = "SELECT pg_catalog.to_regclass('sosie_state.added_user') IS NOT NULL";

constexpr std::string_view writeDown = R"(
INSERT INTO sosie_state.added_user (point, id)
SELECT $1::bigint, s.id FROM pg_temp.sosie_users AS s
WHERE NOT EXISTS (SELECT FROM auth.users AS u WHERE u.id = s.id))";

constexpr std::string_view allAdded = R"(
SELECT count(*) OVER (), a.id FROM sosie_state.added_user AS a WHERE a.point = $1::bigint ORDER BY a.id
LIMIT $2::bigint)";
constexpr std::string_view leftOfAdded = R"(
SELECT count(*) OVER (), a.id FROM sosie_state.added_user AS a JOIN auth.users AS u ON u.id = a.id
WHERE a.point = $1::bigint ORDER BY a.id LIMIT $2::bigint)";
constexpr int mostNamed = 5;

// What opens a door in production; the login service wants an empty text in each, where NULL is an error to it.
constexpr std::array<std::string_view, 9> emptied{
    "confirmation_token",         "recovery_token", "email_change_token", "email_change_token_new",
    "email_change_token_current", "email_change",   "phone_change",       "phone_change_token",
    "reauthentication_token"};
constexpr std::string_view passwordColumn = "encrypted_password";
// Which confirmation is awaited; nothing is.
constexpr std::array<std::string_view, 6> leftOut{"email_change_confirm_status", "email_change_sent_at",
                                                  "phone_change_sent_at",        "recovery_sent_at",
                                                  "confirmation_sent_at",        "reauthentication_sent_at"};
// Words of the platform, the same in every project.
constexpr std::array<std::string_view, 3> kept{"aud", "role", "instance_id"};
constexpr std::array<std::string_view, 7> copiedOfIdentities{
    "id", "user_id", "provider", "provider_id", "created_at", "updated_at", "last_sign_in_at"};

// What providers of logins write into raw_user_meta_data, wherever it stands in it.
struct KnownKey
{
    std::string_view path;
    anonymize::RuleKind rule;
};
constexpr std::array documentKeys{KnownKey{"$..sub", anonymize::RuleKind::Identifier},
                                  KnownKey{"$..provider_id", anonymize::RuleKind::Identifier},
                                  KnownKey{"$..name", anonymize::RuleKind::FullName},
                                  KnownKey{"$..full_name", anonymize::RuleKind::FullName},
                                  KnownKey{"$..given_name", anonymize::RuleKind::FirstName},
                                  KnownKey{"$..first_name", anonymize::RuleKind::FirstName},
                                  KnownKey{"$..family_name", anonymize::RuleKind::LastName},
                                  KnownKey{"$..last_name", anonymize::RuleKind::LastName},
                                  KnownKey{"$..user_name", anonymize::RuleKind::Username},
                                  KnownKey{"$..preferred_username", anonymize::RuleKind::Username},
                                  KnownKey{"$..email", anonymize::RuleKind::Email},
                                  KnownKey{"$..phone", anonymize::RuleKind::Phone},
                                  KnownKey{"$..avatar_url", anonymize::RuleKind::Null},
                                  KnownKey{"$..picture", anonymize::RuleKind::Null}};

Result<std::vector<anonymize::ColumnShape>> readColumns(pg::ReadOnlyConnection &connection,
                                                        const sql::QualifiedName &table)
{
    TRY_ASSIGN(const pg::QueryResult rows, connection.query(columnsOfTable, {table.schema, table.name}));
    std::vector<anonymize::ColumnShape> columns;
    for (int row = 0; row < rows.rowCount(); ++row)
        columns.push_back({.name = rows.string(row, 0),
                           .typeName = rows.string(row, 1),
                           .typeOid = static_cast<unsigned>(rows.integer(row, 2)),
                           .maxLength = static_cast<int>(rows.integer(row, 3)),
                           .notNull = rows.boolean(row, 4),
                           .isUnique = rows.boolean(row, 6),
                           .isPrimaryKey = rows.boolean(row, 7),
                           .isGenerated = rows.boolean(row, 5)});
    return columns;
}

const anonymize::ColumnShape *find(const std::vector<anonymize::ColumnShape> &columns, std::string_view name)
{
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [name](const anonymize::ColumnShape &column) { return column.name == name; });
    return found == columns.end() ? nullptr : &*found;
}

/// The columns of the source that the target can be given too.
std::vector<anonymize::ColumnShape> common(const std::vector<anonymize::ColumnShape> &source,
                                           const std::vector<anonymize::ColumnShape> &target)
{
    std::vector<anonymize::ColumnShape> both;
    for (const anonymize::ColumnShape &column : source) {
        const anonymize::ColumnShape *there = find(target, column.name);
        if (there != nullptr && !column.isGenerated && !there->isGenerated)
            both.push_back(column);
    }
    return both;
}

std::vector<UserReference> referencesToUsers(const catalog::Schema &schema, const selection::RowSelection &selection)
{
    std::vector<UserReference> references;
    for (const catalog::Object &object : schema.objects) {
        const auto *key = object.as<catalog::Constraint>();
        if (key == nullptr || key->type != 'f' || key->referenced != usersTable
            || key->referencedColumns != std::vector<std::string>{"id"})
            continue;
        const std::string &column = key->columns.front();
        for (const catalog::Object *table : schema.tablesWithRows()) {
            if (selection.excluded.contains(nameOf(*table))
                || !selection::belongsTo(schema, *table, {object.key.schema, object.key.parent}))
                continue;
            const std::vector<catalog::Column> &columns = table->as<catalog::Table>()->columns;
            const bool mustBeThere = std::any_of(columns.begin(), columns.end(), [&](const catalog::Column &candidate) {
                return candidate.name == column && candidate.notNull;
            });
            references.push_back({.table = nameOf(*table), .column = column, .mayBeNull = !mustBeThere});
        }
    }
    return references;
}

Result<bool> mayAll(pg::ReadOnlyConnection &connection, const sql::QualifiedName &table,
                    const std::vector<std::string> &rights, QList<Error> &problems)
{
    TRY_ASSIGN(const pg::QueryResult missing,
               connection.query(missingRight, {table.schema, table.name, sql::arrayLiteral(rights)}));
    if (missing.rowCount() == 0)
        return true;
    problems.append(
        {.code = ErrorCode::PermissionDenied, .subject = text(table.displayed()), .detail = text(missing.view(0, 0))});
    return false;
}

std::vector<std::string> namesOf(const std::vector<anonymize::ColumnShape> &columns)
{
    std::vector<std::string> names;
    for (const anonymize::ColumnShape &column : columns)
        names.push_back(column.name);
    return names;
}

/// Rows of one table, on their way into a temporary table of the same columns.
Result<> stage(pg::ReadOnlyConnection &source, pg::Connection &target, pg::CopySelection selection,
               const sql::QualifiedName &staged, stream::Transform *transform, const std::stop_token &stop)
{
    TRY(target.execute("CREATE TEMPORARY TABLE " + sql::quoted(staged.name) + " ON COMMIT DROP AS SELECT "
                       + sql::quotedList(selection.columns) + " FROM " + selection.table.quoted() + " WITH NO DATA"));
    TRY_ASSIGN(const auto from, pg::CopySource::start(source, selection));
    selection.table = staged;
    selection.filter = {};
    TRY_ASSIGN(const auto to, pg::CopySink::start(target, selection, false));
    std::vector<stream::Transform *> transforms;
    if (transform != nullptr)
        transforms.push_back(transform);
    TableProgress unseen;
    TRY(stream::Pump(*from, transforms, *to).run(stop, unseen));
    return {};
}

/// Adds the rules for what providers write to those that were found.
void addDocumentKeys(anonymize::Rule &rule)
{
    for (const KnownKey &key : documentKeys)
        rule.paths.push_back({.path = std::string(key.path), .rule = {.kind = key.rule}});
    rule.scrubOthers = true;
}

/// What goes into a column of auth.users from the staged row `s`. A contact that another user of the target has
/// already would be refused.
std::string valueOf(const std::string &column)
{
    const std::string value = "s." + sql::quoted(column);
    if (column == "email")
        return "CASE WHEN pg_catalog.lower(s.email) IN (SELECT pg_catalog.lower(u.email) FROM auth.users AS u WHERE "
               "u.email IS NOT NULL) THEN s.id || '@example.invalid' ELSE s.email END";
    if (column == "phone")
        return "CASE WHEN s.phone IN (SELECT u.phone FROM auth.users AS u WHERE u.phone IS NOT NULL) THEN NULL ELSE "
               "s.phone END";
    return value;
}

Result<std::string> passwordHash(pg::Connection &target, const anonymize::ProjectKey &key)
{
    TRY_ASSIGN(const pg::QueryResult statement, target.query(hashOfPassword));
    if (statement.rowCount() == 0)
        return std::string();
    TRY_ASSIGN(const pg::QueryResult hash, target.query(statement.view(0, 0), {testPassword(key).toStdString()}));
    return hash.string(0, 0);
}

Result<> addUsers(pg::Connection &target, const AuthUsers &users, const anonymize::ProjectKey &key)
{
    std::vector<std::string> columns = namesOf(users.shape.columns);
    std::string values;
    for (const std::string &column : columns)
        values += (values.empty() ? "" : ", ") + valueOf(column);
    for (const std::string &column : users.secretColumns) {
        columns.push_back(column);
        values += column == passwordColumn ? ", $1::text" : ", ''";
    }
    TRY_ASSIGN(const std::string hash, passwordHash(target, key));
    TRY(target.query("INSERT INTO auth.users (" + sql::quotedList(columns) + ") SELECT " + values
                         + " FROM pg_temp.sosie_users AS s WHERE $1::text IS NOT NULL AND"
                           " NOT EXISTS (SELECT FROM auth.users AS u WHERE u.id = s.id)",
                     {hash}));
    return {};
}

/// Made from the new user, not from the old identity: nobody can say what a provider put into its document. Where a
/// provider named the person by a number of its own, the identity's number stands instead.
Result<> addIdentities(pg::Connection &target, const AuthUsers &users, const std::string &point)
{
    std::vector<std::string> columns = users.identityColumns;
    constexpr std::string_view provided
        = "CASE WHEN s.provider IN ('email', 'phone') THEN s.user_id::text ELSE s.id::text END";
    std::string values;
    for (const std::string &column : columns)
        values += (values.empty() ? "" : ", ")
                  + (column == "provider_id" ? std::string(provided) : "s." + sql::quoted(column));
    columns.emplace_back("identity_data");
    const bool hasPhone = find(users.shape.columns, "phone") != nullptr;
    values += ", pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('sub', " + std::string(provided)
              + ", 'email', u.email, 'email_verified', u.email IS NOT NULL" + (hasPhone ? ", 'phone', u.phone" : "")
              + "))";
    TRY(target.query("INSERT INTO auth.identities (" + sql::quotedList(columns) + ") SELECT " + values
                         + " FROM pg_temp.sosie_identities AS s JOIN sosie_state.added_user AS a ON a.id = s.user_id"
                           " AND a.point = $1::bigint JOIN auth.users AS u ON u.id = s.user_id",
                     {point}));
    return {};
}

} // namespace

sql::RowFilter AuthUsers::needed(const selection::RowSelection &selection) const
{
    std::vector<sql::RowFilter::Values> values;
    for (const UserReference &reference : references)
        values.push_back(
            {.table = reference.table, .column = reference.column, .filter = selection.filterOf(reference.table)});
    return sql::RowFilter::isAmong("id", std::move(values));
}

std::set<std::string> AuthUsers::columnsOf(const sql::QualifiedName &table) const
{
    std::set<std::string> columns;
    for (const UserReference &reference : references) {
        if (reference.table == table)
            columns.insert(reference.column);
    }
    return columns;
}

Result<AuthUsers> inspectAuthUsers(pg::ReadOnlyConnection &source, pg::ReadOnlyConnection &target,
                                   const catalog::Schema &schema, const selection::RowSelection &selection,
                                   MissingUsers choice)
{
    AuthUsers users;
    const bool isCopiedItself
        = schema.find({.kind = catalog::ObjectKind::Table, .schema = usersTable.schema, .name = usersTable.name})
          != nullptr;
    if (isCopiedItself)
        return users;
    users.references = referencesToUsers(schema, selection);
    if (users.references.empty())
        return users;
    TRY_ASSIGN(const auto columnsHere, readColumns(source, usersTable));
    TRY_ASSIGN(const auto columnsThere, readColumns(target, usersTable));
    if (columnsThere.empty()) {
        users.problems.append({.code = ErrorCode::ObjectMissing, .subject = text(usersTable.displayed())});
        return users;
    }
    TRY_ASSIGN(const bool mayRead, mayAll(source, usersTable, {"SELECT"}, users.problems));
    TRY_ASSIGN(const bool mayCompare, mayAll(target, usersTable, {"SELECT"}, users.problems));
    if (!mayRead || !mayCompare) {
        users.isHiddenInSource = !mayRead;
        users.isHiddenInTarget = !mayCompare;
        if (choice == MissingUsers::Stop)
            users.problems.clear();
        return users;
    }
    TRY(source.startCopy({.table = usersTable, .columns = {"id"}, .filter = users.needed(selection)}));
    TRY(merge::countAbsent(source, target, {.table = usersTable, .columns = {"id"}}, users.missing));
    if (users.missing == 0 || choice != MissingUsers::Copy)
        return users;

    for (anonymize::ColumnShape &column : common(columnsHere, columnsThere)) {
        if (column.name == passwordColumn || contains(emptied, column.name) || contains(leftOut, column.name))
            continue;
        users.shape.columns.push_back(std::move(column));
    }
    for (const anonymize::ColumnShape &column : columnsThere) {
        if (column.name == passwordColumn || contains(emptied, column.name))
            users.secretColumns.push_back(column.name);
    }
    TRY(mayAll(target, usersTable, {"INSERT", "DELETE"}, users.problems));
    TRY_ASSIGN(const auto identitiesHere, readColumns(source, identitiesTable));
    TRY_ASSIGN(const auto identitiesThere, readColumns(target, identitiesTable));
    for (const anonymize::ColumnShape &column : common(identitiesHere, identitiesThere)) {
        if (contains(copiedOfIdentities, column.name))
            users.identityColumns.push_back(column.name);
    }
    // Before 2023 a provider's number for the person was the identity's own.
    if (!contains(users.identityColumns, "provider_id"))
        users.identityColumns.clear();
    if (!users.identityColumns.empty()) {
        TRY(mayAll(source, identitiesTable, {"SELECT"}, users.problems));
        TRY(mayAll(target, identitiesTable, {"SELECT", "INSERT"}, users.problems));
    }
    TRY_ASSIGN(const pg::QueryResult hashing, target.query(hasHashing));
    users.withoutPassword = !hashing.boolean(0, 0);
    TRY_ASSIGN(const pg::QueryResult listens, target.query(listensToUsers));
    users.hasListeners = listens.boolean(0, 0);
    return users;
}

void decideAboutUsers(std::vector<anonymize::ColumnDecision> &decisions, const anonymize::TableShape &users)
{
    for (anonymize::ColumnDecision &decision : decisions) {
        if (decision.table != users.name || decision.fromRuleFile)
            continue;
        const auto force = [&decision](anonymize::RuleKind kind) {
            if (!decision.changesValues())
                decision.rule = {.kind = kind};
            decision.verdict = anonymize::Verdict::Personal;
            decision.nature = anonymize::Nature::Pseudonymized;
        };
        if (decision.column == "email")
            force(anonymize::RuleKind::Email);
        else if (decision.column == "phone")
            force(anonymize::RuleKind::Phone);
        else if (decision.column == "raw_user_meta_data") {
            if (decision.rule.kind != anonymize::RuleKind::JsonPaths)
                decision.rule = {.kind = anonymize::RuleKind::JsonPaths};
            addDocumentKeys(decision.rule);
            decision.verdict = anonymize::Verdict::Personal;
            decision.nature = anonymize::Nature::Pseudonymized;
        } else if (contains(kept, decision.column)) {
            decision.rule = {};
            decision.verdict = anonymize::Verdict::Technical;
            decision.nature = anonymize::Nature::Clear;
        }
    }
}

QString testPassword(const anonymize::ProjectKey &key)
{
    const anonymize::HashKey derived = key.derive("test password of copied users");
    return u"test-"_s + QString::number(derived.low() >> 4, 36);
}

Result<> ignoreListeners(pg::Connection &target)
{
    return target.execute("SET LOCAL session_replication_role = replica");
}

Result<long long> copyUsers(pg::ReadOnlyConnection &source, pg::Connection &target,
                            const safety::DestructivePermit &permit, const target::RestorePoint &point,
                            const UserTransfer &transfer, std::stop_token stop)
{
    const AuthUsers &users = transfer.users;
    const std::string pointId = std::to_string(point.id);
    const std::vector<std::string> columns = namesOf(users.shape.columns);
    const sql::RowFilter needed = users.needed(transfer.selection);
    const std::unique_ptr<anonymize::AnonymizeTransform> transform
        = anonymize::makeTransform(users.shape, columns, transfer.decisions, transfer.key, pg::CopyFormat::Text);
    if (transform)
        transform->knowValues(transfer.declared);
    long long added = 0;
    TRY(target::transaction(target, [&]() -> Result<> {
        TRY(permit.recheck(target));
        if (users.hasListeners)
            TRY(ignoreListeners(target));
        TRY(target.execute("SET LOCAL work_mem = '128MB'"));
        TRY(target::makeOwnTables(target, createAddedUsers));
        TRY(stage(source, target, {.table = usersTable, .columns = columns, .filter = needed}, stagedUsers,
                  transform.get(), stop));
        TRY_ASSIGN(const pg::QueryResult written, target.query(writeDown, {pointId}));
        added = written.affectedRows();
        TRY(addUsers(target, users, transfer.key));
        if (users.identityColumns.empty())
            return {};
        const sql::RowFilter theirs
            = sql::RowFilter::isAmong("user_id", {{.table = usersTable, .column = "id", .filter = needed}});
        TRY(stage(source, target, {.table = identitiesTable, .columns = users.identityColumns, .filter = theirs},
                  stagedIdentities, nullptr, stop));
        return addIdentities(target, users, pointId);
    }));
    return added;
}

Sentence UsersLeft::description() const
{
    const QString names = ids.join(u", "_s) + (count > ids.size() ? u", …"_s : QString());
    return Tr::sentence(
               "%Ln user(s) that the clone had added to auth.users could not be removed and are still there: %1",
               nullptr, count)
        .arg(names);
}

Result<UsersLeft> removeAddedUsers(pg::Connection &target, long long pointId)
{
    TRY_ASSIGN(const pg::QueryResult known, target.query(addedUsersExist));
    if (!known.boolean(0, 0))
        return UsersLeft{};
    TRY(target.execute("SAVEPOINT sosie_users"));
    const Result<pg::QueryResult> removed = target.query("DELETE FROM auth.users AS u USING sosie_state.added_user AS a"
                                                         " WHERE a.point = $1::bigint AND u.id = a.id",
                                                         {std::to_string(pointId)});
    if (!removed) {
        // Somebody who stays behind does less harm than old contents that do not come back.
        if (!target.isUsable())
            return failure(removed.error());
        TRY(target.execute("ROLLBACK TO SAVEPOINT sosie_users"));
    }
    // Who may not look takes them all for left; a trigger may have kept some without a word.
    TRY_ASSIGN(const pg::QueryResult left,
               target.query(removed ? leftOfAdded : allAdded, {std::to_string(pointId), std::to_string(mostNamed)}));
    UsersLeft users;
    for (int row = 0; row < left.rowCount(); ++row) {
        users.count = left.integer(row, 0);
        users.ids.append(text(left.view(row, 1)));
    }
    TRY(forgetAddedUsers(target, pointId));
    return users;
}

Result<> forgetAddedUsers(pg::Connection &target, long long pointId)
{
    TRY_ASSIGN(const pg::QueryResult known, target.query(addedUsersExist));
    if (known.boolean(0, 0))
        TRY(target.query("DELETE FROM sosie_state.added_user WHERE point = $1::bigint", {std::to_string(pointId)}));
    return {};
}

} // namespace engine::supabase
