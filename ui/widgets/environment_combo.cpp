// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/environment_combo.h"

#include "ui/text.h"
#include "ui/theme/environment_look.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QSignalBlocker>
#include <QStandardItemModel>

#include <algorithm>

namespace ui {

void fillEnvironments(QComboBox &combo, const QList<engine::environments::Environment> &environments,
                      const QString &current, const QString &prompt, const EnvironmentObstacle &obstacle)
{
    const QSignalBlocker blocker(combo);
    combo.clear();
    combo.setMinimumContentsLength(12);
    combo.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo.addItem(prompt, QString());
    auto *model = qobject_cast<QStandardItemModel *>(combo.model());
    for (const auto &environment : environments) {
        const QString reason = obstacle ? obstacle(environment) : QString();
        //: An environment in a list: its name, then its type in capitals.
        combo.addItem(typeIcon(environment.type),
                      Tr::tr("%1 · %2").arg(environment.name, typeWord(badgeOf(environment))), environment.name);
        QStandardItem *item = model->item(combo.count() - 1);
        item->setEnabled(reason.isEmpty());
        item->setToolTip(reason);
    }
    combo.setCurrentIndex(std::max(0, combo.findData(current)));
    // The list may be wider than the field: names are there to be read.
    combo.view()->setMinimumWidth(combo.view()->sizeHintForColumn(0) + space::huge);
}

} // namespace ui
