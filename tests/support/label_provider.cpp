// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include <pg_config.h>
#include <pg_config_manual.h>

#include <cstring>

/// A module for test servers that keeps security labels, under two names: Debian does not package PostgreSQL's own
/// (dummy_seclabel), nor must the headers of a server be there. So it declares the little it needs of them.
/// Of both providers a label "refused" is not accepted.

extern "C" {

struct ObjectAddress;
using CheckLabel = void (*)(const ObjectAddress *object, const char *label);

// Of the server that loads it.
void register_label_provider(const char *name, CheckLabel check);
bool errstart(int level, const char *domain);
int errmsg(const char *format, ...);
void errfinish(const char *file, int line, const char *function);

/// Pg_magic_struct of PostgreSQL 15 to 17.
struct Magic
{
    int length;
    int version;
    int mostArguments;
    int mostIndexColumns;
    int nameLength;
    int passesFloat8ByValue;
    char abi[32];
};

const Magic *Pg_magic_func()
{
    static const Magic magic{sizeof(Magic), PG_VERSION_NUM / 100, FUNC_MAX_ARGS, INDEX_MAX_KEYS, NAMEDATALEN, 1,
                             "PostgreSQL"};
    return &magic;
}

void _PG_init()
{
    constexpr int errorLevel = 21;
    const CheckLabel check = [](const ObjectAddress *, const char *label) {
        if (label == nullptr || std::strcmp(label, "refused") != 0)
            return;
        errstart(errorLevel, nullptr);
        errmsg("this label is refused");
        errfinish(__FILE__, __LINE__, "check");
    };
    register_label_provider("sosie test", check);
    register_label_provider("other", check);
}

} // extern "C"
