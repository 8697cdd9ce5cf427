// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/catalog/model/schema.h"

#include <string>

namespace engine::defusing {

/// A host that is nowhere: names under .invalid never are (RFC 2606).
constexpr std::string_view nowhere = "disconnected.invalid";

/// What became of something that leads to another server or to a file.
struct Disconnected
{
    enum class State { HasNoAddress, LeadsNowhere, Unknown };
    State state = State::HasNoAddress;
    /// For LeadsNowhere: the statement that connects it again.
    std::string undo{};
};

/// Changes the options of a foreign server so that it leads nowhere. Unknown: nobody knows which of its options is an
/// address; it is left as it is.
/// `wrapper`: its foreign-data wrapper with all that is said of it; decides whether no address means this very server.
Disconnected disconnectServer(catalog::Object &server, const std::string &wrapper);

/// Changes the options of a foreign table that name a file or a program of the server (file_fdw), or an address.
Disconnected disconnectTable(catalog::Object &foreignTable);

} // namespace engine::defusing
