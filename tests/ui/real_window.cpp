// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/real_window.h"

#include "engine/base/files/paths.h"
#include "ui/all_pages.h"
#include "ui/desk.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QUrl>

namespace tests {

namespace {

/// Of the window, where no card of an environment is.
constexpr QPoint edge(6, 6);

std::unique_ptr<QMimeData> dataOf(const QStringList &files)
{
    auto data = std::make_unique<QMimeData>();
    QList<QUrl> urls;
    for (const QString &path : files)
        urls << QUrl::fromLocalFile(path);
    data->setUrls(urls);
    return data;
}

} // namespace

RealWindow::RealWindow()
{
    ui::applyTheme(*qobject_cast<QApplication *>(qApp), ui::Scheme::Light);
    engine::setHome(m_home.path());
    m_workspace = std::make_unique<TestWorkspace>();
}

RealWindow::~RealWindow()
{
    // The window first: it works with the rest.
    m_window.reset();
    m_workspace.reset();
}

void RealWindow::add(const QString &name, engine::environments::EnvironmentType type,
                     const std::map<std::string, std::string> &connection)
{
    m_workspace->add(name, type, connection);
}

void RealWindow::open()
{
    m_window = std::make_unique<ui::MainWindow>(ui::deskWithAllPages(*m_workspace), m_appearance, ui::WindowOptions{});
    m_window->show();
}

void RealWindow::close()
{
    m_window.reset();
}

QString RealWindow::file(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_home.path() + u'/' + name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no file");
    return file.fileName();
}

bool RealWindow::drag(const QStringList &files) const
{
    const auto data = dataOf(files);
    QDragEnterEvent enter(edge, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    return enter.isAccepted();
}

bool RealWindow::drop(const QStringList &files) const
{
    const auto data = dataOf(files);
    const bool isWanted = drag(files);
    QDropEvent dropped(edge, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &dropped);
    return isWanted && dropped.isAccepted();
}

bool choose(QComboBox &combo, const QVariant &data)
{
    const int row = combo.findData(data);
    if (row < 0)
        return false;
    combo.setCurrentIndex(row);
    emit combo.activated(row);
    return true;
}

} // namespace tests
