// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/clock.h"
#include "backend/async/taskscope.h"
#include "backend/store/storageuse.h"
#include "backend/sync/syncservice.h"
#include "models/accountcard.h"
#include "models/accountform.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <map>

namespace watchfloor {

class AccountsPage;
class SyncWatch;

/// Accounts & sync: what the sync knows -> cards, what the page wishes -> SyncService.
class AccountsBinding : public QObject {
    Q_OBJECT
public:
    AccountsBinding(const QString &profileDir, SyncService &sync, SyncWatch &watch, Clock &clock,
                    AccountsPage &page, QObject *parent = nullptr);
    ~AccountsBinding() override;

    /// False: nothing may be changed or fetched; `why` is shown.
    void setWritable(bool writable, const QString &why);
    /// Cards again, with days of this zone.
    void refresh(const QTimeZone &zone);

    /// When the account that was asked longest ago last answered; empty = one never did.
    std::optional<TimeMs> asOf() const;
    std::optional<TimeMs> lateAt() const;
    /// How often each account is asked, a line each.
    QStringList paces(const MetricFormatter &format) const;

Q_SIGNALS:
    /// The reports no longer hold this account.
    void accountRemoved();

private:
    /// How fast a feed walks through its windows.
    struct Pace {
        TimeMs since = 0;
        int doneBefore = 0;
    };

    void connectPage();
    void note(const FeedProgressReport &report);
    void showCards();
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showStorage(qint64 bytes);
    void askStorage();
    void measure();
    void noteRemoval(const RemovalReport &report);
    void countOlder(RowId account, TimeMs limit);
    NewAccount accountFrom(const AccountForm &form) const;
    const ProviderInfo *providerOf(const Account &account) const;

    static QCoro::Task<> probe(QPointer<AccountsBinding> self, NewAccount wanted,
                               std::stop_token stop);
    static QCoro::Task<> save(QPointer<AccountsBinding> self, NewAccount wanted,
                              std::stop_token stop);
    static QCoro::Task<> test(QPointer<AccountsBinding> self, QString account,
                              std::stop_token stop);
    static QCoro::Task<> syncOne(QPointer<AccountsBinding> self, QString account,
                                 std::stop_token stop);
    static QCoro::Task<> remove(QPointer<AccountsBinding> self, QString account, bool deleteData);
    static QCoro::Task<> settle(QPointer<AccountsBinding> self, NewAccount wanted);
    static QCoro::Task<> purge(QPointer<AccountsBinding> self, TimeMs limit);

    QString m_profileDir;
    SyncService &m_sync;
    SyncWatch &m_watch;
    Clock &m_clock;
    AccountsPage &m_page;
    std::vector<ProviderInfo> m_providers;
    QTimeZone m_zone = QTimeZone::utc();
    bool m_known = false;
    bool m_active = false;
    bool m_due = false;                                    // cards have changed while nobody looked
    std::map<QString, std::map<QString, FeedLive>> m_live; // account -> feed
    std::map<QString, std::map<QString, Pace>> m_paces;
    std::map<QString, QString> m_problems; // account -> sentence
    std::map<QString, QString> m_removals; // account -> how its removal goes
    std::map<RowId, AccountStorage> m_storage;
    std::optional<TimeMs> m_measuredAt;
    bool m_measuring = false;
    std::stop_source m_counting;
    std::map<QString, std::stop_source> m_tests;
    std::stop_source m_dialog;
    std::stop_source m_passes; // asked for by the page
    QTimer m_soon;
    TaskScope m_tasks; // last: drained first
};

} // namespace watchfloor
