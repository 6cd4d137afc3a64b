// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/storedfigures.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace watchfloor {
namespace {

using Pieces = std::vector<const MetricValue *>;

StoredFigure told(const MetricValue &value)
{
    StoredFigure figure{StoredFigure::State::Told, value.value,  value.n, value.partial,
                        value.inferredZero,        value.takenAt};
    if (figure.value && !std::isfinite(*figure.value))
        figure.value.reset();
    return figure;
}

/// The fewest windows that follow one another through the range; empty when there is no such row.
Pieces chain(Pieces windows, TimeRange range)
{
    // The newest reading of a window stands for it.
    std::sort(windows.begin(), windows.end(), [](const MetricValue *a, const MetricValue *b) {
        if (a->window->from != b->window->from)
            return a->window->from < b->window->from;
        if (a->window->to != b->window->to)
            return a->window->to < b->window->to;
        return a->takenAt > b->takenAt;
    });
    struct Way {
        int length = 0;
        const MetricValue *last = nullptr;
    };
    std::map<TimeMs, Way> ways; // how to get from the start to here
    ways[range.from] = {};
    for (const MetricValue *value : windows) {
        const TimeRange window = *value->window;
        const auto from = ways.find(window.from);
        if (from == ways.end() || window.to <= window.from || window.to > range.to)
            continue;
        const int length = from->second.length + 1;
        const auto [to, isNew] = ways.try_emplace(window.to, Way{length, value});
        if (!isNew && length < to->second.length)
            to->second = {length, value};
    }
    Pieces pieces;
    for (auto at = ways.find(range.to); at != ways.end() && at->second.last;
         at = ways.find(at->second.last->window->from))
        pieces.push_back(at->second.last);
    return pieces;
}

/// None where it cannot be done without guessing.
std::optional<StoredFigure> joined(const MetricSpec &metric, const Pieces &pieces)
{
    const bool weighed = metric.reducer == Reducer::Mean || metric.reducer == Reducer::Ratio;
    if (!weighed && !metric.addsOverTime())
        return std::nullopt;
    StoredFigure all{StoredFigure::State::Told, 0.0, 0, false, false, pieces.front()->takenAt};
    double sum = 0;
    for (const MetricValue *value : pieces) {
        const StoredFigure piece = told(*value);
        // A mean of nothing weighs nothing; an unknown count may be anything.
        const bool nothing = weighed && !piece.value;
        if ((!nothing && !piece.value) || (weighed && !nothing && !piece.n))
            return std::nullopt;
        if (!nothing)
            sum += weighed ? *piece.value * static_cast<double>(*piece.n) : *piece.value;
        const auto n = nothing ? std::optional<qint64>(0) : piece.n;
        all.n = all.n && n ? std::optional(*all.n + *n) : std::nullopt;
        all.partial = all.partial || piece.partial;
        all.inferredZero = all.inferredZero || piece.inferredZero;
        all.takenAt = std::min(all.takenAt, piece.takenAt);
    }
    if (!weighed)
        all.value = sum;
    else if (*all.n > 0)
        all.value = sum / static_cast<double>(*all.n);
    else
        all.value.reset();
    return all;
}

} // namespace

StoredFigures::StoredFigures(const AccountRows &rows)
{
    const auto seriesOf = [this](const MetricValue &value) -> Series & {
        return m_series[{value.metric, static_cast<int>(value.scope)}][value.scopeKey];
    };
    for (const MetricValue &value : rows.reported) {
        if (value.window)
            continue;
        const MetricValue *&now = seriesOf(value).now;
        if (!now || now->takenAt < value.takenAt)
            now = &value;
    }
    for (const MetricValue &value : rows.reportedWindows) {
        if (value.window)
            seriesOf(value).windows.push_back(&value);
    }
}

const StoredFigures::Series *StoredFigures::series(const char *metric, MetricScope scope,
                                                   const QString &key) const
{
    const auto of = m_series.constFind({QString::fromLatin1(metric), static_cast<int>(scope)});
    if (of == m_series.constEnd())
        return nullptr;
    const auto one = of->constFind(key);
    return one == of->constEnd() ? nullptr : &*one;
}

StoredFigure StoredFigures::now(const char *metric, MetricScope scope, const QString &key) const
{
    const Series *one = series(metric, scope, key);
    return one && one->now ? told(*one->now) : StoredFigure();
}

StoredFigure StoredFigures::of(const MetricSpec &metric, MetricScope scope, const QString &key,
                               TimeRange range) const
{
    const Series *one = series(metric.key, scope, key);
    StoredFigure figure;
    if (!one)
        return figure;
    Pieces inside;
    for (const MetricValue *value : one->windows) {
        if (value->window->from < range.to && value->window->to > range.from)
            inside.push_back(value);
    }
    if (inside.empty())
        return figure;
    figure.state = StoredFigure::State::Pieces;
    const Pieces pieces = chain(std::move(inside), range);
    if (pieces.empty())
        return figure;
    return pieces.size() == 1 ? told(*pieces.front()) : joined(metric, pieces).value_or(figure);
}

StoredFigure StoredFigures::figure(const MetricSpec &metric, MetricScope scope, const QString &key,
                                   TimeRange range) const
{
    return metric.metricClass == MetricClass::Current ? now(metric.key, scope, key)
                                                      : of(metric, scope, key, range);
}

QStringList StoredFigures::keys(const char *metric, MetricScope scope) const
{
    return m_series.value({QString::fromLatin1(metric), static_cast<int>(scope)}).keys();
}

bool StoredFigures::hasWindows(const char *metric) const
{
    for (auto of = m_series.constBegin(); of != m_series.constEnd(); ++of) {
        if (of.key().first == QLatin1String(metric) &&
            std::any_of(of->begin(), of->end(),
                        [](const Series &one) { return !one.windows.empty(); }))
            return true;
    }
    return false;
}

} // namespace watchfloor
