// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"

namespace watchfloor {

inline constexpr DurationMs minuteMs = 60'000;
inline constexpr DurationMs hourMs = 60 * minuteMs;
inline constexpr DurationMs dayMs = 24 * hourMs;

} // namespace watchfloor
