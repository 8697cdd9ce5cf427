// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace engine::anonymize {

/// A value and what it is called, in a text that is made of them: an hstore, XML, a line of a log.
struct KeyedValue
{
    std::string_view key{};
    /// Of the value, without its quotes.
    size_t begin = 0;
    size_t end = 0;
};

/// Gets each and says whether to go on.
using TakeKeyedValue = std::function<bool(const KeyedValue &)>;

/// "last_name"=>"Fauvergue" of an hstore; <nom>Fauvergue</nom> and <p nom="Fauvergue"> of XML,
/// nom=Fauvergue of a log, a cookie or a record. None for a text of
/// another form. Values with escapes or entities in them are left out, and so are those of more than 200 bytes, which
/// are texts. Takes time that grows with the length of the text and nothing else.
void forEachKeyedValue(std::string_view text, const TakeKeyedValue &take);

} // namespace engine::anonymize
