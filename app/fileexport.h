// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/workerthread.h"
#include "backend/engine/tables/rawtable.h"
#include "backend/reports/conversationexport.h"

#include <QImage>
#include <QObject>

#include <functional>
#include <stop_token>
#include <vector>

namespace watchfloor {

/// Writes one file on a thread of its own; the file appears whole or not at all.
class FileExport : public QObject {
    Q_OBJECT
public:
    explicit FileExport(QString profileDir, QObject *parent = nullptr);
    /// Stops what is under way and waits for it.
    ~FileExport() override;

    // One at a time; finished() follows.
    void writeTable(const QString &file, RawTable table, TableFormat format, const QTimeZone &zone);
    /// The rows are asked for on its thread.
    using ShownRows = std::function<std::vector<quint32>()>;
    void writeConversations(const QString &file, ConversationExport asked, ShownRows rows);
    /// It lets go of the picture on its thread, if that is the last one who has it.
    void writePicture(const QString &file, QImage image, const QString &title);
    void writeBytes(const QString &file, const QByteArray &bytes);
    /// finished() follows with Cancelled, unless the file is being put in its place already.
    void cancel() { m_stop.request_stop(); }

    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void progressed(qint64 done, qint64 all);
    /// `rows`: of a table, else 0.
    void finished(const watchfloor::Result<qint64> &rows);

private:
    using Outcome = Result<qint64>;
    void run(std::function<Outcome()> job);
    /// On its thread; tells now and then.
    ExportProgress teller(std::size_t all);

    QString m_profileDir;
    std::stop_source m_stop;
    bool m_running = false;
    WorkerThread m_worker; // first to go
};

} // namespace watchfloor
