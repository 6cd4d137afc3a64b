// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/facttable.h"
#include "backend/store/slicereader.h"

#include <future>

namespace watchfloor {

/// Brings slices with a segment from the cache into a table, a column's four weeks at a time. While
/// one lot is read, checked and unpacked here, the one before is merged on a thread that lives as
/// long as that takes: the table is its own until it has been waited for, the connection stays
/// here, so nothing is shared and nothing locked. Done before run() returns.
class SegmentLoad {
public:
    SegmentLoad(SliceReader &reader, FactTable &table)
        : m_reader(reader)
        , m_table(table)
    {
    }

    /// Gives back those whose segment is not true after all; they are not in the table.
    Result<std::vector<SliceState>> run(std::vector<SliceState> slices);

private:
    /// Segments of one column, with the bytes that their views are of.
    struct Lot {
        RowId column = 0;
        std::vector<FactSegment> segments;
        std::vector<SliceState> slices; ///< one per view
        std::vector<PackedSlice> views;
    };
    Result<Lot> read(const SliceState *first, const SliceState *last);
    void merge(Lot lot);
    void wait();

    SliceReader &m_reader;
    FactTable &m_table;
    std::vector<SliceState> m_unsound;
    Lot m_merged; ///< by the thread; after wait() nobody's
    std::future<std::vector<bool>> m_merging;
};

} // namespace watchfloor
