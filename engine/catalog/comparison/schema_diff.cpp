// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/catalog/comparison/schema_diff.h"

#include "engine/base/errors/sentence.h"
#include "engine/catalog/comparison/member_changes.h"
#include "engine/catalog/model/kind_names.h"
#include "engine/catalog/model/schema_properties.h"

#include <QStringList>

#include <algorithm>

namespace engine::catalog {

namespace {

/// Expressions are worded the same by every version; queries are not.
void forgetQuery(std::string &text)
{
    if (text.find("SELECT") != std::string::npos)
        text = "SELECT";
}

void forgetWording(Object &object)
{
    if (auto *table = std::get_if<Table>(&object.definition)) {
        // Before version 18 the constraint has no name.
        for (Column &column : table->columns)
            column.notNullConstraint.clear();
    }
    if (auto *view = std::get_if<View>(&object.definition))
        forgetQuery(view->query);
    if (auto *view = std::get_if<MaterializedView>(&object.definition))
        forgetQuery(view->query);
    if (auto *rule = std::get_if<Rule>(&object.definition))
        rule->definition.clear();
    // A body that the server keeps as a tree is worded anew; one in quotes is kept as it was written.
    if (auto *routine = std::get_if<Routine>(&object.definition);
        routine != nullptr && routine->definition.find("\nAS ") == std::string::npos)
        routine->definition.clear();
    if (auto *policy = std::get_if<Policy>(&object.definition)) {
        for (std::optional<std::string> *expression : {&policy->usingExpression, &policy->checkExpression}) {
            if (*expression)
                forgetQuery(**expression);
        }
    }
}

/// A column that a parent got later stands after those of its child; a child made anew has all inherited columns first.
void forgetInheritedOrder(Object &object)
{
    auto *table = std::get_if<Table>(&object.definition);
    if (table != nullptr && !table->parents.empty() && !table->isPartition())
        std::ranges::sort(table->columns, {}, &Column::name);
}

/// Version 13 has no multiranges: the target chose their names.
void forgetNewNames(Object &from, Object &to)
{
    auto *before = std::get_if<RangeType>(&from.definition);
    auto *after = std::get_if<RangeType>(&to.definition);
    if (before == nullptr || after == nullptr || (!before->multirangeName.empty() && !after->multirangeName.empty()))
        return;
    for (RangeType *range : {before, after}) {
        range->multirangeSchema.clear();
        range->multirangeName.clear();
    }
}

std::string withoutSpaces(const std::string &text)
{
    std::string result;
    for (const char letter : text) {
        const bool isSpace = letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r';
        if (!isSpace)
            result += letter;
        else if (!result.empty() && result.back() != ' ')
            result += ' ';
    }
    return result;
}

IndexDetails *indexOf(Object &object)
{
    if (auto *index = std::get_if<Index>(&object.definition))
        return &index->details;
    auto *constraint = std::get_if<Constraint>(&object.definition);
    return constraint == nullptr ? nullptr : &constraint->index;
}

void forgetStorage(Object &object)
{
    if (auto *columns = columnsOf(object)) {
        for (Column &column : *columns) {
            column.storage = column.compression = 0;
            column.statisticsTarget = -1;
            column.options.clear();
        }
    }
    if (IndexDetails *index = indexOf(object))
        index->statisticsTargets.clear();
    if (auto *statistics = std::get_if<Statistics>(&object.definition))
        statistics->target = -1;
}

void forgetComments(Object &object)
{
    object.comment.reset();
    if (auto *columns = columnsOf(object)) {
        for (Column &column : *columns)
            column.comment.reset();
    }
    if (auto *domain = std::get_if<Domain>(&object.definition)) {
        for (DomainConstraint &check : domain->constraints)
            check.comment.reset();
    }
    if (auto *constraint = std::get_if<Constraint>(&object.definition))
        constraint->indexComment.reset();
}

void forgetTablespaces(Object &object)
{
    if (auto *table = std::get_if<Table>(&object.definition))
        table->tablespace.clear();
    if (auto *view = std::get_if<MaterializedView>(&object.definition))
        view->tablespace.clear();
    if (IndexDetails *index = indexOf(object))
        index->tablespace.clear();
}

void forgetPrivileges(Object &object)
{
    object.acl.clear();
    if (auto *columns = columnsOf(object)) {
        for (Column &column : *columns)
            column.acl.clear();
    }
}

/// A copy without what the options leave out; only made when two objects are not equal as they are.
Object reduced(Object object, const CompareOptions &options, bool sameWording)
{
    if (auto *sequence = std::get_if<Sequence>(&object.definition); sequence != nullptr && !options.sequenceValues)
        sequence->state = {};
    if (auto *extension = std::get_if<Extension>(&object.definition);
        extension != nullptr && !options.extensionVersions)
        extension->version.clear();
    if (!options.owners)
        object.owner.clear();
    if (!options.privileges)
        forgetPrivileges(object);
    if (!options.comments)
        forgetComments(object);
    if (!options.tablespaces)
        forgetTablespaces(object);
    if (!options.storage)
        forgetStorage(object);
    if (auto *table = std::get_if<Table>(&object.definition); table != nullptr && !options.columnOrder) {
        std::ranges::sort(table->columns, {}, &Column::name);
        // Nor does anything but making the table anew say where a column comes from.
        for (Column &column : table->columns)
            column.isLocal = true;
    }
    if (auto *routine = std::get_if<Routine>(&object.definition); routine != nullptr && !options.whiteSpace)
        routine->definition = withoutSpaces(routine->definition);
    if (!sameWording) {
        forgetWording(object);
        // Nor do they write down the same dependencies.
        object.meaning.clear();
    }
    return object;
}

bool isLookedAt(const ObjectKey &key, const CompareOptions &options)
{
    if (key.kind == ObjectKind::Publication)
        return options.publications;
    if (key.kind == ObjectKind::DefaultPrivileges)
        return options.privileges;
    return true;
}

void addOwn(const Object &from, const Object &to, std::vector<PropertyChange> &all)
{
    const auto add = [&](Sentence name, const char *key, std::string before, std::string after) {
        if (before != after)
            all.push_back({std::move(name), key, {}, std::move(before), std::move(after)});
    };
    add(Tr::sentence("owner"), "owner", from.owner, to.owner);
    add(Tr::sentence("privileges"), "privileges", comparable(from.acl), comparable(to.acl));
    add(Tr::sentence("comment"), "comment", from.comment.value_or(""), to.comment.value_or(""));
    const auto *before = from.as<Extension>();
    const auto *after = to.as<Extension>();
    if (before != nullptr && after != nullptr)
        add(Tr::sentence("version"), "version", before->version, after->version);
}

void addColumnsOfOne(const Object &from, const Object &to, std::vector<PropertyChange> &all)
{
    const std::vector<Column> *before = columnsOf(from);
    const std::vector<Column> *after = columnsOf(to);
    if (before == nullptr || after == nullptr)
        return;
    const auto isIn = [](const std::vector<Column> &columns, const Column &column) {
        return std::ranges::find(columns, column.name, &Column::name) != columns.end();
    };
    for (const Column &column : *before) {
        if (!isIn(*after, column))
            all.push_back(
                {Tr::sentence("column \"%1\"").arg(text(column.name)), "column", column.name, columnText(column), {}});
    }
    for (const Column &column : *after) {
        if (!isIn(*before, column))
            all.push_back(
                {Tr::sentence("column \"%1\"").arg(text(column.name)), "column", column.name, {}, columnText(column)});
    }
}

std::vector<PropertyChange> propertyChanges(const Object &from, const Object &to)
{
    std::vector<PropertyChange> all;
    addOwn(from, to, all);
    addColumnsOfOne(from, to, all);
    const auto before = properties(from);
    for (Property &property : properties(to)) {
        // A column that only one side has is said once.
        const auto same = std::ranges::find_if(
            before, [&](const Property &other) { return other.key == property.key && other.part == property.part; });
        if (same != before.end() && same->value != property.value)
            all.push_back({std::move(property.name), std::move(property.key), std::move(property.part), same->value,
                           std::move(property.value)});
    }
    return all;
}

Sentence wordsOf(const std::vector<PropertyChange> &changes)
{
    QList<Sentence> names;
    for (const PropertyChange &change : changes) {
        // "columns" says so once for all of them.
        if (change.key != "column")
            names << change.name;
    }
    if (names.isEmpty())
        names << Tr::sentence("definition");
    return Sentence::joined(names, QStringLiteral(", "));
}

void compareBoth(const Object &from, const Object &to, const CompareOptions &options, bool sameWording,
                 std::vector<Change> &changes)
{
    if (from == to)
        return;
    Object before = reduced(from, options, sameWording);
    Object after = reduced(to, options, sameWording);
    if (!sameWording)
        forgetNewNames(before, after);
    forgetInheritedOrder(before);
    forgetInheritedOrder(after);
    if (before == after)
        return;
    std::vector<PropertyChange> properties = propertyChanges(before, after);
    Sentence what = wordsOf(properties);
    changes.push_back(
        {.kind = Change::Kind::Alter, .key = to.key, .what = std::move(what), .properties = std::move(properties)});
}

} // namespace

Sentence Change::description() const
{
    const Sentence object = kindAndName(key);
    switch (kind) {
    case Kind::Create:
        return Tr::sentence("\"%1\" is missing.").arg(object);
    case Kind::Drop:
        return Tr::sentence("\"%1\" is there and should not be.").arg(object);
    case Kind::Alter:
        return Tr::sentence("\"%1\" differs: %2.").arg(object, what);
    }
    return {};
}

namespace {

void takeIgnoredOf(const Column &from, Column &to, const CompareOptions &options)
{
    if (!options.privileges)
        to.acl = from.acl;
    if (!options.comments)
        to.comment = from.comment;
    if (!options.storage) {
        to.storage = from.storage;
        to.compression = from.compression;
        to.statisticsTarget = from.statisticsTarget;
        to.options = from.options;
    }
}

void takeIgnoredOf(const Object &from, Object &to, const CompareOptions &options)
{
    if (!options.owners)
        to.owner = from.owner;
    if (!options.privileges)
        to.acl = from.acl;
    if (!options.comments)
        to.comment = from.comment;
    const auto *before = columnsOf(from);
    auto *after = columnsOf(to);
    if (before != nullptr && after != nullptr) {
        for (Column &column : *after) {
            const auto twin = std::ranges::find(*before, column.name, &Column::name);
            if (twin != before->end())
                takeIgnoredOf(*twin, column, options);
        }
    }
    if (auto *extension = std::get_if<Extension>(&to.definition);
        extension != nullptr && !options.extensionVersions && from.as<Extension>() != nullptr)
        extension->version = from.as<Extension>()->version;
    if (auto *sequence = std::get_if<Sequence>(&to.definition);
        sequence != nullptr && !options.sequenceValues && from.as<Sequence>() != nullptr)
        sequence->state = from.as<Sequence>()->state;
    if (auto *table = std::get_if<Table>(&to.definition);
        table != nullptr && !options.tablespaces && from.as<Table>() != nullptr)
        table->tablespace = from.as<Table>()->tablespace;
    if (auto *view = std::get_if<MaterializedView>(&to.definition);
        view != nullptr && !options.tablespaces && from.as<MaterializedView>() != nullptr)
        view->tablespace = from.as<MaterializedView>()->tablespace;
}

/// As properties of the extension that they belong to, or of pg_catalog.
void compareMembers(const Schema &from, const Schema &to, const CompareOptions &options, std::vector<Change> &changes)
{
    for (MemberStep &step : memberSteps(from, to, {})) {
        const bool isComment = step.name.starts_with("comment ");
        const bool isThere = step.owner.kind != ObjectKind::Extension || from.find(step.owner) != nullptr;
        if (!isThere || !(isComment ? options.comments : options.privileges))
            continue;
        const auto place = std::ranges::lower_bound(changes, step.owner, {}, &Change::key);
        auto change = place;
        if (place == changes.end() || place->key != step.owner)
            change = changes.insert(place, {.kind = Change::Kind::Alter, .key = step.owner});
        const QString member = text(step.name.substr(step.name.find(" of ") + 4));
        const Sentence name = isComment ? Tr::sentence("comment of %1").arg(member)
                                        : Tr::sentence("privileges of %1").arg(member);
        change->what = change->properties.empty() ? name : change->what;
        change->properties.push_back({.name = name,
                                      .key = isComment ? "comment" : "privileges",
                                      .part = step.name,
                                      .from = std::move(step.before),
                                      .to = std::move(step.after)});
    }
}

} // namespace

void takeIgnored(const Schema &from, Schema &to, const CompareOptions &options)
{
    for (Object &object : to.objects) {
        if (const Object *twin = from.find(object.key))
            takeIgnoredOf(*twin, object, options);
        else if (auto *extension = std::get_if<Extension>(&object.definition);
                 extension != nullptr && !options.extensionVersions)
            extension->version.clear();
    }
}

std::optional<Object> comparedForm(const Object &object, const CompareOptions &options)
{
    if (!isLookedAt(object.key, options))
        return std::nullopt;
    Object form = reduced(object, options, true);
    forgetInheritedOrder(form);
    return form;
}

bool isOwnOfDatabase(ObjectKind kind)
{
    return isDatabaseWide(kind) || kind == ObjectKind::Extension || kind == ObjectKind::Publication;
}

std::vector<Change> difference(const Schema &from, const Schema &to, const CompareOptions &options)
{
    constexpr int oneMajor = 10'000;
    const bool sameWording = from.serverVersion / oneMajor == to.serverVersion / oneMajor;
    std::vector<Change> changes;
    auto before = from.objects.begin();
    auto after = to.objects.begin();
    // Both lists are sorted by key: one walk through the two.
    while (before != from.objects.end() || after != to.objects.end()) {
        const bool onlyBefore = after == to.objects.end() || (before != from.objects.end() && before->key < after->key);
        const bool onlyAfter = !onlyBefore && (before == from.objects.end() || after->key < before->key);
        const ObjectKey &key = onlyBefore ? before->key : after->key;
        const bool isKept = onlyBefore && isOwnOfDatabase(key.kind) && !options.ownOfDatabase;
        const bool looked = isLookedAt(key, options) && !isKept;
        if (looked && onlyBefore)
            changes.push_back({.kind = Change::Kind::Drop, .key = key});
        else if (looked && onlyAfter)
            changes.push_back({.kind = Change::Kind::Create, .key = key});
        else if (looked)
            compareBoth(*before, *after, options, sameWording, changes);
        if (!onlyAfter)
            ++before;
        if (!onlyBefore)
            ++after;
    }
    if (options.members)
        compareMembers(from, to, options, changes);
    return changes;
}

} // namespace engine::catalog
