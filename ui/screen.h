// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/help/help_window.h"
#include "ui/theme/icons.h"
#include "ui/widgets/environment_band.h"
#include "ui/widgets/message_bar.h"

#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace ui {

/// One page of the window: title, one sentence, actions, bands of the environments concerned, message bar, content.
/// A screen copies values between its presenter and its widgets; no screen knows another.
class Screen : public QWidget
{
    Q_OBJECT

public:
    explicit Screen(QWidget *parent = nullptr);

    /// For the sidebar.
    [[nodiscard]] virtual QString label() const = 0;
    [[nodiscard]] virtual Glyph glyph() const = 0;
    /// The page of the help that speaks of what is shown.
    [[nodiscard]] virtual HelpPage helpPage() const = 0;
    /// The page has just become visible.
    virtual void shown() {}
    /// Whether the person may leave the page, or the window, at once. If not, they are asked, and `goOn` is called when
    /// nothing holds them any more.
    virtual bool mayLeave(const std::function<void()> &goOn)
    {
        Q_UNUSED(goOn)
        return true;
    }

    void showMessage(const Message &message);
    void hideMessage();

protected:
    void changeEvent(QEvent *event) override;
    /// Sets every text again; called on each change of language.
    virtual void retranslate() = 0;

    void setHeading(const QString &title, const QString &subtitle);
    void addHeaderAction(QWidget *button);
    void setBands(const std::optional<EnvironmentBadge> &first, const std::optional<EnvironmentBadge> &second = {});
    /// Takes the widget that fills the page below the header.
    void setContent(QWidget *content);

private:
    QLabel *m_title;
    QLabel *m_subtitle;
    QHBoxLayout *m_actions;
    BandRow *m_bands;
    MessageBar *m_messageBar;
    QVBoxLayout *m_layout;
};

} // namespace ui
