// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/formats/recognition/text_form.h"

#include <QByteArray>
#include <QStringDecoder>

#include <algorithm>
#include <cstring>
#include <vector>

namespace engine::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t stepBytes = size_t{64} * 1024;

/// Leaves out the first bytes.
class MarklessReader final : public ByteReader
{
public:
    MarklessReader(std::unique_ptr<ByteReader> text, size_t mark)
        : m_text(std::move(text))
        , m_mark(mark)
    {}
    Result<size_t> read(std::span<std::byte> into) override
    {
        while (m_mark > 0) {
            std::byte skipped{};
            TRY(m_text->read({&skipped, 1}));
            --m_mark;
        }
        return m_text->read(into);
    }

private:
    std::unique_ptr<ByteReader> m_text;
    size_t m_mark;
};

class Utf16Reader final : public ByteReader
{
public:
    Utf16Reader(std::unique_ptr<ByteReader> text, QStringConverter::Encoding encoding, QString name)
        : m_text(std::move(text))
        , m_decoder(encoding, QStringConverter::Flag::ConvertInitialBom)
        , m_name(std::move(name))
        , m_input(stepBytes)
    {}

    Result<size_t> read(std::span<std::byte> into) override
    {
        size_t filled = 0;
        while (filled < into.size() && (m_next < m_ready.size() || !m_isOver)) {
            if (m_next == m_ready.size()) {
                TRY(decode());
                continue;
            }
            const size_t count = std::min(into.size() - filled, static_cast<size_t>(m_ready.size() - m_next));
            std::memcpy(into.data() + filled, m_ready.constData() + m_next, count);
            m_next += static_cast<qsizetype>(count);
            filled += count;
        }
        return filled;
    }

private:
    Result<> decode()
    {
        TRY_ASSIGN(const size_t count, m_text->read(m_input));
        m_isOver = count < m_input.size();
        const QByteArrayView bytes(reinterpret_cast<const char *>(m_input.data()), static_cast<qsizetype>(count));
        QString part = m_carried;
        part += QString(m_decoder.decode(bytes));
        m_carried.clear();
        if (!m_isOver && !part.isEmpty() && part.back().isHighSurrogate()) {
            m_carried = part.back();
            part.chop(1);
        }
        m_left = (m_left + count) % 2;
        if (m_decoder.hasError() || (m_isOver && m_left != 0))
            return failure(
                {.code = ErrorCode::FileDamaged, .subject = m_name, .detail = u"a text that is no UTF-16"_s});
        QStringView text = part;
        if (m_isFirst && text.startsWith(QChar(QChar::ByteOrderMark)))
            text = text.mid(1);
        m_isFirst = false;
        m_ready = text.toUtf8();
        m_next = 0;
        return {};
    }

    std::unique_ptr<ByteReader> m_text;
    QStringDecoder m_decoder;
    QString m_name;
    /// The first half of a pair, whose second comes with the next step.
    QString m_carried;
    std::vector<std::byte> m_input;
    QByteArray m_ready;
    qsizetype m_next = 0;
    size_t m_left = 0;
    bool m_isFirst = true;
    bool m_isOver = false;
};

} // namespace

TextForm textFormOf(std::span<const std::byte> beginning)
{
    const auto at = [beginning](size_t i) { return i < beginning.size() ? std::to_integer<int>(beginning[i]) : -1; };
    if (at(0) == 0xFF && at(1) == 0xFE)
        return TextForm::Utf16LittleEndian;
    if (at(0) == 0xFE && at(1) == 0xFF)
        return TextForm::Utf16BigEndian;
    if (at(0) == 0xEF && at(1) == 0xBB && at(2) == 0xBF)
        return TextForm::Utf8WithMark;
    const size_t looked = std::min(beginning.size(), size_t{64}) / 2 * 2;
    size_t zerosFirst = 0;
    size_t zerosSecond = 0;
    for (size_t i = 0; i + 1 < looked; i += 2) {
        zerosFirst += at(i) == 0 ? 1 : 0;
        zerosSecond += at(i + 1) == 0 ? 1 : 0;
    }
    if (looked >= 8 && zerosSecond * 2 == looked && zerosFirst == 0)
        return TextForm::Utf16LittleEndian;
    if (looked >= 8 && zerosFirst * 2 == looked && zerosSecond == 0)
        return TextForm::Utf16BigEndian;
    return TextForm::Utf8;
}

std::unique_ptr<ByteReader> asUtf8(std::unique_ptr<ByteReader> text, TextForm form, const QString &name)
{
    switch (form) {
    case TextForm::Utf8:
        return text;
    case TextForm::Utf8WithMark:
        return std::make_unique<MarklessReader>(std::move(text), 3);
    case TextForm::Utf16LittleEndian:
        return std::make_unique<Utf16Reader>(std::move(text), QStringConverter::Utf16LE, name);
    case TextForm::Utf16BigEndian:
        return std::make_unique<Utf16Reader>(std::move(text), QStringConverter::Utf16BE, name);
    }
    return text;
}

} // namespace engine::formats
