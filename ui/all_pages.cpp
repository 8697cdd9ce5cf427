// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/all_pages.h"

#include "ui/activity/activity_page.h"
#include "ui/anonymize/anonymization_page.h"
#include "ui/backup/full_backup.h"
#include "ui/backups/backups_page.h"
#include "ui/clone/clone_page.h"
#include "ui/compare/compare_page.h"
#include "ui/desk.h"
#include "ui/environments/environments_page.h"
#include "ui/restore/restore_page.h"
#include "ui/rollback/rollback_dialog.h"
#include "ui/settings/settings_page.h"

namespace ui {

std::unique_ptr<Desk> deskWithAllPages(engine::workspace::Workspace &workspace)
{
    auto desk = std::make_unique<Desk>(workspace);
    addEnvironmentsPage(*desk);
    addClonePage(*desk);
    addBackupsPage(*desk);
    addRestorePage(*desk);
    addComparePage(*desk);
    addAnonymizationPage(*desk);
    addActivityPage(*desk);
    addSettingsPage(*desk);
    addRollbackDialog(*desk);
    addFullBackup(*desk);
    return desk;
}

} // namespace ui
