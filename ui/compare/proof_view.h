// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class ComparePresenter;
class PlanLines;
class ProofPresenter;

/// What the script costs, the card of its proof, and the button that applies what is proven.
class ProofView final : public QWidget
{
    Q_OBJECT

public:
    ProofView(ComparePresenter &compared, ProofPresenter &presenter, QWidget *parent = nullptr);

    void refresh();
    void retranslate();
    /// Where applying begins: the name that is typed, else what there is to press.
    void focusApplying();
    /// "Proof ✓": of the tab.
    [[nodiscard]] QString title() const;

signals:
    /// Somebody wants to see the statement that was refused: its first line.
    void statementWanted(const QString &sql);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void addCosts();
    void addState();
    void addProof();
    void addFailure();
    void addSteps();
    void refreshFooter();

    ComparePresenter &m_compared;
    ProofPresenter &m_presenter;
    PlanLines *m_lines;
    QLabel *m_obstacle;
    QLineEdit *m_confirmation;
    QPushButton *m_prove;
    QPushButton *m_stop;
    QPushButton *m_apply;
};

} // namespace ui
