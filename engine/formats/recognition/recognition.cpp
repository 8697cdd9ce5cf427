// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/recognition/recognition.h"

#include "engine/formats/compression/expansion.h"
#include "engine/formats/compression/random_stream.h"
#include "engine/formats/compression/tar_file.h"
#include "engine/formats/compression/zip_file.h"
#include "engine/formats/container/container_layout.h"
#include "engine/formats/recognition/looks.h"
#include "engine/formats/recognition/script_head.h"
#include "engine/formats/recognition/text_form.h"

#include <QStringDecoder>

#include <algorithm>
#include <optional>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t headBytes = size_t{64} * 1024;
constexpr size_t mostWrappings = 2;
/// Of a tar or zip so many members are looked into.
constexpr size_t mostLookedInto = 1000;

Error unsupported(const QString &name, const QString &what)
{
    return {.code = ErrorCode::FormatUnsupported, .subject = name, .detail = what};
}

/// What was read of a stream's beginning. One that is damaged further on still says what it is.
Result<std::vector<std::byte>> headOf(ByteReader &bytes)
{
    std::vector<std::byte> head(headBytes);
    TRY_ASSIGN(const size_t count, bytes.read(head));
    head.resize(count);
    return head;
}

std::string_view textOf(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

/// The head of a script, or nothing when it is another text.
Result<std::optional<Recognized>> scriptOf(std::span<const std::byte> head)
{
    const TextForm form = textFormOf(head);
    // A cut in the middle of a letter is no fault of the text.
    const std::span<const std::byte> whole = head.first(head.size() / 2 * 2);
    const QByteArray bytes(reinterpret_cast<const char *>(whole.data()), static_cast<qsizetype>(whole.size()));
    std::string text(textOf(head));
    if (form == TextForm::Utf8WithMark)
        text.erase(0, 3);
    else if (form == TextForm::Utf16LittleEndian)
        text = QString(QStringDecoder(QStringDecoder::Utf16LE)(bytes)).toStdString();
    else if (form == TextForm::Utf16BigEndian)
        text = QString(QStringDecoder(QStringDecoder::Utf16BE)(bytes)).toStdString();
    if (!foreignScript(text).isEmpty() || !isScript(text))
        return std::optional<Recognized>();
    return std::optional(Recognized{.kind = FileKind::Script, .maker = makerOf(text), .form = form});
}

/// Looks into one file, and into what it wraps.
class Recognition final
{
public:
    Recognition(std::shared_ptr<const RandomReader> file, QString name)
        : m_file(std::move(file))
        , m_name(std::move(name))
    {}

    Result<std::vector<Recognized>> run()
    {
        RandomStream bytes(m_file, 0, m_file->size());
        TRY_ASSIGN(const std::vector<std::byte> head, headOf(bytes));
        if (TarFile::isTar(head)) {
            TRY_ASSIGN(const std::shared_ptr<const Members> tar, TarFile::open(m_file, m_name));
            return runMembers(*tar, Wrapping::Kind::Tar);
        }
        if (ZipFile::isZip(head)) {
            TRY_ASSIGN(const std::shared_ptr<const Members> zip, ZipFile::open(m_file, m_name));
            return runMembers(*zip, Wrapping::Kind::Zip);
        }
        TRY_ASSIGN(Recognized found, runStream(head, {}));
        return std::vector{std::move(found)};
    }

private:
    Result<std::vector<Recognized>> runMembers(const Members &members, Wrapping::Kind kind);
    Result<Recognized> runStream(std::span<const std::byte> head, std::vector<Wrapping> wrappings);
    Result<Recognized> runCompressed(Compression compression, std::vector<Wrapping> wrappings);

    std::shared_ptr<const RandomReader> m_file;
    QString m_name;
};

/// The stream behind some wrappings, without turning text into UTF-8.
Result<std::unique_ptr<ByteReader>> behind(const std::shared_ptr<const RandomReader> &file,
                                           const std::vector<Wrapping> &wrappings, const QString &name,
                                           const ExpansionLimits &limits, const std::stop_token &stop)
{
    std::unique_ptr<ByteReader> bytes = std::make_unique<RandomStream>(file, 0, file->size());
    for (const Wrapping &wrapping : wrappings) {
        if (wrapping.kind == Wrapping::Kind::Compression) {
            bytes = expanded(std::move(bytes), wrapping.compression, name, limits, stop);
            continue;
        }
        // Only ever the outermost.
        std::unique_ptr<Members> members;
        if (wrapping.kind == Wrapping::Kind::Tar) {
            TRY_ASSIGN(members, TarFile::open(file, name));
        } else {
            TRY_ASSIGN(members, ZipFile::open(file, name, limits));
        }
        if (wrapping.member >= members->list().size() || members->list()[wrapping.member].name != wrapping.memberName)
            return failure({.code = ErrorCode::FileChanged, .subject = name, .detail = text(wrapping.memberName)});
        TRY_ASSIGN(bytes, members->open(wrapping.member, stop));
    }
    return bytes;
}

Result<std::vector<Recognized>> Recognition::runMembers(const Members &members, Wrapping::Kind kind)
{
    const auto isToc = [](const Members::Member &m) { return baseName(m.name) == "toc.dat" && !isFromMacOs(m.name); };
    const auto toc = std::ranges::find_if(members.list(), isToc);
    if (toc != members.list().end()) {
        Recognized archive{.kind = FileKind::MemberArchive};
        if (kind == Wrapping::Kind::Zip)
            archive.wrappings.push_back({.kind = kind, .memberName = toc->name});
        return std::vector{archive};
    }
    std::vector<Recognized> found;
    std::optional<Error> problem;
    size_t looked = 0;
    for (size_t i = 0; i < members.list().size() && looked < mostLookedInto; ++i) {
        const Members::Member &member = members.list()[i];
        if (isFromMacOs(member.name))
            continue;
        ++looked;
        std::vector<Wrapping> wrappings{{.kind = kind, .member = i, .memberName = member.name}};
        TRY_ASSIGN(const std::unique_ptr<ByteReader> bytes, members.open(i, {}));
        TRY_ASSIGN(const std::vector<std::byte> head, headOf(*bytes));
        Result<Recognized> inside = runStream(head, std::move(wrappings));
        if (inside)
            found.push_back(std::move(*inside));
        else if (!problem)
            problem = std::move(inside.error());
    }
    if (!found.empty())
        return found;
    if (problem && looked == 1)
        return failure(*std::move(problem));
    return failure({.code = ErrorCode::FormatUnknown,
                    .subject = m_name,
                    .differences = {Tr::sentence("an archive of %n file(s), none of which holds a database", nullptr,
                                                 static_cast<qint64>(members.list().size()))}});
}

Result<Recognized> Recognition::runStream(std::span<const std::byte> head, std::vector<Wrapping> wrappings)
{
    const std::string_view text = textOf(head);
    if (text.starts_with(archiveMagic))
        return Recognized{.kind = FileKind::Archive, .wrappings = std::move(wrappings)};
    if (isContainer(head))
        return Recognized{.kind = FileKind::Container, .wrappings = std::move(wrappings)};
    if (TarFile::isTar(head) || ZipFile::isZip(head)) {
        if (wrappings.size() >= mostWrappings)
            return failure(unsupported(m_name, u"it is wrapped more than twice"_s));
        return Recognized{.kind = FileKind::Unseen, .wrappings = std::move(wrappings)};
    }
    if (const Compression compression = compressionOf(head); compression != Compression::None)
        return runCompressed(compression, std::move(wrappings));
    TRY_ASSIGN(std::optional<Recognized> script, scriptOf(head));
    if (script) {
        script->wrappings = std::move(wrappings);
        return *std::move(script);
    }
    return failure({.code = ErrorCode::FormatUnknown, .subject = m_name, .differences = {looksLike(text)}});
}

Result<Recognized> Recognition::runCompressed(Compression compression, std::vector<Wrapping> wrappings)
{
    if (wrappings.size() >= mostWrappings)
        return failure(unsupported(m_name, u"it is wrapped more than twice"_s));
    wrappings.push_back({.kind = Wrapping::Kind::Compression, .compression = compression});
    TRY_ASSIGN(const std::unique_ptr<ByteReader> bytes, behind(m_file, wrappings, m_name, {}, {}));
    TRY_ASSIGN(const std::vector<std::byte> head, headOf(*bytes));
    return runStream(head, std::move(wrappings));
}

} // namespace

Result<std::vector<Recognized>> recognize(const std::shared_ptr<const RandomReader> &file, const QString &name)
{
    return Recognition(file, name).run();
}

Result<std::unique_ptr<ByteReader>> unwrapped(const std::shared_ptr<const RandomReader> &file,
                                              const Recognized &recognized, const QString &name,
                                              const ExpansionLimits &limits, std::stop_token stop)
{
    TRY_ASSIGN(std::unique_ptr<ByteReader> bytes, behind(file, recognized.wrappings, name, limits, stop));
    return recognized.kind == FileKind::Script ? asUtf8(std::move(bytes), recognized.form, name) : std::move(bytes);
}

Result<std::unique_ptr<ArchiveReader>> openArchive(const std::shared_ptr<const RandomReader> &file,
                                                   const Recognized &recognized, const QString &name,
                                                   const ReadingLimits &limits)
{
    if (recognized.wrappings.empty())
        return ArchiveReader::open(file, name, limits);
    TRY_ASSIGN(std::shared_ptr<const Members> zip, ZipFile::open(file, name, limits.expansion));
    return ArchiveReader::openMembers(std::move(zip), name, limits);
}

} // namespace engine::formats
