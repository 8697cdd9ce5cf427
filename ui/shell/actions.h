// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>

#include <functional>

namespace ui {

/// Everything that can be done in a window, each thing once: what has keys, what stands in a menu, what the search
/// finds and what the list of shortcuts names comes from here.
///
/// Lives on the window's thread. The actions belong to it, or to the page that brought them.
class Actions final : public QObject
{
    Q_OBJECT

public:
    /// `keys` may be several: the first is the one that is shown.
    struct New
    {
        /// Names it for ever: "help".
        QString key{};
        /// What it says, of the translation context "ui" (QT_TRANSLATE_NOOP): looked up anew in each language, and
        /// found by the search in English as well.
        const char *words = nullptr;
        QList<QKeySequence> keys{};
        std::function<void()> run{};
    };

    explicit Actions(QObject *parent = nullptr)
        : QObject(parent)
    {}

    QAction *add(const New &action);
    /// One that a page made, and gives its words itself. `page`: the key of the page.
    void take(QAction *action, const QString &page);

    /// In the order in which they came.
    [[nodiscard]] const QList<QAction *> &all() const { return m_actions; }
    /// Null when there is none of that key.
    [[nodiscard]] QAction *find(const QString &key) const;
    /// What it says without the marks of a menu.
    [[nodiscard]] static QString wordsOf(const QAction &action);
    /// The same in English where that is known, else empty.
    [[nodiscard]] static QString englishOf(const QAction &action);
    /// Of the page that brought it; empty for those of the window.
    [[nodiscard]] static QString pageOf(const QAction &action);

    void retranslate();

private:
    QList<QAction *> m_actions;
};

} // namespace ui
