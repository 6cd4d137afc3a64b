// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/gui/latencyprobe.h"

#include <QRandomGenerator>
#include <QTimer>

namespace watchfloor {
class MainWindow;
}

namespace watchfloor::bench {

/// Somebody in a hurry: changes pages, sorts, searches, scrolls, picks ranges, syncs, copies;
/// several times a second, the same with every run.
class BusyLead : public QObject {
    Q_OBJECT
public:
    BusyLead(MainWindow &window, TimedApplication &application);

    void start(int everyMs);
    void stop() { m_timer.stop(); }
    int actions() const { return m_actions; }

private:
    void act();
    void sortSomething();
    void scroll();
    void search();
    void chooseRange();
    void copy();

    MainWindow &m_window;
    TimedApplication &m_application;
    QRandomGenerator m_random{7};
    QTimer m_timer;
    int m_actions = 0;
};

} // namespace watchfloor::bench
