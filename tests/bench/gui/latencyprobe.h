// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QThread>

#include <atomic>
#include <chrono>
#include <map>
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

/// Knows which handlers held the window up longest.
class TimedApplication : public QApplication {
    Q_OBJECT
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override;
    /// What is under way, for the names of slow handlers.
    void setDoing(const QString &doing) { m_doing = doing; }
    /// Longest first: ms, "class, event, while doing".
    std::vector<std::pair<double, QString>> slowest(size_t most) const;

private:
    int m_depth = 0;
    QString m_doing;
    std::multimap<double, QString, std::greater<>> m_slowest;
};

} // namespace watchfloor::bench
