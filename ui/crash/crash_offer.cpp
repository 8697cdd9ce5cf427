// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/crash/crash_offer.h"

#include "ui/crash/crash_record.h"
#include "ui/text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QFile>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

void showReport(const QString &path, QWidget *window)
{
    QFile file(path);
    const QString text = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    auto *dialog = new QDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Tr::tr("What happened"));
    dialog->resize(720, 480);
    auto *sentence = makeLabel(TextRole::Body, dialog);
    sentence->setWordWrap(true);
    sentence->setText(Tr::tr("This helps whoever mends Sosie. It holds versions, addresses in the program and names of "
                             "tables; no value of a database and no password. Nothing is sent anywhere by itself."));
    auto *report = new QPlainTextEdit(text, dialog);
    report->setReadOnly(true);
    report->setLineWrapMode(QPlainTextEdit::NoWrap);
    report->setLayoutDirection(Qt::LeftToRight);
    report->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    report->setAccessibleName(dialog->windowTitle());
    auto *copy = new QPushButton(Tr::tr("&Copy"), dialog);
    auto *remove = new QPushButton(Tr::tr("&Delete"), dialog);
    auto *close = new QPushButton(Tr::tr("C&lose"), dialog);
    copy->setProperty("kind", u"primary"_s);
    QObject::connect(copy, &QPushButton::clicked, dialog, [text] { QApplication::clipboard()->setText(text); });
    QObject::connect(remove, &QPushButton::clicked, dialog, [dialog, path] {
        QFile::remove(path);
        dialog->close();
    });
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::close);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(remove);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(copy);
    auto *layout = new QVBoxLayout(dialog);
    layout->setSpacing(space::medium);
    layout->addWidget(sentence);
    layout->addWidget(report, 1);
    layout->addLayout(buttons);
    dialog->open();
}

Message messageFor(const QString &path, QWidget *window)
{
    return {.severity = Message::Severity::Warning,
            .what = Tr::tr("Sosie ended unexpectedly the last time."),
            .state = Tr::tr("What ran then was stopped; the environments say whether something is to be put back."),
            .actionText = Tr::tr("See &what happened"),
            .action = [path, window] { showReport(path, window); },
            .again = [path, window] { return messageFor(path, window); }};
}

} // namespace

std::optional<Message> messageAboutCrash(const QString &folder, QWidget *window)
{
    const QStringList reports = newCrashReports(folder);
    if (reports.isEmpty())
        return std::nullopt;
    // The others were left by windows of which nobody was told either: the newest is enough.
    for (const QString &older : reports.mid(1))
        setCrashReportTold(older);
    return messageFor(setCrashReportTold(reports.first()), window);
}

} // namespace ui
