// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/factsource.h"

namespace watchfloor {

/// Takes values one by one and tells what they come to; for what totals alone cannot tell (values
/// of several columns together, shares).
class FactGatherer {
public:
    explicit FactGatherer(const FactAsk &ask)
        : m_ask(ask)
    {
    }
    void add(qint64 key, qint64 value, std::optional<qint64> business);
    void addUntold(qint64 key);

    FactAnswer answer() const;

private:
    struct Values {
        FactSum sum;
        std::vector<qint64> measured;
    };
    void add(Values &into, qint64 value, std::optional<qint64> business) const;
    static FactSum finished(Values values, bool spread);

    const FactAsk &m_ask;
    std::map<qint64, Values> m_groups;
    Values m_total;
};

} // namespace watchfloor
