// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonhistory.h"

#include <QDateTime>
#include <QJsonArray>

namespace watchfloor::liveperson {
namespace {

constexpr TimeMs wholeSecond = 1000;

/// What follows from a record, and nothing besides: no summaries, pages, devices or campaigns. The
/// texts of messages cannot be left out; the parser drops them.
QJsonArray wantedContent(bool contactNames)
{
    QJsonArray wanted{QStringLiteral("agentParticipants"), QStringLiteral("agentParticipantsLeave"),
                      QStringLiteral("transfers"),         QStringLiteral("skillChanges"),
                      QStringLiteral("messageRecords"),    QStringLiteral("conversationSurveys"),
                      QStringLiteral("responseTime"),      QStringLiteral("dialogs")};
    if (contactNames)
        wanted.append(QStringLiteral("consumerParticipants"));
    return wanted;
}

QJsonObject span(TimeRange range)
{
    return {{QStringLiteral("from"), range.from}, {QStringLiteral("to"), range.to}};
}

/// RFC 3339 in whole seconds.
QString instant(TimeMs time)
{
    return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODate);
}

TimeMs roundedUp(TimeMs time, TimeMs unit)
{
    return (time + unit - 1) / unit * unit;
}

} // namespace

Call historyCall(const HistoryFilter &filter, int page, bool contactNames)
{
    QJsonObject body{{QStringLiteral("start"), span(filter.start)},
                     {QStringLiteral("contentToRetrieve"), wantedContent(contactNames)}};
    if (filter.updatedSince)
        body.insert(QStringLiteral("latestUpdateTime"),
                    QJsonObject{{QStringLiteral("from"), *filter.updatedSince}});
    if (filter.openOnly)
        body.insert(QStringLiteral("status"), QJsonArray{QStringLiteral("OPEN")});
    Call call(QStringLiteral("the list of conversations"), Service::History,
              QStringLiteral("/messaging_history/api/account/{id}/conversations/search"));
    call.with("offset", qint64(page - 1) * historyPageRows);
    call.with("limit", historyPageRows);
    call.with(QStringLiteral("sort"), QStringLiteral("start:asc"));
    call.with(QStringLiteral("source"), QLatin1String(sourceName));
    call.post(body);
    return call;
}

Call singleRecordCall(const QString &conversation, bool contactNames)
{
    Call call(
        QStringLiteral("a single conversation"), Service::History,
        QStringLiteral("/messaging_history/api/account/{id}/conversations/conversation/search"));
    call.with(QStringLiteral("source"), QLatin1String(sourceName));
    call.post({{QStringLiteral("conversationId"), conversation},
               {QStringLiteral("contentToRetrieve"), wantedContent(contactNames)}});
    return call;
}

Call stateChangesCall(TimeRange window, int page)
{
    Call call(QStringLiteral("the agents' states"), Service::AgentActivity,
              QStringLiteral("/api/v2/account/{id}/status-changes"));
    call.with(QStringLiteral("v"), QStringLiteral("2"));
    call.with(QStringLiteral("source"), QLatin1String(sourceName));
    call.with(QStringLiteral("from"), instant(window.from));
    call.with(QStringLiteral("to"), instant(roundedUp(window.to, wholeSecond)));
    call.with("limit", statePageRows);
    call.with("offset", qint64(page - 1) * statePageRows);
    return call;
}

TimeRange latestStarts(TimeMs now)
{
    const TimeMs to = roundedUp(now, historyRounding) + historyRounding;
    return {to - longestHistorySpan, to};
}

} // namespace watchfloor::liveperson
