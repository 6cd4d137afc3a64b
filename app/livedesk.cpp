// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/livedesk.h"

#include "backend/reports/reportservice.h"
#include "backend/store/storethread.h"
#include "backend/sync/syncservice.h"

namespace watchfloor {

LiveDesk::LiveDesk(const QString &profileDir, StoreThread &store, SyncService &sync,
                   ReportService &reports, Clock &clock, std::unique_ptr<TrayPort> tray)
    : m_thresholds(profileDir)
    , m_tray(tray ? std::move(tray) : makeSystemTray())
    , m_sampler({[this, &reports] {
                     return reports.counters(reports.soon(), m_thresholds.value().groups());
                 },
                 [&store](std::vector<CounterSample> samples) {
                     return store.run([samples = std::move(samples)](Store &cache) {
                         return cache.addCounterSamples(samples);
                     });
                 }},
                clock)
{
    connect(&sync, &SyncService::committed, &m_sampler, &CounterSampler::noteCommit);
    connect(&m_sampler, &CounterSampler::looked, &m_tray, &QueueTray::look);
    connect(&m_thresholds, &ThresholdStore::changed, &m_tray, &QueueTray::setThresholds);
}

void LiveDesk::setWritable(bool on)
{
    m_thresholds.setWritable(on);
    m_sampler.setWriting(on);
}

} // namespace watchfloor
