// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/reports/reportservice.h"
#include "backend/sync/syncservice.h"
#include "models/syncactivity.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace watchfloor {

/// Knows how each account's sync stands: feed states from the cache, live progress on top.
class SyncWatch : public QObject {
    Q_OBJECT
public:
    /// `sync` may be null: then only the accounts are known.
    SyncWatch(ReportService &reports, SyncService *sync, QObject *parent = nullptr);

    /// Reads again soon; many calls in a row read once.
    void refreshSoon();
    void refresh();

    const std::vector<Account> &accounts() const { return m_accounts; }
    std::vector<AccountSync> states() const;

Q_SIGNALS:
    void accountsRead();
    void accountsFailed(const watchfloor::Error &error);
    void changed();

private:
    void readStates();
    void note(const FeedProgressReport &report);

    ReportService &m_reports;
    SyncService *m_sync;
    std::vector<Account> m_accounts;
    std::map<RowId, std::vector<FeedState>> m_feeds;
    std::map<QString, std::map<QString, RunningFeed>> m_running; // account -> feed
    QTimer m_soon;
    bool m_reading = false;
    bool m_again = false;
};

} // namespace watchfloor
