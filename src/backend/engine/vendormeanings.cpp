// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/vendormeanings.h"

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace watchfloor {
namespace {

struct VendorSentence {
    const char *metric;
    const char *sentence;
};

/// Of the live counters; nothing else of its own is read.
constexpr auto chatwootMeanings = std::to_array<VendorSentence>({
    {"open_conversations",
     QT_TRANSLATE_NOOP("Metric",
                       "Every conversation of the account with the status open when the server was "
                       "asked; an agent has those assigned to them at that moment.")},
    {"unattended_conversations",
     QT_TRANSLATE_NOOP("Metric",
                       "Open conversations with no first answer of a person, or with a customer "
                       "message since the last one; conversations without an agent count too.")},
    {"unassigned_conversations",
     QT_TRANSLATE_NOOP("Metric",
                       "Open conversations of the account without an assignee when the server was "
                       "asked, whichever inbox they are in.")},
    {"pending_conversations",
     QT_TRANSLATE_NOOP("Metric",
                       "Conversations of the account with the status pending when the server was "
                       "asked; with a bot they are usually still with it.")},
});

/// Of its report by agent, its charts and its service history.
constexpr auto rocketchatMeanings = std::to_array<VendorSentence>({
    {"conversations",
     QT_TRANSLATE_NOOP(
         "Metric", "Chats created in the window, by the agent who serves them now or did last: a "
                   "forwarded chat moves to the new agent, also in past windows. Chats without an "
                   "agent stand apart, monitors see those of their units only, and the answer may "
                   "be 60 seconds old.")},
    {"unspecified",
     QT_TRANSLATE_NOOP(
         "Metric", "Chats created in the window that no agent serves: still queued, returned to "
                   "the queue, or closed without an agent.")},
    {"open_conversations",
     QT_TRANSLATE_NOOP(
         "Metric", "Chats created in the days the request names that are open; older ones that are "
                   "still open are not in it.")},
    {"unassigned_conversations",
     QT_TRANSLATE_NOOP(
         "Metric", "Chats created in the days the request names that wait in the queue; older ones "
                   "that still wait are not in it.")},
    {"on_hold_conversations",
     QT_TRANSLATE_NOOP(
         "Metric", "Chats created in the days the request names that are on hold; older ones are "
                   "not in it.")},
    {"assigned_conversations",
     QT_TRANSLATE_NOOP(
         "Metric", "Open chats that an agent serves, added up over the departments of the agent.")},
    {"online_agents",
     QT_TRANSLATE_NOOP(
         "Metric", "Agents the server lists as available; its documentation names the four states "
                   "and not the rules for them.")},
    {"away_agents",
     QT_TRANSLATE_NOOP(
         "Metric", "Agents the server lists as away; its documentation names the four states and "
                   "not the rules for them.")},
    {"busy_agents",
     QT_TRANSLATE_NOOP(
         "Metric", "Agents the server lists as busy; its documentation names the four states and "
                   "not the rules for them.")},
    {"offline_agents",
     QT_TRANSLATE_NOOP(
         "Metric", "Agents the server lists as offline; its documentation names the four states "
                   "and not the rules for them.")},
    {"available_time",
     QT_TRANSLATE_NOOP(
         "Metric", "Time with the chat service switched on, kept by whole days of the server's own "
                   "time zone.")},
});

/// Of the Key Messaging Metrics and the agent view.
constexpr auto livePersonMeanings = std::to_array<VendorSentence>({
    {"avg_wait_time",
     QT_TRANSLATE_NOOP(
         "Metric", "Mean wait of consumers for an answer of a person over every such answer in the "
                   "window, after transfers too, for the skill and group at the time of the "
                   "answer; answers of bots are left out. The window is rounded out to whole "
                   "minutes.")},
    {"avg_wait_time_first_response",
     QT_TRANSLATE_NOOP(
         "Metric", "Mean wait for the first answer of a person in a conversation, answers after a "
                   "transfer left out, for the skill and group at the time of the answer. The "
                   "window is rounded out to whole minutes.")},
    {"avg_time_to_response",
     QT_TRANSLATE_NOOP(
         "Metric", "Like the wait, but counted from the assignment to the agent: the time in the "
                   "queue before it is left out. The window is rounded out to whole minutes.")},
    {"avg_time_to_first_response_first_assignment",
     QT_TRANSLATE_NOOP(
         "Metric", "From the first assignment of a new conversation to a person to the first "
                   "message of a person in it, whoever wrote that. The window is rounded out to "
                   "whole minutes.")},
    {"avg_time_to_first_response_all_assignments",
     QT_TRANSLATE_NOOP(
         "Metric", "From each assignment to a person to that person's first message after it, "
                   "later assignments of the same conversation too. The window is rounded out to "
                   "whole minutes.")},
    {"avg_conversations_duration",
     QT_TRANSLATE_NOOP(
         "Metric", "Mean handling time of the conversations closed in the window; how the handling "
                   "of several agents is added is not documented. The window is rounded out to "
                   "whole minutes.")},
    {"closed_conversations",
     QT_TRANSLATE_NOOP(
         "Metric", "Conversations closed in the window by the agent, the consumer or the system. "
                   "The window is rounded out to whole minutes.")},
    {"closed_by_agent",
     QT_TRANSLATE_NOOP(
         "Metric", "Conversations that the agent closed in the window. The window is rounded out "
                   "to whole minutes.")},
    {"closed_by_consumer",
     QT_TRANSLATE_NOOP(
         "Metric", "Conversations that the consumer closed in the window. The window is rounded "
                   "out to whole minutes.")},
    {"auto_closed",
     QT_TRANSLATE_NOOP(
         "Metric", "Conversations that the system closed in the window, for want of an answer or "
                   "otherwise. The window is rounded out to whole minutes.")},
    {"concluded_conversations",
     QT_TRANSLATE_NOOP(
         "Metric", "Closings and transfers together: a conversation passed on and then closed "
                   "counts twice; returns to the queue are left out. The window is rounded out to "
                   "whole minutes.")},
    {"transfers",
     QT_TRANSLATE_NOOP(
         "Metric", "Transfers with the reason skill or agent; returns to the queue and take-overs "
                   "are left out. The window is rounded out to whole minutes.")},
    {"back_to_queue",
     QT_TRANSLATE_NOOP(
         "Metric", "Transfers with the reason back to queue alone. The window is rounded out to "
                   "whole minutes.")},
    {"transfer_rate",
     QT_TRANSLATE_NOOP(
         "Metric", "Transfers divided by closings and transfers, as a share of 1. The window is "
                   "rounded out to whole minutes.")},
    {"close_rate",
     QT_TRANSLATE_NOOP("Metric",
                       "Closings divided by closings and transfers, as a share of 1. The window is "
                       "rounded out to whole minutes.")},
    {"csat",
     QT_TRANSLATE_NOOP(
         "Metric", "Answers of 4 or 5 divided by all answers to a CSAT question in the window, for "
                   "the agent assigned last; which moment of a survey counts is not documented. "
                   "The window is rounded out to whole minutes.")},
    {"fcr",
     QT_TRANSLATE_NOOP("Metric",
                       "Share of the answers to the question whether the request was solved at the "
                       "first contact that say yes. The window is rounded out to whole minutes.")},
    {"nps",
     QT_TRANSLATE_NOOP("Metric",
                       "Share of promoters less the share of detractors among the answers to the "
                       "recommendation question. The window is rounded out to whole minutes.")},
    {"intent_matched_rate",
     QT_TRANSLATE_NOOP(
         "Metric", "Share of the consumer messages to a bot whose intent it recognised. The window "
                   "is rounded out to whole minutes.")},
    {"agent_status_duration",
     QT_TRANSLATE_NOOP(
         "Metric", "Time in each logged-in state, up to a minute old; offline time and bots are "
                   "left out. The window is rounded out to whole minutes.")},
    {"agent_status_with_reason_duration",
     QT_TRANSLATE_NOOP(
         "Metric", "Time in each logged-in state by the reason chosen, up to a minute old; offline "
                   "time and bots are left out. The window is rounded out to whole minutes.")},
    {"agent_login_duration",
     QT_TRANSLATE_NOOP(
         "Metric", "Time logged in, up to a minute old; bots are left out. The window is rounded "
                   "out to whole minutes.")},
    {"agent_online_duration",
     QT_TRANSLATE_NOOP(
         "Metric", "Time in the state online, up to a minute old; bots are left out. The window is "
                   "rounded out to whole minutes.")},
    {"assigned_conversations",
     QT_TRANSLATE_NOOP(
         "Metric", "Open conversations assigned now that began in the last 30 days; older ones are "
                   "not in it.")},
    {"active_conversations",
     QT_TRANSLATE_NOOP(
         "Metric", "Open conversations of the last 30 days that take a whole slot of their agent "
                   "by Smart Capacity; its weights are told nowhere else, so this cannot be "
                   "recomputed.")},
    {"unassigned_conversations",
     QT_TRANSLATE_NOOP("Metric", "Conversations that wait in the queue now.")},
    {"open_conversations",
     QT_TRANSLATE_NOOP("Metric", "Conversations in the queue and assigned ones together.")},
    {"pending_agent_response",
     QT_TRANSLATE_NOOP("Metric",
                       "Assigned conversations in which the consumer waits for the agent now.")},
    {"pending_agent_response_rate",
     QT_TRANSLATE_NOOP("Metric",
                       "Assigned conversations in which the consumer waits divided by all assigned "
                       "ones, as a share of 1.")},
    {"agent_load",
     QT_TRANSLATE_NOOP(
         "Metric", "Weights of the assigned conversations by Smart Capacity, divided by the slots "
                   "of all agents, bots too; above 1 there are more than slots.")},
    {"human_agent_load",
     QT_TRANSLATE_NOOP(
         "Metric", "Weights of the assigned conversations by Smart Capacity, divided by the slots "
                   "of all agents who are people.")},
    {"human_online_load",
     QT_TRANSLATE_NOOP(
         "Metric", "Weights of the assigned conversations by Smart Capacity, divided by the slots "
                   "of the people who are online.")},
    {"human_away_load",
     QT_TRANSLATE_NOOP(
         "Metric", "Weights of the assigned conversations by Smart Capacity, divided by the slots "
                   "of the people who are away.")},
    {"online_agents",
     QT_TRANSLATE_NOOP("Metric",
                       "Agents in the state online now; without a filter bots are among them.")},
    {"back_soon_agents",
     QT_TRANSLATE_NOOP("Metric",
                       "Agents in the state back soon now; without a filter bots are among them.")},
    {"away_agents",
     QT_TRANSLATE_NOOP("Metric",
                       "Agents in the state away now; without a filter bots are among them.")},
    {"available_slots",
     QT_TRANSLATE_NOOP("Metric",
                       "Free slots for conversations in the queue; by skill, one slot counts under "
                       "every skill of its agent, so skills do not add up.")},
    {"max_slots",
     QT_TRANSLATE_NOOP(
         "Metric",
         "The slots set for the agent, or the account's usual number where none is set.")},
    {"overdue_conversations_total",
     QT_TRANSLATE_NOOP(
         "Metric", "Conversations past their SLA time that began in the last 4 days by the note of "
                   "the documentation, 5 by its table.")},
    {"overdue_conversations_in_queue",
     QT_TRANSLATE_NOOP(
         "Metric", "Conversations in the queue past their SLA time that began in the last 4 days "
                   "by the note of the documentation, 5 by its table.")},
    {"overdue_conversations_assigned",
     QT_TRANSLATE_NOOP(
         "Metric", "Assigned conversations past their SLA time that began in the last 4 days by "
                   "the note of the documentation, 5 by its table.")},
    {"queue_wait_time_50th_percentile",
     QT_TRANSLATE_NOOP(
         "Metric", "Of the conversations opened in the last 24 hours that still wait; the unit is "
                   "taken to be milliseconds and the method of the percentile is not documented.")},
    {"queue_wait_time_90th_percentile",
     QT_TRANSLATE_NOOP(
         "Metric", "Of the conversations opened in the last 24 hours that still wait; the unit is "
                   "taken to be milliseconds and the method of the percentile is not documented.")},
    {"agent_current_status_start_time",
     QT_TRANSLATE_NOOP("Metric",
                       "Since when the agent has the present state, as LivePerson keeps it.")},
    {"agent_current_status_reason_start_time",
     QT_TRANSLATE_NOOP("Metric",
                       "Since when the agent has the present reason, as LivePerson keeps it.")},
});

template<std::size_t N>
const char *sentenceIn(const std::array<VendorSentence, N> &table, const QString &metric)
{
    const auto found = std::find_if(table.begin(), table.end(), [&metric](const VendorSentence &s) {
        return metric == QLatin1String(s.metric);
    });
    return found == table.end() ? nullptr : found->sentence;
}

} // namespace

const char *vendorMeaning(const QString &provider, const QString &metric)
{
    if (provider == QLatin1String("chatwoot"))
        return sentenceIn(chatwootMeanings, metric);
    if (provider == QLatin1String("rocketchat"))
        return sentenceIn(rocketchatMeanings, metric);
    if (provider == QLatin1String("liveperson"))
        return sentenceIn(livePersonMeanings, metric);
    return nullptr;
}

} // namespace watchfloor
