// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/appearance.h"

#include <QSettings>
#include <QString>

namespace ui {

/// What the window remembers from one start to the next: the language and the colours that were chosen in it. Never an
/// address, a name of an environment or a secret.
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

private:
    QSettings m_file;
};

} // namespace ui
