// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metriccatalog.h"

namespace watchfloor {
namespace {

constexpr const char *chatwootEvents = "Chatwoot reporting events API";
constexpr const char *messages = "LivePerson Messaging Interactions API, Rocket.Chat rooms";
constexpr const char *surveys = "LivePerson Messaging Interactions API, conversationSurveys";

constexpr std::array events{
    EventSpec{"first_response", QT_TRANSLATE_NOOP("Event", "First response"),
              QT_TRANSLATE_NOOP("Event", "From the customer's request, the bot's handoff or the "
                                         "reopening to the first public answer by a person"),
              chatwootEvents, EventValue::Duration, true},
    EventSpec{"reply_time", QT_TRANSLATE_NOOP("Event", "Reply"),
              QT_TRANSLATE_NOOP("Event",
                                "From the customer's first unanswered message, or from the agent's "
                                "assignment where the vendor tells it, to the next public answer "
                                "by a person"),
              chatwootEvents, EventValue::Duration, true},
    EventSpec{"wait_time", QT_TRANSLATE_NOOP("Event", "Wait"),
              QT_TRANSLATE_NOOP("Event", "From the customer's first unanswered message to the "
                                         "answer by a person, the queue included"),
              messages},
    EventSpec{"first_assignment_response",
              QT_TRANSLATE_NOOP("Event", "First answer after assignment"),
              QT_TRANSLATE_NOOP("Event", "From the conversation's first assignment to a person to "
                                         "the first answer by a person"),
              messages, EventValue::Duration, false, false},
    EventSpec{"assigned", QT_TRANSLATE_NOOP("Event", "Assigned"),
              QT_TRANSLATE_NOOP("Event", "From the entry into the queue to the assignment to an "
                                         "agent; 0 when it came from another agent"),
              messages},
    EventSpec{"transferred", QT_TRANSLATE_NOOP("Event", "Transferred"),
              QT_TRANSLATE_NOOP("Event", "An agent passed the conversation to another agent or "
                                         "skill; it counts for the one who passed it"),
              messages, EventValue::Nothing},
    EventSpec{"back_to_queue", QT_TRANSLATE_NOOP("Event", "Back to queue"),
              QT_TRANSLATE_NOOP("Event", "The conversation was returned to the queue; it counts "
                                         "for the one who had it"),
              messages, EventValue::Nothing},
    EventSpec{"csat_answer", QT_TRANSLATE_NOOP("Event", "CSAT answer"),
              QT_TRANSLATE_NOOP("Event", "The customer answered the satisfaction survey; the value "
                                         "is the answer from 1 to 5"),
              surveys, EventValue::Rating},
    EventSpec{"conversation_resolved", QT_TRANSLATE_NOOP("Event", "Resolved"),
              QT_TRANSLATE_NOOP("Event", "From the start of the conversation to its resolution; "
                                         "resolved again after a reopening counts again"),
              chatwootEvents, EventValue::Duration, true},
    EventSpec{"conversation_opened", QT_TRANSLATE_NOOP("Event", "Opened again"),
              QT_TRANSLATE_NOOP("Event", "From the last resolution to the reopening; 0 when it was "
                                         "never resolved before"),
              chatwootEvents, EventValue::Duration, true},
    EventSpec{"conversation_bot_resolved", QT_TRANSLATE_NOOP("Event", "Resolved by bot"),
              QT_TRANSLATE_NOOP("Event", "From the start to the resolution in an inbox with a bot, "
                                         "without any person writing"),
              chatwootEvents, EventValue::Duration, true},
    EventSpec{"conversation_bot_handoff", QT_TRANSLATE_NOOP("Event", "Bot handoff"),
              QT_TRANSLATE_NOOP("Event", "From the start of the conversation to the bot's handing "
                                         "it to a person"),
              chatwootEvents, EventValue::Duration, true},
    EventSpec{"conversation_captain_inference_resolved",
              QT_TRANSLATE_NOOP("Event", "Captain resolved"),
              QT_TRANSLATE_NOOP("Event", "From the start of the conversation to the vendor's "
                                         "assistant judging it resolved"),
              chatwootEvents},
    EventSpec{"conversation_captain_inference_handoff",
              QT_TRANSLATE_NOOP("Event", "Captain handoff"),
              QT_TRANSLATE_NOOP("Event", "From the start of the conversation to the vendor's "
                                         "assistant judging that a person is needed"),
              chatwootEvents},
};

} // namespace

std::span<const EventSpec> eventCatalog()
{
    return events;
}

const EventSpec *eventSpec(QAnyStringView name)
{
    for (const EventSpec &event : events) {
        if (name == QLatin1String(event.name))
            return &event;
    }
    return nullptr;
}

} // namespace watchfloor
