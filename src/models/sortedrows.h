// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/roworder.h"

#include <QAbstractProxyModel>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace watchfloor {

/// Order and choice of rows over a table model, as a list of row numbers. Sorts by SortRole: raw
/// numbers as numbers, text by the locale's collation with numbers inside; no data comes last in
/// both directions; ties fall back to the columns sorted by before, then to the source's order.
/// Every refresh is at most one insertion, one layout change and one removal. Over many rows of a
/// KeyedModel a refresh is worked out on another thread and taken over when it is done.
class SortedRows : public QAbstractProxyModel {
    Q_OBJECT
public:
    explicit SortedRows(QObject *parent = nullptr);
    ~SortedRows() override;

    /// Text every word of which must occur in the row's FilterRole text. Case does not matter.
    void setNeedle(const QString &needle);
    QString needle() const { return m_needle; }
    /// The state of a KeyedModel's rows; null = any.
    void setState(const QString &state);
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

    /// What the user sorts by, the first counts most; the header shows them all.
    std::vector<RowSort> sortKeys() const { return {m_sorts.begin(), m_sorts.begin() + m_told}; }
    void setSortKeys(std::vector<RowSort> keys);
    int sortColumn() const { return m_sorts.empty() ? -1 : m_sorts.front().column; }
    Qt::SortOrder sortOrder() const
    {
        return m_sorts.empty() ? Qt::AscendingOrder : m_sorts.front().order;
    }
    /// Rows of a KeyedModel that will be there after its next reset, put in order beforehand, on
    /// any thread: then the reset needs not. What is asked otherwise by then is worked out as
    /// usual.
    struct Prepared {
        RowOrderQuestion question;
        std::vector<int> rows;
    };
    /// What to prepare them for; none where other conditions are in the way.
    std::optional<RowOrderQuestion> questionAhead() const;
    void setPrepared(std::shared_ptr<Prepared> prepared) { m_prepared = std::move(prepared); }

    /// What is on screen is what was asked for.
    bool isSettled() const { return !m_scheduled && !m_working; }
    /// The source row of each row here.
    const std::vector<int> &sourceRows() const { return m_rows; }
    /// The row here with this identity (KeyRole), -1 = none or hidden.
    int rowWithKey(const QString &key) const;

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
    /// By this column alone; what was sorted by before decides ties.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    /// Around a change of needle or predicate, however many model signals it takes.
    void choosing();
    void chosen();
    void sortKeysChanged();
    /// A refresh on another thread has been taken over.
    void settled();

private:
    RowOrderQuestion question() const;
    std::vector<int> wanted() const;
    bool isLarge() const;
    void setSorts(std::vector<RowSort> sorts, std::ptrdiff_t told);
    void choose();
    void refresh();
    void start();
    void onWorked(std::vector<int> rows);
    void apply(std::vector<int> wanted);
    void place();
    void onReset();
    void onRowsMoved();
    void onDataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles);
    void onRowsInserted(int first, int last);
    void onRowsAboutToBeRemoved(int first, int last);
    void onRowsRemoved(int first, int last);

    std::vector<int> m_rows;      // source row of each row here
    std::vector<int> m_positions; // row here of each source row, -1 = filtered out
    std::vector<RowSort> m_sorts; // the first m_told as the user said, then what was before
    std::ptrdiff_t m_told = 0;
    QString m_needle;
    QStringList m_words;
    QString m_state;
    std::function<bool(int)> m_predicate;
    Arrangement m_arrangement;
    const KeyedModel *m_keyed = nullptr;
    std::shared_ptr<Prepared> m_prepared;

    struct Desk;
    std::shared_ptr<Desk> m_desk;
    bool m_working = false;
    bool m_scheduled = false; // a refresh will start when events are handled
    bool m_outdated = false;  // what is being worked out is no longer asked for
    bool m_choiceDue = false; // needle or predicate changed, not yet on screen
    bool m_inOrder = false;   // m_rows are in the order of m_sorts
};

} // namespace watchfloor
