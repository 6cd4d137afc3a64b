// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/accountchoice.h"

#include "app/cli/awaittask.h"
#include "app/cli/syncsession.h"
#include "backend/reports/reportservice.h"

#include <algorithm>

namespace watchfloor::cli {
namespace {

QString namesOf(const std::vector<Account> &accounts)
{
    QStringList names;
    for (const Account &account : accounts)
        names.append(u'"' + account.name + u'"');
    return names.join(QStringLiteral(", "));
}

AccountChoice choose(CommandContext &context, ReportService &service, int codeWithoutAccounts)
{
    AccountChoice choice;
    auto known = awaitFuture(service.accounts());
    if (!known && known.error().kind() != Error::Kind::NotFound) {
        choice.exitCode = context.fail(known.error());
        return choice;
    }
    if (!known || known->empty()) {
        context.say(noAccountYet(context));
        choice.exitCode = codeWithoutAccounts;
        return choice;
    }
    const QStringList wanted = context.args.values(QStringLiteral("account"));
    for (const QString &name : wanted) {
        const auto found = std::find_if(known->begin(), known->end(),
                                        [&](const Account &a) { return a.name == name; });
        if (found == known->end()) {
            choice.unknownName = true;
            choice.exitCode = Failed;
            choice.sentence = QStringLiteral("There is no account \"%1\"; there is %2.")
                                  .arg(name, namesOf(*known));
            return choice;
        }
        choice.accounts.push_back(*found);
    }
    if (wanted.isEmpty())
        choice.accounts = std::move(*known);
    return choice;
}

} // namespace

AccountChoice oneAccount(CommandContext &context, ReportService &service)
{
    AccountChoice choice = choose(context, service, Usage);
    if (choice.accounts.size() > 1)
        choice.exitCode = context.usageError(
            QStringLiteral("There are several accounts; choose one with --account: %1.")
                .arg(namesOf(choice.accounts)));
    return choice;
}

AccountChoice someAccounts(CommandContext &context, ReportService &service)
{
    AccountChoice choice = choose(context, service, Failed);
    if (choice.unknownName)
        context.say(choice.sentence);
    return choice;
}

OptionSpec accountOption(bool repeatable)
{
    return {QStringLiteral("account"), QStringLiteral("NAME"),
            repeatable ? QStringLiteral("Only this account (default: all)")
                       : QStringLiteral("The account (default: the only one)"),
            repeatable};
}

} // namespace watchfloor::cli
