// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/help/help_window.h"
#include "ui/page_request.h"
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
/// A screen copies values between its presenter and its widgets; no screen knows another, and the window knows none: a
/// page brings its name, picture, place and count. Its QActions (QWidget::addAction) work on every page.
class Screen : public QWidget
{
    Q_OBJECT

public:
    explicit Screen(QWidget *parent = nullptr);

    /// Where it stands in the sidebar: groups are apart from each other, and in the order of their numbers.
    struct Place
    {
        int group = 0;
        int order = 0;

        auto operator<=>(const Place &) const = default;
    };
    /// Of pages about the program itself: at the bottom of the sidebar.
    static constexpr int groupAtTheEnd = 100;

    /// "clone": names the page for ever, in requests and tests; never translated.
    [[nodiscard]] virtual QString key() const = 0;
    /// For the sidebar.
    [[nodiscard]] virtual Place place() const = 0;
    [[nodiscard]] virtual QString label() const = 0;
    /// A count beside the name; 0: none.
    [[nodiscard]] virtual int badge() const { return 0; }
    /// The operation that runs is shown here, and its report.
    [[nodiscard]] virtual bool showsRuns() const { return false; }
    /// What this page asked for is followed here, and what came of it is what the page shows.
    [[nodiscard]] virtual bool watchesItsRuns() const { return false; }
    [[nodiscard]] virtual Glyph glyph() const = 0;
    /// The page of the help that speaks of what is shown.
    [[nodiscard]] virtual HelpPage helpPage() const = 0;
    /// The environment that somebody looks at here: what is done to one from the keyboard is done to it. Empty: none.
    [[nodiscard]] virtual QString currentEnvironment() const { return {}; }
    /// Whether these files, dropped on the window, are for this page; receive() gets them then. The pages are
    /// asked in the order of the sidebar, from its end.
    [[nodiscard]] virtual bool takesFiles(const QStringList &files) const
    {
        Q_UNUSED(files)
        return false;
    }
    /// While files for this page are over the window: what it does with them.
    [[nodiscard]] virtual QString dropWords() const { return {}; }
    /// Something that the search of the whole window finds: what it is called, and what leads to it.
    struct Findable
    {
        QString words{};
        /// "Environment": what it is.
        QString kind{};
        Glyph glyph = Glyph::Arrow;
        PageRequest request{};
    };
    /// Beside the page itself and its actions.
    [[nodiscard]] virtual QList<Findable> findable() const { return {}; }
    /// What another page asked for; the page is shown afterwards.
    virtual void receive(const PageRequest &request) { Q_UNUSED(request) }
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

signals:
    void badgeChanged();
    void pageRequested(const ui::PageRequest &request);
    /// A question about an environment, which is asked in a dialog of the window.
    void dialogRequested(const QString &key, const QString &environment);
    /// Something that people must see on whatever page; a message that says nothing: no longer.
    void noticeChanged(const ui::Message &message);

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
