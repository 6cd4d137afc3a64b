// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/gui/pagetimes.h"
#include "bench/gui/processfigures.h"
#include "bench/gui/windowloop.h"
#include "support/fakefigures.h"
#include "views/agentspage.h"
#include "views/metricpanel.h"
#include "views/tableview.h"

#include <QScrollBar>

namespace watchfloor::bench {
namespace {

constexpr int agentCount = 5000;
constexpr double frameMs = 16.7;

/// What the thread computes until everything asked for is on screen.
double shown(const std::function<void()> &work)
{
    const double before = threadBusyMs();
    work();
    spinUntilQuiet();
    return threadBusyMs() - before;
}

} // namespace

void addManyAgentsRows(int rounds, std::vector<BenchRow> *rows)
{
    AgentsPage page;
    page.resize(1440, 820);
    page.setFormatter(MetricFormatter());
    page.setNow(test::fakeNow);
    page.show();
    spinUntilQuiet();
    const AgentReport first = test::fakeAgentFigures(agentCount);
    AgentReport next = first;
    for (std::size_t i = 0; i < next.rows.size(); i += 20) { // every twentieth has one more
        AgentReportRow &row = next.rows[i];
        row.open = row.open.value_or(0) + 1;
        for (ReportFigure &figure : row.figures) {
            if (figure.value)
                *figure.value += 1;
        }
    }
    const auto sparks = test::fakeSparks(agentCount);
    TableView *table = page.panel()->table();
    std::vector<double> filled, refreshed, unchanged, sorted, searched, ticked, scrolled;
    page.setReport(first, false);
    page.setSparks(sparks);
    spinUntilQuiet();
    for (int round = 0; round < rounds; ++round) {
        filled.push_back(shown([&] { page.setReport(first, false); }));
        refreshed.push_back(shown([&] { page.setReport(next, true); }));
        unchanged.push_back(shown([&] { page.setReport(next, true); }));
        for (const char *column : {"name", "open", "first_response_time"})
            sorted.push_back(
                shown([&] { table->sortBy(QLatin1String(column), Qt::DescendingOrder); }));
        searched.push_back(shown([&] { page.setSearch(QStringLiteral("an")); }));
        searched.push_back(shown([&] { page.setSearch(QString()); }));
        ticked.push_back(shown([&] { page.setNow(test::fakeNow + 5'000 * (round + 1)); }));
        QScrollBar *bar = table->verticalScrollBar();
        for (int i = 0; i < 40; ++i)
            scrolled.push_back(shown([&] {
                bar->setValue(i % 4 == 3 ? i * 7919 % std::max(1, bar->maximum())
                                         : bar->value() + (i % 2 == 0 ? 84 : 600));
            }));
    }
    const auto add = [rows](const char *what, const std::vector<double> &times) {
        rows->push_back(
            measured(QStringLiteral("5,000 agents, ") + QLatin1String(what), times, frameMs));
    };
    add("another question's answer", filled);
    add("a refresh, 250 changed", refreshed);
    add("a refresh, nothing changed", unchanged);
    add("sorted", sorted);
    add("searched", searched);
    add("a clock's tick", ticked);
    add("scrolled", scrolled);
}

} // namespace watchfloor::bench
