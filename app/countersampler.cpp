// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/countersampler.h"

#include "backend/async/whendone.h"
#include "backend/engine/figures/nowcounters.h"

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int delayMs = 1'500;

} // namespace

CounterSampler::CounterSampler(Ports ports, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_ports(std::move(ports))
    , m_clock(clock)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(delayMs);
    connect(&m_delay, &QTimer::timeout, this, &CounterSampler::ask);
}

void CounterSampler::noteCommit()
{
    if (!m_delay.isActive())
        m_delay.start();
}

void CounterSampler::ask()
{
    if (m_asking) {
        m_again = true;
        return;
    }
    const TimeMs now = m_clock.now();
    // A clock that was set back must not silence it.
    if (m_lastAsk && now >= *m_lastAsk && now - *m_lastAsk < Apart) {
        QTimer::singleShot(static_cast<int>(Apart - (now - *m_lastAsk)), this,
                           [this] { noteCommit(); });
        return;
    }
    m_lastAsk = now;
    m_asking = true;
    m_again = false;
    whenDone(m_ports.ask(), this, [this](const Result<CountersReport> &report) {
        m_asking = false;
        if (report) // the pages tell what is wrong with the cache
            take(*report);
        if (m_again)
            noteCommit();
    });
}

void CounterSampler::take(const CountersReport &report)
{
    std::vector<CounterSample> samples;
    for (const auto &[account, asOf] : report.asOf) {
        TimeMs &kept = m_kept.try_emplace(account, 0).first->second;
        if (asOf <= kept)
            continue; // nobody has asked the server since
        const bool first = std::exchange(kept, asOf) == 0;
        // What the cache still says of a sync before the program started is no present.
        if (first && report.now - asOf > historyStep)
            continue;
        for (const ScopeCounters &scope : report.scopes) {
            if (scope.account != account || scope.group != 0)
                continue;
            const auto own = samplesOf(scope.counters, account, report.now, report.soon);
            samples.insert(samples.end(), own.begin(), own.end());
        }
    }
    Q_EMIT looked(report);
    if (samples.empty() || !m_writing)
        return;
    whenDone(m_ports.write(std::move(samples)), this, [this](const Result<void> &written) {
        if (written) // a full disk is told by the sync itself
            Q_EMIT sampled();
    });
}

} // namespace watchfloor
