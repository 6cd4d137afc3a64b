// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/agedhistory.h"

#include "backend/store/agedrows.h"

#include <QCoroFuture>

namespace watchfloor {
namespace {

constexpr int pagesAtOnce = 512; // 2 MB: some ten milliseconds

void addTo(ChangeSet *all, const ChangeSet &step)
{
    all->sequence = step.sequence;
    all->conversations += step.conversations;
    all->events += step.events;
    all->metricValues += step.metricValues;
    all->agentStates += step.agentStates;
}

} // namespace

QCoro::Task<RemovalReport> removeAgedHistory(StoreThread *store, SyncHooks hooks, Account account,
                                             TimeMs limit, std::stop_token stop)
{
    RemovalReport report;
    report.account = account.name;
    report.before = limit;
    ChangeSet all;
    all.account = account.id;
    all.syncState = true;
    AgedCursor cursor;
    while (!cursor.ended() && !stop.stop_requested()) {
        auto removing = store->run(
            [id = account.id, limit, cursor](Store &s) { return s.removeAged(id, limit, cursor); });
        const Result<AgedStep> step = co_await removing;
        if (!step) {
            report.sentence = step.error().withContext(account.name).sentence();
            break;
        }
        addTo(&all, step->change);
        cursor = step->next;
        report.conversations = all.conversations;
        report.events = all.events;
        if (hooks.removal)
            hooks.removal(report);
    }
    // Figures are read anew once, not after each step: the old days would be packed again and
    // again.
    if (hooks.committed && all.sequence > 0)
        hooks.committed(all);
    bool more = all.touchesFacts() && report.sentence.isEmpty();
    while (more && !stop.stop_requested()) {
        auto shrinking = store->run([](Store &s) { return s.shrink(pagesAtOnce); });
        const Result<bool> left = co_await shrinking;
        more = left && *left;
    }
    report.ended = true;
    if (hooks.removal)
        hooks.removal(report);
    co_return report;
}

} // namespace watchfloor
