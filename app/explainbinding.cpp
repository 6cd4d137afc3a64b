// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explainbinding.h"

#include "app/drillquery.h"
#include "backend/async/whendone.h"
#include "backend/engine/metriccatalog.h"
#include "models/drillwords.h"
#include "models/explainqueue.h"

#include <QCoreApplication>

namespace watchfloor {

ExplainBinding::ExplainBinding(const PageServices &services, QWidget *window,
                               std::function<MetricFormatter()> format)
    : QObject(window)
    , m_services(services)
    , m_window(window)
    , m_format(std::move(format))
{
}

void ExplainBinding::explain(const ExplainTarget &target, const QRect &number)
{
    const MetricSpec *metric = metricSpec(target.metric);
    if (!metric)
        return;
    delete m_popup;
    auto *popup = new ExplainPopup(m_window);
    m_popup = popup;
    connect(popup, &ExplainPopup::closed, popup, &QObject::deleteLater);
    popup->openAt(number, QCoreApplication::translate("Metric", metric->title));
    const FigureAsked asked = figureAsked(target);
    if (target.queue) {
        whenDone(m_services.reports.behind(asked.request, asked.query), popup,
                 [this, popup, target](const Result<BehindReport> &report) {
                     if (!report) {
                         popup->setFailure(report.error().sentence());
                         return;
                     }
                     offer(popup, drillOf(target, QString()));
                     popup->setExplanation(
                         queueExplanation(*report, target, m_format(), m_services.clock.now()));
                 });
        return;
    }
    // The popover may be gone, or another one, before the answer comes.
    whenDone(m_services.reports.explain(asked.request, asked.query), popup,
             [this, popup, target](const Result<ExplainReport> &report) {
                 if (!report) {
                     popup->setFailure(report.error().sentence());
                     return;
                 }
                 offer(popup, drillOf(target, report->rowName));
                 popup->setExplanation(
                     explanationOf(*report, target.title, m_format(), m_services.clock.now()));
             });
}

void ExplainBinding::offer(ExplainPopup *popup, const Drill &drill)
{
    connect(popup, &ExplainPopup::conversationsRequested, this,
            [this, drill] { Q_EMIT drillRequested(drill); });
}

} // namespace watchfloor
