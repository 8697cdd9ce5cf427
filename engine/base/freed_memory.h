// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace engine {

/// Gives memory that was freed back to the computer, where the system's library keeps it: to be called after a step
/// that took much and lives in a thread whose memory no other thread gets. Takes milliseconds.
void giveBackFreedMemory();

} // namespace engine
