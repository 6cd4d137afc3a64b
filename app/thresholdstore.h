// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/workerthread.h"
#include "models/thresholds.h"

#include <QObject>

namespace watchfloor {

/// The levels of a profile, kept in its thresholds.json: plain, 0600, read and written on a thread
/// of its own. A damaged or missing file means the built-in levels.
class ThresholdStore : public QObject {
    Q_OBJECT
public:
    explicit ThresholdStore(QString profileDir, QObject *parent = nullptr);
    ~ThresholdStore() override;

    const Thresholds &value() const { return m_value; }
    /// Holds from now on; written unless the profile is read-only.
    void set(const Thresholds &value);
    void setWritable(bool on) { m_writable = on; }
    /// Waits for the disk.
    void flush();

Q_SIGNALS:
    void changed(const watchfloor::Thresholds &value);
    void failed(const QString &sentence);

private:
    QString m_path;
    Thresholds m_value;
    bool m_writable = true;
    bool m_edited = false; ///< what is read now comes too late
    QFuture<Result<void>> m_writing;
    WorkerThread m_thread;
};

} // namespace watchfloor
