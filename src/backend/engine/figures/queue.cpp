// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildfigures.h"

#include "backend/engine/feedtopics.h"
#include "backend/engine/figures/conversationcell.h"
#include "backend/engine/vendors.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace watchfloor {
namespace {

auto urgencyRank(const QueueRow &row)
{
    constexpr auto never = std::numeric_limits<qint64>::max();
    return std::tuple(row.urgency, row.timeLeft.value_or(never), -row.waiting.value_or(-1),
                      row.conversation.created, row.account, row.conversation.id);
}

class QueueBuilder {
public:
    QueueBuilder(DimensionKeys &keys, const ReportFilter &filter, TimeMs now, DurationMs soon)
        : m_keys(keys)
        , m_filter(filter)
        , m_cells(filter.ofCells(keys))
        , m_now(now)
        , m_soon(soon)
    {
        m_report.unattended = 0;
        m_report.soon = soon;
        m_report.basis.range = {now, now + 1};
    }

    void add(const AccountRows &rows)
    {
        m_report.known = m_report.known && knowsActiveConversations(rows);
        const auto fresh = freshness(Topic::Conversations, rows);
        m_never = m_never || !fresh;
        m_report.basis.lateAt =
            earlierOf(m_report.basis.lateAt, lateAt({Topic::Conversations}, rows));
        if (fresh)
            m_report.basis.asOf = std::min(m_report.basis.asOf.value_or(*fresh), *fresh);
        for (const Conversation &c : rows.conversations) {
            if (!c.goneAt && m_filter.passesLabels(c.labels))
                add(rows.account, c);
        }
    }

    QueueReport finished()
    {
        if (m_never)
            m_report.basis.asOf.reset();
        std::stable_sort(
            m_report.rows.begin(), m_report.rows.end(),
            [](const QueueRow &a, const QueueRow &b) { return urgencyRank(a) < urgencyRank(b); });
        return std::move(m_report);
    }

private:
    void add(const Account &account, const Conversation &c)
    {
        const ProviderRules &rules = rulesFor(account.provider);
        const KeyRules &keyRules = rulesFor(account.provider).key;
        qint64 holder = holderOf(c, account.id, m_keys);
        const Standing standing = standingOf(c, rules, holdingOf(holder, m_keys));
        if (standing.presence == KeyPresence::None)
            return;
        const bool queued = standing.inQueue();
        if (queued)
            holder = kNoKey;
        const CellValues cell = cellOf(c, account.id, keyRules, m_keys, queued);
        if (!passesFilter(cell, m_cells))
            return;
        QueueRow row;
        row.conversation = c;
        row.account = account.id;
        row.accountName = account.name;
        row.provider = account.provider;
        row.agentName = m_keys.name(Dimension::Agent, holder);
        row.groupName = m_keys.name(Dimension::Group, cell.at(Dimension::Group));
        row.skillName = m_keys.name(Dimension::Skill, cell.at(Dimension::Skill));
        row.inboxName = m_keys.name(Dimension::Inbox, cell.at(Dimension::Inbox));
        row.unassigned = queued;
        row.unattended = standing.unattended;
        row.waitingSince = standing.waitingSince;
        if (row.waitingSince)
            row.waiting = std::max<DurationMs>(0, m_now - *row.waitingSince);
        if (c.dueAt)
            row.timeLeft = *c.dueAt - m_now;
        count(row);
        m_report.rows.push_back(std::move(row));
    }

    void count(QueueRow &row)
    {
        const bool overdue = row.timeLeft && *row.timeLeft < 0;
        const bool soonDue = row.timeLeft && !overdue && *row.timeLeft < m_soon;
        row.urgency = overdue                          ? Urgency::Overdue
                      : soonDue                        ? Urgency::SoonDue
                      : row.unattended.value_or(false) ? Urgency::Unattended
                      : row.unassigned                 ? Urgency::Unassigned
                                                       : Urgency::Calm;
        m_report.overdue += overdue;
        m_report.soonDue += soonDue;
        m_report.unassigned += row.unassigned;
        if (!row.unattended)
            m_report.unattended.reset();
        else if (m_report.unattended)
            *m_report.unattended += *row.unattended;
        if (row.waiting)
            m_report.longestWait = std::max(m_report.longestWait.value_or(0), *row.waiting);
    }

    DimensionKeys &m_keys;
    const ReportFilter &m_filter;
    FactFilter m_cells;
    TimeMs m_now;
    DurationMs m_soon;
    bool m_never = false;
    QueueReport m_report;
};

} // namespace

QueueReport buildQueue(const std::vector<AccountRows> &accounts, DimensionKeys &keys,
                       const ReportFilter &filter, TimeMs now, DurationMs soon)
{
    QueueBuilder builder(keys, filter, now, soon);
    for (const AccountRows &rows : accounts) {
        if (filter.passesAccount(rows.account.id))
            builder.add(rows);
    }
    return builder.finished();
}

} // namespace watchfloor
