// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/process_secrecy.h"

#include <openssl/crypto.h>
#include <sys/resource.h>

#include <QtGlobal>

#include <cstdlib>
#include <cstring>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace engine {

void keepMemoryPrivate()
{
    const rlimit none{0, 0};
    static_cast<void>(::setrlimit(RLIMIT_CORE, &none));
#ifdef Q_OS_LINUX
    static_cast<void>(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
#endif
}

void wipeVariable(const char *name)
{
    // Not const: the environment of a process is its own memory.
    if (char *value = ::getenv(name); value != nullptr)
        OPENSSL_cleanse(value, std::strlen(value));
    ::unsetenv(name);
}

} // namespace engine
