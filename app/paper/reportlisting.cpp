// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/reportlisting.h"

#include "backend/engine/reports/conversationlistbuilder.h"
#include "models/conversationkeys.h"
#include "models/words.h"

#include <algorithm>

namespace watchfloor {
namespace {

/// These rows alone, and where each of them stands in it.
void copyRows(const ConversationList &from, const std::vector<int> &chosen, ReportList &to)
{
    ConversationListBuilder builder;
    for (const ConversationListAccount &account : from.accounts())
        builder.addAccount(account);
    QHash<quint32, quint32> cells;
    for (const int row : chosen) {
        const auto at = static_cast<std::size_t>(row);
        const quint32 code = from.cellCode(at);
        if (!cells.contains(code))
            cells.insert(code, builder.addCell(from.cells()[code]));
        Conversation copy;
        copy.id = from.id(at);
        copy.status = from.status(at);
        copy.created = from.created(at);
        copy.firstResponse = from.firstResponse(at);
        copy.waitingSince = from.waitingSince(at);
        copy.closed = from.closed(at);
        copy.dueAt = from.dueAt(at);
        copy.goneAt = from.goneAt(at);
        copy.csat = from.csat(at);
        copy.unread = from.unread(at);
        copy.priority = from.priority(at);
        copy.remoteId = from.remoteId(at);
        copy.contact = from.contact(at);
        copy.labels = from.labels(at);
        builder.add(copy, cells.value(code), from.times(at));
    }
    to.list = builder.take(from.hasTimes());
    QHash<RowId, quint32> places; // they stand in an order of their own there
    for (std::size_t row = 0; row < to.list->size(); ++row)
        places.insert(to.list->id(row), static_cast<quint32>(row));
    for (const int row : chosen)
        to.rows.push_back(places.value(from.id(static_cast<std::size_t>(row))));
}

void countAll(const ConversationList &list, const std::vector<int> &passing, TimeMs now,
              ReportList &to)
{
    to.all = static_cast<qint64>(passing.size());
    if (list.hasDueTimes())
        to.overdue = 0;
    std::vector<qint64> statuses(static_cast<std::size_t>(list.statuses().size()));
    for (const int row : passing) {
        const auto at = static_cast<std::size_t>(row);
        if (list.isGone(at)) {
            ++to.gone;
            continue;
        }
        ++statuses[list.statusCode(at)];
        if (list.isOver(at))
            continue;
        to.nobodys += list.cell(at).agentName.isEmpty() ? 1 : 0;
        if (const auto since = list.waitingSince(at)) {
            ++to.waiting;
            to.longestWait = std::max(to.longestWait.value_or(0), now - *since);
        }
        if (to.overdue && list.dueAt(at).value_or(now) < now)
            ++*to.overdue;
    }
    for (std::size_t code = 0; code < statuses.size(); ++code) {
        if (statuses[code] > 0)
            to.statuses.emplace_back(list.statuses()[static_cast<qsizetype>(code)], statuses[code]);
    }
    std::sort(to.statuses.begin(), to.statuses.end(), [](const auto &a, const auto &b) {
        return std::pair(statusRank(a.first), a.first) < std::pair(statusRank(b.first), b.first);
    });
}

} // namespace

ReportList listForPaper(const ConversationListReport &report, const RowOrderQuestion &order,
                        TimeMs now, const FilterChoices *choices, const std::stop_token &stop)
{
    ReportList paper;
    if (stop.stop_requested())
        return paper;
    paper.asOf = report.asOf;
    paper.lateAt = report.lateAt;
    paper.gaps = report.gaps;
    paper.gapsBy = report.gapsBy;
    const ConversationList &list = *report.list;
    std::vector<int> rows = orderOf(ConversationKeys(report.list, {}), order);
    if (stop.stop_requested())
        return paper;
    countAll(list, rows, now, paper);
    paper.order.assign(rows.begin(), rows.end());
    rows.resize(std::min(rows.size(), ReportList::mostRows));
    copyRows(list, rows, paper);
    paper.whole = report.list;
    if (paper.order.size() == rows.size()) { // the others need not stay
        paper.whole = paper.list;
        paper.order = paper.rows;
    }
    if (!choices)
        return paper;
    for (const AccountRows &account : choices->accounts) {
        for (const Agent &agent : account.agents)
            paper.agents.insert(agent.id, agent.remoteId);
    }
    return paper;
}

} // namespace watchfloor
