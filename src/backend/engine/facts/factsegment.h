// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/timerange.h"
#include "backend/engine/facts/packedrows.h"

#include <QByteArray>

namespace watchfloor {

/// A slice of one column (a UTC day: rewriting what a batch touched stays cheap) as bytes to be
/// kept beside the rows. Opaque to whoever keeps it: 14 bytes a row at most as a rule, in the
/// machine's byte order, with version and checksum. Meaningless without the cells of the same
/// cache. `rows` ascend in time and lie in `window`, which is at most a week long.
QByteArray packSegment(FactColumnId column, TimeRange window, const std::vector<FactRow> &rows);

enum class SegmentState {
    Good,
    Damaged,      ///< checksum, length or order is wrong
    OtherVersion, ///< written by another version or machine
    OtherSlice,   ///< of another column or window
};

/// A segment that was looked through, without a copy: valid as long as its bytes are.
struct SegmentView {
    SegmentState state = SegmentState::Damaged;
    TimeRange window;
    PackedSlice rows; ///< empty unless Good
};
SegmentView viewSegment(FactColumnId column, TimeRange window, const QByteArray &bytes);

/// Whatever is not Good has to be made anew from the rows; `rows` is then empty.
struct UnpackedSegment {
    SegmentState state = SegmentState::Damaged;
    std::vector<FactRow> rows; ///< ascending in time
};
UnpackedSegment unpackSegment(FactColumnId column, TimeRange window, const QByteArray &bytes);

} // namespace watchfloor
