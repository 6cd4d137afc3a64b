// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/nowanswers.h"

#include "backend/engine/figures/daycourse.h"
#include "backend/reports/figureanswers.h"

namespace watchfloor {
namespace {

RowNeeds activeConversations()
{
    RowNeeds needs;
    needs.conversations.emplace();
    needs.conversations->activeOnly = true;
    return needs;
}

} // namespace

Result<NowReport> nowAnswer(FactReport &facts, const ReportFilter &filter, DurationMs soon,
                            const QTimeZone &zone, TimeMs now)
{
    const TwoDays days = twoDays(now, zone);
    FigureQuery query;
    query.filter = filter;
    query.range = {days.yesterday.from, days.today.to};
    query.now = now;
    if (const auto begun = facts.begin(filter.accounts, query, activeConversations()); !begun)
        return begun.error();
    std::vector<RowId> accounts;
    for (const AccountRows &rows : facts.accounts())
        accounts.push_back(rows.account.id);
    const auto samples = facts.source().counterSamples(accounts, days.today, historyStep);
    if (!samples)
        return samples.error();
    NowReport report = buildNow(facts.input(), query, soon, zone, *samples);
    if (const Result<void> finished = facts.finish(); !finished)
        return finished.error();
    return report;
}

Result<CountersReport> countersAnswer(FactReport &facts, DurationMs soon,
                                      const std::vector<RowId> &groups, TimeMs now)
{
    FigureQuery query;
    query.range = {now, now + 1};
    query.now = now;
    return answerWith(facts, query, activeConversations(),
                      [&](const ReportInput &input, const FigureQuery &asked) {
                          return buildCounters(input, asked, soon, groups);
                      });
}

} // namespace watchfloor
