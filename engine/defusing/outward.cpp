// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/defusing/outward.h"

#include "engine/defusing/program_text.h"
#include "engine/sql/identifier.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <map>
#include <variant>

namespace engine::defusing {

using namespace Qt::StringLiterals;
using catalog::Object;
using catalog::ObjectKey;
using catalog::ObjectKind;
using catalog::Schema;
using catalog::Uncarried;

namespace {

/// Languages in which a routine can do what its database cannot. C is not among them where an extension ships it:
/// such routines are no objects of their own.
bool isTrusted(const std::string &language)
{
    static constexpr auto trusted
        = std::to_array<std::string_view>({"sql", "plpgsql", "internal", "plperl", "pltcl", "plv8", "plcoffee", "plls",
                                           "plrust", "pllua", "plprql", "c"});
    return std::ranges::find(trusted, language) != trusted.end();
}

/// From the first of `words` on: what comes before are names.
QString after(const QString &definition, const QString &words)
{
    const qsizetype at = definition.indexOf(words);
    return at < 0 ? QString() : definition.mid(at);
}

/// The printed expressions of what acts by itself.
struct PrintedText
{
    template <typename Anything>
    QString operator()(const Anything &) const
    {
        return {};
    }
    QString operator()(const catalog::View &view) const { return text(view.query); }
    QString operator()(const catalog::MaterializedView &view) const { return text(view.query); }
    QString operator()(const catalog::Constraint &constraint) const { return text(constraint.definition); }
    QString operator()(const catalog::Index &index) const
    {
        return after(text(index.details.definition), u" USING "_s);
    }
    QString operator()(const catalog::Statistics &statistics) const
    {
        return after(text(statistics.definition), u" ON "_s);
    }
    QString operator()(const catalog::Rule &rule) const { return after(text(rule.definition), u" AS"_s); }
    QString operator()(const catalog::Trigger &trigger) const { return after(text(trigger.definition), u" WHEN ("_s); }
    QString operator()(const catalog::Table &table) const { return text(table.partitionKey); }
    QString operator()(const catalog::Policy &policy) const
    {
        return text(policy.usingExpression.value_or("") + ' ' + policy.checkExpression.value_or(""));
    }
    QString operator()(const catalog::Domain &domain) const
    {
        QString all = text(domain.defaultValue.value_or(""));
        for (const catalog::DomainConstraint &check : domain.constraints)
            all += u' ' + text(check.definition);
        return all;
    }
};

ProgramText textOf(const Object &object)
{
    if (const auto *routine = object.as<catalog::Routine>()) {
        // Without its own head, in which its own name stands.
        const QString definition = text(routine->definition);
        const bool isSql = routine->language == "sql" || routine->language == "plpgsql";
        return ProgramText::body(definition.mid(definition.indexOf(u'(') + 1), isSql);
    }
    return ProgramText::printed(std::visit(PrintedText{}, object.definition));
}

bool isRoutine(ObjectKind kind)
{
    return kind == ObjectKind::Function || kind == ObjectKind::Procedure || kind == ObjectKind::Aggregate;
}

bool isRelation(ObjectKind kind)
{
    return kind == ObjectKind::Table || kind == ObjectKind::ForeignTable || kind == ObjectKind::View
           || kind == ObjectKind::MaterializedView;
}

/// False for a table, which is no more outside because of a type or a parent, and for what stands on a relation: an
/// index of an outward view reads nothing but the view's rows.
bool isReachedBy(const ObjectKey &needer, const ObjectKey &needed)
{
    const bool isItsOwn = isRelation(needed.kind) && needed.schema == needer.schema && needed.name == needer.parent;
    return needer.kind != ObjectKind::Table && !isItsOwn;
}

class Finder final
{
public:
    explicit Finder(const Schema &schema)
        : m_schema(schema)
    {}

    Outward run();

private:
    [[nodiscard]] bool isTrustedHere(const std::string &language) const;
    [[nodiscard]] bool startsOutside(const Object &object, const ProgramText &program) const;
    /// Whether what needs `key` leaves with it. A table with such a trigger or default is one to write to with care,
    /// but reading it leaves nothing.
    [[nodiscard]] bool isCarriedOn(const ObjectKey &key) const;
    [[nodiscard]] bool mentions(const ProgramText &program, const ObjectKey &key) const;
    void add(const ObjectKey &key);
    void addColumns();

    const Schema &m_schema;
    Outward m_found;
    std::vector<ObjectKey> m_new;
    std::map<std::string, int> m_relationNames;
};

// A language that no extension made says so itself.
bool Finder::isTrustedHere(const std::string &language) const
{
    const Object *object = m_schema.find({.kind = ObjectKind::Language, .name = language});
    const auto *scripted = object == nullptr ? nullptr : object->as<catalog::Scripted>();
    return scripted != nullptr && !scripted->statements.empty()
           && scripted->statements.front().starts_with("CREATE TRUSTED ");
}

bool Finder::startsOutside(const Object &object, const ProgramText &program) const
{
    if (object.key.kind == ObjectKind::ForeignTable || program.leavesDatabase())
        return true;
    if (const auto *routine = object.as<catalog::Routine>();
        routine != nullptr && !isTrusted(routine->language) && !isTrustedHere(routine->language))
        return true;
    if (const auto *trigger = object.as<catalog::Trigger>();
        trigger != nullptr && trigger->function == "supabase_functions.http_request")
        return true;
    // Servers and their users are dealt with by their address.
    if (object.key.kind == ObjectKind::ForeignServer || object.key.kind == ObjectKind::UserMapping
        || object.key.kind == ObjectKind::ForeignDataWrapper || object.key.kind == ObjectKind::Table)
        return false;
    return std::ranges::any_of(object.dependsOn.value, [](const ObjectKey &key) {
        return key.kind == ObjectKind::Extension && isOutwardExtension(key.name);
    });
}

bool Finder::isCarriedOn(const ObjectKey &key) const
{
    switch (key.kind) {
    case ObjectKind::Domain:
    case ObjectKind::RangeType:
    case ObjectKind::Function:
    case ObjectKind::Procedure:
    case ObjectKind::Aggregate:
    case ObjectKind::Operator:
    case ObjectKind::OperatorFamily:
    case ObjectKind::OperatorClass:
    case ObjectKind::Cast:
    case ObjectKind::Table:
    case ObjectKind::ForeignTable:
    case ObjectKind::View:
    case ObjectKind::MaterializedView:
        return true;
    default:
        return false;
    }
}

bool Finder::mentions(const ProgramText &program, const ObjectKey &key) const
{
    if (isRoutine(key.kind))
        return program.calls(text(key.name));
    if (!isRelation(key.kind))
        return false;
    const auto others = m_relationNames.find(key.name);
    return program.names(text(key.schema), text(key.name), others == m_relationNames.end() || others->second == 1);
}

void Finder::add(const ObjectKey &key)
{
    if (m_found.objects.insert(key).second)
        m_new.push_back(key);
}

void Finder::addColumns()
{
    for (const Object &object : m_schema.objects) {
        const auto *table = object.as<catalog::Table>();
        if (table == nullptr)
            continue;
        for (const catalog::Column &column : table->columns) {
            // A constant, or the next number: nearly all of them.
            if (!column.defaultValue || column.defaultValue->find('(') == std::string::npos
                || column.defaultValue->starts_with("nextval("))
                continue;
            const ProgramText program = ProgramText::body(text(*column.defaultValue), true);
            const bool callsOut
                = program.leavesDatabase() || std::ranges::any_of(m_found.objects, [&](const ObjectKey &key) {
                      return isRoutine(key.kind) && program.calls(text(key.name));
                  });
            if (callsOut)
                m_found.columns.emplace(object.key, column.name);
        }
    }
}

Outward Finder::run()
{
    std::vector<std::pair<const Object *, ProgramText>> programs;
    std::multimap<ObjectKey, const Object *> needers;
    for (const Object &object : m_schema.objects) {
        if (isRelation(object.key.kind))
            ++m_relationNames[object.key.name];
        for (const ObjectKey &needed : object.dependsOn.value)
            needers.emplace(needed, &object);
        if (object.key.kind == ObjectKind::Domain) {
            for (const ObjectKey &needed : object.defaultsDependOn.value)
                needers.emplace(needed, &object);
        }
        programs.emplace_back(&object, textOf(object));
    }
    for (const auto &[object, program] : programs) {
        if (startsOutside(*object, program))
            add(object->key);
    }
    // Who reads a parent reads what is on the other server too.
    for (const sql::QualifiedName &name : tablesOverForeignOnes(m_schema))
        add(m_schema.findTable(name.schema, name.name)->key);
    while (!m_new.empty()) {
        const ObjectKey key = m_new.back();
        m_new.pop_back();
        if (!isCarriedOn(key))
            continue;
        for (auto [needer, end] = needers.equal_range(key); needer != end; ++needer) {
            if (isReachedBy(needer->second->key, key))
                add(needer->second->key);
        }
        for (const auto &[object, program] : programs) {
            if (!m_found.contains(object->key) && mentions(program, key))
                add(object->key);
        }
    }
    addColumns();
    return std::move(m_found);
}

} // namespace

Outward findOutward(const Schema &schema)
{
    return Finder(schema).run();
}

std::set<sql::QualifiedName> tablesOverForeignOnes(const Schema &schema)
{
    std::set<sql::QualifiedName> found;
    std::vector<const Object *> children;
    for (const Object &object : schema.objects) {
        if (object.key.kind == ObjectKind::ForeignTable)
            children.push_back(&object);
    }
    while (!children.empty()) {
        const auto *table = children.back()->as<catalog::Table>();
        children.pop_back();
        for (const sql::QualifiedName &parent : table->parents) {
            const Object *object = schema.findTable(parent.schema, parent.name);
            if (object != nullptr && found.insert(parent).second)
                children.push_back(object);
        }
    }
    return found;
}

std::set<std::string> outwardFunctions(const Schema &schema, const Outward &outward)
{
    // The platform's own, which no clone carries.
    std::set<std::string> names{"supabase_functions.http_request"};
    for (const Object &object : schema.objects) {
        if (isRoutine(object.key.kind) && outward.contains(object.key))
            names.insert(sql::QualifiedName{object.key.schema, object.key.name}.displayed());
    }
    return names;
}

bool isOutwardExtension(const std::string &name)
{
    static const QRegularExpression expression(
        u"fdw|http|dblink|pg_net|pg_cron|curl|amqp|kafka|mail|smtp|^aws_|wrappers|redis|odbc|plproxy|plsh"
        u"|pg_background|multicorn|adminpack|file_?io"_s);
    return expression.match(text(name)).hasMatch();
}

QStringList routinesInC(const Schema &schema)
{
    QStringList names;
    for (const Object &object : schema.objects) {
        const auto *routine = object.as<catalog::Routine>();
        if (routine != nullptr && routine->language == "c")
            names.append(text(object.key.display()));
    }
    return names;
}

void keepInside(Schema &schema)
{
    const Outward outward = findOutward(schema);
    std::map<ObjectKey, Uncarried> leftOut;
    for (Object &object : schema.objects) {
        if (!outward.contains(object.key))
            continue;
        auto *view = std::get_if<catalog::MaterializedView>(&object.definition);
        if (view != nullptr && view->isPopulated) {
            view->isPopulated = false;
            schema.notCarried.push_back({.kind = "rows of materialized view",
                                         .name = object.key.display(),
                                         .reason = Uncarried::Reason::RowsElsewhere});
        }
        const auto *constraint = object.as<catalog::Constraint>();
        const bool isRunByRows = object.key.kind == ObjectKind::Index || object.key.kind == ObjectKind::Statistics
                                 || (constraint != nullptr && (constraint->type == 'c' || constraint->type == 'x'));
        if (isRunByRows)
            leftOut.emplace(object.key, Uncarried{.reason = Uncarried::Reason::OtherServer});
    }
    // The foreign tables themselves have constraints that nothing runs.
    std::erase_if(leftOut, [&](const auto &entry) {
        return schema.find({.kind = ObjectKind::ForeignTable, .schema = entry.first.schema, .name = entry.first.parent})
               != nullptr;
    });
    schema.leaveOut(leftOut);
}

QList<Error> cannotStayInside(const Schema &schema, const std::set<sql::QualifiedName> &excluded)
{
    const Outward outward = findOutward(schema);
    QList<Error> found;
    const auto add = [&](const Object &object, const std::string &what) {
        found.append(
            {.code = ErrorCode::ObjectNotSupported, .subject = text(object.key.display()), .detail = text(what)});
    };
    for (const Object &object : schema.objects) {
        const auto *table = object.as<catalog::Table>();
        if (table == nullptr || table->isForeign() || excluded.contains({object.key.schema, object.key.name}))
            continue;
        for (const catalog::Column &column : table->columns) {
            if (column.generated != 0 && outward.columns.contains({object.key, column.name}))
                add(object, sql::displayed(column.name) + ": " + column.defaultValue.value_or(""));
        }
        for (const ObjectKey &key : object.dependsOn.value) {
            const bool isDomain = key.kind == ObjectKind::Domain || key.kind == ObjectKind::RangeType;
            if (isDomain && outward.contains(key))
                add(object, std::string(catalog::kindKey(key.kind)) + ' ' + key.display());
        }
        const ProgramText partitionKey = ProgramText::body(text(table->partitionKey), true);
        const bool isRouted = std::ranges::any_of(outward.objects, [&](const ObjectKey &key) {
            return isRoutine(key.kind) && partitionKey.calls(text(key.name));
        });
        if (isRouted)
            add(object, "PARTITION BY " + table->partitionKey);
    }
    return found;
}

} // namespace engine::defusing
