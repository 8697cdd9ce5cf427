// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/base/errors/sentence.h"
#include "engine/catalog/model/object_key.h"
#include "engine/sql/identifier.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace engine::catalog {

/// A value that says something about an object but is no part of what it is: never compared.
template <typename T>
struct Incidental
{
    T value{};

    bool operator==(const Incidental &) const { return true; }
};

/// Who may do what: one item of an access control list.
struct AclItem
{
    /// Empty for PUBLIC.
    std::string grantee{};
    std::string grantor{};
    /// One letter per privilege, as the server writes them, sorted ("arwd").
    std::string privileges{};
    /// Those of them that come with grant option.
    std::string grantable{};

    auto operator<=>(const AclItem &) const = default;
};

/// Sorted. An object without a list of its own has the default list of its kind and owner here, so that both compare
/// equal.
using Acl = std::vector<AclItem>;

/// A column of a table, view, materialized view, or an attribute of a composite type.
struct Column
{
    std::string name{};
    /// As SQL, with schema and modifier: `character varying(20)`.
    std::string type{};
    bool notNull = false;
    /// Name of the constraint when the server keeps one (18 and later) and it is not the usual one.
    std::string notNullConstraint{};
    bool notNullStaysHere = false; // NO INHERIT
    /// Expression of the default or of the generated column.
    std::optional<std::string> defaultValue{};
    /// 's' stored, 'v' virtual, 0 no generated column.
    char generated = 0;
    /// 'a' ALWAYS, 'd' BY DEFAULT, 0 no identity column.
    char identity = 0;
    /// Qualified and quoted; empty when it is the type's own.
    std::string collation{};
    /// 'p', 'e', 'm', 'x'; 0 when it is the type's own.
    char storage = 0;
    /// 'p' pglz, 'l' lz4; 0 default.
    char compression = 0;
    int statisticsTarget = -1;
    /// `n_distinct=5`
    std::vector<std::string> options{};
    Acl acl{};
    std::optional<std::string> comment{};
    /// Of a column of a foreign table: `column_name=x`
    std::vector<std::string> foreignOptions{};
    /// False: the column only comes from a parent table.
    bool isLocal = true;

    /// For the transfer of rows.
    Incidental<int> number{};
    Incidental<unsigned> typeOid{};
    /// pg_type.typtype of the column's type: 'b', 'c', 'd', 'e', 'r', 'm'.
    Incidental<char> typeType{};
    /// For a domain: the formatted type under it, without domains; else the type itself without its modifier.
    Incidental<std::string> baseType{};
    Incidental<unsigned> baseTypeOid{};
    /// The values' binary form carries no OID of this database and needs no extension's send function.
    Incidental<bool> binarySafe{};

    bool operator==(const Column &) const = default;
};

struct SchemaDefinition
{
    bool operator==(const SchemaDefinition &) const = default;
};

struct Extension
{
    std::string schema{};
    std::string version{};
    bool operator==(const Extension &) const = default;
};

struct EnumType
{
    std::vector<std::string> labels{};
    bool operator==(const EnumType &) const = default;
};

struct DomainConstraint
{
    std::string name{};
    /// `CHECK (VALUE > 0) NOT VALID`
    std::string definition{};
    std::optional<std::string> comment{};
    bool operator==(const DomainConstraint &) const = default;
};

struct Domain
{
    std::string baseType{};
    std::string collation{};
    bool notNull = false;
    std::optional<std::string> defaultValue{};
    std::vector<DomainConstraint> constraints{};
    bool operator==(const Domain &) const = default;
};

struct CompositeType
{
    std::vector<Column> attributes{};
    bool operator==(const CompositeType &) const = default;
};

struct RangeType
{
    std::string subtype{};
    /// Qualified and quoted; empty when it is the default.
    std::string operatorClass{};
    std::string collation{};
    std::string canonicalFunction{};
    std::string differenceFunction{};
    /// "" before PostgreSQL 14.
    std::string multirangeSchema{};
    std::string multirangeName{};
    bool operator==(const RangeType &) const = default;
};

/// A routine other than an aggregate.
struct Routine
{
    /// `CREATE OR REPLACE FUNCTION …`, complete.
    std::string definition{};
    std::string language{};
    bool operator==(const Routine &) const = default;
};

/// An object whose CREATE statement the server can put together in a query: aggregates, operators, collations, …
struct Scripted
{
    /// Complete statements, in order.
    std::vector<std::string> statements{};
    bool operator==(const Scripted &) const = default;
};

struct SequenceState
{
    long long lastValue = 1;
    /// True: the next value is the one after lastValue.
    bool isCalled = false;
    bool operator==(const SequenceState &) const = default;
};

struct Sequence
{
    std::string type{};
    long long start = 1;
    long long increment = 1;
    long long minimum = 1;
    long long maximum = 1;
    long long cache = 1;
    bool cycles = false;
    bool isUnlogged = false;
    /// The table (same schema) and column it belongs to; empty when it belongs to none.
    std::string ownerTable{};
    std::string ownerColumn{};
    /// 'a' or 'd' when it is the sequence of an identity column: made together with the column.
    char identity = 0;
    SequenceState state{};
    bool operator==(const Sequence &) const = default;
};

enum class Persistence { Permanent, Unlogged };

struct Table
{
    std::vector<Column> columns{};
    Persistence persistence = Persistence::Permanent;
    /// In the order of inheritance. For a partition: its one partitioned table.
    std::vector<sql::QualifiedName> parents{};
    /// `FOR VALUES …` or `DEFAULT`; empty when the table is no partition.
    std::string partitionBound{};
    /// `RANGE (created_at)`; empty when the table is not partitioned.
    std::string partitionKey{};
    /// The composite type of a typed table (CREATE TABLE … OF), quoted.
    std::string ofType{};
    /// `fillfactor=70`, `toast.autovacuum_enabled=false`
    std::vector<std::string> options{};
    /// Empty for a partitioned table without one.
    std::string accessMethod{};
    /// Empty for the database's own.
    std::string tablespace{};
    /// Of a foreign table: where its rows are, and `table_name=x`.
    std::string foreignServer{};
    std::vector<std::string> foreignOptions{};
    bool rowSecurity = false;
    bool forceRowSecurity = false;
    /// 'd' default, 'n' nothing, 'f' full, 'i' index (the Index or Constraint that has isReplicaIdentity).
    char replicaIdentity = 'd';

    /// False for a partitioned table, whose rows are in its partitions, and for a foreign one.
    bool holdsRows = true;
    /// Planner's estimate, -1 when the table was never analyzed.
    Incidental<long long> rowEstimate{};
    Incidental<long long> heapBytes{};
    Incidental<long long> totalBytes{};
    /// Pages of the main fork now: what ctid ranges are cut from.
    Incidental<long long> heapPages{};

    bool operator==(const Table &) const = default;

    [[nodiscard]] bool isPartitioned() const { return !partitionKey.empty(); }
    [[nodiscard]] bool isPartition() const { return !partitionBound.empty(); }
    [[nodiscard]] bool isForeign() const { return !foreignServer.empty(); }
};

struct View
{
    std::vector<Column> columns{};
    /// SELECT …, without the final semicolon.
    std::string query{};
    /// `security_invoker=true`, `check_option=local`
    std::vector<std::string> options{};
    /// Its query names the view itself: it can be made (CREATE OR REPLACE over an older query), but never read.
    bool readsItself = false;
    bool operator==(const View &) const = default;
};

struct MaterializedView
{
    std::vector<Column> columns{};
    std::string query{};
    std::vector<std::string> options{};
    std::string accessMethod{};
    std::string tablespace{};
    bool isPopulated = true;
    bool operator==(const MaterializedView &) const = default;
};

/// What an index has that its definition does not say.
struct IndexDetails
{
    /// CREATE [UNIQUE] INDEX …, complete.
    std::string definition{};
    std::string tablespace{};
    /// `fillfactor=70`
    std::vector<std::string> options{};
    /// Index of the partitioned table that this one is attached to; empty when it is not.
    std::string parentSchema{};
    std::string parentIndex{};
    /// Column number of the index and its statistics target.
    std::vector<std::pair<int, int>> statisticsTargets{};
    bool isClustered = false;
    bool isReplicaIdentity = false;
    /// The table is partitioned: the index holds nothing itself.
    bool isPartitioned = false;
    /// What building it takes, beside others: rows times the cost of comparing two.
    Incidental<long long> effort{};
    bool operator==(const IndexDetails &) const = default;
};

struct Constraint
{
    /// 'p' primary key, 'u' unique, 'c' check, 'f' foreign key, 'x' exclusion, 't' constraint trigger, 'n' a NOT NULL
    /// that is not valid yet.
    char type = 'c';
    /// As pg_get_constraintdef() says it, complete (NOT VALID, DEFERRABLE, NO INHERIT, …).
    std::string definition{};
    bool isDeferrable = false;
    bool isDeferred = false;
    bool isValidated = true;
    bool isLocal = true;
    bool isInherited = false;
    /// For 'p', 'u', 'x': the index that carries it.
    IndexDetails index{};
    std::optional<std::string> indexComment{};
    /// For 'p', 'u': a range in the key (WITHOUT OVERLAPS), so the index is no B-tree.
    bool isTemporal = false;
    /// For 'f': the referenced table.
    sql::QualifiedName referenced{};
    /// Column names of the key, in its order ('p', 'u', 'f').
    std::vector<std::string> columns{};
    std::vector<std::string> referencedColumns{};
    bool operator==(const Constraint &) const = default;
};

struct Index
{
    IndexDetails details{};
    bool isUnique = false;
    bool operator==(const Index &) const = default;
};

struct Statistics
{
    std::string definition{};
    int target = -1;
    bool operator==(const Statistics &) const = default;
};

/// How a trigger or a rule is switched: 'O' on, 'D' off, 'R' in a replica, 'A' always.
struct Rule
{
    std::string definition{};
    char enabled = 'O';
    bool operator==(const Rule &) const = default;
};

struct Trigger
{
    std::string definition{};
    char enabled = 'O';
    /// The trigger's function, qualified and quoted.
    std::string function{};
    bool operator==(const Trigger &) const = default;
};

struct Policy
{
    bool isPermissive = true;
    /// "ALL", "SELECT", "INSERT", "UPDATE", "DELETE"
    std::string command{};
    /// Empty name: PUBLIC.
    std::vector<std::string> roles{};
    std::optional<std::string> usingExpression{};
    std::optional<std::string> checkExpression{};
    bool operator==(const Policy &) const = default;
};

struct PublishedTable
{
    sql::QualifiedName table{};
    std::vector<std::string> columns{};
    std::string condition{};
    auto operator<=>(const PublishedTable &) const = default;
};

struct Publication
{
    bool allTables = false;
    bool viaRoot = false;
    bool generatedColumns = false;
    /// "insert, update, delete, truncate"
    std::string operations{};
    std::vector<PublishedTable> tables{};
    std::vector<std::string> schemas{};
    bool operator==(const Publication &) const = default;
};

/// What objects made later will be granted. ObjectKey: name is the role, schema is empty for the whole database,
/// parent is "TABLES", "SEQUENCES", "FUNCTIONS", "TYPES" or "SCHEMAS".
struct DefaultPrivileges
{
    Acl acl{};
    bool operator==(const DefaultPrivileges &) const = default;
};

using Definition = std::variant<SchemaDefinition, Extension, EnumType, Domain, CompositeType, RangeType, Routine,
                                Scripted, Sequence, Table, View, MaterializedView, Constraint, Index, Statistics, Rule,
                                Trigger, Policy, Publication, DefaultPrivileges>;

/// One object, as the database has it.
struct Object
{
    ObjectKey key{};
    Incidental<unsigned> oid{};
    /// Empty for what has no owner of its own (a constraint, an index).
    std::string owner{};
    Acl acl{};
    std::optional<std::string> comment{};
    Definition definition{};
    /// Real dependencies among the objects of this Schema, from pg_depend; sorted. Without those of column defaults.
    Incidental<std::vector<ObjectKey>> dependsOn{};
    /// What the column defaults (of a table) or constraints (of a domain) need beyond that.
    Incidental<std::vector<ObjectKey>> defaultsDependOn{};
    /// The operators, functions and collations that its stored expressions are made of, beyond those that every
    /// database has; sorted. An operator that was found through search_path has the same text and another meaning.
    std::vector<std::string> meaning{};
    /// The search_path, as SQL, in which its text means that; empty when it means the same in any.
    Incidental<std::string> searchPath{};

    bool operator==(const Object &) const = default;

    /// Null when the object is of another kind.
    template <typename T>
    [[nodiscard]] const T *as() const
    {
        return std::get_if<T>(&definition);
    }
};

/// The columns of a table, a view, a materialized view, or the attributes of a composite type; null for anything else.
[[nodiscard]] std::vector<Column> *columnsOf(Object &object);
[[nodiscard]] const std::vector<Column> *columnsOf(const Object &object);

/// What a module of the server (PostgreSQL Anonymizer, SELinux) keeps beside an object: no part of what the object is.
struct SecurityLabel
{
    /// What it is on, or what has the column that it is on; the extension, when it is on a member of one.
    ObjectKey object{};
    /// In the server's words: "table column", "public.people.email".
    std::string kind{};
    std::string identity{};
    std::string provider{};
    std::string label{};

    auto operator<=>(const SecurityLabel &) const = default;
};

/// What people changed on an object that no clone makes: a member of an extension, or of the server itself.
struct MemberChange
{
    /// Else of its privileges.
    bool isComment = false;
    /// In the server's words: "function", "tools.similarity(text,text)".
    std::string kind{};
    std::string identity{};
    /// Empty for what is the server's own.
    std::string extension{};
    /// As GRANT or COMMENT names it in the database that it was read from, and the column.
    std::string sqlName{};
    std::string column{};
    /// What others than the owner may do, now and when it came. Without a grantor: granted by the owner.
    Acl acl{};
    Acl cameWith{};
    std::optional<std::string> comment{};

    /// "privileges of function tools.similarity(text,text)"
    [[nodiscard]] std::string name() const;
};

/// Something that exists in the database and is not in Schema::objects.
struct Uncarried
{
    /// Why; the sentence is reasonText()'s.
    enum class Reason {
        NotModelled,
        /// It depends on something that is not carried; `detail` says on what.
        DependsOnUncarried,
        /// It would connect the copy to another server.
        OtherServer,
        /// A password or the like, never carried; `name` says of what.
        Secret,
        /// The target has its own of that name, which differs.
        Kept,
        /// The account used for the target may not make it.
        NotAllowed,
        /// The target has none of that name that the account may use.
        Tablespace,
        /// The rows of a materialized view are on another server.
        RowsElsewhere,
        LargeObject,
        /// An index that the server says is not usable.
        Invalid,
        /// No server reads back what the source prints of it; `detail` is what one says.
        Unreadable,
        /// The target has no object of that name, although it has what that belongs to.
        NotThere,
        /// A security label whose provider, `detail`, the target has not loaded, or which does not accept it.
        ProviderNotLoaded,
        RefusedByProvider,
    };
    /// "event trigger": stable English key, also for kinds that ObjectKind does not have.
    std::string kind{};
    std::string name{};
    Reason reason = Reason::NotModelled;
    std::string detail{};

    auto operator<=>(const Uncarried &) const = default;
};

/// A translated sentence.
[[nodiscard]] Sentence reasonText(const Uncarried &uncarried);

/// Something outside the schemas read that an object inside needs, as the server names it.
struct OutsideReference
{
    /// "table", "function": the server's words (pg_identify_object).
    std::string kind{};
    std::string schema{};
    std::string identity{};
    /// The first object that needs it.
    ObjectKey neededBy{};

    auto operator<=>(const OutsideReference &) const = default;
};

/// The structure of a database, or of some of its schemas, at one moment: a value.
class Schema final
{
public:
    int serverVersion = 0;
    std::string databaseName{};
    /// In the order of their keys.
    std::vector<Object> objects{};
    std::vector<Uncarried> notCarried{};
    std::vector<OutsideReference> outsideReferences{};
    /// Of objects that were read, sorted; what they are on may have been left out since.
    std::vector<SecurityLabel> securityLabels{};
    /// Not as the objects came; in the order in which they are made.
    std::vector<MemberChange> memberChanges{};
    /// Every name that isDatabaseWide() and is taken, whether the object is carried, not carried or an extension's;
    /// sorted.
    std::vector<ObjectKey> databaseWide{};

    [[nodiscard]] bool isTaken(const ObjectKey &key) const;
    /// Null when there is none.
    [[nodiscard]] const Object *find(const ObjectKey &key) const;
    /// An ordinary, partitioned or foreign table.
    [[nodiscard]] const Object *findTable(std::string_view schema, std::string_view table) const;
    /// The tables whose rows a clone copies, in the order of their names.
    [[nodiscard]] std::vector<const Object *> tablesWithRows() const;
    [[nodiscard]] std::vector<std::string> schemaNames() const;
    /// Every role that owns, is granted, or is named in a policy, user mapping or setting; without PUBLIC; sorted.
    [[nodiscard]] std::vector<std::string> roles() const;
    /// Sorts `objects`; the reader's last step, and that of whoever changes them.
    void sort();
    /// Takes the objects out and names them in notCarried with these reasons and details; then what needs any of them,
    /// and so on.
    void leaveOut(const std::map<ObjectKey, Uncarried> &reasons);
};

} // namespace engine::catalog
