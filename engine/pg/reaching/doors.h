// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pg/reaching/connection_info.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::pg {

/// One of the places where a server may be had: a host (or the folder of a socket) and a port.
struct Door
{
    std::string host{};
    /// As numbers; empty: the host's name has to be looked up.
    std::string hostaddr{};
    std::string port{};
    /// Who one is there. Empty: as the address says.
    std::string user{};
    /// The pooler of ConnectionInfo's "pooler", which comes last.
    bool isPooler = false;

    /// Nothing has to be looked up for it.
    [[nodiscard]] bool isAddress() const;
    /// "192.0.2.1:5432", "[2001:db8::1]:5432", "/run/postgresql:5432", "db.example.org:5432".
    [[nodiscard]] std::string displayed() const;
    /// For KnownWay: host, port, and the numbers.
    [[nodiscard]] std::string way() const { return host + '|' + port + '|' + hostaddr; }

    bool operator==(const Door &) const = default;
};

/// The doors of an address, in the order in which they are to be tried: the hosts of its list as libpq pairs them with
/// numbers and ports, then the pooler. One door with everything in it where the lists do not fit together: libpq says
/// so.
[[nodiscard]] std::vector<Door> doorsOf(const ConnectionInfo &info);

/// "aws-0-eu-west-3.pooler.supabase.com", with or without a port, or a whole connection string of the pooler. Port 5432
/// where none is given, and at Supabase in any case: 6543 is the transaction pooler, through which nothing can be
/// written. Nothing when it is none of these.
[[nodiscard]] std::optional<Door> poolerFrom(std::string_view given);

/// The 20 letters of db.<letters>.supabase.co; empty for any other host.
[[nodiscard]] std::string projectOfHost(std::string_view host);

} // namespace engine::pg
