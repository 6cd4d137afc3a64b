// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/showcommand.h"

#include "app/cli/accountchoice.h"
#include "app/cli/awaittask.h"
#include "app/cli/figurecommand.h"
#include "app/cli/filterchoice.h"
#include "app/cli/rangequery.h"
#include "app/cli/showtables.h"
#include "backend/engine/figures/conversationmeasures.h"
#include "backend/reports/reportservice.h"

namespace watchfloor::cli {
namespace {

void sayNotes(const CommandContext &context, const QStringList &notes)
{
    for (const QString &note : notes)
        context.note(note + u'.');
}

int showConversations(CommandContext &context)
{
    return withQuery(context, [&](ReportService &service, const ReportQuery &query) {
        const auto report = awaitFuture(service.conversationList({query}));
        if (!report)
            return context.fail(report.error());
        writeTable(context, conversationTable(*report));
        return int(Done);
    });
}

int showTimeline(CommandContext &context)
{
    ReportService service(context.profileDir, *context.clock);
    const AccountChoice choice = someAccounts(context, service);
    if (choice.exitCode != Done)
        return choice.exitCode;
    const QString id = context.args.value(QStringLiteral("conversation"));
    std::vector<TimelineReport> found;
    std::optional<Error> notFound;
    for (const Account &account : choice.accounts) {
        auto report = awaitFuture(service.timeline(account.id, id));
        if (report)
            found.push_back(std::move(*report));
        else if (report.error().kind() == Error::Kind::NotFound)
            notFound = report.error();
        else
            return context.fail(report.error());
    }
    if (found.empty())
        return context.fail(*notFound);
    if (found.size() > 1) {
        QStringList names;
        for (const TimelineReport &report : found)
            names.append(u'"' + report.conversation.accountName + u'"');
        return context.usageError(
            QStringLiteral(
                "Conversation %1 exists in several accounts; choose one with --account: %2.")
                .arg(id, names.join(QStringLiteral(", "))));
    }
    writeTable(context, timelineTable(found.front()));
    sayNotes(context, found.front().notes);
    return Done;
}

int showQueue(CommandContext &context)
{
    return withFilter(context, [&](ReportService &service, const ReportQuery &query) {
        ReportFilter filter = query.filter;
        filter.accounts = query.accounts;
        const auto report = awaitFuture(service.queue(std::move(filter), soonByDefault));
        if (!report)
            return context.fail(report.error());
        writeTable(context, queueTable(*report));
        sayNotes(context, report->basis.notes);
        if (!report->known)
            context.note(QStringLiteral("Not every open conversation is in the cache yet."));
        return int(Done);
    });
}

} // namespace

std::vector<Command> showCommands()
{
    const OptionSpec range{
        QStringLiteral("range"), QStringLiteral("RANGE"),
        QStringLiteral("today, yesterday, 24h, 7d, 30d, week, last-week, month, last-month or "
                       "FROM..TO, half-open; 7d and 30d are calendar days and include today, weeks "
                       "begin on Monday; a TO that is a date includes that day (default 7d)")};
    OptionSpec conversation{QStringLiteral("conversation"), QStringLiteral("ID"),
                            QStringLiteral("The conversation's number as people see it")};
    conversation.required = true;
    std::vector<Command> commands{
        {QStringLiteral("show conversations"),
         QStringLiteral("Conversations created in the range, newest first"),
         {},
         narrowed({range}),
         showConversations},
        {QStringLiteral("show timeline"),
         QStringLiteral("What happened in one conversation, oldest first"),
         {},
         {conversation, accountOption(true)},
         showTimeline},
        {QStringLiteral("show queue"),
         QStringLiteral("Conversations that are open now, the most urgent first"),
         {},
         narrowed({}),
         showQueue}};
    for (Command &command : figureCommands(range))
        commands.push_back(std::move(command));
    return commands;
}

} // namespace watchfloor::cli
