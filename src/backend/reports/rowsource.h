// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/engine/accountrows.h"
#include "backend/store/factreader.h"

#include <memory>
#include <vector>

namespace watchfloor {

/// Which parts of AccountRows a report needs.
struct RowNeeds {
    bool memberships = false;
    bool reported = false;
    std::optional<ConversationQuery> conversations; ///< its account list is filled in
    QStringList windows; ///< metrics whose reported figures of windows in `windowsIn` are needed
    TimeRange windowsIn;
    std::optional<TimeRange> states;  ///< of agents, that reach into it
    std::optional<TimeRange> waiting; ///< events without their conversation, created in it
};

/// The engine worker's side of the cache: opens the read-only connection when it is first needed,
/// and again after a failure, so that a cache made or mended later is found. Lives on one thread.
class RowSource {
public:
    explicit RowSource(QString profileDir)
        : m_profileDir(std::move(profileDir))
    {
    }

    /// While it lives all answers are of one commit: that of the first question.
    class OneCommit {
    public:
        explicit OneCommit(RowSource &source)
            : m_source(source)
        {
            m_source.m_oneCommit = true;
        }
        ~OneCommit() { m_source.endCommit(); }
        OneCommit(const OneCommit &) = delete;
        OneCommit &operator=(const OneCommit &) = delete;

    private:
        RowSource &m_source;
    };

    /// Within OneCommit: the change number of what is read.
    Result<qint64> commit();
    /// Within OneCommit: from now on whatever is the newest one.
    void nextCommit() { endReading(); }

    Result<std::vector<Account>> accounts();
    /// Rows of the wanted accounts (none wanted = all), in the order of the cache.
    Result<std::vector<AccountRows>> rows(const std::vector<RowId> &wanted, const RowNeeds &needs);
    /// One account, NotFound when it is gone.
    Result<AccountRows> rowsOf(RowId account, const RowNeeds &needs);
    Result<std::vector<Conversation>> conversations(const ConversationQuery &query);
    Result<std::vector<ReportingEvent>> events(RowId conversation);
    /// States of these agents (remote ids) that reach into the range.
    Result<std::vector<AgentState>> agentStates(RowId account, const QStringList &agents,
                                                TimeRange range);
    Result<std::vector<ReportingEvent>> events(RowId account, TimeRange created,
                                               const QStringList &labels = {});
    Result<void> countedEvents(const CountedEvents &events, const CountedRows::VisitEvent &visit);
    Result<void> countedConversations(const CountedRange &range,
                                      const CountedRows::VisitConversation &visit);
    Result<void> listedConversations(const ListedQuery &query, const ListedRows::Visit &visit);
    Result<ListedRows::Links> labelLinks(RowId low, RowId high);
    Result<ListedRows::Links> labelLinks(const std::vector<RowId> &conversations);
    Result<void> exportedEvents(const std::vector<RowId> &conversations,
                                const ExportedRows::Visit &visit);
    Result<QHash<RowId, QString>> eventNames();
    Result<QHash<RowId, QString>> labelNames();
    Result<QHash<QString, RowId>> channelRows();
    Result<std::vector<FactCell>> cells(RowId account);
    Result<std::vector<CounterSample>> counterSamples(const std::vector<RowId> &accounts,
                                                      TimeRange range, DurationMs step);
    Result<std::vector<RowId>> undescribed(const std::vector<RowId> &conversations);
    Result<QStringList> channels();
    Result<QStringList> labels(const std::vector<RowId> &accounts);

private:
    void endCommit();
    void endReading();
    Result<AccountRows> read(const Account &account, const RowNeeds &needs);
    /// Runs `ask(FactReader &)`; forgets the connection when it fails.
    template<typename Ask>
    auto with(Ask ask) -> std::invoke_result_t<Ask &, FactReader &>;

    QString m_profileDir;
    std::unique_ptr<FactReader> m_reader;
    bool m_oneCommit = false; ///< asked for
    bool m_begun = false;     ///< and chosen
};

} // namespace watchfloor
