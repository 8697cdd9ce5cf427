// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/environments/passwords/password_memory.h"

namespace engine::environments {

namespace {

std::string placeOf(const pg::ConnectionInfo &address)
{
    std::string place;
    for (const char *keyword : {"host", "hostaddr", "port", "dbname", "user"}) {
        place += address.value(keyword);
        place += '\0';
    }
    return place;
}

} // namespace

void PasswordMemory::remember(const QString &name, const pg::ConnectionInfo &address, const Secret &password)
{
    const std::scoped_lock lock(m_mutex);
    m_known.insert_or_assign(name, Known{placeOf(address), password.clone()});
}

std::optional<Secret> PasswordMemory::find(const QString &name, const pg::ConnectionInfo &address) const
{
    const std::scoped_lock lock(m_mutex);
    const auto known = m_known.find(name);
    if (known == m_known.end() || known->second.place != placeOf(address))
        return {};
    return known->second.password.clone();
}

void PasswordMemory::forget(const QString &name)
{
    const std::scoped_lock lock(m_mutex);
    m_known.erase(name);
}

} // namespace engine::environments
