// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/figures/factsource.h"

#include <QSet>

namespace watchfloor {

/// Takes values one by one and tells what they come to; for what totals alone cannot tell (shares,
/// conversations counted once).
class FactGatherer {
public:
    explicit FactGatherer(const FactAsk &ask)
        : m_ask(ask)
    {
    }
    void add(qint64 key, RowId account, qint64 value, std::optional<qint64> business,
             bool estimated);
    void addUntold(qint64 key);

    /// For asks that count conversations, or leave some out: those to be left out first.
    static bool counts(const FactAsk &ask) { return ask.distinct || !ask.exceptEvent.isEmpty(); }
    void leaveOut(qint64 key, qint64 conversation);
    void count(qint64 key, qint64 conversation, bool estimated);

    FactAnswer answer() const;

    /// Fills in min, max, median and p90; reorders the values.
    static void rank(FactSum &sum, std::vector<qint64> &values);

private:
    struct Values {
        FactSum sum;
        std::vector<qint64> measured;
    };
    using Once = QSet<std::pair<qint64, qint64>>; // conversation, group

    struct One {
        qint64 value = 0;
        std::optional<qint64> business;
        std::optional<qint64> target;
        bool estimated = false;
    };
    void add(Values &into, const One &one) const;
    FactSum finished(Values values) const;

    const FactAsk &m_ask;
    std::map<qint64, Values> m_groups;
    Values m_total;
    Once m_leftOut, m_counted;
    QSet<qint64> m_leftOutOfAll, m_countedInAll;
};

} // namespace watchfloor
