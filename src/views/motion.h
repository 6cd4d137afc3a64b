// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace watchfloor {

constexpr int fadeMs = 120;

/// False when the desktop asks for reduced motion: its style tells it, or reduceMotion() was told.
bool motionAllowed();
/// The desktop's settings ask for it, or no longer do.
void reduceMotion(bool on);

} // namespace watchfloor
