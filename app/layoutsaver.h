// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/windowstate.h"
#include "backend/async/workerthread.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace watchfloor {

/// Writes the window's layout a moment after it changed, on a thread of its own, so that not even
/// a killed program forgets it.
class LayoutSaver : public QObject {
    Q_OBJECT
public:
    /// `take`: the layout as it is now; asked on this thread.
    LayoutSaver(QString profileDir, std::function<WindowState()> take, QObject *parent = nullptr);
    ~LayoutSaver() override;

    /// What is on disk: it is not written again.
    void setSaved(const WindowState &state) { m_saved = state; }
    void saveSoon();
    /// Now, and waits for the disk.
    void flush();

Q_SIGNALS:
    void failed(); ///< at most once

private:
    void save();
    void tell(const Result<void> &written);

    QString m_profileDir;
    std::function<WindowState()> m_take;
    WindowState m_saved;
    bool m_told = false;
    QTimer m_delay;
    QFuture<Result<void>> m_writing;
    WorkerThread m_thread;
};

} // namespace watchfloor
