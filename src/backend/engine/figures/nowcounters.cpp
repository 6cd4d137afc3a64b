// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/nowcounters.h"

#include "backend/engine/feedtopics.h"
#include "backend/engine/metriccatalog.h"

#include <algorithm>
#include <map>

namespace watchfloor {
namespace {

using Kind = NowCounterKind;

constexpr const char *counterKeys[NowCounterCount] = {"open_conversations",
                                                      "unattended_conversations",
                                                      "unassigned_conversations",
                                                      "overdue_conversations_total",
                                                      "soon_overdue_conversations",
                                                      "longest_queue_wait",
                                                      "online_agents",
                                                      "agent_load"};

constexpr const char *onlineWord = "online";

/// What one account adds to the counters.
struct AccountTally {
    qint64 open = 0;
    std::optional<qint64> unattended = 0; ///< none: not told of some
    qint64 unassigned = 0;
    qint64 overdue = 0;
    qint64 soon = 0;
    std::optional<TimeMs> waitingSince; ///< in the queue
    qint64 online = 0;
    qint64 agents = 0; ///< whose state is known
    qint64 load = 0;
    qint64 slots = 0;

    void add(const QueueRow &row)
    {
        ++open;
        if (!row.unattended)
            unattended.reset();
        else if (unattended)
            *unattended += *row.unattended;
        unassigned += row.unassigned;
        overdue += row.urgency == Urgency::Overdue;
        soon += row.urgency == Urgency::SoonDue;
        if (row.unassigned && row.waitingSince)
            waitingSince = std::min(waitingSince.value_or(*row.waitingSince), *row.waitingSince);
    }
    void add(const AgentReportRow &row)
    {
        if (row.agent.goneAt || row.agent.availability.isEmpty())
            return;
        ++agents;
        if (row.agent.availability != QLatin1String(onlineWord))
            return;
        ++online;
        if (row.slotsTaken() && row.agent.capacity.value_or(0) > 0) {
            load += *row.slotsTaken();
            slots += *row.agent.capacity;
        }
    }
};

bool isOfAgents(Kind kind)
{
    return kind == Kind::Online || kind == Kind::Load;
}

/// Why nothing is known of the account, if it is a right that is missing.
QString missingRight(const AccountRows &rows, Topic topic)
{
    for (const FeedState &feed : rows.feeds) {
        if (feed.off && feed.lastError && feedBrings(topic, rows.account.provider, feed.feed))
            return feed.lastError->sentence();
    }
    return {};
}

void addTo(NowCounter &counter, const AccountTally &tally, TimeMs now)
{
    const auto add = [&counter](std::optional<qint64> part) {
        if (!part)
            counter.why = WhyAbsent::NotTold;
        else if (counter.value)
            *counter.value += static_cast<double>(*part);
    };
    switch (counter.kind) {
    case Kind::Open:
        return add(tally.open);
    case Kind::Unattended:
        return add(tally.unattended);
    case Kind::Unassigned:
        return add(tally.unassigned);
    case Kind::Overdue:
        return add(tally.overdue);
    case Kind::SoonOverdue:
        return add(tally.soon);
    case Kind::LongestWait:
        if (tally.waitingSince)
            counter.since =
                std::min(counter.since.value_or(*tally.waitingSince), *tally.waitingSince);
        if (counter.since)
            counter.value = static_cast<double>(std::max<DurationMs>(0, now - *counter.since));
        return;
    case Kind::Online:
        counter.of = counter.of.value_or(0) + static_cast<double>(tally.agents);
        return add(tally.online);
    case Kind::Load:
        counter.of = counter.of.value_or(0) + static_cast<double>(tally.slots);
        return add(tally.load);
    }
}

void finish(NowCounter &counter, bool any)
{
    if (!any) {
        counter.value.reset();
        counter.of.reset();
        counter.why = WhyAbsent::VendorCannot;
    } else if (counter.why != WhyAbsent::Present) {
        counter.value.reset();
        counter.of.reset();
        counter.since.reset();
    } else if (counter.kind == Kind::Load) {
        // A share of nothing is no 0 %.
        const double slots = counter.of.value_or(0);
        counter.value = slots > 0 ? std::optional(counter.value.value_or(0) / slots) : std::nullopt;
    } else if (counter.kind == Kind::Online && counter.of.value_or(0) < 1) {
        counter.value.reset();
    }
    if (counter.why == WhyAbsent::Present && !counter.value)
        counter.why = WhyAbsent::NoValues;
}

/// Of what is due within the usual time the metric's key; of any other reach one of its own, so
/// that a line never mixes two questions.
QString sampleKey(Kind kind, DurationMs soon)
{
    const QString key = QString::fromLatin1(metricOf(kind).key);
    return kind == Kind::SoonOverdue && soon != soonByDefault
               ? key + QStringLiteral(".within_%1s").arg(soon / 1000)
               : key;
}

QString wholeKey(Kind kind)
{
    return sampleKey(kind, soonByDefault) + QStringLiteral(".of");
}

} // namespace

const MetricSpec &metricOf(NowCounterKind kind)
{
    return *metricSpec(QLatin1String(counterKeys[static_cast<std::size_t>(kind)]));
}

bool canTell(NowCounterKind kind, const QString &provider)
{
    // Both ends of a due time are told by whoever tells due times at all; load rests on slots.
    if (kind == Kind::Overdue)
        return canGive(provider, metricOf(Kind::SoonOverdue)) ||
               canGive(provider, metricOf(Kind::Overdue));
    if (kind == Kind::Load)
        return canGive(provider, *metricSpec("max_slots"));
    return canGive(provider, metricOf(kind));
}

NowCounters nowCounters(const std::vector<const AccountRows *> &accounts, const QueueReport &queue,
                        const std::vector<AgentReportRow> &agents, TimeMs now)
{
    std::map<RowId, AccountTally> tallies;
    for (const QueueRow &row : queue.rows)
        tallies[row.account].add(row);
    for (const AgentReportRow &row : agents)
        tallies[row.account].add(row);
    NowCounters counters;
    for (std::size_t i = 0; i < NowCounterCount; ++i) {
        NowCounter &counter = counters[i];
        counter.kind = static_cast<Kind>(i);
        counter.why = WhyAbsent::Present;
        if (counter.kind != Kind::LongestWait)
            counter.value = 0;
        bool any = false;
        for (const AccountRows *rows : accounts) {
            if (!canTell(counter.kind, rows->account.provider)) {
                counter.without.append(rows->account.name);
                continue;
            }
            any = true;
            counter.accounts.push_back(rows->account.id);
            const Topic topic = isOfAgents(counter.kind) ? Topic::Agents : Topic::Conversations;
            const bool known = isOfAgents(counter.kind) ? freshness(topic, *rows).has_value()
                                                        : knowsActiveConversations(*rows);
            if (known) {
                addTo(counter, tallies[rows->account.id], now);
                continue;
            }
            // A part would look like the whole.
            counter.why = WhyAbsent::NotCached;
            if (counter.reason.isEmpty())
                counter.reason = missingRight(*rows, topic);
        }
        finish(counter, any);
    }
    return counters;
}

std::vector<CounterSample> samplesOf(const NowCounters &counters, RowId account, TimeMs at,
                                     DurationMs soon)
{
    std::vector<CounterSample> samples;
    for (const NowCounter &counter : counters) {
        double value = counter.value.value_or(0);
        // An empty queue waits for no time at all, and no agent online has no load.
        if (!counter.value && counter.why != WhyAbsent::NoValues)
            continue;
        if (counter.of)
            samples.push_back({account, wholeKey(counter.kind), at, *counter.of});
        if (counter.kind == Kind::Load && counter.of)
            value *= *counter.of; // parts add up over accounts, shares do not
        samples.push_back({account, sampleKey(counter.kind, soon), at, value});
    }
    return samples;
}

std::array<CounterHistory, NowCounterCount>
counterHistory(const std::vector<const AccountRows *> &accounts,
               const std::vector<CounterSample> &samples, TimeRange day, TimeMs now,
               DurationMs soon)
{
    const TimeMs first = day.from - day.from % historyStep;
    const auto stepOf = [&](TimeMs at) {
        return static_cast<std::size_t>((at - first) / historyStep);
    };
    const std::size_t steps = stepOf(std::max(day.from, day.to - 1)) + 1;
    std::map<std::pair<QString, std::size_t>, std::map<RowId, double>> told;
    for (const CounterSample &sample : samples) {
        if (sample.takenAt >= day.from && sample.takenAt < day.to)
            told[{sample.counter, stepOf(sample.takenAt)}][sample.account] = sample.value;
    }
    std::array<CounterHistory, NowCounterCount> history;
    for (std::size_t i = 0; i < NowCounterCount; ++i) {
        const auto kind = static_cast<Kind>(i);
        std::vector<RowId> wanted;
        for (const AccountRows *rows : accounts) {
            if (canTell(kind, rows->account.provider))
                wanted.push_back(rows->account.id);
        }
        history[i].values.resize(steps);
        const auto sum = [&](const QString &key, std::size_t step) -> std::optional<double> {
            const auto at = told.find({key, step});
            if (at == told.end() || wanted.empty())
                return std::nullopt;
            double all = 0;
            for (const RowId account : wanted) {
                const auto own = at->second.find(account);
                if (own == at->second.end())
                    return std::nullopt;
                all = kind == Kind::LongestWait ? std::max(all, own->second) : all + own->second;
            }
            return all;
        };
        for (std::size_t step = 0; step < steps; ++step) {
            std::optional<double> value = sum(sampleKey(kind, soon), step);
            if (value && kind == Kind::Load) {
                const auto slots = sum(wholeKey(kind), step);
                value = slots && *slots > 0 ? std::optional(*value / *slots) : std::nullopt;
            }
            history[i].values[step] = value;
        }
        // What is still to come is no gap, nor is the step under way before its first sample.
        const std::size_t running = stepOf(std::clamp(now, day.from, day.to - 1));
        const std::size_t shown = history[i].values[running] ? running + 1 : running;
        history[i].values.resize(std::min(steps, shown));
    }
    return history;
}

} // namespace watchfloor
