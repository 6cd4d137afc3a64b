// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/chatwootdialect.h"

#include <QJsonDocument>

#include <algorithm>

namespace watchfloor::sandbox {

namespace {

QJsonObject errorObject(const char *text)
{
    return {{QStringLiteral("error"), QLatin1String(text)}};
}

} // namespace

ChatwootDialect::ChatwootDialect(const World &world, const QString &baseUrl,
                                 const ChatwootOptions &options)
    : m_world(world)
    , m_shapes(world, baseUrl, options)
    , m_options(options)
{
}

const std::vector<ChatwootDialect::Route> &ChatwootDialect::routes()
{
    using D = ChatwootDialect;
    static const char list[] = "status assignee_type inbox_id team_id labels[] conversation_type q "
                               "source_id page sort_by updated_within";
    static const char report[] = "metric type id since until group_by timezone_offset "
                                 "business_hours";
    static const char summary[] = "since until business_hours";
    static const char surveys[] = "page since until sort user_ids[] inbox_id team_id rating";
    static const char slas[] = "page since until inbox_id team_id sla_policy_id label_list "
                               "assigned_agent_id";
    static const std::vector<Route> all{
        {"api", "", &D::api},
        {"health", "", &D::health, "4.11"},
        {"api/v1/profile", "", &D::profile},
        {"api/v1/accounts/#", "", &D::account},
        {"api/v1/accounts/#/cache_keys", "", &D::cacheKeys, "2.16"},
        {"api/v1/accounts/#/agents", "", &D::agents},
        {"api/v1/accounts/#/teams", "", &D::teams},
        {"api/v1/accounts/#/teams/#/team_members", "", &D::teamMembers},
        {"api/v1/accounts/#/inboxes", "", &D::inboxes},
        {"api/v1/accounts/#/inbox_members/#", "", &D::inboxMembers},
        {"api/v1/accounts/#/labels", "", &D::labels},
        {"api/v1/accounts/#/conversations", list, &D::conversations},
        {"api/v1/accounts/#/conversations/meta", list, &D::conversationsMeta},
        {"api/v1/accounts/#/conversations/#", "", &D::conversation},
        {"api/v1/accounts/#/conversations/#/labels", "", &D::conversationLabels},
        {"api/v1/accounts/#/conversations/#/messages", "after before filter_internal_messages",
         &D::messages},
        {"api/v1/accounts/#/conversations/#/reporting_events", "", &D::conversationEvents, "4.8",
         true},
        {"api/v1/accounts/#/reporting_events", "page since until inbox_id user_id name",
         &D::accountEvents, "4.8", true, Right::Administrator},
        {"api/v1/accounts/#/csat_survey_responses", surveys, &D::csatResponses, "0", false,
         Right::Reports},
        {"api/v1/accounts/#/csat_survey_responses/metrics", surveys, &D::csatMetrics, "0", false,
         Right::Reports},
        {"api/v1/accounts/#/applied_slas", slas, &D::appliedSlas, "3.8", true,
         Right::Administrator},
        {"api/v1/accounts/#/applied_slas/metrics", slas, &D::slaMetrics, "3.8", true,
         Right::Administrator},
        {"api/v2/accounts/#/reports", report, &D::reports, "0", false, Right::Reports},
        {"api/v2/accounts/#/reports/summary", report, &D::reportSummary, "0", false,
         Right::Reports},
        {"api/v2/accounts/#/reports/conversations", "type page user_id", &D::reportConversations,
         "2.4", false, Right::Reports},
        {"api/v2/accounts/#/live_reports/conversation_metrics", "team_id", &D::liveMetrics, "4.0.3",
         false, Right::Reports},
        {"api/v2/accounts/#/live_reports/grouped_conversation_metrics", "group_by team_id",
         &D::liveGrouped, "4.0.3", false, Right::Reports},
        {"api/v2/accounts/#/summary_reports/agent", summary, &D::summaryByAgent, "3.6", false,
         Right::Reports},
        {"api/v2/accounts/#/summary_reports/team", summary, &D::summaryByTeam, "3.6", false,
         Right::Reports},
        {"api/v2/accounts/#/summary_reports/inbox", summary, &D::summaryByInbox, "4.0", false,
         Right::Reports},
    };
    return all;
}

bool ChatwootDialect::matches(const Route &route, const QStringList &path, std::vector<qint64> *ids,
                              bool *badId)
{
    const QStringList pattern = QString::fromLatin1(route.path).split(QLatin1Char('/'));
    if (pattern.size() != path.size())
        return false;
    ids->clear();
    *badId = false;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != QLatin1String("#")) {
            if (pattern[i] != path[i])
                return false;
            continue;
        }
        bool ok = false;
        ids->push_back(path[i].toLongLong(&ok));
        *badId = *badId || !ok;
    }
    return true;
}

Response ChatwootDialect::handle(const Request &request)
{
    if (throttled(request))
        return {429, {{"Content-Type", "text/plain"}}, "Retry later\n"};
    if (request.method != "GET")
        return refused(QStringLiteral("only GET is in the contract, not ") +
                       QString::fromLatin1(request.method));
    const QStringList path = request.path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    Call call{&request, {}};
    const Route *found = nullptr;
    bool badId = false;
    for (const Route &route : routes()) {
        std::vector<qint64> ids;
        bool bad = false;
        // A literal path ("meta") goes before a number in its place.
        if (matches(route, path, &ids, &bad) && (!found || badId)) {
            found = &route;
            badId = bad;
            call.ids = ids;
        }
    }
    if (!found)
        return refused(QStringLiteral("%1 is not in the contract").arg(request.path));
    if (!m_shapes.atLeast(found->since) || (found->enterprise && !m_shapes.enterprise()))
        return unknownRoute(request);
    const QStringList known = QString::fromLatin1(found->params).split(QLatin1Char(' '));
    for (const auto &[key, value] : request.query) {
        if (!known.contains(key))
            return refused(QStringLiteral("%1 knows no parameter '%2'").arg(request.path, key));
    }
    if (found->handler == &ChatwootDialect::api || found->handler == &ChatwootDialect::health)
        return (this->*found->handler)(call);
    // nginx drops a header with an underscore, so that spelling is no token at all.
    const QByteArray token = request.header("Api-Access-Token");
    if (token.isEmpty())
        return json(QJsonObject{{QStringLiteral("errors"),
                                 QJsonArray{QStringLiteral(
                                     "You need to sign in or sign up before continuing.")}}},
                    401);
    if (token != m_options.token.toUtf8())
        return json(errorObject("Invalid Access Token"), 401);
    if (badId)
        return notFound();
    return checked(*found, call);
}

Response ChatwootDialect::checked(const Route &route, const Call &call) const
{
    Call inside = call;
    if (!call.ids.empty()) {
        const qint64 account = call.ids.front();
        if (account == 2)
            return json(errorObject("Account is suspended"), 401);
        if (account == 3)
            return json(errorObject("You are not authorized to access this account"), 401);
        if (account != 1)
            return notFound();
        inside.ids.erase(inside.ids.begin());
    }
    if ((route.right == Right::Administrator && !m_shapes.administrator()) ||
        (route.right == Right::Reports && !m_shapes.mayReport()))
        return forbidden();
    return (this->*route.handler)(inside);
}

bool ChatwootDialect::throttled(const Request &request)
{
    const auto over = [&](const QString &key, int limit) {
        return m_limits.take(key, request.nowMs, limit).refused;
    };
    if (request.path == QLatin1String("/health"))
        return false;
    const QString user = QString::fromUtf8(request.header("Api-Access-Token"));
    const QStringList path = request.path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    // Each rule counts, whichever of them says no.
    bool refuse = over(QStringLiteral("ip ") + request.clientIp, m_options.limitPerIp);
    if (path.size() < 5 || path[2] != QLatin1String("accounts"))
        return refuse;
    const QString account = path[3];
    if (path[1] == QLatin1String("v2") && path[4].startsWith(QLatin1String("reports"))) {
        refuse = over(QStringLiteral("reports %1 %2").arg(user, account), m_options.limitReports) ||
                 refuse;
        refuse = over(QStringLiteral("reports ") + account, m_options.limitReports * 10) || refuse;
    }
    if (m_shapes.atLeast("4.11.2") && path.size() == 6 &&
        path[4] == QLatin1String("conversations") && path[5] == QLatin1String("meta"))
        refuse =
            over(QStringLiteral("meta %1 %2").arg(user, account), m_options.limitMeta) || refuse;
    return refuse;
}

Response ChatwootDialect::unknownRoute(const Request &request) const
{
    if (request.header("Accept") == "application/json")
        return json(QJsonObject{{QStringLiteral("status"), 404},
                                {QStringLiteral("error"), QStringLiteral("Not Found")}},
                    404);
    return {404,
            {{"Content-Type", "text/html; charset=utf-8"}},
            "<!DOCTYPE html><html><body><h1>The page you were looking for doesn't exist.</h1>"
            "</body></html>"};
}

Response ChatwootDialect::json(const QJsonValue &value, int status)
{
    const QJsonDocument document =
        value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return {status,
            {{"Content-Type", "application/json; charset=utf-8"}},
            document.toJson(QJsonDocument::Compact)};
}

Response ChatwootDialect::refused(const QString &why)
{
    return json(QJsonObject{{QStringLiteral("error"), QStringLiteral("sandbox: ") + why}}, 500);
}

Response ChatwootDialect::notFound()
{
    return json(errorObject("Resource could not be found"), 404);
}

Response ChatwootDialect::forbidden()
{
    return json(errorObject("You are not authorized to do this action"), 401);
}

Response ChatwootDialect::broken()
{
    return json(QJsonObject{{QStringLiteral("status"), 500},
                            {QStringLiteral("error"), QStringLiteral("Internal Server Error")}},
                500);
}

Response ChatwootDialect::unprocessable(const QString &why)
{
    return json(QJsonObject{{QStringLiteral("error"), why}}, 422);
}

ChatwootDialect::Range ChatwootDialect::rangeOf(const Request &request)
{
    Range range;
    const auto since = request.param(QStringLiteral("since"));
    const auto until = request.param(QStringLiteral("until"));
    bool sinceOk = true;
    bool untilOk = true;
    if (since)
        range.since = since->toLongLong(&sinceOk) * Second;
    if (until)
        range.until = until->toLongLong(&untilOk) * Second;
    range.malformed = !sinceOk || !untilOk;
    range.given = since && until;
    return range;
}

int ChatwootDialect::pageOf(const Request &request)
{
    return qMax(1, request.param(QStringLiteral("page")).value_or(QStringLiteral("1")).toInt());
}

bool ChatwootDialect::visible(const Conversation &c) const
{
    return !c.deleted() && (m_shapes.administrator() || m_shapes.isUserMember(c.inbox) ||
                            (c.group != Nobody && m_shapes.isUserTeam(c.group)));
}

const Conversation *ChatwootDialect::conversationOf(const Call &call, Response *failure) const
{
    const int index = m_world.conversationById(QString::number(call.ids.front()));
    if (index == Nobody || m_world.at(index).deleted()) {
        *failure = notFound();
        return nullptr;
    }
    if (!visible(m_world.at(index))) {
        *failure = forbidden();
        return nullptr;
    }
    return &m_world.at(index);
}

/// Index of what a query names; Nobody with `given` when there is no such row.
int ChatwootDialect::idParam(const Request &request, const char *key, const char *kind,
                             bool *given) const
{
    const auto text = request.param(QLatin1String(key));
    *given = text.has_value();
    if (!text)
        return Nobody;
    if (qstrcmp(kind, "inbox") == 0)
        return m_world.inboxById(*text);
    if (qstrcmp(kind, "team") == 0)
        return m_world.groupById(*text);
    return m_world.agentById(*text);
}

} // namespace watchfloor::sandbox
