// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/workerthread.h"
#include "models/thresholdsjson.h"

#include <QObject>

#include <memory>

namespace watchfloor {

/// The levels of a profile, kept in its thresholds.json: plain, 0600, read and written on a thread
/// of its own, and taken apart there. A damaged or missing file means the built-in levels.
class ThresholdStore : public QObject {
    Q_OBJECT
public:
    explicit ThresholdStore(QString profileDir, QObject *parent = nullptr);
    ~ThresholdStore() override;

    const Thresholds &value() const { return m_value; }
    /// Who is who in the cache now. Levels find their accounts and groups by the vendor's ids: a
    /// cache made anew, and an account that comes back, have theirs again, a moment later.
    void setCatalogue(const FilterCataloguePtr &catalogue);
    /// Holds from now on; written unless the profile is read-only.
    void set(const Thresholds &value);
    void setWritable(bool on) { m_writable = on; }
    /// Waits for the disk.
    void flush();

Q_SIGNALS:
    void changed(const watchfloor::Thresholds &value);
    void failed(const QString &sentence);

private:
    void settle();
    void write();

    QString m_path;
    Thresholds m_value;
    QJsonArray m_waiting;           ///< entries of nobody that is there
    FilterCataloguePtr m_catalogue; ///< whose rows m_value is of
    FilterCataloguePtr m_wanted;    ///< whose they are to be
    quint64 m_revision = 0;         ///< what is worked out for an earlier one comes too late
    std::shared_ptr<QByteArray> m_file = std::make_shared<QByteArray>(); ///< the thread's own
    bool m_hasFile = false;
    bool m_read = false;
    bool m_writable = true;
    bool m_edited = false; ///< what is read now comes too late
    QFuture<Result<void>> m_writing;
    WorkerThread m_thread;
};

} // namespace watchfloor
