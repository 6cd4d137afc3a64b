// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/factquery.h"

#include <random>

namespace watchfloor::testing {

/// Random cells, rows and queries, the same for the same seed. Rows are few and coarse enough to
/// tie in time, to repeat exactly and to sit on window edges.
class RandomFacts {
public:
    explicit RandomFacts(quint64 seed)
        : m_random(seed)
        , m_span(oneOf<TimeMs>(
              {3'600'000, 86'400'000, 8 * 86'400'000LL, 70 * 86'400'000LL, 400 * 86'400'000LL}))
        , m_grain(oneOf<TimeMs>({1, 1000, 600'000}))
        , m_values(below(9))
    {
    }

    qint64 below(qint64 limit)
    {
        return static_cast<qint64>(m_random() % static_cast<quint64>(limit));
    }
    bool chance(int percent) { return below(100) < percent; }
    template<typename T>
    T oneOf(std::initializer_list<T> choices)
    {
        return choices.begin()[below(static_cast<qint64>(choices.size()))];
    }
    std::mt19937_64 &engine() { return m_random; }

    std::map<CellCode, CellValues> cells()
    {
        std::map<CellCode, CellValues> cells;
        const qint64 count = 1 + below(60);
        const bool highCodes = chance(10);
        for (qint64 i = 0; i < count; ++i) {
            CellValues values;
            for (qint64 &key : values.keys) {
                key = below(5);
            }
            values.keys[0] = 1 + below(3); // every cell has an account
            cells[static_cast<CellCode>(i * 3 + (highCodes ? 70'000 : 1))] = values;
        }
        for (const auto &[code, values] : cells) {
            m_codes.push_back(code);
        }
        return cells;
    }

    TimeMs time() { return m_origin + below(m_span / m_grain + 1) * m_grain; }

    qint64 value()
    {
        switch (m_values) {
        case 0:
            return 0;
        case 1:
            return below(20) - 2;
        case 2:
            return static_cast<qint64>(std::lognormal_distribution<double>(11, 2)(m_random));
        case 3:
            return chance(1) ? 40'000'000'000 + below(1000) : below(100'000) - 1;
        case 4:
            return below(5'000'000) * 1000;
        case 5: // whole seconds but for a few
            return below(4'000'000) * 1000 - (below(400) == 0 ? 1001 : 0);
        case 6:
            return oneOf<qint64>({-1, 127, 128, 129, 2'147'483'647, -2'147'483'647});
        case 7: // whole seconds that fit into two bytes, or nearly so
            return (chance(2) ? 65'530 + below(6) : below(60'000)) * 1000;
        default:
            return chance(2)
                       ? oneOf<qint64>({-2'147'483'648LL, 2'147'483'648LL, 1LL << 40, -(1LL << 50)})
                       : below(3'000'000);
        }
    }

    FactRow row()
    {
        FactRow row{time(), m_codes[static_cast<std::size_t>(below(qint64(m_codes.size())))],
                    value(), std::nullopt};
        if (m_values != 0 && chance(70)) {
            row.business = value();
        }
        return row;
    }

    std::vector<FactRow> rows(qint64 count)
    {
        std::vector<FactRow> rows;
        for (qint64 i = 0; i < count; ++i) {
            rows.push_back(row());
        }
        return rows;
    }

    Dimension dimension()
    {
        return static_cast<Dimension>(1 + below(static_cast<qint64>(kCellDimensions)));
    }

    TimeRange window()
    {
        const TimeMs week = 7 * 86'400'000LL;
        TimeRange window{time() - (chance(50) ? 1 : 0), time() + (chance(50) ? 1 : 0)};
        if (chance(20)) {
            window = {kEarliestFact, kLatestFact};
        } else if (chance(20)) {
            // Whole weeks: nothing is scanned.
            window.from -= (window.from + 3 * 86'400'000LL) % week;
            window.to = window.from + week * (1 + below(60));
        } else if (window.from > window.to && chance(90)) {
            std::swap(window.from, window.to);
        }
        return window;
    }

    FactQuery query(FactColumnId column)
    {
        FactQuery query;
        query.column = column;
        query.window = window();
        query.groupBy = chance(15) ? Dimension::None : dimension();
        for (int i = 0; i < 3 && chance(40); ++i) {
            std::vector<qint64> keys;
            for (qint64 k = below(4); k >= 0; --k) {
                keys.push_back(below(7));
            }
            query.filter[dimension()] = chance(3) ? std::vector<qint64>() : keys;
        }
        query.business = chance(40);
        query.extremes = chance(60);
        query.countsOnly = chance(40);
        if (chance(70)) {
            query.quantiles =
                oneOf<std::vector<int>>({{500}, {500, 900}, {900, 1, 1000, 500, 950}});
        }
        return query;
    }

private:
    std::mt19937_64 m_random;
    TimeMs m_origin = 1'740'000'000'000;
    TimeMs m_span;
    TimeMs m_grain;
    qint64 m_values;
    std::vector<CellCode> m_codes;
};

} // namespace watchfloor::testing
