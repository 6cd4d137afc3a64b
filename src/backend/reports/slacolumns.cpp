// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/slacolumns.h"

#include "backend/engine/figures/conversationmeasures.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/slatargets.h"

namespace watchfloor {

void SlaColumns::setAccounts(const std::vector<AccountInboxes> &accounts)
{
    m_accounts.clear();
    for (const AccountInboxes &one : accounts)
        m_accounts.push_back(one.account);
}

std::map<FactColumnId, SlaColumns::Targets> SlaColumns::wanted(const TableColumns &columns) const
{
    std::map<FactColumnId, Targets> all;
    for (const Account &account : m_accounts) {
        for (const MetricSpec &metric : metricCatalog()) {
            if (!slatargets::isFor(metric))
                continue;
            const auto target = slatargets::of(account, metric);
            if (!target || !vendorField(metric, account.provider, VendorRoute::Recomputed))
                continue;
            if (metric.origin == MetricOrigin::Conversations && !conversationMeasure(metric.key))
                all[kConversationsClosed].try_emplace(account.id, *target);
            for (const char *event : eventsOf(metric, account.provider)) {
                const auto column = columns.events.constFind(QLatin1String(event));
                if (column != columns.events.constEnd())
                    all[*column].try_emplace(account.id, *target);
            }
        }
    }
    return all;
}

void SlaColumns::follow(FactTable &table, TableColumns &columns) const
{
    columns.updating.clear();
    const auto targets = wanted(columns);
    std::set<FactColumnId> every;
    for (const auto &[column, of] : targets)
        every.insert(column);
    for (const FactColumnId column : table.columns())
        every.insert(column);
    for (const FactColumnId column : every) {
        const auto own = targets.find(column);
        const Targets of = own == targets.end() ? Targets() : own->second;
        if (table.targets(column) == of)
            continue;
        if (table.column(column).size() <= m_atOnce)
            table.setTargets(column, of);
        else
            columns.updating.insert(column);
    }
}

bool SlaColumns::step(FactTable &table, TableColumns &columns) const
{
    if (columns.updating.empty())
        return false;
    const auto targets = wanted(columns);
    const auto own = targets.find(*columns.updating.begin());
    table.setTargets(*columns.updating.begin(), own == targets.end() ? Targets() : own->second);
    columns.updating.erase(columns.updating.begin());
    return !columns.updating.empty();
}

} // namespace watchfloor
