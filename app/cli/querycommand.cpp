// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/querycommand.h"

#include "app/cli/accountchoice.h"
#include "app/cli/awaittask.h"
#include "app/cli/outputtable.h"
#include "backend/engine/agentfigures.h"
#include "backend/engine/operations/requesterror.h"
#include "backend/reports/reportservice.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace watchfloor::cli {
namespace {

/// A parameter that names nothing: the seed's error body for programs, a sentence for people.
int refuse(const CommandContext &context, const QString &description, const QString &field,
           const QString &sentence)
{
    if (context.json())
        context.write(requestErrorBody(description, field, sentence, QStringLiteral("not_found")) +
                      '\n');
    context.say(sentence);
    return Failed;
}

Cell cellFromJson(const QJsonValue &value)
{
    if (value.isString())
        return Cell(value.toString());
    if (!value.isDouble())
        return Cell();
    const double number = value.toDouble();
    const qint64 whole = value.toInteger();
    return double(whole) == number ? Cell(Cell::Value(whole))
                                   : Cell(QString::number(number, 'f', 3));
}

/// The rows of a seed's array, "metric.open" being a key inside an object.
OutputTable tableFromJson(const QByteArray &json, const std::vector<OutputColumn> &columns)
{
    OutputTable table;
    table.columns = columns;
    const QJsonArray rows = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &row : rows) {
        std::vector<Cell> cells;
        for (const OutputColumn &column : columns) {
            QJsonValue value = row;
            const QStringList path = column.key.split(u'.');
            for (const QString &step : path)
                value = value[step];
            cells.push_back(cellFromJson(value));
        }
        table.rows.push_back(std::move(cells));
    }
    return table;
}

void writeAnswer(const CommandContext &context, const QByteArray &json,
                 const std::vector<OutputColumn> &columns)
{
    if (context.json())
        context.write(json + '\n');
    else
        writeTable(context, tableFromJson(json, columns));
}

/// Runs `answer` for the one account the line names.
template<typename Answer>
int withAccount(CommandContext &context, Answer answer)
{
    ReportService service(context.profileDir, *context.clock);
    const AccountChoice choice = oneAccount(context, service);
    if (choice.unknownName)
        return refuse(context, QStringLiteral("Account not found"), QStringLiteral("account_id"),
                      choice.sentence);
    if (choice.exitCode != Done)
        return choice.exitCode;
    return answer(service, choice.accounts.front());
}

int agentMetrics(CommandContext &context)
{
    return withAccount(context, [&](ReportService &service, const Account &account) {
        const auto answer = awaitFuture(service.agentConversationMetrics(
            account.id, context.args.value(QStringLiteral("user-id"))));
        if (!answer)
            return context.fail(answer.error());
        writeAnswer(context, *answer,
                    {column("id", "text"), column("name", "text"), column("email", "text"),
                     column("availability", "text"), column("metric.open", "count"),
                     column("metric.unattended", "count")});
        if (const QString note = partialCountsNote(account); !note.isEmpty())
            context.note(note + u'.');
        return int(Done);
    });
}

int events(CommandContext &context)
{
    return withAccount(context, [&](ReportService &service, const Account &account) {
        const auto answer = awaitFuture(service.reportingEvents(
            account.id, context.args.value(QStringLiteral("conversation"))));
        if (!answer && answer.error().kind() == Error::Kind::NotFound)
            return refuse(context, QStringLiteral("Conversation not found"),
                          QStringLiteral("conversation_id"), answer.error().sentence());
        if (!answer)
            return context.fail(answer.error());
        writeAnswer(context, *answer,
                    {column("id", "text"), column("name", "text"), column("value", "count"),
                     column("value_in_business_hours", "count"), column("event_start_time", "text"),
                     column("event_end_time", "text"), column("inbox_id", "text"),
                     column("user_id", "text"), column("created_at", "text")});
        return int(Done);
    });
}

} // namespace

std::vector<Command> queryCommands()
{
    OptionSpec conversation{QStringLiteral("conversation"), QStringLiteral("ID"),
                            QStringLiteral("The conversation's number as people see it")};
    conversation.required = true;
    return {{QStringLiteral("query agent-conversation-metrics"),
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
}

} // namespace watchfloor::cli
