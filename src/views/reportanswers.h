// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/engine/reports/agentreport.h"
#include "backend/engine/reports/breakdownreport.h"
#include "backend/engine/reports/distributionreport.h"
#include "backend/engine/reports/heatmapreport.h"
#include "backend/engine/reports/queuereport.h"
#include "backend/engine/reports/timelinereport.h"
#include "backend/engine/reports/trendreport.h"
#include "backend/engine/reports/volumereport.h"
#include "models/accountcard.h"
#include "models/metricformatter.h"
#include "models/pseudonyms.h"
#include "models/reportplan.h"
#include "views/paperblocks.h"
#include "views/reportlist.h"

#include <stop_token>

namespace watchfloor {

/// One filter of the scope as the cover names it.
struct ReportFilterName {
    QString kind; ///< "Group"
    QString name;
    bool agent = false; ///< a person: may need a pseudonym
    RowId account = 0;
    QString remoteId;
};

/// How far the cache is with one kind of data.
struct ReportFeed {
    QString account;
    QString title;
    std::optional<TimeMs> lastSuccess;
    std::optional<TimeMs> lastAttempt;
    std::vector<TimeRange> coverage;
    FeedLine::State state = FeedLine::State::Never; ///< as on Accounts & sync
    std::optional<TimeMs> backTo;                   ///< Complete: the history reaches back to here
    bool filling = false;                           ///< its history is still being fetched
    QString problem;                                ///< why it is off or failed
};

/// Everything a report on paper is made of. What a plan did not ask for, or what failed, is empty.
struct ReportAnswers {
    TimeMs now = 0;
    TimeRange range;
    QTimeZone zone = QTimeZone::utc();
    bool business = false;
    std::vector<Account> accounts; ///< those it is about
    std::vector<Agent> people;     ///< of these accounts: the same-named are told apart
    std::vector<ReportFilterName> filters;
    std::vector<ReportFeed> feeds; ///< by account
    QString namesUnknown;          ///< why accounts, filters and feeds are missing above

    std::optional<BreakdownReport> summary; ///< by account
    std::optional<VolumeReport> volume;
    std::optional<AgentReport> agents;
    std::optional<BreakdownReport> groups;
    std::optional<TrendReport> trend;
    std::optional<HeatMapReport> heat;
    std::optional<DistributionReport> distribution;
    std::vector<TimelineReport> timelines;
    std::optional<QueueReport> queue;
    std::optional<ReportList> list;
    std::vector<std::pair<ReportSection, QString>> failed; ///< with a sentence
};

/// Charts for the paper, by whoever can draw them; one that is not set is left out.
struct ReportCharts {
    std::function<std::vector<PaperChart>(const VolumeReport &)> byAgent;
    std::function<std::vector<PaperChart>(const TrendReport &)> trend;
    std::function<std::vector<PaperChart>(const HeatMapReport &)> heat;
    std::function<std::vector<PaperChart>(const DistributionReport &)> distribution;
    std::function<std::vector<PaperChart>(const TimelineReport &)> timeline;
};

/// The plan's sections in its order. Equal input, equal content. Any thread. `stop`: sections that
/// are not written yet are left out, so nothing can be made of it.
PaperContent reportContent(const ReportPlan &plan, const ReportAnswers &answers,
                           const Pseudonyms &names, const QImage &logo = {},
                           const ReportCharts &charts = {}, const std::stop_token &stop = {});

} // namespace watchfloor
