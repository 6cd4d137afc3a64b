// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/reports/conversationlistbuilder.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <type_traits>
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

void ConversationListBuilder::keepFar(ConversationList::Time which, qint64 value)
{
    m_list->m_far.push_back({m_list->m_ids.size() * 8 - 8 + which, value});
}

quint32 ConversationListBuilder::distance(ConversationList::Time which,
                                          const std::optional<TimeMs> &time, TimeMs created)
{
    if (!time)
        return ConversationList::NoTime;
    if (*time >= created && *time - created < ConversationList::FarTime)
        return static_cast<quint32>(*time - created);
    keepFar(which, *time);
    return ConversationList::FarTime;
}

void ConversationListBuilder::add(const Conversation &c, quint32 cell, quint32 times)
{
    using List = ConversationList;
    List &list = *m_list;
    list.m_ids.push_back(c.id);
    list.m_created.push_back(c.created);
    const std::array<const std::optional<TimeMs> *, List::TimeCount> told{
        &c.firstResponse, &c.waitingSince, &c.closed, &c.dueAt};
    for (std::size_t which = 0; which < told.size(); ++which)
        list.m_distances[which].push_back(
            distance(static_cast<List::Time>(which), *told[which], c.created));
    list.m_cell.push_back(cell);
    list.m_labels.push_back(c.labels.isEmpty() ? 0 : labelsCode(c.labels));
    list.m_status.push_back(wordCode(c.status, &list.m_statuses, &m_statusCodes));
    list.m_priority.push_back(wordCode(c.priority, &list.m_priorities, &m_priorityCodes));
    if (c.goneAt)
        keepFar(List::GoneAt, *c.goneAt);
    quint8 csat = List::NoCsat;
    if (c.csat && *c.csat >= 0 && *c.csat < List::FarCsat) {
        csat = static_cast<quint8>(*c.csat);
    } else if (c.csat) {
        csat = List::FarCsat;
        keepFar(List::Csat, *c.csat);
    }
    if (c.goneAt)
        csat |= List::GoneFlag;
    if (c.closed || c.status == QLatin1String("closed"))
        csat |= List::OverFlag;
    list.m_csat.push_back(csat);
    quint16 unread = List::NoUnread;
    if (c.unread && *c.unread >= 0 && *c.unread < List::FarUnread) {
        unread = static_cast<quint16>(*c.unread);
    } else if (c.unread) {
        unread = List::FarUnread;
        keepFar(List::Unread, *c.unread);
    }
    list.m_unread.push_back(unread);
    list.m_times.push_back(times);
    const QByteArray id = c.remoteId.toUtf8();
    list.m_bytes.insert(list.m_bytes.end(), id.begin(), id.end());
    if (!c.contact.isEmpty()) {
        const QByteArray contact = c.contact.toUtf8();
        list.m_bytes.push_back('\0');
        list.m_bytes.insert(list.m_bytes.end(), contact.begin(), contact.end());
    }
    list.m_ends.push_back(static_cast<quint32>(list.m_bytes.size()));
}

std::optional<std::pair<RowId, RowId>> ConversationListBuilder::idRange() const
{
    const auto [low, high] = std::minmax_element(m_list->m_ids.begin(), m_list->m_ids.end());
    return low == m_list->m_ids.end() ? std::nullopt : std::optional(std::pair(*low, *high));
}

void ConversationListBuilder::setLabels(const std::vector<std::pair<RowId, RowId>> &links,
                                        const QHash<RowId, QString> &names)
{
    const std::vector<RowId> &ids = m_list->m_ids;
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
        m_list->m_labels[byId[at]] = known->second;
    }
}

void ConversationListBuilder::putInOrder()
{
    ConversationList &list = *m_list;
    const auto before = [&list](quint32 a, quint32 b) {
        const int accountA = list.cell(a).account, accountB = list.cell(b).account;
        return std::tie(accountA, list.m_created[a], list.m_ids[a]) <
               std::tie(accountB, list.m_created[b], list.m_ids[b]);
    };
    std::vector<quint32> order(list.size());
    std::iota(order.begin(), order.end(), 0U);
    if (std::is_sorted(order.begin(), order.end(), before))
        return;
    std::sort(order.begin(), order.end(), before);
    std::vector<char> bytes;
    bytes.reserve(list.m_bytes.size());
    std::vector<quint32> ends;
    ends.reserve(order.size());
    std::vector<ConversationList::Far> far;
    far.reserve(list.m_far.size());
    for (const quint32 row : order) {
        auto at = std::lower_bound(
            list.m_far.begin(), list.m_far.end(), quint64{row} * 8,
            [](const ConversationList::Far &some, quint64 key) { return some.key < key; });
        for (; at != list.m_far.end() && at->key / 8 == row; ++at)
            far.push_back({ends.size() * 8 + at->key % 8, at->value});
        const std::string_view entry = list.entry(row);
        bytes.insert(bytes.end(), entry.begin(), entry.end());
        ends.push_back(static_cast<quint32>(bytes.size()));
    }
    list.m_bytes = std::move(bytes);
    list.m_ends = std::move(ends);
    list.m_far = std::move(far);
    const auto permute = [&order](auto &column) {
        std::remove_reference_t<decltype(column)> next;
        next.reserve(order.size());
        for (const quint32 row : order)
            next.push_back(column[row]);
        column = std::move(next);
    };
    for (auto &column : list.m_distances)
        permute(column);
    permute(list.m_ids);
    permute(list.m_created);
    permute(list.m_cell);
    permute(list.m_labels);
    permute(list.m_status);
    permute(list.m_priority);
    permute(list.m_unread);
    permute(list.m_csat);
    permute(list.m_times);
}

/// What pages ask of the whole list again and again.
void ConversationListBuilder::countUp(ConversationList &list)
{
    list.m_statusCounts.assign(static_cast<std::size_t>(list.m_statuses.size()), 0);
    for (const quint16 status : list.m_status) {
        if (status < list.m_statusCounts.size())
            ++list.m_statusCounts[status];
    }
    const auto &due = list.m_distances[ConversationList::DueAt];
    list.m_hasDueTimes = std::any_of(due.begin(), due.end(), [](quint32 distance) {
        return distance != ConversationList::NoTime;
    });
}

std::shared_ptr<const ConversationList> ConversationListBuilder::take(bool withTimes)
{
    putInOrder();
    ConversationList &list = *m_list;
    if (!withTimes)
        list.m_times = {};
    const auto fit = [](auto &column) { column.shrink_to_fit(); };
    fit(list.m_ids);
    fit(list.m_created);
    for (auto &column : list.m_distances)
        fit(column);
    fit(list.m_cell);
    fit(list.m_labels);
    fit(list.m_status);
    fit(list.m_priority);
    fit(list.m_unread);
    fit(list.m_csat);
    fit(list.m_times);
    fit(list.m_ends);
    fit(list.m_bytes);
    fit(list.m_far);
    countUp(list);
    return std::exchange(m_list, nullptr);
}

} // namespace watchfloor
