// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/anonymize/anonymization_screen.h"

#include "ui/anonymize/anonymization_presenter.h"
#include "ui/anonymize/rule_delegate.h"
#include "ui/environments/environment_list.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/environment_combo.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tables.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace ui {

using State = AnonymizationPresenter::State;

AnonymizationScreen::AnonymizationScreen(AnonymizationPresenter &presenter, QWidget *parent)
    : Screen(parent)
    , m_presenter(presenter)
    , m_filter(new ColumnFilter(this))
    , m_environment(new QComboBox(this))
    , m_search(new QLineEdit(this))
    , m_undecidedOnly(new QCheckBox(this))
    , m_withTechnical(new QCheckBox(this))
    , m_busy(new QProgressBar(this))
    , m_empty(makeLabel(TextRole::Muted, this))
    , m_splitter(new QSplitter(this))
    , m_columns(new QTableView(this))
    , m_details(new Card(this))
    , m_name(new ElidedLabel(TextRole::Heading, this))
    , m_nature(makeLabel(TextRole::Strong, this))
    , m_why(makeLabel(TextRole::Muted, this))
    , m_previewTitle(makeLabel(TextRole::Strong, this))
    , m_preview(new QTableView(this))
    , m_uncover(new QPushButton(this))
    , m_load(new QPushButton(this))
    , m_save(new QPushButton(this))
{
    m_filter->setSourceModel(&m_presenter.columns());
    m_save->setProperty("kind", u"primary"_s);
    addHeaderAction(m_load);
    addHeaderAction(m_save);
    m_splitter->addWidget(buildColumns());
    m_splitter->addWidget(buildDetails());
    m_splitter->setSizes({690, 330});
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
    layout->addWidget(m_empty, 1, Qt::AlignTop);
    layout->addWidget(m_splitter, 1);
    setContent(content);
    connectPresenter();
    retranslate();
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
    prepareTable(*m_columns);
    m_columns->setModel(m_filter);
    m_columns->setSortingEnabled(true);
    m_columns->sortByColumn(ColumnModel::NameColumn, Qt::AscendingOrder);
    m_columns->setEditTriggers(QAbstractItemView::SelectedClicked | QAbstractItemView::DoubleClicked
                               | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_columns->setItemDelegateForColumn(ColumnModel::RuleColumn, new RuleDelegate(m_columns));
    QHeaderView *header = m_columns->horizontalHeader();
    header->setSectionResizeMode(ColumnModel::NameColumn, QHeaderView::Stretch);
    header->resizeSection(ColumnModel::CategoryColumn, 125);
    header->resizeSection(ColumnModel::RuleColumn, 175);
    header->resizeSection(ColumnModel::NatureColumn, 115);
    cutAtEnd(*m_columns, ColumnModel::CategoryColumn);
    cutAtEnd(*m_columns, ColumnModel::NatureColumn);
    m_columns->setMinimumWidth(420);
    return m_columns;
}

QWidget *AnonymizationScreen::buildDetails()
{
    prepareTable(*m_preview);
    m_preview->setModel(&m_presenter.preview());
    m_preview->setSelectionMode(QAbstractItemView::NoSelection);
    m_preview->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (QLabel *label : {m_nature, m_why})
        label->setWordWrap(true);
    auto *title = new QHBoxLayout;
    title->addWidget(m_previewTitle, 1);
    title->addWidget(m_uncover);
    auto *layout = new QVBoxLayout(m_details);
    layout->setContentsMargins(space::large, space::medium, space::large, space::medium);
    layout->setSpacing(space::small);
    layout->addWidget(m_name);
    layout->addWidget(m_nature);
    layout->addWidget(m_why);
    layout->addLayout(title);
    layout->addWidget(m_preview, 1);
    // Takes the room while there are no rows to show.
    layout->addStretch(0);
    m_details->setMinimumWidth(280);
    return m_details;
}

void AnonymizationScreen::connectPresenter()
{
    connect(m_environment, &QComboBox::activated, &m_presenter, [this] {
        hideMessage();
        m_presenter.setEnvironment(m_environment->currentData().toString());
    });
    connect(m_search, &QLineEdit::textChanged, m_filter, &ColumnFilter::setWords);
    connect(m_undecidedOnly, &QCheckBox::toggled, m_filter, &ColumnFilter::setUndecidedOnly);
    connect(m_withTechnical, &QCheckBox::toggled, m_filter, &ColumnFilter::setWithTechnical);
    connect(m_columns->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_presenter.select(currentRow());
        refreshDetails();
    });
    // Read again after each change of a rule: the person stays where they were.
    connect(&m_presenter.columns(), &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_currentName = m_columns->currentIndex().siblingAtColumn(ColumnModel::NameColumn).data().toString();
        m_scrolledTo = m_columns->verticalScrollBar()->value();
    });
    connect(m_filter, &QAbstractItemModel::modelReset, this, &AnonymizationScreen::findCurrentAgain);
    connect(m_uncover, &QPushButton::clicked, this, [this] {
        m_presenter.preview().setUncovered(!m_presenter.preview().isUncovered());
        refreshDetails();
    });
    connect(m_load, &QPushButton::clicked, this, [this] { chooseFile(false); });
    connect(m_save, &QPushButton::clicked, this, [this] { chooseFile(true); });
    connect(&m_presenter, &AnonymizationPresenter::changed, this, &AnonymizationScreen::refresh);
    connect(&m_presenter, &AnonymizationPresenter::previewChanged, this, &AnonymizationScreen::refreshDetails);
    connect(&m_presenter, &AnonymizationPresenter::failed, this,
            [this](const engine::Error &error) { showMessage(messageFor(error)); });
    connect(&m_presenter, &AnonymizationPresenter::saved, this, [this](const QString &path) {
        showMessage({.severity = Message::Severity::Success,
                     .what = Tr::tr("The rules are saved: %1").arg(path),
                     .next = Tr::tr("Choose this file on the clone page to use them.")});
    });
}

QString AnonymizationScreen::label() const
{
    return Tr::tr("Anonymization");
}

int AnonymizationScreen::currentRow() const
{
    const QModelIndex current = m_filter->mapToSource(m_columns->currentIndex());
    return current.isValid() ? current.row() : -1;
}

void AnonymizationScreen::findCurrentAgain()
{
    for (int row = 0; row < m_filter->rowCount() && !m_currentName.isEmpty(); ++row) {
        const QModelIndex name = m_filter->index(row, ColumnModel::NameColumn);
        if (name.data().toString() != m_currentName)
            continue;
        m_columns->setCurrentIndex(name);
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
    m_empty->setText(state == State::Reading ? Tr::tr("Reading columns and samples; nothing is written.")
                                             : Tr::tr("Choose an environment: its columns are read, nothing is "
                                                      "written."));
    const bool isShown = m_presenter.columns().rowCount() > 0;
    m_save->setEnabled(state == State::Shown);
    m_save->setToolTip(state == State::Shown ? QString() : Tr::tr("Choose an environment first."));
    m_load->setEnabled(state == State::Shown);
    m_load->setToolTip(m_save->toolTip());
    m_splitter->setVisible(isShown);
    refreshDetails();
}

void AnonymizationScreen::refreshDetails()
{
    const int row = currentRow();
    const bool hasRow = row >= 0 && row < m_presenter.columns().rowCount();
    for (QWidget *widget :
         {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_nature), static_cast<QWidget *>(m_previewTitle),
          static_cast<QWidget *>(m_preview), static_cast<QWidget *>(m_uncover)})
        widget->setVisible(hasRow);
    if (!hasRow) {
        m_why->setText(Tr::tr("Choose a column to see why it is treated so, and real rows before and after."));
        return;
    }
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
    m_uncover->setText(isUncovered ? Tr::tr("Co&ver") : Tr::tr("Sho&w before"));
    m_uncover->setIcon(icon(isUncovered ? Glyph::EyeOff : Glyph::Eye));
}

void AnonymizationScreen::chooseFile(bool isSaving)
{
    auto *dialog = new QFileDialog(this, isSaving ? Tr::tr("Save the rules") : Tr::tr("Open a rule file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({Tr::tr("Rule files (*.toml)"), Tr::tr("All files (*)")});
    dialog->setDefaultSuffix(u"toml"_s);
    dialog->setAcceptMode(isSaving ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(isSaving ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (!m_presenter.ruleFile().isEmpty())
        dialog->selectFile(m_presenter.ruleFile());
    connect(dialog, &QFileDialog::fileSelected, &m_presenter,
            isSaving ? &AnonymizationPresenter::saveRules : &AnonymizationPresenter::loadRules);
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
    m_load->setText(Tr::tr("&Open a rule file…"));
    m_save->setText(Tr::tr("&Save the rules…"));
    m_presenter.columns().retranslate();
    m_presenter.preview().retranslate();
    refresh();
    // The reasons beside the columns come from the engine, in the language they were asked for in.
    if (m_presenter.state() == State::Shown)
        m_presenter.read();
}

} // namespace ui
