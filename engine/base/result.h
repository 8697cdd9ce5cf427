// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/error.h"

#include <tl/expected.hpp>

#include <utility>

namespace engine {

/// What a fallible function returns: a value, or the Error that says why there is none.
///
/// The attribute sits on the type, so that no caller of any function can forget to look.
template <typename T = void>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
public:
    using tl::expected<T, Error>::expected;
    Result() = default;
    Result(tl::expected<T, Error> other)
        : tl::expected<T, Error>(std::move(other))
    {}
};

[[nodiscard]] inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

/// For map_error(): adds the step that was under way, outermost first.
///     TRY(copyTable(table).map_error(during(u"copy public.orders"_s)));
[[nodiscard]] inline auto during(QString step)
{
    return [step = std::move(step)](Error error) {
        error.steps.prepend(step);
        return error;
    };
}

} // namespace engine

// A declaration cannot stand in parentheses. NOLINTBEGIN(bugprone-macro-parentheses)

/// Returns the error of `expression` from the calling function, if it has one.
#define TRY(expression) TRY_NAMED(TRY_JOIN(tryResult, __COUNTER__), expression)
#define TRY_NAMED(name, expression)                                                                                    \
    do {                                                                                                               \
        if (auto &&name = (expression); !name) [[unlikely]]                                                            \
            return ::engine::failure(std::move(name).error());                                                         \
    } while (false)

/// TRY_ASSIGN(declaration, expression): like TRY, then initialises `declaration` with the value.
///     TRY_ASSIGN(const auto rows, connection.query(sql));
/// Expands to several statements: use it inside braces only. A comma in `declaration` needs a typedef.
#define TRY_ASSIGN(declaration, expression) TRY_ASSIGN_NAMED(TRY_JOIN(tryResult, __COUNTER__), declaration, expression)
#define TRY_JOIN(left, right) TRY_JOIN_NOW(left, right) // two steps, so that __COUNTER__ is expanded
#define TRY_JOIN_NOW(left, right) left##right
#define TRY_ASSIGN_NAMED(name, declaration, expression)                                                                \
    auto name = (expression);                                                                                          \
    if (!name) [[unlikely]]                                                                                            \
        return ::engine::failure(std::move(name).error());                                                             \
    declaration = *std::move(name)

// NOLINTEND(bugprone-macro-parentheses)
