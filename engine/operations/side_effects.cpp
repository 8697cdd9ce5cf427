// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/side_effects.h"

#include "engine/base/sentence.h"
#include "engine/operations/row_transfer.h"
#include "engine/pg/identifier.h"

#include <QRegularExpression>

#include <algorithm>

namespace engine::operations {

using namespace Qt::StringLiterals;
using catalog::Object;
using catalog::ObjectKind;

namespace {

/// The functions whose text calls out, or calls one of them: names as triggers name their function.
std::set<std::string> callingFunctions(const catalog::Schema &schema)
{
    std::map<std::string, QString> texts;
    std::set<std::string> calling{pg::QualifiedName{"supabase_functions", "http_request"}.displayed()};
    std::vector<QString> names;
    for (const Object &object : schema.objects) {
        const auto *routine = object.as<catalog::Routine>();
        if (routine == nullptr)
            continue;
        // Without its own head, in which its own name stands.
        const QString definition = text(routine->definition);
        const QString body = definition.mid(definition.indexOf(u'(') + 1);
        const std::string name = nameOf(object).displayed();
        if (callsOut(body) && calling.insert(name).second)
            names.push_back(text(object.key.name));
        texts[name] += body;
    }
    while (!names.empty()) {
        const QRegularExpression call(u"\\b\"?%1\"?\\s*\\("_s.arg(QRegularExpression::escape(names.back())),
                                      QRegularExpression::UseUnicodePropertiesOption);
        names.pop_back();
        for (const Object &object : schema.objects) {
            const std::string name = nameOf(object).displayed();
            if (object.as<catalog::Routine>() != nullptr && !calling.contains(name)
                && call.match(texts[name]).hasMatch()) {
                calling.insert(name);
                names.push_back(text(object.key.name));
            }
        }
    }
    return calling;
}

bool hasExtension(const catalog::Schema &schema, std::string_view name)
{
    return std::any_of(schema.objects.begin(), schema.objects.end(), [name](const Object &object) {
        return object.key.kind == ObjectKind::Extension && object.key.name == name;
    });
}

} // namespace

bool callsOut(const QString &body)
{
    // pg_net, the extension http, dblink, and what Supabase makes of them; programs started by COPY.
    static const QRegularExpression expression(
        u"\\bnet\\s*\\.\\s*http_\\w+|\\bhttp_(get|post|put|patch|delete|head|request)\\s*\\(|\\bhttp\\s*\\(|"
        u"\\bdblink\\w*\\s*\\(|\\bTO\\s+PROGRAM\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return expression.match(body).hasMatch();
}

SideEffects defuse(catalog::Schema &schema)
{
    SideEffects found;
    const std::set<std::string> calling = callingFunctions(schema);
    QStringList functions;
    for (Object &object : schema.objects) {
        if (auto *trigger = std::get_if<catalog::Trigger>(&object.definition)) {
            if (trigger->enabled == 'D' || !calling.contains(trigger->function))
                continue;
            trigger->enabled = 'D';
            found.defused.append(
                Tr::sentence(
                    "The trigger \"%1\" is switched off in the copy, because it calls out of the database. To switch "
                    "it on there: ALTER TABLE %2 ENABLE TRIGGER %3.")
                    .arg(text(object.key.display()), text(object.key.quotedParent()),
                         text(pg::quoted(object.key.name))));
        } else if (object.as<catalog::Routine>() != nullptr && calling.contains(nameOf(object).displayed())) {
            functions.append(text(object.key.display()));
        } else if (object.as<catalog::Table>() != nullptr && object.key.schema == "pgmq"
                   && (object.key.name.starts_with("q_") || object.key.name.starts_with("a_"))) {
            found.queues.insert({object.key.schema, object.key.name});
        }
    }
    if (!functions.isEmpty())
        found.remaining.append(
            Tr::sentence("These functions call out of the database when somebody calls them, from the copy "
                         "as well: %1.")
                .arg(functions.join(u", "_s)));
    if (!found.queues.empty())
        found.defused.append(
            Tr::sentence("The messages of %n queue table(s) of pgmq are not copied: workers would do the work "
                         "twice.",
                         nullptr, static_cast<qint64>(found.queues.size())));
    if (hasExtension(schema, "pg_cron"))
        found.remaining.append(
            Tr::sentence("The scheduled jobs of pg_cron are not copied; those of the target stay as they are."));
    return found;
}

} // namespace engine::operations
