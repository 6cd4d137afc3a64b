// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/syncplanner.h"

#include "backend/domain/keeppolicy.h"
#include "backend/domain/refreshpace.h"
#include "backend/sync/closedwindows.h"

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

constexpr DurationMs minute = 60'000;
constexpr DurationMs hour = 60 * minute;
constexpr DurationMs day = 24 * hour;

constexpr DurationMs liveCadence = 10 * minute; // shorter ones count as live
constexpr DurationMs longestRetry = 5 * minute;
constexpr DurationMs offRetry = day;
constexpr DurationMs edgeLead = minute; // the server's clock may be ahead of ours
constexpr int defaultHistoryDays = 90;

/// The plan of one feed.
class FeedPlan {
public:
    FeedPlan(const FeedInfo &info, DurationMs cadence, const FeedState &state,
             const PlanOptions &options, TimeMs horizon, TimeMs floor, TimeMs now,
             std::optional<TimeMs> trustedTo)
        : m_info(info)
        , m_cadence(cadence)
        , m_state(state)
        , m_options(options)
        , m_horizon(horizon)
        , m_floor(floor)
        , m_now(now)
        , m_at(now + options.clockSkew)
        , m_trustedTo(trustedTo)
    {
    }

    void addTo(SyncPlan *plan);

private:
    void addPass(std::optional<TimeMs> since, DurationMs resumableFor);
    void addBackfill();
    void addWindows();
    SyncStep &push(SyncStep::Kind kind);
    void laterAt(TimeMs due) { m_next = m_next ? std::min(*m_next, due) : due; }

    SyncStep::Kind listKind() const
    {
        return m_info.everyMs < liveCadence ? SyncStep::Kind::Live : SyncStep::Kind::Dictionary;
    }
    bool clockSetBack() const { return m_state.lastSuccess && *m_state.lastSuccess > m_now; }
    TimeMs retryAt() const;
    TimeMs dueAt(SyncStep::Kind kind) const;
    bool isDue(SyncStep::Kind kind);
    bool isPostponed(const TimeRange &window);

    const FeedInfo &m_info;
    DurationMs m_cadence; // the user's pace; what counts as live is the feed's own
    const FeedState &m_state;
    const PlanOptions &m_options;
    TimeMs m_horizon;
    TimeMs m_floor; // older is removed by the account's policy, whoever asks for it
    TimeMs m_now;   // our clock: what is due
    TimeMs m_at;    // the server's: what is asked for and claimed
    std::optional<TimeMs> m_trustedTo;
    std::vector<SyncStep> m_steps;
    std::optional<TimeMs> m_next;
};

/// After a failure a short cadence keeps its pace, a long one is tried again within minutes.
TimeMs FeedPlan::retryAt() const
{
    const bool failing =
        m_state.lastError && m_state.lastAttempt && *m_state.lastAttempt <= m_now &&
        (!m_state.lastSuccess || clockSetBack() || *m_state.lastAttempt > *m_state.lastSuccess);
    if (!failing || m_options.once)
        return m_now;
    return *m_state.lastAttempt + std::clamp(m_cadence, minute, longestRetry);
}

TimeMs FeedPlan::dueAt(SyncStep::Kind kind) const
{
    // A last success in the future means that the clock was set back, not that all is fresh.
    if (m_options.once || !m_state.lastSuccess || clockSetBack())
        return retryAt();
    if (m_options.liveNow && kind == SyncStep::Kind::Live)
        return m_now;
    return std::max(*m_state.lastSuccess + m_cadence, retryAt());
}

bool FeedPlan::isDue(SyncStep::Kind kind)
{
    const TimeMs due = dueAt(kind);
    const bool wanted = !m_options.liveOnly || kind == SyncStep::Kind::Live;
    if (due <= m_now && wanted)
        return true;
    laterAt(due);
    return false;
}

SyncStep &FeedPlan::push(SyncStep::Kind kind)
{
    SyncStep &step = m_steps.emplace_back(m_info, kind);
    step.request.horizon = m_horizon;
    step.request.passStarted = m_at;
    step.request.clockSkew = m_options.clockSkew;
    step.reset = m_options.full && m_steps.size() == 1;
    if (m_steps.size() == 1)
        step.trustedTo = m_trustedTo;
    step.faultyBefore = m_state.lastError && m_state.lastError->kind() == Error::Kind::WrongShape;
    if (m_state.off)
        step.wasOff = m_state.lastError;
    return step;
}

/// Snapshot, Delta and Items: one walk through all pages.
void FeedPlan::addPass(std::optional<TimeMs> since, DurationMs resumableFor)
{
    const auto kind = m_info.shape == FeedShape::Items ? SyncStep::Kind::Background : listKind();
    if (!isDue(kind))
        return;
    SyncStep &step = push(kind);
    step.request.since = since;
    if (m_state.cursor.isEmpty() || !m_state.window)
        return;
    const TimeMs started = m_state.window->to;
    if (started > m_at || started + resumableFor <= m_at)
        return;
    step.resumed = true;
    step.request.cursor = m_state.cursor;
    step.request.passStarted = started;
    if (m_info.shape == FeedShape::Delta && m_state.window->from > 0)
        step.request.since = m_state.window->from;
}

void FeedPlan::addBackfill()
{
    const std::vector<TimeRange> &coverage = m_state.coverage;
    const bool finished = m_state.backfilled && !coverage.empty();
    const bool reached = finished && coverage.front().from <= m_horizon;
    const bool holes = reached && coverage.size() > 1;
    // Set back, the clock moves the default horizon too: nobody asked for older history.
    if ((reached && !holes) || (finished && clockSetBack() && !m_options.since) ||
        m_options.liveOnly)
        return;
    TimeMs due = retryAt();
    // Walked to its end with rows left out: once more at the feed's own pace.
    if (m_state.backfilled && m_state.lastError && m_state.lastSuccess && !m_options.once &&
        !clockSetBack())
        due = std::max(due, *m_state.lastSuccess + m_info.everyMs);
    if (due > m_now)
        return laterAt(due);
    SyncStep &step = push(SyncStep::Kind::Background);
    if (holes)
        step.request.horizon = coverage.front().to; // below, nothing is missing
    if (m_state.cursor.isEmpty())
        return;
    step.resumed = true;
    step.request.cursor = m_state.cursor;
    if (m_state.window && m_state.window->to <= m_at)
        step.request.passStarted = m_state.window->to;
}

void FeedPlan::addWindows()
{
    const DurationMs length = m_info.windowMs > 0 ? m_info.windowMs : day;
    const TimeMs openFrom = alignedDown(m_at, length);
    const TimeMs coveredTo = m_state.coverage.empty() ? 0 : m_state.coverage.back().to;
    const TimeMs known = std::max(m_state.watermark.value_or(0), coveredTo);
    const TimeMs edgeFrom = std::min(std::max(openFrom, known), m_at) - m_info.overlapMs;

    if (isDue(listKind())) {
        SyncStep &edge = push(listKind());
        edge.liveEdge = true;
        edge.request.window = TimeRange{edgeFrom, std::max(m_at, coveredTo) + edgeLead};
    }
    if (m_options.liveOnly)
        return;

    // Before the edge, the open window is closed as well: the edge may have left rows out there.
    const TimeMs closedTo = std::max(openFrom, edgeFrom);
    ClosedWindows question{m_horizon, closedTo, length, m_info.overlapMs, m_state.coverage, {}};
    const TimeMs keepFrom =
        std::max(m_options.since || m_options.full ? 0 : m_options.keepFrom, m_floor);
    question.covered.push_back({0, keepFrom});
    const bool resumable = !m_state.cursor.isEmpty() && m_state.window &&
                           m_state.window->to <= closedTo && m_state.window->to > m_horizon;
    if (resumable)
        question.underWay = m_state.window;
    std::vector<TimeRange> windows = closedWindowsToRead(question);
    std::erase_if(windows, [&](const TimeRange &window) {
        return window.to <= keepFrom || isPostponed(window);
    });
    if (windows.empty())
        return;
    if (retryAt() > m_now)
        return laterAt(retryAt());
    for (const TimeRange &window : windows) {
        SyncStep &step = push(SyncStep::Kind::Background);
        step.request.window = TimeRange{std::max(window.from, keepFrom), window.to};
        if (resumable && window == *m_state.window) {
            step.resumed = true;
            step.request.cursor = m_state.cursor;
        }
    }
}

bool FeedPlan::isPostponed(const TimeRange &window)
{
    for (const PostponedWindow &one : m_options.postponed) {
        if (m_options.once || one.feed != m_info.key || one.until <= m_now ||
            one.window.to <= window.from || window.to <= one.window.from)
            continue;
        laterAt(one.until);
        return true;
    }
    return false;
}

void FeedPlan::addTo(SyncPlan *plan)
{
    switch (m_info.shape) {
    case FeedShape::Snapshot:
        // Half a list from yesterday and half from today is no snapshot.
        addPass({}, std::clamp(m_info.everyMs, minute, hour));
        break;
    case FeedShape::Delta: {
        std::optional<TimeMs> since;
        if (m_state.watermark)
            since = std::min(*m_state.watermark, m_at) - m_info.overlapMs;
        addPass(since, day);
        break;
    }
    case FeedShape::Items:
        // The cache says what is still needed, so each walk starts at its beginning.
        addPass({}, 0);
        break;
    case FeedShape::Backfill:
        addBackfill();
        break;
    case FeedShape::Windows:
        addWindows();
        break;
    }
    if (!m_steps.empty())
        m_next = m_now;
    if (m_next)
        plan->nextDue = plan->nextDue ? std::min(*plan->nextDue, *m_next) : *m_next;
    std::move(m_steps.begin(), m_steps.end(), std::back_inserter(plan->steps));
}

/// The sentence when a feed is not to be asked for.
std::optional<QString> offSentence(const Account &account, const FeedInfo &info,
                                   const FeedState &state, const PlanOptions &options, TimeMs now,
                                   std::optional<TimeMs> *retryAt)
{
    if (!info.capability.isEmpty() && !account.can(info.capability))
        return info.missingText;
    const bool asked = options.full || options.feeds.contains(info.key);
    if (!state.off || asked)
        return {};
    const TimeMs since = state.lastAttempt.value_or(0);
    if (since > now || since + offRetry <= now)
        return {};
    *retryAt = since + offRetry;
    return state.lastError ? state.lastError->sentence() : QString();
}

} // namespace

TimeMs historyHorizon(const Account &account, const PlanOptions &options, TimeMs now)
{
    const TimeMs floor = keeppolicy::keptFrom(account.settings, now).value_or(0);
    if (options.since)
        return std::clamp<TimeMs>(*options.since, std::max<TimeMs>(floor, 0), now);
    bool ok = false;
    const int days = account.settings.value(QLatin1String("history_days")).toVariant().toInt(&ok);
    const TimeMs wanted = now - day * (ok && days > 0 ? days : defaultHistoryDays);
    return std::max<TimeMs>({0, floor, wanted, options.full ? 0 : options.keepFrom});
}

std::optional<TimeMs> distrustFuture(FeedState *state, TimeMs at)
{
    TimeMs claimed = state->watermark.value_or(0);
    if (!state->coverage.empty())
        claimed = std::max(claimed, state->coverage.back().to);
    if (claimed <= at + edgeLead)
        return {};
    const TimeMs limit = at - (claimed - at);
    if (state->watermark)
        state->watermark = std::min(*state->watermark, limit);
    for (TimeRange &range : state->coverage)
        range.to = std::min(range.to, limit);
    std::erase_if(state->coverage, [](const TimeRange &range) { return range.isEmpty(); });
    return limit;
}

SyncPlan planSync(const Account &account, const std::vector<FeedInfo> &feeds,
                  const std::vector<FeedState> &states, const PlanOptions &options, TimeMs now)
{
    SyncPlan plan;
    const TimeMs at = now + options.clockSkew;
    const TimeMs horizon = historyHorizon(account, options, at);
    const TimeMs floor = keeppolicy::keptFrom(account.settings, at).value_or(0);
    bool firstPass = true;
    for (const FeedInfo &info : feeds) {
        if (!options.feeds.isEmpty() && !options.feeds.contains(info.key))
            continue;
        FeedState state;
        const auto known = std::find_if(states.begin(), states.end(),
                                        [&](const FeedState &s) { return s.feed == info.key; });
        if (known != states.end()) {
            state = *known;
            firstPass = firstPass && !state.lastSuccess;
        }
        std::optional<TimeMs> retryAt;
        if (const auto why = offSentence(account, info, state, options, now, &retryAt)) {
            plan.off.push_back({info.key, info.title, *why});
            if (retryAt)
                plan.nextDue = plan.nextDue ? std::min(*plan.nextDue, *retryAt) : *retryAt;
            continue;
        }
        if (options.full) {
            const FeedState before = std::exchange(state, FeedState{});
            state.off = before.off;
            state.lastError = before.lastError;
        }
        const std::optional<TimeMs> trustedTo = distrustFuture(&state, at);
        FeedPlan(info, cadenceOf(info, account), state, options, horizon, floor, now, trustedTo)
            .addTo(&plan);
    }
    // The first pass follows the provider's order (names before what they name); later ones bring
    // what is on the screens up to date before they go on with history.
    if (!firstPass) {
        std::stable_sort(plan.steps.begin(), plan.steps.end(),
                         [](const SyncStep &a, const SyncStep &b) { return a.kind < b.kind; });
    }
    return plan;
}

} // namespace watchfloor
