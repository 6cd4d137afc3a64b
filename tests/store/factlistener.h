// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/factdelta.h"
#include "support/plainsql.h"

#include <QTest>

#include <map>
#include <set>

namespace watchfloor::test {

/// The rows as whoever listens to the deltas knows them.
class FactListener {
public:
    void take(const FactDelta &delta)
    {
        for (const FactCell &cell : delta.cells)
            QVERIFY(m_cells.insert({cell.id, cell}).second);
        for (const FactDelta::Row &row : delta.rows) {
            QVERIFY(row.before || row.after);
            QVERIFY(row.before != row.after);
            if (row.before) {
                const QString before = line(row.column, *row.before);
                const auto old = m_rows.find(before);
                QVERIFY2(old != m_rows.end(), qPrintable(before));
                m_rows.erase(old);
            }
            if (row.after)
                m_rows.insert(line(row.column, *row.after));
        }
    }
    QStringList rows() const { return QStringList(m_rows.begin(), m_rows.end()); }
    const std::map<RowId, FactCell> &cells() const { return m_cells; }

private:
    QString line(RowId column, const FactImage &image) const
    {
        const auto cell = m_cells.find(image.cell);
        return cell == m_cells.end() ? QStringLiteral("no cell %1").arg(image.cell)
                                     : factLine(column, image, cell->second);
    }
    std::multiset<QString> m_rows;
    std::map<RowId, FactCell> m_cells;
};

} // namespace watchfloor::test
