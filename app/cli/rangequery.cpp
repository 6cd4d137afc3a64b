// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/rangequery.h"

#include "app/cli/accountchoice.h"
#include "app/cli/awaittask.h"
#include "app/cli/filterchoice.h"
#include "backend/engine/daterange.h"

namespace watchfloor::cli {
namespace {

int answered(CommandContext &context, TimeRange range, const QueryAnswer &answer)
{
    ReportService service(context.profileDir, *context.clock);
    const AccountChoice choice = someAccounts(context, service);
    if (choice.exitCode != Done)
        return choice.exitCode;
    ReportQuery query;
    for (const Account &account : choice.accounts)
        query.accounts.push_back(account.id);
    query.range = range;
    if (isFiltered(context)) {
        const auto choices = awaitFuture(service.filterChoices(query.accounts));
        if (!choices)
            return context.fail(choices.error());
        auto filter = chosenFilter(context, *choices);
        if (!filter)
            return context.fail(filter.error());
        query.filter = std::move(*filter);
    }
    return answer(service, query);
}

} // namespace

int withQuery(CommandContext &context, const QueryAnswer &answer)
{
    const auto range = parseRange(context.args.value(QStringLiteral("range"), QStringLiteral("7d")),
                                  context.zone, context.now());
    if (!range)
        return context.usageError(QStringLiteral("--range: ") + range.error().sentence());
    return answered(context, *range, answer);
}

int withFilter(CommandContext &context, const QueryAnswer &answer)
{
    return answered(context, {}, answer);
}

} // namespace watchfloor::cli
