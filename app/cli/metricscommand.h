// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace watchfloor::cli {

/// `metrics`: the catalogue. Needs no profile.
std::vector<Command> metricsCommands();

} // namespace watchfloor::cli
