// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/conversationlist.h"

#include "backend/engine/feedtopics.h"
#include "backend/engine/figures/conversationcell.h"
#include "backend/engine/reports/conversationlistbuilder.h"
#include "backend/reports/rowsource.h"

#include <algorithm>

namespace watchfloor {
namespace {

/// One account's cells: what they are called and which of them pass.
class ListedCells {
public:
    ListedCells(const std::vector<FactCell> &cells, DimensionKeys &keys)
        : m_keys(keys)
    {
        for (const FactCell &cell : cells)
            m_cells.insert(cell.id, cell);
    }

    std::vector<RowId> passing(const FactFilter &filter) const
    {
        std::vector<RowId> rows;
        for (const FactCell &cell : m_cells) {
            const qint64 holder = holderOf(cell);
            CellValues values;
            values.set(Dimension::Account, cell.account);
            values.set(Dimension::Agent, holder);
            values.set(Dimension::Group, cell.group);
            values.set(Dimension::Skill, cell.skill);
            values.set(Dimension::Inbox, cell.inbox);
            values.set(Dimension::Channel, cell.channel);
            values.set(Dimension::Actor, m_keys.actorOf(holder));
            if (passesFilter(values, filter))
                rows.push_back(cell.id);
        }
        return rows;
    }

    /// The list's code of a cell that a row is of.
    quint32 code(RowId id, int account, ConversationListBuilder *builder)
    {
        const auto known = m_codes.constFind(id);
        if (known != m_codes.constEnd())
            return *known;
        const FactCell cell = m_cells.value(id);
        ConversationCell shown;
        shown.id = id;
        shown.account = account;
        shown.agent = holderOf(cell);
        shown.group = cell.group;
        shown.skill = cell.skill;
        shown.inbox = cell.inbox;
        shown.agentName = m_keys.name(Dimension::Agent, shown.agent);
        shown.groupName = m_keys.name(Dimension::Group, cell.group);
        shown.skillName = m_keys.name(Dimension::Skill, cell.skill);
        shown.inboxName = m_keys.name(Dimension::Inbox, cell.inbox);
        shown.channel = m_keys.name(Dimension::Channel, cell.channel);
        const quint32 code = builder->addCell(shown);
        m_codes.insert(id, code);
        return code;
    }

private:
    RowId holderOf(const FactCell &cell) const
    {
        return m_keys.hasLeft(cell.agent) ? kNoKey : cell.agent;
    }

    DimensionKeys &m_keys;
    QHash<RowId, FactCell> m_cells;
    QHash<RowId, quint32> m_codes;
};

quint32 timesOf(const std::optional<ConversationHits> &picked, RowId row)
{
    if (!picked || picked->times.size() != picked->rows.size())
        return 0;
    const auto at = std::lower_bound(picked->rows.begin(), picked->rows.end(), row);
    return picked->times[static_cast<std::size_t>(at - picked->rows.begin())];
}

/// Rows of one account; what is read of them is of the same commit.
Result<void> readAccount(RowSource &source, const AccountRows &rows, const FactFilter &filter,
                         const ConversationListQuery &asked, DimensionKeys &keys,
                         const std::stop_token &stop, ConversationListBuilder *builder)
{
    const auto all = source.cells(rows.account.id);
    if (!all)
        return all.error();
    ListedCells cells(*all, keys);
    ListedQuery query;
    query.account = rows.account.id;
    query.withGone = asked.withGone;
    if (asked.picked) {
        query.rows = asked.picked->rows;
    } else {
        query.created = asked.query.range;
        query.labels = asked.query.filter.labels;
        if (!filter.empty())
            query.cells = cells.passing(filter);
    }
    const int account =
        builder->addAccount({rows.account.id, rows.account.name, rows.account.provider});
    constexpr int breath = 4096; // rows between two looks at the stop token
    int untilLook = breath;
    const auto read = source.listedConversations(query, [&](const Conversation &c, RowId cell) {
        builder->add(c, cells.code(cell, account, builder), timesOf(asked.picked, c.id));
        if (--untilLook > 0)
            return true;
        untilLook = breath;
        return !stop.stop_requested();
    });
    return read && stop.stop_requested() ? Result<void>(Error::cancelled()) : read;
}

} // namespace

Result<ConversationListReport> conversationList(RowSource &source,
                                                const ConversationListQuery &asked, TimeMs now,
                                                const std::stop_token &stop)
{
    if (stop.stop_requested())
        return Error::cancelled();
    const auto accounts = source.rows(asked.query.accounts, {});
    if (!accounts)
        return accounts.error();
    const auto channels = source.channelRows();
    if (!channels)
        return channels.error();
    const auto commit = source.commit();
    if (!commit)
        return commit.error();
    ConversationListReport report;
    report.range = asked.query.range;
    report.commit = *commit;
    ReportFilter chosen = asked.query.filter;
    chosen.accounts.clear();
    DimensionKeys keys(*accounts, *channels);
    const FactFilter filter = chosen.ofCells(keys);
    ConversationListBuilder builder;
    std::vector<TimeRange> gaps;
    for (const AccountRows &rows : *accounts) {
        const auto read = readAccount(source, rows, filter, asked, keys, stop, &builder);
        if (!read)
            return read.error();
        report.asOf = earlierOf(report.asOf, asOf({Topic::Conversations}, rows));
        report.lateAt = earlierOf(report.lateAt, lateAt({Topic::Conversations}, rows));
        const auto own = gapsOf(Topic::Conversations, rows, report.range, now);
        gaps.insert(gaps.end(), own.begin(), own.end());
    }
    report.gaps = mergedRanges(std::move(gaps));
    if (const auto ids = builder.idRange()) {
        const auto links = source.labelLinks(ids->first, ids->second);
        if (!links)
            return links.error();
        const auto names = source.labelNames();
        if (!names)
            return names.error();
        builder.setLabels(*links, *names);
    }
    report.list = builder.take(asked.picked && !asked.picked->times.empty());
    if (asked.shown) {
        report.since = asked.shown;
        report.change = std::make_shared<ConversationListChange>(*asked.shown, *report.list);
        if (report.change->isNone()) // one list in memory, not two
            report.list = asked.shown;
    }
    return report;
}

} // namespace watchfloor
