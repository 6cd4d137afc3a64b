// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/chartsbinding.h"

#include "app/paper/chartsteps.h"
#include "app/scopequery.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/metricdimension.h"
#include "backend/engine/timebuckets.h"
#include "backend/reports/pairedanswer.h"
#include "models/periodbefore.h"

namespace watchfloor {
namespace {

using Step = ChartQuestion::Step;

Step stepOf(BucketUnit unit)
{
    switch (unit) {
    case BucketUnit::Hour:
        return Step::Hour;
    case BucketUnit::Week:
        return Step::Week;
    case BucketUnit::Month:
        return Step::Month;
    case BucketUnit::Day:
        break;
    }
    return Step::Day;
}

VolumeSplit splitOf(ChartQuestion::Split split)
{
    switch (split) {
    case ChartQuestion::Split::Status:
        return VolumeSplit::Status;
    case ChartQuestion::Split::Channel:
        return VolumeSplit::Channel;
    case ChartQuestion::Split::None:
        break;
    }
    return VolumeSplit::None;
}

template<typename Answer, typename Report>
QFuture<Result<Answer>> as(QFuture<Result<Report>> report)
{
    return report.then([](const Result<Report> &told) -> Result<Answer> {
        if (!told)
            return told.error();
        return Answer(*told);
    });
}

} // namespace

ChartsBinding::ChartsBinding(const PageServices &services)
    : m_services(services)
    , m_page(new ChartsPage)
    , m_reports(this, {[this](const Question &question) { return send(question); },
                       [this](const Answer &answer, bool same) {
                           show(answer, same);
                           Q_EMIT answered();
                       },
                       [this](const Error &error) {
                           m_page->setError(error);
                           Q_EMIT answered();
                       },
                       [this] { m_page->setLoading(); }})
{
}

void ChartsBinding::ask(const ViewScope &scope, bool isNew)
{
    m_reports.ask({scope, m_page->question()}, isNew);
}

QFuture<Result<ChartsBinding::Answer>> ChartsBinding::send(const Question &question) const
{
    const TimeMs now = m_services.clock.now();
    const FigureRequest request = figuresOf(question.scope, now);
    std::optional<TimeRange> before;
    if (question.scope.compare)
        before = periodBefore(question.scope.range, now, question.scope.zone);
    ReportService &reports = m_services.reports;
    const ChartQuestion &chart = question.chart;
    switch (chart.kind) {
    case ChartQuestion::Kind::Heat:
        return as<Answer>(
            reports.heatMap(request, metricSpec(chart.heatMetric), question.scope.zone));
    case ChartQuestion::Kind::Distribution:
        return as<Answer>(reports.distribution(request, metricSpec(chart.timeMetric)));
    case ChartQuestion::Kind::Trend:
        return sendTrend(question, request, before);
    case ChartQuestion::Kind::Volume:
        break;
    }
    const auto volume = [&reports, split = splitOf(chart.split)](const FigureRequest &asked) {
        return reports.volume(asked, split);
    };
    return as<Answer>(pairedAnswer(volume, request, before));
}

QFuture<Result<ChartsBinding::Answer>>
ChartsBinding::sendTrend(const Question &question, const FigureRequest &now,
                         std::optional<TimeRange> before) const
{
    MetricList metrics;
    for (const QString &key : question.chart.metrics) {
        if (const MetricSpec *metric = metricSpec(key))
            metrics.push_back(metric);
    }
    const BucketUnit unit = bucketOf(question.chart.step, now.range);
    const Dimension groupBy =
        question.chart.groupBy ? dimensionOf(*question.chart.groupBy) : Dimension::None;
    const auto weekStart = firstDayOfWeek();
    const QTimeZone &zone = question.scope.zone;
    const auto trend = [&](const FigureRequest &asked) {
        return m_services.reports.trend(asked, metrics, unit, zone, weekStart, groupBy);
    };
    if (groupBy != Dimension::None) // lines of several groups and of two periods are a tangle
        before.reset();
    return pairedAnswer(trend, now, before)
        .then([step = stepOf(unit)](const Result<WithBefore<TrendReport>> &told) -> Result<Answer> {
            if (!told)
                return told.error();
            return Answer(Trend{*told, step});
        });
}

void ChartsBinding::show(const Answer &answer, bool same)
{
    if (const auto *volume = std::get_if<WithBefore<VolumeReport>>(&answer)) {
        m_asOf = volume->report.basis.asOf;
        m_lateAt = volume->report.basis.lateAt;
        m_page->setVolume(*volume, same);
    } else if (const auto *trend = std::get_if<Trend>(&answer)) {
        m_asOf = trend->report.report.basis.asOf;
        m_lateAt = trend->report.report.basis.lateAt;
        m_page->setTrend(trend->report, trend->step, same);
    } else if (const auto *heat = std::get_if<HeatMapReport>(&answer)) {
        m_asOf = heat->basis.asOf;
        m_lateAt = heat->basis.lateAt;
        m_page->setHeatMap(*heat, same);
    } else if (const auto *spread = std::get_if<DistributionReport>(&answer)) {
        m_asOf = spread->basis.asOf;
        m_lateAt = spread->basis.lateAt;
        m_page->setDistribution(*spread, same);
    }
}

} // namespace watchfloor
