// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/errors/sentence.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <limits>
#include <string_view>

namespace engine {

namespace {

template <typename... Cases>
struct Overloaded : Cases...
{
    using Cases::operator()...;
};
// clang before 17 finds it only when told.
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

/// All places are filled in one go: QString::arg() again and again would take what an argument says for a place.
QString filled(const QString &sentence, const QStringList &arguments)
{
    if (arguments.isEmpty())
        return sentence;
    static const QRegularExpression place(QStringLiteral("%([1-9])"));
    QString result;
    qsizetype end = 0;
    for (auto places = place.globalMatch(sentence); places.hasNext();) {
        const QRegularExpressionMatch found = places.next();
        const qsizetype argument = found.capturedView(1).toInt() - 1;
        result += QStringView(sentence).sliced(end, found.capturedStart() - end);
        result += argument < arguments.size() ? arguments.at(argument) : found.captured();
        end = found.capturedEnd();
    }
    return result + QStringView(sentence).sliced(end);
}

} // namespace

bool Sentence::Translated::operator==(const Translated &other) const
{
    // The same literal has another address in another file.
    return std::string_view(context) == other.context && std::string_view(source) == other.source
           && count == other.count;
}

Sentence::Sentence(QString asItIs)
    : m_what(std::move(asItIs))
{}

Sentence::Sentence(qint64 number)
    : m_what(number)
{}

Sentence::Sentence(const QDateTime &moment)
    : m_what(moment)
{}

Sentence Sentence::translated(const char *context, const char *source, qint64 count)
{
    Sentence sentence;
    sentence.m_what = Translated{context, source, count};
    return sentence;
}

Sentence Sentence::joined(QList<Sentence> parts, const QString &separator)
{
    Sentence sentence;
    sentence.m_what = Joined{separator};
    sentence.m_parts = std::move(parts);
    return sentence;
}

bool Sentence::operator==(const Sentence &other) const
{
    return m_what == other.m_what && m_parts == other.m_parts;
}

QString Sentence::text() const
{
    return std::visit(
        Overloaded{
            [](const QString &asItIs) { return asItIs; }, [](qint64 number) { return QLocale().toString(number); },
            [](const QDateTime &moment) { return QLocale().toString(moment.toLocalTime(), QLocale::ShortFormat); },
            [this](const Translated &said) {
                // Qt counts no further.
                const auto count = static_cast<int>(std::min<qint64>(said.count, std::numeric_limits<int>::max()));
                return filled(QCoreApplication::translate(said.context, said.source, nullptr, count), texts(m_parts));
            },
            [this](const Joined &list) { return texts(m_parts).join(list.separator); }},
        m_what);
}

QStringList texts(const QList<Sentence> &sentences)
{
    QStringList result;
    result.reserve(sentences.size());
    for (const Sentence &sentence : sentences)
        result.append(sentence.text());
    return result;
}

} // namespace engine
