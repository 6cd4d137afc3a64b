// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/timerange.h"
#include "backend/net/httprequest.h"

/// Requests in Chatwoot's dialect: addresses, queries and headers. Pure; no request here changes
/// anything on the server.
namespace watchfloor::chatwoot {

/// What a request needs to know about the account. The token goes into a header, never a URL.
class Target {
public:
    Target(QUrl base, QString accountId, QByteArray token)
        : m_base(std::move(base))
        , m_accountId(std::move(accountId))
        , m_token(std::move(token))
    {
    }
    const QUrl &base() const { return m_base; }
    const QString &accountId() const { return m_accountId; }
    const QByteArray &token() const { return m_token; }

private:
    QUrl m_base;
    QString m_accountId;
    QByteArray m_token;
};

HttpRequest versionRequest(const Target &target); ///< GET /api, without the token
HttpRequest profileRequest(const Target &target);
HttpRequest accountRequest(const Target &target);

HttpRequest agentsRequest(const Target &target);
HttpRequest teamsRequest(const Target &target);
HttpRequest teamMembersRequest(const Target &target, const QString &teamId);
HttpRequest inboxesRequest(const Target &target);
HttpRequest inboxMembersRequest(const Target &target, const QString &inboxId);
HttpRequest labelsRequest(const Target &target);

/// One page of the list; `status` in Chatwoot's words or "all", `sort` as sort_by.
HttpRequest conversationsRequest(const Target &target, const QString &status, const QString &sort,
                                 int page);
/// Everything updated in the last `seconds`, in one unpaged answer.
HttpRequest updatedConversationsRequest(const Target &target, qint64 seconds);
HttpRequest conversationRequest(const Target &target, const QString &displayId);
HttpRequest conversationEventsRequest(const Target &target, const QString &displayId);
/// Up to 1000 messages with ids above `afterId`, oldest first.
HttpRequest messagesRequest(const Target &target, const QString &displayId, qint64 afterId);

/// Account-wide events written in [range.from, range.to), rounded outwards to whole seconds.
HttpRequest eventsRequest(const Target &target, TimeRange range, int page);
HttpRequest csatRequest(const Target &target, TimeRange range, int page);
HttpRequest appliedSlasRequest(const Target &target, TimeRange range, int page);

HttpRequest agentMetricsRequest(const Target &target, int page); ///< seed 000
HttpRequest accountMetricsRequest(const Target &target);
HttpRequest groupedMetricsRequest(const Target &target); ///< live_reports, >= 4.0.3
HttpRequest liveMetricsRequest(const Target &target);

} // namespace watchfloor::chatwoot
