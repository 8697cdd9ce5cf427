// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QCoreApplication>

namespace app {

/// The translation context of everything under app/.
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(app)
};

} // namespace app
