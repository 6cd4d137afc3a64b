// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/workerthread.h"
#include "models/savedviews.h"

#include <QObject>
#include <QStringList>

namespace watchfloor {

/// What lies in the folder of saved views: those that can be read, and one sentence for each file
/// that cannot. Files that are none of ours (not *.json) are left alone.
struct ViewFolder {
    std::vector<SavedView> views;
    QStringList problems;
};

/// Saved views as files of the profile's "views" folder, one readable JSON file each, 0600 in 0700.
/// All reading and writing happens on a thread of its own, in order; a file is the old one or the
/// new one, never half.
class ViewFiles : public QObject {
    Q_OBJECT
public:
    explicit ViewFiles(const QString &profileDir, QObject *parent = nullptr);
    ~ViewFiles() override;

    QString folder() const { return m_folder; }
    void load();
    void write(const SavedView &view);
    void remove(const QString &file);
    /// Waits until all of it is on disk.
    void flush();

    static ViewFolder readFolder(const QString &folder);
    static Result<void> writeFile(const QString &folder, const SavedView &view);
    static Result<void> removeFile(const QString &folder, const QString &file);

Q_SIGNALS:
    void loaded(const watchfloor::ViewFolder &folder);
    void failed(const QString &sentence);

private:
    void report(const QFuture<Result<void>> &done);

    QString m_folder;
    QFuture<Result<void>> m_last;
    WorkerThread m_thread;
};

} // namespace watchfloor
