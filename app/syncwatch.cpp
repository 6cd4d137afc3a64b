// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/syncwatch.h"

#include "backend/async/whendone.h"

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int soonMs = 300;

} // namespace

SyncWatch::SyncWatch(ReportService &reports, SyncService *sync, QObject *parent)
    : QObject(parent)
    , m_reports(reports)
    , m_sync(sync)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &SyncWatch::refresh);
    if (!m_sync)
        return;
    connect(m_sync, &SyncService::progress, this, &SyncWatch::note);
    connect(m_sync, &SyncService::accountsChanged, this, &SyncWatch::refresh);
    connect(m_sync, &SyncService::activeChanged, this, [this](bool active) {
        if (!active)
            m_running.clear();
        refreshSoon();
    });
}

void SyncWatch::refreshSoon()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void SyncWatch::refresh()
{
    if (m_reading) {
        m_again = true;
        return;
    }
    m_reading = true;
    m_again = false;
    whenDone(m_reports.accounts(), this, [this](const Result<std::vector<Account>> &accounts) {
        m_reading = false;
        if (accounts) {
            m_accounts = *accounts;
            Q_EMIT accountsRead();
            readStates();
        } else {
            Q_EMIT accountsFailed(accounts.error());
        }
        if (m_again)
            refresh();
    });
}

void SyncWatch::readStates()
{
    std::erase_if(m_feeds, [this](const auto &entry) {
        return std::none_of(m_accounts.begin(), m_accounts.end(),
                            [&entry](const Account &a) { return a.id == entry.first; });
    });
    Q_EMIT changed();
    if (!m_sync)
        return;
    for (const Account &account : m_accounts) {
        whenDone(m_sync->feedStates(account.id), this,
                 [this, id = account.id](const Result<std::vector<FeedState>> &states) {
                     if (!states)
                         return; // the report itself says what is wrong with the cache
                     m_feeds[id] = *states;
                     Q_EMIT changed();
                 });
    }
}

void SyncWatch::note(const FeedProgressReport &report)
{
    auto &running = m_running[report.account];
    if (report.state == FeedProgressReport::State::Running) {
        running[report.feed] = {report.title, report.rows, report.windowsDone, report.windowsTotal};
        Q_EMIT changed();
        return;
    }
    running.erase(report.feed);
    refreshSoon();
}

std::vector<AccountSync> SyncWatch::states() const
{
    std::vector<AccountSync> states;
    for (const Account &account : m_accounts) {
        AccountSync sync;
        sync.account = account.name;
        sync.provider = account.provider;
        if (const auto feeds = m_feeds.find(account.id); feeds != m_feeds.end())
            sync.feeds = feeds->second;
        if (const auto running = m_running.find(account.name); running != m_running.end()) {
            for (const auto &[feed, progress] : running->second)
                sync.running.push_back(progress);
        }
        states.push_back(std::move(sync));
    }
    return states;
}

} // namespace watchfloor
