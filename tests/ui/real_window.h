// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/environments/environment.h"
#include "tests/ui/test_workspace.h"
#include "ui/main_window.h"
#include "ui/theme/appearance.h"

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <map>
#include <memory>
#include <string>

class QComboBox;

namespace tests {

/// The real window with all its pages, over a home of its own: what tests/ui clicks through. Everything it wrote goes
/// with it.
class RealWindow final
{
public:
    RealWindow();
    ~RealWindow();
    RealWindow(const RealWindow &) = delete;
    RealWindow &operator=(const RealWindow &) = delete;

    void add(const QString &name, engine::environments::EnvironmentType type,
             const std::map<std::string, std::string> &connection);
    /// Shows the window. Environments that are added later are not in it.
    void open();
    void close();
    [[nodiscard]] ui::MainWindow &window() const { return *m_window; }
    [[nodiscard]] engine::workspace::Workspace &workspace() const { return *m_workspace; }
    /// REQUIRES: open.
    template <typename Page>
    [[nodiscard]] Page *page() const
    {
        return m_window->findChild<Page *>();
    }

    /// Writes a file into its home; returns the path.
    [[nodiscard]] QString file(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] const QString homePath() const { return m_home.path(); }
    /// Files that come over the window and wait there. False: nobody wants them.
    [[nodiscard]] bool drag(const QStringList &files) const;
    /// As a desktop sends it, to whatever is under the pointer. False: nobody took them.
    [[nodiscard]] bool drop(const QStringList &files) const;

private:
    QTemporaryDir m_home;
    ui::Appearance m_appearance;
    std::unique_ptr<TestWorkspace> m_workspace;
    std::unique_ptr<ui::MainWindow> m_window;
};

/// Chooses as a person does. False: there is no such entry.
[[nodiscard]] bool choose(QComboBox &combo, const QVariant &data);

} // namespace tests
