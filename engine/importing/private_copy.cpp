// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/importing/private_copy.h"

#include "engine/base/files/descriptor.h"
#include "engine/base/files/disk_room.h"

#include <unistd.h>

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <vector>

using namespace Qt::StringLiterals;

namespace engine::importing {

namespace {

constexpr size_t pieceBytes = size_t{1024} * 1024;
constexpr qint64 reserve = qint64{512} * 1024 * 1024;
/// So much is written between two looks at the disk.
constexpr qint64 lookBytes = qint64{64} * 1024 * 1024;

class NamelessFile final : public RandomReader
{
public:
    NamelessFile(Descriptor file, QString folder)
        : m_file(std::move(file))
        , m_folder(std::move(folder))
    {}

    Result<> append(std::span<const std::byte> bytes)
    {
        while (!bytes.empty()) {
            const ssize_t written = ::write(m_file.number(), bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written < 0)
                return failure(unwritable(m_folder, errno));
            m_size += written;
            bytes = bytes.subspan(static_cast<size_t>(written));
        }
        return {};
    }

    Result<size_t> readAt(qint64 offset, std::span<std::byte> into) const override
    {
        size_t got = 0;
        while (got < into.size()) {
            const ssize_t count = ::pread(m_file.number(), into.data() + got, into.size() - got,
                                          static_cast<off_t>(offset) + static_cast<off_t>(got));
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return failure(unreadable(m_folder, errno));
            if (count == 0)
                break;
            got += static_cast<size_t>(count);
        }
        return got;
    }
    [[nodiscard]] qint64 size() const override { return m_size; }

private:
    Descriptor m_file;
    QString m_folder;
    qint64 m_size = 0;
};

} // namespace

Result<std::shared_ptr<const RandomReader>> privateCopy(ByteReader &bytes, const QString &folder,
                                                        const std::stop_token &stop)
{
    if (!QDir().mkpath(folder))
        return failure({.code = ErrorCode::FileUnwritable, .subject = folder});
    QByteArray path = QFile::encodeName(folder + u"/unwrapped-XXXXXX"_s);
    Descriptor file(::mkstemp(path.data()));
    if (file.number() < 0)
        return failure(unwritable(folder, errno));
    ::unlink(path.constData());
    auto copy = std::make_shared<NamelessFile>(std::move(file), folder);
    std::vector<std::byte> piece(pieceBytes);
    for (qint64 next = 0;;) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        if (copy->size() >= next) {
            TRY(requireRoom(folder, reserve));
            next = copy->size() + lookBytes;
        }
        TRY_ASSIGN(const size_t got, bytes.read(piece));
        TRY(copy->append(std::span(piece).first(got)));
        if (got < piece.size())
            return std::shared_ptr<const RandomReader>(std::move(copy));
    }
}

} // namespace engine::importing
