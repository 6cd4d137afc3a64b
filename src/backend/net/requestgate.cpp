// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/requestgate.h"

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

// The Date header has whole seconds, so a start this close to a slot's begin may count in either.
constexpr DurationMs skewDoubt = 1'000;
constexpr int goodForOneMore = 20;

QString parentOf(const QString &key)
{
    const auto space = key.indexOf(u' ');
    return space > 0 ? key.left(space) : QString();
}

TimeMs floorTo(TimeMs time, DurationMs step)
{
    const TimeMs rest = time % step;
    return time - (rest < 0 ? rest + step : rest);
}

} // namespace

TimeMs RequestGate::Entry::windowStart(TimeMs now) const
{
    if (!limit.fixedWindow)
        return now - limit.windowMs + 1;
    return floorTo(now + skew, limit.windowMs) - skew;
}

std::optional<TimeMs> RequestGate::Entry::earliestStart(TimeMs now) const
{
    if (inFlight >= cap || probing)
        return std::nullopt;
    TimeMs start = std::max(now, blockedUntil);
    // Starts later than now are from before somebody set the clock back: they bind nothing.
    if (lastStart && *lastStart <= now)
        start = std::max(start, *lastStart + limit.minSpacingMs);
    if (budgetEnd > start && budget <= 0)
        start = budgetEnd;
    if (limit.maxPerWindow <= 0 || limit.windowMs <= 0)
        return start;
    const auto past = std::upper_bound(starts.begin(), starts.end(), now) - starts.begin();
    if (!limit.fixedWindow) {
        if (past >= limit.maxPerWindow) {
            const auto first = static_cast<std::size_t>(past - limit.maxPerWindow);
            start = std::max(start, starts[first] + limit.windowMs);
        }
        return start;
    }
    // Ends soon: slots move on and no start in the past counts in a later one for ever.
    for (;;) {
        const TimeMs slot = windowStart(start);
        const auto counted = std::count_if(starts.begin(), starts.begin() + past,
                                           [slot](TimeMs at) { return at >= slot - skewDoubt; });
        if (counted < limit.maxPerWindow)
            return start;
        start = slot + limit.windowMs;
    }
}

void RequestGate::Entry::started(TimeMs now)
{
    ++inFlight;
    lastStart = now;
    probing = probing || (probeAt && now >= *probeAt);
    startedSincePushBack = true;
    if (budgetEnd > now)
        --budget;
    if (limit.maxPerWindow <= 0)
        return;
    if (!starts.empty() && starts.back() > now)
        starts.clear();
    starts.push_back(now);
    const TimeMs oldest = windowStart(now) - (limit.fixedWindow ? skewDoubt : 0);
    while (!starts.empty() && starts.front() < oldest)
        starts.pop_front();
}

void RequestGate::Entry::finished(TimeMs startedAt, bool good)
{
    inFlight = std::max(0, inFlight - 1);
    // Answers to what was under way before the refusal say nothing about it.
    if (probeAt && startedAt >= *probeAt) {
        probing = false;
        if (good) {
            probeAt.reset();
            probes = 0;
        }
    }
    goodInARow = good ? goodInARow + 1 : 0;
    if (goodInARow >= goodForOneMore) {
        goodInARow = 0;
        cap = std::min(cap + 1, limit.maxInFlight);
    }
}

void RequestGate::Entry::pushBack(TimeMs until)
{
    blockedUntil = std::max(blockedUntil, until);
    goodInARow = 0;
    if (std::exchange(startedSincePushBack, false))
        cap = std::max(1, cap / 2);
}

template<typename Self, typename Visit>
void RequestGate::eachBound(Self &self, const QString &key, Visit visit)
{
    if (const auto own = self.m_entries.find(key); own != self.m_entries.end())
        visit(*own);
    const QString parent = parentOf(key);
    if (parent.isEmpty())
        return;
    if (const auto host = self.m_entries.find(parent); host != self.m_entries.end())
        visit(*host);
}

void RequestGate::setLimit(const QString &key, const RateLimit &limit)
{
    Entry &entry = m_entries[key];
    entry.limit = limit;
    entry.limit.maxInFlight = std::max(1, limit.maxInFlight);
    entry.cap = entry.limit.maxInFlight;
}

RateLimit RequestGate::limit(const QString &key) const
{
    return m_entries.value(key).limit;
}

std::optional<TimeMs> RequestGate::earliestStart(const QString &key, TimeMs now) const
{
    std::optional<TimeMs> latest = now;
    eachBound(*this, key, [&latest, now](const Entry &entry) {
        const auto start = entry.earliestStart(now);
        latest = latest && start ? std::optional(std::max(*latest, *start)) : std::nullopt;
    });
    return latest;
}

void RequestGate::started(const QString &key, TimeMs now)
{
    m_entries[key]; // the defaults bind a key that nobody gave a limit
    eachBound(*this, key, [now](Entry &entry) { entry.started(now); });
}

void RequestGate::finished(const QString &key, TimeMs startedAt, bool good)
{
    eachBound(*this, key, [=](Entry &entry) { entry.finished(startedAt, good); });
}

void RequestGate::pushBack(const QString &key, TimeMs until)
{
    m_entries[key].pushBack(until);
}

TimeMs RequestGate::refused(const QString &key, TimeMs startedAt, TimeMs now,
                            const std::vector<DurationMs> &early, TimeMs slot)
{
    Entry &entry = m_entries[key];
    const bool probeRefused = entry.probeAt && startedAt >= *entry.probeAt;
    if (probeRefused && entry.probes >= early.size()) {
        entry.pushBack(slot);
        return slot;
    }
    if (probeRefused)
        entry.probing = false; // the next one is another
    // Concurrency stays: one refusal among many good answers is no sign of too many at a time.
    if (probeRefused || !entry.probeAt)
        entry.probeAt =
            entry.probes < early.size() ? std::min(now + early[entry.probes++], slot) : slot;
    entry.blockedUntil = std::max(entry.blockedUntil, *entry.probeAt);
    return *entry.probeAt;
}

void RequestGate::learned(const QString &key, int limit, int remaining,
                          std::optional<TimeMs> resetAt)
{
    Entry &entry = m_entries[key];
    const int own = entry.limit.ownPerWindow;
    if (limit > 0)
        entry.limit.maxPerWindow = own > 0 ? std::min(limit, own) : limit;
    if (remaining < 0 || !entry.lastStart)
        return;
    const TimeMs soonest = *entry.lastStart;
    entry.budgetEnd = std::clamp(resetAt.value_or(soonest + entry.limit.windowMs), soonest,
                                 soonest + 2 * entry.limit.windowMs);
    // What is under way besides this answer has not been counted by the server yet.
    entry.budget = remaining - std::max(0, entry.inFlight - 1);
}

void RequestGate::setClockSkew(const QString &key, DurationMs skew)
{
    m_entries[key].skew = skew;
}

} // namespace watchfloor
