// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/agent.h"
#include "backend/domain/grouping.h"
#include "models/filterdimension.h"

#include <QHash>

#include <array>
#include <memory>
#include <unordered_map>
#include <vector>

namespace watchfloor {

/// One choice of a dimension.
struct FilterEntry {
    FilterValue value;
    QString title;  ///< one line
    QString detail; ///< account where there are several, the group above, "left"; may be empty
    QString account;
    QString remoteId; ///< empty for words and "none"
    QString folded;   ///< what a search looks at
    bool isNone = false;
    bool gone = false; ///< no longer in the vendor's lists
};

struct AccountChoices {
    Account account;
    std::vector<Agent> agents;
    std::vector<Grouping> groupings;
};

/// Everything a filter can name. Built away from the GUI thread, then passed on as it is.
class FilterCatalogue {
public:
    FilterCatalogue() = default;
    FilterCatalogue(const std::vector<AccountChoices> &accounts, const QStringList &channels,
                    const QStringList &labels);

    /// False until the cache was read.
    bool isKnown() const { return m_known; }
    /// "None" first, then by name in the locale's order, those who left last.
    const std::vector<FilterEntry> &entries(FilterDimension dimension) const
    {
        return m_entries[static_cast<size_t>(dimension)];
    }
    const std::vector<Account> &accounts() const { return m_accounts; }
    const Account *account(RowId id) const;
    const Account *accountNamed(const QString &name) const;

    const FilterEntry *find(FilterDimension dimension, const FilterValue &value) const;
    /// By what the vendor calls it; survives a cache that was made anew.
    const FilterEntry *find(FilterDimension dimension, const QString &account,
                            const QString &remoteId) const;
    /// What people call it; "#12" for a row that is not known (yet).
    QString title(FilterDimension dimension, const FilterValue &value) const;

private:
    void addGroupings(const AccountChoices &of, const QString &account);
    void addWords(FilterDimension dimension, const QStringList &words);
    void addWho();
    void finish();

    bool m_known = false;
    std::vector<Account> m_accounts;
    std::array<std::vector<FilterEntry>, filterDimensions.size()> m_entries;
    std::array<std::unordered_map<RowId, size_t>, filterDimensions.size()> m_byId;
    std::array<QHash<QString, size_t>, filterDimensions.size()> m_byWord; // or account + remote id
};

using FilterCataloguePtr = std::shared_ptr<const FilterCatalogue>;

} // namespace watchfloor
