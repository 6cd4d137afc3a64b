// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatdialect.h"

#include "sandbox/rocketchatinfo.h"
#include "sandbox/rocketchatlists.h"
#include "sandbox/rocketchatreports.h"
#include "sandbox/rocketchatrooms.h"
#include "sandbox/rocketchattimeline.h"

namespace watchfloor::sandbox {

namespace {

struct PermissionRow {
    const char *name;
    const char *roles;
};
/// Who has what on a fresh server.
constexpr PermissionRow Permissions[] = {
    {"view-livechat-reports", "admin livechat-manager livechat-monitor"},
    {"view-livechat-manager", "admin livechat-manager livechat-monitor"},
    {"view-livechat-rooms", "admin livechat-manager livechat-monitor"},
    {"view-livechat-departments", "admin livechat-manager livechat-monitor"},
    {"transfer-livechat-guest", "admin livechat-manager livechat-monitor livechat-agent"},
    {"view-l-room", "admin livechat-manager livechat-monitor livechat-agent"},
    {"view-privileged-setting", "admin"},
    {"create-personal-access-tokens",
     "admin livechat-manager livechat-monitor livechat-agent user"},
};

QStringList splitWords(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

RocketChatDialect::RocketChatDialect(const World &world, const QString &,
                                     const RocketChatOptions &options)
    : m_options(options)
    , m_books(world, m_options)
    , m_dates(options.zone)
    , m_logins(m_options)
{
    addRoutes();
    addChartRoutes();
}

void RocketChatDialect::addRoutes()
{
    using namespace rocketchat;
    const Books *books = &m_books;
    const Dates *dates = &m_dates;
    Logins *logins = &m_logins;
    const auto add = [this](const Route &route) { m_routes.push_back(route); };
    add({"login", "", "", [logins](const Call &c) { return logins->login(c); }, Strange::Refused,
         false, "0", "POST", true});
    add({"logout", "", "", [logins](const Call &c) { return logins->logout(c); }, Strange::Refused,
         false, "0", "POST"});
    add({"users.generatePersonalAccessToken", "", "create-personal-access-tokens",
         [logins](const Call &c) { return logins->personalToken(c); }, Strange::Refused, false, "0",
         "POST"});
    add({"me", "", "", [books](const Call &c) { return me(*books, c); }});
    add({"licenses.info", "loadValues", "view-privileged-setting",
         [books](const Call &) { return licences(*books); }});

    const auto report = [&](const char *path, Report kind, const char *params) {
        add({path, params, "view-livechat-reports",
             [=, this](const Call &call) {
                 const QString wrong = dates->wrongRange(call.param("start"), call.param("end"));
                 if (!wrong.isEmpty())
                     return failure(wrong);
                 const QString sort = call.param("sort");
                 if (call.has("sort") && !parseSort(sort))
                     return invalidSort(sort);
                 const QStringList key{QLatin1String(path), call.param("start"), call.param("end"),
                                       sort};
                 return cached(key.join(QLatin1Char(' ')), Minute, call, [&] {
                     return conversationsReport(
                         *books, kind, *dates->moment(call.param("start")),
                         *dates->moment(call.param("end")),
                         parseSort(sort.isEmpty() ? QStringLiteral("{}") : sort)
                             .value_or(SortKeys()));
                 });
             },
             Strange::BadRequest, true, "6.4"});
    };
    report("livechat/analytics/dashboards/conversations-by-agent", Report::Agent,
           "start! end! sort");
    report("livechat/analytics/dashboards/conversations-by-department", Report::Department,
           "start! end! sort");
    report("livechat/analytics/dashboards/conversations-by-tags", Report::Tags, "start! end! sort");
    report("livechat/analytics/dashboards/conversations-by-source", Report::Source,
           "start! end! sort");
    report("livechat/analytics/dashboards/conversations-by-status", Report::Status,
           "start! end! sort");

    auto rooms = std::make_shared<Rooms>(m_books, m_dates);
    // view-livechat-rooms or view-l-room: the route itself looks which.
    add({"livechat/rooms",
         "agents[] departmentId departmentId[] open onhold queued createdAt closedAt tags[] "
         "roomName customFields sort offset count",
         "view-livechat-rooms view-l-room",
         [rooms, this](const Call &call) {
             static const Route all{"", "", "view-livechat-rooms", {}};
             return rooms->list(call, permitted(all));
         },
         Strange::BadRequest});

    static const char users[] = "text onlyAvailable excludeId showIdleAgents sort offset count";
    add({"livechat/users/agent", users, "transfer-livechat-guest edit-omnichannel-contact",
         [books](const Call &c) { return agents(*books, c); }});
    add({"livechat/users/manager", "text sort offset count", "view-livechat-manager",
         [books](const Call &c) { return managers(*books, c); }});
    add({"livechat/department",
         "text enabled showArchived onlyMyDepartments excludeDepartmentId sort offset count",
         "view-livechat-departments view-l-room",
         [books](const Call &c) { return departments(*books, c); }});
    add({"livechat/department/#/agents", "sort offset count",
         "view-livechat-departments view-l-room",
         [books](const Call &c) { return departmentAgents(*books, c); }});
    add({"livechat/agents/#/departments", "enabledDepartmentsOnly", "view-l-room",
         [books](const Call &c) { return agentDepartments(*books, c); }});
    add({"livechat/inquiries.list", "department sort offset count", "view-livechat-manager",
         [books](const Call &c) { return inquiries(*books, c); }});
    add({"livechat/inquiries.queuedForUser", "department sort offset count", "view-l-room",
         [books](const Call &c) { return ownInquiries(*books, c); }});
    add({"livechat/queue", "agentId departmentId includeOfflineAgents sort offset count",
         "view-l-room", [books](const Call &c) { return queue(*books, c); }});
    add({"livechat/tags", "text viewAll department sort offset count",
         "view-l-room manage-livechat-tags", [books](const Call &c) { return tags(*books, c); },
         Strange::Refused, true});
    add({"livechat/priorities", "text sort offset count", "view-l-room",
         [books](const Call &c) { return priorities(*books, c); }, Strange::Refused, true});
    add({"livechat/transfer.history/#", "sort offset count", "view-livechat-rooms",
         [books](const Call &c) { return transferHistory(*books, c); }});
    add({"livechat/messages/#", "sort offset count", "view-l-room",
         [books](const Call &c) { return messages(*books, c); }});
}

const RocketChatDialect::Route *
RocketChatDialect::routeOf(const Request &request, const QStringList &path, QStringList *ids) const
{
    for (const Route &route : m_routes) {
        const QStringList pattern = QString::fromLatin1(route.path).split(QLatin1Char('/'));
        if (pattern.size() != path.size() || request.method != route.method)
            continue;
        ids->clear();
        bool fits = true;
        for (qsizetype i = 0; fits && i < pattern.size(); ++i) {
            if (pattern.at(i) == QLatin1String("#"))
                ids->append(path.at(i));
            else
                fits = pattern.at(i) == path.at(i);
        }
        if (fits)
            return &route;
    }
    return nullptr;
}

Response RocketChatDialect::handle(const Request &request)
{
    using namespace rocketchat;
    QString path = request.path;
    if (!m_options.root.isEmpty()) {
        if (!path.startsWith(m_options.root + QLatin1Char('/')))
            return noSuchPage();
        path = path.mid(m_options.root.size());
    }
    if (path == QLatin1String("/api/info") && request.method == "GET")
        return info(m_books, m_logins.userOf(request).isEmpty() ? QString() : m_options.role);
    static const QString prefix = QStringLiteral("/api/v1/");
    Call call{&request, {}, {}};
    const Route *route =
        path.startsWith(prefix)
            ? routeOf(request, path.mid(prefix.size()).split(QLatin1Char('/')), &call.ids)
            : nullptr;
    if (!route)
        return refused(QStringLiteral("%1 %2 is not in the contract")
                           .arg(QString::fromLatin1(request.method), request.path));
    if (!atLeast(m_options, route->since))
        return noSuchPage();
    return gate(*route, call);
}

Response RocketChatDialect::gate(const Route &route, Call call)
{
    using namespace rocketchat;
    const Request &request = *call.request;
    call.userId = m_logins.userOf(request);
    const bool knownUser = route.open || !call.userId.isEmpty();
    const bool licensed = !route.enterprise || m_options.edition == QLatin1String("enterprise");
    const Response noLicence = failure(QStringLiteral("This is an enterprise feature"),
                                       QStringLiteral("error-action-not-allowed"));
    const bool newer = atLeast(m_options, "8.0");
    // Only a licence brought these routes into being then.
    if (!licensed && !atLeast(m_options, "7.0"))
        return noSuchPage();
    if (!newer && !licensed)
        return noLicence;
    if (!knownUser)
        return unauthorized();
    if (newer && !permitted(route))
        return forbidden(m_options);
    if (newer && !licensed)
        return noLicence;
    Response answer;
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    if (!limited(route, request, &answer, &headers)) {
        if (auto wrong = checkParams(route, request))
            answer = *wrong;
        else if (!permitted(route))
            answer = forbidden(m_options);
        else
            answer = route.run(call);
    }
    answer.headers.insert(answer.headers.end(), headers.begin(), headers.end());
    return answer;
}

bool RocketChatDialect::permitted(const Route &route) const
{
    const QStringList wanted = splitWords(route.permission);
    if (wanted.isEmpty())
        return true;
    for (const PermissionRow &row : Permissions) {
        if (wanted.contains(QLatin1String(row.name)) &&
            splitWords(row.roles).contains(m_options.role))
            return true;
    }
    return false;
}

Response RocketChatDialect::unauthorized() const
{
    using namespace rocketchat;
    const QString text = QStringLiteral("You must be logged in to do this.");
    QJsonObject body{{QStringLiteral("success"), false}, {QStringLiteral("error"), text}};
    if (!atLeast(m_options, "9.0")) {
        body.insert(QStringLiteral("status"), QStringLiteral("error"));
        body.insert(QStringLiteral("message"), text);
    }
    return json(body, 401);
}

bool RocketChatDialect::limited(const Route &route, const Request &request, Response *answer,
                                std::vector<std::pair<QByteArray, QByteArray>> *headers)
{
    if (m_options.limit == 0)
        return false;
    const Ms now = request.pacedMs != 0 ? request.pacedMs : request.nowMs;
    const QString key =
        QStringLiteral("%1 %2 %3")
            .arg(QLatin1String(route.method), QLatin1String(route.path), request.clientIp);
    const RequestLimit::Taken taken = m_limits.take(key, now, m_options.limit);
    const Ms left = taken.resetAt - now;
    *headers = {{"X-RateLimit-Limit", QByteArray::number(m_options.limit)},
                {"X-RateLimit-Remaining", QByteArray::number(taken.remaining)},
                {"X-RateLimit-Reset", QByteArray::number(request.nowMs + left)}};
    if (taken.refused)
        *answer = rocketchat::json(
            {{QStringLiteral("success"), false},
             {QStringLiteral("error"),
              QStringLiteral("Error, too many requests. Please slow down. You must wait %1 seconds "
                             "before trying this endpoint again. [error-too-many-requests]")
                  .arg((left + Second - 1) / Second)}},
            429);
    return taken.refused;
}

std::optional<Response> RocketChatDialect::checkParams(const Route &route,
                                                       const Request &request) const
{
    const QString type = QStringLiteral("invalid-params");
    QStringList known;
    for (QString word : splitWords(route.params)) {
        const bool required = word.endsWith(QLatin1Char('!'));
        if (required)
            word.chop(1);
        known << word;
        if (required && !request.param(word))
            return rocketchat::failure(QStringLiteral("must have required property '%1'").arg(word),
                                       type);
    }
    for (const auto &[key, value] : request.query) {
        if (known.contains(key) || route.strange == Strange::Tolerated)
            continue;
        if (route.strange == Strange::BadRequest)
            return rocketchat::failure(QStringLiteral("must NOT have additional properties"), type);
        return rocketchat::refused(
            QStringLiteral("%1 knows no parameter '%2'").arg(request.path, key));
    }
    return std::nullopt;
}

Response RocketChatDialect::cached(const QString &key, Ms lifetime, const Call &call,
                                   const std::function<Response()> &make)
{
    const Ms now = call.request->nowMs;
    const auto found = m_cache.constFind(key);
    if (m_options.cache && found != m_cache.constEnd() && now >= found->first &&
        now - found->first < lifetime)
        return found->second;
    if (m_cache.size() > 500)
        m_cache.clear();
    const Response answer = make();
    m_cache.insert(key, {now, answer});
    return answer;
}

} // namespace watchfloor::sandbox
