// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/environments/environment.h"
#include "engine/pg/reaching/connection_info.h"

namespace engine::environments {

/// For those who hold an end and talk to no server.
using pg::ConnectionInfo;

/// An environment and the way to it, password included.
struct End
{
    Environment environment{};
    ConnectionInfo connection{};

    [[nodiscard]] End clone() const { return {environment, connection.clone()}; }
};

} // namespace engine::environments
