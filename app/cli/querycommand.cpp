// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/querycommand.h"

#include "app/cli/awaittask.h"
#include "app/cli/queryanswer.h"
#include "app/cli/queryreports.h"
#include "backend/engine/operations/requesterror.h"

#include <QJsonDocument>

namespace watchfloor::cli {
namespace {

QByteArray notFound(const char *description, const char *field, const QString &sentence)
{
    return requestErrorBody(QLatin1String(description), QLatin1String(field), sentence,
                            QStringLiteral("not_found"));
}

QByteArray noAccount(const QString &sentence)
{
    return notFound("Account not found", "account_id", sentence);
}

int agentMetrics(CommandContext &context)
{
    const QString userId = context.args.value(QStringLiteral("user-id"));
    if (userId.isEmpty() && context.args.isSet(QStringLiteral("user-id")))
        return context.usageError(QStringLiteral("--user-id is empty; leave it out for all."));
    return withAccount(context, noAccount, [&](ReportService &service, const Account &account) {
        const auto answer = awaitFuture(service.agentConversationMetrics(account.id, userId));
        if (!answer)
            return context.fail(answer.error());
        noteWhatIsMissing(context, account);
        return writeAnswer(
            context, *answer,
            tableOf(QJsonDocument::fromJson(*answer).array(),
                    {column("id", "text"), column("name", "text"), column("email", "text"),
                     column("availability", "text"), column("metric.open", "count"),
                     column("metric.unattended", "count")}));
    });
}

int events(CommandContext &context)
{
    return withAccount(context, noAccount, [&](ReportService &service, const Account &account) {
        const auto answer = awaitFuture(service.reportingEvents(
            account.id, context.args.value(QStringLiteral("conversation"))));
        if (!answer && answer.error().kind() == Error::Kind::NotFound) {
            const QString sentence = answer.error().sentence();
            return refuse(context, notFound("Conversation not found", "conversation_id", sentence),
                          sentence);
        }
        if (!answer)
            return context.fail(answer.error());
        return writeAnswer(
            context, *answer,
            tableOf(QJsonDocument::fromJson(*answer).array(),
                    {column("id", "text"), column("name", "text"), column("value", "count"),
                     column("value_in_business_hours", "count"), column("event_start_time", "text"),
                     column("event_end_time", "text"), column("inbox_id", "text"),
                     column("user_id", "text"), column("created_at", "text")}));
    });
}

} // namespace

std::vector<Command> queryCommands()
{
    OptionSpec conversation{QStringLiteral("conversation"), QStringLiteral("ID"),
                            QStringLiteral("The conversation's number as people see it")};
    conversation.required = true;
    std::vector<Command> commands{
        {QStringLiteral("query agent-conversation-metrics"),
         QStringLiteral("Open and unattended conversations of each agent now"),
         {},
         {accountOption(false),
          {QStringLiteral("user-id"), QStringLiteral("ID"), QStringLiteral("Only this agent")}},
         agentMetrics},
        {QStringLiteral("query reporting-events"),
         QStringLiteral("Reporting events of one conversation, oldest first"),
         {},
         {accountOption(false), conversation},
         events}};
    for (Command &command : reportQueryCommands())
        commands.push_back(std::move(command));
    return commands;
}

} // namespace watchfloor::cli
