// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/compare/compare_presenter.h"

#include <QWidget>

#include <array>
#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;
class QTabWidget;
class QTreeView;

namespace ui {

class ElidedLabel;
class ProofPresenter;
class ProofView;
class ScriptView;
class SideBySide;

/// What was found of two structures: the objects as a tree with ticks, one of them on both sides, the script for what
/// is ticked, and its proof.
class StructureView final : public QWidget
{
    Q_OBJECT

public:
    StructureView(ComparePresenter &presenter, ProofPresenter &proof, QWidget *parent = nullptr);

    /// Another result.
    void takeResult();
    void refresh();
    void retranslate();
    /// Through the differences of one object, then to the next object that differs.
    void step(int direction);
    void find();
    void showProof();

signals:
    void saveRequested(ui::ComparePresenter::File file);

private:
    enum Tab { DifferencesTab, ScriptTab, ProofTab };

    QWidget *buildTree();
    QWidget *buildObject();
    void buildContent();
    void connectParts();
    void refreshChips();
    void refreshTicks();
    void refreshTabs();
    void expandSome();
    void showCurrent();

    ComparePresenter &m_presenter;
    std::array<QPushButton *, 4> m_chips{};
    ElidedLabel *m_summary;
    QLineEdit *m_search;
    QTreeView *m_tree;
    /// Looked at last, whether a row shows it or not.
    std::optional<engine::catalog::ObjectKey> m_current;
    QLabel *m_nothing;
    QPushButton *m_all;
    QPushButton *m_none;
    QLabel *m_ticks;
    QPushButton *m_showHidden;
    QTabWidget *m_tabs;
    QLabel *m_object;
    SideBySide *m_sides;
    QLabel *m_neighbours;
    ScriptView *m_script;
    ProofView *m_proof;
};

} // namespace ui
