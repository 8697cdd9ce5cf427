// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace ui {

class ClonePresenter;
class ElidedLabel;

/// Which rows are cloned and which of the target stay: a line that sums it up, and fields that unfold below it.
class RowChoiceView final : public QWidget
{
    Q_OBJECT

public:
    /// The fields belong to `parent`, which lays them out.
    RowChoiceView(ClonePresenter &presenter, QWidget *parent);

    /// Lays out the fields, in columns 0 (what it is) and 1 (the field), from `row` on: in line with those above.
    void layOutFields(QGridLayout &grid, int row);
    /// What column 0 needs when they are unfolded.
    [[nodiscard]] int labelWidth() const;
    [[nodiscard]] bool isUnfolded() const { return m_isUnfolded; }
    void setUnfolded(bool isUnfolded);
    /// Takes the values of the presenter; a field that has them already keeps its cursor.
    void fill();
    void retranslate();

private:
    struct Field
    {
        QLabel *label;
        QWidget *widget;
    };
    void prepareFields();
    void connectFields();
    void take();
    void refresh();
    void fillLostParents();
    void scrollToFields();
    static void nameField(const Field &field, const QString &label, const QString &name);

    ClonePresenter &m_presenter;
    ElidedLabel *m_summary;
    QPushButton *m_fold;
    QLineEdit *m_tables;
    QPlainTextEdit *m_conditions;
    QLineEdit *m_since;
    QDoubleSpinBox *m_sample;
    QComboBox *m_lostParents;
    QLineEdit *m_kept;
    QLabel *m_hint;
    /// In their order, each with the label before it.
    QList<Field> m_fields;
    bool m_isUnfolded = false;
};

} // namespace ui
