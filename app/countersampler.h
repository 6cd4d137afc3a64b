// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/clock.h"
#include "backend/domain/countersample.h"
#include "backend/domain/result.h"
#include "backend/engine/reports/nowreport.h"

#include <QFuture>
#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <optional>

namespace watchfloor {

/// Reads the counters a moment after each live sync and keeps them in the cache, whatever page is
/// shown and whether the window can be seen or not. Only what a sync has confirmed since the last
/// sample is kept: a time without polling stays a gap.
class CounterSampler : public QObject {
    Q_OBJECT
public:
    struct Ports {
        std::function<QFuture<Result<CountersReport>>()> ask;
        std::function<QFuture<Result<void>>(std::vector<CounterSample>)> write;
    };
    static constexpr DurationMs Apart = 25'000; ///< a back-fill commits several times a second

    CounterSampler(Ports ports, Clock &clock, QObject *parent = nullptr);

    /// Something was committed.
    void noteCommit();
    /// How long after a commit; the commits of one pass come together.
    void setDelay(int ms) { m_delay.setInterval(ms); }
    /// A cache that others write is only looked at.
    void setWriting(bool on) { m_writing = on; }
    bool isIdle() const { return !m_asking && !m_delay.isActive(); }

Q_SIGNALS:
    void looked(const watchfloor::CountersReport &report);
    /// Samples were kept: courses have one more point.
    void sampled();

private:
    void ask();
    void take(const CountersReport &report);

    Ports m_ports;
    Clock &m_clock;
    QTimer m_delay;
    std::map<RowId, TimeMs> m_kept; ///< as-of of the last sample by account
    std::optional<TimeMs> m_lastAsk;
    bool m_asking = false;
    bool m_again = false;
    bool m_writing = true;
};

} // namespace watchfloor
