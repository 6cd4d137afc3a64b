// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/simkinds.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace watchfloor::sandbox {

struct Message {
    qint64 number = 0; ///< grows over the whole world, with gaps (Chatwoot's message id)
    Ms at = 0;
    MessageKind kind = MessageKind::Incoming;
    Sender sender = Sender::Contact;
    int agent = Nobody;     ///< person or bot who wrote it
    bool isPrivate = false; ///< a note for colleagues

    /// What a customer sees as an answer of a person.
    bool isHumanAnswer() const
    {
        return kind == MessageKind::Outgoing && sender == Sender::Agent && !isPrivate;
    }
};

/// A stretch during which one person or bot had the conversation.
struct Assignment {
    int agent = Nobody;
    int group = Nobody; ///< the agent's group (LivePerson) or the conversation's at that time
    int skill = Nobody;
    Ms from = 0;
    Ms to = 0; ///< 0 = still lasting
};

struct QueueSpan {
    int skill = Nobody;
    Ms from = 0;
    Ms to = 0; ///< 0 = still waiting
};

struct PhaseSpan {
    Phase phase = Phase::Queued;
    Ms from = 0;
    Ms to = 0; ///< 0 = still lasting
};

struct Transfer {
    Ms at = 0;
    TransferKind kind = TransferKind::Skill;
    int byAgent = Nobody; ///< Nobody = the system
    int sourceAgent = Nobody;
    int sourceSkill = Nobody;
    int targetAgent = Nobody; ///< set for TransferKind::Agent only
    int targetSkill = Nobody;
};

struct Closure {
    Ms at = 0;
    CloseActor by = CloseActor::Agent;
    int agent = Nobody; ///< who closed, or who had it then
    int group = Nobody;
    int skill = Nobody;
};

struct CsatAnswer {
    qint64 number = 0;
    Ms askedAt = 0;
    Ms answeredAt = 0;  ///< 0 = no answer yet
    int rating = 0;     ///< 1..5 once answered
    int agent = Nobody; ///< assignee when it was answered
    int group = Nobody;
    int skill = Nobody;
    QString feedback;
};

enum class SlaBreach { FirstResponse, NextResponse, Resolution };
struct SlaEvent {
    qint64 number = 0;
    SlaBreach kind = SlaBreach::FirstResponse;
    Ms at = 0;
};

/// What an AI platform reports about a conversation (ChatDash).
struct AiOutcome {
    bool record = true;
    bool interacted = true;
    bool read = false;
    bool noAnswer = false;                 ///< voice only
    std::optional<double> durationMinutes; ///< voice only
    std::optional<double> cost;            ///< voice only
    QString endedReason;                   ///< voice only
    std::optional<bool> success;           ///< empty = not evaluated
    QString evaluationReason;
    QString topic;
    QString subtopic;
    QString summary; ///< personal data, as are the next two
    QString note;
    QStringList misunderstood;
    QString phoneSecondary;     ///< voice only: the line that was called
    QJsonObject customAnalysis; ///< voice only, once judged
    QJsonObject metadata;       ///< voice only
    QString platformId;
    QString leadId;
    QString campaignId;
};

struct Conversation {
    QString id;            ///< what people see (Chatwoot: the display id as text)
    qint64 number = 0;     ///< Chatwoot's display id: 1, 2, 3, ...; the others: the same count
    qint64 databaseId = 0; ///< Chatwoot only; grows faster than number
    QString uuid;

    int inbox = Nobody;
    int contact = Nobody;
    int skill = Nobody;    ///< the latest
    int group = Nobody;    ///< Chatwoot team, Rocket.Chat department, LivePerson: last agent's
    int agent = Nobody;    ///< the person who has it now or had it last (see World::assignee)
    int bot = Nobody;      ///< the bot that began it (ChatDash: the AI agent)
    bool outbound = false; ///< a person wrote first

    Phase phase = Phase::Queued;
    Ms createdAt = 0;
    Ms updatedAt = 0;
    Ms lastActivityAt = 0;
    Ms queuedAt = 0;      ///< last time it began to wait for a person
    Ms assignedAt = 0;    ///< start of the current or last assignment to a person
    Ms firstReplyAt = 0;  ///< first public answer of a person
    Ms waitingSince = 0;  ///< Chatwoot's rule: see world.h
    Ms responseDueAt = 0; ///< the skill's target after the first unanswered message
    Ms closedAt = 0;      ///< 0 while it is not closed
    Ms snoozedUntil = 0;
    Ms agentSeenAt = 0;
    Ms contactSeenAt = 0;
    Ms deletedAt = 0; ///< vanished from every answer since then

    Priority priority = Priority::None;
    int slaPolicy = Nobody;
    std::vector<int> labels;
    int unread = 0; ///< incoming messages since somebody of the team looked
    AiOutcome ai;

    std::vector<Message> messages;       ///< all lists oldest first
    std::vector<Assignment> assignments; ///< persons and bots
    std::vector<QueueSpan> queueSpans;
    std::vector<PhaseSpan> phases; ///< gapless from createdAt on
    std::vector<Transfer> transfers;
    std::vector<Closure> closures; ///< more than one after a reopening
    std::vector<CsatAnswer> csat;
    std::vector<SlaEvent> slaEvents;
    std::vector<int> events; ///< indexes into World::reportingEvents()

    bool closed() const { return phase == Phase::Closed; }
    bool deleted() const { return deletedAt != 0; }
};

/// One row of Chatwoot's reporting_events table, written after the fact. Chatwoot worlds only.
struct ReportingEvent {
    qint64 id = 0;
    const char *name = "";
    qint64 value = 0;                           ///< whole seconds
    std::optional<qint64> valueInBusinessHours; ///< seconds; null for captain events
    Ms start = 0;
    Ms end = 0;
    int inbox = Nobody;
    int agent = Nobody; ///< user_id; Nobody = null
    int conversation = Nobody;
    Ms createdAt = 0;       ///< the list is sorted by it, ids likewise
    bool destroyed = false; ///< went with its conversation
};

} // namespace watchfloor::sandbox
