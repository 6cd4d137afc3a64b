// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/listreading.h"

#include "backend/engine/feedtopics.h"
#include "backend/engine/reports/conversationlistbuilder.h"

#include <algorithm>

namespace watchfloor {
namespace {

quint32 timesOf(const std::optional<ConversationHits> &picked, RowId row)
{
    if (!picked || picked->times.size() != picked->rows.size())
        return 0;
    const auto at = std::lower_bound(picked->rows.begin(), picked->rows.end(), row);
    return picked->times[static_cast<std::size_t>(at - picked->rows.begin())];
}

} // namespace

/// Membership in a few of many rows.
class ListReading::FewRows {
public:
    explicit FewRows(const std::vector<RowId> &rows)
        : m_rows(rows)
    {
        if (rows.empty())
            return;
        constexpr RowId widest = 1 << 26;
        if (rows.back() - rows.front() < widest) {
            m_has.resize(static_cast<std::size_t>(rows.back() - rows.front()) + 1);
            for (const RowId row : rows)
                m_has[static_cast<std::size_t>(row - rows.front())] = true;
        }
    }

    bool has(RowId row) const
    {
        if (m_rows.empty() || row < m_rows.front() || row > m_rows.back())
            return false;
        return m_has.empty() ? std::binary_search(m_rows.begin(), m_rows.end(), row)
                             : m_has[static_cast<std::size_t>(row - m_rows.front())];
    }

private:
    const std::vector<RowId> &m_rows;
    std::vector<bool> m_has;
};

ListReading::ListReading(RowSource &source, const ConversationListQuery &asked, TimeMs now,
                         const std::stop_token &stop)
    : m_source(source)
    , m_asked(asked)
    , m_now(now)
    , m_stop(stop)
{
}

Result<void> ListReading::open()
{
    if (m_stop.stop_requested())
        return Error::cancelled();
    auto accounts = m_source.rows(m_asked.query.accounts, {});
    if (!accounts)
        return accounts.error();
    m_accounts = std::move(*accounts);
    const auto channels = m_source.channelRows();
    if (!channels)
        return channels.error();
    const auto commit = m_source.commit();
    if (!commit)
        return commit.error();
    m_keys = std::make_unique<DimensionKeys>(m_accounts, *channels);
    ReportFilter chosen = m_asked.query.filter;
    chosen.accounts.clear();
    const FactFilter filter = chosen.ofCells(*m_keys);
    m_filtersCells = !filter.empty();
    m_basis.query = m_asked.query;
    m_basis.withGone = m_asked.withGone;
    m_basis.commit = *commit;
    m_codes.resize(m_accounts.size());
    for (const AccountRows &rows : m_accounts) {
        const auto cells = m_source.cells(rows.account.id);
        if (!cells)
            return cells.error();
        m_cells.emplace_back(*cells, *m_keys, static_cast<int>(m_cells.size()),
                             rulesFor(rows.account.provider));
        m_basis.accounts.push_back({rows.account.id, rows.account.name, rows.account.provider});
        m_basis.cells.push_back(m_filtersCells ? m_cells.back().passing(filter)
                                               : std::vector<RowId>());
        m_basis.newestCells.push_back(m_cells.back().newest());
    }
    return {};
}

bool ListReading::restsOnSame(const Basis &former) const
{
    if (m_asked.picked || former.query.accounts != m_asked.query.accounts ||
        former.query.filter != m_asked.query.filter || former.withGone != m_asked.withGone ||
        former.accounts != m_basis.accounts)
        return false;
    for (std::size_t i = 0; i < m_basis.cells.size(); ++i) {
        const std::vector<RowId> &now = m_basis.cells[i];
        const auto later = std::upper_bound(now.begin(), now.end(), former.newestCells[i]);
        if (!std::equal(now.begin(), later, former.cells[i].begin(), former.cells[i].end()))
            return false; // somebody has left, or become a bot
    }
    return true;
}

ListedQuery ListReading::rowsAsked(std::size_t account) const
{
    ListedQuery query;
    query.account = m_accounts[account].account.id;
    query.withGone = m_asked.withGone;
    if (m_asked.picked) {
        query.rows = m_asked.picked->rows;
        return query;
    }
    query.created = m_asked.query.range;
    query.labels = m_asked.query.filter.labels;
    if (m_filtersCells)
        query.cells = m_basis.cells[account];
    return query;
}

quint32 ListReading::codeOf(std::size_t account, RowId cell, bool inQueue,
                            ConversationListBuilder *builder)
{
    const auto known = m_codes[account].constFind({cell, inQueue});
    if (known != m_codes[account].constEnd())
        return *known;
    const quint32 code = builder->addCell(m_cells[account].shown(cell, inQueue));
    m_codes[account].insert({cell, inQueue}, code);
    return code;
}

Result<void> ListReading::read(std::size_t account, const ListedQuery &query,
                               ConversationListBuilder *builder, const FewRows *known)
{
    constexpr int breath = 4096; // rows between two looks at the stop token
    int untilLook = breath;
    const auto read = m_source.listedConversations(query, [&](Conversation &c, RowId cell) {
        if (!known || !known->has(c.id)) {
            const Standing standing = m_cells[account].standing(c, cell);
            c.waitingSince = standing.waitingSince;
            builder->add(c, codeOf(account, cell, standing.inQueue(), builder),
                         timesOf(m_asked.picked, c.id));
        }
        if (--untilLook > 0)
            return true;
        untilLook = breath;
        return !m_stop.stop_requested();
    });
    return read && m_stop.stop_requested() ? Result<void>(Error::cancelled()) : read;
}

Result<void> ListReading::readLabels(ConversationListBuilder *builder)
{
    const auto ids = builder->idRange();
    if (!ids)
        return {};
    constexpr RowId atOnce = 50'000;
    ListedRows::Links links;
    for (RowId low = ids->first; low <= ids->second; low += atOnce) {
        if (m_stop.stop_requested())
            return Error::cancelled();
        const auto some = m_source.labelLinks(low, std::min(low + atOnce - 1, ids->second));
        if (!some)
            return some.error();
        links.insert(links.end(), some->begin(), some->end());
    }
    const auto names = m_source.labelNames();
    if (!names)
        return names.error();
    builder->setLabels(links, *names);
    return m_stop.stop_requested() ? Result<void>(Error::cancelled()) : Result<void>();
}

ConversationListReport ListReading::report() const
{
    ConversationListReport report;
    report.range = m_asked.query.range;
    report.commit = m_basis.commit;
    std::vector<TimeRange> gaps;
    for (const AccountRows &rows : m_accounts) {
        report.asOf = earlierOf(report.asOf, asOf({Topic::Conversations}, rows));
        report.lateAt = earlierOf(report.lateAt, lateAt({Topic::Conversations}, rows));
        const auto own = gapsOf(Topic::Conversations, rows, report.range, m_now);
        gaps.insert(gaps.end(), own.begin(), own.end());
        addGaps(report.gapsBy, {rows.account.name, own, rows.account.id});
    }
    report.gaps = mergedRanges(std::move(gaps));
    return report;
}

Result<ConversationListReport> ListReading::whole()
{
    ConversationListBuilder builder;
    for (const ConversationListAccount &account : m_basis.accounts)
        builder.addAccount(account);
    for (std::size_t i = 0; i < m_accounts.size(); ++i) {
        if (const auto done = read(i, rowsAsked(i), &builder); !done)
            return done.error();
    }
    if (const auto done = readLabels(&builder); !done)
        return done.error();
    ConversationListReport answer = report();
    answer.list = builder.take(m_asked.picked && !m_asked.picked->times.empty());
    return answer;
}

Result<ConversationListReport>
ListReading::after(const std::shared_ptr<const ConversationList> &list, const Basis &former,
                   const std::vector<RowId> &written)
{
    const ConversationList &before = *list;
    ConversationListReport answer = report();
    ConversationListBuilder builder(before);
    bool sameNames = true;
    std::vector<bool> isHeldOtherwise; // by code: somebody has left, or become a bot
    for (const ConversationCell &cell : before.cells()) {
        const auto account = static_cast<std::size_t>(cell.account);
        const ConversationCell &now =
            builder.cell(codeOf(account, cell.id, cell.inQueue, &builder));
        sameNames = sameNames && now == cell;
        isHeldOtherwise.push_back(now.holding != cell.holding);
    }
    const TimeRange range = m_asked.query.range, was = former.query.range;
    if (sameNames && written.empty() && range == was) {
        answer.list = list;
        return answer;
    }
    std::vector<RowId> anew = written; // who waits rests on who has it, too
    if (!sameNames) {
        for (std::size_t row = 0; row < before.size(); ++row) {
            if (isHeldOtherwise[before.cellCode(row)])
                anew.push_back(before.id(row));
        }
        std::sort(anew.begin(), anew.end());
        anew.erase(std::unique(anew.begin(), anew.end()), anew.end());
    }
    const FewRows few(anew);
    std::vector<quint32> leaving;
    for (std::size_t row = 0; row < before.size(); ++row) {
        if (few.has(before.id(row)) || !range.contains(before.created(row)))
            leaving.push_back(static_cast<quint32>(row));
    }
    for (std::size_t i = 0; i < m_accounts.size(); ++i) {
        ListedQuery query = rowsAsked(i);
        query.rows = anew;
        if (const auto done = read(i, query, &builder); !done)
            return done.error();
        query.rows.reset();
        // What the range has come to cover, as it moved on.
        for (const TimeRange part : {TimeRange{range.from, std::min(range.to, was.from)},
                                     TimeRange{std::max(range.from, was.to), range.to}}) {
            query.created = part;
            if (part.isEmpty())
                continue;
            if (const auto done = read(i, query, &builder, &few); !done)
                return done.error();
        }
    }
    const std::vector<RowId> &ids = builder.ids();
    if (!ids.empty()) {
        const auto links = m_source.labelLinks(ids);
        if (!links)
            return links.error();
        const auto names = m_source.labelNames();
        if (!names)
            return names.error();
        builder.setLabels(*links, *names);
    }
    answer.list = builder.takeWith(before, leaving);
    return answer;
}

} // namespace watchfloor
