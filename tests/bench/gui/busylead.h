// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/gui/latencyprobe.h"
#include "models/rangepreset.h"

#include <QMap>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTimer>

namespace watchfloor {
class MainWindow;
class ViewExport;
} // namespace watchfloor

namespace watchfloor::bench {

/// A day, a week, a month and all of the synthetic year, today included.
enum class YearSpan { Day, Week, Month, All };
RangeChoice rangeOf(YearSpan span);

/// Somebody in a hurry: changes pages, sorts, searches, scrolls, picks ranges, syncs, copies,
/// exports what the page offers; several times a second, the same with every run.
class BusyLead : public QObject {
    Q_OBJECT
public:
    BusyLead(MainWindow &window, ViewExport &files, TimedApplication &application);

    void start(int everyMs);
    void stop() { m_timer.stop(); }
    /// How often each thing was done.
    const QMap<QString, int> &actions() const { return m_actions; }

private:
    void act();
    bool sortSomething();
    bool scroll();
    bool search();
    bool chooseRange();
    bool chooseState();
    bool walk();
    bool copy();
    bool save();

    MainWindow &m_window;
    ViewExport &m_export;
    QTemporaryDir m_files;
    TimedApplication &m_application;
    QRandomGenerator m_random{7};
    QTimer m_timer;
    QMap<QString, int> m_actions;
};

} // namespace watchfloor::bench
