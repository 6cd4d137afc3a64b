// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/simflow.h"

namespace watchfloor::sandbox {

void ConversationFlow::step(int kind, int subject, int generation)
{
    if (kind == StepArrival) {
        arrive();
        return;
    }
    const Conversation &c = world().at(subject);
    if (c.deleted() || (generation >= 0 && generation != talk(subject).generation))
        return;
    switch (kind) {
    case StepBot:
        botSpeaks(subject);
        break;
    case StepCustomer:
        customerSpeaks(subject, true);
        break;
    case StepCustomerAdds:
        customerSpeaks(subject, false);
        break;
    case StepAnswer:
        agentAnswers(subject);
        break;
    case StepAgentCloses:
        close(subject, CloseActor::Agent);
        break;
    case StepSystemCloses:
        close(subject, CloseActor::System);
        break;
    case StepCustomerLeaves:
        close(subject, CloseActor::Consumer);
        break;
    case StepWake:
        wake(subject);
        break;
    case StepCsat:
        csat(subject);
        break;
    case StepReturn:
        customerReturns(subject);
        break;
    case StepDelete:
        world().remove(subject);
        break;
    case StepSla:
        sla(subject, -1 - generation);
        break;
    case StepPickUp:
        route(subject);
        break;
    case StepSummary:
        summarise(subject);
        break;
    default:
        break;
    }
}

Ms ConversationFlow::answerDelay(int conversation)
{
    Random &random = talk(conversation).random;
    switch (inboxOf(conversation).channel) {
    case ChannelKind::Email:
        return 5 * Minute + random.exponential(40 * Minute);
    case ChannelKind::WebWidget:
    case ChannelKind::Voice:
        return 8 * Second + random.exponential(65 * Second);
    default:
        return 20 * Second + random.exponential(3 * Minute);
    }
}

Ms ConversationFlow::customerDelay(int conversation)
{
    Talk &t = talk(conversation);
    if (t.longRunning)
        return Hour + t.random.exponential(2 * Day);
    return inboxOf(conversation).channel == ChannelKind::Email
               ? 2 * Minute + t.random.exponential(3 * Hour)
               : 5 * Second + t.random.exponential(100 * Second);
}

void ConversationFlow::planAnswer(int conversation)
{
    Talk &t = talk(conversation);
    if (t.neglected) {
        // Overlooked: the customer asks again and again, and gives up sooner or later.
        plan(conversation, StepCustomerAdds, Hour + t.random.exponential(8 * Hour));
        if (t.random.chance(0.3))
            plan(conversation, StepSystemCloses, 5 * Day);
        return;
    }
    plan(conversation, StepAnswer, answerDelay(conversation));
}

void ConversationFlow::botSpeaks(int conversation)
{
    const Conversation &c = world().at(conversation);
    Talk &t = talk(conversation);
    world().say(conversation, Sender::Bot, c.bot);
    if (--t.botTurns > 0) {
        plan(conversation, StepCustomer, t.random.between(4 * Second, 70 * Second));
        return;
    }
    const bool ai = world().vendor() == Vendor::ChatDash;
    const double roll = t.random.unit();
    const bool captain = world().config().captain && t.random.chance(0.2);
    if (t.voice || roll < (ai ? 0.68 : 0.3)) {
        if (captain)
            world().addCaptainEvent(conversation, true);
        plan(conversation, t.random.chance(0.3) ? StepCustomerLeaves : StepSystemCloses,
             t.random.between(30 * Second, 5 * Minute));
    } else if (roll < (ai ? 0.72 : 0.36)) {
        // No word from the customer any more; a timer tidies most of these up.
        if (t.random.chance(0.8))
            plan(conversation, StepSystemCloses, Day + t.random.between(0, Hour));
    } else {
        if (captain)
            world().addCaptainEvent(conversation, false);
        wait(conversation, c.skill);
    }
}

void ConversationFlow::customerSpeaks(int conversation, bool expectsAnswer)
{
    const Phase phase = world().at(conversation).phase;
    world().say(conversation, Sender::Contact);
    if (phase == Phase::Held || phase == Phase::Pending) {
        wake(conversation);
    } else if (phase == Phase::Bot) {
        if (expectsAnswer)
            plan(conversation, StepBot, talk(conversation).random.between(800, 4000));
    } else if (expectsAnswer) {
        if (talk(conversation).random.chance(0.2))
            plan(conversation, StepCustomerAdds,
                 talk(conversation).random.between(2 * Second, 20 * Second));
        planAnswer(conversation);
    }
}

void ConversationFlow::agentAnswers(int conversation)
{
    const Conversation &c = world().at(conversation);
    Talk &t = talk(conversation);
    const int agent = c.agent;
    const Presence presence = world().agents()[static_cast<size_t>(agent)].now();
    if (presence == Presence::Offline) {
        if (world().vendor() == Vendor::Chatwoot && t.random.chance(0.6)) {
            plan(conversation, StepAnswer, t.random.between(2 * Hour, 6 * Hour));
        } else {
            world().backToQueue(conversation);
            wait(conversation, c.skill);
        }
        return;
    }
    if (presence != Presence::Online && t.random.chance(0.7)) {
        plan(conversation, StepAnswer, t.random.between(4 * Minute, 15 * Minute));
        return;
    }
    if (t.random.chance(0.1))
        world().say(conversation, Sender::Agent, agent, true);
    if (movesOn(conversation))
        return;
    world().say(conversation, Sender::Agent, agent);
    afterAnswer(conversation);
}

/// Hands the conversation to somebody else instead of answering.
bool ConversationFlow::movesOn(int conversation)
{
    const Conversation &c = world().at(conversation);
    Talk &t = talk(conversation);
    const double roll = t.random.unit();
    const int from = c.agent;
    if (roll < 0.05) {
        const auto skills = inboxOf(conversation).skills;
        const int target = t.random.chance(0.2) ? 7 : t.random.pick(skills);
        if (target == c.skill || !staffed(target))
            return false;
        world().transferToSkill(conversation, target, from);
        wait(conversation, target);
    } else if (roll < 0.07) {
        const int colleague = freeAgent(c.skill, c.inbox);
        if (colleague == Nobody || colleague == from)
            return false;
        newPhase(conversation);
        world().transferToAgent(conversation, colleague, from);
        planAnswer(conversation);
    } else if (roll < 0.075) {
        world().backToQueue(conversation, from);
        wait(conversation, c.skill);
    } else {
        return false;
    }
    serveQueues(from);
    return true;
}

void ConversationFlow::afterAnswer(int conversation)
{
    const Conversation &c = world().at(conversation);
    Talk &t = talk(conversation);
    const Vendor vendor = world().vendor();
    if (c.labels.empty() && t.random.chance(0.35)) {
        std::vector<int> labels{static_cast<int>(t.random.between(0, 6))};
        if (t.random.chance(0.3))
            labels.push_back((labels.front() + 1) % 7);
        world().setLabels(conversation, labels);
    }
    if (!t.longRunning)
        --t.turns;
    const double roll = t.random.unit();
    if (roll < 0.03 && (vendor == Vendor::Chatwoot || vendor == Vendor::RocketChat)) {
        newPhase(conversation);
        const Ms until = world().now() + Hour + t.random.exponential(10 * Hour);
        world().hold(conversation, until);
        plan(conversation, StepWake, until - world().now());
        if (t.random.chance(0.3))
            plan(conversation, StepCustomer, t.random.between(5 * Minute, Hour));
        serveQueues(c.agent);
    } else if (roll < 0.04 && vendor == Vendor::Chatwoot) {
        newPhase(conversation);
        const int agent = c.agent;
        world().setPending(conversation);
        plan(conversation, StepWake, Hour + t.random.exponential(5 * Hour));
        serveQueues(agent);
    } else if (t.turns > 0) {
        if (t.random.chance(0.88) || t.longRunning)
            plan(conversation, StepCustomer, customerDelay(conversation));
        else if (t.random.chance(0.6))
            plan(conversation, StepAgentCloses, t.random.between(10 * Minute, 40 * Minute));
        else
            plan(conversation, StepSystemCloses, Day);
    } else {
        const double end = t.random.unit();
        if (end < 0.78)
            plan(conversation, StepAgentCloses, t.random.between(15 * Second, 5 * Minute));
        else if (end < 0.88)
            plan(conversation, StepCustomerLeaves, t.random.between(20 * Second, 10 * Minute));
        else
            plan(conversation, StepSystemCloses, 6 * Hour + t.random.between(0, 18 * Hour));
    }
}

} // namespace watchfloor::sandbox
