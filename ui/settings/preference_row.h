// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace ui {

struct Preference;
class Preferences;

/// One thing that can be chosen: what it is, a sentence, the choice; once it is another than usual, a dot and the way
/// back.
class PreferenceRow final : public QWidget
{
    Q_OBJECT

public:
    PreferenceRow(Preferences &preferences, const Preference &preference, QWidget *parent = nullptr);

    [[nodiscard]] const Preference &preference() const { return m_preference; }
    /// Everything it says, for a search.
    [[nodiscard]] QString words() const;
    void retranslate();
    void focusChoice();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    Preferences &m_preferences;
    const Preference &m_preference;
    QLabel *m_title;
    QLabel *m_hint;
    QLabel *m_dot;
    QComboBox *m_choice;
    QPushButton *m_back;
};

} // namespace ui
