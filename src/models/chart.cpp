// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chart.h"

#include <QCoreApplication>

namespace watchfloor {

Drill Chart::drillOf(const QString &title, const QString &metric, TimeRange range) const
{
    Drill drill;
    drill.title = title;
    drill.metric = metric;
    drill.accounts = m_context.scope.accounts;
    drill.filter = m_context.scope.filter;
    drill.range = range;
    drill.zone = m_context.scope.zone;
    drill.business = m_context.scope.business;
    return drill;
}

ExplainTarget Chart::explainOf(const QString &title, const QString &metric, TimeRange range) const
{
    ExplainTarget target;
    target.metric = metric;
    target.title = title;
    target.accounts = m_context.scope.accounts;
    target.filter = m_context.scope.filter;
    target.range = range;
    target.zone = m_context.scope.zone;
    target.business = m_context.scope.business;
    return target;
}

QString Chart::windowText(TimeRange range) const
{
    constexpr DurationMs day = 86'400'000;
    const MetricFormatter &format = m_context.format;
    if (range.to - range.from >= day - 3 * 3'600'000)
        return format.days(range);
    const auto clock = [&format](TimeMs at) {
        return format.locale().toString(QDateTime::fromMSecsSinceEpoch(at, format.zone()).time(),
                                        QStringLiteral("HH:mm"));
    };
    return QCoreApplication::translate("Chart", "%1, %2 – %3")
        .arg(format.day(range.from), clock(range.from), clock(range.to));
}

QString Chart::summary() const
{
    QStringList parts;
    for (const ChartFact &fact : facts())
        parts << fact.text;
    return parts.join(QStringLiteral(" · "));
}

QString whySentence(WhyAbsent why)
{
    const char *sentence = sentenceOf(why);
    return sentence ? QCoreApplication::translate("Report", sentence) + QLatin1Char('.')
                    : QString();
}

QString averageTitle(const ReportColumn &column, TimeAggregate aggregate)
{
    return hasAggregates(*column.metric) ? metricHeader(*column.metric, aggregate, column.business)
                                         : metricTitle(*column.metric, column.business);
}

void narrowTo(MetricDimension dimension, const std::vector<RowId> &keys, const QString &name,
              ViewFilter &filter, std::vector<RowId> &accounts)
{
    switch (dimension) {
    case MetricDimension::Account:
        accounts = keys;
        break;
    case MetricDimension::Agent:
        filter.agents = keys;
        break;
    case MetricDimension::Group:
        filter.groups = keys;
        break;
    case MetricDimension::Skill:
        filter.skills = keys;
        break;
    case MetricDimension::Inbox:
        filter.inboxes = keys;
        break;
    case MetricDimension::Channel:
        filter.channels = QStringList{name};
        break;
    case MetricDimension::Conversation:
        break;
    }
}

} // namespace watchfloor
