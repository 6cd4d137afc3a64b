// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnspec.h"

#include <QAbstractTableModel>
#include <QStringList>
#include <QVariant>

#include <vector>

namespace watchfloor {

/// The numbers behind a chart, a row for each bar, step, hour or bin.
struct ChartTable {
    struct Cell {
        QString text;
        QVariant raw; ///< invalid = no data, sorts last
        bool muted = false;
        QVariant exported = {}; ///< in files, where that is not `raw`
        QVariant second = {};   ///< ExportSecondRole

        bool operator==(const Cell &) const = default;
    };
    struct Row {
        QString key; ///< stable between two answers
        std::vector<Cell> cells;

        bool operator==(const Row &) const = default;
    };
    std::vector<ColumnSpec> columns;
    QStringList metrics; ///< by column: whose numbers it has (key of the catalogue); empty = none
    std::vector<Row> rows;
};

/// Any such table as a model; columns may change with each question.
class ChartTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// The same rows and columns with other values: selection and scroll stay.
    void setTable(ChartTable table);
    const ChartTable &table() const { return m_table; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    ChartTable m_table;
};

} // namespace watchfloor
