// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/rowsource.h"

#include "backend/engine/vendors.h"

#include <algorithm>

namespace watchfloor {

template<typename Ask>
auto RowSource::with(Ask ask) -> std::invoke_result_t<Ask &, FactReader &>
{
    if (!m_reader) {
        auto opened = FactReader::open(m_profileDir);
        if (!opened)
            return opened.error();
        m_reader = std::move(opened.value());
    }
    if (m_oneCommit && !m_begun) {
        if (const Result<void> begun = m_reader->begin(); !begun) {
            m_reader.reset();
            return begun.error();
        }
        m_begun = true;
    }
    auto answer = ask(*m_reader);
    if (!answer && answer.error().kind() == Error::Kind::Storage) {
        m_reader.reset();
        m_begun = false;
    }
    return answer;
}

void RowSource::endCommit()
{
    m_oneCommit = false;
    endReading();
}

void RowSource::endReading()
{
    if (std::exchange(m_begun, false) && m_reader)
        m_reader->end();
}

Result<qint64> RowSource::commit()
{
    return with([](FactReader &reader) { return reader.changeSequence(); });
}

Result<std::vector<Account>> RowSource::accounts()
{
    return with([](FactReader &reader) { return reader.accounts(); });
}

Result<std::vector<AccountRows>> RowSource::rows(const std::vector<RowId> &wanted,
                                                 const RowNeeds &needs)
{
    auto known = accounts();
    if (!known)
        return known.error();
    std::vector<AccountRows> all;
    for (const Account &account : *known) {
        if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), account.id) == wanted.end())
            continue;
        auto rows = read(account, needs);
        if (!rows)
            return rows.error();
        all.push_back(std::move(*rows));
    }
    return all;
}

Result<AccountRows> RowSource::rowsOf(RowId account, const RowNeeds &needs)
{
    auto found = rows({account}, needs);
    if (!found)
        return found.error();
    if (found->empty())
        return Error(Error::Kind::NotFound,
                     QStringLiteral("This account is no longer in the cache"));
    return std::move(found->front());
}

Result<std::vector<ReportingEvent>> RowSource::events(RowId conversation)
{
    return with([&](FactReader &reader) { return reader.events(conversation); });
}

Result<std::vector<AgentState>> RowSource::agentStates(RowId account, const QStringList &agents,
                                                       TimeRange range)
{
    return with([&](FactReader &reader) -> Result<std::vector<AgentState>> {
        std::vector<AgentState> all;
        for (const QString &agent : agents) {
            auto states = reader.agentStates(account, agent, range);
            if (!states)
                return states.error();
            all.insert(all.end(), states->begin(), states->end());
        }
        return all;
    });
}

Result<std::vector<Conversation>> RowSource::conversations(const ConversationQuery &query)
{
    return with([&](FactReader &reader) { return reader.conversations(query); });
}

Result<std::vector<ReportingEvent>> RowSource::events(RowId account, TimeRange created,
                                                      const QStringList &labels)
{
    return with([&](FactReader &reader) { return reader.events(account, created, labels); });
}

Result<void> RowSource::countedEvents(const CountedEvents &events,
                                      const CountedRows::VisitEvent &visit)
{
    return with([&](FactReader &reader) { return reader.countedEvents(events, visit); });
}

Result<void> RowSource::countedConversations(const CountedRange &range,
                                             const CountedRows::VisitConversation &visit)
{
    return with([&](FactReader &reader) { return reader.countedConversations(range, visit); });
}

Result<void> RowSource::listedConversations(const ListedQuery &query,
                                            const ListedRows::Visit &visit)
{
    return with([&](FactReader &reader) { return reader.listedConversations(query, visit); });
}

Result<ListedRows::Links> RowSource::labelLinks(const std::vector<RowId> &conversations)
{
    return with([&](FactReader &reader) { return reader.labelLinks(conversations); });
}

Result<ListedRows::Links> RowSource::labelLinks(RowId low, RowId high)
{
    return with([&](FactReader &reader) { return reader.labelLinks(low, high); });
}

Result<void> RowSource::exportedEvents(const std::vector<RowId> &conversations,
                                       const ExportedRows::Visit &visit)
{
    return with([&](FactReader &reader) { return reader.exportedEvents(conversations, visit); });
}

Result<QHash<RowId, QString>> RowSource::eventNames()
{
    return with([](FactReader &reader) { return reader.eventNames(); });
}

Result<QHash<RowId, QString>> RowSource::labelNames()
{
    return with([](FactReader &reader) { return reader.labelNames(); });
}

Result<QHash<QString, RowId>> RowSource::channelRows()
{
    return with([](FactReader &reader) { return reader.channelRows(); });
}

Result<std::vector<FactCell>> RowSource::cells(RowId account)
{
    return with([&](FactReader &reader) { return reader.cells(account); });
}

Result<std::vector<RowId>> RowSource::undescribed(const std::vector<RowId> &conversations)
{
    return with([&](FactReader &reader) { return reader.undescribed(conversations); });
}

Result<QStringList> RowSource::channels()
{
    return with([](FactReader &reader) { return reader.channels(); });
}

Result<std::vector<CounterSample>> RowSource::counterSamples(const std::vector<RowId> &accounts,
                                                             TimeRange range, DurationMs step)
{
    return with([&](FactReader &reader) { return reader.counterSamples(accounts, range, step); });
}

Result<QStringList> RowSource::labels(const std::vector<RowId> &accounts)
{
    return with([&](FactReader &reader) { return reader.labels(accounts); });
}

Result<AccountRows> RowSource::read(const Account &account, const RowNeeds &needs)
{
    return with([&](FactReader &reader) -> Result<AccountRows> {
        AccountRows rows;
        rows.account = account;
        auto feeds = reader.feedStates(account.id);
        if (!feeds)
            return feeds.error();
        rows.feeds = std::move(*feeds);
        auto agents = reader.agents({account.id});
        if (!agents)
            return agents.error();
        rows.agents = std::move(*agents);
        auto groupings = reader.groupings({account.id});
        if (!groupings)
            return groupings.error();
        rows.groupings = std::move(*groupings);
        if (needs.memberships) {
            auto memberships = reader.memberships(account.id);
            if (!memberships)
                return memberships.error();
            rows.memberships = std::move(*memberships);
        }
        if (needs.reported) {
            auto reported = reader.currentMetricValues(account.id);
            if (!reported)
                return reported.error();
            rows.reported = std::move(*reported);
        }
        if (!needs.windows.isEmpty()) {
            auto windows = reader.windowMetricValues(account.id, needs.windows, needs.windowsIn);
            if (!windows)
                return windows.error();
            rows.reportedWindows = std::move(*windows);
        }
        if (needs.states) {
            auto states = reader.agentStates(account.id, *needs.states);
            if (!states)
                return states.error();
            rows.states = std::move(*states);
        }
        if (needs.waiting && rulesFor(account.provider).internalIdInEvents) {
            auto waiting = reader.waitingEvents(account.id, *needs.waiting);
            if (!waiting)
                return waiting.error();
            rows.waitingEvents = std::move(*waiting);
        }
        if (needs.conversations) {
            ConversationQuery query = *needs.conversations;
            query.accounts = {account.id};
            auto conversations = reader.conversations(query);
            if (!conversations)
                return conversations.error();
            rows.conversations = std::move(*conversations);
        }
        return rows;
    });
}

} // namespace watchfloor
