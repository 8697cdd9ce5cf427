// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/workspace/loads.h"

#include "engine/workspace/workspace.h"

#include <QFileInfo>

namespace engine::workspace {

QString loadsFolder(const Workspace &workspace)
{
    return QFileInfo(workspace.sandboxFolder()).path() + QLatin1String("/loads");
}

} // namespace engine::workspace
