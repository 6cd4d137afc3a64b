// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/conversationmeasures.h"

#include "backend/engine/facts/factrow.h"
#include "backend/engine/metriccatalog.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {
namespace measuring {

using C = Conversation;
using Context = MeasureContext;
using Value = std::optional<qint64>;

Value one(bool counts)
{
    return counts ? Value(1) : std::nullopt;
}

bool statusIs(const C &c, const char *status)
{
    return c.status == QLatin1String(status);
}

Value open(const C &, const Context &x)
{
    return one(x.presence != KeyPresence::None);
}

Value unattended(const C &c, const Context &x)
{
    if (x.withBot) // whom a bot serves does not wait for a person
        return std::nullopt;
    const auto waits = x.rules.isUnattended(c);
    return waits ? one(*waits) : Value(kReservedValue);
}

Value unassigned(const C &, const Context &x)
{
    return one(x.presence == KeyPresence::InQueue);
}

Value assigned(const C &c, const Context &x)
{
    return one(x.presence == KeyPresence::Assigned && c.created >= x.now - assignedWithin);
}

bool isOverdue(const C &c, const Context &x)
{
    // Four days are the rule of the vendor whose own figure it is, of nobody else.
    const bool counts = !x.rules.key.canGive(KeyMetric::OverdueConversationsTotal) ||
                        c.created >= x.now - overdueWithin;
    return x.presence != KeyPresence::None && c.dueAt && *c.dueAt < x.now && counts;
}

Value overdue(const C &c, const Context &x)
{
    return one(isOverdue(c, x));
}

Value overdueInQueue(const C &c, const Context &x)
{
    return one(isOverdue(c, x) && x.presence == KeyPresence::InQueue);
}

Value overdueAssigned(const C &c, const Context &x)
{
    return one(isOverdue(c, x) && x.presence == KeyPresence::Assigned);
}

Value soonOverdue(const C &c, const Context &x)
{
    return one(x.presence != KeyPresence::None && c.dueAt && *c.dueAt >= x.now &&
               *c.dueAt < x.now + x.soon);
}

Value slaMissed(const C &c, const Context &x)
{
    const QString status = c.extra.value(QLatin1String("sla_status")).toString();
    return one(x.presence != KeyPresence::None && (status == QLatin1String("missed") ||
                                                   status == QLatin1String("active_with_misses")));
}

Value queueWait(const C &c, const Context &x)
{
    if (x.presence != KeyPresence::InQueue)
        return std::nullopt;
    return std::max<DurationMs>(0, x.now - x.rules.queuedSince(c));
}

Value recentQueueWait(const C &c, const Context &x)
{
    return c.created >= x.now - queueWaitWithin ? queueWait(c, x) : std::nullopt;
}

/// closedBy is of the present closing; an earlier one of a reopened conversation has no closer.
Value closedBy(const C &c, const char *who)
{
    return one(c.closed && c.closedBy == QLatin1String(who));
}

Value noAgent(const C &, const Context &x)
{
    return one(!x.assigned);
}

Value serviceTime(const C &c, const Context &)
{
    return c.closed && c.assigned ? Value(*c.closed - *c.assigned) : std::nullopt;
}

Value cost(const C &c, const Context &)
{
    if (!c.cost || !std::isfinite(*c.cost) || std::abs(*c.cost) > 1e9)
        return std::nullopt;
    return std::llround(*c.cost * 1'000'000);
}

Value success(const C &c, const Context &)
{
    const QJsonValue told = c.extra.value(QLatin1String("evaluation"))[QLatin1String("isSuccess")];
    return told.isBool() ? Value(told.toBool()) : std::nullopt;
}

Value noAnswer(const C &c, const Context &)
{
    const QJsonValue told = c.extra.value(QLatin1String("noAnswer"));
    return told.isBool() ? Value(told.toBool()) : std::nullopt;
}

Value misunderstood(const C &c, const Context &)
{
    const QJsonValue asked = c.extra.value(QLatin1String("mistunderstoodQueries"));
    return asked.isArray() ? Value(asked.toArray().size()) : std::nullopt;
}

constexpr auto created = ConversationAt::Created;
constexpr auto closed = ConversationAt::Closed;
constexpr auto now = ConversationAt::Now;

constexpr std::array measures{
    ConversationMeasure{"open_conversations", now, open},
    ConversationMeasure{"unattended_conversations", now, unattended},
    ConversationMeasure{"pending_agent_response", now, unattended},
    ConversationMeasure{"unassigned_conversations", now, unassigned},
    ConversationMeasure{"assigned_conversations", now, assigned},
    ConversationMeasure{"pending_conversations", now,
                        [](const C &c, const Context &) { return one(statusIs(c, "pending")); }},
    ConversationMeasure{"snoozed_conversations", now,
                        [](const C &c, const Context &) { return one(statusIs(c, "snoozed")); }},
    ConversationMeasure{"on_hold_conversations", now,
                        [](const C &c, const Context &) { return one(statusIs(c, "on_hold")); }},
    ConversationMeasure{"live_conversations", now,
                        [](const C &c, const Context &) { return one(c.isLive.value_or(false)); }},
    ConversationMeasure{"pending_human", now,
                        [](const C &c, const Context &x) {
                            return one(c.isLive.value_or(false) && statusIs(c, "pending") &&
                                       x.presence != KeyPresence::None);
                        }},
    ConversationMeasure{"overdue_conversations_total", now, overdue},
    ConversationMeasure{"overdue_conversations_in_queue", now, overdueInQueue},
    ConversationMeasure{"overdue_conversations_assigned", now, overdueAssigned},
    ConversationMeasure{"sla_missed_conversations", now, slaMissed},
    ConversationMeasure{"soon_overdue_conversations", now, soonOverdue},
    ConversationMeasure{"queue_wait_time_50th_percentile", now, recentQueueWait},
    ConversationMeasure{"queue_wait_time_90th_percentile", now, recentQueueWait},
    ConversationMeasure{"longest_queue_wait", now, queueWait},
    ConversationMeasure{"unspecified", created, noAgent, 1, HeldBy::Nobody},
    ConversationMeasure{"closed_by_agent", closed,
                        [](const C &c, const Context &) { return closedBy(c, "agent"); }},
    ConversationMeasure{"closed_by_consumer", closed,
                        [](const C &c, const Context &) { return closedBy(c, "consumer"); }},
    ConversationMeasure{"auto_closed", closed,
                        [](const C &c, const Context &) {
                            return one(c.closed && c.closedBy != QLatin1String("agent") &&
                                       c.closedBy != QLatin1String("consumer"));
                        }},
    ConversationMeasure{"service_time", closed, serviceTime},
    ConversationMeasure{"duration", created,
                        [](const C &c, const Context &) -> Value { return c.talkDuration; }},
    ConversationMeasure{"cost", created, cost, 1'000'000},
    ConversationMeasure{"success_rate", created, success, 1, HeldBy::Anyone, true},
    ConversationMeasure{"no_answer_rate", created, noAnswer, 1, HeldBy::Anyone, true},
    ConversationMeasure{"human_takeovers", created,
                        [](const C &, const Context &x) { return one(x.assigned); }, 1,
                        HeldBy::Somebody},
    ConversationMeasure{"misunderstood_queries", created, misunderstood, 1, HeldBy::Anyone, true},
};

} // namespace measuring
} // namespace

bool hasBusinessHours(const ConversationMeasure &measure)
{
    const MetricSpec *metric = metricSpec(QLatin1String(measure.metric));
    return measure.at == ConversationAt::Closed && metric && metric->businessHours;
}

const ConversationMeasure *conversationMeasure(QAnyStringView metric)
{
    // Asked for every figure. Keys are ASCII; compared as UTF-8 they would be converted each time.
    return metric.visit([](auto name) -> const ConversationMeasure * {
        for (const ConversationMeasure &measure : measuring::measures) {
            if constexpr (std::is_same_v<decltype(name), QUtf8StringView>) {
                if (QByteArrayView(name.data(), name.size()) == QByteArrayView(measure.metric))
                    return &measure;
            } else if (name == QLatin1String(measure.metric)) {
                return &measure;
            }
        }
        return nullptr;
    });
}

} // namespace watchfloor
