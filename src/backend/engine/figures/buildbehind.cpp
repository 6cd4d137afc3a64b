// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildbehind.h"

#include "backend/engine/figures/buildfigures.h"
#include "backend/engine/figures/conversationmeasures.h"
#include "backend/engine/figures/explainedfigure.h"
#include "backend/engine/figures/volumesplit.h"
#include "backend/engine/metriccatalog.h"

#include <QSet>

#include <algorithm>
#include <tuple>

namespace watchfloor {
namespace {

using BehindAccounts = std::vector<const AccountRows *>;

WhyNoRows whyOf(FigureRoute route)
{
    switch (route) {
    case FigureRoute::Agents:
        return WhyNoRows::OfAgents;
    case FigureRoute::Reported:
        return WhyNoRows::VendorsOwn;
    case FigureRoute::Unknown:
        return WhyNoRows::NotCached;
    case FigureRoute::NoTarget:
        return WhyNoRows::NoTarget;
    case FigureRoute::None:
        return WhyNoRows::VendorCannot;
    case FigureRoute::Facts:
    case FigureRoute::RatioOfTwo:
        break;
    }
    return WhyNoRows::Rows;
}

/// A value of a conversation's that is the figure's own count: a sum of what conversations have.
bool countsValues(const MetricSpec &metric)
{
    return metric.reducer == Reducer::Sum && metric.unit == MetricUnit::Count && !metric.targetOf &&
           conversationMeasure(metric.key);
}

/// Gathers hits by conversation.
class Gathering {
public:
    Gathering(Figures &figures, const BehindQuery &behind, BehindReport &report)
        : m_figures(figures)
        , m_behind(behind)
        , m_report(report)
    {
        if (!behind.statuses.isEmpty())
            m_statuses = statusesNow(figures.input(), figures);
    }

    void add(const MetricSpec &metric, const BehindAccounts &accounts)
    {
        take(metric, accounts, [this](const FactHit &hit, qint64 times, bool reached, bool timed) {
            BehindRow &row = rowFor(hit);
            row.times += times;
            row.reached += reached;
            if (timed)
                row.greatest = m_measured;
        });
    }

    void finish()
    {
        const auto place = [](const BehindRow &row) {
            return std::tie(row.account, row.conversation);
        };
        std::sort(m_hits.begin(), m_hits.end(),
                  [place](const BehindRow &a, const BehindRow &b) { return place(a) < place(b); });
        for (std::size_t i = 0; i < m_hits.size();) {
            BehindRow row = m_hits[i];
            for (++i; i < m_hits.size() && place(m_hits[i]) == place(row); ++i) {
                row.times += m_hits[i].times;
                row.reached += m_hits[i].reached;
                row.greatest = std::max(row.greatest, m_hits[i].greatest); // none is the least
            }
            m_report.times += row.times;
            if (row.conversation > 0)
                m_report.rows.push_back(row);
            else
                m_report.strays += row.times;
        }
        std::sort(m_report.others.begin(), m_report.others.end(), [](const auto &a, const auto &b) {
            return a.name != b.name ? a.name < b.name : a.account < b.account;
        });
        if (!m_any && !m_report.others.empty())
            m_report.why = m_report.others.front().why;
    }

private:
    template<typename Take>
    void take(const MetricSpec &metric, const BehindAccounts &accounts, Take take)
    {
        std::map<FigureRoute, BehindAccounts> byRoute;
        for (const AccountRows *rows : accounts) {
            const FigureRoute route = m_figures.routeOf(metric, *rows);
            const WhyNoRows why = whyOf(route);
            if (why == WhyNoRows::Rows)
                byRoute[route].push_back(rows);
            else
                m_report.others.push_back({rows->account.id, rows->account.name, why});
        }
        if (const auto facts = byRoute.find(FigureRoute::Facts); facts != byRoute.end())
            visit(metric, facts->second, take);
        if (const auto ratios = byRoute.find(FigureRoute::RatioOfTwo); ratios != byRoute.end())
            visitRatio(metric, ratios->second);
    }

    template<typename Take>
    void visit(const MetricSpec &metric, const BehindAccounts &accounts, Take take)
    {
        std::optional<FactAsk> ask = m_figures.askOf(metric, m_figures.query().range, accounts);
        if (!ask)
            return;
        m_any = true;
        FactSource &facts = m_figures.input().facts;
        QSet<qint64> out, seen;
        if (!ask->exceptEvent.isEmpty()) {
            FactAsk other = *ask;
            for (FactPart &part : other.parts)
                part.measure = {FactMeasure::Kind::Event, ask->exceptEvent};
            facts.visit(other, [&out](const FactHit &hit) { out.insert(hit.conversation); });
        }
        const bool values = countsValues(metric);
        const auto takeHit = [&](const FactHit &hit) {
            if (hit.untold) {
                m_report.untold += 1;
                return;
            }
            if (out.contains(hit.conversation) || (ask->business && !hit.business))
                return;
            if (!hasStatus(hit.conversation))
                return;
            m_measured = ask->business ? *hit.business : hit.value;
            if (m_behind.valueFrom && m_measured < *m_behind.valueFrom)
                return;
            if (m_behind.valueTo && m_measured >= *m_behind.valueTo)
                return;
            bool reached = ask->threshold && m_measured >= *ask->threshold;
            if (const auto target = ask->targets.find(hit.account); target != ask->targets.end())
                reached = m_measured <= target->second;
            const qint64 times = values ? m_measured : 1;
            if (times == 0 || (metric.targetOf && metric.reducer == Reducer::Sum && !reached))
                return;
            if (ask->distinct) {
                const auto before = seen.size();
                seen.insert(hit.conversation);
                if (seen.size() == before)
                    return;
            }
            take(hit, times, reached, metric.isTime());
        };
        if (!m_behind.weekHour || metric.metricClass == MetricClass::Current) {
            facts.visit(*ask, takeHit);
            return;
        }
        for (const WeekHourSpan &span : weekHourSpans(ask->window, m_behind.zone)) {
            if (span.cell != *m_behind.weekHour)
                continue;
            FactAsk hour = *ask;
            hour.window = span.utc;
            facts.visit(hour, takeHit);
        }
    }

    /// Behind a share of two counts is what it is a share of; what counts for it is `reached`.
    void visitRatio(const MetricSpec &metric, const BehindAccounts &accounts)
    {
        take(*metricSpec(metric.denominator), accounts,
             [this](const FactHit &hit, qint64 times, bool, bool) { rowFor(hit).times += times; });
        const auto others = m_report.others; // said once
        take(
            *metricSpec(metric.numerator), accounts,
            [this](const FactHit &hit, qint64 times, bool, bool) { rowFor(hit).reached += times; });
        m_report.others = others;
    }

    bool hasStatus(qint64 conversation) const
    {
        return m_behind.statuses.isEmpty() ||
               m_behind.statuses.contains(m_statuses.value(conversation, QStringLiteral("closed")));
    }

    BehindRow &rowFor(const FactHit &hit)
    {
        return m_hits.emplace_back(BehindRow{hit.account, hit.conversation, 0, 0, {}});
    }

    Figures &m_figures;
    const BehindQuery &m_behind;
    BehindReport &m_report;
    QHash<RowId, QString> m_statuses; ///< of those that are not closed, where statuses matter
    std::vector<BehindRow> m_hits;    ///< one for each, until they are put together
    qint64 m_measured = 0;            ///< of the hit at hand
    bool m_any = false;
};

bool isPart(const QueueRow &row, QueuePart part)
{
    switch (part) {
    case QueuePart::All:
        return true;
    case QueuePart::Overdue:
        return row.urgency == Urgency::Overdue;
    case QueuePart::SoonDue:
        return row.urgency == Urgency::SoonDue;
    case QueuePart::Unassigned:
        return row.unassigned;
    case QueuePart::Unattended:
        return row.unattended.value_or(false);
    case QueuePart::Waiting:
        break;
    }
    return row.waiting.has_value();
}

} // namespace

BehindReport buildBehind(const ReportInput &input, const FigureQuery &query,
                         const BehindQuery &behind)
{
    Figures figures(input, query);
    const MetricSpec &metric = behind.metric ? *behind.metric : *metricSpec("conversations");
    BehindReport report;
    report.metric = &metric;
    report.business = figures.isBusiness(metric);
    report.basis =
        basisOf(figures, {&metric}, behind.keys.empty() ? Dimension::None : behind.dimension);
    report.figure = explainedFigure(figures, metric, behind);
    report.basis.complete = !report.figure.partial;
    const auto scope = behind.keys.empty() ? std::nullopt : scopeOf(behind.dimension);
    if (!metric.existsFor(MetricDimension::Account) || (scope && !metric.existsFor(*scope))) {
        report.why = WhyNoRows::NoSuchRows;
        return report;
    }
    narrowTo(figures, behind);
    Gathering gathering(figures, behind, report);
    gathering.add(metric, figures.accounts());
    gathering.finish();
    if (!behind.statuses.isEmpty() && report.figure.value) {
        report.figure.value = static_cast<double>(report.times);
        report.figure.n = report.times;
    }
    return report;
}

BehindReport buildBehindQueue(const QueueReport &queue, QueuePart part)
{
    BehindReport report;
    report.basis = queue.basis;
    for (const QueueRow &row : queue.rows) {
        if (part == QueuePart::Unattended && !row.unattended)
            report.untold += 1;
        if (!isPart(row, part))
            continue;
        const bool waits = part == QueuePart::Waiting;
        report.rows.push_back({row.account, row.conversation.id, 1, 0,
                               waits ? row.waiting : std::optional<DurationMs>()});
    }
    std::sort(report.rows.begin(), report.rows.end(), [](const BehindRow &a, const BehindRow &b) {
        return std::tie(a.account, a.conversation) < std::tie(b.account, b.conversation);
    });
    report.times = static_cast<qint64>(report.rows.size());
    report.figure.value = static_cast<double>(report.times);
    report.figure.n = report.times;
    report.figure.why = WhyAbsent::Present;
    return report;
}

} // namespace watchfloor
