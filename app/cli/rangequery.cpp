// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/rangequery.h"

#include "app/cli/accountchoice.h"
#include "backend/engine/daterange.h"

namespace watchfloor::cli {

int withQuery(CommandContext &context,
              const std::function<int(ReportService &, const ReportQuery &)> &answer)
{
    const auto range = parseRange(context.args.value(QStringLiteral("range"), QStringLiteral("7d")),
                                  context.zone, context.now());
    if (!range)
        return context.usageError(QStringLiteral("--range: ") + range.error().sentence());
    ReportService service(context.profileDir, *context.clock);
    const AccountChoice choice = someAccounts(context, service);
    if (choice.exitCode != Done)
        return choice.exitCode;
    ReportQuery query;
    for (const Account &account : choice.accounts)
        query.accounts.push_back(account.id);
    query.range = *range;
    return answer(service, query);
}

} // namespace watchfloor::cli
