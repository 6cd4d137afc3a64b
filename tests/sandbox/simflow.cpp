// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/simflow.h"

#include "sandbox/simnames.h"

#include <algorithm>

namespace watchfloor::sandbox {

namespace {

// Of the day in UTC and of the week (Monday first), in thousandths of a mean hour and day.
constexpr int HourWeights[24] = {120,  90,   70,   60,   80,   160,  420,  900,
                                 1500, 1900, 2000, 1850, 1500, 1700, 1900, 1800,
                                 1600, 1400, 1250, 1100, 900,  700,  450,  250};
constexpr int DayWeights[7] = {1300, 1200, 1100, 1080, 1020, 620, 480};
constexpr int HourSum = 23'700;
constexpr int DaySum = 6'800;

double weightAt(Ms instant)
{
    const auto hour = static_cast<size_t>((instant / Hour) % 24);
    const auto day = static_cast<size_t>((instant / Day + 3) % 7);
    return HourWeights[hour] * 24.0 / HourSum * DayWeights[day] * 7.0 / DaySum;
}

} // namespace

ConversationFlow::ConversationFlow(Simulation &simulation)
    : m_sim(simulation)
    , m_random(Random::mixed(simulation.m_seed) + 5)
    , m_queues(simulation.m_world.skills().size())
{
    const double peak = 2000 * 24.0 / HourSum * 1300 * 7.0 / DaySum;
    m_peakRate = simulation.m_config.conversationsPerDay * peak / double(Day);
}

void ConversationFlow::start()
{
    if (m_sim.m_config.conversationsPerDay > 0)
        scheduleArrival();
}

const Inbox &ConversationFlow::inboxOf(int conversation)
{
    return world().inboxes()[static_cast<size_t>(world().at(conversation).inbox)];
}

void ConversationFlow::plan(int conversation, int kind, Ms delay)
{
    m_sim.schedule(world().now() + delay, kind, conversation, talk(conversation).generation);
}

void ConversationFlow::planAlways(int conversation, int kind, Ms delay, int code)
{
    m_sim.schedule(world().now() + delay, kind, conversation, -1 - code);
}

void ConversationFlow::sweepLater(int conversation)
{
    // By number, so that the days are the same without. Few wait for days even so.
    if (m_sim.m_config.tidy)
        planAlways(conversation, StepSystemCloses,
                   conversation % 40 == 7 ? 2 * Day : 4 * Hour + conversation % 11 * Hour);
}

void ConversationFlow::scheduleArrival()
{
    // Thinning: candidates at the peak rate, kept with the rate of their instant.
    Ms when = world().now();
    const double peak = 2000 * 24.0 / HourSum * 1300 * 7.0 / DaySum;
    const Ms mean = qMax<Ms>(1, static_cast<Ms>(1.0 / m_peakRate));
    do {
        when += m_random.exponential(mean);
    } while (m_random.unit() * peak >= weightAt(when));
    m_sim.schedule(when, StepArrival, 0);
}

int ConversationFlow::pickInbox()
{
    static constexpr int human[] = {0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 4, 5, 5, 5};
    static constexpr int ai[] = {0, 0, 0, 0, 1, 1, 1, 2, 3, 3};
    const bool chatDash = world().vendor() == Vendor::ChatDash;
    return chatDash ? ai[m_random.between(0, std::ssize(ai) - 1)]
                    : human[m_random.between(0, std::ssize(human) - 1)];
}

int ConversationFlow::pickContact()
{
    const auto known = static_cast<qint64>(world().contacts().size());
    if (known > 20 && m_random.chance(0.25))
        return static_cast<int>(m_random.between(0, known - 1));
    return world().addContact(
        inventedContact(m_sim.m_seed * 1'000'003 + static_cast<quint64>(known)));
}

int ConversationFlow::pickSkill(int inbox)
{
    const auto &skills = world().inboxes()[static_cast<size_t>(inbox)].skills;
    if (m_random.chance(0.5))
        return skills.front();
    const int skill = m_random.pick(skills);
    // The archive nobody works on gets a letter now and then.
    return skill == 6 && !m_random.chance(0.1) ? skills.front() : skill;
}

void ConversationFlow::arrive()
{
    scheduleArrival();
    NewConversation spec;
    spec.inbox = pickInbox();
    spec.contact = pickContact();
    spec.skill = pickSkill(spec.inbox);
    const bool chatwoot = world().vendor() == Vendor::Chatwoot;
    if (world().vendor() != Vendor::LivePerson && m_random.chance(0.7))
        spec.group = world().skills()[static_cast<size_t>(spec.skill)].group;
    if (m_random.chance(0.15))
        spec.priority = static_cast<Priority>(m_random.between(1, 4));
    if (chatwoot && m_random.chance(0.4))
        spec.slaPolicy = m_random.chance(0.7) ? 0 : 1;
    const Inbox &inbox = world().inboxes()[static_cast<size_t>(spec.inbox)];
    const int caller =
        inbox.bot == Nobody && m_random.chance(0.08) ? freeAgent(spec.skill, spec.inbox) : Nobody;
    spec.outbound = caller != Nobody;

    const int c = world().open(spec);
    m_talks.emplace_back();
    Talk &made = m_talks.back();
    made.random = Random(m_sim.m_seed * 7'919 + static_cast<quint64>(c));
    made.turns = static_cast<int>(made.random.between(1, 6));
    made.longRunning = made.random.chance(0.007);
    made.neglected = made.random.chance(0.012);
    made.voice = inbox.channel == ChannelKind::Voice;
    planSla(c);
    if (chatwoot && made.random.chance(0.003))
        planAlways(c, StepDelete, made.random.exponential(2 * Day));
    sweepLater(c);
    if (world().vendor() == Vendor::ChatDash) {
        startAi(c);
        // By number, so that the days are the same without.
        if (m_sim.m_config.vanish && c % 97 == 13)
            planAlways(c, StepDelete, Hour + c % 50 * Hour);
        return;
    }
    if (spec.outbound) {
        give(c, caller);
        return;
    }
    world().say(c, Sender::Contact);
    if (made.random.chance(0.25))
        plan(c, StepCustomerAdds, made.random.between(4 * Second, 30 * Second));
    if (inbox.bot != Nobody) {
        made.botTurns = static_cast<int>(made.random.between(1, 3));
        world().startBot(c, inbox.bot);
        plan(c, StepBot, made.random.between(800, 4000));
        return;
    }
    wait(c, spec.skill);
}

void ConversationFlow::wait(int conversation, int skill)
{
    if (world().at(conversation).phase != Phase::Queued ||
        world().at(conversation).queueSpans.empty())
        world().enqueue(conversation, skill);
    newPhase(conversation);
    if (world().vendor() != Vendor::ChatDash) {
        route(conversation);
        return;
    }
    // Nobody is called there: a person looks at the list of pending ones now and then.
    plan(conversation, StepPickUp,
         10 * Second + talk(conversation).random.exponential(25 * Minute));
}

void ConversationFlow::route(int conversation)
{
    const int skill = world().at(conversation).skill;
    Talk &t = talk(conversation);
    const int agent = freeAgent(skill, world().at(conversation).inbox);
    if (agent != Nobody) {
        give(conversation, agent);
        return;
    }
    auto &queue = m_queues[static_cast<size_t>(skill)];
    const Waiting entry{conversation, t.generation};
    if (world().at(conversation).priority == Priority::Urgent)
        queue.push_front(entry);
    else
        queue.push_back(entry);
    if (t.random.chance(0.18))
        plan(conversation, StepCustomerLeaves, t.random.exponential(45 * Minute));
    else if (t.random.chance(0.3))
        plan(conversation, StepCustomerAdds, t.random.exponential(10 * Minute));
    if (!staffed(skill) && t.random.chance(0.5))
        plan(conversation, StepSystemCloses, 7 * Day + t.random.between(0, Hour));
}

bool ConversationFlow::takesMore(int agent, int inbox) const
{
    const World &w = m_sim.m_world;
    const Agent &who = w.agents()[static_cast<size_t>(agent)];
    return who.kind == AgentKind::Human && !who.removed() && who.now() == Presence::Online &&
           who.loadPercent + channelWeight(w.inboxes()[static_cast<size_t>(inbox)].channel) <=
               who.capacity * 100;
}

int ConversationFlow::freeAgent(int skill, int inbox) const
{
    const auto &agents = m_sim.m_world.agents();
    int best = Nobody;
    for (int i = 0; i < static_cast<int>(agents.size()); ++i) {
        const Agent &who = agents[static_cast<size_t>(i)];
        if (!takesMore(i, inbox) ||
            !std::binary_search(who.skills.begin(), who.skills.end(), skill))
            continue;
        if (best == Nobody || who.loadPercent < agents[static_cast<size_t>(best)].loadPercent)
            best = i;
    }
    return best;
}

bool ConversationFlow::staffed(int skill) const
{
    const auto &agents = m_sim.m_world.agents();
    return std::any_of(agents.begin(), agents.end(), [skill](const Agent &who) {
        return !who.removed() && std::binary_search(who.skills.begin(), who.skills.end(), skill);
    });
}

void ConversationFlow::give(int conversation, int agent)
{
    newPhase(conversation);
    world().assign(conversation, agent);
    planAnswer(conversation);
}

void ConversationFlow::serveQueues(int agent)
{
    const auto skills = world().agents()[static_cast<size_t>(agent)].skills;
    while (true) {
        std::deque<Waiting> *oldest = nullptr;
        Ms since = 0;
        for (const int skill : skills) {
            auto &queue = m_queues[static_cast<size_t>(skill)];
            while (!queue.empty() &&
                   talk(queue.front().conversation).generation != queue.front().generation)
                queue.pop_front();
            if (queue.empty())
                continue;
            const Conversation &head = world().at(queue.front().conversation);
            if (takesMore(agent, head.inbox) && (!oldest || head.queuedAt < since)) {
                oldest = &queue;
                since = head.queuedAt;
            }
        }
        if (!oldest)
            return;
        const int next = oldest->front().conversation;
        oldest->pop_front();
        give(next, agent);
    }
}

void ConversationFlow::agentLeft(int agent)
{
    if (world().agents()[static_cast<size_t>(agent)].removed())
        return;
    for (const int c : world().removeAgent(agent))
        wait(c, world().at(c).skill);
}

} // namespace watchfloor::sandbox
