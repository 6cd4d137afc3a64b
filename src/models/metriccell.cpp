// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metriccell.h"

#include "models/roles.h"

#include <QCoreApplication>

#include <cmath>

namespace watchfloor {
namespace {

QString phrase(const char *text)
{
    return QCoreApplication::translate("metriccell", text);
}

QString sentence(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

qint64 whole(double value)
{
    return std::llround(value);
}

QString decimals(const MetricLook &look, double value, int places)
{
    // Rounded by ourselves: 0.25 is 0.3 in every locale, and -0.04 is 0.
    const double scale = std::pow(10.0, places);
    const double rounded = std::round(value * scale) / scale;
    return look.format.locale().toString(rounded == 0.0 ? 0.0 : rounded, 'f', places);
}

} // namespace

std::optional<double> MetricCell::valueOf(const MetricSpec &metric, const ReportFigure &figure,
                                          TimeAggregate aggregate)
{
    if (!hasAggregates(metric))
        return figure.value;
    switch (aggregate) {
    case TimeAggregate::Mean:
        return figure.mean ? figure.mean
                           : (metric.reducer == Reducer::Mean ? figure.value : std::nullopt);
    case TimeAggregate::Median:
        return figure.median;
    case TimeAggregate::P90:
        return figure.p90;
    case TimeAggregate::Min:
        return figure.min;
    case TimeAggregate::Max:
        return figure.max;
    }
    return std::nullopt;
}

QString MetricCell::textOf(const MetricSpec &metric, std::optional<double> value,
                           const MetricLook &look, bool unit)
{
    if (!value)
        return MetricFormatter::none();
    switch (metric.unit) {
    case MetricUnit::Milliseconds:
        return look.format.duration(whole(*value));
    case MetricUnit::Ratio: {
        const QString number = decimals(look, *value * 100, 1);
        return unit ? phrase(QT_TRANSLATE_NOOP("metriccell", "%1 %")).arg(number) : number;
    }
    case MetricUnit::Score:
        return decimals(look, *value, 1);
    case MetricUnit::Currency:
        return decimals(look, *value, 2);
    case MetricUnit::Instant:
        return look.format.moment(whole(*value), look.now);
    case MetricUnit::Count:
    case MetricUnit::Slots:
    case MetricUnit::Text:
        break;
    }
    return std::abs(*value - std::round(*value)) < 0.005 ? look.format.count(whole(*value))
                                                         : decimals(look, *value, 1);
}

std::optional<double> MetricCell::value() const
{
    return m_figure ? valueOf(m_metric, *m_figure, m_look.aggregate) : std::nullopt;
}

QString MetricCell::text() const
{
    return m_figure ? textOf(m_metric, value(), m_look, false) : QString();
}

QString MetricCell::n() const
{
    if (!value() || !m_figure->n || !m_metric.offers.has(Aggregate::Count))
        return {};
    return m_look.format.count(*m_figure->n);
}

bool MetricCell::isMuted() const
{
    if (!value())
        return true;
    if (m_metric.offers.has(Aggregate::Count) && m_figure->n)
        return *m_figure->n < smallSample;
    return m_metric.unit == MetricUnit::Count && *value() == 0.0;
}

bool MetricCell::isStale() const
{
    if (!value())
        return false;
    return m_figure->partial || (m_look.stale && m_metric.metricClass == MetricClass::Current);
}

ThresholdState MetricCell::threshold() const
{
    if (!value())
        return ThresholdState::None;
    return m_look.thresholds.state(m_metric, value(), m_scope);
}

std::optional<FigureDelta> MetricCell::delta() const
{
    if (!m_look.compare || !m_figure || !m_before || m_before->hasGap)
        return std::nullopt;
    return deltaOf(m_metric, value(), valueOf(m_metric, *m_before, m_look.aggregate));
}

QString MetricCell::deltaText() const
{
    const auto change = delta();
    if (!change)
        return {};
    if (change->absolute == 0.0)
        return QStringLiteral("=");
    const QString sign = change->absolute > 0 ? QStringLiteral("+") : QStringLiteral("−");
    if (m_metric.unit == MetricUnit::Ratio) // points: a share of a share misleads
        return sign + decimals(m_look, std::abs(change->absolute) * 100, 1);
    if (!change->relative)
        return sign + textOf(m_metric, std::abs(change->absolute), m_look, false);
    const double percent = std::abs(*change->relative) * 100;
    if (percent >= 1000)
        return sign + phrase(QT_TRANSLATE_NOOP("metriccell", "%1×"))
                          .arg(m_look.format.count(whole(percent / 100)));
    return sign +
           phrase(QT_TRANSLATE_NOOP("metriccell", "%1 %")).arg(m_look.format.count(whole(percent)));
}

QString MetricCell::originText() const
{
    switch (m_figure->origin) {
    case FigureOrigin::Reported:
        return phrase(QT_TRANSLATE_NOOP("metriccell", "Reported by the vendor, not recomputed"));
    case FigureOrigin::Estimated:
        return phrase(QT_TRANSLATE_NOOP("metriccell", "Estimated: some boundaries were guessed"));
    case FigureOrigin::Recomputed:
        break;
    }
    return phrase(QT_TRANSLATE_NOOP("metriccell", "Recomputed from the cached facts"));
}

QString MetricCell::absence() const
{
    if (!m_figure)
        return phrase(QT_TRANSLATE_NOOP("metriccell", "Being asked for"));
    if (m_figure->value) // another aggregate than the one that is there
        return phrase(QT_TRANSLATE_NOOP("metriccell", "The vendor tells only the mean"));
    const char *why = sentenceOf(m_figure->why);
    return why ? sentence(why) : QString();
}

QStringList MetricCell::others() const
{
    if (!hasAggregates(m_metric))
        return {};
    QStringList parts;
    for (const TimeAggregate aggregate : allTimeAggregates) {
        if (const auto other = valueOf(m_metric, *m_figure, aggregate))
            parts << QStringLiteral("%1 %2").arg(timeAggregateTitle(aggregate),
                                                 textOf(m_metric, other, m_look, true));
    }
    return parts;
}

QString MetricCell::toolTip() const
{
    QStringList lines{metricHeader(m_metric, m_look.aggregate, m_look.business)};
    if (!value()) {
        lines << absence();
        return lines.join(QLatin1Char('\n'));
    }
    lines.front() += QStringLiteral(": ") + textOf(m_metric, value(), m_look, true);
    if (const QStringList parts = others(); !parts.isEmpty())
        lines << parts.join(QStringLiteral(" · "));
    if (m_metric.offers.has(Aggregate::Count)) {
        if (m_figure->n && *m_figure->n < smallSample)
            lines << phrase(QT_TRANSLATE_NOOP("metriccell", "n = %1: too few to say much"))
                         .arg(m_look.format.count(*m_figure->n));
        else if (m_figure->n)
            lines << phrase(QT_TRANSLATE_NOOP("metriccell", "n = %1"))
                         .arg(m_look.format.count(*m_figure->n));
        else
            lines << phrase(
                QT_TRANSLATE_NOOP("metriccell", "How many values it rests on is not told"));
    }
    if (const auto change = delta()) {
        lines << phrase(QT_TRANSLATE_NOOP("metriccell", "The period before: %1 (%2)"))
                     .arg(textOf(m_metric, valueOf(m_metric, *m_before, m_look.aggregate), m_look,
                                 true),
                          deltaText());
        if (change->verdict != FigureDelta::Verdict::Neutral)
            lines.back() +=
                QStringLiteral(", ") + (change->verdict == FigureDelta::Verdict::Better
                                            ? phrase(QT_TRANSLATE_NOOP("metriccell", "better"))
                                            : phrase(QT_TRANSLATE_NOOP("metriccell", "worse")));
    }
    if (m_look.compare && m_before && m_before->hasGap)
        lines << phrase(QT_TRANSLATE_NOOP(
            "metriccell", "Not compared: the period before is not all in the cache"));
    lines << originText();
    if (m_figure->inferred)
        lines << phrase(QT_TRANSLATE_NOOP("metriccell", "The vendor left it out, which means 0"));
    if (m_figure->partial)
        lines << phrase(
            QT_TRANSLATE_NOOP("metriccell", "Partial: some of the range is still missing"));
    if (m_look.stale && m_metric.metricClass == MetricClass::Current)
        lines << phrase(QT_TRANSLATE_NOOP("metriccell", "Old: nothing newer has been fetched"));
    lines << thresholdText(m_metric, m_look.thresholds.levels(m_metric, m_scope), threshold(),
                           m_look.format);
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QString MetricCell::spoken() const
{
    if (!m_figure)
        return absence();
    if (!value())
        return phrase(QT_TRANSLATE_NOOP("metriccell", "none")) + QStringLiteral(": ") + absence();
    QStringList parts{textOf(m_metric, value(), m_look, true)};
    if (const QString count = n(); !count.isEmpty())
        parts << phrase(QT_TRANSLATE_NOOP("metriccell", "n %1")).arg(count);
    parts << thresholdWord(threshold());
    if (delta())
        parts << phrase(QT_TRANSLATE_NOOP("metriccell", "%1 against the period before"))
                     .arg(deltaText());
    if (m_figure->origin != FigureOrigin::Recomputed)
        parts << originText();
    if (isStale())
        parts << (m_figure->partial ? phrase(QT_TRANSLATE_NOOP("metriccell", "partial"))
                                    : phrase(QT_TRANSLATE_NOOP("metriccell", "old")));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QVariant MetricCell::data(int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return text();
    case Qt::ToolTipRole:
        return toolTip();
    case Qt::AccessibleTextRole:
        return spoken();
    case SortRole:
        return value() ? QVariant(*value()) : QVariant();
    case CopyRole: {
        // Numbers a spreadsheet can add: ms, shares as 0..1.
        const auto number = value();
        return number ? QVariant(QString::number(*number, 'g', 15)) : QVariant(QString());
    }
    case CountRole: // its place is kept in the whole column
        return m_metric.offers.has(Aggregate::Count) ? QVariant(n()) : QVariant();
    case MutedRole:
        return isMuted();
    case StaleRole:
        return isStale();
    case OriginRole:
        return value() && m_figure->origin != FigureOrigin::Recomputed
                   ? QVariant(static_cast<int>(m_figure->origin))
                   : QVariant();
    case ThresholdRole:
        return static_cast<int>(threshold());
    case DeltaRole:
        return m_look.compare ? QVariant(deltaText()) : QVariant();
    case VerdictRole: {
        const auto change = delta();
        return change ? QVariant(static_cast<int>(change->verdict)) : QVariant();
    }
    case MetricRole:
        return QString::fromLatin1(m_metric.key);
    case SampleRole:
        return m_figure && m_figure->n && m_metric.offers.has(Aggregate::Count)
                   ? QVariant(*m_figure->n)
                   : QVariant();
    default:
        return {};
    }
}

QString whyNoTotal(const ReportColumn &column)
{
    QStringList lines;
    if (column.notAdditive)
        lines << QCoreApplication::translate("Metric", column.notAdditive);
    if (!column.without.isEmpty())
        lines << phrase(QT_TRANSLATE_NOOP("metriccell", "Without %1: the vendor cannot tell"))
                     .arg(column.without.join(QStringLiteral(", ")));
    if (!column.withoutTarget.isEmpty())
        lines << phrase(QT_TRANSLATE_NOOP("metriccell", "Without %1: no SLA target is set"))
                     .arg(column.withoutTarget.join(QStringLiteral(", ")));
    return lines.join(QLatin1Char('\n'));
}

} // namespace watchfloor
