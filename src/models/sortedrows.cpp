// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sortedrows.h"

#include "models/roles.h"

#include <QThreadPool>

#include <algorithm>
#include <iterator>
#include <mutex>
#include <utility>

namespace watchfloor {
namespace {

constexpr std::size_t rememberedSorts = 3;
constexpr int largeRows = 20'000; // above, sorting is no longer a matter of a millisecond

} // namespace

/// Where a worker leaves its answer, if there is still somebody to take it.
struct SortedRows::Desk {
    std::mutex mutex;
    SortedRows *rows = nullptr;
};

SortedRows::SortedRows(QObject *parent)
    : QAbstractProxyModel(parent)
    , m_desk(std::make_shared<Desk>())
{
    m_desk->rows = this;
}

SortedRows::~SortedRows()
{
    const std::scoped_lock lock(m_desk->mutex);
    m_desk->rows = nullptr;
}

void SortedRows::setSourceModel(QAbstractItemModel *source)
{
    beginResetModel();
    if (sourceModel())
        sourceModel()->disconnect(this);
    QAbstractProxyModel::setSourceModel(source);
    m_keyed = dynamic_cast<const KeyedModel *>(source);
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
        connect(source, &QAbstractItemModel::modelAboutToBeReset, this, begin);
        connect(source, &QAbstractItemModel::modelReset, this, &SortedRows::onReset);
        if (m_keyed) {
            connect(source, &QAbstractItemModel::layoutChanged, this, &SortedRows::onRowsMoved);
        } else {
            connect(source, &QAbstractItemModel::layoutAboutToBeChanged, this, begin);
            connect(source, &QAbstractItemModel::layoutChanged, this, &SortedRows::onReset);
        }
        m_rows = wanted();
        m_inOrder = true;
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
    choose();
}

void SortedRows::setState(const QString &state)
{
    if (state == m_state && state.isNull() == m_state.isNull())
        return;
    m_state = state;
    choose();
}

void SortedRows::setPredicate(std::function<bool(int)> predicate)
{
    m_predicate = std::move(predicate);
    choose();
}

void SortedRows::setArrangement(Arrangement arrangement)
{
    m_arrangement = std::move(arrangement);
    rearrange();
}

void SortedRows::rearrange()
{
    choose();
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
    std::vector<RowSort> sorts;
    if (column >= 0) {
        sorts = m_sorts;
        std::erase_if(sorts, [column](const RowSort &s) { return s.column == column; });
        sorts.insert(sorts.begin(), RowSort{column, order});
        if (sorts.size() > rememberedSorts)
            sorts.resize(rememberedSorts);
    }
    setSorts(std::move(sorts), column < 0 ? 0 : 1);
}

void SortedRows::setSortKeys(std::vector<RowSort> keys)
{
    const auto told = static_cast<std::ptrdiff_t>(keys.size());
    setSorts(std::move(keys), told);
}

void SortedRows::setSorts(std::vector<RowSort> sorts, std::ptrdiff_t told)
{
    if (sorts == m_sorts && told == m_told)
        return; // the header says it twice
    m_sorts = std::move(sorts);
    m_told = told;
    m_inOrder = false;
    Q_EMIT sortKeysChanged();
    refresh();
}

int SortedRows::rowWithKey(const QString &key) const
{
    if (m_keyed) {
        const int row = m_keyed->rowWithKey(key);
        return row < 0 || row >= static_cast<int>(m_positions.size())
                   ? -1
                   : m_positions[static_cast<size_t>(row)];
    }
    for (int row = 0; row < rowCount(); ++row) {
        if (index(row, 0).data(KeyRole).toString() == key)
            return row;
    }
    return -1;
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

RowOrderQuestion SortedRows::question() const
{
    RowOrderQuestion question;
    const int count = sourceModel() ? sourceModel()->rowCount() : 0;
    std::copy_if(m_sorts.begin(), m_sorts.end(), std::back_inserter(question.sorts),
                 [this](const RowSort &sort) { return sort.column < columnCount(); });
    question.words = m_words;
    question.state = m_state;
    const auto ask = [count](const std::function<bool(int)> &condition) {
        std::vector<quint8> answers;
        answers.reserve(condition ? static_cast<size_t>(count) : 0);
        for (int row = 0; condition && row < count; ++row)
            answers.push_back(condition(row));
        return answers;
    };
    question.chosen = ask(m_predicate);
    question.kept = ask(m_arrangement.keeps);
    if (m_inOrder && !m_arrangement.arrange && static_cast<int>(m_rows.size()) == count)
        question.all = m_rows;
    return question;
}

std::optional<RowOrderQuestion> SortedRows::questionAhead() const
{
    if (!m_keyed || m_predicate || m_arrangement.keeps || m_arrangement.arrange)
        return std::nullopt;
    RowOrderQuestion ahead = question();
    ahead.all.clear();
    return ahead;
}

void SortedRows::onReset()
{
    m_outdated = true;
    m_inOrder = false; // whatever was known is of other rows
    const auto prepared = std::exchange(m_prepared, nullptr);
    m_rows.clear();
    if (prepared && prepared->question == questionAhead())
        m_rows = std::move(prepared->rows);
    else
        m_rows = wanted();
    m_inOrder = true;
    place();
    endResetModel();
}

void SortedRows::onRowsMoved()
{
    // The same rows in the same order here, under other numbers.
    m_outdated = true;
    const std::vector<int> &moved = m_keyed->rowsMoved();
    for (int &row : m_rows)
        row = moved[static_cast<std::size_t>(row)];
    place();
}

std::vector<int> SortedRows::wanted() const
{
    if (!sourceModel())
        return {};
    std::vector<int> rows = m_keyed ? orderOf(*m_keyed->rowKeys(), question())
                                    : orderOf(*rowKeysOf(*sourceModel()), question());
    if (m_arrangement.arrange)
        m_arrangement.arrange(rows);
    return rows;
}

bool SortedRows::isLarge() const
{
    return m_keyed && !m_arrangement.arrange && sourceModel()->rowCount() > largeRows;
}

void SortedRows::choose()
{
    m_choiceDue = true;
    refresh();
}

void SortedRows::refresh()
{
    m_outdated = true;
    if (!sourceModel())
        return;
    if (isLarge()) {
        // Several reasons at once are one refresh.
        if (!std::exchange(m_scheduled, true))
            QMetaObject::invokeMethod(this, &SortedRows::start, Qt::QueuedConnection);
        return;
    }
    const bool choice = std::exchange(m_choiceDue, false);
    if (choice)
        Q_EMIT choosing();
    apply(wanted());
    m_inOrder = true;
    if (choice)
        Q_EMIT chosen();
}

void SortedRows::start()
{
    if (m_working || !m_scheduled)
        return; // starts again when that is done
    m_scheduled = false;
    if (!sourceModel())
        return;
    if (!isLarge()) {
        refresh();
        return;
    }
    m_outdated = false;
    m_working = true;
    QThreadPool::globalInstance()->start([desk = m_desk, keys = m_keyed->rowKeys(),
                                          question = question()] {
        auto rows = std::make_shared<std::vector<int>>(orderOf(*keys, question));
        const std::scoped_lock lock(desk->mutex);
        if (SortedRows *owner = desk->rows)
            QMetaObject::invokeMethod(
                owner, [owner, rows] { owner->onWorked(std::move(*rows)); }, Qt::QueuedConnection);
    });
}

void SortedRows::onWorked(std::vector<int> rows)
{
    m_working = false;
    if (!m_outdated && sourceModel()) {
        const bool choice = std::exchange(m_choiceDue, false);
        if (choice)
            Q_EMIT choosing();
        apply(std::move(rows));
        m_inOrder = true;
        if (choice)
            Q_EMIT chosen();
        Q_EMIT settled();
    } else {
        m_scheduled = true; // for another state of affairs: once more
    }
    if (m_scheduled)
        start();
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
    // All rows before and after: nothing comes or goes.
    const bool all = wanted.size() == m_rows.size() && wanted.size() == m_positions.size();
    std::vector<int> added;
    std::vector<bool> stays(all ? 0 : m_positions.size(), false);
    for (std::size_t i = 0; !all && i < wanted.size(); ++i) {
        const int row = wanted[i];
        stays[static_cast<size_t>(row)] = true;
        if (m_positions[static_cast<size_t>(row)] < 0)
            added.push_back(row);
    }
    if (!added.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
        for (const int row : added) {
            m_positions[static_cast<size_t>(row)] = static_cast<int>(m_rows.size());
            m_rows.push_back(row);
        }
        endInsertRows();
    }
    const auto left = static_cast<int>(wanted.size());
    wanted.reserve(m_rows.size());
    for (std::size_t i = 0; !all && i < m_rows.size(); ++i) {
        if (!stays[static_cast<size_t>(m_rows[i])])
            wanted.push_back(m_rows[i]); // leaving rows move to the end, to go as one range
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
        for (auto row = m_rows.begin() + left; row != m_rows.end(); ++row)
            m_positions[static_cast<size_t>(*row)] = -1;
        m_rows.resize(static_cast<size_t>(left));
        endRemoveRows();
    }
}

void SortedRows::onDataChanged(const QModelIndex &first, const QModelIndex &last,
                               const QList<int> &roles)
{
    const bool whole = first.row() == 0 && last.row() == static_cast<int>(m_positions.size()) - 1;
    int from = whole ? 0 : rowCount();
    int to = whole ? rowCount() - 1 : -1;
    for (int row = first.row(); !whole && row <= last.row(); ++row) {
        const int at = m_positions[static_cast<size_t>(row)];
        if (at >= 0) {
            from = std::min(from, at);
            to = std::max(to, at);
        }
    }
    if (to >= 0)
        Q_EMIT dataChanged(index(from, first.column()), index(to, last.column()), roles);
    // A clock tick changes texts only: no order, no filter.
    if (!roles.isEmpty() && !roles.contains(SortRole) && !roles.contains(FilterRole))
        return;
    m_inOrder = false;
    refresh();
}

void SortedRows::onRowsInserted(int first, int last)
{
    const int count = last - first + 1;
    if (first < static_cast<int>(m_positions.size())) {
        for (int &row : m_rows)
            row += row >= first ? count : 0;
    }
    m_positions.insert(m_positions.begin() + first, static_cast<size_t>(count), -1);
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
    for (int &row : m_rows)
        row -= row > last ? count : 0;
    m_positions.erase(m_positions.begin() + first, m_positions.begin() + last + 1);
    m_outdated = true; // what is being worked out has rows that are gone
}

} // namespace watchfloor
