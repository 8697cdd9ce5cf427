// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QCoreApplication>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <variant>

namespace engine {

/// A sentence that can be said again in another language: what is kept is its English and what it speaks of, not the
/// words of the language that was spoken when it was made. Plans, reports and logs outlive that language.
///
/// A value; made on any thread. Tr::sentence() makes one as Tr::tr() makes a text.
class Sentence final
{
public:
    /// Says nothing.
    Sentence() = default;
    /// The same in every language: a name, the words of a server.
    explicit Sentence(QString asItIs);
    /// Said as the language writes numbers, and moments in local time.
    explicit Sentence(qint64 number);
    explicit Sentence(const QDateTime &moment);

    /// REQUIRES: literals that lupdate finds, which Tr::sentence() takes care of. `count` -1: no plural.
    static Sentence translated(const char *context, const char *source, qint64 count);
    static Sentence joined(QList<Sentence> parts, const QString &separator);

    /// With the next arguments, which stand for %1, %2 and so on in their order: texts, numbers, moments, sentences.
    /// What looks like a placeholder inside an argument is none.
    template <typename... Values>
    [[nodiscard]] Sentence arg(const Values &...values) const
    {
        Sentence result = *this;
        (result.m_parts.append(Sentence(values)), ...);
        return result;
    }

    /// In the language of now.
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isEmpty() const { return text().isEmpty(); }

    bool operator==(const Sentence &other) const;

private:
    struct Translated
    {
        const char *context;
        const char *source;
        qint64 count;

        bool operator==(const Translated &other) const;
    };
    struct Joined
    {
        QString separator;

        bool operator==(const Joined &other) const = default;
    };

    std::variant<QString, qint64, QDateTime, Translated, Joined> m_what;
    QList<Sentence> m_parts;
};

/// Each in the language of now.
[[nodiscard]] QStringList texts(const QList<Sentence> &sentences);

/// The translation context of everything under engine/.
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(engine)

public:
    /// Like tr(), for what may have to be said in another language later. lupdate knows it by that name.
    static Sentence sentence(const char *source, const char * /*disambiguation*/ = nullptr, qint64 count = -1)
    {
        return Sentence::translated("engine", source, count);
    }
};

} // namespace engine
