// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/queryreports.h"

#include "app/cli/awaittask.h"
#include "app/cli/queryanswer.h"
#include "backend/engine/daterange.h"
#include "backend/engine/operations/conversationsbyagent.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace watchfloor::cli {
namespace {

/// None when the option is not there; an empty value is a value.
std::optional<QString> given(const CommandContext &context, const char *option)
{
    const QString name = QLatin1String(option);
    return context.args.isSet(name) ? std::optional(context.args.value(name)) : std::nullopt;
}

Error badInput(const QString &sentence)
{
    return Error(Error::Kind::BadInput, sentence);
}

int conversationsByAgent(CommandContext &context)
{
    const auto bodyOf = [](const QString &sentence) {
        return conversationsByAgentError(badInput(sentence));
    };
    return withAccount(context, bodyOf, [&](ReportService &service, const Account &account) {
        const auto range =
            conversationsByAgentRange(given(context, "start"), given(context, "end"), context.zone);
        if (!range)
            return refuse(context, conversationsByAgentError(range.error()),
                          range.error().message());
        const auto answer = awaitFuture(service.conversationsByAgent(account.id, *range));
        if (!answer)
            return context.fail(answer.error());
        noteWhatIsMissing(context, account);
        const QJsonObject object = QJsonDocument::fromJson(*answer).object();
        OutputTable table = tableOf(object.value(u"data").toArray(),
                                    {column("label", "text"), column("value", "count")});
        const auto total = [&](const char *key) {
            table.total.emplace_back(
                QLatin1String(key),
                Cell(Cell::Value(object.value(QLatin1String(key)).toInteger())));
        };
        total("total");
        total("unspecified");
        return writeAnswer(context, *answer, table);
    });
}

/// The whole file, or all of stdin for "-".
Result<QByteArray> requestBody(const CommandContext &context, const QString &name)
{
    constexpr qint64 most = 16 << 20;
    if (name == QLatin1String("-")) {
        const auto body = context.readAll(most);
        return body ? Result<QByteArray>(*body)
                    : badInput(QStringLiteral("The input is too large for a request"));
    }
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return badInput(QStringLiteral("%1 cannot be read: %2")
                            .arg(QDir::toNativeSeparators(name), file.errorString()));
    if (file.size() > most)
        return badInput(
            QStringLiteral("%1 is too large for a request").arg(QDir::toNativeSeparators(name)));
    return file.readAll();
}

/// One row a group or skill and one for all; a column for each metric that was asked for.
OutputTable keyMetricsTable(const KeyMetricsRequest &request, const QByteArray &json)
{
    const QJsonObject answer = QJsonDocument::fromJson(json).object();
    std::vector<OutputColumn> columns{column("key", "text"), column("keyDescription", "text")};
    for (std::size_t i = 0; i < KeyMetricCount; ++i) {
        if (request.metrics.test(i))
            columns.push_back({QStringLiteral("metrics.") +
                                   QLatin1String(nameOf(static_cast<KeyMetric>(i)).answered),
                               QStringLiteral("count")});
    }
    QJsonArray rows = answer[u"groupBy"][u"groups"].toArray();
    if (answer.contains(u"all"))
        rows.append(QJsonObject{{QStringLiteral("key"), QStringLiteral("all")},
                                {QStringLiteral("metrics"), answer.value(u"all")}});
    OutputTable table = tableOf(rows, columns);
    for (OutputColumn &one : table.columns)
        one.key.remove(QStringLiteral("metrics."));
    return table;
}

int keyMetrics(CommandContext &context)
{
    const auto bodyOf = [](const QString &sentence) { return keyMetricsError(badInput(sentence)); };
    return withAccount(context, bodyOf, [&](ReportService &service, const Account &account) {
        const auto body = requestBody(context, context.args.value(QStringLiteral("body")));
        if (!body)
            return context.fail(body.error());
        const auto request = keyMetricsRequest(
            {given(context, "sort"), given(context, "offset"), given(context, "limit")}, *body);
        if (!request)
            return refuse(context, keyMetricsError(request.error()), request.error().message());
        const auto answer = awaitFuture(service.keyMetrics(account.id, *request));
        if (!answer)
            return context.fail(answer.error());
        noteWhatIsMissing(context, account);
        if (!answer->reported.isEmpty())
            context.note(QStringLiteral("As the vendor reported them at %1, not recomputed: %2.")
                             .arg(isoInstant(answer->reportedAt.value_or(0)),
                                  answer->reported.join(QStringLiteral(", "))));
        return writeAnswer(context, answer->json, keyMetricsTable(*request, answer->json));
    });
}

int agentConversations(CommandContext &context)
{
    const auto bodyOf = [](const QString &sentence) {
        return agentConversationsError(badInput(sentence));
    };
    return withAccount(context, bodyOf, [&](ReportService &service, const Account &account) {
        const auto request = agentConversationsRequest(
            context.args.value(QStringLiteral("agent")), given(context, "start-date"),
            given(context, "end-date"), given(context, "record"), given(context, "interacted"),
            context.zone);
        if (!request)
            return refuse(context, agentConversationsError(request.error()),
                          request.error().message());
        const auto answer = awaitFuture(service.agentConversations(account.id, *request));
        if (!answer)
            return context.fail(answer.error());
        noteWhatIsMissing(context, account);
        return writeAnswer(context, *answer,
                           tableOf(QJsonDocument::fromJson(*answer).array(),
                                   {column("_id", "text"), column("createdAt", "text"),
                                    column("endedAt", "text"), column("channel", "text"),
                                    column("status", "text"), column("liveAgentName", "text"),
                                    column("isLive", "text"), column("topic", "text"),
                                    column("duration", "count"), column("cost", "count")}));
    });
}

OptionSpec option(const char *name, const char *value, const char *help, bool required = false)
{
    OptionSpec spec{QLatin1String(name), QLatin1String(value), QLatin1String(help)};
    spec.required = required;
    return spec;
}

} // namespace

std::vector<Command> reportQueryCommands()
{
    return {
        {QStringLiteral("query conversations-by-agent"),
         QStringLiteral("Conversations created in a range, per agent who has them now"),
         {},
         {accountOption(false), option("start", "ISO", "Start of the range, belongs to it"),
          option("end", "ISO", "End of the range, does not belong to it; at most a year later")},
         conversationsByAgent},
        {QStringLiteral("query key-metrics"),
         QStringLiteral("Key messaging metrics of the account, its groups or skills"),
         {},
         {accountOption(false),
          option("body", "FILE", "The request as JSON; - reads it from stdin", true),
          option("sort", "FIELD:ORDER", "Order of the rows (default key:asc)"),
          option("offset", "N", "Rows to leave out (default 0)"),
          option("limit", "N", "Most rows to answer, 1 to 50 (default 50)")},
         keyMetrics},
        {QStringLiteral("query agent-conversations"),
         QStringLiteral("Conversations of one agent"),
         {},
         {accountOption(false), option("agent", "ID", "The agent", true),
          option("start-date", "ISO", "Only created then or later"),
          option("end-date", "ISO", "Only created before"),
          option("record", "true|false", "Recorded ones, or those that are not (default true)"),
          option("interacted", "true|false", "With user interaction, or without (default true)")},
         agentConversations}};
}

} // namespace watchfloor::cli
