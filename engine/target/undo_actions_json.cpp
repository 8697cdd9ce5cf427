// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/ddl/ddl.h"
#include "engine/catalog/model/schema_json.h"
#include "engine/target/undo_actions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace engine::target {

using namespace Qt::StringLiterals;
using catalog::Object;
using catalog::ObjectKey;
using catalog::ObjectKind;

namespace {

constexpr int format = 1;

QJsonArray arrayOf(const std::vector<std::string> &items)
{
    QJsonArray array;
    for (const std::string &item : items)
        array.append(text(item));
    return array;
}

template <typename Item>
QJsonArray arrayOf(const std::vector<Item> &items, QJsonObject (*toObject)(const Item &))
{
    QJsonArray array;
    for (const Item &item : items)
        array.append(toObject(item));
    return array;
}

QJsonObject objectOf(const ObjectKey &key)
{
    return {{"kind"_L1, QString::fromLatin1(catalog::kindKey(key.kind))},
            {"schema"_L1, text(key.schema)},
            {"name"_L1, text(key.name)},
            {"parent"_L1, text(key.parent)}};
}

QJsonObject objectOf(const UndoActions::Part &part)
{
    return {{"kind"_L1, text(part.kind)},
            {"name"_L1, text(part.name)},
            {"schema"_L1, text(part.table.schema)},
            {"table"_L1, text(part.table.name)}};
}

QJsonObject objectOf(const UndoActions::Remake &other)
{
    QJsonObject object = objectOf(other.key);
    object.insert("statements"_L1, arrayOf(other.statements));
    return object;
}

QJsonObject objectOf(const UndoActions::Move &move)
{
    return {{"extension"_L1, text(move.extension)}, {"schema"_L1, text(move.schema)}};
}

QJsonObject objectOf(const UndoActions::Aside &aside)
{
    return {{"kind"_L1, text(aside.kind)}, {"schema"_L1, text(aside.schema)}, {"name"_L1, text(aside.name)}};
}

QJsonObject objectOf(const UndoActions::Replaced &replaced)
{
    return {{"schema"_L1, text(replaced.table.schema)},
            {"table"_L1, text(replaced.table.name)},
            {"columns"_L1, arrayOf(replaced.columns)},
            {"bound"_L1, replaced.bound}};
}

QJsonObject objectOf(const sql::QualifiedName &table)
{
    return {{"schema"_L1, text(table.schema)}, {"table"_L1, text(table.name)}};
}

QJsonObject objectOf(const UndoActions::Origin &origin)
{
    QJsonObject object{{"inPart"_L1, arrayOf<sql::QualifiedName>(origin.inPart, objectOf)},
                       {"leftEmpty"_L1, arrayOf<sql::QualifiedName>(origin.leftEmpty, objectOf)}};
    if (origin.identity) {
        object.insert("system"_L1, text(origin.identity->systemIdentifier));
        object.insert("database"_L1, static_cast<qint64>(origin.identity->databaseOid));
    }
    return object;
}

QJsonObject objectOf(const UndoActions::Rows &rows)
{
    return {{"extension"_L1, text(rows.extension)},
            {"schema"_L1, text(rows.schema)},
            {"table"_L1, text(rows.table)},
            {"columns"_L1, arrayOf(rows.columns)}};
}

QJsonObject objectOf(const UndoActions::Membership &membership)
{
    return {{"publication"_L1, text(membership.publication)},
            {"schema"_L1, text(membership.table.schema)},
            {"table"_L1, text(membership.table.name)},
            {"columns"_L1, arrayOf(membership.columns)},
            {"condition"_L1, text(membership.condition)}};
}

QJsonObject objectOf(const UndoActions::Label &label)
{
    QJsonObject object{{"provider"_L1, text(label.provider)}, {"schema"_L1, text(label.schema)}};
    if (label.text)
        object.insert("text"_L1, text(*label.text));
    return object;
}

QJsonObject objectOf(const UndoActions::Switch &off)
{
    return {{"trigger"_L1, text(off.trigger)}, {"mode"_L1, QString(QLatin1Char(off.mode))}};
}

QJsonObject objectOf(const catalog::AclItem &item)
{
    return {{"grantee"_L1, text(item.grantee)},
            {"grantor"_L1, text(item.grantor)},
            {"privileges"_L1, text(item.privileges)},
            {"grantable"_L1, text(item.grantable)}};
}

QJsonObject objectOf(const Object &attribute)
{
    QJsonObject object = objectOf(attribute.key);
    object.insert("owner"_L1, text(attribute.owner));
    const auto *privileges = attribute.as<catalog::DefaultPrivileges>();
    object.insert("acl"_L1,
                  arrayOf<catalog::AclItem>(privileges != nullptr ? privileges->acl : attribute.acl, objectOf));
    if (attribute.comment)
        object.insert("comment"_L1, text(*attribute.comment));
    return object;
}

QJsonObject objectOf(const UndoActions::Member &member)
{
    QJsonObject object{{"isComment"_L1, member.isComment},
                       {"kind"_L1, text(member.kind)},
                       {"identity"_L1, text(member.identity)},
                       {"acl"_L1, arrayOf<catalog::AclItem>(member.acl, objectOf)}};
    if (member.comment)
        object.insert("comment"_L1, text(*member.comment));
    return object;
}

QJsonObject objectOf(const UndoActions::Migration::Kept &kept)
{
    return {{"place"_L1, text(kept.place)},      {"schema"_L1, text(kept.table.schema)},
            {"table"_L1, text(kept.table.name)}, {"columns"_L1, arrayOf(kept.columns)},
            {"key"_L1, arrayOf(kept.key)},       {"isKey"_L1, kept.isKey},
            {"isWhole"_L1, kept.isWhole}};
}

QJsonObject objectOf(const UndoActions::Migration &migration)
{
    return {{"before"_L1, catalog::toJson(*migration.before)},
            {"after"_L1, catalog::toJson(*migration.after)},
            {"renamed"_L1, arrayOf(migration.renamed)},
            {"schemas"_L1, arrayOf(migration.schemas)},
            {"kept"_L1, arrayOf<UndoActions::Migration::Kept>(migration.kept, objectOf)}};
}

std::string stringOf(const QJsonValue &value)
{
    return value.toString().toStdString();
}

std::vector<std::string> stringsOf(const QJsonValue &value)
{
    std::vector<std::string> strings;
    for (const QJsonValue &item : value.toArray())
        strings.push_back(stringOf(item));
    return strings;
}

/// Reads what objectOf() wrote, and takes note of what it cannot have written.
class Reader final
{
public:
    UndoActions read(const QJsonObject &root);
    [[nodiscard]] const QString &strange() const { return m_strange; }

private:
    void check(bool isOurs, const QString &what)
    {
        if (!isOurs && m_strange.isEmpty())
            m_strange = what;
    }
    template <typename Item>
    std::vector<Item> list(const QJsonValue &value, Item (Reader::*toItem)(const QJsonObject &))
    {
        std::vector<Item> items;
        for (const QJsonValue &item : value.toArray())
            items.push_back((this->*toItem)(item.toObject()));
        return items;
    }
    ObjectKey key(const QJsonObject &object);
    UndoActions::Part part(const QJsonObject &object);
    UndoActions::Remake remake(const QJsonObject &object);
    UndoActions::Move move(const QJsonObject &object);
    UndoActions::Aside aside(const QJsonObject &object);
    UndoActions::Replaced replaced(const QJsonObject &object);
    sql::QualifiedName table(const QJsonObject &object);
    UndoActions::Origin origin(const QJsonObject &object);
    UndoActions::Rows rows(const QJsonObject &object);
    UndoActions::Membership membership(const QJsonObject &object);
    UndoActions::Label label(const QJsonObject &object);
    UndoActions::Member member(const QJsonObject &object);
    UndoActions::Switch off(const QJsonObject &object);
    catalog::AclItem aclItem(const QJsonObject &object);
    Object attribute(const QJsonObject &object);
    UndoActions::Migration::Kept kept(const QJsonObject &object);
    UndoActions::Migration migration(const QJsonObject &object);
    std::shared_ptr<const catalog::Schema> structure(const QJsonValue &value);

    QString m_strange;
};

ObjectKey Reader::key(const QJsonObject &object)
{
    const std::string word = stringOf(object.value("kind"_L1));
    ObjectKey key{.schema = stringOf(object.value("schema"_L1)),
                  .name = stringOf(object.value("name"_L1)),
                  .parent = stringOf(object.value("parent"_L1))};
    bool isKnown = false;
    for (int kind = 0; kind < static_cast<int>(ObjectKind::Other); ++kind) {
        const auto candidate = static_cast<ObjectKind>(kind);
        const bool isOurs = catalog::isDatabaseWide(candidate) || candidate == ObjectKind::Schema
                            || candidate == ObjectKind::DefaultPrivileges;
        if (isOurs && word == catalog::kindKey(candidate)) {
            key.kind = candidate;
            isKnown = true;
        }
    }
    // The user mapping for everybody has the name of nobody.
    const bool isNamed = !(key.kind == ObjectKind::UserMapping ? key.parent : key.name).empty();
    check(isKnown && isNamed, text(word));
    return key;
}

UndoActions::Part Reader::part(const QJsonObject &object)
{
    UndoActions::Part part{.kind = stringOf(object.value("kind"_L1)),
                           .name = stringOf(object.value("name"_L1)),
                           .table = {stringOf(object.value("schema"_L1)), stringOf(object.value("table"_L1))}};
    check(part.kind == "trigger" || part.kind == "policy", text(part.kind));
    return part;
}

UndoActions::Remake Reader::remake(const QJsonObject &object)
{
    UndoActions::Remake other{.key = key(object), .statements = stringsOf(object.value("statements"_L1))};
    const bool isTrigger = other.key.kind == ObjectKind::EventTrigger;
    check(isTrigger || other.key.kind == ObjectKind::Cast, text(catalog::kindKey(other.key.kind)));
    const std::string name
        = isTrigger ? "EVENT TRIGGER " + sql::quoted(other.key.name) : "CAST (" + other.key.name + ')';
    // The server's own words quote a name only where it must be.
    const std::string shown = isTrigger ? "EVENT TRIGGER " + sql::displayed(other.key.name) : name;
    for (const std::string &statement : other.statements) {
        const bool isOurs = std::ranges::any_of(std::array{"CREATE ", "ALTER ", "COMMENT ON "}, [&](const char *verb) {
            return statement.starts_with(verb + name + ' ') || statement.starts_with(verb + shown + ' ');
        });
        check(isOurs, text(statement));
    }
    return other;
}

UndoActions::Move Reader::move(const QJsonObject &object)
{
    UndoActions::Move move{.extension = stringOf(object.value("extension"_L1)),
                           .schema = stringOf(object.value("schema"_L1))};
    check(!move.extension.empty() && !move.schema.empty(), u"extension"_s);
    return move;
}

UndoActions::Aside Reader::aside(const QJsonObject &object)
{
    UndoActions::Aside aside{.kind = stringOf(object.value("kind"_L1)),
                             .schema = stringOf(object.value("schema"_L1)),
                             .name = stringOf(object.value("name"_L1))};
    const bool isKnown = aside.kind == "materialized view" || aside.kind == "statistics";
    check(isKnown && !aside.schema.empty() && !aside.name.empty(), text(aside.kind));
    return aside;
}

UndoActions::Replaced Reader::replaced(const QJsonObject &object)
{
    return {.table = {stringOf(object.value("schema"_L1)), stringOf(object.value("table"_L1))},
            .columns = stringsOf(object.value("columns"_L1)),
            .bound = object.value("bound"_L1).toBool()};
}

sql::QualifiedName Reader::table(const QJsonObject &object)
{
    return {stringOf(object.value("schema"_L1)), stringOf(object.value("table"_L1))};
}

UndoActions::Origin Reader::origin(const QJsonObject &object)
{
    UndoActions::Origin origin{.inPart = list(object.value("inPart"_L1), &Reader::table),
                               .leftEmpty = list(object.value("leftEmpty"_L1), &Reader::table)};
    if (object.contains("system"_L1))
        origin.identity
            = environments::Identity{.systemIdentifier = stringOf(object.value("system"_L1)),
                                     .databaseOid = static_cast<unsigned>(object.value("database"_L1).toInteger())};
    return origin;
}

UndoActions::Rows Reader::rows(const QJsonObject &object)
{
    return {.extension = stringOf(object.value("extension"_L1)),
            // Of before there were others.
            .schema = object.contains("schema"_L1) ? stringOf(object.value("schema"_L1)) : std::string(),
            .table = stringOf(object.value("table"_L1)),
            .columns = stringsOf(object.value("columns"_L1))};
}

UndoActions::Membership Reader::membership(const QJsonObject &object)
{
    return {.publication = stringOf(object.value("publication"_L1)),
            .table = {stringOf(object.value("schema"_L1)), stringOf(object.value("table"_L1))},
            .columns = stringsOf(object.value("columns"_L1)),
            .condition = stringOf(object.value("condition"_L1))};
}

UndoActions::Label Reader::label(const QJsonObject &object)
{
    UndoActions::Label label{.provider = stringOf(object.value("provider"_L1)),
                             .schema = stringOf(object.value("schema"_L1))};
    if (object.contains("text"_L1))
        label.text = stringOf(object.value("text"_L1));
    return label;
}

UndoActions::Switch Reader::off(const QJsonObject &object)
{
    const std::string mode = stringOf(object.value("mode"_L1));
    check(mode == "O" || mode == "R" || mode == "A", text(mode));
    return {.trigger = stringOf(object.value("trigger"_L1)), .mode = mode.empty() ? 'O' : mode.front()};
}

catalog::AclItem Reader::aclItem(const QJsonObject &object)
{
    return {.grantee = stringOf(object.value("grantee"_L1)),
            .grantor = stringOf(object.value("grantor"_L1)),
            .privileges = stringOf(object.value("privileges"_L1)),
            .grantable = stringOf(object.value("grantable"_L1))};
}

UndoActions::Member Reader::member(const QJsonObject &object)
{
    UndoActions::Member member{.isComment = object.value("isComment"_L1).toBool(),
                               .kind = stringOf(object.value("kind"_L1)),
                               .identity = stringOf(object.value("identity"_L1)),
                               .acl = list(object.value("acl"_L1), &Reader::aclItem)};
    if (object.contains("comment"_L1))
        member.comment = stringOf(object.value("comment"_L1));
    return member;
}

Object Reader::attribute(const QJsonObject &object)
{
    Object attribute{.key = key(object), .owner = stringOf(object.value("owner"_L1))};
    catalog::Acl acl = list(object.value("acl"_L1), &Reader::aclItem);
    if (attribute.key.kind == ObjectKind::DefaultPrivileges)
        attribute.definition = catalog::DefaultPrivileges{.acl = std::move(acl)};
    else
        attribute.acl = std::move(acl);
    if (object.contains("comment"_L1))
        attribute.comment = stringOf(object.value("comment"_L1));
    return attribute;
}

UndoActions::Migration::Kept Reader::kept(const QJsonObject &object)
{
    UndoActions::Migration::Kept kept{.place = stringOf(object.value("place"_L1)),
                                      .table = table(object),
                                      .columns = stringsOf(object.value("columns"_L1)),
                                      .key = stringsOf(object.value("key"_L1)),
                                      .isKey = object.value("isKey"_L1).toBool(),
                                      .isWhole = object.value("isWhole"_L1).toBool()};
    check(!kept.place.empty() && !kept.table.name.empty() && !kept.columns.empty(), u"kept"_s);
    return kept;
}

std::shared_ptr<const catalog::Schema> Reader::structure(const QJsonValue &value)
{
    Result<catalog::Schema> schema = catalog::schemaFromJson(value.toObject());
    check(schema.has_value(), schema ? QString() : schema.error().detail);
    return std::make_shared<const catalog::Schema>(schema ? std::move(*schema) : catalog::Schema());
}

UndoActions::Migration Reader::migration(const QJsonObject &object)
{
    return {.before = structure(object.value("before"_L1)),
            .after = structure(object.value("after"_L1)),
            .renamed = stringsOf(object.value("renamed"_L1)),
            .schemas = stringsOf(object.value("schemas"_L1)),
            .kept = list(object.value("kept"_L1), &Reader::kept)};
}

UndoActions Reader::read(const QJsonObject &root)
{
    check(root.value("format"_L1).toInt() == format, u"format"_s);
    UndoActions actions{.whole = stringsOf(root.value("whole"_L1)),
                        .publications = stringsOf(root.value("publications"_L1)),
                        .made = list(root.value("made"_L1), &Reader::key),
                        .parts = list(root.value("parts"_L1), &Reader::part),
                        .remakes = list(root.value("remakes"_L1), &Reader::remake),
                        .moves = list(root.value("moves"_L1), &Reader::move),
                        .aside = list(root.value("aside"_L1), &Reader::aside),
                        .rows = list(root.value("rows"_L1), &Reader::rows),
                        .memberships = list(root.value("memberships"_L1), &Reader::membership),
                        .labels = list(root.value("labels"_L1), &Reader::label),
                        .members = list(root.value("members"_L1), &Reader::member),
                        .switchedOff = list(root.value("switchedOff"_L1), &Reader::off),
                        .replaced = list(root.value("replaced"_L1), &Reader::replaced),
                        .origin = origin(root.value("origin"_L1).toObject())};
    for (const ObjectKey &key : actions.made)
        check(catalog::isDatabaseWide(key.kind), text(catalog::kindKey(key.kind)));
    actions.attributesMade.objects = list(root.value("attributesMade"_L1), &Reader::attribute);
    actions.attributesBefore.objects = list(root.value("attributesBefore"_L1), &Reader::attribute);
    if (root.contains("migration"_L1))
        actions.migration = migration(root.value("migration"_L1).toObject());
    actions.attributesMade.sort();
    actions.attributesBefore.sort();
    return actions;
}

} // namespace

QByteArray UndoActions::toJson() const
{
    QJsonObject root{{"format"_L1, format},
                     {"whole"_L1, arrayOf(whole)},
                     {"publications"_L1, arrayOf(publications)},
                     {"made"_L1, arrayOf<ObjectKey>(made, objectOf)},
                     {"parts"_L1, arrayOf<Part>(parts, objectOf)},
                     {"remakes"_L1, arrayOf<Remake>(remakes, objectOf)},
                     {"moves"_L1, arrayOf<Move>(moves, objectOf)},
                     {"aside"_L1, arrayOf<Aside>(aside, objectOf)},
                     {"rows"_L1, arrayOf<Rows>(rows, objectOf)},
                     {"memberships"_L1, arrayOf<Membership>(memberships, objectOf)},
                     {"labels"_L1, arrayOf<Label>(labels, objectOf)},
                     {"members"_L1, arrayOf<Member>(members, objectOf)},
                     {"attributesMade"_L1, arrayOf<Object>(attributesMade.objects, objectOf)},
                     {"attributesBefore"_L1, arrayOf<Object>(attributesBefore.objects, objectOf)},
                     {"switchedOff"_L1, arrayOf<Switch>(switchedOff, objectOf)},
                     {"replaced"_L1, arrayOf<Replaced>(replaced, objectOf)},
                     {"origin"_L1, objectOf(origin)}};
    if (migration)
        root.insert("migration"_L1, objectOf(*migration));
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

Result<UndoActions> UndoActions::fromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    Reader reader;
    UndoActions actions = reader.read(document.object());
    if (!document.isObject() || !reader.strange().isEmpty())
        return failure({.code = ErrorCode::StateNotTrusted,
                        .subject = u"sosie_state.restore_point"_s,
                        .detail = u"undo: "_s + reader.strange()});
    return actions;
}

} // namespace engine::target
