// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/backups/kit.h"

#include "engine/base/files/atomic_file.h"
#include "engine/base/files/partial_file.h"

#include <QDir>
#include <QFile>

#include <memory>
#include <vector>

namespace engine::backups {

using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> brought(const QString &name)
{
    return readWholeFile(u":/kit/"_s + name, qint64{1} << 20);
}

} // namespace

Result<QStringList> writeKit(const QString &folder, const QString &language, const QString &reminder)
{
    TRY_ASSIGN(QByteArray page, brought(language == u"fr"_s ? u"README.fr.md"_s : u"README.en.md"_s));
    page.replace("@REMINDER@", reminder.isEmpty() ? QByteArray("______________________________") : reminder.toUtf8());
    TRY_ASSIGN(const QByteArray container, brought(u"CONTAINER.md"_s));
    TRY_ASSIGN(const QByteArray decoder, brought(u"sosie_decode.py"_s));
    const std::vector<std::pair<QString, QByteArray>> files{
        {u"README.md"_s, page}, {u"CONTAINER.md"_s, container}, {u"sosie_decode.py"_s, decoder}};

    // All are written before the first has its name.
    std::vector<std::unique_ptr<PartialFile>> written;
    for (const auto &[name, bytes] : files) {
        TRY_ASSIGN(auto file, PartialFile::create(QDir(folder).filePath(name)));
        TRY(file->write({reinterpret_cast<const std::byte *>(bytes.constData()), static_cast<size_t>(bytes.size())}));
        written.push_back(std::move(file));
    }
    QStringList names;
    for (size_t i = 0; i < files.size(); ++i) {
        TRY(written.at(i)->finish());
        names.append(files.at(i).first);
    }
    return names;
}

} // namespace engine::backups
