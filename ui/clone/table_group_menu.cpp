// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/clone/table_group_menu.h"

#include "engine/catalog/model/schema.h"
#include "engine/selection/table_pattern.h"
#include "ui/clone/table_choice_model.h"
#include "ui/text.h"

#include <QInputDialog>

using namespace Qt::StringLiterals;

namespace ui {

using engine::environments::TableGroups;
using engine::selection::TablePattern;

namespace {

/// As it stands in a menu, where "&" is another sign.
QString inMenu(const std::string &name)
{
    return u'@' + engine::text(name).replace(u'&', u"&&"_s);
}

QString patternsText(const std::vector<std::string> &patterns)
{
    QStringList all;
    for (const std::string &pattern : patterns)
        all << engine::text(pattern);
    return all.join(u", "_s);
}

} // namespace

TableGroupMenu::TableGroupMenu(const engine::environments::TableGroupStore &store, TableChoiceModel &tables,
                               QWidget *parent)
    : QMenu(parent)
    , m_store(store)
    , m_tables(tables)
{
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &TableGroupMenu::fill);
}

void TableGroupMenu::fill()
{
    clear();
    const engine::Result<TableGroups> groups = m_store.load();
    if (!groups) {
        emit failed(groups.error());
        return;
    }
    for (const auto &[name, patterns] : *groups) {
        QAction *only = addAction(Tr::tr("Only those of %1").arg(inMenu(name)), this,
                                  [this, groups = *groups, pattern = TablePattern('@' + name, *groups)] {
                                      m_tables.tickOnly([&](const QString &schema, const QString &table) {
                                          engine::catalog::Object object;
                                          object.key.schema = schema.toStdString();
                                          object.key.name = table.toStdString();
                                          return pattern.matches(object);
                                      });
                                  });
        only->setToolTip(patternsText(patterns));
    }
    if (groups->empty())
        addAction(Tr::tr("No group of tables has a name yet"))->setEnabled(false);
    addSeparator();
    addAction(Tr::tr("Give the ticked tables a name…"), this, &TableGroupMenu::askForName)
        ->setEnabled(!m_tables.tickedPatterns().empty());
    if (groups->empty())
        return;
    QMenu *forget = addMenu(Tr::tr("Forget a group"));
    for (const auto &[name, patterns] : *groups) {
        forget->addAction(inMenu(name), this, [this, name = name] {
            if (const auto removed = m_store.remove(name); !removed)
                emit failed(removed.error());
        });
    }
}

void TableGroupMenu::askForName()
{
    auto *dialog = new QInputDialog(parentWidget());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Tr::tr("Group of tables"));
    dialog->setLabelText(Tr::tr("Its name: letters, digits, - and _. Wherever tables are named, @NAME then stands for "
                                "them, here and in the command line."));
    connect(dialog, &QInputDialog::textValueSelected, this, &TableGroupMenu::keep);
    dialog->open();
}

void TableGroupMenu::keep(const QString &name)
{
    const QString plain = name.trimmed();
    const auto kept
        = m_store.set((plain.startsWith(u'@') ? plain.mid(1) : plain).toStdString(), m_tables.tickedPatterns());
    if (!kept)
        emit failed(kept.error());
}

} // namespace ui
