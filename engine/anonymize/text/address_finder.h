// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace engine::anonymize {

/// An e-mail address in a text, however its @ is written; or user and password of a web address.
struct AddressSpan
{
    static constexpr size_t nowhere = std::string_view::npos;

    size_t begin = nowhere;
    size_t end = nowhere;
    /// The @, %40, &#64;, " arobase ", …
    size_t markBegin = 0;
    size_t markEnd = 0;
    /// User and password of a web address, to be dropped with the @ behind them.
    bool isUserInfo = false;
    /// Dots are words: "courriel point dz".
    bool hasSpelledDots = false;
};

/// Finds the e-mail addresses of a text from its beginning to its end, and looks at no byte more than a few times: what
/// surrounds a mark is read up to the mark before, at most.
///
/// An @ is also found as %40 (encoded again and again), as an entity of HTML, full width, escaped (\u0040, =40), and
/// as (at), [at], (arobase), " arobase ". Borrows the text.
class AddressFinder final
{
public:
    explicit AddressFinder(std::string_view text)
        : m_text(text)
    {}

    /// The next address that begins at `from` or behind it; begin is nowhere when there is none.
    AddressSpan next(size_t from);

private:
    struct Mark
    {
        size_t begin = 0;
        size_t end = 0;
        /// A sign that is often something else: an address only with a whole domain behind it.
        bool isDoubtful = false;
    };
    [[nodiscard]] Mark markAt(size_t at) const;
    [[nodiscard]] AddressSpan around(size_t barrier, const Mark &mark) const;
    [[nodiscard]] size_t userInfo(size_t barrier, size_t at) const;
    [[nodiscard]] size_t domainEnd(size_t at, bool isSpelled, bool &hasSpelledDots) const;

    std::string_view m_text;
    size_t m_at = 0;
};

/// The address as people would write it, with an @ and dots, into `out`.
void appendPlainAddress(std::string_view text, const AddressSpan &address, std::string &out);

} // namespace engine::anonymize
