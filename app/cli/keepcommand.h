// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace watchfloor::cli {

/// `purge --expired [--account NAME] [--dry-run]`: what the accounts' policies (the setting
/// "keep") want gone.
int purgeExpired(CommandContext &context);

/// `account storage`: what of the cache is whose.
int accountStorage(CommandContext &context);

} // namespace watchfloor::cli
