// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/businessclocks.h"
#include "backend/engine/figures/dimensionkeys.h"
#include "backend/engine/figures/factsource.h"

namespace watchfloor {

/// One row of a measure.
struct FactRecord {
    TimeMs time = 0;
    CellValues cell;
    qint64 value = 0;
    std::optional<qint64> business;
    qint64 conversation = 0; ///< which one, for counting each once
    RowId row = 0;           ///< its row of the cache; 0: the cache does not know it
    bool estimated = false;
    bool untold = false; ///< whether it belongs here the vendor does not say

    bool operator==(const FactRecord &) const = default;
};

/// One number for each conversation, the same in all measures.
class ConversationNumbers {
public:
    qint64 of(RowId account, const QString &id)
    {
        const auto it = m_numbers.constFind({account, id});
        return it != m_numbers.constEnd() ? *it : *m_numbers.insert({account, id}, fresh());
    }
    qint64 fresh() { return ++m_last; }

private:
    QHash<std::pair<RowId, QString>, qint64> m_numbers;
    qint64 m_last = 0;
};

struct RecordOptions {
    TimeMs now = 0; ///< what measures of the present are told for
    DurationMs soon = 0;
    QStringList labels;               ///< ReportFilter::labels
    BusinessClocks *clocks = nullptr; ///< for times in business hours that no vendor told
};

/// Rows of the cache as records of measures: what belongs to whom, vendor by vendor, stands here
/// alone. What the vendor has deleted counts nowhere. On vendors whose events name no group the
/// event is its conversation's group's, as their own reports have it; an event without inbox or
/// channel is its conversation's.
std::vector<FactRecord> recordsOf(const std::vector<AccountRows> &accounts, DimensionKeys &keys,
                                  const FactMeasure &measure, const RecordOptions &options,
                                  ConversationNumbers &numbers);

} // namespace watchfloor
