// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/runs/report.h"

#include <QObject>

namespace ui {

class Desk;
struct Track;

/// « Sauvegarde Complète » of any environment, from any page: `desk.openDialog("backup", environment)`, without a
/// dialog. What stands in the way is said on the page that is shown, and so is where the file is.
void addFullBackup(Desk &desk);

/// One of them, from the click to what is proven of the file: plans, runs at once when nothing is against it, reads the
/// file back. Deletes itself.
class FullBackup final : public QObject
{
    Q_OBJECT

public:
    /// Begins. Lives until the file is proven, or until it is said why there is none.
    static void start(Desk &desk, const QString &environment, const QString &programVersion);

private:
    FullBackup(Desk &desk, QString environment);

    void goOn();
    void fail(const QList<engine::Error> &errors);
    void end(const engine::runs::Report &report);
    void prove(const engine::runs::Report &report);
    void release();

    Desk &m_desk;
    QString m_environment;
    Track *m_track;
};

} // namespace ui
