// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "backend/domain/account.h"
#include "backend/domain/result.h"

#include <vector>

namespace watchfloor {
class ReportService;
}

namespace watchfloor::cli {

/// The accounts a command is about, or the exit code that ends it (the reason is said already).
struct AccountChoice {
    std::vector<Account> accounts;
    int exitCode = Done;
    bool unknownName = false; ///< the name is well formed, but no account has it
    QString sentence;         ///< with unknownName; not said yet
};

/// For `query`: --account NAME, without it the only account; else a usage error naming them.
AccountChoice oneAccount(CommandContext &context, ReportService &service);
/// For `show`: every --account NAME, without it all accounts.
AccountChoice someAccounts(CommandContext &context, ReportService &service);

OptionSpec accountOption(bool repeatable);

} // namespace watchfloor::cli
