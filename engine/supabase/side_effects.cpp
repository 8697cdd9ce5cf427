// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/supabase/side_effects.h"

#include "engine/base/errors/sentence.h"
#include "engine/catalog/model/kind_names.h"
#include "engine/defusing/far_address.h"
#include "engine/defusing/outward.h"
#include "engine/sql/identifier.h"

#include <algorithm>

namespace engine::supabase {

using namespace Qt::StringLiterals;
using catalog::Object;
using catalog::ObjectKey;
using catalog::ObjectKind;

namespace {

bool hasExtension(const catalog::Schema &schema, std::string_view name)
{
    return std::any_of(schema.objects.begin(), schema.objects.end(), [name](const Object &object) {
        return object.key.kind == ObjectKind::Extension && object.key.name == name;
    });
}

class Defuser final
{
public:
    explicit Defuser(catalog::Schema &schema)
        : m_schema(schema)
        , m_outward(defusing::findOutward(schema))
        , m_functions(defusing::outwardFunctions(schema, m_outward))
    {}

    SideEffects run();

private:
    void switchOff(Object &object, catalog::Trigger &trigger);
    void switchOff(Object &object, catalog::Rule &rule);
    void switchOffEventTrigger(Object &object);
    void takeDefaults(Object &object, catalog::Table &table);
    void disconnect(Object &object);
    void name(const Object &object);
    void describeNamed();
    [[nodiscard]] std::string wrapperOf(const Object &server) const;

    catalog::Schema &m_schema;
    const defusing::Outward m_outward;
    const std::set<std::string> m_functions;
    SideEffects m_found;
    QStringList m_routines;
    QStringList m_views;
    QList<Sentence> m_others;
};

void Defuser::switchOff(Object &object, catalog::Trigger &trigger)
{
    // A partition's own switch has no dependencies of its own.
    if (trigger.enabled == 'D' || (!m_outward.contains(object.key) && !m_functions.contains(trigger.function)))
        return;
    trigger.enabled = 'D';
    m_found.defused.append(
        Tr::sentence("The trigger \"%1\" is switched off in the copy, because it calls out of the database. To switch "
                     "it on there: ALTER TABLE %2 ENABLE TRIGGER %3.")
            .arg(text(object.key.display()), text(object.key.quotedParent()), text(sql::quoted(object.key.name))));
}

void Defuser::switchOff(Object &object, catalog::Rule &rule)
{
    if (rule.enabled == 'D' || !m_outward.contains(object.key))
        return;
    const bool isOfTable = m_schema.findTable(object.key.schema, object.key.parent) != nullptr;
    if (!isOfTable) {
        m_others.append(catalog::kindAndName(object.key));
        return;
    }
    rule.enabled = 'D';
    m_found.defused.append(
        Tr::sentence("The rule \"%1\" is switched off in the copy, because it calls out of the database. To switch it "
                     "on there: ALTER TABLE %2 ENABLE RULE %3.")
            .arg(text(object.key.display()), text(object.key.quotedParent()), text(sql::quoted(object.key.name))));
}

void Defuser::switchOffEventTrigger(Object &object)
{
    auto *scripted = std::get_if<catalog::Scripted>(&object.definition);
    if (scripted == nullptr || !m_outward.contains(object.key))
        return;
    const std::string name = sql::quoted(object.key.name);
    // The first statement makes it, a second says how it is switched.
    scripted->statements.resize(1);
    scripted->statements.push_back("ALTER EVENT TRIGGER " + sql::displayed(object.key.name) + " DISABLE");
    m_found.defused.append(Tr::sentence("The event trigger \"%1\" is switched off in the copy, because it calls out of "
                                        "the database. To switch it on there: ALTER EVENT TRIGGER %2 ENABLE.")
                               .arg(text(object.key.display()), text(name)));
}

/// Takes out of what the table's expressions are made of the functions that only the default taken from it called.
void forgetCalls(Object &object, const std::string &taken)
{
    const auto *table = object.as<catalog::Table>();
    std::erase_if(object.meaning, [&](const std::string &entry) {
        const std::string word = "function ";
        if (!entry.starts_with(word))
            return false;
        const std::string call = entry.substr(word.size(), entry.find('(') + 1 - word.size());
        return taken.find(call) != std::string::npos
               && std::ranges::none_of(table->columns, [&](const catalog::Column &column) {
                      return column.defaultValue && column.defaultValue->find(call) != std::string::npos;
                  });
    });
}

void Defuser::takeDefaults(Object &object, catalog::Table &table)
{
    for (catalog::Column &column : table.columns) {
        if (column.generated != 0 || !column.defaultValue || !m_outward.columns.contains({object.key, column.name}))
            continue;
        m_found.defused.append(
            Tr::sentence("The column \"%1\" of \"%2\" has no default in the copy, because it calls out of the "
                         "database. To give it back there: ALTER TABLE %3 ALTER COLUMN %4 SET DEFAULT %5.")
                .arg(text(sql::displayed(column.name)), text(object.key.display()), text(object.key.quoted()),
                     text(sql::quoted(column.name)), text(*column.defaultValue)));
        const std::string taken = std::move(*column.defaultValue);
        column.defaultValue.reset();
        forgetCalls(object, taken);
    }
}

std::string Defuser::wrapperOf(const Object &server) const
{
    std::string all = server.as<catalog::Scripted>()->statements.front();
    all.erase(std::min(all.find(" OPTIONS ("), all.size()));
    for (const ObjectKey &key : server.dependsOn.value) {
        all += ' ' + key.name;
        const Object *wrapper = m_schema.find(key);
        const auto *scripted = wrapper == nullptr ? nullptr : wrapper->as<catalog::Scripted>();
        if (scripted != nullptr && key.kind == ObjectKind::ForeignDataWrapper)
            all += ' ' + scripted->statements.front();
    }
    all.erase(0, all.find(" FOREIGN DATA WRAPPER "));
    return all;
}

void Defuser::disconnect(Object &object)
{
    const bool isServer = object.key.kind == ObjectKind::ForeignServer;
    const defusing::Disconnected result
        = isServer ? defusing::disconnectServer(object, wrapperOf(object)) : defusing::disconnectTable(object);
    const QString shown = text(object.key.display());
    if (result.state == defusing::Disconnected::State::LeadsNowhere)
        m_found.defused.append((isServer
                                    ? Tr::sentence("The foreign server \"%1\" leads nowhere in the copy. To "
                                                   "connect it again there: %2.")
                                    : Tr::sentence("The foreign table \"%1\" reads nothing in the copy. To connect "
                                                   "it again there: %2."))
                                   .arg(shown, text(result.undo)));
    else if (result.state == defusing::Disconnected::State::Unknown)
        m_found.remaining.append(
            Tr::sentence("The foreign server \"%1\" leads from the copy to where it leads from the "
                         "source: none of its options is known to be an address.")
                .arg(shown));
}

void Defuser::name(const Object &object)
{
    if (!m_outward.contains(object.key))
        return;
    switch (object.key.kind) {
    case ObjectKind::Function:
    case ObjectKind::Procedure:
    case ObjectKind::Aggregate:
        m_routines.append(text(object.key.display()));
        return;
    case ObjectKind::View:
        m_views.append(text(object.key.display()));
        return;
    case ObjectKind::Policy:
    case ObjectKind::Cast:
    case ObjectKind::Operator:
        m_others.append(catalog::kindAndName(object.key));
        return;
    default:
        return;
    }
}

void Defuser::describeNamed()
{
    if (!m_routines.isEmpty())
        m_found.remaining.append(
            Tr::sentence("These functions call out of the database when somebody calls them, from the copy "
                         "as well: %1.")
                .arg(m_routines.join(u", "_s)));
    if (!m_views.isEmpty())
        m_found.remaining.append(Tr::sentence("These views read outside of the database when somebody reads them, from "
                                              "the copy as well, unless the foreign server they use leads nowhere: %1.")
                                     .arg(m_views.join(u", "_s)));
    if (!m_others.isEmpty())
        m_found.remaining.append(
            Tr::sentence("These reach out of the database when they are used, from the copy as well: %1.")
                .arg(Sentence::joined(m_others, u", "_s)));
}

SideEffects Defuser::run()
{
    for (Object &object : m_schema.objects) {
        if (auto *trigger = std::get_if<catalog::Trigger>(&object.definition))
            switchOff(object, *trigger);
        else if (auto *rule = std::get_if<catalog::Rule>(&object.definition))
            switchOff(object, *rule);
        else if (object.key.kind == ObjectKind::EventTrigger)
            switchOffEventTrigger(object);
        else if (object.key.kind == ObjectKind::ForeignServer || object.key.kind == ObjectKind::ForeignTable)
            disconnect(object);
        else if (auto *table = std::get_if<catalog::Table>(&object.definition))
            takeDefaults(object, *table);
        name(object);
        if (object.key.kind == ObjectKind::Table && object.key.schema == "pgmq"
            && (object.key.name.starts_with("q_") || object.key.name.starts_with("a_")))
            m_found.queues.insert({object.key.schema, object.key.name});
    }
    describeNamed();
    if (!m_found.queues.empty())
        m_found.defused.append(
            Tr::sentence("The messages of %n queue table(s) of pgmq are not copied: workers would do the work "
                         "twice.",
                         nullptr, static_cast<qint64>(m_found.queues.size())));
    if (hasExtension(m_schema, "pg_cron"))
        m_found.remaining.append(
            Tr::sentence("The scheduled jobs of pg_cron are not copied; those of the target stay as they are."));
    return std::move(m_found);
}

} // namespace

SideEffects defuse(catalog::Schema &schema)
{
    return Defuser(schema).run();
}

} // namespace engine::supabase
