// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/gui/latencyprobe.h"

#include "bench/gui/processfigures.h"

#include <QMetaEnum>

namespace watchfloor::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr auto probeEvery = std::chrono::milliseconds(5);
constexpr std::size_t keptSlowest = 40;

class Probe : public QEvent {
public:
    Probe()
        : QEvent(QEvent::User)
        , posted(SteadyClock::now())
    {
    }
    SteadyClock::time_point posted;
};

double msSince(SteadyClock::time_point start)
{
    return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

} // namespace

LatencyProbe::LatencyProbe()
{
    m_latencies.reserve(1'000'000);
}

LatencyProbe::~LatencyProbe()
{
    stop();
}

void LatencyProbe::start()
{
    m_running = true;
    m_thread.reset(QThread::create([this] {
        auto next = SteadyClock::now();
        while (m_running) {
            QCoreApplication::postEvent(this, new Probe, Qt::HighEventPriority);
            next += probeEvery;
            std::this_thread::sleep_until(next);
        }
    }));
    m_thread->start(QThread::TimeCriticalPriority);
}

void LatencyProbe::stop()
{
    m_running = false;
    if (m_thread)
        m_thread->wait();
}

bool LatencyProbe::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    m_latencies.push_back(msSince(static_cast<Probe *>(event)->posted));
    return true;
}

bool TimedApplication::notify(QObject *receiver, QEvent *event)
{
    // Other threads hand out their events through here too.
    if (!m_timing || QThread::currentThread() != thread() || m_depth > 0)
        return QApplication::notify(receiver, event);
    ++m_depth;
    const QByteArray name = receiver->metaObject()->className();
    const QEvent::Type type = event->type(); // the event may be gone afterwards
    const auto start = SteadyClock::now();
    const double busyBefore = threadBusyMs();
    const bool handled = QApplication::notify(receiver, event);
    const double busy = threadBusyMs() - busyBefore;
    const double wall = msSince(start);
    --m_depth;
    if (m_slowest.size() < keptSlowest || busy > m_slowest.rbegin()->first) {
        const char *key = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
        const QString what =
            QStringLiteral("%1, %2, while %3")
                .arg(QString::fromLatin1(name),
                     key ? QString::fromLatin1(key) : QString::number(type), m_doing);
        m_slowest.emplace(busy, Handler{wall, busy, what});
        if (m_slowest.size() > keptSlowest)
            m_slowest.erase(std::prev(m_slowest.end()));
    }
    return handled;
}

void TimedApplication::begin()
{
    m_slowest.clear();
    m_timing = true;
}

std::vector<TimedApplication::Handler> TimedApplication::slowest(std::size_t most) const
{
    std::vector<Handler> all;
    for (const auto &[busy, handler] : m_slowest) {
        if (all.size() < most)
            all.push_back(handler);
    }
    return all;
}

} // namespace watchfloor::bench
