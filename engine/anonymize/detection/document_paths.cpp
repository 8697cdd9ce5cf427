// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/anonymize/detection/document_paths.h"

#include "engine/anonymize/text/json_path.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace engine::anonymize {

namespace {

constexpr size_t maxPaths = 1000;
constexpr double largestExactNumber = 9007199254740992.0;

// A form has fewer members than this; more of them, each in few documents, are what people are called.
constexpr qsizetype mostMembers = 24;

/// A name that says who or which one, not what: an address, a number, an identifier.
bool isData(const QString &name)
{
    const auto digits = std::count_if(name.begin(), name.end(), [](QChar c) { return c.isDigit(); });
    return name.contains(u'@') || digits >= 5 || (digits >= 3 && digits * 2 >= name.size());
}

/// The members found at each place, and how many objects were there.
struct Members
{
    QSet<QString> names{};
    qsizetype seen = 0;
    [[nodiscard]] bool areData() const { return names.size() > mostMembers && seen < 2 * names.size(); }
};
using MembersByPath = std::map<std::string, Members>;

std::string memberStep(const QString &name)
{
    const bool isPlain = !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c.isLetterOrNumber() || c == u'_' || c == u'-';
    });
    const std::string utf8 = name.toStdString();
    return isPlain ? '.' + utf8 : "[\"" + utf8 + "\"]";
}

std::string stepTo(const QString &name)
{
    return isData(name) || name.contains(u'"') ? ".*" : memberStep(name);
}

void countMembers(const QJsonValue &value, const std::string &path, MembersByPath &members)
{
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue element : array)
            countMembers(element, path + "[*]", members);
    } else if (value.isObject() && (members.size() < maxPaths || members.contains(path))) {
        const QJsonObject object = value.toObject();
        Members &here = members[path];
        for (auto member = object.begin(); member != object.end(); ++member) {
            ++here.seen;
            if (here.names.size() < static_cast<qsizetype>(maxPaths))
                here.names.insert(member.key());
        }
        for (auto member = object.begin(); member != object.end(); ++member)
            countMembers(member.value(), path + stepTo(member.key()), members);
    }
}

/// `place`: the path as countMembers() had it.
void collect(const QJsonValue &value, const std::string &place, const std::string &path, const MembersByPath &members,
             ValuesByPath &values)
{
    if (value.isObject()) {
        const auto here = members.find(place);
        const bool areData = here != members.end() && here->second.areData();
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            const std::string step = stepTo(member.key());
            collect(member.value(), place + step, path + (areData ? ".*" : step), members, values);
        }
        return;
    }
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue element : array)
            collect(element, place + "[*]", path + "[*]", members, values);
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
    std::vector<QJsonValue> read;
    for (const auto &text : documents) {
        if (!text)
            continue;
        // In an array, so that a document that is one string or number is read too.
        const QByteArray bytes = '[' + QByteArray::fromStdString(*text) + ']';
        const QJsonDocument document = QJsonDocument::fromJson(bytes);
        if (document.isArray() && document.array().size() == 1)
            read.push_back(document.array().first());
    }
    MembersByPath members;
    for (const QJsonValue &document : read)
        countMembers(document, "$", members);
    ValuesByPath values;
    for (const QJsonValue &document : read)
        collect(document, "$", "$", members, values);
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
