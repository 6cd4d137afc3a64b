// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/drill.h"
#include "models/explain.h"
#include "models/metriccell.h"
#include "views/tablepanel.h"
#include "views/totalsrow.h"

#include <functional>

namespace watchfloor {

class CellCursor;
class ChangeFade;

enum class RowDensity { Compact, Usual, Comfortable };

/// The table of every page whose rows carry figures: true totals beneath, cells that open and
/// explain their numbers, columns chosen from the catalogue, rows that may form a tree.
class MetricPanel : public TablePanel {
    Q_OBJECT
public:
    /// `source`: a table model with KeyRole and MetricRole.
    MetricPanel(QAbstractItemModel *source, const QString &what, QWidget *parent = nullptr);

    /// How the source's rows stand under each other, by source row.
    struct Tree {
        std::function<std::vector<int>()> parents; ///< -1 = none
        std::function<bool(int row)> isOpen;
        std::function<void(int row, bool open)> setOpen;
        std::function<bool(int row)> isHead; ///< only stands above others, whatever is searched
    };
    void setTree(Tree tree);

    /// Keys of the metrics whose columns are shown.
    QStringList shownMetrics() const;
    void openColumnChooser(const QRect &anchor);
    /// Asks for the levels of the number one stands on, else of the first column with numbers.
    void requestLevels();
    void setDensity(RowDensity density);
    RowDensity density() const { return m_density; }

    TotalsRow *totals() const { return m_totals; }

Q_SIGNALS:
    // Indexes of the source.
    void numberOpened(const QModelIndex &index);
    void beforeOpened(const QModelIndex &index);
    void stepOpened(const QModelIndex &index, int step);
    void rowOpened(const QModelIndex &index);
    void explainRequested(const QModelIndex &index, const QRect &global);
    /// Of a metric's column; `row` -1: from its title.
    void levelsRequested(int column, int row, const QRect &global);
    void totalOpened(int column, bool rest);
    void totalBeforeOpened(int column, bool rest);
    void totalExplainRequested(int column, bool rest, const QRect &global);
    /// Columns came or went.
    void columnsChosen();
    void branchToggled();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void noteColumns();
    QRect titleRect(int column) const;
    bool hasLevels(int column) const;
    QModelIndex toSource(const QModelIndex &index) const;

    TotalsRow *m_totals;
    CellCursor *m_cursor;
    ChangeFade *m_fade;
    Tree m_tree;
    QStringList m_columnsBefore;
    RowDensity m_density = RowDensity::Usual;
};

/// "compact", "usual", "comfortable": settings.
QString densityKey(RowDensity density);
RowDensity densityOf(const QString &key);
QString densityTitle(RowDensity density);

} // namespace watchfloor
