// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/backups/backup_details.h"

#include "ui/backup/show_in_folder.h"
#include "ui/backups/backup_words.h"
#include "ui/backups/backups_presenter.h"
#include "ui/text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

using engine::store::BackupRecord;
using engine::store::BackupStatus;

namespace {

struct Fact
{
    QString name{};
    QString value{};
};

QString momentText(const QDateTime &moment)
{
    return moment.isValid() ? QLocale().toString(moment.toLocalTime(), QLocale::ShortFormat) : QString();
}

QList<Fact> factsOf(const BackupRecord &backup)
{
    QList<Fact> facts{{Tr::tr("Environment"), isolated(backup.environment)},
                      {Tr::tr("State"), statusText(backup.status)},
                      {Tr::tr("Contents"), contentsText(backup)},
                      {Tr::tr("Contents of"), momentText(backup.snapshot)}};
    if (backup.tables > 0)
        facts.append({Tr::tr("Tables"), numberText(backup.tables)});
    if (backup.rows > 0)
        facts.append({Tr::tr("Rows"), numberText(backup.rows)});
    if (backup.fileBytes > 0)
        facts.append(
            {Tr::tr("Size"), backup.rawBytes > 0
                                 //: %1 the size of a file, %2 that of what was compressed into it.
                                 ? Tr::tr("%1, of %2").arg(byteText(backup.fileBytes), byteText(backup.rawBytes))
                                 : byteText(backup.fileBytes)});
    if (!backup.databaseName.isEmpty())
        facts.append({Tr::tr("Database"), isolated(backup.databaseName)});
    if (!backup.tags.isEmpty())
        facts.append({Tr::tr("Tags"), backup.tags.join(u", "_s)});
    if (!backup.error.isEmpty())
        facts.append({Tr::tr("Error"), backup.error});
    if (!backup.sha256.isEmpty())
        facts.append({u"SHA-256"_s, backup.sha256});
    return facts;
}

} // namespace

BackupDetails::BackupDetails(BackupsPresenter &presenter, QWidget *parent)
    : Card(parent)
    , m_presenter(presenter)
    , m_title(new ElidedLabel(TextRole::Heading, this))
    , m_proof(makeLabel(TextRole::Strong, this))
    , m_meaning(makeLabel(TextRole::Muted, this))
    , m_verify(new QPushButton(this))
    , m_progress(new QProgressBar(this))
    , m_facts(new QGridLayout)
    , m_noteLabel(makeLabel(TextRole::Muted, this))
    , m_note(new QLineEdit(this))
    , m_trial(new QPushButton(this))
    , m_restore(new QPushButton(this))
    , m_show(new QPushButton(this))
    , m_pin(new QPushButton(this))
    , m_delete(new QPushButton(this))
{
    buildLayout();
    connect(m_verify, &QPushButton::clicked, &m_presenter, [this] {
        if (m_presenter.verifying() != 0)
            m_presenter.stopVerifying();
        else
            m_presenter.verify(engine::store::ProofLevel::ContentComplete);
    });
    connect(m_note, &QLineEdit::editingFinished, &m_presenter, [this] { m_presenter.setNote(m_note->text()); });
    connect(m_trial, &QPushButton::clicked, &m_presenter,
            [this] { m_presenter.verify(engine::store::ProofLevel::Restored); });
    connect(m_restore, &QPushButton::clicked, this, [this] { emit restoreWanted(m_presenter.current()->id); });
    connect(m_show, &QPushButton::clicked, this, [this] { showInFolder(m_presenter.current()->path, this); });
    connect(m_pin, &QPushButton::clicked, &m_presenter,
            [this] { m_presenter.setPinned(!m_presenter.current()->isPinned); });
    connect(m_delete, &QPushButton::clicked, &m_presenter, &BackupsPresenter::remove);
    connect(&m_presenter, &BackupsPresenter::currentChanged, this, &BackupDetails::refresh);
    connect(&m_presenter, &BackupsPresenter::verifyingChanged, this, &BackupDetails::refreshVerification);
    refresh();
}

void BackupDetails::buildLayout()
{
    m_meaning->setWordWrap(true);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 100);
    m_facts->setHorizontalSpacing(space::medium);
    m_facts->setVerticalSpacing(space::tight);
    m_facts->setColumnStretch(1, 1);
    auto *check = new QHBoxLayout;
    check->setSpacing(space::small);
    check->addWidget(m_verify);
    check->addWidget(m_progress, 1);
    check->addStretch(0);
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
    layout->addSpacing(space::small);
    layout->addLayout(m_facts);
    layout->addWidget(m_noteLabel);
    layout->addWidget(m_note);
    layout->addStretch(1);
    layout->addWidget(m_trial);
    layout->addWidget(m_restore);
    layout->addWidget(m_show);
    layout->addLayout(actions);
}

void BackupDetails::fillFacts(const BackupRecord &backup)
{
    while (QLayoutItem *item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const Fact &fact : factsOf(backup)) {
        if (fact.value.isEmpty())
            continue;
        QLabel *name = makeLabel(TextRole::Muted, this);
        name->setText(fact.name);
        auto *value = new ElidedLabel(TextRole::Body, this);
        value->setFullText(fact.value);
        value->setAccessibleName(Tr::tr("%1: %2").arg(fact.name, fact.value));
        m_facts->addWidget(name, row, 0, Qt::AlignTop);
        m_facts->addWidget(value, row++, 1);
    }
}

void BackupDetails::refresh()
{
    const auto &current = m_presenter.current();
    setVisible(current.has_value());
    if (!current)
        return;
    const bool hasFile = current->status == BackupStatus::Completed;
    m_title->setFullText(QFileInfo(current->path).fileName());
    m_proof->setVisible(hasFile);
    m_meaning->setVisible(hasFile);
    m_proof->setText(current->proved.isValid()
                         //: %1 the proof of a backup, %2 when it was made.
                         ? Tr::tr("%1, %2").arg(proofText(current->proof), agoText(current->proved))
                         : proofText(current->proof));
    m_meaning->setText(proofMeaning(current->proof));
    fillFacts(*current);
    if (!m_note->hasFocus() || m_note->text() != current->note)
        m_note->setText(current->note);
    m_restore->setEnabled(hasFile);
    m_show->setEnabled(hasFile);
    m_pin->setText(current->isPinned ? Tr::tr("&Unpin") : Tr::tr("&Pin"));
    m_pin->setToolTip(current->isPinned ? QString() : Tr::tr("A pinned backup is never deleted with others."));
    m_delete->setEnabled(current->status != BackupStatus::Running);
    refreshVerification();
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
    m_noteLabel->setText(Tr::tr("Note"));
    m_note->setAccessibleName(Tr::tr("Note"));
    m_note->setPlaceholderText(Tr::tr("What is special about this backup"));
    m_progress->setAccessibleName(Tr::tr("Progress of the verification"));
    m_trial->setText(Tr::tr("Restore it on &trial"));
    m_trial->setToolTip(Tr::tr("Restores the backup into a private server, compares every row and object with what was "
                               "backed up, and throws the server away. The strongest proof there is."));
    m_restore->setText(Tr::tr("&Restore…"));
    m_show->setText(Tr::tr("Show in &folder"));
    m_show->setIcon(icon(Glyph::Open));
    m_pin->setIcon(icon(Glyph::Pin));
    m_delete->setText(Tr::tr("&Delete"));
    refresh();
}

} // namespace ui
