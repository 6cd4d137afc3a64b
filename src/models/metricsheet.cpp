// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/metricsheet.h"

#include "backend/engine/metriccatalog.h"
#include "models/roles.h"
#include "models/totalroles.h"

#include <QCoreApplication>

#include <algorithm>

namespace watchfloor {

MetricSheet::MetricSheet(MetricDimension dimension, const QStringList &without,
                         const QStringList &shownFirst)
    : m_metrics(columnMetrics(dimension, without))
{
    const auto placeOf = [&shownFirst](const MetricSpec *metric) {
        const qsizetype at = shownFirst.indexOf(QLatin1String(metric->key));
        return at < 0 ? shownFirst.size() : at;
    };
    std::stable_sort(
        m_metrics.begin(), m_metrics.end(),
        [&](const MetricSpec *a, const MetricSpec *b) { return placeOf(a) < placeOf(b); });
    m_shownFirst = static_cast<std::size_t>(
        std::count_if(m_metrics.begin(), m_metrics.end(),
                      [&](const MetricSpec *m) { return placeOf(m) < shownFirst.size(); }));
    m_answerOf.assign(m_metrics.size(), -1);
}

std::vector<ColumnSpec> MetricSheet::specs() const
{
    std::vector<ColumnSpec> specs;
    for (const MetricSpec *metric : m_metrics) {
        specs.push_back(metricColumn(*metric, m_look.aggregate));
        specs.back().hidden = specs.size() > m_shownFirst;
    }
    return specs;
}

void MetricSheet::setAnswer(std::vector<ReportColumn> columns, std::vector<ReportFigure> total,
                            std::vector<ReportFigure> rest)
{
    m_columns = std::move(columns);
    m_total = std::move(total);
    m_rest = std::move(rest);
    m_totalBefore.clear();
    m_restBefore.clear();
    for (std::size_t i = 0; i < m_metrics.size(); ++i) {
        const auto found =
            std::find_if(m_columns.begin(), m_columns.end(),
                         [&](const ReportColumn &c) { return c.metric == m_metrics[i]; });
        m_answerOf[i] = found == m_columns.end() ? -1 : static_cast<int>(found - m_columns.begin());
    }
}

void MetricSheet::setBefore(std::vector<ReportFigure> total, std::vector<ReportFigure> rest)
{
    m_totalBefore = std::move(total);
    m_restBefore = std::move(rest);
}

const ReportFigure *MetricSheet::figureIn(const std::vector<ReportFigure> *figures, int at) const
{
    const int answer = m_answerOf[static_cast<std::size_t>(at)];
    if (!figures || answer < 0 || static_cast<std::size_t>(answer) >= figures->size())
        return nullptr;
    return &(*figures)[static_cast<std::size_t>(answer)];
}

bool MetricSheet::isBusiness(int at) const
{
    return m_look.business && metric(at).businessHours;
}

QVariant MetricSheet::cell(int at, int role, const FigureRow &row) const
{
    const MetricCell cell(metric(at), m_look, figureIn(row.now, at), figureIn(row.before, at),
                          row.scope);
    return cell.data(role);
}

QVariant MetricSheet::header(int at, int role) const
{
    const bool ofRest =
        role == RestRole || role == RestToolTipRole || role >= restFigure(Qt::DisplayRole);
    const MetricCell cell(metric(at), m_look, figureIn(ofRest ? &m_rest : &m_total, at),
                          figureIn(ofRest ? &m_restBefore : &m_totalBefore, at));
    if (role >= totalFigure(Qt::DisplayRole))
        return cell.data(role - (ofRest ? restFigure(0) : totalFigure(0)));
    switch (role) {
    case TotalRole:
    case RestRole:
        return cell.text();
    case RestToolTipRole:
        return cell.toolTip();
    case TotalToolTipRole: {
        QString text = cell.toolTip();
        const int answer = m_answerOf[static_cast<std::size_t>(at)];
        if (answer < 0)
            return text;
        const QString why = whyNoTotal(m_columns[static_cast<std::size_t>(answer)]);
        return why.isEmpty() ? text : text + QLatin1Char('\n') + why;
    }
    case BesideRole:
        return (m_look.compare ? 2 : 0) + (metric(at).offers.has(Aggregate::Count) ? 1 : 0);
    case MetricRole:
        return QString::fromLatin1(metric(at).key);
    case UnitRole:
        return QString::fromLatin1(wordOf(metric(at).unit));
    case ExportKeyRole:
        return exportKey(metric(at), m_look.aggregate, isBusiness(at));
    case SampleRole:
        return metric(at).offers.has(Aggregate::Count);
    default:
        return {};
    }
}

QString MetricSheet::title(int at) const
{
    return metricHeader(metric(at), m_look.aggregate, isBusiness(at));
}

int MetricSheet::width(int at) const
{
    const int usual =
        std::max(metricColumn(metric(at), m_look.aggregate).width, titleWidth(title(at)));
    return m_look.compare ? usual + changeWidth : usual;
}

QString MetricSheet::toolTip(int at) const
{
    return metricToolTip(metric(at), m_look.aggregate, m_look.business);
}

} // namespace watchfloor
