// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchcases.h"

#include "backend/engine/facts/livewindow.h"

#include <chrono>

namespace watchfloor::bench {

std::vector<LiveWindow> openViews(TimeMs now)
{
    std::vector<LiveWindow> views;
    for (const FactColumnId column : {kFirstResponse, kReplyTime}) {
        for (const TimeMs length : {kDay / 24, kDay, 30 * kDay, 364 * kDay}) {
            for (int kind = 0; kind < 4; ++kind) {
                FactQuery query;
                query.column = column;
                query.window = {now - length, now};
                query.groupBy = kind == 1   ? Dimension::Skill
                                : kind == 2 ? Dimension::Group
                                            : Dimension::Agent;
                query.quantiles = {500, 900};
                if (kind == 3) {
                    query.filter[Dimension::Inbox] = {201, 203, 204, 207};
                }
                views.emplace_back(query);
            }
        }
    }
    return views;
}

namespace {

double elapsedSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

} // namespace

void benchRefresh(BenchCache &cache, const Choice &choice, std::vector<BenchRow> &rows)
{
    const QString name = QStringLiteral("1,000 new events to 32 views");
    if (!choice.wants(name)) {
        return;
    }
    constexpr TimeMs kStep = 60'000;
    TimeMs now = kYearEnd;
    std::vector<LiveWindow> views = openViews(now);
    const auto first = std::chrono::steady_clock::now();
    qint64 sink = 0;
    for (LiveWindow &view : views) {
        sink += view.result(cache.table).total.n;
    }
    const double firstTime = elapsedSince(first);
    quint64 seed = 1;
    const auto run = [&](const QString &line, TimeMs lateness, bool changed, int rounds,
                         std::optional<double> goal) {
        std::vector<double> times;
        for (int round = 0; round < rounds; ++round) {
            now += kStep;
            FactChanges changes = cache.year.newEvents(1000, now, lateness, ++seed);
            if (changed) {
                // Each then has its value changed: 1,000 old rows replaced.
                cache.table.apply(changes);
                for (LiveWindow &view : views) {
                    view.applied(cache.table, changes);
                }
                for (FactChange &change : changes) {
                    change.before = change.after;
                    change.after->value += 1000;
                }
            }
            const auto start = std::chrono::steady_clock::now();
            cache.table.apply(changes);
            for (LiveWindow &view : views) {
                view.applied(cache.table, changes);
                view.moveTo(cache.table,
                            {view.query().window.from + kStep, view.query().window.to + kStep});
                sink += view.result(cache.table).total.n;
            }
            times.push_back(elapsedSince(start));
        }
        rows.push_back(measured(line, times, goal));
    };
    run(name, kStep, false, 61, 16.7);
    run(name + QStringLiteral(", up to 30 days late"), 30 * kDay, false, 21, 16.7);
    run(name + QStringLiteral(", up to a year late"), 364 * kDay, false, 21, 16.7);
    run(QStringLiteral("1,000 changed events to 32 views, any age"), 364 * kDay, true, 21, 16.7);

    std::size_t bytes = 0;
    for (const LiveWindow &view : views) {
        bytes += view.memoryUse();
    }
    rows.push_back(figure(QStringLiteral("32 views opened at once, first time"),
                          QStringLiteral("ms"), firstTime, std::nullopt));
    rows.push_back(figure(QStringLiteral("memory of 32 open views"), QStringLiteral("MB"),
                          static_cast<double>(bytes) / 1e6, std::nullopt));
    const auto anew = timed(3, [&] {
        for (const LiveWindow &view : views) {
            sink += cache.table.query(view.query()).total.n;
        }
    });
    rows.push_back(measured(QStringLiteral("the same 32 views asked anew"), anew, std::nullopt));
    for (LiveWindow &view : views) {
        if (!(view.result(cache.table) == cache.table.query(view.query())) || sink == 0) {
            qFatal("a view carried forward differs from one asked anew");
        }
    }
}

} // namespace watchfloor::bench
