// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/worldcache.h"

#include "sandbox/rocketchatmetrics.h"

#include <QJsonArray>

namespace watchfloor::test {

using sandbox::ChannelKind;
using sandbox::Nobody;
using sandbox::Phase;
using sandbox::Vendor;
using sandbox::World;

namespace {

std::optional<TimeMs> told(sandbox::Ms instant)
{
    return instant == 0 ? std::nullopt : std::optional<TimeMs>(instant);
}

TimeMs wholeSeconds(sandbox::Ms instant)
{
    return instant / sandbox::Second * sandbox::Second;
}

/// Chatwoot: times in whole seconds, no closing time (the store takes it from the events).
void fillChatwoot(Conversation &row, const World &world, const sandbox::Conversation &c)
{
    row.internalId = QString::number(c.databaseId);
    row.created = wholeSeconds(c.createdAt);
    row.firstResponse = told(wholeSeconds(c.firstReplyAt));
    row.waitingSince = told(wholeSeconds(c.waitingSince));
    row.agentRemoteId = worldId(world.agents(), world.assignee(c));
    row.groupRemoteId = worldId(world.groups(), c.group);
    row.inboxRemoteId = worldId(world.inboxes(), c.inbox);
}

/// A room forgets who served it when it goes back to the queue, and closing does not bring it back.
int servedBy(const sandbox::Conversation &c)
{
    if (c.phase == Phase::Queued || c.assignments.empty())
        return Nobody;
    const bool closedInQueue = c.closed() && !c.queueSpans.empty() &&
                               c.queueSpans.back().to == c.closedAt &&
                               c.assignments.back().to != c.closedAt;
    return closedInQueue ? Nobody : c.assignments.back().agent;
}

/// Rocket.Chat: what the room says of itself (rocketchat.md 4.2 and 5). servedBy may be a bot, and
/// goes with the way back to the queue; the first response and the waiting are the metrics' own.
void fillRocketChat(Conversation &row, const World &world, const sandbox::Conversation &c)
{
    const int agent = servedBy(c);
    const TimeMs servedAt = agent == Nobody ? 0 : c.assignments.back().from;
    const auto metrics = sandbox::rocketchat::roomMetrics(world, c, true, servedAt);
    row.queued = told(c.queuedAt);
    row.assigned = told(servedAt);
    row.firstResponse = told(metrics.firstResponseAt);
    if (!c.closed() && metrics.waiting)
        row.waitingSince = metrics.lastQuestion;
    row.closed = told(c.closedAt);
    if (c.closed())
        row.closedBy = sandbox::closeWord(c.closures.back().by);
    row.agentRemoteId = worldId(world.agents(), agent);
    row.groupRemoteId = worldId(world.groups(), c.group);
    row.priority = sandbox::priorityWord(c.priority);
    for (const int label : c.labels)
        row.labels.append(world.labels()[size_t(label)]);
    if (metrics.inactivity != 0)
        row.extra.insert(QStringLiteral("visitor_inactivity"), metrics.inactivity);
}

void fillTimes(Conversation &row, const sandbox::Conversation &c)
{
    row.queued = told(c.queuedAt);
    row.assigned = told(c.assignedAt);
    row.firstResponse = told(c.firstReplyAt);
    row.waitingSince = told(c.waitingSince);
    row.closed = told(c.closedAt);
    if (c.closed())
        row.closedBy = sandbox::closeWord(c.closures.back().by);
}

void fillLivePerson(Conversation &row, const World &world, const sandbox::Conversation &c)
{
    fillTimes(row, c);
    const int agent = c.assignments.empty() ? Nobody : c.assignments.back().agent;
    row.agentRemoteId = worldId(world.agents(), agent);
    if (agent != Nobody)
        row.groupRemoteId = worldId(world.groups(), world.agents()[size_t(agent)].group);
    row.skillRemoteId = worldId(world.skills(), c.skill);
    row.dueAt = told(c.responseDueAt);
    for (const auto &answer : c.csat) {
        if (answer.answeredAt != 0)
            row.csat = answer.rating;
    }
    // Whatever is neither agent nor consumer is the system there, bots included.
    if (c.closed() && row.closedBy != QLatin1String("agent") &&
        row.closedBy != QLatin1String("consumer")) {
        row.closedBy = QStringLiteral("system");
        row.extra.insert(QStringLiteral("close_reason"), QStringLiteral("SYSTEM"));
        row.extra.insert(QStringLiteral("close_description"), QStringLiteral("TIMEOUT"));
    }
    // latestEffectiveResponseDueTime is -1 then
    if (!c.closed() && c.responseDueAt == 0)
        row.extra.insert(QStringLiteral("waits_for"), QStringLiteral("consumer"));
}

/// The word stays as it was when the conversation ended.
QString chatDashStatus(const sandbox::Conversation &c)
{
    Phase phase = c.phase;
    for (auto span = c.phases.rbegin(); phase == Phase::Closed && span != c.phases.rend(); ++span)
        phase = span->phase;
    return sandbox::vendorStatusWord(Vendor::ChatDash, phase);
}

void insertText(QJsonObject &extra, const char *key, const QString &value)
{
    if (!value.isEmpty())
        extra.insert(QLatin1String(key), value);
}

void addPersonal(QJsonObject &extra, const World &world, const sandbox::Conversation &c)
{
    const auto &ai = c.ai;
    QJsonArray questions;
    for (const QString &question : ai.misunderstood)
        questions.append(QJsonObject{{QStringLiteral("question"), question}});
    extra.insert(QStringLiteral("mistunderstoodQueries"), questions);
    insertText(extra, "note", ai.note);
    insertText(extra, "summary", ai.summary);
    if (!ai.customAnalysis.isEmpty())
        extra.insert(QStringLiteral("customAnalysis"), ai.customAnalysis);
    if (!ai.metadata.isEmpty())
        extra.insert(QStringLiteral("metadata"), ai.metadata);
    if (c.contact == Nobody)
        return;
    const auto &contact = world.contacts()[size_t(c.contact)];
    insertText(extra, "browser", contact.browser);
    insertText(extra, "device", contact.device);
    insertText(extra, "os", contact.os);
    insertText(extra, "ipAddress", contact.ip);
    insertText(extra, "phone", contact.phone);
    insertText(extra, "phoneSecondary", ai.phoneSecondary);
    const ChannelKind channel = world.inboxes()[size_t(c.inbox)].channel;
    if (channel == ChannelKind::Instagram) {
        insertText(extra, "instagramId", contact.id);
        insertText(extra, "instagramUsername", contact.instagram);
    }
    if (channel == ChannelKind::Voice && ai.record && !ai.platformId.isEmpty())
        insertText(extra, "url",
                   QStringLiteral("https://recordings.invalid/%1.wav").arg(ai.platformId));
}

void fillChatDash(Conversation &row, const World &world, const sandbox::Conversation &c)
{
    const auto &ai = c.ai;
    row.agentRemoteId = worldId(world.agents(), world.assignee(c));
    row.closed = told(c.closedAt);
    row.isLive = !c.closed();
    row.recorded = ai.record;
    row.interacted = ai.interacted;
    row.topic = ai.topic;
    row.subtopic = ai.subtopic;
    insertText(row.extra, "agentId", worldId(world.agents(), c.bot));
    insertText(row.extra, "platformId", ai.platformId);
    insertText(row.extra, "leadId", ai.leadId);
    insertText(row.extra, "campaignId", ai.campaignId);
    insertText(row.extra, "status", chatDashStatus(c));
    row.extra.insert(QStringLiteral("read"), ai.read);
    if (c.contact != Nobody)
        insertText(row.extra, "countryCode", world.contacts()[size_t(c.contact)].country);
    if (world.inboxes()[size_t(c.inbox)].channel == ChannelKind::Voice) {
        row.cost = ai.cost;
        if (ai.durationMinutes)
            row.talkDuration = qRound64(*ai.durationMinutes * 60'000);
        insertText(row.extra, "endedReason", ai.endedReason);
        row.extra.insert(QStringLiteral("noAnswer"), ai.noAnswer);
    }
    if (ai.success) {
        QJsonObject evaluation{{QStringLiteral("isSuccess"), *ai.success}};
        insertText(evaluation, "reason", ai.evaluationReason);
        row.extra.insert(QStringLiteral("evaluation"), evaluation);
    }
    if (world.config().pii)
        addPersonal(row.extra, world, c);
}

} // namespace

void addWorldConversation(SyncBatch &batch, const World &world, const sandbox::Conversation &c)
{
    Conversation row;
    row.remoteId = c.id;
    row.status = sandbox::statusWord(world.vendor(), c.phase);
    row.created = c.createdAt;
    row.updatedAt = c.updatedAt;
    if (c.inbox != Nobody)
        row.channel = sandbox::channelWord(world.inboxes()[size_t(c.inbox)].channel);
    if (world.config().pii && c.contact != Nobody)
        row.contact = world.contacts()[size_t(c.contact)].name;
    switch (world.vendor()) {
    case Vendor::Chatwoot:
        fillChatwoot(row, world, c);
        break;
    case Vendor::RocketChat:
        fillRocketChat(row, world, c);
        break;
    case Vendor::LivePerson:
        fillLivePerson(row, world, c);
        break;
    case Vendor::ChatDash:
        fillChatDash(row, world, c);
        break;
    }
    batch.conversations.push_back(std::move(row));
    batch.eventsComplete.push_back({c.id, c.updatedAt});
}

} // namespace watchfloor::test
