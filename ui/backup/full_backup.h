// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"
#include "engine/runs/report.h"
#include "engine/workspace/file_passwords.h"

#include <QObject>

namespace ui {

class Desk;
struct Track;

/// « Sauvegarde Complète » of any environment, from any page: `desk.openDialog("backup", environment)`, without a
/// dialog; `desk.openDialog("encryptedBackup", environment)` asks for its password first. What stands in the way is
/// said on the page that is shown, and so is where the file is.
void addFullBackup(Desk &desk);

/// One of them, from the click to what is proven of the file: plans, runs at once when nothing is against it, reads the
/// file back. Deletes itself.
class FullBackup final : public QObject
{
    Q_OBJECT

public:
    /// Begins. Lives until the file is proven, or until it is said why there is none.
    /// `typed`: encrypted by this password; null: as the environment says, by what the keychain has for it.
    static void start(Desk &desk, const QString &environment, const QString &programVersion,
                      const engine::workspace::TypedPassword &typed = {});

private:
    FullBackup(Desk &desk, QString environment, engine::workspace::TypedPassword typed);

    void goOn();
    void fail(const QList<engine::Error> &errors);
    void end(const engine::runs::Report &report);
    void prove(const engine::runs::Report &report);
    void release();

    Desk &m_desk;
    QString m_environment;
    engine::workspace::TypedPassword m_typed;
    Track *m_track;
};

} // namespace ui
