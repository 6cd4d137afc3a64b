// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nowcounters.h"

#include "models/plaintext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

using Kind = NowCounterKind;

QString sayCounter(const char *text)
{
    return QCoreApplication::translate("nowcounters", text);
}

/// What stands under a dash.
QString absenceNote(const NowCounter &counter)
{
    if (!counter.reason.isEmpty())
        return sayCounter("right missing");
    switch (counter.why) {
    case WhyAbsent::VendorCannot:
        return sayCounter("not told");
    case WhyAbsent::NotCached:
        return sayCounter("not read yet");
    case WhyAbsent::NotTold:
        return sayCounter("not told of all");
    case WhyAbsent::NoValues:
        return counter.kind == Kind::LongestWait ? sayCounter("nobody waits") : QString();
    default:
        return {};
    }
}

/// By how much due times that came since the report have moved the counter. Without, the tile
/// would contradict the rows under it, for as long as an outage lasts.
double movedSince(const NowReport &report, const NowCounter &counter, TimeMs now, DurationMs soon)
{
    if (counter.kind != Kind::Overdue && counter.kind != Kind::SoonOverdue)
        return 0;
    const Urgency counted = counter.kind == Kind::Overdue ? Urgency::Overdue : Urgency::SoonDue;
    const TimeMs at = std::max(now, report.now);
    int moved = 0;
    for (const QueueRow &row : report.queue.rows) {
        if (!row.conversation.dueAt || counter.without.contains(row.accountName))
            continue;
        const DurationMs left = *row.conversation.dueAt - at;
        const Urgency urgency = left < 0      ? Urgency::Overdue
                                : left < soon ? Urgency::SoonDue
                                              : Urgency::Calm;
        moved += (urgency == counted ? 1 : 0) - (row.urgency == counted ? 1 : 0);
    }
    return moved;
}

} // namespace

QString CounterCard::spoken() const
{
    QString text = title + QStringLiteral(": ");
    text += absent ? (note.isEmpty() ? sayCounter("no data") : note) : figure;
    if (!suffix.isEmpty())
        text += QLatin1Char(' ') + suffix;
    if (!stateText.isEmpty())
        text += QStringLiteral(", ") + stateText;
    return text;
}

QString counterTitle(NowCounterKind kind)
{
    switch (kind) {
    case Kind::Online:
        return sayCounter("Online");
    case Kind::Load:
        return sayCounter("Load");
    default:
        return QCoreApplication::translate("Metric", metricOf(kind).title);
    }
}

QString counterDefinition(NowCounterKind kind, const MetricFormatter &format, DurationMs soon)
{
    switch (kind) {
    case Kind::Overdue:
        return sayCounter("Open conversations whose answer is later than the SLA allows.");
    case Kind::SoonOverdue:
        return sayCounter("Open conversations whose answer is due within %1.")
            .arg(format.duration(soon));
    case Kind::Online:
        return sayCounter("Agents in the online state, of those whose state is known.");
    case Kind::Load:
        return sayCounter("Open conversations of the online agents with known slots, as a share "
                          "of these slots.");
    default:
        return QCoreApplication::translate("Metric", metricOf(kind).definition);
    }
}

QString counterText(NowCounterKind kind, double value, const MetricFormatter &format)
{
    switch (kind) {
    case Kind::LongestWait:
        return format.duration(DurationMs{std::llround(value)});
    case Kind::Load:
        return format.count(qint64{std::llround(value * 100)}) + QLatin1Char(' ') +
               format.locale().percent();
    default:
        return format.count(qint64{std::llround(value)});
    }
}

CounterCard counterCard(const NowReport &report, NowCounterKind kind, const Thresholds &thresholds,
                        ThresholdScope scope, const MetricFormatter &format, TimeMs now,
                        DurationMs soon)
{
    const auto at = static_cast<std::size_t>(kind);
    const NowCounter &counter = report.counters[at];
    const MetricSpec &metric = metricOf(kind);
    CounterCard card;
    card.kind = kind;
    card.key = QString::fromLatin1(metric.key);
    card.title = counterTitle(kind);
    card.history = report.history[at].values;
    card.absent = !counter.value;
    QStringList lines{counterDefinition(kind, format, soon)};
    const ThresholdLevels levels = thresholds.levels(metric, scope);
    card.level = metric.polarity == Polarity::HigherIsBetter ? levels.low : levels.high;
    if (counter.value) {
        double value = *counter.value + movedSince(report, counter, now, soon);
        if (counter.since)
            value = static_cast<double>(std::max<DurationMs>(0, now - *counter.since));
        card.figure = kind == Kind::LongestWait ? countdown(DurationMs{std::llround(value)}, format)
                                                : counterText(kind, value, format);
        if (kind == Kind::Online && counter.of)
            card.suffix = sayCounter("of %1").arg(format.count(qint64{std::llround(*counter.of)}));
        card.state = thresholdState(metric, levels, value);
        card.stateText = thresholdWord(card.state);
        if (const QString text = thresholdText(metric, levels, card.state, format); !text.isEmpty())
            lines << text;
    } else {
        card.figure = MetricFormatter::none();
        card.note = absenceNote(counter);
        if (!counter.reason.isEmpty())
            lines << oneLine(counter.reason);
        else if (const char *why = sentenceOf(counter.why);
                 why && counter.why != WhyAbsent::NoValues)
            lines << QCoreApplication::translate("Report", why);
    }
    if (!counter.without.isEmpty()) {
        card.note = counter.value
                        ? QCoreApplication::translate("nowcounters", "%n left out", nullptr,
                                                      int(counter.without.size()))
                        : card.note;
        lines << sayCounter("Left out, as the vendor does not tell it: %1")
                     .arg(oneLine(counter.without.join(QStringLiteral(", "))));
    }
    if (kind == Kind::Load && counter.value && counter.of)
        lines << sayCounter("%1 slots").arg(format.count(qint64{std::llround(*counter.of)}));
    if (report.asOf)
        lines << sayCounter("As of %1").arg(format.toTheSecond(*report.asOf, now));
    if (!card.history.empty())
        lines << sayCounter(
            "The line tells past values; which conversations they were is not kept.");
    else if (!card.absent)
        lines << sayCounter("Its course is kept for whole accounts only, not for a filter.");
    card.toolTip = lines.join(QLatin1Char('\n'));
    return card;
}

QString countdown(DurationMs left, const MetricFormatter &format)
{
    const bool late = left < 0;
    const qint64 seconds = (late ? -left : left) / 1000;
    const auto two = [&format](qint64 value) {
        return value < 10 ? format.count(qint64{0}) + format.count(value) : format.count(value);
    };
    const auto join = [](const QString &big, const QString &bigUnit, const QString &small,
                         const QString &smallUnit) {
        return big + QLatin1Char(' ') + bigUnit + QLatin1Char(' ') + small + QLatin1Char(' ') +
               smallUnit;
    };
    const QString s = MetricFormatter::tr("s", "seconds");
    const QString m = MetricFormatter::tr("m", "minutes");
    const QString h = MetricFormatter::tr("h", "hours");
    QString text;
    if (seconds < 60)
        text = format.count(seconds) + QLatin1Char(' ') + s;
    else if (seconds < 3600)
        text = join(format.count(seconds / 60), m, two(seconds % 60), s);
    else if (seconds < 24 * 3600)
        text = join(format.count(seconds / 3600), h, two(seconds % 3600 / 60), m);
    else
        text = join(format.count(seconds / 86'400), MetricFormatter::tr("d", "days"),
                    two(seconds % 86'400 / 3600), h);
    return late ? QStringLiteral("\u2212") + text : text;
}

} // namespace watchfloor
