// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/reportrows.h"

#include "backend/engine/figures/conversationmeasures.h"

#include <algorithm>

namespace watchfloor {
namespace {

bool isOfPresent(const FactMeasure &measure)
{
    const ConversationMeasure *of = measure.kind == FactMeasure::Kind::Conversations
                                        ? conversationMeasure(measure.name)
                                        : nullptr;
    return of && of->at == ConversationAt::Now;
}

/// Rows come by id, which is by time but for late ones.
void putInOrder(std::vector<CellRecord> &records)
{
    const auto isEarlier = [](const CellRecord &a, const CellRecord &b) { return a.time < b.time; };
    if (!std::is_sorted(records.begin(), records.end(), isEarlier))
        std::sort(records.begin(), records.end(), isEarlier);
}

} // namespace

template<typename T>
T ReportRows::orNothing(Result<T> result)
{
    if (result)
        return std::move(*result);
    if (!m_error)
        m_error = result.error();
    return {};
}

std::vector<AccountRows> ReportRows::active()
{
    std::vector<AccountRows> all;
    for (const AccountRows &account : m_accounts) {
        ConversationQuery query;
        query.accounts = {account.account.id};
        query.activeOnly = true;
        query.labels = m_labels;
        AccountRows &rows = all.emplace_back();
        rows.account = account.account;
        rows.conversations = orNothing(m_source.conversations(query));
    }
    return all;
}

std::vector<AccountRows> ReportRows::past()
{
    std::vector<AccountRows> all;
    for (const AccountRows &account : m_accounts) {
        ConversationQuery query;
        query.accounts = {account.account.id};
        query.created = query.closed = query.withEvents = m_range;
        query.labels = m_labels;
        AccountRows &rows = all.emplace_back();
        rows.account = account.account;
        rows.conversations = orNothing(m_source.conversations(query));
        rows.events = orNothing(m_source.events(account.account.id, m_range, m_labels));
    }
    return all;
}

const std::vector<AccountRows> &ReportRows::rowsFor(const FactMeasure &measure)
{
    if (isOfPresent(measure)) {
        if (!m_active)
            m_active = active();
        return *m_active;
    }
    if (!m_past)
        m_past = past();
    return *m_past;
}

/// An event that names no conversation is one of its own.
qint64 ReportRows::conversationOf(const CountedEvent &event, RowId account)
{
    if (event.conversation != 0)
        return event.conversation;
    if (event.conversationKey.isEmpty())
        return --m_lastStranger;
    qint64 &stranger = m_strangers[{account, event.conversationKey}];
    if (stranger == 0)
        stranger = --m_lastStranger;
    return stranger;
}

Result<void> ReportRows::readEvents(const QString &name, RowId account)
{
    std::vector<CellRecord> &records = m_records[{account, {FactMeasure::Kind::Event, name}}];
    return m_source.countedEvents({account, name, m_range, false}, [&](const CountedEvent &event) {
        records.push_back({event.created, event.value, conversationOf(event, account),
                           static_cast<CellCode>(event.cell)});
    });
}

Result<void> ReportRows::readClosings(RowId account)
{
    std::map<QString, std::vector<CellRecord> *> byCloser;
    for (const char *who : {"agent", "consumer", "auto"}) {
        const QString word = QString::fromLatin1(who);
        byCloser[word] = &m_records[{account, {FactMeasure::Kind::ClosedBy, word}}];
    }
    return m_source.countedEvents(
        {account, closingEvent, m_range, true}, [&](const CountedEvent &event) {
            if (event.closedBy)
                byCloser.at(closerWord(*event.closedBy))
                    ->push_back({event.created, event.value, event.conversation,
                                 static_cast<CellCode>(event.cell)});
        });
}

Result<void> ReportRows::readConversations(const FactMeasure &measure, const AccountRows &of)
{
    std::vector<CellRecord> &records = m_records[{of.account.id, measure}];
    const ConversationMeasure *wanted = conversationMeasure(measure.name);
    if (!wanted)
        return {};
    // Whoever has it now counts by the cell, and the present is not asked for here.
    const MeasureContext context{rulesFor(of.account.provider)};
    const bool closed = wanted->at == ConversationAt::Closed;
    return m_source.countedConversations({of.account.id, closed, m_range, wanted->readsExtra},
                                         [&](const Conversation &c, RowId cell) {
                                             if (const auto value = wanted->value(c, context))
                                                 records.push_back({closed ? *c.closed : c.created,
                                                                    *value, c.id,
                                                                    static_cast<CellCode>(cell)});
                                         });
}

const std::vector<CellRecord> &ReportRows::recordsFor(const FactMeasure &measure, RowId account)
{
    const auto known = m_records.find({account, measure});
    if (known != m_records.end())
        return known->second;
    const auto of =
        std::find_if(m_accounts.begin(), m_accounts.end(),
                     [account](const AccountRows &rows) { return rows.account.id == account; });
    Result<void> read;
    if (of == m_accounts.end())
        read = {};
    else if (measure.kind == FactMeasure::Kind::Event)
        read = readEvents(measure.name, account);
    else if (measure.kind == FactMeasure::Kind::ClosedBy)
        read = readClosings(account);
    else
        read = readConversations(measure, *of);
    if (!read && !m_error)
        m_error = read.error();
    std::vector<CellRecord> &records = m_records[{account, measure}];
    for (auto &[key, some] : m_records)
        putInOrder(some); // closings of one kind bring the others
    return records;
}

Result<void> ReportRows::visitEvents(const FactMeasure &measure, RowId account, TimeRange window,
                                     const Take &take)
{
    const bool byCloser = measure.kind == FactMeasure::Kind::ClosedBy;
    const CountedEvents wanted{account, byCloser ? QString(closingEvent) : measure.name, window,
                               byCloser, true};
    return m_source.countedEvents(wanted, [&](const CountedEvent &event) {
        if (byCloser && (!event.closedBy || closerWord(*event.closedBy) != measure.name))
            return;
        take({{event.created, event.value, conversationOf(event, account),
               static_cast<CellCode>(event.cell)},
              event.business,
              event.from,
              event.to});
    });
}

Result<void> ReportRows::visitConversations(const FactMeasure &measure, const AccountRows &of,
                                            TimeRange window, const Take &take)
{
    const ConversationMeasure *wanted = measure.kind == FactMeasure::Kind::Conversations
                                            ? conversationMeasure(measure.name)
                                            : nullptr;
    const MeasureContext context{rulesFor(of.account.provider)};
    const bool closed =
        wanted ? wanted->at == ConversationAt::Closed : measure.kind == FactMeasure::Kind::Closed;
    return m_source.countedConversations(
        {of.account.id, closed, window, wanted && wanted->readsExtra},
        [&](const Conversation &c, RowId cell) {
            const TimeMs time = closed ? *c.closed : c.created;
            const auto value = wanted   ? wanted->value(c, context)
                               : closed ? std::optional<qint64>(*c.closed - c.created)
                                        : std::optional<qint64>(0);
            if (!value)
                return;
            TimedRecord one{{time, *value, c.id, static_cast<CellCode>(cell)}, {}, {}, {}};
            if (wanted ? hasBusinessHours(*wanted) : closed) {
                one.from = time - *value;
                one.to = time;
            }
            take(one);
        });
}

void ReportRows::visit(const FactMeasure &measure, RowId account, TimeRange window,
                       const Take &take)
{
    const auto of =
        std::find_if(m_accounts.begin(), m_accounts.end(),
                     [account](const AccountRows &rows) { return rows.account.id == account; });
    if (of == m_accounts.end())
        return;
    const bool events =
        measure.kind == FactMeasure::Kind::Event || measure.kind == FactMeasure::Kind::ClosedBy;
    const Result<void> read = events ? visitEvents(measure, account, window, take)
                                     : visitConversations(measure, *of, window, take);
    if (!read && !m_error)
        m_error = read.error();
}

} // namespace watchfloor
