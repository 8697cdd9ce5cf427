// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"

namespace app::cli {

std::string help(const QString &text)
{
    return text.toStdString();
}

engine::Error usageError(const QString &sentence)
{
    return {.code = engine::ErrorCode::Usage, .subject = sentence};
}

} // namespace app::cli
