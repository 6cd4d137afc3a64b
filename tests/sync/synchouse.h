// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/storethread.h"
#include "backend/sync/syncservice.h"
#include "support/fakeclock.h"
#include "support/fakecredentials.h"
#include "support/fakeprovider.h"
#include "support/runtask.h"
#include "sync/fakeworld.h"

#include <QTemporaryDir>

namespace watchfloor::test {

/// A profile with a real store and a service, on a fake vendor, clock and keyring. kill() drops
/// service and store wherever they are; open() starts them again on the same profile.
class SyncHouse {
public:
    explicit SyncHouse(std::shared_ptr<FakeVendor> fakeVendor)
        : vendor(std::move(fakeVendor))
        , keyring(std::make_shared<FakeCredentials::Vault>())
        , file(std::make_shared<FakeCredentials::Vault>())
        , clock(worldNow)
    {
        open();
    }
    ~SyncHouse() { kill(); }

    void open()
    {
        store = std::make_unique<StoreThread>(profile.path());
        service = std::make_unique<SyncService>(profile.path(), *store, clock);
        service->setProviders({entryOf(vendor)});
        service->setCredentials(std::make_unique<FakeCredentials>(keyring),
                                std::make_unique<FakeCredentials>(file));
        QObject::connect(service.get(), &SyncService::progress, service.get(),
                         [this](const FeedProgressReport &report) { reports.push_back(report); });
        QObject::connect(service.get(), &SyncService::committed, service.get(),
                         [this](const ChangeSet &change) { changes.push_back(change); });
    }
    void kill()
    {
        service.reset();
        store.reset();
    }

    static NewAccount wanted(const QString &name)
    {
        NewAccount made;
        made.account.provider = QStringLiteral("fake");
        made.account.name = name;
        made.account.baseUrl = QUrl(QStringLiteral("https://fake.example"));
        made.account.settings.insert(QStringLiteral("history_days"), 3);
        made.secrets.insert(QStringLiteral("token"), QStringLiteral("hush"));
        return made;
    }
    Account add(const QString &name = QStringLiteral("A"))
    {
        const auto added = runTask(service->addAccount(wanted(name), {}));
        if (!added)
            qFatal("%s", qUtf8Printable(added.error().sentence()));
        return *added;
    }
    SyncSummary sync(SyncOptions options = {}, std::stop_token stop = {})
    {
        const auto summary = runTask(service->syncOnce(std::move(options), std::move(stop)));
        if (!summary)
            qFatal("%s", qUtf8Printable(summary.error().sentence()));
        return *summary;
    }
    FeedState state(const QString &feed, RowId account = 1)
    {
        const auto states = runFuture(service->feedStates(account));
        for (const FeedState &one : *states) {
            if (one.feed == feed)
                return one;
        }
        return {};
    }
    bool anyFact() const
    {
        return std::any_of(changes.begin(), changes.end(),
                           [](const ChangeSet &change) { return change.touchesFacts(); });
    }

    QTemporaryDir profile;
    std::shared_ptr<FakeVendor> vendor;
    std::shared_ptr<FakeCredentials::Vault> keyring;
    std::shared_ptr<FakeCredentials::Vault> file;
    FakeClock clock;
    std::unique_ptr<StoreThread> store;
    std::unique_ptr<SyncService> service;
    std::vector<FeedProgressReport> reports;
    std::vector<ChangeSet> changes;
};

/// One line per feed: "agents rows=7 windows=0 error".
inline QString lines(const AccountSummary &summary)
{
    QStringList out;
    for (const FeedSummary &feed : summary.feeds) {
        QString line = QStringLiteral("%1 %2 %3").arg(feed.feed).arg(feed.rows).arg(feed.windows);
        if (feed.error)
            line += QStringLiteral(" ") + feed.error->kindName();
        out.append(line);
    }
    if (summary.error)
        out.append(QStringLiteral("error ") + summary.error->kindName());
    return out.join(u'\n');
}

} // namespace watchfloor::test
