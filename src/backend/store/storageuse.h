// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"

#include <optional>
#include <vector>

namespace watchfloor {

class Database;

/// What of the cache is one account's.
struct AccountStorage {
    RowId account = 0;
    qint64 conversations = 0; ///< that are shown: described by the vendor and not gone
    TimeRange created;        ///< of these; empty without any
    qint64 events = 0;
    qint64 figures = 0;                  ///< the vendor's own
    qint64 states = 0;                   ///< agents' states
    qint64 bytes = 0;                    ///< always an estimate
    bool about = false;                  ///< the rows are estimated too, some kind of them
    bool aboutConversations = false;     ///< these are
    std::optional<TimeMs> removedBefore; ///< older was removed on purpose

    bool operator==(const AccountStorage &) const = default;
};

struct StorageUse {
    std::vector<AccountStorage> accounts; ///< ascending by id
    qint64 usedBytes = 0;                 ///< of the cache's pages that hold something
    qint64 freeBytes = 0;                 ///< pages that wait to be used again
};

/// Takes tens of milliseconds however large the cache is: small tables are counted, of large ones
/// a few thousand rows are looked at, spread over the table (standard error under one percent of
/// the table).
class StorageMeter {
public:
    explicit StorageMeter(Database &db)
        : m_db(db)
    {
    }

    StorageUse measure();

private:
    /// Rows of the table by account, `about` set where they are an estimate. Told are those that
    /// `counts`, bytes are those of all.
    void rows(const char *table, const char *text, const char *counts, const char *ofAccount,
              qint64 AccountStorage::*kind, qint64 fixedBytes);
    void creations();
    void ownedRows(const char *table, const char *owner, const char *owners,
                   qint64 AccountStorage::*kind, qint64 bytesEach);
    AccountStorage *find(RowId account);

    Database &m_db;
    StorageUse m_use;
};

} // namespace watchfloor
