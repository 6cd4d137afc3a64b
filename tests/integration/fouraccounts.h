// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/storethread.h"
#include "backend/sync/syncservice.h"
#include "sandbox/sandbox.h"
#include "support/cachedump.h"
#include "support/fakecredentials.h"
#include "support/fakeclock.h"
#include "support/runtask.h"

#include <QRegularExpression>
#include <QTemporaryDir>

namespace watchfloor::test {

/// Sandbox, profile and an account for each of the vendors. One
/// made-up clock for the product and for the vendors' limits: a minute's limit costs no minute.
class FourAccounts {
public:
    explicit FourAccounts(sandbox::SandboxConfig config)
        : m_clock(*config.now)
    {
        m_clock.setAutoAdvance(true);
        config.paced = [this] { return m_clock.now(); };
        m_box = std::make_unique<sandbox::Sandbox>(config);
        QString error;
        if (!m_box->start(&error))
            qFatal("%s", qUtf8Printable(error));
        open();
    }
    ~FourAccounts() { close(); }

    sandbox::Sandbox &box() { return *m_box; }
    FakeClock &clock() { return m_clock; }
    QString profile() const { return m_profile.path(); }
    const std::vector<Account> &accounts() const { return m_accounts; }
    static std::vector<sandbox::Vendor> vendors()
    {
        using sandbox::Vendor;
        return {Vendor::Chatwoot, Vendor::RocketChat, Vendor::LivePerson, Vendor::ChatDash};
    }

    void addAccounts(int historyDays)
    {
        for (const sandbox::Vendor vendor : vendors()) {
            const sandbox::VendorAccess access = m_box->access(vendor);
            NewAccount wanted;
            wanted.account.provider = sandbox::vendorWord(vendor);
            wanted.account.name = wanted.account.provider;
            wanted.account.baseUrl = QUrl(access.url);
            wanted.account.remoteAccountId = access.accountId;
            for (auto it = access.settings.begin(); it != access.settings.end(); ++it)
                wanted.account.settings.insert(it.key(), it.value());
            wanted.account.settings.insert(QStringLiteral("history_days"), historyDays);
            for (auto it = access.secrets.begin(); it != access.secrets.end(); ++it)
                wanted.secrets.insert(it.key(), it.value());
            const auto added = runTask(m_service->addAccount(wanted, {}));
            if (!added)
                qFatal("%s", qUtf8Printable(added.error().sentence()));
            m_accounts.push_back(*added);
        }
    }

    /// All accounts at once, again until every feed is through; the sentences when it never is.
    QString sync(int mostPasses)
    {
        QString errors;
        for (int pass = 0; pass < mostPasses; ++pass) {
            const auto summary = runTask(m_service->syncOnce({}, {}), 600'000);
            if (!summary)
                return summary.error().sentence();
            errors = errorsOf(*summary);
            if (errors.isEmpty())
                return {};
            qInfo("pass %d: %s", pass + 1, qUtf8Printable(errors));
            m_clock.advance(3'600'000); // what was left out is asked for again by then
        }
        return errors;
    }

    /// Of every sandbox the same: its ports are not.
    QString dump()
    {
        close();
        QString text = cacheDump(m_profile.path());
        open();
        static const QRegularExpression port(QStringLiteral("127\\.0\\.0\\.1:\\d+"));
        return text.replace(port, QStringLiteral("sandbox"));
    }

    void open()
    {
        m_store = std::make_unique<StoreThread>(m_profile.path());
        m_service = std::make_unique<SyncService>(m_profile.path(), *m_store, m_clock);
        m_service->setCredentials(std::make_unique<FakeCredentials>(m_vault),
                                  std::make_unique<FakeCredentials>(m_vault));
    }
    void close()
    {
        m_service.reset();
        m_store.reset();
    }

    static QString errorsOf(const SyncSummary &summary)
    {
        QStringList lines;
        for (const AccountSummary &account : summary.accounts) {
            if (account.error)
                lines.append(account.error->sentence());
            for (const FeedSummary &feed : account.feeds) {
                if (feed.error)
                    lines.append(account.name + u' ' + feed.feed + QStringLiteral(": ") +
                                 feed.error->sentence());
            }
        }
        return lines.join(u'\n');
    }

private:
    FakeClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_box;
    QTemporaryDir m_profile;
    std::shared_ptr<FakeCredentials::Vault> m_vault = std::make_shared<FakeCredentials::Vault>();
    std::unique_ptr<StoreThread> m_store;
    std::unique_ptr<SyncService> m_service;
    std::vector<Account> m_accounts;
};

} // namespace watchfloor::test
