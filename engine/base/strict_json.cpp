// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/strict_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>

#include <algorithm>

namespace engine {

using namespace Qt::StringLiterals;

namespace {

struct Outline
{
    int depth = 0;
    /// Members of all objects, as they are written.
    qsizetype members = 0;
};

/// What can be told without reading values: brackets and colons outside of strings.
Outline outlineOf(const QByteArray &bytes)
{
    Outline outline;
    int depth = 0;
    bool isInside = false;
    bool isEscaped = false;
    for (const char c : bytes) {
        if (isInside) {
            isInside = isEscaped || c != '"';
            isEscaped = !isEscaped && c == '\\';
            continue;
        }
        isInside = c == '"';
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        outline.members += c == ':' ? 1 : 0;
        outline.depth = std::max(outline.depth, depth);
    }
    return outline;
}

/// Of what the parser kept: it keeps one of two members of one name. Not deeper than outlineOf() allowed.
qsizetype membersOf(const QJsonValue &value) // NOLINT(misc-no-recursion)
{
    qsizetype members = 0;
    if (value.isArray()) {
        for (const QJsonValue element : value.toArray())
            members += membersOf(element);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        members = object.size();
        for (const QJsonValue member : object)
            members += membersOf(member);
    }
    return members;
}

} // namespace

Result<QJsonObject> strictJsonObject(const QByteArray &bytes, const QString &subject, const JsonBounds &bounds)
{
    const auto damaged = [&subject](const QString &how) {
        return failure({.code = ErrorCode::FileDamaged, .subject = subject, .detail = how});
    };
    if (bytes.size() > bounds.bytes)
        return failure(
            {.code = ErrorCode::FileTooLarge, .subject = subject, .detail = u"%1 bytes of JSON"_s.arg(bytes.size())});
    const Outline outline = outlineOf(bytes);
    if (outline.depth > bounds.depth)
        return damaged(u"JSON nested %1 deep"_s.arg(outline.depth));
    QJsonParseError error = {};
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return damaged(u"JSON, byte %1: %2"_s.arg(error.offset).arg(error.errorString()));
    if (!document.isObject())
        return damaged(u"JSON, but no object"_s);
    if (membersOf(document.object()) != outline.members)
        return damaged(u"JSON with two members of one name"_s);
    return document.object();
}

} // namespace engine
