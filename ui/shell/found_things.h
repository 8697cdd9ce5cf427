// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QIcon>
#include <QList>
#include <QString>

#include <functional>

namespace ui {

/// Something that the search of the window leads to.
struct FoundThing
{
    QString words{};
    /// Looked for as well, and not shown: the same in English.
    QString otherWords{};
    /// What it is: "Page", "Environment".
    QString kind{};
    /// The keys that do the same; may be empty.
    QString keys{};
    QIcon icon{};
    std::function<void()> go{};
};

/// Those of `things` in which every word of `typed` is, accents and capitals aside: what begins with it first, then
/// what has a word that begins with it, then the rest; each in the order it had. All of them where nothing is typed.
[[nodiscard]] QList<FoundThing> matching(const QList<FoundThing> &things, const QString &typed);

} // namespace ui
