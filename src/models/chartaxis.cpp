// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chartaxis.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

namespace watchfloor {
namespace {

constexpr int mostLines = 5;

/// 1, 2 or 5 times a power of ten: the first that reaches max with few lines.
double decimalStep(double max, double least)
{
    double power = std::pow(10.0, std::floor(std::log10(std::max(max, least) / mostLines)));
    for (;; power *= 10) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double step = factor * power;
            if (step >= least && std::ceil(max / step - 1e-9) <= mostLines)
                return step;
        }
    }
}

double timeStep(double max)
{
    constexpr double s = 1000;
    constexpr double m = 60 * s;
    constexpr double h = 60 * m;
    constexpr double d = 24 * h;
    constexpr std::array steps{s,     2 * s, 5 * s,  10 * s, 15 * s, 30 * s, m,
                               2 * m, 5 * m, 10 * m, 15 * m, 30 * m, h,      2 * h,
                               3 * h, 6 * h, 12 * h, d,      2 * d,  7 * d};
    if (max < s)
        return decimalStep(max, 1);
    for (const double step : steps) {
        if (std::ceil(max / step - 1e-9) <= mostLines)
            return step;
    }
    return 7 * d * decimalStep(max / (7 * d), 1);
}

} // namespace

QString figureText(const MetricSpec &metric, std::optional<double> value,
                   const MetricFormatter &format)
{
    if (!value || !std::isfinite(*value))
        return MetricFormatter::none();
    switch (metric.unit) {
    case MetricUnit::Milliseconds:
        return format.duration(DurationMs{std::llround(*value)});
    case MetricUnit::Ratio: {
        const double percent = *value * 100;
        const int decimals = std::abs(percent - std::round(percent)) < 0.05 ? 0 : 1;
        return format.locale().toString(percent, 'f', decimals) + QChar(0xa0) +
               format.locale().percent();
    }
    case MetricUnit::Score:
    case MetricUnit::Currency:
        return format.locale().toString(*value, 'f', 2);
    case MetricUnit::Count:
    case MetricUnit::Slots:
    case MetricUnit::Instant:
    case MetricUnit::Text:
        break;
    }
    const double rounded = std::round(*value);
    if (std::abs(*value - rounded) < 0.005)
        return format.count(static_cast<qint64>(rounded));
    return format.locale().toString(*value, 'f', std::abs(*value) < 10 ? 2 : 1);
}

std::vector<double> niceTicks(double max, MetricUnit unit)
{
    double step = 1;
    if (!(max > 0))
        step = unit == MetricUnit::Milliseconds ? 1000 : unit == MetricUnit::Ratio ? 0.5 : 1;
    else if (unit == MetricUnit::Milliseconds)
        step = timeStep(max);
    else if (unit == MetricUnit::Count || unit == MetricUnit::Slots)
        step = decimalStep(max, 1);
    else
        step = decimalStep(max, 0.01);
    const auto lines = std::max(1, static_cast<int>(std::ceil(std::max(0.0, max) / step - 1e-9)));
    std::vector<double> ticks;
    for (int i = 0; i <= lines; ++i)
        ticks.push_back(step * i);
    return ticks;
}

std::vector<ChartScene::Tick> axisTicks(double max, const MetricSpec &metric,
                                        const MetricFormatter &format)
{
    std::vector<ChartScene::Tick> ticks;
    const bool round = metric.unit == MetricUnit::Score || metric.unit == MetricUnit::Currency;
    for (const double at : niceTicks(max, metric.unit))
        ticks.push_back({at, round                       ? format.locale().toString(at, 'g', 6)
                             : at > 0 || metric.isTime() ? figureText(metric, at, format)
                                                         : format.count(static_cast<qint64>(at))});
    return ticks;
}

} // namespace watchfloor
