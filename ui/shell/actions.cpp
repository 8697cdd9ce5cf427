// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/actions.h"

#include "ui/text.h"

#include <QVariant>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr const char *wordsProperty = "words";
constexpr const char *pageProperty = "page";

} // namespace

QAction *Actions::add(const New &action)
{
    auto *made = new QAction(this);
    made->setObjectName(action.key);
    made->setShortcuts(action.keys);
    made->setProperty(wordsProperty, QByteArray(action.words));
    made->setText(Tr::tr(action.words));
    if (action.run)
        connect(made, &QAction::triggered, made, action.run);
    m_actions << made;
    return made;
}

void Actions::take(QAction *action, const QString &page)
{
    action->setProperty(pageProperty, page);
    m_actions << action;
    connect(action, &QObject::destroyed, this,
            [this](QObject *gone) { m_actions.removeIf([gone](const QAction *each) { return each == gone; }); });
}

QAction *Actions::find(const QString &key) const
{
    const auto found = std::find_if(m_actions.begin(), m_actions.end(),
                                    [&](const QAction *action) { return action->objectName() == key; });
    return found == m_actions.end() ? nullptr : *found;
}

QString Actions::wordsOf(const QAction &action)
{
    QString words = action.text();
    words.remove(u'&');
    return words;
}

QString Actions::englishOf(const QAction &action)
{
    QString words = QString::fromUtf8(action.property(wordsProperty).toByteArray());
    words.remove(u'&');
    return words;
}

QString Actions::pageOf(const QAction &action)
{
    return action.property(pageProperty).toString();
}

void Actions::retranslate()
{
    for (QAction *action : std::as_const(m_actions)) {
        const QByteArray words = action->property(wordsProperty).toByteArray();
        if (!words.isEmpty())
            action->setText(Tr::tr(words.constData()));
    }
}

} // namespace ui
