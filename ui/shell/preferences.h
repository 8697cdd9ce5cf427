// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>

namespace ui {

/// One thing that people may have otherwise: a choice among a few.
struct Preference
{
    using Words = std::function<QString()>;
    struct Choice
    {
        QString value{};
        Words name{};
    };

    /// Names it for ever: "language".
    QString key{};
    /// Under which heading it stands; those of one heading are added together.
    Words group{};
    Words title{};
    /// One sentence that says what it changes.
    Words hint{};
    QList<Choice> choices{};
    /// The value it has while nobody has chosen.
    QString usual{};
    std::function<QString()> current{};
    std::function<void(const QString &value)> choose{};

    [[nodiscard]] bool isUsual() const { return current() == usual; }
};

/// What can be chosen in the window, brought by whoever knows how to change it; the page of settings shows them all.
class Preferences final : public QObject
{
    Q_OBJECT

public:
    using Read = std::function<QString(const QString &key, const QString &usual)>;
    using Write = std::function<void(const QString &key, const QString &value)>;

    void add(Preference preference) { m_all.append(std::move(preference)); }
    /// One that is only kept, and read by whoever wants it: value(). `changed` is called after it was kept.
    void addKept(Preference preference, std::function<void()> changed)
    {
        preference.current = [this, key = preference.key, usual = preference.usual] { return value(key, usual); };
        preference.choose = [this, key = preference.key, changed = std::move(changed)](const QString &value) {
            m_values.insert(key, value);
            if (m_write)
                m_write(key, value);
            changed();
        };
        add(std::move(preference));
    }
    [[nodiscard]] QString value(const QString &key, const QString &usual) const
    {
        if (const auto known = m_values.constFind(key); known != m_values.cend())
            return *known;
        return m_read ? m_read(key, usual) : usual;
    }
    /// Where kept ones stay from one start to the next; without it, as long as the window.
    void keepIn(Read read, Write write)
    {
        m_read = std::move(read);
        m_write = std::move(write);
    }
    [[nodiscard]] const QList<Preference> &all() const { return m_all; }
    /// Takes effect at once.
    void choose(const Preference &preference, const QString &value)
    {
        if (preference.current() == value)
            return;
        preference.choose(value);
        emit changed();
    }

signals:
    /// One of them has another value.
    void changed();

private:
    QList<Preference> m_all;
    QHash<QString, QString> m_values;
    Read m_read;
    Write m_write;
};

} // namespace ui
