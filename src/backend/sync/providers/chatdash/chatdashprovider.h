// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/provider.h"

#include <memory>

namespace watchfloor {

namespace chatdash {
class Session;
}

/// Adapter to the conversations of one ChatDash agency. See README.md in this folder.
class ChatDashProvider : public Provider {
public:
    ChatDashProvider(Account account, Secrets secrets, ProviderContext context);
    ~ChatDashProvider() override;
    static ProviderInfo staticInfo();

    ProviderInfo info() const override;
    DurationMs clockSkew() const override;
    QCoro::Task<Result<ProbeResult>> probe(std::stop_token stop) override;
    QCoro::Task<Result<SyncBatch>> fetch(FetchRequest request, std::stop_token stop) override;

private:
    std::shared_ptr<chatdash::Session> m_session;
};

} // namespace watchfloor
