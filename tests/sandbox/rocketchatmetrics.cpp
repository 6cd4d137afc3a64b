// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatmetrics.h"

#include "sandbox/rocketchatbooks.h"

namespace watchfloor::sandbox::rocketchat {

namespace {

Ms takenAt(const Conversation &c, Ms at)
{
    Ms taken = c.createdAt;
    for (const Assignment &assignment : c.assignments) {
        if (assignment.from <= at)
            taken = assignment.from;
    }
    return taken;
}

void visitorWrites(RoomMetrics *m, Ms at)
{
    if (m->lastQuestion == 0 || m->lastReply >= m->lastQuestion)
        m->lastQuestion = at;
    m->waiting = true;
    m->responder = Nobody;
    m->lastVisitorAt = at;
    m->lastByAgent = false;
}

void agentAnswers(RoomMetrics *m, const Conversation &c, Ms at)
{
    const Ms question = m->lastQuestion != 0 ? m->lastQuestion : c.createdAt;
    // The first message follows its room by some ms; here both have one instant.
    const Ms earlier = m->lastReply != 0 ? m->lastReply : c.createdAt - 1;
    const bool answersBurst = m->lastQuestion != 0 && question > earlier;
    Ms reaction = at - question;
    if (m->lastReply == 0) {
        reaction = at - takenAt(c, at);
        m->firstResponse = at - question;
        m->firstResponseAt = at;
        m->firstReaction = reaction;
    } else if (!answersBurst) {
        return;
    }
    ++m->responses;
    m->responseTotal += at - question;
    m->reactionTotal += reaction;
    if (answersBurst)
        m->lastReply = at;
}

void agentShowsUp(RoomMetrics *m, int agent, Ms at)
{
    if (m->waiting || m->responder == Nobody) {
        m->responder = agent;
        m->responderFirst = at;
    }
    m->responderLast = at;
    m->waiting = false;
    m->lastByAgent = true;
}

} // namespace

RoomMetrics roomMetrics(const World &world, const Conversation &c, bool ignoreBots, Ms servedAt)
{
    RoomMetrics m;
    for (const Message &message : c.messages) {
        if (!Books::isVisible(message))
            continue;
        if (message.kind == MessageKind::Incoming) {
            visitorWrites(&m, message.at);
            continue;
        }
        const bool bot =
            message.agent != Nobody && Books::isBot(world.agents()[size_t(message.agent)]);
        if (!bot || !ignoreBots)
            agentAnswers(&m, c, message.at);
        agentShowsUp(&m, message.agent, message.at);
    }
    if (!c.closed())
        return m;
    m.chatDuration = c.closedAt - c.createdAt;
    if (servedAt != 0)
        m.serviceTime = c.closedAt - servedAt;
    if (c.closures.back().by == CloseActor::Agent && m.lastByAgent)
        m.inactivity = c.closedAt - m.responderLast;
    return m;
}

QJsonObject metricsObject(const RoomMetrics &m)
{
    QJsonObject metrics;
    if (m.lastQuestion != 0)
        metrics.insert(QStringLiteral("v"),
                       QJsonObject{{QStringLiteral("lq"), isoText(m.lastQuestion)}});
    if (m.lastReply != 0)
        metrics.insert(QStringLiteral("servedBy"),
                       QJsonObject{{QStringLiteral("lr"), isoText(m.lastReply)}});
    if (m.responses != 0) {
        metrics.insert(QStringLiteral("response"),
                       QJsonObject{{QStringLiteral("total"), m.responses},
                                   {QStringLiteral("tt"), seconds(m.responseTotal)},
                                   {QStringLiteral("avg"), seconds(m.responseTotal) / m.responses},
                                   {QStringLiteral("ft"), seconds(m.firstResponse)},
                                   {QStringLiteral("fd"), isoText(m.firstResponseAt)}});
        metrics.insert(QStringLiteral("reaction"),
                       QJsonObject{{QStringLiteral("tt"), seconds(m.reactionTotal)},
                                   {QStringLiteral("ft"), seconds(m.firstReaction)},
                                   {QStringLiteral("fd"), isoText(m.firstResponseAt)}});
    }
    if (m.chatDuration != 0)
        metrics.insert(QStringLiteral("chatDuration"), seconds(m.chatDuration));
    if (m.serviceTime != 0)
        metrics.insert(QStringLiteral("serviceTimeDuration"), seconds(m.serviceTime));
    if (m.inactivity != 0)
        metrics.insert(QStringLiteral("visitorInactivity"), seconds(m.inactivity));
    return metrics;
}

} // namespace watchfloor::sandbox::rocketchat
