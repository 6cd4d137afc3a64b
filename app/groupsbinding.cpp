// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/groupsbinding.h"

#include "app/livedesk.h"
#include "app/scopequery.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/metricdimension.h"
#include "backend/reports/pairedanswer.h"
#include "backend/reports/reportservice.h"
#include "models/periodbefore.h"

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

QFuture<Result<WithBefore<BreakdownReport>>>
askGroups(const PageServices &services, const GroupsPage &page, const ViewScope &scope)
{
    const TimeMs now = services.clock.now();
    const Dimension groupBy = dimensionOf(page.dimension());
    MetricList metrics;
    for (const QString &key : page.metrics()) {
        const MetricSpec *metric = metricSpec(key);
        if (metric && metric->existsFor(page.dimension()))
            metrics.push_back(metric);
    }
    const auto ask = [reports = &services.reports, groupBy, metrics](FigureRequest request) {
        return reports->breakdown(std::move(request), groupBy, metrics);
    };
    return pairedAnswer(ask, figuresOf(scope, now),
                        scope.compare ? std::optional(periodBefore(scope.range, now, scope.zone))
                                      : std::nullopt);
}

} // namespace

GroupsBinding::GroupsBinding(const PageServices &services)
    : m_page(new GroupsPage)
    , m_reports(
          this,
          {[this, services](const ViewScope &scope) { return askGroups(services, *m_page, scope); },
           [this](const WithBefore<BreakdownReport> &answer, bool same) {
               m_asOf = answer.report.basis.asOf;
               m_lateAt = answer.report.basis.lateAt;
               m_page->setReport(answer.report, same, answer.before ? &*answer.before : nullptr);
               Q_EMIT answered();
           },
           [this](const Error &error) {
               m_page->setError(error);
               Q_EMIT answered();
           },
           [this] { m_page->setLoading(); }})
{
    if (services.live) {
        ThresholdStore &levels = services.live->thresholds();
        m_page->setThresholds(levels.value());
        connect(&levels, &ThresholdStore::changed, m_page, &GroupsPage::setThresholds);
        connect(m_page, &GroupsPage::thresholdsEdited, &levels, &ThresholdStore::set);
    }
}

void GroupsBinding::ask(const ViewScope &scope, bool isNew)
{
    // More columns over the same rows: selection and scroll stay.
    const bool sameRows = m_asked == m_page->dimension() && scope == m_scope;
    const QStringList metrics = m_page->metrics();
    const bool known = std::all_of(metrics.begin(), metrics.end(),
                                   [this](const QString &m) { return m_metrics.contains(m); });
    const bool changed = std::exchange(m_changed, false);
    if (sameRows && isNew && known && !changed)
        return; // a column went
    m_metrics = metrics;
    m_scope = scope;
    m_asked = m_page->dimension();
    m_reports.ask(scope, isNew && !sameRows);
}

} // namespace watchfloor
