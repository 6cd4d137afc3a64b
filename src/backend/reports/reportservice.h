// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/clock.h"
#include "backend/async/workerthread.h"
#include "backend/domain/account.h"
#include "backend/domain/changeset.h"
#include "backend/domain/result.h"
#include "backend/engine/figures/buildbehind.h"
#include "backend/engine/figures/buildfigures.h"
#include "backend/engine/reports/nowreport.h"
#include "backend/engine/operations/agentconversations.h"
#include "backend/engine/operations/keymetrics.h"
#include "backend/engine/facts/factquery.h"
#include "backend/engine/reports/agentreport.h"
#include "backend/engine/reports/agenttimelinereport.h"
#include "backend/engine/reports/behindlistreport.h"
#include "backend/engine/reports/timelinereport.h"
#include "backend/reports/conversationlist.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <stop_token>
#include <vector>

namespace watchfloor {

class StoreThread;
struct JointAnswer;
struct JointQuestion;

/// Everything a filter can name, also what is gone. Accounts come with agents and groupings only.
struct FilterChoices {
    std::vector<AccountRows> accounts;
    QStringList channels;
    QStringList labels;
};

/// What the reports over figures are asked with; now comes from the clock.
struct FigureRequest {
    ReportFilter filter;
    TimeRange range;
    bool business = false; ///< times in business hours, where a metric has them
};

/// Joins cache, engine and the engine worker. Reports are values; each runs on the worker over a
/// read-only connection and never waits for a write. Works without any network.
class ReportService : public QObject {
    Q_OBJECT
public:
    ReportService(const QString &profileDir, Clock &clock, QObject *parent = nullptr);
    ~ReportService() override;

    /// With the agents' present and these metrics besides.
    QFuture<Result<AgentReport>> agents(FigureRequest request, MetricList metrics = {},
                                        bool byTeam = false);
    /// Their states over the range and the newest conversations they were given in it.
    QFuture<Result<AgentTimelineReport>> agentTimeline(RowId account, RowId agent, TimeRange range,
                                                       int conversations = 50);
    /// The list of conversations (reports/conversationlist.h); Cancelled soon after `stop` asks.
    QFuture<Result<ConversationListReport>> conversationList(ConversationListQuery query,
                                                             std::stop_token stop = {});
    /// All the cache has of these few (ConversationList::id), in no promised order; without those
    /// that have gone meanwhile.
    QFuture<Result<std::vector<Conversation>>> conversationRows(std::vector<RowId> rows);
    QFuture<Result<TimelineReport>> timeline(RowId account, QString conversationRemoteId);
    /// The accounts in the cache, for pickers.
    QFuture<Result<std::vector<Account>>> accounts();
    /// Of these accounts, none = all.
    QFuture<Result<FilterChoices>> filterChoices(std::vector<RowId> accounts);

    // Figures of the catalogue's metrics (engine/figures).
    QFuture<Result<BreakdownReport>> breakdown(FigureRequest request, Dimension groupBy,
                                               MetricList metrics);
    QFuture<Result<VolumeReport>> volume(FigureRequest request,
                                         VolumeSplit split = VolumeSplit::None);
    QFuture<Result<TrendReport>> trend(FigureRequest request, MetricList metrics, BucketUnit unit,
                                       QTimeZone zone, Qt::DayOfWeek weekStart = Qt::Monday,
                                       Dimension groupBy = Dimension::None);
    QFuture<Result<HeatMapReport>> heatMap(FigureRequest request, const MetricSpec *metric,
                                           QTimeZone zone);
    QFuture<Result<DistributionReport>> distribution(FigureRequest request,
                                                     const MetricSpec *metric);
    /// What is open now. `soon`: how far ahead a due time counts as soon.
    QFuture<Result<QueueReport>> queue(ReportFilter filter, DurationMs soon);
    /// Several reports, all of one commit (reports/jointanswer.h); Cancelled soon after `stop`
    /// asks.
    QFuture<Result<JointAnswer>> together(JointQuestion question, std::stop_token stop = {});
    /// The Now page, of one commit. `zone`: whose day it is.
    QFuture<Result<NowReport>> now(ReportFilter filter, DurationMs soon, QTimeZone zone);
    /// The counters of every account, and of these groups.
    QFuture<Result<CountersReport>> counters(DurationMs soon, std::vector<RowId> groups = {});

    /// The conversations behind one figure of these reports: exactly those, as often as they count.
    /// Of a count of the queue (BehindQuery::queue) only the request's filter is read.
    QFuture<Result<BehindReport>> behind(FigureRequest request, BehindQuery query);
    /// The same as a list, without what the vendor has deleted since. `shown`, `stop`: see
    /// conversationList().
    QFuture<Result<BehindListReport>>
    conversationsBehind(FigureRequest request, BehindQuery query,
                        std::shared_ptr<const ConversationList> shown = {},
                        std::stop_token stop = {});
    /// What there is to say about one figure; week hour and span of values are not read.
    QFuture<Result<ExplainReport>> explain(FigureRequest request, BehindQuery query);

    /// How far ahead "soon overdue" looks in figures whose question does not say it.
    DurationMs soon() const;
    void setSoon(DurationMs soon);

    // The seeds' five operations as exact JSON bytes (engine/operations, which also checks the
    // parameters).
    QFuture<Result<QByteArray>> agentConversationMetrics(RowId account, QString userId);
    QFuture<Result<QByteArray>> reportingEvents(RowId account, QString conversationRemoteId);
    QFuture<Result<QByteArray>> conversationsByAgent(RowId account, TimeRange created);
    QFuture<Result<KeyMetricsAnswer>> keyMetrics(RowId account, KeyMetricsRequest request);
    QFuture<Result<QByteArray>> agentConversations(RowId account,
                                                   AgentConversationsRequest request);

    // Facts in columns. A question waits at most for its own window to be loaded.
    QFuture<Result<FactResult>> facts(FactQuery query);
    /// Loads the columns in the background, newest first; reports get their turn in between.
    void loadFacts();
    /// From now on segments of the columns are written into the cache whenever it is idle. Not
    /// for a cache that others write.
    void keepSegments(StoreThread &store);

    /// Tells the service what a commit changed; it emits invalidated().
    void noteChange(const ChangeSet &change);

Q_SIGNALS:
    void invalidated(const watchfloor::ChangeSet &change);
    void soonChanged();  ///< figures asked for before are of another time ahead
    void factsLoaded();  ///< all of them, as loadFacts() asked
    void segmentsKept(); ///< every one is true

private:
    void keepSome();
    void writeSegments(std::vector<FactSegment> segments);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace watchfloor
