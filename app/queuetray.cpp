// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/queuetray.h"

#include "models/metricformatter.h"
#include "models/plaintext.h"

#include <cmath>

namespace watchfloor {

QueueTray::QueueTray(std::unique_ptr<TrayPort> port, QObject *parent)
    : QObject(parent)
    , m_port(std::move(port))
{
    connect(m_port.get(), &TrayPort::clicked, this, &QueueTray::nowWanted);
}

void QueueTray::setThresholds(const Thresholds &thresholds)
{
    // Switched on, it tells at once of what is late already.
    if (thresholds.notifies() && !m_thresholds.notifies())
        m_watch = QueueWatch();
    m_thresholds = thresholds;
    if (!thresholds.notifies() && std::exchange(m_shown, false))
        m_port->hide();
}

void QueueTray::look(const CountersReport &report)
{
    if (!m_thresholds.notifies() || !m_port->isAvailable())
        return;
    const std::vector<QueueAlert> alerts = m_watch.look(report, m_thresholds);
    showIcon(report);
    if (alerts.empty())
        return;
    const MetricFormatter format;
    QStringList lines;
    for (const QueueAlert &alert : alerts)
        lines << tr("%1: waiting for %2, the level is %3")
                     .arg(oneLine(alert.name, 80), format.duration(alert.waits),
                          format.duration(alert.level));
    m_port->notify(tr("A queue waits too long"), withoutMarkup(lines.join(QLatin1Char('\n'))));
}

void QueueTray::showIcon(const CountersReport &report)
{
    double waiting = 0;
    bool known = true;
    for (const ScopeCounters &scope : report.scopes) {
        const NowCounter &counter =
            scope.counters[static_cast<std::size_t>(NowCounterKind::Unassigned)];
        if (scope.group != 0)
            continue;
        known = known && (counter.value || counter.why == WhyAbsent::VendorCannot);
        waiting += counter.value.value_or(0);
    }
    const auto count = static_cast<int>(std::lround(waiting));
    const int late = m_watch.late();
    const MetricFormatter format;
    QString text = known ? tr("%n conversation(s) unassigned", nullptr, count)
                         : tr("Not every queue is known");
    if (late > 0)
        text += QLatin1Char('\n') + tr("%n queue(s) wait too long", nullptr, late);
    m_shown = true;
    m_port->show(count, late > 0 ? ThresholdState::Bad : ThresholdState::None, text);
}

} // namespace watchfloor
