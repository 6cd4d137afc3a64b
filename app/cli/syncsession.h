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
    enum class Profile { MustExist, MayBeMade };
    /// MustExist: a profile without a cache is said and left as it is.
    explicit SyncSession(const CommandContext &context, Profile profile = Profile::MustExist);

    /// Done, or the exit code that ends the command (the reason is said already).
    int exitCode() const { return m_exitCode; }
    SyncService &service() { return *m_service; }

private:
    std::unique_ptr<StoreThread> m_store;
    std::unique_ptr<SyncService> m_service;
    int m_exitCode = Done;
};

/// Has anything ever been written to the profile?
bool profileHasCache(const CommandContext &context);
/// "There is no account in the profile ... yet; add one with ...".
QString noAccountYet(const CommandContext &context);

} // namespace watchfloor::cli
