// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/daycourse.h"

#include "backend/engine/localtime.h"
#include "backend/engine/metriccatalog.h"

#include <algorithm>

namespace watchfloor {
namespace {

constexpr DurationMs dayMs = 24LL * 3'600'000;

bool touches(const std::vector<TimeRange> &gaps, TimeRange step)
{
    return std::any_of(gaps.begin(), gaps.end(), [step](const TimeRange &gap) {
        return gap.from < step.to && gap.to > step.from;
    });
}

class CourseReader {
public:
    CourseReader(Figures &figures, const MetricSpec &metric, const std::vector<TimeRange> &gaps,
                 bool *complete)
        : m_figures(figures)
        , m_metric(metric)
        , m_gaps(gaps)
        , m_complete(complete)
    {
    }

    /// How many in the window: the number of values, whatever the metric makes of them.
    qint64 count(TimeRange window) const
    {
        auto ask = m_figures.askFor(m_metric, window);
        if (!ask || window.isEmpty())
            return 0;
        ask->spread = false;
        const FactAnswer answer = m_figures.input().facts.ask(*ask);
        *m_complete = *m_complete && answer.complete;
        return answer.total.n;
    }

    std::vector<std::optional<qint64>> steps(const std::vector<TimeRange> &parts,
                                             TimeMs until) const
    {
        std::vector<std::optional<qint64>> counts(parts.size());
        for (std::size_t i = 0; i < parts.size(); ++i) {
            TimeRange part = parts[i];
            part.to = std::min(part.to, until);
            if (!part.isEmpty() && part.from < until && !touches(m_gaps, part))
                counts[i] = count(part);
        }
        return counts;
    }

    std::optional<qint64> total(TimeRange window) const
    {
        return touches(m_gaps, window) ? std::nullopt : std::optional(count(window));
    }

private:
    Figures &m_figures;
    const MetricSpec &m_metric;
    const std::vector<TimeRange> &m_gaps;
    bool *m_complete;
};

} // namespace

TwoDays twoDays(TimeMs now, const QTimeZone &zone)
{
    const LocalClock clock({now - 3 * dayMs, now + 3 * dayMs}, zone);
    const TimeMs midnight = floorDiv(clock.localOf(now), dayMs) * dayMs;
    const TimeMs start = clock.instantOf(midnight);
    return {{start, clock.instantOf(midnight + dayMs)}, {clock.instantOf(midnight - dayMs), start}};
}

TimeMs sameTimeYesterday(TimeMs now, const QTimeZone &zone)
{
    const TwoDays days = twoDays(now, zone);
    const LocalClock clock({days.yesterday.from, days.today.to}, zone);
    return std::clamp(clock.instantOf(clock.localOf(now) - dayMs), days.yesterday.from,
                      days.yesterday.to);
}

std::vector<TimeRange> daySteps(TimeRange day, const QTimeZone &zone)
{
    const LocalClock clock({day.from - dayMs, day.to + dayMs}, zone);
    // The middle is on the right date even where the clock jumps at midnight.
    const TimeMs middle = day.from + (day.to - day.from) / 2;
    const TimeMs midnight = floorDiv(clock.localOf(middle), dayMs) * dayMs;
    std::vector<TimeRange> steps;
    TimeMs from = day.from;
    for (DurationMs at = courseStep; at <= dayMs; at += courseStep) {
        const TimeMs to = std::clamp(clock.instantOf(midnight + at), from, day.to);
        steps.push_back({from, to});
        from = to;
    }
    steps.back().to = day.to;
    return steps;
}

std::array<const MetricSpec *, 3> courseMetrics()
{
    return {metricSpec("conversations"), metricSpec("first_response_time"),
            metricSpec("resolutions_count")};
}

std::array<DayCourse, 3> dayCourses(Figures &figures, const QTimeZone &zone,
                                    const std::vector<TimeRange> &gaps, bool *complete)
{
    const TimeMs now = figures.query().now;
    const TwoDays days = twoDays(now, zone);
    const auto today = daySteps(days.today, zone);
    const auto yesterday = daySteps(days.yesterday, zone);
    const TimeMs sameTime = sameTimeYesterday(now, zone);
    std::array<DayCourse, 3> courses;
    const auto metrics = courseMetrics();
    for (std::size_t i = 0; i < courses.size(); ++i) {
        DayCourse &course = courses[i];
        course.metric = metrics[i];
        const FigureSet whole =
            figures.of(*course.metric, Dimension::None, {days.yesterday.from, now});
        const bool counted = figures.askFor(*course.metric, days.today).has_value();
        // A mean of nothing is still a number of 0 first responses.
        course.why = whole.total.value || whole.total.why == WhyAbsent::NoValues
                         ? WhyAbsent::Present
                         : whole.total.why;
        if (!counted && course.why == WhyAbsent::Present)
            course.why = WhyAbsent::OtherWindows;
        for (const AccountRows *rows : figures.accounts()) {
            if (std::find(whole.without.begin(), whole.without.end(), rows->account.id) !=
                whole.without.end())
                course.without.append(rows->account.name);
        }
        if (course.why != WhyAbsent::Present) {
            course.today.resize(today.size());
            course.yesterday.resize(yesterday.size());
            continue;
        }
        const CourseReader reader(figures, *course.metric, gaps, complete);
        course.today = reader.steps(today, now);
        course.yesterday = reader.steps(yesterday, days.yesterday.to);
        course.todayTotal = reader.total({days.today.from, now});
        course.yesterdayTotal = reader.total({days.yesterday.from, sameTime});
    }
    return courses;
}

} // namespace watchfloor
