// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/figurecommand.h"

#include "app/cli/awaittask.h"
#include "app/cli/figuretables.h"
#include "app/cli/filterchoice.h"
#include "app/cli/rangequery.h"
#include "backend/engine/metriccatalog.h"
#include "backend/reports/reportservice.h"

#include <QLocale>

namespace watchfloor::cli {
namespace {

struct DimensionWord {
    const char *word;
    Dimension dimension;
};
constexpr DimensionWord dimensionWords[] = {
    {"agent", Dimension::Agent}, {"group", Dimension::Group},     {"skill", Dimension::Skill},
    {"inbox", Dimension::Inbox}, {"channel", Dimension::Channel}, {"account", Dimension::Account},
};

Dimension dimensionOf(const QString &word)
{
    for (const DimensionWord &known : dimensionWords) {
        if (word == QLatin1String(known.word))
            return known.dimension;
    }
    return Dimension::Group;
}

/// None: said already.
std::optional<MetricList> chosenMetrics(const CommandContext &context, const MetricList &usual)
{
    MetricList chosen;
    for (const QString &key : context.args.values(QStringLiteral("metric"))) {
        const MetricSpec *metric = metricSpec(key);
        if (!metric) {
            QStringList keys;
            for (const MetricSpec &known : metricCatalog())
                keys.append(QString::fromLatin1(known.key));
            context.usageError(QStringLiteral("--metric: there is no metric \"%1\". There are: %2.")
                                   .arg(key, keys.join(QStringLiteral(", "))));
            return std::nullopt;
        }
        if (std::find(chosen.begin(), chosen.end(), metric) == chosen.end())
            chosen.push_back(metric);
    }
    return chosen.empty() ? usual : chosen;
}

MetricList metricsNamed(std::initializer_list<const char *> keys)
{
    MetricList metrics;
    for (const char *key : keys)
        metrics.push_back(metricSpec(key));
    return metrics;
}

/// Runs `answer(service, request)` over the range and accounts of the line.
template<typename Answer>
int withFigures(CommandContext &context, Answer answer)
{
    return withQuery(context, [&](ReportService &service, const ReportQuery &query) {
        FigureRequest request;
        request.filter = query.filter;
        request.filter.accounts = query.accounts;
        request.range = query.range;
        request.business = context.args.isSet(QStringLiteral("business-hours"));
        return answer(service, request);
    });
}

int finish(const CommandContext &context, const OutputTable &table, const ReportBasis &basis,
           const std::vector<ReportColumn> &columns, const std::vector<ReportFigure> &total)
{
    writeTable(context, table);
    for (const QString &note : basis.notes + figureNotes(columns, total))
        context.note(note + u'.');
    return Done;
}

int showAgents(CommandContext &context)
{
    auto metrics = chosenMetrics(context, {});
    if (!metrics)
        return Usage;
    std::erase(*metrics, metricSpec("conversations")); // a column of its own
    return withFigures(context, [&](ReportService &service, const FigureRequest &request) {
        const auto report = awaitFuture(service.agents(request, *metrics));
        if (!report)
            return context.fail(report.error());
        writeTable(context, agentTable(*report, context.format == OutputFormat::Table,
                                       context.format == OutputFormat::Csv));
        for (const QString &note : report->notes + figureNotes(report->columns, report->total))
            context.note(note + u'.');
        return int(Done);
    });
}

int showBreakdown(CommandContext &context)
{
    const Dimension groupBy = dimensionOf(context.args.value(QStringLiteral("group-by")));
    const auto metrics = chosenMetrics(context, usualMetrics(groupBy));
    if (!metrics)
        return Usage;
    return withFigures(context, [&](ReportService &service, const FigureRequest &request) {
        const auto report = awaitFuture(service.breakdown(request, groupBy, *metrics));
        if (!report)
            return context.fail(report.error());
        const bool brief = context.format == OutputFormat::Table;
        return finish(context, breakdownTable(*report, brief), report->basis, report->columns,
                      report->total);
    });
}

int showByAgent(CommandContext &context)
{
    return withFigures(context, [&](ReportService &service, const FigureRequest &request) {
        const auto report = awaitFuture(service.volume(request));
        if (!report)
            return context.fail(report.error());
        return finish(context, volumeTable(*report, context.format == OutputFormat::Csv),
                      report->basis, {}, {});
    });
}

int showTrend(CommandContext &context)
{
    const auto metrics =
        chosenMetrics(context, metricsNamed({"conversations", "closed_conversations",
                                             "first_response_time", "resolution_time"}));
    if (!metrics)
        return Usage;
    const QString groupBy = context.args.value(QStringLiteral("group-by"));
    return withFigures(context, [&](ReportService &service, const FigureRequest &request) {
        const auto report = awaitFuture(
            service.trend(request, *metrics, suitableUnit(request.range), context.zone, Qt::Monday,
                          groupBy.isEmpty() ? Dimension::None : dimensionOf(groupBy)));
        if (!report)
            return context.fail(report.error());
        const bool brief = context.format == OutputFormat::Table;
        return finish(context, trendTable(*report, brief), report->basis, report->columns,
                      report->total);
    });
}

int showHeatMap(CommandContext &context)
{
    if (context.args.isSet(QStringLiteral("group-by")))
        return context.usageError(
            QStringLiteral("The rows of a heat map are weekdays and hours, so that it has no "
                           "--group-by; narrow it instead, with --agent, --group and the like."));
    const auto metrics = chosenMetrics(context, metricsNamed({"conversations"}));
    if (!metrics)
        return Usage;
    return withFigures(context, [&](ReportService &service, const FigureRequest &request) {
        std::vector<HeatMapReport> reports;
        std::vector<ReportColumn> columns;
        std::vector<ReportFigure> total;
        for (const MetricSpec *metric : *metrics) {
            auto report = awaitFuture(service.heatMap(request, metric, context.zone));
            if (!report)
                return context.fail(report.error());
            columns.push_back(report->column);
            total.push_back(report->total);
            reports.push_back(std::move(*report));
        }
        return finish(context, heatMapTable(reports), reports.front().basis, columns, total);
    });
}

int showDistribution(CommandContext &context)
{
    const auto metrics = chosenMetrics(context, metricsNamed({"first_response_time"}));
    if (!metrics)
        return Usage;
    for (const MetricSpec *metric : *metrics) {
        if (!metric->isTime() || !metric->offers.has(Aggregate::Max))
            return context.usageError(
                QStringLiteral("--metric: \"%1\" is no set of times, so that it has no "
                               "distribution.")
                    .arg(QLatin1String(metric->key)));
    }
    return withFigures(context, [&](ReportService &service, const FigureRequest &request) {
        std::vector<DistributionReport> reports;
        std::vector<ReportColumn> columns;
        std::vector<ReportFigure> total;
        for (const MetricSpec *metric : *metrics) {
            auto report = awaitFuture(service.distribution(request, metric));
            if (!report)
                return context.fail(report.error());
            columns.push_back(report->column);
            total.push_back(report->total);
            reports.push_back(std::move(*report));
        }
        return finish(context, distributionTable(reports), reports.front().basis, columns, total);
    });
}

} // namespace

std::vector<Command> figureCommands(const OptionSpec &range)
{
    OptionSpec groupBy{QStringLiteral("group-by"), QStringLiteral("DIMENSION"),
                       QStringLiteral("What the rows are (default group)")};
    for (const DimensionWord &known : dimensionWords)
        groupBy.choices.append(QString::fromLatin1(known.word));
    const OptionSpec metric{QStringLiteral("metric"), QStringLiteral("KEY"),
                            QStringLiteral("A metric of the catalogue, see `metrics`"), true};
    const OptionSpec business{QStringLiteral("business-hours"),
                              {},
                              QStringLiteral("Times in business hours, where a metric has them")};
    OptionSpec steps = groupBy;
    steps.help = QStringLiteral("One row for each step and each of these that has figures");
    OptionSpec refused = groupBy;
    refused.help = QStringLiteral("Not for a heat map");
    return {
        {QStringLiteral("show agents"),
         QStringLiteral("Agents with their conversations now and in the range, and any metric"),
         {},
         narrowed({range, metric, business}),
         showAgents},
        {QStringLiteral("show breakdown"),
         QStringLiteral("Metrics by agent, group, skill, inbox, channel or account"),
         {},
         narrowed({range, groupBy, metric, business}),
         showBreakdown},
        {QStringLiteral("show by-agent"),
         QStringLiteral("Conversations created in the range by the agent who has them"),
         {},
         narrowed({range}),
         showByAgent},
        {QStringLiteral("show trend"),
         QStringLiteral("Metrics over time, by the hour, day, week or month as suits the range"),
         {},
         narrowed({range, steps, metric, business}),
         showTrend},
        {QStringLiteral("show heatmap"),
         QStringLiteral("A metric by weekday (1 = Monday) and hour"),
         {},
         narrowed({range, refused, metric, business}),
         showHeatMap},
        {QStringLiteral("show distribution"),
         QStringLiteral("How the values of a time metric are spread"),
         {},
         narrowed({range, metric, business}),
         showDistribution}};
}

} // namespace watchfloor::cli
