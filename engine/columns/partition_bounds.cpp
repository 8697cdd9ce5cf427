// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/columns/partition_bounds.h"

#include "engine/anonymize/model/catalog_shapes.h"
#include "engine/anonymize/rewriting/field_rewriter.h"
#include "engine/sql/identifier.h"

#include <algorithm>

namespace engine::columns {

namespace {

/// The constant in quotes at `at`, decoded; moves behind it. Backslashes only escape behind an E.
std::string takeConstant(std::string_view bound, size_t &at, bool hasEscapes)
{
    std::string value;
    for (++at; at < bound.size(); ++at) {
        const char c = bound[at];
        if (hasEscapes && c == '\\' && at + 1 < bound.size()) {
            value.push_back(bound[++at]);
        } else if (c == '\'' && at + 1 < bound.size() && bound[at + 1] == '\'') {
            value.push_back(bound[++at]);
        } else if (c == '\'') {
            ++at;
            break;
        } else {
            value.push_back(c);
        }
    }
    return value;
}

bool isKeyword(std::string_view word)
{
    return word == "FOR" || word == "VALUES" || word == "IN" || word == "FROM" || word == "TO" || word == "NULL"
           || word == "MINVALUE" || word == "MAXVALUE" || word == "true" || word == "false";
}

const anonymize::ColumnDecision *decisionOfKey(const std::vector<anonymize::TableShape> &shapes,
                                               const std::vector<anonymize::ColumnDecision> &decisions,
                                               const sql::QualifiedName &table, const anonymize::ColumnShape *&column)
{
    const auto shape = std::ranges::find(shapes, table, &anonymize::TableShape::name);
    if (shape == shapes.end())
        return nullptr;
    const auto key = std::ranges::find_if(shape->columns, &anonymize::ColumnShape::isPartitionKey);
    if (key == shape->columns.end())
        return nullptr;
    column = &*key;
    const auto decision = std::ranges::find_if(decisions, [&](const anonymize::ColumnDecision &candidate) {
        return candidate.column == key->name && candidate.table == table;
    });
    return decision == decisions.end() || !decision->changesValues() ? nullptr : &*decision;
}

} // namespace

std::optional<std::string> boundWith(std::string_view bound,
                                     const std::function<std::optional<std::string>(const std::string &)> &replace)
{
    std::string made;
    for (size_t at = 0; at < bound.size();) {
        const char c = bound[at];
        const bool hasEscapes = c == 'E' && at + 1 < bound.size() && bound[at + 1] == '\'';
        if (c == '\'' || hasEscapes) {
            const size_t begin = at;
            at += hasEscapes ? 1 : 0;
            const auto fake = replace(takeConstant(bound, at, hasEscapes));
            made += fake ? sql::literal(*fake) : std::string(bound.substr(begin, at - begin));
        } else if (c == ' ' || c == ',' || c == '(' || c == ')') {
            made.push_back(c);
            ++at;
        } else {
            const size_t end = std::min(bound.find_first_of(" ,()'", at), bound.size());
            const std::string word(bound.substr(at, end - at));
            // A cast, a call: whatever that is, it is no constant.
            if (end < bound.size() && bound[end] == '\'')
                return std::nullopt;
            const auto fake = isKeyword(word) ? std::nullopt : replace(word);
            made += fake.value_or(word);
            at = end;
        }
    }
    return made;
}

std::vector<sql::QualifiedName> remakeBounds(catalog::Schema &schema, const std::vector<anonymize::TableShape> &shapes,
                                             const std::vector<anonymize::ColumnDecision> &decisions,
                                             const anonymize::ProjectKey &key)
{
    std::vector<sql::QualifiedName> remade;
    std::vector<sql::QualifiedName> followed;
    for (const catalog::Object &object : schema.objects) {
        if (object.as<catalog::Table>() != nullptr && anonymize::boundsFollowRules(schema, object))
            followed.push_back({object.key.schema, object.key.name});
    }
    for (const sql::QualifiedName &table : followed) {
        const anonymize::ColumnShape *column = nullptr;
        const anonymize::ColumnDecision *decision = decisionOfKey(shapes, decisions, table, column);
        if (decision == nullptr)
            continue;
        anonymize::FieldRewriter rewriter(*column, *decision, key);
        const auto fakeOf = [&rewriter](const std::string &value) {
            std::string fake;
            const bool isReplaced = rewriter.rewriteText(value, fake) == anonymize::FieldChange::Replaced;
            return isReplaced ? std::optional(fake) : std::nullopt;
        };
        for (catalog::Object &object : schema.objects) {
            auto *part = std::get_if<catalog::Table>(&object.definition);
            if (part == nullptr || !part->isPartition() || part->parents.front() != table)
                continue;
            auto bound = boundWith(part->partitionBound, fakeOf);
            if (!bound || *bound == part->partitionBound)
                continue;
            part->partitionBound = *std::move(bound);
            remade.push_back({object.key.schema, object.key.name});
        }
    }
    return remade;
}

bool differInConstants(std::string_view one, std::string_view other)
{
    const auto without = [](const std::string &) { return std::optional<std::string>("?"); };
    const auto form = boundWith(one, without);
    return form && form == boundWith(other, without);
}

} // namespace engine::columns
