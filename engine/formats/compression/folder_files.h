// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/formats/compression/members.h"

namespace engine::formats {

/// The files of a folder, not those of folders in it. Links are not followed and are not among them.
class FolderFiles final : public Members
{
public:
    /// Errors: FileUnreadable; FileTooLarge for too many.
    static Result<std::unique_ptr<FolderFiles>> open(const QString &folder);

    /// Errors: as of FileReader.
    Result<std::unique_ptr<ByteReader>> open(size_t index, std::stop_token stop) const override;

private:
    explicit FolderFiles(QString folder)
        : m_folder(std::move(folder))
    {}

    const QString m_folder;
};

} // namespace engine::formats
