// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/anonymize/anonymization_screen.h"

#include "ui/anonymize/anonymization_presenter.h"
#include "ui/anonymize/column_filter.h"
#include "ui/anonymize/rule_delegate.h"
#include "ui/environment_list.h"
#include "ui/shell/empty_page.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/environment_combo.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/wheel.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

using State = AnonymizationPresenter::State;

AnonymizationScreen::AnonymizationScreen(AnonymizationPresenter &presenter, QWidget *parent)
    : Screen(parent)
    , m_presenter(presenter)
    , m_filter(new ColumnFilter(presenter.columns(), presenter.tree(), this))
    , m_environment(new QComboBox(this))
    , m_search(new QLineEdit(this))
    , m_undecidedOnly(new QCheckBox(this))
    , m_withTechnical(new QCheckBox(this))
    , m_busy(new QProgressBar(this))
    , m_empty(new EmptyPage(Glyph::Anonymization, this))
    , m_splitter(new QSplitter(this))
    , m_columns(new QTreeView(this))
    , m_details(new Card(this))
    , m_name(new ElidedLabel(TextRole::Heading, this))
    , m_nature(makeLabel(TextRole::Strong, this))
    , m_why(makeLabel(TextRole::Muted, this))
    , m_ruleLabel(makeLabel(TextRole::Strong, this))
    , m_rule(new QComboBox(this))
    , m_reasonLabel(makeLabel(TextRole::Strong, this))
    , m_reason(new QLineEdit(this))
    , m_previewTitle(makeLabel(TextRole::Strong, this))
    , m_preview(new QTableView(this))
    , m_uncover(new QPushButton(this))
    , m_undo(new QToolButton(this))
    , m_redo(new QToolButton(this))
    , m_files(new QPushButton(this))
    , m_import(nullptr)
    , m_export(nullptr)
    , m_save(new QPushButton(this))
{
    m_filter->setSortRole(ColumnModel::SortRole);
    m_filter->setSortCaseSensitivity(Qt::CaseInsensitive);
    buildActions();
    m_splitter->addWidget(buildColumns());
    m_splitter->addWidget(buildDetails());
    m_splitter->setSizes({660, 360});
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setHandleWidth(space::medium);
    m_splitter->setChildrenCollapsible(false);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins({});
    layout->setSpacing(space::medium);
    layout->addWidget(buildFilters());
    layout->addWidget(m_busy);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_splitter, 1);
    setContent(content);
    connectPresenter();
    retranslate();
}

void AnonymizationScreen::buildActions()
{
    m_save->setProperty("kind", u"primary"_s);
    auto *menu = new QMenu(m_files);
    m_import = menu->addAction(QString(), this, [this] { chooseFile(false); });
    m_export = menu->addAction(QString(), this, [this] { chooseFile(true); });
    m_files->setMenu(menu);
    for (QWidget *button : {static_cast<QWidget *>(m_undo), static_cast<QWidget *>(m_redo),
                            static_cast<QWidget *>(m_files), static_cast<QWidget *>(m_save)})
        addHeaderAction(button);
    const auto action = [this](QKeySequence::StandardKey key, QAbstractButton *button) {
        // Wherever the focus is on the page; a field that has something to take back itself comes first.
        auto *made = new QAction(this);
        made->setShortcut(QKeySequence(key));
        made->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(made, &QAction::triggered, button, [button] { button->click(); });
        addAction(made);
        return made;
    };
    m_undoAction = action(QKeySequence::Undo, m_undo);
    m_redoAction = action(QKeySequence::Redo, m_redo);
    m_saveAction = action(QKeySequence::Save, m_save);
    const QUndoStack *steps = &m_presenter.draft().steps();
    connect(steps, &QUndoStack::canUndoChanged, this, &AnonymizationScreen::refreshActions);
    connect(steps, &QUndoStack::canRedoChanged, this, &AnonymizationScreen::refreshActions);
    connect(m_undo, &QToolButton::clicked, this, [this] { m_presenter.draft().steps().undo(); });
    connect(m_redo, &QToolButton::clicked, this, [this] { m_presenter.draft().steps().redo(); });
    connect(m_save, &QPushButton::clicked, this, &AnonymizationScreen::save);
}

QWidget *AnonymizationScreen::buildFilters()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(space::medium);
    m_environment->setMinimumWidth(260);
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(Glyph::Filter), QLineEdit::LeadingPosition);
    layout->addWidget(m_environment);
    layout->addWidget(m_search, 1);
    layout->addWidget(m_undecidedOnly);
    layout->addWidget(m_withTechnical);
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    return row;
}

QWidget *AnonymizationScreen::buildColumns()
{
    prepareTree(*m_columns);
    m_columns->setModel(m_filter);
    m_columns->setSortingEnabled(true);
    m_columns->sortByColumn(ColumnModel::NameColumn, Qt::AscendingOrder);
    m_columns->setEditTriggers(QAbstractItemView::SelectedClicked | QAbstractItemView::DoubleClicked
                               | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_columns->setItemDelegateForColumn(ColumnModel::RuleColumn, new RuleDelegate(m_columns));
    QHeaderView *header = m_columns->header();
    header->setSectionResizeMode(ColumnModel::NameColumn, QHeaderView::Stretch);
    header->resizeSection(ColumnModel::CategoryColumn, 140);
    header->resizeSection(ColumnModel::RuleColumn, 215);
    // Nearly the same for all: the panel says it of the one that is looked at, and the rest has the room.
    m_columns->setColumnHidden(ColumnModel::NatureColumn, true);
    cutAtEnd(*m_columns, ColumnModel::CategoryColumn);
    m_columns->setMinimumWidth(420);
    sayWhenEmpty(*m_columns, [this] {
        if (!m_search->text().trimmed().isEmpty())
            return Tr::tr("No column is called “%1”.").arg(m_search->text().trimmed());
        return m_undecidedOnly->isChecked() ? Tr::tr("Every column is decided.") : QString();
    });
    return m_columns;
}

QWidget *AnonymizationScreen::buildDetails()
{
    prepareTable(*m_preview);
    m_preview->setModel(&m_presenter.preview());
    m_preview->setSelectionMode(QAbstractItemView::NoSelection);
    m_preview->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (QLabel *label : {m_nature, m_why, m_reasonLabel})
        label->setWordWrap(true);
    leaveWheelToPage(*m_rule);
    m_rule->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_rule->setObjectName(u"rule"_s);
    auto *title = new QHBoxLayout;
    title->addWidget(m_previewTitle, 1);
    title->addWidget(m_uncover);
    auto *layout = new QVBoxLayout(m_details);
    layout->setContentsMargins(space::large, space::medium, space::large, space::medium);
    layout->setSpacing(space::small);
    layout->addWidget(m_name);
    layout->addWidget(m_nature);
    layout->addWidget(m_why);
    layout->addWidget(m_ruleLabel);
    layout->addWidget(m_rule);
    layout->addWidget(m_reasonLabel);
    layout->addWidget(m_reason);
    layout->addLayout(title);
    layout->addWidget(m_preview, 1);
    // Takes the room while there are no rows to show.
    layout->addStretch(0);
    m_details->setMinimumWidth(280);
    return m_details;
}

void AnonymizationScreen::connectPresenter()
{
    connect(m_environment, &QComboBox::activated, this, &AnonymizationScreen::chooseEnvironment);
    connect(m_reason, &QLineEdit::textEdited, &m_presenter,
            [this](const QString &reason) { m_presenter.setReason(currentRow(), reason); });
    connect(m_search, &QLineEdit::textChanged, m_filter, &ColumnFilter::setWords);
    connect(m_undecidedOnly, &QCheckBox::toggled, m_filter, &ColumnFilter::setUndecidedOnly);
    connect(m_withTechnical, &QCheckBox::toggled, m_filter, &ColumnFilter::setWithTechnical);
    // What is looked for is seen without opening each table.
    connect(m_search, &QLineEdit::textChanged, this, &AnonymizationScreen::openTables);
    connect(m_undecidedOnly, &QCheckBox::toggled, this, &AnonymizationScreen::openTables);
    connect(m_rule, &QComboBox::activated, &m_presenter,
            [this] { m_presenter.chooseRule(currentRow(), m_rule->currentData().toInt()); });
    connect(m_columns->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_presenter.select(currentRow());
        refreshDetails();
    });
    // Read again after each change of a rule: the person stays where they were.
    connect(&m_presenter.columns(), &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_currentName = m_presenter.columns().index(currentRow(), ColumnModel::NameColumn).data().toString();
        m_scrolledTo = m_columns->verticalScrollBar()->value();
        m_ruleRow = -1;
    });
    connect(m_filter, &QAbstractItemModel::modelReset, this, &AnonymizationScreen::findCurrentAgain);
    connect(m_uncover, &QPushButton::clicked, this, [this] {
        m_presenter.preview().setUncovered(!m_presenter.preview().isUncovered());
        refreshDetails();
    });
    connect(&m_presenter, &AnonymizationPresenter::changed, this, &AnonymizationScreen::refresh);
    connect(&m_presenter, &AnonymizationPresenter::previewChanged, this, &AnonymizationScreen::refreshDetails);
    connect(&m_presenter, &AnonymizationPresenter::failed, this, [this](const engine::Error &error) {
        m_goOn = nullptr;
        showMessage(messageFor(error));
    });
    connect(&m_presenter, &AnonymizationPresenter::changedElsewhere, this, [this] {
        m_goOn = nullptr;
        showMessage({.severity = Message::Severity::Warning,
                     .what = Tr::tr("Somebody else changed these rules meanwhile: in another window, or from the "
                                    "command line."),
                     .state = Tr::tr("Yours are not saved."),
                     .next = Tr::tr("Write yours to a file first if you want to compare them."),
                     .actionText = Tr::tr("&Read them again"),
                     .action = [this] { m_presenter.readAgain(); }});
    });
    connect(&m_presenter, &AnonymizationPresenter::saved, this, [this](const QString &environment) {
        showMessage({.severity = Message::Severity::Success,
                     .what = Tr::tr("The rules of %1 are saved.").arg(isolated(environment)),
                     .next = Tr::tr("Every clone of it uses them, here and from the command line.")});
        if (const auto goOn = std::exchange(m_goOn, nullptr))
            goOn();
    });
    connect(&m_presenter, &AnonymizationPresenter::exported, this, [this](const QString &path) {
        showMessage({.severity = Message::Severity::Success,
                     .what = Tr::tr("The rules are in the file %1.").arg(isolated(path)),
                     .next = Tr::tr("It has a line for every column with a rule: to be read, and used elsewhere.")});
    });
}

void AnonymizationScreen::chooseEnvironment()
{
    const QString chosen = m_environment->currentData().toString();
    const auto choose = [this, chosen] {
        hideMessage();
        m_saidUnfit.clear();
        m_presenter.setEnvironment(chosen);
    };
    if (mayLeave(choose))
        choose();
    else
        // Until that is decided, it is the old one that is shown.
        m_environment->setCurrentIndex(std::max(0, m_environment->findData(m_presenter.environment())));
}

bool AnonymizationScreen::mayLeave(const std::function<void()> &goOn)
{
    if (!m_presenter.hasUnsavedRules())
        return true;
    if (findChild<QMessageBox *>() != nullptr)
        return false;
    auto *question = new QMessageBox(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setIcon(QMessageBox::NoIcon);
    question->setWindowTitle(Tr::tr("Rules that are not saved yet"));
    question->setText(
        Tr::tr("The rules of %1 were changed and are not saved yet.").arg(isolated(m_presenter.environment())));
    question->setInformativeText(Tr::tr("Without that, clones use the rules as they were before."));
    QPushButton *keep = question->addButton(Tr::tr("&Save the rules"), QMessageBox::AcceptRole);
    QPushButton *drop = question->addButton(Tr::tr("&Throw the changes away"), QMessageBox::DestructiveRole);
    QPushButton *stay = question->addButton(Tr::tr("&Stay here"), QMessageBox::RejectRole);
    keep->setProperty("kind", u"primary"_s);
    question->setDefaultButton(keep);
    question->setEscapeButton(stay);
    connect(question, &QMessageBox::buttonClicked, this, [this, keep, drop, goOn](QAbstractButton *chosen) {
        if (chosen == drop) {
            m_presenter.discard();
            goOn();
        } else if (chosen == keep) {
            m_goOn = goOn;
            save();
        }
    });
    question->open();
    return false;
}

void AnonymizationScreen::save()
{
    const QStringList silent = m_presenter.keptWithoutReason();
    if (silent.isEmpty()) {
        m_presenter.save();
        return;
    }
    m_goOn = nullptr;
    showMessage(
        {.severity = Message::Severity::Warning,
         .what = Tr::tr("%n columns stay in clear without a reason.", nullptr, int(silent.size())),
         .why = silent.mid(0, 5).join(u", "_s) + (silent.size() > 5 ? u", …"_s : QString()),
         .next = Tr::tr("Say beside each why its values may be known in the copy: plan and report repeat it.")});
    m_search->clear();
    m_undecidedOnly->setChecked(false);
    m_currentName = silent.first();
    m_scrolledTo = -1;
    findCurrentAgain();
    m_reason->setFocus();
}

/// Once for each set of them: a message that comes back after it was closed is a nuisance.
void AnonymizationScreen::sayWhatDoesNotFit()
{
    QStringList names;
    for (const engine::Error &error : m_presenter.unfit())
        names << error.subject;
    const QString all = names.join(u", "_s);
    if (all == m_saidUnfit)
        return;
    m_saidUnfit = all;
    if (names.isEmpty()) {
        hideMessage();
        return;
    }
    showMessage({.severity = Message::Severity::Warning,
                 .what = Tr::tr("%n rules do not fit the columns that are there now.", nullptr, int(names.size())),
                 .why = all,
                 .state = Tr::tr("As long as they are there, a clone is refused."),
                 .details = technicalDetails(m_presenter.unfit().first()),
                 .actionText = Tr::tr("Take them &out"),
                 .action = [this] { m_presenter.removeUnfit(); }});
}

QString AnonymizationScreen::key() const
{
    return u"anonymization"_s;
}

bool AnonymizationScreen::takesFiles(const QStringList &files) const
{
    return files.size() == 1 && files.first().endsWith(u".toml"_s, Qt::CaseInsensitive);
}

QString AnonymizationScreen::dropWords() const
{
    return Tr::tr("Drop the file: its rules are shown here, and kept when you save them.");
}

void AnonymizationScreen::receive(const PageRequest &request)
{
    if (!request.source.isEmpty())
        m_presenter.setEnvironment(request.source);
    if (!request.files.isEmpty())
        m_presenter.importRules(request.files.first());
}

QString AnonymizationScreen::label() const
{
    return Tr::tr("Anonymization");
}

QModelIndex AnonymizationScreen::current() const
{
    return m_filter->mapToSource(m_columns->currentIndex().siblingAtColumn(ColumnModel::NameColumn));
}

int AnonymizationScreen::currentRow() const
{
    return m_presenter.tree().columnRow(current());
}

/// All of them where they are few enough to be read at a glance, or are what was looked for.
void AnonymizationScreen::openTables()
{
    constexpr int fewTables = 60;
    const bool isSearched = !m_search->text().trimmed().isEmpty() || m_undecidedOnly->isChecked();
    if (m_filter->rowCount() <= (isSearched ? 10 * fewTables : fewTables))
        m_columns->expandAll();
}

void AnonymizationScreen::showColumn(int row)
{
    const QModelIndex index = m_filter->mapFromSource(m_presenter.tree().indexOf(row));
    if (!index.isValid())
        return;
    m_columns->setCurrentIndex(index);
    m_columns->scrollTo(index);
}

void AnonymizationScreen::findCurrentAgain()
{
    openTables();
    const ColumnModel &columns = m_presenter.columns();
    for (int row = 0; row < columns.rowCount() && !m_currentName.isEmpty(); ++row) {
        if (columns.index(row, ColumnModel::NameColumn).data().toString() != m_currentName)
            continue;
        showColumn(row);
        if (m_scrolledTo >= 0)
            m_columns->verticalScrollBar()->setValue(m_scrolledTo);
        return;
    }
}

void AnonymizationScreen::refresh()
{
    const State state = m_presenter.state();
    setHeading(Tr::tr("Anonymization"), state == State::Shown
                                            ? m_presenter.summary()
                                            : Tr::tr("What happens to each column of personal data, and why."));
    fillEnvironments(*m_environment, m_presenter.list().all(), m_presenter.environment(),
                     Tr::tr("Choose an environment"));
    const auto *environment = m_presenter.list().find(m_presenter.environment());
    setBands(environment == nullptr ? std::optional<EnvironmentBadge>() : badgeOf(*environment));
    m_busy->setVisible(state == State::Reading);
    m_busy->setAccessibleName(Tr::tr("Reading columns and samples"));
    m_empty->setVisible(m_presenter.columns().rowCount() == 0);
    if (state == State::Reading)
        m_empty->setWords(Tr::tr("Reading columns and samples"), Tr::tr("Nothing is written."));
    else
        m_empty->setWords(Tr::tr("Choose an environment"), Tr::tr("Its columns are read, nothing is written."));
    m_splitter->setVisible(m_presenter.columns().rowCount() > 0);
    refreshActions();
    refreshDetails();
    if (state == State::Shown)
        sayWhatDoesNotFit();
}

void AnonymizationScreen::refreshActions()
{
    const bool isShown = m_presenter.state() == State::Shown;
    const QString first = isShown ? QString() : Tr::tr("Choose an environment first.");
    QUndoStack &steps = m_presenter.draft().steps();
    m_undo->setEnabled(isShown && steps.canUndo());
    m_redo->setEnabled(isShown && steps.canRedo());
    m_files->setEnabled(isShown);
    m_files->setToolTip(first);
    m_save->setEnabled(isShown && m_presenter.hasUnsavedRules());
    m_save->setToolTip(!isShown                        ? first
                       : m_presenter.hasUnsavedRules() ? Tr::tr("Every clone of this environment uses them then.")
                                                       : Tr::tr("Nothing has changed."));
    m_undoAction->setEnabled(m_undo->isEnabled());
    m_redoAction->setEnabled(m_redo->isEnabled());
    m_saveAction->setEnabled(m_save->isEnabled());
}

void AnonymizationScreen::refreshDetails()
{
    const int row = currentRow();
    const bool hasRow = row >= 0 && row < m_presenter.columns().rowCount();
    for (QWidget *widget :
         {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_nature), static_cast<QWidget *>(m_ruleLabel),
          static_cast<QWidget *>(m_rule), static_cast<QWidget *>(m_previewTitle), static_cast<QWidget *>(m_preview),
          static_cast<QWidget *>(m_uncover)})
        widget->setVisible(hasRow);
    refreshReason(hasRow ? row : -1);
    if (!hasRow) {
        refreshTable();
        return;
    }
    refreshRule(row);
    using engine::anonymize::Nature;
    const auto &decision = m_presenter.columns().decisions()[size_t(row)];
    m_name->setFullText(m_presenter.columns().index(row, ColumnModel::NameColumn).data().toString());
    const QString nature = displayName(decision.nature);
    m_nature->setText(
        decision.nature == Nature::Pseudonymized
            ? Tr::tr("%1: still personal data in the eyes of the law, because the key can link it again.").arg(nature)
            : nature);
    m_why->setText(decision.why.text());
    m_previewTitle->setText(m_presenter.isPreviewing() ? Tr::tr("Reading rows…") : Tr::tr("Real rows"));
    const bool isUncovered = m_presenter.preview().isUncovered();
    m_uncover->setText(isUncovered ? Tr::tr("Co&ver") : Tr::tr("Sho&w the values"));
    m_uncover->setIcon(icon(isUncovered ? Glyph::EyeOff : Glyph::Eye));
}

/// A table, or nothing, is looked at.
void AnonymizationScreen::refreshTable()
{
    const QModelIndex table = current();
    m_name->setVisible(table.isValid());
    m_nature->setVisible(table.isValid());
    m_ruleRow = -1;
    m_why->setText(Tr::tr("Choose a column to see why it is treated so, and real rows before and after."));
    if (!table.isValid())
        return;
    m_name->setFullText(table.data().toString());
    m_nature->setText(table.siblingAtColumn(ColumnModel::CategoryColumn).data().toString() + u" · "_s
                      + table.siblingAtColumn(ColumnModel::RuleColumn).data().toString());
    if (const QString folded = m_presenter.tree().foldedText(table); !folded.isEmpty())
        m_why->setText(folded + u'\n' + m_why->text());
}

void AnonymizationScreen::refreshRule(int row)
{
    const QModelIndex rule = m_presenter.columns().index(row, ColumnModel::RuleColumn);
    // What somebody has open is left alone; which rules fit is the same for a column whatever rule it has.
    if (std::exchange(m_ruleRow, row) != row || m_rule->findData(rule.data(Qt::EditRole)) < 0)
        offerRules(*m_rule, rule);
    else if (!m_rule->view()->isVisible())
        m_rule->setCurrentIndex(m_rule->findData(rule.data(Qt::EditRole)));
    m_rule->setToolTip(rule.data(Qt::DisplayRole).toString());
}

/// A column that is kept has a reason, said by somebody.
void AnonymizationScreen::refreshReason(int row)
{
    const engine::anonymize::Rule *rule = m_presenter.ruleOf(row);
    const bool isKept = rule != nullptr && rule->isKeep();
    m_reasonLabel->setVisible(isKept);
    m_reason->setVisible(isKept);
    if (!isKept)
        return;
    const QString by = engine::text(rule->decidedBy);
    m_reasonLabel->setText(by.isEmpty() ? Tr::tr("Why it stays as it is")
                                        : Tr::tr("Why it stays as it is, says %1").arg(isolated(by)));
    m_reason->setAccessibleName(m_reasonLabel->text());
    const QString reason = engine::text(rule->reason);
    // Who types is not interrupted; what is stored has no blanks at its ends.
    if (m_reason->text().trimmed() != reason)
        m_reason->setText(reason);
}

void AnonymizationScreen::chooseFile(bool isSaving)
{
    auto *dialog = new QFileDialog(this, isSaving ? Tr::tr("Write a rule file") : Tr::tr("Open a rule file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({Tr::tr("Rule files (*.toml)"), Tr::tr("All files (*)")});
    dialog->setDefaultSuffix(u"toml"_s);
    dialog->setAcceptMode(isSaving ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(isSaving ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (isSaving)
        dialog->selectFile(QString(m_presenter.environment()).replace(u'/', u'_') + u".toml"_s);
    connect(dialog, &QFileDialog::fileSelected, &m_presenter,
            isSaving ? &AnonymizationPresenter::exportRules : &AnonymizationPresenter::importRules);
    dialog->open();
}

void AnonymizationScreen::retranslate()
{
    m_environment->setAccessibleName(Tr::tr("Environment"));
    m_search->setPlaceholderText(Tr::tr("Find a column, a category, a rule"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_undecidedOnly->setText(Tr::tr("&Undecided only"));
    m_withTechnical->setText(Tr::tr("&Technical columns too"));
    m_columns->setAccessibleName(Tr::tr("Columns"));
    m_preview->setAccessibleName(Tr::tr("Real rows, before and after"));
    m_undo->setIcon(icon(Glyph::Undo));
    m_undo->setToolTip(Tr::tr("Undo (Ctrl+Z)"));
    m_undo->setAccessibleName(Tr::tr("Undo"));
    m_redo->setIcon(icon(Glyph::Redo));
    m_redo->setToolTip(Tr::tr("Redo (Ctrl+Shift+Z)"));
    m_redo->setAccessibleName(Tr::tr("Redo"));
    m_files->setText(Tr::tr("&File"));
    m_import->setText(Tr::tr("&Open a rule file…"));
    m_export->setText(Tr::tr("&Write a rule file…"));
    m_save->setText(Tr::tr("&Save the rules"));
    m_undoAction->setText(Tr::tr("Undo the last change of a rule"));
    m_redoAction->setText(Tr::tr("Redo the change of a rule"));
    m_saveAction->setText(Tr::tr("Save the rules of anonymization"));
    m_reason->setPlaceholderText(Tr::tr("Public places, test accounts, …"));
    m_ruleLabel->setText(Tr::tr("Rule"));
    m_rule->setAccessibleName(Tr::tr("Rule of this column"));
    m_ruleRow = -1;
    m_presenter.columns().retranslate();
    m_presenter.tree().retranslate();
    m_presenter.preview().retranslate();
    refresh();
}

} // namespace ui
