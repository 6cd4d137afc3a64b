// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QEvent>
#include <QEventLoop>
#include <QTimer>
#include <QWidget>

namespace watchfloor::bench {

/// Handles events until `done()`; wakes by itself, so that a condition without an event is seen.
template<typename Done>
void spinUntil(Done done)
{
    QTimer wake;
    wake.start(5);
    while (!done())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

inline void spinFor(int ms)
{
    // Without waking on the way: that would be counted as what the program does.
    QEventLoop loop;
    QTimer::singleShot(ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

/// What is due is done: layouts and paints that were asked for.
inline void spinUntilQuiet()
{
    for (int i = 0; i < 3; ++i)
        QCoreApplication::processEvents();
}

/// Whether a window has been painted once, all of it.
class FirstPaint : public QObject {
public:
    explicit FirstPaint(QWidget &window) { window.installEventFilter(this); }

    bool isOver() const { return m_over; }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        // Its children are painted in the same go; then events are handled again.
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, this, [this] { m_over = true; });
        return false;
    }

private:
    bool m_over = false;
};

} // namespace watchfloor::bench
