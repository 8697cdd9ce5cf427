// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/theme.h"

#include <QDBusVariant>
#include <QObject>

namespace ui {

enum class SchemeChoice { System, Light, Dark };
enum class ContrastChoice { System, Normal, High };

/// Which scheme the window should have: the person's choice, else the desktop's, which is asked through the settings
/// portal and followed while it changes, as is its contrast; light where there is no portal.
///
/// Lives on the GUI thread; asks without waiting.
class Appearance final : public QObject
{
    Q_OBJECT

public:
    explicit Appearance(QObject *parent = nullptr);

    [[nodiscard]] Scheme scheme() const;
    [[nodiscard]] SchemeChoice choice() const { return m_choice; }
    void setChoice(SchemeChoice choice);
    [[nodiscard]] ContrastChoice contrast() const { return m_contrast; }
    void setContrast(ContrastChoice choice);

    /// SOSIE_THEME=light or =dark; System for anything else.
    [[nodiscard]] static SchemeChoice choiceFromEnvironment();

signals:
    void schemeChanged();
    /// The person chose, whether or not the colours are different.
    void choiceMade(ui::SchemeChoice choice);
    void contrastChosen(ui::ContrastChoice choice);

private slots:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal(const QString &key);
    void takeFromPortal(const QString &key, uint value);

    SchemeChoice m_choice = SchemeChoice::System;
    ContrastChoice m_contrast = ContrastChoice::System;
    bool m_systemIsDark = false;
    bool m_systemHasHighContrast = false;
};

} // namespace ui
