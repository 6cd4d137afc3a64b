// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonfetch.h"

namespace watchfloor::liveperson {

BatchTask fetchUsers(SessionPtr, FetchRequest, std::stop_token)
{
    co_return SyncBatch();
}
BatchTask fetchGroups(SessionPtr, FetchRequest, std::stop_token)
{
    co_return SyncBatch();
}
BatchTask fetchSkills(SessionPtr, FetchRequest, std::stop_token)
{
    co_return SyncBatch();
}
BatchTask fetchLive(SessionPtr, FetchRequest, std::stop_token)
{
    co_return SyncBatch();
}
BatchTask fetchSkillStaff(SessionPtr, FetchRequest, std::stop_token)
{
    co_return SyncBatch();
}
BatchTask fetchKeyHours(SessionPtr, FetchRequest, std::stop_token)
{
    co_return SyncBatch();
}
BatchTask fetchTrend(SessionPtr, FetchRequest, std::stop_token)
{
    co_return SyncBatch();
}

} // namespace watchfloor::liveperson
