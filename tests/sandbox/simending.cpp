// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/simflow.h"
#include "sandbox/simnames.h"
#include "sandbox/simsetup.h"

namespace watchfloor::sandbox {

void ConversationFlow::close(int conversation, CloseActor by)
{
    const Conversation &c = world().at(conversation);
    if (c.closed())
        return;
    Talk &t = talk(conversation);
    const Phase before = c.phase;
    const int agent = before == Phase::Assigned ? c.agent : Nobody;
    newPhase(conversation);
    if (before == Phase::Bot && by == CloseActor::System)
        by = CloseActor::Bot;
    world().close(conversation, by, agent);
    if (agent != Nobody)
        serveQueues(agent);
    if (world().vendor() == Vendor::ChatDash) {
        planAlways(conversation, StepSummary, t.random.between(20 * Second, 10 * Minute));
        return;
    }
    if (inboxOf(conversation).csatEnabled && agent != Nobody && t.random.chance(0.6)) {
        world().askCsat(conversation);
        if (t.random.chance(0.4))
            planAlways(conversation, StepCsat, t.random.exponential(20 * Minute));
    }
    if (world().vendor() == Vendor::Chatwoot && t.random.chance(0.08))
        plan(conversation, StepReturn, t.random.exponential(5 * Hour));
}

void ConversationFlow::wake(int conversation)
{
    newPhase(conversation);
    world().reopen(conversation);
    const Conversation &c = world().at(conversation);
    if (c.phase == Phase::Queued)
        wait(conversation, c.skill);
    else
        planAnswer(conversation);
}

void ConversationFlow::customerReturns(int conversation)
{
    Talk &t = talk(conversation);
    newPhase(conversation);
    t.turns = static_cast<int>(t.random.between(1, 3));
    world().say(conversation, Sender::Contact);
    sweepLater(conversation);
    const int bot = inboxOf(conversation).bot;
    world().reopen(conversation, bot);
    const Conversation &c = world().at(conversation);
    if (c.phase == Phase::Bot) {
        t.botTurns = 1;
        plan(conversation, StepBot, t.random.between(800, 4000));
    } else if (c.phase == Phase::Queued) {
        wait(conversation, c.skill);
    } else {
        planAnswer(conversation);
    }
}

void ConversationFlow::csat(int conversation)
{
    static constexpr int ratings[] = {5, 5, 5, 5, 4, 4, 4, 3, 2, 1, 1};
    Talk &t = talk(conversation);
    const int rating = ratings[t.random.between(0, std::ssize(ratings) - 1)];
    world().answerCsat(conversation, rating, csatFeedback(t.random.bits(), rating));
}

void ConversationFlow::planSla(int conversation)
{
    const int policy = world().at(conversation).slaPolicy;
    if (policy == Nobody)
        return;
    // A cron job looks every five minutes.
    const SlaTargets targets = slaTargets(policy);
    const Ms tick = 5 * Minute;
    const auto next = [&](Ms target) {
        return ((world().now() + target) / tick + 1) * tick - world().now();
    };
    planAlways(conversation, StepSla, next(targets.firstResponse), 0);
    planAlways(conversation, StepSla, next(targets.resolution), 1);
    planAlways(conversation, StepSla, next(targets.nextResponse), 2);
}

void ConversationFlow::sla(int conversation, int check)
{
    const Conversation &c = world().at(conversation);
    const SlaTargets targets = slaTargets(c.slaPolicy);
    if (c.closed())
        return;
    if (check == 0) {
        if (c.firstReplyAt == 0)
            world().addSlaBreach(conversation, SlaBreach::FirstResponse);
    } else if (check == 1) {
        world().addSlaBreach(conversation, SlaBreach::Resolution);
    } else {
        const bool known = !c.slaEvents.empty() &&
                           c.slaEvents.back().kind == SlaBreach::NextResponse &&
                           c.slaEvents.back().at >= c.waitingSince;
        if (c.firstReplyAt != 0 && c.waitingSince != 0 && !known &&
            world().now() - c.waitingSince > targets.nextResponse)
            world().addSlaBreach(conversation, SlaBreach::NextResponse);
        planAlways(conversation, StepSla, targets.nextResponse, 2);
    }
}

void ConversationFlow::startAi(int conversation)
{
    Talk &t = talk(conversation);
    const Inbox &inbox = inboxOf(conversation);
    AiOutcome ai;
    ai.record = t.random.chance(0.9);
    ai.noAnswer = t.voice && t.random.chance(0.12);
    ai.interacted = !ai.noAnswer && t.random.chance(0.93);
    ai.platformId = QString::number(t.random.bits(), 16);
    if (t.random.chance(0.3))
        ai.leadId = QString::number(t.random.bits(), 16);
    if (t.voice && t.random.chance(0.4))
        ai.campaignId = QStringLiteral("campaign-%1").arg(t.random.between(1, 9));
    if (t.voice) {
        ai.phoneSecondary = QStringLiteral("+493055501%1").arg(conversation % 10);
        ai.metadata = {{QStringLiteral("caseNumber"),
                        QStringLiteral("C-%1").arg(world().at(conversation).number)}};
    }
    const bool talks = ai.interacted;
    world().startBot(conversation, inbox.bot);
    world().setAiOutcome(conversation, ai);
    if (!talks) {
        plan(conversation, StepSystemCloses, t.random.between(20 * Second, 2 * Minute));
        return;
    }
    world().say(conversation, Sender::Contact);
    t.botTurns = static_cast<int>(t.random.between(1, 5));
    plan(conversation, StepBot, t.random.between(800, 4000));
}

void ConversationFlow::summarise(int conversation)
{
    const Conversation &c = world().at(conversation);
    Talk &t = talk(conversation);
    AiOutcome ai = c.ai;
    ai.read = t.random.chance(0.5);
    if (t.voice) {
        ai.durationMinutes = double((c.closedAt - c.createdAt) / 100) / 600.0;
        ai.cost = ai.noAnswer ? 0.0 : double((c.closedAt - c.createdAt) / 1000) * 0.0015;
        ai.endedReason = ai.noAnswer ? QStringLiteral("customer-did-not-answer")
                                     : QStringLiteral("customer-ended-call");
    }
    if (ai.interacted) {
        ai.topic = topicOf(t.random.bits());
        ai.subtopic = subtopicOf(t.random.bits());
        ai.summary = QStringLiteral("The customer asked about %1.").arg(ai.topic);
        if (t.voice)
            ai.customAnalysis = {
                {QStringLiteral("sentiment"), QStringLiteral("calm")},
                {QStringLiteral("questions"), world().at(conversation).number % 4}};
        if (t.random.chance(0.8)) {
            ai.success = t.random.chance(0.72);
            ai.evaluationReason = *ai.success ? QStringLiteral("The question was answered")
                                              : QStringLiteral("The customer had to ask again");
        }
        while (t.random.chance(0.15))
            ai.misunderstood.append(incomingText(t.random.bits()));
        if (t.random.chance(0.05))
            ai.note = noteText(t.random.bits());
    }
    world().setAiOutcome(conversation, ai);
}

} // namespace watchfloor::sandbox
