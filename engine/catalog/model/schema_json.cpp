// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/model/schema_json.h"

#include <QJsonArray>

#include <array>
#include <concepts>
#include <type_traits>
#include <utility>

namespace engine::catalog {

using namespace Qt::StringLiterals;

namespace {

template <typename Given, typename Wanted>
concept Is = std::same_as<std::remove_const_t<Given>, Wanted>;

// Each field of each value once, for writing and for reading alike. A field that is added to the model and not here
// would be lost without a word: tst_saved_structure compares what comes back with what went in, of every kind.

void fields(auto &visit, Is<sql::QualifiedName> auto &name)
{
    visit("schema", name.schema);
    visit("name", name.name);
}

void fields(auto &visit, Is<AclItem> auto &item)
{
    visit("grantee", item.grantee);
    visit("grantor", item.grantor);
    visit("privileges", item.privileges);
    visit("grantable", item.grantable);
}

void fields(auto &visit, Is<Column> auto &column)
{
    visit("name", column.name);
    visit("type", column.type);
    visit("notNull", column.notNull);
    visit("notNullConstraint", column.notNullConstraint);
    visit("notNullStaysHere", column.notNullStaysHere);
    visit("default", column.defaultValue);
    visit("generated", column.generated);
    visit("identity", column.identity);
    visit("collation", column.collation);
    visit("storage", column.storage);
    visit("compression", column.compression);
    visit("statisticsTarget", column.statisticsTarget, -1);
    visit("options", column.options);
    visit("privileges", column.acl);
    visit("comment", column.comment);
    visit("foreignOptions", column.foreignOptions);
    visit("isLocal", column.isLocal, true);
    visit("typeType", column.typeType);
    visit("baseType", column.baseType);
}

void fields(auto & /*visit*/, Is<SchemaDefinition> auto & /*schema*/) {}

void fields(auto &visit, Is<Extension> auto &extension)
{
    visit("schema", extension.schema);
    visit("version", extension.version);
}

void fields(auto &visit, Is<EnumType> auto &type)
{
    visit("labels", type.labels);
}

void fields(auto &visit, Is<DomainConstraint> auto &check)
{
    visit("name", check.name);
    visit("definition", check.definition);
    visit("comment", check.comment);
}

void fields(auto &visit, Is<Domain> auto &domain)
{
    visit("baseType", domain.baseType);
    visit("collation", domain.collation);
    visit("notNull", domain.notNull);
    visit("default", domain.defaultValue);
    visit("constraints", domain.constraints);
}

void fields(auto &visit, Is<CompositeType> auto &type)
{
    visit("attributes", type.attributes);
}

void fields(auto &visit, Is<RangeType> auto &type)
{
    visit("subtype", type.subtype);
    visit("operatorClass", type.operatorClass);
    visit("collation", type.collation);
    visit("canonicalFunction", type.canonicalFunction);
    visit("differenceFunction", type.differenceFunction);
    visit("multirangeSchema", type.multirangeSchema);
    visit("multirangeName", type.multirangeName);
}

void fields(auto &visit, Is<Routine> auto &routine)
{
    visit("definition", routine.definition);
    visit("language", routine.language);
}

void fields(auto &visit, Is<Scripted> auto &scripted)
{
    visit("statements", scripted.statements);
}

void fields(auto &visit, Is<SequenceState> auto &state)
{
    visit("lastValue", state.lastValue, 1LL);
    visit("isCalled", state.isCalled);
}

void fields(auto &visit, Is<Sequence> auto &sequence)
{
    visit("type", sequence.type);
    visit("start", sequence.start, 1LL);
    visit("increment", sequence.increment, 1LL);
    visit("minimum", sequence.minimum, 1LL);
    visit("maximum", sequence.maximum, 1LL);
    visit("cache", sequence.cache, 1LL);
    visit("cycles", sequence.cycles);
    visit("isUnlogged", sequence.isUnlogged);
    visit("ownerTable", sequence.ownerTable);
    visit("ownerColumn", sequence.ownerColumn);
    visit("identity", sequence.identity);
    visit("state", sequence.state);
}

void fields(auto &visit, Is<Table> auto &table)
{
    visit("columns", table.columns);
    visit("persistence", table.persistence);
    visit("parents", table.parents);
    visit("partitionBound", table.partitionBound);
    visit("partitionKey", table.partitionKey);
    visit("ofType", table.ofType);
    visit("options", table.options);
    visit("accessMethod", table.accessMethod);
    visit("tablespace", table.tablespace);
    visit("foreignServer", table.foreignServer);
    visit("foreignOptions", table.foreignOptions);
    visit("rowSecurity", table.rowSecurity);
    visit("forceRowSecurity", table.forceRowSecurity);
    visit("replicaIdentity", table.replicaIdentity, 'd');
    visit("holdsRows", table.holdsRows, true);
    visit("rowEstimate", table.rowEstimate);
    visit("totalBytes", table.totalBytes);
}

void fields(auto &visit, Is<View> auto &view)
{
    visit("columns", view.columns);
    visit("query", view.query);
    visit("options", view.options);
    visit("readsItself", view.readsItself);
}

void fields(auto &visit, Is<MaterializedView> auto &view)
{
    visit("columns", view.columns);
    visit("query", view.query);
    visit("options", view.options);
    visit("accessMethod", view.accessMethod);
    visit("tablespace", view.tablespace);
    visit("isPopulated", view.isPopulated, true);
}

void fields(auto &visit, Is<std::pair<int, int>> auto &target)
{
    visit("column", target.first);
    visit("target", target.second);
}

void fields(auto &visit, Is<IndexDetails> auto &index)
{
    visit("definition", index.definition);
    visit("tablespace", index.tablespace);
    visit("options", index.options);
    visit("parentSchema", index.parentSchema);
    visit("parentIndex", index.parentIndex);
    visit("statisticsTargets", index.statisticsTargets);
    visit("isClustered", index.isClustered);
    visit("isReplicaIdentity", index.isReplicaIdentity);
    visit("isPartitioned", index.isPartitioned);
}

void fields(auto &visit, Is<Constraint> auto &constraint)
{
    visit("type", constraint.type, 'c');
    visit("definition", constraint.definition);
    visit("isDeferrable", constraint.isDeferrable);
    visit("isDeferred", constraint.isDeferred);
    visit("isValidated", constraint.isValidated, true);
    visit("isLocal", constraint.isLocal, true);
    visit("isInherited", constraint.isInherited);
    visit("index", constraint.index);
    visit("indexComment", constraint.indexComment);
    visit("isTemporal", constraint.isTemporal);
    visit("referenced", constraint.referenced);
    visit("columns", constraint.columns);
    visit("referencedColumns", constraint.referencedColumns);
}

void fields(auto &visit, Is<Index> auto &index)
{
    visit("details", index.details);
    visit("isUnique", index.isUnique);
}

void fields(auto &visit, Is<Statistics> auto &statistics)
{
    visit("definition", statistics.definition);
    visit("target", statistics.target, -1);
}

void fields(auto &visit, Is<Rule> auto &rule)
{
    visit("definition", rule.definition);
    visit("enabled", rule.enabled, 'O');
}

void fields(auto &visit, Is<Trigger> auto &trigger)
{
    visit("definition", trigger.definition);
    visit("enabled", trigger.enabled, 'O');
    visit("function", trigger.function);
}

void fields(auto &visit, Is<Policy> auto &policy)
{
    visit("isPermissive", policy.isPermissive, true);
    visit("command", policy.command);
    visit("roles", policy.roles);
    visit("using", policy.usingExpression);
    visit("check", policy.checkExpression);
}

void fields(auto &visit, Is<PublishedTable> auto &published)
{
    visit("table", published.table);
    visit("columns", published.columns);
    visit("condition", published.condition);
}

void fields(auto &visit, Is<Publication> auto &publication)
{
    visit("allTables", publication.allTables);
    visit("viaRoot", publication.viaRoot);
    visit("generatedColumns", publication.generatedColumns);
    visit("operations", publication.operations);
    visit("tables", publication.tables);
    visit("schemas", publication.schemas);
}

void fields(auto &visit, Is<DefaultPrivileges> auto &privileges)
{
    visit("privileges", privileges.acl);
}

void fields(auto &visit, Is<ObjectKey> auto &key)
{
    visit("kind", key.kind);
    visit("schema", key.schema);
    visit("name", key.name);
    visit("parent", key.parent);
    visit("signature", key.signature);
}

void fields(auto &visit, Is<Uncarried> auto &uncarried)
{
    visit("kind", uncarried.kind);
    visit("name", uncarried.name);
    visit("reason", uncarried.reason);
    visit("detail", uncarried.detail);
}

void fields(auto &visit, Is<Object> auto &object)
{
    visit("key", object.key);
    visit("owner", object.owner);
    visit("privileges", object.acl);
    visit("comment", object.comment);
    visit("definition", object.definition);
    visit("meaning", object.meaning);
    visit("dependsOn", object.dependsOn);
    visit("defaultsDependOn", object.defaultsDependOn);
    visit("searchPath", object.searchPath);
}

void fields(auto &visit, Is<Schema> auto &schema)
{
    visit("serverVersion", schema.serverVersion);
    visit("database", schema.databaseName);
    visit("objects", schema.objects);
    visit("notCarried", schema.notCarried);
}

/// The alternatives of Definition, in their order.
constexpr std::array definitionNames{"schema", "extension",        "enum",       "domain",      "composite",
                                     "range",  "routine",          "scripted",   "sequence",    "table",
                                     "view",   "materializedView", "constraint", "index",       "statistics",
                                     "rule",   "trigger",          "policy",     "publication", "defaultPrivileges"};
static_assert(definitionNames.size() == std::variant_size_v<Definition>);

class Writer final
{
public:
    explicit Writer(Incidentals incidentals)
        : m_incidentals(incidentals)
    {}

    template <typename T>
    QJsonObject object(const T &value)
    {
        QJsonObject outer = std::exchange(m_object, {});
        fields(*this, value);
        return std::exchange(m_object, std::move(outer));
    }

    /// `usual`: what the model has where nobody says anything.
    template <typename T>
    void operator()(const char *name, const T &value, const std::type_identity_t<T> &usual = T())
    {
        if (!(value == usual))
            m_object.insert(QLatin1StringView(name), json(value));
    }
    template <typename T>
    void operator()(const char *name, const Incidental<T> &value)
    {
        if (m_incidentals == Incidentals::Written)
            (*this)(name, value.value);
    }
    // Two kinds without anything in them are not the same kind.
    void operator()(const char *name, const Definition &value)
    {
        m_object.insert(QLatin1StringView(name), json(value));
    }

private:
    static QJsonValue json(const std::string &value) { return text(value); }
    static QJsonValue json(bool value) { return value; }
    static QJsonValue json(int value) { return value; }
    static QJsonValue json(long long value) { return qint64{value}; }
    static QJsonValue json(char value) { return QString(QLatin1Char(value)); }
    static QJsonValue json(Persistence value)
    {
        return value == Persistence::Unlogged ? u"unlogged"_s : u"permanent"_s;
    }
    static QJsonValue json(ObjectKind value) { return QString::fromLatin1(kindKey(value)); }
    static QJsonValue json(Uncarried::Reason value) { return static_cast<int>(value); }
    static QJsonValue json(const std::optional<std::string> &value) { return text(value.value_or(std::string())); }
    template <typename T>
    QJsonValue json(const std::vector<T> &values)
    {
        QJsonArray array;
        for (const T &value : values)
            array.append(json(value));
        return array;
    }
    QJsonValue json(const Definition &value)
    {
        QJsonObject made = std::visit([this](const auto &one) { return object(one); }, value);
        made.insert("is"_L1, QLatin1StringView(definitionNames.at(value.index())));
        return made;
    }
    template <typename T>
    requires std::is_class_v<T> QJsonValue json(const T &value) { return object(value); }

    Incidentals m_incidentals;
    QJsonObject m_object;
};

/// Reads what Writer wrote, and takes note of the first thing that it cannot have written.
class Reader final
{
public:
    template <typename T>
    void object(const QJsonValue &json, T &value)
    {
        check(json.isObject(), "an object");
        QJsonObject outer = std::exchange(m_object, json.toObject());
        fields(*this, value);
        m_object = std::move(outer);
    }
    [[nodiscard]] const QString &strange() const { return m_strange; }

    template <typename T>
    void operator()(const char *name, T &value, const std::type_identity_t<T> & /*usual*/ = T())
    {
        const QJsonValue json = m_object.value(QLatin1StringView(name));
        if (json.isUndefined())
            return;
        const char *outer = std::exchange(m_name, name);
        read(json, value);
        m_name = outer;
    }
    template <typename T>
    void operator()(const char *name, Incidental<T> &value)
    {
        (*this)(name, value.value);
    }

private:
    void check(bool isRight, const char *wanted)
    {
        if (!isRight && m_strange.isEmpty())
            m_strange = u"\"%1\" is not %2"_s.arg(QLatin1StringView(m_name), QLatin1StringView(wanted));
    }
    void read(const QJsonValue &json, std::string &value)
    {
        check(json.isString(), "a text");
        value = json.toString().toStdString();
    }
    void read(const QJsonValue &json, bool &value)
    {
        check(json.isBool(), "true or false");
        value = json.toBool();
    }
    void read(const QJsonValue &json, long long &value)
    {
        check(json.isDouble(), "a number");
        value = json.toInteger();
    }
    void read(const QJsonValue &json, int &value)
    {
        check(json.isDouble(), "a number");
        value = json.toInt();
    }
    void read(const QJsonValue &json, char &value)
    {
        const QString letter = json.toString();
        check(letter.size() == 1 && letter.at(0).unicode() < 0x80, "a letter");
        value = letter.isEmpty() ? '\0' : letter.at(0).toLatin1();
    }
    void read(const QJsonValue &json, Persistence &value)
    {
        value = json.toString() == "unlogged"_L1 ? Persistence::Unlogged : Persistence::Permanent;
    }
    void read(const QJsonValue &json, Uncarried::Reason &value)
    {
        const int number = json.toInt(-1);
        const bool isKnown = number >= 0 && number <= static_cast<int>(Uncarried::Reason::RefusedByProvider);
        check(isKnown, "a known reason");
        value = isKnown ? static_cast<Uncarried::Reason>(number) : Uncarried::Reason::NotModelled;
    }
    void read(const QJsonValue &json, ObjectKind &value)
    {
        const QString word = json.toString();
        for (int kind = 0; kind <= static_cast<int>(ObjectKind::Other); ++kind) {
            if (word == QLatin1StringView(kindKey(static_cast<ObjectKind>(kind)))) {
                value = static_cast<ObjectKind>(kind);
                return;
            }
        }
        check(false, "a kind of object");
    }
    void read(const QJsonValue &json, std::optional<std::string> &value) { read(json, value.emplace()); }
    template <typename T>
    void read(const QJsonValue &json, std::vector<T> &values)
    {
        check(json.isArray(), "a list");
        const QJsonArray array = json.toArray();
        values.clear();
        values.reserve(static_cast<size_t>(array.size()));
        for (const QJsonValue &item : array)
            read(item, values.emplace_back());
    }
    void read(const QJsonValue &json, Definition &value)
    {
        const QString word = json.toObject().value("is"_L1).toString();
        const bool isKnown = [&]<size_t... index>(std::index_sequence<index...> /*all*/)
        {
            return ((word == QLatin1StringView(definitionNames[index])
                     && (object(json, value.template emplace<index>()), true))
                    || ...);
        }
        (std::make_index_sequence<definitionNames.size()>());
        check(isKnown, "a known definition");
    }
    template <typename T>
    requires std::is_class_v<T>
    void read(const QJsonValue &json, T &value) { object(json, value); }

    QJsonObject m_object;
    QString m_strange;
    const char *m_name = "";
};

} // namespace

QJsonObject toJson(const Object &object, Incidentals incidentals)
{
    return Writer(incidentals).object(object);
}

QJsonObject toJson(const Schema &schema)
{
    return Writer(Incidentals::Written).object(schema);
}

Result<Schema> schemaFromJson(const QJsonObject &json)
{
    Schema schema;
    Reader reader;
    reader.object(json, schema);
    if (!reader.strange().isEmpty())
        return failure({.code = ErrorCode::FileDamaged, .detail = reader.strange()});
    schema.sort();
    return schema;
}

} // namespace engine::catalog
