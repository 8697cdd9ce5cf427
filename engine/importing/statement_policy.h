// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"

#include <optional>
#include <string>
#include <string_view>

namespace engine::importing {

/// What is done with a statement of a file.
enum class Handling {
    /// Run by the loader, who may do little.
    Run,
    /// Only a new owner, of an object whose name is whole: given by the keeper, as the new owner may lack the rights
    /// that a server asks of the one who gives.
    GiveOwner,
    /// An extension, made by the keeper by its name.
    MakeExtension,
    /// A role, made as a name.
    MakeRole,
    /// No part of the contents; `why` says it where it should be known.
    PassOver,
    /// A part of the contents that is not made here.
    DoNotTry,
};

struct HandledStatement
{
    Handling how = Handling::Run;
    /// Of a role or an extension; of the new owner.
    std::string name{};
    /// Of an extension; empty: none was said.
    std::string schema{};
    Sentence why{};
    /// BEGIN, COMMIT, SAVEPOINT and their like.
    bool isTransaction = false;
};

/// By what the statement is; never by what code in it would do, which the rights of the loader bound.
[[nodiscard]] HandledStatement handlingOf(std::string_view statement);

/// A GRANT or REVOKE (of default privileges, too) without this privilege among those that it lists; empty when it lists
/// no other, nothing when it does not list it.
[[nodiscard]] std::optional<std::string> withoutPrivilege(std::string_view statement, std::string_view privilege);

/// Extensions that add types, functions and indexes, and reach nothing outside of their database.
[[nodiscard]] bool isAllowedExtension(std::string_view name);

} // namespace engine::importing
