// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QThread>

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <vector>

namespace watchfloor::bench {

/// Asks the window's thread 200 times a second whether it listens, from a thread of its own: how
/// long the answer takes is what a person's click would have waited.
class LatencyProbe : public QObject {
    Q_OBJECT
public:
    LatencyProbe();
    ~LatencyProbe() override;

    void start();
    void stop();
    /// ms, in the order they came.
    const std::vector<double> &latencies() const { return m_latencies; }

protected:
    bool event(QEvent *event) override;

private:
    std::vector<double> m_latencies;
    std::unique_ptr<QThread> m_thread;
    std::atomic_bool m_running = false;
};

/// Times every event that the window's event loop hands out, from begin() to end(): by the clock,
/// and by what the thread computed meanwhile, which other work on the machine does not change.
class TimedApplication : public QApplication {
    Q_OBJECT
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override;
    /// What is under way, for the names of slow handlers.
    void setDoing(const QString &doing) { m_doing = doing; }
    /// Forgets what was measured so far.
    void begin();
    /// Timing costs a system call or two an event.
    void end() { m_timing = false; }

    struct Handler {
        double wallMs = 0;
        double busyMs = 0;
        QString what; ///< class, event, while doing
    };
    /// Those that computed longest, the longest first.
    std::vector<Handler> slowest(std::size_t most) const;
    /// The most that one handler computed since begin(), ms.
    double longest() const { return m_slowest.empty() ? 0 : m_slowest.begin()->first; }

private:
    std::atomic_bool m_timing = false;
    int m_depth = 0;
    QString m_doing;
    std::multimap<double, Handler, std::greater<>> m_slowest;
};

} // namespace watchfloor::bench
