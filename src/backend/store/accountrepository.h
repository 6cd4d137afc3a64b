// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/result.h"

#include <optional>
#include <vector>

namespace watchfloor {

class Database;
enum class AccountTime;

/// Table account. A removed account whose facts were kept is hidden; adding the same login again
/// finds them.
class AccountRepository {
public:
    explicit AccountRepository(Database &db)
        : m_db(db)
    {
    }

    std::vector<Account> all();
    /// Those too that were removed while their facts were kept.
    std::vector<Account> everyone();
    bool exists(RowId id);
    /// Also one that was removed; none for an id that never was.
    std::optional<Account> find(RowId id);
    /// BadInput when the name is taken.
    Result<RowId> add(const Account &account);
    /// The removed account whose facts add() would find again; 0 = none.
    RowId removedTwin(const Account &account);
    Result<void> update(const Account &account);
    void hide(RowId id);
    void remove(RowId id);
    std::optional<TimeMs> time(RowId id, AccountTime what);
    void setTime(RowId id, AccountTime what, TimeMs at);

private:
    bool nameTaken(const Account &account);
    void write(RowId id, const Account &account);

    Database &m_db;
};

} // namespace watchfloor
