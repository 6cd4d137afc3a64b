// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "backend/store/storethread.h"
#include "backend/sync/syncservice.h"

#include <memory>

namespace watchfloor::cli {

/// The writing cache and the sync service of one command. A cache that can only be read, or that
/// another program is writing, is said and ends the command.
class SyncSession {
public:
    explicit SyncSession(const CommandContext &context);

    /// Done, or the exit code that ends the command (the reason is said already).
    int exitCode() const { return m_exitCode; }
    SyncService &service() { return *m_service; }

private:
    StoreThread m_store;
    std::unique_ptr<SyncService> m_service;
    int m_exitCode = Done;
};

} // namespace watchfloor::cli
