// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace watchfloor {

/// From now on large pieces of memory go back to the system as soon as they are free: by itself
/// the C library keeps up to 32 MB of each, in every thread. Where that library is glibc.
void keepLittleSpareMemory();
/// Gives back what lies free between the small pieces; on another thread, it takes some
/// milliseconds. For moments after something large has gone.
void giveBackSpareMemory();

} // namespace watchfloor
