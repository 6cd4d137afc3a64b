// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/conversationlistreport.h"

#include <QHash>

#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace watchfloor {

/// Fills a ConversationList, rows in any order.
class ConversationListBuilder {
public:
    ConversationListBuilder();
    /// To go on with a former list: its accounts, statuses, priorities and labels keep their codes.
    /// Its cells are to be added first, in its order.
    explicit ConversationListBuilder(const ConversationList &before);

    /// Answers its index.
    int addAccount(const ConversationListAccount &account);
    /// Answers its code.
    quint32 addCell(const ConversationCell &cell);
    /// Read are: id, status, created, firstResponse, waitingSince, closed, dueAt, goneAt, csat,
    /// unread, priority, remoteId, contact and labels, which may also come later.
    void add(const Conversation &conversation, quint32 cell, quint32 times = 0);
    std::size_t size() const { return m_ids.size(); }
    const ConversationCell &cell(quint32 code) const { return m_list->m_cells[code]; }
    const std::vector<RowId> &ids() const { return m_ids; } ///< in the order they came
    /// The lowest and the highest row of the cache; none without any.
    std::optional<std::pair<RowId, RowId>> idRange() const;

    /// Labels by the row of the conversation, ascending; names in any order. Rows nobody listed
    /// are passed over.
    void setLabels(const std::vector<std::pair<RowId, RowId>> &links,
                   const QHash<RowId, QString> &names);

    /// Puts the rows in order. `withTimes`: the times given to add() are told.
    std::shared_ptr<const ConversationList> take(bool withTimes = false);
    /// The same with the rows of the former list, but for those that leave (ascending); as if all
    /// had been added here. Its times are not told.
    std::shared_ptr<const ConversationList> takeWith(const ConversationList &before,
                                                     const std::vector<quint32> &leaving);

private:
    quint16 wordCode(const QString &word, QStringList *words, QHash<QString, quint16> *codes);
    quint32 labelsCode(QStringList labels);
    /// All columns can be read afterwards.
    void putInOrder();
    static void countUp(ConversationList &list);
    std::size_t placeIn(const ConversationList &before, std::size_t row) const;

    std::shared_ptr<ConversationList> m_list;
    QHash<QString, quint16> m_statusCodes, m_priorityCodes;
    std::map<QStringList, quint32> m_labelCodes;
    std::vector<RowId> m_ids;      ///< as they came
    std::vector<quint32> m_labels; ///< code of each
    bool m_isInOrder = true;
    std::tuple<int, TimeMs, RowId> m_last; ///< account, creation, row
};

} // namespace watchfloor
