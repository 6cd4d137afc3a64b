// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/provider.h"

#include <memory>

namespace watchfloor::toy {

class Session;

/// Deskbell 1: people and talks, one key or a name with a password.
class ToyProvider : public Provider {
public:
    ToyProvider(Account account, Secrets secrets, ProviderContext context);

    static ProviderInfo staticInfo();

    ProviderInfo info() const override { return staticInfo(); }
    QCoro::Task<Result<ProbeResult>> probe(std::stop_token stop) override;
    DurationMs clockSkew() const override;
    QCoro::Task<Result<SyncBatch>> fetch(FetchRequest request, std::stop_token stop) override;

private:
    std::shared_ptr<Session> m_session; // shared with the tasks under way
};

} // namespace watchfloor::toy
