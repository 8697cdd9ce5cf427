// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/appearance.h"

#include <QSettings>
#include <QString>

namespace ui {

/// What the window remembers from one start to the next: what was chosen in it, and how its parts were arranged. Never
/// an address, a name of an environment or a secret.
///
/// One file under `folder`, replaced as a whole. Lives on the GUI thread.
class WindowSettings final
{
public:
    /// `folder`: engine::configFolder().
    explicit WindowSettings(const QString &folder);

    /// "fr"; empty while none was chosen.
    [[nodiscard]] QString language() const;
    void setLanguage(const QString &code);
    [[nodiscard]] SchemeChoice scheme() const;
    void setScheme(SchemeChoice choice);
    [[nodiscard]] ContrastChoice contrast() const;
    void setContrast(ContrastChoice choice);
    /// How a part of the window was arranged: whatever that part wrote.
    [[nodiscard]] QByteArray state(const QString &key) const;
    void setState(const QString &key, const QByteArray &state);
    /// A choice of one word; `usual` when none was made.
    [[nodiscard]] QString choice(const QString &key, const QString &usual) const;
    void setChoice(const QString &key, const QString &value);

private:
    QSettings m_file;
};

} // namespace ui
