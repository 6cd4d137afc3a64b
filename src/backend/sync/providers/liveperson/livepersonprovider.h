// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/sync/provider.h"

#include <memory>

namespace watchfloor {

namespace liveperson {
class Session;
}

/// LivePerson's Conversational Cloud for one account: key messaging metrics, Messaging
/// Interactions, Agent Activity and the lists of users, groups and skills.
/// Feeds and their rules: README.md beside this file.
class LivePersonProvider : public Provider {
public:
    LivePersonProvider(Account account, Secrets secrets, ProviderContext context);
    ~LivePersonProvider() override;

    static ProviderInfo staticInfo();

    ProviderInfo info() const override;
    QCoro::Task<Result<ProbeResult>> probe(std::stop_token stop) override;
    DurationMs clockSkew() const override;
    QCoro::Task<Result<SyncBatch>> fetch(FetchRequest request, std::stop_token stop) override;

private:
    // Shared with the tasks under way, so that a provider may go while one ends.
    std::shared_ptr<liveperson::Session> m_session;
};

} // namespace watchfloor
