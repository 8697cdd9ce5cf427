// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/operations/backup/backup_output.h"

#include "engine/base/files/partial_file.h"
#include "engine/formats/archive/archive_file.h"
#include "engine/formats/compression/gzip_writer.h"
#include "engine/formats/script/script_file.h"

namespace engine::operations {

namespace {

/// A container with the file that it is written into.
class EncryptedFile final : public ByteWriter
{
public:
    static Result<std::unique_ptr<ByteWriter>> create(std::unique_ptr<PartialFile> file, const Secret &password,
                                                      const QString &identifier, formats::ManifestMaker makeManifest)
    {
        TRY_ASSIGN(auto container,
                   formats::ContainerWriter::create(*file, password, file->path(), {.identifier = identifier}));
        container->setManifest(std::move(makeManifest));
        return std::unique_ptr<ByteWriter>(new EncryptedFile(std::move(file), std::move(container)));
    }

    Result<> write(std::span<const std::byte> bytes) override { return m_container->write(bytes); }
    Result<> finish() override { return m_container->finish(); }
    void abort() noexcept override { m_container->abort(); }

private:
    EncryptedFile(std::unique_ptr<PartialFile> file, std::unique_ptr<formats::ContainerWriter> container)
        : m_file(std::move(file))
        , m_container(std::move(container))
    {}

    // The container borrows the file.
    std::unique_ptr<PartialFile> m_file;
    std::unique_ptr<formats::ContainerWriter> m_container;
};

formats::Patch patchOf(ByteWriter &output)
{
    PatchableWriter *patchable = output.patchable();
    if (patchable == nullptr)
        return {};
    return [patchable](qint64 offset, std::span<const std::byte> bytes) { return patchable->writeAt(offset, bytes); };
}

} // namespace

Result<std::unique_ptr<BackupOutput>> BackupOutput::create(const Request &request, const BackupOptions &options)
{
    TRY_ASSIGN(std::unique_ptr<PartialFile> file, PartialFile::create(request.path));
    std::unique_ptr<ByteWriter> bytes;
    if (request.password != nullptr) {
        TRY_ASSIGN(bytes, EncryptedFile::create(std::move(file), *request.password, request.identifier,
                                                    request.makeManifest));
    } else {
        bytes = std::move(file);
    }
    auto output = std::unique_ptr<BackupOutput>(new BackupOutput());
    const auto take = [&output](auto made) {
        output->m_addLargeObject
            = [destination = made.get()](quint32 object, ByteReader &content, const std::stop_token &stop) {
                  return destination->addLargeObject(object, content, stop);
              };
        output->m_destination = std::move(made);
    };
    if (options.format == BackupFormat::Archive) {
        const formats::Patch patch = patchOf(*bytes);
        TRY_ASSIGN(auto archive, formats::ArchiveFile::create(std::move(bytes), patch, request.contents));
        take(std::move(archive));
        return output;
    }
    if (options.format == BackupFormat::CompressedScript)
        bytes = std::make_unique<formats::GzipWriter>(std::move(bytes));
    TRY_ASSIGN(auto script, formats::ScriptFile::create(std::move(bytes), request.contents, options.script));
    take(std::move(script));
    return output;
}

} // namespace engine::operations
