// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"

#include <QFrame>
#include <QString>

#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

/// What the message bar shows. Every part but `what` may be empty.
struct Message
{
    enum class Severity { Information, Success, Warning, Error };

    Severity severity = Severity::Information;
    QString what{};
    QString why{};
    /// In which state things are now.
    QString state{};
    QString next{};
    /// Verbatim, for whoever is asked for help.
    QString details{};
    QString actionText{};
    std::function<void()> action{};
    /// Says the same in the language of the moment; empty: the words stay as they are.
    std::function<Message()> again{};
};

/// The sentences of an engine error, its identifier and the server's own words among the details.
[[nodiscard]] Message messageFor(const engine::Error &error);
/// The details of an error: identifier, SQLSTATE, steps, verbatim text, and those of its causes.
[[nodiscard]] QString technicalDetails(const engine::Error &error);

/// The inline replacement for message boxes: what, why, what to do, one button, details that unfold and can be copied.
/// Hidden until shown; stays until closed.
class MessageBar final : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    void showMessage(const Message &message);
    [[nodiscard]] const Message &message() const { return m_message; }

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildLayout();
    void fill();
    void retranslate();
    void sayAgain();
    void setDetailsVisible(bool isVisible);

    Message m_message;
    QLabel *m_icon;
    QLabel *m_what;
    QLabel *m_body;
    QLabel *m_details;
    QPushButton *m_action;
    QPushButton *m_detailsToggle;
    QPushButton *m_copy;
    QToolButton *m_close;
};

} // namespace ui
