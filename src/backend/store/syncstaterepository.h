// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/feed.h"
#include "backend/store/store.h"

#include <vector>

namespace watchfloor {

class Database;

/// Tables sync_state and sync_coverage: how far each feed of an account is.
class SyncStateRepository {
public:
    explicit SyncStateRepository(Database &db)
        : m_db(db)
    {
    }

    std::vector<FeedState> states(RowId account);
    void advance(RowId account, const FeedProgress &progress);
    void noteAttempt(RowId account, const QString &feed, TimeMs at);
    void noteFailure(RowId account, const QString &feed, const Error &error, bool switchOff,
                     std::optional<TimeMs> at);
    void reset(RowId account, const QString &feed);
    /// Nothing before `limit` is in the cache any more.
    void distrustAfter(RowId account, const QString &feed, TimeMs limit);
    /// `account`: only its; 0 = of all.
    void cutCoverage(TimeMs limit, RowId account = 0);

private:
    std::vector<TimeRange> coverage(RowId account, const QString &feed);
    void cover(RowId account, const QString &feed, TimeRange range);
    void ensure(RowId account, const QString &feed);

    Database &m_db;
};

} // namespace watchfloor
