// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/async/whendone.h"
#include "backend/reports/reportworker.h"
#include "backend/store/storethread.h"

// ReportService: columns loaded in the background, segments kept when the cache is idle.

namespace watchfloor {
namespace {

constexpr int quietMs = 2'000;          // so long nothing was committed: idle
constexpr qint64 bytesAtOnce = 4 << 20; // one short transaction

} // namespace

void ReportService::loadFacts()
{
    const TimeMs now = d->clock.now();
    const auto step = d->askFacts([now](FactLoader &loader) { return loader.loadMore(now); });
    whenDone(step, this, [this](const Result<bool> &more) {
        if (!more) // the next question tells what is wrong with the cache
            return;
        if (*more) {
            loadFacts();
            return;
        }
        if (d->store)
            d->idle.start();
        Q_EMIT factsLoaded();
        if (const auto settled = std::exchange(d->settled, std::nullopt))
            Q_EMIT invalidated(*settled); // what was shown as updating is there
    });
}

void ReportService::keepSegments(StoreThread &store)
{
    d->store = &store;
    d->idle.setSingleShot(true);
    d->idle.setInterval(quietMs);
    connect(&d->idle, &QTimer::timeout, this, &ReportService::keepSome, Qt::UniqueConnection);
    d->idle.start();
}

void ReportService::keepSome()
{
    if (std::exchange(d->keeping, true))
        return;
    using Packed = std::optional<std::vector<FactSegment>>; // none: not all is loaded yet
    const TimeMs now = d->clock.now();
    const auto packing = d->askFacts([now](FactLoader &loader) -> Result<Packed> {
        if (const auto more = loader.loadMore(now); !more)
            return more.error();
        else if (*more)
            return Packed();
        loader.tidy();
        auto segments = loader.unkept(bytesAtOnce);
        if (!segments)
            return segments.error();
        return Packed(std::move(*segments));
    });
    whenDone(packing, this, [this](const Result<Packed> &packed) {
        d->keeping = false;
        if (!packed)
            return; // the next question tells what is wrong with the cache
        if (!packed->has_value())
            keepSome();
        else if (!packed->value().empty())
            writeSegments(packed->value());
        else
            Q_EMIT segmentsKept();
    });
}

void ReportService::writeSegments(std::vector<FactSegment> segments)
{
    d->keeping = true;
    const auto written = d->store->run(
        [segments = std::move(segments)](Store &store) { return store.writeSegments(segments); });
    whenDone(written, this, [this](const Result<int> &taken) {
        d->keeping = false;
        // None taken: they changed meanwhile, or the disk refuses; idle time comes again.
        if (taken && *taken > 0)
            keepSome();
    });
}

void ReportService::noteChange(const ChangeSet &change)
{
    if (change.touchesFacts()) {
        d->askFacts([this, change](FactLoader &loader) {
            loader.note(change.sequence, change.facts);
            d->lists.note(change);
            return Result<void>();
        });
        if (d->store)
            d->idle.start();
        if (change.settings) { // counted anew, step by step
            d->settled = change;
            d->askFacts([sequence = change.sequence, now = d->clock.now()](FactLoader &loader) {
                return loader.tableFor({now, now + 1}, now, sequence);
            });
            loadFacts();
        }
    }
    Q_EMIT invalidated(change);
}

} // namespace watchfloor
