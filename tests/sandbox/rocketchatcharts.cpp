// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatdialect.h"

namespace watchfloor::sandbox {

void RocketChatDialect::addChartRoutes() {}

} // namespace watchfloor::sandbox
