// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/importing/sent_bytes.h"

#include "engine/base/files/file_hash.h"
#include "engine/formats/container/container_reader.h"
#include "engine/importing/archive_load.h"
#include "engine/importing/private_copy.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace engine::importing {

namespace {

using formats::FileKind;
using formats::Recognized;

/// As many files inside files as anybody wraps on purpose.
constexpr int mostDepth = 4;

/// A container with the bytes that it reads.
class OwnedContainer final : public RandomReader
{
public:
    static Result<std::shared_ptr<OwnedContainer>> open(std::shared_ptr<const RandomReader> below,
                                                        const Secret &password, const QString &name)
    {
        auto owned = std::make_shared<OwnedContainer>();
        owned->m_below = std::move(below);
        TRY_ASSIGN(owned->m_container, formats::ContainerReader::open(*owned->m_below, password, name));
        return owned;
    }
    [[nodiscard]] const formats::ContainerReader &container() const { return *m_container; }
    Result<size_t> readAt(qint64 offset, std::span<std::byte> into) const override
    {
        return m_container->readAt(offset, into);
    }
    [[nodiscard]] qint64 size() const override { return m_container->size(); }

private:
    std::shared_ptr<const RandomReader> m_below;
    std::unique_ptr<formats::ContainerReader> m_container;
};

Result<std::shared_ptr<const RandomReader>> decrypted(std::shared_ptr<const RandomReader> bytes, const QString &name,
                                                      const UnwrapOptions &options,
                                                      std::optional<formats::Manifest> &manifest,
                                                      const std::stop_token &stop)
{
    TRY(formats::readHeader(*bytes, name));
    if (!options.password)
        return failure({.code = ErrorCode::FilePasswordMissing, .subject = name});
    TRY_ASSIGN(const Secret password, options.password(name));
    TRY_ASSIGN(const std::shared_ptr<OwnedContainer> owned, OwnedContainer::open(std::move(bytes), password, name));
    TRY_ASSIGN(const QByteArray json, owned->container().manifest());
    if (!json.isEmpty()) {
        TRY_ASSIGN(manifest, formats::manifestFromJson(json, name));
        TRY_ASSIGN(const QString found, sha256Of(*owned, stop));
        if (found != manifest->sha256) {
            return failure({.code = ErrorCode::FileDamaged,
                            .subject = name,
                            .differences = {Tr::sentence("its SHA-256 is not the one in its manifest")}});
        }
    }
    return std::shared_ptr<const RandomReader>(owned);
}

/// Opens what is inside one file, and inside that.
class Opening final
{
public:
    Opening(const UnwrapOptions &options, std::optional<formats::Manifest> &manifest, std::stop_token stop)
        : m_options(options)
        , m_manifest(manifest)
        , m_stop(std::move(stop))
    {}

    // Recursion ends at mostDepth.
    Result<> open(const std::shared_ptr<const RandomReader> &file, const QString &name, int depth)
    {
        TRY_ASSIGN(const std::vector<Recognized> found, formats::recognize(file, name));
        for (const Recognized &each : found) {
            QString shown = name;
            if (!each.wrappings.empty() && !each.wrappings.front().memberName.empty() && found.size() > 1)
                shown = QFileInfo(text(each.wrappings.front().memberName)).fileName();
            TRY(openOne(file, each, shown, depth));
        }
        return {};
    }

    std::vector<SentBytes> sent{};

private:
    Result<> openOne(const std::shared_ptr<const RandomReader> &file, const Recognized &each, const QString &name,
                     int depth)
    {
        const bool isArchive = each.kind == FileKind::Archive || each.kind == FileKind::MemberArchive;
        if (each.kind == FileKind::Script || (isArchive && each.isDirect())) {
            sent.push_back({.name = name, .bytes = file, .recognized = each});
            return {};
        }
        if (depth == mostDepth) {
            return failure(
                {.code = ErrorCode::FormatUnsupported, .subject = name, .detail = u"it is wrapped too often"_s});
        }
        std::shared_ptr<const RandomReader> inside = file;
        if (!each.wrappings.empty()) {
            TRY_ASSIGN(const std::unique_ptr<ByteReader> bytes, formats::unwrapped(file, each, name, {}, m_stop));
            TRY_ASSIGN(inside, privateCopy(*bytes, m_options.folder, m_stop));
        }
        if (each.kind == FileKind::Container) {
            TRY_ASSIGN(inside, decrypted(inside, name, m_options, m_manifest, m_stop));
        }
        return open(inside, name, depth + 1);
    }

    const UnwrapOptions &m_options;
    std::optional<formats::Manifest> &m_manifest;
    std::stop_token m_stop;
};

} // namespace

Result<std::unique_ptr<ByteReader>> SentBytes::text(const std::stop_token &stop) const
{
    return formats::unwrapped(bytes, recognized, name, {}, stop);
}

Result<std::unique_ptr<formats::ArchiveReader>> SentBytes::archive() const
{
    if (!folder.isEmpty())
        return formats::ArchiveReader::openFolder(folder);
    return formats::openArchive(bytes, recognized, name);
}

Result<std::vector<SentBytes>> openBytes(const std::shared_ptr<const RandomReader> &file, const QString &name,
                                         const UnwrapOptions &options, std::optional<formats::Manifest> &manifest,
                                         const std::stop_token &stop)
{
    Opening opening(options, manifest, stop);
    TRY(opening.open(file, name, 1));
    return std::move(opening.sent);
}

Result<Loaded> loadBytes(const std::vector<SentBytes> &sent, const QString &parent, const LoadLimits &limits,
                         const std::stop_token &stop, Progress &progress)
{
    if (!sent.front().isScript()) {
        TRY_ASSIGN(const std::unique_ptr<formats::ArchiveReader> archive, sent.front().archive());
        return loadArchive(parent, *archive, sent.front().name, limits, stop, progress);
    }
    std::vector<ScriptFile> scripts;
    for (const SentBytes &each : sent)
        scripts.push_back({each.name, each.mayLackEnd, [each, stop] { return each.text(stop); }});
    return loadScripts(parent, scripts, limits, stop, progress);
}

Result<Loaded> loadBackup(const backups::BackupFile &file, const QString &parent, const LoadLimits &limits,
                          const std::stop_token &stop, Progress &progress)
{
    // The file outlives what reads it.
    const std::shared_ptr<const RandomReader> payload(&file.payload(), [](const RandomReader *) {});
    std::optional<formats::Manifest> manifest;
    TRY_ASSIGN(const std::vector<SentBytes> sent,
               openBytes(payload, QFileInfo(file.path()).fileName(), {.folder = parent}, manifest, stop));
    if (sent.size() != 1)
        return failure({.code = ErrorCode::FormatUnsupported, .subject = file.path()});
    return loadBytes(sent, parent, limits, stop, progress);
}

} // namespace engine::importing
