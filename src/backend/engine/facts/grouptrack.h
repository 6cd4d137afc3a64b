// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/factcolumn.h"
#include "backend/engine/facts/rowkernels.h"

#include <map>
#include <memory>
#include <tuple>

namespace watchfloor {

/// Running sums and log-histograms of all rows of a column by group, at the start of each week:
/// any window is the difference of two of them and some rows at its ends. Changes since it was made
/// are read from the column's log.
class GroupTrack {
public:
    /// A stretch of whole weeks near a window.
    struct Stretch {
        std::size_t from = 0;
        std::size_t to = 0;
        TimeRange time;
    };

    /// `choice` passes every cell.
    GroupTrack(const FactColumn &column, const CellChoice &choice, bool business);

    /// False: made of other rows, or too much has changed since.
    bool isUsable(const FactColumn &column) const;
    /// None: too short to be worth it.
    std::optional<Stretch> stretchFor(TimeRange window) const;
    /// The sums of a stretch, onto `out`, by slot.
    void addTotals(const FactColumn &column, const CellChoice &choice, const Stretch &stretch,
                   SlotTotals *out) const;
    /// The measured rows of a stretch: out[slot * bins + bin - low]. The bins hold all rows.
    void addCounts(const FactColumn &column, const CellChoice &choice, const Stretch &stretch,
                   qint32 low, std::size_t bins, quint32 *out) const;

    std::size_t memoryUse() const;

private:
    /// Each slot from its first bin to its last.
    struct Histogram {
        struct Row {
            qint32 low = 0;
            quint32 begin = 0;
            quint32 end = 0;
        };
        std::vector<Row> rows;
        std::vector<quint32> wide;
        std::vector<quint16> narrow; ///< instead, when all fit
    };
    struct Checkpoint {
        std::vector<SlotTotals> totals; ///< of all rows before
        Histogram counts;               ///< of the rows of this month before
    };

    Histogram trimmed(const std::vector<quint32> &dense, qint32 low, std::size_t bins,
                      bool mayBeNarrow) const;
    static void addHistogram(const Histogram &histogram, bool take, qint32 low, std::size_t bins,
                             quint32 *out);
    TimeMs timeOf(std::size_t checkpoint) const
    {
        return m_start + static_cast<TimeMs>(checkpoint) * WeekChunk::kWeek;
    }

    bool m_business;
    std::size_t m_slots;
    quint64 m_revision;
    quint64 m_logEnd;
    TimeMs m_start = 0;                    ///< of a month
    std::vector<Checkpoint> m_checkpoints; ///< by week
    std::vector<Histogram> m_monthsBefore; ///< by month: of the rows before it
};

/// The tracks that questions have asked for, within a bound of memory.
class GroupTracks {
public:
    /// Makes it when it is not there; null: not worth its memory.
    const GroupTrack *of(FactColumnId id, FactColumn &column, const CellChoice &choice,
                         bool business, std::size_t bytes);
    /// Null when it is not there.
    const GroupTrack *find(FactColumnId id, const FactColumn &column, const CellChoice &choice,
                           bool business);
    std::size_t memoryUse() const;

private:
    struct Known {
        std::shared_ptr<const GroupTrack> track; ///< null: found too large
        quint64 revision = 0;                    ///< of the column when that was found
        quint64 lastAsked = 0;
    };
    std::map<std::tuple<FactColumnId, Dimension, bool>, Known> m_known;
    quint64 m_asked = 0;
};

} // namespace watchfloor
