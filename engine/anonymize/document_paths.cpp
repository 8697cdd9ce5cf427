// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/document_paths.h"

#include "engine/anonymize/json_rewriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace engine::anonymize {

namespace {

constexpr size_t maxPaths = 1000;
constexpr double largestExactNumber = 9007199254740992.0;

std::string memberStep(const QString &name)
{
    const bool isPlain = !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c.isLetterOrNumber() || c == u'_' || c == u'-';
    });
    const std::string utf8 = name.toStdString();
    return isPlain ? '.' + utf8 : "[\"" + utf8 + "\"]";
}

void collect(const QJsonValue &value, const std::string &path, ValuesByPath &values)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (!member.key().contains(u'"'))
                collect(member.value(), path + memberStep(member.key()), values);
        }
        return;
    }
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue element : array)
            collect(element, path + "[*]", values);
        return;
    }
    const double number = value.toDouble();
    const bool isWhole = std::abs(number) < largestExactNumber && number == std::floor(number);
    if (!value.isString() && !value.isDouble())
        return;
    if (values.size() >= maxPaths && !values.contains(path))
        return;
    const QString text = value.isString() ? value.toString()
                         : isWhole        ? QString::number(static_cast<qint64>(number))
                                          : QString::number(number, 'g', 15);
    values[path].emplace_back(text.toStdString());
}

} // namespace

ValuesByPath valuesByPath(const std::vector<std::optional<std::string>> &documents)
{
    ValuesByPath values;
    for (const auto &text : documents) {
        if (!text)
            continue;
        // In an array, so that a document that is one string or number is read too.
        const QByteArray bytes = '[' + QByteArray::fromStdString(*text) + ']';
        const QJsonDocument document = QJsonDocument::fromJson(bytes);
        if (document.isArray() && document.array().size() == 1)
            collect(document.array().first(), "$", values);
    }
    return values;
}

std::string lastMember(const std::string &path)
{
    const auto steps = parsePath(path);
    if (!steps)
        return {};
    const auto member = std::find_if(steps->rbegin(), steps->rend(),
                                     [](const PathStep &step) { return step.kind == PathStep::Kind::Member; });
    return member == steps->rend() ? std::string{} : member->name;
}

} // namespace engine::anonymize
