// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/wakeup.h"
#include "backend/sync/gate.h"
#include "backend/sync/providerregistry.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <memory>

namespace watchfloor::test {

/// A vendor made of functions. Shared by all providers a test creates, so that it outlives a
/// "killed" service and can be scripted from outside.
class FakeVendor {
public:
    ProviderInfo info;
    /// Answers one page, at once; the provider adds the turn of the event loop.
    std::function<Result<SyncBatch>(const FetchRequest &)> answer;
    std::function<Result<ProbeResult>(const Account &, const Secrets &)> probe;
    Gate open{true}; ///< closed: fetches wait until it opens or they are stopped
    std::vector<FetchRequest> requests;
    int cancelled = 0;

    /// "agents", "history 3", "events [12,13)": feed, cursor, window in days.
    QStringList asked() const
    {
        constexpr DurationMs day = 86'400'000;
        QStringList lines;
        for (const FetchRequest &request : requests) {
            QString line = request.feed;
            if (request.window)
                line += QStringLiteral(" [%1,%2)")
                            .arg(request.window->from / day)
                            .arg(request.window->to / day);
            if (!request.cursor.isEmpty())
                line += u' ' + request.cursor;
            lines.append(line);
        }
        return lines;
    }
    int count(const QString &feed) const
    {
        return static_cast<int>(
            std::count_if(requests.begin(), requests.end(),
                          [&](const FetchRequest &request) { return request.feed == feed; }));
    }
};

class FakeProvider : public Provider {
public:
    FakeProvider(std::shared_ptr<FakeVendor> vendor, Account account, Secrets secrets)
        : m_vendor(std::move(vendor))
        , m_account(std::move(account))
        , m_secrets(std::move(secrets))
    {
    }

    ProviderInfo info() const override { return m_vendor->info; }

    QCoro::Task<Result<ProbeResult>> probe(std::stop_token stop) override
    {
        co_await turn();
        if (stop.stop_requested())
            co_return Error::cancelled();
        co_return m_vendor->probe(m_account, m_secrets);
    }

    QCoro::Task<Result<SyncBatch>> fetch(FetchRequest request, std::stop_token stop) override
    {
        const std::shared_ptr<FakeVendor> vendor = m_vendor;
        vendor->requests.push_back(request);
        co_await turn();
        while (!vendor->open.isOpen() && !stop.stop_requested())
            co_await vendor->open.wait(stop);
        if (stop.stop_requested()) {
            ++vendor->cancelled;
            co_return Error::cancelled();
        }
        co_return vendor->answer(request);
    }

private:
    static QCoro::Task<> turn()
    {
        Wakeup wakeup;
        QMetaObject::invokeMethod(
            qApp, [wake = wakeup.waker()] { wake(); }, Qt::QueuedConnection);
        co_await wakeup.wait();
    }

    std::shared_ptr<FakeVendor> m_vendor;
    Account m_account;
    Secrets m_secrets;
};

inline ProviderEntry entryOf(const std::shared_ptr<FakeVendor> &vendor)
{
    return ProviderEntry{vendor->info, [vendor](Account account, Secrets secrets, ProviderContext) {
                             return std::unique_ptr<Provider>(std::make_unique<FakeProvider>(
                                 vendor, std::move(account), std::move(secrets)));
                         }};
}

} // namespace watchfloor::test
