// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/agent.h"
#include "backend/domain/agentstate.h"
#include "backend/domain/conversation.h"
#include "backend/domain/factdelta.h"
#include "backend/domain/countersample.h"
#include "backend/domain/feed.h"
#include "backend/domain/grouping.h"
#include "backend/domain/metricvalue.h"
#include "backend/domain/reportingevent.h"
#include "backend/domain/result.h"
#include "backend/store/countedrows.h"
#include "backend/store/exportedrows.h"
#include "backend/store/listedrows.h"

#include <memory>
#include <vector>

namespace watchfloor {

struct AgedCount;
struct AgedCursor;
struct StorageUse;

/// Which conversations to read. Empty account list = all accounts.
struct ConversationQuery {
    std::vector<RowId> accounts;
    std::optional<TimeRange> created; ///< half-open
    std::optional<TimeRange> closed;  ///< with `created`: also those closed here
    QStringList labels;               ///< any of these; empty = whatever they have
    bool activeToo = false;           ///< also those not closed, whatever their age
    bool activeOnly = false;
    std::optional<TimeRange> withEvents; ///< with `created`: also those with events created here
    QString remoteId;                    ///< just this one
    std::vector<RowId> rows;             ///< just these few; empty = all
    /// The newest `limit` of one agent, created in the range; with `accounts` naming theirs.
    struct NewestOf {
        RowId agent = 0;
        TimeRange created;
        int limit = 0;
    };
    std::optional<NewestOf> newestOf;
    bool withGone = true;
};

/// Read-only side of the cache: an own connection for one thread (the engine worker, or a command
/// line query). Each answer is of a whole commit, and between begin() and end() all of them are of
/// the same one. Vanished rows stay readable and carry goneAt.
class FactReader {
public:
    static Result<std::unique_ptr<FactReader>> open(const QString &profileDir);
    ~FactReader();

    /// All answers are of the commit that is the newest now, until end().
    Result<void> begin();
    void end();

    Result<qint64> changeSequence();
    Result<std::vector<Account>> accounts();
    Result<std::vector<Agent>> agents(const std::vector<RowId> &accounts);
    Result<std::vector<Grouping>> groupings(const std::vector<RowId> &accounts);
    /// Members as (agent remote id, grouping kind, grouping remote id) of one account.
    Result<std::vector<Membership>> memberships(RowId account);
    /// Ascending by created, then id.
    Result<std::vector<Conversation>> conversations(const ConversationQuery &query);
    /// All events of one conversation, created ascending, then remote id (derived rows last).
    Result<std::vector<ReportingEvent>> events(RowId conversation);
    /// All events of the account created in the range, in the same order. One the vendor has not
    /// linked to a conversation yet has no conversationRemoteId.
    /// With labels: those of conversations that have one of them.
    Result<std::vector<ReportingEvent>> events(RowId account, TimeRange created,
                                               const QStringList &labels = {});
    /// When events of the account were created, within the range and ascending, that name only the
    /// vendor's internal id and have not found their conversation yet.
    Result<std::vector<TimeMs>> waitingEvents(RowId account, TimeRange created);
    /// Newest stored figure per (metric, scope, key) without a window, of one account.
    Result<std::vector<MetricValue>> currentMetricValues(RowId account);
    /// Newest stored figure per (metric, scope, key) and window, of windows wholly in the range.
    Result<std::vector<MetricValue>> windowMetricValues(RowId account, const QStringList &metrics,
                                                        TimeRange range);
    Result<std::vector<FeedState>> feedStates(RowId account);
    /// Ascending by time; of each `step` (on multiples of it) the last per account and counter.
    Result<std::vector<CounterSample>> counterSamples(const std::vector<RowId> &accounts,
                                                      TimeRange range, DurationMs step);
    /// States that reach into the range, by agent, then time.
    Result<std::vector<AgentState>> agentStates(RowId account, TimeRange range);
    /// The same of one agent (remote id).
    Result<std::vector<AgentState>> agentStates(RowId account, const QString &agent,
                                                TimeRange range);
    Result<void> countedEvents(const CountedEvents &events, const CountedRows::VisitEvent &visit);
    Result<void> countedConversations(const CountedRange &range,
                                      const CountedRows::VisitConversation &visit);
    /// Rows of a list, in no promised order.
    Result<void> listedConversations(const ListedQuery &query, const ListedRows::Visit &visit);
    Result<ListedRows::Links> labelLinks(RowId low, RowId high);
    Result<ListedRows::Links> labelLinks(const std::vector<RowId> &conversations);
    /// See ExportedRows.
    Result<void> exportedEvents(const std::vector<RowId> &conversations,
                                const ExportedRows::Visit &visit);
    Result<QHash<RowId, QString>> eventNames();
    /// What the numbers of labels, channels and cells stand for.
    Result<QHash<RowId, QString>> labelNames();
    Result<QHash<QString, RowId>> channelRows();
    Result<std::vector<FactCell>> cells(RowId account);
    /// Which of these conversations the vendor has not described yet, so that no query shows them.
    Result<std::vector<RowId>> undescribed(const std::vector<RowId> &conversations);
    /// Every channel name of the cache, and every label of the accounts; sorted.
    Result<QStringList> channels();
    Result<QStringList> labels(const std::vector<RowId> &accounts);
    /// What of the cache is whose, quickly and about.
    Result<StorageUse> storageUse();
    /// Counts on from `from` what of the account is older than `limit` (see AgedRows): a part of it
    /// with each call.
    Result<AgedCount> countAged(RowId account, TimeMs limit, AgedCursor from);

private:
    struct Private;
    explicit FactReader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace watchfloor
