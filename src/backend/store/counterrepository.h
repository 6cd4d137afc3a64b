// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/countersample.h"
#include "backend/domain/timerange.h"

#include <vector>

namespace watchfloor {

class Database;

/// Tables counter and counter_sample.
class CounterRepository {
public:
    /// Older samples of an account go when it gets new ones: a sample a minute of ten counters
    /// would be 100 MB a year.
    static constexpr DurationMs KeptFor = 14LL * 24 * 3'600'000;

    explicit CounterRepository(Database &db)
        : m_db(db)
    {
    }

    /// The same moment again replaces what differs and writes nothing else.
    void add(const std::vector<CounterSample> &samples);
    /// Ascending by time. Of each `step` (on multiples of it) the last one per account and counter.
    std::vector<CounterSample> read(const std::vector<RowId> &accounts, TimeRange range,
                                    DurationMs step);

private:
    RowId counter(const QString &key);

    Database &m_db;
};

} // namespace watchfloor
