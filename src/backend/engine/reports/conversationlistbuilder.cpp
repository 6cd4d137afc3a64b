// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/conversationlistbuilder.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace watchfloor {

ConversationListBuilder::ConversationListBuilder()
    : m_list(std::make_shared<ConversationList>())
{
    m_list->m_labelSets.emplace_back();
    m_labelCodes.emplace(QStringList(), 0);
}

ConversationListBuilder::ConversationListBuilder(const ConversationList &before)
    : m_list(std::make_shared<ConversationList>())
{
    m_list->m_accounts = before.m_accounts;
    m_list->m_labelSets = before.m_labelSets;
    m_list->m_statuses = before.m_statuses;
    m_list->m_priorities = before.m_priorities;
    for (const QStringList &set : m_list->m_labelSets)
        m_labelCodes.emplace(set, static_cast<quint32>(m_labelCodes.size()));
    const auto codes = [](const QStringList &words, QHash<QString, quint16> *known) {
        for (const QString &word : words)
            known->insert(word, static_cast<quint16>(known->size()));
    };
    codes(m_list->m_statuses, &m_statusCodes);
    codes(m_list->m_priorities, &m_priorityCodes);
}

int ConversationListBuilder::addAccount(const ConversationListAccount &account)
{
    m_list->m_accounts.push_back(account);
    return static_cast<int>(m_list->m_accounts.size()) - 1;
}

quint32 ConversationListBuilder::addCell(const ConversationCell &cell)
{
    m_list->m_cells.push_back(cell);
    return static_cast<quint32>(m_list->m_cells.size()) - 1;
}

quint16 ConversationListBuilder::wordCode(const QString &word, QStringList *words,
                                          QHash<QString, quint16> *codes)
{
    const auto known = codes->constFind(word);
    if (known != codes->constEnd())
        return *known;
    constexpr qsizetype most = 0xffff; // of a vendor that makes up words without end
    if (words->size() > most)
        return static_cast<quint16>(most);
    const auto code = static_cast<quint16>(words->size());
    words->append(word);
    codes->insert(word, code);
    return code;
}

quint32 ConversationListBuilder::labelsCode(QStringList labels)
{
    labels.sort();
    const auto [at, isNew] =
        m_labelCodes.emplace(labels, static_cast<quint32>(m_list->m_labelSets.size()));
    if (isNew)
        m_list->m_labelSets.push_back(std::move(labels));
    return at->second;
}

void ConversationListBuilder::add(const Conversation &c, quint32 cell, quint32 times)
{
    using List = ConversationList;
    List &list = *m_list;
    const std::tuple place(list.m_cells[cell].account, c.created, c.id);
    m_isInOrder = m_isInOrder && (m_ids.empty() || m_last < place);
    m_last = place;
    m_ids.push_back(c.id);
    list.m_ids.append(c.id);
    list.m_created.append(c.created);
    const std::array<const std::optional<TimeMs> *, List::TimeCount> told{
        &c.firstResponse, &c.waitingSince, &c.closed, &c.dueAt};
    for (std::size_t which = 0; which < told.size(); ++which) {
        const std::optional<TimeMs> &time = *told[which];
        list.m_distances[which].append(time ? std::optional(*time - c.created) : std::nullopt);
    }
    list.m_cell.append(cell);
    m_labels.push_back(c.labels.isEmpty() ? 0 : labelsCode(c.labels));
    list.m_status.append(wordCode(c.status, &list.m_statuses, &m_statusCodes));
    list.m_priority.append(wordCode(c.priority, &list.m_priorities, &m_priorityCodes));
    list.m_goneAt.append(c.goneAt);
    list.m_csat.append(c.csat);
    list.m_unread.append(c.unread);
    list.m_times.append(times);
    const QByteArray id = c.remoteId.toUtf8();
    list.m_bytes.insert(list.m_bytes.end(), id.begin(), id.end());
    if (!c.contact.isEmpty()) {
        const QByteArray contact = c.contact.toUtf8();
        list.m_bytes.push_back('\0');
        list.m_bytes.insert(list.m_bytes.end(), contact.begin(), contact.end());
    }
    list.m_ends.append(static_cast<qint64>(list.m_bytes.size()));
}

std::optional<std::pair<RowId, RowId>> ConversationListBuilder::idRange() const
{
    const auto [low, high] = std::minmax_element(m_ids.begin(), m_ids.end());
    return low == m_ids.end() ? std::nullopt : std::optional(std::pair(*low, *high));
}

void ConversationListBuilder::setLabels(const std::vector<std::pair<RowId, RowId>> &links,
                                        const QHash<RowId, QString> &names)
{
    const std::vector<RowId> &ids = m_ids;
    std::vector<quint32> byId(ids.size());
    std::iota(byId.begin(), byId.end(), 0U);
    if (!std::is_sorted(ids.begin(), ids.end()))
        std::sort(byId.begin(), byId.end(), [&](quint32 a, quint32 b) { return ids[a] < ids[b]; });
    std::map<std::vector<RowId>, quint32> codes; // sets of labels are few, names many
    std::vector<RowId> set;
    std::size_t at = 0;
    for (std::size_t from = 0; from < links.size();) {
        const RowId id = links[from].first;
        set.clear();
        for (; from < links.size() && links[from].first == id; ++from)
            set.push_back(links[from].second);
        while (at < byId.size() && ids[byId[at]] < id)
            ++at;
        if (at == byId.size())
            return;
        if (ids[byId[at]] != id)
            continue;
        const auto [known, isNew] = codes.emplace(set, 0);
        if (isNew) {
            QStringList words;
            for (const RowId label : set)
                words.append(names.value(label));
            known->second = labelsCode(std::move(words));
        }
        m_labels[byId[at]] = known->second;
    }
}

void ConversationListBuilder::putInOrder()
{
    ConversationList &list = *m_list;
    for (const quint32 labels : m_labels)
        list.m_labels.append(labels);
    m_labels = {};
    list.m_ends.finish();
    ConversationList::forColumns(list, [](CompactColumn &column) { column.finish(); });
    if (m_isInOrder)
        return;
    std::vector<std::tuple<int, TimeMs, RowId, quint32>> order;
    order.reserve(list.size());
    for (std::size_t row = 0; row < list.size(); ++row)
        order.emplace_back(list.cell(row).account, list.created(row), list.id(row),
                           static_cast<quint32>(row));
    std::sort(order.begin(), order.end());
    std::vector<char> bytes;
    bytes.reserve(list.m_bytes.size());
    CompactColumn ends;
    for (const auto &[account, created, id, row] : order) {
        const std::string_view entry = list.entry(row);
        bytes.insert(bytes.end(), entry.begin(), entry.end());
        ends.append(static_cast<qint64>(bytes.size()));
    }
    ends.finish();
    list.m_bytes = std::move(bytes);
    list.m_ends = std::move(ends);
    ConversationList::forColumns(list, [&order](CompactColumn &column) {
        if (column.isEmpty())
            return; // the times that nobody asks for
        CompactColumn next;
        for (const auto &place : order)
            next.append(column.at(std::get<3>(place)));
        next.finish();
        column = std::move(next);
    });
    m_isInOrder = true;
}

/// What pages ask of the whole list again and again.
void ConversationListBuilder::countUp(ConversationList &list)
{
    list.m_statusCounts.assign(static_cast<std::size_t>(list.m_statuses.size()), 0);
    for (std::size_t row = 0; row < list.size(); ++row) {
        const quint16 status = list.statusCode(row);
        if (status < list.m_statusCounts.size())
            ++list.m_statusCounts[status];
    }
    list.m_closedStatus = static_cast<int>(list.m_statuses.indexOf(QLatin1String("closed")));
    list.m_hasDueTimes = list.m_distances[ConversationList::DueAt].hasAny();
}

std::shared_ptr<const ConversationList> ConversationListBuilder::take(bool withTimes)
{
    if (!withTimes)
        m_list->m_times = {};
    putInOrder();
    m_list->m_bytes.shrink_to_fit();
    countUp(*m_list);
    return std::exchange(m_list, nullptr);
}

} // namespace watchfloor
