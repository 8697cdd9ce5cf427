// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/archive/member_payloads.h"

#include "engine/formats/compression/expansion.h"

#include <QStringList>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

/// "3021.dat", "blobs.toc", "blobs_3021.toc", "blob_16400.dat": nothing else is opened.
bool isName(std::string_view name)
{
    const bool isKnown = name.ends_with(".dat") || (name.starts_with("blobs") && name.ends_with(".toc"));
    return isKnown && name.size() < 64 && std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
           });
}

/// Lines "16400 blob_16400.dat".
class MemberLargeObjects final : public LargeObjects
{
public:
    MemberLargeObjects(const MemberPayloads &payloads, std::unique_ptr<ByteReader> list, QString name,
                       std::stop_token stop)
        : m_payloads(payloads)
        , m_list(std::move(list))
        , m_name(std::move(name))
        , m_stop(std::move(stop))
    {}

    Result<std::optional<quint32>> next() override
    {
        TRY(readRest());
        TRY_ASSIGN(const std::optional<std::string> line, nextLine());
        if (!line)
            return std::optional<quint32>();
        quint32 object = 0;
        const auto [end, problem] = std::from_chars(line->data(), line->data() + line->size(), object);
        if (problem != std::errc() || object == 0 || end == line->data() + line->size() || *end != ' ')
            return failure(damaged(u"a list of large objects that cannot be understood"_s));
        TRY_ASSIGN(m_bytes, m_payloads.open(std::string(end + 1), m_stop));
        m_isOpen = true;
        return std::optional(object);
    }
    ByteReader &bytes() override { return *m_bytes; }

private:
    static constexpr size_t stepBytes = size_t{64} * 1024;

    /// What somebody did not read may be damaged: it is looked at, unless it was read to its end already.
    Result<> readRest()
    {
        std::vector<std::byte> room(std::exchange(m_isOpen, false) ? stepBytes : 0);
        while (!room.empty()) {
            TRY_ASSIGN(const size_t count, m_bytes->read(room));
            if (count < room.size())
                break;
        }
        return {};
    }

    Result<std::optional<std::string>> nextLine()
    {
        while (true) {
            const size_t end = m_text.find('\n', m_next);
            if (end != std::string::npos) {
                std::string line = m_text.substr(m_next, end - m_next);
                m_next = end + 1;
                return std::optional(std::move(line));
            }
            m_text.erase(0, std::exchange(m_next, 0));
            if (m_isListOver && m_text.empty())
                return std::optional<std::string>();
            if (m_isListOver || m_text.size() > stepBytes)
                return failure(damaged(u"a list of large objects that ends in a line"_s));
            std::string more(stepBytes, '\0');
            TRY_ASSIGN(const size_t count, m_list->read(std::as_writable_bytes(std::span(more))));
            m_isListOver = count < more.size();
            m_text.append(more, 0, count);
        }
    }

    [[nodiscard]] Error damaged(const QString &what) const
    {
        return {.code = ErrorCode::FileDamaged, .subject = m_name, .detail = what};
    }

    const MemberPayloads &m_payloads;
    std::unique_ptr<ByteReader> m_list;
    QString m_name;
    std::stop_token m_stop;
    std::string m_text;
    size_t m_next = 0;
    bool m_isListOver = false;
    std::unique_ptr<ByteReader> m_bytes;
    bool m_isOpen = false;
};

} // namespace

MemberPayloads::MemberPayloads(std::shared_ptr<const Members> members, const std::string &folder, const Toc &toc,
                               QString name, const ReadingLimits &limits)
    : m_members(std::move(members))
    , m_name(std::move(name))
    , m_limits(limits)
    , m_places(toc.places)
{
    setMembers(folder);
    // A tar says "3347.dat" of large objects, and means their list.
    for (size_t i = 0; i < m_places.size(); ++i) {
        const Entry &entry = toc.contents.entries[i];
        std::string &member = m_places[i].member;
        if (entry.kind != "BLOBS" || member.ends_with(".toc"))
            continue;
        member = "blobs_" + std::to_string(entry.number) + ".toc";
        if (!m_memberOfName.contains(member))
            member = "blobs.toc";
    }
}

void MemberPayloads::setMembers(const std::string &folder)
{
    for (size_t i = 0; i < m_members->list().size(); ++i) {
        const std::string &member = m_members->list()[i].name;
        if (member.starts_with(folder) && member.find('/', folder.size()) == std::string::npos)
            m_memberOfName[member.substr(folder.size())] = i;
    }
}

Error MemberPayloads::damaged(const QString &what) const
{
    return {.code = ErrorCode::FileDamaged, .subject = m_name, .detail = what};
}

std::optional<MemberPayloads::Found> MemberPayloads::find(const std::string &name) const
{
    constexpr std::pair<const char *, Compression> endings[] = {
        {"", Compression::None}, {".gz", Compression::Gzip}, {".lz4", Compression::Lz4}, {".zst", Compression::Zstd}};
    for (const auto &[ending, compression] : endings) {
        if (const auto member = m_memberOfName.find(name + ending); member != m_memberOfName.end())
            return Found{.member = member->second, .compression = compression};
    }
    return std::nullopt;
}

Result<std::unique_ptr<ByteReader>> MemberPayloads::open(const std::string &name, std::stop_token stop) const
{
    const std::optional<Found> found = isName(name) ? find(name) : std::nullopt;
    if (!found)
        return failure(damaged(u"a file of it is missing: "_s + text(name.substr(0, 200))));
    TRY_ASSIGN(std::unique_ptr<ByteReader> stored, m_members->open(found->member, stop));
    // A large object without a byte has no stream of lz4 or zstd either.
    const bool isEmpty = m_members->list()[found->member].size == 0;
    return expanded(std::move(stored), isEmpty ? Compression::None : found->compression, m_name, m_limits.expansion,
                    std::move(stop));
}

Result<std::unique_ptr<ByteReader>> MemberPayloads::rows(size_t entry, std::stop_token stop) const
{
    return open(m_places[entry].member, std::move(stop));
}

Result<std::unique_ptr<LargeObjects>> MemberPayloads::largeObjects(size_t entry, std::stop_token stop) const
{
    TRY_ASSIGN(std::unique_ptr<ByteReader> list, open(m_places[entry].member, stop));
    return std::unique_ptr<LargeObjects>(
        std::make_unique<MemberLargeObjects>(*this, std::move(list), m_name, std::move(stop)));
}

Result<> MemberPayloads::check(std::stop_token stop) const
{
    constexpr qsizetype mostNames = 5;
    QStringList missing;
    for (size_t i = 0; i < m_places.size(); ++i) {
        if (m_places[i].state == OffsetState::NoData)
            continue;
        const std::string &member = m_places[i].member;
        if (!isName(member) || !find(member))
            missing.append(text(member.substr(0, 200)));
    }
    if (stop.stop_requested())
        return failure({.code = ErrorCode::Cancelled});
    if (missing.isEmpty())
        return {};
    const QString names = missing.mid(0, mostNames).join(u", "_s);
    return failure(damaged(u"%1 of its files are missing: %2"_s.arg(missing.size()).arg(names)));
}

std::optional<qint64> MemberPayloads::storedBytes(size_t entry) const
{
    const std::optional<Found> found = find(m_places[entry].member);
    return found ? std::optional(m_members->list()[found->member].storedSize) : std::nullopt;
}

} // namespace engine::formats
