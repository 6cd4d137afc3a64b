// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/factreport.h"

#include "backend/engine/figures/conversationmeasures.h"

namespace watchfloor {

/// The two connections see the newest commit each; whichever is behind follows.
Result<FactTable *> FactReport::reachOneCommit(TimeRange range, TimeMs now)
{
    constexpr int tries = 16; // each takes a commit within a millisecond to fail
    for (int i = 0; i < tries; ++i) {
        const Result<qint64> commit = m_source.commit();
        if (!commit)
            return commit.error();
        // Behind another report of this commit, the columns stay there as well.
        if (FactTable *table = m_loader.tableAt(range, *commit))
            return table;
        const auto table = m_loader.tableFor(range, now, *commit);
        if (!table || m_loader.sequence() == *commit)
            return table;
        m_source.nextCommit();
    }
    return Error(Error::Kind::Storage, QStringLiteral("The cache changes too fast to be read"));
}

Result<void> FactReport::begin(const std::vector<RowId> &accounts, const FigureQuery &query,
                               RowNeeds needs)
{
    const auto table = reachOneCommit(query.range, query.now);
    if (!table)
        return table.error();
    needs.memberships = true;
    needs.reported = true;
    needs.waiting = query.range;
    auto rows = m_source.rows(accounts, needs);
    if (!rows)
        return rows.error();
    m_accounts = std::move(*rows);
    for (const AccountRows &account : m_accounts)
        m_loader.setRules(account.account.id, cellRulesOf(account));
    const QStringList &labels = query.filter.labels;
    m_keys.emplace(m_accounts, m_loader.columns().channels);
    m_late.emplace(m_source, m_accounts, query.range, labels);
    if (!labels.isEmpty()) {
        for (const AccountRows &account : m_accounts)
            m_clocks.add(account.account, account.groupings);
    }
    m_rows.emplace(*m_late, *m_keys, RecordOptions{query.now, query.soon, labels, &m_clocks});
    m_facts.emplace(**table, m_loader.columns(), *m_rows, &*m_late);
    m_facts->setClocks(&m_loader.clocks());
    if (!labels.isEmpty())
        m_facts->answerFromRows();
    return {};
}

Result<void> FactReport::begin(RowId account, TimeRange range, TimeMs now, RowNeeds needs)
{
    FigureQuery query;
    query.range = range;
    query.now = now;
    const Result<void> begun = begin({account}, query, std::move(needs));
    if (begun && m_accounts.empty())
        return Error(Error::Kind::NotFound,
                     QStringLiteral("This account is no longer in the cache"));
    return begun;
}

Result<void> FactReport::finish() const
{
    return m_late && m_late->error() ? Result<void>(*m_late->error()) : Result<void>();
}

} // namespace watchfloor
