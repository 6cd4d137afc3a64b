// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filterlist.h"

#include "models/choiceroles.h"
#include "models/foldedtext.h"
#include "models/plaintext.h"

#include <algorithm>
#include <unordered_set>

namespace watchfloor {
namespace {

bool beginsAWord(const QString &text, const QString &word)
{
    for (qsizetype found = text.indexOf(word); found >= 0; found = text.indexOf(word, found + 1)) {
        if (found == 0 || !text.at(found - 1).isLetterOrNumber())
            return true;
    }
    return false;
}

} // namespace

FilterList::FilterList(QObject *parent)
    : QAbstractListModel(parent)
    , m_catalogue(std::make_shared<FilterCatalogue>())
{
}

void FilterList::setCatalogue(FilterCataloguePtr catalogue)
{
    beginResetModel();
    m_catalogue = catalogue ? std::move(catalogue) : std::make_shared<FilterCatalogue>();
    rebuild();
    endResetModel();
}

void FilterList::setFilter(const ViewFilter &filter)
{
    beginResetModel();
    m_filter = m_opened = filter;
    rebuild();
    endResetModel();
}

void FilterList::setDimension(FilterDimension dimension)
{
    beginResetModel();
    m_dimension = dimension;
    m_opened = m_filter;
    rebuild();
    endResetModel();
}

void FilterList::setNeedle(const QString &needle)
{
    const QStringList words =
        foldedText(needle.simplified()).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    beginResetModel();
    m_words = words;
    rebuild();
    endResetModel();
}

int FilterList::choiceCount() const
{
    const auto &entries = m_catalogue->entries(m_dimension);
    return static_cast<int>(entries.size()) - (!entries.empty() && entries.front().isNone ? 1 : 0);
}

void FilterList::rebuild()
{
    const auto &entries = m_catalogue->entries(m_dimension);
    std::unordered_set<RowId> ids;
    QStringList words;
    for (const FilterValue &value : valuesOf(m_opened, m_dimension)) {
        ids.insert(value.id);
        words << value.word;
    }
    const bool ofWords = isOfWords(m_dimension);
    std::vector<size_t> ranked[3]; // chosen, begins a word, holds it
    for (size_t i = 0; i < entries.size(); ++i) {
        const FilterEntry &entry = entries[i];
        bool passes = true;
        bool begins = true;
        for (const QString &word : m_words) {
            passes = passes && entry.folded.contains(word);
            begins = begins && passes && beginsAWord(entry.folded, word);
        }
        if (!passes)
            continue;
        const bool on = ofWords ? words.contains(entry.value.word) : ids.count(entry.value.id) > 0;
        const bool first = on && m_dimension != FilterDimension::Who;
        ranked[first ? 0 : begins ? 1 : 2].push_back(i);
    }
    m_rows.clear();
    for (const std::vector<size_t> &part : ranked)
        m_rows.insert(m_rows.end(), part.begin(), part.end());
}

void FilterList::toggle(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    const FilterValue value = entry(row).value;
    std::vector<FilterValue> values = valuesOf(m_filter, m_dimension);
    const auto on = std::find(values.begin(), values.end(), value);
    if (on != values.end())
        values.erase(on);
    else
        values.push_back(value);
    setValues(m_filter, m_dimension, values);
    // Of Who one goes off when the other goes on.
    Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::CheckStateRole});
    Q_EMIT filterChanged();
}

void FilterList::clearDimension()
{
    setValues(m_filter, m_dimension, {});
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::CheckStateRole});
    Q_EMIT filterChanged();
}

int FilterList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant FilterList::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const FilterEntry &of = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return of.title;
    case Qt::ToolTipRole:
        return asHtml(of.detail.isEmpty() ? of.title : of.title + QLatin1Char('\n') + of.detail);
    case Qt::AccessibleTextRole:
        return of.detail.isEmpty() ? of.title : of.title + QStringLiteral(", ") + of.detail;
    case Qt::CheckStateRole:
        return holds(m_filter, m_dimension, of.value) ? Qt::Checked : Qt::Unchecked;
    case ChoiceDetailRole:
        return of.detail;
    case ChoiceMutedRole:
        return of.gone;
    default:
        return {};
    }
}

bool FilterList::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || index.row() >= rowCount())
        return false;
    if (value.toInt() != data(index, role).toInt())
        toggle(index.row());
    return true;
}

Qt::ItemFlags FilterList::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable |
                                 Qt::ItemNeverHasChildren
                           : Qt::NoItemFlags;
}

} // namespace watchfloor
