// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/behindanswers.h"

#include "backend/engine/metriccatalog.h"
#include "backend/reports/conversationlist.h"
#include "backend/reports/figureanswers.h"

namespace watchfloor {

Result<QueueReport> answerQueue(RowSource &source, const ReportFilter &filter, TimeMs now,
                                DurationMs soon)
{
    RowNeeds needs;
    needs.conversations.emplace();
    needs.conversations->activeOnly = true;
    const auto accounts = source.rows(filter.accounts, needs);
    if (!accounts)
        return accounts.error();
    DimensionKeys keys(*accounts);
    return buildQueue(*accounts, keys, filter, now, soon);
}

Result<BehindReport> answerBehindQueue(RowSource &source, const ReportFilter &filter,
                                       QueuePart part, TimeMs now, DurationMs soon)
{
    const auto queue = answerQueue(source, filter, now, soon);
    if (!queue)
        return queue.error();
    return buildBehindQueue(*queue, part);
}

/// Conversations that are only named so far are not shown anywhere.
static Result<void> leaveOutUndescribed(RowSource &source, BehindReport &report)
{
    std::vector<RowId> shown;
    for (const BehindRow &row : report.rows)
        shown.push_back(row.conversation);
    const auto undescribed = source.undescribed(shown);
    if (!undescribed)
        return undescribed.error();
    leaveOut(report, *undescribed);
    return {};
}

Result<BehindReport> answerBehind(FactReport &facts, const FigureQuery &asked,
                                  const BehindQuery &query)
{
    const MetricSpec *metric = query.metric ? query.metric : metricSpec("conversations");
    RowNeeds needs = needsOf(asked, {metric});
    if (!query.statuses.isEmpty()) {
        needs.conversations.emplace();
        needs.conversations->activeOnly = true;
    }
    Result<BehindReport> report =
        answerWith(facts, asked, needs, [&](const ReportInput &input, const FigureQuery &figures) {
            return buildBehind(input, figures, query);
        });
    if (!report)
        return report;
    if (const auto left = leaveOutUndescribed(facts.source(), *report); !left)
        return left.error();
    return report;
}

Result<BehindListReport> answerBehindList(FactReport &facts, const FigureQuery &asked,
                                          const BehindQuery &query,
                                          const std::shared_ptr<const ConversationList> &shown,
                                          const std::stop_token &stop)
{
    if (stop.stop_requested())
        return Error::cancelled();
    auto behind = query.queue ? answerBehindQueue(facts.source(), asked.filter, *query.queue,
                                                  asked.now, query.soon)
                              : answerBehind(facts, asked, query);
    if (!behind)
        return behind.error();
    ConversationListQuery wanted;
    wanted.query.accounts = asked.filter.accounts;
    wanted.query.range = asked.range;
    wanted.picked = hitsOf(*behind);
    wanted.shown = shown;
    wanted.withGone = false;
    auto list = conversationList(facts.source(), wanted, asked.now, stop);
    if (!list)
        return list.error();
    return BehindListReport{std::move(*behind), std::move(*list)};
}

Result<ExplainReport> answerExplain(FactReport &facts, const FigureQuery &asked,
                                    const BehindQuery &query)
{
    BehindQuery whole = query;
    whole.weekHour.reset();
    whole.valueFrom.reset();
    whole.valueTo.reset();
    whole.statuses.clear();
    const MetricSpec *metric = whole.metric ? whole.metric : metricSpec("conversations");
    Result<ExplainReport> explained = figureAnswer(
        facts, asked, {metric}, [&](const ReportInput &input, const FigureQuery &figures) {
            return buildExplain(input, figures, whole);
        });
    if (!explained)
        return explained;
    ExplainReport &report = *explained;
    const bool isNone = metric->reducer == Reducer::Sum && report.figure.value == 0.0;
    const bool hasRows = report.figure.why == WhyAbsent::Present && !isNone &&
                         report.figure.origin != FigureOrigin::Reported &&
                         metric->origin != MetricOrigin::Agents;
    if (hasRows && report.figure.n.value_or(0) > query.countUpTo) {
        report.many = true;
        return explained;
    }
    const Result<BehindReport> behind = answerBehind(facts, asked, whole);
    if (!behind)
        return behind.error();
    report.why = behind->why;
    if (report.why == WhyNoRows::Rows)
        report.conversations = static_cast<qint64>(behind->rows.size());
    return explained;
}

} // namespace watchfloor
