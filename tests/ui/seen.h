// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLabel>
#include <QString>
#include <QWidget>

/// What a person sees in a window of a test.
namespace tests {

/// Whether a label that is shown in `parent` has these words.
inline bool says(const QWidget &parent, const QString &words)
{
    for (const auto *label : parent.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&parent) && label->text().contains(words))
            return true;
    }
    return false;
}

/// The visible button whose words, or whose name where it has only a picture, begin like this; null without one.
template <typename Button>
Button *button(const QWidget &parent, const QString &words)
{
    for (auto *candidate : parent.findChildren<Button *>()) {
        const QString name = candidate->text().isEmpty() ? candidate->accessibleName() : candidate->text();
        if (candidate->isVisible() && QString(name).remove(u'&').startsWith(words))
            return candidate;
    }
    return nullptr;
}

} // namespace tests
