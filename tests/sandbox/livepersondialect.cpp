// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersondialect.h"

#include "sandbox/livepersonapis.h"

#include <QJsonDocument>

#include <algorithm>

namespace watchfloor::sandbox {

namespace {

constexpr const char *ServiceNames[] = {"agentManagerWorkspace",
                                        "msgHist",
                                        "leDataReporting",
                                        "msgEwtAPI",
                                        "accountConfigReadOnly",
                                        "accountConfigReadWrite",
                                        "agentVep",
                                        "agentActivityDomain",
                                        "sentinel"};

/// Which permission of the key a 403 misses, in the words of the vendor's key form.
QString permissionText(const QString &permission)
{
    if (permission == QLatin1String("kmm"))
        return QStringLiteral("Data -> Key Messaging Metrics");
    if (permission == QLatin1String("activity"))
        return QStringLiteral("Data -> Workforce Management -> Agent Activity API");
    if (permission == QLatin1String("users"))
        return QStringLiteral("Administration -> Users");
    return QStringLiteral("Data -> Engagement History and Messaging Interactions");
}

bool fits(const char *pattern, const QStringList &path, QString *account, QString *segment)
{
    const QStringList parts = QString::fromLatin1(pattern).split(QLatin1Char('/'));
    if (parts.size() != path.size())
        return false;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (parts[i] == QLatin1String("#"))
            *account = path[i];
        else if (parts[i] == QLatin1String("*"))
            *segment = path[i];
        else if (parts[i] != path[i])
            return false;
    }
    return true;
}

} // namespace

LivePersonDialect::LivePersonDialect(const World &world, const QString &baseUrl,
                                     const LivePersonOptions &options)
    : m_world(world)
    , m_origin(baseUrl)
    , m_options(options)
    , m_gate(baseUrl, options)
{
}

const std::vector<LivePersonDialect::Route> &LivePersonDialect::routes()
{
    static const std::vector<Route> all{
        {"GET", "api/account/#/service/*/baseURI.json", "version", Kind::Domain},
        {"GET", "api/account/#/service/baseURI.json", "version", Kind::Domains},
        {"POST", "api/account/#/login", "v", Kind::Login},
        {"POST", "api/account/#/refresh", "v", Kind::Refresh},
        {"POST", "api/account/#/logout", "v", Kind::Logout},
        {"POST", "manager_workspace/api/account/#/metrics", "offset limit sort", Kind::Api,
         lpMetrics, "kmm"},
        {"POST", "manager_workspace/api/account/#/agent_view", "offset limit sort", Kind::Api,
         lpAgentView, "kmm"},
        {"POST", "manager_workspace/api/account/#/historical", "interval", Kind::Api, lpHistorical,
         "kmm"},
        {"POST", "manager_workspace/api/account/#/skill/availability", "", Kind::Api,
         lpSkillAvailability, "kmm"},
        {"POST", "messaging_history/api/account/#/conversations/search",
         "offset limit sort v source", Kind::Api, lpConversations, "interactions"},
        {"POST", "messaging_history/api/account/#/conversations/conversation/search",
         "offset limit sort v source", Kind::Api, lpConversation, "interactions"},
        {"POST", "messaging_history/api/account/#/agent-view/status", "offset limit sort source",
         Kind::Api, lpAgentStatus, "agentmetrics"},
        {"POST", "messaging_history/api/account/#/agent-view/summary", "source", Kind::Api,
         lpAgentSummary, "agentmetrics"},
        {"GET", "api/account/#/configuration/le-users/skills", "v select include_deleted",
         Kind::Api, lpSkills, "users"},
        {"GET", "api/account/#/configuration/le-users/agentGroups", "v select include_deleted",
         Kind::Api, lpAgentGroups, "users"},
        {"GET", "api/account/#/configuration/le-users/users", "v select include_deleted", Kind::Api,
         lpUsers, "users"},
        {"GET", "api/v2/account/#/status-changes", "source v from to agentId limit offset",
         Kind::Api, lpStatusChanges, "activity"},
    };
    return all;
}

Response LivePersonDialect::handle(const Request &request)
{
    if (m_gate.throttled(request))
        return lpJson(lpObject({{"message", lpWord("Too Many Requests")}}), 429);
    const QStringList path = request.path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    LivePersonCall call{m_world, m_options, request, {}, m_origin, {}, {}, 0};
    bool otherMethod = false;
    const Route *found = nullptr;
    for (const Route &route : routes()) {
        QString account;
        QString segment;
        if (found || !fits(route.path, path, &account, &segment))
            continue;
        otherMethod = request.method != route.method;
        if (otherMethod)
            continue;
        found = &route;
        call.account = account;
        call.segment = segment;
    }
    if (!found)
        return lpRefused(otherMethod
                             ? QStringLiteral("%1 is not asked by %2")
                                   .arg(request.path, QString::fromLatin1(request.method))
                             : QStringLiteral("%1 is not in the contract").arg(request.path));
    const QStringList known = QString::fromLatin1(found->params).split(QLatin1Char(' '));
    for (const auto &[key, value] : request.query) {
        if (!known.contains(key))
            return lpRefused(QStringLiteral("%1 knows no parameter '%2'").arg(request.path, key));
        if (request.params(key).size() > 1)
            return lpRefused(QStringLiteral("parameter '%1' comes twice").arg(key));
    }
    if (request.method == "GET" && !request.body.isEmpty())
        return lpRefused(QStringLiteral("a GET has no body"));
    return answer(*found, &call);
}

Response LivePersonDialect::answer(const Route &route, LivePersonCall *call)
{
    const Request &request = call->request;
    if (route.kind == Kind::Domain || route.kind == Kind::Domains)
        return domains(*call, route.kind == Kind::Domains);
    if (request.method == "POST") {
        if (!request.header("Content-Type").toLower().startsWith("application/json"))
            return lpRefused(QStringLiteral("the body must be application/json"));
        const QJsonDocument document = QJsonDocument::fromJson(request.body);
        if (!document.isObject())
            return lpBadRequest(QStringLiteral("body: must be a JSON object"));
        call->body = document.object();
    }
    if (route.kind != Kind::Api) {
        if (call->param("v") != QLatin1String("1.3") && route.kind == Kind::Login)
            return lpBadRequest(QStringLiteral("v: must be 1.3"));
        if (call->account != m_options.account)
            return lpUnauthorized(QStringLiteral("Wrong site"));
        if (route.kind == Kind::Login)
            return m_gate.login(request, call->body, loginAnswer(request));
        return route.kind == Kind::Refresh ? m_gate.refresh(request, call->body)
                                           : m_gate.logout(request, call->body);
    }
    const QString permission = QLatin1String(route.permission);
    const bool kmm = permission == QLatin1String("kmm");
    // Bearers are documented for raw facts and configuration only.
    const bool bearer =
        kmm ? m_options.kmmBearer
            : permission == QLatin1String("interactions") || permission == QLatin1String("users");
    if (const auto refusal = m_gate.refusal(request, bearer))
        return *refusal;
    if (call->account != m_options.account)
        return lpUnauthorized(
            QStringLiteral("oauth_problem=token_rejected&oauth_problem_advice=other%20account"));
    if (m_options.denied.contains(permission))
        return lpJson(lpObject({{"message", QStringLiteral("The key lacks the permission ") +
                                                permissionText(permission)}}),
                      403);
    if (route.handler == lpConversations)
        call->searches = ++m_searches;
    return route.handler(*call);
}

QJsonArray LivePersonDialect::baseUris() const
{
    const QString host = m_origin.section(QStringLiteral("://"), 1);
    QJsonArray all;
    for (const char *name : ServiceNames)
        all.append(lpObject(
            {{"account", m_options.account}, {"baseURI", host}, {"service", QLatin1String(name)}}));
    return all;
}

Response LivePersonDialect::domains(const LivePersonCall &call, bool all) const
{
    if (call.param("version") != QLatin1String("1.0"))
        return lpJson(lpObject({{"message", lpWord("Bad Request: version must be 1.0")}}), 400);
    if (call.account != m_options.account)
        return lpJson(lpObject({{"message", lpWord("Bad site")}}), 401);
    const QJsonArray known = baseUris();
    if (all)
        return lpJson(lpObject({{"baseURIs", known}}));
    for (const QJsonValue one : known) {
        if (one[u"service"].toString() == call.segment)
            return lpJson(one);
    }
    return lpJson(lpObject({{"message", lpWord("Bad Request: unknown service")}}), 400);
}

QJsonObject LivePersonDialect::loginAnswer(const Request &request) const
{
    QJsonArray groups;
    for (const Group &group : m_world.groups())
        groups.append(
            lpObject({{"id", lpNumber(group.id)}, {"deleted", false}, {"name", group.name}}));
    const auto &agents = m_world.agents();
    const QString user = agents.empty() ? QStringLiteral("0") : agents.front().id;
    const QJsonObject config = lpObject({{"loginName", m_options.username},
                                         {"userId", user},
                                         {"userPrivileges", QJsonArray{100, 101, 1730, 1731}},
                                         {"serverCurrentTime", request.nowMs},
                                         {"timeDiff", 0},
                                         {"serverTimeZoneName", lpWord("Europe/Athens")},
                                         {"serverTimeGMTDiff", 7'200'000},
                                         {"isLPA", false},
                                         {"isAdmin", true},
                                         {"accountTimeZoneId", lpWord("Europe/Athens")}});
    const QJsonObject groupData = lpObject({{"items", groups}, {"revision", 1}});
    return lpObject({{"config", config},
                     {"csdsCollectionResponse", lpObject({{"baseURIs", baseUris()}})},
                     {"accountData", lpObject({{"agentGroupsData", groupData}})}});
}

} // namespace watchfloor::sandbox
