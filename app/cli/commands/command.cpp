// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commands/command.h"

#include "app/tr.h"

namespace app::cli {

std::string help(const QString &text)
{
    return text.toStdString();
}

engine::Error usageError(const QString &sentence)
{
    return {.code = engine::ErrorCode::Usage, .subject = sentence};
}

void addRetryOption(CLI::App &command, int &retries)
{
    command
        .add_option("--retries", retries,
                    help(Tr::tr("How often to try again what passes by itself (a full server, one that starts up, a "
                                "lost link, a deadlock) as long as nothing was replaced: 0 to 10, by default 2.")))
        ->check(CLI::Range(0, 10))
        ->type_name("N");
}

} // namespace app::cli
