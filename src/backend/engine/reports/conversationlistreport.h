// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversation.h"
#include "backend/domain/timerange.h"
#include "backend/engine/figures/standing.h"
#include "backend/engine/reports/accountgaps.h"
#include "backend/engine/reports/compactcolumn.h"

#include <QString>
#include <QStringList>

#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace watchfloor {

/// Conversations somebody has picked by their rows, e.g. those behind a figure.
struct ConversationHits {
    std::vector<RowId> rows;    ///< ascending, each once
    std::vector<quint32> times; ///< how often each counts; empty: not told
};

/// What many conversations have in common: whose they are and where they came in. There are only
/// thousands of these.
struct ConversationCell {
    RowId id = 0;    ///< of the cache
    int account = 0; ///< index into ConversationList::accounts()
    /// Of those in the queue, which are nobody's yet. A cell of the cache may be two of a list.
    bool inQueue = false;
    Holding holding = Holding::Nobody; ///< by the rows, in the queue too
    // Rows of the cache, 0 = none. Somebody whose removal left it unassigned has it no longer.
    RowId agent = 0;
    RowId group = 0;
    RowId skill = 0;
    RowId inbox = 0;
    // Names; who has none is shown as "#id"; empty = none.
    QString agentName;
    QString groupName;
    QString skillName;
    QString inboxName;
    QString channel; ///< its word

    bool operator==(const ConversationCell &) const = default;
};

struct ConversationListAccount {
    RowId id = 0;
    QString name;
    QString provider;

    bool operator==(const ConversationListAccount &) const = default;
};

/// A million conversations at some 30 bytes each: compact columns, words once, times as distances
/// from the creation. Rows stand by account, then created, then id, all ascending. Immutable once
/// filled, so that threads can share it.
class ConversationList {
public:
    std::size_t size() const { return m_ids.size(); }

    RowId id(std::size_t row) const { return m_ids[row]; }
    TimeMs created(std::size_t row) const { return m_created[row]; }
    std::optional<TimeMs> firstResponse(std::size_t row) const { return time(FirstResponse, row); }
    /// As the queue has it; see Standing.
    std::optional<TimeMs> waitingSince(std::size_t row) const { return time(WaitingSince, row); }
    std::optional<TimeMs> closed(std::size_t row) const { return time(Closed, row); }
    std::optional<TimeMs> dueAt(std::size_t row) const { return time(DueAt, row); }
    std::optional<TimeMs> goneAt(std::size_t row) const { return m_goneAt.at(row); }
    std::optional<int> csat(std::size_t row) const { return small(m_csat, row); }
    std::optional<int> unread(std::size_t row) const { return small(m_unread, row); }
    /// How often it counts in what was asked for; 0 where that was not told.
    quint32 times(std::size_t row) const
    {
        return m_times.isEmpty() ? 0 : static_cast<quint32>(m_times[row]);
    }
    bool hasTimes() const { return !m_times.isEmpty(); }
    bool hasDueTimes() const { return m_hasDueTimes; } ///< any row; some vendors have none
    bool isGone(std::size_t row) const { return m_goneAt.has(row); }
    /// Closed by its status, or it has a closing time.
    bool isOver(std::size_t row) const
    {
        return m_distances[Closed].has(row) || statusCode(row) == m_closedStatus;
    }

    // UTF-8.
    std::string_view remoteIdBytes(std::size_t row) const;
    std::string_view contactBytes(std::size_t row) const; ///< only where the account opted in
    /// Those of all rows behind one another, for searches; a contact stands behind a NUL.
    std::string_view allBytes() const { return {m_bytes.data(), m_bytes.size()}; }
    std::size_t bytesEnd(std::size_t row) const { return static_cast<std::size_t>(m_ends[row]); }
    QString remoteId(std::size_t row) const;
    QString contact(std::size_t row) const;

    // Codes index the dictionaries beneath.
    quint32 cellCode(std::size_t row) const { return static_cast<quint32>(m_cell[row]); }
    quint32 labelsCode(std::size_t row) const { return static_cast<quint32>(m_labels[row]); }
    quint16 statusCode(std::size_t row) const { return static_cast<quint16>(m_status[row]); }
    quint16 priorityCode(std::size_t row) const { return static_cast<quint16>(m_priority[row]); }
    const std::vector<ConversationCell> &cells() const { return m_cells; }
    const std::vector<QStringList> &labelSets() const { return m_labelSets; } ///< each sorted
    const QStringList &statuses() const { return m_statuses; }
    /// Rows of each.
    const std::vector<int> &statusCounts() const { return m_statusCounts; }
    const QStringList &priorities() const { return m_priorities; }
    const std::vector<ConversationListAccount> &accounts() const { return m_accounts; }

    const ConversationCell &cell(std::size_t row) const { return m_cells[cellCode(row)]; }
    const ConversationListAccount &account(std::size_t row) const
    {
        return m_accounts[static_cast<std::size_t>(cell(row).account)];
    }
    const QStringList &labels(std::size_t row) const { return m_labelSets[labelsCode(row)]; }
    const QString &status(std::size_t row) const { return m_statuses[statusCode(row)]; }
    const QString &priority(std::size_t row) const { return m_priorities[priorityCode(row)]; }

    /// Rows of all accounts by created, then id, the newest first.
    std::vector<quint32> newestFirst() const;
    std::size_t bytes() const;

private:
    friend class ConversationListBuilder;
    friend struct ConversationListChange;
    enum Time : std::size_t { FirstResponse, WaitingSince, Closed, DueAt, TimeCount };
    static constexpr int NoStatus = -1;

    std::optional<TimeMs> time(Time which, std::size_t row) const
    {
        const std::optional<qint64> distance = m_distances[which].at(row);
        return distance ? std::optional(m_created[row] + *distance) : std::nullopt;
    }
    static std::optional<int> small(const CompactColumn &column, std::size_t row)
    {
        const std::optional<qint64> value = column.at(row);
        return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
    }
    std::string_view entry(std::size_t row) const;
    /// each(column) for all that have a number a row, but for m_ends.
    template<typename List, typename Each>
    static void forColumns(List &list, Each each)
    {
        for (auto &column : list.m_distances)
            each(column);
        for (auto *column :
             {&list.m_ids, &list.m_created, &list.m_cell, &list.m_labels, &list.m_status,
              &list.m_priority, &list.m_unread, &list.m_csat, &list.m_goneAt, &list.m_times})
            each(*column);
    }

    CompactColumn m_ids, m_created, m_cell, m_labels, m_status, m_priority, m_unread, m_csat,
        m_goneAt, m_times;
    std::array<CompactColumn, TimeCount> m_distances; ///< from the creation
    CompactColumn m_ends; ///< of each row's bytes: the remote id, then NUL and the contact
    std::vector<char> m_bytes;

    std::vector<ConversationListAccount> m_accounts;
    std::vector<ConversationCell> m_cells;
    std::vector<QStringList> m_labelSets;
    QStringList m_statuses, m_priorities;
    std::vector<int> m_statusCounts;
    int m_closedStatus = NoStatus; ///< code of the status that means it is over
    bool m_hasDueTimes = false;
};

/// How one answer became the next.
struct ConversationListChange {
    /// There was none.
    ConversationListChange() = default;
    ConversationListChange(const ConversationList &before, const ConversationList &after);

    bool isNone() const { return gone.empty() && changed.empty() && added.empty(); }

    std::vector<int> next; ///< row after of each row before, -1 = it went; empty where none changed
    std::vector<quint32> gone;    ///< rows before that went, ascending
    std::vector<quint32> changed; ///< rows before that stay with other contents, ascending
    std::vector<quint32> added;   ///< rows after that were not there, ascending
};

/// The Conversations page, `show conversations` and the conversations behind a figure.
struct ConversationListReport {
    std::shared_ptr<const ConversationList> list = std::make_shared<ConversationList>();
    TimeRange range; ///< of the creation; where conversations were picked, only for people
    std::optional<TimeMs> asOf;
    std::optional<TimeMs> lateAt; ///< when two updates of one of its feeds will be missing
    std::vector<TimeRange> gaps;
    std::vector<AccountGaps> gapsBy; ///< whose they are
    qint64 commit = 0;               ///< change number of what was read
    // Where the asker told what it shows: how this came out of that.
    std::shared_ptr<const ConversationList> since = {};
    std::shared_ptr<const ConversationListChange> change = {};
};

} // namespace watchfloor
