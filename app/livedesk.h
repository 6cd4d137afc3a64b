// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/countersampler.h"
#include "app/queuetray.h"
#include "app/thresholdstore.h"

namespace watchfloor {

class ReportService;
class StoreThread;
class SyncService;

/// What goes on while nobody looks: samples of the counters, the levels, the tray.
class LiveDesk : public QObject {
    Q_OBJECT
public:
    LiveDesk(const QString &profileDir, StoreThread &store, SyncService &sync,
             ReportService &reports, Clock &clock, std::unique_ptr<TrayPort> tray = nullptr);

    ThresholdStore &thresholds() { return m_thresholds; }
    CounterSampler &sampler() { return m_sampler; }
    QueueTray &tray() { return m_tray; }
    void setWritable(bool on);

private:
    ThresholdStore m_thresholds;
    QueueTray m_tray;
    CounterSampler m_sampler;
};

} // namespace watchfloor
