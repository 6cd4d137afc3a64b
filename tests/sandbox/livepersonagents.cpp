// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersonapis.h"
#include "sandbox/truthfacts.h"

#include <map>

namespace watchfloor::sandbox {

namespace {

struct AgentSlots {
    qint64 open = 0;
    qint64 intense = 0;
};

std::vector<AgentSlots> agentSlots(const World &world)
{
    std::vector<AgentSlots> found(world.agents().size());
    for (const Conversation &c : world.conversations()) {
        if (!isOpenWithAgent(world, c))
            continue;
        AgentSlots &own = found[size_t(agentOf(world, c))];
        ++own.open;
        if (c.inbox != Nobody && channelWeight(world.inboxes()[size_t(c.inbox)].channel) == 100)
            ++own.intense;
    }
    return found;
}

/// In percent, unlike the key metrics.
double loadPercent(qint64 used, qint64 capacity)
{
    return capacity == 0 ? 0 : static_cast<double>((20 * used + capacity) / (2 * capacity)) / 10.0;
}

QJsonObject historyPaging(const LivePersonCall &call, qint64 count)
{
    const QString href = QStringLiteral("http://va-a.msghist.liveperson.net") + call.request.path;
    return lpObject({{"count", count},
                     {"self", lpObject({{"rel", lpWord("self")}, {"href", href}})},
                     {"shardsStatusResult", lpObject({{"partialResult", false}})}});
}

} // namespace

Response lpAgentStatus(const LivePersonCall &call)
{
    const World &world = call.world;
    LivePersonFaults faults;
    faults.onlyKeys(call.body, QStringLiteral("the body"),
                    {QStringLiteral("status"), QStringLiteral("agentIds"),
                     QStringLiteral("skillIds"), QStringLiteral("agentGroupIds"),
                     QStringLiteral("agentPresence"), QStringLiteral("connectionStates")});
    const auto wanted = [&](const char *name) {
        return faults.texts(call.body.value(QLatin1String(name)), QLatin1String(name));
    };
    const QStringList status = wanted("status");
    const QStringList agents = wanted("agentIds");
    const QStringList skills = wanted("skillIds");
    const QStringList groups = wanted("agentGroupIds");
    const QStringList connections = wanted("connectionStates");
    const qint64 offset = faults.number(call, "offset", 0, 0, 1'000'000);
    const qint64 limit = faults.number(call, "limit", 50, 1, 2500);
    if (call.has("sort"))
        return lpRefused(QStringLiteral("the sort fields are not documented"));
    if (faults.any())
        return lpBadRequest(faults.cause());
    const std::vector<qint64> used = lpUsedPercent(world);
    const std::vector<AgentSlots> taken = agentSlots(world);
    QJsonArray records;
    for (size_t i = 0; i < world.agents().size(); ++i) {
        const Agent &agent = world.agents()[i];
        const QString word = presenceWord(Vendor::LivePerson, agent.now());
        const QString group =
            agent.group == Nobody ? QStringLiteral("-1") : world.groups()[size_t(agent.group)].id;
        QJsonArray own;
        bool hasSkill = skills.isEmpty();
        for (const int skill : agent.skills) {
            const Skill &one = world.skills()[size_t(skill)];
            hasSkill = hasSkill || skills.contains(one.id);
            own.append(lpObject({{"skillId", one.id}, {"skillName", one.name}}));
        }
        if (agent.removed() || agent.now() == Presence::Offline || !hasSkill ||
            (!status.isEmpty() && !status.contains(word)) ||
            (!agents.isEmpty() && !agents.contains(agent.id)) ||
            (!groups.isEmpty() && !groups.contains(group)) ||
            (!connections.isEmpty() && !connections.contains(QLatin1String("CONNECTED"))))
            continue;
        const Ms since = agent.presence.back().from;
        QJsonObject record = lpObject(
            {{"agentId", agent.id},
             {"agentName", agent.name},
             {"agentNickname", agent.name},
             {"agentLoginName", agent.email},
             {"agentSkills", own},
             {"agentGroupId", group.toLongLong()},
             {"agentGroupName", agent.group == Nobody ? QStringLiteral("Main Group")
                                                      : world.groups()[size_t(agent.group)].name},
             {"currentStatus", word},
             {"currentStatusDuration", call.request.nowMs - since},
             {"load", loadPercent(used[i], agent.capacity)},
             {"ringingSlots", 0},
             {"configuredMaxSlots", agent.capacity},
             {"busySlots", used[i] / 100},
             {"openAssignedConversations", taken[i].open},
             {"intenseConversations", taken[i].intense},
             {"agentPresence", lpWord("true")},
             {"currentConnectionState", lpWord("CONNECTED")}});
        if (!agent.presence.back().reason.isEmpty())
            record.insert(QStringLiteral("currentStatusReason"), agent.presence.back().reason);
        lpPutTime(&record, "currentStatusStartTime", since);
        lpPutTime(&record, "lastUpdatedTime", since);
        records.append(record);
    }
    const qint64 count = records.size();
    QJsonArray page;
    for (qint64 i = offset; i < qMin(count, offset + limit); ++i)
        page.append(records[i]);
    return lpJson(lpObject({{"_metadata", historyPaging(call, count)},
                            {"accountID", call.account},
                            {"agentStatusRecords", page}}));
}

Response lpAgentSummary(const LivePersonCall &call)
{
    if (!call.body.isEmpty())
        return lpRefused(QStringLiteral("the summary is asked with {} here"));
    const std::vector<qint64> used = lpUsedPercent(call.world);
    std::map<Presence, int> states;
    qint64 slotPercent = 0;
    qint64 capacity = 0;
    std::optional<double> least;
    std::optional<double> most;
    for (size_t i = 0; i < call.world.agents().size(); ++i) {
        const Agent &agent = call.world.agents()[i];
        if (agent.removed() || agent.now() == Presence::Offline)
            continue;
        ++states[agent.now()];
        slotPercent += used[i];
        capacity += agent.capacity;
        const double load = loadPercent(used[i], agent.capacity);
        least = qMin(least.value_or(load), load);
        most = qMax(most.value_or(load), load);
    }
    return lpJson(lpObject({{"numOnlineAgents", states[Presence::Online]},
                            {"numBackSoonAgents", states[Presence::BackSoon]},
                            {"numAwayAgents", states[Presence::Away]},
                            {"weightedAvgLoad", loadPercent(slotPercent, capacity)},
                            {"minLoad", least.value_or(0)},
                            {"maxLoad", most.value_or(0)}}));
}

} // namespace watchfloor::sandbox
