// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/factdelta.h"
#include "backend/domain/grouping.h"
#include "backend/domain/result.h"

#include <QHash>
#include <QString>

#include <map>
#include <memory>

namespace watchfloor {

/// What the cache says about one slice of a column.
struct SliceState {
    FactDay slice;
    qint64 changed = 0;  ///< first change number since `written` that changed its rows, or that
    qint64 written = -1; ///< change number as of which its segment is
    RowId low = 0;       ///< its rows have ids from here
    RowId high = 0;      ///< up to here

    bool hasSegment() const { return written >= changed; }
    /// Have its rows surely not changed after `sequence`?
    bool isAsOf(qint64 sequence) const { return hasSegment() && changed <= sequence; }
};

using SliceRows = std::map<FactDay, std::vector<FactImage>>;

/// Whose business hours and targets count: an account, also one that was removed while its facts
/// were kept, and its inboxes.
struct AccountInboxes {
    Account account;
    std::vector<Grouping> inboxes;
};

/// Reads what the engine's columns are made of, over a read-only connection of its own for one
/// thread. Between begin() and end() all answers are of one commit.
class SliceReader {
public:
    static Result<std::unique_ptr<SliceReader>> open(const QString &profileDir);
    ~SliceReader();

    /// The change number of the commit that is seen from now on.
    Result<qint64> begin();
    void end();

    Result<std::vector<FactCell>> cells();
    /// Which column an event name has, and which row a channel. Names never get another row.
    Result<QHash<QString, RowId>> eventNames();
    Result<QHash<QString, RowId>> channels();
    Result<std::vector<AccountInboxes>> accounts();
    /// Every slice there is, days ascending.
    Result<std::vector<SliceState>> slices();
    /// Empty: none that is valid.
    Result<QByteArray> segment(const SliceState &slice);
    /// The valid ones of a column from the first day up to the last, by day.
    Result<std::vector<FactSegment>> segments(RowId column, TimeMs firstDay, TimeMs lastDay);
    /// From the rows themselves, in no promised order; a slice without rows is there and empty.
    /// Costs a scan of the ids of all slices together: ask for neighbours.
    Result<SliceRows> rows(const std::vector<SliceState> &slices);

private:
    struct Private;
    explicit SliceReader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace watchfloor
