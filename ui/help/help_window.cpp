// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/help/help_window.h"

#include "ui/text.h"
#include "ui/theme/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QTextBlock>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString fileName(HelpPage page)
{
    switch (page) {
    case HelpPage::FirstClone:
        return u"first-clone"_s;
    case HelpPage::WhatIsReplaced:
        return u"what-is-replaced"_s;
    case HelpPage::ReadOnly:
        return u"read-only"_s;
    case HelpPage::RollBack:
        return u"roll-back"_s;
    case HelpPage::Supabase:
        return u"supabase"_s;
    case HelpPage::Keychain:
        return u"keychain"_s;
    case HelpPage::Compare:
        return u"compare"_s;
    case HelpPage::CommandLine:
        return u"command-line"_s;
    }
    return {};
}

QString markdownOf(HelpPage page)
{
    const QString language = QLocale().name().section(u'_', 0, 0);
    for (const QString &folder : {language, u"en"_s}) {
        QFile file(u":/help/%1/%2.md"_s.arg(folder, fileName(page)));
        if (file.open(QIODevice::ReadOnly))
            return QString::fromUtf8(file.readAll());
    }
    return {};
}

/// Room between the lines and before the headings, which Markdown says nothing of.
void setOut(QTextDocument &document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        format.setLineHeight(130, QTextBlockFormat::ProportionalHeight);
        if (format.headingLevel() > 1)
            format.setTopMargin(space::large);
        if (format.headingLevel() > 0)
            format.setBottomMargin(space::small);
        cursor.setBlockFormat(format);
    }
}

} // namespace

HelpWindow::HelpWindow(QWidget *parent)
    : QDialog(parent)
    , m_pages(new QListWidget(this))
    , m_text(new QTextBrowser(this))
    , m_close(new QPushButton(this))
{
    m_pages->setFixedWidth(220);
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(space::large);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::medium);
    row->addWidget(m_pages);
    row->addWidget(m_text, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::large, space::large, space::large, space::large);
    layout->setSpacing(space::medium);
    layout->addLayout(row, 1);
    layout->addLayout(buttons);
    for (int page = 0; page < helpPageCount; ++page)
        m_pages->addItem(QString());
    resize(860, 600);
    connect(m_pages, &QListWidget::currentRowChanged, this, &HelpWindow::load);
    connect(m_text, &QTextBrowser::anchorClicked, this, &HelpWindow::follow);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    retranslate();
}

QString HelpWindow::titleOf(HelpPage page)
{
    switch (page) {
    case HelpPage::FirstClone:
        return Tr::tr("Your first clone");
    case HelpPage::WhatIsReplaced:
        return Tr::tr("What is replaced");
    case HelpPage::ReadOnly:
        return Tr::tr("Production is only read");
    case HelpPage::RollBack:
        return Tr::tr("Rolling back");
    case HelpPage::Supabase:
        return Tr::tr("Connecting to Supabase");
    case HelpPage::Keychain:
        return Tr::tr("Passwords and keychain");
    case HelpPage::Compare:
        return Tr::tr("Comparing two environments");
    case HelpPage::CommandLine:
        return Tr::tr("The command line");
    }
    return {};
}

void HelpWindow::showPage(HelpPage page)
{
    m_pages->setCurrentRow(int(page));
    show();
    raise();
    activateWindow();
    m_text->setFocus();
}

void HelpWindow::follow(const QUrl &link)
{
    for (int page = 0; page < helpPageCount; ++page) {
        if (link.path() == fileName(HelpPage(page)) + u".md"_s)
            m_pages->setCurrentRow(page);
    }
}

void HelpWindow::load()
{
    if (m_pages->currentRow() < 0)
        return;
    m_text->setMarkdown(markdownOf(HelpPage(m_pages->currentRow())));
    setOut(*m_text->document());
    m_text->moveCursor(QTextCursor::Start);
}

void HelpWindow::retranslate()
{
    setWindowTitle(Tr::tr("Help"));
    for (int page = 0; page < helpPageCount; ++page)
        m_pages->item(page)->setText(titleOf(HelpPage(page)));
    m_pages->setAccessibleName(Tr::tr("Pages of the help"));
    m_text->setAccessibleName(Tr::tr("Help"));
    m_close->setText(Tr::tr("Close"));
    load();
}

void HelpWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        load();
    QDialog::changeEvent(event);
}

} // namespace ui
