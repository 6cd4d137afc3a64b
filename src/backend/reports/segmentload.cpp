// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/segmentload.h"

#include "backend/engine/facts/factsegment.h"
#include "backend/reports/factrows.h"

#include <algorithm>
#include <tuple>

namespace watchfloor {

namespace {

auto lotOf(const SliceState &slice)
{
    return std::tuple(slice.slice.column, FactColumn::monthOf(slice.slice.day));
}

} // namespace

Result<std::vector<SliceState>> SegmentLoad::run(std::vector<SliceState> slices)
{
    std::sort(slices.begin(), slices.end(), [](const SliceState &a, const SliceState &b) {
        return a.slice < b.slice; // by column, then day
    });
    const SliceState *const end = slices.data() + slices.size();
    for (const SliceState *first = slices.data(); first != end;) {
        const SliceState *const last = std::find_if(
            first, end, [first](const SliceState &slice) { return lotOf(slice) != lotOf(*first); });
        Result<Lot> lot = read(first, last);
        wait();
        if (!lot)
            return lot.error();
        merge(std::move(*lot));
        first = last;
    }
    wait();
    return std::move(m_unsound);
}

Result<SegmentLoad::Lot> SegmentLoad::read(const SliceState *first, const SliceState *last)
{
    Lot lot;
    lot.column = first->slice.column;
    auto segments = m_reader.segments(lot.column, first->slice.day, (last - 1)->slice.day);
    if (!segments)
        return segments.error();
    lot.segments = std::move(*segments);
    auto segment = lot.segments.cbegin();
    for (; first != last; ++first) {
        while (segment != lot.segments.cend() && segment->slice < first->slice)
            ++segment; // not wanted
        const bool there = segment != lot.segments.cend() && segment->slice == first->slice &&
                           segment->asOf == first->written;
        const SegmentView view =
            there ? viewSegment(lot.column, windowOf(first->slice), segment->bytes) : SegmentView();
        if (view.state == SegmentState::Good) {
            lot.slices.push_back(*first);
            lot.views.push_back(view.rows);
        } else {
            m_unsound.push_back(*first);
        }
    }
    return lot;
}

void SegmentLoad::merge(Lot lot)
{
    m_merged = std::move(lot);
    // Deferred, that is in wait(), only where no thread can be had.
    m_merging =
        std::async(std::launch::async | std::launch::deferred, [&lot = m_merged, &table = m_table] {
            return table.loadSlices(lot.column, lot.views);
        });
}

void SegmentLoad::wait()
{
    if (!m_merging.valid())
        return;
    const std::vector<bool> loaded = m_merging.get();
    for (std::size_t i = 0; i < loaded.size(); ++i) {
        if (!loaded[i])
            m_unsound.push_back(m_merged.slices[i]);
    }
}

} // namespace watchfloor
