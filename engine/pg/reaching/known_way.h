// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pg/reaching/connection_info.h"

#include <QString>

#include <string>

namespace engine::pg {

/// By which of several ways a server was reached last, when it was not the first of them. Kept in the file that the
/// address names ("ways"), so that nobody waits again and again for an address that leads nowhere. It says nothing of
/// which database the address leads to, and helps only to be quick: a file that cannot be read or written is as good as
/// none, and so is an address that names none.
class KnownWay final
{
public:
    explicit KnownWay(const ConnectionInfo &info);

    /// As Door::way(); empty: none is known.
    [[nodiscard]] const std::string &way() const { return m_way; }
    void remember(const std::string &way);
    void forget() { remember({}); }

private:
    QString m_file;
    QString m_address;
    std::string m_way;
};

} // namespace engine::pg
