// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractProxyModel>
#include <QCollator>

#include <functional>
#include <vector>

namespace watchfloor {

/// Order and choice of rows over a table model, as a list of row numbers. Sorts by SortRole: raw
/// numbers as numbers, text by the locale's collation with numbers inside; no data comes last in
/// both directions; ties fall back to the columns sorted by before, then to the source's order.
/// Every refresh is at most one insertion, one layout change and one removal.
class SortedRows : public QAbstractProxyModel {
    Q_OBJECT
public:
    explicit SortedRows(QObject *parent = nullptr);

    /// Text every word of which must occur in the row's FilterRole text. Case does not matter.
    void setNeedle(const QString &needle);
    QString needle() const { return m_needle; }
    /// A further condition on source rows; call again when it changes its mind.
    void setPredicate(std::function<bool(int sourceRow)> predicate);

    /// Rows that belong under others (a tree, team headers): `keeps` passes a row whatever the
    /// search says, `arrange` then gets the sorted source rows and may reorder or drop some.
    struct Arrangement {
        std::function<bool(int sourceRow)> keeps;
        std::function<void(std::vector<int> &rows)> arrange;
    };
    void setArrangement(Arrangement arrangement);
    /// The arrangement would say something else now.
    void rearrange();
    /// The row itself passes search and predicate.
    bool passes(int sourceRow) const;

    int sortColumn() const { return m_sorts.empty() ? -1 : m_sorts.front().column; }
    Qt::SortOrder sortOrder() const
    {
        return m_sorts.empty() ? Qt::AscendingOrder : m_sorts.front().order;
    }

    void setSourceModel(QAbstractItemModel *source) override;
    QModelIndex mapToSource(const QModelIndex &proxy) const override;
    QModelIndex mapFromSource(const QModelIndex &source) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    /// Around a change of needle or predicate, however many model signals it takes.
    void choosing();
    void chosen();

private:
    struct Sort {
        int column = 0;
        Qt::SortOrder order = Qt::AscendingOrder;
    };
    std::vector<int> acceptedRows() const;
    void sortRows(std::vector<int> &rows) const;
    void refresh();
    void apply(std::vector<int> wanted);
    void place();
    void onDataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles);
    void onRowsInserted(int first, int last);
    void onRowsAboutToBeRemoved(int first, int last);
    void onRowsRemoved(int first, int last);

    std::vector<int> m_rows;      // source row of each row here
    std::vector<int> m_positions; // row here of each source row, -1 = filtered out
    std::vector<Sort> m_sorts;    // newest first
    QString m_needle;
    QStringList m_words;
    std::function<bool(int)> m_predicate;
    Arrangement m_arrangement;
    QCollator m_collator;
};

} // namespace watchfloor
