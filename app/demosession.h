// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/workerthread.h"
#include "backend/domain/result.h"
#include "backend/sync/syncservice.h"

#include <QObject>
#include <QProcess>

#include <vector>

namespace watchfloor {

/// The bundled simulation of a contact centre: started beside us, stopped with us. Its history
/// begins at an instant remembered in the profile, so that a restart goes on with the same story.
class DemoSession : public QObject {
    Q_OBJECT
public:
    explicit DemoSession(const QString &profileDir, QObject *parent = nullptr);
    ~DemoSession() override;

    /// Answers by ready() or failed(), once.
    void start(TimeMs now);

    /// The accounts of the sandbox's ready line, one per vendor it serves.
    static Result<std::vector<NewAccount>> accountsFrom(const QByteArray &readyLine);

Q_SIGNALS:
    void ready(const std::vector<watchfloor::NewAccount> &accounts);
    void failed(const watchfloor::Error &error);

private:
    void startProcess(const QString &program, const QString &epoch);
    void readLine();
    void fail(const QString &sentence, const QString &detail);

    QString m_profileDir;
    QProcess m_process;
    QByteArray m_output;
    bool m_reading = false; ///< the ready line has come
    bool m_answered = false;
    WorkerThread m_thread{QStringLiteral("demo")};
};

} // namespace watchfloor
