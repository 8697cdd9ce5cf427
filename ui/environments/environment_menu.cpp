// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/environments/environment_menu.h"

#include "ui/environments/card_words.h"
#include "ui/text.h"
#include "ui/theme/icons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include <utility>

namespace ui {

void fillMenu(QMenu &menu, const EnvironmentCard &card, EnvironmentsPresenter &presenter, std::function<void()> edit,
              std::function<void()> remove)
{
    const QString name = card.environment.name;
    EnvironmentsPresenter *asked = &presenter;
    menu.clear();
    menu.addAction(icon(Glyph::Backups), Tr::tr("Full &backup"), asked, [asked, name] { asked->requestBackup(name); });
    menu.addAction(icon(Glyph::Clone), Tr::tr("Clone &from this environment…"), asked,
                   [asked, name] { asked->requestCloneFrom(name); });
    if (!countsAsProduction(card))
        menu.addAction(icon(Glyph::Clone), Tr::tr("Clone &to this environment…"), asked,
                       [asked, name] { asked->requestCloneTo(name); });
    menu.addAction(icon(Glyph::Compare), Tr::tr("Com&pare with another…"), asked,
                   [asked, name] { emit asked->pageRequested({.page = QStringLiteral("compare"), .source = name}); });
    menu.addAction(icon(Glyph::Anonymization), Tr::tr("What happens to its personal &data…"), asked, [asked, name] {
        emit asked->pageRequested({.page = QStringLiteral("anonymization"), .source = name});
    });
    if (card.canRollBack())
        menu.addAction(icon(Glyph::Undo), Tr::tr("&Roll back to the state before the last clone…"), asked,
                       [asked, name] { asked->requestRollback(name); });
    menu.addSeparator();
    menu.addAction(icon(Glyph::Refresh), Tr::tr("Test the co&nnection"), asked,
                   [asked, name] { asked->lookAsking(name); });
    menu.addAction(icon(Glyph::Copy), Tr::tr("&Copy the address, without the password"), asked, [card] {
        QGuiApplication::clipboard()->setText(EnvironmentsPresenter::addressOf(card.environment));
    });
    menu.addSeparator();
    if (card.environment.isDemo) {
        menu.addAction(Tr::tr("Remove the &demo and its files…"), asked, std::move(remove));
        return;
    }
    menu.addAction(Tr::tr("&Edit…"), asked, std::move(edit));
    menu.addAction(Tr::tr("Re&move from the list…"), asked, std::move(remove));
}

} // namespace ui
