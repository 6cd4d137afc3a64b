// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/factrecords.h"
#include "backend/engine/figures/rowsupply.h"

namespace watchfloor {

/// Answers from the rows themselves: for label filters, the present, and wherever there are no
/// columns. The rows and keys must outlive it.
class RowFacts : public FactSource {
public:
    RowFacts(const std::vector<AccountRows> &accounts, DimensionKeys &keys, RecordOptions options)
        : m_atHand(RowsAtHand(accounts))
        , m_supply(*m_atHand)
        , m_keys(keys)
        , m_options(std::move(options))
    {
    }
    RowFacts(RowSupply &supply, DimensionKeys &keys, RecordOptions options)
        : m_supply(supply)
        , m_keys(keys)
        , m_options(std::move(options))
    {
    }
    RowFacts(const RowFacts &) = delete;
    RowFacts &operator=(const RowFacts &) = delete;

    bool hasAny(FactMeasure::Kind kind, RowId account, TimeRange window) override;
    FactAnswer ask(const FactAsk &ask) override;
    HeatMap heatMap(const FactAsk &ask, const QTimeZone &zone) override;
    std::vector<qint64> distribution(const FactAsk &ask, const std::vector<qint64> &edges) override;
    void visit(const FactAsk &ask, const TakeHit &take) override;

    /// Made when first asked for.
    const std::vector<FactRecord> &records(const FactMeasure &measure);

private:
    template<typename Take>
    void forEach(const FactAsk &ask, Take take);

    std::optional<RowsAtHand> m_atHand;
    RowSupply &m_supply;
    DimensionKeys &m_keys;
    RecordOptions m_options;
    ConversationNumbers m_numbers;
    std::map<FactMeasure, std::vector<FactRecord>> m_records;
};

} // namespace watchfloor
