// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/figuretext.h"
#include "support/runtask.h"
#include "support/sqlreports.h"

namespace watchfloor::test {

/// What the report service answers to a question, as lines of text without row numbers: equal for
/// caches of equal facts, and equal to what SqlReports says. Lines that begin with "!" tell what no
/// report may look like.
class ReportLines {
public:
    ReportLines(ReportService &service, SqlDesk &desk)
        : m_service(service)
        , m_desk(desk)
    {
    }

    QStringList lines(const ReportQuestion &question)
    {
        m_q = &question;
        FigureRequest request = requestOf(question, m_desk);
        MetricList metrics;
        for (const QString &key : question.metrics)
            metrics.push_back(metricSpec(key));
        const QTimeZone zone(question.zone);
        switch (question.kind) {
        case ReportQuestion::Breakdown:
            return with(m_service.breakdown(request, question.groupBy, metrics),
                        [this](const BreakdownReport &r) { return breakdown(r); });
        case ReportQuestion::Volume:
            return with(m_service.volume(request),
                        [this](const VolumeReport &r) { return volume(r); });
        case ReportQuestion::Trend:
            return with(m_service.trend(request, metrics, question.unit, zone, question.weekStart),
                        [this](const TrendReport &r) { return trend(r); });
        case ReportQuestion::Heat:
            return with(m_service.heatMap(request, metrics.front(), zone),
                        [this](const HeatMapReport &r) { return heat(r); });
        case ReportQuestion::Distribution:
            break;
        }
        return with(m_service.distribution(request, metrics.front()),
                    [this](const DistributionReport &r) { return distribution(r); });
    }

    /// Of the distribution asked for last.
    const std::vector<DistributionBin> &bins() const { return m_bins; }
    FigureOrigin origin() const { return m_origin; }

private:
    template<typename Report, typename Say>
    QStringList with(const QFuture<Result<Report>> &answer, Say say)
    {
        const Result<Report> report = runFuture(answer);
        if (!report)
            return {u'!' + report.error().sentence()};
        if (!report->basis.complete || report->basis.range != m_q->range)
            return {QStringLiteral("!not complete, or of another range")};
        return say(*report);
    }

    static FigureText told(const ReportFigure &figure, const MetricSpec &metric)
    {
        // Nothing is counted there, as plain SQL says, and the report may not call it nothing.
        if (figure.why == WhyAbsent::NotMatched) {
            FigureText nothing;
            nothing.why = QStringLiteral("no_values");
            nothing.n = 0;
            if (metric.reducer == Reducer::Sum || metric.reducer == Reducer::Distinct)
                nothing.value = 0;
            return nothing;
        }
        if (figure.partial || !figure.exact ||
            figure.value.has_value() != (figure.why == WhyAbsent::Present))
            return {{}, {}, {}, {},
                    {}, {}, {}, QStringLiteral("!partial, inexact or without reason")};
        return {figure.value, figure.mean, figure.median, figure.p90,
                figure.min,   figure.max,  figure.n,      QString::fromLatin1(wordOf(figure.why))};
    }
    static QString texts(const std::vector<ReportFigure> &figures,
                         const std::vector<ReportColumn> &columns)
    {
        QStringList out;
        for (std::size_t i = 0; i < figures.size(); ++i)
            out << told(figures[i], *columns[i].metric).text();
        return out.join(QStringLiteral("; "));
    }

    QString word(const BreakdownRow &row) const
    {
        if (row.key == kNoKey)
            return {};
        if (m_q->groupBy == Dimension::Channel)
            return row.name;
        return m_q->groupBy == Dimension::Account ? row.accountName
                                                  : row.accountName + u'/' + row.remoteId;
    }

    QStringList breakdown(const BreakdownReport &report)
    {
        if (!report.total.empty())
            m_origin = report.total.front().origin;
        QStringList out;
        for (const BreakdownRow &row : report.rows) {
            QString line =
                QStringLiteral("%1: %2").arg(word(row), texts(row.figures, report.columns));
            if (row.parent >= 0) {
                const BreakdownRow &above = report.rows[static_cast<std::size_t>(row.parent)];
                line += QStringLiteral(" below ") + word(above);
                if (row.depth != above.depth + 1)
                    line.prepend(u'!');
            }
            if (!row.withSubGroups.empty())
                line +=
                    QStringLiteral(", with sub-groups ") + texts(row.withSubGroups, report.columns);
            out << line;
        }
        out.sort();
        return out << QStringLiteral("total: ") + texts(report.total, report.columns);
    }

    static QStringList volume(const VolumeReport &report)
    {
        QStringList out;
        for (std::size_t i = 0; i < report.rows.size(); ++i) {
            const VolumeRow &row = report.rows[i];
            out << QStringLiteral("%1/%2: %3")
                       .arg(row.accountName, row.remoteId)
                       .arg(row.conversations);
            if (i > 0 && report.rows[i - 1].conversations < row.conversations)
                out.back().prepend(u'!');
        }
        out.sort();
        if (!report.total || !report.unspecified)
            return out << QStringLiteral("not known");
        return out << QStringLiteral("%1 with somebody, %2 without")
                          .arg(*report.total)
                          .arg(*report.unspecified);
    }

    QStringList trend(const TrendReport &report)
    {
        QStringList out;
        TimeMs reached = m_q->range.from;
        QString last;
        for (const TrendPoint &point : report.points) {
            const auto word = [this](TimeMs time) { return SqlReports::bucketWord(*m_q, time); };
            const QString bucket = word(point.range.from);
            const bool tiles = point.range.from == reached && !point.range.isEmpty() &&
                               bucket != last && word(point.range.to - 1) == bucket;
            const TimeRange whole = point.bucket;
            const bool entire = word(whole.from) == bucket && word(whole.to - 1) == bucket &&
                                word(whole.from - 1) != bucket && word(whole.to) != bucket;
            if (!tiles || !entire)
                out << QStringLiteral("!%1 begins at %2, ends at %3")
                           .arg(bucket)
                           .arg(point.range.from)
                           .arg(point.range.to);
            reached = point.range.to;
            last = bucket;
            for (std::size_t i = 0; i < report.columns.size(); ++i) {
                const MetricSpec &metric = *report.columns[i].metric;
                const FigureText figure = told(point.figures[i], metric);
                const bool nothing =
                    figure.value ? figure.n == std::optional<qint64>(0)
                                 : figure.why != u"not_told" && figure.why != u"no_business_hours";
                if (!nothing)
                    out << QStringLiteral("%1 %2: %3")
                               .arg(QLatin1String(metric.key), bucket, figure.text());
            }
        }
        if (reached != std::max(m_q->range.to, m_q->range.from))
            out << QStringLiteral("!ends at %1").arg(reached);
        out.sort();
        return out << QStringLiteral("total: ") + texts(report.total, report.columns);
    }

    QStringList heat(const HeatMapReport &report)
    {
        QStringList out;
        DurationMs lasting = 0;
        for (int i = 0; i < 168; ++i) {
            const HeatCell &cell = report.cells[static_cast<std::size_t>(i)];
            lasting += cell.duration;
            if (cell.n == 0)
                continue;
            // SQLite's weeks begin on Sunday.
            QString line = QStringLiteral("%1 %2: %3")
                               .arg((i / 24 + 1) % 7)
                               .arg(i % 24, 2, 10, QLatin1Char('0'))
                               .arg(cell.n);
            if (cell.mean)
                line += QStringLiteral(" mean %1").arg(*cell.mean, 0, 'g', 17);
            out << line;
        }
        if (report.why == WhyAbsent::Present && lasting != m_q->range.to - m_q->range.from)
            out << QStringLiteral("!the cells last %1").arg(lasting);
        out.sort();
        return out << QStringLiteral("total: ") + told(report.total, *report.column.metric).text();
    }

    QStringList distribution(const DistributionReport &report)
    {
        m_bins = report.bins;
        return {told(report.total, *report.column.metric).text()};
    }

    ReportService &m_service;
    SqlDesk &m_desk;
    const ReportQuestion *m_q = nullptr;
    std::vector<DistributionBin> m_bins;
    FigureOrigin m_origin = FigureOrigin::Recomputed;
};

} // namespace watchfloor::test
