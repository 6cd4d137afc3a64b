// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatdialect.h"
#include "sandbox/rocketchatstats.h"

#include <memory>

namespace watchfloor::sandbox {

void RocketChatDialect::addChartRoutes()
{
    using namespace rocketchat;
    static const char manager[] = "view-livechat-manager";
    const auto stats = std::make_shared<Stats>(m_books, m_dates);
    using Chart = Response (*)(const Stats &, const Question &);
    const auto chart = [&](const char *path, Chart make) {
        m_routes.push_back({path, "start! end! departmentId", manager,
                            [=, this](const Call &call) {
                                Response wrong;
                                const auto question = stats->questionOf(call, &wrong);
                                if (!question)
                                    return wrong;
                                const QStringList key{QLatin1String(path), call.param("start"),
                                                      call.param("end"), question->department};
                                return cached(key.join(QLatin1Char(' ')), 5 * Second, call,
                                              [&] { return make(*stats, *question); });
                            },
                            Strange::BadRequest});
    };
    chart("livechat/analytics/dashboards/conversation-totalizers", conversationTotalizers);
    chart("livechat/analytics/dashboards/agents-productivity-totalizers", agentsProductivity);
    chart("livechat/analytics/dashboards/chats-totalizers", chatsTotalizers);
    chart("livechat/analytics/dashboards/productivity-totalizers", productivity);
    chart("livechat/analytics/dashboards/charts/chats", chatsChart);
    chart("livechat/analytics/dashboards/charts/chats-per-agent", chatsPerAgent);
    chart("livechat/analytics/dashboards/charts/chats-per-department", chatsPerDepartment);
    chart("livechat/analytics/dashboards/charts/timings", timings);
    m_routes.push_back(
        {"livechat/analytics/dashboards/charts/agents-status", "departmentId", manager,
         [stats](const Call &call) { return agentsStatus(*stats, call.param("departmentId")); },
         Strange::Tolerated});
    m_routes.push_back({"livechat/analytics/dashboards/charts-data",
                        "start! end! chartName! departmentId", manager,
                        [stats](const Call &call) { return chartData(*stats, call); },
                        Strange::BadRequest, false, "7.11"});

    using Overview = Response (*)(const Stats &, const Call &);
    const auto overviewRoute = [&](const char *path, Overview make) {
        m_routes.push_back({path, "name! from! to! departmentId", manager,
                            [=, this](const Call &call) {
                                const QStringList key{QLatin1String(path), call.param("name"),
                                                      call.param("from"), call.param("to"),
                                                      call.param("departmentId")};
                                return cached(key.join(QLatin1Char(' ')), Minute, call,
                                              [&] { return make(*stats, call); });
                            },
                            Strange::BadRequest, false, "6.4"});
    };
    overviewRoute("livechat/analytics/agent-overview", agentOverview);
    overviewRoute("livechat/analytics/overview", overview);

    using Analytics = Response (*)(const Stats &, const Call &, const QString &);
    const auto analytics = [&](const char *path, const char *params, Analytics make) {
        const QString name = QLatin1String(path).mid(QLatin1String(path).lastIndexOf(u'/') + 1);
        m_routes.push_back({path, params, manager,
                            [=](const Call &call) { return make(*stats, call, name); },
                            Strange::Refused, true});
    };
    analytics("livechat/analytics/agents/average-service-time", "start! end! offset count",
              agentAnalytics);
    analytics("livechat/analytics/agents/total-service-time", "start! end! offset count",
              agentAnalytics);
    analytics("livechat/analytics/agents/available-for-service-history",
              "start! end! fullReport offset count", agentAnalytics);
    for (const char *path : {"livechat/analytics/departments/average-service-time",
                             "livechat/analytics/departments/average-chat-duration-time",
                             "livechat/analytics/departments/total-service-time",
                             "livechat/analytics/departments/average-waiting-time",
                             "livechat/analytics/departments/total-transferred-chats",
                             "livechat/analytics/departments/total-abandoned-chats",
                             "livechat/analytics/departments/percentage-abandoned-chats"})
        analytics(path, "start! end! departmentId offset count", departmentAnalytics);
    analytics("livechat/analytics/departments/amount-of-chats",
              "start! end! departmentId answered offset count", departmentAnalytics);
}

} // namespace watchfloor::sandbox
