// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backups/backup_details.h"

#include "ui/backup/show_in_folder.h"
#include "ui/backups/backup_contents_view.h"
#include "ui/backups/backup_words.h"
#include "ui/backups/backups_presenter.h"
#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/password_row.h"
#include "ui/widgets/tables.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

using engine::store::BackupRecord;
using engine::store::BackupStatus;
using engine::store::ProofLevel;

BackupDetails::BackupDetails(BackupsPresenter &presenter, QWidget *parent)
    : Card(parent)
    , m_presenter(presenter)
    , m_title(new ElidedLabel(TextRole::Heading, this))
    , m_proof(makeLabel(TextRole::Strong, this))
    , m_meaning(makeLabel(TextRole::Muted, this))
    , m_verify(new QPushButton(this))
    , m_progress(new QProgressBar(this))
    , m_password(new PasswordRow(this))
    , m_overview(new QPushButton(this))
    , m_contents(new QPushButton(this))
    , m_pages(new QStackedWidget(this))
    , m_view(new BackupContentsView(this))
    , m_facts(nullptr)
    , m_noteLabel(makeLabel(TextRole::Muted, this))
    , m_note(new QLineEdit(this))
    , m_tagsLabel(makeLabel(TextRole::Muted, this))
    , m_tags(new QLineEdit(this))
    , m_trial(new QPushButton(this))
    , m_restore(new QPushButton(this))
    , m_show(new QPushButton(this))
    , m_pin(new QPushButton(this))
    , m_delete(new QPushButton(this))
{
    m_note->setObjectName(u"note"_s);
    m_tags->setObjectName(u"tags"_s);
    buildLayout();
    connectActions();
    refresh();
}

QWidget *BackupDetails::buildFacts()
{
    auto *page = new QWidget(this);
    auto *grid = new QWidget(page);
    m_facts = new QGridLayout(grid);
    m_facts->setContentsMargins({});
    m_facts->setHorizontalSpacing(space::medium);
    m_facts->setVerticalSpacing(space::tight);
    m_facts->setColumnStretch(1, 1);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->setSpacing(space::tight);
    layout->addWidget(grid);
    layout->addSpacing(space::small);
    layout->addWidget(m_noteLabel);
    layout->addWidget(m_note);
    layout->addWidget(m_tagsLabel);
    layout->addWidget(m_tags);
    layout->addStretch(1);
    return scrolled(page, this);
}

void BackupDetails::buildLayout()
{
    m_meaning->setWordWrap(true);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 100);
    m_pages->addWidget(buildFacts());
    m_pages->addWidget(m_view);
    auto *check = new QHBoxLayout;
    check->setSpacing(space::small);
    check->addWidget(m_verify);
    check->addWidget(m_progress, 1);
    check->addStretch(0);
    auto *pages = new QHBoxLayout;
    pages->setSpacing(space::hair);
    for (QPushButton *button : {m_overview, m_contents}) {
        button->setCheckable(true);
        button->setAutoExclusive(true);
        pages->addWidget(button, 1);
    }
    m_overview->setChecked(true);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(space::small);
    actions->addWidget(m_pin);
    actions->addStretch(1);
    actions->addWidget(m_delete);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::large, space::medium, space::large, space::medium);
    layout->setSpacing(space::small);
    layout->addWidget(m_title);
    layout->addWidget(m_proof);
    layout->addWidget(m_meaning);
    layout->addLayout(check);
    layout->addWidget(m_password);
    layout->addLayout(pages);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_trial);
    layout->addWidget(m_restore);
    layout->addWidget(m_show);
    layout->addLayout(actions);
}

void BackupDetails::connectActions()
{
    BackupsPresenter *presenter = &m_presenter;
    connect(m_verify, &QPushButton::clicked, presenter, [this] {
        if (m_presenter.verifying() != 0)
            m_presenter.stopVerifying();
        else
            m_presenter.verify(ProofLevel::ContentComplete);
    });
    connect(m_password, &PasswordRow::typed, presenter, &BackupsPresenter::setPassword);
    connect(m_overview, &QPushButton::clicked, this, [this] { m_pages->setCurrentIndex(0); });
    connect(m_contents, &QPushButton::clicked, this, [this] { m_pages->setCurrentIndex(1); });
    connect(m_view, &BackupContentsView::wanted, presenter, &BackupsPresenter::readContents);
    connect(m_note, &QLineEdit::editingFinished, presenter, [this] { m_presenter.setNote(m_note->text()); });
    connect(m_tags, &QLineEdit::editingFinished, presenter, [this] {
        QStringList tags;
        for (const QString &tag : m_tags->text().split(u',', Qt::SkipEmptyParts)) {
            if (const QString word = tag.simplified(); !word.isEmpty() && !tags.contains(word))
                tags << word;
        }
        // As the history gives them back.
        std::sort(tags.begin(), tags.end());
        m_presenter.setTags(tags);
    });
    connect(m_trial, &QPushButton::clicked, presenter, [this] { m_presenter.verify(ProofLevel::Restored); });
    connect(m_restore, &QPushButton::clicked, this, [this] { emit restoreWanted(m_presenter.current()->id); });
    connect(m_show, &QPushButton::clicked, this, [this] { showInFolder(m_presenter.current()->path, this); });
    connect(m_pin, &QPushButton::clicked, presenter, [this] {
        const auto &all = m_presenter.selected();
        m_presenter.setPinned(
            !std::all_of(all.begin(), all.end(), [](const BackupRecord &backup) { return backup.isPinned; }));
    });
    connect(m_delete, &QPushButton::clicked, presenter, &BackupsPresenter::remove);
    connect(presenter, &BackupsPresenter::currentChanged, this, &BackupDetails::refresh);
    connect(presenter, &BackupsPresenter::verifyingChanged, this, &BackupDetails::refreshVerification);
}

void BackupDetails::addFacts(const QList<Fact> &facts, int &row)
{
    for (const Fact &fact : facts) {
        QLabel *name = makeLabel(TextRole::Muted, this);
        name->setText(fact.name);
        auto *value = new ElidedLabel(TextRole::Body, this);
        value->setFullText(fact.value);
        value->setAccessibleName(Tr::tr("%1: %2").arg(fact.name, fact.value));
        m_facts->addWidget(name, row, 0, Qt::AlignTop);
        // Where nothing is to be copied the value has the whole width.
        m_facts->addWidget(value, row, 1, 1, fact.canBeCopied ? 1 : 2);
        if (fact.canBeCopied) {
            auto *copy = new QToolButton(this);
            copy->setAutoRaise(true);
            copy->setIcon(icon(Glyph::Copy));
            copy->setToolTip(Tr::tr("Copy"));
            copy->setAccessibleName(Tr::tr("Copy: %1").arg(fact.name));
            connect(copy, &QToolButton::clicked, copy,
                    [value = fact.value] { QGuiApplication::clipboard()->setText(value); });
            m_facts->addWidget(copy, row, 2, Qt::AlignTop);
        }
        ++row;
    }
}

void BackupDetails::fillFacts(const BackupRecord &backup)
{
    const auto &contents = m_presenter.contents();
    const bool hasFile = backup.status == BackupStatus::Completed;
    const QList<Fact> proofs = hasFile ? proofFacts(backup, m_presenter.proofs()) : QList<Fact>();
    const QList<Fact> facts = factsOf(backup, contents ? &*contents : nullptr);
    // Told of each step of a verification: what is so already does not flicker.
    if (std::exchange(m_shownFacts, proofs + facts) == proofs + facts)
        return;
    while (QLayoutItem *item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    addFacts(proofs, row);
    m_facts->setRowMinimumHeight(row, proofs.isEmpty() ? 0 : space::small);
    addFacts(facts, ++row);
}

void BackupDetails::refresh()
{
    setVisible(!m_presenter.selected().isEmpty());
    const auto &current = m_presenter.current();
    for (QWidget *widget :
         {static_cast<QWidget *>(m_pages), static_cast<QWidget *>(m_overview), static_cast<QWidget *>(m_contents),
          static_cast<QWidget *>(m_trial), static_cast<QWidget *>(m_restore), static_cast<QWidget *>(m_show)})
        widget->setVisible(current.has_value());
    if (current)
        refreshOne(*current);
    else if (!m_presenter.selected().isEmpty())
        refreshSeveral();
}

void BackupDetails::refreshSeveral()
{
    qint64 bytes = 0;
    bool isPinned = true;
    bool isRunning = false;
    for (const BackupRecord &backup : m_presenter.selected()) {
        bytes += backup.fileBytes;
        isPinned = isPinned && backup.isPinned;
        isRunning = isRunning || backup.status == BackupStatus::Running;
    }
    m_title->setFullText(Tr::tr("%n backups", nullptr, int(m_presenter.selected().size())));
    m_proof->setText(byteText(bytes));
    m_proof->show();
    m_meaning->show();
    m_meaning->setText(Tr::tr("Of several that are deleted at once, pinned ones stay, and so does the newest of each "
                              "environment that can be restored."));
    m_verify->hide();
    m_progress->hide();
    m_password->hide();
    m_pin->setText(isPinned ? Tr::tr("&Unpin") : Tr::tr("&Pin"));
    m_delete->setEnabled(!isRunning);
}

void BackupDetails::refreshOne(const BackupRecord &backup)
{
    const bool hasFile = backup.status == BackupStatus::Completed;
    m_title->setFullText(QFileInfo(backup.path).fileName());
    m_proof->setVisible(hasFile);
    m_meaning->setVisible(hasFile);
    m_proof->setText(backup.proved.isValid()
                         //: %1 the proof of a backup, %2 when it was made.
                         ? Tr::tr("%1, %2").arg(proofText(backup), agoText(backup.proved))
                         : proofText(backup));
    m_meaning->setText(proofMeaning(backup));
    fillFacts(backup);
    m_view->showContents(m_presenter.contents(), m_presenter.contentsProblem());
    refreshFields(backup);
    m_contents->setEnabled(hasFile);
    if (!hasFile && m_pages->currentIndex() != 0)
        m_overview->click();
    if (m_presenter.needsPassword()) {
        m_password->ask(m_presenter.isPasswordRefused() ? Tr::tr("This password does not open the file.")
                                                        : Tr::tr("This backup is encrypted: its password opens it."),
                        m_presenter.isPasswordRefused(), true);
    } else {
        m_password->hide();
    }
    m_restore->setEnabled(hasFile);
    m_show->setEnabled(hasFile);
    m_pin->setText(backup.isPinned ? Tr::tr("&Unpin") : Tr::tr("&Pin"));
    m_pin->setToolTip(backup.isPinned ? QString() : Tr::tr("A pinned backup is never deleted with others."));
    m_delete->setEnabled(backup.status != BackupStatus::Running);
    refreshVerification();
}

/// What somebody types just now stays.
void BackupDetails::refreshFields(const BackupRecord &backup)
{
    const bool isOther = m_note->property("backup").toLongLong() != backup.id;
    m_note->setProperty("backup", backup.id);
    if (isOther || !m_note->hasFocus())
        m_note->setText(backup.note);
    if (isOther || !m_tags->hasFocus())
        m_tags->setText(backup.tags.join(u", "_s));
}

void BackupDetails::refreshVerification()
{
    const auto &current = m_presenter.current();
    if (!current)
        return;
    const bool isChecked = m_presenter.verifying() == current->id;
    const bool isBusy = m_presenter.verifying() != 0;
    m_progress->setVisible(isChecked);
    m_progress->setValue(m_presenter.verifiedPercent());
    m_verify->setVisible(current->status == BackupStatus::Completed);
    m_verify->setEnabled(isChecked || !isBusy);
    m_trial->setVisible(current->status == BackupStatus::Completed);
    m_trial->setEnabled(!isBusy);
    m_verify->setText(isChecked ? Tr::tr("&Stop") : Tr::tr("&Verify the file"));
    m_verify->setToolTip(isBusy && !isChecked ? Tr::tr("Another backup is being verified.") : QString());
}

void BackupDetails::retranslate()
{
    m_overview->setText(Tr::tr("&Overview"));
    m_contents->setText(Tr::tr("&Contents"));
    m_noteLabel->setText(Tr::tr("Note"));
    m_note->setAccessibleName(Tr::tr("Note"));
    m_note->setPlaceholderText(Tr::tr("What is special about this backup"));
    m_tagsLabel->setText(Tr::tr("Tags"));
    m_tags->setAccessibleName(Tr::tr("Tags"));
    m_tags->setPlaceholderText(Tr::tr("Words, with commas between them"));
    m_progress->setAccessibleName(Tr::tr("Progress of the verification"));
    m_trial->setText(Tr::tr("Restore it on &trial"));
    m_trial->setToolTip(Tr::tr("Restores the backup into a private server, compares every row and object with what was "
                               "backed up, and throws the server away. The strongest proof there is."));
    m_restore->setText(Tr::tr("&Restore…"));
    m_show->setText(Tr::tr("Show in &folder"));
    m_show->setIcon(icon(Glyph::Open));
    m_pin->setIcon(icon(Glyph::Pin));
    m_delete->setText(Tr::tr("&Delete"));
    m_view->retranslate();
    m_password->retranslate();
    refresh();
}

} // namespace ui
