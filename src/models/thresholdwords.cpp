// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/thresholds.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

namespace watchfloor {
namespace {

constexpr double mostMs = 366.0 * 24 * 3'600'000;

QString sayLevel(const char *text)
{
    return QCoreApplication::translate("thresholds", text);
}

/// A number of the user's locale; "C" too, as levels are also pasted.
std::optional<double> numberOf(const QString &text, const QLocale &locale)
{
    bool ok = false;
    double value = locale.toDouble(text, &ok);
    if (!ok)
        value = QLocale::c().toDouble(text, &ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// The unit's length in ms; 0 = not a unit of time. English and what the program itself writes.
double unitMs(const QString &unit)
{
    const QString u = unit.toLower();
    const auto is = [&u](const char *english, const QString &ours) {
        return u == QLatin1String(english) || u == ours.toLower();
    };
    if (is("s", MetricFormatter::tr("s", "seconds")) || u == QLatin1String("sec"))
        return 1'000;
    if (is("m", MetricFormatter::tr("m", "minutes")) || u == QLatin1String("min"))
        return 60'000;
    if (is("h", MetricFormatter::tr("h", "hours")) || u == QLatin1String("std"))
        return 3'600'000;
    if (is("d", MetricFormatter::tr("d", "days")))
        return 86'400'000;
    return 0;
}

std::optional<double> timeOf(const QString &text, const QLocale &locale)
{
    if (const auto minutes = numberOf(text, locale))
        return *minutes * 60'000;
    static const QRegularExpression part(
        QStringLiteral("\\s*([\\d.,\\x{066B}]+)\\s*([^\\s\\d.,\\x{066B}]+)"),
        QRegularExpression::UseUnicodePropertiesOption);
    double sum = 0;
    qsizetype at = 0;
    while (at < text.size()) {
        const auto found = part.match(text, at, QRegularExpression::NormalMatch,
                                      QRegularExpression::AnchorAtOffsetMatchOption);
        const double unit = found.hasMatch() ? unitMs(found.captured(2)) : 0;
        const auto number =
            unit > 0 ? numberOf(found.captured(1), locale) : std::optional<double>();
        if (!number)
            return std::nullopt;
        sum += *number * unit;
        at = found.capturedEnd();
        while (at < text.size() && text.at(at).isSpace())
            ++at;
    }
    return sum;
}

std::optional<double> inUnit(const MetricSpec &metric, QString text, const QLocale &locale)
{
    if (metric.isTime())
        return timeOf(text, locale);
    if (metric.unit != MetricUnit::Ratio)
        return numberOf(text, locale);
    text.remove(locale.percent());
    text.remove(QLatin1Char('%'));
    const auto percent = numberOf(text.trimmed(), locale);
    return percent ? std::optional(*percent / 100) : std::nullopt;
}

QString unreadable(const MetricSpec &metric, const QString &text)
{
    const QString shown = text.left(24);
    if (metric.isTime())
        return sayLevel("“%1” is not a time: write minutes (15) or a unit (90 s, 1 h 30 m).")
            .arg(shown);
    if (metric.unit == MetricUnit::Ratio)
        return sayLevel("“%1” is not a share: write per cent (80).").arg(shown);
    return sayLevel("“%1” is not a number.").arg(shown);
}

} // namespace

LevelInput readLevel(const MetricSpec &metric, const QString &written, const QLocale &locale)
{
    const QString text = written.trimmed();
    if (text.isEmpty())
        return {};
    const auto level = inUnit(metric, text, locale);
    if (!level)
        return {std::nullopt, unreadable(metric, text)};
    if (*level < 0)
        return {std::nullopt, sayLevel("A level cannot be below 0.")};
    if (metric.isTime() && *level > mostMs)
        return {std::nullopt, sayLevel("A level cannot be longer than a year.")};
    const bool whole = metric.unit == MetricUnit::Count || metric.unit == MetricUnit::Slots;
    if (whole && (std::floor(*level) < *level || *level > 1e9))
        return {std::nullopt, sayLevel("“%1” is not a whole number.").arg(text.left(24))};
    return {level, {}};
}

QString levelText(const MetricSpec &metric, double level, const MetricFormatter &format)
{
    if (metric.isTime())
        return format.duration(DurationMs{std::llround(level)});
    if (metric.unit == MetricUnit::Ratio)
        return format.locale().toString(level * 100, 'g', 4) + QLatin1Char(' ') +
               format.locale().percent();
    if (std::floor(level) < level)
        return format.locale().toString(level, 'g', 6);
    return format.count(static_cast<qint64>(level));
}

QString levelsProblem(const MetricSpec &metric, const ThresholdLevels &levels)
{
    if (!levels.low || !levels.high || *levels.low < *levels.high)
        return {};
    return sayLevel("“%1” must be less than “%2”.").arg(lowTitle(metric), highTitle(metric));
}

QString lowTitle(const MetricSpec &metric)
{
    switch (metric.polarity) {
    case Polarity::LowerIsBetter:
        return sayLevel("Warning from");
    case Polarity::HigherIsBetter:
        return sayLevel("Bad down to");
    case Polarity::Neutral:
        break;
    }
    return sayLevel("Warning below");
}

QString highTitle(const MetricSpec &metric)
{
    switch (metric.polarity) {
    case Polarity::LowerIsBetter:
        return sayLevel("Bad from");
    case Polarity::HigherIsBetter:
        return sayLevel("Warning down to");
    case Polarity::Neutral:
        break;
    }
    return sayLevel("Warning above");
}

QString thresholdWord(ThresholdState state)
{
    switch (state) {
    case ThresholdState::Warn:
        return sayLevel("Warning");
    case ThresholdState::Bad:
        return sayLevel("Bad");
    case ThresholdState::None:
        break;
    }
    return {};
}

QString thresholdText(const MetricSpec &metric, const ThresholdLevels &levels, ThresholdState state,
                      const MetricFormatter &format)
{
    if (state == ThresholdState::None)
        return {};
    const bool bad = state == ThresholdState::Bad;
    const auto level = [&](std::optional<double> value) {
        return value ? levelText(metric, *value, format) : MetricFormatter::none();
    };
    switch (metric.polarity) {
    case Polarity::LowerIsBetter:
        return bad ? sayLevel("Bad: at or above %1").arg(level(levels.high))
                   : sayLevel("Warning: at or above %1").arg(level(levels.low));
    case Polarity::HigherIsBetter:
        return bad ? sayLevel("Bad: at or below %1").arg(level(levels.low))
                   : sayLevel("Warning: at or below %1").arg(level(levels.high));
    case Polarity::Neutral:
        break;
    }
    return sayLevel("Warning: not between %1 and %2").arg(level(levels.low), level(levels.high));
}

} // namespace watchfloor
