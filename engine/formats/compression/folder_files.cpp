// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/compression/folder_files.h"

#include "engine/formats/compression/random_stream.h"

#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

namespace engine::formats {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<FolderFiles>> FolderFiles::open(const QString &folder)
{
    const QFileInfo info(folder);
    if (!info.isDir() || !info.isReadable() || !info.isExecutable())
        return failure({.code = ErrorCode::FileUnreadable,
                        .subject = folder,
                        .detail = info.isDir() ? u"Permission denied"_s : u"Not a folder"_s});
    std::unique_ptr<FolderFiles> files(new FolderFiles(info.absoluteFilePath()));
    QDirIterator entries(files->m_folder, QDir::Files | QDir::Hidden | QDir::NoSymLinks);
    while (entries.hasNext()) {
        entries.next();
        const QFileInfo file = entries.fileInfo();
        if (files->m_list.size() == mostMembers)
            return failure({.code = ErrorCode::FileTooLarge,
                            .subject = folder,
                            .detail = u"more than %1 files"_s.arg(mostMembers)});
        files->m_list.push_back(
            {.name = file.fileName().toStdString(), .size = file.size(), .storedSize = file.size()});
    }
    std::ranges::sort(files->m_list, {}, &Member::name);
    return files;
}

Result<std::unique_ptr<ByteReader>> FolderFiles::open(size_t index, std::stop_token /*stop*/) const
{
    TRY_ASSIGN(std::shared_ptr<const FileReader> file,
               FileReader::open(m_folder + u'/' + QString::fromStdString(m_list[index].name)));
    const qint64 size = file->size();
    return std::unique_ptr<ByteReader>(std::make_unique<RandomStream>(std::move(file), 0, size));
}

} // namespace engine::formats
