// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootformat.h"

namespace watchfloor::chatwoot {
namespace {

using Query = QList<QPair<QString, QString>>;

// The counting reports compute long before their first byte (200 s were
// reported with 50 agents: too long for figures that are live).
constexpr DurationMs reportTimeoutMs = 120'000;
// `updated_within` answers without pages.
constexpr qint64 unpagedBodyBytes = 64 * 1024 * 1024;

HttpRequest get(const Target &target, const QString &what, const QString &path,
                const Query &query = {})
{
    HttpRequest request(what, urlBelow(target.base(), path, query));
    // Exactly this, without "*/*": a missing route is rendered by what Accept says.
    request.setHeader("Accept", "application/json");
    // Not the documented api_access_token: proxies drop headers with underscores.
    if (!target.token().isEmpty())
        request.setHeader("Api-Access-Token", target.token());
    return request;
}

HttpRequest v1(const Target &target, const QString &what, const QString &path,
               const Query &query = {})
{
    return get(target, what, QStringLiteral("/api/v1/accounts/") + target.accountId() + u'/' + path,
               query);
}

HttpRequest report(const Target &target, const QString &what, const QString &path,
                   const Query &query = {})
{
    HttpRequest request =
        get(target, what, QStringLiteral("/api/v2/accounts/") + target.accountId() + u'/' + path,
            query);
    request.connectTimeoutMs = reportTimeoutMs;
    request.totalTimeoutMs = reportTimeoutMs;
    return request;
}

// Both bounds always: with one missing the server ignores the other.
Query between(TimeRange range, int page)
{
    const qint64 since = range.from / 1000;
    const qint64 until = (range.to + 999) / 1000;
    return {{QStringLiteral("since"), QString::number(since)},
            {QStringLiteral("until"), QString::number(until)},
            {QStringLiteral("page"), QString::number(page)}};
}

QString about(const char *what, const QString &id)
{
    return QString::fromLatin1(what).arg(id);
}

} // namespace

HttpRequest versionRequest(const Target &target)
{
    const Target bare(target.base(), {}, {});
    return get(bare, QStringLiteral("the server's version"), QStringLiteral("/api"));
}

HttpRequest profileRequest(const Target &target)
{
    return get(target, QStringLiteral("the user's profile"), QStringLiteral("/api/v1/profile"));
}

HttpRequest accountRequest(const Target &target)
{
    return get(target, QStringLiteral("the account's features"),
               QStringLiteral("/api/v1/accounts/") + target.accountId());
}

HttpRequest agentsRequest(const Target &target)
{
    return v1(target, QStringLiteral("the list of agents"), QStringLiteral("agents"));
}

HttpRequest teamsRequest(const Target &target)
{
    return v1(target, QStringLiteral("the list of teams"), QStringLiteral("teams"));
}

HttpRequest teamMembersRequest(const Target &target, const QString &teamId)
{
    return v1(target, about("the members of team %1", teamId),
              QStringLiteral("teams/%1/team_members").arg(teamId));
}

HttpRequest inboxesRequest(const Target &target)
{
    return v1(target, QStringLiteral("the list of inboxes"), QStringLiteral("inboxes"));
}

HttpRequest inboxMembersRequest(const Target &target, const QString &inboxId)
{
    return v1(target, about("the members of inbox %1", inboxId),
              QStringLiteral("inbox_members/") + inboxId);
}

HttpRequest labelsRequest(const Target &target)
{
    return v1(target, QStringLiteral("the list of labels"), QStringLiteral("labels"));
}

HttpRequest conversationsRequest(const Target &target, const QString &status, const QString &sort,
                                 int page)
{
    return v1(target, about("page %1 of the conversations", QString::number(page)),
              QStringLiteral("conversations"),
              {{QStringLiteral("status"), status},
               {QStringLiteral("sort_by"), sort},
               {QStringLiteral("page"), QString::number(page)}});
}

HttpRequest updatedConversationsRequest(const Target &target, qint64 seconds)
{
    HttpRequest request = v1(target, QStringLiteral("the conversations changed of late"),
                             QStringLiteral("conversations"),
                             {{QStringLiteral("status"), QStringLiteral("all")},
                              {QStringLiteral("updated_within"), QString::number(seconds)}});
    request.maxBodyBytes = unpagedBodyBytes;
    return request;
}

HttpRequest conversationRequest(const Target &target, const QString &displayId)
{
    return v1(target, about("conversation %1", displayId),
              QStringLiteral("conversations/") + displayId);
}

HttpRequest conversationEventsRequest(const Target &target, const QString &displayId)
{
    return v1(target, about("the reporting events of conversation %1", displayId),
              QStringLiteral("conversations/%1/reporting_events").arg(displayId));
}

HttpRequest messagesRequest(const Target &target, const QString &displayId, qint64 afterId)
{
    return v1(target, about("the messages of conversation %1", displayId),
              QStringLiteral("conversations/%1/messages").arg(displayId),
              {{QStringLiteral("after"), QString::number(afterId)},
               {QStringLiteral("before"), QStringLiteral("2147483647")}});
}

HttpRequest eventsRequest(const Target &target, TimeRange range, int page)
{
    return v1(target, QStringLiteral("the account's reporting events"),
              QStringLiteral("reporting_events"), between(range, page));
}

HttpRequest csatRequest(const Target &target, TimeRange range, int page)
{
    Query query = between(range, page);
    query.append({QStringLiteral("sort"), QStringLiteral("created_at")});
    return v1(target, QStringLiteral("the satisfaction answers"),
              QStringLiteral("csat_survey_responses"), query);
}

HttpRequest appliedSlasRequest(const Target &target, TimeRange range, int page)
{
    return v1(target, QStringLiteral("the missed SLAs"), QStringLiteral("applied_slas"),
              between(range, page));
}

HttpRequest agentMetricsRequest(const Target &target, int page)
{
    return report(target, QStringLiteral("the conversation metrics by agent"),
                  QStringLiteral("reports/conversations"),
                  {{QStringLiteral("type"), QStringLiteral("agent")},
                   {QStringLiteral("page"), QString::number(page)}});
}

HttpRequest accountMetricsRequest(const Target &target)
{
    return report(target, QStringLiteral("the conversation metrics of the account"),
                  QStringLiteral("reports/conversations"),
                  {{QStringLiteral("type"), QStringLiteral("account")}});
}

HttpRequest groupedMetricsRequest(const Target &target)
{
    return report(target, QStringLiteral("the live counters by agent"),
                  QStringLiteral("live_reports/grouped_conversation_metrics"),
                  {{QStringLiteral("group_by"), QStringLiteral("assignee_id")}});
}

HttpRequest liveMetricsRequest(const Target &target)
{
    return report(target, QStringLiteral("the live counters of the account"),
                  QStringLiteral("live_reports/conversation_metrics"));
}

} // namespace watchfloor::chatwoot
