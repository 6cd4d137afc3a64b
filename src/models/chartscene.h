// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

namespace watchfloor {

/// What a chart draws, without a size, a colour or a font: made by a Chart, painted by a view.
struct ChartScene {
    enum class Kind {
        Bars,  ///< one horizontal bar a category, from above; series are stacked
        Lines, ///< categories are steps of time, ascending
        Bins,  ///< categories are neighbouring classes of values
        Heat,  ///< categories are the 168 hours of the week from its first day, 00:00
    };
    struct Category {
        QString label;
        QString valueText;                 ///< at the bar's end
        bool faint = false;                ///< Other and Unspecified
        bool partial = false;              ///< not over yet, or cut by the range or a gap
        bool gap = false;                  ///< nobody has fetched it, or not all of it
        bool opens = false;                ///< its label expands it
        bool cut = false;                  ///< longer than the axis: its end is broken off
        std::optional<double> before = {}; ///< a mark across the bar: the period before
    };
    struct Series {
        QString title;
        int colour = 0;                            ///< of Palette::series; below 0: faint
        bool faint = false;                        ///< the period before
        std::vector<std::optional<double>> values; ///< by category; none = no data, not 0
        std::vector<bool> gaps; ///< of lines, by category: nobody has fetched all of it
    };
    struct Tick {
        double at = 0; ///< a value, or a position between categories (1.0 = end of the first)
        QString text;
    };

    Kind kind = Kind::Bars;
    QString title; ///< what is drawn: accessible name, caption of a panel
    QString unit;  ///< of the value axis, empty when the ticks say it
    std::vector<Category> categories;
    std::vector<Series> series;
    std::vector<Tick> ticks; ///< of the values: 0 first, the axis ends with the last
    std::vector<Tick> steps; ///< labels along the categories
    QStringList panelTicks;  ///< of all panels of one picture: their time axes lie under each other
    QStringList panelTitles; ///< of lines named at their ends in any of them
    std::vector<Tick> lines; ///< marks across the categories: median, p90
    /// A mark in lines of plain text: name, value, then the rest (n, window, definition).
    std::function<QString(int category, int series)> tell;

    /// Lines are named at their ends where there are several.
    bool namesLines() const
    {
        return kind == Kind::Lines && seriesCount() > 1 &&
               std::any_of(series.begin(), series.end(), [](const Series &s) { return !s.faint; });
    }
    int categoryCount() const { return static_cast<int>(categories.size()); }
    int seriesCount() const { return static_cast<int>(series.size()); }
    bool isEmpty() const { return categories.empty() || series.empty(); }
    std::optional<double> value(int category, int at) const
    {
        const auto &values = series[static_cast<std::size_t>(at)].values;
        const auto index = static_cast<std::size_t>(category);
        return index < values.size() ? values[index] : std::nullopt;
    }
    /// The point of a line is not of its whole step.
    bool isOpen(int category, int at) const
    {
        const Series &of = series[static_cast<std::size_t>(at)];
        const auto index = static_cast<std::size_t>(category);
        return !of.faint &&
               (categories[index].partial || (index < of.gaps.size() && of.gaps[index]));
    }
    const Category &category(int at) const { return categories[static_cast<std::size_t>(at)]; }
    /// Lines across that can be opened: percentiles. Heat maps have the days' names there.
    int lineCount() const { return kind == Kind::Bins ? static_cast<int>(lines.size()) : 0; }
    double top() const { return ticks.empty() ? 1 : ticks.back().at; }
};

/// Which bar, point, cell or bin; -1 = none. Bars of several series: the series is the part. Of a
/// line across the bins: the bin it lies in, and a series below -1.
struct ChartMark {
    int panel = 0;
    int category = -1;
    int series = 0;

    bool isValid() const { return category >= 0; }
    /// Of the scene's `lines`; -1 = it is none of them.
    int line() const { return series < -1 ? -2 - series : -1; }
    static ChartMark ofLine(int line, int bin) { return {0, bin, -2 - line}; }
    bool operator==(const ChartMark &) const = default;
};

} // namespace watchfloor
