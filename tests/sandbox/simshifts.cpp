// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/simshifts.h"

#include "sandbox/simflow.h"
#include "sandbox/simsetup.h"

namespace watchfloor::sandbox {

namespace {

constexpr const char *Reasons[] = {"", "Lunch", "Coffee", "Training", "Meeting"};

/// 0 = Monday
int weekdayOf(Ms instant)
{
    return static_cast<int>((instant / Day + 3) % 7);
}

} // namespace

void ShiftPlan::startDay(int day)
{
    const Ms midnight = m_sim.m_config.epoch + day * Day;
    if (day > 0)
        hireAndFire(day);
    const auto &agents = m_sim.m_world.agents();
    for (int i = 0; i < static_cast<int>(agents.size()); ++i) {
        const Agent &agent = agents[static_cast<size_t>(i)];
        // The lead only watches.
        if (agent.kind == AgentKind::Human && !agent.removed() && i != 0)
            planAgent(i, day, midnight);
    }
    m_sim.schedule(midnight + Day, StepDay, day + 1);
}

void ShiftPlan::at(Ms when, int agent, Presence presence, int reason)
{
    m_sim.schedule(when, StepPresence, agent, static_cast<int>(presence) + 8 * reason);
}

void ShiftPlan::planAgent(int agent, int day, Ms midnight)
{
    Random random(Random::mixed(m_sim.m_seed) + static_cast<quint64>(day) * 10'007 +
                  static_cast<quint64>(agent) * 1'000'003);
    const int weekday = weekdayOf(midnight);
    const bool works = random.chance(weekday >= 5 ? 0.3 : 0.92) && !random.chance(0.03);
    if (!works)
        return;
    const bool late = (agent + day / 7) % 2 == 1;
    Ms start = agent % 10 == 9 ? 20 * Hour + 30 * Minute : late ? 12 * Hour : 6 * Hour;
    start += midnight + random.between(-15 * Minute, 25 * Minute);
    const Ms end = start + 8 * Hour + random.between(0, 45 * Minute);
    at(start, agent, Presence::Online);
    const Ms coffee = start + random.between(90 * Minute, 140 * Minute);
    at(coffee, agent, Presence::BackSoon, 2);
    at(coffee + random.between(6 * Minute, 14 * Minute), agent, Presence::Online);
    const Ms lunch = start + random.between(200 * Minute, 260 * Minute);
    at(lunch, agent, Presence::Away, 1);
    at(lunch + random.between(25 * Minute, 40 * Minute), agent, Presence::Online);
    if (random.chance(0.2)) {
        const Ms meeting = start + random.between(330 * Minute, 390 * Minute);
        at(meeting, agent, Presence::Away, random.chance(0.5) ? 3 : 4);
        at(meeting + random.between(30 * Minute, 60 * Minute), agent, Presence::Online);
    }
    at(end, agent, Presence::Offline);
}

void ShiftPlan::changePresence(int agent, int code)
{
    const Agent &who = m_sim.m_world.agents()[static_cast<size_t>(agent)];
    if (who.removed())
        return;
    const auto presence = static_cast<Presence>(code % 8);
    m_sim.m_world.setPresence(agent, presence, QLatin1String(Reasons[code / 8]));
    if (presence == Presence::Online)
        m_sim.m_flow->serveQueues(agent);
}

void ShiftPlan::hireAndFire(int day)
{
    const SimulationConfig &config = m_sim.m_config;
    if (config.agents < 4)
        return;
    Random random(Random::mixed(m_sim.m_seed) + 31 + static_cast<quint64>(day));
    const double rate = config.agents / 1500.0;
    // One of each falls into the history for certain.
    if (random.chance(rate) || day == qMax(1, config.days / 3)) {
        const int index = config.agents + m_hired++;
        m_sim.m_world.addAgent(newHire(m_sim.m_world, config, index));
    }
    if (random.chance(rate) || day == qMax(1, config.days * 6 / 10)) {
        const auto &agents = m_sim.m_world.agents();
        const int leaver = static_cast<int>(random.between(2, qint64(agents.size()) - 1));
        const Agent &agent = agents[static_cast<size_t>(leaver)];
        if (agent.kind == AgentKind::Human && !agent.removed())
            m_sim.m_flow->agentLeft(leaver);
        else
            m_sim.m_flow->agentLeft(2);
    }
}

} // namespace watchfloor::sandbox
