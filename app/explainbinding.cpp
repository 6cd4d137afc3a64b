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
                     addTheVendors(popup, target);
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
                 popup->setExplanation(
                     explanationOf(*report, target, m_format(), m_services.clock.now()));
                 if (target.shown) {
                     if (target.shown->drill)
                         countShown(popup, *target.shown->drill, *report);
                     return;
                 }
                 offer(popup, drillOf(target, report->rowName));
                 if (target.before)
                     compare(popup, target, *report);
             });
}

/// A counter of the queue by the vendors' own count, under ours.
void ExplainBinding::addTheVendors(ExplainPopup *popup, const ExplainTarget &target)
{
    FigureAsked asked = figureAsked(target);
    asked.query.queue.reset();
    whenDone(m_services.reports.explain(asked.request, asked.query), popup,
             [this, popup, target](const Result<ExplainReport> &report) {
                 if (!report)
                     return; // it is told without
                 Explanation explanation = popup->explanation();
                 addVendors(explanation, *report, target, m_format(), m_services.clock.now());
                 popup->setExplanation(explanation);
             });
}

/// Part of a figure: how many conversations it is, where counting them keeps nobody waiting.
void ExplainBinding::countShown(ExplainPopup *popup, const Drill &drill, const ExplainReport &whole)
{
    offer(popup, drill);
    if (whole.many)
        return;
    const FigureAsked asked = figureAsked(drill);
    whenDone(m_services.reports.behind(asked.request, asked.query), popup,
             [this, popup](const Result<BehindReport> &behind) {
                 if (!behind)
                     return; // the button says what it does without the number
                 Explanation explanation = popup->explanation();
                 explanation.showText =
                     showConversationsText(static_cast<qint64>(behind->rows.size()), m_format());
                 if (explanation.showText.isEmpty())
                     explanation.noShow = QCoreApplication::translate(
                         "Explain", "There are no conversations behind it.");
                 popup->setExplanation(explanation);
             });
}

/// The same of the period before, and its conversations.
void ExplainBinding::compare(ExplainPopup *popup, const ExplainTarget &target,
                             const ExplainReport &report)
{
    ExplainTarget then = target;
    then.range = *target.before;
    then.before.reset();
    const FigureAsked asked = figureAsked(then);
    whenDone(
        m_services.reports.explain(asked.request, asked.query), popup,
        [this, popup, target, then, report](const Result<ExplainReport> &before) {
            if (!before)
                return; // it is told without
            Drill drill = drillOf(then, before->rowName);
            drill.title =
                QCoreApplication::translate("Explain", "%1, the period before").arg(drill.title);
            connect(popup, &ExplainPopup::beforeRequested, this,
                    [this, drill] { Q_EMIT drillRequested(drill); });
            Explanation explanation = popup->explanation();
            addComparison(explanation, report, *before, target, m_format(), m_services.clock.now());
            popup->setExplanation(explanation);
        });
}

void ExplainBinding::offer(ExplainPopup *popup, const Drill &drill)
{
    connect(popup, &ExplainPopup::conversationsRequested, this,
            [this, drill] { Q_EMIT drillRequested(drill); });
}

} // namespace watchfloor
