// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/nowbinding.h"

#include "app/livedesk.h"
#include "app/scopequery.h"

namespace watchfloor {

NowBinding::NowBinding(const PageServices &services)
    : m_page(new NowPage)
    , m_reports(this, {[this, services](const ViewScope &scope) {
                           return services.reports.now(reportFilter(scope), m_page->soon(),
                                                       scope.zone);
                       },
                       [this](const NowReport &report, bool same) {
                           m_asOf = report.asOf;
                           m_lateAt = report.lateAt;
                           m_page->setReport(report, same);
                           Q_EMIT answered();
                       },
                       [this](const Error &error) {
                           m_page->setError(error);
                           Q_EMIT answered();
                       },
                       [this] { m_page->setLoading(); }})
{
    // One time ahead for tile, columns of other pages, course, notification and paper.
    connect(m_page, &NowPage::soonChanged, this,
            [this, &reports = services.reports] { reports.setSoon(m_page->soon()); });
    if (!services.live)
        return;
    ThresholdStore &levels = services.live->thresholds();
    m_page->setThresholds(levels.value());
    m_page->setNotifiable(services.live->tray().isAvailable());
    connect(&levels, &ThresholdStore::changed, m_page, &NowPage::setThresholds);
    connect(m_page, &NowPage::thresholdsEdited, &levels, &ThresholdStore::set);
    // A sample is no fact: nothing else tells that the courses have one more point.
    connect(&services.live->sampler(), &CounterSampler::sampled, this, [this] {
        if (m_page->isVisible() && m_asOf)
            m_reports.refresh();
    });
}

} // namespace watchfloor
