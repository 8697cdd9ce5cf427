// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>

class QListWidget;
class QPushButton;
class QTextBrowser;

namespace ui {

/// The pages of the help, by the names of their files.
enum class HelpPage { FirstClone, WhatIsReplaced, ReadOnly, RollBack, Supabase, Keychain, Compare, CommandLine };
inline constexpr int helpPageCount = int(HelpPage::CommandLine) + 1;

/// The help beside the window: list of pages, and the page. In the language of the window, English where there is no
/// page in it.
class HelpWindow final : public QDialog
{
    Q_OBJECT

public:
    explicit HelpWindow(QWidget *parent = nullptr);

    void showPage(HelpPage page);
    [[nodiscard]] static QString titleOf(HelpPage page);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void load();
    void follow(const QUrl &link);

    QListWidget *m_pages;
    QTextBrowser *m_text;
    QPushButton *m_close;
};

} // namespace ui
