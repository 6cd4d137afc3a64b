// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/sync/provider.h"

#include <memory>

namespace watchfloor {

namespace rocketchat {
class Session;
}

/// Rocket.Chat Omnichannel (6.4 to 8.x, enterprise and community) for one account.
/// Feeds and their rules: README.md beside this file.
class RocketChatProvider : public Provider {
public:
    RocketChatProvider(Account account, Secrets secrets, ProviderContext context);
    ~RocketChatProvider() override;

    static ProviderInfo staticInfo();

    ProviderInfo info() const override;
    QCoro::Task<Result<ProbeResult>> probe(std::stop_token stop) override;
    DurationMs clockSkew() const override;
    QCoro::Task<Result<SyncBatch>> fetch(FetchRequest request, std::stop_token stop) override;

private:
    // Shared with the tasks under way, so that a provider may go while one ends.
    std::shared_ptr<rocketchat::Session> m_session;
};

} // namespace watchfloor
