// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sortedrows.h"

#include "models/roles.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>

namespace watchfloor {
namespace {

constexpr size_t rememberedSorts = 3;

/// One column's sort values, taken once per sort instead of once per comparison.
struct SortKeys {
    std::vector<std::optional<double>> numbers;
    std::vector<std::optional<QCollatorSortKey>> texts;
    Qt::SortOrder order = Qt::AscendingOrder;

    int compare(size_t a, size_t b) const
    {
        const bool hasA = numbers[a] || texts[a];
        const bool hasB = numbers[b] || texts[b];
        if (!hasA || !hasB)
            return hasA == hasB ? 0 : (hasA ? -1 : 1); // no data last in both directions
        int result = 0;
        if (numbers[a] && numbers[b])
            result = *numbers[a] < *numbers[b] ? -1 : (*numbers[a] > *numbers[b] ? 1 : 0);
        else if (texts[a] && texts[b])
            result = texts[a]->compare(*texts[b]);
        else
            result = numbers[a] ? -1 : 1;
        return order == Qt::AscendingOrder ? result : -result;
    }
};

} // namespace

SortedRows::SortedRows(QObject *parent)
    : QAbstractProxyModel(parent)
{
    // The "C" locale compares bytes: names deserve better, also on a bare server.
    const QLocale locale;
    m_collator.setLocale(locale.language() == QLocale::C ? QLocale(QLocale::English) : locale);
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
}

void SortedRows::setSourceModel(QAbstractItemModel *source)
{
    beginResetModel();
    if (sourceModel())
        sourceModel()->disconnect(this);
    QAbstractProxyModel::setSourceModel(source);
    m_rows.clear();
    m_positions.clear();
    if (source) {
        connect(source, &QAbstractItemModel::dataChanged, this, &SortedRows::onDataChanged);
        connect(source, &QAbstractItemModel::headerDataChanged, this,
                &QAbstractItemModel::headerDataChanged);
        connect(source, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex &, int first, int last) { onRowsInserted(first, last); });
        connect(source, &QAbstractItemModel::rowsAboutToBeRemoved, this,
                [this](const QModelIndex &, int first, int last) {
                    onRowsAboutToBeRemoved(first, last);
                });
        connect(source, &QAbstractItemModel::rowsRemoved, this,
                [this](const QModelIndex &, int first, int last) { onRowsRemoved(first, last); });
        const auto begin = [this] { beginResetModel(); };
        const auto end = [this] {
            m_rows = acceptedRows();
            sortRows(m_rows);
            place();
            endResetModel();
        };
        connect(source, &QAbstractItemModel::modelAboutToBeReset, this, begin);
        connect(source, &QAbstractItemModel::modelReset, this, end);
        connect(source, &QAbstractItemModel::layoutAboutToBeChanged, this, begin);
        connect(source, &QAbstractItemModel::layoutChanged, this, end);
        m_rows = acceptedRows();
        sortRows(m_rows);
        place();
    }
    endResetModel();
}

void SortedRows::setNeedle(const QString &needle)
{
    if (needle == m_needle)
        return;
    m_needle = needle;
    m_words = needle.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    Q_EMIT choosing();
    refresh();
    Q_EMIT chosen();
}

void SortedRows::setPredicate(std::function<bool(int)> predicate)
{
    m_predicate = std::move(predicate);
    Q_EMIT choosing();
    refresh();
    Q_EMIT chosen();
}

void SortedRows::setArrangement(Arrangement arrangement)
{
    m_arrangement = std::move(arrangement);
    rearrange();
}

void SortedRows::rearrange()
{
    Q_EMIT choosing();
    refresh();
    Q_EMIT chosen();
}

QModelIndex SortedRows::mapToSource(const QModelIndex &proxy) const
{
    if (!sourceModel() || !proxy.isValid() || proxy.row() >= rowCount())
        return {};
    return sourceModel()->index(m_rows[static_cast<size_t>(proxy.row())], proxy.column());
}

QModelIndex SortedRows::mapFromSource(const QModelIndex &source) const
{
    if (!source.isValid() || source.row() >= static_cast<int>(m_positions.size()))
        return {};
    const int row = m_positions[static_cast<size_t>(source.row())];
    return row < 0 ? QModelIndex() : createIndex(row, source.column());
}

QModelIndex SortedRows::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex SortedRows::parent(const QModelIndex &) const
{
    return {};
}

int SortedRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SortedRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !sourceModel() ? 0 : sourceModel()->columnCount();
}

QVariant SortedRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    // The base class asks through row 0, which an empty table does not have.
    if (!sourceModel() || orientation != Qt::Horizontal)
        return {};
    return sourceModel()->headerData(section, orientation, role);
}

void SortedRows::sort(int column, Qt::SortOrder order)
{
    if (column < 0) {
        m_sorts.clear();
    } else {
        std::erase_if(m_sorts, [column](const Sort &s) { return s.column == column; });
        m_sorts.insert(m_sorts.begin(), Sort{column, order});
        if (m_sorts.size() > rememberedSorts)
            m_sorts.pop_back();
    }
    refresh();
}

bool SortedRows::passes(int sourceRow) const
{
    if (m_predicate && !m_predicate(sourceRow))
        return false;
    if (m_words.isEmpty())
        return true;
    const QString text = sourceModel()->index(sourceRow, 0).data(FilterRole).toString();
    return std::all_of(m_words.cbegin(), m_words.cend(), [&text](const QString &word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

std::vector<int> SortedRows::acceptedRows() const
{
    std::vector<int> rows;
    const int count = sourceModel() ? sourceModel()->rowCount() : 0;
    rows.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i) {
        if ((m_arrangement.keeps && m_arrangement.keeps(i)) || passes(i))
            rows.push_back(i);
    }
    return rows;
}

void SortedRows::sortRows(std::vector<int> &rows) const
{
    std::vector<SortKeys> columns;
    for (const Sort &sort : m_sorts) {
        if (sort.column >= columnCount())
            continue;
        SortKeys keys;
        keys.order = sort.order;
        keys.numbers.resize(rows.size());
        keys.texts.resize(rows.size());
        for (size_t i = 0; i < rows.size(); ++i) {
            const QVariant value = sourceModel()->index(rows[i], sort.column).data(SortRole);
            if (!value.isValid())
                continue;
            if (value.typeId() == QMetaType::QString)
                keys.texts[i] = m_collator.sortKey(value.toString());
            else
                keys.numbers[i] = value.toDouble();
        }
        columns.push_back(std::move(keys));
    }
    // rows arrives in the source's order, so equal rows stay in it.
    std::vector<size_t> order(rows.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&columns](size_t a, size_t b) {
        for (const SortKeys &keys : columns) {
            const int result = keys.compare(a, b);
            if (result != 0)
                return result < 0;
        }
        return false;
    });
    std::vector<int> sorted;
    sorted.reserve(rows.size());
    for (const size_t at : order)
        sorted.push_back(rows[at]);
    rows = std::move(sorted);
    if (m_arrangement.arrange)
        m_arrangement.arrange(rows);
}

void SortedRows::refresh()
{
    if (!sourceModel())
        return;
    std::vector<int> wanted = acceptedRows();
    sortRows(wanted);
    apply(std::move(wanted));
}

void SortedRows::place()
{
    const int count = sourceModel() ? sourceModel()->rowCount() : 0;
    m_positions.assign(static_cast<size_t>(count), -1);
    for (size_t i = 0; i < m_rows.size(); ++i)
        m_positions[static_cast<size_t>(m_rows[i])] = static_cast<int>(i);
}

void SortedRows::apply(std::vector<int> wanted)
{
    std::vector<int> added;
    std::vector<bool> stays(m_positions.size(), false);
    for (const int row : wanted) {
        stays[static_cast<size_t>(row)] = true;
        if (m_positions[static_cast<size_t>(row)] < 0)
            added.push_back(row);
    }
    if (!added.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
        m_rows.insert(m_rows.end(), added.begin(), added.end());
        place();
        endInsertRows();
    }
    const auto left = static_cast<int>(wanted.size());
    for (const int row : m_rows) {
        if (!stays[static_cast<size_t>(row)])
            wanted.push_back(row); // leaving rows move to the end, to go as one range
    }
    if (wanted != m_rows) {
        Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        const QModelIndexList before = persistentIndexList();
        QModelIndexList after;
        std::vector<int> sources;
        sources.reserve(static_cast<size_t>(before.size()));
        for (const QModelIndex &index : before)
            sources.push_back(m_rows[static_cast<size_t>(index.row())]);
        m_rows = std::move(wanted);
        place();
        after.reserve(before.size());
        for (qsizetype i = 0; i < before.size(); ++i) {
            const auto source = static_cast<size_t>(sources[static_cast<size_t>(i)]);
            after.append(createIndex(m_positions[source], before.at(i).column()));
        }
        changePersistentIndexList(before, after);
        Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }
    if (left < rowCount()) {
        beginRemoveRows({}, left, rowCount() - 1);
        m_rows.resize(static_cast<size_t>(left));
        place();
        endRemoveRows();
    }
}

void SortedRows::onDataChanged(const QModelIndex &first, const QModelIndex &last,
                               const QList<int> &roles)
{
    int from = rowCount();
    int to = -1;
    for (int row = first.row(); row <= last.row(); ++row) {
        const int at = m_positions[static_cast<size_t>(row)];
        if (at >= 0) {
            from = std::min(from, at);
            to = std::max(to, at);
        }
    }
    if (to >= 0)
        Q_EMIT dataChanged(index(from, first.column()), index(to, last.column()), roles);
    // A clock tick changes texts only: no order, no filter.
    if (roles.isEmpty() || roles.contains(SortRole) || roles.contains(FilterRole))
        refresh();
}

void SortedRows::onRowsInserted(int first, int last)
{
    const int count = last - first + 1;
    for (int &row : m_rows) {
        if (row >= first)
            row += count;
    }
    place();
    refresh();
}

void SortedRows::onRowsAboutToBeRemoved(int first, int last)
{
    std::vector<int> wanted;
    wanted.reserve(m_rows.size());
    std::copy_if(m_rows.begin(), m_rows.end(), std::back_inserter(wanted),
                 [first, last](int row) { return row < first || row > last; });
    apply(std::move(wanted));
}

void SortedRows::onRowsRemoved(int first, int last)
{
    const int count = last - first + 1;
    for (int &row : m_rows) {
        if (row > last)
            row -= count;
    }
    place();
}

} // namespace watchfloor
