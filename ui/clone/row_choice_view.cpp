// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/clone/row_choice_view.h"

#include "ui/clone/clone_presenter.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/wheel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTextOption>

#include <algorithm>
#include <utility>

namespace ui {

namespace {

constexpr int linesShown = 3;
constexpr int numberWidth = 150;

/// A number of percent without zeros that say nothing: "10", "0.5".
class PercentBox final : public QDoubleSpinBox
{
public:
    using QDoubleSpinBox::QDoubleSpinBox;

    [[nodiscard]] QString textFromValue(double value) const override { return locale().toString(value, 'g', 4); }
};

void setTextKeepingCursor(QLineEdit &field, const QString &text)
{
    if (field.text() != text)
        field.setText(text);
}

} // namespace

RowChoiceView::RowChoiceView(ClonePresenter &presenter, QWidget *parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_summary(new ElidedLabel(TextRole::Body, this))
    , m_fold(new QPushButton(this))
    , m_tables(new QLineEdit(parent))
    , m_conditions(new QPlainTextEdit(parent))
    , m_since(new QLineEdit(parent))
    , m_sample(new PercentBox(parent))
    , m_lostParents(new QComboBox(parent))
    , m_kept(new QLineEdit(parent))
    , m_hint(makeLabel(TextRole::Muted, parent))
{
    auto *head = new QHBoxLayout(this);
    head->setContentsMargins({});
    head->setSpacing(space::small);
    head->addWidget(m_summary, 1);
    head->addWidget(m_fold);
    prepareFields();
    connectFields();
    retranslate();
    fill();
    setUnfolded(false);
}

void RowChoiceView::prepareFields()
{
    for (QWidget *field :
         {static_cast<QWidget *>(m_tables), static_cast<QWidget *>(m_conditions), static_cast<QWidget *>(m_since),
          static_cast<QWidget *>(m_sample), static_cast<QWidget *>(m_lostParents), static_cast<QWidget *>(m_kept)}) {
        auto *label = makeLabel(TextRole::Body, parentWidget());
        label->setBuddy(field);
        m_fields << Field{label, field};
    }
    // Names and conditions are written from left to right in every language.
    for (QWidget *field : {static_cast<QWidget *>(m_tables), static_cast<QWidget *>(m_conditions),
                           static_cast<QWidget *>(m_since), static_cast<QWidget *>(m_kept)})
        field->setLayoutDirection(Qt::LeftToRight);
    QTextOption option = m_conditions->document()->defaultTextOption();
    option.setTextDirection(Qt::LeftToRight);
    m_conditions->document()->setDefaultTextOption(option);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(m_conditions->font().pointSizeF());
    m_conditions->setFont(font);
    m_conditions->setTabChangesFocus(true);
    // Its frame has round corners, as that of the other fields.
    m_conditions->viewport()->setAutoFillBackground(false);
    m_conditions->document()->setDocumentMargin(space::small - m_conditions->frameWidth());
    const int around = space::small;
    m_conditions->setFixedHeight(linesShown * m_conditions->fontMetrics().lineSpacing() + 2 * around);
    m_sample->setRange(0, 100);
    m_sample->setDecimals(2);
    m_sample->setMinimumWidth(numberWidth);
    for (QWidget *field : {static_cast<QWidget *>(m_sample), static_cast<QWidget *>(m_lostParents)})
        leaveWheelToPage(*field);
    m_hint->setWordWrap(true);
}

void RowChoiceView::layOutFields(QGridLayout &grid, int row)
{
    for (const Field &field : m_fields) {
        const bool isTall = field.widget == m_conditions;
        const bool isNarrow = field.widget == m_sample || field.widget == m_lostParents;
        if (isTall)
            field.label->setMinimumHeight(space::target);
        grid.addWidget(field.label, row, 0, isTall ? Qt::AlignTop : Qt::Alignment());
        grid.addWidget(field.widget, row, 1, isNarrow ? Qt::AlignLeft : Qt::Alignment());
        ++row;
    }
    grid.addWidget(m_hint, row, 1);
    QWidget *before = m_fold;
    for (const Field &field : m_fields) {
        setTabOrder(before, field.widget);
        before = field.widget;
    }
}

void RowChoiceView::connectFields()
{
    connect(m_fold, &QPushButton::clicked, this, [this] {
        setUnfolded(!m_isUnfolded);
        // Once they have been laid out.
        if (m_isUnfolded)
            QMetaObject::invokeMethod(this, &RowChoiceView::scrollToFields, Qt::QueuedConnection);
    });
    for (QLineEdit *field : {m_tables, m_since, m_kept})
        connect(field, &QLineEdit::textEdited, this, &RowChoiceView::take);
    connect(m_conditions, &QPlainTextEdit::textChanged, this, &RowChoiceView::take);
    connect(m_sample, &QDoubleSpinBox::valueChanged, this, &RowChoiceView::take);
    connect(m_lostParents, &QComboBox::activated, this, &RowChoiceView::take);
    connect(&m_presenter, &ClonePresenter::changed, this, &RowChoiceView::refresh);
}

void RowChoiceView::take()
{
    m_presenter.setRows({.tables = m_tables->text(),
                         .conditions = m_conditions->toPlainText(),
                         .since = m_since->text(),
                         .samplePercent = m_sample->value(),
                         .dropsOrphans = m_lostParents->currentIndex() == 0,
                         .keptTables = m_kept->text()});
}

void RowChoiceView::fill()
{
    const RowDraft &rows = m_presenter.rows();
    const QSignalBlocker conditionsBlocker(m_conditions);
    const QSignalBlocker sampleBlocker(m_sample);
    setTextKeepingCursor(*m_tables, rows.tables);
    if (m_conditions->toPlainText() != rows.conditions)
        m_conditions->setPlainText(rows.conditions);
    setTextKeepingCursor(*m_since, rows.since);
    if (m_sample->value() != rows.samplePercent)
        m_sample->setValue(rows.samplePercent);
    m_lostParents->setCurrentIndex(rows.dropsOrphans ? 0 : 1);
    setTextKeepingCursor(*m_kept, rows.keptTables);
    refresh();
}

void RowChoiceView::refresh()
{
    m_summary->setFullText(m_presenter.rows().summary());
}

void RowChoiceView::setUnfolded(bool isUnfolded)
{
    m_isUnfolded = isUnfolded;
    m_fold->setText(m_isUnfolded ? Tr::tr("Hide the ro&ws") : Tr::tr("Choose ro&ws"));
    for (const Field &field : std::as_const(m_fields)) {
        field.label->setVisible(m_isUnfolded);
        field.widget->setVisible(m_isUnfolded);
    }
    m_hint->setVisible(m_isUnfolded);
    if (m_isUnfolded && m_fold->hasFocus())
        m_tables->setFocus();
}

void RowChoiceView::scrollToFields()
{
    for (QWidget *above = parentWidget(); above != nullptr; above = above->parentWidget()) {
        auto *area = qobject_cast<QScrollArea *>(above);
        if (area == nullptr)
            continue;
        area->ensureWidgetVisible(m_hint, 0, space::large);
        area->ensureWidgetVisible(this, 0, space::large);
        return;
    }
}

int RowChoiceView::labelWidth() const
{
    int width = 0;
    for (const Field &field : m_fields)
        width = std::max(width, field.label->sizeHint().width());
    return width;
}

void RowChoiceView::nameField(const Field &field, const QString &label, const QString &name)
{
    field.label->setText(label);
    field.widget->setAccessibleName(name);
}

void RowChoiceView::fillLostParents()
{
    const QSignalBlocker blocker(m_lostParents);
    m_lostParents->clear();
    m_lostParents->addItem(Tr::tr("are left out"));
    m_lostParents->addItem(Tr::tr("a reason not to clone"));
    m_lostParents->setCurrentIndex(m_presenter.rows().dropsOrphans ? 0 : 1);
}

void RowChoiceView::retranslate()
{
    nameField(m_fields.at(0), Tr::tr("&Only these tables"), Tr::tr("Only the rows of these tables"));
    m_tables->setPlaceholderText(Tr::tr("all; or orders, sales.*, @group"));
    nameField(m_fields.at(1), Tr::tr("Co&nditions, one per line"), Tr::tr("Conditions on the rows of tables"));
    // Qt paints it in the direction of the program.
    m_conditions->setPlaceholderText(isolated(Tr::tr("none; or orders=status <> 'draft'")));
    nameField(m_fields.at(2), Tr::tr("&Since"), Tr::tr("Only rows since a date"));
    m_since->setPlaceholderText(Tr::tr("always; or created_at>=2026-10-01"));
    nameField(m_fields.at(3), Tr::tr("&Part of large tables"), Tr::tr("Part of the rows of large tables"));
    m_sample->setLocale(QLocale());
    m_sample->setSpecialValueText(Tr::tr("all rows"));
    m_sample->setSuffix(Tr::tr("%1 %").arg(QString()));
    m_sample->setToolTip(
        Tr::tr("About this share of each large table, always the same rows, with what they refer to. A "
               "table with fewer than 1,000 rows stays whole."));
    nameField(m_fields.at(4), Tr::tr("Rows without their p&arent"),
              Tr::tr("What happens to rows that refer to rows left out"));
    m_lostParents->setToolTip(m_lostParents->accessibleName());
    fillLostParents();
    nameField(m_fields.at(5), Tr::tr("&Keep in the target"), Tr::tr("Tables of the target whose rows stay"));
    m_kept->setPlaceholderText(Tr::tr("none; or settings, public.log_*, @group"));
    m_kept->setToolTip(m_kept->accessibleName());
    m_hint->setText(Tr::tr("What the chosen rows refer to comes along, so that every foreign key holds."));
    setUnfolded(m_isUnfolded);
    refresh();
}

} // namespace ui
