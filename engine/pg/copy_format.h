// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/stream/row_shape.h"

namespace engine::pg {

/// The formats of COPY are those of rows on their way.
using CopyFormat = stream::RowFormat;

} // namespace engine::pg
